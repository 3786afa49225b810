//! Working calendars: which days are worked, and arithmetic in working days.
//!
//! The rule is that of the State Council General Office's yearly notices: a day is worked when it is a
//! make-up workday (班), or a Monday to Friday that is not a day off (休). Years without a notice fall
//! back to Monday to Friday, and [`Calendar::announced`] says that they do (未公布).
//!
//! Working time runs through the whole of a workday, 24 hours of it, and stands still on other days, so
//! `5wd` from any instant ends five workdays of such time later. That makes every operation here
//! monotone, which the passes rely on.

use std::collections::BTreeSet;

use chrono::{Datelike, Days, NaiveDate, NaiveDateTime, NaiveTime, Offset, TimeZone, Weekday};
use chrono_tz::Tz;
use serde::{Deserialize, Serialize};

use crate::time::{DAY_MIN, Instant, Span};
use crate::workdays::Workdays;

/// What a campaign knows of its calendar; stored with it, so that a later notice changes no old campaign.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Calendar {
    /// The zone in which dates are civil.
    pub zone: Tz,
    /// Years with a published notice.
    pub announced: BTreeSet<i32>,
    /// Days off (休), weekends that belong to a holiday included.
    pub off: BTreeSet<NaiveDate>,
    /// Weekend days that are worked (班).
    pub makeup: BTreeSet<NaiveDate>,
    /// Office hours.
    pub office: Office,
}

/// Office hours, in minutes after midnight.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Office {
    /// The morning (上午): begin and end.
    pub am: (u16, u16),
    /// The afternoon (下午): begin and end. Noon (中午) is what lies between.
    pub pm: (u16, u16),
}

impl Default for Office {
    /// 08:30–12:00 and 14:00–17:30, the usual hours.
    fn default() -> Self {
        Self { am: (510, 720), pm: (840, 1050) }
    }
}

impl Calendar {
    /// Monday to Friday, every year unannounced.
    pub fn weekdays(zone: Tz) -> Self {
        Self {
            zone,
            announced: BTreeSet::new(),
            off: BTreeSet::new(),
            makeup: BTreeSet::new(),
            office: Office::default(),
        }
    }

    /// Whether the date is worked.
    pub fn is_workday(&self, date: NaiveDate) -> bool {
        self.makeup.contains(&date)
            || (!matches!(date.weekday(), Weekday::Sat | Weekday::Sun) && !self.off.contains(&date))
    }
}

/// A calendar made ready for fast arithmetic, from 1970 to 2199. Times outside are held at the ends.
#[derive(Debug, Clone)]
pub struct WorkCalendar {
    calendar: Calendar,
    workdays: Workdays,
    /// Day numbers between which the zone's offset is constant, and that offset in minutes.
    steady: (i64, i64, i64),
    around: i64,
}

/// How far around its date a [`WorkCalendar`] looks for changes of the zone's offset, in weeks.
const WEEKS_BACK: i64 = 10 * 52;
const WEEKS_ON: i64 = 60 * 52;

impl WorkCalendar {
    /// Prepares the calendar. `around` is a date in the middle of what will be asked most: answers near
    /// it are fastest.
    pub fn new(calendar: Calendar, around: NaiveDate) -> Self {
        let workdays = Workdays::new(&calendar);
        let steady = steady_offset(calendar.zone, day_number(around));
        Self { calendar, workdays, steady, around: day_number(around) }
    }

    /// The calendar this was made from.
    pub fn calendar(&self) -> &Calendar {
        &self.calendar
    }

    /// The days that are worked.
    pub fn workdays(&self) -> &Workdays {
        &self.workdays
    }

    /// How many minutes the zone is ahead of UTC, if it is so from ten years before the date that the
    /// calendar was made around to sixty after: civil days have 24 hours then.
    pub fn fixed_offset_min(&self) -> Option<i64> {
        let (from, to, offset) = self.steady;
        let whole = from <= self.around - WEEKS_BACK * 7 && to >= self.around + WEEKS_ON * 7;
        whole.then_some(offset)
    }

