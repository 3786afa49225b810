//! Logs (登记表) as a plan has them once it is expanded: what each row holds, and what is counted from rows.
//! They are stored with it.

use std::fmt;

use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};

use crate::asks::{AskFault, AskKind, yes};
use crate::expanded::{Compare, MeasureAsk, Task};
use crate::ids::MeasureId;

/// A column of a log.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Column {
    /// Its name.
    pub name: String,
    /// What its cells hold.
    pub kind: AskKind,
    /// Whether a cell may be left empty (`?`).
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub optional: bool,
}

/// What a figure is counted from.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Counted {
    /// The column that is added up; without one, rows are counted.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub sum: Option<String>,
    /// What a row must be to be counted: all of these.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub only: Vec<RowTest>,
}

/// A condition on a row.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct RowTest {
    /// Which of its cells is looked at.
    pub column: String,
    /// What that must be.
    pub test: Test,
}

/// What a cell must be. An empty one is nothing.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Test {
    /// One of these.
    Is(Vec<String>),
    /// None of these.
    IsNot(Vec<String>),
    /// More or less than that, or as much.
    Compares(Compare, String),
}

impl Task {
    /// The column of its log of that name.
    pub fn column(&self, name: &str) -> Option<&Column> {
        self.log.iter().find(|column| column.name == name)
    }

    /// What the figure of that measure is counted from, where it is not entered by hand.
    pub fn counted(&self, measure: &MeasureId) -> Option<&Counted> {
        let ask = |ask: &&MeasureAsk| ask.measure == *measure;
        self.measures.iter().find(ask).and_then(|ask| ask.from.as_ref())
    }
}

impl Test {
    /// Whether a cell of that kind, in the words in which rows hold it, is what it must be.
    pub fn holds(&self, kind: &AskKind, cell: &str) -> bool {
        let is = |value: &String| is_same(kind, cell, value);
        match self {
            Test::Is(any) => any.iter().any(is),
            Test::IsNot(any) => !any.iter().any(is),
            Test::Compares(compare, value) => compares(kind, cell, *compare, value),
        }
    }
}

/// Whether two values of that kind are the same. Cells may be older than the kind of their column.
fn is_same(kind: &AskKind, cell: &str, value: &str) -> bool {
    cell == value
        || match kind {
            AskKind::YesNo => yes(cell).is_some_and(|cell| yes(value) == Some(cell)),
            AskKind::Number => number(cell).is_some_and(|cell| number(value) == Some(cell)),
            // A day is all of its hours.
            AskKind::Date => !value.is_empty() && cell.split(' ').next() == Some(value),
            AskKind::Text | AskKind::Unit(_) | AskKind::Choice(_) => false,
        }
}

fn compares(kind: &AskKind, cell: &str, compare: Compare, value: &str) -> bool {
    match kind {
        AskKind::Number => {
            number(cell).zip(number(value)).is_some_and(|(cell, value)| compare.holds(cell, value))
        }
        AskKind::Date if !cell.is_empty() => {
            // Both are written so that their order is that of time; a day is compared with days.
            let cell = cell.get(..value.len()).unwrap_or(cell);
            compare.is(cell.cmp(value))
        }
        _ => false,
    }
}

/// The number in a cell, if that is what it holds.
pub fn number(cell: &str) -> Option<Decimal> {
    cell.parse().ok()
}

impl fmt::Display for Counted {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.sum {
            Some(column) => write!(f, "sum {column}")?,
            None => f.write_str("rows")?,
        }
        let mut word = "where";
        for RowTest { column, test } in &self.only {
            let (sign, value) = match test {
                Test::Is(any) => ("==", any.join(" | ")),
                Test::IsNot(any) => ("!=", any.join(" | ")),
                Test::Compares(compare, value) => (compare.sign(), value.clone()),
            };
            write!(f, " {word} {column} {sign} {value}")?;
            word = "and";
        }
        Ok(())
    }
}

impl Column {
    /// What its cell holds when somebody writes `text` in it, in the one way in which it is kept: `yes` or
    /// `no`, `2026-03-05`, a number in plain digits. `is_member` says whether a unit is in a group.
    ///
    /// # Errors
    /// Why it is not what the column holds.
    pub fn read(
        &self,
        text: &str,
        is_member: impl FnOnce(&crate::ids::GroupId, &str) -> bool,
    ) -> Result<String, AskFault> {
        let text = text.trim();
        if text.is_empty() && self.optional {
            return Ok(String::new());
        }
        let cell = plain(&self.kind, text);
        self.kind.check(&cell, is_member)?;
        Ok(cell)
    }
}

