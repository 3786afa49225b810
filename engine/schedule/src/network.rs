//! An expanded plan made ready for the passes: built once, then scheduled under any facts.

use std::collections::BTreeMap;

use thiserror::Error;
use wallchart_plan::calendar::day_number;
use wallchart_plan::expanded::{Join, Task, Timing};
use wallchart_plan::ids::TaskNo;
use wallchart_plan::time::DAY_MIN;
use wallchart_plan::{Expanded, Instant, WorkCalendar};

use crate::core::arrays::{Arrays, PLAIN, Part, Rule, flag};
use crate::core::backward::{Aim, Late, backward, free};
use crate::core::forward::{Early, dropped_at, forward};
use crate::core::order::{Links, topological};
use crate::core::overlay::{Happened, Overlay};
use crate::core::time::{Clock, ENDLESS, Length, Minute, NEVER, Time, instant, minute};
use crate::core::working::Working;
use crate::facts::Facts;

/// Tasks that wait for each other in a ring.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
#[error("tasks wait for each other in a ring: {}", .0.iter().map(ToString::to_string).collect::<Vec<_>>().join(" -> "))]
pub struct Cycle(
    /// The whole ring: each waits for the one after it, and the last for the first.
    pub Vec<TaskNo>,
);

/// A plan's tasks and links, in arrays by topological position, with the calendar.
#[derive(Debug)]
pub struct Network {
    pub(crate) arrays: Arrays,
    /// Index into `Expanded::tasks` of each position.
    pub(crate) order: Vec<u32>,
    /// Position of each index into `Expanded::tasks`.
    pub(crate) place: Vec<u32>,
    /// Task numbers in the order of `Expanded::tasks`.
    pub(crate) numbers: Vec<TaskNo>,
    /// Index of each task number, by number.
    pub(crate) index: Vec<(TaskNo, u32)>,
    pub(crate) calendar: WorkCalendar,
    arithmetic: Arithmetic,
    pub(crate) start: Minute,
}

/// The cheapest arithmetic that does for a plan.
#[derive(Debug)]
enum Arithmetic {
    /// Every length is in clock time.
    Clock,
    /// Days have 24 hours.
    Working(Working),
    /// Only the calendar itself knows.
    Calendar,
}

/// What the passes found, by topological position.
#[derive(Debug)]
pub(crate) struct Passes {
    pub(crate) early: Early,
    pub(crate) late: Late,
    /// The latest begins and finishes that keep the campaign's finish; absent when `late` says the same.
    pub(crate) keeps: Option<Late>,
    pub(crate) finish: Minute,
}

impl Network {
    /// Builds the network of a plan. A link to a task that isn't in the plan is left out.
    ///
    /// # Errors
    /// When tasks wait for each other in a ring.
    pub fn new(plan: &Expanded) -> Result<Self, Cycle> {
        let calendar = WorkCalendar::new(plan.calendar.clone(), plan.campaign.anchor);
        let fixed_offset = calendar.fixed_offset_min();
        let fixed_days = fixed_offset.is_some();
        let numbers: Vec<TaskNo> = plan.tasks.iter().map(|t| t.number).collect();
        let mut index: Vec<(TaskNo, u32)> =
            numbers.iter().enumerate().map(|(i, no)| (*no, i as u32)).collect();
        index.sort_unstable();
        let found = |no: TaskNo| find(&index, no);
        let order = ordered(&plan.tasks, &found)
            .map_err(|ring| Cycle(ring.iter().map(|i| numbers[*i as usize]).collect()))?;
        let mut place = vec![0u32; order.len()];
        for (at, i) in order.iter().enumerate() {
            place[*i as usize] = at as u32;
        }
        let arrays = arrays(&plan.tasks, &order, &place, &found, fixed_days);
        let clock_only = arrays.takes.iter().all(|l| l.is_clock())
            && arrays.rules.iter().all(|r| r.lag.is_clock());
        let arithmetic = if clock_only {
            Arithmetic::Clock
        } else if let Some(offset) = fixed_offset {
            let around = day_number(plan.campaign.anchor);
            let workdays = calendar.workdays().clone();
            Arithmetic::Working(Working::new(workdays, offset, around, reach_days(&arrays)))
        } else {
            Arithmetic::Calendar
        };
        let mut this =
            Network { arrays, order, place, numbers, index, calendar, arithmetic, start: NEVER };
        this.start = match plan.campaign.start {
            Some(start) => minute(start),
            None => this.planned_start(minute(this.calendar.day_end(plan.campaign.anchor))),
        };
        Ok(this)
    }

