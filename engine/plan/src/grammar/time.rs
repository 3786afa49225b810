//! Points and stretches of time: `D`, `D-30`, `D-10wd am`, `2026-03-15 09:30`, `06-16`, `2026-03 early`,
//! `a..b`, a window's name.

use std::ops::Range;

use chrono::NaiveDate;

use super::cursor::Cursor;
use super::span::far;
use super::{Mistake, full_width, time_zh};
use crate::codes;
use crate::limits::{DAYS_MAX, YEARS};
use crate::time::{Roll, Span};

/// A date that may hang on D.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Day {
    /// D, so much later.
    Anchor(Span),
    /// A date of the calendar.
    Date(NaiveDate),
    /// A day of every year, meant in the year in which it is nearest to D.
    Yearly { month: u32, day: u32 },
    /// A third of a month (上旬、中旬、下旬), in the year in which it is nearest to D where none is given.
    Third { year: Option<i32>, month: u32, third: Third },
    /// So long after a day that is written out: `2026-03-15 -5wd`, as a value with a distance comes to.
    Moved { from: Plain, by: Span },
}

/// A day from which another is counted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Plain {
    Anchor(Span),
    Date(NaiveDate),
    Yearly { month: u32, day: u32 },
}

impl From<Plain> for Day {
    fn from(plain: Plain) -> Day {
        match plain {
            Plain::Anchor(span) => Day::Anchor(span),
            Plain::Date(date) => Day::Date(date),
            Plain::Yearly { month, day } => Day::Yearly { month, day },
        }
    }
}

impl Day {
    /// The day so much later; nothing of one that is no single day, or is counted from another already.
    fn moved(self, by: Span) -> Option<Day> {
        let from = match self {
            Day::Anchor(Span::Minutes(0) | Span::Days(0)) => return Some(Day::Anchor(by)),
            Day::Anchor(span) => Plain::Anchor(span),
            Day::Date(date) => Plain::Date(date),
            Day::Yearly { month, day } => Plain::Yearly { month, day },
            Day::Third { .. } | Day::Moved { .. } => return None,
        };
        Some(Day::Moved { from, by })
    }
}

/// A third of a month.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Third {
    /// The first ten days.
    Early,
    /// The next ten.
    Mid,
    /// The rest.
    Late,
}

impl Third {
    pub(crate) const ALL: [Third; 3] = [Third::Early, Third::Mid, Third::Late];

    /// The word for it.
    pub(crate) fn word(self) -> &'static str {
        match self {
            Third::Early => "early",
            Third::Mid => "mid",
            Third::Late => "late",
        }
    }

    /// Its first day of the month, and the first after it unless the month is over by then.
    pub(crate) fn days(self) -> (u32, Option<u32>) {
        match self {
            Third::Early => (1, Some(11)),
            Third::Mid => (11, Some(21)),
            Third::Late => (21, None),
        }
    }
}

/// A part of a day.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Clock {
    /// Minutes after midnight, up to 24:00.
    At(u16),
    /// The morning of office hours.
    Am,
    /// What lies between morning and afternoon.
    Noon,
    /// The afternoon of office hours.
    Pm,
}

/// A day, or a part of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Point {
    pub(crate) day: Day,
    pub(crate) clock: Option<Clock>,
}

/// A stretch of time.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Stretch {
    /// The whole of a point.
    Point(Point),
    /// From the begin of one point to the end of another.
    Range(Point, Point),
    /// From a time of day to another of the next day: `D 22:00..02:00`.
    Night(Point, u16),
    /// Up to the end of a point.
    UpTo(Point),
    /// A named window.
    Window(String),
}

/// When a task is due.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Due {
    /// At the end of a point.
    Point(Point, Roll),
    /// At the end of a named window, or so long after it.
    Window(String, Span, Roll),
    /// So long after another task is due.
    After { task: String, at: Range<usize>, lag: Span, roll: Roll },
}

