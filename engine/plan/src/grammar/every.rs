//! Recurrence inside a window: `day in W`, `wd in a..b`, `Mon,Thu in a..b`, `day 17:00 in a..b`, `week in W`,
//! `Sat 09:00..11:00 in W`, `3 x week in W`, `2w in W`, `2w Fri in W`, `2nd Sun in W`, `1st wd in W`, `last day in W`, `1st,15th in W`;
//! or on single dates: `on D-8, D-1 pm`.

use chrono::Weekday;

use super::cursor::Cursor;
use super::time::{Clock, Stretch, clock, stretch};
use super::{Mistake, every_zh, full_width};
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
    /// So many times a week, on days that the unit chooses.
    PerWeek(u32),
    /// On these of a month's days of a kind.
    Monthly(Vec<Nth>, Each),
}

/// Which of a month's days of a kind.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Nth {
    /// From its begin, the first being 1.
    Of(u32),
    /// The last.
    Last,
}

/// Days of a kind.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Each {
    Day,
    Workday,
    Weekday(Weekday),
}

/// When something comes up more than once.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Every {
    /// Again and again in a window.
    In(Recurrence),
    /// At these times, each with where its text begins.
    On(Vec<(Stretch, usize)>),
}

/// A recurrence.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Recurrence {
    pub(crate) days: Days,
    /// In how many weeks weekdays and weeks come up once.
    pub(crate) weeks: u32,
    pub(crate) clock: Option<Clock>,
    /// The end of fixed hours that begin by `clock`, in minutes after midnight; no later means on the next day.
    pub(crate) to: Option<u16>,
    pub(crate) window: Stretch,
    /// Where the window's text begins.
    pub(crate) window_at: usize,
}

/// Reads when something comes up more than once.
pub(crate) fn every(text: &str) -> Result<Every, Mistake> {
    read(text).map_err(|mistake| mistake.unless_again(text, read))
}

fn read(text: &str) -> Result<Every, Mistake> {
    let mut c = Cursor::new(text);
    c.blanks();
    let start = c.at();
    if c.eat_word("on") {
        return dates(c).map(Every::On);
    }
    let times = per_week(&mut c, text)?;
    let mut word_at = c.at();
    let mut word = c.word();
    let weeks = weeks(word);
    if let Some(weeks) = weeks {
        let before = (c, c.at());
        c.blanks();
        word_at = c.at();
        word = c.word();
        // Without days it comes up once in so many weeks.
        if word == "in" || !word.starts_with(|c: char| c.is_ascii_uppercase()) {
            c = before.0;
            word = "week";
        }
        if times.is_some() || !WEEKS.contains(&weeks) {
            return Err(Mistake::new(&codes::E059, start..before.1).with("text", text));
        }
    }
    let days = match word {
        "week" if times.is_some() => Days::PerWeek(times.unwrap_or(1)),
        _ if times.is_some() => return Err(wrong(text, start..c.at())),
        "day" => Days::All,
        "wd" => Days::Workdays,
        "week" => Days::Weeks,
        word => match nths(word).filter(|_| weeks.is_none()) {
            Some(nths) => monthly(&mut c, nths),
            None => weekdays(word, text, word_at)?,
        },
    };
    c.blanks();
    let clock_at = c.at();
    let (clock, to) = hours(&mut c, text)?;
    // Hours are those of one day.
    if to.is_some() && matches!(days, Days::Weeks | Days::PerWeek(_)) {
        return Err(Mistake::new(&codes::E059, c.since(clock_at)).with("text", text));
    }
    c.blanks();
    if !c.eat_word("in") {
        return Err(wrong(text, c.remaining()));
    }
    let window_at = c.at();
    let window = stretch(c.rest()).map_err(|m| m.shifted(window_at))?;
    let weeks = weeks.unwrap_or(1);
    Ok(Every::In(Recurrence { days, weeks, clock, to, window, window_at }))
}

/// A time of day, or `09:00..11:00`.
fn hours(c: &mut Cursor<'_>, text: &str) -> Result<(Option<Clock>, Option<u16>), Mistake> {
    let from = clock(c, text)?;
    if !matches!(from, Some(Clock::At(_))) || !c.eat("..") {
        return Ok((from, None));
    }
    let at = c.at();
    match clock(c, text)? {
        Some(Clock::At(to)) => Ok((from, Some(to))),
        _ => Err(Mistake::new(&codes::E059, at..text.len()).with("text", text)),
    }
}

