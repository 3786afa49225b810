//! The few value shapes that plans are made of, each with the description that the repair of a broken
//! file walks by.

use std::collections::BTreeSet;
use std::fmt;
use std::marker::PhantomData;
use std::ops::Deref;
use std::sync::Arc;

use ron::value::RawValue;
use serde::de::{self, Deserialize, Deserializer, MapAccess, Visitor};

use crate::diagnostic::Step;

/// What a value may be.
#[derive(Clone, Copy)]
pub(crate) enum Shape {
    /// A string.
    Text,
    /// A whole number from 0.
    Number,
    /// `true` or `false`.
    Bool,
    /// A list of such values.
    List(fn() -> Shape),
    /// A map from strings to such values.
    Map(fn() -> Shape),
    /// A map from bare words out of a closed list to such values.
    WordMap(&'static [&'static str], fn() -> Shape),
    /// A struct of that name with these fields.
    Struct(&'static str, &'static [Field]),
    /// A bare word out of a closed list.
    Word(&'static [&'static str]),
    /// One of these words, around one such value: `kind(branch)`.
    Call(&'static [&'static str], fn() -> Shape),
    /// Any of these.
    Either(&'static [fn() -> Shape]),
}

/// A field's name, and the shape of its values.
pub(crate) type Field = (&'static str, fn() -> Shape);

/// A type that can describe itself.
pub(crate) trait Shaped {
    /// What its values look like.
    fn shape() -> Shape;

    /// Calls `see` for each text in it, with the way to that.
    fn each_text(&mut self, _steps: &mut Vec<Step>, _see: &mut SeeText<'_>) {}
}

/// What is done with a text and the way to it.
pub(crate) type SeeText<'s> = dyn FnMut(&mut Text, &[Step]) + 's;

/// A shared string.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Default)]
pub(crate) struct Text(pub(crate) Arc<str>);

impl Deref for Text {
    type Target = str;

    fn deref(&self) -> &str {
        &self.0
    }
}

impl std::borrow::Borrow<str> for Text {
    fn borrow(&self) -> &str {
        &self.0
    }
}

impl fmt::Debug for Text {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Debug::fmt(&self.0, f)
    }
}

impl From<&str> for Text {
    fn from(text: &str) -> Self {
        Self(text.into())
    }
}

impl<'de> Deserialize<'de> for Text {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct TextVisitor;
        impl Visitor<'_> for TextVisitor {
            type Value = Text;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("a string")
            }

            fn visit_str<E: de::Error>(self, text: &str) -> Result<Text, E> {
                Ok(Text(text.into()))
            }
        }
        deserializer.deserialize_str(TextVisitor)
    }
}

impl Shaped for Text {
    fn shape() -> Shape {
        Shape::Text
    }

    fn each_text(&mut self, steps: &mut Vec<Step>, see: &mut SeeText<'_>) {
        see(self, steps);
    }
}

impl Shaped for bool {
    fn shape() -> Shape {
        Shape::Bool
    }
}

impl Shaped for u32 {
    fn shape() -> Shape {
        Shape::Number
    }
}

impl<T: Shaped> Shaped for Option<T> {
    fn shape() -> Shape {
        T::shape()
    }

    fn each_text(&mut self, steps: &mut Vec<Step>, see: &mut SeeText<'_>) {
        if let Some(value) = self {
            value.each_text(steps, see);
        }
    }
}

impl<T: Shaped> Shaped for Vec<T> {
    fn shape() -> Shape {
        Shape::List(T::shape)
    }

    fn each_text(&mut self, steps: &mut Vec<Step>, see: &mut SeeText<'_>) {
        for (i, value) in self.iter_mut().enumerate() {
            steps.push(Step::Index(i));
            value.each_text(steps, see);
            steps.pop();
        }
    }
}

/// A map in written order that refuses a key written twice.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Entries<V>(pub(crate) Vec<(Text, V)>);

