//! Working time in a zone whose days all have 24 hours: [`WorkCalendar`]'s answers from two tables.

use wallchart_plan::calendar::day_number;
use wallchart_plan::{Instant, WorkCalendar};

use super::time::{Clock, Length, Minute, Time, instant, minute};

const DAY: i64 = 1440;
/// 2200-01-01, where [`WorkCalendar`] ends too.
const LAST_DAY: i64 = 84_006;

/// A calendar's workdays, days counted from 1970-01-01 in its zone.
#[derive(Debug)]
pub(crate) struct Working {
    /// Minutes that the zone is ahead of UTC.
    offset: i64,
    /// `before[d]`: workdays before day `d`.
    before: Vec<u32>,
    /// `workdays[n]`: the day of the n-th workday.
    workdays: Vec<u32>,
}

impl Working {
    /// The tables of a calendar in a zone that is `offset` minutes ahead of UTC on every day.
    pub(crate) fn new(calendar: &WorkCalendar, offset: i64) -> Self {
        let first = Instant(0).utc().date();
        let mut this = Self { offset, before: vec![0], workdays: Vec::new() };
        for day in first.iter_days().skip(1).take(LAST_DAY as usize) {
            let count = calendar.workdays_between(first, day) as u32;
            if this.before.last() != Some(&count) {
                this.workdays.push(day_number(day) as u32 - 1);
            }
            this.before.push(count);
        }
        this
    }

    /// Minutes of working time before `t`.
    #[inline]
    fn work(&self, t: Minute) -> i64 {
        let local = i64::from(t) + self.offset;
        let day = local.div_euclid(DAY).clamp(0, LAST_DAY - 1) as usize;
        let (before, after) = (self.before[day], self.before[day + 1]);
        i64::from(before) * DAY + if after > before { local.rem_euclid(DAY) } else { 0 }
    }

    #[inline]
    fn day(&self, index: i64) -> i64 {
        let last = self.workdays.len().saturating_sub(1);
        self.workdays.get((index.max(0) as usize).min(last)).copied().unwrap_or_default().into()
    }

    /// The earliest minute with so much working time before it.
    #[inline]
    fn ended(&self, work: i64) -> Minute {
        let last = work - 1;
        let local = self.day(last.div_euclid(DAY)) * DAY + last.rem_euclid(DAY) + 1;
        minute(Instant(local - self.offset))
    }

    /// The latest minute with so much working time before it.
    #[inline]
    fn begun(&self, work: i64) -> Minute {
        let local = self.day(work.div_euclid(DAY)) * DAY + work.rem_euclid(DAY);
        minute(Instant(local - self.offset))
    }
}

impl Time for Working {
    #[inline]
    fn forward(&self, t: Minute, length: Length) -> Minute {
        if length.is_clock() {
            return Clock.forward(t, length);
        }
        self.ended(self.work(t) + length.work())
    }

    #[inline]
    fn backward(&self, t: Minute, length: Length) -> Minute {
        if length.is_clock() {
            return Clock.backward(t, length);
        }
        self.begun(self.work(t) - length.work())
    }

    #[inline]
    fn first_start(&self, t: Minute, length: Length) -> Minute {
        if length.is_clock() { t } else { self.begun(self.work(t)).max(t) }
    }

    #[inline]
    fn last_finish(&self, t: Minute, length: Length) -> Minute {
        if length.is_clock() { t } else { self.ended(self.work(t)).min(t) }
    }

    #[inline]
    fn run(&self, t: Minute, length: Length) -> (Minute, Minute) {
        if length.is_clock() {
            return (t, Clock.forward(t, length));
        }
        let work = self.work(t);
        (self.begun(work).max(t), self.ended(work + length.work()))
    }
}

/// How far the zone of the calendar is ahead of UTC, in minutes.
pub(crate) fn offset(calendar: &WorkCalendar, at: Minute) -> i64 {
    Instant::from_utc(calendar.local(instant(at))).since(instant(at))
}
