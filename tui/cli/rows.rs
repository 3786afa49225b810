//! Rows of a log out of what people type and out of tables.

use std::collections::BTreeMap;
use std::path::Path;

use wallchart_campaign::rows::{BadRows, read_rows};
use wallchart_campaign::{Campaign, TaskRecord};
use wallchart_plan::WorkCalendar;
use wallchart_plan::asks::AskKind;
use wallchart_plan::expanded::Task;
use wallchart_words::{Lang, Message, ids, t};

use super::error::CliError;
use super::tables;
use crate::when::{self, Around};

/// Rows as a command gives them.
pub struct Given {
    /// The columns that they give.
    pub columns: Vec<String>,
    /// Their cells.
    pub rows: Vec<Vec<String>>,
}

/// Columns of an exported table that say of a row what the log knows by itself.
const OWN: [Message; 2] = [ids::CLI_ROW_NUMBER, ids::CLI_ROW_AT];

/// What a cell holds of which somebody wrote `text`: a date as any of the program's dates, anything else as it
/// is.
pub fn cell(campaign: &Campaign, task: &Task, column: &str, text: &str) -> String {
    let is_date = task.column(column).is_some_and(|column| column.kind == AskKind::Date);
    let Some(column) = task.column(column).filter(|_| is_date && !text.trim().is_empty()) else {
        return text.to_owned();
    };
    if let Ok(date) = column.read(text, |_, _| true) {
        return date;
    }
    let plan = &campaign.plan;
    let calendar = WorkCalendar::new(plan.calendar.clone(), plan.campaign.anchor);
    let anchor = plan.campaign.anchor;
    let base = calendar.day_start(anchor);
    let Some(at) = when::read(text, Around { calendar: &calendar, anchor, base, ends: false })
    else {
        return text.to_owned();
    };
    let has_time = text.contains([':', '：', '点', '时']);
    let form = if has_time { "%Y-%m-%d %H:%M" } else { "%Y-%m-%d" };
    calendar.local(at).format(form).to_string()
}

/// Reads `企业=某店` pairs.
pub fn cells(
    campaign: &Campaign,
    task: &Task,
    words: &[String],
) -> Result<Vec<(String, String)>, CliError> {
    let mut out: Vec<(String, String)> = Vec::new();
    for word in words {
        let (name, value) = word
            .split_once(['=', '＝'])
            .ok_or_else(|| CliError::BadAnswer { text: word.clone() })?;
        let name = name.trim();
        out.push((name.to_owned(), cell(campaign, task, name, value)));
    }
    Ok(out)
}

/// The rows of a table whose first row with something in it names columns of the log.
///
/// # Errors
/// Where its headings are others, or cells are not what their columns hold: all of them.
pub fn of_table(
    campaign: &Campaign,
    task: &Task,
    path: &Path,
    sheet: Option<&str>,
) -> Result<Given, CliError> {
    let table = tables::read(path, sheet)?;
    let is_blank = |row: &[String]| row.iter().all(|cell| cell.trim().is_empty());
    let mut lines = (1..).zip(table).filter(|(_, row)| !is_blank(row));
    let bad_head = |column: Option<String>| CliError::BadRowHeading {
        path: path.to_owned(),
        column,
        columns: task.log.clone(),
    };
    let (_, head) = lines.next().ok_or_else(|| bad_head(None))?;
    let heading = |text: &String| text.trim().trim_end_matches(['?', '？']).to_owned();
    let names: Vec<String> = head.iter().map(heading).collect();
    let is_own = |name: &str| {
        OWN.iter().any(|own| Lang::ALL.iter().any(|lang| t!(*lang, *own) == name))
            && task.column(name).is_none()
    };
    let kept: Vec<usize> = (0..names.len())
        .filter(|at| names.get(*at).is_some_and(|name| !name.is_empty() && !is_own(name)))
        .collect();
    let columns: Vec<String> = kept.iter().filter_map(|at| names.get(*at).cloned()).collect();
    let (mut numbers, mut rows) = (Vec::new(), Vec::new());
    for (line, row) in lines {
        let value = |at: &usize| row.get(*at).map_or("", String::as_str);
        let cells = kept.iter().zip(&columns).map(|(at, c)| cell(campaign, task, c, value(at)));
        rows.push(cells.collect());
        numbers.push(line);
    }
    match read_rows(&campaign.plan, task, &columns, &rows) {
        Ok(_) => Ok(Given { columns, rows }),
        Err(BadRows::Column(column)) => Err(bad_head(Some(column))),
        // Rows were made as wide as the headings.
        Err(BadRows::TooWide(_)) => Err(bad_head(None)),
        Err(BadRows::Cells(cells)) => {
            let told = cells.into_iter().map(|cell| {
                let line = numbers.get(cell.row).copied().unwrap_or_default();
                (line, cell)
            });
            Err(CliError::BadRowCells { path: path.to_owned(), cells: told.collect() })
        }
    }
}

/// How many of these rows stand in the log already, each counted once; and the others.
pub fn known(
    campaign: &Campaign,
    task: &Task,
    record: &TaskRecord,
    given: &Given,
) -> (usize, Given) {
    let log = &record.rows;
    let held = |row: &wallchart_campaign::rows::Row| -> Vec<String> {
        task.log.iter().map(|column| log.cell(row, &column.name).to_owned()).collect()
    };
    let mut there: BTreeMap<Vec<String>, usize> = BTreeMap::new();
    for (_, row) in log.standing() {
        *there.entry(held(row)).or_default() += 1;
    }
    let read = read_rows(&campaign.plan, task, &given.columns, &given.rows).unwrap_or_default();
    let mut fresh = Vec::new();
    for (row, read) in given.rows.iter().zip(read) {
        match there.get_mut(&read).filter(|left| **left > 0) {
            Some(left) => *left -= 1,
            None => fresh.push(row.clone()),
        }
    }
    let known = given.rows.len() - fresh.len();
    (known, Given { columns: given.columns.clone(), rows: fresh })
}
