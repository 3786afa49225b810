//! Facts laid over a network: a copy of the flags and the facts by position.

use super::arrays::{Arrays, flag};
use super::time::{Minute, NEVER};

/// What has happened to a task, in minutes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(crate) struct Happened {
    pub(crate) started: Option<Minute>,
    pub(crate) finished: Option<Minute>,
    pub(crate) picked: Option<Minute>,
    pub(crate) due: Option<Minute>,
    pub(crate) dropped: bool,
    pub(crate) suspended: bool,
}

/// Facts by position, and the time it is.
#[derive(Debug, Default)]
pub(crate) struct Overlay {
    pub(crate) now: Option<Minute>,
    flags: Vec<u8>,
    slot: Vec<u32>,
    facts: Vec<Happened>,
}

impl Overlay {
    /// Lays the facts over the network; one fact a position.
    pub(crate) fn new(
        net: &Arrays,
        now: Option<Minute>,
        facts: impl Iterator<Item = (usize, Happened)>,
    ) -> Self {
        let mut this = Overlay { now, ..Overlay::default() };
        for (v, fact) in facts {
            this.set(net, v, fact);
        }
        this
    }

    /// Lays one fact over a task, in the place of what was known of it.
    pub(crate) fn set(&mut self, net: &Arrays, v: usize, fact: Happened) {
        if self.slot.is_empty() {
            self.flags.clone_from(&net.flags);
            self.slot = vec![0; net.len()];
        }
        if self.flags[v] & flag::FACT == 0 {
            self.flags[v] |= flag::FACT;
            self.slot[v] = self.facts.len() as u32;
            self.facts.push(fact);
        } else {
            self.facts[self.slot[v] as usize] = fact;
        }
    }

    /// The first minute at which anything can begin that hasn't begun.
    pub(crate) fn floor(&self, start: Minute) -> Minute {
        start.max(self.now.unwrap_or(NEVER))
    }

    /// The flags of the network with [`flag::FACT`] where there is one.
    pub(crate) fn flags<'a>(&'a self, net: &'a Arrays) -> &'a [u8] {
        if self.flags.is_empty() { &net.flags } else { &self.flags }
    }

    /// What has happened to a task.
    pub(crate) fn at(&self, v: usize) -> Happened {
        match self.flags.get(v) {
            Some(flags) if flags & flag::FACT != 0 => self.facts[self.slot[v] as usize],
            _ => Happened::default(),
        }
    }
}