/// Whether the text begins like a point and cannot be meant as a name.
fn looks_like_point(text: &str) -> bool {
    let mut chars = text.chars();
    match chars.next() {
        Some('D' | 'd' | 'Ｄ') => {
            chars.next().is_none_or(|c| "+-＋－− .:0123456789～—至".contains(c))
        }
        Some('0'..='9') => {
            let rest = text.trim_start_matches(|c: char| c.is_ascii_digit());
            let word = rest.trim_start().split(['.', ' ']).next().unwrap_or_default();
            rest.starts_with(['-', '/', '.', '年', ':'])
                || Third::ALL.iter().any(|third| third.word() == word)
        }
        Some('.') => true,
        _ => false,
    }
}

/// Reads a stretch.
pub(crate) fn stretch(text: &str) -> Result<Stretch, Mistake> {
    read_stretch(text).map_err(|mistake| match daily(text) {
        Some(Daily { days, .. }) if read_stretch(days).is_ok() => {
            let hours = text.trim().get(days.len()..).unwrap_or_default().trim();
            let every = format!("day {hours} in {days}");
            Mistake::new(&codes::E095, 0..text.len()).with("text", text).with("every", every)
        }
        _ => led(mistake, text, |meant| read_stretch(meant).is_ok()),
    })
}

/// The mistake with what was meant, where the text says a time in other words that one of `reads` takes.
fn led(mistake: Mistake, text: &str, reads: impl Fn(&str) -> bool) -> Mistake {
    let is_wanted = mistake.suggestion.is_none()
        && (std::ptr::eq(mistake.code, &codes::E040) || std::ptr::eq(mistake.code, &codes::E066));
    match time_zh::meant(text, None).filter(|meant| is_wanted && reads(meant)) {
        Some(meant) => mistake.suggest(&meant).fix(0..text.len(), meant),
        None => mistake,
    }
}

/// What a name of no window means as a time, `3月15日` being in that year; its code is E040.
pub(crate) fn in_words(text: &str, year: i32) -> Option<Mistake> {
    let meant = worded(text, year)?;
    Some(bad(text, 0..text.len()).suggest(&meant).fix(0..text.len(), meant))
}

/// A time or a stretch in the language's own words, of words that mean one; `3月15日` is in that year.
pub(crate) fn worded(text: &str, year: i32) -> Option<String> {
    time_zh::meant(text, Some(year)).filter(|meant| read_stretch(meant).is_ok())
}

fn read_stretch(text: &str) -> Result<Stretch, Mistake> {
    let text_trimmed = text.trim();
    if !looks_like_point(text_trimmed) {
        if text_trimmed.is_empty() {
            return Err(bad(text, 0..text.len()));
        }
        return Ok(Stretch::Window(text_trimmed.to_owned()));
    }
    if let Some(wide) = full_width(text) {
        return Err(wide);
    }
    let mut c = Cursor::new(text);
    c.blanks();
    if c.eat("..") {
        c.blanks();
        let end = point(&mut c, text)?;
        return done(&c, text, Stretch::UpTo(end));
    }
    let start = point(&mut c, text)?;
    c.blanks();
    if !c.eat("..") {
        return done(&c, text, Stretch::Point(start));
    }
    c.blanks();
    let end = match clock(&mut c, text)? {
        // Hours the other way about that are no night are a mistake.
        Some(Clock::At(to))
            if to <= NOON
                && matches!(start.clock, Some(Clock::At(from)) if from >= NOON && to < from) =>
        {
            return done(&c, text, Stretch::Night(start, to));
        }
        Some(clock) => Point { day: start.day, clock: Some(clock) },
        None => point(&mut c, text)?,
    };
    done(&c, text, Stretch::Range(start, end))
}

/// Minutes after midnight: hours that begin after noon and end before it are those of a night.
const NOON: u16 = 12 * 60;

/// Hours of every day of a stretch: `D-1..D+1 08:30..21:00`, `活动期 08:30..12:00`. Hours that end no later than
/// they begin go on into the next day.
pub(crate) struct Daily<'a> {
    pub(crate) days: &'a str,
    pub(crate) from: u16,
    pub(crate) to: u16,
}

