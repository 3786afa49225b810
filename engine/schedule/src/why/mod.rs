//! Why a task's dates are what they are, and what would become of the others if it slipped.
//!
//! A chain of [`Step`]s leads from an end of a task to a first cause: a window, something that has
//! happened, the campaign's begin. Every step names all that hold it there, each of which alone would;
//! the chain goes on with the first of them and is a shortest one. Adding lags and lengths up from the
//! first cause gives the dates of the schedule again, to the minute.

mod slip;

use serde::Serialize;
use wallchart_plan::ids::TaskNo;
use wallchart_plan::{Instant, Span};

pub use self::slip::{Missed, Moved, Promise, Slip};
use crate::core::backward::{Late, bounded};
use crate::core::causes::{Causes, Event, Held, Hold, Rung, source};
use crate::core::limits::{Limits, Onward};
use crate::core::overlay::Overlay;
use crate::core::time::{Minute, instant, minute};
use crate::facts::Facts;
use crate::network::{Network, Passes};

/// One end of a task.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum End {
    /// Its begin.
    Begin,
    /// Its finish.
    Finish,
}

/// What holds an end of a task.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum Cause {
    /// The campaign begins then.
    CampaignStart,
    /// What has not happened cannot happen before now.
    Now,
    /// Its window opens.
    Opens,
    /// Its unit picked that time.
    Picked,
    /// Its window closes.
    Closes,
    /// It began then.
    Begun,
    /// It was finished then.
    Done,
    /// It has begun and isn't finished yet.
    Overrun,
    /// It was suspended, and all of it is still to come.
    Resumed,
    /// How long it takes, from its other end.
    Takes {
        /// Its length.
        length: Span,
    },
    /// A link, to or from the end of another task.
    Link {
        /// The other task.
        task: TaskNo,
        /// Which end of it.
        end: End,
        /// How long after.
        lag: Span,
        /// Where only so many of so many links must hold: it is the last of those that suffice.
        enough: Option<(usize, usize)>,
    },
    /// It is due then.
    Due,
    /// The campaign would finish later.
    CampaignFinish,
}

/// A cause, and the time up to which (or, for a latest date, from which on) it holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct Reason {
    /// What.
    pub cause: Cause,
    /// Up to when, or from when on. An end lies elsewhere than this where the time is not worked.
    pub at: Instant,
}

/// An end of a task and what holds it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Step {
    /// The task.
    pub task: TaskNo,
    /// Which end.
    pub end: End,
    /// When it is.
    pub at: Instant,
    /// All that hold it there; the chain goes on with the first.
    pub by: Vec<Reason>,
}

/// A schedule with what it came of. Made once for a plan and its facts; questions are cheap then.
#[derive(Debug)]
pub struct Reasons {
    on: Overlay,
    passes: Passes,
    late: Late,
    bounds: Vec<Minute>,
    onward: Onward,
}

impl Network {
    /// The reasons behind the schedule under what has happened.
    pub fn reasons(&self, facts: &Facts) -> Reasons {
        let on = self.overlay(facts);
        let passes = self.passes(&on);
        let (late, bounds) =
            bounded(&self.arrays, &on, &self.calendar, &passes.early, passes.finish);
        Reasons { onward: Onward::new(&self.arrays), on, passes, late, bounds }
    }
}

impl Reasons {
    fn causes<'a>(&'a self, net: &'a Network) -> Causes<'a> {
        Causes {
            net: &net.arrays,
            on: &self.on,
            time: &net.calendar,
            start: net.start,
            early: &self.passes.early,
        }
    }

    fn limits<'a>(&'a self, net: &'a Network) -> Limits<'a> {
        Limits {
            net: &net.arrays,
            on: &self.on,
            time: &net.calendar,
            early: &self.passes.early,
            late: &self.late,
            bounds: &self.bounds,
            finish: self.passes.finish,
            onward: &self.onward,
        }
    }

    /// Why an end of a task is when it is: from that end back to a first cause. Empty for a dropped task
    /// and for one that the plan doesn't have.
    pub fn earliest(&self, net: &Network, task: TaskNo, end: End) -> Vec<Step> {
        let Some(event) = event(net, task, end) else { return Vec::new() };
        let causes = self.causes(net);
        let step = |rung: Rung| Step {
            task: net.name(rung.event.v),
            end: end_of(rung.event),
            at: instant(causes.date(rung.event)),
            by: rung.by.into_iter().map(|h| self.reason(net, rung.event, h)).collect(),
        };
        causes.chain(event).into_iter().map(step).collect()
    }

