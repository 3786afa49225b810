//! Due dates that fall in a run of days off, with what the other way of counting gives.

use chrono::{Days, NaiveDate};

use super::walk;
use crate::codes;
use crate::diagnostic::Diagnostic;
use crate::expand::{Expander, Planned};
use crate::grammar::time::{Day, Due, Point, due};
use crate::report::{Sink, Trail};
use crate::time::Roll;
use crate::time::{Instant, Span};

/// The longest run of days off that is looked along, either way.
const RUN_DAYS_MAX: u64 = 31;

/// Looks at every due date that a plan writes as a day, D itself left out: it never moves.
pub(super) fn holidays(expander: &Expander<'_>, sink: &mut Sink) {
    if expander.time.work.calendar().off.is_empty() {
        return;
    }
    let mut last: Option<(Instant, Option<Run>)> = None;
    walk::tasks(expander, &mut |planned, trail| {
        let is_dated = planned.source.due.is_some() && !planned.fan.rows.is_empty();
        let task = expander.tasks.get(planned.first).filter(|_| is_dated);
        let Some(at) = task.and_then(|t| t.due) else { return };
        // Tasks side by side tend to be due together.
        let run = match last {
            Some((known, run)) if known == at => run,
            _ => run(expander, at),
        };
        last = Some((at, run));
        if let Some(run) = run {
            tell(expander, planned, run, &trail.field("due"), sink);
        }
    });
}

/// A run of days off with a holiday in it.
#[derive(Clone, Copy)]
struct Run {
    date: NaiveDate,
    from: NaiveDate,
    to: NaiveDate,
}

/// The run that the day of an instant lies in. A plain weekend is none.
fn run(expander: &Expander<'_>, at: Instant) -> Option<Run> {
    let work = &expander.time.work;
    let date = work.end_date(at);
    if work.is_workday(date) {
        return None;
    }
    let day = |n: u64, on: bool| {
        let days = Days::new(n);
        if on { date.checked_add_days(days) } else { date.checked_sub_days(days) }
    };
    let end = |on: bool| {
        let off = (0..RUN_DAYS_MAX).map_while(|n| day(n, on).filter(|d| !work.is_workday(*d)));
        off.last().unwrap_or(date)
    };
    let run = Run { date, from: end(false), to: end(true) };
    let is_holiday = run.from.iter_days().take_while(|d| *d <= run.to);
    is_holiday.into_iter().any(|d| work.calendar().off.contains(&d)).then_some(run)
}

fn tell(
    expander: &Expander<'_>,
    planned: &Planned<'_>,
    run: Run,
    trail: &Trail<'_>,
    sink: &mut Sink,
) {
    let Some(text) = &planned.source.due else { return };
    let Ok(Due::Point(Point { day, clock }, Roll::Stay)) = due(text) else { return };
    let work = &expander.time.work;
    let mut found = Diagnostic::new(&codes::W048, trail.place()).with("text", text.trim());
    match day {
        Day::Anchor(Span::Days(0)) => return,
        Day::Anchor(Span::Days(n)) => {
            let worked = format!("D{n:+}wd{}", if clock.is_some() { clock_of(text) } else { "" });
            let date = work.workday_offset(expander.time.anchor, n);
            found = found.with("kind", "anchor").with("worked", worked);
            found = found.with("worked_date", date.to_string());
        }
        _ => found = found.with("kind", "date").with("worked", "").with("worked_date", ""),
    }
    let dates = [
        ("date", run.date),
        ("from", run.from),
        ("to", run.to),
        ("back", work.previous_workday(run.date)),
        ("next", work.next_workday(run.date)),
    ];
    for (name, date) in dates {
        found = found.with(name, date.to_string());
    }
    sink.push(found);
}

/// The time of day that a due date ends in, with the blank before it.
fn clock_of(text: &str) -> &str {
    let text = text.trim();
    text.find(' ').and_then(|at| text.get(at..)).unwrap_or_default()
}
