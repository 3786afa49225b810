//! Fan-outs that have grown since the revision in force.

use std::collections::{BTreeMap, BTreeSet};

use crate::amend::renamed;
use crate::codes;
use crate::diagnostic::Diagnostic;
use crate::expand::TaskField;
use crate::expanded::{Dimension, Expanded, Key, Task};
use crate::ids::TaskId;
use crate::read::Reading;

/// How many of the added keys are named.
const NAMED: usize = 5;

/// Each task that fans out over more than it does in the plan that is running, which `now` is compared
/// with by id. A task that is new altogether has not grown, nor has one that only recurs more often.
pub fn grown(running: &Expanded, now: &Reading) -> Vec<Diagnostic> {
    let Some(plan) = &now.expanded else { return Vec::new() };
    let renamed = renamed(running, plan);
    // A unit that is only called otherwise is not one more.
    let now_called = |key: &Key| match key.dimension {
        Dimension::Unit => renamed.unit(&key.value.as_str().into()).to_string(),
        Dimension::List(_) => key.value.clone(),
    };
    let before = fans(running, now_called);
    let mut found = Vec::new();
    for (id, fan) in fans(plan, |key| key.value.clone()) {
        let Some(old) = before.get(id) else { continue };
        if fan.rows.len() <= old.rows.len() {
            continue;
        }
        let added: Vec<String> = fan.rows.difference(&old.rows).map(|row| row.join(",")).collect();
        let named = added.iter().take(NAMED).map(String::as_str).collect::<Vec<_>>().join("、");
        let place = now.origins.place(fan.first.number, TaskField::Each);
        found.push(
            now.origins.templated.placed(
                Diagnostic::new(&codes::W060, place)
                    .with("name", id.as_str())
                    .with("before", old.rows.len())
                    .with("now", fan.rows.len())
                    .with("added", named)
                    .with("more", added.len().saturating_sub(NAMED)),
            ),
        );
    }
    found.sort_by_key(|d| d.place.file);
    found
}

/// What a task fans out over.
struct Fan<'a> {
    first: &'a Task,
    rows: BTreeSet<Vec<String>>,
}

fn fans(plan: &Expanded, called: impl Fn(&Key) -> String) -> BTreeMap<&TaskId, Fan<'_>> {
    let mut fans: BTreeMap<&TaskId, Fan<'_>> = BTreeMap::new();
    for task in &plan.tasks {
        let fan =
            fans.entry(&task.task).or_insert_with(|| Fan { first: task, rows: BTreeSet::new() });
        fan.rows.insert(task.keys.iter().map(&called).collect());
    }
    fans
}
