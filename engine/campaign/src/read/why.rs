//! Why a task's dates are what they are, what it waits for and what it holds up, nearest first.

use std::collections::{BTreeMap, BTreeSet, VecDeque};

use serde::Serialize;
use wallchart_plan::ids::{TaskId, TaskNo};
use wallchart_plan::time::{Instant, Span};
use wallchart_schedule::why::{Cause, End, Reasons, Slip, Step};
use wallchart_schedule::{Facts, Network};

use super::detail::{HOPS, HoldsUp, holds_up};
use super::joined::Joined;
use super::links::holds;
use super::view::{View, facts};
use crate::lights::is_overdue;
use crate::state::TaskState;

/// The reasons behind a task's dates.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Why {
    /// The task.
    pub task: TaskNo,
    /// When it begins, or began.
    pub start: Instant,
    /// When it finishes, or finished.
    pub finish: Instant,
    /// From its begin back to a first cause.
    pub begins: Vec<Step>,
    /// How long it takes, where that is what its finish hangs on.
    pub takes: Option<Span>,
    /// From its finish back to a first cause, where that is more than its begin and its length.
    pub finishes: Vec<Step>,
    /// When it is due, as the plan has it.
    pub planned_due: Option<Instant>,
    /// When it is due now.
    pub due: Option<Instant>,
    /// When it must be finished at the latest.
    pub latest: Instant,
    /// From there on to a date that would not be kept.
    pub bounds: Vec<Step>,
    /// What it waited for and no longer does, folded by fan-out.
    pub met: Vec<Joined>,
    /// What it still waits for, the nearest first, instances of one task together.
    pub waits_for: Vec<Awaited>,
    /// What it holds up, the nearest first, instances of one task together.
    pub holds_up: Vec<HoldsUp>,
    /// Minutes that it may finish later; negative when some date can't be kept.
    pub slack_min: i64,
    /// Minutes that it may finish later without moving another task.
    pub free_slack_min: i64,
}

/// Tasks that are still waited for, instances of one task of the plan together.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Awaited {
    /// How many links away, from 1.
    pub hops: u32,
    /// The task of the plan.
    pub task: TaskId,
    /// How many instances are asked for.
    pub of: usize,
    /// How many of them hold.
    pub held: usize,
    /// Of these, how many were not needed.
    pub skipped: usize,
    /// How many of the rest are overdue.
    pub late: usize,
    /// The rest.
    pub open: Vec<TaskNo>,
    /// When the last of the rest is to be expected.
    pub expected: Option<Instant>,
}

impl View {
    /// What the schedule goes by: what has happened, or nothing before a launch.
    pub fn facts(&self) -> Facts {
        if self.is_planned { Facts::none() } else { facts(&self.campaign, self.now) }
    }

    fn network(&self) -> &Network {
        self.frame.network()
    }

    fn reasons(&self) -> &Reasons {
        self.reasons.get_or_init(|| self.network().reasons(&self.facts()))
    }

    /// The reasons behind a task's dates; nothing for one that the plan doesn't have.
    pub fn why(&self, task: TaskNo) -> Option<Why> {
        let seen = self.task(task)?;
        let (net, reasons) = (self.network(), self.reasons());
        let mut finishes = reasons.earliest(net, task, End::Finish);
        let takes = finishes.first().and_then(|s| s.by.first()).and_then(|r| match r.cause {
            Cause::Takes { length } if !length.is_zero() => Some(length),
            _ => None,
        });
        // Its begin and its length say no more than the chain of its begin.
        if finishes.get(1).is_some_and(|s| s.task == task) {
            finishes.clear();
        }
        Some(Why {
            task,
            start: seen.dates.early_start,
            finish: seen.dates.early_finish,
            begins: reasons.earliest(net, task, End::Begin),
            takes,
            finishes,
            planned_due: seen.task.due,
            due: seen.record.due,
            latest: seen.dates.late_finish,
            bounds: reasons.latest(net, task, End::Finish),
            met: self.met(task),
            waits_for: self.awaited(task),
            holds_up: holds_up(self, seen.position),
            slack_min: seen.dates.slack_min,
            free_slack_min: seen.dates.free_slack_min,
        })
    }

    /// What would become of the campaign if a task slipped by so much; nothing for one that is finished
    /// or no longer to be done.
    pub fn slip(&self, task: TaskNo, by: Span) -> Option<Slip> {
        self.reasons().slip(self.network(), &self.facts(), task, by)
    }

    /// Whether a task is where it is because of a predecessor.
    pub fn drives(&self, on: TaskNo, task: TaskNo) -> bool {
        self.reasons().drives(self.network(), on, task)
    }

    /// The predecessors in a task's needs that hold altogether.
    fn met(&self, task: TaskNo) -> Vec<Joined> {
        let Some((task, _)) = self.campaign.task(task) else { return Vec::new() };
        let all = task.needs.iter().flat_map(|need| self.joined(need));
        all.filter(|group| group.held == group.of).collect()
    }

    /// The unmet needs of a task and of what it waits for, some links far.
    fn awaited(&self, task: TaskNo) -> Vec<Awaited> {
        let mut met = BTreeSet::from([task]);
        let mut queue = VecDeque::from([(task, 0)]);
        let mut groups: BTreeMap<(u32, &TaskId), Awaited> = BTreeMap::new();
        while let Some((at, hops)) = queue.pop_front() {
            let Some((here, record)) = self.campaign.task(at) else { continue };
            if hops == HOPS || record.state.is_settled() {
                continue;
            }
            for need in &here.needs {
                let (held, asked) = self.frame.links.tally(&self.campaign, need);
                for link in need.links.iter().filter(|_| held < asked) {
                    let Some(on) = self.task(link.on) else { continue };
                    if !super::is_awaited(on.record) || !met.insert(link.on) {
                        continue;
                    }
                    let key = (hops + 1, &on.task.task);
                    let group = groups.entry(key).or_insert_with(|| Awaited {
                        hops: hops + 1,
                        task: on.task.task.clone(),
                        of: 0,
                        held: 0,
                        skipped: 0,
                        late: 0,
                        open: Vec::new(),
                        expected: None,
                    });
                    group.of += 1;
                    if holds(need.join, link.kind, on.record) {
                        group.held += 1;
                        group.skipped += usize::from(on.record.state == TaskState::Skipped);
                        continue;
                    }
                    group.late += usize::from(is_overdue(on.task, on.record, self.now));
                    group.open.push(link.on);
                    group.expected = group.expected.max(Some(on.dates.early_finish));
                    queue.push_back((link.on, hops + 1));
                }
            }
        }
        let mut out: Vec<Awaited> = groups.into_values().filter(|g| !g.open.is_empty()).collect();
        out.sort_by_key(|g| (g.hops, std::cmp::Reverse(g.expected), g.open.first().copied()));
        out
    }
}