impl<V> Default for Entries<V> {
    fn default() -> Self {
        Self(Vec::new())
    }
}

impl<V> Deref for Entries<V> {
    type Target = Vec<(Text, V)>;

    fn deref(&self) -> &Self::Target {
        &self.0
    }
}

impl<V: Shaped> Shaped for Entries<V> {
    fn shape() -> Shape {
        Shape::Map(V::shape)
    }

    fn each_text(&mut self, steps: &mut Vec<Step>, see: &mut SeeText<'_>) {
        for (key, value) in &mut self.0 {
            steps.push(Step::Key(key.to_string()));
            value.each_text(steps, see);
            steps.pop();
        }
    }
}

impl<'de, V: Deserialize<'de>> Deserialize<'de> for Entries<V> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        entries(deserializer).map(Self)
    }
}

/// A map in written order whose keys are bare words: `{ up: "市消保委" }`. It refuses a key written twice.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Chosen<K, V>(pub(crate) Vec<(K, V)>);

impl<K, V> Default for Chosen<K, V> {
    fn default() -> Self {
        Self(Vec::new())
    }
}

impl<K, V> Deref for Chosen<K, V> {
    type Target = Vec<(K, V)>;

    fn deref(&self) -> &Self::Target {
        &self.0
    }
}

impl<K: de::DeserializeOwned + serde::Serialize, V: Shaped> Shaped for Chosen<K, V> {
    fn shape() -> Shape {
        Shape::WordMap(words::<K>(), V::shape)
    }

    fn each_text(&mut self, steps: &mut Vec<Step>, see: &mut SeeText<'_>) {
        for (key, value) in &mut self.0 {
            // Words of a closed list are written as they are stored.
            steps.push(Step::Key(ron::to_string(key).unwrap_or_default()));
            value.each_text(steps, see);
            steps.pop();
        }
    }
}

impl<'de, K: Deserialize<'de> + Ord + Clone, V: Deserialize<'de>> Deserialize<'de>
    for Chosen<K, V>
{
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        entries(deserializer).map(Self)
    }
}

/// Maps up to this size are searched for a repeated key one by one.
const SMALL: usize = 16;

/// The entries of a map in written order, each key once.
fn entries<'de, K, V, D>(deserializer: D) -> Result<Vec<(K, V)>, D::Error>
where
    K: Deserialize<'de> + Ord + Clone,
    V: Deserialize<'de>,
    D: Deserializer<'de>,
{
    struct EntriesVisitor<K, V>(PhantomData<(K, V)>);
    impl<'de, K: Deserialize<'de> + Ord + Clone, V: Deserialize<'de>> Visitor<'de>
        for EntriesVisitor<K, V>
    {
        type Value = Vec<(K, V)>;

        fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
            f.write_str("a map")
        }

        fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Self::Value, A::Error> {
            let mut entries: Vec<(K, V)> = Vec::new();
            let mut seen: BTreeSet<K> = BTreeSet::new();
            while let Some(key) = map.next_key::<K>()? {
                if entries.len() == SMALL {
                    seen = entries.iter().map(|(k, _)| k.clone()).collect();
                }
                let repeated = if entries.len() < SMALL {
                    entries.iter().any(|(k, _)| *k == key)
                } else {
                    !seen.insert(key.clone())
                };
                if repeated {
                    return Err(de::Error::custom("a key twice"));
                }
                entries.push((key, map.next_value()?));
            }
            Ok(entries)
        }
    }
    deserializer.deserialize_map(EntriesVisitor(PhantomData))
}

/// A setting that `none` switches off.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Switch {
    /// `none`.
    Off,
    /// What it is set to.
    On(Text),
}

impl Shaped for Switch {
    fn shape() -> Shape {
        Shape::Either(&[|| Shape::Text, || Shape::Word(&["none"])])
    }

    fn each_text(&mut self, steps: &mut Vec<Step>, see: &mut SeeText<'_>) {
        if let Switch::On(text) = self {
            see(text, steps);
        }
    }
}

