//! Working time in a zone whose days all have 24 hours: [`WorkCalendar`]'s answers, looked up.
//!
//! Lengths in working time are whole workdays, so that all that has to be found is the workday that a
//! minute falls on and another one so many further: a table each way for the days that a plan can be
//! expected to reach, and counting for all others.
//!
//! [`WorkCalendar`]: wallchart_plan::WorkCalendar

use wallchart_plan::Instant;
use wallchart_plan::workdays::Workdays;

use super::time::{Clock, Length, Minute, Time, minute, pulled_back};

const DAY: i64 = 1440;
const DAY_MIN: Minute = 1440;

/// A calendar's workdays, days counted from 1970-01-01 in its zone.
#[derive(Debug)]
pub(crate) struct Working {
    /// Minutes that the zone is ahead of UTC.
    offset: i64,
    /// When the first day of the table begins.
    from: Minute,
    /// For every day of the table, twice the number of its workdays before it; one more when it is one.
    days: Vec<u32>,
    /// When each of the table's workdays begins.
    begins: Vec<Minute>,
    /// For what lies outside the table.
    workdays: Workdays,
}

/// A minute in working time: the number of workdays in the table before its day, and the minute of that
/// day, 0 when it isn't worked.
type Place = (i32, Minute);

impl Working {
    /// The workdays of a zone that is `offset` minutes ahead of UTC on every day; those from `reach`
    /// days before `around` to as many after are found fastest.
    pub(crate) fn new(workdays: Workdays, offset: i64, around: i64, reach: i64) -> Self {
        let (first, last) = (Workdays::held(around - reach), Workdays::held(around + reach));
        let begin = |day: i64| minute(Instant(day * DAY - offset));
        let mut days = Vec::with_capacity((last - first) as usize);
        let mut begins = Vec::new();
        let mut before = workdays.before(first);
        for day in first..last {
            let after = workdays.before(day + 1);
            let is_worked = after > before;
            days.push((begins.len() as u32) << 1 | u32::from(is_worked));
            if is_worked {
                begins.push(begin(day));
            }
            before = after;
        }
        Self { offset, from: begin(first), days, begins, workdays }
    }

    /// Where a minute lies, if the table has its day.
    #[inline]
    fn place(&self, t: Minute) -> Option<Place> {
        let since = t.wrapping_sub(self.from) as u32;
        let day = *self.days.get((since / DAY as u32) as usize)?;
        let minute = if day & 1 == 1 { (since % DAY as u32) as Minute } else { 0 };
        Some(((day >> 1) as i32, minute))
    }

    /// When a workday begins, if the table has it.
    #[inline]
    fn begin(&self, workday: i32) -> Option<Minute> {
        self.begins.get(workday as usize).copied()
    }

    /// The latest minute with so much working time before it.
    #[inline]
    fn begun(&self, (workday, min): Place) -> Option<Minute> {
        Some(self.begin(workday)? + min)
    }

    /// The earliest minute with so much working time before it.
    #[inline]
    fn ended(&self, (workday, min): Place) -> Option<Minute> {
        let (last, min) = if min == 0 { (workday - 1, DAY_MIN) } else { (workday, min) };
        Some(self.begin(last)? + min)
    }

    /// Minutes of working time before `t`.
    fn work(&self, t: Minute) -> i64 {
        let local = i64::from(t) + self.offset;
        let day = Workdays::held(local.div_euclid(DAY));
        let before = self.workdays.before(day);
        let is_worked = self.workdays.before(day + 1) > before;
        before * DAY + if is_worked { local.rem_euclid(DAY) } else { 0 }
    }

    #[cold]
    fn count_ended(&self, t: Minute, more: i64) -> Minute {
        let last = self.work(t) + more - 1;
        let day = self.workdays.day(last.div_euclid(DAY));
        minute(Instant(day * DAY + last.rem_euclid(DAY) + 1 - self.offset))
    }

    #[cold]
    fn count_begun(&self, t: Minute, more: i64) -> Minute {
        let work = self.work(t) + more;
        let day = self.workdays.day(work.div_euclid(DAY));
        minute(Instant(day * DAY + work.rem_euclid(DAY) - self.offset))
    }
}

impl Time for Working {
    #[inline]
    fn forward(&self, t: Minute, length: Length) -> Minute {
        if length.is_clock() {
            return Clock.forward(t, length);
        }
        let found = self.place(t).and_then(|(day, min)| self.ended((day + length.number(), min)));
        found.unwrap_or_else(|| self.count_ended(t, length.work()))
    }

