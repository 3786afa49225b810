//! Collects the diagnostics of one file.

use std::ops::Range;

use wallchart_words::{Message, Value};

use crate::diagnostic::{Code, Diagnostic, Edit, Fix, Note, Place, Put, Spot};

/// The diagnostics found so far.
pub(crate) struct Report {
    file: usize,
    found: Vec<Found>,
}

struct Found {
    range: Range<usize>,
    forgotten: bool,
    diagnostic: Diagnostic,
}

pub(crate) type Args = Vec<(&'static str, Value)>;

impl Report {
    pub(crate) fn new(file: usize) -> Report {
        Report { file, found: Vec::new() }
    }

    fn place(&self, range: Range<usize>) -> Place {
        Place { file: self.file, spot: Spot::Bytes(range) }
    }

    /// Adds a diagnostic at these bytes.
    pub(crate) fn add(&mut self, code: &'static Code, range: Range<usize>, args: Args) {
        let place = self.place(range.clone());
        let diagnostic = Diagnostic {
            code,
            args,
            place,
            related: vec![],
            suggestion: None,
            fix: None,
            is_raised: false,
        };
        self.found.push(Found { range, forgotten: false, diagnostic });
    }

    /// Adds a diagnostic with what was probably meant.
    pub(crate) fn suggest(
        &mut self,
        code: &'static Code,
        range: Range<usize>,
        args: Args,
        meant: &str,
    ) {
        self.add(code, range, args);
        if let Some(last) = self.found.last_mut() {
            last.diagnostic.suggestion = Some(meant.to_owned());
        }
    }

    /// Adds a change to what would put the last diagnostic right; it is the one right answer only if
    /// all of its changes are.
    pub(crate) fn fix(&mut self, range: Range<usize>, put: &str, is_sure: bool) {
        let edit = Edit { place: self.place(range), put: Put::Source(put.to_owned()) };
        let Some(last) = self.found.last_mut() else { return };
        let fix = last.diagnostic.fix.get_or_insert(Fix { edits: vec![], is_sure: true });
        fix.edits.push(edit);
        fix.is_sure &= is_sure;
    }

    /// Adds a related place to the last diagnostic.
    pub(crate) fn relate(&mut self, range: Range<usize>, message: Message, args: Args) {
        let place = self.place(range);
        if let Some(last) = self.found.last_mut() {
            last.diagnostic.related.push((place, Note { message, args }));
        }
    }

    /// Forgets what was found within these bytes by the lexer: one mistake, one diagnostic.
    pub(crate) fn forget(&mut self, lexed: usize, within: &Range<usize>) {
        // What the lexer found stands in front, in the order of the text.
        let head = self.found.get(..lexed).unwrap_or(&[]);
        let from = head.partition_point(|f| f.range.start < within.start);
        let to = head.partition_point(|f| f.range.start < within.end);
        for found in self.found.get_mut(from..to).unwrap_or(&mut []) {
            found.forgotten = true;
        }
    }

    pub(crate) fn len(&self) -> usize {
        self.found.len()
    }

    /// Everything found, in the order of the text.
    pub(crate) fn finish(mut self) -> Vec<Diagnostic> {
        self.found.retain(|f| !f.forgotten);
        self.found.sort_by_key(|f| (f.range.start, f.range.end));
        self.found.into_iter().map(|f| f.diagnostic).collect()
    }
}
