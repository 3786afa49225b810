//! Times inside a playbook: `T+30m`, `T+5wd`, `T day 18:00`, `T wd 18:00`, and `6h until 处置`.

use std::ops::Range;

use super::cursor::Cursor;
use super::time::{Clock, Due, clock, due};
use super::{Mistake, full_width};
use crate::codes;
use crate::time::Span;

/// So long after the start T of a play, or at a time of the day which that is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct FromStart {
    pub(crate) span: Span,
    pub(crate) clock: Option<Clock>,
}

/// Reads a due date in a playbook: one that hangs on T, or one that a task of the plan may have.
pub(crate) fn due_in_play(text: &str) -> Result<Result<FromStart, Due>, Mistake> {
    let mut c = Cursor::new(text);
    c.blanks();
    let is_start = c.eat("T") && !c.rest().starts_with(|next: char| next.is_alphanumeric());
    if !is_start {
        return due(text).map(Err);
    }
    let bad = |c: &Cursor<'_>| {
        let plain = || Mistake::new(&codes::E123, c.remaining()).with("text", text);
        full_width(text).unwrap_or_else(plain)
    };
    let mut span = Span::ZERO;
    if c.rest().starts_with('+') {
        let start = c.at();
        span = super::span::signed(c.word()).map_err(|m| m.shifted(start))?;
    }
    c.blanks();
    for (word, same) in [("day", Span::Days(0)), ("wd", Span::WorkDays(0))] {
        if span == Span::ZERO && c.eat_word(word) {
            span = same;
        }
    }
    let clock = clock(&mut c, text)?;
    c.blanks();
    // A time of day belongs to a day.
    if !c.is_done() || (clock.is_some() && matches!(span, Span::Minutes(_))) {
        return Err(bad(&c));
    }
    Ok(Ok(FromStart { span, clock }))
}

/// Reads how often a task comes up again: its span, the task that ends it, and where that stands.
pub(crate) fn every_in_play(text: &str) -> Result<(Span, String, Range<usize>), Mistake> {
    let bad = |at| {
        let plain = || Mistake::new(&codes::E123, at).with("text", text);
        full_width(text).unwrap_or_else(plain)
    };
    let mut c = Cursor::new(text);
    c.blanks();
    let start = c.at();
    let word = c.word();
    let at = c.since(start);
    let span: Span = word.parse().map_err(|_| bad(at.clone()))?;
    let lasts = match span {
        Span::Minutes(n) => n > 0,
        Span::Days(n) | Span::WorkDays(n) => n > 0,
    };
    c.blanks();
    if !lasts || !c.eat_word("until") {
        return Err(bad(if lasts { c.remaining() } else { at }));
    }
    let start = c.at();
    let task = c.word().to_owned();
    let at = c.since(start);
    c.blanks();
    if task.is_empty() || !c.is_done() {
        return Err(bad(c.remaining()));
    }
    Ok((span, task, at))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn times_hang_on_the_start() {
        let from = |span, clock| Ok(Ok(FromStart { span, clock }));
        for (text, read) in [
            ("T", from(Span::ZERO, None)),
            ("T+30m", from(Span::Minutes(30), None)),
            (" T+5wd ", from(Span::WorkDays(5), None)),
            ("T day 18:00", from(Span::Days(0), Some(Clock::At(18 * 60)))),
            ("T wd 17:30", from(Span::WorkDays(0), Some(Clock::At(17 * 60 + 30)))),
            ("T wd", from(Span::WorkDays(0), None)),
            ("T+1d 09:30", from(Span::Days(1), Some(Clock::At(570)))),
        ] {
            assert_eq!(due_in_play(text), read, "{text}");
        }
        assert!(matches!(due_in_play("after 处置 +1wd"), Ok(Err(Due::After { .. }))));
        assert!(matches!(due_in_play("Tower"), Ok(Err(Due::Window(..)))));
        assert_eq!(due_in_play("T+1h 18:00").unwrap_err().code.name, "E123");
        assert_eq!(due_in_play("T soon").unwrap_err().at, 2..6);
    }

    #[test]
    fn recurrences_name_what_ends_them() {
        assert_eq!(every_in_play("6h until 处置"), Ok((Span::Minutes(360), "处置".into(), 9..15)));
        for text in ["6h", "until 处置", "0h until 处置", "6h until", "6h until 处置 了"] {
            assert_eq!(every_in_play(text).unwrap_err().code.name, "E123", "{text}");
        }
    }
}
