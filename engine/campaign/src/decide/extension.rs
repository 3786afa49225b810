//! Asking for a later due date, and deciding on it. The plan keeps the original date.

use wallchart_plan::time::Instant;

use super::gate::Seat;
use super::work::said;
use crate::command::Command;
use crate::event::EventBody;
use crate::refusal::{Refusal, Words};
use crate::verb::Verb;

pub(super) fn extension(
    seat: &Seat<'_>,
    command: &Command,
    now: Instant,
) -> Result<Vec<EventBody>, Refusal> {
    let task = seat.number;
    match command {
        Command::RequestExtension { until, reason, .. } => {
            said(seat, Verb::RequestExtension, Words::Reason, reason)?;
            later(seat, *until, now)?;
            let reason = reason.clone();
            Ok(vec![EventBody::ExtensionRequested { task, until: *until, reason }])
        }
        Command::DecideExtension { grant: true, until, note, .. } => {
            let asked = seat.record.request.as_ref().map(|r| r.until);
            let until = until.or(asked).ok_or(Refusal::NoExtensionAsked { task })?;
            later(seat, until, now)?;
            Ok(vec![EventBody::ExtensionGranted { task, until, note: note.clone() }])
        }
        Command::DecideExtension { grant: false, note, .. } => match seat.record.request {
            Some(_) => Ok(vec![EventBody::ExtensionRefused { task, note: note.clone() }]),
            None => Err(Refusal::NoExtensionAsked { task }),
        },
        _ => Err(Refusal::NotInBatch),
    }
}

/// The new date must be later than the one in force, and still to come.
fn later(seat: &Seat<'_>, until: Instant, now: Instant) -> Result<(), Refusal> {
    let task = seat.number;
    let due = seat.record.due.ok_or(Refusal::NoDueDate { task })?;
    if until > due.max(now) {
        return Ok(());
    }
    Err(Refusal::ExtensionNotLater { task, than: seat.when(due.max(now)) })
}
