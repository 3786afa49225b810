//! What was recorded and would not count under a new plan: figures of measures that it doesn't have, cells of
//! columns that it hasn't or has otherwise. The records stay, and count again under a plan that asks for them. And
//! what would count as something else.

use std::collections::BTreeMap;

use serde::Serialize;
use wallchart_plan::Expanded;
use wallchart_plan::amend::Renamings;
use wallchart_plan::asks::AskKind;
use wallchart_plan::expanded::Task;
use wallchart_plan::ids::{MeasureId, TaskNo};
use wallchart_plan::rows::Column;

use crate::state::{Campaign, EntryBody, TaskRecord};

/// What would not count any more, by task.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Lost {
    /// Figures.
    pub figures: Vec<FigureLost>,
    /// Cells of logs.
    pub cells: Vec<CellLost>,
}

/// Figures of one measure that one task has handed in.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct FigureLost {
    /// Which task.
    pub task: TaskNo,
    /// Which measure.
    pub measure: MeasureId,
    /// Their sum, and how many they are.
    pub value: rust_decimal::Decimal,
    /// How many they are.
    pub figures: usize,
}

/// A cell of a log.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct CellLost {
    /// Which task.
    pub task: TaskNo,
    /// Which row.
    pub row: u32,
    /// Which column.
    pub column: String,
    /// What it holds.
    pub value: String,
    /// Whether there is no such column any more; it is of another kind otherwise.
    pub gone: bool,
}

impl Lost {
    /// The measures and columns that it is about, each once.
    pub fn names(&self) -> Vec<String> {
        let measures = self.figures.iter().map(|lost| lost.measure.to_string());
        let mut out: Vec<String> = Vec::new();
        for name in measures.chain(self.cells.iter().map(|cell| cell.column.clone())) {
            if !out.contains(&name) {
                out.push(name);
            }
        }
        out
    }

    /// The tasks whose records it touches, each once, in order.
    pub fn tasks(&self) -> Vec<TaskNo> {
        let figures = self.figures.iter().map(|lost| lost.task);
        let mut out: Vec<TaskNo> = figures.chain(self.cells.iter().map(|c| c.task)).collect();
        out.sort_unstable();
        out.dedup();
        out
    }
}

/// A measure that is counted in another unit of quantity, with figures in the former one.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct ReadOtherwise {
    /// Which, under its name of now.
    pub measure: MeasureId,
    /// The unit of quantity in which its figures were entered.
    pub from: String,
    /// The one in which they are read.
    pub to: String,
    /// How many figures and rows they are.
    pub figures: usize,
    /// The tasks that have any.
    pub tasks: Vec<TaskNo>,
}

/// The measures whose figures would be read in another unit of quantity under that plan: none is converted.
pub fn read_otherwise(
    campaign: &Campaign,
    next: &Expanded,
    renamed: &Renamings,
) -> Vec<ReadOtherwise> {
    let (all, mut out) = (campaign.plan.tasks.iter().zip(&campaign.records), Vec::new());
    for was in &campaign.plan.measures {
        let Some(is) = next.measure(&renamed.measure(&was.id)) else { continue };
        if was.quantity == is.quantity {
            continue;
        }
        let (mut figures, mut tasks) = (0, Vec::new());
        for (task, record) in all.clone() {
            let of_it =
                |body: &EntryBody| matches!(body, EntryBody::Figure(f) if f.measure == was.id);
            let entered = record.entries.iter().filter(|e| e.counts && of_it(&e.body)).count();
            let rows = task.counted(&was.id).map_or(0, |_| record.rows.standing().count());
            if entered + rows > 0 {
                figures += entered + rows;
                tasks.push(task.number);
            }
        }
        if figures > 0 {
            let (from, to) = (was.quantity.clone(), is.quantity.clone());
            out.push(ReadOtherwise { measure: is.id.clone(), from, to, figures, tasks });
        }
    }
    out
}

