//! What holds each end of a task where the forward pass put it: the pass read backwards.

use std::collections::{BTreeSet, VecDeque};

use wallchart_plan::WorkCalendar;

use super::arrays::{Arrays, flag};
use super::forward::{Arrival, Early, arrival, bounds_finish, earliest};
use super::overlay::Overlay;
use super::time::{Minute, NEVER, Time};

/// One end of a task, by position.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Event {
    pub(crate) v: usize,
    pub(crate) is_finish: bool,
}

impl Event {
    pub(crate) fn begin(v: usize) -> Self {
        Self { v, is_finish: false }
    }

    pub(crate) fn finish(v: usize) -> Self {
        Self { v, is_finish: true }
    }

    /// Its number among the ends of all tasks.
    pub(crate) fn index(self) -> usize {
        self.v * 2 + usize::from(self.is_finish)
    }
}

/// What may hold an end.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Hold {
    /// The campaign begins then.
    Start,
    /// It is then now.
    Now,
    /// Its window opens.
    Opens,
    /// Its unit picked that time.
    Picked,
    /// Its window closes; in the backward pass the finish of a window too.
    Closes,
    /// It began then.
    Begun,
    /// It was finished then.
    Done,
    /// It has begun and isn't finished.
    Overrun,
    /// It was suspended: all of it is still to come.
    Resumed,
    /// Its own length, from its other end.
    Takes,
    /// A link, by its number.
    Link(usize),
    /// It is due then. Backward only.
    Due,
    /// The campaign finishes then. Backward only.
    End,
}

/// Something that holds an end, and from when on it lets go, or until when.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Held {
    pub(crate) by: Hold,
    pub(crate) at: Minute,
}

/// A step from an end to what holds it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Rung {
    pub(crate) event: Event,
    /// All that hold it; the first is the one that the next step goes on from.
    pub(crate) by: Vec<Held>,
}

/// Dates of the forward pass with what they came of.
#[derive(Clone, Copy)]
pub(crate) struct Causes<'a> {
    pub(crate) net: &'a Arrays,
    pub(crate) on: &'a Overlay,
    pub(crate) time: &'a WorkCalendar,
    pub(crate) start: Minute,
    pub(crate) early: &'a Early,
}

impl Causes<'_> {
    /// When the end is.
    pub(crate) fn date(&self, event: Event) -> Minute {
        let dates = if event.is_finish { &self.early.finish } else { &self.early.start };
        dates[event.v]
    }

    /// The end of the predecessor that a link hangs on.
    pub(crate) fn source(&self, link: usize) -> Event {
        source(self.net, link)
    }

    /// The links of a task that count: of partial joins the earliest.
    pub(crate) fn counted(&self, v: usize) -> Vec<Arrival> {
        if self.on.flags(self.net)[v] & flag::JOIN == 0 {
            let links = self.net.links(v);
            return links.filter_map(|l| arrival(self.net, self.time, self.early, l)).collect();
        }
        let (mut found, mut scratch) = (Vec::new(), Vec::new());
        for part in self.net.parts(v) {
            let links = part.links.start as usize..part.links.end as usize;
            let k = earliest(self.net, self.time, self.early, links, part.join, &mut scratch);
            found.extend_from_slice(&scratch[..k]);
        }
        found
    }

    pub(crate) fn is_fixed(&self, v: usize) -> bool {
        self.net.flags[v] & flag::FIXED != 0
    }

    pub(crate) fn onto_finish(&self, link: usize) -> bool {
        bounds_finish(self.net.rules[self.net.rule[link] as usize].kind)
    }

    /// When a task begins that is let go at a time.
    pub(crate) fn begins(&self, v: usize, at: Minute) -> Minute {
        if self.is_fixed(v) { at } else { Time::first_start(self.time, at, self.net.takes[v]) }
    }

    /// Everything that keeps an end from being earlier, whether or not something else keeps it longer.
    pub(crate) fn all(&self, event: Event) -> Vec<Held> {
        if event.is_finish { self.of_finish(event.v) } else { self.of_begin(event.v) }
    }

    /// What holds an end where it is: each of these alone would. Nothing for a dropped task.
    pub(crate) fn holding(&self, event: Event) -> Vec<Held> {
        let date = self.date(event);
        let mut found = self.all(event);
        found.retain(|held| match event.is_finish {
            true => held.at == date,
            false => {
                matches!(held.by, Hold::Begun | Hold::Done) || self.begins(event.v, held.at) == date
            }
        });
        found
    }

    fn of_begin(&self, v: usize) -> Vec<Held> {
        let (net, fact) = (self.net, self.on.at(v));
        if fact.dropped {
            return Vec::new();
        }
        let held = |by, at| Held { by, at };
        if fact.finished.is_some() || fact.started.is_some() {
            let by = if fact.started.is_some() { Hold::Begun } else { Hold::Done };
            return vec![held(by, self.early.start[v])];
        }
        let mut found = Vec::new();
        for arrival in self.counted(v) {
            let by = Hold::Link(arrival.link);
            if !self.onto_finish(arrival.link) {
                found.push(held(by, arrival.at));
            } else if !self.is_fixed(v) {
                found.push(held(by, Time::backward(self.time, arrival.at, net.takes[v])));
            }
        }
        if net.flags[v] & (flag::FIXED | flag::PICK) != 0 {
            found.push(match fact.picked {
                Some(at) if !self.is_fixed(v) => held(Hold::Picked, at),
                _ => held(Hold::Opens, net.opens[v]),
            });
        }
        found.extend(self.on.now.map(|now| held(Hold::Now, now)));
        found.push(match net.flags[v] & flag::FROM {
            0 => held(Hold::Start, self.start),
            _ => held(Hold::Opens, net.opens[v]),
        });
        found
    }

    fn of_finish(&self, v: usize) -> Vec<Held> {
        let (net, fact) = (self.net, self.on.at(v));
        if fact.dropped {
            return Vec::new();
        }
        let held = |by, at| Held { by, at };
        if let Some(finished) = fact.finished {
            return vec![held(Hold::Done, finished)];
        }
        let mut found = Vec::new();
        if self.is_fixed(v) {
            found.push(held(Hold::Closes, net.closes[v]));
        }
        let begin = self.early.start[v];
        let now = self.on.now.unwrap_or(NEVER);
        let (by, from) =
            if fact.suspended && now > begin { (Hold::Resumed, now) } else { (Hold::Takes, begin) };
        found.push(held(by, Time::forward(self.time, from, net.takes[v])));
        for arrival in self.counted(v).into_iter().filter(|a| self.onto_finish(a.link)) {
            found.push(held(Hold::Link(arrival.link), arrival.at));
        }
        if fact.started.is_some() && now > NEVER {
            found.push(held(Hold::Overrun, now));
        }
        found
    }

    /// The end that something else hangs on, which holds this one; nothing for a first cause.
    pub(crate) fn next(&self, event: Event, by: Hold) -> Option<Event> {
        match by {
            Hold::Link(link) => Some(self.source(link)),
            Hold::Takes => Some(Event::begin(event.v)),
            _ => None,
        }
    }

    /// The shortest way from an end back to a first cause, every step with all that hold it there.
    pub(crate) fn chain(&self, from: Event) -> Vec<Rung> {
        shortest(from, |e| self.holding(e), |e, by| self.next(e, by))
    }
}

