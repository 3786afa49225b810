//! The log as people read it: who did what to which task through which face, and what it was before.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use chrono::{DateTime, NaiveDate, Utc};
use rust_decimal::Decimal;
use serde::Serialize;
use wallchart_plan::Expanded;
use wallchart_plan::amend::compare;
use wallchart_plan::ids::{MeasureId, TaskNo, UnitId};
use wallchart_plan::time::Instant;

use super::view::View;
use crate::actor::{Actor, Face};
use crate::command::{Apply, CommandId, Qualifier, SourceRef};
use crate::event::{Event, EventBody, Field, Seq};
use crate::lights::ack_deadline;
use crate::roster::PutDown;
use crate::state::{Campaign, TaskState};

/// A line of the log.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct LogLine {
    /// The event; `None` for a line that the clock wrote, which is computed and not stored.
    pub seq: Option<Seq>,
    /// When it happened.
    pub at: DateTime<Utc>,
    /// Who did it.
    pub actor: Actor,
    /// For whom.
    pub on_behalf_of: Option<UnitId>,
    /// Through which face.
    pub via: Face,
    /// By which command.
    pub command: Option<CommandId>,
    /// Which task it is about.
    pub task: Option<TaskNo>,
    /// What happened.
    #[serde(flatten)]
    pub what: What,
    /// What someone wrote with it: a comment, a reason, a word. Untrusted.
    pub text: Option<String>,
    /// The event that undid it, while it is undone.
    pub undone_by: Option<Seq>,
}

/// How many tasks a revision of the plan added, took out and changed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[expect(missing_docs, reason = "the names say it")]
pub struct Amended {
    pub added: usize,
    pub removed: usize,
    pub changed: usize,
}

/// What happened, with what was before where that tells something.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[serde(tag = "what", rename_all = "snake_case")]
#[expect(missing_docs, reason = "each is the event of the same name, its fields what changed")]
pub enum What {
    Launched {
        tasks: usize,
    },
    Rehearsed {
        tasks: usize,
        seed: u64,
    },
    Applied {
        revision: u32,
        /// The earlier revision that this is once more.
        back_to: Option<u32>,
        changes: Option<Amended>,
    },
    Approved {
        revision: u32,
        by: Actor,
        fingerprint: String,
    },
    ClockMoved {
        to: Instant,
    },
    Acknowledged,
    Started,
    Progress {
        before: u8,
        after: Option<u8>,
        problem: Option<String>,
        next: Option<String>,
    },
    Ticked {
        step: u32,
        done: bool,
    },
    Measured {
        measure: MeasureId,
        value: Decimal,
        qualifier: Qualifier,
        corrects: Option<Seq>,
    },
    RowsAdded {
        /// How many.
        count: usize,
    },
    RowCorrected {
        row: u32,
        cells: Vec<(String, String)>,
    },
    RowRemoved {
        row: u32,
    },
    Attached {
        name: String,
        file: String,
        hash: String,
        bytes: u64,
    },
    Commented,
    Picked {
        begin: Instant,
        answers: Vec<(String, String)>,
    },
    SupportReported {
        unit: UnitId,
    },
    Submitted {
        nil: bool,
        #[serde(skip_serializing_if = "Option::is_none")]
        outcome: Option<String>,
    },
    Withdrawn,
    Returned,
    Completed {
        #[serde(skip_serializing_if = "Option::is_none")]
        outcome: Option<String>,
    },
    RuledOut {
        on: TaskNo,
        outcome: Option<String>,
        #[serde(skip_serializing_if = "std::ops::Not::not")]
        enough: bool,
        /// Whether that was done, and did not fall away.
        done: bool,
    },
    RuledIn,
    PlayStarted {
        play: String,
        title: String,
        tasks: usize,
    },
    PlayTaskAdded {
        play: String,
        added: TaskNo,
    },
    RosterFilled {
        fills: Vec<PutDown>,
    },
    Closed,
    ExtensionAsked {
        until: Instant,
    },
    ExtensionGranted {
        before: Option<Instant>,
        after: Instant,
    },
    DueMoved {
        before: Option<Instant>,
        after: Instant,
        with: TaskNo,
    },
    ExtensionRefused,
    Reassigned {
        before: UnitId,
        after: UnitId,
    },
    Suspended,
    Resumed,
    Cancelled,
    Skipped,
    Undone {
        /// The command that was undone; `command` is the one that undid it.
        #[serde(rename = "undoes")]
        command: CommandId,
    },
    Restored {
        fields: usize,
    },
    DuePassed {
        due: Instant,
    },
    AckPassed {
        due: Instant,
    },
}

