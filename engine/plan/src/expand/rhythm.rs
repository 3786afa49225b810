//! What an occurrence waits for of another recurrence: that of its own date, or where the two come up in
//! different rhythms, all of the other since the last time.

use std::collections::BTreeSet;

use chrono::{NaiveDate, TimeDelta, Weekday};

use super::Planned;
use super::slots::Slot;
use crate::grammar::every::{Days, Every, every};
use crate::time::{DAY_MIN, Instant};

/// Since when, and up to when, an occurrence waits for those of another rhythm: by days, and by the instants at
/// which the occurrence before and it are due.
pub(super) struct Period {
    days: (NaiveDate, NaiveDate),
    dues: (Instant, Instant),
}

/// The period of each slot: since the one before was over; the first is as long as the next, or as its rhythm is.
pub(super) fn periods(own: &Planned<'_>) -> Vec<Period> {
    let days = match own.source.every.as_ref().map(|text| every(text)) {
        Some(Ok(Every::In(every))) => Some((every.days, i64::from(every.weeks))),
        _ => None,
    };
    let rhythm = match days {
        Some((Days::Of(_) | Days::Weeks | Days::PerWeek(_), weeks)) => 7 * weeks,
        Some((Days::Monthly(..), _)) => 31,
        Some((Days::All | Days::Workdays, _)) | None => 1,
    };
    // A week goes by its Sunday, and so do several.
    let goes_by = |date: NaiveDate| match days {
        Some((Days::Weeks, weeks)) => {
            let sunday = date.week(Weekday::Mon).last_day();
            sunday.checked_add_signed(TimeDelta::days(7 * (weeks - 1))).unwrap_or(sunday)
        }
        _ => date,
    };
    let mut out: Vec<Period> = Vec::new();
    let mut slots = own.slots.iter().peekable();
    // A task that comes up once waits for every occurrence.
    while let Some((date, due)) = slots.next().and_then(|s| Some((goes_by(s.date?), s.due?))) {
        let before = out.iter().rev().find(|p| p.days.1 < date);
        let next = slots.peek().and_then(|s| s.date).map(goes_by).filter(|next| *next > date);
        let length = next.map_or(rhythm, |next| next.signed_duration_since(date).num_days());
        let first = || {
            let after = date.checked_sub_signed(TimeDelta::days(length)).unwrap_or(date);
            (after, due.plus_min(-length * DAY_MIN))
        };
        let (day, instant) = before.map_or_else(first, |p| (p.days.1, p.dues.1));
        out.push(Period { days: (day, date), dues: (instant, due) });
    }
    out
}

/// The slots of another recurrence that an occurrence waits for: that of its date where that is the only one
/// since the last time, else all that are due since the last was, up to when it is.
pub(super) fn within(period: &Period, other: &[Slot]) -> BTreeSet<usize> {
    let (after, upto) = period.days;
    let since = |slot: &Slot| slot.date.is_some_and(|date| after < date && date <= upto);
    let same_rhythm = other.iter().filter(|s| since(s)).all(|slot| slot.date == Some(upto));
    let due = |slot: &Slot| slot.due.is_some_and(|due| period.dues.0 < due && due <= period.dues.1);
    let waits = |slot: &Slot| if same_rhythm { since(slot) } else { due(slot) };
    other.iter().enumerate().filter(|(_, slot)| waits(slot)).map(|(i, _)| i).collect()
}
