//! Playbooks (预案): tasks that wait for a trigger, as they are stored, and what a start makes of them.
//!
//! A template is an ordinary [`Task`] in which `{NAME}` stands for a parameter, in texts and in place of units
//! (no unit has a brace in its name), so whatever knows tasks knows it. Times that hang on the start T are
//! kept beside it, already read. Nothing here looks at a plan's text.

mod make;
mod time;

pub(crate) use make::{Dues, dues};
pub use make::{Fault, OCCURRENCES_MAX, PLAYS, checked, occurrence, play_stream, started};
pub(crate) use time::later;
pub use time::{Around, PlayDue, PlayPoint};

use std::collections::BTreeMap;

use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};

use crate::asks::{Ask, order, same};
use crate::expanded::{Compare, EscalateTo, Task};
use crate::ids::TaskNo;
use crate::time::{Instant, Span};

/// A playbook.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Playbook {
    /// Its id.
    pub id: String,
    /// What the plan called it before (`was`).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub was: Option<String>,
    /// The title of its plays, parameters to be put in.
    pub title: String,
    /// What is asked for at a start.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub ask: Vec<Ask>,
    /// What starts it, besides the coordinator.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub start: Vec<Trigger>,
    /// The task that ends a play: what is open then is not needed.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub until: Option<TaskNo>,
    /// Whether a rule starts it although a play of the same is still open.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub overlap: bool,
    /// Its tasks in written order; their numbers are only theirs.
    pub tasks: Vec<PlayTask>,
}

impl Playbook {
    /// Whether another says the same. Numbers of tasks are only theirs: they hang on what else a plan holds.
    pub fn says_as(&self, other: &Playbook) -> bool {
        self.numbered() == other.numbered()
    }

    /// Whether a play is one of its own, be it from when it was called otherwise.
    pub fn has(&self, play: &PlayRef) -> bool {
        play.playbook == self.id || self.was.as_ref() == Some(&play.playbook)
    }

    /// Whether messages to that hook start it.
    pub fn waits_for(&self, hook: &str) -> bool {
        self.start.iter().any(|t| matches!(t, Trigger::Hook(name) if name == hook))
    }

    /// Itself with its tasks numbered from 1.
    fn numbered(&self) -> Playbook {
        // What it was called before is nothing that it says.
        let mut own = Playbook { was: None, ..self.clone() };
        let numbers: BTreeMap<TaskNo, TaskNo> =
            (1..).zip(&self.tasks).map(|(n, t)| (t.task.number, TaskNo(n))).collect();
        let lead = |no: &mut TaskNo| *no = numbers.get(no).copied().unwrap_or(*no);
        own.until.iter_mut().for_each(lead);
        for t in &mut own.tasks {
            lead(&mut t.task.number);
            t.task.needs.iter_mut().flat_map(|n| &mut n.links).for_each(|l| lead(&mut l.on));
            t.task.when_outcome.iter_mut().for_each(|w| lead(&mut w.on));
            t.every.iter_mut().for_each(|e| lead(&mut e.until));
            if let Some(PlayDue::After { on, .. }) = &mut t.due {
                lead(on);
            }
        }
        own
    }
}

/// What starts a playbook.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Trigger {
    /// Anyone of a unit, or of the units of a group.
    Hand(String),
    /// A message from outside, by the name of its hook.
    Hook(String),
    /// Something that the campaign itself shows.
    Rule(Rule),
}

