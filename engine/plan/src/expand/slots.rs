//! The times at which one task comes up: once, on each day of a recurrence, or at each point of a series.

use std::rc::Rc;

use chrono::{Datelike, Days as ChronoDays, NaiveDate};

use super::timeline::Timeline;
use super::{Expander, Window, recurring};
use crate::codes;
use crate::diagnostic::Diagnostic;
use crate::expanded::Timing;
use crate::grammar::every::{Days, Each, Every, Recurrence, every};
use crate::grammar::time::{Clock, Due, Point, Stretch, due, stretch};
use crate::limits::OCCURRENCES_MAX;
use crate::report::{Sink, Trail, beyond};
use crate::source::schema::TaskSource;
use crate::source::value::{Entries, Text};
use crate::time::Instant;

/// One time at which a task comes up.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Slot {
    /// Its label in a series.
    pub(crate) label: Option<Text>,
    /// Its date in a recurrence.
    pub(crate) date: Option<NaiveDate>,
    pub(crate) timing: Timing,
    pub(crate) due: Option<Instant>,
}

impl Slot {
    /// Whether a sentence means this slot by that key: a label, or a date as paths write it.
    pub(crate) fn is_called(&self, key: &str) -> bool {
        self.label.as_deref() == Some(key) || self.date.is_some_and(|d| d.to_string() == key)
    }
}

impl Expander<'_> {
    /// The slots of a task. Never empty.
    pub(crate) fn slots(
        &mut self,
        source: &TaskSource,
        trail: &Trail<'_>,
        sink: &mut Sink,
    ) -> Rc<[Slot]> {
        exclusive(source, trail, sink);
        let mut slots = if let Some(text) = &source.every {
            self.time.recurrence(text, &trail.field("every"), sink)
        } else if !source.series.is_empty() {
            self.time.series(&source.series, &trail.field("series"), sink)
        } else {
            Vec::new()
        };
        if slots.is_empty() {
            slots.push(self.time.once(source, trail, sink));
        }
        slots.into()
    }
}

/// Says so where a task has its dates from two fields.
fn exclusive(source: &TaskSource, trail: &Trail<'_>, sink: &mut Sink) {
    let written = [
        ("every", source.every.is_some()),
        ("series", !source.series.is_empty()),
        ("when", source.when.is_some()),
        ("pick", source.pick.is_some()),
    ];
    let mut written = written.iter().filter(|(_, is)| *is).map(|(name, _)| *name);
    let Some(first) = written.next() else { return };
    let also_due = (matches!(first, "every" | "series") && source.due.is_some()).then_some("due");
    for other in written.chain(also_due) {
        sink.push(
            Diagnostic::new(&codes::E054, trail.field(other).name())
                .with("field", other)
                .with("other", first)
                .also(trail.field(first).name(), wallchart_words::ids::NOTE_OTHER),
        );
    }
}

impl Timeline {
    fn once(&mut self, source: &TaskSource, trail: &Trail<'_>, sink: &mut Sink) -> Slot {
        let mut slot = Slot { label: None, date: None, timing: Timing::Flow, due: None };
        if let Some(text) = &source.pick {
            if let Some(w) = self.window_of(text, &trail.field("pick"), sink) {
                slot.timing = Timing::Pick { start: w.start, end: w.end };
                slot.due = Some(w.end);
            }
        } else if let Some(text) = &source.when
            && let Some(w) = self.window_of(text, &trail.field("when"), sink)
        {
            slot.timing = Timing::Fixed { start: w.start, end: w.end };
            // What took place still has to be reported: there is the rest of the day for it.
            slot.due = Some(self.work.day_end(self.work.end_date(w.end.max(w.start.plus_min(1)))));
        }
        if let Some(text) = &source.due {
            let field = trail.field("due");
            if self.is_blank(text, &field, sink) {
                return slot;
            }
            match sink.check(&field, due(text)) {
                Some(Due::Point(point, roll)) => {
                    let end = self.point(point, &field).end;
                    slot.due = Some(self.roll(end, roll, &field));
                }
                Some(Due::Window(name, by, roll)) => {
                    let window = self.window(&name, 0..name.len(), &field, sink);
                    slot.due = window.map(|w| {
                        let end = self.later(w.end, by, &field);
                        self.roll(end, roll, &field)
                    });
                }
                // Worked out when all tasks have their dates.
                Some(Due::After { .. }) | None => slot.due = None,
            }
        }
        slot
    }

    fn window_of(&mut self, text: &str, trail: &Trail<'_>, sink: &mut Sink) -> Option<Window> {
        if self.is_blank(text, trail, sink) {
            return None;
        }
        let read = sink.check(trail, stretch(text))?;
        self.stretch(&read, 0, trail, sink)
    }

