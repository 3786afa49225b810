//! An expanded plan made ready for the passes: built once, then scheduled under any facts.

use std::sync::Arc;

use thiserror::Error;
use wallchart_plan::calendar::day_number;
use wallchart_plan::ids::TaskNo;
use wallchart_plan::time::DAY_MIN;
use wallchart_plan::{Expanded, Instant, WorkCalendar};

use crate::arranged::{Arranged, Numbers, arranged};
use crate::core::arrays::{Arrays, flag};
use crate::core::backward::{Aim, Late, backward, free};
use crate::core::follow::{Extent, Followed, Ground};
use crate::core::forward::{Early, dropped_at, forward};
use crate::core::overlay::{Happened, Overlay};
use crate::core::time::{Clock, ENDLESS, Minute, NEVER, Time, instant, minute};
use crate::core::working::Working;
use crate::facts::{Fact, Facts};

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
    /// Where each task number stands in `Expanded::tasks`.
    pub(crate) index: Arc<Numbers>,
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

/// Tasks by position to which something happened; all of them when there are none to name.
pub(crate) struct Seeds<'a>(pub(crate) Option<&'a [u32]>);

impl Seeds<'_> {
    fn follow<T: Time>(self, of: &mut Followed, ground: &Ground<'_, T>) -> Extent {
        match self.0 {
            Some(seeds) => of.follow(ground, seeds.iter().map(|v| *v as usize)),
            None => of.whole(ground),
        }
    }
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
        let index = Arc::new(Numbers::new(&plan.tasks));
        let Arranged { arrays, order, place } = arranged(&plan.tasks, &index, fixed_days)
            .map_err(|ring| Cycle(ring.iter().map(|i| numbers[*i as usize]).collect()))?;
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
        self.index.find(no).map(|i| i as usize)
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
            Some((self.place[self.index_of(no)?] as usize, happened(fact)))
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

    /// Runs the passes so that single facts can be followed from then on.
    pub(crate) fn followed(&self, on: &Overlay) -> Followed {
        match &self.arithmetic {
            Arithmetic::Clock => Followed::new(&self.ground(on, &Clock)),
            Arithmetic::Working(working) => Followed::new(&self.ground(on, working)),
            Arithmetic::Calendar => Followed::new(&self.ground(on, &self.calendar)),
        }
    }

    /// Works out what hangs on the tasks at `seeds`, to which something happened.
    pub(crate) fn follow(&self, on: &Overlay, of: &mut Followed, seeds: Seeds<'_>) -> Extent {
        match &self.arithmetic {
            Arithmetic::Clock => seeds.follow(of, &self.ground(on, &Clock)),
            Arithmetic::Working(working) => seeds.follow(of, &self.ground(on, working)),
            Arithmetic::Calendar => seeds.follow(of, &self.ground(on, &self.calendar)),
        }
    }

    /// How late one task may finish without moving another, dropped tasks aside.
    pub(crate) fn free_of(&self, on: &Overlay, of: &Followed, v: usize) -> Minute {
        match &self.arithmetic {
            Arithmetic::Clock => of.free(&self.ground(on, &Clock), v),
            Arithmetic::Working(working) => of.free(&self.ground(on, working), v),
            Arithmetic::Calendar => of.free(&self.ground(on, &self.calendar), v),
        }
    }

    fn ground<'a, T>(&'a self, on: &'a Overlay, time: &'a T) -> Ground<'a, T> {
        Ground { net: &self.arrays, on, time, start: self.start }
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

/// A fact in minutes.
pub(crate) fn happened(fact: &Fact) -> Happened {
    Happened {
        started: fact.started.map(minute),
        finished: fact.finished.map(minute),
        picked: fact.picked.map(minute),
        due: fact.due.map(minute),
        dropped: fact.dropped,
        suspended: fact.suspended,
    }
}

/// How many days from D the dates of a plan are likely to lie at most: a year more than everything
/// takes one after the other, weekends and as long again for holidays and the way to D included.
fn reach_days(net: &Arrays) -> i64 {
    let lags = net.rule.iter().map(|r| net.rules[*r as usize].lag);
    let work = net.takes.iter().copied().chain(lags).filter(|l| l.is_work());
    366 + 2 * work.map(|l| i64::from(l.number()).abs()).sum::<i64>()
}
