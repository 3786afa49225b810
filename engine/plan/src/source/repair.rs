//! What is done with a file that `ron` refuses.

use ron::error::SpannedError;
use serde::de::DeserializeOwned;

use super::value::Shaped;
use crate::codes;
use crate::diagnostic::{Diagnostic, Place, Spot};
use crate::report::Sink;

/// Says what is wrong with the text.
pub(crate) fn repaired<T: DeserializeOwned + Shaped>(
    file: usize,
    text: &str,
    error: &SpannedError,
    sink: &mut Sink,
) -> Option<T> {
    let start = offset(text, error.span.start.line, error.span.start.col);
    let end = offset(text, error.span.end.line, error.span.end.col).max(start);
    let place = Place { file, spot: Spot::Bytes(start..end) };
    sink.push(Diagnostic::new(&codes::E022, place).with("reason", error.code.to_string()));
    None
}

/// The byte of a line and column that `ron` counts from 1, in characters.
fn offset(text: &str, line: usize, col: usize) -> usize {
    let start: usize = text.split_inclusive('\n').take(line.saturating_sub(1)).map(str::len).sum();
    let rest = text.get(start..).unwrap_or_default();
    start + rest.char_indices().nth(col.saturating_sub(1)).map_or(rest.len(), |(i, _)| i)
}
