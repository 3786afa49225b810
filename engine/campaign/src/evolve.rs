//! Events folded into the state.

use std::sync::Arc;

use wallchart_plan::ids::TaskNo;

use crate::amended::{amended, highest};
use crate::change::{change, minute};
use crate::command::{Apply, CommandId};
use crate::event::{Event, EventBody, Field, Seq};
use crate::rehearsal::Rehearsing;
use crate::roster::{PutDown, put};
use crate::state::Approved;
use crate::state::{Campaign, TaskRecord, TaskState};
use crate::undo::{DEPTH, Journal, Trace};

/// Names how events are folded. A change to the meaning of an event or the shape of [`Campaign`] raises
/// it, so that snapshots made by an older fold are thrown away.
pub const FOLD_VERSION: u32 = 3;

/// Why an event cannot follow the ones before it: the log is damaged, or was not made by `decide`.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Unfoldable {
    /// An event is missing, doubled or out of order.
    #[error("event {} where {} was expected", got.0, expected.0)]
    OutOfOrder {
        /// The seq that should come next.
        expected: Seq,
        /// The seq that came.
        got: Seq,
    },
    /// The first event applies no plan.
    #[error("event {} comes before any plan was applied", .0.0)]
    NotLaunched(Seq),
    /// A revision of the plan that does not follow the one in force, or is approved without being it.
    #[error("event {} is about revision {revision}", seq.0)]
    WrongRevision {
        /// Where.
        seq: Seq,
        /// Which.
        revision: u32,
    },
    /// A task that the plan does not have.
    #[error("event {} names {task}, which the plan does not have", seq.0)]
    UnknownTask {
        /// Where.
        seq: Seq,
        /// Which.
        task: TaskNo,
    },
    /// A step or an entry that the task does not have.
    #[error("event {} names a part that {task} does not have", seq.0)]
    UnknownPart {
        /// Where.
        seq: Seq,
        /// Of which task.
        task: TaskNo,
    },
    /// A play that does not follow the ones before, or whose tasks have numbers that were given.
    #[error("event {} adds tasks that can't be added", seq.0)]
    WrongPlay {
        /// Where.
        seq: Seq,
    },
    /// The clock of a campaign that is no rehearsal.
    #[error("event {} moves the clock of a campaign that is no rehearsal", .0.0)]
    NoClock(Seq),
    /// An undo of a command that the journal does not hold.
    #[error("event {} undoes a command that is not in the journal", seq.0)]
    UnknownCommand {
        /// Where.
        seq: Seq,
        /// Which.
        command: CommandId,
    },
}

/// Folds a whole log. No events make no campaign.
pub fn fold<'a>(
    events: impl IntoIterator<Item = &'a Event>,
) -> Result<Option<Campaign>, Unfoldable> {
    let mut campaign = None;
    for event in events {
        evolve(&mut campaign, event)?;
    }
    Ok(campaign)
}

/// Applies one event. Every event that `decide` answers can be applied; an error says that the log
/// holds something else, and the state is not to be used any more.
pub fn evolve(campaign: &mut Option<Campaign>, event: &Event) -> Result<(), Unfoldable> {
    let expected = Seq(campaign.as_ref().map_or(0, |c| c.seq.0) + 1);
    if event.seq != expected {
        return Err(Unfoldable::OutOfOrder { expected, got: event.seq });
    }
    match (&event.body, campaign) {
        (EventBody::PlanApplied { revision, apply }, campaign) => {
            if *revision != campaign.as_ref().map_or(0, |c| c.revision) + 1 {
                return Err(Unfoldable::WrongRevision { seq: event.seq, revision: *revision });
            }
            match campaign {
                None => *campaign = Some(launch(event, apply)),
                Some(campaign) => {
                    amended(campaign, (event.seq, minute(event)), *revision, apply);
                    open(&mut campaign.journal, event);
                    keep_time(campaign, event)?;
                    campaign.seq = event.seq;
                }
            }
            Ok(())
        }
        (_, None) => Err(Unfoldable::NotLaunched(event.seq)),
        (body, Some(campaign)) => step(campaign, event, body),
    }
}

