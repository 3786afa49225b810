//! Instants and spans: UTC minutes, and lengths counted in clock time, days or working days.

use std::fmt;
use std::str::FromStr;

use chrono::{DateTime, NaiveDate, NaiveDateTime};
use serde::de::Error as _;
use serde::{Deserialize, Deserializer, Serialize, Serializer};

use crate::calendar::WorkCalendar;

/// Minutes in a day of 24 hours.
pub const DAY_MIN: i64 = 24 * 60;

/// A point in time: whole minutes since 1970-01-01 00:00 UTC. Written as RFC 3339.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Instant(pub i64);

impl Instant {
    /// The instant of a UTC date and time, seconds dropped.
    pub fn from_utc(utc: NaiveDateTime) -> Self {
        Self(utc.and_utc().timestamp().div_euclid(60))
    }

    /// The UTC date and time; instants past the range of dates are held at its ends.
    pub fn utc(self) -> NaiveDateTime {
        let clamped = self.0.clamp(-60_000_000_000, 60_000_000_000);
        DateTime::from_timestamp(clamped * 60, 0).unwrap_or_default().naive_utc()
    }

    /// This instant and `min` minutes of clock time more.
    #[must_use]
    pub fn plus_min(self, min: i64) -> Self {
        Self(self.0.saturating_add(min))
    }

    /// Minutes of clock time from `earlier` to this instant.
    pub fn since(self, earlier: Instant) -> i64 {
        self.0.saturating_sub(earlier.0)
    }
}

impl fmt::Display for Instant {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.utc().format("%Y-%m-%dT%H:%M:00Z"))
    }
}

impl fmt::Debug for Instant {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

impl FromStr for Instant {
    type Err = chrono::ParseError;

    fn from_str(s: &str) -> Result<Self, Self::Err> {
        DateTime::parse_from_rfc3339(s).map(|d| Self::from_utc(d.naive_utc()))
    }
}

impl Serialize for Instant {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        if serializer.is_human_readable() {
            serializer.collect_str(self)
        } else {
            self.0.serialize(serializer)
        }
    }
}

impl<'de> Deserialize<'de> for Instant {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        if !deserializer.is_human_readable() {
            return i64::deserialize(deserializer).map(Self);
        }
        let text = <std::borrow::Cow<'de, str>>::deserialize(deserializer)?;
        text.parse().map_err(D::Error::custom)
    }
}

/// A length of time, or a lag. Negative lengths are leads.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Span {
    /// Clock time, in minutes: `90m`, `4h`.
    Minutes(i64),
    /// Calendar days, the clock time kept: `3d`, `2w`.
    Days(i32),
    /// Working days of the campaign's calendar: `5wd`.
    WorkDays(i32),
}

impl Span {
    /// No time at all.
    pub const ZERO: Span = Span::Minutes(0);

    /// Whether the span has no length.
    pub fn is_zero(self) -> bool {
        matches!(self, Span::Minutes(0) | Span::Days(0) | Span::WorkDays(0))
    }

    /// The same length the other way.
    #[must_use]
    pub fn negated(self) -> Span {
        match self {
            Span::Minutes(n) => Span::Minutes(n.saturating_neg()),
            Span::Days(n) => Span::Days(n.saturating_neg()),
            Span::WorkDays(n) => Span::WorkDays(n.saturating_neg()),
        }
    }
}

impl fmt::Display for Span {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match *self {
            Span::Minutes(n) if n % 60 == 0 => write!(f, "{}h", n / 60),
            Span::Minutes(n) => write!(f, "{n}m"),
            Span::Days(n) => write!(f, "{n}d"),
            Span::WorkDays(n) => write!(f, "{n}wd"),
        }
    }
}

/// The text is no span such as `90m`, `4h`, `3d`, `5wd` or `2w`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("not a span: write 90m, 4h, 3d, 5wd or 2w")]
pub struct NotASpan;

impl FromStr for Span {
    type Err = NotASpan;

    fn from_str(s: &str) -> Result<Self, Self::Err> {
        let digits =
            s.find(|c: char| !(c.is_ascii_digit() || c == '-' || c == '+')).ok_or(NotASpan)?;
        let (number, unit) = s.split_at(digits);
        let n: i32 = number.parse().map_err(|_| NotASpan)?;
        match unit {
            "m" => Ok(Span::Minutes(n.into())),
            "h" => Ok(Span::Minutes(i64::from(n) * 60)),
            "d" => Ok(Span::Days(n)),
            "wd" => Ok(Span::WorkDays(n)),
            "w" => n.checked_mul(7).map(Span::Days).ok_or(NotASpan),
            _ => Err(NotASpan),
        }
    }
}

/// Where a due date that falls on a day off goes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Roll {
    /// It stays.
    #[default]
    Stay,
    /// To the last workday before.
    Back,
    /// To the first workday after.
    Next,
}

impl Roll {
    /// Whether it moves nothing.
    pub fn is_stay(&self) -> bool {
        *self == Roll::Stay
    }

    /// The date to which one goes.
    pub fn date(self, date: NaiveDate, work: &WorkCalendar) -> NaiveDate {
        match self {
            Roll::Stay => date,
            Roll::Back => work.previous_workday(date),
            Roll::Next => work.next_workday(date),
        }
    }

    /// A due date rolled to a working day, its time of day kept.
    pub fn rolled(self, due: Instant, work: &WorkCalendar) -> Instant {
        let date = work.end_date(due);
        let days = self.date(date, work).signed_duration_since(date).num_days();
        work.forward(due, Span::Days(i32::try_from(days).unwrap_or_default()))
    }
}

impl Serialize for Span {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for Span {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = <std::borrow::Cow<'de, str>>::deserialize(deserializer)?;
        text.parse().map_err(D::Error::custom)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn instants_are_written_and_read_as_rfc_3339() {
        let t: Instant = "2026-03-15T09:30:00+08:00".parse().unwrap();
        assert_eq!(t.to_string(), "2026-03-15T01:30:00Z");
        assert_eq!(t.to_string().parse::<Instant>().unwrap(), t);
    }

    #[test]
    fn spans_read_what_they_write() {
        for text in ["90m", "4h", "3d", "5wd", "-2wd", "0h"] {
            assert_eq!(text.parse::<Span>().unwrap().to_string(), text);
        }
        assert_eq!("2w".parse(), Ok(Span::Days(14)));
        assert_eq!("5".parse::<Span>(), Err(NotASpan));
        assert_eq!("wd".parse::<Span>(), Err(NotASpan));
        assert_eq!("99999999999d".parse::<Span>(), Err(NotASpan));
    }
}
