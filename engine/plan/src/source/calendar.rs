//! Calendar files: notices of days off and make-up workdays, and office hours.

use std::collections::BTreeSet;

use chrono::NaiveDate;
use chrono_tz::Tz;

use super::load::Files;
use super::schema::CalendarSource;
use super::value::Text;
use crate::calendar::{Calendar, Office};
use crate::codes;
use crate::diagnostic::Place;
use crate::grammar::Mistake;
use crate::grammar::time::{Day, Point, Stretch, stretch};
use crate::report::{Sink, Trail};

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
        let off = days(&trail.field("off"), &notice.off, sink);
        let makeup = days(&trail.field("makeup"), &notice.makeup, sink);
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

/// Dates and ranges of dates, as a set.
fn days(trail: &Trail<'_>, texts: &[Text], sink: &mut Sink) -> BTreeSet<NaiveDate> {
    let mut out = BTreeSet::new();
    let date = |point: &Point| match point {
        Point { day: Day::Date(date), clock: None } => Some(*date),
        _ => None,
    };
    for (i, text) in texts.iter().enumerate() {
        let trail = trail.index(i);
        let Some(stretch) = sink.check(&trail, stretch(text)) else { continue };
        let both = match &stretch {
            Stretch::Point(point) => date(point).map(|d| (d, d)),
            Stretch::Range(a, b) => date(a).zip(date(b)),
            _ => None,
        };
        // A notice speaks of days and weeks: a range of a year and more is a slip.
        match both {
            Some((from, to)) if from <= to && (to - from).num_days() < 366 => {
                out.extend(from.iter_days().take_while(|d| *d <= to));
            }
            _ => sink
                .mistake(&trail, Mistake::new(&codes::E040, 0..text.len()).with("text", &**text)),
        }
    }
    out
}
