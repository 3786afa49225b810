//! Minutes and lengths as the passes use them, and the arithmetic on them with or without a calendar.

use wallchart_plan::time::DAY_MIN;
use wallchart_plan::{Instant, Span, WorkCalendar};

/// A point in time: minutes since 1970-01-01 00:00 UTC, held within some two thousand years of it.
pub(crate) type Minute = i32;

/// Before everything: a bound that is none, or the date of what will never be waited for.
pub(crate) const NEVER: Minute = Minute::MIN;
/// After everything: a bound that is none.
pub(crate) const ENDLESS: Minute = Minute::MAX;

const REACH: i64 = 1_000_000_000;

/// The minute of an instant; far instants are held at the ends, clear of [`NEVER`] and [`ENDLESS`].
pub(crate) fn minute(t: Instant) -> Minute {
    Minute::try_from(t.0.clamp(-REACH, REACH)).unwrap_or_default()
}

/// The instant of a minute.
pub(crate) fn instant(t: Minute) -> Instant {
    Instant(t.into())
}

/// A length or lag in one word: the number above two bits that say what it counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Default)]
pub(crate) struct Length(i32);

const DAYS: i32 = 1;
const WORKDAYS: i32 = 2;

impl Length {
    /// No time at all.
    pub(crate) const ZERO: Length = Length(0);

    /// Packs a span. With `fixed_days` a calendar day is 24 hours, as it is in a zone without clock
    /// changes. Lengths past a thousand years are held there.
    pub(crate) fn of(span: Span, fixed_days: bool) -> Length {
        let (n, tag) = match span {
            Span::Minutes(n) => (n, 0),
            Span::Days(n) if fixed_days => (i64::from(n) * DAY_MIN, 0),
            Span::Days(n) => (n.into(), DAYS),
            Span::WorkDays(0) => (0, 0),
            Span::WorkDays(n) => (n.into(), WORKDAYS),
        };
        Length(i32::try_from(n.clamp(-REACH / 2, REACH / 2)).unwrap_or_default() << 2 | tag)
    }

    /// Whether it is counted in minutes, for which no calendar is needed.
    pub(crate) fn is_clock(self) -> bool {
        self.0 & 3 == 0
    }

    /// Whether it is counted in working time.
    pub(crate) fn is_work(self) -> bool {
        self.0 & 3 == WORKDAYS
    }

    /// Minutes of working time in a length that is counted in it.
    pub(crate) fn work(self) -> i64 {
        i64::from(self.number()) * DAY_MIN
    }

    /// The number of minutes, days or workdays.
    pub(crate) fn number(self) -> i32 {
        self.0 >> 2
    }

    /// As a span; calendar days of 24 hours come out as minutes.
    pub(crate) fn span(self) -> Span {
        match self.0 & 3 {
            DAYS => Span::Days(self.number()),
            WORKDAYS => Span::WorkDays(self.number()),
            _ => Span::Minutes(self.number().into()),
        }
    }
}

/// Arithmetic on minutes. Every operation is monotone in the minute, and `backward` undoes `forward`:
/// `forward(t, l) <= x` exactly when `t <= backward(x, l)`.
pub(crate) trait Time {
    /// When `length` begun at `t` is over.
    fn forward(&self, t: Minute, length: Length) -> Minute;
    /// The latest begin of `length` that is over by `t`.
    fn backward(&self, t: Minute, length: Length) -> Minute;
    /// The first minute from `t` on at which `length` can begin.
    fn first_start(&self, t: Minute, length: Length) -> Minute;
    /// The last minute up to `t` at which `length` can end.
    fn last_finish(&self, t: Minute, length: Length) -> Minute;
    /// The first begin from `t` on, and when `length` is over then.
    #[inline]
    fn run(&self, t: Minute, length: Length) -> (Minute, Minute) {
        let begin = self.first_start(t, length);
        (begin, self.forward(begin, length))
    }
    /// The last begin and end of `length` up to `bound`, as [`pulled_back`] has the end.
    #[inline]
    fn latest(&self, bound: Minute, length: Length, early_finish: Minute) -> (Minute, Minute) {
        let end = pulled_back(self, length, bound, early_finish);
        (self.backward(end, length), end)
    }
}

/// The last minute up to `bound` at which a task can end. One that ends outside its working time, for
/// what it waits for or because it is late, may stay there while that is within the bound.
#[inline]
pub(crate) fn pulled_back<T: Time + ?Sized>(
    time: &T,
    takes: Length,
    bound: Minute,
    early_finish: Minute,
) -> Minute {
    let end = time.last_finish(bound, takes);
    if end < early_finish && early_finish <= bound { early_finish } else { end }
}

/// Clock time only: every length is in minutes.
pub(crate) struct Clock;

impl Time for Clock {
    #[inline]
    fn forward(&self, t: Minute, length: Length) -> Minute {
        t.saturating_add(length.number())
    }

    #[inline]
    fn backward(&self, t: Minute, length: Length) -> Minute {
        t.saturating_sub(length.number())
    }

    #[inline]
    fn first_start(&self, t: Minute, _: Length) -> Minute {
        t
    }

    #[inline]
    fn last_finish(&self, t: Minute, _: Length) -> Minute {
        t
    }
}

/// Working time and civil days of a calendar.
impl Time for WorkCalendar {
    #[inline]
    fn forward(&self, t: Minute, length: Length) -> Minute {
        if length.is_clock() {
            return Clock.forward(t, length);
        }
        minute(WorkCalendar::forward(self, instant(t), length.span()))
    }

    #[inline]
    fn backward(&self, t: Minute, length: Length) -> Minute {
        if length.is_clock() {
            return Clock.backward(t, length);
        }
        minute(WorkCalendar::backward(self, instant(t), length.span()))
    }

    #[inline]
    fn first_start(&self, t: Minute, length: Length) -> Minute {
        if !length.is_work() {
            return t;
        }
        minute(WorkCalendar::first_start(self, instant(t), length.span()))
    }

    #[inline]
    fn last_finish(&self, t: Minute, length: Length) -> Minute {
        if !length.is_work() {
            return t;
        }
        minute(WorkCalendar::last_finish(self, instant(t), length.span()))
    }
}
