//! The schedule: dates, slack and the critical path, in the order of the plan's tasks.

use std::sync::Arc;

use wallchart_plan::ids::TaskNo;
use wallchart_plan::{Expanded, Instant};

use crate::arranged::Numbers;
use crate::core::backward::Late;
use crate::core::forward::Early;
use crate::core::overlay::Overlay;
use crate::core::time::instant;
use crate::facts::Facts;
use crate::network::{Cycle, Network, Passes};

/// The dates of one task.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Dates {
    /// The earliest begin; the begin itself once it has happened.
    pub early_start: Instant,
    /// The earliest finish; the finish itself once it has happened.
    pub early_finish: Instant,
    /// The latest begin that keeps every date that hangs on it.
    pub late_start: Instant,
    /// The latest finish that keeps the campaign's finish, its own due date and window, and those of
    /// what waits for it.
    pub late_finish: Instant,
    /// When it is due: as extended, else as planned.
    pub due: Option<Instant>,
    /// Minutes from the earliest to the latest finish; negative when some date can't be kept.
    pub slack_min: i64,
    /// Minutes that it can finish later without moving another task or the campaign's finish.
    pub free_slack_min: i64,
    /// Whether it has no float towards the campaign's finish, due dates left out: to begin it a minute
    /// later (a minute of its own working time), its finish following, or to finish it a minute later
    /// would finish the campaign later, all else as early as it can be. What has begun goes by its
    /// finish alone; what is finished or dropped is never critical. Fixed windows absorb delay.
    ///
    /// Of a need that is content with k of its links the k earliest count as if they alone were there,
    /// so that a task may be critical although another could step in for it.
    pub critical: bool,
}

/// The schedule of a plan under some facts.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Schedule {
    /// When the campaign begins.
    pub start: Instant,
    /// When the last task finishes.
    pub finish: Instant,
    /// Dates in the order of `Expanded::tasks`.
    pub tasks: Vec<Dates>,
    /// Critical tasks by early start.
    pub critical_path: Vec<TaskNo>,
    index: Arc<Numbers>,
}

impl Schedule {
    /// The dates of a task.
    pub fn dates(&self, task: TaskNo) -> Option<&Dates> {
        self.tasks.get(self.index.find(task)? as usize)
    }
}

/// What the passes found, wherever it is kept.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Found<'a> {
    pub(crate) on: &'a Overlay,
    pub(crate) early: &'a Early,
    pub(crate) late: &'a Late,
    /// The latest begins and finishes that keep the campaign's finish.
    pub(crate) keeps: &'a Late,
    pub(crate) finish: i32,
}

impl<'a> Found<'a> {
    fn of(on: &'a Overlay, passes: &'a Passes) -> Self {
        let keeps = passes.keeps.as_ref().unwrap_or(&passes.late);
        Found { on, early: &passes.early, late: &passes.late, keeps, finish: passes.finish }
    }

    /// Whether a task's begin or finish stands at the last minute that keeps the campaign's finish.
    fn is_critical(&self, v: usize) -> bool {
        let by_finish = self.keeps.finish[v] <= self.early.finish[v];
        let by_begin = self.keeps.start[v] <= self.early.start[v];
        if !(by_finish || by_begin) {
            return false;
        }
        let fact = self.on.at(v);
        !fact.dropped && fact.finished.is_none() && (by_finish || fact.started.is_none())
    }
}

/// Schedules a plan under what has happened. Who asks again and again keeps a [`Network`].
///
/// # Errors
/// When tasks wait for each other in a ring.
pub fn schedule(plan: &Expanded, facts: &Facts) -> Result<Schedule, Cycle> {
    Ok(Network::new(plan)?.schedule(facts))
}

impl Network {
    /// Schedules the plan under what has happened.
    pub fn schedule(&self, facts: &Facts) -> Schedule {
        let on = self.overlay(facts);
        let passes = self.passes(&on);
        let free = self.free(&on, &passes).finish;
        self.laid_out(Found::of(&on, &passes), |v| free[v])
    }

    /// Everything as a schedule in the plan's order; `free` says how late a task may finish without moving
    /// another.
    pub(crate) fn laid_out(&self, found: Found<'_>, free: impl Fn(usize) -> i32) -> Schedule {
        let tasks = self.place.iter().map(|v| *v as usize);
        let tasks: Vec<Dates> = tasks.map(|v| self.dates(found, free(v), v)).collect();
        let critical = self.order.iter().copied().filter(|i| tasks[*i as usize].critical);
        let mut critical: Vec<u32> = critical.collect();
        // Stable: tasks that begin together stay in topological order.
        critical.sort_by_key(|i| tasks[*i as usize].early_start);
        Schedule {
            start: self.start(),
            finish: instant(found.finish),
            critical_path: critical.iter().map(|i| self.numbers[*i as usize]).collect(),
            tasks,
            index: self.index.clone(),
        }
    }

    /// When the campaign finishes, and its critical tasks by early start: what [`Network::schedule`]
    /// says of them, without the dates of every task.
    pub fn critical_path(&self, facts: &Facts) -> (Instant, Vec<TaskNo>) {
        let on = self.overlay(facts);
        let passes = self.passes(&on);
        self.critical(Found::of(&on, &passes))
    }

    pub(crate) fn critical(&self, found: Found<'_>) -> (Instant, Vec<TaskNo>) {
        let critical = (0..self.order.len()).filter(|v| found.is_critical(*v));
        let mut path: Vec<(i32, usize)> = critical.map(|v| (found.early.start[v], v)).collect();
        path.sort_unstable();
        let named = |(_, v): (i32, usize)| self.numbers[self.order[v] as usize];
        (instant(found.finish), path.into_iter().map(named).collect())
    }

    pub(crate) fn dates(&self, found: Found<'_>, free: i32, v: usize) -> Dates {
        let fact = found.on.at(v);
        let mut early = (found.early.start[v], found.early.finish[v]);
        let mut late = (found.late.start[v], found.late.finish[v]);
        if fact.dropped {
            // The passes have no dates for it; it is shown somewhere all the same.
            let at = self.dropped_at(found.on, found.early, v);
            (early, late) = ((at, at), (at.max(found.finish), at.max(found.finish)));
        }
        let due = fact.due.unwrap_or(self.arrays.due[v]);
        let slack = |to: i32| i64::from(to) - i64::from(early.1);
        Dates {
            early_start: instant(early.0),
            early_finish: instant(early.1),
            late_start: instant(late.0),
            late_finish: instant(late.1),
            due: (due != i32::MAX).then(|| instant(due)),
            slack_min: slack(late.1),
            free_slack_min: slack(free).max(0),
            critical: found.is_critical(v),
        }
    }
}