impl<'de> Deserialize<'de> for Switch {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let raw = raw(deserializer)?;
        match raw {
            "none" => Ok(Switch::Off),
            text => inner(text).map(Switch::On),
        }
    }
}

/// What a group is made of.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum GroupSource<K> {
    /// Units and other groups, by name.
    Names(Vec<Text>),
    /// All units of a kind.
    Kind(K),
}

impl<K: Shaped> Shaped for GroupSource<K> {
    fn shape() -> Shape {
        Shape::Either(&[<Vec<Text>>::shape, || Shape::Call(&["kind"], K::shape)])
    }
}

impl<'de, K: de::DeserializeOwned> Deserialize<'de> for GroupSource<K> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        #[derive(serde::Deserialize)]
        #[serde(rename_all = "snake_case")]
        enum Call<K> {
            Kind(K),
        }
        let raw = raw(deserializer)?;
        if raw.starts_with('[') {
            return inner(raw).map(GroupSource::Names);
        }
        inner(raw).map(|Call::Kind(kind)| GroupSource::Kind(kind))
    }
}

/// A list that tasks can fan out over.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum ListSource {
    /// Items alone.
    Plain(Vec<Text>),
    /// Items, each with its lead unit.
    Owned(Entries<Text>),
    /// Items, each with the units (or groups) that do it: one instance for each.
    Spread(Entries<Vec<Text>>),
}

impl Shaped for ListSource {
    fn shape() -> Shape {
        Shape::Either(&[<Vec<Text>>::shape, <Entries<Text>>::shape, <Entries<Vec<Text>>>::shape])
    }
}

impl<'de> Deserialize<'de> for ListSource {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let raw = raw(deserializer)?;
        if raw.starts_with('[') {
            return inner(raw).map(ListSource::Plain);
        }
        // The first item's value decides; another that differs is an error at its own place.
        match inner::<Entries<Text>, D::Error>(raw) {
            Ok(owned) => Ok(ListSource::Owned(owned)),
            Err(_) => inner(raw).map(ListSource::Spread),
        }
    }
}

fn raw<'de, D: Deserializer<'de>>(deserializer: D) -> Result<&'de str, D::Error> {
    Ok(<&RawValue>::deserialize(deserializer)?.trim().get_ron())
}

fn inner<'de, T: Deserialize<'de>, E: de::Error>(raw: &'de str) -> Result<T, E> {
    super::options().from_str(raw).map_err(|error| E::custom(error.code))
}

/// The words of an enum whose variants are bare words in a plan.
pub(crate) fn words<'de, T: Deserialize<'de>>() -> &'static [&'static str] {
    match T::deserialize(Probe) {
        Err(Words(words)) => words,
        Ok(_) => &[],
    }
}

/// A deserializer that only finds out the names of an enum's variants.
struct Probe;

#[derive(Debug)]
struct Words(&'static [&'static str]);

impl fmt::Display for Words {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a probe holds no value")
    }
}

impl std::error::Error for Words {}

impl de::Error for Words {
    fn custom<T: fmt::Display>(_: T) -> Self {
        Words(&[])
    }
}

impl<'de> Deserializer<'de> for Probe {
    type Error = Words;

    fn deserialize_any<V: Visitor<'de>>(self, _: V) -> Result<V::Value, Words> {
        Err(Words(&[]))
    }

    fn deserialize_enum<V: Visitor<'de>>(
        self,
        _: &'static str,
        variants: &'static [&'static str],
        _: V,
    ) -> Result<V::Value, Words> {
        Err(Words(variants))
    }

    serde::forward_to_deserialize_any! {
        bool i8 i16 i32 i64 i128 u8 u16 u32 u64 u128 f32 f64 char str string bytes byte_buf option
        unit unit_struct newtype_struct seq tuple tuple_struct map struct identifier ignored_any
    }
}
