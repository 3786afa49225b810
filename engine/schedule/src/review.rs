//! What the graph and the dates of a plan say is wrong with it.
//!
//! Instances that share a task, a fault and its cause give one diagnostic, at the worst of them.

use std::collections::{BTreeMap, BTreeSet, VecDeque};

use wallchart_plan::diagnostic::{Code, Diagnostic, Note, Place};
use wallchart_plan::expanded::{Expanded, Join, Link, LinkKind, Task, Timing};
use wallchart_plan::ids::{TaskId, TaskNo};
use wallchart_plan::{Instant, Span, TaskField, WorkCalendar};
use wallchart_words::{Value, ids};

use crate::codes::{E100, E101, E102, E103, W100};
use crate::core::forward::drivers;
use crate::core::overlay::Overlay;
use crate::core::time::instant;
use crate::graph::Graph;
use crate::network::{Cycle, Network, Passes};

/// Where a part of an instance is written.
type Places<'a> = &'a dyn Fn(TaskNo, TaskField) -> Place;

/// Finds the rings, dates and windows that can't be kept, and due dates in the wrong order.
///
/// `place` says where a part of an instance is written, as `Reading::origins` does. Dates are looked at
/// only in a plan without rings.
pub fn review(plan: &Expanded, place: Places<'_>) -> Vec<Diagnostic> {
    let calendar = WorkCalendar::new(plan.calendar.clone(), plan.campaign.anchor);
    let names = Names::new(plan);
    let mut in_ring = BTreeSet::new();
    let mut found = match Network::new(plan) {
        Ok(net) => Dated { plan, net: &net, names: &names, place }.review(),
        Err(_) => rings(plan, &names, &mut in_ring, place),
    };
    found.extend(contradictions(plan, &calendar, &names, &in_ring, place));
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
        });
    }
    found
}

struct Dated<'a> {
    plan: &'a Expanded,
    net: &'a Network,
    names: &'a Names<'a>,
    place: Places<'a>,
}

/// A date that can't be kept.
struct Missed {
    at: usize,
    code: &'static Code,
    late_min: i64,
    /// From the first cause to the task itself, by position.
    chain: Vec<usize>,
}

