//! Rows of a task's log (登记表): what they hold, and what is counted from them.
//!
//! Rows have numbers from 1, never given again. They stand in runs that are shared between states, so that a
//! change copies one run, however many rows there are.

use std::sync::Arc;

use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};
use wallchart_plan::Expanded;
use wallchart_plan::asks::{AskFault, AskKind};
use wallchart_plan::expanded::Task;
use wallchart_plan::ids::{GroupId, UnitId};
use wallchart_plan::rows::{Column, Counted, Test, number};
use wallchart_plan::time::Instant;

/// How many rows a run holds.
const RUN: usize = 256;

/// The rows of a task.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub struct Rows {
    /// Every column that a row ever had a cell of, in the order in which they came.
    columns: Vec<String>,
    /// Rows by number, in full runs but for the last.
    runs: Vec<Arc<Vec<Row>>>,
    /// How many of them stand.
    standing: u32,
}

/// A row.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Row {
    /// Its cells in the order of the log's columns; those that are missing at the end are empty.
    cells: Vec<String>,
    /// When it was entered.
    pub at: Instant,
    /// Whether it was taken out again, or its entry undone.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    removed: bool,
}

/// Rows that stand side by side.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Span {
    /// The number of the first.
    pub first: u32,
    /// How many they are.
    pub count: u32,
}

impl Span {
    /// That row alone.
    pub fn one(row: u32) -> Self {
        Span { first: row, count: 1 }
    }

    /// The numbers of its rows.
    pub fn numbers(self) -> impl Iterator<Item = u32> {
        self.first..self.first.saturating_add(self.count)
    }
}

impl Rows {
    /// Whether there has never been a row.
    pub fn is_blank(&self) -> bool {
        self.runs.is_empty()
    }

    /// How many rows stand.
    pub fn count(&self) -> u32 {
        self.standing
    }

    /// The highest number that a row has.
    pub fn last(&self) -> u32 {
        let full = self.runs.len().saturating_sub(1).saturating_mul(RUN);
        let last = self.runs.last().map_or(0, |run| run.len());
        u32::try_from(full.saturating_add(last)).unwrap_or(u32::MAX)
    }

    /// The rows that stand, each with its number.
    pub fn standing(&self) -> impl DoubleEndedIterator<Item = (u32, &Row)> {
        let numbered = self.runs.iter().enumerate().flat_map(|(at, run)| {
            let first = u32::try_from(at.saturating_mul(RUN)).unwrap_or(u32::MAX);
            run.iter().enumerate().map(move |(i, row)| {
                (first.saturating_add(u32::try_from(i).unwrap_or(0)).saturating_add(1), row)
            })
        });
        numbered.filter(|(_, row)| !row.removed)
    }

    /// The row of that number, if it stands.
    pub fn row(&self, row: u32) -> Option<&Row> {
        self.at(row).filter(|row| !row.removed)
    }

    fn at(&self, row: u32) -> Option<&Row> {
        let (run, at) = place(row)?;
        self.runs.get(run)?.get(at)
    }

    fn at_mut(&mut self, row: u32) -> Option<&mut Row> {
        let (run, at) = place(row)?;
        Arc::make_mut(self.runs.get_mut(run)?).get_mut(at)
    }

