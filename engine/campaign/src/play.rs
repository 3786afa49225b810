//! Plays: what came of each start of a playbook, and whether it is over.

use std::sync::Arc;

use serde::{Deserialize, Serialize};
use wallchart_plan::amend::Renamings;
use wallchart_plan::expanded::{Expanded, Task};
use wallchart_plan::ids::{TaskNo, UnitId};
use wallchart_plan::playbook::{Again, PlayRef, StopAfter, play_stream};
use wallchart_plan::time::Instant;

use crate::actor::Actor;
use crate::amended::highest;
use crate::change::minute;
use crate::command::StartCause;
use crate::event::{Event, EventBody, Seq};
use crate::state::{Campaign, EntryBody, TaskRecord, TaskState};

/// One start of a playbook.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Play {
    /// Which start of which playbook.
    pub play: PlayRef,
    /// Its title.
    pub title: String,
    /// What was filled in.
    pub params: Vec<(String, String)>,
    /// T.
    pub at: Instant,
    /// The event that started it.
    pub seq: Seq,
    /// Who started it.
    pub by: Actor,
    /// What started it, if it was not by hand.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub cause: Option<StartCause>,
    /// Its tasks.
    pub tasks: Vec<TaskNo>,
    /// Tasks after which it is over.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub stops: Vec<StopAfter>,
    /// Tasks that come up again, each with its last occurrence.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub again: Vec<Repeating>,
}

/// A task of a play that comes up again.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Repeating {
    /// How it does.
    #[serde(flatten)]
    pub again: Again,
    /// How many times it has, as counted from T.
    pub nth: u32,
    /// The last one.
    pub last: TaskNo,
}

impl Campaign {
    /// The play of that name.
    pub fn play(&self, play: &PlayRef) -> Option<&Arc<Play>> {
        self.plays.iter().find(|p| p.play == *play)
    }

    /// Why a play was stopped before its end; nothing while it runs, or where it came to its end.
    pub fn stopped(&self, play: &Play) -> Option<&str> {
        let at_end = |stop: &StopAfter| self.task(stop.task).is_some_and(|(_, r)| stops(stop, r));
        if self.is_running(play) || play.stops.iter().any(at_end) {
            return None;
        }
        let records = play.tasks.iter().filter_map(|no| self.task(*no)).map(|(_, record)| record);
        let cancelled = |record: &&TaskRecord| record.state == TaskState::Cancelled;
        let cancelled = records.rev().find(cancelled)?;
        cancelled.entries.iter().rev().find_map(|entry| match &entry.body {
            EntryBody::Note { with, text } if with == "task_cancelled" => Some(text.as_str()),
            _ => None,
        })
    }

    /// Whether something is still to be done in a play.
    pub fn is_running(&self, play: &Play) -> bool {
        let open = |no: &TaskNo| self.task(*no).is_some_and(|(_, r)| !r.state.is_settled());
        play.tasks.iter().any(open)
    }
}

/// Whether a play is over after a task that has this record.
pub(crate) fn stops(stop: &StopAfter, record: &TaskRecord) -> bool {
    let done = matches!(record.state, TaskState::Completed | TaskState::Closed);
    let keeps = record.outcome.as_ref().is_some_and(|outcome| stop.unless.contains(outcome));
    done && !keeps
}

/// Adds the tasks of a play that the event starts or goes on with; answers their numbers. `None` where
/// they can't be the next ones.
pub(crate) fn grow(campaign: &mut Campaign, event: &Event) -> Option<Vec<TaskNo>> {
    let tasks: Vec<Task> = match &event.body {
        EventBody::PlaybookStarted { play, params, at, started, cause } => {
            if campaign.play(play).is_some() {
                return None;
            }
            let repeating =
                |again: &Again| Repeating { last: again.first, again: again.clone(), nth: 1 };
            campaign.plays.push(Arc::new(Play {
                play: play.clone(),
                title: started.title.clone(),
                params: params.clone(),
                at: *at,
                seq: event.seq,
                by: event.meta.actor.clone(),
                cause: cause.clone(),
                tasks: started.tasks.iter().map(|t| t.number).collect(),
                stops: started.stops.clone(),
                again: started.again.iter().map(repeating).collect(),
            }));
            started.tasks.clone()
        }
        EventBody::PlayTaskAdded { play, first, nth, added } => {
            let known = campaign.plays.iter_mut().find(|p| p.play == *play)?;
            let known = Arc::make_mut(known);
            let repeating = known.again.iter_mut().find(|r| r.again.first == *first)?;
            (repeating.nth, repeating.last) = (*nth, added.number);
            known.tasks.push(added.number);
            vec![Task::clone(added)]
        }
        _ => return None,
    };
    let fresh: Vec<TaskNo> = tasks.iter().map(|t| t.number).collect();
    if !fresh.iter().is_sorted() || fresh.first().is_some_and(|no| *no <= campaign.last_number) {
        return None;
    }
    campaign.last_number = campaign.last_number.max(highest(&tasks));
    let (now, index) = (minute(event), Arc::make_mut(&mut campaign.index));
    index.extend(fresh.iter().copied().zip(campaign.records.len()..));
    let record = |task: &Task| Arc::new(TaskRecord::issued(task, now, event.seq));
    campaign.records.extend(tasks.iter().map(record));
    let plays = campaign.plays.clone();
    add(Arc::make_mut(&mut campaign.plan), &plays, tasks);
    Some(fresh)
}

/// Adds tasks of plays to a plan, with the streams that they stand in.
fn add(plan: &mut Expanded, plays: &[Arc<Play>], tasks: Vec<Task>) {
    for play in plays {
        for stream in play_stream(&play.play, &play.title) {
            if !plan.streams.iter().any(|known| known.id == stream.id) {
                plan.streams.push(stream);
            }
        }
    }
    plan.tasks.extend(tasks);
}

/// The plan that a new revision puts in force: with the tasks of the plays that run, under the names that
/// units and measures have now. What belonged to a unit that has left goes to the coordinator.
pub(crate) fn with_plays(campaign: &Campaign, next: &Expanded, renamed: &Renamings) -> Expanded {
    let mut plan = next.clone();
    let mut tasks: Vec<Task> =
        campaign.plan.tasks.iter().filter(|t| t.play.is_some()).cloned().collect();
    let there = |unit: &UnitId| Some(renamed.unit(unit)).filter(|unit| next.unit(unit).is_some());
    let coordinator = &next.campaign.coordinator;
    for task in &mut tasks {
        renamed.in_asks_of(task);
        task.owner = there(&task.owner).unwrap_or_else(|| coordinator.clone());
        for units in [&mut task.support, &mut task.informed] {
            *units = units.iter().filter_map(&there).filter(|unit| *unit != task.owner).collect();
        }
        task.proxy = task.proxy.as_ref().and_then(&there);
        task.review =
            task.review.as_ref().map(|unit| there(unit).unwrap_or_else(|| coordinator.clone()));
    }
    add(&mut plan, &campaign.plays, tasks);
    plan
}
