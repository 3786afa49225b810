//! The forward pass: how early each task can begin and finish.
//!
//! A need is met by the k earliest arrivals among its links, k being what its join asks for; each of
//! those bounds the begin (finish-start, start-start) or the finish (finish-finish, start-finish) of the
//! task. Links from dropped tasks don't count, and neither do they count towards "at least" or a
//! percentage. A task is worked in one piece, so a bound on its finish moves its begin.

use std::ops::Range;

use wallchart_plan::expanded::LinkKind;

use super::arrays::{Arrays, PLAIN, flag};
use super::overlay::{Happened, Overlay};
use super::time::{Minute, NEVER, Time};

/// How early each task can begin and finish. Dropped tasks stand at [`NEVER`].
#[derive(Debug, Default)]
pub(crate) struct Early {
    pub(crate) start: Vec<Minute>,
    pub(crate) finish: Vec<Minute>,
}

/// Runs the pass from `start`.
pub(crate) fn forward<T: Time>(net: &Arrays, on: &Overlay, time: &T, start: Minute) -> Early {
    let n = net.len();
    let flags = on.flags(net);
    let floor = on.floor(start);
    let mut early = Early { start: vec![NEVER; n], finish: vec![NEVER; n] };
    let mut scratch = Vec::new();
    for (v, &flags) in flags.iter().enumerate() {
        (early.start[v], early.finish[v]) =
            begin_and_end(net, on, time, floor, &early, v, flags, &mut scratch);
    }
    early
}

/// How early one task can begin and finish, what it waits for being known; [`NEVER`] when dropped.
#[inline(always)]
#[expect(clippy::too_many_arguments, reason = "the innermost step of the passes")]
pub(crate) fn begin_and_end<T: Time>(
    net: &Arrays,
    on: &Overlay,
    time: &T,
    floor: Minute,
    early: &Early,
    v: usize,
    flags: u8,
    scratch: &mut Vec<Arrival>,
) -> (Minute, Minute) {
    if flags & !flag::DUE == 0 {
        let mut begin = floor;
        for &u in &net.from[net.links(v)] {
            begin = begin.max(early.finish[u as usize]);
        }
        return time.run(begin, net.takes[v]);
    }
    one(net, on, time, floor, early, v, scratch).unwrap_or((NEVER, NEVER))
}

/// Where a dropped task is shown: where it ended, else where it would have begun.
pub(crate) fn dropped_at<T: Time>(
    net: &Arrays,
    on: &Overlay,
    time: &T,
    start: Minute,
    early: &Early,
    v: usize,
) -> Minute {
    let fact = on.at(v);
    fact.finished.or(fact.started).unwrap_or_else(|| {
        bounds(net, on.flags(net)[v], time, early, v, &mut Vec::new()).0.max(start)
    })
}

/// A task that is not plain; nothing when it is dropped.
fn one<T: Time>(
    net: &Arrays,
    on: &Overlay,
    time: &T,
    floor: Minute,
    early: &Early,
    v: usize,
    scratch: &mut Vec<Arrival>,
) -> Option<(Minute, Minute)> {
    let flags = on.flags(net)[v];
    let fact = on.at(v);
    if fact.dropped {
        return None;
    }
    if let Some(finished) = fact.finished {
        return Some((fact.started.unwrap_or(finished).min(finished), finished));
    }
    let (start_bound, finish_bound) = bounds(net, flags, time, early, v, scratch);
    let end = |begin: Minute| {
        let work_from = if fact.suspended { begin.max(on.now.unwrap_or(NEVER)) } else { begin };
        let end = if flags & flag::FIXED != 0 { net.closes[v] } else { NEVER };
        end.max(time.forward(work_from, net.takes[v])).max(finish_bound)
    };
    if let Some(started) = fact.started {
        return Some((started, end(started).max(on.now.unwrap_or(NEVER))));
    }
    let floor = if flags & flag::FROM != 0 { on.floor(net.opens[v]) } else { floor };
    let mut begin = floor.max(start_bound);
    if flags & (flag::FIXED | flag::PICK) != 0 {
        begin = begin.max(opening(net, flags, &fact, v));
    }
    if flags & flag::FIXED == 0 {
        if finish_bound > NEVER {
            begin = begin.max(time.backward(finish_bound, net.takes[v]));
        }
        begin = time.first_start(begin, net.takes[v]);
    }
    Some((begin, end(begin)))
}

/// The picked begin, else when the window opens.
fn opening(net: &Arrays, flags: u8, fact: &Happened, v: usize) -> Minute {
    if flags & flag::PICK != 0 { fact.picked.unwrap_or(net.opens[v]) } else { net.opens[v] }
}

/// A link that counts, and when it lets the task go on.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Arrival {
    pub(crate) at: Minute,
    pub(crate) link: usize,
}

/// Whether the link bounds the finish rather than the begin.
pub(crate) fn bounds_finish(kind: LinkKind) -> bool {
    matches!(kind, LinkKind::FinishFinish | LinkKind::StartFinish)
}

/// The bounds on begin and finish of a task; [`NEVER`] where there is none.
fn bounds<T: Time>(
    net: &Arrays,
    flags: u8,
    time: &T,
    early: &Early,
    v: usize,
    scratch: &mut Vec<Arrival>,
) -> (Minute, Minute) {
    let mut found = (NEVER, NEVER);
    let mut bound = |arrival: Arrival| {
        if bounds_finish(net.rules[net.rule[arrival.link] as usize].kind) {
            found.1 = found.1.max(arrival.at);
        } else {
            found.0 = found.0.max(arrival.at);
        }
    };
    if flags & flag::JOIN == 0 {
        net.links(v).filter_map(|link| arrival(net, time, early, link)).for_each(bound);
    } else {
        for part in net.parts(v) {
            let links = part.links.start as usize..part.links.end as usize;
            let k = earliest(net, time, early, links, part.join, scratch);
            scratch[..k].iter().copied().for_each(&mut bound);
        }
    }
    found
}

/// Puts the links that bind, the k earliest arrivals, first into `scratch`; returns k. Of links that
/// arrive together the one written first is taken.
pub(crate) fn earliest<T: Time>(
    net: &Arrays,
    time: &T,
    early: &Early,
    links: Range<usize>,
    join: wallchart_plan::expanded::Join,
    scratch: &mut Vec<Arrival>,
) -> usize {
    scratch.clear();
    scratch.extend(links.filter_map(|link| arrival(net, time, early, link)));
    let k = join.count(scratch.len());
    if k < scratch.len() {
        scratch.sort_unstable_by_key(|a| (a.at, a.link));
    }
    k
}

/// When a link lets its task go on; nothing when its predecessor is dropped.
pub(crate) fn arrival<T: Time>(
    net: &Arrays,
    time: &T,
    early: &Early,
    link: usize,
) -> Option<Arrival> {
    let u = net.from[link] as usize;
    let finish = early.finish[u];
    if finish == NEVER {
        return None;
    }
    let rule = net.rules[net.rule[link] as usize];
    let at = match rule {
        PLAIN => finish,
        _ => match rule.kind {
            LinkKind::FinishStart | LinkKind::FinishFinish => time.forward(finish, rule.lag),
            LinkKind::StartStart | LinkKind::StartFinish => time.forward(early.start[u], rule.lag),
        },
    };
    Some(Arrival { at, link })
}
