//! What the graph and the dates of a plan say is wrong with it.
//!
//! Instances that share a task, a fault and its cause give one diagnostic, at the worst of them.

mod dates;

use std::collections::{BTreeMap, BTreeSet};

use wallchart_plan::diagnostic::{Diagnostic, Note, Place};
use wallchart_plan::expanded::{Expanded, Join, Link, LinkKind, Task, Timing};
use wallchart_plan::ids::{TaskId, TaskNo};
use wallchart_plan::{Instant, Span, TaskField, WorkCalendar};
use wallchart_words::ids;

use self::dates::Dated;
use crate::codes::{E100, W100};
use crate::graph::Graph;
use crate::network::{Cycle, Network};

/// Where a part of an instance is written.
type Places<'a> = &'a dyn Fn(TaskNo, TaskField) -> Place;

/// Finds the rings, dates and windows that can't be kept, and due dates in the wrong order.
///
/// `place` says where a part of an instance is written, as `Reading::origins` does. Dates are looked at
/// only in a plan without rings.
pub fn review(plan: &Expanded, place: Places<'_>) -> Vec<Diagnostic> {
    let calendar = WorkCalendar::new(plan.calendar.clone(), plan.campaign.anchor);
    let names = Names::new(plan);
    let (mut told, mut in_ring) = (BTreeSet::new(), BTreeSet::new());
    let mut found = match Network::new(plan) {
        Ok(net) => {
            let (found, chains) = Dated { plan, net: &net, names: &names, place }.review();
            told = chains;
            found
        }
        Err(_) => rings(plan, &names, &mut in_ring, place),
    };
    found.extend(contradictions(plan, &calendar, &names, &in_ring, place, told));
    found.extend(crate::redundant::redundant(plan, place));
    found
}

/// Tasks by number, and how often each fans out.
struct Names<'a> {
    tasks: BTreeMap<TaskNo, &'a Task>,
    instances: BTreeMap<&'a TaskId, usize>,
}

impl<'a> Names<'a> {
    fn new(plan: &'a Expanded) -> Self {
        let mut instances = BTreeMap::new();
        for task in &plan.tasks {
            *instances.entry(&task.task).or_default() += 1;
        }
        Self { tasks: plan.tasks.iter().map(|t| (t.number, t)).collect(), instances }
    }

    /// The task's id where so many instances are all there are, else the instance's path.
    fn name(&self, task: &Task, meant: usize) -> String {
        if self.instances.get(&task.task).is_some_and(|all| *all <= meant) {
            task.task.to_string()
        } else {
            task.path.to_string()
        }
    }
}

/// The instant as people write the end of something: a date, when it is a midnight, meaning its 24:00.
fn ending(calendar: &WorkCalendar, t: Instant) -> String {
    let local = calendar.local(t);
    if local.time() == Default::default() {
        calendar.end_date(t).to_string()
    } else {
        local.format("%Y-%m-%d %H:%M").to_string()
    }
}

/// The instant as people write the begin of something.
fn beginning(calendar: &WorkCalendar, t: Instant) -> String {
    let local = calendar.local(t);
    if local.time() == Default::default() {
        local.date().to_string()
    } else {
        local.format("%Y-%m-%d %H:%M").to_string()
    }
}

/// Tasks of a ring that are named.
const RING_SHOWN: usize = 24;

fn rings(
    plan: &Expanded,
    names: &Names<'_>,
    in_ring: &mut BTreeSet<TaskNo>,
    place: Places<'_>,
) -> Vec<Diagnostic> {
    let graph = Graph::new(plan);
    let mut said: BTreeSet<Vec<String>> = BTreeSet::new();
    let mut found = Vec::new();
    for Cycle(ring) in graph.cycles() {
        in_ring.extend(&ring);
        let tasks: Vec<&Task> = ring.iter().filter_map(|no| names.tasks.get(no).copied()).collect();
        let ids: BTreeSet<&TaskId> = tasks.iter().map(|t| &t.task).collect();
        let fold = ids.len() == tasks.len();
        let called = |t: &Task| if fold { t.task.to_string() } else { t.path.to_string() };
        // Branches with the same ring differ at most in where they enter it.
        let mut key: Vec<String> = tasks.iter().map(|t| t.task.to_string()).collect();
        let least = (0..key.len()).min_by_key(|i| &key[*i]).unwrap_or_default();
        key.rotate_left(least);
        if !said.insert(key) {
            continue;
        }
        let mut order: Vec<String> = tasks.iter().rev().map(|t| called(t)).collect();
        order.rotate_right(1);
        order.extend(order.first().cloned());
        let mut related: Vec<(Place, Note)> = Vec::new();
        for (i, task) in tasks.iter().enumerate() {
            let Some(on) = tasks.get((i + 1) % tasks.len()) else { continue };
            let need =
                graph.links(task.number).iter().find(|e| e.link.on == on.number).map(|e| e.need);
            let field = need.map_or(TaskField::Id, TaskField::Need);
            let args = vec![("task", called(task).into()), ("on", called(on).into())];
            related.push((place(task.number, field), Note { message: ids::E100_NOTE, args }));
        }
        let Some((first, _)) = related.first().cloned() else { continue };
        // A ring of thousands can't be read; its two ends show how it closes.
        if order.len() > RING_SHOWN {
            let left_out = order.len() - RING_SHOWN;
            order.splice(RING_SHOWN / 2..RING_SHOWN / 2 + left_out, [format!("… {left_out} …")]);
            related.truncate(RING_SHOWN / 2);
        }
        found.push(Diagnostic {
            code: &E100,
            args: vec![("ring", order.join(" → ").into())],
            place: first,
            related,
            suggestion: None,
            fix: None,
            is_raised: false,
        });
    }
    found
}

