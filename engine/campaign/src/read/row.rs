//! The status table: one row a task, ready to be shown or written as JSON.

use serde::Serialize;
use wallchart_plan::expanded::TaskKind;
use wallchart_plan::ids::{StreamId, TaskNo, TaskPath, UnitId};
use wallchart_plan::time::Instant;

use super::view::{Seen, View};
use crate::lights::Standing;
use crate::state::TaskState;

/// A task in a list.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Row {
    /// Its number.
    pub number: TaskNo,
    /// Its path.
    pub path: TaskPath,
    /// Its title.
    pub title: String,
    /// The stream it stands in.
    pub stream: StreamId,
    /// Kind of activity.
    pub kind: Option<TaskKind>,
    /// Its lead unit now.
    pub owner: UnitId,
    /// Its stored state.
    pub state: TaskState,
    /// Where it stands.
    #[serde(flatten)]
    pub standing: Standing,
    /// The due date in force.
    pub due: Option<Instant>,
    /// When it can begin at the earliest, or began.
    pub early_start: Instant,
    /// When it can end at the earliest, or ended.
    pub early_finish: Instant,
    /// When it must begin at the latest.
    pub late_start: Instant,
    /// When it must end at the latest.
    pub late_finish: Instant,
    /// Minutes of slack; negative when some date can't be kept.
    pub slack_min: i64,
    /// Whether it is on the critical path.
    pub critical: bool,
    /// Whether it is a milestone.
    pub milestone: bool,
    /// How often it was extended.
    pub extensions: u32,
    /// How often it was returned.
    pub returns: u32,
}

impl Row {
    /// The row of a task.
    pub fn of(seen: Seen<'_>) -> Row {
        let Seen { task, record, dates, standing, .. } = seen;
        Row {
            number: task.number,
            path: task.path.clone(),
            title: task.title.clone(),
            stream: task.stream.clone(),
            kind: task.kind,
            owner: record.owner.clone(),
            state: record.state,
            standing: *standing,
            due: record.due,
            early_start: dates.early_start,
            early_finish: dates.early_finish,
            late_start: dates.late_start,
            late_finish: dates.late_finish,
            slack_min: dates.slack_min,
            critical: dates.critical,
            milestone: task.milestone,
            extensions: record.extensions,
            returns: record.returns,
        }
    }
}

/// What a list is sorted by.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Default)]
pub enum Sort {
    /// As the plan is written.
    #[default]
    Written,
    /// By deadline, those without one last.
    Due,
    /// By light, the worst first, then by deadline.
    Light,
    /// By slack, the least first.
    Slack,
    /// By lead unit, then by deadline.
    Owner,
}

/// Sorts positions; equal ones stay in their order.
pub fn sort(view: &View, positions: &mut [usize], by: Sort) {
    let due =
        |p: &usize| view.standings().get(*p).and_then(|s| s.deadline).unwrap_or(Instant(i64::MAX));
    match by {
        Sort::Written => positions.sort_unstable(),
        Sort::Due => positions.sort_by_key(due),
        Sort::Light => positions.sort_by_key(|p| {
            (std::cmp::Reverse(view.standings().get(*p).map(|s| s.light)), due(p))
        }),
        Sort::Slack => positions.sort_by_key(|p| view.schedule.tasks.get(*p).map(|d| d.slack_min)),
        Sort::Owner => {
            positions.sort_by(|a, b| {
                let owner = |p: &usize| view.campaign.records.get(*p).map(|r| &r.owner);
                owner(a).cmp(&owner(b)).then_with(|| due(a).cmp(&due(b)))
            });
        }
    }
}
