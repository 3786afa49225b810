//! The values of a file in one flat table: what they are, where they stand, what names them.

use std::borrow::Cow;
use std::ops::Range;

use super::Parsed;
use super::kind::Kind;
use super::text;

/// No item.
pub(crate) const NONE: u32 = u32::MAX;

/// What a value is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Shape {
    /// `Name(field: value, …)`; the name may be missing.
    Struct,
    /// `Name(value, …)`; the name may be missing.
    Tuple,
    /// `{key: value, …}`.
    Map,
    /// `[value, …]`.
    List,
    /// `Some(value)`.
    Some,
    /// `()`.
    Unit,
    /// Text in quotes.
    Text,
    /// A bare word: a unit variant, `true`, `None`.
    Word,
    /// A number.
    Number,
    /// A character, bytes or a range.
    Other,
    /// Words that lack their quotes.
    Bare,
    /// A name without a value.
    Missing,
    /// What could not be read.
    Error,
}

/// A field's name or a map's key.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Key {
    pub(crate) start: u32,
    pub(crate) end: u32,
    pub(crate) kind: Kind,
}

/// One value.
#[derive(Debug, Clone)]
pub(crate) struct Item {
    pub(crate) shape: Shape,
    pub(crate) start: u32,
    pub(crate) end: u32,
    /// Where the name in front of the bracket ends; `start` when there is none.
    pub(crate) name_end: u32,
    pub(crate) parent: u32,
    pub(crate) key: Option<Key>,
}

/// The children of every item, in the order of the text, as one array with offsets.
#[derive(Debug, Default)]
pub(crate) struct Children {
    offsets: Vec<u32>,
    all: Vec<u32>,
}

impl Children {
    pub(crate) fn of(items: &[Item]) -> Children {
        let mut offsets = vec![0u32; items.len() + 1];
        for item in items {
            if let Some(n) = offsets.get_mut((item.parent as usize).wrapping_add(1)) {
                *n += 1;
            }
        }
        let mut sum = 0;
        for n in &mut offsets {
            sum += *n;
            *n = sum;
        }
        let mut next = offsets.clone();
        let mut all = vec![0u32; sum as usize];
        for (id, item) in items.iter().enumerate() {
            if let Some(n) = next.get_mut(item.parent as usize) {
                if let Some(slot) = all.get_mut(*n as usize) {
                    *slot = id as u32;
                }
                *n += 1;
            }
        }
        Children { offsets, all }
    }

    fn range(&self, item: u32) -> Range<usize> {
        let at = |i: usize| self.offsets.get(i).map_or(0, |n| *n as usize);
        at(item as usize)..at(item as usize + 1)
    }

    pub(crate) fn get(&self, item: u32) -> &[u32] {
        self.all.get(self.range(item)).unwrap_or(&[])
    }

    /// The same, sorted by key; equal keys stay in the order of the text.
    pub(crate) fn by_key(&self, parsed: &Parsed) -> Children {
        let mut sorted = Children { offsets: self.offsets.clone(), all: self.all.clone() };
        for item in 0..parsed.items.len() as u32 {
            let shape = parsed.items.get(item as usize).map(|i| i.shape);
            if matches!(shape, Some(Shape::Struct | Shape::Map))
                && let Some(children) = sorted.all.get_mut(self.range(item))
                && children.len() > 1
            {
                children
                    .sort_by(|a, b| parsed.value(*a).key_text().cmp(&parsed.value(*b).key_text()));
            }
        }
        sorted
    }
}

/// A value of a parsed file.
#[derive(Clone, Copy)]
pub struct Node<'a> {
    pub(crate) parsed: &'a Parsed,
    pub(crate) id: u32,
}

impl PartialEq for Node<'_> {
    fn eq(&self, other: &Self) -> bool {
        std::ptr::eq(self.parsed, other.parsed) && self.id == other.id
    }
}

impl std::fmt::Debug for Node<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Node").field("shape", &self.shape()).field("range", &self.range()).finish()
    }
}

