//! One task with everything around it: what it waits for, what it holds up, why it is critical.

use std::collections::{BTreeMap, BTreeSet, VecDeque};

use serde::Serialize;
use wallchart_plan::expanded::{Join, LinkKind, Task};
use wallchart_plan::ids::{StreamId, TaskId, TaskNo, TaskPath, UnitId};
use wallchart_plan::time::{Instant, Span};

use super::joined::Joined;
use super::links::{holds, is_awaited, to_usize};
use super::logged::LogSeen;
use super::row::Row;
use super::view::{Seen, View};
use crate::lights::{Light, ack_deadline};
use crate::rows::Rows;
use crate::state::{TaskRecord, TaskState};

/// A task and what surrounds it.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Detail {
    /// As in a list.
    #[serde(flatten)]
    pub row: Row,
    /// As planned.
    pub task: Task,
    /// What has happened to it; its rows stand below.
    pub record: TaskRecord,
    /// Its log, where it has one.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub log: Option<LogSeen>,
    /// The root stream and the streams below it down to the task's own.
    pub streams: Vec<StreamId>,
    /// By when it must be acknowledged.
    pub ack_due: Option<Instant>,
    /// Begin and end as first planned.
    pub planned: (Instant, Instant),
    /// What it waits for, need by need.
    pub waits_for: Vec<WaitsFor>,
    /// What it holds up, the nearest first, instances of one task together.
    pub holds_up: Vec<HoldsUp>,
    /// Open tasks that wait for it directly.
    pub blocks: u32,
    /// Open tasks that stand behind it, however far.
    pub reach: u32,
    /// From this task along critical ones to the end; empty when it isn't critical.
    pub critical_chain: Vec<TaskNo>,
}

/// How many rows are shown with a task.
const LAST: usize = 5;

/// A need and how it stands.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct WaitsFor {
    /// How many of the links must hold.
    pub join: Join,
    /// How many do.
    pub held: usize,
    /// How many must.
    pub asked: usize,
    /// The other ends, folded by fan-out.
    pub groups: Vec<Joined>,
    /// The links.
    pub links: Vec<LinkSeen>,
}

/// A link and how its other end stands.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct LinkSeen {
    /// The other task.
    pub number: TaskNo,
    /// The task of the plan.
    pub task: TaskId,
    /// Its path.
    pub path: TaskPath,
    /// Its title.
    pub title: String,
    /// Its lead unit.
    pub owner: UnitId,
    /// Its stored state.
    pub state: TaskState,
    /// Its light.
    pub light: Light,
    /// Which end hangs on which.
    pub kind: LinkKind,
    /// How long after.
    pub lag: Span,
    /// Whether the link holds, or its other end was cancelled and is waited for no longer.
    pub held: bool,
    /// When it was finished.
    pub done_at: Option<Instant>,
    /// When it ends as scheduled now.
    pub early_finish: Instant,
}

/// Tasks that are held up, instances of one task of the plan together.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct HoldsUp {
    /// How many links away, from 1.
    pub hops: u32,
    /// The task of the plan.
    pub task: TaskId,
    /// Instances, the earliest first.
    pub instances: Vec<TaskNo>,
    /// How many of them are done.
    pub done: usize,
    /// When the first open one may begin.
    pub next_start: Option<Instant>,
}

/// Everything about a task; `None` for a number that the campaign doesn't have.
pub fn detail(view: &View, task: TaskNo) -> Option<Detail> {
    let seen = view.task(task)?;
    let reach = view.frame.links.reach(&view.campaign, &[seen.position]);
    Some(Detail {
        row: Row::of(seen),
        task: seen.task.clone(),
        record: TaskRecord { rows: Rows::default(), ..seen.record.clone() },
        log: LogSeen::of(seen.task, seen.record, LAST),
        streams: stream_path(view, &seen.task.stream),
        ack_due: ack_deadline(seen.task, seen.record, &view.calendar),
        planned: (seen.baseline.early_start, seen.baseline.early_finish),
        waits_for: waits_for(view, &seen),
        holds_up: holds_up(view, seen.position),
        blocks: super::overview::blocks(view, seen.position),
        reach: reach.first().copied().unwrap_or(0),
        critical_chain: critical_chain(view, seen),
    })
}

