//! Times of a playbook, and when they are once it has started.

use serde::{Deserialize, Serialize};

use crate::calendar::WorkCalendar;
use crate::ids::TaskNo;
use crate::time::{Instant, Span};

/// When a task of a playbook is due.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum PlayDue {
    /// At that time.
    At(PlayPoint),
    /// So long after another task of the playbook is due.
    After {
        /// Which.
        on: TaskNo,
        /// How long after.
        lag: Span,
    },
}

/// A point in time that may hang on the start T of a play.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum PlayPoint {
    /// The same for every play.
    Fixed(Instant),
    /// So long after T: clock time to the minute, days to the time given or to their end. No working days
    /// after T is the working day of T; the next one, where T is later than that or on a day off.
    FromStart {
        /// How long after.
        span: Span,
        /// Minutes after midnight of the day it falls on.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        clock: Option<u16>,
    },
}

/// A moment around a due date.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Around {
    /// How long after it; negative is before.
    pub offset: Span,
    /// Minutes after midnight of that day; of lengths in clock time, the very minute when absent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub clock: Option<u16>,
}

impl PlayPoint {
    /// When that is in a play that started at `t`.
    pub fn at(self, t: Instant, work: &WorkCalendar) -> Instant {
        let PlayPoint::FromStart { span, clock } = self else {
            let PlayPoint::Fixed(at) = self else { return t };
            return at;
        };
        if let (Span::Minutes(n), None) = (span, clock) {
            return t.plus_min(n);
        }
        let date = work.date(t);
        if span == Span::WorkDays(0) {
            let today = on_day(date, clock, work);
            let still = work.is_workday(date) && t <= today;
            let next = if still { date } else { work.workday_offset(date, 1) };
            return on_day(next, clock, work);
        }
        on_day(later_day(date, span, work), clock, work)
    }
}

impl Around {
    /// When that is around a due date.
    pub fn at(self, due: Instant, work: &WorkCalendar) -> Instant {
        if let (Span::Minutes(n), None) = (self.offset, self.clock) {
            return due.plus_min(n);
        }
        on_day(later_day(work.end_date(due), self.offset, work), self.clock, work)
    }
}

/// A due date so much later, days counted by their dates.
pub(crate) fn later(due: Instant, lag: Span, work: &WorkCalendar) -> Instant {
    match lag {
        Span::Minutes(n) => due.plus_min(n),
        days => {
            let date = work.end_date(due);
            let moved = later_day(date, days, work).signed_duration_since(date).num_days();
            work.forward(due, Span::Days(i32::try_from(moved).unwrap_or_default()))
        }
    }
}

fn later_day(date: chrono::NaiveDate, span: Span, work: &WorkCalendar) -> chrono::NaiveDate {
    match span {
        Span::Minutes(_) => date,
        Span::Days(n) => date.checked_add_signed(chrono::TimeDelta::days(n.into())).unwrap_or(date),
        Span::WorkDays(n) => work.workday_offset(date, n),
    }
}

fn on_day(date: chrono::NaiveDate, clock: Option<u16>, work: &WorkCalendar) -> Instant {
    let local = clock.and_then(|m| date.and_hms_opt(u32::from(m) / 60, u32::from(m) % 60, 0));
    local.map_or_else(|| work.day_end(date), |local| work.instant(local))
}

#[cfg(test)]
mod tests {
    use chrono::NaiveDate;

    use super::*;
    use crate::calendar::Calendar;

    #[test]
    fn what_comes_in_after_hours_belongs_to_the_next_working_day() {
        let anchor = NaiveDate::from_ymd_opt(2026, 3, 15).unwrap();
        let work = WorkCalendar::new(Calendar::weekdays(chrono_tz::Asia::Shanghai), anchor);
        let at = |text: &str| {
            work.instant(chrono::NaiveDateTime::parse_from_str(text, "%Y-%m-%d %H:%M").unwrap())
        };
        let due = |clock| PlayPoint::FromStart { span: Span::WorkDays(0), clock };
        // The 13th is a Friday.
        for (start, by) in [
            ("2026-03-13 08:00", "2026-03-13 18:00"),
            ("2026-03-13 18:00", "2026-03-13 18:00"),
            ("2026-03-13 18:01", "2026-03-16 18:00"),
            ("2026-03-14 09:00", "2026-03-16 18:00"),
            ("2026-03-15 23:59", "2026-03-16 18:00"),
        ] {
            assert_eq!(due(Some(18 * 60)).at(at(start), &work), at(by), "{start}");
        }
        assert_eq!(due(None).at(at("2026-03-13 23:59"), &work), at("2026-03-14 00:00"));
        assert_eq!(due(None).at(at("2026-03-14 00:00"), &work), at("2026-03-17 00:00"));
    }
}
