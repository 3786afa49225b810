//! Messages by id, filled in by Fluent.

use std::borrow::Cow;
use std::sync::LazyLock;

use fluent_bundle::concurrent::FluentBundle;
use fluent_bundle::{FluentArgs, FluentResource, FluentValue};
use unic_langid::LanguageIdentifier;

use crate::Lang;

/// The id of a message that is known to exist in both languages.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Message(pub(crate) &'static str);

impl Message {
    /// The id as written in the Fluent files.
    pub fn id(self) -> &'static str {
        self.0
    }

    /// Finds a message by its id, for ids that are put together at run time (a diagnostic's code).
    pub fn find(id: &str) -> Option<Message> {
        crate::ids::ALL
            .binary_search_by(|m| m.0.cmp(id))
            .ok()
            .and_then(|i| crate::ids::ALL.get(i).copied())
    }
}

/// A value that goes into a message.
#[derive(Debug, Clone, PartialEq)]
pub enum Value {
    /// Text, put in as it is.
    Text(String),
    /// A number, which also selects a plural form.
    Number(i64),
}

macro_rules! value_from_number {
    ($($t:ty),*) => {$(
        impl From<$t> for Value {
            #[expect(clippy::allow_attributes, reason = "one macro for types that do and do not need the cast")]
            #[allow(clippy::cast_possible_wrap, clippy::cast_lossless, trivial_numeric_casts)]
            fn from(n: $t) -> Self {
                Value::Number(n as i64)
            }
        }
    )*};
}
value_from_number!(i64, i32, u32, u16, u8, usize, u64);

impl From<&str> for Value {
    fn from(s: &str) -> Self {
        Value::Text(s.to_owned())
    }
}

impl From<String> for Value {
    fn from(s: String) -> Self {
        Value::Text(s)
    }
}

impl From<&String> for Value {
    fn from(s: &String) -> Self {
        Value::Text(s.clone())
    }
}

impl From<Cow<'_, str>> for Value {
    fn from(s: Cow<'_, str>) -> Self {
        Value::Text(s.into_owned())
    }
}

static ZH: LazyLock<FluentBundle<FluentResource>> =
    LazyLock::new(|| bundle("zh-CN", include_str!(concat!(env!("OUT_DIR"), "/zh.ftl"))));
static EN: LazyLock<FluentBundle<FluentResource>> =
    LazyLock::new(|| bundle("en", include_str!(concat!(env!("OUT_DIR"), "/en.ftl"))));

fn bundle(tag: &str, text: &str) -> FluentBundle<FluentResource> {
    let id: LanguageIdentifier = tag.parse().unwrap_or_default();
    let mut bundle = FluentBundle::new_concurrent(vec![id]);
    // Terminals show the marks that keep right-to-left text apart, and no text here needs them.
    bundle.set_use_isolating(false);
    // The build has parsed the same text, so what parses here is all of it.
    let resource =
        FluentResource::try_new(text.to_owned()).unwrap_or_else(|(resource, _)| resource);
    bundle.add_resource_overriding(resource);
    bundle
}

/// The message in a language with its values put in. Prefer the [`t!`](crate::t) macro.
pub fn text(lang: Lang, message: Message, values: &[(&str, Value)]) -> String {
    let bundle = match lang {
        Lang::Zh => &*ZH,
        Lang::En => &*EN,
    };
    let Some(pattern) = bundle.get_message(message.0).and_then(|m| m.value()) else {
        return message.0.to_owned();
    };
    let mut args = FluentArgs::with_capacity(values.len());
    for (name, value) in values {
        match value {
            Value::Text(s) => args.set(*name, FluentValue::from(s.as_str())),
            Value::Number(n) => args.set(*name, FluentValue::from(*n)),
        }
    }
    bundle.format_pattern(pattern, Some(&args), &mut Vec::new()).into_owned()
}

/// Turns a message of [`ids`](crate::ids) into text: `t!(lang, ids::DAYS_LATE, days = 3)`.
#[macro_export]
macro_rules! t {
    ($lang:expr, $id:expr $(, $name:ident = $value:expr)* $(,)?) => {
        $crate::text($lang, $id, &[$((stringify!($name), $crate::Value::from($value))),*])
    };
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_message_has_words_in_both_languages() {
        for message in crate::ids::ALL {
            for lang in Lang::ALL {
                assert_ne!(text(lang, *message, &[]), message.id(), "{lang} {message:?}");
            }
        }
    }

    #[test]
    fn ids_are_found_by_name() {
        for message in crate::ids::ALL {
            assert_eq!(Message::find(message.id()), Some(*message));
        }
        assert_eq!(Message::find("no-such-message"), None);
    }
}
