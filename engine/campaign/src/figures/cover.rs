//! How far fan-outs are covered, as people see it.

use std::collections::BTreeSet;

use serde::Serialize;
use wallchart_plan::expanded::{Dimension, Join, Task};
use wallchart_plan::ids::TaskId;

use crate::covered::Covered;
use crate::overlay::Overlay;
use crate::state::Campaign;

/// How far one sentence of coverage is met.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct CoverSeen {
    /// Which task.
    pub task: TaskId,
    /// How many are asked for in each group.
    pub join: Join,
    /// The list whose items are counted; units where there is none.
    pub of: Option<String>,
    /// How many groups there are.
    pub groups: usize,
    /// How many of them have enough.
    pub enough: usize,
    /// Those that have not, in the order of their keys.
    pub short: Vec<ShortOf>,
}

/// A group that has not enough yet.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct ShortOf {
    /// The keys that it is called by; none where the whole fan-out is one group.
    pub keys: Vec<String>,
    /// How many are completed.
    pub done: usize,
    /// How many there must be.
    pub want: usize,
}

/// Every sentence of coverage, in written order.
pub(super) fn covers(campaign: &Campaign) -> Vec<CoverSeen> {
    let view = Overlay::of(campaign);
    let mut seen: BTreeSet<(&TaskId, String)> = BTreeSet::new();
    let mut out = Vec::new();
    for task in campaign.plan.tasks.iter().filter(|task| !task.cover.is_empty()) {
        let play = task.play.as_ref().map(ToString::to_string).unwrap_or_default();
        if seen.insert((&task.task, play)) {
            out.extend(of_task(&view, task));
        }
    }
    out
}

fn of_task(view: &Overlay<'_>, task: &Task) -> Vec<CoverSeen> {
    let covered = Covered::of(view, task);
    let sentences = task.cover.iter().zip(covered.groups());
    sentences
        .map(|(cover, groups)| {
            let short = groups.iter().filter_map(|(keys, held)| {
                let want = cover.join.count(held.of);
                let keys = keys.iter().map(|key| key.value.clone()).collect();
                (held.done < want).then_some(ShortOf { keys, done: held.done, want })
            });
            let short: Vec<ShortOf> = short.collect();
            CoverSeen {
                task: task.task.clone(),
                join: cover.join,
                of: match &cover.of {
                    Dimension::List(name) => Some(name.clone()),
                    Dimension::Unit => None,
                },
                groups: groups.len(),
                enough: groups.len() - short.len(),
                short,
            }
        })
        .collect()
}
