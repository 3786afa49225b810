//! Undo and redo: events that carry the values which a command replaced.
//!
//! A command can be undone while no later command in force has touched the same fields. A later command
//! and the undo of it cancel out. Records of a task that has been closed out, cancelled or skipped since
//! stay as they are until that is undone. Undoing an undo is a redo and obeys the same rule.

use std::collections::{BTreeMap, BTreeSet};

use wallchart_plan::ids::TaskNo;

use super::gate::unchanged;
use crate::actor::Actor;
use crate::command::{CommandId, Order};
use crate::event::{EventBody, Field, Seq};
use crate::refusal::Refusal;
use crate::rights::Rights;
use crate::roster::PutDown;
use crate::state::{Campaign, EntryBody, TaskState};
use crate::undo::Trace;

/// The command that an undo without a name would undo: the last one of that actor which is in force
/// and is not itself an undo.
pub fn undo_target(campaign: &Campaign, actor: &Actor) -> Option<CommandId> {
    let mut own = campaign.journal.iter().rev().filter(|t| t.actor == *actor && !is_launch(t));
    own.find(|t| !t.undone && t.undoes.is_none()).map(|t| t.command)
}

fn is_launch(trace: &Trace) -> bool {
    trace.fixed && trace.seq == Seq(1)
}

/// The undo that a redo would undo: the actor's last command, if it is an undo in force.
pub fn redo_target(campaign: &Campaign, actor: &Actor) -> Option<CommandId> {
    // An undo and the redo of it are passed over together, so that several undos are redone in turn.
    let mut own = campaign.journal.iter().rev().filter(|t| t.actor == *actor && !t.undone);
    own.find(|t| !is_redo(campaign, t)).filter(|t| t.undoes.is_some()).map(|t| t.command)
}

/// Whether the trace is the undo of an undo.
fn is_redo(campaign: &Campaign, trace: &Trace) -> bool {
    trace.undoes.is_some_and(|target| {
        campaign.journal.iter().any(|t| t.command == target && t.undoes.is_some())
    })
}

pub(super) fn undo(
    campaign: &Campaign,
    order: &Order,
    who: &Rights,
    command: Option<CommandId>,
) -> Result<Vec<EventBody>, Refusal> {
    let command = match command {
        Some(command) => command,
        None => undo_target(campaign, &order.actor).ok_or(Refusal::NothingToUndo)?,
    };
    let (at, trace) = find(campaign, command)?;
    if trace.fixed {
        return Err(match is_launch(trace) {
            true => Refusal::CannotUndoLaunch,
            false => Refusal::RollBackInstead,
        });
    }
    if trace.actor != order.actor && !who.coordinator {
        return Err(Refusal::UndoOfOthers { by: trace.actor.clone() });
    }
    if trace.undone {
        return Err(Refusal::AlreadyUndone { kind: trace.kind.clone() });
    }
    if let Some(later) = blocker(campaign, at, trace) {
        return Err(Refusal::UndoBlocked {
            command: later.command,
            kind: later.kind.clone(),
            by: later.actor.clone(),
            at: crate::refusal::LocalTime::of_utc(later.at, campaign),
        });
    }
    let restored = restored(trace);
    if let Some(seen) = order.seen {
        for (task, _) in &restored {
            unchanged(campaign, *task, seen)?;
        }
    }
    let mut events = vec![EventBody::CommandUndone { undone: command }];
    events.extend(
        restored.into_iter().map(|(task, fields)| EventBody::TaskRestored { task, fields }),
    );
    let fills = reseated(trace);
    if !fills.is_empty() {
        events.push(EventBody::RosterFilled { fills, anyway: false });
    }
    Ok(events)
}

fn find(campaign: &Campaign, command: CommandId) -> Result<(usize, &Trace), Refusal> {
    let known = campaign.journal.iter().enumerate().rev().find(|(_, t)| t.command == command);
    known.ok_or(Refusal::NotInJournal { command, depth: crate::undo::DEPTH })
}

/// The last later command in force, the first to be undone, that touched a field which the trace touched, or that closed out,
/// cancelled or skipped its task: what is settled keeps its records, but for comments.
fn blocker<'a>(campaign: &'a Campaign, at: usize, trace: &Trace) -> Option<&'a Trace> {
    let places = |(task, field): &(TaskNo, Field)| {
        let task = *task;
        field.slots().into_iter().map(move |slot| (task, slot))
    };
    let mut touched: BTreeSet<_> = trace.before.iter().flat_map(places).collect();
    let records = trace.before.iter().filter(|(task, field)| is_kept(campaign, *task, field));
    touched.extend(records.map(|(task, _)| (*task, Field::State(TaskState::Closed).slot())));
    // A start goes with all its tasks, so whatever has happened to one of them is in its way.
    let is_start = trace.kind == "playbook_started";
    let begun: BTreeSet<TaskNo> = trace.before.iter().map(|(task, _)| *task).collect();
    let later = |t: CommandId| campaign.journal.iter().skip(at + 1).any(|l| l.command == t);
    campaign
        .journal
        .iter()
        .skip(at + 1)
        .filter(|t| !t.undone && !t.undoes.is_some_and(later))
        // A new revision may have taken out or changed anything.
        .rfind(|t| {
            let touches = |change: &(TaskNo, Field)| {
                places(change).any(|place| touched.contains(&place))
                    || (is_start && begun.contains(&change.0))
            };
            let reseats = |now: &PutDown| trace.seats.iter().any(|was| was.seat == now.seat);
            t.fixed || t.before.iter().any(touches) || t.seats.iter().any(reseats)
        })
}

/// Whether the field belongs to a settled task whose records are kept.
fn is_kept(campaign: &Campaign, task: TaskNo, field: &Field) -> bool {
    let Some((_, record)) = campaign.task(task) else { return false };
    let settled =
        matches!(record.state, TaskState::Closed | TaskState::Cancelled | TaskState::Skipped);
    let comment = match field {
        Field::Entry(seq, _) => record
            .entries
            .binary_search_by_key(seq, |e| e.seq)
            .ok()
            .and_then(|at| record.entries.get(at))
            .is_some_and(|e| matches!(e.body, EntryBody::Comment { .. })),
        _ => false,
    };
    settled && !comment
}

/// Who was in each seat before the command.
fn reseated(trace: &Trace) -> Vec<PutDown> {
    let mut seen = BTreeSet::new();
    trace.seats.iter().filter(|was| seen.insert(&was.seat)).cloned().collect()
}

/// The values before the command, task by task: the first one noted for each field. Rows that came or went
/// are put back the last first, for one may have done both.
fn restored(trace: &Trace) -> Vec<(TaskNo, Vec<Field>)> {
    let mut seen = BTreeSet::new();
    let mut order = Vec::new();
    let mut by_task: BTreeMap<TaskNo, Vec<Field>> = BTreeMap::new();
    for (task, field) in &trace.before {
        if matches!(field, Field::Rows(..)) || seen.insert((*task, field.slot())) {
            let fields = by_task.entry(*task).or_insert_with(|| {
                order.push(*task);
                Vec::new()
            });
            fields.push(field.clone());
        }
    }
    let in_turn = |fields: Vec<Field>| {
        let (rows, mut others): (Vec<_>, Vec<_>) =
            fields.into_iter().partition(|field| matches!(field, Field::Rows(..)));
        others.extend(rows.into_iter().rev());
        others
    };
    order.into_iter().filter_map(|task| Some((task, in_turn(by_task.remove(&task)?)))).collect()
}