/// Due dates in the wrong order: a task that is due only after what must wait for it begins, is due or
/// has to be done. One a pair of tasks; pairs that were `told` of as parts of a chain that can't be are
/// not told of again.
fn contradictions(
    plan: &Expanded,
    calendar: &WorkCalendar,
    names: &Names<'_>,
    in_ring: &BTreeSet<TaskNo>,
    place: Places<'_>,
    told: BTreeSet<(TaskId, TaskId)>,
) -> Vec<Diagnostic> {
    let mut said = told;
    let mut found = Vec::new();
    for task in &plan.tasks {
        for (i, need) in task.needs.iter().enumerate() {
            for link in need.links.iter().filter(|_| matches!(need.join, Join::All | Join::Settled))
            {
                let Some((against, limit)) = limit(task, link.kind, calendar) else { continue };
                let Some((on, due)) = too_late(names, calendar, link, limit) else { continue };
                // Those of one series are put in order by the language, whatever their days.
                if on.task == task.task {
                    continue;
                }
                // In a ring no order of dates would be right.
                let is_told = in_ring.contains(&on.number) && in_ring.contains(&task.number);
                if is_told || !said.insert((on.task.clone(), task.task.clone())) {
                    continue;
                }
                let date = match against {
                    "opens" => beginning(calendar, limit),
                    _ => ending(calendar, limit),
                };
                let lag = if link.lag.is_zero() { "none".to_owned() } else { lag(link.lag) };
                let on_name = names.name(on, usize::MAX);
                let note =
                    Note { message: ids::W100_NOTE, args: vec![("on", on_name.clone().into())] };
                found.push(Diagnostic {
                    code: &W100,
                    args: vec![
                        ("task", names.name(task, usize::MAX).into()),
                        ("on", on_name.into()),
                        ("due", ending(calendar, due).into()),
                        ("date", date.into()),
                        ("against", against.into()),
                        ("lag", lag.into()),
                    ],
                    place: place(task.number, TaskField::Need(i)),
                    related: vec![(place(on.number, TaskField::Due), note)],
                    suggestion: None,
                    fix: None,
                    is_raised: false,
                });
            }
        }
    }
    found
}

/// A lag as plans write it, such as `+2wd`.
fn lag(span: Span) -> String {
    let written = span.to_string();
    if written.starts_with('-') { written } else { format!("+{written}") }
}

/// Whether a task is an occurrence that has all of its day, so that only its finish is fixed: it begins when what
/// it waits for lets it.
pub(crate) fn opens_with_day(task: &Task, calendar: &WorkCalendar) -> bool {
    let Timing::Fixed { start, .. } = task.timing else { return false };
    task.occurrence.is_some() && calendar.day_start(calendar.date(start)) == start
}

/// By when what the task waits for should be done, and what says so. Where only its finish waits, its begin is no
/// matter.
fn limit(task: &Task, kind: LinkKind, calendar: &WorkCalendar) -> Option<(&'static str, Instant)> {
    let begins = !matches!(kind, LinkKind::FinishFinish) && !opens_with_day(task, calendar);
    match task.timing {
        Timing::Fixed { start, .. } if begins => Some(("opens", start)),
        Timing::Pick { end, .. } if task.due.is_none_or(|due| end < due) => Some(("closes", end)),
        _ => task.due.map(|due| ("due", due)),
    }
}

/// The predecessor and its due date, when with the link's lag that is after `limit`.
fn too_late<'a>(
    names: &Names<'a>,
    calendar: &WorkCalendar,
    link: &Link,
    limit: Instant,
) -> Option<(&'a Task, Instant)> {
    let on = *names.tasks.get(&link.on)?;
    let due = on.due?;
    // An event is over by then, though there is the rest of the day to report it.
    let due = match on.timing {
        Timing::Fixed { end, .. } if calendar.end_date(end) == calendar.end_date(due) => {
            due.min(end)
        }
        _ => due,
    };
    let finishes = matches!(link.kind, LinkKind::FinishStart | LinkKind::FinishFinish);
    (finishes && calendar.forward(due, link.lag) > limit).then_some((on, due))
}
