//! The outcome that a task waits for: `调解 == 转办 | 未成`, `检查@洗车 == 停业`.

use std::ops::Range;

use super::cursor::Cursor;
use super::need::{Target, target};
use super::{Mistake, SIGNS, full_width};
use crate::codes;

/// A task, and which of its outcomes are waited for.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Condition {
    /// The task, and which of its instances.
    pub(crate) on: Target,
    /// Any of these, each with where it stands.
    pub(crate) any: Vec<(String, Range<usize>)>,
}

/// Reads a condition.
pub(crate) fn condition(text: &str) -> Result<Condition, Mistake> {
    let bad =
        |at| full_width(text).unwrap_or_else(|| Mistake::new(&codes::E118, at).with("text", text));
    let sign = text.find('=').unwrap_or(text.len());
    let mut left = Cursor::new(text.get(..sign).unwrap_or_default());
    left.blanks();
    let on = target(&mut left, text).map_err(|mistake| bad(mistake.at))?;
    left.blanks();
    if !left.is_done() {
        return Err(bad(left.remaining()));
    }
    let mut c = Cursor::new(text);
    c.take_while(|c| c != '=');
    if !c.eat("==") {
        // One `=` can only mean the same.
        let single = c.eat("=");
        let mistake = bad(if single { c.since(sign) } else { c.remaining() });
        let is_single = single && std::ptr::eq(mistake.code, &codes::E118);
        if !is_single {
            return Err(mistake);
        }
        let is_name = |(name, _): &(String, _)| !name.starts_with(SIGNS);
        let reads = |fixed: &str| condition(fixed).is_ok_and(|read| read.any.iter().all(is_name));
        return Err(mistake.fix(sign..sign + 1, "==").fixed_if(text, reads));
    }
    let mut any = Vec::new();
    loop {
        c.blanks();
        let start = c.at();
        let name = c.take_while(|c| c != '|').trim_end();
        // Names may hold what else a full-width mark means, but never a bar.
        if name.is_empty() || name.contains('｜') {
            return Err(bad(c.remaining()));
        }
        any.push((name.to_owned(), start..start + name.len()));
        if !c.eat("|") {
            return Ok(Condition { on, any });
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::need::Which;
    use super::*;

    #[test]
    fn conditions_are_read_and_mistakes_stand_where_they_are() {
        let read = condition(" 调解 == 转办 | 未 成").unwrap();
        assert_eq!((read.on.task.as_str(), read.on.at), ("调解", 1..7));
        let names: Vec<&str> = read.any.iter().map(|(name, _)| name.as_str()).collect();
        assert_eq!(names, ["转办", "未 成"]);
        let read = condition("检查@洗车,东所 == 停业").unwrap();
        assert!(matches!(read.on.which, Which::Keys(keys) if keys.len() == 2));
        for (text, at) in
            [("", 0..0), ("调解", 3..6), ("调解 = 转办", 7..8), ("调解 == 转办 |", 17..18)]
        {
            assert_eq!(condition(text).unwrap_err().at, at, "{text}");
        }
        assert_eq!(condition("调解 = 转办").unwrap_err().fixed("调解 = 转办"), "调解 == 转办");
        assert!(condition("调解 => 转办").unwrap_err().edits.is_empty());
        assert_eq!(condition("调解 == 转办｜未成").unwrap_err().code.name, "E066");
    }
}
