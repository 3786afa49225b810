//! Rows of a log: entered, corrected, taken out. Several are entered as one, all or none.

use super::gate::Seat;
use super::work::begun;
use crate::command::Command;
use crate::event::EventBody;
use crate::refusal::Refusal;
use crate::rows::{BadCell, BadRows, read_cell, read_rows};
use crate::verb::Verb;

pub(super) fn rows(seat: &Seat<'_>, command: &Command) -> Result<Vec<EventBody>, Refusal> {
    match command {
        Command::AddRows { columns, rows, .. } => add(seat, columns, rows),
        Command::CorrectRow { row, cells, .. } => correct(seat, *row, cells),
        Command::RemoveRow { row, reason, .. } => {
            there(seat, *row)?;
            let (task, row, reason) = (seat.number, *row, reason.clone());
            Ok(vec![EventBody::RowRemoved { task, row, reason }])
        }
        _ => Err(Refusal::NotInBatch),
    }
}

fn add(
    seat: &Seat<'_>,
    columns: &[String],
    rows: &[Vec<String>],
) -> Result<Vec<EventBody>, Refusal> {
    let task = seat.number;
    if rows.is_empty() {
        return Err(Refusal::NoRows { task });
    }
    let plan = &seat.campaign.plan;
    let is_one = rows.len() == 1;
    let rows = read_rows(plan, seat.task, columns, rows).map_err(|bad| match bad {
        BadRows::Column(column) => no_such_column(seat, &column),
        BadRows::TooWide(at) => Refusal::RowTooWide { task, row: at + 1, columns: columns.len() },
        BadRows::Cells(cells) => Refusal::BadRows { task, cells, is_one },
    })?;
    let columns = seat.task.log.iter().map(|column| column.name.clone()).collect();
    let in_hand = Verb::Progress.fits(seat.record.state);
    Ok(begun(seat, in_hand, EventBody::RowsAdded { task, columns, rows }))
}

fn correct(
    seat: &Seat<'_>,
    row: u32,
    cells: &[(String, String)],
) -> Result<Vec<EventBody>, Refusal> {
    let task = seat.number;
    let held = there(seat, row)?;
    let (mut read, mut bad) = (Vec::new(), Vec::new());
    for (name, value) in cells {
        let column = seat.task.column(name).ok_or_else(|| no_such_column(seat, name))?;
        match read_cell(&seat.campaign.plan, column, value) {
            Ok(cell) => read.push((name.clone(), cell)),
            Err(fault) => {
                let at = usize::try_from(row).unwrap_or(usize::MAX).saturating_sub(1);
                let (column, value) = (column.clone(), value.clone());
                bad.push(BadCell { row: at, column, value, fault });
            }
        }
    }
    if !bad.is_empty() {
        return Err(Refusal::BadRows { task, cells: bad, is_one: false });
    }
    let log = &seat.record.rows;
    read.retain(|(name, cell)| log.cell(held, name) != cell.as_str());
    if read.is_empty() {
        return Err(Refusal::AlreadySo { verb: Verb::Rows, task });
    }
    Ok(vec![EventBody::RowCorrected { task, row, cells: read }])
}

/// The row of that number.
fn there<'s>(seat: &Seat<'s>, row: u32) -> Result<&'s crate::rows::Row, Refusal> {
    let log = &seat.record.rows;
    log.row(row).ok_or(Refusal::NoSuchRow { task: seat.number, row, last: log.last() })
}

fn no_such_column(seat: &Seat<'_>, column: &str) -> Refusal {
    let columns = seat.task.log.clone();
    Refusal::NoSuchColumn { task: seat.number, column: column.to_owned(), columns }
}
