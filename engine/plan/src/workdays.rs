//! Which days are worked, counted in closed form: the week's rule and a short list of exceptions to it.

use chrono::NaiveDate;

use crate::calendar::{Calendar, day_number};

/// Days covered: 1970-01-01 up to 2200-01-01. Days outside are held at the ends.
const LAST_DAY: i64 = 84_006;

/// Workdays from 1970-01-01 up to 2200-01-01; days are counted from 1970-01-01, in no zone.
#[derive(Debug, Clone)]
pub struct Workdays {
    /// Weekdays off and weekend days worked, in order.
    exceptions: Vec<Exception>,
    /// How many workdays there are.
    all: i64,
}

/// A day that is not what its weekday says.
#[derive(Debug, Clone, Copy)]
struct Exception {
    day: i64,
    /// Workdays up to it, itself included.
    through: i64,
    /// By how much the days up to it, itself included, hold more workdays than weekdays.
    extra: i64,
}

impl Workdays {
    /// The workdays of a calendar.
    pub fn new(calendar: &Calendar) -> Self {
        let listed = |date: &NaiveDate| {
            let day = day_number(*date);
            let is_worked = calendar.is_workday(*date);
            ((0..LAST_DAY).contains(&day) && is_worked != is_weekday(day))
                .then_some((day, is_worked))
        };
        let mut days: Vec<(i64, bool)> =
            calendar.off.iter().chain(&calendar.makeup).filter_map(listed).collect();
        days.sort_unstable();
        days.dedup();
        let mut extra = 0;
        let exceptions = days.into_iter().map(|(day, is_worked)| {
            extra += if is_worked { 1 } else { -1 };
            Exception { day, through: weekdays_before(day + 1) + extra, extra }
        });
        let mut this = Self { exceptions: exceptions.collect(), all: 0 };
        this.all = this.before(LAST_DAY);
        this
    }

    /// The day, held within those that are covered.
    pub fn held(day: i64) -> i64 {
        day.clamp(0, LAST_DAY - 1)
    }

    /// How many workdays lie before a day.
    pub fn before(&self, day: i64) -> i64 {
        let day = day.clamp(0, LAST_DAY);
        let passed = self.exceptions.partition_point(|e| e.day < day);
        weekdays_before(day) + self.extra(passed)
    }

    /// The day of the workday that has `index` workdays before it; the first or last one where there is
    /// none.
    pub fn day(&self, index: i64) -> i64 {
        let index = index.clamp(0, (self.all - 1).max(0));
        let passed = self.exceptions.partition_point(|e| e.through <= index);
        let by_week = weekday(index - self.extra(passed));
        // What is next is either a weekend day worked, which comes before that weekday or is none of
        // the answer, or a weekday off, before which the answer lies.
        let next = self.exceptions.get(passed).map_or(by_week, |e| by_week.min(e.day));
        if self.all == 0 { 0 } else { next }
    }

    fn extra(&self, passed: usize) -> i64 {
        passed.checked_sub(1).and_then(|last| self.exceptions.get(last)).map_or(0, |e| e.extra)
    }
}

/// 1970-01-01 was a Thursday: the Monday before it.
const MONDAY: i64 = 3;

/// Whether it is a Monday to Friday.
fn is_weekday(day: i64) -> bool {
    (day + MONDAY) % 7 < 5
}

/// Mondays to Fridays from 1970-01-01 up to a day that is not earlier.
fn weekdays_before(day: i64) -> i64 {
    let day = day + MONDAY;
    day / 7 * 5 + (day % 7).min(5) - MONDAY
}

/// The Monday to Friday with so many of them before it, from 1970-01-01.
fn weekday(index: i64) -> i64 {
    let index = index + MONDAY;
    index / 5 * 7 + index % 5 - MONDAY
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn date(day: i64) -> NaiveDate {
        NaiveDate::default() + chrono::TimeDelta::days(day)
    }

    fn calendar(off: Vec<i64>, makeup: Vec<i64>) -> Calendar {
        let mut made = Calendar::weekdays(chrono_tz::UTC);
        made.off = off.into_iter().map(date).collect();
        made.makeup = makeup.into_iter().map(date).collect();
        made
    }

    /// Checks every answer over all the days against a walk from the first to the last.
    fn holds(calendar: &Calendar) {
        let workdays = Workdays::new(calendar);
        let mut count = 0;
        for day in 0..LAST_DAY {
            assert_eq!(workdays.before(day), count, "before day {day}");
            if calendar.is_workday(date(day)) {
                assert_eq!(workdays.day(count), day, "workday {count}");
                count += 1;
            }
        }
        assert_eq!(workdays.before(LAST_DAY), count);
        let (first, last) = (workdays.day(0), workdays.day(count - 1));
        for far in [1, 2, 1000, i64::MAX / 2] {
            assert_eq!(workdays.before(LAST_DAY + far), count);
            assert_eq!(workdays.before(-far), 0);
            assert_eq!(workdays.day(count - 1 + far), last);
            assert_eq!(workdays.day(-far), first);
        }
    }

    #[test]
    fn the_week_alone_and_long_runs_of_exceptions_are_counted() {
        holds(&calendar(Vec::new(), Vec::new()));
        // Nothing worked for weeks from the first day on; every day worked for weeks up to the last.
        holds(&calendar((0..40).collect(), (LAST_DAY - 40..LAST_DAY + 3).collect()));
        holds(&calendar((LAST_DAY - 40..LAST_DAY + 3).collect(), (-3..40).collect()));
    }

    #[test]
    fn without_a_workday_the_first_day_stands_for_all() {
        let workdays = Workdays::new(&calendar((0..LAST_DAY).collect(), Vec::new()));
        assert_eq!((workdays.before(LAST_DAY), workdays.day(0), workdays.day(7)), (0, 0, 0));
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(24))]
        #[test]
        fn counting_is_walking(
            near in 0i64..LAST_DAY,
            off in prop::collection::vec(0i64..60, 0..40),
            makeup in prop::collection::vec(0i64..60, 0..40),
            far in prop::collection::vec(-10i64..LAST_DAY + 10, 0..20),
        ) {
            let close = |days: Vec<i64>| days.into_iter().map(move |d| near + d);
            holds(&calendar(close(off).chain(far).collect(), close(makeup).collect()));
        }
    }
}