/// Reads a log from its beginning, keeping what later lines compare with.
#[derive(Debug, Clone, Default)]
pub struct LogBook {
    due: BTreeMap<TaskNo, Option<Instant>>,
    owner: BTreeMap<TaskNo, UnitId>,
    percent: BTreeMap<TaskNo, u8>,
    /// What is completed.
    done: BTreeSet<TaskNo>,
    /// What the plan in force says of due date and lead unit.
    planned: BTreeMap<TaskNo, (Option<Instant>, UnitId)>,
    /// The plan in force.
    plan: Option<Arc<Expanded>>,
    /// Every revision so far, with its D and its source files, by which one that comes back is known.
    revisions: Vec<(u32, NaiveDate, Vec<SourceRef>)>,
}

/// The lines of a whole log, oldest first, each with what undid it.
pub fn lines<'a>(events: impl IntoIterator<Item = &'a Event>) -> Vec<LogLine> {
    let mut book = LogBook::default();
    let mut out: Vec<LogLine> = events.into_iter().map(|e| book.line(e)).collect();
    mark_undone(&mut out);
    out
}

/// What a command did and whether it is done again: its lines but for restored values, found through the
/// undo of an undo, which is a redo.
pub fn taken_back(lines: &[LogLine], command: CommandId) -> (Vec<&LogLine>, bool) {
    let of = |id: CommandId| lines.iter().filter(move |l| l.command == Some(id));
    let (mut at, mut again) = (command, false);
    // A command undoes an earlier one, so that this ends; the count is for a log that was tampered with.
    for _ in 0..lines.len() {
        let undoes = of(at).find_map(|l| match l.what {
            What::Undone { command } => Some(command),
            _ => None,
        });
        match undoes {
            Some(earlier) => (at, again) = (earlier, !again),
            None => break,
        }
    }
    (of(at).filter(|l| !matches!(l.what, What::Restored { .. })).collect(), again)
}

/// Notes on each line the event that undid it, unless that was undone in its turn.
fn mark_undone(lines: &mut [LogLine]) {
    let mut undoes: BTreeMap<CommandId, CommandId> = BTreeMap::new();
    let mut undone: BTreeMap<CommandId, Seq> = BTreeMap::new();
    for line in lines.iter() {
        if let (What::Undone { command }, Some(by), Some(seq)) =
            (&line.what, line.command, line.seq)
        {
            undoes.insert(by, *command);
            undone.insert(*command, seq);
            // Undoing an undo brings back what it undid.
            if let Some(back) = undoes.get(command) {
                undone.remove(back);
            }
        }
    }
    for line in lines {
        line.undone_by = line.command.and_then(|c| undone.get(&c).copied());
    }
}

impl LogBook {
    /// A book opened on a campaign as it stands: lines compare with what holds now.
    pub fn standing(campaign: &Campaign) -> LogBook {
        let mut book = LogBook { plan: Some(Arc::clone(&campaign.plan)), ..LogBook::default() };
        for (task, record) in campaign.plan.tasks.iter().zip(&campaign.records) {
            book.due.insert(task.number, record.due);
            book.owner.insert(task.number, record.owner.clone());
            book.percent.insert(task.number, record.percent);
            if matches!(record.state, TaskState::Completed | TaskState::Closed) {
                book.done.insert(task.number);
            }
            book.planned.insert(task.number, (task.due, task.owner.clone()));
        }
        book
    }

    /// The line of the next event.
    pub fn line(&mut self, event: &Event) -> LogLine {
        let (what, text) = self.what(&event.body);
        LogLine {
            seq: Some(event.seq),
            at: event.meta.occurred_at,
            actor: event.meta.actor.clone(),
            on_behalf_of: event.meta.on_behalf_of.clone(),
            via: event.meta.via,
            command: Some(event.meta.command),
            task: event.body.task(),
            what,
            text,
            undone_by: None,
        }
    }

