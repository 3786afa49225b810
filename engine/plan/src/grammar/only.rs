//! The condition of a task or a stream on vars: `{主办} == 是`, `{城市} != 江城`, `{规模} in 大 | 中`.

use std::ops::Range;

use super::{Mistake, full_width};
use crate::codes;

/// A condition.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Condition {
    /// What is looked at.
    pub(crate) left: Range<usize>,
    /// Whether it must be one of the others, or none.
    pub(crate) is_one: bool,
    /// What it is compared with.
    pub(crate) any: Vec<Range<usize>>,
}

/// Reads a condition. What is compared may hold `{name}`s.
pub(crate) fn condition(text: &str) -> Result<Condition, Mistake> {
    let bad = |at| Mistake::new(&codes::E084, at).with("text", text);
    let signs = [("==", true), ("!=", false), (" in ", true)];
    let found = signs.into_iter().filter_map(|(sign, is)| Some((text.find(sign)?, sign, is)));
    let Some((at, sign, is_one)) = found.min_by_key(|(at, ..)| *at) else {
        if let Some(at) = text.find('=') {
            // One `=` can only mean the same.
            return Err(bad(at..at + 1).fix(at..at + 1, "=="));
        }
        return Err(full_width(text).unwrap_or_else(|| bad(0..text.len())));
    };
    let left = trimmed(text, 0..at);
    let mut from = at + sign.len();
    let mut any = Vec::new();
    for part in text.get(from..).unwrap_or_default().split('|') {
        any.push(trimmed(text, from..from + part.len()));
        from += part.len() + 1;
    }
    match std::iter::once(&left).chain(&any).find(|part| part.is_empty()) {
        Some(_) => Err(bad(0..text.len())),
        None => Ok(Condition { left, is_one, any }),
    }
}

/// The bytes without blanks around them.
fn trimmed(text: &str, at: Range<usize>) -> Range<usize> {
    let part = text.get(at.clone()).unwrap_or_default();
    let start = at.start + part.len() - part.trim_start().len();
    start..start + part.trim().len()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn conditions_are_read() {
        let read = |text: &str| {
            let read = condition(text).unwrap();
            let any: Vec<String> = read.any.iter().map(|at| text[at.clone()].to_owned()).collect();
            (text[read.left.clone()].to_owned(), read.is_one, any.join("|"))
        };
        let is = |left: &str, is_one, any: &str| (left.to_owned(), is_one, any.to_owned());
        assert_eq!(read("{主办} == 是"), is("{主办}", true, "是"));
        assert_eq!(read(" {城市}!=江城 "), is("{城市}", false, "江城"));
        assert_eq!(read("{规模} in 大 | {中}"), is("{规模}", true, "大|{中}"));
        for (text, marked) in
            [("{主办}", "{主办}"), ("{主办} = 是", "="), ("{主办} ==", "{主办} =="), ("＝＝", "＝")]
        {
            assert_eq!(&text[condition(text).unwrap_err().at], marked, "{text}");
        }
    }
}