    #[inline]
    fn backward(&self, t: Minute, length: Length) -> Minute {
        if length.is_clock() {
            return Clock.backward(t, length);
        }
        let found = self.place(t).and_then(|(day, min)| self.begun((day - length.number(), min)));
        found.unwrap_or_else(|| self.count_begun(t, -length.work()))
    }

    #[inline]
    fn first_start(&self, t: Minute, length: Length) -> Minute {
        if length.is_clock() {
            return t;
        }
        let found = self.place(t).and_then(|at| self.begun(at));
        found.unwrap_or_else(|| self.count_begun(t, 0).max(t))
    }

    #[inline]
    fn last_finish(&self, t: Minute, length: Length) -> Minute {
        if length.is_clock() {
            return t;
        }
        let found = self.place(t).and_then(|at| self.ended(at));
        found.unwrap_or_else(|| self.count_ended(t, 0)).min(t)
    }

    #[inline]
    fn run(&self, t: Minute, length: Length) -> (Minute, Minute) {
        if length.is_clock() {
            return (t, Clock.forward(t, length));
        }
        let found = self.place(t).and_then(|(day, min)| {
            Some((self.begun((day, min))?, self.ended((day + length.number(), min))?))
        });
        found.unwrap_or_else(|| (self.count_begun(t, 0).max(t), self.count_ended(t, length.work())))
    }

    #[inline]
    fn latest(&self, bound: Minute, length: Length, early_finish: Minute) -> (Minute, Minute) {
        if length.is_clock() {
            return (Clock.backward(bound, length), bound);
        }
        // Work that ends at the last minute of working time up to the bound begins where work that ends
        // at the bound does.
        let found = self.place(bound).and_then(|(day, min)| {
            Some((self.begun((day - length.number(), min))?, self.ended((day, min))?))
        });
        match found {
            Some((begin, end)) if end >= early_finish => (begin, end),
            _ => {
                let end = pulled_back(self, length, bound, early_finish);
                (self.backward(end, length), end)
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use chrono::{NaiveDate, TimeDelta};
    use proptest::prelude::*;
    use wallchart_plan::{Calendar, Span, WorkCalendar};

    /// A table that ends where a few days more are asked for, so that both ways are taken.
    fn narrow(off: &[i64], makeup: &[i64]) -> (Working, WorkCalendar) {
        let first = NaiveDate::from_ymd_opt(2026, 1, 1).unwrap();
        let mut calendar = Calendar::weekdays(chrono_tz::Asia::Shanghai);
        calendar.off = off.iter().map(|d| first + TimeDelta::days(*d)).collect();
        calendar.makeup = makeup.iter().map(|d| first + TimeDelta::days(*d)).collect();
        let calendar = WorkCalendar::new(calendar, first);
        let around = wallchart_plan::calendar::day_number(first) + 30;
        let offset = calendar.fixed_offset_min().unwrap();
        (Working::new(calendar.workdays().clone(), offset, around, 40), calendar)
    }

    fn moment() -> impl Strategy<Value = Minute> {
        let first = 29_452_320;
        prop_oneof![
            (-30i32..100).prop_map(move |d| first - 480 + d * 1440),
            (-30i32 * 1440..100 * 1440).prop_map(move |m| first + m),
            Just(super::super::time::NEVER),
            Just(super::super::time::ENDLESS),
            any::<i32>(),
        ]
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(2000))]
        #[test]
        fn looked_up_or_counted_it_is_the_calendar_that_answers(
            off in prop::collection::vec(-20i64..90, 0..30),
            makeup in prop::collection::vec(-20i64..90, 0..30),
            t in moment(),
            early in moment(),
            n in -9i32..60,
        ) {
            let (working, calendar) = narrow(&off, &makeup);
            let length = Length::of(Span::WorkDays(n), true);
            // The zone had clock changes once, which the table knows nothing of.
            let near = (29_000_000..30_000_000).contains(&t);
            if near {
                prop_assert_eq!(working.forward(t, length), Time::forward(&calendar, t, length));
                prop_assert_eq!(working.backward(t, length), Time::backward(&calendar, t, length));
                prop_assert_eq!(
                    working.first_start(t, length), Time::first_start(&calendar, t, length)
                );
                prop_assert_eq!(
                    working.last_finish(t, length), Time::last_finish(&calendar, t, length)
                );
            }
            if n >= 0 {
                let begin = working.first_start(t, length);
                prop_assert_eq!(working.run(t, length), (begin, working.forward(begin, length)));
            }
            let end = pulled_back(&working, length, t, early);
            let latest = (working.backward(end, length), end);
            prop_assert_eq!(working.latest(t, length, early), latest);
        }
    }
}