/// Reads a stretch of days with hours; a plain stretch is none.
pub(crate) fn daily(text: &str) -> Option<Daily<'_>> {
    let (days, hours) = text.trim().rsplit_once(' ')?;
    let (from, to) = hours.split_once("..")?;
    let days = days.trim();
    let is_one_day = looks_like_point(days) && !days.contains("..");
    let at = |text: &str| {
        let mut c = Cursor::new(text);
        match clock(&mut c, text) {
            Ok(Some(Clock::At(minutes))) if c.is_done() => Some(minutes),
            _ => None,
        }
    };
    let hours = (at(from)?, at(to)?);
    // Of one day these are its own begin and end; a second point may end in a time of its own.
    (!is_one_day).then_some(Daily { days, from: hours.0, to: hours.1 })
}

/// Reads a point alone: `start`, a series' times.
pub(crate) fn only_point(text: &str) -> Result<Point, Mistake> {
    match stretch(text)? {
        Stretch::Point(point) => Ok(point),
        _ => Err(bad(text, 0..text.len())),
    }
}

/// Reads a due date: a point, a window's name or `after TASK +2wd`, and `roll back` or `roll next`.
pub(crate) fn due(text: &str) -> Result<Due, Mistake> {
    read_due(text).map_err(|mistake| led(mistake, text, |meant| read_due(meant).is_ok()))
}

fn read_due(text: &str) -> Result<Due, Mistake> {
    let mut c = Cursor::new(text);
    c.blanks();
    if c.eat_word("after") {
        let start = c.at();
        let task = c.word();
        if task.is_empty() {
            return Err(bad(text, c.remaining()));
        }
        let at = c.since(start);
        c.blanks();
        let mut lag = Span::ZERO;
        if c.rest().starts_with(['+', '-']) {
            let start = c.at();
            lag = super::span::signed(c.word()).map_err(|m| m.shifted(start))?;
            c.blanks();
        }
        let roll = roll(&mut c);
        let due = Due::After { task: task.to_owned(), at, lag, roll };
        return done(&c, text, due);
    }
    if !looks_like_point(c.rest()) {
        return match read_stretch(text)? {
            Stretch::Window(name) => window_due(text, &name),
            _ => Err(bad(text, 0..text.len())),
        };
    }
    if let Some(wide) = full_width(text) {
        return Err(wide);
    }
    let point = point(&mut c, text)?;
    c.blanks();
    let roll = roll(&mut c);
    done(&c, text, Due::Point(point, roll))
}

/// A window's name, or one with a distance behind it: `活动期 -5wd`.
fn window_due(text: &str, name: &str) -> Result<Due, Mistake> {
    let is_distance = |word: &str| {
        let number = word.strip_prefix(['+', '-']);
        number.is_some_and(|n| n.starts_with(|c: char| c.is_ascii_digit()))
    };
    let start = text.find(name).unwrap_or_default();
    let apart = name.match_indices(' ').map(|(at, _)| at + 1);
    let mut apart = apart.filter(|at| name.get(*at..).is_some_and(is_distance));
    let Some(at) = apart.next() else {
        return Ok(Due::Window(name.to_owned(), Span::ZERO, Roll::Stay));
    };
    let mut c = Cursor::new(text);
    c.eat(text.get(..start + at).unwrap_or_default());
    let by = distance(&mut c, text)?;
    c.blanks();
    let window = name.get(..at).unwrap_or_default().trim_end().to_owned();
    let roll = roll(&mut c);
    done(&c, text, Due::Window(window, by, roll))
}

fn roll(c: &mut Cursor<'_>) -> Roll {
    if !c.eat_word("roll") {
        return Roll::Stay;
    }
    if c.eat_word("back") {
        Roll::Back
    } else if c.eat_word("next") {
        Roll::Next
    } else {
        Roll::Stay
    }
}

fn done<T>(c: &Cursor<'_>, text: &str, value: T) -> Result<T, Mistake> {
    let mut end = *c;
    end.blanks();
    if end.is_done() { Ok(value) } else { Err(bad(text, end.remaining())) }
}

