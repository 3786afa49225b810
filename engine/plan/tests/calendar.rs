//! The calendar's arithmetic against its definition: walking day by day over `Calendar::is_workday`, in
//! zones with and without clock changes.

#![expect(clippy::unwrap_used, reason = "tests may stop where they stand")]

use chrono::{NaiveDate, NaiveDateTime, Offset, TimeDelta, TimeZone};
use chrono_tz::Tz;
use proptest::prelude::*;
use wallchart_plan::{Calendar, Instant, Span, WorkCalendar};

const ZONES: [Tz; 6] = [
    Tz::Asia__Shanghai,
    Tz::Europe__Berlin,
    Tz::America__New_York,
    Tz::Africa__Casablanca,
    Tz::Australia__Lord_Howe,
    Tz::Asia__Almaty,
];

/// A calendar, and the days it is made around.
fn calendar() -> impl Strategy<Value = (Calendar, NaiveDate)> {
    let days = || prop::collection::btree_set(-70i64..70, 0..40);
    (prop::sample::select(&ZONES[..]), 0i64..8000, days(), days()).prop_map(
        |(zone, around, off, makeup)| {
            let around = day("2010-01-01") + TimeDelta::days(around);
            let mut made = Calendar::weekdays(zone);
            made.off = off.into_iter().map(|d| around + TimeDelta::days(d)).collect();
            made.makeup = makeup.into_iter().map(|d| around + TimeDelta::days(d)).collect();
            (made, around)
        },
    )
}

fn day(s: &str) -> NaiveDate {
    s.parse().unwrap()
}

/// The civil date and time, as the zone has it.
fn local(calendar: &Calendar, t: Instant) -> NaiveDateTime {
    t.utc() + calendar.zone.offset_from_utc_datetime(&t.utc()).fix()
}

/// The instant of a civil time: the first of two, the end of a gap past it.
fn instant(calendar: &Calendar, at: NaiveDateTime) -> Instant {
    let later =
        |min: &i64| calendar.zone.from_local_datetime(&(at + TimeDelta::minutes(*min))).earliest();
    let found = [0, 30, 60, 90, 120, 180].iter().find_map(later).unwrap();
    Instant::from_utc(found.naive_utc())
}

/// The `n`-th workday from `date` on or back, `date` itself being the first if it counts and is one.
fn walk(calendar: &Calendar, date: NaiveDate, n: i32, itself: bool) -> NaiveDate {
    let step = TimeDelta::days(n.signum().into());
    let mut date = if itself { date } else { date + step };
    let mut left = n.abs();
    loop {
        left -= i32::from(calendar.is_workday(date));
        if left == 0 {
            return date;
        }
        date += step;
    }
}

/// `n` workdays of working time begun at `t`, by walking.
fn forward(calendar: &Calendar, t: Instant, n: i32) -> Instant {
    let at = local(calendar, t);
    let (date, clock) = (at.date(), at.time());
    let midnight = clock == Default::default();
    if calendar.is_workday(date) && !midnight {
        return instant(calendar, walk(calendar, date, n, false).and_time(clock));
    }
    let last = walk(calendar, date, n, true);
    instant(calendar, (last + TimeDelta::days(1)).and_time(Default::default()))
}

/// The latest begin of `n` workdays of working time that are over by `t`, by walking.
fn backward(calendar: &Calendar, t: Instant, n: i32) -> Instant {
    let at = local(calendar, t);
    let clock = if calendar.is_workday(at.date()) { at.time() } else { Default::default() };
    instant(calendar, walk(calendar, at.date(), -n, false).and_time(clock))
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(3000))]
    #[test]
    fn arithmetic_is_walking(
        (calendar, around) in calendar(),
        days in -3000i64..3000,
        near in -90i64..90,
        min in prop_oneof![Just(0i64), 0i64..1440],
        n in 1i32..60,
        far in any::<bool>(),
    ) {
        let work = WorkCalendar::new(calendar.clone(), around);
        let date = around + TimeDelta::days(if far { days } else { near });
        let t = instant(&calendar, date.and_time(Default::default()) + TimeDelta::minutes(min));
        let c = &calendar;
        prop_assert_eq!(work.local(t), local(c, t));
        prop_assert_eq!(work.instant(local(c, t)), instant(c, local(c, t)));
        prop_assert_eq!(work.is_workday(date), c.is_workday(date));
        prop_assert_eq!(work.workday_offset(date, n), walk(c, date, n, false));
        prop_assert_eq!(work.workday_offset(date, -n), walk(c, date, -n, false));
        prop_assert_eq!(work.next_workday(date), walk(c, date, 1, true));
        prop_assert_eq!(work.previous_workday(date), walk(c, date, -1, true));
        let to = date + TimeDelta::days(n.into());
        let between = date.iter_days().take_while(|d| *d < to).filter(|d| c.is_workday(*d)).count();
        prop_assert_eq!(work.workdays_between(date, to), i64::try_from(between).unwrap());
        prop_assert_eq!(work.workdays_between(to, date), -i64::try_from(between).unwrap());
        let span = Span::WorkDays(n);
        prop_assert_eq!(work.forward(t, span), forward(c, t, n));
        prop_assert_eq!(work.backward(t, span), backward(c, t, n));
        let stands = !c.is_workday(local(c, t).date());
        let start = walk(c, date, 1, true).and_time(Default::default());
        if stands && local(c, t).date() == date {
            prop_assert_eq!(work.first_start(t, span), instant(c, start));
        } else if !stands {
            prop_assert_eq!(work.first_start(t, span), t);
        }
        let moved = local(c, t) + TimeDelta::days(n.into());
        prop_assert_eq!(work.forward(t, Span::Days(n)), instant(c, moved));
    }
}
