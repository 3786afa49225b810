//! A network of tasks as flat arrays by topological position.

use std::ops::Range;

use wallchart_plan::expanded::{Join, LinkKind};

use super::time::{Length, Minute};

/// What a task has that the shortest path through the passes does not handle.
pub(crate) mod flag {
    /// Some link has a lag or is not finish-start.
    pub(crate) const LAGS: u8 = 1;
    /// Some need is content with a part of its links.
    pub(crate) const JOIN: u8 = 2;
    /// It has a fixed window.
    pub(crate) const FIXED: u8 = 4;
    /// Its unit picks a time in a window.
    pub(crate) const PICK: u8 = 8;
    /// It is due.
    pub(crate) const DUE: u8 = 16;
    /// Something has happened to it.
    pub(crate) const FACT: u8 = 32;
    /// It hangs on a start of its own, not on that of the campaign.
    pub(crate) const FROM: u8 = 64;
}

/// How a link binds.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Rule {
    pub(crate) kind: LinkKind,
    pub(crate) lag: Length,
}

/// The rule of number 0: finish-start without a lag.
pub(crate) const PLAIN: Rule = Rule { kind: LinkKind::FinishStart, lag: Length::ZERO };

/// The tasks, by topological position. All vectors of tasks are as long as `takes`.
#[derive(Debug, Default)]
pub(crate) struct Arrays {
    /// Where the links of a task begin; one more at the end.
    pub(crate) first: Vec<u32>,
    /// The predecessor of each link, need by need.
    pub(crate) from: Vec<u32>,
    /// The rule of each link, a number into `rules`.
    pub(crate) rule: Vec<u32>,
    /// The rules in use; number 0 is [`PLAIN`].
    pub(crate) rules: Vec<Rule>,
    /// How long it takes; nothing for a fixed window, which is in no working time.
    pub(crate) takes: Vec<Length>,
    /// See [`flag`].
    pub(crate) flags: Vec<u8>,
    /// When its window opens, if it has one; before when it does not begin.
    pub(crate) opens: Vec<Minute>,
    /// When its window closes, if it has one.
    pub(crate) closes: Vec<Minute>,
    /// When it is due, if it is.
    pub(crate) due: Vec<Minute>,
    /// Needs of the tasks with [`flag::JOIN`], by position.
    pub(crate) joins: Vec<(u32, Vec<Part>)>,
}

/// The links of one need, and how many of them are enough.
#[derive(Debug, Clone)]
pub(crate) struct Part {
    pub(crate) links: Range<u32>,
    pub(crate) join: Join,
}

impl Arrays {
    /// How many tasks there are.
    pub(crate) fn len(&self) -> usize {
        self.takes.len()
    }

    /// The links of a task.
    #[inline]
    pub(crate) fn links(&self, v: usize) -> Range<usize> {
        self.first[v] as usize..self.first[v + 1] as usize
    }

    /// The needs of a task with [`flag::JOIN`].
    pub(crate) fn parts(&self, v: usize) -> &[Part] {
        match self.joins.binary_search_by_key(&v, |(at, _)| *at as usize) {
            Ok(i) => &self.joins[i].1,
            Err(_) => &[],
        }
    }
}