fn bad(text: &str, at: Range<usize>) -> Mistake {
    Mistake::new(&codes::E040, at).with("text", text)
}

fn impossible(text: &str, at: Range<usize>) -> Mistake {
    let part = text.get(at.clone()).unwrap_or_default().to_owned();
    Mistake::new(&codes::E042, at).with("text", part)
}

fn point(c: &mut Cursor<'_>, text: &str) -> Result<Point, Mistake> {
    if let Some(day) = third(c, text)? {
        return Ok(Point { day, clock: None });
    }
    let mut day = if c.eat("D") { anchor(c, text)? } else { date(c, text)? };
    moved(c, text, &mut day)?;
    let before = *c;
    c.blanks();
    let clock = clock(c, text)?;
    match clock {
        Some(_) => moved(c, text, &mut day)?,
        None => *c = before,
    }
    Ok(Point { day, clock })
}

/// Moves a day by the distance that stands behind a blank, if one does: what `{date} -5wd` comes to.
fn moved(c: &mut Cursor<'_>, text: &str, day: &mut Day) -> Result<(), Mistake> {
    let (mut ahead, before) = (*c, c.at());
    ahead.blanks();
    if ahead.at() == before || !ahead.rest().starts_with(['+', '-']) {
        return Ok(());
    }
    let start = ahead.at();
    let by = distance(&mut ahead, text)?;
    *day = day.moved(by).ok_or_else(|| bad(text, start..ahead.at()))?;
    *c = ahead;
    Ok(())
}

/// `2026-03 early`, `03 mid`, if one stands here.
fn third(c: &mut Cursor<'_>, text: &str) -> Result<Option<Day>, Mistake> {
    let before = *c;
    let written = c.take_while(|d| d.is_ascii_digit() || d == '-');
    let at = c.since(before.at());
    c.blanks();
    let here = c.at();
    let word = c.take_while(|l| l.is_ascii_alphabetic());
    let Some(third) = Third::ALL.into_iter().find(|t| t.word() == word && here > at.end) else {
        *c = before;
        return Ok(None);
    };
    let (year, month) = match written.rsplit_once('-') {
        Some((year, month)) => (Some(year), month),
        None => (None, written),
    };
    let has_shape = month.len() == 2 && year.is_none_or(|y| y.len() == 4);
    let year = year.map(str::parse::<i32>).transpose();
    let (Ok(year), Ok(month), true) = (year, month.parse::<u32>(), has_shape) else {
        return Err(bad(text, at));
    };
    if !(1..=12).contains(&month) {
        return Err(impossible(text, at));
    }
    if year.is_some_and(|y| !YEARS.contains(&y)) {
        return Err(far("year", text, at));
    }
    Ok(Some(Day::Third { year, month, third }))
}

/// What follows `D`: nothing, `-30`, `+10wd`, `-2w`.
fn anchor(c: &mut Cursor<'_>, text: &str) -> Result<Day, Mistake> {
    match c.rest().starts_with(['+', '-']) {
        true => distance(c, text).map(Day::Anchor),
        false => Ok(Day::Anchor(Span::ZERO)),
    }
}

/// How many days away: `-30`, `+10wd`, `-2w`.
fn distance(c: &mut Cursor<'_>, text: &str) -> Result<Span, Mistake> {
    let start = c.at();
    let minus = c.eat("-");
    if !minus {
        c.eat("+");
    }
    let digits = c.digits();
    let unit = c.take_while(|u| u.is_ascii_alphabetic());
    let at = c.since(start);
    if digits.is_empty() {
        return Err(bad(text, at));
    }
    // Digits alone that are no number are too many.
    let n: i32 = digits.parse().unwrap_or(i32::MAX);
    if n.saturating_mul(if unit == "w" { 7 } else { 1 }) > DAYS_MAX {
        return Err(far("offset", text, at));
    }
    let span = match unit {
        "" | "d" => Span::Days(n),
        "w" => Span::Days(n * 7),
        "wd" => Span::WorkDays(n),
        _ => return Err(bad(text, at)),
    };
    Ok(if minus { span.negated() } else { span })
}