/// A value as people and spreadsheets write it, in the one way in which it is kept.
fn plain(kind: &AskKind, text: &str) -> String {
    match kind {
        AskKind::Text | AskKind::Unit(_) | AskKind::Choice(_) => text.to_owned(),
        AskKind::YesNo => match yes(text) {
            Some(is) => if is { "yes" } else { "no" }.to_owned(),
            None => text.to_owned(),
        },
        AskKind::Number => {
            let digits: String = half_width(text).chars().filter(|c| *c != ',').collect();
            number(&digits).map_or(digits, |number| number.normalize().to_string())
        }
        AskKind::Date => date(&half_width(text)),
    }
}

/// Full-width digits and marks as plain ones.
fn half_width(text: &str) -> String {
    let one = |c: char| match c {
        '。' => '.',
        '、' => ',',
        '\u{3000}' => ' ',
        other => wallchart_words::half_width(other),
    };
    text.chars().map(one).collect()
}

/// `2026/3/5`, `2026.3.5` and `2026年3月5日 9:30` as `2026-03-05`, with the time behind it; what is no date stays.
fn date(text: &str) -> String {
    let (day, time) = match text.split_once([' ', '日', 'T']) {
        Some((day, time)) => (day, time.trim()),
        None => (text, ""),
    };
    let mut parts = day.split(['-', '/', '.', '年', '月']).map(str::parse::<u32>);
    let (Some(Ok(y)), Some(Ok(m)), Some(Ok(d)), None) =
        (parts.next(), parts.next(), parts.next(), parts.next())
    else {
        return text.to_owned();
    };
    let mut clock = time.split(':').map(str::parse::<u32>);
    match (clock.next(), clock.next()) {
        (Some(Ok(hour)), Some(Ok(min))) => format!("{y:04}-{m:02}-{d:02} {hour:02}:{min:02}"),
        _ if time.is_empty() => format!("{y:04}-{m:02}-{d:02}"),
        _ => text.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn column(kind: AskKind) -> Column {
        Column { name: "列".into(), kind, optional: false }
    }

    #[test]
    fn cells_are_kept_in_one_way_however_they_are_written() {
        use AskKind::{Date, Number, Text, YesNo};
        for (kind, written, kept) in [
            (Text, " 某某超市 ", Ok("某某超市")),
            (YesNo, "是", Ok("yes")),
            (YesNo, "no", Ok("no")),
            (YesNo, "也许", Err(AskFault::YesNo)),
            (Number, "１,２００.50", Ok("1200.5")),
            (Number, "三百", Err(AskFault::Number)),
            (Date, "2026年3月5日", Ok("2026-03-05")),
            (Date, "2026/3/5 9:30", Ok("2026-03-05 09:30")),
            (Date, "2026-02-30", Err(AskFault::Date)),
            (Text, "", Err(AskFault::Empty)),
        ] {
            let read = column(kind).read(written, |_, _| true);
            assert_eq!(read.as_deref().map_err(|fault| *fault), kept, "{written}");
        }
        let free = Column { optional: true, ..column(Number) };
        assert_eq!(free.read(" ", |_, _| true).as_deref(), Ok(""));
    }

    #[test]
    fn rows_are_told_apart_by_what_their_cells_hold() {
        use AskKind::{Date, Number, Text, YesNo};
        let is = |any: &[&str]| Test::Is(any.iter().map(|v| (*v).to_owned()).collect());
        let than = |compare, value: &str| Test::Compares(compare, value.to_owned());
        for (test, kind, cell, holds) in [
            (is(&["no"]), YesNo, "no", true),
            // A cell from when the column held text.
            (is(&["no"]), YesNo, "否", true),
            (is(&["no"]), YesNo, "", false),
            (is(&["甲", "乙"]), Text, "乙", true),
            (Test::IsNot(vec!["甲".into()]), Text, "乙", true),
            (is(&["5"]), Number, "5.0", true),
            (than(Compare::MoreThan, "9"), Number, "10", true),
            (than(Compare::MoreThan, "9"), Number, "十", false),
            (is(&["2026-03-05"]), Date, "2026-03-05 09:30", true),
            (than(Compare::AtMost, "2026-03-05"), Date, "2026-03-05 09:30", true),
            (than(Compare::LessThan, "2026-03-05"), Date, "", false),
        ] {
            assert_eq!(test.holds(&kind, cell), holds, "{test:?} {cell}");
        }
    }
}
