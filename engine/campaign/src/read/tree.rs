//! The task tree of the Gantt: streams, the tasks of the plan with their counts, and instances.

use std::collections::{BTreeMap, BTreeSet};

use serde::Serialize;
use wallchart_plan::ids::{StreamId, TaskId, TaskNo, UnitId};
use wallchart_plan::time::Instant;

use super::links::to_usize;
use super::view::{Seen, View};
use crate::lights::Light;
use crate::state::TaskState;

/// Names a node of the tree, so that what is folded stays folded.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum NodeKey {
    /// A stream.
    Stream(StreamId),
    /// All instances of a task of the plan, within a stream.
    Template(StreamId, TaskId),
    /// An instance.
    Task(TaskNo),
}

/// From when to when.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct Bar {
    /// Begin.
    pub start: Instant,
    /// End.
    pub end: Instant,
}

impl Bar {
    fn join(a: Option<Bar>, b: Option<Bar>) -> Option<Bar> {
        match (a, b) {
            (Some(a), Some(b)) => Some(Bar { start: a.start.min(b.start), end: a.end.max(b.end) }),
            (a, b) => a.or(b),
        }
    }
}

/// A node of the tree with what its line shows.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct TreeRow {
    /// Which node.
    pub key: NodeKey,
    /// How deep it stands, from 0.
    pub depth: u16,
    /// How many nodes stand below it; they follow it.
    pub below: u32,
    /// Title of the stream, of the task of the plan, or of the instance.
    pub title: String,
    /// The position of an instance in the lists.
    pub position: Option<usize>,
    /// The lead unit, where all have the same.
    pub owner: Option<UnitId>,
    /// How many units lead something below.
    pub owners: usize,
    /// Instances done.
    pub done: usize,
    /// Instances that count: all but cancelled ones.
    pub all: usize,
    /// The worst light below.
    pub light: Light,
    /// Whether anything below is critical.
    pub critical: bool,
    /// Whether it is a milestone.
    pub milestone: bool,
    /// As first planned.
    pub baseline: Option<Bar>,
    /// As scheduled now: earliest begin to earliest finish.
    pub early: Option<Bar>,
    /// At the latest.
    pub late: Option<Bar>,
    /// What has happened: from the begin to the end, or to now.
    pub actual: Option<Bar>,
    /// The last deadline below.
    pub due: Option<Instant>,
    /// The least slack below, in minutes.
    pub slack_min: i64,
}

/// The whole tree of the tasks that `keep` lets through, in written order, parents first. Streams
/// without such tasks are left out.
pub fn tree(view: &View, keep: &dyn Fn(&Seen<'_>) -> bool) -> Vec<TreeRow> {
    // Instances of a task nearly always stand together, so that few are looked up.
    let mut runs: Vec<(&StreamId, Group<'_>)> = Vec::new();
    for seen in view.iter().filter(|s| keep(s)) {
        let (stream, task) = (&seen.task.stream, &seen.task.task);
        match runs.last_mut() {
            Some((of, group)) if *of == stream && group.task == task => group.seen.push(seen),
            _ => runs.push((stream, Group { task, seen: vec![seen] })),
        }
    }
    let mut groups: BTreeMap<&StreamId, Vec<Group<'_>>> = BTreeMap::new();
    // Which group of its stream a task of the plan has.
    let mut known: BTreeMap<(&StreamId, &TaskId), usize> = BTreeMap::new();
    for (stream, run) in runs {
        let groups = groups.entry(stream).or_default();
        let at = *known.entry((stream, run.task)).or_insert(groups.len());
        match groups.get_mut(at) {
            Some(group) => group.seen.extend(run.seen),
            None => groups.push(run),
        }
    }
    let mut sums = Sums { view, met: vec![0; view.owners().count], closed: 0 };
    let streams = &view.campaign.plan.streams;
    let known: BTreeSet<&StreamId> = streams.iter().map(|s| &s.id).collect();
    let mut children: BTreeMap<Option<&StreamId>, Vec<usize>> = BTreeMap::new();
    for (i, stream) in streams.iter().enumerate() {
        let parent = stream.parent.as_ref().filter(|p| known.contains(p));
        children.entry(parent).or_default().push(i);
    }
    let mut rows = Vec::new();
    let mut todo: Vec<Step> =
        children.get(&None).into_iter().flatten().rev().map(|i| Step::Open(*i, 0)).collect();
    // Streams are opened and closed on a stack: however deep they nest, nothing recurses.
    while let Some(step) = todo.pop() {
        match step {
            Step::Open(i, depth) => {
                let Some(stream) = streams.get(i) else { continue };
                todo.push(Step::Close(rows.len()));
                rows.push(TreeRow::empty(
                    NodeKey::Stream(stream.id.clone()),
                    depth,
                    stream.title.clone(),
                ));
                for group in groups.get(&stream.id).into_iter().flatten() {
                    group.rows(&mut sums, depth + 1, &mut rows);
                }
                let below = children.get(&Some(&stream.id)).into_iter().flatten();
                todo.extend(below.rev().map(|c| Step::Open(*c, depth + 1)));
            }
            // A stream without tasks is not shown.
            Step::Close(at) if rows.len() == at + 1 => rows.truncate(at),
            Step::Close(at) => sums.close(&mut rows, at),
        }
    }
    rows
}

/// Positions in `rows` of those to be shown when the nodes for which `folded` is true hide what is
/// below them.
pub fn unfolded(rows: &[TreeRow], folded: &dyn Fn(&NodeKey) -> bool) -> Vec<usize> {
    let mut out = Vec::new();
    let mut at = 0;
    while let Some(row) = rows.get(at) {
        out.push(at);
        at += 1;
        if row.below > 0 && folded(&row.key) {
            at += to_usize(row.below);
        }
    }
    out
}

enum Step {
    Open(usize, u16),
    Close(usize),
}

struct Group<'a> {
    task: &'a TaskId,
    seen: Vec<Seen<'a>>,
}

impl Group<'_> {
    /// One row for a single instance; else one for the task of the plan and one for each instance.
    fn rows(&self, sums: &mut Sums<'_>, depth: u16, rows: &mut Vec<TreeRow>) {
        let view = sums.view;
        if let [only] = self.seen[..] {
            rows.push(TreeRow::of(view, only, depth));
            return;
        }
        let at = rows.len();
        let Some(first) = self.seen.first() else { return };
        let key = NodeKey::Template(first.task.stream.clone(), self.task.clone());
        rows.push(TreeRow::empty(key, depth, self.task.to_string()));
        rows.extend(self.seen.iter().map(|s| TreeRow::of(view, *s, depth + 1)));
        sums.close(rows, at);
    }
}