/// The end of the predecessor that a link hangs on.
pub(crate) fn source(net: &Arrays, link: usize) -> Event {
    use wallchart_plan::expanded::LinkKind::{FinishFinish, FinishStart};
    let kind = net.rules[net.rule[link] as usize].kind;
    Event { v: net.from[link] as usize, is_finish: matches!(kind, FinishStart | FinishFinish) }
}

/// The shortest way from an end along what holds it to something that nothing else holds.
pub(crate) fn shortest(
    from: Event,
    holding: impl Fn(Event) -> Vec<Held>,
    next: impl Fn(Event, Hold) -> Option<Event>,
) -> Vec<Rung> {
    // For every end met, where it was met from: an index into `met`.
    let mut met: Vec<(Event, usize, Vec<Held>)> = Vec::new();
    let mut seen = BTreeSet::from([from]);
    let mut queue = VecDeque::from([(from, usize::MAX)]);
    while let Some((event, parent)) = queue.pop_front() {
        let by = holding(event);
        let first_cause = by.iter().position(|h| next(event, h.by).is_none());
        let steps: Vec<Event> = by.iter().filter_map(|h| next(event, h.by)).collect();
        met.push((event, parent, by));
        let here = met.len() - 1;
        if let Some(i) = first_cause {
            return way(met, here, i, next);
        }
        for step in steps {
            if seen.insert(step) {
                queue.push_back((step, here));
            }
        }
    }
    Vec::new()
}

/// The steps to `last`, whose `cause`-th hold is the first cause.
fn way(
    mut met: Vec<(Event, usize, Vec<Held>)>,
    last: usize,
    cause: usize,
    next: impl Fn(Event, Hold) -> Option<Event>,
) -> Vec<Rung> {
    let mut out = Vec::new();
    let (mut at, mut lead) = (last, cause);
    loop {
        let (event, parent, by) = &mut met[at];
        let (event, parent, mut by) = (*event, *parent, std::mem::take(by));
        by[..=lead].rotate_right(1);
        out.push(Rung { event, by });
        if parent == usize::MAX {
            break;
        }
        let (above, _, holds) = &met[parent];
        lead = holds.iter().position(|h| next(*above, h.by) == Some(event)).unwrap_or(0);
        at = parent;
    }
    out.reverse();
    out
}
