//! When people do things: in office hours, some tenths of a working day sooner or later.

use chrono::{Days, NaiveDate, NaiveTime};
use wallchart_plan::WorkCalendar;
use wallchart_plan::expanded::Estimate;
use wallchart_plan::time::{DAY_MIN, Instant, Span};

/// Minutes in a tenth of a day at the office.
const TENTH_MIN: i64 = 42;
/// How far apart a unit looks at its tray, in minutes.
const STEP_MIN: u16 = 30;
/// Days looked at for a working one: longer than any holiday.
const DAYS_MAX: usize = 400;

/// The instant of a minute of a day.
pub(super) fn at_minute(calendar: &WorkCalendar, date: NaiveDate, min: u16) -> Instant {
    let time = NaiveTime::from_hms_opt(u32::from(min / 60), u32::from(min % 60), 0);
    calendar.instant(date.and_time(time.unwrap_or_default()))
}

/// The first time at or after `t` that a unit is at its desk and looks at its tray; `offset_min` sets units
/// apart.
pub(super) fn office(calendar: &WorkCalendar, t: Instant, offset_min: u16) -> Instant {
    let hours = calendar.calendar().office;
    let offset = offset_min % STEP_MIN;
    for date in calendar.date(t).iter_days().take(DAYS_MAX) {
        if !calendar.is_workday(date) {
            continue;
        }
        for (begin, end) in [hours.am, hours.pm] {
            let looks = (begin.saturating_add(offset)..end).step_by(usize::from(STEP_MIN));
            for at in looks.map(|min| at_minute(calendar, date, min)) {
                if at >= t {
                    return at;
                }
            }
        }
    }
    t
}

/// So many tenths of a working day after `t`, whatever the hour.
pub(super) fn after(calendar: &WorkCalendar, t: Instant, tenths: i64) -> Instant {
    let days = i32::try_from(tenths.max(0) / 10).unwrap_or(i32::MAX);
    let whole = if days > 0 { calendar.forward(t, Span::WorkDays(days)) } else { t };
    whole.plus_min(tenths.max(0) % 10 * TENTH_MIN)
}

/// So many tenths of a working day before `t`, whatever the hour.
pub(super) fn before(calendar: &WorkCalendar, t: Instant, tenths: i64) -> Instant {
    let days = i32::try_from(tenths.max(0) / 10).unwrap_or(i32::MAX);
    let whole = if days > 0 { calendar.backward(t, Span::WorkDays(days)) } else { t };
    whole.plus_min(-(tenths.max(0) % 10 * TENTH_MIN))
}

/// Working time between two instants, in tenths of a working day; negative when `to` is earlier.
pub(super) fn tenths_between(calendar: &WorkCalendar, from: Instant, to: Instant) -> i64 {
    calendar.workdays_between(calendar.date(from), calendar.date(to)).saturating_mul(10)
}

/// A length in tenths of a working day.
pub(super) fn tenths(span: Span) -> i64 {
    match span {
        Span::Minutes(n) => n / TENTH_MIN,
        Span::Days(n) => i64::from(n) * 50 / 7,
        Span::WorkDays(n) => i64::from(n) * 10,
    }
    .max(0)
}

/// The shortest and the longest that something takes, in tenths of a working day.
pub(super) fn range(takes: Estimate) -> (i64, i64) {
    let (min, max) = (tenths(takes.min), tenths(takes.max));
    (min.min(max), max.max(min))
}

/// The last minute of office hours of a day, a little before their end.
pub(super) fn evening(calendar: &WorkCalendar, date: NaiveDate) -> Instant {
    at_minute(calendar, date, calendar.calendar().office.pm.1.saturating_sub(STEP_MIN))
}

/// When office hours of a day begin.
pub(super) fn morning(calendar: &WorkCalendar, date: NaiveDate) -> Instant {
    at_minute(calendar, date, calendar.calendar().office.am.0)
}

/// Half a day or less.
pub(super) fn is_short(start: Instant, end: Instant) -> bool {
    end.since(start) <= DAY_MIN / 2
}

/// Working days from `from` on, the last beginning before `to`.
pub(super) fn workdays(calendar: &WorkCalendar, from: Instant, to: Instant) -> Vec<NaiveDate> {
    let last = calendar.end_date(to);
    let count = usize::try_from(last.signed_duration_since(calendar.date(from)).num_days() + 1);
    let dates = calendar.date(from).iter_days().take(count.unwrap_or(0).min(DAYS_MAX));
    dates.filter(|d| calendar.is_workday(*d)).collect()
}

/// The end of the day that lies `n` workdays after the day that `t` ends.
pub(super) fn workday_end(calendar: &WorkCalendar, t: Instant, n: i32) -> Instant {
    let day = calendar.workday_offset(calendar.end_date(t), n);
    calendar.day_start(day.checked_add_days(Days::new(1)).unwrap_or(day))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn calendar() -> WorkCalendar {
        let day = NaiveDate::from_ymd_opt(2026, 3, 15).unwrap();
        // Monday to Friday, in Shanghai.
        WorkCalendar::new(wallchart_campaign::testing::small().calendar, day)
    }

    fn at(text: &str) -> Instant {
        text.parse().unwrap()
    }

    #[test]
    fn people_look_at_their_trays_in_office_hours() {
        let c = calendar();
        let office = |text: &str| office(&c, at(text), 5).to_string();
        // 8:35 local, the same day; after noon, 14:05; after hours and on a Saturday, Monday.
        assert_eq!(office("2026-03-12T00:00:00Z"), "2026-03-12T00:35:00Z");
        assert_eq!(office("2026-03-12T04:01:00Z"), "2026-03-12T06:05:00Z");
        assert_eq!(office("2026-03-12T10:00:00Z"), "2026-03-13T00:35:00Z");
        assert_eq!(office("2026-03-14T02:00:00Z"), "2026-03-16T00:35:00Z");
    }

    #[test]
    fn tenths_skip_days_off() {
        let c = calendar();
        let friday = at("2026-03-13T02:00:00Z");
        assert_eq!(after(&c, friday, 10), at("2026-03-16T02:00:00Z"));
        assert_eq!(before(&c, at("2026-03-16T02:00:00Z"), 10), friday);
        assert_eq!(tenths_between(&c, friday, at("2026-03-17T02:00:00Z")), 20);
        assert_eq!(workdays(&c, friday, at("2026-03-17T02:00:00Z")).len(), 3);
    }
}
