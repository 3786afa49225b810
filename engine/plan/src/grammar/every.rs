//! Recurrence inside a window: `day in W`, `wd in a..b`, `Mon,Thu in a..b`, `day 17:00 in a..b`, `week in W`.

use chrono::Weekday;

use super::cursor::Cursor;
use super::time::{Clock, Stretch, clock, stretch};
use super::{Mistake, full_width};
use crate::codes;

/// On which days.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Days {
    /// Every day.
    All,
    /// Every workday.
    Workdays,
    /// These days of the week.
    Of(Vec<Weekday>),
    /// Once a week, Monday to Sunday.
    Weeks,
}

/// A recurrence.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Every {
    pub(crate) days: Days,
    pub(crate) clock: Option<Clock>,
    pub(crate) window: Stretch,
    /// Where the window's text begins.
    pub(crate) window_at: usize,
}

/// Reads a recurrence.
pub(crate) fn every(text: &str) -> Result<Every, Mistake> {
    let mut c = Cursor::new(text);
    c.blanks();
    let start = c.at();
    let word = c.word();
    let days = match word {
        "day" => Days::All,
        "wd" => Days::Workdays,
        "week" => Days::Weeks,
        list => weekdays(list, text, start)?,
    };
    c.blanks();
    let clock = clock(&mut c, text)?;
    c.blanks();
    if !c.eat_word("in") {
        return Err(full_width(text).unwrap_or_else(|| bad(text, c.remaining())));
    }
    let window_at = c.at();
    let window = stretch(c.rest()).map_err(|m| m.shifted(window_at))?;
    Ok(Every { days, clock, window, window_at })
}

fn bad(text: &str, at: std::ops::Range<usize>) -> Mistake {
    Mistake::new(&codes::E059, at).with("text", text)
}

fn weekdays(list: &str, text: &str, start: usize) -> Result<Days, Mistake> {
    let mut at = start;
    let mut days = Vec::new();
    for name in list.split(',') {
        let day = match name {
            "Mon" => Weekday::Mon,
            "Tue" => Weekday::Tue,
            "Wed" => Weekday::Wed,
            "Thu" => Weekday::Thu,
            "Fri" => Weekday::Fri,
            "Sat" => Weekday::Sat,
            "Sun" => Weekday::Sun,
            _ => return Err(full_width(text).unwrap_or_else(|| bad(text, at..at + name.len()))),
        };
        days.push(day);
        at += name.len() + 1;
    }
    Ok(Days::Of(days))
}
