//! Turns points and stretches into instants, and notes which years' working days were counted.

use std::cell::Cell;
use std::collections::{BTreeMap, BTreeSet};

use chrono::{Datelike, Days, Months, NaiveDate};

use super::Window;
use crate::calendar::WorkCalendar;
use crate::codes;
use crate::diagnostic::{Diagnostic, Place};
use crate::grammar::remind::Moment;
use crate::grammar::template::blank;
use crate::grammar::time::{Clock, Day, Point, Stretch, in_words};
use crate::names::near;
use crate::playbook::later;
use crate::report::{Sink, Trail};
use crate::source::value::Text;
use crate::time::{Instant, Roll, Span};

/// The campaign's time.
pub(crate) struct Timeline {
    pub(crate) work: WorkCalendar,
    pub(crate) anchor: NaiveDate,
    pub(crate) start: Option<Instant>,
    windows: BTreeMap<Text, Named>,
    /// The file that names the calendar.
    pub(crate) calendar_file: usize,
    /// Years whose working days were counted, each with where it first was.
    counted: BTreeMap<i32, Place>,
    quiet: BTreeSet<i32>,
}

/// A named window; one that waits for its dates has none yet.
struct Named {
    window: Option<Window>,
    given: Place,
    is_used: Cell<bool>,
}

impl Timeline {
    pub(crate) fn new(work: WorkCalendar, anchor: NaiveDate) -> Self {
        let quiet = work.calendar().announced.clone();
        Self {
            work,
            anchor,
            start: None,
            windows: BTreeMap::new(),
            calendar_file: 0,
            counted: BTreeMap::new(),
            quiet,
        }
    }

    /// Gives a window its name.
    pub(crate) fn name_window(&mut self, name: &Text, window: Option<Window>, given: Place) {
        self.windows.insert(name.clone(), Named { window, given, is_used: Cell::new(false) });
    }

    /// Where the window of that name is given.
    pub(crate) fn window_place(&self, name: &str) -> Option<Place> {
        self.windows.get(name).map(|w| w.given.clone())
    }

    /// Whether the plan uses the window.
    pub(crate) fn is_used(&self, name: &str) -> bool {
        self.windows.get(name).is_some_and(|w| w.is_used.get())
    }

    /// Years without a notice whose working days were counted.
    pub(crate) fn unannounced(&self) -> &BTreeMap<i32, Place> {
        &self.counted
    }

    /// Notes that working days from one date to the other were counted.
    pub(crate) fn count(&mut self, from: NaiveDate, to: NaiveDate, trail: &Trail<'_>) {
        for year in from.min(to).year()..=from.max(to).year() {
            // Almost always the same one or two years.
            if self.quiet.insert(year) {
                self.counted.insert(year, trail.place());
            }
        }
    }

    /// The date `n` working days away.
    pub(crate) fn workdays(&mut self, date: NaiveDate, n: i32, trail: &Trail<'_>) -> NaiveDate {
        let to = self.work.workday_offset(date, n);
        self.count(date, to, trail);
        to
    }

    /// The date of a day from which no others are worked out; nothing of a third of a month.
    pub(crate) fn plain_date(&self, day: Day) -> Option<NaiveDate> {
        match day {
            Day::Anchor(Span::WorkDays(n)) => Some(self.work.workday_offset(self.anchor, n)),
            Day::Anchor(Span::Days(n)) => {
                self.anchor.checked_add_signed(chrono::TimeDelta::days(n.into()))
            }
            Day::Anchor(Span::Minutes(_)) => Some(self.anchor),
            Day::Date(date) => Some(date),
            Day::Yearly { month, day } => Some(nearest(self.anchor, month, day)),
            Day::Moved { from, by } => {
                let date = self.plain_date(from.into())?;
                Some(self.work.end_date(later(self.work.day_end(date), by, &self.work)))
            }
            Day::Third { .. } => None,
        }
    }

    /// The date of a day.
    pub(crate) fn date(&mut self, day: Day, trail: &Trail<'_>) -> NaiveDate {
        match day {
            Day::Date(date) => date,
            Day::Anchor(Span::WorkDays(n)) => self.workdays(self.anchor, n, trail),
            Day::Anchor(Span::Days(n)) => self
                .anchor
                .checked_add_signed(chrono::TimeDelta::days(n.into()))
                .unwrap_or(self.anchor),
            Day::Anchor(Span::Minutes(_)) => self.anchor,
            Day::Yearly { month, day } => nearest(self.anchor, month, day),
            Day::Moved { from, by } => {
                let end = self.plain_date(from.into()).map(|date| self.work.day_end(date));
                let moved =
                    self.later(end.unwrap_or_else(|| self.work.day_end(self.anchor)), by, trail);
                self.work.end_date(moved)
            }
            Day::Third { year, month, third } => {
                let first = third.days().0;
                match year {
                    Some(year) => day_of(year, month, first),
                    None => nearest(self.anchor, month, first),
                }
            }
        }
    }

