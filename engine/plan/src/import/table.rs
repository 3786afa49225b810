//! A table of duties (任务分工表), row by row.

use wallchart_words::{ids, t};

use super::columns::{Column, Columns};
use super::said::{Said, one_line, remark};
use super::write::Paper;
use super::{ImportOptions, Imported, links, write};

/// Longer cells are prose.
const HEADING_CHARS_MAX: usize = 12;

/// Whether a row looks like headings: a file of text may as well hold an outline.
pub fn has_headings(rows: &[Vec<String>]) -> bool {
    let is_short = |cell: &String| cell.trim().chars().count() <= HEADING_CHARS_MAX;
    rows.iter().any(|row| row.iter().all(is_short) && Columns::guess(row).is_some())
}

/// Why a table makes no plan.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Unread {
    /// No row looks like headings.
    NoHeading,
    /// A column that it doesn't have was said to be one, counted from 0; these are its own.
    NoColumn(usize, Vec<String>),
}

/// A plan out of the rows of a table, cells of merged ranges filled in. `overrides` says what columns hold,
/// whatever their headings say.
///
/// # Errors
/// Where no row looks like headings, or a column isn't there.
pub fn imported(
    rows: &[Vec<String>],
    overrides: &[(Column, usize)],
    options: &ImportOptions,
) -> Result<Imported, Unread> {
    let guessed = rows.iter().enumerate().find_map(|(at, row)| Some((at, Columns::guess(row)?)));
    let says_task = overrides.iter().any(|(column, _)| *column == Column::Task);
    let (head, mut columns) = match guessed {
        Some((at, columns)) => (Some(at), columns),
        None if says_task => (None, Columns::default()),
        None => return Err(Unread::NoHeading),
    };
    let headings = head.or(Some(0)).and_then(|at| rows.get(at)).cloned().unwrap_or_default();
    let width = rows.iter().map(Vec::len).max().unwrap_or(0);
    for (column, at) in overrides {
        if *at >= width {
            return Err(Unread::NoColumn(*at, headings));
        }
        columns.set(*column, *at);
    }
    let body = head.map_or(0, |at| at + 1);
    let others = others(&columns, head.map(|_| headings.as_slice()), rows.get(body..), width);
    let mut reader = Reader {
        columns,
        others,
        options,
        paper: Paper::default(),
        section: Vec::new(),
        pending: Vec::new(),
        doubts: Vec::new(),
        headings,
    };
    let title = reader.above(rows.get(..head.unwrap_or(0)).unwrap_or_default());
    for (at, row) in rows.iter().enumerate().skip(body) {
        reader.row(at + 1, row);
    }
    Ok(reader.finish(title.as_deref()))
}

/// The columns that are nothing of a task and say something, with their headings, or else letters.
fn others(
    columns: &Columns,
    headings: Option<&[String]>,
    body: Option<&[Vec<String>]>,
    width: usize,
) -> Vec<(String, usize)> {
    let taken = columns.all();
    let says = |at: usize| {
        let mut cells = body.into_iter().flatten().filter_map(|row| row.get(at));
        cells.any(|cell| !cell.trim().is_empty())
    };
    let free = (0..width).filter(|at| !taken.iter().any(|(_, column)| column == at) && says(*at));
    let heading = |at: usize| {
        let said = headings.and_then(|row| row.get(at)).map(|cell| one_line(cell));
        said.filter(|said| !said.is_empty()).unwrap_or_else(|| letters(at))
    };
    free.map(|at| (heading(at), at)).collect()
}

struct Reader<'a> {
    columns: Columns,
    others: Vec<(String, usize)>,
    options: &'a ImportOptions,
    headings: Vec<String>,
    paper: Paper,
    /// The section that rows stand in, from the outer to the inner, and whether one of them did.
    section: Vec<(String, bool)>,
    /// What rows say that are no task, for the next that is one.
    pending: Vec<String>,
    /// What is odd about rows that are no task.
    doubts: Vec<(usize, String)>,
}

