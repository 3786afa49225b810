//! What a campaign proposes for the next: estimates from what was really taken, targets from what was reached,
//! tasks that nobody did left out, later dates where they were asked for. Only what is over is learnt from, and
//! plays propose nothing: a playbook waits for what may not come.

use rust_decimal::{Decimal, RoundingStrategy};
use serde::Serialize;
use wallchart_plan::expanded::{Compare, Expanded, Task, Timing};
use wallchart_plan::ids::{MeasureId, TaskId};
use wallchart_plan::{Instant, Proposed, Span};

use super::lessons::{Lesson, completed};
use crate::figures::{comes_to, entered};
use crate::state::{Campaign, TaskRecord};

/// A proposal, and what it rests on.
#[derive(Debug, Clone, PartialEq)]
pub struct Suggestion {
    /// What to write otherwise.
    pub what: Proposed,
    /// Why.
    pub grounds: Grounds,
    /// Whether less is asked than before: nobody wants that among others, unnoticed.
    pub lowers: bool,
}

impl Suggestion {
    fn new(what: Proposed, grounds: Grounds) -> Self {
        Suggestion { what, grounds, lowers: false }
    }
}

/// What a proposal rests on.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Grounds {
    /// What it took, in workdays.
    Took {
        /// By how many instances.
        done: usize,
        /// Least, middle and most.
        wd: [i64; 3],
    },
    /// What was reached.
    Reached {
        /// Its unit of quantity.
        quantity: String,
        /// The figure.
        value: Decimal,
        /// Of how many instances it is the middle one; none for a total.
        instances: Option<usize>,
    },
    /// Nobody did it.
    LeftOut {
        /// How many were skipped or cancelled.
        count: usize,
    },
    /// A revision took it out of the plan.
    Removed {
        /// The last that had it.
        revision: u32,
    },
    /// Later dates were granted.
    Extended {
        /// To how many.
        count: usize,
        /// Of how many.
        of: usize,
        /// The latest of them.
        until: Instant,
    },
    /// A revision brought it.
    Added {
        /// Which.
        revision: u32,
    },
}

/// The proposals, task by task in written order, totals last. `revisions` are the plans that were in force, the
/// first one first.
pub fn proposals(
    campaign: &Campaign,
    lessons: &[Lesson],
    totals: &[super::Total],
    revisions: &[Expanded],
) -> Vec<Suggestion> {
    let mut out = Vec::new();
    for lesson in lessons {
        let all: Vec<(&Task, &TaskRecord)> = campaign
            .plan
            .tasks
            .iter()
            .zip(campaign.records.iter().map(AsRef::as_ref))
            .filter(|(task, _)| task.task == lesson.task && task.play.is_none())
            .collect();
        of_task(&campaign.plan, lesson, &all, revisions, &mut out);
    }
    for retired in &campaign.retired {
        let task = &retired.task.task;
        let is_new = out.iter().all(|s| s.what.task() != Some(task));
        if is_new && lessons.iter().all(|lesson| lesson.task != *task) {
            let grounds = Grounds::Removed { revision: retired.revision };
            out.push(Suggestion::new(Proposed::Out { task: task.clone() }, grounds));
        }
    }
    for total in totals {
        let Some(target) = total.target.filter(|t| is_floor(t.compare)) else { continue };
        if is_open(campaign, &total.measure) {
            continue;
        }
        let grounds = Grounds::Reached {
            quantity: total.quantity.clone(),
            value: total.total,
            instances: None,
        };
        out.extend(target_of(None, &total.measure, total.total, target.value, grounds));
    }
    out
}

fn of_task(
    plan: &Expanded,
    lesson: &Lesson,
    all: &[(&Task, &TaskRecord)],
    revisions: &[Expanded],
    out: &mut Vec<Suggestion>,
) {
    let Some((first, _)) = all.first() else { return };
    let task = &lesson.task;
    let left_out = lesson.skipped + lesson.cancelled;
    if left_out == lesson.instances {
        // That what it hangs on didn't come says nothing of the next time.
        if all.iter().all(|(task, _)| task.when_outcome.is_none()) {
            let grounds = Grounds::LeftOut { count: left_out };
            out.push(Suggestion::new(Proposed::Out { task: task.clone() }, grounds));
        }
        return;
    }
    if let Some(revision) = brought_by(all, revisions) {
        let grounds = Grounds::Added { revision };
        out.push(Suggestion::new(Proposed::Kept { task: task.clone() }, grounds));
    }
    if lesson.open > 0 {
        return;
    }
    out.extend(estimate(lesson, first));
    out.extend(later(task, all));
    for ask in &first.measures {
        let Some((_, old)) = ask.target.filter(|(c, _)| is_floor(*c)) else { continue };
        // What was asked of each its own has no middle.
        let same = |task: &Task| {
            task.measures.iter().any(|a| a.measure == ask.measure && a.target == ask.target)
        };
        if !all.iter().all(|(task, _)| same(task)) {
            continue;
        }
        let mut values: Vec<Decimal> = completed(all)
            .filter_map(|(task, record)| reached(plan, task, record, &ask.measure))
            .collect();
        values.sort_unstable();
        let quantity = lesson.reached.iter().find(|f| f.measure == ask.measure);
        let quantity = quantity.map(|f| f.quantity.clone()).unwrap_or_default();
        let Some(value) = values.get(values.len() / 2).copied() else { continue };
        let grounds = Grounds::Reached { quantity, value, instances: Some(values.len()) };
        out.extend(target_of(Some(task), &ask.measure, value, old, grounds));
    }
}

