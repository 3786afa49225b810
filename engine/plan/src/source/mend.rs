//! What can still be read of a file whose form is broken: slips are undone as they were probably meant, and
//! entries with other slips in them are left out.
//!
//! Places in the mended text are led back to where they stand in the written one. What is left out takes
//! with it what can't be told any more: see [`doubts`].

use std::collections::BTreeSet;
use std::ops::Range;

use super::repair::{blank, overwrite};
use super::value::Shape;
use crate::codes;
use crate::diagnostic::{Code, Diagnostic, Edit, Place, Put, Spot, Step};
use crate::syntax::{self, Kind, Node, Parsed};

/// How often the text is mended; each time there are fewer mistakes in it.
const ROUNDS: usize = 8;

/// A text that can be read.
pub(super) struct Mended {
    pub(super) text: String,
    pub(super) parsed: Parsed,
    /// Ways to what was left out.
    pub(super) left_out: Vec<Vec<Step>>,
    /// From each mended text to the one before it.
    ways: Vec<Way>,
}

/// The text with what is wrong in its form undone or left out, if its form is sound then.
pub(super) fn mended(parsed: &Parsed, text: &str, shape: fn() -> Shape) -> Option<Mended> {
    let whole = syntax::parse(parsed.file, text);
    let mut it = Mended { text: text.to_owned(), parsed: whole, left_out: vec![], ways: vec![] };
    for _ in 0..ROUNDS {
        if it.parsed.diagnostics.is_empty() {
            return Some(it);
        }
        if !it.undo() && !it.leave_out(shape) {
            return None;
        }
    }
    it.parsed.diagnostics.is_empty().then_some(it)
}

impl Mended {
    /// Makes the changes that the diagnostics hold. Whether there is less to mend then.
    fn undo(&mut self) -> bool {
        let fixes = self.parsed.diagnostics.iter().filter_map(|d| d.fix.as_ref());
        let mut edits: Vec<(Range<usize>, &str)> = Vec::new();
        for edit in fixes.flat_map(|fix| &fix.edits) {
            let Edit { place: Place { spot: Spot::Bytes(range), .. }, put: Put::Source(put) } =
                edit
            else {
                continue;
            };
            edits.push((range.clone(), put));
        }
        edits.sort_by_key(|(range, _)| (range.start, range.end));
        let mut end = 0;
        edits.retain(|(range, _)| {
            let is_free = range.start >= end;
            end = end.max(range.end);
            is_free
        });
        let (text, way) = patched(&self.text, &edits);
        let parsed = syntax::parse(self.parsed.file, &text);
        let is_better = parsed.diagnostics.len() < self.parsed.diagnostics.len();
        if is_better {
            self.ways.push(way);
            (self.text, self.parsed) = (text, parsed);
        }
        is_better
    }

    /// Leaves out the innermost entries that hold mistakes. Whether there is less to mend then.
    fn leave_out(&mut self, shape: fn() -> Shape) -> bool {
        let Some(root) = self.parsed.root() else { return false };
        let mut bytes = self.text.as_bytes().to_vec();
        let mut left_out = BTreeSet::new();
        for diagnostic in &self.parsed.diagnostics {
            let Spot::Bytes(range) = &diagnostic.place.spot else { return false };
            // Of brackets without end the outer ones would be left.
            let is_deep = std::ptr::eq(diagnostic.code, &syntax::codes::TOO_DEEP);
            if let Some(junk) = self.junk(range).filter(|_| !is_deep) {
                blank(&mut bytes, &self.text, junk);
                continue;
            }
            let mut found = None;
            descend(root, shape(), range, &mut Vec::new(), &mut found);
            let Some(hole) = found else { return false };
            match hole.keep {
                // The name stays, so that others may refer to it.
                Some((value, empty)) => {
                    overwrite(&mut bytes, value.clone());
                    let slots = bytes.get_mut(value.start..value.start + empty.len());
                    slots.into_iter().for_each(|slots| slots.copy_from_slice(empty.as_bytes()));
                }
                None => blank(&mut bytes, &self.text, hole.entry),
            }
            left_out.insert(hole.steps);
        }
        let Ok(text) = String::from_utf8(bytes) else { return false };
        let parsed = syntax::parse(self.parsed.file, &text);
        let is_better = parsed.diagnostics.len() < self.parsed.diagnostics.len();
        if is_better {
            self.left_out.extend(left_out);
            (self.text, self.parsed) = (text, parsed);
        }
        is_better
    }