    /// When the campaign begins: as the plan says, else so that every due date can be met.
    pub fn start(&self) -> Instant {
        instant(self.start)
    }

    /// The calendar of the campaign.
    pub fn calendar(&self) -> &WorkCalendar {
        &self.calendar
    }

    /// Index into `Expanded::tasks` of a task.
    pub(crate) fn index_of(&self, no: TaskNo) -> Option<usize> {
        find(&self.index, no).map(|i| i as usize)
    }

    /// Position of a task.
    pub(crate) fn position(&self, no: TaskNo) -> Option<usize> {
        self.index_of(no).map(|i| self.place[i] as usize)
    }

    /// The number of the task at a position.
    pub(crate) fn name(&self, v: usize) -> TaskNo {
        self.numbers[self.order[v] as usize]
    }

    /// The facts by position.
    pub(crate) fn overlay(&self, facts: &Facts) -> Overlay {
        let at = facts.iter().filter_map(|(no, fact)| {
            let at = self.place[self.index_of(no)?] as usize;
            Some((
                at,
                Happened {
                    started: fact.started.map(minute),
                    finished: fact.finished.map(minute),
                    picked: fact.picked.map(minute),
                    due: fact.due.map(minute),
                    dropped: fact.dropped,
                    suspended: fact.suspended,
                },
            ))
        });
        Overlay::new(&self.arrays, facts.now.map(minute), at)
    }

    /// Runs the passes.
    pub(crate) fn passes(&self, on: &Overlay) -> Passes {
        match &self.arithmetic {
            Arithmetic::Clock => self.run(on, &Clock),
            Arithmetic::Working(working) => self.run(on, working),
            Arithmetic::Calendar => self.run(on, &self.calendar),
        }
    }

    /// How late each task may finish without moving another, dropped tasks aside.
    pub(crate) fn free(&self, on: &Overlay, passes: &Passes) -> Late {
        let (net, early, finish) = (&self.arrays, &passes.early, passes.finish);
        match &self.arithmetic {
            Arithmetic::Clock => free(net, on, &Clock, early, finish),
            Arithmetic::Working(working) => free(net, on, working, early, finish),
            Arithmetic::Calendar => free(net, on, &self.calendar, early, finish),
        }
    }

    /// Where a dropped task is shown.
    pub(crate) fn dropped_at(&self, on: &Overlay, early: &Early, v: usize) -> Minute {
        dropped_at(&self.arrays, on, &self.calendar, self.start, early, v)
    }

    fn run<T: Time>(&self, on: &Overlay, time: &T) -> Passes {
        let net = &self.arrays;
        let early = forward(net, on, time, self.start);
        let finish = match early.finish.iter().copied().max() {
            None | Some(NEVER) => self.start,
            Some(finish) => finish,
        };
        let late = backward(net, on, time, &early, finish, Aim::Dates);
        // Without due dates, windows and bounds on begins the one pass answers both questions.
        let limits = flag::DUE | flag::FIXED | flag::PICK | flag::LAGS | flag::FACT;
        let keeps = on
            .flags(net)
            .iter()
            .any(|f| f & limits != 0)
            .then(|| backward(net, on, time, &early, finish, Aim::Finish));
        Passes { early, late, keeps, finish }
    }

