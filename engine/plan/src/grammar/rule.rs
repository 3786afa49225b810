//! What starts a play by itself: `投诉@{属地} in 1h >= 10`, `公示不规范@回访 > 0`, `回访 overdue`,
//! `outcome 调解 == 未成`.

use std::ops::Range;

use rust_decimal::Decimal;

use super::cursor::Cursor;
use super::need::Which;
use super::outcome::{Condition, condition};
use super::{Mistake, full_width};
use crate::codes;
use crate::expanded::Compare;
use crate::time::Span;

/// A rule, names not yet looked up.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Read {
    /// Figures of a measure.
    Measure {
        measure: (String, Range<usize>),
        /// What stands behind `@`: a task, or a parameter in braces.
        of: Option<(String, Range<usize>)>,
        within: Option<Span>,
        compare: Compare,
        value: Decimal,
    },
    /// A task that is overdue.
    Overdue(String, Range<usize>),
    /// A task that has ended so.
    Outcome(Condition),
}

const SIGNS: [(&str, Compare); 5] = [
    (">=", Compare::AtLeast),
    ("<=", Compare::AtMost),
    ("==", Compare::Exactly),
    (">", Compare::MoreThan),
    ("<", Compare::LessThan),
];

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
    let sign = SIGNS.iter().find(|(sign, _)| c.eat(sign));
    let Some((_, compare)) = sign else { return Err(bad(c.remaining())) };
    c.blanks();
    let value = c.word().parse().map_err(|_| bad(c.remaining()))?;
    c.blanks();
    if !c.is_done() || of.as_ref().is_some_and(|(of, _)| of.is_empty()) {
        return Err(bad(c.remaining()));
    }
    Ok(Read::Measure { measure: (name, at), of, within, compare: *compare, value })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rules_are_read() {
        let Ok(Read::Measure { measure, of, within, compare, value }) =
            rule("投诉@{属地} in 1h >= 10")
        else {
            panic!("a measure")
        };
        assert_eq!((measure.0.as_str(), of.unwrap().0.as_str()), ("投诉", "{属地}"));
        assert_eq!((within, compare), (Some(Span::Minutes(60)), Compare::AtLeast));
        assert_eq!(value, Decimal::from(10));
        assert!(matches!(rule("公示不规范@回访 > 0"), Ok(Read::Measure { within: None, .. })));
        assert_eq!(rule("回访 overdue"), Ok(Read::Overdue("回访".into(), 0..6)));
        let Ok(Read::Outcome(read)) = rule("outcome 调解 == 未成") else {
            panic!("an outcome")
        };
        assert_eq!((read.on.at, read.any[0].1.clone()), (8..14, 18..24));
        for text in ["", "投诉", "投诉 >", "投诉@ > 1", "投诉 in soon > 1", "回访 overdue now"]
        {
            assert_eq!(rule(text).unwrap_err().code.name, "E125", "{text}");
        }
    }
}
