//! The names of one file, in the order in which they were met.

use std::ops::Range;

use super::table::{self, FAN, FILLS, Is, Kind, Row, Sentence};
use crate::grammar::each::factors;
use crate::grammar::template::{Piece, pieces};
use crate::source::schema::{CalendarSource, CampaignSource};
use crate::source::value::{Field, Shape, Shaped as _};
use crate::syntax::{Kind as Token, Node, Parsed, Shape as Form, content_range};

/// Whether a name is given or used.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Role {
    /// Given: the bytes of the whole entry come with it.
    Given,
    /// Used.
    Used,
}

/// A name in a file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Name {
    /// What it may stand for; one kind where it is given.
    pub kinds: &'static [Kind],
    /// The name.
    pub text: String,
    /// Its bytes, without quotes.
    pub at: Range<usize>,
    /// The bytes of the whole entry where it is given, else the same as `at`.
    pub whole: Range<usize>,
    /// Whether it is given.
    pub role: Role,
    /// The given name in whose entry it stands, by its index in the file.
    pub inside: Option<usize>,
    /// The name that its tasks are private to, where they are.
    pub scope: Option<String>,
}

/// The shape of a file whose root has that name.
pub(super) fn root_shape(name: Option<&str>) -> Shape {
    match name {
        Some("Calendar") => CalendarSource::shape(),
        _ => CampaignSource::shape(),
    }
}

/// Every struct that stands in a plan or in a calendar, with its fields.
fn structs() -> Vec<(&'static str, &'static [Field])> {
    let mut found: Vec<(&'static str, &'static [Field])> = Vec::new();
    let mut open = vec![CampaignSource::shape(), CalendarSource::shape()];
    while let Some(shape) = open.pop() {
        match shape {
            Shape::Struct(name, fields) if !found.iter().any(|(_, f)| std::ptr::eq(*f, fields)) => {
                found.push((name, fields));
                open.extend(fields.iter().map(|(_, shape)| shape()));
            }
            Shape::List(inner)
            | Shape::Map(inner)
            | Shape::WordMap(_, inner)
            | Shape::Call(_, inner) => open.push(inner()),
            Shape::Either(all) => open.extend(all.iter().map(|shape| shape())),
            _ => {}
        }
    }
    found
}

/// The structs of the language, each once.
pub fn struct_names() -> Vec<&'static str> {
    let mut names: Vec<&'static str> = structs().into_iter().map(|(name, _)| name).collect();
    names.sort_unstable();
    names.dedup();
    names
}

/// The fields of the structs of that name.
pub fn fields_of(name: &str) -> Vec<&'static str> {
    let named = structs().into_iter().filter(|(n, _)| *n == name);
    named.flat_map(|(_, fields)| fields.iter().map(|(field, _)| *field)).collect()
}

/// The names of a file.
pub fn names(parsed: &Parsed) -> Vec<Name> {
    let mut walk = Walk { parsed, names: Vec::new() };
    if let Some(root) = parsed.root() {
        walk.value(root, &[root_shape(root.name())], &Context::default());
    }
    walk.names
}

/// All alternatives of a shape.
pub(super) fn flat(shapes: &[Shape]) -> Vec<Shape> {
    let mut out = Vec::with_capacity(shapes.len());
    for shape in shapes {
        match shape {
            Shape::Either(inner) => {
                let inner: Vec<Shape> = inner.iter().map(|shape| shape()).collect();
                out.extend(flat(&inner));
            }
            other => out.push(*other),
        }
    }
    out
}

/// The names in the `each` of a struct.
fn each_of(node: Node<'_>) -> Option<Vec<String>> {
    let text = node.named("each")?.inner().text()?;
    Some(factors(&text).into_iter().map(|(name, _)| name.to_owned()).collect())
}

/// What is known of a value from the way down to it.
#[derive(Clone, Default)]
struct Context {
    row: Option<&'static Row>,
    /// How many maps of the field lie around the value.
    depth: usize,
    /// The names in `each` of the struct around it.
    each: Vec<String>,
    inside: Option<usize>,
    scope: Option<String>,
}

struct Walk<'a> {
    parsed: &'a Parsed,
    names: Vec<Name>,
}

