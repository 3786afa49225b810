//! What must hold of our tree and of `ron` for any text at all. Shared by the property tests and the fuzz
//! targets.

use std::fmt;
use std::ops::Range;

use ron::extensions::Extensions;
use ron::value::RawValue;
use serde::de::{self, Deserialize, Deserializer, MapAccess, SeqAccess, Visitor};
use wallchart_plan::diagnostic::{Diagnostic, Spot};
use wallchart_plan::format;
use wallchart_plan::syntax::{Kind, Node, Parsed, Shape, SyntaxNode, codes, parse};

/// Reads the text with both: what they disagree on is the error.
///
/// # Errors
/// In words: a byte lost, a place out of bounds, a text that one accepts and the other refuses, a value or
/// a span that differs.
pub(crate) fn check(text: &str) -> Result<(), String> {
    let parsed = parse(0, text);
    if parsed.tree().text() != text {
        return Err(format!("the tree of {text:?} has another text"));
    }
    for diagnostic in &parsed.diagnostics {
        let places =
            std::iter::once(&diagnostic.place).chain(diagnostic.related.iter().map(|r| &r.0));
        for place in places {
            let Spot::Bytes(range) = &place.spot else { return Err(format!("{place:?}")) };
            text.get(range.clone()).ok_or_else(|| format!("{range:?} is no part of {text:?}"))?;
        }
    }
    // The extension changes what the reader does with a value, not how it is written.
    if text.contains("unwrap_variant_newtypes") {
        return Ok(());
    }
    let ours = strict(&parsed);
    match (options().from_str::<ron::Value>(text), ours.is_empty()) {
        (Ok(value), true) => {
            laid_out(text, &value)?;
            values(&parsed, text)
        }
        (Err(_), false) => Ok(()),
        (Ok(_), false) => Err(format!("ron accepts {text:?}, we say {ours:?}")),
        (Err(error), true) => Err(format!("ron refuses {text:?}: {error}; we don't")),
    }
}

/// Laid out, the text has the same values, and laid out again it is the same text.
fn laid_out(text: &str, value: &ron::Value) -> Result<(), String> {
    let Ok(once) = format(text) else { return Ok(()) };
    let told = |what: &str| format!("{text:?}, laid out as {once:?}, {what}");
    match options().from_str::<ron::Value>(&once) {
        // Numbers that are none equal nothing, themselves included.
        Ok(again) if format!("{again:?}") == format!("{value:?}") => {}
        other => return Err(told(&format!("is read as {other:?}"))),
    }
    match format(&once) {
        Ok(twice) if twice == once => Ok(()),
        twice => Err(told(&format!("is laid out again as {twice:?}"))),
    }
}

fn options() -> ron::Options {
    ron::Options::default().with_default_extension(Extensions::IMPLICIT_SOME)
}

/// Diagnostics that `ron` would give too: all but bare words that aren't ASCII.
fn strict(parsed: &Parsed) -> Vec<&Diagnostic> {
    let said = |d: &&Diagnostic| {
        let Spot::Bytes(range) = &d.place.spot else { return true };
        let mut chars = parsed.text().get(range.clone()).unwrap_or("").chars();
        let ident = chars.next().is_some_and(|c| c == '_' || unicode_ident::is_xid_start(c))
            && chars.all(unicode_ident::is_xid_continue);
        !(d.code == &codes::BARE_WORDS && ident)
    };
    parsed.diagnostics.iter().filter(said).collect()
}

/// Every value of the one is in the other, at the same bytes.
fn values(parsed: &Parsed, text: &str) -> Result<(), String> {
    // What an attribute at the head switches on does not reach the values when they are read one by one.
    if text.contains("#!") || !parsed.diagnostics.is_empty() {
        return Ok(());
    }
    let root = parsed.root().ok_or("no value at the root")?;
    if holds_bare_some(parsed) {
        return Ok(());
    }
    // A raw value may not end in a comment that does not.
    let text = &format!("{text}\n");
    let raw: &RawValue = options().from_str(text).map_err(|e| format!("{text:?} as raw: {e}"))?;
    same(text, root, raw.get_ron())
}

/// Whether a `Some` stands in it without brackets, which `ron` reads but can't pass over.
fn holds_bare_some(parsed: &Parsed) -> bool {
    let is_bare = |node: SyntaxNode| {
        node.kind() == Kind::Some
            && !node.children_with_tokens().any(|it| it.kind() == Kind::LParen)
    };
    parsed.tree().descendants().any(is_bare)
}

