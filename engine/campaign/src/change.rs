//! What one event changes in one task's record, noting the values that were there before.

use wallchart_plan::time::Instant;

use crate::event::{Event, EventBody, Field};
use crate::rows::Span;
use crate::state::{Entry, EntryBody, TaskRecord, TaskState};

/// An event names a step or an entry that the task does not have.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct NoSuchPart;

/// A record under change: every set keeps the value it replaces.
struct Change<'a> {
    record: &'a mut TaskRecord,
    event: &'a Event,
    /// When the plan has it due.
    planned: Option<Instant>,
    before: Vec<Field>,
}

/// Applies the event to the record of the task that it touches; answers the fields that it set, with the
/// values they had. `planned` is the due date of the plan in force. An error leaves the record partly changed: the fold ends there.
pub(crate) fn change(
    record: &mut TaskRecord,
    event: &Event,
    planned: Option<Instant>,
) -> Result<Vec<Field>, NoSuchPart> {
    let mut change = Change { record, event, planned, before: Vec::new() };
    change.apply()?;
    let before = change.before;
    record.touched = event.seq;
    Ok(before)
}

/// The due date of open work under a plan: one that was extended is never shortened.
pub(crate) fn in_force(record: &TaskRecord, planned: Option<Instant>) -> Option<Instant> {
    match (record.extensions > 0, record.due, planned) {
        (true, Some(granted), Some(planned)) => Some(granted.max(planned)),
        _ => planned,
    }
}

/// The minute in which the event happened.
pub(crate) fn minute(event: &Event) -> Instant {
    Instant::from_utc(event.meta.occurred_at.naive_utc())
}

