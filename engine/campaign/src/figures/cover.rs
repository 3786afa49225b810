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
    /// How many more may still be completed.
    pub left: usize,
}

impl ShortOf {
    /// Whether it can't have enough any more: too many were cancelled or skipped.
    pub fn is_out_of_reach(&self) -> bool {
        self.done + self.left < self.want
    }
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

/// What can't be covered any more around an instance: of each such sentence its own group.
pub fn out_of_reach(campaign: &Campaign, task: &Task) -> Vec<CoverSeen> {
    if task.cover.is_empty() {
        return Vec::new();
    }
    let mut all = of_task(&Overlay::of(campaign), task);
    for (seen, cover) in all.iter_mut().zip(&task.cover) {
        let own: Vec<&str> = task
            .keys
            .iter()
            .filter(|key| key.dimension != cover.of)
            .map(|key| key.value.as_str())
            .collect();
        seen.short.retain(|short| short.is_out_of_reach() && short.keys == own);
    }
    all.retain(|seen| !seen.short.is_empty());
    all
}

fn of_task(view: &Overlay<'_>, task: &Task) -> Vec<CoverSeen> {
    let covered = Covered::of(view, task);
    let sentences = task.cover.iter().zip(covered.groups());
    sentences
        .map(|(cover, groups)| {
            let short = groups.iter().filter_map(|(keys, held)| {
                let keys = keys.iter().map(|key| key.value.clone()).collect();
                let short =
                    ShortOf { keys, done: held.done, want: held.want(cover.join), left: held.left };
                (short.done < short.want).then_some(short)
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