    /// What was skipped there as no part of any entry.
    fn junk(&self, range: &Range<usize>) -> Option<Range<usize>> {
        let at = u32::try_from(range.start).ok()?.into();
        let tree = self.parsed.tree();
        let token = tree.token_at_offset(at).right_biased()?;
        let node = token.parent_ancestors().find(|node| node.kind() == Kind::Error)?;
        let within = node.parent().map(|parent| parent.kind());
        let whole = node.text_range();
        matches!(
            within,
            Some(Kind::Struct | Kind::Map | Kind::List | Kind::Tuple | Kind::Entry | Kind::Field)
        )
        .then(|| usize::from(whole.start())..usize::from(whole.end()))
    }

    /// A diagnostic of the mended text, led back to the written one. A fix that would change what was
    /// mended is dropped: it is made once the mending is.
    pub(super) fn led_back(&self, mut diagnostic: Diagnostic, written: &str) -> Diagnostic {
        let back = |spot: &mut Spot| {
            if let Spot::Bytes(range) = spot {
                let start = self.back(range.start);
                *range = start..self.back(range.end).max(start);
            }
        };
        if let Some(fix) = &mut diagnostic.fix {
            let same = |edit: &mut Edit| {
                let now = self.piece(&edit.place.spot, &self.text).to_owned();
                back(&mut edit.place.spot);
                now == self.piece(&edit.place.spot, written)
            };
            if !fix.edits.iter_mut().all(same) {
                diagnostic.fix = None;
            }
        }
        back(&mut diagnostic.place.spot);
        diagnostic.related.iter_mut().for_each(|(place, _)| back(&mut place.spot));
        diagnostic
    }

    fn piece<'t>(&self, spot: &Spot, text: &'t str) -> &'t str {
        match spot {
            Spot::Bytes(range) => text.get(range.clone()).unwrap_or_default(),
            _ => "",
        }
    }

    fn back(&self, at: usize) -> usize {
        self.ways.iter().rev().fold(at, |at, way| way.back(at))
    }
}

/// From a changed text back to what it was: pieces, each with where it begins in both.
pub(crate) struct Way(Vec<Piece>);

struct Piece {
    new: usize,
    old: usize,
    /// How much of the old text it is; nothing where it was put in.
    length: usize,
}

impl Way {
    /// Where in the old text this place of the new one was.
    pub(crate) fn back(&self, at: usize) -> usize {
        let nth = self.0.partition_point(|piece| piece.new <= at).saturating_sub(1);
        self.0.get(nth).map_or(at, |piece| piece.old + (at - piece.new).min(piece.length))
    }
}

/// The text with these edits made, which stand in its order and apart from each other, and the way back.
pub(crate) fn patched(text: &str, edits: &[(Range<usize>, &str)]) -> (String, Way) {
    let mut out = String::with_capacity(text.len() + edits.len());
    let (mut pieces, mut at) = (Vec::new(), 0);
    for (range, put) in edits {
        pieces.push(Piece { new: out.len(), old: at, length: range.start - at });
        out.push_str(text.get(at..range.start).unwrap_or_default());
        pieces.push(Piece { new: out.len(), old: range.start, length: range.len().min(put.len()) });
        out.push_str(put);
        at = range.end;
    }
    pieces.push(Piece { new: out.len(), old: at, length: text.len() - at });
    out.push_str(text.get(at..).unwrap_or_default());
    // Of two pieces that begin at the same place the first is empty.
    pieces.dedup_by(|next, piece| {
        let is_empty = piece.new == next.new;
        if is_empty {
            *piece = Piece { ..*next };
        }
        is_empty
    });
    (out, Way(pieces))
}

