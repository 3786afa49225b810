//! Passes that follow what happens: only what a fact moves is worked out again, by the same steps as the
//! whole passes, so that the dates are the same to the minute.
//!
//! Forward from the tasks that something happened to, in topological order, as long as dates move; then
//! backward from whatever moved, in the opposite order, once for each [`Aim`]. When the campaign's finish
//! moves, or too much does, the whole pass is cheaper and takes over.

use super::arrays::{Arrays, flag};
use super::backward::{Aim, Late, Pass, backward_kept};
use super::forward::{Arrival, Early, begin_and_end, earliest, forward};
use super::frontier::Frontier;
use super::overlay::Overlay;
use super::time::{ENDLESS, Minute, NEVER, Time};

/// One in so many of a network's tasks and links may be looked at before the whole pass takes over.
const SHARE: usize = 64;
/// So many may be looked at however small the network is.
const ALWAYS: usize = 256;

/// Links by the task that they come from.
#[derive(Debug)]
struct Onward {
    first: Vec<u32>,
    /// The link, and the task that it leads to.
    to: Vec<(u32, u32)>,
}

impl Onward {
    fn new(net: &Arrays) -> Self {
        let mut first = vec![0u32; net.len() + 1];
        for u in &net.from {
            first[*u as usize + 1] += 1;
        }
        for v in 0..net.len() {
            first[v + 1] += first[v];
        }
        let mut fill = first.clone();
        let mut to = vec![(0, 0); net.from.len()];
        for v in 0..net.len() {
            for link in net.links(v) {
                let at = &mut fill[net.from[link] as usize];
                to[*at as usize] = (link as u32, v as u32);
                *at += 1;
            }
        }
        Self { first, to }
    }

    fn of(&self, v: usize) -> &[(u32, u32)] {
        &self.to[self.first[v] as usize..self.first[v + 1] as usize]
    }
}

/// A network with the facts laid over it, and the clock that its lengths are in.
pub(crate) struct Ground<'a, T> {
    pub(crate) net: &'a Arrays,
    pub(crate) on: &'a Overlay,
    pub(crate) time: &'a T,
    pub(crate) start: Minute,
}

/// What the passes found, kept up with the facts.
#[derive(Debug)]
pub(crate) struct Followed {
    pub(crate) early: Early,
    pub(crate) dates: Late,
    pub(crate) keeps: Late,
    pub(crate) finish: Minute,
    /// The latest early finish; [`NEVER`] when there is none.
    top: Minute,
    onward: Onward,
    /// Whether each link of a task with a partial join is among those that bind.
    binds: Vec<bool>,
    queue: Frontier,
    /// Tasks whose late dates may have moved.
    late: Vec<u32>,
    scratch: Vec<Arrival>,
}

/// How much was worked out.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Extent {
    /// Tasks and links looked at one by one.
    pub looked_at: usize,
    /// Whole passes that were run.
    pub passes: u8,
}

impl Followed {
    /// Runs the whole passes.
    pub(crate) fn new<T: Time>(ground: &Ground<'_, T>) -> Self {
        let net = ground.net;
        let mut this = Self {
            early: Early::default(),
            dates: Late::default(),
            keeps: Late::default(),
            finish: ground.start,
            top: NEVER,
            onward: Onward::new(net),
            binds: if net.joins.is_empty() { Vec::new() } else { vec![true; net.from.len()] },
            queue: Frontier::new(net.len()),
            late: Vec::new(),
            scratch: Vec::new(),
        };
        this.whole(ground);
        this
    }

    /// Runs the whole passes.
    pub(crate) fn whole<T: Time>(&mut self, ground: &Ground<'_, T>) -> Extent {
        let Ground { net, on, time, start } = *ground;
        self.early = forward(net, on, time, start);
        for (v, _) in &net.joins {
            self.choose(ground, *v as usize);
        }
        self.late.clear();
        self.top = self.early.finish.iter().copied().max().unwrap_or(NEVER);
        self.finish = if self.top == NEVER { start } else { self.top };
        self.back_whole(ground);
        Extent { looked_at: 0, passes: 3 }
    }

    fn back_whole<T: Time>(&mut self, ground: &Ground<'_, T>) {
        let Ground { net, on, time, .. } = *ground;
        self.dates = backward_kept(net, on, time, &self.early, self.finish, Aim::Dates);
        self.keeps = backward_kept(net, on, time, &self.early, self.finish, Aim::Finish);
    }

    /// Works out what hangs on the tasks that something has happened to.
    pub(crate) fn follow<T: Time>(
        &mut self,
        ground: &Ground<'_, T>,
        seeds: impl IntoIterator<Item = usize>,
    ) -> Extent {
        let limit = (ground.net.len() + ground.net.from.len()) / SHARE + ALWAYS;
        let mut extent = Extent::default();
        self.late.clear();
        for v in seeds {
            extent.looked_at += 1;
            self.queue.insert(v);
            self.late.push(v as u32);
            self.late.extend_from_slice(&ground.net.from[ground.net.links(v)]);
        }
        let Some(top) = self.ahead(ground, limit, &mut extent) else { return self.whole(ground) };
        let finish = if top == NEVER { ground.start } else { top };
        self.top = top;
        if std::mem::replace(&mut self.finish, finish) != finish {
            self.back_whole(ground);
            extent.passes += 2;
            return extent;
        }
        for aim in [Aim::Dates, Aim::Finish] {
            let mut late = match aim {
                Aim::Finish => std::mem::take(&mut self.keeps),
                _ => std::mem::take(&mut self.dates),
            };
            if !self.back(ground, aim, &mut late, extent.looked_at + limit, &mut extent) {
                let Ground { net, on, time, .. } = *ground;
                late = backward_kept(net, on, time, &self.early, self.finish, aim);
                extent.passes += 1;
            }
            match aim {
                Aim::Finish => self.keeps = late,
                _ => self.dates = late,
            }
        }
        extent
    }

