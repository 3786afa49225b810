//! The backward pass: how late each task may begin and finish.
//!
//! Only links that bound the forward pass bind here: of a need that is content with k of its links, the
//! k earliest arrivals. A task that has begun no longer moves when what it should have waited for does.

use wallchart_plan::expanded::LinkKind;

use super::arrays::{Arrays, flag};
use super::forward::{Arrival, Early, earliest};
use super::overlay::Overlay;
use super::time::{ENDLESS, Length, Minute, NEVER, Time, pulled_back};

/// How late each task may begin and finish.
#[derive(Debug, Default)]
pub(crate) struct Late {
    pub(crate) start: Vec<Minute>,
    pub(crate) finish: Vec<Minute>,
    /// What each task leaves those for its finish that bound its finish; kept only for who follows up
    /// single tasks later.
    pub(crate) bound: Vec<Minute>,
}

/// What the pass is asked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Aim {
    /// The latest dates that keep the campaign's finish, every due date and every window.
    Dates,
    /// What keeps the campaign's finish alone: the latest begin of each task, its finish following, and
    /// its latest finish, its begin as it is.
    Finish,
    /// Backward scheduling (倒排工期): as [`Aim::Dates`] without early dates, so that every link binds,
    /// those of partial joins too.
    Plan,
}

/// Runs the pass back from `finish`.
pub(crate) fn backward<T: Time>(
    net: &Arrays,
    on: &Overlay,
    time: &T,
    early: &Early,
    finish: Minute,
    aim: Aim,
) -> Late {
    run(net, on, time, early, Late::open(net.len(), finish), aim)
}

/// As [`backward`], with [`Late::bound`].
pub(crate) fn backward_kept<T: Time>(
    net: &Arrays,
    on: &Overlay,
    time: &T,
    early: &Early,
    finish: Minute,
    aim: Aim,
) -> Late {
    let late = Late { bound: vec![ENDLESS; net.len()], ..Late::open(net.len(), finish) };
    run(net, on, time, early, late, aim)
}

fn run<T: Time>(
    net: &Arrays,
    on: &Overlay,
    time: &T,
    early: &Early,
    mut late: Late,
    aim: Aim,
) -> Late {
    let n = net.len();
    let flags = on.flags(net);
    let ignored = aim.ignored();
    let mut scratch = Vec::new();
    for v in (0..n).rev() {
        let flags = flags[v] & !ignored;
        if flags == 0 && late.start[v] == ENDLESS {
            let takes = net.takes[v];
            let (begin, end) = time.latest(late.finish[v], takes, early.finish[v]);
            late.finish[v] = end;
            late.start[v] = begin;
            for &u in &net.from[net.links(v)] {
                let bound = &mut late.finish[u as usize];
                *bound = begin.min(*bound);
            }
        } else {
            let pass = Pass { net, on, time, early, aim };
            let found = pass.one(v, flags, (late.start[v], late.finish[v]));
            (late.start[v], late.finish[v]) = (found.begin, found.end);
            if let Some(bound) = late.bound.get_mut(v) {
                *bound = found.bound;
            }
            pass.bind(&mut late, v, flags, (found.begin, found.bound), &mut scratch);
        }
    }
    late
}

/// How late each task may finish, and begin, without moving what waits for it: bounds by the early dates
/// of its successors, [`Late::start`] being [`ENDLESS`] where nothing hangs on its begin.
pub(crate) fn free<T: Time>(
    net: &Arrays,
    on: &Overlay,
    time: &T,
    early: &Early,
    finish: Minute,
) -> Late {
    let n = net.len();
    let mut late = Late::open(n, finish);
    let mut scratch = Vec::new();
    let pass = Pass { net, on, time, early, aim: Aim::Dates };
    for v in (0..n).rev() {
        let bounds = (early.start[v], early.finish[v]);
        pass.bind(&mut late, v, on.flags(net)[v], bounds, &mut scratch);
    }
    for v in 0..n {
        late.finish[v] = pass.free(v, (late.start[v], late.finish[v]));
    }
    late
}

/// The latest dates as [`backward`] finds them for [`Aim::Dates`], with the bound on each finish before it
/// was put into working time, which is what ends of other tasks hang on.
pub(crate) fn bounded<T: Time>(
    net: &Arrays,
    on: &Overlay,
    time: &T,
    early: &Early,
    finish: Minute,
) -> (Late, Vec<Minute>) {
    let mut late = Late::open(net.len(), finish);
    let mut bounds = vec![finish; net.len()];
    let mut scratch = Vec::new();
    let pass = Pass { net, on, time, early, aim: Aim::Dates };
    for v in (0..net.len()).rev() {
        let flags = on.flags(net)[v];
        let found = pass.one(v, flags, (late.start[v], late.finish[v]));
        (late.start[v], late.finish[v], bounds[v]) = (found.begin, found.end, found.bound);
        pass.bind(&mut late, v, flags, (found.begin, found.bound), &mut scratch);
    }
    (late, bounds)
}

/// The latest begin up to `bound` that moves nothing past it: outside working time a task would begin
/// only after it.
pub(crate) fn workable<T: Time>(time: &T, bound: Minute, takes: Length) -> Minute {
    if time.first_start(bound, takes) == bound {
        bound
    } else {
        time.last_finish(bound, takes).saturating_sub(1)
    }
}