impl Change<'_> {
    fn apply(&mut self) -> Result<(), NoSuchPart> {
        use EventBody as E;
        let now = minute(self.event);
        match &self.event.body {
            E::PlanApplied { .. }
            | E::PlanApproved { .. }
            | E::ClockMoved { .. }
            | E::PlaybookStarted { .. }
            | E::PlayTaskAdded { .. }
            | E::RosterFilled { .. }
            | E::CommandUndone { .. } => {}
            E::TaskAcknowledged { .. } => {
                self.state(TaskState::InProgress)?;
                self.set(Field::AckedAt(Some(now)))?;
            }
            E::TaskStarted { .. } => self.begin(now)?,
            E::ProgressReported { percent, text, problem, next, .. } => {
                if let Some(percent) = *percent {
                    self.set(Field::Percent(percent))?;
                }
                self.add(EntryBody::Progress {
                    percent: *percent,
                    text: text.clone(),
                    problem: problem.clone(),
                    next: next.clone(),
                });
            }
            E::StepTicked { step, done, .. } => self.set(Field::Step(*step, *done))?,
            E::MeasureRecorded { figure, corrects, .. } => {
                if let Some(seq) = *corrects {
                    self.set(Field::Entry(seq, false))?;
                }
                self.add(EntryBody::Figure(figure.clone()));
            }
            E::RowsAdded { columns, rows, .. } => {
                let span = self.record.rows.add(columns, rows, now);
                self.before.push(Field::Rows(span, false));
            }
            E::RowCorrected { row, cells, .. } => {
                let cells = self.record.rows.with(*row, cells).ok_or(NoSuchPart)?;
                self.set(Field::Row(*row, cells))?;
            }
            E::RowRemoved { row, reason, .. } => {
                self.set(Field::Rows(Span::one(*row), false))?;
                self.note(reason.as_deref());
            }
            E::EvidenceAttached { evidence, .. } => {
                self.add(EntryBody::Evidence(evidence.clone()));
            }
            E::Commented { text, .. } => self.add(EntryBody::Comment { text: text.clone() }),
            E::DatePicked { at, answers, .. } => {
                self.set(Field::Picked(Some(*at)))?;
                self.answer(answers)?;
            }
            E::SupportReported { unit, note, .. } => {
                let mut reported = self.record.reported.clone();
                if !reported.contains(unit) {
                    reported.push(unit.clone());
                }
                self.set(Field::Reported(reported))?;
                self.note(note.as_deref());
            }
            E::TaskSubmitted { note, nil, outcome, .. } => {
                self.outcome(outcome.as_ref())?;
                self.state(TaskState::Submitted)?;
                self.set(Field::SubmittedAt(Some(now)))?;
                self.set(Field::Nil(*nil))?;
                self.note(note.as_deref());
            }
            E::SubmissionWithdrawn { .. } => {
                self.state(TaskState::InProgress)?;
                if self.record.outcome.is_some() {
                    self.set(Field::Outcome(None))?;
                }
            }
            E::TaskReturned { reason, .. } => {
                self.state(TaskState::Returned)?;
                self.set(Field::Returns(self.record.returns.saturating_add(1)))?;
                self.set(Field::CompletedAt(None))?;
                if self.record.outcome.is_some() {
                    self.set(Field::Outcome(None))?;
                }
                // While it was done, a new revision left its date alone.
                let due = in_force(self.record, self.planned);
                if due != self.record.due {
                    self.set(Field::Due(due))?;
                }
                self.note(Some(reason));
            }
            E::TaskCompleted { note, outcome, .. } => {
                self.outcome(outcome.as_ref())?;
                self.settle(TaskState::Completed)?;
                self.set(Field::CompletedAt(Some(now)))?;
                self.set(Field::Percent(100))?;
                self.note(note.as_deref());
            }
            E::TaskClosed { note, .. } => {
                self.state(TaskState::Closed)?;
                self.set(Field::ClosedAt(Some(now)))?;
                self.note(note.as_deref());
            }
            E::TaskRestored { fields, .. } => {
                for field in fields {
                    self.set(field.clone())?;
                }
            }
            _ => self.lead(now)?,
        }
        Ok(())
    }

    /// What the coordinator does to a task, and extensions.
    fn lead(&mut self, now: Instant) -> Result<(), NoSuchPart> {
        use EventBody as E;
        match &self.event.body {
            E::ExtensionRequested { until, reason, .. } => {
                self.set(Field::Request(Some(crate::event::ExtensionRequest {
                    until: *until,
                    reason: reason.clone(),
                    asked_at: now,
                })))?;
            }
            E::ExtensionGranted { until, note, .. } => {
                self.set(Field::Due(Some(*until)))?;
                self.set(Field::Extensions(self.record.extensions.saturating_add(1)))?;
                self.set(Field::Request(None))?;
                self.note(note.as_deref());
            }
            E::DueMoved { until, .. } => self.set(Field::Due(Some(*until)))?,
            E::ExtensionRefused { note, .. } => {
                self.set(Field::Request(None))?;
                self.note(note.as_deref());
            }
            E::TaskReassigned { to, reason, .. } => {
                self.set(Field::Owner(to.clone()))?;
                self.set(Field::IssuedAt(now))?;
                self.set(Field::AckedAt(None))?;
                if self.record.state == TaskState::Suspended {
                    self.set(Field::SuspendedFrom(Some(TaskState::Issued)))?;
                } else {
                    self.state(TaskState::Issued)?;
                }
                self.note(reason.as_deref());
            }
            E::TaskSuspended { reason, .. } => {
                self.set(Field::SuspendedFrom(Some(self.record.state)))?;
                self.state(TaskState::Suspended)?;
                self.note(Some(reason));
            }
            E::TaskResumed { .. } => {
                self.state(self.record.suspended_from.unwrap_or(TaskState::Issued))?;
                self.set(Field::SuspendedFrom(None))?;
            }
            E::TaskCancelled { reason, .. } => {
                self.settle(TaskState::Cancelled)?;
                self.note(Some(reason));
            }
            E::TaskSkipped { reason, .. } => {
                self.settle(TaskState::Skipped)?;
                self.note(Some(reason));
            }
            E::TaskRuledOut { .. } => {
                self.settle(TaskState::Skipped)?;
                self.set(Field::RuledOut(true))?;
            }
            E::TaskRuledIn { .. } => {
                self.state(TaskState::Issued)?;
                self.set(Field::IssuedAt(now))?;
                self.set(Field::AckedAt(None))?;
                self.set(Field::RuledOut(false))?;
            }
            _ => {}
        }
        Ok(())
    }

    /// Work has begun; that says too that the task was received.
    fn begin(&mut self, now: Instant) -> Result<(), NoSuchPart> {
        if self.record.state == TaskState::Issued {
            self.state(TaskState::InProgress)?;
        }
        if self.record.acked_at.is_none() {
            self.set(Field::AckedAt(Some(now)))?;
        }
        if self.record.started_at.is_none() {
            self.set(Field::StartedAt(Some(now)))?;
        }
        Ok(())
    }

    /// Nothing more is expected, so nothing is pending either.
    fn settle(&mut self, state: TaskState) -> Result<(), NoSuchPart> {
        self.state(state)?;
        if self.record.request.is_some() {
            self.set(Field::Request(None))?;
        }
        if self.record.suspended_from.is_some() {
            self.set(Field::SuspendedFrom(None))?;
        }
        Ok(())
    }

    /// How it ended, if that is said.
    fn outcome(&mut self, outcome: Option<&String>) -> Result<(), NoSuchPart> {
        match outcome {
            Some(outcome) => self.set(Field::Outcome(Some(outcome.clone()))),
            None => Ok(()),
        }
    }

    fn state(&mut self, state: TaskState) -> Result<(), NoSuchPart> {
        self.set(Field::State(state))
    }

    /// New answers replace older ones to the same question.
    fn answer(&mut self, answers: &[(String, String)]) -> Result<(), NoSuchPart> {
        let mut all = self.record.answers.clone();
        for (name, text) in answers {
            match all.iter_mut().find(|(known, _)| known == name) {
                Some((_, old)) => old.clone_from(text),
                None => all.push((name.clone(), text.clone())),
            }
        }
        self.set(Field::Answers(all))
    }

    fn note(&mut self, text: Option<&str>) {
        if let Some(text) = text {
            let with = self.event.body.kind().to_owned();
            self.add(EntryBody::Note { with, text: text.to_owned() });
        }
    }

    /// Adds an entry under the event's seq: no event adds two.
    fn add(&mut self, body: EntryBody) {
        let meta = &self.event.meta;
        self.record.entries.push(Entry {
            seq: self.event.seq,
            at: meta.occurred_at,
            by: meta.actor.clone(),
            on_behalf_of: meta.on_behalf_of.clone(),
            counts: true,
            body,
        });
        self.before.push(Field::Entry(self.event.seq, false));
    }

    fn set(&mut self, field: Field) -> Result<(), NoSuchPart> {
        if let Field::Rows(span, stand) = field {
            // Of several rows only some may have stood.
            let changed = self.record.rows.stand(span, stand).ok_or(NoSuchPart)?;
            self.before.extend(changed.into_iter().map(|span| Field::Rows(span, !stand)));
            return Ok(());
        }
        let before = replace(self.record, field)?;
        self.before.push(before);
        Ok(())
    }
}

