//! Where a task stands at a moment: its phase, its light and why. Computed from the state and `now`,
//! never stored.

use serde::{Deserialize, Serialize};
use wallchart_plan::WorkCalendar;
use wallchart_plan::expanded::{Task, Timing};
use wallchart_plan::ids::TaskNo;
use wallchart_plan::time::{DAY_MIN, Instant, Span};
use wallchart_schedule::Dates;

use crate::state::{EntryBody, TaskRecord, TaskState};

/// The status light (红黄绿灯). Worst last, so that the greater of two is the worse.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, Default,
)]
#[serde(rename_all = "snake_case")]
pub enum Light {
    /// Finished or skipped.
    Done,
    /// Not begun, waiting, suspended or cancelled.
    #[default]
    Grey,
    /// Running as planned.
    Green,
    /// Due soon (临期).
    Blue,
    /// Behind schedule, blocked, or about to be late (滞后、受阻).
    Yellow,
    /// Overdue (超期).
    Red,
}

impl Light {
    /// All of them, best first.
    pub const ALL: [Light; 6] =
        [Light::Done, Light::Grey, Light::Green, Light::Blue, Light::Yellow, Light::Red];

    /// One ASCII letter, for terminals without colour.
    pub fn letter(self) -> char {
        match self {
            Light::Done => 'v',
            Light::Grey => '-',
            Light::Green => 'G',
            Light::Blue => 'B',
            Light::Yellow => 'Y',
            Light::Red => 'R',
        }
    }
}

/// What is to be expected of a task next.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Phase {
    /// It may not begin yet: something that it needs is missing (待前置).
    Waiting,
    /// Nothing is missing, but its window or the picked date lies ahead (未到时).
    Later,
    /// It may begin and has not (可办).
    Ready,
    /// Work is on (办理中).
    Doing,
    /// Handed in, with the reviewer (待审核).
    Review,
    /// Stopped for the time being (已中止).
    Suspended,
    /// Nothing more is expected.
    Settled,
}

/// Why a light is what it is: the most pressing reason.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum Cause {
    /// Nothing more is expected.
    Settled,
    /// It is suspended.
    Suspended,
    /// Its deadline has passed.
    Overdue,
    /// Its last progress report names a problem.
    Problem,
    /// It waits for a task that is overdue.
    BlockedBy {
        /// Which.
        task: TaskNo,
    },
    /// Even at the planned pace it ends after its deadline.
    WillBeLate {
        /// Minutes after the deadline.
        by_min: i64,
    },
    /// Progress is behind the calendar.
    Behind {
        /// Hundredths behind.
        points: u8,
    },
    /// It has not been acknowledged in time.
    AckOverdue,
    /// It is due soon.
    DueSoon,
    /// It waits for a task.
    WaitsFor {
        /// The first that is missing.
        task: TaskNo,
    },
    /// It waits for how a task ends, and may not be needed.
    WaitsForOutcome {
        /// Which.
        task: TaskNo,
    },
    /// It has not begun.
    NotBegun,
    /// It is with the reviewer.
    InReview,
    /// It runs as planned.
    OnCourse,
}

/// When a light changes; an office may set its own.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Rules {
    /// How long before its deadline a task without reminders is due soon, in minutes.
    pub soon_min: i64,
    /// How many hundredths behind the scheduled progress a task may be without being behind.
    pub behind_points: u8,
}

impl Default for Rules {
    /// Due soon from 3 days ahead (the Xi'an discipline office's rule, domain.md §2.2); behind from
    /// 25 points.
    fn default() -> Self {
        Self { soon_min: 3 * DAY_MIN, behind_points: 25 }
    }
}

/// Where a task stands at a moment.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct Standing {
    /// What is expected next.
    pub phase: Phase,
    /// Its light.
    pub light: Light,
    /// Why.
    pub cause: Cause,
    /// By when it must be handed in: the due date in force, else the end of its window.
    pub deadline: Option<Instant>,
    /// Whether it is open, not handed in, and its deadline has passed (超期).
    pub overdue: bool,
    /// Minutes after the deadline: until now, or until it was handed in; 0 when not late.
    pub late_min: i64,
    /// The same in civil days; 0 on the day of the deadline itself.
    pub late_days: i64,
    /// Whether its deadline or first reminder is near (临期).
    pub due_soon: bool,
    /// Whether progress is behind the calendar (滞后).
    pub behind: bool,
    /// The overdue task that it waits for (受阻).
    pub blocked_by: Option<TaskNo>,
    /// Whether its last progress report names a problem (受阻).
    pub problem: bool,
    /// Whether it was not acknowledged in time.
    pub ack_overdue: bool,
    /// Scheduled progress (时序进度): hundredths that should be done by now.
    pub planned_pct: u8,
    /// Hundredths done: as reported, or as the checklist shows.
    pub done_pct: u8,
}