    /// Notes a revision; answers which earlier one it is once more, and how much it changes.
    fn revised(&mut self, revision: u32, apply: &Apply) -> (Option<u32>, Option<Amended>) {
        let anchor = apply.plan.campaign.anchor;
        let earlier = self.revisions.iter().rev().skip(1).find(|(_, day, sources)| {
            !sources.is_empty() && (*day, sources) == (anchor, &apply.sources)
        });
        let back_to = earlier.map(|(number, ..)| *number);
        let changes = self.plan.as_ref().map(|before| {
            let changes = compare(before, &apply.plan);
            let (added, removed) = (changes.added.len(), changes.removed.len());
            Amended { added, removed, changed: changes.changed.len() }
        });
        self.plan = Some(Arc::new(apply.plan.clone()));
        self.revisions.push((revision, anchor, apply.sources.clone()));
        (back_to, changes)
    }

    fn what(&mut self, body: &EventBody) -> (What, Option<String>) {
        use EventBody as E;
        let some = |text: &String| Some(text.clone());
        match body {
            E::PlanApplied { revision, apply } => {
                for task in &apply.plan.tasks {
                    // Where a new revision says nothing new, what was granted or given away stays.
                    let planned = (task.due, task.owner.clone());
                    let before = self.planned.insert(task.number, planned);
                    let is_done = self.done.contains(&task.number);
                    if !is_done && before.as_ref().is_none_or(|(due, _)| *due != task.due) {
                        self.due.insert(task.number, task.due);
                    }
                    if before.is_none_or(|(_, owner)| owner != task.owner) {
                        self.owner.insert(task.number, task.owner.clone());
                    }
                }
                let (back_to, changes) = self.revised(*revision, apply);
                let tasks = apply.plan.tasks.len();
                let first = *revision <= 1;
                let what = match &apply.rehearsal {
                    Some(mark) if first => What::Rehearsed { tasks, seed: mark.seed },
                    None if first => What::Launched { tasks },
                    _ => What::Applied { revision: *revision, back_to, changes },
                };
                (what, None)
            }
            E::PlanApproved { revision, approval } => {
                let (by, fingerprint) = (approval.by.clone(), approval.fingerprint.clone());
                (What::Approved { revision: *revision, by, fingerprint }, None)
            }
            E::ClockMoved { to } => (What::ClockMoved { to: *to }, None),
            E::TaskAcknowledged { .. } => (What::Acknowledged, None),
            E::TaskStarted { .. } => (What::Started, None),
            E::ProgressReported { task, percent, text, problem, next } => {
                let before = self.percent.get(task).copied().unwrap_or(0);
                if let Some(percent) = percent {
                    self.percent.insert(*task, *percent);
                }
                let (problem, next) = (problem.clone(), next.clone());
                (What::Progress { before, after: *percent, problem, next }, some(text))
            }
            E::StepTicked { step, done, .. } => (What::Ticked { step: *step, done: *done }, None),
            E::MeasureRecorded { figure, corrects, .. } => {
                let measure = figure.measure.clone();
                let (value, qualifier) = (figure.value, figure.qualifier);
                (What::Measured { measure, value, qualifier, corrects: *corrects }, None)
            }
            E::RowsAdded { rows, .. } => (What::RowsAdded { count: rows.len() }, None),
            E::RowCorrected { row, cells, .. } => {
                (What::RowCorrected { row: *row, cells: cells.clone() }, None)
            }
            E::RowRemoved { row, reason, .. } => (What::RowRemoved { row: *row }, reason.clone()),
            E::EvidenceAttached { evidence, .. } => {
                let e = evidence.clone();
                let what =
                    What::Attached { name: e.name, file: e.file, hash: e.hash, bytes: e.bytes };
                (what, None)
            }
            E::Commented { text, .. } => (What::Commented, some(text)),
            E::DatePicked { at, answers, .. } => {
                (What::Picked { begin: *at, answers: answers.clone() }, None)
            }
            E::SupportReported { unit, note, .. } => {
                (What::SupportReported { unit: unit.clone() }, note.clone())
            }
            E::TaskSubmitted { note, nil, outcome, .. } => {
                (What::Submitted { nil: *nil, outcome: outcome.clone() }, note.clone())
            }
            E::SubmissionWithdrawn { .. } => (What::Withdrawn, None),
            E::TaskReturned { task, reason } => {
                self.done.remove(task);
                (What::Returned, some(reason))
            }
            E::TaskCompleted { task, note, outcome } => {
                self.done.insert(*task);
                (What::Completed { outcome: outcome.clone() }, note.clone())
            }
            E::TaskRuledOut { on, outcome, enough, .. } => {
                let (outcome, done) = (outcome.clone(), self.done.contains(on));
                (What::RuledOut { on: *on, outcome, enough: *enough, done }, None)
            }
            E::PlaybookStarted { play, started, .. } => {
                for task in &started.tasks {
                    self.fresh(task);
                }
                let (play, title) = (play.to_string(), started.title.clone());
                (What::PlayStarted { play, title, tasks: started.tasks.len() }, None)
            }
            E::PlayTaskAdded { play, added, .. } => {
                self.fresh(added);
                (What::PlayTaskAdded { play: play.to_string(), added: added.number }, None)
            }
            E::RosterFilled { fills, .. } => (What::RosterFilled { fills: fills.clone() }, None),
            E::TaskRuledIn { .. } => (What::RuledIn, None),
            E::TaskClosed { note, .. } => (What::Closed, note.clone()),
            E::ExtensionRequested { until, reason, .. } => {
                (What::ExtensionAsked { until: *until }, some(reason))
            }
            E::ExtensionGranted { task, until, note } => {
                let before = self.due.insert(*task, Some(*until)).flatten();
                (What::ExtensionGranted { before, after: *until }, note.clone())
            }
            E::DueMoved { task, with, until } => {
                let before = self.due.insert(*task, Some(*until)).flatten();
                (What::DueMoved { before, after: *until, with: *with }, None)
            }
            E::ExtensionRefused { note, .. } => (What::ExtensionRefused, note.clone()),
            E::TaskReassigned { task, to, reason } => {
                let before = self.owner.insert(*task, to.clone()).unwrap_or_else(|| to.clone());
                (What::Reassigned { before, after: to.clone() }, reason.clone())
            }
            E::TaskSuspended { reason, .. } => (What::Suspended, some(reason)),
            E::TaskResumed { .. } => (What::Resumed, None),
            E::TaskCancelled { reason, .. } => (What::Cancelled, some(reason)),
            E::TaskSkipped { reason, .. } => (What::Skipped, some(reason)),
            E::CommandUndone { undone } => (What::Undone { command: *undone }, None),
            E::TaskRestored { task, fields } => {
                self.restore(*task, fields);
                (What::Restored { fields: fields.len() }, None)
            }
        }
    }

