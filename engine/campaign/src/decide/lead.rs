//! What the coordinator does to a task: give it to another unit, stop it, drop it.

use super::gate::Seat;
use super::work::said;
use crate::command::Command;
use crate::event::EventBody;
use crate::refusal::{Refusal, Words};
use crate::verb::Verb;

pub(super) fn lead(seat: &Seat<'_>, command: &Command) -> Result<Vec<EventBody>, Refusal> {
    let task = seat.number;
    let event = match command {
        Command::Reassign { to, reason, .. } => {
            if seat.campaign.plan.unit(to).is_none() {
                return Err(Refusal::NoSuchUnit { unit: to.clone() });
            }
            if seat.record.owner == *to {
                return Err(Refusal::AlreadyOwner { task, unit: to.clone() });
            }
            EventBody::TaskReassigned { task, to: to.clone(), reason: reason.clone() }
        }
        Command::Suspend { reason, .. } => {
            said(seat, Verb::Suspend, Words::Reason, reason)?;
            EventBody::TaskSuspended { task, reason: reason.clone() }
        }
        Command::Resume { .. } => EventBody::TaskResumed { task },
        Command::Cancel { reason, .. } => {
            said(seat, Verb::Cancel, Words::Reason, reason)?;
            EventBody::TaskCancelled { task, reason: reason.clone() }
        }
        Command::Skip { reason, .. } => {
            said(seat, Verb::Skip, Words::Reason, reason)?;
            EventBody::TaskSkipped { task, reason: reason.clone() }
        }
        _ => return Err(Refusal::NotInBatch),
    };
    Ok(vec![event])
}
