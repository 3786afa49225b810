//! Moments around a due date: `due-3wd`, `due 09:00`, `due+1wd`.

use super::cursor::Cursor;
use super::time::{Clock, clock};
use super::{Mistake, full_width};
use crate::codes;
use crate::time::Span;

/// A moment around a due date.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Moment {
    /// How long after it; negative is before.
    pub(crate) offset: Span,
    /// At what time of that day; the begin of office hours when not said.
    pub(crate) clock: Option<Clock>,
}

/// Reads a moment.
pub(crate) fn moment(text: &str) -> Result<Moment, Mistake> {
    let bad = |c: &Cursor<'_>| {
        full_width(text)
            .unwrap_or_else(|| Mistake::new(&codes::E058, c.remaining()).with("text", text))
    };
    let mut c = Cursor::new(text);
    c.blanks();
    if !c.eat("due") {
        return Err(bad(&c));
    }
    c.blanks();
    let mut offset = Span::ZERO;
    if c.rest().starts_with(['+', '-']) {
        let start = c.at();
        offset = super::span::signed(c.word()).map_err(|m| m.shifted(start))?;
        c.blanks();
    }
    let clock = clock(&mut c, text)?;
    c.blanks();
    if c.is_done() { Ok(Moment { offset, clock }) } else { Err(bad(&c)) }
}