    /// Notes a task that a play brings.
    fn fresh(&mut self, task: &wallchart_plan::expanded::Task) {
        self.planned.insert(task.number, (task.due, task.owner.clone()));
        self.due.insert(task.number, task.due);
        self.owner.insert(task.number, task.owner.clone());
    }

    fn restore(&mut self, task: TaskNo, fields: &[Field]) {
        for field in fields {
            match field {
                Field::Due(due) => {
                    self.due.insert(task, *due);
                }
                Field::Owner(owner) => {
                    self.owner.insert(task, owner.clone());
                }
                Field::Percent(percent) => {
                    self.percent.insert(task, *percent);
                }
                _ => {}
            }
        }
    }
}

/// What the clock did by itself and nobody stored: deadlines that passed with the task still open, and
/// acknowledgements that did not come. Oldest first.
pub fn clock_lines(view: &View) -> Vec<LogLine> {
    let mut out = Vec::new();
    for seen in view.iter() {
        let mut clock = |due: Instant, what: What| {
            out.push(LogLine {
                seq: None,
                at: due.utc().and_utc(),
                actor: Actor::System,
                on_behalf_of: None,
                via: Face::Clock,
                command: None,
                task: Some(seen.task.number),
                what,
                text: None,
                undone_by: None,
            });
        };
        if let Some(due) = seen.standing.deadline.filter(|_| seen.standing.late_min > 0) {
            clock(due, What::DuePassed { due });
        }
        let ack = ack_deadline(seen.task, seen.record, &view.calendar);
        let acked = seen.record.acked_at.or(seen.record.started_at).unwrap_or(view.now);
        let settled = matches!(
            seen.record.state,
            TaskState::Cancelled | TaskState::Skipped | TaskState::Failed
        );
        if let Some(due) = ack.filter(|due| acked > *due && !settled) {
            clock(due, What::AckPassed { due });
        }
    }
    out.sort_by_key(|l| (l.at, l.task));
    out
}
