//! What follows from a command by itself: tasks that wait for an outcome which has not come are not needed
//! any more, and are needed again when that is open again; due dates move along with those that they hang on.

use std::collections::VecDeque;
use std::sync::Arc;

use chrono::{DateTime, Utc};
use uuid::Uuid;
use wallchart_plan::expanded::Task;
use wallchart_plan::ids::TaskNo;
use wallchart_plan::time::Instant;

use crate::actor::{Actor, Face};
use crate::along::{MovedAlong, all_moved_along, moved_along};
use crate::command::{Command, CommandId, Order};
use crate::covered::{Covered, is_sibling};
use crate::event::EventBody;
use crate::overlay::Overlay;
use crate::play::Repeating;
use crate::state::{Campaign, TaskRecord, TaskState};

/// The events with all that follow from them, in order. `view` has them applied afterwards.
pub(super) fn with_consequences(
    view: &mut Overlay<'_>,
    order: &Order,
    now: DateTime<Utc>,
    bodies: Vec<EventBody>,
) -> Vec<EventBody> {
    let mut out = Vec::with_capacity(bodies.len());
    let mut open = VecDeque::from(bodies);
    while let Some(body) = open.pop_front() {
        for event in order.stamp(view.seq, view.campaign.revision, now, vec![body]) {
            view.apply(&event);
            for next in following(view, &event.body) {
                // Several things may lead to the same.
                let same =
                    |known: &EventBody| (known.kind(), known.task()) == (next.kind(), next.task());
                if !open.iter().any(same) {
                    open.push_back(next);
                }
            }
            out.push(event.body);
        }
    }
    out
}

/// What follows from one event. All tasks are looked through only after an extension, or after one on which others
/// hang: that lists outcomes, stands in a play, or is one of a fan-out of which some are enough.
fn following(view: &Overlay<'_>, body: &EventBody) -> Vec<EventBody> {
    use EventBody as E;
    if let E::ExtensionGranted { task, until, .. } = body {
        return moved_along(view, &[(*task, *until)]).iter().map(due_moved).collect();
    }
    let (E::TaskCompleted { task: on, .. }
    | E::TaskSkipped { task: on, .. }
    | E::TaskCancelled { task: on, .. }
    | E::TaskReturned { task: on, .. }
    | E::TaskRuledOut { task: on, .. }
    | E::TaskRuledIn { task: on }) = body
    else {
        return Vec::new();
    };
    let moves =
        |task: &Task| !task.outcomes.is_empty() || task.play.is_some() || !task.cover.is_empty();
    let Some((ended, _)) = view.task(*on).filter(|(task, _)| moves(task)) else {
        return Vec::new();
    };
    // What is ruled out or in again was not completed before nor is it after.
    let counts = !matches!(body, E::TaskRuledOut { .. } | E::TaskRuledIn { .. });
    let covered = (counts && !ended.cover.is_empty()).then(|| Covered::of(view, ended));
    let waits = |task: &&Task| {
        task.when_outcome.as_ref().is_some_and(|w| w.on == ended.number)
            || (ended.play.is_some() && task.play == ended.play && task.number != ended.number)
            || (covered.is_some() && is_sibling(task, ended))
    };
    let tasks = view.campaign.plan.tasks.iter().filter(waits);
    tasks.filter_map(|task| ruling(view, task, covered.as_ref())).collect()
}

/// An undo's events with the due dates that move: one that is not extended any more hangs on others again.
pub(super) fn with_dues(
    campaign: &Campaign,
    order: &Order,
    now: DateTime<Utc>,
    mut bodies: Vec<EventBody>,
) -> Vec<EventBody> {
    let mut view = Overlay::of(campaign);
    for event in order.stamp(campaign.seq, campaign.revision, now, bodies.clone()) {
        view.apply(&event);
    }
    bodies.extend(all_moved_along(&view).iter().map(due_moved));
    bodies
}

fn due_moved(moved: &MovedAlong) -> EventBody {
    EventBody::DueMoved { task: moved.task, with: moved.with, until: moved.to }
}