    fn series(&mut self, entries: &Entries<Text>, trail: &Trail<'_>, sink: &mut Sink) -> Vec<Slot> {
        let mut out = Vec::new();
        for (label, text) in entries.iter() {
            let trail = trail.key(label);
            crate::names::check_id(label, &trail, sink);
            if self.is_blank(text, &trail, sink) {
                continue;
            }
            let Some(time) = sink.check(&trail, stretch(text)) else { continue };
            if matches!(time, Stretch::UpTo(_) | Stretch::Window(_)) {
                let found = Diagnostic::new(&codes::E040, trail.place());
                sink.push(found.with("text", &**text));
                continue;
            }
            let Some(w) = self.stretch(&time, 0, &trail, sink) else { continue };
            let timing = Timing::Fixed { start: w.start, end: w.end };
            let due = Some(self.due_of(&time, w));
            out.push(Slot { label: Some(label.clone()), date: None, timing, due });
        }
        out
    }

    fn recurrence(&mut self, text: &str, trail: &Trail<'_>, sink: &mut Sink) -> Vec<Slot> {
        if self.is_blank(text, trail, sink) {
            return Vec::new();
        }
        let every = match sink.check(trail, every(text)) {
            Some(Every::In(every)) => every,
            Some(Every::On(times)) => return self.dates(&times, trail, sink),
            None => return Vec::new(),
        };
        let Some(window) = self.stretch(&every.window, every.window_at, trail, sink) else {
            return Vec::new();
        };
        let first = self.work.date(window.start);
        let last = self.work.end_date(window.end).max(first);
        if matches!(every.days, Days::Workdays | Days::Monthly(_, Each::Workday)) {
            self.count(first, last, trail);
        }
        let days = recurring::days(&every, first, last, &self.work);
        let out: Vec<Slot> =
            days.into_iter().flat_map(|date| self.occurrences(&every, date, last)).collect();
        if out.len() > OCCURRENCES_MAX {
            sink.push(beyond(trail.place(), "occurrences", out.len(), OCCURRENCES_MAX));
            return Vec::new();
        }
        if out.is_empty() {
            sink.push(Diagnostic::new(&codes::E064, trail.place()).with("text", text));
        }
        out
    }

    /// A slot for each of several dates.
    fn dates(
        &mut self,
        times: &[(Stretch, usize)],
        trail: &Trail<'_>,
        sink: &mut Sink,
    ) -> Vec<Slot> {
        let mut out: Vec<Slot> = Vec::new();
        for (time, at) in times {
            let Some(w) = self.stretch(time, *at, trail, sink) else { continue };
            let date = self.work.date(w.start);
            // Occurrences are told apart by their dates.
            if out.iter().any(|slot| slot.date == Some(date)) {
                let found = Diagnostic::new(&codes::E092, trail.at_bytes(*at..*at + 1).place());
                sink.push(found.with("date", date.to_string()));
                continue;
            }
            let timing = Timing::Fixed { start: w.start, end: w.end };
            out.push(Slot {
                label: None,
                date: Some(date),
                timing,
                due: Some(self.due_of(time, w)),
            });
        }
        out.sort_by_key(|slot| slot.date);
        out
    }

    /// A moment is that by which it is due; what takes hours or days still has to be reported on the last of them.
    fn due_of(&self, time: &Stretch, w: Window) -> Instant {
        match time {
            Stretch::Point(point) if is_moment(*point) => w.end,
            _ => self.part(self.work.end_date(w.end), None).end,
        }
    }

    /// The occurrences that begin on the date: one at most, but where the unit chooses the days of a week.
    fn occurrences(&self, every: &Recurrence, date: NaiveDate, last: NaiveDate) -> Vec<Slot> {
        let to_sunday = 6 - u64::from(date.weekday().num_days_from_monday());
        let to_sunday = to_sunday + 7 * u64::from(every.weeks - 1);
        let end_day = match every.days {
            Days::Weeks | Days::PerWeek(_) => {
                let sunday = date.checked_add_days(ChronoDays::new(to_sunday));
                sunday.unwrap_or(last).min(last)
            }
            _ => date,
        };
        let end = self.part(end_day, every.clock).end;
        let start = self.work.day_start(date);
        let slot = |label, timing| Slot { label, date: Some(date), timing, due: Some(end) };
        if let Some(to) = every.to {
            // A time of day is that by which it is due; hours are those in which it takes place.
            let goes_on = self.part(date, Some(Clock::At(to))).end <= end;
            let next = date.checked_add_days(ChronoDays::new(u64::from(goes_on))).unwrap_or(date);
            let over = self.part(next, Some(Clock::At(to))).end;
            let due = Some(self.work.day_end(self.work.end_date(over)));
            let timing = Timing::Fixed { start: end, end: over };
            return vec![Slot { label: None, date: Some(date), timing, due }];
        }
        let Days::PerWeek(times) = every.days else {
            return vec![slot(None, Timing::Fixed { start, end })];
        };
        // A week that the window cuts short has room for as many as it has days.
        let days = end_day.signed_duration_since(date).num_days() + 1;
        let times = times.min(u32::try_from(days).unwrap_or(times));
        let labels = (1..=times).map(|n| Text::from(n.to_string().as_str()));
        labels.map(|label| slot(Some(label), Timing::Pick { start, end })).collect()
    }
}

fn is_moment(point: Point) -> bool {
    matches!(point.clock, Some(Clock::At(_)))
}
