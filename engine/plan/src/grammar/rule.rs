//! What starts a play by itself: `投诉@{属地} in 1h >= 10`, `走访@{单位} < 30 by D-3`, `满意率@回访 < 90%`,
//! `回访 overdue`, `outcome 调解 == 未成`.

use std::ops::Range;

use rust_decimal::Decimal;

use super::cursor::Cursor;
use super::measure::sign;
use super::need::Which;
use super::outcome::{Condition, condition};
use super::time::{Point, only_point};
use super::{Mistake, full_width};
use crate::codes;
use crate::expanded::Compare;
use crate::time::Span;

/// A rule, names not yet looked up.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Read {
    /// Figures of a measure or a rate.
    Figures(Figures),
    /// A task that is overdue.
    Overdue(String, Range<usize>),
    /// A task that has ended so.
    Outcome(Condition),
}

/// What is said of figures.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Figures {
    /// A measure or a rate.
    pub(crate) name: (String, Range<usize>),
    /// What stands behind `@`: a task, or a parameter in braces.
    pub(crate) of: Option<(String, Range<usize>)>,
    pub(crate) within: Option<Span>,
    pub(crate) compare: Compare,
    pub(crate) value: Decimal,
    /// The sign of a percentage behind it.
    pub(crate) percent: Option<Range<usize>>,
    /// When they are looked at.
    pub(crate) by: Option<Point>,
}

/// Reads a rule.
pub(crate) fn rule(text: &str) -> Result<Read, Mistake> {
    let bad = |at| {
        let plain = || Mistake::new(&codes::E125, at).with("text", text);
        full_width(text).unwrap_or_else(plain)
    };
    let mut c = Cursor::new(text);
    c.blanks();
    if c.eat_word("outcome") {
        let start = c.at();
        let mut read = condition(c.rest()).map_err(|m| m.shifted(start))?;
        let shift = |at: &mut Range<usize>| *at = at.start + start..at.end + start;
        shift(&mut read.on.at);
        if !matches!(read.on.which, Which::Matching) {
            // A rule looks at every instance.
            return Err(bad(read.on.at.start..text.len()));
        }
        read.any.iter_mut().for_each(|(_, at)| shift(at));
        return Ok(Read::Outcome(read));
    }
    let start = c.at();
    let name = c.take_while(|c| !c.is_whitespace() && !"@<>=".contains(c)).to_owned();
    let at = c.since(start);
    if name.is_empty() {
        return Err(bad(c.remaining()));
    }
    let of = if c.eat("@") {
        let start = c.at();
        let of = c.take_while(|c| !c.is_whitespace() && !"<>=".contains(c)).to_owned();
        Some((of, c.since(start)))
    } else {
        None
    };
    c.blanks();
    if of.is_none() && c.eat_word("overdue") {
        return if c.is_done() { Ok(Read::Overdue(name, at)) } else { Err(bad(c.remaining())) };
    }
    let mut within = None;
    if c.eat_word("in") {
        let start = c.at();
        let span: Span = c.word().parse().map_err(|_| bad(start..c.at()))?;
        within = Some(span);
        c.blanks();
    }
    let Some(compare) = sign(&mut c) else { return Err(bad(c.remaining())) };
    c.blanks();
    let number = c.take_while(|ch| ch.is_ascii_digit() || ch == '.');
    let value = number.parse().map_err(|_| bad(c.remaining()))?;
    let start = c.at();
    let percent = c.eat("%").then(|| c.since(start));
    c.blanks();
    let mut by = None;
    if c.eat_word("by") {
        let start = c.at();
        by = Some(only_point(c.rest()).map_err(|mistake| mistake.shifted(start))?);
    } else if !c.is_done() {
        return Err(bad(c.remaining()));
    }
    if of.as_ref().is_some_and(|(of, _)| of.is_empty()) {
        return Err(bad(c.remaining()));
    }
    Ok(Read::Figures(Figures { name: (name, at), of, within, compare, value, percent, by }))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rules_are_read() {
        let figures = |text: &str| match rule(text) {
            Ok(Read::Figures(read)) => read,
            other => panic!("{text}: {other:?}"),
        };
        let read = figures("投诉@{属地} in 1h >= 10");
        assert_eq!((read.name.0.as_str(), read.of.unwrap().0.as_str()), ("投诉", "{属地}"));
        assert_eq!((read.within, read.compare), (Some(Span::Minutes(60)), Compare::AtLeast));
        assert_eq!((read.value, read.percent, read.by), (10.into(), None, None));
        let read = figures("满意率@回访 < 90.5% by D-3 17:00");
        assert_eq!((read.value, read.percent), (Decimal::new(905, 1), Some(23..24)));
        assert_eq!(read.by, only_point("D-3 17:00").ok());
        assert_eq!(rule("回访 overdue"), Ok(Read::Overdue("回访".into(), 0..6)));
        let Ok(Read::Outcome(read)) = rule("outcome 调解 == 未成") else {
            panic!("an outcome")
        };
        assert_eq!((read.on.at, read.any[0].1.clone()), (8..14, 18..24));
        for text in [
            "",
            "投诉",
            "投诉 >",
            "投诉@ > 1",
            "投诉 in soon > 1",
            "投诉 > 1 then",
            "回访 overdue now",
        ] {
            assert_eq!(rule(text).unwrap_err().code.name, "E125", "{text}");
        }
    }
}
