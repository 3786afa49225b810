//! Handing in, taking back, accepting, returning, closing out.
//!
//! A submission must be whole: needs met, supporters reported, the date picked, steps ticked, figures
//! and evidence there, for that is what a reviewer looks at. Close asks for all of it again, since the
//! coordinator may have completed a task whatever was missing. Targets never block.

use super::gate::Seat;
use super::work::{begun, said};
use crate::command::Command;
use crate::event::EventBody;
use crate::refusal::{Refusal, Words};
use crate::verb::Verb;

pub(super) fn review(seat: &Seat<'_>, command: &Command) -> Result<Vec<EventBody>, Refusal> {
    let task = seat.number;
    match command {
        Command::Submit { note, nil, .. } => submit(seat, note.as_ref(), *nil),
        Command::Withdraw { .. } => Ok(vec![EventBody::SubmissionWithdrawn { task }]),
        Command::Accept { note, .. } | Command::Complete { note, .. } => {
            Ok(vec![EventBody::TaskCompleted { task, note: note.clone() }])
        }
        Command::Return { reason, .. } => {
            said(seat, Verb::Return, Words::Reason, reason)?;
            Ok(vec![EventBody::TaskReturned { task, reason: reason.clone() }])
        }
        Command::Close { .. } => Ok(vec![EventBody::TaskClosed { task }]),
        _ => Err(Refusal::NotInBatch),
    }
}

fn submit(seat: &Seat<'_>, note: Option<&String>, nil: bool) -> Result<Vec<EventBody>, Refusal> {
    let (task, note) = (seat.number, note.cloned());
    if let Some(unit) = seat.part.clone() {
        return Ok(vec![EventBody::SupportReported { task, unit, note }]);
    }
    if nil && !seat.task.nil_report {
        return Err(Refusal::NilNotAsked { task });
    }
    let mut events = begun(seat, true, EventBody::TaskSubmitted { task, note, nil });
    if seat.task.review.is_none() {
        events.push(EventBody::TaskCompleted { task, note: None });
    }
    Ok(events)
}
