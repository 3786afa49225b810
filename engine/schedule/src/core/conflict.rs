//! The fewest causes that together already rule a date out.
//!
//! Searched backwards from the date, a link at a time, keeping for every end how late it may be if the
//! date is to be kept. The first step at which some end has a first cause (a window, a begin, the campaign's
//! start) later than that, there is a proof of the fewest steps; of several the one that misses by most.
//! Such a chain stands alone: none of its parts can be taken out without the rest becoming possible.

use std::collections::BTreeMap;

use super::backward::workable;
use super::causes::{Causes, Event, Held, Hold, Rung};
use super::time::{Minute, Time};

/// A chain of causes that rules a date out.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Conflict {
    /// From the first cause to the end whose date is ruled out: each end with what holds it, and when it
    /// is by these causes alone.
    pub(crate) steps: Vec<(Event, Hold, Minute)>,
}

impl Conflict {
    /// When the last end is, by these causes alone.
    pub(crate) fn at(&self) -> Minute {
        self.steps.last().map_or(0, |(_, _, at)| *at)
    }
}

/// A first cause: the task that it is of, what it is, and how many steps away it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Root {
    pub(crate) v: usize,
    pub(crate) by: Hold,
    pub(crate) steps: usize,
}

/// An end met by the search: how late it may be, and through what it bounds the end before it.
struct Met {
    event: Event,
    latest: Minute,
    parent: usize,
    /// What holds the parent: this end's date, through a link or the parent's own length.
    through: Hold,
}

