//! What a figure is counted from: `rows`, `rows where 公示 == no`, `sum 金额 where 类型 in 甲 | 乙 and 日期 >= 2026-03-01`.

use std::ops::Range;

use super::measure::sign;
use super::only::condition;
use super::{Mistake, full_width};
use crate::codes;
use crate::expanded::Compare;
use crate::grammar::cursor::Cursor;

/// A name or a value, with where it stands.
pub(crate) type Word = (String, Range<usize>);

/// What is counted, columns not yet looked up.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Read {
    /// The column that is added up, where rows aren't counted.
    pub(crate) sum: Option<Word>,
    /// What holds of every row that is counted.
    pub(crate) only: Vec<Test>,
}

/// A condition on a row.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Test {
    pub(crate) column: Word,
    pub(crate) how: How,
    pub(crate) values: Vec<Word>,
}

/// How a cell compares with what is given.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum How {
    /// It is one of them.
    Is,
    /// It is none of them.
    IsNot,
    /// It is more or less.
    Than(Compare),
}

/// Reads what stands behind `from`.
pub(crate) fn counted(text: &str) -> Result<Read, Mistake> {
    let bad =
        |at| full_width(text).unwrap_or_else(|| Mistake::new(&codes::E056, at).with("text", text));
    let mut c = Cursor::new(text);
    c.blanks();
    let sum = if c.eat_word("rows") {
        None
    } else if c.eat_word("sum") {
        let start = c.at();
        let name = c.word().to_owned();
        let word = (name, c.since(start));
        if word.0.is_empty() {
            return Err(bad(c.remaining()));
        }
        Some(word)
    } else {
        return Err(bad(c.remaining()));
    };
    c.blanks();
    if c.is_done() {
        return Ok(Read { sum, only: Vec::new() });
    }
    if !c.eat_word("where") {
        return Err(bad(c.remaining()));
    }
    let mut from = c.at();
    let mut only = Vec::new();
    for part in c.rest().split(" and ") {
        only.push(test(part).map_err(|mistake| mistake.shifted(from))?.shifted(from));
        from += part.len() + " and ".len();
    }
    Ok(Read { sum, only })
}

impl Read {
    /// The same, read from a text in which it begins that far on.
    pub(crate) fn shifted(mut self, by: usize) -> Self {
        if let Some((_, at)) = &mut self.sum {
            *at = at.start + by..at.end + by;
        }
        self.only = self.only.into_iter().map(|test| test.shifted(by)).collect();
        self
    }
}

impl Test {
    fn shifted(mut self, by: usize) -> Self {
        let all = std::iter::once(&mut self.column).chain(&mut self.values);
        all.for_each(|(_, at)| *at = at.start + by..at.end + by);
        self
    }
}

/// Reads one condition: `公示 == no`, `类型 in 甲 | 乙`, `金额 >= 1000`.
fn test(text: &str) -> Result<Test, Mistake> {
    let word = |at: Range<usize>| (text.get(at.clone()).unwrap_or_default().to_owned(), at);
    if let Some((column, compare, value)) = ordered(text) {
        let (column, value) = (word(column), word(value));
        if column.0.is_empty() || value.0.is_empty() {
            return Err(Mistake::new(&codes::E056, 0..text.len()).with("text", text));
        }
        return Ok(Test { column, how: How::Than(compare), values: vec![value] });
    }
    match condition(text) {
        Ok(read) => Ok(Test {
            column: word(read.left),
            how: if read.is_one { How::Is } else { How::IsNot },
            values: read.any.into_iter().map(word).collect(),
        }),
        // The same words are asked for as in a condition on vars, in another place.
        Err(mistake) if std::ptr::eq(mistake.code, &codes::E084) => {
            Err(Mistake { code: &codes::E056, ..mistake })
        }
        Err(mistake) => Err(mistake),
    }
}

/// The column, the sign and the value of a comparison by size; none where there is no such sign.
fn ordered(text: &str) -> Option<(Range<usize>, Compare, Range<usize>)> {
    let at = text.find(['<', '>'])?;
    let mut c = Cursor::new(text.get(at..)?);
    let compare = sign(&mut c)?;
    let trimmed = |at: Range<usize>| {
        let part = text.get(at.clone()).unwrap_or_default();
        let start = at.start + part.len() - part.trim_start().len();
        start..start + part.trim().len()
    };
    Some((trimmed(0..at), compare, trimmed(at + c.at()..text.len())))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_counted_is_read() {
        let said = |text: &str| {
            let read = counted(text).unwrap();
            let words = |words: &[Word]| {
                // Every word stands where it is said to stand.
                assert!(words.iter().all(|(word, at)| text[at.clone()] == *word), "{text}");
                words.iter().map(|(word, _)| word.clone()).collect::<Vec<_>>().join("|")
            };
            let only: Vec<_> = read
                .only
                .iter()
                .map(|t| (words(std::slice::from_ref(&t.column)), t.how, words(&t.values)))
                .collect();
            (read.sum.map(|(name, _)| name), only)
        };
        let is = |column: &str, how, values: &str| (column.to_owned(), how, values.to_owned());
        assert_eq!(said("rows"), (None, vec![]));
        assert_eq!(said(" rows where 公示 == no"), (None, vec![is("公示", How::Is, "no")]));
        let than = How::Than(Compare::AtLeast);
        assert_eq!(
            said("sum 金额 where 类型 in 甲 | 乙 and 日期>=2026-03-01"),
            (
                Some("金额".into()),
                vec![is("类型", How::Is, "甲|乙"), is("日期", than, "2026-03-01")]
            )
        );
        for (text, marked) in [
            ("", ""),
            ("行", "行"),
            ("sum", "m"),
            ("rows 公示 == no", "公示 == no"),
            ("rows where 公示 = no", "="),
            ("rows where 公示 >", "公示 >"),
            ("rows where 公示＝＝no", "＝"),
        ] {
            assert_eq!(&text[counted(text).unwrap_err().at], marked, "{text}");
        }
    }
}
