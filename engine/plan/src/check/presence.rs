//! Who would have to be in two places at once.
//!
//! A presence is a task with a fixed window of at most two days and a place; a recurrence is none. A unit
//! that leads or supports at more places at once than it has people registered can't be there; nor can a
//! leader at two.

use std::collections::BTreeMap;

use super::walk;
use crate::codes;
use crate::diagnostic::{Code, Diagnostic, Place};
use crate::expand::Expander;
use crate::expanded::{Task, Timing};
use crate::report::Sink;
use crate::time::Instant;
use wallchart_words::ids;

/// The longest presence. Longer windows are times to do something in.
const LONGEST_MIN: i64 = 2 * 24 * 60;

/// So many conflicts of one unit or person are told.
const TOLD_MAX: usize = 8;

/// A presence of someone.
struct Stay<'a> {
    start: Instant,
    end: Instant,
    place: &'a str,
    task: &'a Task,
}

/// One task and another that overlaps it elsewhere, with who is needed at both.
type Clash<'a> = BTreeMap<(&'a str, &'a str), (&'a str, usize, usize, usize, Stay<'a>)>;

/// Looks for units and leaders in two places at once.
pub(super) fn presence(expander: &Expander<'_>, sink: &mut Sink) {
    let mut units: BTreeMap<&str, Vec<Stay<'_>>> = BTreeMap::new();
    let mut leaders: BTreeMap<&str, Vec<Stay<'_>>> = BTreeMap::new();
    for task in expander.tasks.iter().filter(|t| t.place.is_some()) {
        for unit in std::iter::once(&task.owner).chain(&task.support) {
            if let Some(stay) = stay(task) {
                units.entry(unit.as_str()).or_default().push(stay);
            }
        }
        if let (Some(leader), Some(stay)) = (&task.leader, stay(task)) {
            leaders.entry(leader.as_str()).or_default().push(stay);
        }
    }
    if units.is_empty() {
        return;
    }
    let people = |unit: &str| {
        let list = &expander.book.units;
        match list.look_up(unit) {
            Some(crate::names::Found::Unit(u)) => list.unit(u).map_or(0, |u| u.people.len()),
            _ => 0,
        }
    };
    let trails = trails(expander);
    for (code, stays) in [(&codes::W046, units), (&codes::W047, leaders)] {
        let hands = |who: &str| {
            if std::ptr::eq(code, &codes::W046) { people(who).max(1) } else { 1 }
        };
        let mut clashes = Clash::new();
        for (who, mut stays) in stays {
            stays.sort_by_key(|s| (s.start, s.end));
            clash(who, hands(who), stays, &mut clashes);
        }
        for ((task, other), (who, count, places, hands, at)) in clashes {
            let (Some(place), Some(elsewhere)) = (trails.get(task), trails.get(other)) else {
                continue;
            };
            let found = say(code, place.clone()).with("unit", who).with("person", who);
            let found = found.with("count", count).with("places", places).with("people", hands);
            let found = found.with("task", task).with("other", other);
            let found = found.with("time", time(expander, &at));
            sink.push(found.also(elsewhere.clone(), ids::NOTE_OTHER));
        }
    }
}

fn say(code: &'static Code, place: Place) -> Diagnostic {
    Diagnostic::new(code, place)
}

fn stay(task: &Task) -> Option<Stay<'_>> {
    let Timing::Fixed { start, end } = task.timing else { return None };
    let place = task.place.as_deref().map(str::trim).filter(|p| !p.is_empty())?;
    let lasts = end.since(start);
    let is_presence = lasts > 0 && lasts <= LONGEST_MIN && task.occurrence.is_none();
    is_presence.then_some(Stay { start, end, place, task })
}

/// Goes through the presences of one in order of their begin.
fn clash<'a>(who: &'a str, hands: usize, stays: Vec<Stay<'a>>, clashes: &mut Clash<'a>) {
    // Where they are at the moment, each place once: until when, and for which task.
    let mut here: Vec<(&str, Instant, &Task)> = Vec::new();
    let mut told = 0;
    for stay in stays {
        here.retain(|(_, end, _)| *end > stay.start);
        match here.iter_mut().find(|(place, ..)| *place == stay.place) {
            Some((_, end, _)) => *end = (*end).max(stay.end),
            None => here.push((stay.place, stay.end, stay.task)),
        }
        let Some((_, _, other)) = here.first().filter(|_| here.len() > hands) else { continue };
        let key = (stay.task.task.as_str(), other.task.as_str());
        let places = here.len();
        clashes
            .entry(key)
            .and_modify(|c| c.1 += usize::from(c.0 != who))
            .or_insert((who, 1, places, hands, stay));
        told += 1;
        if told >= TOLD_MAX {
            return;
        }
    }
}

/// Where each task writes its time.
fn trails<'a>(expander: &Expander<'a>) -> BTreeMap<&'a str, Place> {
    let mut out = BTreeMap::new();
    walk::tasks(expander, &mut |planned, trail| {
        if planned.source.place.is_some() {
            let field = if planned.source.when.is_some() { "when" } else { "series" };
            out.insert(&**planned.id, trail.field(field).place());
        }
    });
    out
}

/// `03-15 09:30..11:30`, with the second date where it is another.
fn time(expander: &Expander<'_>, stay: &Stay<'_>) -> String {
    let work = &expander.time.work;
    let (start, last) = (work.local(stay.start), work.end_date(stay.end));
    let from = start.format("%m-%d %H:%M");
    if work.day_end(last) == stay.end {
        let is_whole = work.day_start(start.date()) == stay.start;
        return match (is_whole, last == start.date()) {
            (true, true) => start.format("%m-%d").to_string(),
            (true, false) => format!("{}..{}", start.format("%m-%d"), last.format("%m-%d")),
            (false, true) => format!("{from}..24:00"),
            (false, false) => format!("{from}..{} 24:00", last.format("%m-%d")),
        };
    }
    let end = work.local(stay.end);
    let same = end.date() == start.date();
    format!("{from}..{}", end.format(if same { "%H:%M" } else { "%m-%d %H:%M" }))
}