impl Causes<'_> {
    /// The fewest causes that put `target` after `limit`, of at most `steps` steps. `budget` is how many
    /// links may be looked at, and what is left of that.
    pub(crate) fn conflict(
        &self,
        target: Event,
        limit: Minute,
        steps: usize,
        budget: &mut usize,
    ) -> Option<Conflict> {
        let first = Met { event: target, latest: limit, parent: usize::MAX, through: Hold::Start };
        let mut met = vec![first];
        let mut best: BTreeMap<Event, Minute> = BTreeMap::from([(target, limit)]);
        let mut layer = 0..1;
        for _ in 0..steps {
            layer.end = self.widen(&mut met, layer.clone(), &mut best);
            if let Some(found) = self.proof(&met, layer.clone()) {
                return Some(found);
            }
            let mut next: BTreeMap<Event, (Minute, usize, Hold)> = BTreeMap::new();
            for at in layer.clone() {
                let Met { event, latest, .. } = met[at];
                for (hold, onto, bound) in self.earlier(event, latest) {
                    if hold == Hold::Takes {
                        continue;
                    }
                    *budget = budget.checked_sub(1)?;
                    let known = best.get(&onto).is_some_and(|b| *b <= bound);
                    let better = next.get(&onto).is_none_or(|(b, ..)| bound < *b);
                    if !known && better {
                        next.insert(onto, (bound, at, hold));
                    }
                }
            }
            if next.is_empty() {
                return None;
            }
            layer = met.len()..met.len() + next.len();
            for (event, (latest, parent, through)) in next {
                best.insert(event, latest);
                met.push(Met { event, latest, parent, through });
            }
        }
        None
    }

    /// A task's own length is no step: the begin of what finishes in a layer is in it too. Returns where
    /// the layer ends now.
    fn widen(
        &self,
        met: &mut Vec<Met>,
        layer: std::ops::Range<usize>,
        best: &mut BTreeMap<Event, Minute>,
    ) -> usize {
        for at in layer {
            let Met { event, latest, .. } = met[at];
            if !event.is_finish {
                continue;
            }
            for (through, onto, bound) in self.earlier(event, latest) {
                if through == Hold::Takes && best.get(&onto).is_none_or(|b| bound < *b) {
                    best.insert(onto, bound);
                    met.push(Met { event: onto, latest: bound, parent: at, through });
                }
            }
        }
        met.len()
    }

    /// The first cause in a layer that misses by most, as a chain.
    fn proof(&self, met: &[Met], layer: std::ops::Range<usize>) -> Option<Conflict> {
        let mut found: Option<(Minute, usize, Hold)> = None;
        for at in layer {
            let Met { event, latest, .. } = met[at];
            for held in self.all(event).into_iter().filter(|h| self.next(event, h.by).is_none()) {
                let date = self.effect(event, held.at, held.by);
                let by = date.saturating_sub(latest);
                if date > latest && found.is_none_or(|(most, ..)| by > most) {
                    found = Some((by, at, held.by));
                }
            }
        }
        let (_, at, first) = found?;
        self.replay(met, at, first)
    }

    /// The chain from an end that was met to the target, dates worked out from its first cause alone.
    fn replay(&self, met: &[Met], mut at: usize, first: Hold) -> Option<Conflict> {
        let event = met[at].event;
        let held = self.all(event).into_iter().find(|h| h.by == first)?;
        let mut date = self.effect(event, held.at, first);
        let mut steps = vec![(event, first, date)];
        while met[at].parent != usize::MAX {
            let (through, parent) = (met[at].through, met[at].parent);
            let event = met[parent].event;
            date = self.carried(event, through, date);
            steps.push((event, through, date));
            at = parent;
        }
        (date > met[0].latest).then_some(Conflict { steps })
    }

    /// When an end is that something lets go at a time.
    fn effect(&self, event: Event, at: Minute, by: Hold) -> Minute {
        let stands = event.is_finish || matches!(by, Hold::Begun | Hold::Done);
        if stands { at } else { self.begins(event.v, at) }
    }

    /// When an end is by what holds it alone, `date` being the date of the end that this hangs on.
    pub(crate) fn carried(&self, event: Event, by: Hold, date: Minute) -> Minute {
        let takes = self.net.takes[event.v];
        match by {
            Hold::Takes => Time::forward(self.time, date, takes),
            Hold::Link(link) => {
                let rule = self.net.rules[self.net.rule[link] as usize];
                let mut at = Time::forward(self.time, date, rule.lag);
                if !event.is_finish && self.onto_finish(link) {
                    at = Time::backward(self.time, at, takes);
                }
                self.effect(event, at, by)
            }
            _ => date,
        }
    }

    /// What an end hangs on, and how late that may be for the end to be no later than `latest`.
    fn earlier(&self, event: Event, latest: Minute) -> Vec<(Hold, Event, Minute)> {
        let (v, takes) = (event.v, self.net.takes[event.v]);
        // A begin outside working time moves on to the next of it.
        let latest = match event.is_finish || self.is_fixed(v) {
            true => latest,
            false => workable(self.time, latest, takes),
        };
        let mut found = Vec::new();
        for Held { by, .. } in self.all(event) {
            let Some(onto) = self.next(event, by) else { continue };
            let bound = match by {
                Hold::Link(link) => {
                    let rule = self.net.rules[self.net.rule[link] as usize];
                    let at = match !event.is_finish && self.onto_finish(link) {
                        true => {
                            let end = Time::forward(self.time, latest, takes);
                            Time::first_start(self.time, end, takes)
                        }
                        false => latest,
                    };
                    Time::backward(self.time, at, rule.lag)
                }
                _ => Time::backward(self.time, latest, takes),
            };
            found.push((by, onto, bound));
        }
        found
    }

    /// The chain that does hold an end where it is, as a conflict with whatever date it should keep.
    pub(crate) fn held_by(&self, target: Event) -> Conflict {
        let rungs: Vec<Rung> = self.chain(target);
        let mut steps = Vec::with_capacity(rungs.len());
        for rung in rungs.into_iter().rev() {
            let by = rung.by.first().map_or(Hold::Start, |h| h.by);
            steps.push((rung.event, by, self.date(rung.event)));
        }
        Conflict { steps }
    }

    /// For every end the first cause that holds it, by the shortest way.
    pub(crate) fn roots(&self) -> Vec<Option<Root>> {
        let n = self.net.len();
        let mut roots: Vec<Option<Root>> = vec![None; n * 2];
        for v in 0..n {
            for event in [Event::begin(v), Event::finish(v)] {
                let found = self.holding(event).into_iter().filter_map(|held| {
                    Some(match self.next(event, held.by) {
                        None => Root { v, by: held.by, steps: 0 },
                        Some(on) => {
                            let root = roots[on.index()]?;
                            Root { steps: root.steps + 1, ..root }
                        }
                    })
                });
                roots[event.index()] = found.min_by_key(|root| root.steps);
            }
        }
        roots
    }
}
