//! How far a fan-out is covered: which of its instances are completed, and whether that is enough.

use std::collections::BTreeMap;

use wallchart_plan::expanded::{Dimension, Join, Key, Task};
use wallchart_plan::ids::TaskNo;

use crate::overlay::Overlay;
use crate::state::TaskState;

/// What stands in one group: the instances that differ in nothing but one key.
#[derive(Debug, Default, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Held {
    /// Completed ones.
    pub(crate) done: usize,
    /// Those that may still be.
    pub(crate) left: usize,
    /// All that were not cancelled.
    pub(crate) of: usize,
    /// All.
    pub(crate) all: usize,
}

impl Held {
    /// How many must be completed. To cancel some asks for no less, where the plan names a number.
    pub(crate) fn want(self, join: Join) -> usize {
        join.count(if matches!(join, Join::AtLeast(_)) { self.all } else { self.of })
    }
}

/// The groups of a task's fan-out, for each of its sentences of coverage.
#[derive(Debug)]
pub(crate) struct Covered<'a> {
    /// One of its instances.
    pub(crate) of: &'a Task,
    held: Vec<BTreeMap<Vec<&'a Key>, Held>>,
    /// A completed instance: the one that brought it up, if it is one of them, else the last.
    last: Option<TaskNo>,
}

/// Whether both are instances of one task.
pub(crate) fn is_sibling(one: &Task, other: &Task) -> bool {
    one.task == other.task && one.play == other.play
}

/// The keys that name the group of an instance: all but the one that is counted.
fn group<'a>(task: &'a Task, of: &Dimension) -> Vec<&'a Key> {
    task.keys.iter().filter(|key| key.dimension != *of).collect()
}

impl<'a> Covered<'a> {
    /// Counts the instances of that task. What is ruled out or in again changes nothing here.
    pub(crate) fn of(view: &Overlay<'a>, task: &'a Task) -> Self {
        let mut out =
            Covered { of: task, held: vec![BTreeMap::new(); task.cover.len()], last: None };
        for (sibling, record) in view.tasks().filter(|(other, _)| is_sibling(other, task)) {
            let done = matches!(record.state, TaskState::Completed | TaskState::Closed);
            if done && out.last != Some(task.number) {
                out.last = Some(sibling.number);
            }
            for (cover, held) in task.cover.iter().zip(&mut out.held) {
                let held = held.entry(group(sibling, &cover.of)).or_default();
                held.done += usize::from(done);
                held.left += usize::from(!record.state.is_settled());
                held.of += usize::from(record.state != TaskState::Cancelled);
                held.all += 1;
            }
        }
        out
    }

    /// The instance with which there was enough around this one; nothing while more is asked for.
    pub(crate) fn enough(&self, task: &Task) -> Option<TaskNo> {
        let holds = self.of.cover.iter().zip(&self.held).all(|(cover, held)| {
            let held = held.get(&group(task, &cover.of)).copied().unwrap_or_default();
            held.done >= held.want(cover.join)
        });
        self.last.filter(|_| holds)
    }

    /// The groups of each sentence, with what stands in them.
    pub(crate) fn groups(&self) -> impl Iterator<Item = &BTreeMap<Vec<&'a Key>, Held>> {
        self.held.iter()
    }
}
