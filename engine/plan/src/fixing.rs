//! Fixes made: files as they would be with everything put right for which there is one right answer.

use std::collections::BTreeMap;
use std::ops::Range;

use crate::diagnostic::{Diagnostic, Edit, Put};
use crate::source::{misfits, patched};
use crate::sources::SourceFile;
use crate::syntax::{self, Kind, Parsed};

/// What came of making fixes.
#[derive(Debug, Default)]
pub struct Fixed<'a> {
    /// What was put right, in the order in which it was found.
    pub made: Vec<&'a Diagnostic>,
    /// The new text of each file that differs, by the file's index.
    pub texts: BTreeMap<usize, String>,
}

/// The files with the sure fixes of these diagnostics made. Of fixes that touch each other the first is
/// made, and so is none that would spoil the form of the text: reading the new texts again shows what is
/// left to do.
pub fn fixed<'a>(files: &[SourceFile], diagnostics: &'a [Diagnostic]) -> Fixed<'a> {
    let mut out = Fixed::default();
    for (index, file) in files.iter().enumerate() {
        let sure = diagnostics.iter().filter(|d| {
            let edits = d.fix.as_ref().filter(|fix| fix.is_sure).map(|fix| &fix.edits);
            edits.is_some_and(|e| !e.is_empty() && e.iter().all(|edit| edit.place.file == index))
        });
        let sure: Vec<&Diagnostic> = sure.collect();
        if sure.is_empty() {
            continue;
        }
        let (text, made) = of_one(&syntax::parse(index, &file.text), &sure);
        out.made.extend(made);
        if text != file.text {
            out.texts.insert(index, text);
        }
    }
    out
}

/// The text of one file with these fixes made, and which were.
fn of_one<'a>(parsed: &Parsed, sure: &[&'a Diagnostic]) -> (String, Vec<&'a Diagnostic>) {
    let mut all: Vec<(&'a Diagnostic, Vec<Change>)> = Vec::new();
    for diagnostic in sure {
        let edits = diagnostic.fix.iter().flat_map(|fix| &fix.edits);
        let changes: Option<Vec<Change>> = edits
            .map(|edit| change(parsed, edit).map(|(range, put)| Change { range, put }))
            .collect();
        let Some(mut changes) = changes else { continue };
        let others = || all.iter().flat_map(|(_, changes)| changes);
        if changes.iter().all(|change| others().any(|other| other == change)) {
            changes.clear();
        }
        if !changes.iter().any(|change| others().any(|other| other.meets(change))) {
            all.push((*diagnostic, changes));
        }
    }
    misplaced(parsed, &mut all);
    let (text, keeps_form) = with(parsed, &all);
    if keeps_form {
        return (text, all.into_iter().map(|(diagnostic, _)| diagnostic).collect());
    }
    // Something spoils the form: one after the other, what does is left out.
    let (mut text, mut made) = (parsed.text().to_owned(), Vec::new());
    for one in all {
        made.push(one);
        match with(parsed, &made) {
            (with_it, true) => text = with_it,
            _ => drop(made.pop()),
        }
    }
    (text, made.into_iter().map(|(diagnostic, _)| diagnostic).collect())
}

/// Leaves out quotes around words where the language wants a bare word: which word was meant isn't known.
fn misplaced(parsed: &Parsed, all: &mut Vec<(&Diagnostic, Vec<Change>)>) {
    let is_quoting = |d: &Diagnostic| std::ptr::eq(d.code, &syntax::codes::BARE_WORDS);
    if !all.iter().any(|(diagnostic, _)| is_quoting(diagnostic)) {
        return;
    }
    let (text, way) = patched(parsed.text(), &in_order(all));
    let wrong: Vec<usize> = misfits(&syntax::parse(parsed.file, &text))
        .into_iter()
        .map(|range| way.back(range.start))
        .collect();
    all.retain(|(diagnostic, changes)| {
        let is_wrong = changes.iter().any(|change| wrong.contains(&change.range.start));
        !(is_quoting(diagnostic) && is_wrong)
    });
}

/// The text with these changes, and whether its form is no worse.
fn with(parsed: &Parsed, all: &[(&Diagnostic, Vec<Change>)]) -> (String, bool) {
    let text = patched(parsed.text(), &in_order(all)).0;
    let mistakes = syntax::parse(parsed.file, &text).diagnostics.len();
    (text, mistakes <= parsed.diagnostics.len())
}

fn in_order<'c>(all: &'c [(&Diagnostic, Vec<Change>)]) -> Vec<(Range<usize>, &'c str)> {
    let changes = all.iter().flat_map(|(_, changes)| changes);
    let mut edits: Vec<_> = changes.map(|c| (c.range.clone(), c.put.as_str())).collect();
    edits.sort_by_key(|(range, _)| (range.start, range.end));
    edits
}

