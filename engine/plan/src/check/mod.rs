//! Checks of a plan as a whole, once it has been expanded.

mod grown;
mod holidays;
mod lists;
mod meant;
mod notice;
mod presence;
mod roster;
mod texts;
mod uses;
mod walk;

pub use grown::grown;

use std::collections::{BTreeMap, BTreeSet};

use chrono::Datelike;

use crate::calendar::WorkCalendar;
use crate::codes;
use crate::diagnostic::{Code, Diagnostic, Note, Place};
use crate::expand::{Expander, Planned, TaskField};
use crate::expanded::{Campaign, EscalateTo, Escalation, PersonRole, Task, TaskKind, Timing, Unit};
use crate::ids::TaskNo;
use crate::report::{Sink, Trail};
use crate::source::Document;
use crate::source::schema::StreamSource;
use crate::time::{Instant, Span};
use wallchart_words::ids;

/// Runs all checks.
pub(crate) fn check(
    expander: &Expander<'_>,
    documents: &[Document],
    campaign: &Campaign,
    sink: &mut Sink,
) {
    contact(expander, documents, campaign, sink);
    anything(expander, documents, sink);
    calendar(expander, documents, sink);
    let waited_for = waited_for(expander);
    let units = expander.book.units.list.iter();
    let outside: BTreeSet<&str> = units.filter(|u| u.outside).map(|u| u.id.as_str()).collect();
    for planned in &expander.planned {
        let Some(standing) = expander.standing.get(planned.stream as usize) else { continue };
        let stream = Trail::base(standing.file, &standing.steps);
        let tasks = stream.field("tasks");
        task(expander, planned, &waited_for, &outside, &tasks.key(planned.id), sink);
    }
    leaders(expander, documents, sink);
    notice::notice(documents, campaign, sink);
    texts::texts(expander, documents, campaign, sink);
    lists::lists(expander, documents, sink);
    holidays::holidays(expander, sink);
    // In a plan with mistakes a name may seem unused, and a date early, only because of one of them.
    if !sink.has_errors() {
        roster::rosters(expander, documents, sink);
        presence::presence(expander, sink);
        uses::uses(expander, documents, sink);
    } else {
        meant::meant(expander, documents, sink);
    }
}

/// There must be something to do.
fn anything(expander: &Expander<'_>, documents: &[Document], sink: &mut Sink) {
    // Of those that are written it is told what is wrong with them.
    let is_written = |d: &Document| {
        !d.plan.playbooks.is_empty() || d.plan.streams.iter().any(|(_, stream)| holds(stream))
    };
    if expander.tasks.is_empty() && !documents.iter().any(is_written) {
        sink.push(Diagnostic::new(&codes::W052, Trail::root(0).place()));
    }
}

/// Whether a workstream has tasks of its own, of a template or below it. A plan nests them only so deep.
fn holds(stream: &StreamSource) -> bool {
    !stream.tasks.is_empty()
        || stream.r#use.is_some()
        || stream.streams.iter().any(|(_, below)| holds(below))
}

/// Someone must be there to ask (P56).
fn contact(expander: &Expander<'_>, documents: &[Document], campaign: &Campaign, sink: &mut Sink) {
    let units = &expander.book.units;
    let coordinator = units.list.iter().find(|u| u.id == campaign.coordinator);
    let Some(unit) = coordinator else { return };
    if unit.people.iter().any(|p| p.role == PersonRole::Contact) {
        return;
    }
    let file = documents.iter().find(|d| d.plan.coordinator.is_some()).map_or(0, |d| d.file);
    let root = Trail::root(file);
    let place = root.field("coordinator").place();
    let mut found = Diagnostic::new(&codes::W025, place).with("name", unit.id.as_str());
    for document in documents {
        if document.plan.units.iter().any(|(id, _)| **id == *unit.id.as_str()) {
            let unit_at = Trail::root(document.file).field("units").key(unit.id.as_str()).name();
            let args = vec![("name", unit.id.as_str().into())];
            found.related.push((unit_at, Note { message: ids::NOTE_GIVEN, args }));
        }
    }
    sink.push(found);
}