/// Puts the value in its field and answers the value that was there.
fn replace(record: &mut TaskRecord, field: Field) -> Result<Field, NoSuchPart> {
    use std::mem::replace as swap;
    Ok(match field {
        Field::State(v) => Field::State(swap(&mut record.state, v)),
        Field::IssuedAt(v) => Field::IssuedAt(swap(&mut record.issued_at, v)),
        Field::AckedAt(v) => Field::AckedAt(swap(&mut record.acked_at, v)),
        Field::StartedAt(v) => Field::StartedAt(swap(&mut record.started_at, v)),
        Field::SubmittedAt(v) => Field::SubmittedAt(swap(&mut record.submitted_at, v)),
        Field::Nil(v) => Field::Nil(swap(&mut record.nil, v)),
        Field::CompletedAt(v) => Field::CompletedAt(swap(&mut record.completed_at, v)),
        Field::ClosedAt(v) => Field::ClosedAt(swap(&mut record.closed_at, v)),
        Field::Percent(v) => Field::Percent(swap(&mut record.percent, v)),
        Field::Step(step, v) => {
            let at = usize::try_from(step).map_err(|_| NoSuchPart)?;
            let slot = record.steps.get_mut(at).ok_or(NoSuchPart)?;
            Field::Step(step, swap(slot, v))
        }
        Field::Picked(v) => Field::Picked(swap(&mut record.picked, v)),
        Field::Answers(v) => Field::Answers(swap(&mut record.answers, v)),
        Field::Owner(v) => Field::Owner(swap(&mut record.owner, v)),
        Field::Due(v) => Field::Due(swap(&mut record.due, v)),
        Field::Extensions(v) => Field::Extensions(swap(&mut record.extensions, v)),
        Field::Request(v) => Field::Request(swap(&mut record.request, v)),
        Field::Returns(v) => Field::Returns(swap(&mut record.returns, v)),
        Field::SuspendedFrom(v) => Field::SuspendedFrom(swap(&mut record.suspended_from, v)),
        Field::Outcome(v) => Field::Outcome(swap(&mut record.outcome, v)),
        Field::RuledOut(v) => Field::RuledOut(swap(&mut record.ruled_out, v)),
        Field::Reported(v) => Field::Reported(swap(&mut record.reported, v)),
        Field::Entry(seq, v) => {
            // Entries stand in the order of their seq.
            let at =
                record.entries.binary_search_by_key(&seq, |e| e.seq).map_err(|_| NoSuchPart)?;
            let entry = record.entries.get_mut(at).ok_or(NoSuchPart)?;
            Field::Entry(seq, swap(&mut entry.counts, v))
        }
        Field::Row(row, v) => Field::Row(row, record.rows.replace(row, v).ok_or(NoSuchPart)?),
        // It has as many values as rows: see `set`.
        Field::Rows(..) => return Err(NoSuchPart),
    })
}
