//! The panes, one file each. They only read the state.

pub(crate) mod campaigns;
pub(crate) mod chrome;
pub(crate) mod form;
pub(crate) mod gantt;
pub(crate) mod help;
pub(crate) mod log;
pub(crate) mod overview;
pub(crate) mod palette;
pub(crate) mod roster;
pub(crate) mod slip;
pub(crate) mod task;

use wallchart_campaign::say;
use wallchart_plan::expanded::Task;
use wallchart_plan::{Instant, WorkCalendar};

/// From which day until when a task is at work, short: `03-12..03-15`.
fn stretch(calendar: &WorkCalendar, task: &Task, (start, finish): (Instant, Instant)) -> String {
    let begin = say::begins(calendar, task, start, finish);
    let day = begin.split(' ').next().unwrap_or_default();
    format!("{day}..{}", say::finishes(calendar, task, start, finish))
}