    /// Backward scheduling from the due dates (倒排工期): the earliest of all windows' begins and late
    /// starts, where what is not due has until `anchor_end` or the latest date in the plan.
    fn planned_start(&self, anchor_end: Minute) -> Minute {
        let net = &self.arrays;
        let dates = net.closes.iter().chain(&net.due).copied().filter(|t| *t != ENDLESS);
        let horizon = dates.fold(anchor_end, Minute::max);
        let n = net.len();
        let early = Early { start: vec![NEVER; n], finish: vec![NEVER; n] };
        let on = Overlay::default();
        let late = match &self.arithmetic {
            Arithmetic::Clock => backward(net, &on, &Clock, &early, horizon, Aim::Plan),
            Arithmetic::Working(working) => backward(net, &on, working, &early, horizon, Aim::Plan),
            Arithmetic::Calendar => backward(net, &on, &self.calendar, &early, horizon, Aim::Plan),
        };
        let opens = net.opens.iter().copied().filter(|t| *t != NEVER);
        opens
            .chain(late.start)
            .min()
            .unwrap_or_else(|| minute(instant(anchor_end).plus_min(-DAY_MIN)))
    }
}

fn find(index: &[(TaskNo, u32)], no: TaskNo) -> Option<u32> {
    index.binary_search_by_key(&no, |(n, _)| *n).ok().and_then(|i| index.get(i)).map(|(_, i)| *i)
}

/// How many days from D the dates of a plan are likely to lie at most: a year more than everything
/// takes one after the other, weekends and as long again for holidays and the way to D included.
fn reach_days(net: &Arrays) -> i64 {
    let lags = net.rule.iter().map(|r| net.rules[*r as usize].lag);
    let work = net.takes.iter().copied().chain(lags).filter(|l| l.is_work());
    366 + 2 * work.map(|l| i64::from(l.number()).abs()).sum::<i64>()
}

/// Indices of the tasks, predecessors first, or a ring of them.
fn ordered(tasks: &[Task], found: &impl Fn(TaskNo) -> Option<u32>) -> Result<Vec<u32>, Vec<u32>> {
    let mut first = Vec::with_capacity(tasks.len() + 1);
    let mut from = Vec::new();
    first.push(0);
    for task in tasks {
        from.extend(task.needs.iter().flat_map(|n| &n.links).filter_map(|l| found(l.on)));
        first.push(from.len() as u32);
    }
    topological(&Links { first: &first, from: &from })
}

fn arrays(
    tasks: &[Task],
    order: &[u32],
    place: &[u32],
    found: &impl Fn(TaskNo) -> Option<u32>,
    fixed_days: bool,
) -> Arrays {
    let mut net = Arrays { first: vec![0], rules: vec![PLAIN], ..Arrays::default() };
    let mut known: BTreeMap<Rule, u32> = BTreeMap::from([(PLAIN, 0)]);
    for i in order {
        let task = &tasks[*i as usize];
        let mut flags = 0;
        let (takes, opens, closes) = match task.timing {
            Timing::Flow => (Length::of(task.takes.likely, fixed_days), NEVER, ENDLESS),
            Timing::Fixed { start, end } => {
                flags |= flag::FIXED;
                (Length::ZERO, minute(start), minute(end.max(start)))
            }
            Timing::Pick { start, end } => {
                flags |= flag::PICK;
                (Length::of(task.takes.likely, fixed_days), minute(start), minute(end.max(start)))
            }
        };
        if task.due.is_some() {
            flags |= flag::DUE;
        }
        let mut parts = Vec::new();
        for need in &task.needs {
            let begin = net.from.len() as u32;
            for link in &need.links {
                let Some(u) = found(link.on) else { continue };
                let rule = Rule { kind: link.kind, lag: Length::of(link.lag, fixed_days) };
                let rules = &mut net.rules;
                let number = *known.entry(rule).or_insert_with(|| {
                    rules.push(rule);
                    rules.len() as u32 - 1
                });
                if number != 0 {
                    flags |= flag::LAGS;
                }
                net.from.push(place[u as usize]);
                net.rule.push(number);
            }
            let links = begin..net.from.len() as u32;
            if need.join.count(links.len()) < links.len() || matches!(need.join, Join::Percent(_)) {
                flags |= flag::JOIN;
            }
            parts.push(Part { links, join: need.join });
        }
        if flags & flag::JOIN != 0 {
            net.joins.push((net.takes.len() as u32, parts));
        }
        net.first.push(net.from.len() as u32);
        net.takes.push(takes);
        net.flags.push(flags);
        net.opens.push(opens);
        net.closes.push(closes);
        net.due.push(task.due.map_or(ENDLESS, minute));
    }
    net
}