/// Sums up into nodes what stands below them.
struct Sums<'a> {
    view: &'a View,
    /// In which node each lead unit was met last.
    met: Vec<usize>,
    /// How many nodes were closed.
    closed: usize,
}

impl Sums<'_> {
    /// Sums up into the node at `at` what follows it.
    fn close(&mut self, rows: &mut [TreeRow], at: usize) {
        let Some((node, below)) = rows.get_mut(at..).and_then(|r| r.split_first_mut()) else {
            return;
        };
        self.closed += 1;
        let owners = &self.view.owners().of;
        let mut first = None;
        for row in below.iter() {
            let Some(position) = row.position else { continue };
            let owner = owners.get(position).and_then(|o| self.met.get_mut(to_usize(*o)));
            if owner.is_some_and(|met| std::mem::replace(met, self.closed) != self.closed) {
                node.owners += 1;
                first = first.or(row.owner.as_ref());
            }
            node.done += row.done;
            node.all += row.all;
            node.light = node.light.max(row.light);
            node.critical |= row.critical;
            node.baseline = Bar::join(node.baseline, row.baseline);
            node.early = Bar::join(node.early, row.early);
            node.late = Bar::join(node.late, row.late);
            node.actual = Bar::join(node.actual, row.actual);
            node.due = node.due.max(row.due);
            node.slack_min = node.slack_min.min(row.slack_min);
        }
        node.owner = first.filter(|_| node.owners == 1).cloned();
        node.below = super::links::to_u32(below.len());
    }
}

impl TreeRow {
    fn empty(key: NodeKey, depth: u16, title: String) -> TreeRow {
        TreeRow {
            key,
            depth,
            below: 0,
            title,
            position: None,
            owner: None,
            owners: 0,
            done: 0,
            all: 0,
            light: Light::Done,
            critical: false,
            milestone: false,
            baseline: None,
            early: None,
            late: None,
            actual: None,
            due: None,
            slack_min: i64::MAX,
        }
    }

    fn of(view: &View, seen: Seen<'_>, depth: u16) -> TreeRow {
        let Seen { task, record, dates, baseline, standing, .. } = seen;
        let cancelled = record.state == TaskState::Cancelled;
        let ended = record
            .completed_at
            .or(record.submitted_at)
            .filter(|_| record.state.is_settled() || record.state == TaskState::Submitted);
        let began = record.started_at.or(ended);
        TreeRow {
            position: Some(seen.position),
            owner: Some(record.owner.clone()),
            owners: 1,
            done: usize::from(record.state.is_done()),
            all: usize::from(!cancelled),
            light: standing.light,
            critical: dates.critical,
            milestone: task.milestone,
            baseline: Some(Bar { start: baseline.early_start, end: baseline.early_finish }),
            early: Some(Bar { start: dates.early_start, end: dates.early_finish }),
            late: Some(Bar { start: dates.late_start, end: dates.late_finish }),
            actual: began.map(|start| Bar { start, end: ended.unwrap_or(view.now).max(start) }),
            due: standing.deadline,
            slack_min: dates.slack_min,
            ..TreeRow::empty(NodeKey::Task(task.number), depth, task.title.clone())
        }
    }
}
