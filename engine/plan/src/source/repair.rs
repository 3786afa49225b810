//! What is done with a file that `ron` refuses: everything that is wrong with it is said, and where its
//! form is sound, the rest of it is read all the same.

use std::ops::Range;

use ron::error::SpannedError;
use serde::de::DeserializeOwned;
use wallchart_words::ids;

use super::mend::{doubts, is_vital, mended};
use super::options;
use super::value::{Shape, Shaped};
use super::walk::Walk;
use crate::codes;
use crate::diagnostic::{Diagnostic, Edit, Fix, Place, Put, Spot, Step};
use crate::report::Sink;
use crate::syntax::{self, Node, Parsed};

/// Says what is wrong with the text, and reads what is left when that is taken out. Nothing comes back
/// where the form of the text is broken.
pub(crate) fn repaired<T: DeserializeOwned + Shaped>(
    file: usize,
    text: &str,
    error: &SpannedError,
    sink: &mut Sink,
) -> Option<T> {
    let parsed = syntax::parse(file, text);
    if parsed.diagnostics.is_empty() {
        return walked(file, &parsed, text, Some(error), sink);
    }
    let mended = mended(&parsed, text, T::shape);
    let mut told = parsed.diagnostics.clone();
    let Some(mended) = mended.filter(|m| !m.left_out.iter().any(|steps| is_vital(steps))) else {
        told.into_iter().for_each(|d| sink.push(d));
        looked_over(file, &parsed, T::shape(), sink);
        return None;
    };
    for steps in &mended.left_out {
        doubts(steps).iter().for_each(|code| sink.doubt(code));
        sink.note_blanked(file, steps.clone());
    }
    // What is found by its bytes is found in the mended text; in the end it is told of the written one.
    let mut found = Sink::default();
    let value = walked(file, &mended.parsed, &mended.text, None, &mut found);
    let (list, blanked) = found.into_parts();
    let mut rest = Vec::new();
    for found in list {
        let meant = found.fix.clone();
        let found = mended.led_back(found, text);
        let at = bytes(&found);
        match told.iter_mut().find(|said| bytes(said) == at) {
            // What a value is can't be said when it isn't written right.
            Some(said) if std::ptr::eq(said.code, &syntax::codes::BARE_WORDS) => {
                unquoted(said, &found, meant);
            }
            Some(_) => {}
            None => rest.push(found),
        }
    }
    told.into_iter().chain(rest).for_each(|d| sink.push(d));
    blanked.into_iter().for_each(|steps| sink.note_blanked(file, steps));
    value
}

/// Words without quotes want the fix of what was found in their place where that is a word of a closed list:
/// quotes around them would not mend them.
fn unquoted(said: &mut Diagnostic, found: &Diagnostic, meant: Option<Fix>) {
    if !std::ptr::eq(found.code, &codes::E022) && !std::ptr::eq(found.code, &codes::E023) {
        return;
    }
    said.suggestion.clone_from(&found.suggestion);
    said.fix = meant.filter(|fix| fix.is_sure).and_then(|fix| {
        let put = fix.edits.into_iter().next()?.put;
        Some(Fix { edits: vec![Edit { place: said.place.clone(), put }], is_sure: true })
    });
}

fn bytes(diagnostic: &Diagnostic) -> Range<usize> {
    match &diagnostic.place.spot {
        Spot::Bytes(range) => range.clone(),
        _ => 0..0,
    }
}

/// Says what can be said of the values where the form is too broken to read them: fields, words and kinds
/// of values away from the breaks.
fn looked_over(file: usize, parsed: &Parsed, shape: Shape, sink: &mut Sink) {
    let mut walk = Walk::new(file);
    if let Some(root) = parsed.root() {
        walk.value(root, shape);
    }
    let broken: Vec<Range<usize>> = parsed.diagnostics.iter().map(bytes).collect();
    for found in walk.diagnostics {
        let at = bytes(&found);
        let before = broken.partition_point(|b| b.start <= at.end);
        let near = broken.get(before.saturating_sub(2)..before).unwrap_or_default();
        if !near.iter().any(|b| at.start <= b.end) {
            sink.push(found);
        }
    }
}

/// Compares the values with their shapes, says what differs, and reads the rest. `error` is why the reader
/// refused the text; none where that has been said.
fn walked<T: DeserializeOwned + Shaped>(
    file: usize,
    parsed: &Parsed,
    text: &str,
    error: Option<&SpannedError>,
    sink: &mut Sink,
) -> Option<T> {
    let mut walk = Walk::new(file);
    if let Some(root) = parsed.root() {
        walk.value(root, T::shape());
    }
    let mut blanked = text.as_bytes().to_vec();
    for hole in &walk.holes {
        if loses_names(&hole.steps) {
            doubts(&hole.steps).iter().for_each(|code| sink.doubt(code));
        }
        sink.note_blanked(file, hole.steps.clone());
        blank(&mut blanked, text, hole.range.clone());
    }
    let Walk { diagnostics, renames, .. } = walk;
    for range in renames {
        overwrite(&mut blanked, range);
    }
    let mut found = diagnostics.len();
    diagnostics.into_iter().for_each(|d| sink.push(d));
    found += repeated(file, parsed, text, &mut blanked, sink);
    found += usize::from(error.is_none());
    let read = String::from_utf8(blanked).ok().map(|text| options().from_str::<T>(&text));
    match read {
        Some(Ok(value)) if found > 0 => Some(value),
        Some(Err(error)) => {
            refused(file, text, &error, found, sink);
            None
        }
        _ => {
            error.into_iter().for_each(|error| refused(file, text, error, found, sink));
            None
        }
    }
}

