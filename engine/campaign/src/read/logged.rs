//! The log (登记表) of a task as it is shown: how many rows, and the last of them.

use serde::Serialize;
use serde::ser::SerializeMap as _;
use wallchart_plan::expanded::Task;
use wallchart_plan::rows::Column;
use wallchart_plan::time::Instant;

use crate::state::TaskRecord;

/// A log.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct LogSeen {
    /// What rows hold.
    pub columns: Vec<Column>,
    /// How many rows there are.
    pub count: u32,
    /// The last of them, by number.
    pub rows: Vec<RowSeen>,
}

/// A row.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct RowSeen {
    /// Its number.
    pub row: u32,
    /// When it was entered.
    pub at: Instant,
    /// What it holds, by column; columns that the plan has no more stand behind the others.
    #[serde(serialize_with = "as_map")]
    pub cells: Vec<(String, String)>,
}

impl RowSeen {
    /// What it holds in that column.
    pub fn cell(&self, column: &str) -> &str {
        self.cells.iter().find(|(name, _)| name == column).map_or("", |(_, cell)| cell)
    }
}

impl LogSeen {
    /// Columns that the plan has no more and rows have cells of.
    pub fn former(&self) -> Vec<String> {
        let cells = self.rows.iter().flat_map(|row| &row.cells).map(|(name, _)| name);
        let mut out: Vec<String> = Vec::new();
        for name in cells.filter(|name| !self.columns.iter().any(|c| c.name == **name)) {
            if !out.contains(name) {
                out.push(name.clone());
            }
        }
        out
    }

    /// The log of a task with so many of its last rows; `None` for a task that has none.
    pub fn of(task: &Task, record: &TaskRecord, last: usize) -> Option<Self> {
        let log = &record.rows;
        if task.log.is_empty() && log.count() == 0 {
            return None;
        }
        let rows = log.standing().rev().take(last).map(|(row, held)| {
            let cells = log.cells(held).map(|(name, cell)| (name.to_owned(), cell.to_owned()));
            RowSeen { row, at: held.at, cells: cells.collect() }
        });
        let mut rows: Vec<RowSeen> = rows.collect();
        rows.reverse();
        Some(LogSeen { columns: task.log.clone(), count: log.count(), rows })
    }
}

fn as_map<S: serde::Serializer>(cells: &[(String, String)], to: S) -> Result<S::Ok, S::Error> {
    let mut map = to.serialize_map(Some(cells.len()))?;
    for (name, cell) in cells {
        map.serialize_entry(name, cell)?;
    }
    map.end()
}