/// The revision that brought a task, if it was not there from the start: numbers stay through renames.
fn brought_by(all: &[(&Task, &TaskRecord)], revisions: &[Expanded]) -> Option<u32> {
    let has = |plan: &Expanded| {
        plan.tasks.iter().any(|old| all.iter().any(|(task, _)| task.number == old.number))
    };
    let index = revisions.iter().position(has)?;
    u32::try_from(index + 1).ok().filter(|_| index > 0)
}

/// What it really took, where it has a length of its own in days.
fn estimate(lesson: &Lesson, first: &Task) -> Option<Suggestion> {
    let wd = lesson.took_wd?;
    let [least, middle, most] = wd;
    let has_length = first.timing == Timing::Flow && first.occurrence.is_none();
    let is_short = matches!(first.takes.likely, Span::Minutes(_) | Span::Days(1)) && most == 1;
    let same = [first.takes.min, first.takes.likely, first.takes.max]
        .iter()
        .zip(wd)
        .all(|(span, days)| i64_of(*span) == Some(days));
    if !has_length || is_short || same || first.takes.likely.is_zero() {
        return None;
    }
    // What was seen once says that it may be so, not that it always is.
    let planned = [first.takes.min, first.takes.likely, first.takes.max].map(i64_of);
    let widened = match planned {
        [Some(min), Some(likely), Some(max)] if lesson.done == 1 && min < max => {
            if (min..=max).contains(&middle) {
                return None;
            }
            Some(format!("{}..{likely}..{}wd", min.min(middle), max.max(middle)))
        }
        _ => None,
    };
    let length = match least == most {
        _ if widened.is_some() => widened.unwrap_or_default(),
        true => format!("{middle}wd"),
        false => format!("{least}..{middle}..{most}wd"),
    };
    let what = Proposed::Takes { task: lesson.task.clone(), length };
    Some(Suggestion::new(what, Grounds::Took { done: lesson.done, wd }))
}

fn i64_of(span: Span) -> Option<i64> {
    match span {
        Span::WorkDays(days) => Some(days.into()),
        _ => None,
    }
}

/// The latest date that was granted.
fn later(task: &TaskId, all: &[(&Task, &TaskRecord)]) -> Option<Suggestion> {
    let granted = all.iter().filter(|(_, record)| record.extensions > 0);
    let dues: Vec<Instant> = granted.filter_map(|(_, record)| record.due).collect();
    let until = *dues.iter().max()?;
    let is_alone = all.iter().all(|(task, _)| task.occurrence.is_none());
    let is_later = all.iter().filter_map(|(task, _)| task.due).all(|due| due < until);
    let grounds = Grounds::Extended { count: dues.len(), of: all.len(), until };
    let what = Proposed::Due { task: task.clone(), at: until };
    (is_alone && is_later).then(|| Suggestion::new(what, grounds))
}

fn target_of(
    task: Option<&TaskId>,
    measure: &MeasureId,
    reached: Decimal,
    old: Decimal,
    grounds: Grounds,
) -> Option<Suggestion> {
    let value = reached.round_dp_with_strategy(0, RoundingStrategy::ToZero).max(Decimal::ONE);
    let what = Proposed::Target { task: task.cloned(), measure: measure.clone(), value };
    (value != old && !reached.is_zero()).then_some(Suggestion {
        what,
        grounds,
        lowers: value < old,
    })
}

/// Whether a figure of the measure, or of one that counts towards it, is still to come.
fn is_open(campaign: &Campaign, measure: &MeasureId) -> bool {
    let rolls = |id: &MeasureId| {
        let known = campaign.plan.measure(id);
        known.is_some_and(|m| m.rolls_into.as_ref() == Some(measure))
    };
    let asked = |task: &Task| {
        task.measures.iter().any(|ask| ask.measure == *measure || rolls(&ask.measure))
    };
    let all = campaign.plan.tasks.iter().zip(&campaign.records);
    all.into_iter().any(|(task, record)| !record.state.is_settled() && asked(task))
}

fn reached(
    plan: &Expanded,
    task: &Task,
    record: &TaskRecord,
    measure: &MeasureId,
) -> Option<Decimal> {
    let figures = entered(plan, task, record).map(|figure| (task, record, figure));
    comes_to(plan, measure, figures).map(|amount| amount.value)
}

fn is_floor(compare: Compare) -> bool {
    matches!(compare, Compare::AtLeast | Compare::MoreThan)
}
