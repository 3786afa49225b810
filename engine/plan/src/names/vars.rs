//! Vars, and texts with places to fill.

use std::cell::Cell;
use std::collections::{BTreeMap, BTreeSet};

use crate::codes;
use crate::diagnostic::Diagnostic;
use crate::grammar::template::{Piece, blank, pieces, stray};
use crate::limits::{VAR_BYTES_MAX, WAY_MAX};
use crate::report::{Sink, Trail, beyond};
use crate::source::Document;
use crate::source::value::Text;

use super::Given;

/// Vars with their values, nested ones put in.
#[derive(Debug, Default)]
pub(crate) struct Vars {
    values: BTreeMap<Text, Value>,
    /// In written order, built-in ones first.
    pub(crate) order: Vec<Text>,
}

#[derive(Debug, Default)]
struct Value {
    text: String,
    is_used: Cell<bool>,
}

impl Value {
    fn new(text: String) -> Self {
        Self { text, is_used: Cell::new(false) }
    }
}

/// A text that may differ from instance to instance.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Template {
    /// The same for all.
    Same(String),
    /// Literals and numbers of keys.
    Parts(Vec<Part>),
}

/// A part of a template.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Part {
    /// As it stands.
    Literal(String),
    /// The value of that key.
    Key(usize),
}

impl Template {
    /// The text for these keys.
    pub(crate) fn fill<'k>(&self, key: impl Fn(usize) -> Option<&'k str>) -> String {
        match self {
            Template::Same(text) => text.clone(),
            Template::Parts(parts) => parts
                .iter()
                .map(|part| match part {
                    Part::Literal(text) => text.as_str(),
                    Part::Key(slot) => key(*slot).unwrap_or_default(),
                })
                .collect(),
        }
    }
}

type Sources<'a> = BTreeMap<&'a str, (&'a Text, &'a Text, usize)>;

impl Vars {
    /// Reads the vars; `built_in` ones can be set otherwise.
    pub(crate) fn new(
        documents: &[Document],
        built_in: &[(&str, String)],
        sink: &mut Sink,
    ) -> Self {
        let mut vars = Self::default();
        let mut given = Given::default();
        let mut sources = Sources::new();
        for document in documents {
            let root = Trail::root(document.file);
            let map = root.field("vars");
            for (name, text) in document.plan.vars.iter() {
                if given.note(name, map.key(name).name(), sink) {
                    sources.insert(name, (name, text, document.file));
                }
            }
        }
        for (name, value) in built_in.iter().filter(|(name, _)| !sources.contains_key(name)) {
            vars.order.push(Text::from(*name));
            vars.values.insert(Text::from(*name), Value::new(value.clone()));
        }
        let mut order: Vec<&Text> = Vec::new();
        for document in documents {
            order.extend(document.plan.vars.iter().map(|(name, _)| name));
        }
        for name in order {
            vars.resolve(name, &sources, &mut Vec::new(), sink);
        }
        vars
    }

    fn resolve(
        &mut self,
        name: &str,
        sources: &Sources<'_>,
        way: &mut Vec<String>,
        sink: &mut Sink,
    ) {
        let Some((name, text, file)) = sources.get(name) else { return };
        if self.values.contains_key(*name) {
            return;
        }
        let root = Trail::root(*file);
        let map = root.field("vars");
        let trail = map.key(name);
        if let Some(start) = way.iter().position(|w| **w == ***name) {
            way.push(name.to_string());
            let ring = way.get(start..).unwrap_or_default().join(" → ");
            sink.push(Diagnostic::new(&codes::E038, trail.place()).with("loop", ring));
            way.pop();
            // Until its own text is put together it stands for nothing, which has been said.
            self.values.insert((*name).clone(), Value::default());
            return;
        }
        if way.len() >= WAY_MAX {
            sink.push(beyond(trail.place(), "way", way.len(), WAY_MAX).with_text(name));
            return;
        }
        way.push(name.to_string());
        let mut inner = BTreeSet::new();
        for piece in pieces(text) {
            if let Piece::Name(inner_name, _) = piece {
                inner.insert(inner_name);
            }
        }
        for inner_name in inner {
            self.resolve(inner_name, sources, way, sink);
        }
        way.pop();
        let mut value = self.text(text, &trail, sink);
        if value.len() > VAR_BYTES_MAX {
            let found = beyond(trail.place(), "text", value.len(), VAR_BYTES_MAX);
            sink.push(found.with_text(name));
            value.clear();
        }
        self.order.push((*name).clone());
        self.values.insert((*name).clone(), Value::new(value));
    }

    /// The value of a var.
    pub(crate) fn get(&self, name: &str) -> Option<&str> {
        self.values.get(name).map(|v| v.text.as_str())
    }

    /// Whether a text of the plan holds the var.
    pub(crate) fn is_used(&self, name: &str) -> bool {
        self.values.get(name).is_some_and(|v| v.is_used.get())
    }

    /// The value of a var that a text holds.
    fn put_in(&self, name: &str) -> Option<&str> {
        let value = self.values.get(name)?;
        value.is_used.set(true);
        Some(&value.text)
    }

    /// A text that no key goes into.
    pub(crate) fn text(&self, text: &Text, trail: &Trail<'_>, sink: &mut Sink) -> String {
        self.template(text, &[], trail, sink).fill(|_| None)
    }

    /// Says so where one brace of a `{name}` is missing or full-width, so that the name stays as it is.
    fn stray(&self, text: &str, slots: &[Text], trail: &Trail<'_>, sink: &mut Sink) {
        let is_known =
            |name: &str| self.values.contains_key(name) || slots.iter().any(|slot| **slot == *name);
        if let Some((name, at)) = stray(text, is_known) {
            let found = Diagnostic::new(&codes::E051, trail.within(at)).with("name", name);
            sink.push(found.suggest(Some(format!("{{{name}}}"))));
        }
    }

    /// A text into which vars and keys go; `slots` are the names of the keys. Blanks and names that
    /// nothing fills are reported, and stay as they are.
    pub(crate) fn template(
        &self,
        text: &Text,
        slots: &[Text],
        trail: &Trail<'_>,
        sink: &mut Sink,
    ) -> Template {
        if let Some(at) = blank(text) {
            let part = text.get(at.clone()).unwrap_or_default().to_owned();
            let found = Diagnostic::new(&codes::E050, trail.within(at));
            sink.push(found.with("kind", "blank").with("text", part));
        }
        super::check_filled(text, trail, sink);
        self.stray(text, slots, trail, sink);
        if !text.contains('{') {
            return Template::Same(text.to_string());
        }
        let (mut parts, mut literal) = (Vec::new(), String::new());
        for piece in pieces(text) {
            match piece {
                Piece::Literal(text) => literal.push_str(text),
                Piece::Name(name, at) => {
                    if let Some(slot) = slots.iter().position(|s| **s == *name) {
                        if !literal.is_empty() {
                            parts.push(Part::Literal(std::mem::take(&mut literal)));
                        }
                        parts.push(Part::Key(slot));
                    } else if let Some(value) = self.put_in(name) {
                        literal.push_str(value);
                    } else {
                        literal.push_str(text.get(at.clone()).unwrap_or_default());
                        let names = self.order.iter().chain(slots).map(|n| &**n);
                        sink.push(
                            Diagnostic::new(&codes::E051, trail.within(at))
                                .with("name", name)
                                .suggest(super::near(name, names)),
                        );
                    }
                }
            }
        }
        if parts.is_empty() {
            return Template::Same(literal);
        }
        if !literal.is_empty() {
            parts.push(Part::Literal(literal));
        }
        Template::Parts(parts)
    }
}
