//! What an extension takes along and what it leaves behind: due dates that hang on it move, and reminders do; those of
//! others who wait for it stay.

use wallchart_plan::WorkCalendar;
use wallchart_plan::expanded::{Escalation, LinkKind, Task};
use wallchart_plan::ids::TaskNo;
use wallchart_plan::playbook::Around;
use wallchart_plan::time::Instant;

use crate::along::{MovedAlong, moved_along};
use crate::overlay::Overlay;
use crate::state::{Campaign, TaskRecord};

/// The open tasks that wait for this one to finish and are due before it is, lag included: they can't be in time
/// unless they are extended too.
pub fn left_behind(campaign: &Campaign, on: TaskNo) -> Vec<TaskNo> {
    let Some(due) = campaign.task(on).and_then(|(_, record)| record.due) else {
        return Vec::new();
    };
    let calendar = WorkCalendar::new(campaign.plan.calendar.clone(), campaign.plan.campaign.anchor);
    let is_behind = |task: &Task, record: &TaskRecord| {
        let links = task.needs.iter().flat_map(|need| &need.links).filter(|l| l.on == on);
        let finishes =
            links.filter(|l| matches!(l.kind, LinkKind::FinishStart | LinkKind::FinishFinish));
        let ready = finishes.map(|l| calendar.forward(due, l.lag)).max();
        !record.state.is_settled() && ready.zip(record.due).is_some_and(|(ready, own)| own < ready)
    };
    let all = campaign.plan.tasks.iter().zip(&campaign.records);
    all.filter(|(task, record)| is_behind(task, record)).map(|(task, _)| task.number).collect()
}

/// The due dates that would move along if this one did.
pub fn moves_along(campaign: &Campaign, task: TaskNo, until: Instant) -> Vec<MovedAlong> {
    moved_along(&Overlay::of(campaign), &[(task, until)])
}

/// Reminders and escalations of a task as they are now: as far from the due date in force as they were from the
/// planned one, by the rule of the plan. Older plans keep no rule: there they move as many minutes as that.
pub fn reminders(
    task: &Task,
    record: &TaskRecord,
    calendar: &WorkCalendar,
) -> (Vec<Instant>, Vec<Escalation>) {
    let Some((due, planned)) = record.due.zip(task.due).filter(|(due, planned)| due != planned)
    else {
        return (task.remind.clone(), task.escalate.clone());
    };
    let moved = |at: Instant, by: Option<&Around>| match by {
        Some(by) => by.at(due, calendar),
        None => at.plus_min(due.since(planned)),
    };
    let remind = task.remind.iter().enumerate();
    let remind = remind.map(|(nth, at)| moved(*at, task.remind_by.get(nth))).collect();
    let up =
        |step: &Escalation| Escalation { at: moved(step.at, step.by.as_ref()), ..step.clone() };
    (remind, task.escalate.iter().map(up).collect())
}