impl<'a> Node<'a> {
    fn item(&self) -> Option<&'a Item> {
        self.parsed.items.get(self.id as usize)
    }

    /// What it is.
    pub fn shape(&self) -> Shape {
        self.item().map_or(Shape::Error, |i| i.shape)
    }

    /// The bytes of the value, with its name and its brackets.
    pub fn range(&self) -> Range<usize> {
        self.item().map_or(0..0, |i| i.start as usize..i.end as usize)
    }

    /// The value as written.
    pub fn source(&self) -> &'a str {
        self.parsed.text.get(self.range()).unwrap_or("")
    }

    /// The name in front of the brackets, `kind` in `kind(branch)`, or the bare word itself.
    pub fn name(&self) -> Option<&'a str> {
        let item = self.item()?;
        let end = if item.shape == Shape::Word { item.end } else { item.name_end };
        let name = self.parsed.text.get(item.start as usize..end as usize)?.trim_end();
        (!name.is_empty()).then(|| name.strip_prefix("r#").unwrap_or(name))
    }

    /// The text of a string, escapes undone; of words that lack their quotes, the words.
    pub fn text(&self) -> Option<Cow<'a, str>> {
        match self.shape() {
            Shape::Text => Some(text::decode(self.source(), self.text_kind())),
            Shape::Bare => Some(Cow::Borrowed(self.source())),
            _ => None,
        }
    }

    pub(crate) fn text_kind(&self) -> Kind {
        if self.source().starts_with('r') { Kind::RawText } else { Kind::Text }
    }

    /// The bytes of its field name or its key.
    pub fn key_range(&self) -> Option<Range<usize>> {
        self.item()?.key.map(|k| k.start as usize..k.end as usize)
    }

    /// Its field name, or its key with escapes undone; a key that is no text, as written.
    pub fn key_text(&self) -> Option<Cow<'a, str>> {
        let key = self.item()?.key?;
        let written = self.parsed.text.get(key.start as usize..key.end as usize)?;
        Some(match key.kind {
            Kind::Text | Kind::RawText => text::decode(written, key.kind),
            Kind::RawIdent => Cow::Borrowed(written.strip_prefix("r#").unwrap_or(written)),
            _ => Cow::Borrowed(written),
        })
    }

    /// The value around it.
    pub fn parent(&self) -> Option<Node<'a>> {
        let parent = self.item()?.parent;
        (parent != NONE).then(|| self.parsed.value(parent))
    }

    /// Its fields, entries or items, in the order of the text.
    pub fn children(
        &self,
    ) -> impl ExactSizeIterator<Item = Node<'a>> + DoubleEndedIterator + use<'a> {
        let parsed = self.parsed;
        parsed.children.get(self.id).iter().map(move |id| parsed.value(*id))
    }

    /// The child at this position, from 0.
    pub fn nth(&self, index: usize) -> Option<Node<'a>> {
        self.parsed.children.get(self.id).get(index).map(|id| self.parsed.value(*id))
    }

    /// All children under this field name or key, in the order of the text.
    pub fn all_named(&self, key: &str) -> Vec<Node<'a>> {
        let children = self.parsed.children.get(self.id);
        if children.len() <= 32 {
            return self.children().filter(|c| c.key_text().as_deref() == Some(key)).collect();
        }
        let sorted = self.parsed.by_key().get(self.id);
        let from =
            sorted.partition_point(|id| self.parsed.value(*id).key_text().as_deref() < Some(key));
        let named = sorted.get(from..).unwrap_or(&[]).iter().map(|id| self.parsed.value(*id));
        named.take_while(|c| c.key_text().as_deref() == Some(key)).collect()
    }

    /// The child under this field name or key; of several, the last.
    pub fn named(&self, key: &str) -> Option<Node<'a>> {
        self.all_named(key).pop()
    }

    /// The value itself, or what `Some(…)` holds.
    pub fn inner(self) -> Node<'a> {
        let mut node = self;
        while node.shape() == Shape::Some
            && let Some(inner) = node.nth(0)
        {
            node = inner;
        }
        node
    }
}

/// A field name or a key that stands twice in one struct or map.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Duplicate {
    /// The name, escapes undone.
    pub name: String,
    /// Where it stands first.
    pub first: Range<usize>,
    /// Where it stands again.
    pub again: Range<usize>,
    /// The whole of the later entry, from its name to the end of its value.
    pub entry: Range<usize>,
    /// Whether both entries are written alike, character by character.
    pub is_same: bool,
}

impl Parsed {
    /// Every repeated field name and key, each repetition against the first, in the order of the text.
    pub fn duplicates(&self) -> Vec<Duplicate> {
        let sorted = self.by_key();
        let mut found = Vec::new();
        for item in 0..self.items.len() as u32 {
            let mut first: Option<Node<'_>> = None;
            for child in sorted.get(item).iter().map(|id| self.value(*id)) {
                let Some(again) = child.key_range() else { continue };
                if let Some(before) = first.filter(|f| f.key_text() == child.key_text())
                    && let Some(range) = before.key_range()
                {
                    let name = child.key_text().unwrap_or_default().into_owned();
                    found.push(Duplicate {
                        name,
                        first: range,
                        entry: again.start..child.range().end,
                        again,
                        is_same: before.source() == child.source(),
                    });
                } else {
                    first = Some(child);
                }
            }
        }
        found.sort_by_key(|d| d.again.start);
        found
    }
}