/// What follows `on`: dates, or hours of dates, with commas between.
fn dates(c: Cursor<'_>) -> Result<Vec<(Stretch, usize)>, Mistake> {
    let (rest, mut at) = (c.rest(), c.at());
    if let Some(wide) = full_width(rest) {
        return Err(wide.shifted(at));
    }
    let mut out = Vec::new();
    for part in rest.split(',') {
        let start = at + part.len() - part.trim_start().len();
        match stretch(part.trim()).map_err(|m| m.shifted(start))? {
            Stretch::UpTo(_) | Stretch::Window(_) => {
                let at = start..start + part.trim().len();
                return Err(Mistake::new(&codes::E040, at).with("text", part.trim()));
            }
            times => out.push((times, start)),
        }
        at += part.len() + 1;
    }
    Ok(out)
}

/// `3 x`, in front of `week`.
fn per_week(c: &mut Cursor<'_>, text: &str) -> Result<Option<u32>, Mistake> {
    let before = *c;
    let digits = c.digits();
    let at = c.since(before.at());
    c.blanks();
    if digits.is_empty() || !(c.eat_word("x") || c.eat_word("×")) {
        *c = before;
        return Ok(None);
    }
    match digits.parse() {
        Ok(times @ 1..=7) => Ok(Some(times)),
        _ => Err(Mistake::new(&codes::E059, at).with("text", text)),
    }
}

/// Words that are clear are led to the language; else a full-width mark is the likeliest slip.
fn wrong(text: &str, at: std::ops::Range<usize>) -> Mistake {
    let mistake = || Mistake::new(&codes::E059, at).with("text", text);
    match every_zh::meant(text) {
        Some(meant) => mistake().suggest(&meant).fix(0..text.len(), meant),
        None => full_width(text).unwrap_or_else(mistake),
    }
}

/// A recurrence in the language's own words, of words that mean one.
pub(crate) fn worded(text: &str) -> Option<String> {
    every_zh::meant(text).filter(|meant| every(meant).is_ok())
}

/// So many weeks may lie between two occurrences.
const WEEKS: std::ops::RangeInclusive<u32> = 2..=8;

/// `2w`.
fn weeks(word: &str) -> Option<u32> {
    word.strip_suffix('w')?.parse().ok()
}

/// `1st`, `1st,15th`: each once.
fn nths(list: &str) -> Option<Vec<Nth>> {
    let all: Option<Vec<Nth>> = list.split(',').map(nth).collect();
    all.filter(|all| all.iter().enumerate().all(|(i, nth)| !all.iter().take(i).any(|n| n == nth)))
}

/// `1st`, `2nd`, `15th`, `last`.
fn nth(word: &str) -> Option<Nth> {
    if word == "last" {
        return Some(Nth::Last);
    }
    (1..=31).find(|n| ordinal(*n) == word).map(Nth::Of)
}

/// Whether a word is `2nd` or the like.
pub(super) fn is_nth(word: &str) -> bool {
    nth(word).is_some()
}

/// Whether a word is `2w` or the like.
pub(super) fn is_weeks(word: &str) -> bool {
    weeks(word).is_some()
}

/// A number as `nth` reads it.
pub(super) fn ordinal(n: u32) -> String {
    let ending = match (n % 10, n % 100) {
        (1, rest) if rest != 11 => "st",
        (2, rest) if rest != 12 => "nd",
        (3, rest) if rest != 13 => "rd",
        _ => "th",
    };
    format!("{n}{ending}")
}

/// What follows `2nd`: `Sun`, `wd`, `day`, or nothing, which is the day of the month.
fn monthly(c: &mut Cursor<'_>, nths: Vec<Nth>) -> Days {
    c.blanks();
    let before = *c;
    let each = match c.word() {
        "day" => Some(Each::Day),
        "wd" => Some(Each::Workday),
        name => weekday(name).map(Each::Weekday),
    };
    if each.is_none() {
        *c = before;
    }
    Days::Monthly(nths, each.unwrap_or(Each::Day))
}

fn weekday(name: &str) -> Option<Weekday> {
    Some(match name {
        "Mon" => Weekday::Mon,
        "Tue" => Weekday::Tue,
        "Wed" => Weekday::Wed,
        "Thu" => Weekday::Thu,
        "Fri" => Weekday::Fri,
        "Sat" => Weekday::Sat,
        "Sun" => Weekday::Sun,
        _ => return None,
    })
}

fn weekdays(list: &str, text: &str, start: usize) -> Result<Days, Mistake> {
    let mut at = start;
    let mut days = Vec::new();
    for name in list.split(',') {
        let day = weekday(name).ok_or_else(|| wrong(text, at..at + name.len()))?;
        days.push(day);
        at += name.len() + 1;
    }
    Ok(Days::Of(days))
}
