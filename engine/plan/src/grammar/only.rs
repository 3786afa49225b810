//! Conditions on vars, parameters and columns: `{主办} == 是`, `{城市} != 江城`, `{规模} in 大 | 中`, `{人数} >= 500`, joined by `and`.

use std::ops::Range;

use super::cursor::Cursor;
use super::measure::sign;
use super::{Mistake, SIGNS, full_width};
use crate::codes;
use crate::expanded::Compare;

/// What stands between two conditions that must both hold.
const AND: &str = " and ";

/// A condition.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Test {
    /// What is looked at.
    pub(crate) left: Range<usize>,
    /// How it must compare.
    pub(crate) how: How,
    /// With what: one thing, or any of several.
    pub(crate) any: Vec<Range<usize>>,
}

/// How what is looked at compares with what is given.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum How {
    /// It is one of them.
    Is,
    /// It is none of them.
    IsNot,
    /// It is more or less, earlier or later.
    Than(Compare),
}

/// Reads conditions that must all hold. What is compared may hold `{name}`s.
pub(crate) fn tests(text: &str) -> Result<Vec<Test>, Mistake> {
    let mut parts: Vec<Range<usize>> = Vec::new();
    let mut from = 0;
    for part in text.split(AND) {
        let at = from..from + part.len();
        from = at.end + AND.len();
        // Without a sign the word belongs to what is compared with: `{主题} == 绿色 and 健康`.
        let is_rest = how(part).is_none() && !part.contains(['{', '=', '＝']);
        match parts.last_mut().filter(|_| is_rest) {
            Some(last) => last.end = at.end,
            None => parts.push(at),
        }
    }
    parts.into_iter().map(|at| test(text, at)).collect()
}

/// The first sign in a condition: its bytes, and what it says.
fn how(part: &str) -> Option<(Range<usize>, How)> {
    part.char_indices().find_map(|(at, _)| {
        let rest = part.get(at..)?;
        for (word, how) in [("==", How::Is), ("!=", How::IsNot), (" in ", How::Is)] {
            if rest.starts_with(word) {
                return Some((at..at + word.len(), how));
            }
        }
        let mut c = Cursor::new(rest);
        sign(&mut c).map(|compare| (at..at + c.at(), How::Than(compare)))
    })
}

fn test(text: &str, at: Range<usize>) -> Result<Test, Mistake> {
    let bad = |at: Range<usize>| Mistake::new(&codes::E084, at).with("text", text);
    let part = text.get(at.clone()).unwrap_or_default();
    let Some((sign, how)) = how(part) else {
        if let Some(equals) = part.find('=').map(|equals| at.start + equals) {
            // One `=` can only mean the same, but for one that is part of another sign.
            let mistake = bad(equals..equals + 1);
            let behind = text.get(equals + 1..).unwrap_or_default().trim_start();
            if behind.starts_with(SIGNS) {
                return Err(mistake);
            }
            let reads = |fixed: &str| test(fixed, at.start..at.end + 1).is_ok();
            return Err(mistake.fix(equals..equals + 1, "==").fixed_if(text, reads));
        }
        return Err(full_width(text).unwrap_or_else(|| bad(at)));
    };
    let left = trimmed(text, at.start..at.start + sign.start);
    let is_listed = part.get(sign.clone()) == Some(" in ");
    let mut from = at.start + sign.end;
    let mut any = Vec::new();
    for value in part.get(sign.end..).unwrap_or_default().split('|') {
        any.push(trimmed(text, from..from + value.len()));
        from += value.len() + 1;
    }
    let is_one = any.len() == 1 || !matches!(how, How::Than(_));
    if !is_one || std::iter::once(&left).chain(&any).any(Range::is_empty) {
        return Err(bad(at));
    }
    for side in std::iter::once(&left).chain(&any) {
        // A second sign, or a word that joins what can't be joined here.
        for word in ["=", "<", ">", " or ", "&&"] {
            if let Some(found) = text.get(side.clone()).and_then(|side| side.find(word)) {
                let start = side.start + found;
                return Err(bad(start..start + word.len()));
            }
        }
        let marks = [',', '，', '、', ';', '；'];
        let listed = text.get(side.clone()).filter(|_| is_listed);
        if let Some((found, mark)) = listed.and_then(|side| side.match_indices(marks).next()) {
            let start = side.start + found;
            let end = start + mark.len();
            let put =
                if text.get(end..).is_some_and(|t| t.starts_with(' ')) { " |" } else { " | " };
            return Err(bad(start..end).fix(start..end, put));
        }
    }
    Ok(Test { left, how, any })
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
        let all = |text: &str| {
            let one = |test: &Test| {
                let any: Vec<&str> = test.any.iter().map(|at| &text[at.clone()]).collect();
                (text[test.left.clone()].to_owned(), test.how, any.join("|"))
            };
            tests(text).unwrap().iter().map(one).collect::<Vec<_>>()
        };
        let is = |left: &str, how, any: &str| (left.to_owned(), how, any.to_owned());
        assert_eq!(all("{主办} == 是"), [is("{主办}", How::Is, "是")]);
        assert_eq!(all(" {城市}!=江城 "), [is("{城市}", How::IsNot, "江城")]);
        assert_eq!(all("{规模} in 大 | {中}"), [is("{规模}", How::Is, "大|{中}")]);
        let many = How::Than(Compare::AtLeast);
        assert_eq!(
            all("{人数}>=500 and {主办} == 是"),
            [is("{人数}", many, "500"), is("{主办}", How::Is, "是")]
        );
        assert_eq!(all("{主题} == 绿色 and 健康"), [is("{主题}", How::Is, "绿色 and 健康")]);
        for (text, marked) in [
            ("{主办}", "{主办}"),
            ("{主办} = 是", "="),
            ("{主办} ==", "{主办} =="),
            ("＝＝", "＝"),
            ("{x} >== 3", "="),
            ("{x} > == 3", "="),
            ("{x} => 3", "="),
            ("{x} == 1 or {y} == 2", "="),
            ("{x} == 1 or 2", " or "),
            ("{x} == 1 || 2", "{x} == 1 || 2"),
            ("{x} == 1 and {y}", "{y}"),
            ("{x} in 1, 2", ","),
            ("{x} in 甲、乙", "、"),
            ("{x} >= 1 | 2", "{x} >= 1 | 2"),
        ] {
            assert_eq!(&text[tests(text).unwrap_err().at], marked, "{text}");
        }
        // Nothing is put where it would make something that is no condition either.
        for text in ["{x} >== 3", "{x} > == 3", "{x} => 3", "{x} == 1 or {y} == 2"] {
            assert!(tests(text).unwrap_err().edits.is_empty(), "{text}");
        }
        let listed = tests("{x} in 1, 2").unwrap_err();
        assert_eq!(listed.edits, [(8..9, " |".to_owned())]);
    }
}
