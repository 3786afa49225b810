//! What a slip of a task would do: the same pass again with the one fact changed.

use std::collections::VecDeque;

use serde::Serialize;
use wallchart_plan::ids::TaskNo;
use wallchart_plan::{Instant, Span};

use super::Reasons;
use crate::core::arrays::flag;
use crate::core::forward::{Early, forward};
use crate::core::overlay::Overlay;
use crate::core::time::{ENDLESS, NEVER, instant};
use crate::facts::{Fact, Facts};
use crate::network::Network;

/// What would become of the campaign if a task slipped.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Slip {
    /// The task.
    pub task: TaskNo,
    /// By how much.
    pub by: Span,
    /// Its begin before and after; the same where it has begun.
    pub start: (Instant, Instant),
    /// Its finish before and after.
    pub finish: (Instant, Instant),
    /// Other tasks that would move, the nearest first.
    pub moved: Vec<Moved>,
    /// Dates that would be missed, or missed by more, the earliest first; its own among them.
    pub missed: Vec<Missed>,
    /// The campaign's finish before and after.
    pub campaign: (Instant, Instant),
}

/// A task that would move.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct Moved {
    /// Which.
    pub task: TaskNo,
    /// How many links away it is.
    pub hops: u32,
    /// Its begin before and after.
    pub start: (Instant, Instant),
    /// Its finish before and after.
    pub finish: (Instant, Instant),
}

/// A date that would be missed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct Missed {
    /// Whose.
    pub task: TaskNo,
    /// What date it is.
    pub what: Promise,
    /// The date.
    pub date: Instant,
    /// Minutes that it is missed by as things are; not above 0 when it would be kept.
    pub before_min: i64,
    /// Minutes that it would be missed by.
    pub after_min: i64,
}

/// A date that a task should keep.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Promise {
    /// Its due date.
    Due,
    /// The begin of its fixed window.
    Opens,
    /// The end of the window in which its unit picks a time.
    Closes,
}

impl Reasons {
    /// The facts with a task's slip in them, as [`Reasons::slip`] has it.
    pub fn slipped(&self, net: &Network, facts: &Facts, task: TaskNo, by: Span) -> Option<Facts> {
        let v = net.position(task)?;
        let early = &self.passes.early;
        let fact = facts.of(task).copied().unwrap_or_default();
        if fact.dropped || fact.finished.is_some() {
            return None;
        }
        let later = |at: i32| net.calendar.forward(instant(at), by);
        let started = fact.started.unwrap_or_else(|| later(early.start[v]));
        let finished = Some(later(early.finish[v]));
        let mut facts = facts.clone();
        *facts.of_mut(task) = Fact { started: Some(started), finished, ..fact };
        Some(facts)
    }

    /// What a slip of a task would do; nothing for one that is finished, dropped or unknown. What has
    /// begun finishes that much later than it would; what has not begins and finishes as much later.
    pub fn slip(&self, net: &Network, facts: &Facts, task: TaskNo, by: Span) -> Option<Slip> {
        let facts = self.slipped(net, facts, task, by)?;
        let on = net.overlay(&facts);
        let v = net.position(task)?;
        let before = &self.passes.early;
        let after = forward(&net.arrays, &on, &net.calendar, net.start);
        let pair = |u: usize| {
            let start = (instant(before.start[u]), instant(after.start[u]));
            (start, (instant(before.finish[u]), instant(after.finish[u])))
        };
        let mut moved = Vec::new();
        for (u, hops) in self.downstream(net, v) {
            let (start, finish) = pair(u);
            if start.0 != start.1 || finish.0 != finish.1 {
                moved.push(Moved { task: net.name(u), hops, start, finish });
            }
        }
        moved.sort_by_key(|m| (m.hops, m.start.1, m.task));
        let mut missed = Vec::new();
        for u in std::iter::once(v).chain(moved.iter().filter_map(|m| net.position(m.task))) {
            let fact = self.on.at(u);
            for (what, date, before, after) in promises(net, &self.on, before, &after, u) {
                let by = |at: i32| i64::from(at) - i64::from(date);
                let kept = what == Promise::Opens && fact.started.is_some();
                if by(after) > 0 && by(after) > by(before) && !kept {
                    let (before_min, after_min) = (by(before), by(after));
                    let task = net.name(u);
                    missed.push(Missed { task, what, date: instant(date), before_min, after_min });
                }
            }
        }
        missed.sort_by_key(|m| (m.date, m.task, m.what));
        let ((start, finish), finishes) = (pair(v), &after.finish);
        let last = finishes.iter().copied().max().filter(|t| *t != NEVER).unwrap_or(net.start);
        let campaign = (instant(self.passes.finish), instant(last));
        Some(Slip { task, by, start, finish, moved, missed, campaign })
    }

    /// All that stands behind a task, with how many links away it is at least.
    fn downstream(&self, net: &Network, v: usize) -> Vec<(usize, u32)> {
        let mut seen = vec![false; net.arrays.len()];
        seen[v] = true;
        let mut queue = VecDeque::from([(v, 0)]);
        let mut found = Vec::new();
        while let Some((u, hops)) = queue.pop_front() {
            for (w, _) in self.onward.of(u) {
                if !std::mem::replace(&mut seen[w], true) {
                    found.push((w, hops + 1));
                    queue.push_back((w, hops + 1));
                }
            }
        }
        found
    }
}

/// The dates that a task should keep, each with when it is as things are and after.
fn promises(
    net: &Network,
    on: &Overlay,
    before: &Early,
    after: &Early,
    u: usize,
) -> Vec<(Promise, i32, i32, i32)> {
    let (flags, fact) = (net.arrays.flags[u], on.at(u));
    let finish = (before.finish[u], after.finish[u]);
    let mut found = Vec::new();
    let due = fact.due.unwrap_or(net.arrays.due[u]);
    if due != ENDLESS {
        found.push((Promise::Due, due, finish.0, finish.1));
    }
    if flags & flag::FIXED != 0 {
        found.push((Promise::Opens, net.arrays.opens[u], before.start[u], after.start[u]));
    }
    if flags & flag::PICK != 0 {
        found.push((Promise::Closes, net.arrays.closes[u], finish.0, finish.1));
    }
    found
}