fn stream_path(view: &View, id: &StreamId) -> Vec<StreamId> {
    let streams = &view.campaign.plan.streams;
    let mut path = vec![id.clone()];
    while path.len() <= streams.len() {
        let at = path.last().and_then(|id| streams.iter().find(|s| s.id == *id));
        match at.and_then(|s| s.parent.clone()) {
            Some(parent) => path.push(parent),
            None => break,
        }
    }
    path.reverse();
    path
}

fn waits_for(view: &View, seen: &Seen<'_>) -> Vec<WaitsFor> {
    let need = |need: &wallchart_plan::expanded::Need| {
        let (held, asked) = view.frame.links.tally(&view.campaign, need);
        let link = |l: &wallchart_plan::expanded::Link| {
            let on = view.task(l.on)?;
            Some(LinkSeen {
                number: l.on,
                task: on.task.task.clone(),
                path: on.task.path.clone(),
                title: on.task.title.clone(),
                owner: on.record.owner.clone(),
                state: on.record.state,
                light: on.standing.light,
                kind: l.kind,
                lag: l.lag,
                held: !is_awaited(on.record) || holds(need.join, l.kind, on.record),
                done_at: on.record.completed_at,
                early_finish: on.dates.early_finish,
            })
        };
        let links = need.links.iter().filter_map(link).collect();
        WaitsFor { join: need.join, held, asked, groups: view.joined(need), links }
    };
    seen.task.needs.iter().map(need).collect()
}

/// How many links away a task may be to be named among those held up.
pub(super) const HOPS: u32 = 3;

pub(super) fn holds_up(view: &View, from: usize) -> Vec<HoldsUp> {
    let mut met = BTreeSet::from([from]);
    let mut queue = VecDeque::from([(from, 0)]);
    let mut groups: BTreeMap<(u32, &TaskId), Vec<Seen<'_>>> = BTreeMap::new();
    while let Some((at, hops)) = queue.pop_front() {
        if hops == HOPS {
            continue;
        }
        for &s in view.frame.links.successors(at) {
            let s = to_usize(s);
            if !met.insert(s) {
                continue;
            }
            if let Some(seen) = view.at(s) {
                groups.entry((hops + 1, &seen.task.task)).or_default().push(seen);
                queue.push_back((s, hops + 1));
            }
        }
    }
    let mut out: Vec<HoldsUp> = groups
        .into_iter()
        .map(|((hops, task), mut seen)| {
            seen.sort_by_key(|s| (s.dates.early_start, s.task.number));
            let open = seen.iter().find(|s| !s.record.state.is_settled());
            HoldsUp {
                hops,
                task: task.clone(),
                done: seen.iter().filter(|s| s.record.state.is_done()).count(),
                next_start: open.map(|s| s.dates.early_start),
                instances: seen.iter().map(|s| s.task.number).collect(),
            }
        })
        .collect();
    let far = Instant(i64::MAX);
    out.sort_by_key(|h| (h.hops, h.next_start.unwrap_or(far), h.instances.first().copied()));
    out
}

/// Follows critical tasks from one to the end: each time to one that is where it is because of the one
/// before, of several to the one that begins first.
fn critical_chain(view: &View, from: Seen<'_>) -> Vec<TaskNo> {
    let mut chain = Vec::new();
    let mut at = Some(from).filter(|s| s.dates.critical && !s.record.state.is_settled());
    while let Some(seen) = at {
        chain.push(seen.task.number);
        if chain.len() > view.len() {
            break;
        }
        at = view
            .frame
            .links
            .successors(seen.position)
            .iter()
            .filter_map(|s| view.at(to_usize(*s)))
            .filter(|s| s.dates.critical && !s.record.state.is_settled())
            .filter(|s| view.drives(seen.task.number, s.task.number))
            .min_by_key(|s| (s.dates.early_start, s.task.number));
    }
    chain
}
