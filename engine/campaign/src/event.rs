//! What has happened, in order. Bodies are stored for ever: a change of shape is a new kind version.

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};
use wallchart_plan::expanded::Task;
use wallchart_plan::ids::{TaskNo, UnitId};
use wallchart_plan::playbook::{PlayRef, Started};
use wallchart_plan::time::Instant;

use crate::actor::{Actor, Face};
use crate::command::{Apply, Approval, CommandId, Evidence, Figure, Order, StartCause};
use crate::roster::PutDown;
use crate::rows::Span;
use crate::state::TaskState;

/// An event's place in its campaign, from 1. Seq orders, never time.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, Default,
)]
#[serde(transparent)]
pub struct Seq(pub u64);

/// Everything about an event but what happened.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Meta {
    /// When it was recorded.
    pub recorded_at: DateTime<Utc>,
    /// When it happened, where that was earlier.
    pub occurred_at: DateTime<Utc>,
    /// Who did it.
    pub actor: Actor,
    /// For whom.
    pub on_behalf_of: Option<UnitId>,
    /// Through which face.
    pub via: Face,
    /// By which command.
    pub command: CommandId,
    /// The event that led to it.
    pub cause: Option<Seq>,
    /// The plan revision in force.
    pub revision: u32,
}

/// One event of a campaign.
#[derive(Debug, Clone, PartialEq)]
pub struct Event {
    /// Its place.
    pub seq: Seq,
    /// Who, when and how.
    pub meta: Meta,
    /// What happened.
    pub body: EventBody,
}

impl Order {
    /// Makes events of what `decide` answered: numbered on from `after`, by this order's giver, at `now`.
    pub fn stamp(
        &self,
        after: Seq,
        revision: u32,
        now: DateTime<Utc>,
        bodies: Vec<EventBody>,
    ) -> Vec<Event> {
        let meta = Meta {
            recorded_at: now,
            occurred_at: now,
            actor: self.actor.clone(),
            on_behalf_of: self.on_behalf_of.clone(),
            via: self.via,
            command: self.id,
            cause: None,
            revision,
        };
        (after.0 + 1..)
            .zip(bodies)
            .map(|(seq, body)| Event { seq: Seq(seq), meta: meta.clone(), body })
            .collect()
    }
}

