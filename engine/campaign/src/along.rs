//! Due dates that move along with the one that they hang on (`after 处置 +1wd`).

use std::collections::{BTreeMap, BTreeSet};

use serde::Serialize;
use wallchart_plan::WorkCalendar;
use wallchart_plan::expanded::After;
use wallchart_plan::ids::TaskNo;
use wallchart_plan::time::Instant;

use crate::lights::deadline;
use crate::overlay::Overlay;

/// A due date that moves along.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct MovedAlong {
    /// Whose.
    pub task: TaskNo,
    /// The task whose due date was moved.
    pub with: TaskNo,
    /// When it was due.
    pub from: Option<Instant>,
    /// When it is due then.
    pub to: Instant,
}

/// The due dates of open tasks that move once those of `first` have: who hangs on another stands behind it. None
/// moves forward, so one that was extended to a later time stays there.
pub(crate) fn moved_along(view: &Overlay<'_>, first: &[(TaskNo, Instant)]) -> Vec<MovedAlong> {
    let mut hanging: BTreeMap<TaskNo, Vec<(TaskNo, &After)>> = BTreeMap::new();
    let open = view.tasks().filter(|(_, record)| !record.state.is_settled());
    let open = open.filter_map(|(task, _)| Some((task.number, task.after.as_ref()?)));
    for (task, after) in open {
        after.on.iter().for_each(|on| hanging.entry(*on).or_default().push((task, after)));
    }
    if hanging.is_empty() {
        return Vec::new();
    }
    let plan = &view.campaign.plan;
    let work = WorkCalendar::new(plan.calendar.clone(), plan.campaign.anchor);
    let mut now: BTreeMap<TaskNo, Instant> = first.iter().copied().collect();
    let due = |now: &BTreeMap<TaskNo, Instant>, of: TaskNo| {
        let known = || view.task(of).and_then(|(task, record)| deadline(task, record));
        now.get(&of).copied().or_else(known)
    };
    let mut out: Vec<MovedAlong> = Vec::new();
    let mut wave: BTreeSet<TaskNo> = now.keys().copied().collect();
    // In a checked plan none hangs on itself; in no plan is a ring gone round for ever.
    for _ in 0..=hanging.len() {
        let mut next = BTreeSet::new();
        for with in wave {
            for (task, after) in hanging.get(&with).into_iter().flatten() {
                let (from, to) = (due(&now, *task), after.due(|on| due(&now, on), &work));
                let Some(to) = to.filter(|to| from.is_none_or(|from| *to > from)) else { continue };
                now.insert(*task, to);
                next.insert(*task);
                match out.iter_mut().find(|moved| moved.task == *task) {
                    Some(moved) => (moved.with, moved.to) = (with, to),
                    None => out.push(MovedAlong { task: *task, with, from, to }),
                }
            }
        }
        wave = next;
    }
    out
}

/// What hangs on tasks that are due later than planned, such as those extended before a new revision.
pub(crate) fn all_moved_along(view: &Overlay<'_>) -> Vec<MovedAlong> {
    let later = view.tasks().filter_map(|(task, record)| {
        record.due.filter(|due| Some(*due) > task.due).map(|due| (task.number, due))
    });
    moved_along(view, &later.collect::<Vec<_>>())
}