impl Dated<'_> {
    fn review(&self) -> Vec<Diagnostic> {
        let passes = self.net.passes(&Overlay::default());
        let mut late_at: BTreeMap<usize, i64> = BTreeMap::new();
        let mut by_task: BTreeMap<(&'static str, &TaskId), Vec<Missed>> = BTreeMap::new();
        for v in 0..self.net.order.len() {
            let Some((code, late_min)) = self.missed(&passes, v) else { continue };
            late_at.insert(v, late_min);
            // That the work is longer than its window has been said in reading.
            if code.name == E103.name && self.is_too_long(self.task(v)) {
                continue;
            }
            let chain = self.chain(&passes, v);
            // What is late only because of something that has been said is not said again.
            let told =
                chain.iter().any(|u| *u != v && late_at.get(u).is_some_and(|l| *l >= late_min));
            if !told {
                let missed = Missed { at: v, code, late_min, chain };
                by_task.entry((code.name, &self.task(v).task)).or_default().push(missed);
            }
        }
        let mut found: Vec<(u32, Diagnostic)> = by_task
            .into_values()
            .filter_map(|all| {
                let count = all.len();
                let worst = all.into_iter().min_by_key(|m| (-m.late_min, self.net.order[m.at]))?;
                Some((self.net.order[worst.at], self.say(&passes, &worst, count)))
            })
            .collect();
        found.sort_by_key(|(i, _)| *i);
        found.into_iter().map(|(_, d)| d).collect()
    }

    fn task(&self, v: usize) -> &Task {
        &self.plan.tasks[self.net.order[v] as usize]
    }

    /// Which date the task can't keep, and by how many minutes.
    fn missed(&self, passes: &Passes, v: usize) -> Option<(&'static Code, i64)> {
        let task = self.task(v);
        let start = instant(passes.early.start[v]);
        let finish = instant(passes.early.finish[v]);
        let late = match task.timing {
            Timing::Fixed { start: opens, .. } => (&E102, start.since(opens)),
            Timing::Pick { end, .. } => (&E103, finish.since(end)),
            Timing::Flow => (&E101, 0),
        };
        let due = task.due.map_or(0, |due| finish.since(due));
        [late, (&E101, due)].into_iter().find(|(_, min)| *min > 0)
    }

    /// Whether the window to pick from can't hold the work, even begun as it opens.
    fn is_too_long(&self, task: &Task) -> bool {
        let Timing::Pick { start, end } = task.timing else { return false };
        let (calendar, span) = (&self.net.calendar, task.takes.likely);
        calendar.forward(calendar.first_start(start, span), span) > end
    }

    /// The shortest chain of tasks that hold each other up, from the first cause to `v`.
    fn chain(&self, passes: &Passes, v: usize) -> Vec<usize> {
        let net = self.net;
        let mut held_up: BTreeMap<usize, usize> = BTreeMap::new();
        let mut queue = VecDeque::from([v]);
        while let Some(u) = queue.pop_front() {
            let causes = drivers(&net.arrays, &net.calendar, &passes.early, net.start, u);
            if causes.is_empty() {
                let mut chain = vec![u];
                let mut at = u;
                while let Some(next) = held_up.get(&at) {
                    at = *next;
                    chain.push(at);
                }
                return chain;
            }
            for cause in causes {
                if cause != v && !held_up.contains_key(&cause) {
                    held_up.insert(cause, u);
                    queue.push_back(cause);
                }
            }
        }
        vec![v]
    }

    fn say(&self, passes: &Passes, missed: &Missed, count: usize) -> Diagnostic {
        let calendar = &self.net.calendar;
        let v = missed.at;
        let task = self.task(v);
        let start = instant(passes.early.start[v]);
        let finish = instant(passes.early.finish[v]);
        let name = |u: usize| self.names.name(self.task(u), usize::MAX);
        let ends = |u: usize| ending(calendar, instant(passes.early.finish[u]));
        let mut steps: Vec<String> =
            missed.chain.iter().map(|u| format!("{} {}", name(*u), ends(*u))).collect();
        if missed.code.name == E102.name {
            steps.pop();
            steps.push(name(v));
        }
        let mut args: Vec<(&'static str, Value)> = vec![
            ("task", self.names.name(task, count).into()),
            ("count", count.into()),
            ("chain", steps.join(" → ").into()),
            ("finish", ending(calendar, finish).into()),
            ("ready", ending(calendar, start).into()),
        ];
        let field = match (missed.code.name, task.timing) {
            (_, Timing::Fixed { start: opens, .. }) if missed.code.name == E102.name => {
                args.push(("opens", beginning(calendar, opens).into()));
                TaskField::When
            }
            (_, Timing::Pick { end, .. }) if missed.code.name == E103.name => {
                args.push(("closes", ending(calendar, end).into()));
                TaskField::When
            }
            _ => {
                let due = task.due.unwrap_or(finish);
                args.push(("due", ending(calendar, due).into()));
                TaskField::Due
            }
        };
        let related = missed.chain.iter().filter(|u| **u != v).map(|u| {
            let begins = beginning(calendar, instant(passes.early.start[*u]));
            let args: Vec<(&'static str, Value)> = vec![
                ("task", name(*u).into()),
                ("start", begins.into()),
                ("finish", ends(*u).into()),
            ];
            let at = (self.place)(self.task(*u).number, TaskField::Id);
            (at, Note { message: ids::SCHEDULE_NOTE_BEGINS, args })
        });
        Diagnostic {
            code: missed.code,
            args,
            place: (self.place)(task.number, field),
            related: related.collect(),
            suggestion: None,
            fix: None,
        }
    }
}

/// Due dates in the wrong order: a task that is due only after what must wait for it begins, is due or
/// has to be done. One a pair of tasks.
fn contradictions(
    plan: &Expanded,
    calendar: &WorkCalendar,
    names: &Names<'_>,
    in_ring: &BTreeSet<TaskNo>,
    place: Places<'_>,
) -> Vec<Diagnostic> {
    let mut said: BTreeSet<(&TaskId, &TaskId)> = BTreeSet::new();
    let mut found = Vec::new();
    for task in &plan.tasks {
        let Some((against, limit)) = limit(task) else { continue };
        for (i, need) in task.needs.iter().enumerate() {
            for link in need.links.iter().filter(|_| matches!(need.join, Join::All | Join::Settled))
            {
                let Some((on, due)) = too_late(names, calendar, link, limit) else { continue };
                // In a ring no order of dates would be right.
                let is_told = in_ring.contains(&on.number) && in_ring.contains(&task.number);
                if is_told || !said.insert((&on.task, &task.task)) {
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

/// By when what the task waits for should be done, and what says so.
fn limit(task: &Task) -> Option<(&'static str, Instant)> {
    match task.timing {
        Timing::Fixed { start, .. } => Some(("opens", start)),
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
    let finishes = matches!(link.kind, LinkKind::FinishStart | LinkKind::FinishFinish);
    (finishes && calendar.forward(due, link.lag) > limit).then_some((on, due))
}
