//! What has happened to the tasks of a running campaign, as far as dates are concerned.

use std::collections::BTreeMap;

use wallchart_plan::Instant;
use wallchart_plan::ids::TaskNo;

/// What has happened to a task.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Fact {
    /// When work began.
    pub started: Option<Instant>,
    /// When it was finished.
    pub finished: Option<Instant>,
    /// The begin that the unit picked inside its window.
    pub picked: Option<Instant>,
    /// The extended due date; it takes the place of the plan's.
    pub due: Option<Instant>,
    /// Cancelled or skipped: takes no time and holds nothing up.
    pub dropped: bool,
    /// Stopped for the time being: the whole of its length is still to come, counted from now.
    pub suspended: bool,
}

/// What has happened so far, and the time it is. The default is a plan that has not begun.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Facts {
    /// The time it is; what has not happened cannot happen before it. Absent: as planned.
    pub now: Option<Instant>,
    of: BTreeMap<TaskNo, Fact>,
}

impl Facts {
    /// Nothing has happened, and no time has passed.
    pub fn none() -> Self {
        Self::default()
    }

    /// Nothing has happened by `now`.
    pub fn at(now: Instant) -> Self {
        Self { now: Some(now), of: BTreeMap::new() }
    }

    /// What is known of a task, to be written to.
    pub fn of_mut(&mut self, task: TaskNo) -> &mut Fact {
        self.of.entry(task).or_default()
    }

    /// What is known of a task.
    pub fn of(&self, task: TaskNo) -> Option<&Fact> {
        self.of.get(&task)
    }

    /// Every task of which something is known.
    pub fn iter(&self) -> impl Iterator<Item = (TaskNo, &Fact)> {
        self.of.iter().map(|(no, fact)| (*no, fact))
    }

    /// Work on the task began.
    #[must_use]
    pub fn started(mut self, task: TaskNo, at: Instant) -> Self {
        self.of_mut(task).started = Some(at);
        self
    }

    /// The task was finished.
    #[must_use]
    pub fn finished(mut self, task: TaskNo, at: Instant) -> Self {
        self.of_mut(task).finished = Some(at);
        self
    }

    /// The unit picked when the task begins.
    #[must_use]
    pub fn picked(mut self, task: TaskNo, at: Instant) -> Self {
        self.of_mut(task).picked = Some(at);
        self
    }

    /// The task's due date was moved.
    #[must_use]
    pub fn due(mut self, task: TaskNo, at: Instant) -> Self {
        self.of_mut(task).due = Some(at);
        self
    }

    /// The task was cancelled or skipped.
    #[must_use]
    pub fn dropped(mut self, task: TaskNo) -> Self {
        self.of_mut(task).dropped = true;
        self
    }

    /// The task was suspended.
    #[must_use]
    pub fn suspended(mut self, task: TaskNo) -> Self {
        self.of_mut(task).suspended = true;
        self
    }
}