/// What the outcomes of others make of a task now, if that changes anything.
fn ruling(view: &Overlay<'_>, task: &Task, covered: Option<&Covered<'_>>) -> Option<EventBody> {
    let (_, record) = view.task(task.number)?;
    let number = task.number;
    if !task.cover.is_empty() && (record.ruled_out || !record.state.is_settled()) {
        // Siblings are counted once where one of them has brought this up.
        let own = covered.filter(|covered| is_sibling(task, covered.of));
        let on = match own {
            Some(covered) => covered.enough(task),
            None => Covered::of(view, task).enough(task),
        };
        if let Some(on) = on {
            let out = EventBody::TaskRuledOut { task: number, on, outcome: None, enough: true };
            // What has been handed in is done work: it is accepted or returned, not dropped.
            let is_open = !record.state.is_settled() && record.state != TaskState::Submitted;
            return is_open.then_some(out);
        }
    }
    match against(view, task).and_then(|on| Some((on, view.task(on)?.1))) {
        Some((on, other)) if !record.state.is_settled() => {
            let outcome = other.outcome.clone();
            Some(EventBody::TaskRuledOut { task: number, on, outcome, enough: false })
        }
        None if record.ruled_out => Some(EventBody::TaskRuledIn { task: number }),
        _ => None,
    }
}

/// The task whose outcome makes this one needless: it waits for another outcome, its play is over, or it
/// came up again until then.
fn against(view: &Overlay<'_>, task: &Task) -> Option<TaskNo> {
    if let Some(condition) = &task.when_outcome
        && let Some((_, other)) = view.task(condition.on)
        && !may_come(&condition.any, other)
    {
        return Some(condition.on);
    }
    let play = view.campaign.play(task.play.as_ref()?)?;
    let over = play.stops.iter().find(|stop| {
        stop.task != task.number
            && view.task(stop.task).is_some_and(|(_, record)| crate::play::stops(stop, record))
    });
    let repeats = |r: &&Repeating| {
        let first = view.task(r.again.first).map(|(first, _)| &first.task);
        first == Some(&task.task)
    };
    let until = play.again.iter().find(repeats).map(|r| r.again.until);
    let until = until.filter(|on| view.task(*on).is_some_and(|(_, r)| r.state.is_settled()));
    over.map(|stop| stop.task).or(until)
}

/// Whether one of these outcomes has come or may still come.
fn may_come(any: &[String], other: &TaskRecord) -> bool {
    match other.state {
        TaskState::Completed | TaskState::Closed => {
            other.outcome.as_ref().is_some_and(|outcome| any.contains(outcome))
        }
        state => !state.is_settled(),
    }
}

/// What a new revision of the plan makes of its tasks, given the outcomes and extensions that there are already.
pub(super) fn rulings(view: &mut Overlay<'_>, order: &Order, now: DateTime<Utc>) -> Vec<EventBody> {
    let campaign = view.campaign;
    let tasks = campaign.plan.tasks.iter().zip(&campaign.records);
    let mut out = Vec::new();
    let hangs = |task: &Task| task.when_outcome.is_some() || !task.cover.is_empty();
    // Siblings stand together, and no ruling changes how many are completed: they are counted once.
    let mut covered: Option<Covered<'_>> = None;
    for (task, record) in tasks.filter(|(task, record)| hangs(task) || record.ruled_out) {
        let is_open = record.ruled_out || !record.state.is_settled();
        let is_counted = covered.as_ref().is_some_and(|c| is_sibling(task, c.of));
        if is_open && !task.cover.is_empty() && !is_counted {
            covered = Some(Covered::of(view, task));
        }
        let bodies = ruling(view, task, covered.as_ref()).into_iter().collect();
        out.extend(with_consequences(view, order, now, bodies));
    }
    let moved = all_moved_along(view).iter().map(due_moved).collect();
    out.extend(with_consequences(view, order, now, moved));
    out
}

/// Does to a campaign whose plan was just amended what will follow from that by itself.
pub(crate) fn follow_through(campaign: &mut Campaign, now: Instant) {
    let order = Order {
        id: CommandId(Uuid::nil()),
        actor: Actor::System,
        on_behalf_of: None,
        via: Face::Clock,
        seen: None,
        command: Command::Batch { commands: Vec::new() },
    };
    let mut view = Overlay::of(campaign);
    rulings(&mut view, &order, now.utc().and_utc());
    for (at, record) in view.into_changed() {
        if let Some(known) = campaign.records.get_mut(at) {
            *known = Arc::new(record);
        }
    }
}