/// Working days counted across years without a notice, or without a calendar at all.
fn calendar(expander: &Expander<'_>, documents: &[Document], sink: &mut Sink) {
    let counted = expander.time.unannounced();
    let with_calendar = documents.iter().find(|d| d.plan.calendar.is_some());
    let Some(document) = with_calendar else {
        if let Some(place) = counted.values().next() {
            sink.push(Diagnostic::new(&codes::W021, place.clone()));
        }
        return;
    };
    let root = Trail::root(document.file);
    let whole = root.field("calendar").place();
    for year in worked_years(expander) {
        if !expander.time.work.calendar().announced.contains(&year) {
            let place: &Place = counted.get(&year).unwrap_or(&whole);
            let mut found = Diagnostic::new(&codes::W020, place.clone());
            found.related.extend(reaches(expander, year));
            sink.push(found.with("year", year.to_string()));
        }
    }
}

/// The first task with a date in that year, with where it has the date from.
fn reaches(expander: &Expander<'_>, year: i32) -> Option<(Place, Note)> {
    let is_in = |t: Instant| expander.time.work.end_date(t).year() == year;
    let task = expander.tasks.iter().find(|t| dates(t).any(is_in))?;
    let is_due = task.due.is_some_and(is_in);
    let field = if is_due { TaskField::Due } else { TaskField::When };
    let args = vec![("name", task.task.as_str().into()), ("year", year.to_string().into())];
    let place = expander.origins.place(task.number, field);
    Some((place, Note { message: ids::NOTE_REACHES, args }))
}

/// The years that working days are counted in: those of dates that hang on them, and those between the
/// first and the last date of a plan whose tasks last so many working days.
fn worked_years(expander: &Expander<'_>) -> BTreeSet<i32> {
    let mut years: BTreeSet<i32> = expander.time.unannounced().keys().copied().collect();
    let is_worked = |span: Span| matches!(span, Span::WorkDays(n) if n != 0);
    let tasks = &expander.tasks;
    let counts = tasks.iter().any(|t| {
        is_worked(t.takes.likely) || t.needs.iter().flat_map(|n| &n.links).any(|l| is_worked(l.lag))
    });
    if counts {
        let dates = || tasks.iter().flat_map(dates).chain(expander.time.start);
        if let (Some(first), Some(last)) = (dates().min(), dates().max()) {
            let year = |t: Instant| expander.time.work.end_date(t).year();
            years.extend(year(first.plus_min(1))..=year(last));
        }
    }
    years
}

fn dates(task: &Task) -> impl Iterator<Item = Instant> {
    let window = match task.timing {
        Timing::Flow => [None, None],
        Timing::Fixed { start, end } | Timing::Pick { start, end } => [Some(start), Some(end)],
    };
    window.into_iter().chain([task.due]).flatten()
}

/// For each instance, whether another waits for it.
fn waited_for(expander: &Expander<'_>) -> Vec<bool> {
    let mut waited = vec![false; expander.tasks.len()];
    for link in expander.tasks.iter().flat_map(|t| &t.needs).flat_map(|n| &n.links) {
        let index = usize::try_from(link.on.0).ok().and_then(|n| n.checked_sub(1));
        if let Some(slot) = index.and_then(|i| waited.get_mut(i)) {
            *slot = true;
        }
    }
    waited
}

fn task(
    expander: &Expander<'_>,
    planned: &Planned<'_>,
    waited_for: &[bool],
    outside: &BTreeSet<&str>,
    trail: &Trail<'_>,
    sink: &mut Sink,
) {
    let instances = planned.first..planned.first + planned.fan.rows.len() * planned.slots.len();
    let Some(tasks) = expander.tasks.get(instances.clone()) else { return };
    let Some(first) = tasks.first() else { return };
    let name = &**planned.id;
    let say = |code: &'static Code, place: Place| Diagnostic::new(code, place).with("name", name);
    let is_undated = first.due.is_none() && first.timing == Timing::Flow;
    // A date that does not read has been told of.
    let source = planned.source;
    let fields = [&source.due, &source.when, &source.pick, &source.every];
    let left_out = ["due", "when", "pick", "every", "series"];
    let hangs = fields.iter().any(|f| f.is_some())
        || !source.series.is_empty()
        || left_out.iter().any(|field| sink.is_blanked(&trail.field(field)));
    let is_report = first.kind == Some(TaskKind::Report);
    if is_undated && !hangs && is_report {
        sink.push(say(&codes::W023, trail.name()));
    } else if is_undated && !hangs && !waited_for.get(instances).is_some_and(|w| w.contains(&true))
    {
        sink.push(say(&codes::W024, trail.name()));
    }
    for task in tasks.iter().filter(|t| t.proxy.is_none()) {
        if outside.contains(task.owner.as_str()) {
            sink.push(say(&codes::W026, trail.name()).with("unit", task.owner.as_str()));
            break;
        }
    }
    // What holds for a stream or the whole plan is not said of whoever accepts.
    let own = |task: &Task| task.review.as_ref() == Some(&task.owner);
    if source.review.is_some() && planned.playbook == 0 && tasks.iter().all(own) {
        let found = say(&codes::W072, trail.field("review").place());
        sink.push(found.with("unit", first.owner.as_str()));
    }
    window(expander, planned, first, trail, sink);
}

