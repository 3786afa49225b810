//! Needs folded by fan-out: of the instances that are waited for, how many hold and how many are late.

use serde::Serialize;
use wallchart_plan::expanded::{Need, Task};
use wallchart_plan::ids::{TaskId, TaskNo};
use wallchart_plan::time::Instant;

use super::links::{holds, is_awaited};
use super::view::View;
use crate::lights::is_overdue;
use crate::state::{TaskRecord, TaskState};

/// The instances of one task that a need waits for, counted. Cancelled ones have left it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Joined {
    /// The task of the plan.
    pub task: TaskId,
    /// How many instances there are.
    pub of: usize,
    /// Of how many the links hold.
    pub held: usize,
    /// Of these, how many were not needed.
    pub skipped: usize,
    /// How many of the rest are overdue.
    pub late: usize,
    /// The rest, in the plan's order.
    pub open: Vec<TaskNo>,
}

/// The predecessors of a need, a fan-out after the other. `at` knows the tasks.
pub(crate) fn joined<'a>(
    need: &Need,
    now: Instant,
    at: impl Fn(TaskNo) -> Option<(&'a Task, &'a TaskRecord)>,
) -> Vec<Joined> {
    let mut found: Vec<Joined> = Vec::new();
    for link in &need.links {
        let Some((task, record)) = at(link.on).filter(|(_, on)| is_awaited(on)) else { continue };
        // Instances of a task stand together, so the last group is nearly always the one.
        let known = found.iter().rposition(|j| j.task == task.task);
        let at = known.unwrap_or_else(|| {
            let task = task.task.clone();
            found.push(Joined { task, of: 0, held: 0, skipped: 0, late: 0, open: Vec::new() });
            found.len() - 1
        });
        let Some(group) = found.get_mut(at) else { continue };
        group.of += 1;
        if holds(need.join, link.kind, record) {
            group.held += 1;
            group.skipped += usize::from(record.state == TaskState::Skipped);
        } else {
            group.late += usize::from(is_overdue(task, record, now));
            group.open.push(link.on);
        }
    }
    found
}

impl View {
    /// The predecessors of a need, folded by fan-out.
    pub fn joined(&self, need: &Need) -> Vec<Joined> {
        joined(need, self.now, |on| self.campaign.task(on))
    }

    /// Where the first task that is waited for is one of a fan-out: the fan-out, counted.
    pub fn joined_with(&self, task: TaskNo, on: TaskNo) -> Option<Joined> {
        let (task, _) = self.campaign.task(task)?;
        let need = task.needs.iter().find(|need| {
            self.frame.links.gates(&self.campaign, need) && need.links.iter().any(|l| l.on == on)
        })?;
        self.joined(need).into_iter().find(|j| j.of > 1 && j.open.contains(&on))
    }
}
