//! What a clone has otherwise than the plan that it was made of, without anybody having asked for it: how often
//! things come up, and dates that were left a year behind.

use std::collections::BTreeMap;

use chrono::NaiveDate;

use crate::calendar::WorkCalendar;
use crate::expanded::{Expanded, Task, Timing};
use crate::ids::TaskId;

/// Days from D past which a date was hardly meant.
const FAR_DAYS: i64 = 300;

/// A task that comes up more or less often in the clone.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Recount {
    /// Which.
    pub task: TaskId,
    /// How many instances it had.
    pub was: usize,
    /// How many it has.
    pub is: usize,
}

/// The tasks that come up more or less often, in the clone's written order; those that one of the plans lacks
/// aside.
pub fn recounts(old: &Expanded, clone: &Expanded) -> Vec<Recount> {
    let count = |plan: &Expanded| {
        let mut all: BTreeMap<TaskId, usize> = BTreeMap::new();
        plan.tasks.iter().for_each(|task| *all.entry(task.task.clone()).or_default() += 1);
        all
    };
    let (before, mut now) = (count(old), count(clone));
    let mut out = Vec::new();
    for task in &clone.tasks {
        let Some(is) = now.remove(&task.task) else { continue };
        let was = before.get(&task.task).copied().filter(|was| *was != is);
        out.extend(was.map(|was| Recount { task: task.task.clone(), was, is }));
    }
    out
}

/// A task that fell far from D.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Far {
    /// Which.
    pub task: TaskId,
    /// Its date.
    pub date: NaiveDate,
    /// Days from D; negative before it.
    pub away: i64,
}

/// The tasks that are about a year from D, and were not.
pub fn far(old: &Expanded, clone: &Expanded) -> Vec<Far> {
    let (before, now) = (farthest(old), farthest(clone));
    let mut out: Vec<Far> = Vec::new();
    for task in &clone.tasks {
        let Some((date, away)) = now.get(&task.task).copied() else { continue };
        let was = before.get(&task.task).map_or(0, |(_, away)| away.abs());
        let is_new = away.abs() >= FAR_DAYS && was < FAR_DAYS;
        if is_new && out.iter().all(|far| far.task != task.task) {
            out.push(Far { task: task.task.clone(), date, away });
        }
    }
    out
}

/// The date of each task that is farthest from D.
fn farthest(plan: &Expanded) -> BTreeMap<TaskId, (NaiveDate, i64)> {
    let work = WorkCalendar::new(plan.calendar.clone(), plan.campaign.anchor);
    let mut out: BTreeMap<TaskId, (NaiveDate, i64)> = BTreeMap::new();
    for task in &plan.tasks {
        for date in dates(task, &work) {
            let away = date.signed_duration_since(plan.campaign.anchor).num_days();
            let slot = out.entry(task.task.clone()).or_insert((date, away));
            if away.abs() > slot.1.abs() {
                *slot = (date, away);
            }
        }
    }
    out
}

fn dates(task: &Task, work: &WorkCalendar) -> impl Iterator<Item = NaiveDate> {
    let window = match task.timing {
        Timing::Flow => None,
        Timing::Fixed { start, .. } | Timing::Pick { start, .. } => Some(work.date(start)),
    };
    task.due.map(|due| work.end_date(due)).into_iter().chain(window)
}
