//! A schedule that stays in memory and is kept up with what happens.

use std::sync::Arc;

use wallchart_plan::Instant;
use wallchart_plan::ids::TaskNo;

use crate::core::follow::{Extent, Followed};
use crate::core::overlay::Overlay;
use crate::core::time::{instant, minute};
use crate::facts::{Fact, Facts};
use crate::network::{Network, Seeds, happened};
use crate::schedule::{Dates, Found, Schedule};

/// A network scheduled under facts that come in one by one. What it says is always what
/// [`Network::schedule`] says under all of them together, to the minute.
#[derive(Debug)]
pub struct Resident {
    network: Arc<Network>,
    on: Overlay,
    followed: Followed,
}

impl Resident {
    /// Schedules the network under what has happened so far.
    pub fn new(network: Arc<Network>, facts: &Facts) -> Self {
        let on = network.overlay(facts);
        let followed = network.followed(&on);
        Self { network, on, followed }
    }

    /// The network.
    pub fn network(&self) -> &Arc<Network> {
        &self.network
    }

    /// Takes in what is now known of a task, in the place of what was known of it. A task that isn't in
    /// the plan changes nothing.
    pub fn update(&mut self, task: TaskNo, fact: Fact) -> Extent {
        let Some(index) = self.network.index_of(task) else { return Extent::default() };
        let v = self.network.place[index];
        if !self.lay(v as usize, fact) {
            return Extent::default();
        }
        self.network.follow(&self.on, &mut self.followed, Seeds(Some(&[v])))
    }

    /// Takes in all that is known at a time: what a campaign has come to since.
    pub fn follow(&mut self, facts: &Facts) -> Extent {
        let mut seeds = Vec::new();
        for (v, index) in self.network.clone().order.iter().enumerate() {
            let no = self.network.numbers[*index as usize];
            if self.lay(v, facts.of(no).copied().unwrap_or_default()) {
                seeds.push(v as u32);
            }
        }
        self.move_on(facts.now.map(minute), seeds)
    }

    /// Lets time pass. Only tasks that could have begun or ended by then move.
    pub fn advance(&mut self, now: Option<Instant>) -> Extent {
        self.move_on(now.map(minute), Vec::new())
    }

    /// Runs the whole passes, as if nothing were known yet of what they find.
    pub fn recompute(&mut self) -> Extent {
        self.network.follow(&self.on, &mut self.followed, Seeds(None))
    }

    /// Lays a fact over a task; whether it says anything new.
    fn lay(&mut self, v: usize, fact: Fact) -> bool {
        let fact = happened(&fact);
        let is_new = self.on.at(v) != fact;
        if is_new {
            self.on.set(&self.network.arrays, v, fact);
        }
        is_new
    }

    fn move_on(&mut self, now: Option<i32>, mut seeds: Vec<u32>) -> Extent {
        let was = std::mem::replace(&mut self.on.now, now);
        if was != now {
            let (Some(now), true) = (now, now > was) else { return self.recompute() };
            let net = &self.network.arrays;
            seeds.extend((0..net.len()).filter(|v| self.is_moved_by(now, *v)).map(|v| v as u32));
        }
        if seeds.is_empty() {
            return Extent::default();
        }
        self.network.follow(&self.on, &mut self.followed, Seeds(Some(&seeds)))
    }

    /// Whether a task stands where it does because it was earlier than `now`.
    fn is_moved_by(&self, now: i32, v: usize) -> bool {
        let (start, finish) = (self.followed.early.start[v], self.followed.early.finish[v]);
        let fact = self.on.at(v);
        if fact.dropped || fact.finished.is_some() {
            return false;
        }
        fact.suspended || start < now && fact.started.is_none() || finish < now
    }

    fn found(&self) -> Found<'_> {
        let of = &self.followed;
        let (early, late, keeps) = (&of.early, &of.dates, &of.keeps);
        Found { on: &self.on, early, late, keeps, finish: of.finish }
    }

    /// When the campaign finishes.
    pub fn finish(&self) -> Instant {
        instant(self.followed.finish)
    }

    /// The dates of a task.
    pub fn dates(&self, task: TaskNo) -> Option<Dates> {
        let v = *self.network.place.get(self.network.index_of(task)?)? as usize;
        let free = self.network.free_of(&self.on, &self.followed, v);
        Some(self.network.dates(self.found(), free, v))
    }

    /// When the campaign finishes, and its critical tasks by early start.
    pub fn critical_path(&self) -> (Instant, Vec<TaskNo>) {
        self.network.critical(self.found())
    }

    /// The whole schedule, in the order of the plan's tasks.
    pub fn schedule(&self) -> Schedule {
        let free = |v| self.network.free_of(&self.on, &self.followed, v);
        self.network.laid_out(self.found(), free)
    }
}