/// What a standing is computed from.
#[derive(Debug, Clone, Copy)]
pub struct Situation<'a> {
    /// The task as planned.
    pub task: &'a Task,
    /// What has happened to it.
    pub record: &'a TaskRecord,
    /// Its dates as scheduled now.
    pub dates: &'a Dates,
    /// Its dates in the baseline.
    pub baseline: &'a Dates,
    /// The first task that it must wait for before it can begin.
    pub waits_for: Option<TaskNo>,
    /// The first of those that is overdue.
    pub blocked_by: Option<TaskNo>,
}

/// By when a task must be handed in: the due date in force, else the end of its window.
pub fn deadline(task: &Task, record: &TaskRecord) -> Option<Instant> {
    record.due.or(task.due).or(match task.timing {
        Timing::Flow => None,
        Timing::Fixed { end, .. } | Timing::Pick { end, .. } => Some(end),
    })
}

/// By when a task must be acknowledged.
pub fn ack_deadline(task: &Task, record: &TaskRecord, calendar: &WorkCalendar) -> Option<Instant> {
    task.ack.map(|ack| calendar.forward(record.issued_at, ack))
}

/// Whether a task is open, not handed in, and late at `now`.
pub fn is_overdue(task: &Task, record: &TaskRecord, now: Instant) -> bool {
    awaits_owner(record.state) && deadline(task, record).is_some_and(|d| now > d)
}

/// Whether the next move is the owner's.
fn awaits_owner(state: TaskState) -> bool {
    matches!(
        state,
        TaskState::Draft | TaskState::Issued | TaskState::InProgress | TaskState::Returned
    )
}

impl Standing {
    /// Where the task stands at `now`.
    pub fn of(s: Situation<'_>, calendar: &WorkCalendar, now: Instant, rules: Rules) -> Standing {
        let Situation { task, record, .. } = s;
        let deadline = deadline(task, record);
        let phase = phase(s, now);
        let active = awaits_owner(record.state);
        let overdue = active && deadline.is_some_and(|d| now > d);
        let handed_in = match record.state {
            TaskState::Skipped | TaskState::Cancelled | TaskState::Failed => None,
            state if state.is_settled() || state == TaskState::Submitted => {
                record.submitted_at.or(record.completed_at)
            }
            TaskState::Suspended => None,
            _ => Some(now),
        };
        let (late_min, late_days) = deadline.zip(handed_in).map_or((0, 0), |(due, end)| {
            let days = calendar.date(end).signed_duration_since(calendar.end_date(due)).num_days();
            if end > due { (end.since(due), days.max(0)) } else { (0, 0) }
        });
        let planned_pct = planned_pct(s, calendar, now, deadline);
        let done_pct = done_pct(task, record);
        let points = planned_pct.saturating_sub(done_pct);
        let behind = active && phase == Phase::Doing && points >= rules.behind_points;
        let mut standing = Standing {
            phase,
            light: Light::Grey,
            cause: Cause::NotBegun,
            deadline,
            overdue,
            late_min,
            late_days,
            due_soon: active && !overdue && due_soon(task, deadline, now, rules),
            behind,
            blocked_by: s.blocked_by.filter(|_| active),
            problem: active && has_problem(record),
            ack_overdue: record.state == TaskState::Issued
                && ack_deadline(task, record, calendar).is_some_and(|d| now > d),
            planned_pct,
            done_pct,
        };
        (standing.light, standing.cause) = light(&standing, s, points, calendar);
        standing
    }
}

/// The light and its cause, the most pressing first.
fn light(
    standing: &Standing,
    s: Situation<'_>,
    points: u8,
    calendar: &WorkCalendar,
) -> (Light, Cause) {
    let state = s.record.state;
    match standing.phase {
        Phase::Settled if state.is_done() => return (Light::Done, Cause::Settled),
        Phase::Settled => return (Light::Grey, Cause::Settled),
        Phase::Suspended => return (Light::Grey, Cause::Suspended),
        Phase::Review => return (Light::Green, Cause::InReview),
        _ => {}
    }
    if standing.overdue {
        return (Light::Red, Cause::Overdue);
    }
    if standing.problem {
        return (Light::Yellow, Cause::Problem);
    }
    if let Some(task) = standing.blocked_by {
        return (Light::Yellow, Cause::BlockedBy { task });
    }
    if let Some(by_min) = standing.deadline.and_then(|due| will_be_late(s, calendar, due)) {
        return (Light::Yellow, Cause::WillBeLate { by_min });
    }
    if standing.behind {
        return (Light::Yellow, Cause::Behind { points });
    }
    if standing.ack_overdue {
        return (Light::Yellow, Cause::AckOverdue);
    }
    if standing.due_soon {
        return (Light::Blue, Cause::DueSoon);
    }
    match (standing.phase, s.waits_for) {
        (Phase::Waiting, Some(task))
            if s.task.when_outcome.as_ref().is_some_and(|w| w.on == task) =>
        {
            (Light::Grey, Cause::WaitsForOutcome { task })
        }
        (Phase::Waiting, Some(task)) => (Light::Grey, Cause::WaitsFor { task }),
        (Phase::Doing, _) => (Light::Green, Cause::OnCourse),
        _ => (Light::Grey, Cause::NotBegun),
    }
}