    /// The second end of a stretch: without a year it is the next of its kind after the first end.
    fn end_of(&mut self, point: Point, start: Instant, trail: &Trail<'_>) -> Instant {
        let from = self.work.date(start);
        let day = match point.day {
            Day::Yearly { month, day } => Day::Date(next(from, month, day)),
            Day::Third { year: None, month, third } => {
                let last = third.days().1.map_or(31, |after| after - 1);
                Day::Third { year: Some(next(from, month, last).year()), month, third }
            }
            day => day,
        };
        self.point(Point { day, ..point }, trail).end
    }

    /// From when to when a point lasts: a moment for a time of day, else the day or its part.
    pub(crate) fn point(&mut self, point: Point, trail: &Trail<'_>) -> Window {
        let date = self.date(point.day, trail);
        let first = self.part(date, point.clock);
        let Day::Third { third, .. } = point.day else { return first };
        let month = date.with_day(1).and_then(|day| day.checked_add_months(Months::new(1)));
        let after = third.days().1.map_or(month, |day| date.with_day(day)).unwrap_or(date);
        Window { start: first.start, end: self.work.day_start(after) }
    }

    /// A day, or a part of it.
    pub(crate) fn part(&self, date: NaiveDate, clock: Option<Clock>) -> Window {
        let office = self.work.calendar().office;
        let at = |minutes: u16| self.at(date, minutes);
        let (start, end) = match clock {
            None => (self.work.day_start(date), self.work.day_end(date)),
            Some(Clock::At(minutes)) => (at(minutes), at(minutes)),
            Some(Clock::Am) => (at(office.am.0), at(office.am.1)),
            Some(Clock::Noon) => (at(office.am.1), at(office.pm.0)),
            Some(Clock::Pm) => (at(office.pm.0), at(office.pm.1)),
        };
        Window { start, end }
    }

    fn at(&self, date: NaiveDate, minutes: u16) -> Instant {
        match date.and_hms_opt(u32::from(minutes) / 60, u32::from(minutes) % 60, 0) {
            Some(local) => self.work.instant(local),
            None => self.work.day_end(date),
        }
    }

    /// From when to when a stretch lasts, or nothing and a diagnostic. `offset` is where the stretch
    /// begins in its string.
    pub(crate) fn stretch(
        &mut self,
        stretch: &Stretch,
        offset: usize,
        trail: &Trail<'_>,
        sink: &mut Sink,
    ) -> Option<Window> {
        let window = match stretch {
            Stretch::Window(name) => {
                let at = offset..offset + name.len();
                return self.window(name, at, trail, sink);
            }
            Stretch::Point(point) => self.point(*point, trail),
            Stretch::Range(a, b) => {
                let start = self.point(*a, trail).start;
                // Hours of one day are in it, and no later.
                let end = match a.day == b.day {
                    true => self.point(*b, trail).end,
                    false => self.end_of(*b, start, trail),
                };
                Window { start, end }
            }
            Stretch::Night(a, to) => {
                let start = self.point(*a, trail).start;
                let next = self.work.date(start).checked_add_days(Days::new(1));
                let end = self.part(next.unwrap_or_default(), Some(Clock::At(*to))).end;
                Window { start, end }
            }
            Stretch::UpTo(point) => {
                let end = self.point(*point, trail).end;
                let Some(start) = self.start else {
                    sink.push(Diagnostic::new(&codes::E026, trail.place()).with("field", "start"));
                    return None;
                };
                Window { start, end }
            }
        };
        if window.end < window.start {
            sink.push(Diagnostic::new(&codes::E043, trail.place()));
            return None;
        }
        Some(window)
    }

    /// Whether a time was never filled in (`xx月xx日`), which is said.
    pub(crate) fn is_blank(&self, text: &str, trail: &Trail<'_>, sink: &mut Sink) -> bool {
        let Some(at) = blank(text) else { return false };
        let part = text.get(at.clone()).unwrap_or_default();
        sink.push(
            Diagnostic::new(&codes::E050, trail.within(at))
                .with("kind", "blank")
                .with("text", part),
        );
        true
    }

