//! What a unit owes now.

use serde::Serialize;
use wallchart_plan::ids::UnitId;
use wallchart_plan::time::Instant;

use super::roster::{RosterSeen, to_man};
use super::row::Row;
use super::view::{Seen, View};
use crate::lights::{Phase, ack_deadline};
use crate::state::TaskState;

/// Where an open task lies in the inbox of whoever has to move next.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Tray {
    /// To be reviewed.
    ToReview,
    /// Returned, to be done again.
    Returned,
    /// To be acknowledged.
    ToAcknowledge,
    /// To be done now.
    ToDo,
    /// Waiting for others, or for its time.
    Waiting,
    /// Suspended.
    Suspended,
}

/// What a unit owes, each list by deadline.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Inbox {
    /// The unit.
    pub unit: UnitId,
    /// To be reviewed.
    pub to_review: Vec<Row>,
    /// Extension requests to be decided.
    pub to_decide: Vec<Row>,
    /// Returned.
    pub returned: Vec<Row>,
    /// To be acknowledged.
    pub to_acknowledge: Vec<Row>,
    /// To be done.
    pub to_do: Vec<Row>,
    /// Parts that the unit, supporting, has yet to report.
    pub to_support: Vec<Row>,
    /// Waiting for others, or for its time.
    pub waiting: Vec<Row>,
    /// Suspended.
    pub suspended: Vec<Row>,
    /// Handed in, with somebody else to review.
    pub sent: Vec<Row>,
    /// Duty rosters with gaps: its own, and the coordinator also those of others that are late.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub to_man: Vec<RosterSeen>,
}

/// Who has to move next on an open task, and which tray it lies in; `None` for a settled task. Every
/// open task lies in exactly one tray of exactly one unit.
pub fn holder<'a>(view: &'a View, seen: &Seen<'a>) -> Option<(&'a UnitId, Tray)> {
    let tray = match seen.record.state {
        state if state.is_settled() => return None,
        TaskState::Submitted => {
            let coordinator = &view.campaign.plan.campaign.coordinator;
            return Some((seen.task.review.as_ref().unwrap_or(coordinator), Tray::ToReview));
        }
        TaskState::Returned => Tray::Returned,
        TaskState::Suspended => Tray::Suspended,
        state => match seen.standing.phase {
            Phase::Waiting | Phase::Later if !acknowledge_now(view, seen) => Tray::Waiting,
            _ if state == TaskState::Issued => Tray::ToAcknowledge,
            _ => Tray::ToDo,
        },
    };
    Some((view.acting_owner(seen), tray))
}

/// Whether a task that can't begin yet must be acknowledged already: it has a deadline for that.
fn acknowledge_now(view: &View, seen: &Seen<'_>) -> bool {
    seen.record.state == TaskState::Issued
        && ack_deadline(seen.task, seen.record, &view.calendar).is_some()
}

/// The inbox of a unit.
pub fn inbox(view: &View, unit: &UnitId) -> Inbox {
    let mut inbox = Inbox {
        unit: unit.clone(),
        to_review: Vec::new(),
        to_decide: Vec::new(),
        returned: Vec::new(),
        to_acknowledge: Vec::new(),
        to_do: Vec::new(),
        to_support: Vec::new(),
        waiting: Vec::new(),
        suspended: Vec::new(),
        sent: Vec::new(),
        to_man: to_man(view, unit),
    };
    let decides = *unit == view.campaign.plan.campaign.coordinator;
    for seen in view.iter() {
        if let Some((holder, tray)) = holder(view, &seen)
            && holder == unit
        {
            let list = match tray {
                Tray::ToReview => &mut inbox.to_review,
                Tray::Returned => &mut inbox.returned,
                Tray::ToAcknowledge => &mut inbox.to_acknowledge,
                Tray::ToDo => &mut inbox.to_do,
                Tray::Waiting => &mut inbox.waiting,
                Tray::Suspended => &mut inbox.suspended,
            };
            list.push(Row::of(seen));
        } else if seen.record.state == TaskState::Submitted && view.acting_owner(&seen) == unit {
            inbox.sent.push(Row::of(seen));
        }
        let open = !seen.record.state.is_settled();
        if open && decides && seen.record.request.is_some() {
            inbox.to_decide.push(Row::of(seen));
        }
        if open && supports(&seen, unit) && seen.standing.phase != Phase::Waiting {
            inbox.to_support.push(Row::of(seen));
        }
    }
    for list in [
        &mut inbox.to_review,
        &mut inbox.to_decide,
        &mut inbox.returned,
        &mut inbox.to_acknowledge,
        &mut inbox.to_do,
        &mut inbox.to_support,
        &mut inbox.waiting,
        &mut inbox.suspended,
        &mut inbox.sent,
    ] {
        list.sort_by_key(|r| (r.standing.deadline.unwrap_or(Instant(i64::MAX)), r.number));
    }
    inbox
}

/// Whether the unit supports the task and has yet to report its part.
fn supports(seen: &Seen<'_>, unit: &UnitId) -> bool {
    seen.task.support.contains(unit)
        && seen.record.owner != *unit
        && !seen.record.reported.contains(unit)
}