    /// The civil date and time of an instant, in the campaign's zone.
    pub fn local(&self, t: Instant) -> NaiveDateTime {
        let (from, to, offset) = self.steady;
        if t.0 >= from * DAY_MIN && t.0 < to * DAY_MIN {
            return t.plus_min(offset).utc();
        }
        let utc = t.utc();
        utc + self.calendar.zone.offset_from_utc_datetime(&utc).fix()
    }

    /// The instant of a civil date and time. One that a clock change skips is moved past the gap; of one
    /// that happens twice the first is meant.
    pub fn instant(&self, local: NaiveDateTime) -> Instant {
        let (from, to, offset) = self.steady;
        let naive = Instant::from_utc(local);
        if naive.0 >= (from + 2) * DAY_MIN && naive.0 < (to - 2) * DAY_MIN {
            return naive.plus_min(-offset);
        }
        for skipped_min in [0, 30, 60, 90, 120, 180] {
            let probe = local + chrono::TimeDelta::minutes(skipped_min);
            if let Some(found) = self.calendar.zone.from_local_datetime(&probe).earliest() {
                return Instant::from_utc(found.naive_utc());
            }
        }
        naive
    }

    /// The instant at which a civil day begins.
    pub fn day_start(&self, date: NaiveDate) -> Instant {
        self.instant(date.and_time(NaiveTime::MIN))
    }

    /// The instant at which a civil day is over: its 24:00, the next day's 00:00.
    pub fn day_end(&self, date: NaiveDate) -> Instant {
        self.day_start(date.checked_add_days(Days::new(1)).unwrap_or(date))
    }

    /// The civil day that an instant falls on when it begins something.
    pub fn date(&self, t: Instant) -> NaiveDate {
        self.local(t).date()
    }

    /// The civil day that an instant falls on when it ends something: 24:00 belongs to the day it ends.
    pub fn end_date(&self, t: Instant) -> NaiveDate {
        self.local(t.plus_min(-1)).date()
    }

    /// Whether the date is worked.
    pub fn is_workday(&self, date: NaiveDate) -> bool {
        self.calendar.is_workday(date)
    }

    /// The date `n` workdays away: the n-th workday strictly after (or, for negative `n`, strictly
    /// before) `date`; the date itself for 0.
    pub fn workday_offset(&self, date: NaiveDate, n: i32) -> NaiveDate {
        if n == 0 {
            return date;
        }
        let day = Workdays::held(day_number(date));
        let index = if n > 0 {
            self.workdays.before(day + 1) + i64::from(n) - 1
        } else {
            self.workdays.before(day) + i64::from(n)
        };
        date_of(self.workdays.day(index))
    }

    /// The first workday on or after the date.
    pub fn next_workday(&self, date: NaiveDate) -> NaiveDate {
        if self.is_workday(date) { date } else { self.workday_offset(date, 1) }
    }

    /// The last workday on or before the date.
    pub fn previous_workday(&self, date: NaiveDate) -> NaiveDate {
        if self.is_workday(date) { date } else { self.workday_offset(date, -1) }
    }

    /// How many workdays lie in `[from, to)`; negative when `to` is earlier.
    pub fn workdays_between(&self, from: NaiveDate, to: NaiveDate) -> i64 {
        let at = |d: NaiveDate| self.workdays.before(day_number(d));
        at(to) - at(from)
    }

    /// The earliest instant at which work of length `span`, begun at `t`, is done.
    pub fn forward(&self, t: Instant, span: Span) -> Instant {
        match span {
            Span::Minutes(n) => t.plus_min(n),
            Span::Days(n) => self.shift_days(t, n),
            Span::WorkDays(0) => t,
            Span::WorkDays(n) => {
                self.ended_after(self.work_min(t).saturating_add(i64::from(n) * DAY_MIN))
            }
        }
    }

    /// The latest instant at which work of length `span` can begin to be done by `t`.
    pub fn backward(&self, t: Instant, span: Span) -> Instant {
        match span {
            Span::Minutes(n) => t.plus_min(n.saturating_neg()),
            Span::Days(n) => self.shift_days(t, n.saturating_neg()),
            Span::WorkDays(0) => t,
            Span::WorkDays(n) => {
                self.begun_after(self.work_min(t).saturating_sub(i64::from(n) * DAY_MIN))
            }
        }
    }