    /// Early dates from the queue on; the latest finish, or nothing when there is too much to do.
    fn ahead<T: Time>(
        &mut self,
        ground: &Ground<'_, T>,
        limit: usize,
        extent: &mut Extent,
    ) -> Option<Minute> {
        let Ground { net, on, time, start } = *ground;
        let (flags, floor) = (on.flags(net), on.floor(start));
        let (mut top, mut lowered) = (self.top, false);
        while let Some(v) = self.queue.pop_first() {
            extent.looked_at += 1 + net.links(v).len();
            if extent.looked_at > limit {
                self.queue.clear();
                return None;
            }
            if flags[v] & flag::JOIN != 0 {
                self.choose(ground, v);
            }
            let (early, scratch) = (&self.early, &mut self.scratch);
            let found = begin_and_end(net, on, time, floor, early, v, flags[v], scratch);
            let was = (self.early.start[v], self.early.finish[v]);
            if found == was {
                continue;
            }
            lowered |= was.1 == self.top && found.1 < was.1;
            top = top.max(found.1);
            (self.early.start[v], self.early.finish[v]) = found;
            self.late.push(v as u32);
            let onto = self.onward.of(v);
            extent.looked_at += onto.len();
            onto.iter().for_each(|(_, w)| self.queue.insert(*w as usize));
        }
        if lowered {
            top = self.early.finish.iter().copied().max().unwrap_or(NEVER);
        }
        Some(top)
    }

    /// Finds out which links of a partial join bind; whose binding changed has other late dates.
    fn choose<T: Time>(&mut self, ground: &Ground<'_, T>, v: usize) {
        let Ground { net, time, .. } = *ground;
        for part in net.parts(v) {
            let links = part.links.start as usize..part.links.end as usize;
            let scratch = &mut self.scratch;
            let k = earliest(net, time, &self.early, links.clone(), part.join, scratch);
            let mut bind: Vec<usize> = scratch[..k].iter().map(|a| a.link).collect();
            bind.sort_unstable();
            for link in links {
                let binds = bind.binary_search(&link).is_ok();
                if std::mem::replace(&mut self.binds[link], binds) != binds {
                    self.late.push(net.from[link]);
                }
            }
        }
    }

    /// Late dates back from the tasks that are noted; whether that was little enough to do.
    fn back<T: Time>(
        &mut self,
        ground: &Ground<'_, T>,
        aim: Aim,
        late: &mut Late,
        limit: usize,
        extent: &mut Extent,
    ) -> bool {
        let Ground { net, on, time, .. } = *ground;
        let flags = on.flags(net);
        self.late.iter().for_each(|v| self.queue.insert(*v as usize));
        let pass = Pass { net, on, time, early: &self.early, aim };
        while let Some(v) = self.queue.pop_last() {
            extent.looked_at += 1 + self.onward.of(v).len();
            if extent.looked_at > limit {
                self.queue.clear();
                return false;
            }
            let bounds = self.bounds(&pass, (&late.start, &late.bound), v);
            let found = pass.one(v, flags[v] & !aim.ignored(), bounds);
            // What bounds finishes is asked for only through links that aren't plain.
            let other = flags[v] & flag::LAGS != 0 && found.bound != late.bound[v];
            let moved = found.begin != late.start[v] || other;
            (late.start[v], late.finish[v], late.bound[v]) = (found.begin, found.end, found.bound);
            if moved {
                let preds = &net.from[net.links(v)];
                extent.looked_at += preds.len();
                preds.iter().for_each(|u| self.queue.insert(*u as usize));
            }
        }
        true
    }

    /// The bounds on begin and finish of a task that its successors leave, whose own dates they are.
    fn bounds<T: Time>(
        &self,
        pass: &Pass<'_, T>,
        (begins, ends): (&[Minute], &[Minute]),
        v: usize,
    ) -> (Minute, Minute) {
        let (net, on) = (pass.net, pass.on);
        let flags = on.flags(net);
        let mut of = (ENDLESS, self.finish);
        if self.early.finish[v] == NEVER {
            return of;
        }
        for (link, w) in self.onward.of(v) {
            let (link, w) = (*link as usize, *w as usize);
            if flags[w] & (flag::FACT | flag::JOIN | flag::LAGS) == 0 {
                of.1 = of.1.min(begins[w]);
                continue;
            }
            let fact = on.at(w);
            let idle = fact.finished.is_some() || fact.dropped;
            if idle || flags[w] & flag::JOIN != 0 && !self.binds[link] {
                continue;
            }
            pass.bind_by(&mut of, link, (begins[w], ends[w]), fact.started.is_some());
        }
        of
    }

    /// How late a task may finish without moving another, as [`free`](super::backward::free) has it for
    /// all.
    pub(crate) fn free<T: Time>(&self, ground: &Ground<'_, T>, v: usize) -> Minute {
        let Ground { net, on, time, .. } = *ground;
        let early = &self.early;
        let pass = Pass { net, on, time, early, aim: Aim::Dates };
        pass.free(v, self.bounds(&pass, (&early.start, &early.finish), v))
    }
}
