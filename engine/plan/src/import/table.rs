//! A table of duties (任务分工表), row by row.

use wallchart_words::{ids, t};

use super::columns::{Column, Columns};
use super::said::{Said, one_line};
use super::write::Paper;
use super::{Draft, ImportOptions, Imported, write};

/// Longer cells are prose.
const HEADING_CHARS_MAX: usize = 12;

/// Whether a row looks like headings: a file of text may as well hold an outline.
pub fn has_headings(rows: &[Vec<String>]) -> bool {
    let is_short = |cell: &String| cell.trim().chars().count() <= HEADING_CHARS_MAX;
    rows.iter().any(|row| row.iter().all(is_short) && Columns::guess(row).is_some())
}

/// A plan out of the rows of a table, cells of merged ranges filled in. `overrides` says what columns hold,
/// whatever their headings say. Nothing where no row looks like headings.
pub fn imported(
    rows: &[Vec<String>],
    overrides: &[(Column, usize)],
    options: &ImportOptions,
) -> Option<Imported> {
    let guessed = rows.iter().enumerate().find_map(|(at, row)| Some((at, Columns::guess(row)?)));
    let is_task = |(column, _): &&(Column, usize)| *column == Column::Task;
    let (head, mut columns) = match guessed {
        Some((at, columns)) => (Some(at), columns),
        None => (None, overrides.iter().find(is_task).map(|_| Columns::default())?),
    };
    for (column, at) in overrides {
        columns.set(*column, *at);
    }
    let mut reader =
        Reader { columns, options, section: Vec::new(), drafts: Vec::new(), doubts: Vec::new() };
    let above = rows.get(..head.unwrap_or(0)).unwrap_or_default();
    let title = above.iter().flatten().map(|cell| cell.trim()).find(|cell| !cell.is_empty());
    for (at, row) in rows.iter().enumerate().skip(head.map_or(0, |at| at + 1)) {
        reader.row(at + 1, row);
    }
    let Reader { columns, drafts, doubts, .. } = reader;
    let title = options.title.as_deref().or(title);
    let tasks = drafts.len();
    let text = write::plan(&Paper { drafts, ..Paper::default() }, title, options);
    Some(Imported { text, columns, tasks, doubts })
}

struct Reader<'a> {
    columns: Columns,
    options: &'a ImportOptions,
    /// The section that rows stand in, from the outer to the inner.
    section: Vec<String>,
    drafts: Vec<Draft>,
    doubts: Vec<(usize, String)>,
}

impl Reader<'_> {
    fn row(&mut self, number: usize, row: &[String]) {
        let mut said: Vec<&str> =
            row.iter().map(|cell| cell.trim()).filter(|c| !c.is_empty()).collect();
        let cells = said.len();
        said.dedup();
        if said.is_empty() || Columns::guess(row).is_some() {
            return;
        }
        let cell =
            |column| self.columns.at(column).and_then(|at| row.get(at)).map_or("", |c| c.trim());
        // A heading stands alone in its row, or in cells that are one.
        if let [only] = said.as_slice()
            && (level(only).is_some() || cells > 1 || cell(Column::Task).is_empty())
        {
            let level = level(only).unwrap_or(0).min(self.section.len());
            self.section.truncate(level);
            self.section.push(one_line(only));
            return;
        }
        let task = one_line(cell(Column::Task));
        if task.is_empty() {
            let text = said.join(" ");
            self.doubts.push((number, t!(self.options.lang, ids::IMPORT_NO_TASK, text = text)));
            return;
        }
        let stream = one_line(cell(Column::Stream));
        let stream = if stream.is_empty() { self.section.clone() } else { vec![stream] };
        let mut words = Said { title: task, ..Said::default() };
        for (column, _) in self.columns.all() {
            if let Some(field) = words.field(column) {
                field.push_str(cell(column));
            }
        }
        let draft = words.draft(stream, self.options);
        self.doubts.extend(draft.doubts.iter().map(|doubt| (number, doubt.clone())));
        self.drafts.push(draft);
    }
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