/// `2026-03-15`, or `03-15`.
fn date(c: &mut Cursor<'_>, text: &str) -> Result<Day, Mistake> {
    let start = c.at();
    let written = c.take_while(|d| d.is_ascii_digit() || d == '-');
    let at = c.since(start);
    let parts: Vec<&str> = written.split('-').collect();
    if let [m, d] = parts.as_slice()
        && !m.is_empty()
        && !d.is_empty()
    {
        return day_of_year((m, d), text, at);
    }
    let [y, m, d] = parts.as_slice() else {
        return Err(bad(text, if at.is_empty() { c.remaining() } else { at }));
    };
    if y.len() != 4 || m.len() != 2 || d.len() != 2 {
        let padded = match (y.len(), m.parse::<u32>(), d.parse::<u32>()) {
            (4, Ok(m @ ..100), Ok(d @ ..100)) => Some(format!("{y}-{m:02}-{d:02}")),
            _ => None,
        };
        let mistake = bad(text, at.clone());
        return Err(match padded {
            Some(padded) => {
                let whole = text.replacen(written, &padded, 1);
                mistake.suggest(whole).fix(at, padded)
            }
            None => mistake,
        });
    }
    let date: NaiveDate = written.parse().map_err(|_| impossible(text, at.clone()))?;
    if YEARS.contains(&chrono::Datelike::year(&date)) {
        Ok(Day::Date(date))
    } else {
        Err(far("year", text, at))
    }
}

/// `03-15`, each number of two digits.
fn day_of_year((m, d): (&str, &str), text: &str, at: Range<usize>) -> Result<Day, Mistake> {
    let (Ok(month), Ok(day)) = (m.parse::<u32>(), d.parse::<u32>()) else {
        return Err(bad(text, at));
    };
    let padded = format!("{month:02}-{day:02}");
    match yearly(&padded) {
        Some((month, day)) if at.len() == padded.len() => Ok(Day::Yearly { month, day }),
        Some(_) => {
            let whole = text.replacen(text.get(at.clone()).unwrap_or_default(), &padded, 1);
            Err(bad(text, at.clone()).suggest(whole).fix(at, padded))
        }
        // `2026-03` names no day.
        None if m.len() > 2 || d.len() > 2 => Err(bad(text, at)),
        None => Err(impossible(text, at)),
    }
}

/// `09:30`, `am`, `noon` or `pm`, if one stands here.
pub(crate) fn clock(c: &mut Cursor<'_>, text: &str) -> Result<Option<Clock>, Mistake> {
    for (word, clock) in [("am", Clock::Am), ("noon", Clock::Noon), ("pm", Clock::Pm)] {
        let whole = c
            .rest()
            .strip_prefix(word)
            .is_some_and(|r| !r.starts_with(|n: char| n.is_alphanumeric()));
        if whole && c.eat(word) {
            return Ok(Some(clock));
        }
    }
    let before = *c;
    let hours = c.digits();
    if hours.is_empty() || hours.len() > 2 || !c.eat(":") {
        *c = before;
        return Ok(None);
    }
    let minutes = c.digits();
    let at = c.since(before.at());
    let (Ok(h), Ok(m), 2) = (hours.parse::<u16>(), minutes.parse::<u16>(), minutes.len()) else {
        return Err(bad(text, at));
    };
    if m > 59 || h > 24 || (h == 24 && m > 0) {
        return Err(impossible(text, at));
    }
    Ok(Some(Clock::At(h * 60 + m)))
}

/// Reads a day of every year: `03-15`. February 29 counts.
pub(crate) fn yearly(text: &str) -> Option<(u32, u32)> {
    let (m, d) = text.split_once('-')?;
    let (month, day) = (m.parse().ok()?, d.parse().ok()?);
    let fits = m.len() == 2 && d.len() == 2 && NaiveDate::from_ymd_opt(2024, month, day).is_some();
    fits.then_some((month, day))
}