fn step(campaign: &mut Campaign, event: &Event, body: &EventBody) -> Result<(), Unfoldable> {
    if let Some(task) = body.task() {
        let unknown = Unfoldable::UnknownTask { seq: event.seq, task };
        let at = *campaign.index.get(&task).ok_or(unknown.clone())?;
        let record = Arc::make_mut(campaign.records.get_mut(at).ok_or(unknown)?);
        let planned = campaign.plan.tasks.get(at).and_then(|task| task.due);
        let before = change(record, event, planned)
            .map_err(|_| Unfoldable::UnknownPart { seq: event.seq, task })?;
        open(&mut campaign.journal, event).before.extend(before.into_iter().map(|f| (task, f)));
    } else if let EventBody::CommandUndone { undone } = body {
        mark_undone(&mut campaign.journal, *undone)
            .ok_or(Unfoldable::UnknownCommand { seq: event.seq, command: *undone })?;
        open(&mut campaign.journal, event);
    } else if let EventBody::PlaybookStarted { .. } | EventBody::PlayTaskAdded { .. } = body {
        let fresh =
            crate::play::grow(campaign, event).ok_or(Unfoldable::WrongPlay { seq: event.seq })?;
        // Undone, they are as if they had been cancelled at once.
        let gone = |task| (task, Field::State(TaskState::Cancelled));
        open(&mut campaign.journal, event).before.extend(fresh.into_iter().map(gone));
    } else if let EventBody::RosterFilled { fills, .. } = body {
        let before: Vec<PutDown> =
            fills.iter().map(|new| put(&mut campaign.fills, new, event.seq)).collect();
        open(&mut campaign.journal, event).seats.extend(before);
    } else if let EventBody::PlanApproved { revision, approval } = body {
        if *revision != campaign.revision {
            return Err(Unfoldable::WrongRevision { seq: event.seq, revision: *revision });
        }
        let (approval, at) = (approval.clone(), minute(event));
        campaign.approved = Some(Approved { revision: *revision, approval, at });
    }
    keep_time(campaign, event)?;
    campaign.seq = event.seq;
    Ok(())
}

/// Moves the clock of a rehearsal on to the event.
fn keep_time(campaign: &mut Campaign, event: &Event) -> Result<(), Unfoldable> {
    if let Some(rehearsal) = &mut campaign.rehearsal {
        let moved = match &event.body {
            EventBody::ClockMoved { to } => to.utc().and_utc(),
            _ => event.meta.recorded_at,
        };
        rehearsal.clock = rehearsal.clock.max(moved);
    } else if matches!(event.body, EventBody::ClockMoved { .. }) {
        return Err(Unfoldable::NoClock(event.seq));
    }
    Ok(())
}

/// Where the event's changes are noted: the trace of its command, made if this is its first event.
fn open<'a>(journal: &'a mut Journal, event: &Event) -> &'a mut Trace {
    if journal.back().is_none_or(|last| last.command != event.meta.command) {
        if journal.len() >= DEPTH {
            journal.pop_front();
        }
        journal.push_back(trace(event));
    }
    let last = journal.len().saturating_sub(1);
    // The journal holds at least the trace just pushed, so the index is its last.
    &mut journal[last]
}

fn trace(event: &Event) -> Trace {
    let undoes = match &event.body {
        EventBody::CommandUndone { undone } => Some(*undone),
        _ => None,
    };
    Trace {
        command: event.meta.command,
        actor: event.meta.actor.clone(),
        at: event.meta.occurred_at,
        seq: event.seq,
        kind: event.body.kind().to_owned(),
        before: Vec::new(),
        seats: Vec::new(),
        fixed: matches!(event.body, EventBody::PlanApplied { .. }),
        undoes,
        undone: false,
    }
}

/// Marks a command undone; if it was itself an undo, what it undid is in force again.
fn mark_undone(journal: &mut Journal, command: CommandId) -> Option<()> {
    let trace = journal.iter_mut().rev().find(|t| t.command == command)?;
    trace.undone = true;
    if let Some(first) = trace.undoes
        && let Some(again) = journal.iter_mut().rev().find(|t| t.command == first)
    {
        again.undone = false;
    }
    Some(())
}

fn launch(event: &Event, apply: &Apply) -> Campaign {
    let now = minute(event);
    let tasks = &apply.plan.tasks;
    let records = tasks.iter().map(|task| Arc::new(TaskRecord::issued(task, now, event.seq)));
    Campaign {
        seq: event.seq,
        records: records.collect(),
        index: Arc::new(tasks.iter().enumerate().map(|(at, t)| (t.number, at)).collect()),
        plan: Arc::new(apply.plan.clone()),
        revision: 1,
        language: apply.language,
        sources: apply.sources.clone(),
        launched_at: now,
        approved: None,
        rehearsal: apply
            .rehearsal
            .clone()
            .map(|mark| Rehearsing { mark, clock: event.meta.recorded_at }),
        last_number: highest(tasks),
        retired: Vec::new(),
        plays: Vec::new(),
        fills: Vec::new(),
        journal: Journal::from([trace(event)]),
    }
}
