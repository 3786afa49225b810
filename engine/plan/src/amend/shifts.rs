//! The dates that fall elsewhere on another D.

use std::collections::BTreeMap;

use chrono::NaiveDate;

use super::renumber;
use crate::calendar::WorkCalendar;
use crate::expanded::{Expanded, Task, Timing};
use crate::ids::TaskNo;
use crate::time::Instant;

/// A date of an instance that falls elsewhere on another D: at another distance from it, or on a day off
/// where it fell on a workday.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Shift {
    /// Which instance of the new plan.
    pub task: TaskNo,
    /// Which of its dates.
    pub what: Dated,
    /// Where it fell.
    pub was: OnDay,
    /// Where it falls now.
    pub is: OnDay,
}

/// A date of an instance.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Dated {
    /// When it is due.
    Due,
    /// When its window begins.
    Begins,
    /// When its window is over.
    Ends,
}

/// A day as a campaign sees it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct OnDay {
    /// The day.
    pub date: NaiveDate,
    /// Days from D; negative before it.
    pub away: i64,
    /// Whether it is worked.
    pub is_worked: bool,
}

/// The dates that fall elsewhere in a clone, in its written order.
pub fn shifts(old: &Expanded, clone: &Expanded) -> Vec<Shift> {
    let mut new = clone.clone();
    let last = old.tasks.iter().map(|task| task.number).max().unwrap_or_default();
    renumber(old, [], &mut new, last);
    let before: BTreeMap<TaskNo, &Task> = old.tasks.iter().map(|t| (t.number, t)).collect();
    let days = |plan: &Expanded| WorkCalendar::new(plan.calendar.clone(), plan.campaign.anchor);
    let (was_days, is_days) = (days(old), days(&new));
    let on = |days: &WorkCalendar, plan: &Expanded, (what, at): (Dated, Instant)| {
        let at = if what == Dated::Begins { at } else { at.plus_min(-1) };
        let date = days.date(at);
        let away = date.signed_duration_since(plan.campaign.anchor).num_days();
        OnDay { date, away, is_worked: days.is_workday(date) }
    };
    let mut out = Vec::new();
    for (task, written) in new.tasks.iter().zip(&clone.tasks) {
        // A recurrence falls on the days that it names, whatever they are.
        let old_task = before.get(&task.number).filter(|_| task.occurrence.is_none());
        let Some(old_task) = old_task else { continue };
        for (was, is) in dated(old_task).into_iter().zip(dated(task)) {
            let (Some(was), Some(is)) = (was, is) else { continue };
            let (was, is) = ((on(&was_days, old, was), was.0), on(&is_days, &new, is));
            let (was, what) = was;
            let task = written.number;
            // Where a window is over it is due, unless the plan says otherwise.
            let is_told =
                out.iter().rev().take_while(|s: &&Shift| s.task == task).any(|s| {
                    s.what == Dated::Due && what == Dated::Ends && (s.was, s.is) == (was, is)
                });
            if !is_told && (was.away != is.away || (was.is_worked && !is.is_worked)) {
                out.push(Shift { task, what, was, is });
            }
        }
    }
    out
}

/// The dates of an instance: due, begin and end of its window.
fn dated(task: &Task) -> [Option<(Dated, Instant)>; 3] {
    let window = match task.timing {
        Timing::Flow => None,
        Timing::Fixed { start, end } | Timing::Pick { start, end } => Some((start, end)),
    };
    [
        task.due.map(|due| (Dated::Due, due)),
        window.map(|(start, _)| (Dated::Begins, start)),
        window.map(|(_, end)| (Dated::Ends, end)),
    ]
}
