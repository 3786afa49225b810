//! What a figure is counted from: `rows`, `rows where 公示 == no`, `sum 金额 where 类型 in 甲 | 乙 and 日期 >= 2026-03-01`.

use std::ops::Range;

use super::only::{How, tests};
use super::{Mistake, full_width};
use crate::codes;
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
    let (start, rest) = (c.at(), c.rest());
    let read = tests(rest).map_err(|mistake| {
        // The same words are asked for as in a condition on vars, in another place.
        let is_condition = std::ptr::eq(mistake.code, &codes::E084);
        let code = if is_condition { &codes::E056 } else { mistake.code };
        Mistake { code, ..mistake.shifted(start) }
    })?;
    let word = |at: Range<usize>| {
        let word = rest.get(at.clone()).unwrap_or_default().to_owned();
        (word, at.start + start..at.end + start)
    };
    let only = read.into_iter().map(|test| Test {
        column: word(test.left),
        how: test.how,
        values: test.any.into_iter().map(word).collect(),
    });
    Ok(Read { sum, only: only.collect() })
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::expanded::Compare;

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
