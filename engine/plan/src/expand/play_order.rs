//! Due dates of a playbook against each other: a task is not due before what it waits for, whenever the play starts.

use chrono::{NaiveDate, NaiveTime, TimeDelta};

use crate::calendar::WorkCalendar;
use crate::codes;
use crate::diagnostic::Diagnostic;
use crate::expanded::{LinkKind, Need};
use crate::playbook::{Dues, Playbook, dues};
use crate::report::{Sink, Trail};
use crate::time::Instant;

/// Hours of the day at which a play is thought to start.
const HOURS: [u32; 5] = [0, 8, 12, 17, 21];

/// Days, in a row, on which it is.
const DAYS: i64 = 8;

/// Looks at the needs of all tasks that have dates; `list` is where the tasks stand.
pub(super) fn order(
    book: &Playbook,
    work: &WorkCalendar,
    anchor: NaiveDate,
    list: &Trail<'_>,
    sink: &mut Sink,
) {
    let is_dated = |no| book.tasks.iter().any(|t| t.task.number == no && t.due.is_some());
    let dated = book.tasks.iter().filter(|t| t.due.is_some() && t.every.is_none());
    let mut waiting = dated
        .flat_map(|t| t.task.needs.iter().map(move |need| (&t.task, need)))
        .filter(|(_, need)| need.links.iter().any(|link| is_dated(link.on)))
        .peekable();
    if waiting.peek().is_none() {
        return;
    }
    let days = (0..DAYS).filter_map(|n| anchor.checked_add_signed(TimeDelta::days(n)));
    let hours = HOURS.iter().filter_map(|hour| NaiveTime::from_hms_opt(*hour, 0, 0));
    let starts = days.flat_map(|day| hours.clone().map(move |hour| day.and_time(hour)));
    let all: Vec<Dues> = starts.map(|at| dues(book, work.instant(at), work)).collect();
    let mut said = Vec::new();
    for (task, need) in waiting {
        let is_before = |dues: &Dues| {
            let own = dues.get(&task.number);
            own.is_some_and(|own| ready(need, dues, work).is_some_and(|ready| *own < ready))
        };
        if !all.iter().all(is_before) {
            continue;
        }
        let on = need.links.iter().find(|link| is_dated(link.on));
        let on = on.and_then(|link| book.tasks.iter().find(|t| t.task.number == link.on));
        let Some(on) = on.map(|t| &t.task.task) else { continue };
        if said.contains(&(&task.task, on)) {
            continue;
        }
        said.push((&task.task, on));
        let place = list.key(task.task.as_str()).field("due").place();
        let found = Diagnostic::new(&codes::W062, place).with("task", task.task.as_str());
        sink.push(found.with("on", on.as_str()));
    }
}

/// When enough of what is waited for is due, lag included; what has no date may be done at any time.
fn ready(need: &Need, dues: &Dues, work: &WorkCalendar) -> Option<Instant> {
    let finishes = |kind| matches!(kind, LinkKind::FinishStart | LinkKind::FinishFinish);
    let links = need.links.iter().filter(|link| finishes(link.kind));
    let mut ends: Vec<Option<Instant>> =
        links.map(|link| dues.get(&link.on).map(|due| work.forward(*due, link.lag))).collect();
    ends.sort_unstable();
    let enough = need.join.count(ends.len()).checked_sub(1)?;
    ends.get(enough).copied().flatten()
}
