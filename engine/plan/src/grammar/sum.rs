//! Sums of measures: the rate `解决 / 投诉 >= 95%`, the check `申诉 + 举报 + 建议 == 投诉`.

use std::ops::Range;

use rust_decimal::Decimal;

use super::cursor::Cursor;
use super::measure::sign;
use super::{Mistake, full_width};
use crate::codes;
use crate::diagnostic::Code;
use crate::expanded::Compare;

/// What is added up, each with where it stands: names of measures, and numbers.
pub(crate) type Terms = Vec<(String, Range<usize>)>;

/// A quotient of two sums, and what it should come to.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Quotient {
    pub(crate) part: Terms,
    pub(crate) whole: Terms,
    pub(crate) target: Option<Wanted>,
}

/// A rate's target, and whether it is a percentage.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Wanted {
    pub(crate) compare: Compare,
    pub(crate) value: Decimal,
    pub(crate) is_percent: bool,
    /// The bytes of the number.
    pub(crate) at: Range<usize>,
}

fn bad(code: &'static Code, text: &str, at: Range<usize>) -> Mistake {
    full_width(text).unwrap_or_else(|| Mistake::new(code, at).with("text", text))
}

/// Reads a rate.
pub(crate) fn rate(text: &str) -> Result<Quotient, Mistake> {
    let code = &codes::E110;
    let mut c = Cursor::new(text);
    let part = terms(&mut c, text, code)?;
    if !c.eat("/") {
        return Err(bad(code, text, c.remaining()));
    }
    let whole = terms(&mut c, text, code)?;
    let target = if c.is_done() { None } else { Some(wanted(&mut c, text)?) };
    Ok(Quotient { part, whole, target })
}

fn wanted(c: &mut Cursor<'_>, text: &str) -> Result<Wanted, Mistake> {
    let code = &codes::E110;
    let Some(compare) = sign(c) else { return Err(bad(code, text, c.remaining())) };
    c.blanks();
    let start = c.at();
    let number = c.take_while(|ch| ch.is_ascii_digit() || ch == '.');
    let value = number.parse().map_err(|_| bad(code, text, start..text.len()))?;
    c.blanks();
    let is_percent = c.eat("%");
    let at = c.since(start);
    c.blanks();
    if !c.is_done() {
        return Err(bad(code, text, c.remaining()));
    }
    Ok(Wanted { compare, value, is_percent, at })
}

/// Reads a check of sums.
pub(crate) fn check(text: &str) -> Result<(Terms, Compare, Terms), Mistake> {
    let code = &codes::E111;
    let mut c = Cursor::new(text);
    let left = terms(&mut c, text, code)?;
    let start = c.at();
    let Some(compare) = sign(&mut c) else {
        // A single sign of equality can only have meant two, where no other stands beside it.
        let is_equality = c.eat("=");
        let mistake = bad(code, text, if is_equality { c.since(start) } else { c.remaining() });
        let is_plain = mistake.code.name == code.name && is_equality;
        if !is_plain {
            return Err(mistake);
        }
        return Err(mistake.fix(start..start, "=").fixed_if(text, |fixed| check(fixed).is_ok()));
    };
    let right = terms(&mut c, text, code)?;
    if !c.is_done() {
        return Err(bad(code, text, c.remaining()));
    }
    Ok((left, compare, right))
}

fn terms(c: &mut Cursor<'_>, text: &str, code: &'static Code) -> Result<Terms, Mistake> {
    let mut out = Terms::new();
    loop {
        c.blanks();
        let start = c.at();
        let word = c.take_while(|ch| !" \t+/<>=%?".contains(ch));
        if word.is_empty() {
            return Err(bad(code, text, c.remaining()));
        }
        out.push((word.to_owned(), c.since(start)));
        c.blanks();
        if !c.eat("+") {
            return Ok(out);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn names(terms: &Terms) -> Vec<&str> {
        terms.iter().map(|(name, _)| name.as_str()).collect()
    }

    #[test]
    fn a_rate_is_a_quotient_of_sums() {
        let read = rate("解决 + 转办 / 投诉 >= 95.5%").unwrap();
        assert_eq!(names(&read.part), ["解决", "转办"]);
        assert_eq!(names(&read.whole), ["投诉"]);
        let wanted = read.target.unwrap();
        assert_eq!((wanted.compare, wanted.is_percent), (Compare::AtLeast, true));
        assert_eq!(wanted.value.to_string(), "95.5");
        assert_eq!(rate("受众/活动场次").unwrap().target, None);
    }

    #[test]
    fn a_check_compares_sums() {
        let (left, compare, right) = check("申诉+举报 + 3 == 投诉").unwrap();
        assert_eq!(names(&left), ["申诉", "举报", "3"]);
        assert_eq!((compare, names(&right)), (Compare::Exactly, vec!["投诉"]));
    }

    #[test]
    fn what_is_wrong_is_pointed_at() {
        let at = |mistake: Mistake| (mistake.code.name, mistake.at);
        assert_eq!(at(rate("解决率").unwrap_err()), ("E110", 6..9));
        assert_eq!(at(rate("a / b >= x").unwrap_err()), ("E110", 9..10));
        assert_eq!(at(check("a + == b").unwrap_err()), ("E111", 4..8));
        assert_eq!(at(check("a").unwrap_err()), ("E111", 0..1));
        let single = check("a = b").unwrap_err();
        assert_eq!(single.edits, [(2..2, "=".to_owned())]);
        assert_eq!(at(single), ("E111", 2..3));
        assert!(check("a => 3").unwrap_err().edits.is_empty());
        assert_eq!(check("解决 ≤ 投诉").unwrap_err().code.name, "E066");
    }
}