    /// What a row holds in that column; nothing where it has none.
    pub fn cell<'a>(&self, row: &'a Row, column: &str) -> &'a str {
        let at = self.columns.iter().position(|known| known == column);
        at.and_then(|at| row.cells.get(at)).map_or("", String::as_str)
    }

    /// The columns of a row that hold something, with what.
    pub fn cells<'a>(&'a self, row: &'a Row) -> impl Iterator<Item = (&'a str, &'a str)> {
        let all = self.columns.iter().map(String::as_str).zip(row.cells.iter().map(String::as_str));
        all.filter(|(_, cell)| !cell.is_empty())
    }

    /// The same without rows that stand no more, and without columns that none has a cell of.
    #[cfg(test)]
    pub(crate) fn standing_alone(&self) -> Rows {
        let mut out = Rows::default();
        for (no, row) in self.standing() {
            let mut cells: Vec<_> =
                self.cells(row).map(|(name, cell)| (name.to_owned(), cell.to_owned())).collect();
            cells.push(("号".to_owned(), no.to_string()));
            cells.sort();
            let (columns, cells): (Vec<_>, Vec<_>) = cells.into_iter().unzip();
            out.add(&columns, &[cells], row.at);
        }
        out
    }

    /// Adds rows, and answers which they are.
    pub(crate) fn add(&mut self, columns: &[String], rows: &[Vec<String>], at: Instant) -> Span {
        let places: Vec<usize> = columns.iter().map(|name| self.column(name)).collect();
        let first = self.last().saturating_add(1);
        for given in rows {
            let mut cells = Vec::new();
            given.iter().zip(&places).for_each(|(cell, at)| put(&mut cells, *at, cell));
            let row = Row { cells, at, removed: false };
            match self.runs.last_mut().filter(|run| run.len() < RUN) {
                Some(run) => Arc::make_mut(run).push(row),
                None => self.runs.push(Arc::new(vec![row])),
            }
        }
        let count = u32::try_from(rows.len()).unwrap_or(u32::MAX);
        self.standing = self.standing.saturating_add(count);
        Span { first, count }
    }

    /// All cells that a row would have with these put in.
    pub(crate) fn with(&mut self, row: u32, changed: &[(String, String)]) -> Option<Vec<String>> {
        let places: Vec<usize> = changed.iter().map(|(name, _)| self.column(name)).collect();
        let mut cells = self.at(row)?.cells.clone();
        changed.iter().zip(places).for_each(|((_, cell), at)| put(&mut cells, at, cell));
        Some(cells)
    }

    /// Puts these cells in the place of a row's, and answers those that it had.
    pub(crate) fn replace(&mut self, row: u32, cells: Vec<String>) -> Option<Vec<String>> {
        Some(std::mem::replace(&mut self.at_mut(row)?.cells, cells))
    }

    /// Lets rows stand, or takes them out; answers those that changed, side by side. `None` where there are
    /// no such rows.
    pub(crate) fn stand(&mut self, span: Span, stands: bool) -> Option<Vec<Span>> {
        let mut changed: Vec<Span> = Vec::new();
        for no in span.numbers() {
            if self.at(no)?.removed != stands {
                continue;
            }
            self.at_mut(no)?.removed = !stands;
            match changed.last_mut().filter(|last| last.first + last.count == no) {
                Some(last) => last.count += 1,
                None => changed.push(Span::one(no)),
            }
        }
        let count = changed.iter().fold(0u32, |all, span| all.saturating_add(span.count));
        self.standing = match stands {
            true => self.standing.saturating_add(count),
            false => self.standing.saturating_sub(count),
        };
        Some(changed)
    }

    /// Where cells of that column stand; it is noted where none had one.
    fn column(&mut self, name: &str) -> usize {
        let known = self.columns.iter().position(|known| known == name);
        known.unwrap_or_else(|| {
            self.columns.push(name.to_owned());
            self.columns.len() - 1
        })
    }
}

/// The run of a row, and its place there.
fn place(row: u32) -> Option<(usize, usize)> {
    let at = usize::try_from(row).ok()?.checked_sub(1)?;
    Some((at / RUN, at % RUN))
}

/// Puts a cell where it belongs, and nothing where nothing is missing.
fn put(cells: &mut Vec<String>, at: usize, cell: &str) {
    if cells.len() <= at && !cell.is_empty() {
        cells.resize(at + 1, String::new());
    }
    if let Some(slot) = cells.get_mut(at) {
        cell.clone_into(slot);
    }
}

/// What a figure comes to that is counted from rows.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Count {
    /// How many they are, or what they add up to.
    pub(crate) value: Decimal,
    /// When the first and the last of all rows looked at were entered.
    pub(crate) at: (Instant, Instant),
}

/// What is counted of the rows entered at such times; `None` where none was.
pub(crate) fn counted(
    task: &Task,
    rows: &Rows,
    from: &Counted,
    at: impl Fn(Instant) -> bool,
) -> Option<Count> {
    let column = |name: &String| rows.columns.iter().position(|known| known == name);
    // What rows have no cell of is empty in each; what the plan has no column of any more is a text.
    let kind = |name: &String| task.column(name).map_or(&AskKind::Text, |column| &column.kind);
    let tests = from.only.iter().map(|test| (column(&test.column), kind(&test.column), &test.test));
    let tests: Vec<(Option<usize>, &AskKind, &Test)> = tests.collect();
    let sum = from.sum.as_ref().map(column);
    let mut out: Option<Count> = None;
    for (_, row) in rows.standing().filter(|(_, row)| at(row.at)) {
        let cell = |at: Option<usize>| at.and_then(|at| row.cells.get(at)).map_or("", |c| c);
        let all = out.get_or_insert(Count { value: Decimal::ZERO, at: (row.at, row.at) });
        all.at = (all.at.0.min(row.at), all.at.1.max(row.at));
        if tests.iter().all(|(at, kind, test)| test.holds(kind, cell(*at))) {
            let more = match sum {
                None => Decimal::ONE,
                Some(at) => number(cell(at)).unwrap_or_default(),
            };
            // As everywhere, a sum past the range of exact decimals stays at its last exact value.
            all.value = all.value.checked_add(more).unwrap_or(all.value);
        }
    }
    out
}

/// A cell that is not what its column holds.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BadCell {
    /// Which of the rows given, from 0.
    pub row: usize,
    /// The column.
    pub column: Column,
    /// What was given.
    pub value: String,
    /// Why it isn't.
    pub fault: AskFault,
}