/// An entry to leave out.
struct Hole {
    steps: Vec<Step>,
    entry: Range<usize>,
    /// The bytes of its value and what to put there, where its name can be kept.
    keep: Option<(Range<usize>, &'static str)>,
}

/// Finds the innermost field or entry in which these bytes lie.
fn descend(
    node: Node<'_>,
    shape: Shape,
    at: &Range<usize>,
    steps: &mut Vec<Step>,
    found: &mut Option<Hole>,
) {
    let node = node.inner();
    match shape {
        Shape::Either(shapes) => {
            let before = steps.len();
            let depth = |found: &Option<Hole>| found.as_ref().map_or(0, |hole| hole.steps.len());
            let known = depth(found);
            for shape in shapes {
                descend(node, shape(), at, steps, found);
                steps.truncate(before);
                if depth(found) > known {
                    return;
                }
            }
        }
        Shape::Struct(_, fields) => {
            let Some((_, child)) = child_at(node, at) else { return };
            let (Some(key), Some(name)) = (child.key_range(), child.key_text()) else { return };
            let entry = key.start..child.range().end;
            let Some((field, shape)) = fields.iter().find(|(field, _)| *field == name) else {
                // No field of ours; nothing is lost with it.
                let steps = [&steps[..], &[Step::Key(name.into_owned())]].concat();
                *found = Some(Hole { steps, entry, keep: None });
                return;
            };
            steps.push(Step::Field(field));
            *found = Some(Hole { steps: steps.clone(), entry, keep: None });
            descend(child, shape(), at, steps, found);
            steps.pop();
        }
        Shape::Map(value) | Shape::WordMap(_, value) => {
            let Some((_, child)) = child_at(node, at) else { return };
            let Some(key) = child.key_range() else { return };
            steps.push(Step::Key(child.key_text().unwrap_or_default().into_owned()));
            let (range, empty) = (child.range(), empty(value()));
            let keep = empty.filter(|empty| range.len() >= empty.len() && at.start >= key.end);
            let keep = keep.map(|empty| (range.clone(), empty));
            *found = Some(Hole { steps: steps.clone(), entry: key.start..range.end, keep });
            descend(child, value(), at, steps, found);
            steps.pop();
        }
        Shape::List(item) => {
            let Some((i, child)) = child_at(node, at) else { return };
            steps.push(Step::Index(i));
            descend(child, item(), at, steps, found);
            steps.pop();
        }
        _ => {}
    }
}

/// The field, entry or item that holds these bytes, and which one it is. They stand in the order of the text.
fn child_at<'a>(node: Node<'a>, at: &Range<usize>) -> Option<(usize, Node<'a>)> {
    let start = |i| {
        let child: Option<Node<'_>> = node.nth(i);
        child.map_or(usize::MAX, |c| c.key_range().map_or(c.range().start, |key| key.start))
    };
    let (mut low, mut high) = (0, node.children().len());
    while low < high {
        let middle = low + (high - low) / 2;
        if start(middle) <= at.start { low = middle + 1 } else { high = middle }
    }
    let last = low.checked_sub(1)?;
    node.nth(last).filter(|child| at.end <= child.range().end).map(|child| (last, child))
}

/// A value of that shape that says nothing.
fn empty(shape: Shape) -> Option<&'static str> {
    Some(match shape {
        Shape::Text => "\"\"",
        Shape::List(_) => "[]",
        Shape::Map(_) | Shape::WordMap(..) => "{}",
        Shape::Struct(..) => "()",
        Shape::Either(shapes) => return shapes.first().and_then(|shape| empty(shape())),
        _ => return None,
    })
}

/// What can't be told of a plan without what stands at the end of this way: others may refer to it, or be
/// counted by it.
pub(crate) fn doubts(steps: &[Step]) -> &'static [&'static Code] {
    static UNITS: [&Code; 17] = [
        &codes::W052,
        &codes::E030,
        &codes::E031,
        &codes::E034,
        &codes::E037,
        &codes::E046,
        &codes::E047,
        &codes::E048,
        &codes::E049,
        &codes::E051,
        &codes::E052,
        &codes::E053,
        &codes::W022,
        &codes::W025,
        &codes::W026,
        &codes::E026,
        &codes::E069,
    ];
    static TASKS: [&Code; 14] = [
        &codes::W052,
        &codes::E032,
        &codes::E046,
        &codes::E047,
        &codes::E048,
        &codes::E049,
        &codes::E052,
        &codes::E053,
        &codes::E060,
        &codes::E026,
        &codes::W022,
        &codes::W023,
        &codes::W024,
        &codes::W026,
    ];
    static WINDOWS: [&Code; 1] = [&codes::E033];
    static VARS: [&Code; 3] = [&codes::E051, &codes::E038, &codes::E050];
    static OBJECTIVES: [&Code; 1] = [&codes::E036];
    static MEASURES: [&Code; 5] =
        [&codes::E035, &codes::E057, &codes::E073, &codes::E112, &codes::E117];
    static TIME: [&Code; 3] = [&codes::W020, &codes::W021, &codes::E026];
    static OTHER: [&Code; 1] = [&codes::E026];
    let Some(Step::Field(first)) = steps.first() else { return &[] };
    match *first {
        "units" | "groups" | "lists" => &UNITS,
        "streams" | "templates" | "defaults" => &TASKS,
        "windows" => &WINDOWS,
        "vars" => &VARS,
        "objectives" => &OBJECTIVES,
        "measures" => &MEASURES,
        "calendar" | "anchor" | "zone" => &TIME,
        _ => &OTHER,
    }
}

/// Whether without it nothing can be told of names at all: other files are left out with it.
pub(super) fn is_vital(steps: &[Step]) -> bool {
    matches!(steps.first(), Some(Step::Field("include")) | None)
}