impl Reader<'_> {
    /// What stands above the headings: the title first, then what else the paper says.
    fn above(&mut self, rows: &[Vec<String>]) -> Option<String> {
        let mut said: Vec<String> = rows.iter().flatten().map(|cell| one_line(cell)).collect();
        said.retain(|cell| !cell.is_empty());
        said.dedup();
        let mut said = said.into_iter();
        let title = said.next();
        let given = self.options.title.as_ref();
        self.paper.notes.extend(title.clone().filter(|own| given.is_some_and(|t| t != own)));
        self.paper.notes.extend(said);
        title
    }

    fn row(&mut self, number: usize, row: &[String]) {
        let mut said: Vec<&str> =
            row.iter().map(|cell| cell.trim()).filter(|c| !c.is_empty()).collect();
        let cells = said.len();
        said.dedup();
        if said.is_empty() || self.is_headings(row) {
            return;
        }
        let cell =
            |column| self.columns.at(column).and_then(|at| row.get(at)).map_or("", |c| c.trim());
        // A heading stands alone in its row, or in cells that are one.
        if let [only] = *said.as_slice()
            && (level(only).is_some() || cells > 1 || cell(Column::Task).is_empty())
        {
            let level = level(only).unwrap_or(0).min(self.section.len());
            self.leave(level);
            self.section.push((one_line(only), false));
            return;
        }
        let task = one_line(cell(Column::Task));
        if task.is_empty() {
            let lang = self.options.lang;
            let doubt = t!(lang, ids::IMPORT_NO_TASK, text = one_line(&said.join(" ")));
            self.pending.push(t!(lang, ids::IMPORT_MARK, doubt = &doubt));
            self.doubts.push((number, doubt));
            return;
        }
        let stream = one_line(cell(Column::Stream));
        let mut words = Said { title: task, ..Said::default() };
        for (column, _) in self.columns.all() {
            if let Some(field) = words.field(column) {
                field.push_str(cell(column));
            }
        }
        let stream = if stream.is_empty() { self.enter() } else { vec![stream] };
        let mut draft = words.draft(stream, self.options);
        draft.line = number;
        let others = self.others.iter().filter_map(|(heading, at)| remark(heading, row.get(*at)?));
        draft.remarks.extend(others);
        draft.remarks.splice(0..0, self.pending.drain(..));
        self.paper.drafts.push(draft);
    }

    /// Whether a row is the headings, again or of a table below.
    fn is_headings(&self, row: &[String]) -> bool {
        let mut cells = row.iter().filter(|cell| !cell.trim().is_empty());
        row == self.headings
            || row.iter().filter(|cell| !cell.trim().is_empty()).count() > 1
                && cells.all(|cell| Column::named(cell).is_some())
    }

    /// Goes back to the sections above a level; what those say that held nothing is kept.
    fn leave(&mut self, level: usize) {
        let left = self.section.drain(level..).filter(|(_, holds)| !holds);
        self.pending.extend(left.map(|(name, _)| name));
    }

    /// The sections that a task stands in.
    fn enter(&mut self) -> Vec<String> {
        self.section.iter_mut().for_each(|(_, holds)| *holds = true);
        self.section.iter().map(|(name, _)| name.clone()).collect()
    }

    fn finish(mut self, title: Option<&str>) -> Imported {
        self.leave(0);
        self.paper.tail = self.pending;
        links::settle(&mut self.paper.drafts, self.options.lang);
        let mut doubts = [self.doubts, self.paper.doubts()].concat();
        doubts.sort_by_key(|(row, _)| *row);
        Imported {
            text: write::plan(&self.paper, self.options.title.as_deref().or(title), self.options),
            columns: self.columns,
            others: self.others,
            tasks: self.paper.drafts.len(),
            doubts,
        }
    }
}

/// A column as spreadsheets name it.
pub fn letters(at: usize) -> String {
    let mut out = String::new();
    let mut rest = at + 1;
    while rest > 0 {
        let digit = u8::try_from((rest - 1) % 26).unwrap_or(0);
        out.insert(0, char::from(b'A' + digit));
        rest = (rest - 1) / 26;
    }
    out
}

/// How deep a section stands: `一、` is outer, `（一）` inner.
fn level(text: &str) -> Option<usize> {
    let numeral = |c: char| "一二三四五六七八九十".contains(c);
    let inner = text.strip_prefix(['(', '（']);
    let rest = inner.unwrap_or(text).trim_start_matches(numeral);
    let is_numbered = rest.len() < inner.unwrap_or(text).len();
    match inner {
        Some(_) => (is_numbered && rest.starts_with([')', '）'])).then_some(1),
        None => (is_numbered && rest.starts_with(['、', '.', '．'])).then_some(0),
    }
}