/// Why rows are not taken.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum BadRows {
    /// The log has no such column, or it is named twice.
    Column(String),
    /// A row has more cells than there are columns: which one, from 0.
    TooWide(usize),
    /// Cells are not what their columns hold: all of them, by row.
    Cells(Vec<BadCell>),
}

/// Rows as they are kept: all columns of the log in its order, each cell in the one way in which it is
/// written. All of them, or what is wrong with any.
pub fn read_rows(
    plan: &Expanded,
    task: &Task,
    columns: &[String],
    rows: &[Vec<String>],
) -> Result<Vec<Vec<String>>, BadRows> {
    for (at, name) in columns.iter().enumerate() {
        let is_twice = columns.iter().take(at).any(|before| before == name);
        if is_twice || task.column(name).is_none() {
            return Err(BadRows::Column(name.clone()));
        }
    }
    if let Some(at) = rows.iter().position(|row| row.len() > columns.len()) {
        return Err(BadRows::TooWide(at));
    }
    let places: Vec<Option<usize>> =
        task.log.iter().map(|column| columns.iter().position(|c| *c == column.name)).collect();
    let mut bad = Vec::new();
    let mut out = Vec::with_capacity(rows.len());
    for (at, row) in rows.iter().enumerate() {
        let mut cells = Vec::with_capacity(task.log.len());
        for (column, place) in task.log.iter().zip(&places) {
            let value = place.and_then(|place| row.get(place)).map_or("", String::as_str);
            match read_cell(plan, column, value) {
                Ok(cell) => cells.push(cell),
                Err(fault) => {
                    let (column, value) = (column.clone(), value.to_owned());
                    bad.push(BadCell { row: at, column, value, fault });
                }
            }
        }
        out.push(cells);
    }
    if bad.is_empty() { Ok(out) } else { Err(BadRows::Cells(bad)) }
}

/// A cell as it is kept, or why it is not what its column holds.
pub(crate) fn read_cell(plan: &Expanded, column: &Column, value: &str) -> Result<String, AskFault> {
    column.read(value, |group: &GroupId, value: &str| {
        let group = plan.groups.iter().find(|g| g.id == *group);
        group.is_some_and(|g| g.units.contains(&UnitId::from(value)))
    })
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn texts(cells: &[&str]) -> Vec<String> {
        cells.iter().map(|cell| (*cell).to_owned()).collect()
    }

    #[test]
    fn rows_keep_what_they_hold_when_columns_come_and_go() {
        let mut rows = Rows::default();
        rows.add(&texts(&["企业", "公示"]), &[texts(&["甲", "yes"])], Instant(1));
        rows.add(&texts(&["公示", "备注"]), &[texts(&["no", "补"])], Instant(2));
        let held: Vec<Vec<_>> = rows.standing().map(|(_, row)| rows.cells(row).collect()).collect();
        assert_eq!(held, [[("企业", "甲"), ("公示", "yes")], [("公示", "no"), ("备注", "补")]]);
        assert_eq!(rows.cell(rows.row(2).unwrap(), "企业"), "");
    }

    #[test]
    fn a_change_copies_one_run_and_shares_the_others() {
        let mut rows = Rows::default();
        let many: Vec<_> = (0..1000).map(|n| vec![n.to_string()]).collect();
        rows.add(&texts(&["号"]), &many, Instant(0));
        let before = rows.clone();
        assert_eq!(rows.stand(Span { first: 300, count: 10 }, false).unwrap().len(), 1);
        let shared = before.runs.iter().zip(&rows.runs).filter(|(a, b)| Arc::ptr_eq(a, b));
        assert_eq!((shared.count(), rows.runs.len()), (3, 4));
        assert_eq!((before.count(), rows.count()), (1000, 990));
        assert_eq!((rows.row(300), rows.last()), (None, 1000));
    }

    proptest! {
        #[test]
        fn what_stood_stands_again_when_it_is_put_back(
            cuts in proptest::collection::vec((1u32..700, 1u32..300, any::<bool>()), 1..12),
        ) {
            let mut rows = Rows::default();
            let many: Vec<_> = (0..1000).map(|n| vec![n.to_string()]).collect();
            rows.add(&texts(&["号"]), &many, Instant(0));
            let mut states = vec![(rows.clone(), Vec::new())];
            for (first, count, stands) in cuts {
                let changed = rows.stand(Span { first, count }, stands).unwrap();
                let back: Vec<_> = changed.into_iter().map(|span| (span, !stands)).collect();
                prop_assert_eq!(rows.count() as usize, rows.standing().count());
                states.push((rows.clone(), back));
            }
            while let Some((state, back)) = states.pop() {
                prop_assert_eq!(&state, &rows);
                back.into_iter().for_each(|(span, stands)| drop(rows.stand(span, stands)));
            }
        }
    }
}