/// What happened. Past tense.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum EventBody {
    /// A plan was applied; the first one launched the campaign.
    PlanApplied {
        /// Its number, from 1.
        revision: u32,
        /// The plan as expanded then.
        apply: Box<Apply>,
    },
    /// A revision of the plan was approved.
    PlanApproved {
        /// Which, from 1.
        revision: u32,
        /// By whom, and what they saw.
        approval: Approval,
    },
    /// The clock of a rehearsal was moved on.
    ClockMoved {
        /// To when.
        to: Instant,
    },
    /// A unit acknowledged its task.
    TaskAcknowledged {
        /// Which.
        task: TaskNo,
    },
    /// Work began.
    TaskStarted {
        /// Which.
        task: TaskNo,
    },
    /// Progress was reported.
    ProgressReported {
        /// Which.
        task: TaskNo,
        /// Hundredths done.
        percent: Option<u8>,
        /// How it stands.
        text: String,
        /// What is in the way.
        problem: Option<String>,
        /// What comes next.
        next: Option<String>,
    },
    /// A step was ticked or cleared.
    StepTicked {
        /// Which task.
        task: TaskNo,
        /// Index of the step, from 0.
        step: u32,
        /// Ticked or cleared.
        done: bool,
    },
    /// A figure was recorded.
    MeasureRecorded {
        /// Which task.
        task: TaskNo,
        /// The figure.
        figure: Figure,
        /// The entry that it corrects.
        corrects: Option<Seq>,
    },
    /// Rows were entered in the task's log.
    RowsAdded {
        /// Which task.
        task: TaskNo,
        /// The columns of the log.
        columns: Vec<String>,
        /// Their cells, in the order of the columns.
        rows: Vec<Vec<String>>,
    },
    /// Cells of a row were corrected.
    RowCorrected {
        /// Which task.
        task: TaskNo,
        /// The number of the row.
        row: u32,
        /// Columns, each with what it holds now.
        cells: Vec<(String, String)>,
    },
    /// A row was taken out.
    RowRemoved {
        /// Which task.
        task: TaskNo,
        /// The number of the row.
        row: u32,
        /// Why.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        reason: Option<String>,
    },
    /// Evidence was attached.
    EvidenceAttached {
        /// Which task.
        task: TaskNo,
        /// The evidence.
        evidence: Evidence,
    },
    /// Somebody commented.
    Commented {
        /// Which task.
        task: TaskNo,
        /// What.
        text: String,
    },
    /// The unit picked its date.
    DatePicked {
        /// Which task.
        task: TaskNo,
        /// When it begins.
        at: Instant,
        /// What else was asked for, by field.
        answers: Vec<(String, String)>,
    },
    /// A supporting unit handed in its part.
    SupportReported {
        /// Which task.
        task: TaskNo,
        /// Which unit.
        unit: UnitId,
        /// A word with it.
        note: Option<String>,
    },
    /// The lead handed in the work.
    TaskSubmitted {
        /// Which.
        task: TaskNo,
        /// A word with it.
        note: Option<String>,
        /// Nothing to report.
        nil: bool,
        /// How it ended, where the plan lists outcomes.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        outcome: Option<String>,
    },
    /// A submission was taken back.
    SubmissionWithdrawn {
        /// Which.
        task: TaskNo,
    },
    /// Work was returned to be done again.
    TaskReturned {
        /// Which.
        task: TaskNo,
        /// Why.
        reason: String,
    },
    /// A task was completed: accepted, or submitted where nobody reviews.
    TaskCompleted {
        /// Which.
        task: TaskNo,
        /// A word with it.
        note: Option<String>,
        /// How it ended, where that was not said before.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        outcome: Option<String>,
    },
    /// A task is not needed: another ended otherwise than it waits for.
    TaskRuledOut {
        /// Which.
        task: TaskNo,
        /// Whose outcome it waited for.
        on: TaskNo,
        /// How that one ended; it may have been dropped.
        outcome: Option<String>,
        /// Whether it is a sibling with which there are enough.
        #[serde(default, skip_serializing_if = "std::ops::Not::not")]
        enough: bool,
    },
    /// A task that was ruled out may be needed after all: that other one is open again.
    TaskRuledIn {
        /// Which.
        task: TaskNo,
    },
    /// A task was closed out.
    TaskClosed {
        /// Which.
        task: TaskNo,
        /// Why figures that don't agree are right as they are.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        note: Option<String>,
    },
    /// A later due date was asked for.
    ExtensionRequested {
        /// Which.
        task: TaskNo,
        /// Until when.
        until: Instant,
        /// Why.
        reason: String,
    },
    /// A later due date was granted.
    ExtensionGranted {
        /// Which.
        task: TaskNo,
        /// Until when.
        until: Instant,
        /// A word with it.
        note: Option<String>,
    },
    /// A due date moved along with the one that it hangs on.
    DueMoved {
        /// Which.
        task: TaskNo,
        /// The task whose due date was moved.
        with: TaskNo,
        /// Until when it is due now.
        until: Instant,
    },
    /// A later due date was refused.
    ExtensionRefused {
        /// Which.
        task: TaskNo,
        /// A word with it.
        note: Option<String>,
    },
    /// Another unit took the lead.
    TaskReassigned {
        /// Which.
        task: TaskNo,
        /// To whom.
        to: UnitId,
        /// Why.
        reason: Option<String>,
    },
    /// A task was suspended.
    TaskSuspended {
        /// Which.
        task: TaskNo,
        /// Why.
        reason: String,
    },
    /// A suspended task was taken up again.
    TaskResumed {
        /// Which.
        task: TaskNo,
    },
    /// A task was cancelled.
    TaskCancelled {
        /// Which.
        task: TaskNo,
        /// Why.
        reason: String,
    },
    /// A task was skipped.
    TaskSkipped {
        /// Which.
        task: TaskNo,
        /// Why.
        reason: String,
    },
    /// A playbook was started.
    PlaybookStarted {
        /// Which start of which playbook.
        play: PlayRef,
        /// What was filled in.
        params: Vec<(String, String)>,
        /// T.
        at: Instant,
        /// What it comes to.
        started: Box<Started>,
        /// What started it, if it was not by hand.
        cause: Option<StartCause>,
    },
    /// A task of a play came up again.
    PlayTaskAdded {
        /// Which play.
        play: PlayRef,
        /// Its first occurrence.
        first: TaskNo,
        /// Which occurrence it is, from 1.
        nth: u32,
        /// The task.
        added: Box<Task>,
    },
    /// People were put down on duty rosters, or seats cleared.
    RosterFilled {
        /// Who is in which seat now.
        fills: Vec<PutDown>,
        /// Whether it was said that people on duty elsewhere, or strangers, are meant.
        #[serde(default, skip_serializing_if = "std::ops::Not::not")]
        anyway: bool,
    },
    /// A command was undone; the restoring events follow in the same append.
    CommandUndone {
        /// Which.
        undone: CommandId,
    },
    /// Part of an undo: fields of a task got back the values they had.
    TaskRestored {
        /// Which.
        task: TaskNo,
        /// The fields, each with the value it has again.
        fields: Vec<Field>,
    },
}