/// The value in a piece of the text is the node's, and so are those in it.
fn same(text: &str, node: Node<'_>, raw: &str) -> Result<(), String> {
    let inside = trimmed(raw);
    let start = raw.as_ptr() as usize - text.as_ptr() as usize + inside.start;
    let range = start..start + inside.len();
    if node.range() != range {
        return Err(format!("in {text:?} a value at {:?} is at {range:?} for ron", node.range()));
    }
    let raw = raw.get(inside).unwrap_or("");
    // A range can't be read piece by piece.
    if node.shape() == Shape::Other && raw.contains("..") {
        return Ok(());
    }
    let seen: Seen<'_> = options().from_str(raw).map_err(|e| format!("{raw:?} alone: {e}"))?;
    let differ = || format!("in {text:?}: {node:?} is {seen:?} for ron");
    let children: Vec<Node<'_>> = node.children().collect();
    match (node.shape(), &seen) {
        (Shape::Text, Seen::Text(it)) if node.text().as_deref() == Some(it) => Ok(()),
        (Shape::Number, Seen::Number(it)) => {
            let ours = node.source().parse::<u32>().map(|n| n.to_string());
            if ours.is_ok_and(|n| n != *it) { Err(differ()) } else { Ok(()) }
        }
        (Shape::Word, Seen::Bool(it)) if node.source() == it.to_string() => Ok(()),
        (Shape::Word, Seen::None) if node.source() == "None" => Ok(()),
        (Shape::Word, Seen::Unit) if !matches!(node.source(), "true" | "false" | "None") => Ok(()),
        (Shape::Unit, Seen::Unit) => Ok(()),
        (Shape::Other, Seen::Other | Seen::Map(_)) => Ok(()),
        (Shape::Tuple | Shape::Struct, Seen::Unit) if children.is_empty() => Ok(()),
        (Shape::Some, Seen::Around(it)) | (Shape::Tuple, Seen::Around(it)) => match children[..] {
            [child] => same(text, child, it),
            _ => Err(differ()),
        },
        (Shape::List | Shape::Tuple, Seen::List(items)) if items.len() == children.len() => {
            children.iter().zip(items).try_for_each(|(child, raw)| same(text, *child, raw))
        }
        (Shape::Struct | Shape::Map, Seen::Map(entries)) if entries.len() == children.len() => {
            children.iter().zip(entries).try_for_each(|(child, (key, raw))| {
                let ours = child.key_text().unwrap_or_default();
                match key {
                    Seen::Text(it) if *it != ours => Err(differ()),
                    _ => same(text, *child, raw),
                }
            })
        }
        _ => Err(differ()),
    }
}

/// The piece without the space and the comments around it.
fn trimmed(raw: &str) -> Range<usize> {
    let parsed = parse(0, raw);
    parsed.root().map_or(0..raw.len(), |root| root.range())
}

/// A value as `ron` tells it to whoever asks for none in particular; those in it not yet read.
#[derive(Debug)]
enum Seen<'de> {
    Unit,
    Bool(bool),
    None,
    Number(String),
    Text(String),
    /// `Some(…)`, or a name around one value.
    Around(&'de str),
    List(Vec<&'de str>),
    Map(Vec<(Seen<'de>, &'de str)>),
    /// A character, bytes, a range.
    Other,
}

impl<'de> Deserialize<'de> for Seen<'de> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(See)
    }
}

struct See;

macro_rules! numbers {
    ($($visit:ident $ty:ty,)*) => {
        $(fn $visit<E: de::Error>(self, n: $ty) -> Result<Seen<'de>, E> {
            Ok(Seen::Number(n.to_string()))
        })*
    };
}

impl<'de> Visitor<'de> for See {
    type Value = Seen<'de>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("anything")
    }

    numbers! {
        visit_u8 u8, visit_u16 u16, visit_u32 u32, visit_u64 u64,
        visit_i8 i8, visit_i16 i16, visit_i32 i32, visit_i64 i64,
        visit_f32 f32, visit_f64 f64,
    }

    fn visit_bool<E: de::Error>(self, it: bool) -> Result<Seen<'de>, E> {
        Ok(Seen::Bool(it))
    }

    fn visit_char<E: de::Error>(self, _: char) -> Result<Seen<'de>, E> {
        Ok(Seen::Other)
    }

    fn visit_bytes<E: de::Error>(self, _: &[u8]) -> Result<Seen<'de>, E> {
        Ok(Seen::Other)
    }

    fn visit_str<E: de::Error>(self, text: &str) -> Result<Seen<'de>, E> {
        Ok(Seen::Text(text.to_owned()))
    }

    fn visit_none<E: de::Error>(self) -> Result<Seen<'de>, E> {
        Ok(Seen::None)
    }

    fn visit_unit<E: de::Error>(self) -> Result<Seen<'de>, E> {
        Ok(Seen::Unit)
    }

    fn visit_some<D: Deserializer<'de>>(self, inner: D) -> Result<Seen<'de>, D::Error> {
        Ok(Seen::Around(<&RawValue>::deserialize(inner)?.get_ron()))
    }

    fn visit_newtype_struct<D: Deserializer<'de>>(self, inner: D) -> Result<Seen<'de>, D::Error> {
        Ok(Seen::Around(<&RawValue>::deserialize(inner)?.get_ron()))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut seq: A) -> Result<Seen<'de>, A::Error> {
        let mut items = Vec::new();
        while let Some(item) = seq.next_element::<&RawValue>()? {
            items.push(item.get_ron());
        }
        Ok(Seen::List(items))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Seen<'de>, A::Error> {
        let mut entries = Vec::new();
        while let Some(key) = map.next_key::<Seen<'de>>()? {
            entries.push((key, map.next_value::<&RawValue>()?.get_ron()));
        }
        Ok(Seen::Map(entries))
    }
}
