//! What keeps each end of a task from being later: the backward pass read forwards.

use wallchart_plan::WorkCalendar;
use wallchart_plan::expanded::LinkKind;

use super::arrays::{Arrays, flag};
use super::backward::{Late, workable};
use super::causes::{Causes, Event, Held, Hold, Rung, shortest, source};
use super::forward::Early;
use super::overlay::Overlay;
use super::time::{ENDLESS, Minute, NEVER, Time, pulled_back};

/// The links that hang on each task, by position of the task that they come from.
#[derive(Debug, Default)]
pub(crate) struct Onward {
    first: Vec<u32>,
    /// Task and link.
    links: Vec<(u32, u32)>,
}

impl Onward {
    /// Turns the links of a network around.
    pub(crate) fn new(net: &Arrays) -> Self {
        let n = net.len();
        let mut first = vec![0u32; n + 1];
        for u in &net.from {
            first[*u as usize + 1] += 1;
        }
        for i in 0..n {
            first[i + 1] += first[i];
        }
        let mut free = first.clone();
        let mut links = vec![(0, 0); net.from.len()];
        for w in 0..n {
            for link in net.links(w) {
                let slot = &mut free[net.from[link] as usize];
                links[*slot as usize] = (w as u32, link as u32);
                *slot += 1;
            }
        }
        Self { first, links }
    }

    /// The tasks that hang on a task, each with the link.
    pub(crate) fn of(&self, u: usize) -> impl Iterator<Item = (usize, usize)> {
        let range = self.first[u] as usize..self.first[u + 1] as usize;
        self.links[range].iter().map(|(w, link)| (*w as usize, *link as usize))
    }
}

/// Dates of the backward pass with what they came of.
#[derive(Clone, Copy)]
pub(crate) struct Limits<'a> {
    pub(crate) net: &'a Arrays,
    pub(crate) on: &'a Overlay,
    pub(crate) time: &'a WorkCalendar,
    pub(crate) early: &'a Early,
    pub(crate) late: &'a Late,
    /// The bounds on finishes, before they were put into working time.
    pub(crate) bounds: &'a [Minute],
    pub(crate) finish: Minute,
    pub(crate) onward: &'a Onward,
}

impl Limits<'_> {
    /// When the end is at the latest.
    pub(crate) fn date(&self, event: Event) -> Minute {
        let dates = if event.is_finish { &self.late.finish } else { &self.late.start };
        dates[event.v]
    }

    /// The links that bind that end of a task, each with the bound.
    fn links(&self, event: Event) -> Vec<Held> {
        let mut found = Vec::new();
        for (w, link) in self.onward.of(event.v) {
            if source(self.net, link) != event || !self.binds(w, link) {
                continue;
            }
            let rule = self.net.rules[self.net.rule[link] as usize];
            let bound = match rule.kind {
                LinkKind::FinishStart | LinkKind::StartStart => self.late.start[w],
                LinkKind::FinishFinish | LinkKind::StartFinish => self.bounds[w],
            };
            found.push(Held {
                by: Hold::Link(link),
                at: Time::backward(self.time, bound, rule.lag),
            });
        }
        found
    }

    /// Whether a link of a task binds, as the backward pass has it.
    fn binds(&self, w: usize, link: usize) -> bool {
        let fact = self.on.at(w);
        let kind = self.net.rules[self.net.rule[link] as usize].kind;
        let on_begin = matches!(kind, LinkKind::FinishStart | LinkKind::StartStart);
        if fact.finished.is_some() || fact.dropped || (fact.started.is_some() && on_begin) {
            return false;
        }
        let Self { net, on, time, early, .. } = *self;
        let causes = Causes { net, on, time, start: NEVER, early };
        if on.flags(net)[w] & flag::JOIN == 0 {
            return early.finish[net.from[link] as usize] != NEVER;
        }
        causes.counted(w).iter().any(|a| a.link == link)
    }

    /// What keeps an end where it is at the latest: each of these alone would.
    pub(crate) fn holding(&self, event: Event) -> Vec<Held> {
        let (v, takes) = (event.v, self.net.takes[event.v]);
        let flags = self.on.flags(self.net)[v];
        let pulled = |c: Minute| pulled_back(self.time, takes, c, self.early.finish[v]);
        let mut found = self.links(Event::finish(v));
        if flags & (flag::FIXED | flag::PICK) != 0 {
            found.push(Held { by: Hold::Closes, at: self.net.closes[v] });
        }
        let due = self.on.at(v).due.unwrap_or(self.net.due[v]);
        if due != ENDLESS {
            found.push(Held { by: Hold::Due, at: due });
        }
        found.push(Held { by: Hold::End, at: self.finish });
        let end = found.iter().map(|h| pulled(h.at)).min().unwrap_or(self.finish);
        let by_begin = self.late.finish[v] < end;
        if event.is_finish {
            found.retain(|h| pulled(h.at) == self.late.finish[v]);
            if by_begin {
                found.push(Held { by: Hold::Takes, at: self.late.finish[v] });
            }
            return found;
        }
        let begin = self.late.start[v];
        let mut found = self.links(event);
        found.retain(|h| workable(self.time, h.at, takes) == begin);
        let own = match flags & flag::FIXED {
            0 => Time::backward(self.time, self.late.finish[v], takes),
            _ => {
                let length = self.net.closes[v].saturating_sub(self.net.opens[v]);
                self.late.finish[v].saturating_sub(length)
            }
        };
        if own == begin && !by_begin {
            found.push(Held { by: Hold::Takes, at: begin });
        }
        found
    }

    fn next(&self, event: Event, by: Hold) -> Option<Event> {
        match by {
            Hold::Link(link) => {
                let kind = self.net.rules[self.net.rule[link] as usize].kind;
                let w = self.onward.of(event.v).find(|(_, l)| *l == link).map(|(w, _)| w)?;
                let is_finish = matches!(kind, LinkKind::FinishFinish | LinkKind::StartFinish);
                Some(Event { v: w, is_finish })
            }
            Hold::Takes => Some(Event { is_finish: !event.is_finish, ..event }),
            _ => None,
        }
    }

    /// The task that a link leads to.
    pub(crate) fn target(&self, event: Event, by: Hold) -> Option<usize> {
        match by {
            Hold::Link(_) => self.next(event, by).map(|e| e.v),
            _ => None,
        }
    }

    /// The shortest way from an end on to a last bound, every step with all that keep it there.
    pub(crate) fn chain(&self, from: Event) -> Vec<Rung> {
        shortest(from, |e| self.holding(e), |e, by| self.next(e, by))
    }
}
