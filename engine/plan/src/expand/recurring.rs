//! The days on which something comes up again in a window: by the rules of RFC 5545 (iCalendar), and by the
//! working calendar where it is workdays that are counted.

use chrono::{DateTime, Datelike as _, NaiveDate, NaiveTime, Weekday};
use rrule::{Frequency, NWeekday, RRule, Tz, Unvalidated};

use crate::calendar::WorkCalendar;
use crate::grammar::every::{Days, Each, Nth, Recurrence};

/// The days from `first` to `last` on which an occurrence begins, in order. What comes up by the week begins
/// with the window, too, and its weeks are counted from there.
pub(super) fn days(
    every: &Recurrence,
    first: NaiveDate,
    last: NaiveDate,
    work: &WorkCalendar,
) -> Vec<NaiveDate> {
    let all = || first.iter_days().take_while(|date| *date <= last);
    let weekly = |begin: NaiveDate, weekdays: &[Weekday]| {
        let weekdays = weekdays.iter().map(|day| NWeekday::Every(*day)).collect();
        let interval = u16::try_from(every.weeks).unwrap_or(u16::MAX);
        let rule = RRule::new(Frequency::Weekly).interval(interval).week_start(Weekday::Mon);
        ruled(rule.by_weekday(weekdays), begin, last)
    };
    match &every.days {
        Days::All => all().collect(),
        Days::Workdays => all().filter(|date| work.is_workday(*date)).collect(),
        Days::Of(weekdays) => {
            let begin = all().find(|date| weekdays.contains(&date.weekday()));
            begin.map(|begin| weekly(begin, weekdays)).unwrap_or_default()
        }
        Days::Weeks | Days::PerWeek(_) => {
            let mut days = weekly(first, &[Weekday::Mon]);
            if days.first() != Some(&first) {
                days.insert(0, first);
            }
            days
        }
        Days::Monthly(nths, Each::Day) => {
            let days = nths.iter().filter_map(|nth| i8::try_from(number(*nth)).ok()).collect();
            ruled(RRule::new(Frequency::Monthly).by_month_day(days), first, last)
        }
        Days::Monthly(nths, Each::Weekday(weekday)) => {
            // No month has a sixth, and no rule may ask for one.
            let nths = nths.iter().map(|nth| number(*nth)).filter(|n| *n <= 5);
            let days: Vec<_> = nths.map(|n| NWeekday::Nth(n, *weekday)).collect();
            if days.is_empty() {
                return Vec::new();
            }
            ruled(RRule::new(Frequency::Monthly).by_weekday(days), first, last)
        }
        Days::Monthly(nths, Each::Workday) => {
            all().filter(|date| nths.iter().any(|nth| is_nth_workday(*date, *nth, work))).collect()
        }
    }
}

/// The days of a rule, which has an end by `last`. A rule that can't be is one that never comes up.
fn ruled(rule: RRule<Unvalidated>, first: NaiveDate, last: NaiveDate) -> Vec<NaiveDate> {
    // Days have no zone here: all of them are reckoned in one that has no clock changes.
    let at = |date: NaiveDate| -> DateTime<Tz> {
        date.and_time(NaiveTime::MIN).and_utc().with_timezone(&Tz::UTC)
    };
    let Ok(rule) = rule.until(at(last)).build(at(first)) else { return Vec::new() };
    rule.all_unchecked().into_iter().map(|day| day.date_naive()).collect()
}

/// As the rules count: from a month's begin by 1 and on, from its end by -1.
fn number(nth: Nth) -> i16 {
    match nth {
        Nth::Of(n) => i16::try_from(n).unwrap_or(i16::MAX),
        Nth::Last => -1,
    }
}

/// Whether the date is that one of its month's workdays.
fn is_nth_workday(date: NaiveDate, nth: Nth, work: &WorkCalendar) -> bool {
    let workdays = |days: std::ops::RangeInclusive<u32>| {
        days.filter_map(|day| date.with_day(day)).filter(|day| work.is_workday(*day)).count()
    };
    work.is_workday(date)
        && match nth {
            Nth::Of(n) => u32::try_from(workdays(1..=date.day())).is_ok_and(|days| days == n),
            Nth::Last => workdays(date.day() + 1..=31) == 0,
        }
}