/// Minutes by which a task will miss its deadline. Work planned in days may end within the last day, so
/// it is only late when the schedule ends more than such a day after the deadline.
fn will_be_late(s: Situation<'_>, calendar: &WorkCalendar, due: Instant) -> Option<i64> {
    let end = s.dates.early_finish;
    let lenient = match s.task.takes.likely {
        Span::Minutes(_) => end,
        Span::Days(_) => end.plus_min(-DAY_MIN),
        Span::WorkDays(_) => calendar.backward(end, Span::WorkDays(1)),
    };
    (lenient > due).then(|| end.since(due))
}

fn phase(s: Situation<'_>, now: Instant) -> Phase {
    let record = s.record;
    match record.state {
        state if state.is_settled() => Phase::Settled,
        TaskState::Suspended => Phase::Suspended,
        TaskState::Submitted => Phase::Review,
        TaskState::Returned => Phase::Doing,
        _ if record.started_at.is_some() => Phase::Doing,
        _ if s.waits_for.is_some() || record.state == TaskState::Draft => Phase::Waiting,
        _ => {
            let opens = match s.task.timing {
                Timing::Flow => None,
                Timing::Fixed { start, .. } => Some(start),
                // Until the unit has picked, picking is what it has to do.
                Timing::Pick { .. } => record.picked,
            };
            if opens.is_some_and(|t| t > now) { Phase::Later } else { Phase::Ready }
        }
    }
}

/// Whether the first reminder has passed, or the deadline is near where there are none. Reminders move
/// with an extended due date.
fn due_soon(task: &Task, deadline: Option<Instant>, now: Instant, rules: Rules) -> bool {
    let Some(due) = deadline else { return false };
    let moved = task.due.map_or(0, |planned| due.since(planned));
    let near = due.plus_min(-rules.soon_min);
    let from = task.remind.iter().map(|r| r.plus_min(moved)).min().map_or(near, |r| r.min(near));
    now >= from && now <= due
}

/// Whether the last progress report that counts names a problem.
fn has_problem(record: &TaskRecord) -> bool {
    record
        .entries
        .iter()
        .rev()
        .filter(|e| e.counts)
        .find_map(|e| match &e.body {
            EntryBody::Progress { problem, .. } => Some(problem.is_some()),
            _ => None,
        })
        .unwrap_or(false)
}

/// Hundredths done: what was last reported, or the share of ticked steps where that is more.
fn done_pct(task: &Task, record: &TaskRecord) -> u8 {
    if record.state.is_done() || record.state == TaskState::Submitted {
        return 100;
    }
    let ticked = record.steps.iter().filter(|s| **s).count();
    let asked = task.steps_done.map_or(task.steps.len(), |n| usize::try_from(n).unwrap_or(0));
    let by_steps = (ticked * 100).checked_div(asked).map_or(0, |p| p.min(99));
    record.percent.max(u8::try_from(by_steps).unwrap_or(99))
}

/// Scheduled progress: the share of the time from the planned begin to the deadline that has passed,
/// counted in workdays where the task is.
fn planned_pct(
    s: Situation<'_>,
    calendar: &WorkCalendar,
    now: Instant,
    deadline: Option<Instant>,
) -> u8 {
    let start = match s.task.timing {
        Timing::Fixed { start, .. } => start,
        Timing::Pick { .. } => s.record.picked.unwrap_or(s.baseline.early_start),
        Timing::Flow => s.baseline.early_start,
    };
    let end = deadline.unwrap_or(s.baseline.early_finish).max(start);
    if now >= end {
        return 100;
    }
    if now <= start {
        return 0;
    }
    let (mut passed, mut whole) = (now.since(start), end.since(start));
    if matches!(s.task.takes.likely, Span::WorkDays(_)) {
        let days = |to| calendar.workdays_between(calendar.date(start), to);
        let worked = days(calendar.date(end.plus_min(-1))) + 1;
        if worked > 1 {
            (passed, whole) = (days(calendar.date(now)), worked);
        }
    }
    u8::try_from((passed * 100 / whole.max(1)).clamp(0, 100)).unwrap_or(100)
}