impl Late {
    fn open(n: usize, finish: Minute) -> Late {
        Late { start: vec![ENDLESS; n], finish: vec![finish; n], bound: Vec::new() }
    }
}

impl Aim {
    /// The flags that the pass takes no notice of.
    pub(crate) fn ignored(self) -> u8 {
        match self {
            Aim::Dates => 0,
            Aim::Finish => flag::DUE,
            Aim::Plan => flag::JOIN,
        }
    }
}

/// A pass over some network under some facts.
pub(crate) struct Pass<'a, T> {
    pub(crate) net: &'a Arrays,
    pub(crate) on: &'a Overlay,
    pub(crate) time: &'a T,
    pub(crate) early: &'a Early,
    pub(crate) aim: Aim,
}

/// How late a task may begin and end, and the bound that its finish leaves to what bounds it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Found {
    pub(crate) begin: Minute,
    pub(crate) end: Minute,
    pub(crate) bound: Minute,
}

impl<T: Time> Pass<'_, T> {
    /// One task out of the bounds on its begin and finish that its successors left; `flags` without
    /// those that the aim leaves out.
    pub(crate) fn one(
        &self,
        v: usize,
        flags: u8,
        (latest_begin, mut bound): (Minute, Minute),
    ) -> Found {
        let (net, fact) = (self.net, self.on.at(v));
        let takes = net.takes[v];
        if self.aim != Aim::Finish {
            if flags & flag::DUE != 0 || fact.due.is_some() {
                bound = bound.min(fact.due.unwrap_or(net.due[v]));
            }
            if flags & (flag::FIXED | flag::PICK) != 0 {
                bound = bound.min(net.closes[v]);
            }
        }
        let mut end = pulled_back(self.time, takes, bound, self.early.finish[v]);
        let own_begin = match flags & flag::FIXED {
            0 => self.time.backward(end, takes),
            _ if self.aim == Aim::Finish => end,
            _ => end.saturating_sub(net.closes[v].saturating_sub(net.opens[v])),
        };
        let mut begin = own_begin;
        if latest_begin < own_begin {
            begin = workable(self.time, latest_begin, takes);
            if self.aim != Aim::Finish {
                let kept = self.time.forward(begin, takes);
                end = if flags & flag::FIXED == 0 { end.min(kept) } else { end };
            }
        }
        // What holds the finish up may do so outside working time, but it moves the begin too, which
        // others may hang on.
        let moved = begin < own_begin && flags & flag::FIXED == 0 && fact.started.is_none();
        if moved {
            bound = bound.min(self.time.first_start(self.time.forward(begin, takes), takes));
        }
        Found { begin, end, bound }
    }

    /// How late a task may finish by the bounds that the early dates of its successors left.
    pub(crate) fn free(&self, v: usize, (latest_begin, bound): (Minute, Minute)) -> Minute {
        let takes = self.net.takes[v];
        let end = pulled_back(self.time, takes, bound, self.early.finish[v]);
        match latest_begin {
            ENDLESS => end,
            begin => end.min(self.time.forward(begin, takes)),
        }
    }

    /// Binds the predecessors of a task by its bounds on begin and finish.
    fn bind(
        &self,
        late: &mut Late,
        v: usize,
        flags: u8,
        bounds: (Minute, Minute),
        scratch: &mut Vec<Arrival>,
    ) {
        let fact = self.on.at(v);
        if fact.finished.is_some() || fact.dropped {
            return;
        }
        let begun = fact.started.is_some();
        if flags & flag::JOIN == 0 {
            for link in self.net.links(v) {
                if self.aim == Aim::Plan || self.early.finish[self.net.from[link] as usize] != NEVER
                {
                    self.bind_link(late, link, bounds, begun);
                }
            }
            return;
        }
        for part in self.net.parts(v) {
            let links = part.links.start as usize..part.links.end as usize;
            let k = earliest(self.net, self.time, self.early, links, part.join, scratch);
            for arrival in &scratch[..k] {
                self.bind_link(late, arrival.link, bounds, begun);
            }
        }
    }

    fn bind_link(&self, late: &mut Late, link: usize, bounds: (Minute, Minute), begun: bool) {
        let u = self.net.from[link] as usize;
        let mut of_u = (late.start[u], late.finish[u]);
        self.bind_by(&mut of_u, link, bounds, begun);
        (late.start[u], late.finish[u]) = of_u;
    }

    /// Lowers the bounds on begin and finish of a link's predecessor.
    pub(crate) fn bind_by(
        &self,
        (begin, finish): &mut (Minute, Minute),
        link: usize,
        bounds: (Minute, Minute),
        begun: bool,
    ) {
        let rule = self.net.rules[self.net.rule[link] as usize];
        let (bound, onto) = match rule.kind {
            LinkKind::FinishStart => (bounds.0, finish),
            LinkKind::StartStart => (bounds.0, begin),
            LinkKind::FinishFinish => (bounds.1, finish),
            LinkKind::StartFinish => (bounds.1, begin),
        };
        let on_begin = matches!(rule.kind, LinkKind::FinishStart | LinkKind::StartStart);
        if !(begun && on_begin) {
            *onto = self.time.backward(bound, rule.lag).min(*onto);
        }
    }
}