    /// The window of that name, if it has its dates.
    pub(crate) fn window(
        &self,
        name: &str,
        at: std::ops::Range<usize>,
        trail: &Trail<'_>,
        sink: &mut Sink,
    ) -> Option<Window> {
        let found = self.windows.get(name);
        if let Some(named) = found {
            named.is_used.set(true);
        } else if let Some(mistake) = in_words(name, self.anchor.year()) {
            sink.mistake(trail, mistake.shifted(at.start));
        } else {
            let names = self.windows.keys().map(|n| &**n);
            sink.push(
                Diagnostic::new(&codes::E033, trail.within(at))
                    .with("name", name)
                    .suggest(near(name, names)),
            );
        }
        found.and_then(|named| named.window)
    }

    /// A due date rolled to a working day, its time of day kept.
    pub(crate) fn roll(&mut self, due: Instant, roll: Roll, trail: &Trail<'_>) -> Instant {
        if !roll.is_stay() {
            let date = self.work.end_date(due);
            self.count(date, roll.date(date, &self.work), trail);
        }
        roll.rolled(due, &self.work)
    }

    /// An instant so much later, working days counted as whole days.
    pub(crate) fn later(&mut self, from: Instant, lag: Span, trail: &Trail<'_>) -> Instant {
        if let Span::WorkDays(n) = lag {
            let date = self.work.end_date(from);
            let to = self.workdays(date, n, trail);
            let days = to.signed_duration_since(date).num_days();
            return self.work.forward(from, Span::Days(i32::try_from(days).unwrap_or_default()));
        }
        self.work.forward(from, lag)
    }

    /// A moment around a due date. One that names no time of day is at the begin of office hours.
    pub(crate) fn moment(&mut self, moment: Moment, due: Instant) -> Instant {
        let date = self.work.end_date(due);
        let date = match (moment.offset, moment.clock) {
            (Span::Minutes(n), None) if n != 0 => return due.plus_min(n),
            (Span::Minutes(_), _) => date,
            (Span::Days(n), _) => {
                date.checked_add_signed(chrono::TimeDelta::days(n.into())).unwrap_or(date)
            }
            (Span::WorkDays(n), _) => {
                let root = Trail::root(self.calendar_file);
                self.workdays(date, n, &root.field("calendar"))
            }
        };
        let clock = moment.clock.unwrap_or(Clock::At(self.work.calendar().office.am.0));
        self.part(date, Some(clock)).start
    }
}

/// Days by which a stretch over the end of a year may reach at most: a longer one is meant the other way round.
const ROUND_DAYS_MAX: i64 = 330;

/// A day of a year; the last of its month, where that is shorter.
pub(crate) fn day_of(year: i32, month: u32, day: u32) -> NaiveDate {
    let days = (1..=day).rev().filter_map(|day| NaiveDate::from_ymd_opt(year, month, day));
    days.into_iter().next().unwrap_or_default()
}

/// A day of every year in the year in which it is nearest to a date; of two as near the later.
pub(crate) fn nearest(to: NaiveDate, month: u32, day: u32) -> NaiveDate {
    let years = (to.year() - 1..=to.year() + 1).rev().map(|year| day_of(year, month, day));
    years.min_by_key(|date| date.signed_duration_since(to).num_days().abs()).unwrap_or(to)
}

/// A day of every year, the next from a date on; before that date, where the next is nearly a year away.
fn next(from: NaiveDate, month: u32, day: u32) -> NaiveDate {
    let this = day_of(from.year(), month, day);
    let next = day_of(from.year() + 1, month, day);
    let is_round = next.signed_duration_since(from).num_days() <= ROUND_DAYS_MAX;
    if this < from && is_round { next } else { this }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_day_of_every_year_is_the_nearest_to_d() {
        let date = |text: &str| -> NaiveDate { text.parse().unwrap() };
        for (d, month, day, found) in [
            ("2027-06-01", 6, 16, "2027-06-16"),
            ("2027-01-10", 12, 20, "2026-12-20"),
            ("2026-12-20", 1, 10, "2027-01-10"),
            ("2026-03-15", 2, 29, "2026-02-28"),
            ("2028-03-15", 2, 29, "2028-02-29"),
            // As far before D as after it.
            ("2028-07-02", 1, 1, "2029-01-01"),
        ] {
            assert_eq!(nearest(date(d), month, day), date(found), "{d} {month}-{day}");
        }
        for (from, month, day, found) in [
            ("2027-01-01", 12, 31, "2027-12-31"),
            ("2026-12-20", 1, 10, "2027-01-10"),
            ("2026-09-01", 6, 30, "2027-06-30"),
            ("2026-06-30", 6, 1, "2026-06-01"),
        ] {
            assert_eq!(next(date(from), month, day), date(found), "{from} {month}-{day}");
        }
    }
}