    /// Why an end of a task can be no later than its latest: from that end on to a date that would not be
    /// kept. Empty for a task that is finished or dropped, and for one that the plan doesn't have.
    pub fn latest(&self, net: &Network, task: TaskNo, end: End) -> Vec<Step> {
        let Some(event) = event(net, task, end) else { return Vec::new() };
        let fact = self.on.at(event.v);
        if fact.dropped || fact.finished.is_some() {
            return Vec::new();
        }
        let limits = self.limits(net);
        let step = |rung: Rung| {
            let by = rung.by.iter().map(|h| match limits.target(rung.event, h.by) {
                Some(w) => Reason { cause: self.onward(net, h, w), at: instant(h.at) },
                None => self.reason(net, rung.event, *h),
            });
            Step {
                task: net.name(rung.event.v),
                end: end_of(rung.event),
                at: instant(limits.date(rung.event)),
                by: by.collect(),
            }
        };
        limits.chain(event).into_iter().map(step).collect()
    }

    /// The fewest causes that already put an end of a task after a time, which therefore can't be kept: from
    /// that end back to a first cause, every end where these causes alone put it. Without any one of them
    /// the rest would be in time. Empty when the end is in time.
    pub fn proof(&self, net: &Network, task: TaskNo, end: End, limit: Instant) -> Vec<Step> {
        let Some(event) = event(net, task, end) else { return Vec::new() };
        let (causes, limit) = (self.causes(net), minute(limit));
        if causes.date(event) <= limit {
            return Vec::new();
        }
        let steps = causes.chain(event).len();
        let mut budget = usize::MAX;
        let found = causes.conflict(event, limit, steps, &mut budget);
        let found = found.unwrap_or_else(|| causes.held_by(event));
        let step = |(event, by, at): (Event, Hold, Minute)| Step {
            task: net.name(event.v),
            end: end_of(event),
            at: instant(at),
            by: vec![self.reason(net, event, Held { by, at })],
        };
        found.steps.into_iter().rev().map(step).collect()
    }

    /// Whether a task is where it is because of a predecessor: no later could that be without moving it.
    pub fn drives(&self, net: &Network, on: TaskNo, task: TaskNo) -> bool {
        let (Some(u), Some(v)) = (net.position(on), net.position(task)) else { return false };
        let causes = self.causes(net);
        [Event::begin(v), Event::finish(v)].into_iter().any(|event| {
            let held = causes.holding(event);
            held.iter().any(|h| matches!(h.by, Hold::Link(link) if causes.source(link).v == u))
        })
    }

    /// A link seen from its other end.
    fn onward(&self, net: &Network, held: &Held, w: usize) -> Cause {
        use wallchart_plan::expanded::LinkKind::{FinishStart, StartStart};
        let Hold::Link(link) = held.by else { return Cause::CampaignFinish };
        let rule = net.arrays.rules[net.arrays.rule[link] as usize];
        let begin = matches!(rule.kind, FinishStart | StartStart);
        Cause::Link {
            task: net.name(w),
            end: if begin { End::Begin } else { End::Finish },
            lag: rule.lag.span(),
            enough: None,
        }
    }

    fn reason(&self, net: &Network, event: Event, held: Held) -> Reason {
        let cause = match held.by {
            Hold::Start => Cause::CampaignStart,
            Hold::Now => Cause::Now,
            Hold::Opens => Cause::Opens,
            Hold::Picked => Cause::Picked,
            Hold::Closes => Cause::Closes,
            Hold::Begun => Cause::Begun,
            Hold::Done => Cause::Done,
            Hold::Overrun => Cause::Overrun,
            Hold::Resumed => Cause::Resumed,
            Hold::Due => Cause::Due,
            Hold::End => Cause::CampaignFinish,
            Hold::Takes => Cause::Takes { length: net.arrays.takes[event.v].span() },
            Hold::Link(link) => {
                let on = source(&net.arrays, link);
                Cause::Link {
                    task: net.name(on.v),
                    end: end_of(on),
                    lag: net.arrays.rules[net.arrays.rule[link] as usize].lag.span(),
                    enough: self.enough(net, event.v, link),
                }
            }
        };
        Reason { cause, at: instant(held.at) }
    }

    /// How many links of how many are enough, where a link belongs to such a need.
    fn enough(&self, net: &Network, v: usize, link: usize) -> Option<(usize, usize)> {
        let inside = |r: &std::ops::Range<u32>| r.start as usize <= link && link < r.end as usize;
        let part = net.arrays.parts(v).iter().find(|part| inside(&part.links))?;
        let from = part.links.start as usize..part.links.end as usize;
        let early = &self.passes.early;
        let of = from.filter(|l| {
            let u = net.arrays.from[*l] as usize;
            early.finish[u] != crate::core::time::NEVER
        });
        let of = of.count();
        let count = part.join.count(of);
        (count < of).then_some((count, of))
    }
}

fn event(net: &Network, task: TaskNo, end: End) -> Option<Event> {
    let v = net.position(task)?;
    Some(Event { v, is_finish: end == End::Finish })
}

fn end_of(event: Event) -> End {
    if event.is_finish { End::Finish } else { End::Begin }
}