/// Whether what was taken out is something that others name, or says which groups it belongs to.
fn loses_names(steps: &[Step]) -> bool {
    match steps {
        [Step::Field("units"), Step::Key(_), Step::Field(field)] => *field == "kind",
        [Step::Field("units" | "windows" | "groups" | "lists" | "measures"), Step::Key(_)] => true,
        _ => false,
    }
}

/// Says which names stand twice, and blanks the later ones out.
fn repeated(
    file: usize,
    parsed: &Parsed,
    text: &str,
    blanked: &mut [u8],
    sink: &mut Sink,
) -> usize {
    let twice = parsed.duplicates();
    for duplicate in &twice {
        let place = |range: &Range<usize>| Place { file, spot: Spot::Bytes(range.clone()) };
        let found = Diagnostic::new(&codes::E024, place(&duplicate.again))
            .with("name", duplicate.name.as_str())
            .also(place(&duplicate.first), ids::NOTE_FIRST);
        // Which of two that differ is meant can't be told.
        sink.push(found.fix_at(place(&duplicate.entry), Put::Nothing, duplicate.is_same));
    }
    let mut again: Vec<usize> = twice.iter().map(|d| d.again.start).collect();
    again.sort_unstable();
    if let Some(root) = parsed.root().filter(|_| !again.is_empty()) {
        blank_entries(root, &again, text, blanked);
    }
    twice.len()
}

/// Blanks out the entries whose names begin at these bytes.
fn blank_entries(node: Node<'_>, starts: &[usize], text: &str, blanked: &mut [u8]) {
    for child in node.children() {
        match child.key_range() {
            Some(key) if starts.binary_search(&key.start).is_ok() => {
                blank(blanked, text, key.start..child.range().end);
            }
            _ => blank_entries(child, starts, text, blanked),
        }
    }
}

/// The reader's own words, where nothing else has been found.
fn refused(file: usize, text: &str, error: &SpannedError, found: usize, sink: &mut Sink) {
    if found > 0 {
        return;
    }
    let start = offset(text, error.span.start.line, error.span.start.col);
    let end = offset(text, error.span.end.line, error.span.end.col).max(start);
    let place = Place { file, spot: Spot::Bytes(start..end) };
    sink.push(Diagnostic::new(&codes::E074, place).with("reason", error.code.to_string()));
}

/// Overwrites an entry and the comma after it with blanks, so that everything else keeps its place.
pub(super) fn blank(bytes: &mut [u8], text: &str, entry: Range<usize>) {
    let after = text.get(entry.end..).unwrap_or_default();
    let comma = skip_space(after).filter(|i| after.as_bytes().get(*i) == Some(&b','));
    overwrite(bytes, entry.clone());
    if let Some(comma) = comma {
        overwrite(bytes, entry.end + comma..entry.end + comma + 1);
    }
}

pub(super) fn overwrite(bytes: &mut [u8], range: Range<usize>) {
    for byte in bytes.get_mut(range).unwrap_or_default() {
        if *byte != b'\n' {
            *byte = b' ';
        }
    }
}

/// Where the first thing stands that is neither space nor a comment.
fn skip_space(text: &str) -> Option<usize> {
    let mut at = 0;
    loop {
        let rest = text.get(at..)?;
        let trimmed = rest.trim_start();
        at += rest.len() - trimmed.len();
        if trimmed.starts_with("//") {
            at += trimmed.find('\n')?;
        } else if trimmed.starts_with("/*") {
            at += trimmed.find("*/")? + 2;
        } else {
            return Some(at);
        }
    }
}

/// The byte of a line and column that `ron` counts from 1, in characters.
fn offset(text: &str, line: usize, col: usize) -> usize {
    let start: usize = text.split_inclusive('\n').take(line.saturating_sub(1)).map(str::len).sum();
    let rest = text.get(start..).unwrap_or_default();
    start + rest.char_indices().nth(col.saturating_sub(1)).map_or(rest.len(), |(i, _)| i)
}

/// Where a plan file holds words of its own in place of one from a closed list.
pub(crate) fn misfits(parsed: &Parsed) -> Vec<Range<usize>> {
    let mut walk = Walk::new(parsed.file);
    if let Some(root) = parsed.root() {
        walk.value(root, super::schema::CampaignSource::shape());
    }
    let wrong = walk.diagnostics.into_iter().filter(|found| {
        std::ptr::eq(found.code, &codes::E022) || std::ptr::eq(found.code, &codes::E023)
    });
    let ranges = wrong.filter_map(|found| match found.place.spot {
        Spot::Bytes(range) => Some(range),
        _ => None,
    });
    ranges.collect()
}
