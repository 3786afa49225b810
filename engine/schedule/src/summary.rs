//! What a plan comes to: how much falls to each workstream and unit, and where it is tightest.

use std::collections::{BTreeMap, BTreeSet};

use wallchart_plan::expanded::Task;
use wallchart_plan::ids::{StreamId, TaskId, TaskNo, UnitId};
use wallchart_plan::{Expanded, Instant};

use crate::schedule::Schedule;

/// What a plan comes to.
#[derive(Debug, Clone, PartialEq)]
pub struct Summary {
    /// When work may begin.
    pub start: Instant,
    /// When the last task finishes at the earliest.
    pub finish: Instant,
    /// Root workstreams in written order.
    pub streams: Vec<StreamLoad>,
    /// Units that have something to do: those that lead most first, then by name.
    pub units: Vec<UnitLoad>,
    /// The critical path, fan-outs folded, by early start.
    pub critical_path: Vec<Folded>,
    /// Beside the critical path: tasks by slack, the least first, fan-outs folded at their tightest
    /// instance. A critical task stands here only where some date can't be kept.
    pub tightest: Vec<Tight>,
}

/// What falls to a root workstream.
#[derive(Debug, Clone, PartialEq)]
pub struct StreamLoad {
    /// Which.
    pub stream: StreamId,
    /// Its title.
    pub title: String,
    /// Task instances in it and below it.
    pub tasks: usize,
}

/// What falls to a unit.
#[derive(Debug, Clone, PartialEq)]
pub struct UnitLoad {
    /// Which.
    pub unit: UnitId,
    /// Task instances that it leads.
    pub leads: usize,
    /// Task instances that it supports.
    pub supports: usize,
}

/// Instances of one task, taken together.
#[derive(Debug, Clone, PartialEq)]
pub struct Folded {
    /// The task of the plan.
    pub task: TaskId,
    /// Its instances that are meant.
    pub instances: Vec<TaskNo>,
    /// Whether one of them waits for an instance of the task before it on the path.
    pub follows: bool,
}

/// How much room a task has.
#[derive(Debug, Clone, PartialEq)]
pub struct Tight {
    /// The task of the plan.
    pub task: TaskId,
    /// Its tightest instance.
    pub instance: TaskNo,
    /// Minutes of slack; negative when some date can't be kept.
    pub slack_min: i64,
}

/// What a plan with this schedule comes to.
pub fn summary(plan: &Expanded, schedule: &Schedule) -> Summary {
    Summary {
        start: schedule.start,
        finish: schedule.finish,
        streams: streams(plan),
        units: units(plan),
        critical_path: critical_path(plan, schedule),
        tightest: tightest(plan, schedule),
    }
}

fn streams(plan: &Expanded) -> Vec<StreamLoad> {
    let parents: BTreeMap<&StreamId, &StreamId> =
        plan.streams.iter().filter_map(|s| Some((&s.id, s.parent.as_ref()?))).collect();
    let mut roots: Vec<StreamLoad> = plan
        .streams
        .iter()
        .filter(|s| s.parent.is_none())
        .map(|s| StreamLoad { stream: s.id.clone(), title: s.title.clone(), tasks: 0 })
        .collect();
    let at: BTreeMap<StreamId, usize> =
        roots.iter().enumerate().map(|(at, load)| (load.stream.clone(), at)).collect();
    for task in &plan.tasks {
        let mut stream = &task.stream;
        // A parent stands before its children, so this ends.
        while let Some(parent) = parents.get(stream) {
            stream = parent;
        }
        if let Some(load) = at.get(stream).and_then(|at| roots.get_mut(*at)) {
            load.tasks += 1;
        }
    }
    roots
}

fn units(plan: &Expanded) -> Vec<UnitLoad> {
    let mut loads: BTreeMap<&UnitId, (usize, usize)> = BTreeMap::new();
    for task in &plan.tasks {
        loads.entry(&task.owner).or_default().0 += 1;
        for unit in &task.support {
            loads.entry(unit).or_default().1 += 1;
        }
    }
    let load = |(unit, (leads, supports)): (&UnitId, (usize, usize))| UnitLoad {
        unit: unit.clone(),
        leads,
        supports,
    };
    let mut loads: Vec<UnitLoad> = loads.into_iter().map(load).collect();
    loads.sort_by(|a, b| b.leads.cmp(&a.leads).then(b.supports.cmp(&a.supports)));
    loads
}

fn critical_path(plan: &Expanded, schedule: &Schedule) -> Vec<Folded> {
    let tasks: BTreeMap<TaskNo, &Task> = plan.tasks.iter().map(|t| (t.number, t)).collect();
    let mut path: Vec<Folded> = Vec::new();
    let mut at: BTreeMap<&TaskId, usize> = BTreeMap::new();
    for number in &schedule.critical_path {
        let Some(task) = tasks.get(number).map(|task| &task.task) else { continue };
        let found = at.get(task).and_then(|at| path.get_mut(*at));
        match found {
            Some(folded) => folded.instances.push(*number),
            None => {
                at.insert(task, path.len());
                let (task, instances) = (task.clone(), vec![*number]);
                path.push(Folded { task, instances, follows: false });
            }
        }
    }
    let waits = |number: &TaskNo, before: &BTreeSet<TaskNo>| {
        let needs = tasks.get(number).into_iter().flat_map(|task| &task.needs);
        needs.flat_map(|need| &need.links).any(|link| before.contains(&link.on))
    };
    let mut before = BTreeSet::new();
    for folded in &mut path {
        folded.follows = folded.instances.iter().any(|number| waits(number, &before));
        before = folded.instances.iter().copied().collect();
    }
    path
}

fn tightest(plan: &Expanded, schedule: &Schedule) -> Vec<Tight> {
    let mut least: BTreeMap<&TaskId, (i64, TaskNo)> = BTreeMap::new();
    for (task, dates) in plan.tasks.iter().zip(&schedule.tasks) {
        if dates.critical && dates.slack_min >= 0 {
            continue;
        }
        let found = (dates.slack_min, task.number);
        let kept = least.entry(&task.task).or_insert(found);
        *kept = found.min(*kept);
    }
    let tight = |(task, (slack_min, instance)): (&TaskId, _)| Tight {
        task: task.clone(),
        instance,
        slack_min,
    };
    let mut all: Vec<Tight> = least.into_iter().map(tight).collect();
    all.sort_by_key(|t| (t.slack_min, t.instance));
    all
}