impl Walk<'_> {
    fn value(&mut self, node: Node<'_>, shapes: &[Shape], context: &Context) {
        let node = node.inner();
        let shapes = flat(shapes);
        match node.shape() {
            Form::Struct => self.fields(node, &shapes, context),
            Form::Map => {
                let inner = shapes.iter().filter_map(|s| match s {
                    Shape::Map(value) | Shape::WordMap(_, value) => Some(value()),
                    _ => None,
                });
                self.entries(node, &inner.collect::<Vec<_>>(), context);
            }
            Form::List => {
                let is_key = context.row.is_some_and(|row| row.keys.len() > context.depth);
                let inner = shapes.iter().filter_map(|s| match s {
                    Shape::List(item) => Some(item()),
                    _ => None,
                });
                let inner: Vec<Shape> = inner.collect();
                for child in node.children() {
                    match context.row.and_then(|row| row.keys.get(context.depth)) {
                        Some(is) if is_key => self.string(child, *is, context),
                        _ => self.value(child, &inner, context),
                    }
                }
            }
            Form::Tuple => {
                let inner = shapes.iter().filter_map(|s| match s {
                    Shape::Call(_, inner) => Some(inner()),
                    _ => None,
                });
                let inner: Vec<Shape> = inner.collect();
                let called = node.name().and_then(table::called);
                for child in node.children() {
                    match called {
                        Some(is) => self.string(child, is, context),
                        None => self.value(child, &inner, context),
                    }
                }
            }
            Form::Text => {
                self.string(node, context.row.map_or(Is::Words, |row| row.value), context);
            }
            _ => {}
        }
    }

    fn fields(&mut self, node: Node<'_>, shapes: &[Shape], context: &Context) {
        let structs = shapes.iter().find_map(|s| match s {
            Shape::Struct(name, fields) => Some((*name, *fields)),
            _ => None,
        });
        let Some((name, fields)) = structs else { return };
        let each = each_of(node).map_or_else(
            || context.each.clone(),
            |own| context.each.iter().cloned().chain(own).collect(),
        );
        // What is handed to a template is called as that calls it.
        let takes = node.named("use").and_then(|taken| taken.inner().text());
        for child in node.children() {
            let key = child.key_text().unwrap_or_default();
            let Some((field, shape)) = fields.iter().find(|(field, _)| *field == key) else {
                continue;
            };
            let inner = Context {
                row: table::of(name, field),
                depth: 0,
                each: each.clone(),
                scope: match (&takes, *field) {
                    (Some(template), "with") => Some(template.clone().into_owned()),
                    _ => context.scope.clone(),
                },
                ..context.clone()
            };
            self.value(child, &[shape()], &inner);
        }
    }

    fn entries(&mut self, node: Node<'_>, inner: &[Shape], context: &Context) {
        let is = context.row.and_then(|row| row.keys.get(context.depth)).copied();
        for child in node.children() {
            let mut below = Context { depth: context.depth + 1, ..context.clone() };
            // What a line makes is named by what it ranges over.
            below.each = each_of(child.inner()).unwrap_or(below.each);
            if let (Some(key), Some(is)) = (child.key_range(), is) {
                let before = self.names.len();
                let whole = key.start..child.range().end.max(key.end);
                self.written(key, whole, is, &below);
                let given = self.names.get(before).is_some_and(|n| n.role == Role::Given);
                below.inside = if given { Some(before) } else { below.inside };
                if is.is_scope() {
                    below.scope = child.key_text().map(|key| key.to_string());
                }
            }
            self.value(child, inner, &below);
        }
    }

    fn string(&mut self, node: Node<'_>, is: Is, context: &Context) {
        if node.shape() == Form::Text {
            self.written(node.range(), node.range(), is, context);
        }
    }

    /// Takes in the names of the text in quotes at these bytes.
    fn written(&mut self, at: Range<usize>, whole: Range<usize>, is: Is, context: &Context) {
        let token = self.parsed.text().get(at.clone()).unwrap_or_default();
        let kind = match token.chars().next() {
            Some('"') => Token::Text,
            Some('r') => Token::RawText,
            _ => return,
        };
        let text = crate::syntax::decode(token, kind);
        let bytes = |within: Range<usize>| {
            let range = content_range(token, kind, &within);
            range.start + at.start..range.end + at.start
        };
        let (mut slots, mut masked) = (Vec::new(), text.clone());
        if text.contains('{') {
            for piece in pieces(&text) {
                if let Piece::Name(name, at) = piece {
                    let kinds = match context.each.iter().any(|e| e == name) {
                        true => FAN,
                        false if context.scope.is_some() => FILLS,
                        false => Kind::Var.only(),
                    };
                    slots.push((bytes(at.start + 1..at.end - 1), name.to_owned(), kinds));
                    // A sentence is read with something in its place, as long as that.
                    let filled = "0".repeat(at.len());
                    masked.to_mut().replace_range(at, &filled);
                }
            }
        }
        let all = 0..text.len();
        match is {
            Is::Gives(kind) => {
                let at = bytes(all);
                self.add(kind.only(), text.clone().into_owned(), at, whole, Role::Given, context);
            }
            // `*` is whatever has no line of its own.
            Is::Names(kinds) if slots.is_empty() && text != "*" => {
                self.used(kinds, &text, bytes(all), context)
            }
            Is::Says(sentence) => {
                // What a rule watches is the campaign, not the play that it starts.
                let outside = Context { scope: None, ..context.clone() };
                let context = if sentence == Sentence::Rule { &outside } else { context };
                for (within, kinds) in sentence.uses(&masked) {
                    let name = text.get(within.clone()).unwrap_or_default().to_owned();
                    if !name.contains(['{', '}']) {
                        self.used(kinds, &name, bytes(within), context);
                    }
                }
            }
            _ => {}
        }
        for (at, name, kinds) in slots {
            self.used(kinds, &name, at, context);
        }
    }

    fn used(&mut self, kinds: &'static [Kind], text: &str, at: Range<usize>, context: &Context) {
        self.add(kinds, text.to_owned(), at.clone(), at, Role::Used, context);
    }

    fn add(
        &mut self,
        kinds: &'static [Kind],
        text: String,
        at: Range<usize>,
        whole: Range<usize>,
        role: Role,
        context: &Context,
    ) {
        let (inside, scope) = (context.inside, context.scope.clone());
        self.names.push(Name { kinds, text, at, whole, role, inside, scope });
    }
}