    /// The first instant from `t` on at which work counted in `span`'s unit can begin.
    pub fn first_start(&self, t: Instant, span: Span) -> Instant {
        match span {
            Span::WorkDays(n) if n != 0 => self.begun_after(self.work_min(t)).max(t),
            _ => t,
        }
    }

    /// The last instant up to `t` at which work counted in `span`'s unit can end.
    pub fn last_finish(&self, t: Instant, span: Span) -> Instant {
        match span {
            Span::WorkDays(n) if n != 0 => self.ended_after(self.work_min(t)).min(t),
            _ => t,
        }
    }

    fn shift_days(&self, t: Instant, days: i32) -> Instant {
        let (from, to, _) = self.steady;
        let moved = t.plus_min(i64::from(days) * DAY_MIN);
        if t.0.min(moved.0) >= from * DAY_MIN && t.0.max(moved.0) < to * DAY_MIN {
            return moved;
        }
        let moved = self.local(t).checked_add_signed(chrono::TimeDelta::days(days.into()));
        let end = Instant(if days < 0 { i64::MIN } else { i64::MAX });
        self.instant(moved.unwrap_or_else(|| end.utc()))
    }

    /// Minutes of working time before `t`.
    fn work_min(&self, t: Instant) -> i64 {
        let (day, minute) = self.split(t);
        let day = Workdays::held(day);
        let before = self.workdays.before(day);
        let is_worked = self.workdays.before(day + 1) > before;
        before * DAY_MIN + if is_worked { minute } else { 0 }
    }

    /// The earliest instant with `work` minutes of working time before it.
    fn ended_after(&self, work: i64) -> Instant {
        let last = work - 1;
        self.join(self.workdays.day(last.div_euclid(DAY_MIN)), last.rem_euclid(DAY_MIN) + 1)
    }

    /// The latest instant with `work` minutes of working time before it.
    fn begun_after(&self, work: i64) -> Instant {
        self.join(self.workdays.day(work.div_euclid(DAY_MIN)), work.rem_euclid(DAY_MIN))
    }

    /// Day number and minute of the civil day.
    fn split(&self, t: Instant) -> (i64, i64) {
        let (from, to, offset) = self.steady;
        if t.0 >= from * DAY_MIN && t.0 < to * DAY_MIN {
            let local = t.0 + offset;
            return (local.div_euclid(DAY_MIN), local.rem_euclid(DAY_MIN));
        }
        let local = Instant::from_utc(self.local(t)).0;
        (local.div_euclid(DAY_MIN), local.rem_euclid(DAY_MIN))
    }

    fn join(&self, day: i64, minute: i64) -> Instant {
        let (from, to, offset) = self.steady;
        if day > from + 1 && day < to - 1 {
            return Instant(day * DAY_MIN + minute - offset);
        }
        self.instant(Instant(day * DAY_MIN + minute).utc())
    }
}

/// The date's number of days since 1970-01-01.
pub fn day_number(date: NaiveDate) -> i64 {
    date.signed_duration_since(NaiveDate::default()).num_days()
}

fn date_of(day: i64) -> NaiveDate {
    Instant(day * DAY_MIN).utc().date()
}

