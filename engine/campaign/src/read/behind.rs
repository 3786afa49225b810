//! What an extension leaves behind: due dates of those who wait, which do not move by themselves; and reminders,
//! which do.

use wallchart_plan::WorkCalendar;
use wallchart_plan::expanded::{Escalation, LinkKind, Task};
use wallchart_plan::ids::TaskNo;
use wallchart_plan::time::Instant;

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

/// Reminders and escalations of a task as they are now: they move with an extended due date.
pub fn reminders(task: &Task, record: &TaskRecord) -> (Vec<Instant>, Vec<Escalation>) {
    let moved = record.due.zip(task.due).map_or(0, |(due, planned)| due.since(planned));
    let remind = task.remind.iter().map(|at| at.plus_min(moved)).collect();
    let up = |step: &Escalation| Escalation { at: step.at.plus_min(moved), to: step.to.clone() };
    (remind, task.escalate.iter().map(up).collect())
}
