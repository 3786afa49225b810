//! What follows from a command by itself: tasks that wait for an outcome which has not come are not needed
//! any more, and are needed again when that is open again.

use std::collections::VecDeque;

use chrono::{DateTime, Utc};
use wallchart_plan::expanded::Task;

use crate::command::Order;
use crate::event::EventBody;
use crate::overlay::Overlay;
use crate::state::{TaskRecord, TaskState};

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
            open.extend(following(view, &event.body));
            out.push(event.body);
        }
    }
    out
}

/// What follows from one event. Only a task that lists outcomes has others wait for one, so all tasks are
/// looked through only after such a one.
fn following(view: &Overlay<'_>, body: &EventBody) -> Vec<EventBody> {
    use EventBody as E;
    let (E::TaskCompleted { task: on, .. }
    | E::TaskSkipped { task: on, .. }
    | E::TaskCancelled { task: on, .. }
    | E::TaskReturned { task: on, .. }
    | E::TaskRuledOut { task: on, .. }
    | E::TaskRuledIn { task: on }) = body
    else {
        return Vec::new();
    };
    let Some((ended, _)) = view.task(*on).filter(|(task, _)| !task.outcomes.is_empty()) else {
        return Vec::new();
    };
    let waits = |task: &&Task| task.when_outcome.as_ref().is_some_and(|w| w.on == ended.number);
    view.campaign.plan.tasks.iter().filter(waits).filter_map(|task| ruling(view, task)).collect()
}

/// What the outcome that a task waits for makes of it now, if that changes anything.
fn ruling(view: &Overlay<'_>, task: &Task) -> Option<EventBody> {
    let number = task.number;
    let (_, record) = view.task(number)?;
    let condition = task.when_outcome.as_ref();
    let on = condition.and_then(|c| Some((c.on, view.task(c.on)?.1)));
    let is_needed = condition.zip(on).is_none_or(|(c, (_, other))| may_come(&c.any, other));
    match on {
        Some((on, other)) if !is_needed && !record.state.is_settled() => {
            let outcome = other.outcome.clone();
            Some(EventBody::TaskRuledOut { task: number, on, outcome })
        }
        _ if is_needed && record.ruled_out => Some(EventBody::TaskRuledIn { task: number }),
        _ => None,
    }
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

/// What a new revision of the plan makes of its tasks, given the outcomes that there are already.
pub(super) fn rulings(view: &mut Overlay<'_>, order: &Order, now: DateTime<Utc>) -> Vec<EventBody> {
    let campaign = view.campaign;
    let tasks = campaign.plan.tasks.iter().zip(&campaign.records);
    let mut out = Vec::new();
    for (task, _) in tasks.filter(|(task, record)| task.when_outcome.is_some() || record.ruled_out)
    {
        let bodies = ruling(view, task).into_iter().collect();
        out.extend(with_consequences(view, order, now, bodies));
    }
    out
}