/// The longest stretch of days around `day`, up to [`WEEKS_BACK`] and [`WEEKS_ON`], with one offset from
/// UTC. No zone keeps an offset for less than a week in the years around any campaign; tests look.
fn steady_offset(zone: Tz, day: i64) -> (i64, i64, i64) {
    let offset = |day: i64| {
        let utc = Instant(day * DAY_MIN).utc();
        i64::from(zone.offset_from_utc_datetime(&utc).fix().local_minus_utc()) / 60
    };
    let here = offset(day);
    // The first day that way with another offset, found within the first week that ends in one.
    let change = |way: i64, weeks: i64| {
        let week = (1..=weeks).find(|w| offset(day + way * w * 7) != here)?;
        (week * 7 - 6..=week * 7).map(|d| day + way * d).find(|d| offset(*d) != here)
    };
    let to = change(1, WEEKS_ON).map_or(day + WEEKS_ON * 7, |d| d - 1);
    let from = change(-1, WEEKS_BACK).map_or(day - WEEKS_BACK * 7, |d| d + 2);
    if from >= to { (0, 0, 0) } else { (from, to, here) }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn date(s: &str) -> NaiveDate {
        s.parse().unwrap()
    }

    /// 2026: Spring Festival off 02-15 to 02-23, worked on the Saturdays 02-14 and 02-28.
    fn china() -> WorkCalendar {
        let mut calendar = Calendar::weekdays(chrono_tz::Asia::Shanghai);
        calendar.off = (15..=23).map(|d| date(&format!("2026-02-{d}"))).collect();
        calendar.makeup = [date("2026-02-14"), date("2026-02-28")].into();
        WorkCalendar::new(calendar, date("2026-03-15"))
    }

    fn at(c: &WorkCalendar, s: &str) -> Instant {
        c.instant(NaiveDateTime::parse_from_str(s, "%Y-%m-%d %H:%M").unwrap())
    }

    #[test]
    fn no_zone_changes_its_offset_where_it_is_held_to_be_steady() {
        for zone in chrono_tz::TZ_VARIANTS {
            for around in ["2013-07-30", "2026-03-15", "2038-12-01"] {
                let (from, to, offset) = steady_offset(zone, day_number(date(around)));
                let at = |d: i64| zone.offset_from_utc_datetime(&Instant(d * DAY_MIN).utc()).fix();
                let other =
                    (from..=to).find(|d| i64::from(at(*d).local_minus_utc()) / 60 != offset);
                assert!(from == to || other.is_none(), "{zone} around {around}: {other:?}");
            }
        }
    }

    #[test]
    fn workdays_are_counted_strictly_from_the_date() {
        let c = china();
        let d = date("2026-03-15");
        assert_eq!(c.workday_offset(d, -1), date("2026-03-13"));
        assert_eq!(c.workday_offset(d, 1), date("2026-03-16"));
        assert_eq!(c.workday_offset(d, -10), date("2026-03-02"));
        assert_eq!(c.workday_offset(d, -11), date("2026-02-28"));
        assert_eq!(c.workday_offset(d, -16), date("2026-02-14"));
        assert_eq!(c.workday_offset(d, 0), d);
    }

    #[test]
    fn working_time_stands_still_on_days_off() {
        let c = china();
        let end = c.day_end(date("2026-02-14"));
        assert_eq!(c.forward(end, Span::WorkDays(1)), c.day_end(date("2026-02-24")));
        assert_eq!(c.first_start(end, Span::WorkDays(1)), c.day_start(date("2026-02-24")));
        assert_eq!(c.last_finish(c.day_end(date("2026-02-20")), Span::WorkDays(1)), end);
        assert_eq!(
            c.backward(c.day_end(date("2026-02-24")), Span::WorkDays(1)),
            c.day_start(date("2026-02-24"))
        );
        assert_eq!(
            c.forward(at(&c, "2026-03-13 11:30"), Span::WorkDays(1)),
            at(&c, "2026-03-16 11:30")
        );
        assert_eq!(
            c.forward(at(&c, "2026-03-13 11:30"), Span::Days(1)),
            at(&c, "2026-03-14 11:30")
        );
    }

    #[test]
    fn forward_and_backward_agree() {
        let c = china();
        for hour in 0..24 * 60 {
            let t = at(&c, "2026-02-01 00:00").plus_min(hour * 60);
            for span in [Span::WorkDays(1), Span::WorkDays(7), Span::Days(3), Span::Minutes(90)] {
                let end = c.forward(t, span);
                let start = c.backward(end, span);
                assert!(start >= t, "{t} {span}");
                assert_eq!(c.forward(start, span), end, "{t} {span}");
            }
        }
    }

    #[test]
    fn a_zone_with_clock_changes_keeps_civil_days() {
        let c =
            WorkCalendar::new(Calendar::weekdays(chrono_tz::Europe::Berlin), date("2026-03-15"));
        let start = c.day_start(date("2026-03-28"));
        assert_eq!(c.forward(start, Span::Days(2)), c.day_start(date("2026-03-30")));
        assert_eq!(c.day_end(date("2026-03-29")).since(c.day_start(date("2026-03-29"))), 23 * 60);
        assert_eq!(
            c.local(c.day_start(date("2026-10-26"))),
            date("2026-10-26").and_time(NaiveTime::MIN)
        );
    }
}
