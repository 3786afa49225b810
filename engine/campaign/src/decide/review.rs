//! Handing in, taking back, accepting, returning, closing out.
//!
//! A submission must be whole: needs met, supporters reported, the date picked, steps ticked, figures
//! and evidence there, for that is what a reviewer looks at. Close asks for all of it again, since the
//! coordinator may have completed a task whatever was missing. Targets never block. Figures of the unit that
//! break a check of sums do, unless whoever closes out says why they are right.

use super::gate::Seat;
use super::work::{begun, said};
use crate::command::Command;
use crate::event::EventBody;
use crate::figures::broken_with;
use crate::missing::may_be_nil;
use crate::overlay::Overlay;
use crate::refusal::{Refusal, Words};
use crate::verb::Verb;

pub(super) fn review(
    view: &Overlay<'_>,
    seat: &Seat<'_>,
    command: &Command,
) -> Result<Vec<EventBody>, Refusal> {
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
        Command::Close { note, .. } => close(view, seat, note.as_ref()),
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

fn close(
    view: &Overlay<'_>,
    seat: &Seat<'_>,
    note: Option<&String>,
) -> Result<Vec<EventBody>, Refusal> {
    let task = seat.number;
    match note {
        Some(note) => said(seat, Verb::Close, Words::Text, note)?,
        None => {
            let checks = broken_with(view, task);
            if !checks.is_empty() {
                let unit = seat.record.owner.clone();
                return Err(Refusal::DoesNotAddUp { task, unit, checks });
            }
        }
    }
    Ok(vec![EventBody::TaskClosed { task, note: note.cloned() }])
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
    if nil && !may_be_nil(seat.task) {
        return Err(Refusal::NilNotAsked { task });
    }
    let outcome = ended(seat, Verb::Submit, outcome)?;
    let mut events = begun(seat, true, EventBody::TaskSubmitted { task, note, nil, outcome });
    if seat.task.review.is_none() {
        events.push(EventBody::TaskCompleted { task, note: None, outcome: None });
    }
    Ok(events)
}