#[cfg(test)]
mod tests {
    use chrono::Days as ChronoDays;
    use proptest::prelude::*;

    use super::*;
    use crate::Calendar;
    use crate::grammar::time::Stretch;

    fn weekday() -> impl Strategy<Value = Weekday> {
        (0u8..7).prop_map(|n| Weekday::try_from(n).unwrap())
    }

    fn nth() -> impl Strategy<Value = Nth> {
        prop_oneof![4 => (1u32..=31).prop_map(Nth::Of), 1 => Just(Nth::Last)]
    }

    fn kinds() -> impl Strategy<Value = Days> {
        let each =
            prop_oneof![Just(Each::Day), Just(Each::Workday), weekday().prop_map(Each::Weekday)];
        prop_oneof![
            Just(Days::All),
            Just(Days::Workdays),
            prop::collection::vec(weekday(), 1..4).prop_map(Days::Of),
            Just(Days::Weeks),
            (1u32..=7).prop_map(Days::PerWeek),
            (prop::collection::vec(nth(), 1..4), each).prop_map(|(n, each)| Days::Monthly(n, each)),
        ]
    }

    /// How many weeks, Monday to Sunday, a date lies behind that of another.
    fn weeks_since(first: NaiveDate, date: NaiveDate) -> i64 {
        let monday = |date: NaiveDate| date.week(Weekday::Mon).first_day();
        (monday(date) - monday(first)).num_weeks()
    }

    /// Whether something comes up on a date, as the language's reference says it.
    fn comes(every: &Recurrence, date: NaiveDate, first: NaiveDate, work: &WorkCalendar) -> bool {
        let is_turn = |begin| weeks_since(begin, date) % i64::from(every.weeks) == 0;
        let is_nth = |nth: &Nth, comes: &dyn Fn(NaiveDate) -> bool| {
            let count = |days: std::ops::RangeInclusive<u32>| {
                days.filter_map(|d| date.with_day(d)).filter(|d| comes(*d)).count()
            };
            comes(date)
                && match nth {
                    Nth::Of(n) => count(1..=date.day()) == *n as usize,
                    Nth::Last => count(date.day() + 1..=31) == 0,
                }
        };
        match &every.days {
            Days::All => true,
            Days::Workdays => work.is_workday(date),
            Days::Of(days) => {
                let begin = first.iter_days().find(|d| days.contains(&d.weekday())).unwrap();
                days.contains(&date.weekday()) && is_turn(begin)
            }
            Days::Weeks | Days::PerWeek(_) => {
                date == first || date.weekday() == Weekday::Mon && is_turn(first)
            }
            Days::Monthly(nths, each) => nths.iter().any(|nth| match each {
                Each::Day => is_nth(nth, &|_| true),
                Each::Workday => is_nth(nth, &|d| work.is_workday(d)),
                Each::Weekday(day) => is_nth(nth, &|d| d.weekday() == *day),
            }),
        }
    }

    proptest! {
        #[test]
        fn days_are_those_that_the_words_mean(
            days in kinds(), weeks in 1u32..5, begin in 0u64..20_000, length in 0u64..200,
        ) {
            let first = NaiveDate::from_ymd_opt(2000, 1, 1).unwrap() + ChronoDays::new(begin);
            let last = first + ChronoDays::new(length);
            let work = WorkCalendar::new(Calendar::weekdays(chrono_tz::Asia::Shanghai), first);
            let every = Recurrence {
                days, weeks, clock: None, to: None, window: Stretch::Window("活动期".into()), window_at: 0,
            };
            let found = super::days(&every, first, last, &work);
            let meant: Vec<NaiveDate> = first
                .iter_days()
                .take_while(|date| *date <= last)
                .filter(|date| comes(&every, *date, first, &work))
                .collect();
            prop_assert_eq!(found, meant);
        }
    }
}
