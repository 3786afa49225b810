//! What a campaign has taught its planner: for each task of the plan how long it really took, what was late,
//! extended, returned or left out, and what was reached.

use std::collections::{BTreeMap, BTreeSet};

use rust_decimal::Decimal;
use serde::Serialize;
use wallchart_plan::WorkCalendar;
use wallchart_plan::expanded::Task;
use wallchart_plan::ids::{MeasureId, TaskId};

use crate::figures::{comes_to, entered};
use crate::state::{Campaign, TaskRecord, TaskState};

/// What is learnt of one task of the plan, all its instances taken together.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Lesson {
    /// Which.
    pub task: TaskId,
    /// How many instances there were.
    pub instances: usize,
    /// How many of them were completed.
    pub done: usize,
    /// How many are still open.
    pub open: usize,
    /// Workdays from the begin of one to its submission, both days counted: least, middle and most.
    pub took_wd: Option<[i64; 3]>,
    /// How many came after the date that the plan gave.
    pub late: usize,
    /// By how many days the latest of them did.
    pub late_days_max: i64,
    /// How many extensions were granted.
    pub extensions: u32,
    /// How often work was returned.
    pub returns: u32,
    /// How many were skipped.
    pub skipped: usize,
    /// How many were cancelled.
    pub cancelled: usize,
    /// How many ended in which way, in the plan's order.
    pub outcomes: Vec<(String, usize)>,
    /// What was reached, in the order in which the task asks.
    pub reached: Vec<LessonFigure>,
}

/// What a measure came to.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct LessonFigure {
    /// Which.
    pub measure: MeasureId,
    /// Its unit of quantity.
    pub quantity: String,
    /// The sum of the figures that count, or of the latest of each unit, exact.
    pub value: Decimal,
}

/// How many tasks of the plan are still open, those of plays aside.
pub fn unfinished(campaign: &Campaign) -> usize {
    let own = campaign.plan.tasks.iter().zip(&campaign.records).filter(|(t, _)| t.play.is_none());
    own.filter(|(_, record)| !record.state.is_settled()).count()
}

/// The lessons of a campaign, in the written order of its tasks. Only what was completed counts.
pub fn lessons(campaign: &Campaign) -> Vec<Lesson> {
    let plan = &campaign.plan;
    let calendar = WorkCalendar::new(plan.calendar.clone(), plan.campaign.anchor);
    let mut order: Vec<&TaskId> = Vec::new();
    let mut all: BTreeMap<&TaskId, Vec<(&Task, &TaskRecord)>> = BTreeMap::new();
    let is_own = |task: &Task| task.play.is_none();
    let names: BTreeSet<&TaskId> =
        plan.tasks.iter().filter(|t| is_own(t)).map(|t| &t.task).collect();
    for (task, record) in plan.tasks.iter().zip(&campaign.records) {
        // A playbook may call a task as the plan calls one of its own.
        if !is_own(task) && names.contains(&task.task) {
            continue;
        }
        let instances = all.entry(&task.task).or_default();
        if instances.is_empty() {
            order.push(&task.task);
        }
        instances.push((task, record));
    }
    let lesson = |task: &TaskId| {
        let instances = all.get(task)?;
        Some(lesson(campaign, &calendar, task, instances))
    };
    order.into_iter().filter_map(lesson).collect()
}

fn lesson(
    campaign: &Campaign,
    calendar: &WorkCalendar,
    task: &TaskId,
    all: &[(&Task, &TaskRecord)],
) -> Lesson {
    let count = |state: TaskState| all.iter().filter(|(_, r)| r.state == state).count();
    let mut took: Vec<i64> =
        completed(all).filter_map(|(_, record)| worked(calendar, record)).collect();
    took.sort_unstable();
    let took_wd = took
        .first()
        .zip(took.get(took.len() / 2))
        .zip(took.last())
        .map(|((least, middle), most)| [*least, *middle, *most]);
    let late: Vec<i64> = all.iter().filter_map(|(task, r)| days_late(calendar, task, r)).collect();
    let first = all.first().map(|(task, _)| *task);
    let asks = first.map(|task| task.measures.as_slice()).unwrap_or_default();
    let reached = asks.iter().filter_map(|ask| reached(campaign, all, &ask.measure));
    let listed = first.map(|task| task.outcomes.as_slice()).unwrap_or_default();
    let ended = |outcome: &String| {
        let count =
            all.iter().filter(|(_, record)| record.outcome.as_ref() == Some(outcome)).count();
        (count > 0).then(|| (outcome.clone(), count))
    };
    let outcomes = listed.iter().filter_map(ended);
    Lesson {
        task: task.clone(),
        instances: all.len(),
        done: count(TaskState::Completed) + count(TaskState::Closed),
        open: all.iter().filter(|(_, record)| !record.state.is_settled()).count(),
        took_wd,
        late: late.len(),
        late_days_max: late.into_iter().max().unwrap_or(0),
        extensions: all.iter().map(|(_, record)| record.extensions).sum(),
        returns: all.iter().map(|(_, record)| record.returns).sum(),
        skipped: count(TaskState::Skipped),
        cancelled: count(TaskState::Cancelled),
        outcomes: outcomes.collect(),
        reached: reached.collect(),
    }
}

/// Those that were completed.
pub(super) fn completed<'a>(
    all: &'a [(&'a Task, &'a TaskRecord)],
) -> impl Iterator<Item = (&'a Task, &'a TaskRecord)> {
    let all = all.iter().copied();
    all.filter(|(_, r)| matches!(r.state, TaskState::Completed | TaskState::Closed))
}

/// Workdays from begin to submission; a day that isn't worked counts if that was all.
fn worked(calendar: &WorkCalendar, record: &TaskRecord) -> Option<i64> {
    let (begin, end) = (record.started_at?, record.submitted_at.or(record.completed_at)?);
    let (begin, end) = (calendar.date(begin), calendar.date(end));
    let after = end.succ_opt().unwrap_or(end);
    Some(calendar.workdays_between(begin, after).max(1))
}

/// Days by which something came after the date that the plan gave while it was done; `None` where it was in
/// time.
fn days_late(calendar: &WorkCalendar, task: &Task, record: &TaskRecord) -> Option<i64> {
    let due = if record.extensions == 0 { record.due.or(task.due) } else { task.due };
    let (due, end) = (due?, record.submitted_at.or(record.completed_at)?);
    let days = calendar.date(end).signed_duration_since(calendar.end_date(due)).num_days();
    (end > due).then_some(days.max(1))
}

fn reached(
    campaign: &Campaign,
    all: &[(&Task, &TaskRecord)],
    measure: &MeasureId,
) -> Option<LessonFigure> {
    let plan = &campaign.plan;
    let figures = completed(all)
        .flat_map(|(task, record)| entered(plan, task, record).map(move |f| (task, record, f)));
    let known = plan.measure(measure)?;
    comes_to(plan, measure, figures).map(|amount| LessonFigure {
        measure: measure.clone(),
        quantity: known.quantity.clone(),
        value: amount.value,
    })
}