/// Bytes of a file, and what is put in their place.
#[derive(Debug, Clone, PartialEq)]
struct Change {
    range: Range<usize>,
    put: String,
}

impl Change {
    /// Whether both touch the same bytes, or stand at the same place.
    fn meets(&self, other: &Change) -> bool {
        let (a, b) = (&self.range, &other.range);
        a.start == b.start || (a.start < b.end && b.start < a.end)
    }
}

/// The bytes that an edit means and what is put there; `None` where the text says something else than it
/// expects.
pub(crate) fn change(parsed: &Parsed, edit: &Edit) -> Option<(Range<usize>, String)> {
    let range = syntax::locate(parsed, &edit.place.spot);
    let text = parsed.text();
    let there = text.get(range.clone())?;
    Some(match &edit.put {
        Put::Source(put) => (range, put.clone()),
        Put::Nothing => {
            let entry = syntax::entry(parsed, range);
            (whole_line(text, with_comma(text, entry)), String::new())
        }
        Put::Words { was, put } => {
            let literal = syntax::literal(parsed, &range);
            let whole = literal.as_ref().filter(|(_, at)| *at == range);
            let now = whole.map_or(there.into(), |(kind, _)| syntax::decode(there, *kind));
            if was.as_ref().is_some_and(|was| *was != now) {
                return None;
            }
            let put = match (&literal, whole) {
                // Words in another kind of quotes than they fit into are left to the writer.
                (Some((Kind::RawText, _)), _) if put.contains('"') => return None,
                (Some((Kind::RawText, _)), Some(_)) => {
                    format!(
                        "{}{put}{}",
                        there.get(..=there.find('"')?)?,
                        there.get(there.rfind('"')?..)?
                    )
                }
                (Some((Kind::RawText, _)) | None, _) => put.clone(),
                (Some(_), Some(_)) => format!("\"{}\"", escaped(put)),
                (Some(_), None) => escaped(put),
            };
            (range, put)
        }
    })
}

/// An entry with the comma that parts it from the next; of the last, with that before it.
pub(crate) fn with_comma(text: &str, entry: Range<usize>) -> Range<usize> {
    let after = text.get(entry.end..).unwrap_or_default();
    let blanks = after.len() - after.trim_start().len();
    if after.get(blanks..).is_some_and(|rest| rest.starts_with(',')) {
        return entry.start..entry.end + blanks + 1;
    }
    let before = text.get(..entry.start).unwrap_or_default().trim_end();
    let start = before.strip_suffix(',').map_or(entry.start, str::len);
    start..entry.end
}

/// Words as they stand in a text in quotes.
fn escaped(words: &str) -> String {
    let mut out = String::with_capacity(words.len());
    for c in words.chars() {
        match c {
            '"' | '\\' => out.extend(['\\', c]),
            '\n' => out.push_str("\\n"),
            c => out.push(c),
        }
    }
    out
}

/// What goes when nothing of its line is left: the line with its end. Otherwise the blanks before it.
fn whole_line(text: &str, range: Range<usize>) -> Range<usize> {
    let before = text.get(..range.start).unwrap_or_default();
    let start = before.trim_end_matches([' ', '\t']).len();
    let after = text.get(range.end..).unwrap_or_default();
    let blanks = after.len() - after.trim_start_matches([' ', '\t', '\r']).len();
    let opens_line = start == 0 || before.get(..start).is_some_and(|b| b.ends_with('\n'));
    match after.get(blanks..) {
        Some(rest) if opens_line && rest.starts_with('\n') => start..range.end + blanks + 1,
        Some("") if opens_line => start..range.end + blanks,
        _ if opens_line => range.start..range.end + blanks,
        _ => start..range.end,
    }
}
