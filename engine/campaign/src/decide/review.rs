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
        Command::Submit { note, nil, outcome, .. } => {
            submit(seat, note.as_ref(), *nil, outcome.as_ref())
        }
        Command::Withdraw { .. } => Ok(vec![EventBody::SubmissionWithdrawn { task }]),
        Command::Accept { note, .. } => {
            Ok(vec![EventBody::TaskCompleted { task, note: note.clone(), outcome: None }])
        }
        Command::Complete { note, outcome, .. } => {
            let outcome = ended(seat, Verb::Complete, outcome.as_ref())?;
            Ok(vec![EventBody::TaskCompleted { task, note: note.clone(), outcome }])
        }
        Command::Return { reason, .. } => {
            said(seat, Verb::Return, Words::Reason, reason)?;
            Ok(vec![EventBody::TaskReturned { task, reason: reason.clone() }])
        }
        Command::Close { .. } => Ok(vec![EventBody::TaskClosed { task }]),
        _ => Err(Refusal::NotInBatch),
    }
}

/// The outcome that is said, where the plan asks for one and none has been said yet.
fn ended(seat: &Seat<'_>, verb: Verb, outcome: Option<&String>) -> Result<Option<String>, Refusal> {
    let (task, allowed) = (seat.number, &seat.task.outcomes);
    match outcome {
        None if allowed.is_empty() || seat.record.outcome.is_some() => Ok(None),
        None => Err(Refusal::NoOutcome { verb, task, allowed: allowed.clone() }),
        Some(said) => match allowed.iter().find(|known| *known == said.trim()) {
            Some(known) => Ok(Some(known.clone())),
            None => {
                let (outcome, allowed) = (said.clone(), allowed.clone());
                Err(Refusal::NoSuchOutcome { task, outcome, allowed })
            }
        },
    }
}

fn submit(
    seat: &Seat<'_>,
    note: Option<&String>,
    nil: bool,
    outcome: Option<&String>,
) -> Result<Vec<EventBody>, Refusal> {
    let (task, note) = (seat.number, note.cloned());
    if let Some(unit) = seat.part.clone() {
        return Ok(vec![EventBody::SupportReported { task, unit, note }]);
    }
    if nil && !seat.task.nil_report {
        return Err(Refusal::NilNotAsked { task });
    }
    let outcome = ended(seat, Verb::Submit, outcome)?;
    let mut events = begun(seat, true, EventBody::TaskSubmitted { task, note, nil, outcome });
    if seat.task.review.is_none() {
        events.push(EventBody::TaskCompleted { task, note: None, outcome: None });
    }
    Ok(events)
}