/// What would not count under that plan, whose instances have the numbers of their counterparts. Of tasks that
/// it takes out nothing is said: all their records go with them.
pub fn lost(campaign: &Campaign, next: &Expanded, renamed: &Renamings) -> Lost {
    let mut out = Lost::default();
    let has_any = |record: &TaskRecord| !record.entries.is_empty() || record.rows.count() > 0;
    let all = campaign.plan.tasks.iter().zip(&campaign.records);
    let mut recorded = all.filter(|(_, record)| has_any(record)).peekable();
    if recorded.peek().is_none() {
        return out;
    }
    let tasks: BTreeMap<TaskNo, &Task> = next.tasks.iter().map(|t| (t.number, t)).collect();
    for (old, record) in recorded {
        let mut own;
        let new = match tasks.get(&old.number) {
            Some(new) => *new,
            // A task of a play stays as it is.
            None if old.play.is_some() => {
                own = old.clone();
                renamed.in_asks_of(&mut own);
                &own
            }
            None => continue,
        };
        figures(&mut out, (&campaign.plan, old), (next, new), record, renamed);
        cells(&mut out, old, new, record);
    }
    out
}

fn figures(
    out: &mut Lost,
    (before, old): (&Expanded, &Task),
    (after, new): (&Expanded, &Task),
    record: &TaskRecord,
    renamed: &Renamings,
) {
    let counts = |plan: &Expanded, task: &Task, measure: &MeasureId| {
        plan.measure(measure).is_some() && task.counted(measure).is_none()
    };
    for entry in record.entries.iter().filter(|entry| entry.counts) {
        let EntryBody::Figure(figure) = &entry.body else { continue };
        let measure = &figure.measure;
        let goes = counts(before, old, measure) && !counts(after, new, &renamed.measure(measure));
        if !goes {
            continue;
        }
        let known = out.figures.iter_mut().rev().take_while(|lost| lost.task == old.number);
        match known.into_iter().find(|lost| lost.measure == *measure) {
            Some(lost) => {
                lost.value = lost.value.checked_add(figure.value).unwrap_or(lost.value);
                lost.figures += 1;
            }
            None => out.figures.push(FigureLost {
                task: old.number,
                measure: measure.clone(),
                value: figure.value,
                figures: 1,
            }),
        }
    }
}

fn cells(out: &mut Lost, old: &Task, new: &Task, record: &TaskRecord) {
    if old.log == new.log {
        return;
    }
    for (number, row) in record.rows.standing() {
        for (name, value) in record.rows.cells(row) {
            // What didn't count before isn't lost.
            let counted = old.column(name).is_some_and(|column| fits(column, value));
            let gone = new.column(name).is_none();
            if counted && (gone || new.column(name).is_some_and(|column| !fits(column, value))) {
                let (column, value) = (name.to_owned(), value.to_owned());
                out.cells.push(CellLost { task: old.number, row: number, column, value, gone });
            }
        }
    }
}

/// Whether a cell is what its column holds. That a unit has left its group since makes nothing wrong.
pub(crate) fn fits(column: &Column, cell: &str) -> bool {
    match column.kind {
        AskKind::Text | AskKind::Unit(_) => column.optional || !cell.trim().is_empty(),
        _ => column.read(cell, |_, _| true).is_ok(),
    }
}

/// A cell that is not what its column holds, since the plan asked for something else when it was written.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Unfit {
    /// Which row.
    pub row: u32,
    /// Which column.
    pub column: String,
    /// What it holds; nothing, where it has to hold something.
    pub value: String,
}

/// The cells of a task's log that are not what the plan asks for.
pub fn unfit(task: &Task, record: &TaskRecord) -> Vec<Unfit> {
    let rows = record.rows.standing().flat_map(|(number, row)| {
        task.log.iter().filter_map(move |column| {
            let cell = record.rows.cell(row, &column.name);
            let unfit =
                || Unfit { row: number, column: column.name.clone(), value: cell.to_owned() };
            (!fits(column, cell)).then(unfit)
        })
    });
    rows.collect()
}