/// Something that starts a play by itself.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Rule {
    /// Figures of a measure.
    Measure {
        /// Which.
        measure: String,
        /// Figures of that task alone, one instance at a time.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        task: Option<String>,
        /// Figures of one unit at a time, which is the value of that parameter.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        by: Option<String>,
        /// Only those of so long.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        within: Option<Span>,
        /// As they stood then, and not before.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        until: Option<Instant>,
        /// How their sum compares.
        compare: Compare,
        /// With what.
        value: Decimal,
    },
    /// A rate, while there are figures for it.
    Rate {
        /// Which.
        rate: String,
        /// Of that task alone, one instance at a time.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        task: Option<String>,
        /// Of one unit at a time, which is the value of that parameter.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        by: Option<String>,
        /// Of figures of so long only.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        within: Option<Span>,
        /// As it stood then, and not before.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        until: Option<Instant>,
        /// How it compares.
        compare: Compare,
        /// With what, in hundredths where it is told so.
        value: Decimal,
    },
    /// An instance of that task is overdue.
    Overdue {
        /// Which task.
        task: String,
    },
    /// An instance of that task has ended so.
    Outcome {
        /// Which task.
        task: String,
        /// Any of these.
        any: Vec<String>,
    },
}

/// A task of a playbook.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct PlayTask {
    /// The task, parameters to be put in, without dates.
    pub task: Task,
    /// When it is due.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub due: Option<PlayDue>,
    /// How often it comes up again, until another task is settled.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub every: Option<PlayEvery>,
    /// When its people are reminded.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub remind: Vec<Around>,
    /// When it goes up, and to whom.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub escalate: Vec<(Around, EscalateTo)>,
    /// The play stops after it, unless one of these holds.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub unless: Option<Unless>,
    /// The parameters with which a play has it at all.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub only: Option<Only>,
}

/// A condition on parameters, which are put in at the start.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Only {
    /// What is looked at.
    pub left: String,
    /// Whether it must be one of the others, or none.
    pub is: bool,
    /// What it is compared with.
    pub any: Vec<String>,
    /// How it is compared by size or time; `is` says nothing then.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub compare: Option<Compare>,
    /// What must hold besides.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub also: Vec<Only>,
}

impl Only {
    /// Whether it holds, once `put` has put values into its texts.
    pub fn holds(&self, put: &dyn Fn(&str) -> String) -> bool {
        let (left, any) = (put(&self.left), self.any.iter().map(|text| put(text)));
        let (left, any) = (left.trim(), any.collect::<Vec<_>>());
        let holds = match self.compare {
            Some(compare) => any
                .iter()
                .any(|right| order(left, right.trim()).is_some_and(|order| compare.is(order))),
            None => any.iter().any(|right| same(left, right.trim())) == self.is,
        };
        holds && self.also.iter().all(|other| other.holds(put))
    }
}

/// What keeps a play going after a task.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Unless {
    /// Parameters that say yes.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub yes: Vec<String>,
    /// Outcomes of the task.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub outcomes: Vec<String>,
}

/// How often a task comes up again.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PlayEvery {
    /// How long after the one before; the first is due so long after T.
    pub span: Span,
    /// Until that task is settled.
    pub until: TaskNo,
}

/// Names a play: the how-many-th start of its playbook.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct PlayRef {
    /// The playbook.
    pub playbook: String,
    /// Its number, from 1.
    pub nth: u32,
}

impl std::fmt::Display for PlayRef {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{}#{}", self.playbook, self.nth)
    }
}

/// What a start makes of a playbook.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Started {
    /// The play's title.
    pub title: String,
    /// Its tasks.
    pub tasks: Vec<Task>,
    /// Tasks after which it may stop.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub stops: Vec<StopAfter>,
    /// Tasks that come up again.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub again: Vec<Again>,
}

/// A task after which a play is over.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct StopAfter {
    /// Which.
    pub task: TaskNo,
    /// Unless it ends so.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub unless: Vec<String>,
}

/// A task of a play that comes up again.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Again {
    /// Its first occurrence.
    pub first: TaskNo,
    /// The start of the play.
    pub from: Instant,
    /// How long after the one before.
    pub span: Span,
    /// Until that task is settled.
    pub until: TaskNo,
    /// Its reminders and escalation, around each due date.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub remind: Vec<Around>,
    /// To whom it goes up.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub escalate: Vec<(Around, EscalateTo)>,
}
