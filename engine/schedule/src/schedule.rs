//! The schedule: dates, slack and the critical path, in the order of the plan's tasks.

use wallchart_plan::ids::TaskNo;
use wallchart_plan::{Expanded, Instant};

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
    index: Vec<(TaskNo, u32)>,
}

impl Schedule {
    /// The dates of a task.
    pub fn dates(&self, task: TaskNo) -> Option<&Dates> {
        let found = self.index.binary_search_by_key(&task, |(no, _)| *no).ok()?;
        self.tasks.get(self.index[found].1 as usize)
    }
}

/// Whether a task's begin or finish stands at the last minute that keeps the campaign's finish.
fn is_critical(on: &Overlay, passes: &Passes, v: usize) -> bool {
    let (early, keeps) = (&passes.early, passes.keeps.as_ref().unwrap_or(&passes.late));
    let by_finish = keeps.finish[v] <= early.finish[v];
    let by_begin = keeps.start[v] <= early.start[v];
    if !(by_finish || by_begin) {
        return false;
    }
    let fact = on.at(v);
    !fact.dropped && fact.finished.is_none() && (by_finish || fact.started.is_none())
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
        let mut passes = self.passes(&on);
        let free = self.free(&on, &passes).finish;
        self.show_dropped(&on, &mut passes);
        let tasks = self.place.iter().map(|v| self.dates(&on, &passes, &free, *v as usize));
        let tasks: Vec<Dates> = tasks.collect();
        let critical = self.order.iter().copied().filter(|i| tasks[*i as usize].critical);
        let mut critical: Vec<u32> = critical.collect();
        // Stable: tasks that begin together stay in topological order.
        critical.sort_by_key(|i| tasks[*i as usize].early_start);
        Schedule {
            start: self.start(),
            finish: instant(passes.finish),
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
        let critical = (0..self.order.len()).filter(|v| is_critical(&on, &passes, *v));
        let mut found: Vec<(i32, usize)> = critical.map(|v| (passes.early.start[v], v)).collect();
        found.sort_unstable();
        let named = |(_, v): (i32, usize)| self.numbers[self.order[v] as usize];
        (instant(passes.finish), found.into_iter().map(named).collect())
    }

    fn dates(&self, on: &Overlay, passes: &Passes, free: &[i32], v: usize) -> Dates {
        let fact = on.at(v);
        let (start, finish) = (passes.early.start[v], passes.early.finish[v]);
        let due = fact.due.unwrap_or(self.arrays.due[v]);
        let slack = |to: i32| i64::from(to) - i64::from(finish);
        Dates {
            early_start: instant(start),
            early_finish: instant(finish),
            late_start: instant(passes.late.start[v]),
            late_finish: instant(passes.late.finish[v]),
            due: (due != i32::MAX).then(|| instant(due)),
            slack_min: slack(passes.late.finish[v]),
            free_slack_min: slack(free[v]).max(0),
            critical: is_critical(on, passes, v),
        }
    }

    /// Gives dropped tasks dates to be shown at; the passes have none for them.
    fn show_dropped(&self, on: &Overlay, passes: &mut Passes) {
        let shown: Vec<(usize, i32)> =
            on.dropped().map(|v| (v, self.dropped_at(on, &passes.early, v))).collect();
        for (v, at) in shown {
            let latest = at.max(passes.finish);
            (passes.early.start[v], passes.early.finish[v]) = (at, at);
            (passes.late.start[v], passes.late.finish[v]) = (latest, latest);
        }
    }
}