/// What is late goes up to the leader of its lead, who must be there where it goes up to nobody else. Units without people are not looked at.
fn leaders(expander: &Expander<'_>, documents: &[Document], sink: &mut Sink) {
    let goes_up = |task: &&Task| {
        let is_leader = |step: &Escalation| step.to == EscalateTo::Leader;
        task.leader.is_none() && !task.escalate.is_empty() && task.escalate.iter().all(is_leader)
    };
    let up: BTreeMap<&str, TaskNo> =
        expander.tasks.iter().filter(goes_up).map(|t| (t.owner.as_str(), t.number)).collect();
    let led = |unit: &&Unit| unit.people.iter().any(|p| p.role == PersonRole::Leader);
    let units = expander.book.units.list.iter().filter(|unit| !unit.people.is_empty());
    let mut without = units.filter(|unit| !led(unit) && up.contains_key(unit.id.as_str()));
    let Some(unit) = without.next() else { return };
    let Some(number) = up.get(unit.id.as_str()) else { return };
    let given =
        |document: &&Document| document.plan.units.iter().any(|(id, _)| **id == *unit.id.as_str());
    let place = match documents.iter().find(given) {
        Some(document) => Trail::root(document.file).field("units").key(unit.id.as_str()).name(),
        None => expander.origins.place(*number, TaskField::Id),
    };
    let found = Diagnostic::new(&codes::W073, place).with("name", unit.id.as_str());
    sink.push(found.with("more", without.count()));
}

/// How much work there is, and how much of a window for it: in working days, days or hours.
fn lengths(
    work: &WorkCalendar,
    span: Span,
    begin: Instant,
    end: Instant,
) -> (&'static str, String, String) {
    let tenths = |min: i64| {
        let tenths = min / 6;
        if tenths % 10 == 0 {
            (tenths / 10).to_string()
        } else {
            format!("{}.{}", tenths / 10, tenths % 10)
        }
    };
    let (first, last) = (work.date(begin), work.end_date(end));
    let days = || first.iter_days().take_while(|day| *day <= last);
    match span {
        Span::WorkDays(n) => (
            "workdays",
            n.to_string(),
            days().filter(|day| work.is_workday(*day)).count().to_string(),
        ),
        Span::Days(n) => ("days", n.to_string(), days().count().to_string()),
        Span::Minutes(n) => ("hours", tenths(n), tenths(end.since(begin).max(0))),
    }
}

/// A window to pick from must hold what is to be done in it, and be over when that is due.
fn window(
    expander: &Expander<'_>,
    planned: &Planned<'_>,
    task: &Task,
    trail: &Trail<'_>,
    sink: &mut Sink,
) {
    let work = &expander.time.work;
    if let Timing::Pick { start, end } = task.timing {
        let span = task.takes.likely;
        let begin = work.first_start(start, span);
        if work.forward(begin, span) > end {
            let (unit, wants, has) = lengths(work, span, begin, end);
            let found = Diagnostic::new(&codes::E055, trail.field("pick").place());
            sink.push(found.with("unit", unit).with("wants", wants).with("has", has));
        }
    }
    let (Timing::Fixed { end, .. } | Timing::Pick { end, .. }) = task.timing else { return };
    let Some(due) = task.due.filter(|due| planned.source.due.is_some() && *due < end) else {
        return;
    };
    let place = trail.field("due").place();
    sink.push(match task.timing {
        // The unit may still pick a time before it.
        Timing::Pick { .. } => Diagnostic::new(&codes::W028, place),
        _ => Diagnostic::new(&codes::E082, place)
            .with("due", ending(work, due))
            .with("end", ending(work, end)),
    });
}

/// The instant as people write the end of something: a date, when it is a midnight, meaning its 24:00.
fn ending(work: &WorkCalendar, t: Instant) -> String {
    let date = work.end_date(t);
    if work.day_end(date) == t {
        return date.to_string();
    }
    work.local(t).format("%Y-%m-%d %H:%M").to_string()
}
