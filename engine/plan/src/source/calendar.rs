//! Calendar files: notices of days off and make-up workdays, and office hours.

use std::collections::BTreeSet;

use chrono::{Datelike, NaiveDate};
use chrono_tz::Tz;

use super::load::Files;
use super::schema::{CalendarSource, VERSION};
use super::value::Text;
use crate::calendar::{Calendar, Office};
use crate::codes;
use crate::diagnostic::{Diagnostic, Place};
use crate::grammar::Mistake;
use crate::grammar::time::{Day, Point, Stretch, only_point, stretch};
use crate::report::{Sink, Trail};
use wallchart_words::ids;

/// Reads a calendar file. A later notice overrides an earlier one, day by day.
pub(crate) fn read_calendar(
    files: &mut Files<'_>,
    path: &str,
    asked: Place,
    zone: Tz,
    sink: &mut Sink,
) -> Option<Calendar> {
    let (file, source) = files.read::<CalendarSource>(path, Some(asked), sink)?;
    let mut calendar = Calendar::weekdays(zone);
    let root = Trail::root(file);
    if let Some(version) = source.version.filter(|v| *v != VERSION) {
        let found = Diagnostic::new(&codes::E061, root.field("version").place());
        sink.push(found.with("version", version).with("known", VERSION));
    }
    if let Some(office) = &source.office {
        let trail = root.field("office");
        calendar.office = Office {
            am: hours(&trail.field("am"), office.am.as_ref(), calendar.office.am, sink),
            pm: hours(&trail.field("pm"), office.pm.as_ref(), calendar.office.pm, sink),
        };
    }
    let notices = root.field("notices");
    for (i, notice) in source.notices.iter().enumerate() {
        let trail = notices.index(i);
        let year_at = trail.field("year");
        published(&trail.field("published"), notice.published.as_ref(), sink);
        let off = days(&trail.field("off"), &year_at, &notice.off, notice.year, sink);
        let makeup = days(&trail.field("makeup"), &year_at, &notice.makeup, notice.year, sink);
        made_up(&trail.field("makeup"), &trail.field("off"), &makeup, &off, &calendar, sink);
        let (off, makeup) = (dates(off), dates(makeup));
        for date in &off {
            calendar.makeup.remove(date);
        }
        for date in &makeup {
            calendar.off.remove(date);
        }
        calendar.off.extend(off);
        calendar.makeup.extend(makeup);
        calendar.announced.extend(notice.year.and_then(|y| i32::try_from(y).ok()));
    }
    Some(calendar)
}

fn hours(trail: &Trail<'_>, text: Option<&Text>, usual: (u16, u16), sink: &mut Sink) -> (u16, u16) {
    let Some(text) = text else { return usual };
    let minutes = |t: &str| {
        let (h, m) = t.split_once(':')?;
        let minutes = h.parse::<u16>().ok()?.checked_mul(60)?.checked_add(m.parse().ok()?)?;
        (minutes <= 1440).then_some(minutes)
    };
    let both = text.split_once("..").and_then(|(a, b)| Some((minutes(a)?, minutes(b)?)));
    match both {
        Some((from, to)) if from < to => (from, to),
        _ => {
            sink.mistake(trail, Mistake::new(&codes::E083, 0..text.len()).with("text", &**text));
            usual
        }
    }
}

/// The day on which a notice came out, which nothing is worked out from.
fn published(trail: &Trail<'_>, text: Option<&Text>, sink: &mut Sink) {
    let Some(text) = text else { return };
    match sink.check(trail, only_point(text)) {
        Some(Point { day: Day::Date(_), clock: None }) | None => {}
        _ => sink.mistake(trail, Mistake::new(&codes::E040, 0..text.len()).with("text", &**text)),
    }
}

/// The days of one line of a notice, with its place in the list.
struct Line<'a> {
    at: usize,
    text: &'a Text,
    days: Vec<NaiveDate>,
}

fn dates(lines: Vec<Line<'_>>) -> BTreeSet<NaiveDate> {
    lines.into_iter().flat_map(|line| line.days).collect()
}

fn doubt(kind: &'static str, line: &Line<'_>, year: u32, trail: &Trail<'_>) -> Diagnostic {
    let found = Diagnostic::new(&codes::W049, trail.index(line.at).place()).with("kind", kind);
    found.with("text", &**line.text).with("year", year.to_string())
}

/// Says so where what is made up for is no weekend, or a day off as well. A later notice may put back to
/// work what an earlier one gave off.
fn made_up(
    trail: &Trail<'_>,
    trail_off: &Trail<'_>,
    makeup: &[Line<'_>],
    off: &[Line<'_>],
    before: &Calendar,
    sink: &mut Sink,
) {
    for line in makeup {
        let off = off.iter().find(|off| off.days.iter().any(|date| line.days.contains(date)));
        let is_weekday = |date: &NaiveDate| {
            date.weekday().num_days_from_monday() < 5 && !before.off.contains(date)
        };
        if let Some(off) = off {
            let place = trail_off.index(off.at).place();
            sink.push(doubt("both", line, 0, trail).also(place, ids::NOTE_OTHER));
        } else if line.days.iter().any(is_weekday) {
            sink.push(doubt("weekday", line, 0, trail));
        }
    }
}

/// Dates and ranges of dates, line by line.
fn days<'a>(
    trail: &Trail<'_>,
    year_at: &Trail<'_>,
    texts: &'a [Text],
    year: Option<u32>,
    sink: &mut Sink,
) -> Vec<Line<'a>> {
    let mut out: Vec<Line<'a>> = Vec::new();
    let date = |point: &Point| match point {
        Point { day: Day::Date(date), clock: None } => Some(*date),
        _ => None,
    };
    for (at, text) in texts.iter().enumerate() {
        let trail_of = trail.index(at);
        let Some(stretch) = sink.check(&trail_of, stretch(text)) else { continue };
        let both = match &stretch {
            Stretch::Point(point) => date(point).map(|d| (d, d)),
            Stretch::Range(a, b) => date(a).zip(date(b)),
            _ => None,
        };
        // A notice speaks of days and weeks: a range of a year and more is a slip.
        let Some((from, to)) =
            both.filter(|(from, to)| from <= to && (*to - *from).num_days() < 366)
        else {
            let mistake = Mistake::new(&codes::E040, 0..text.len());
            sink.mistake(&trail_of, mistake.with("text", &**text));
            continue;
        };
        let line = Line { at, text, days: from.iter_days().take_while(|d| *d <= to).collect() };
        if let Some(year) = year.filter(|year| line.days.iter().any(|d| is_of_another(*year, *d))) {
            let found = doubt("year", &line, year, trail);
            sink.push(found.also(year_at.place(), ids::NOTE_OTHER));
        } else if out.iter().any(|before| before.days.iter().any(|d| line.days.contains(d))) {
            let found = Diagnostic::new(&codes::W038, trail_of.place());
            sink.push(found.with("text", &**text));
        }
        out.push(line);
    }
    out
}

/// Whether a date has no place in the notice of that year; New Year's holiday may begin or end in the next.
fn is_of_another(year: u32, date: NaiveDate) -> bool {
    let months = i64::from(date.year()) * 12 + i64::from(date.month0());
    let first = i64::from(year) * 12;
    !(first - 1..=first + 12).contains(&months)
}