impl EventBody {
    /// The task that it touches; `None` for what touches the campaign.
    pub fn task(&self) -> Option<TaskNo> {
        use EventBody as E;
        match self {
            E::PlanApplied { .. }
            | E::PlanApproved { .. }
            | E::ClockMoved { .. }
            | E::PlaybookStarted { .. }
            | E::PlayTaskAdded { .. }
            | E::RosterFilled { .. }
            | E::CommandUndone { .. } => None,
            E::TaskAcknowledged { task }
            | E::TaskStarted { task }
            | E::ProgressReported { task, .. }
            | E::StepTicked { task, .. }
            | E::MeasureRecorded { task, .. }
            | E::RowsAdded { task, .. }
            | E::RowCorrected { task, .. }
            | E::RowRemoved { task, .. }
            | E::EvidenceAttached { task, .. }
            | E::Commented { task, .. }
            | E::DatePicked { task, .. }
            | E::SupportReported { task, .. }
            | E::TaskSubmitted { task, .. }
            | E::SubmissionWithdrawn { task }
            | E::TaskReturned { task, .. }
            | E::TaskCompleted { task, .. }
            | E::TaskRuledOut { task, .. }
            | E::TaskRuledIn { task }
            | E::TaskClosed { task, .. }
            | E::ExtensionRequested { task, .. }
            | E::ExtensionGranted { task, .. }
            | E::DueMoved { task, .. }
            | E::ExtensionRefused { task, .. }
            | E::TaskReassigned { task, .. }
            | E::TaskSuspended { task, .. }
            | E::TaskResumed { task }
            | E::TaskCancelled { task, .. }
            | E::TaskSkipped { task, .. }
            | E::TaskRestored { task, .. } => Some(*task),
        }
    }
}

/// A field of a task's record with a value, as an undo restores it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Field {
    /// The stored state.
    State(TaskState),
    /// When it was issued to its lead unit.
    IssuedAt(Instant),
    /// When it was acknowledged.
    AckedAt(Option<Instant>),
    /// When it began.
    StartedAt(Option<Instant>),
    /// When it was last submitted.
    SubmittedAt(Option<Instant>),
    /// Whether the last submission said that there was nothing to report.
    Nil(bool),
    /// When it was completed.
    CompletedAt(Option<Instant>),
    /// When it was closed out.
    ClosedAt(Option<Instant>),
    /// Hundredths done.
    Percent(u8),
    /// Whether a step is ticked.
    Step(u32, bool),
    /// The picked date.
    Picked(Option<Instant>),
    /// Answers to what the plan asks.
    Answers(Vec<(String, String)>),
    /// The lead unit.
    Owner(UnitId),
    /// The due date in force.
    Due(Option<Instant>),
    /// How often the due date was extended.
    Extensions(u32),
    /// The extension asked for.
    Request(Option<ExtensionRequest>),
    /// How often the work was returned.
    Returns(u32),
    /// The state before a suspension.
    SuspendedFrom(Option<TaskState>),
    /// Supporting units that have reported.
    Reported(Vec<UnitId>),
    /// How it ended.
    Outcome(Option<String>),
    /// Whether it is not needed because another task ended otherwise.
    RuledOut(bool),
    /// Whether an entry of that seq (progress, figure, evidence, comment) counts.
    Entry(Seq, bool),
    /// The cells of a row of its log, in the order of all columns that it ever had.
    Row(u32, Vec<String>),
    /// Whether rows of its log stand.
    Rows(Span, bool),
}

impl Field {
    /// Which field it is, whatever its value: steps and entries count one by one.
    pub fn slot(&self) -> (u8, u64) {
        match self {
            Field::State(_) => (0, 0),
            Field::IssuedAt(_) => (1, 0),
            Field::AckedAt(_) => (2, 0),
            Field::StartedAt(_) => (3, 0),
            Field::SubmittedAt(_) => (4, 0),
            Field::Nil(_) => (5, 0),
            Field::CompletedAt(_) => (6, 0),
            Field::ClosedAt(_) => (7, 0),
            Field::Percent(_) => (8, 0),
            Field::Step(step, _) => (9, u64::from(*step)),
            Field::Picked(_) => (10, 0),
            Field::Answers(_) => (11, 0),
            Field::Owner(_) => (12, 0),
            Field::Due(_) => (13, 0),
            Field::Extensions(_) => (14, 0),
            Field::Request(_) => (15, 0),
            Field::Returns(_) => (16, 0),
            Field::SuspendedFrom(_) => (17, 0),
            Field::Reported(_) => (18, 0),
            Field::Entry(seq, _) => (19, seq.0),
            Field::Outcome(_) => (20, 0),
            Field::RuledOut(_) => (21, 0),
            Field::Row(row, _) => (22, u64::from(*row)),
            Field::Rows(span, _) => (23, u64::from(span.first)),
        }
    }

    /// All that nothing later may have touched, if it is to be undone: with a row goes what it holds.
    pub fn slots(&self) -> Vec<(u8, u64)> {
        match self {
            Field::Rows(span, _) => {
                let both = |row| [(22, u64::from(row)), (23, u64::from(row))];
                span.numbers().flat_map(both).collect()
            }
            other => vec![other.slot()],
        }
    }
}

/// An extension that waits for a decision.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ExtensionRequest {
    /// Until when.
    pub until: Instant,
    /// Why.
    pub reason: String,
    /// When it was asked for.
    pub asked_at: Instant,
}
