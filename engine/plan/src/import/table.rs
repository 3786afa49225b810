//! A table of duties (任务分工表), row by row.

use wallchart_words::{ids, t};

use super::columns::{Column, Columns};
use super::{Draft, ImportOptions, Imported, dates, write};

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
    let text = write::plan(&drafts, title, options);
    Some(Imported { text, columns, tasks: drafts.len(), doubts })
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
        let lang = self.options.lang;
        let task = one_line(cell(Column::Task));
        if task.is_empty() {
            self.doubts.push((number, t!(lang, ids::IMPORT_NO_TASK, text = said.join(" "))));
            return;
        }
        let mut draft = Draft { title: task, ..Draft::default() };
        let stream = one_line(cell(Column::Stream));
        draft.stream = if stream.is_empty() { self.section.clone() } else { vec![stream] };
        let mut leads = units(cell(Column::Owner));
        if leads.len() > 1 {
            draft.doubts.push(t!(lang, ids::IMPORT_SEVERAL_LEADS, text = leads.join("、")));
        }
        draft.support = leads.split_off(leads.len().min(1));
        draft.owner = leads.pop();
        for unit in units(cell(Column::Support)) {
            if draft.owner.as_ref() != Some(&unit) && !draft.support.contains(&unit) {
                draft.support.push(unit);
            }
        }
        let vague = draft.owner.iter().chain(&draft.support).filter(|unit| is_vague(unit));
        let vague: Vec<String> =
            vague.map(|unit| t!(lang, ids::IMPORT_VAGUE, text = unit)).collect();
        draft.doubts.extend(vague);
        if draft.owner.is_none() {
            draft.doubts.push(t!(lang, ids::IMPORT_NO_OWNER));
        }
        let due = cell(Column::Due);
        draft.when = dates::read(due, self.options.anchor);
        if draft.when.is_none() && !due.is_empty() {
            draft.doubts.push(t!(lang, ids::IMPORT_NO_DATE, text = one_line(due)));
        }
        let said = |column| Some(one_line(cell(column))).filter(|text| !text.is_empty());
        (draft.leader, draft.contact, draft.about) =
            (said(Column::Leader), said(Column::Contact), said(Column::About));
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

/// The units that a cell names, each once.
fn units(cell: &str) -> Vec<String> {
    let mut out: Vec<String> = Vec::new();
    for piece in cell.split(['、', '，', ',', '；', ';', '/', '\n', '\r']) {
        let name = piece.split(['(', '（']).next().unwrap_or_default().trim();
        let name = name.trim_start_matches("牵头：").trim_start_matches("配合：");
        let name = name.split_whitespace().collect::<Vec<_>>().join("-");
        if !name.is_empty() && !out.contains(&name) {
            out.push(name);
        }
    }
    out
}

/// Whether a name is nobody in particular.
pub(super) fn is_vague(name: &str) -> bool {
    ["相关", "有关", "各", "其他", "全体", "所有"].iter().any(|word| name.starts_with(word))
        || name.ends_with('等')
}

fn one_line(text: &str) -> String {
    let lines: Vec<&str> = text.lines().map(str::trim).collect();
    // A line of Chinese goes on without a blank.
    let line = lines.join(if text.is_ascii() { " " } else { "" });
    line.split_whitespace().collect::<Vec<_>>().join(" ")
}
