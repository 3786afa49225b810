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
    let n = net.len();
    let flags = on.flags(net);
    let ignored = match aim {
        Aim::Dates => 0,
        Aim::Finish => flag::DUE,
        Aim::Plan => flag::JOIN,
    };
    let mut late = Late { start: vec![ENDLESS; n], finish: vec![finish; n] };
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
            let bounds = pass.one(&mut late, v, flags);
            pass.bind(&mut late, v, flags, bounds, &mut scratch);
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
    let mut late = Late { start: vec![ENDLESS; n], finish: vec![finish; n] };
    let mut scratch = Vec::new();
    let pass = Pass { net, on, time, early, aim: Aim::Dates };
    for v in (0..n).rev() {
        let bounds = (early.start[v], early.finish[v]);
        pass.bind(&mut late, v, on.flags(net)[v], bounds, &mut scratch);
    }
    for v in 0..n {
        let end = pulled_back(time, net.takes[v], late.finish[v], early.finish[v]);
        let by_start = match late.start[v] {
            ENDLESS => ENDLESS,
            bound => time.forward(bound, net.takes[v]),
        };
        late.finish[v] = end.min(by_start);
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
    let n = net.len();
    let mut late = Late { start: vec![ENDLESS; n], finish: vec![finish; n] };
    let mut bounds = vec![finish; n];
    let mut scratch = Vec::new();
    let pass = Pass { net, on, time, early, aim: Aim::Dates };
    for v in (0..n).rev() {
        let flags = on.flags(net)[v];
        let found = pass.one(&mut late, v, flags);
        bounds[v] = found.1;
        pass.bind(&mut late, v, flags, found, &mut scratch);
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

struct Pass<'a, T> {
    net: &'a Arrays,
    on: &'a Overlay,
    time: &'a T,
    early: &'a Early,
    aim: Aim,
}

impl<T: Time> Pass<'_, T> {
    /// Sets the late dates of a task out of the bounds that its successors left; returns the bounds for
    /// what binds its begin and its finish.
    fn one(&self, late: &mut Late, v: usize, flags: u8) -> (Minute, Minute) {
        let (net, fact) = (self.net, self.on.at(v));
        let takes = net.takes[v];
        let mut bound = late.finish[v];
        if self.aim != Aim::Finish {
            if flags & flag::DUE != 0 || fact.due.is_some() {
                bound = bound.min(fact.due.unwrap_or(net.due[v]));
            }
            if flags & (flag::FIXED | flag::PICK) != 0 {
                bound = bound.min(net.closes[v]);
            }
        }
        let mut end = pulled_back(self.time, takes, bound, self.early.finish[v]);
        let latest_begin = late.start[v];
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
        (late.start[v], late.finish[v]) = (begin, end);
        // What holds the finish up may do so outside working time, but it moves the begin too, which
        // others may hang on.
        let moved = begin < own_begin && flags & flag::FIXED == 0 && fact.started.is_none();
        let finish_bound = if moved {
            bound.min(self.time.first_start(self.time.forward(begin, takes), takes))
        } else {
            bound
        };
        (begin, finish_bound)
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
        let rule = self.net.rules[self.net.rule[link] as usize];
        let (bound, onto) = match rule.kind {
            LinkKind::FinishStart => (bounds.0, &mut late.finish[u]),
            LinkKind::StartStart => (bounds.0, &mut late.start[u]),
            LinkKind::FinishFinish => (bounds.1, &mut late.finish[u]),
            LinkKind::StartFinish => (bounds.1, &mut late.start[u]),
        };
        let on_begin = matches!(rule.kind, LinkKind::FinishStart | LinkKind::StartStart);
        if !(begun && on_begin) {
            *onto = self.time.backward(bound, rule.lag).min(*onto);
        }
    }
}
