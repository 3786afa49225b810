//! What can still be read of a file whose form is broken: slips of the input method are undone, and fields
//! with other slips in them are left out.
//!
//! Every byte that stays keeps its place, so that what is found afterwards is found where it was written.

use std::ops::Range;

use super::repair::blank;
use super::value::Shape;
use crate::diagnostic::{Diagnostic, Spot, Step};
use crate::syntax::{self, Node, Parsed, codes};

/// Fields that give names: without one of them, others would seem to lead nowhere.
const NAMING: [&str; 13] = [
    "streams",
    "tasks",
    "units",
    "groups",
    "lists",
    "windows",
    "vars",
    "objectives",
    "people",
    "aka",
    "include",
    "calendar",
    "version",
];

/// A text that can be read.
pub(super) struct Mended {
    pub(super) text: String,
    pub(super) parsed: Parsed,
    /// Ways to the fields that were left out.
    pub(super) left_out: Vec<Vec<Step>>,
}

/// The text with what is wrong in its form undone or left out, if its form is sound then.
pub(super) fn mended(parsed: &Parsed, text: &str, shape: fn() -> Shape) -> Option<Mended> {
    let mut bytes = text.as_bytes().to_vec();
    for diagnostic in &parsed.diagnostics {
        undo(&mut bytes, text, diagnostic);
    }
    let mut text = String::from_utf8(bytes).ok()?;
    let mut parsed = syntax::parse(parsed.file, &text);
    let mut left_out = Vec::new();
    if !parsed.diagnostics.is_empty() {
        let mut bytes = text.as_bytes().to_vec();
        for diagnostic in &parsed.diagnostics {
            let Spot::Bytes(range) = &diagnostic.place.spot else { return None };
            let (steps, entry) = field_at(parsed.root()?, shape(), range)?;
            if !left_out.contains(&steps) {
                blank(&mut bytes, &text, entry);
                left_out.push(steps);
            }
        }
        text = String::from_utf8(bytes).ok()?;
        parsed = syntax::parse(parsed.file, &text);
    }
    parsed.diagnostics.is_empty().then_some(Mended { text, parsed, left_out })
}

/// Puts the ASCII mark in place of the full-width one, and blanks around it.
fn undo(bytes: &mut [u8], text: &str, diagnostic: &Diagnostic) {
    if !std::ptr::eq(diagnostic.code, &codes::FULL_WIDTH) {
        return;
    }
    let (Spot::Bytes(range), Some(meant)) = (&diagnostic.place.spot, &diagnostic.suggestion) else {
        return;
    };
    let [mark] = meant.as_bytes() else { return };
    let closing = diagnostic.related.first().and_then(|(place, _)| match &place.spot {
        Spot::Bytes(range) => Some(range.clone()),
        _ => None,
    });
    // What stands between the quotes must stay next to them.
    let ends = text.get(range.clone()).is_some_and(|m| ["”", "’", "」", "』", "＂"].contains(&m));
    let is_opening = *mark == b'"' && (closing.is_some() || !ends);
    put(bytes, range, *mark, is_opening);
    if let Some(closing) = closing {
        put(bytes, &closing, *mark, false);
    }
}

fn put(bytes: &mut [u8], range: &Range<usize>, mark: u8, at_end: bool) {
    let Some(slots) = bytes.get_mut(range.clone()) else { return };
    slots.fill(b' ');
    let slot = if at_end { slots.last_mut() } else { slots.first_mut() };
    if let Some(slot) = slot {
        *slot = mark;
    }
}

/// The innermost field in whose value these bytes lie, from its name to its end, unless it gives names.
fn field_at(root: Node<'_>, shape: Shape, at: &Range<usize>) -> Option<(Vec<Step>, Range<usize>)> {
    let mut steps = Vec::new();
    let mut found = None;
    descend(root, shape, at, &mut steps, &mut found);
    found.filter(|(steps, _): &(Vec<Step>, _)| {
        !matches!(steps.last(), Some(Step::Field(name)) if NAMING.contains(name))
    })
}

fn descend(
    node: Node<'_>,
    shape: Shape,
    at: &Range<usize>,
    steps: &mut Vec<Step>,
    found: &mut Option<(Vec<Step>, Range<usize>)>,
) {
    let node = node.inner();
    let holds = |value: &Node<'_>| {
        let start = value.key_range().map_or(value.range().start, |key| key.end);
        start <= at.start && at.end <= value.range().end
    };
    match shape {
        Shape::Either(shapes) => {
            let before = found.clone();
            for shape in shapes {
                descend(node, shape(), at, steps, found);
                if *found != before {
                    return;
                }
            }
        }
        Shape::Struct(_, fields) => {
            let Some(child) = node.children().find(holds) else { return };
            let (Some(key), Some(name)) = (child.key_range(), child.key_text()) else { return };
            let Some((field, shape)) = fields.iter().find(|(field, _)| *field == name) else {
                return;
            };
            steps.push(Step::Field(field));
            *found = Some((steps.clone(), key.start..child.range().end));
            descend(child, shape(), at, steps, found);
            steps.pop();
        }
        Shape::Map(value) => {
            let Some(child) = node.children().find(holds) else { return };
            steps.push(Step::Key(child.key_text().unwrap_or_default().into_owned()));
            descend(child, value(), at, steps, found);
            steps.pop();
        }
        Shape::List(item) => {
            let Some((i, child)) = node.children().enumerate().find(|(_, c)| holds(c)) else {
                return;
            };
            steps.push(Step::Index(i));
            descend(child, item(), at, steps, found);
            steps.pop();
        }
        _ => {}
    }
}
