//! Dates as offices write them in tables: `3月10日前`, `2026.3.10`, `3月上旬`, `3月1日至5日`.

use chrono::{Datelike as _, NaiveDate};

use crate::grammar::time;

/// The field and the text for it that say when a task is due; nothing for what is no date.
pub(super) fn read(text: &str, anchor: Option<NaiveDate>) -> Option<(&'static str, String)> {
    // A clock is parted from its day by a blank that other dates are read without.
    let split = text.trim().rsplit_once(char::is_whitespace);
    if let Some((day, time)) = split.filter(|(_, time)| clock(time).is_some()) {
        let (field, day) = read(day, anchor)?;
        return clock(time).filter(|_| field == "due").map(|time| ("due", format!("{day} {time}")));
    }
    let plain: String = text.chars().map(narrow).filter(|c| !c.is_whitespace()).collect();
    if plain.starts_with('D') && is_distance(&plain) {
        return Some(("due", plain));
    }
    let (first, rest) = date(&plain, anchor, None)?;
    let rest = rest.trim_start_matches("起");
    let range = ["至", "到", "—", "－", "–", "~", "～", "..", "-"]
        .iter()
        .find_map(|mark| rest.strip_prefix(mark));
    if let Some(rest) = range.map(|rest| rest.trim_start_matches(['-', '—'])) {
        let (last, rest) = date(rest, anchor, Some(first))?;
        return is_end(rest)
            .then(|| ("when", format!("{}..{}", away(first, anchor), away(last, anchor))));
    }
    if let Some(clock) = clock(rest) {
        return Some(("due", format!("{} {clock}", away(first, anchor))));
    }
    is_end(rest).then(|| ("due", away(first, anchor)))
}

/// The same of what is said in other words, `D前3个工作日`, `3月15日9:30—11:30`.
pub(super) fn worded(text: &str, anchor: Option<NaiveDate>) -> Option<(&'static str, String)> {
    let plain: String = text.chars().map(narrow).collect();
    let meant = time::worded(plain.trim(), anchor?.year())?;
    let field = if meant.contains("..") { "when" } else { "due" };
    let ends: Vec<String> = meant.split("..").map(|end| hung(end, anchor)).collect();
    Some((field, ends.join("..")))
}

/// A date of the calendar, and what follows it, as its distance from D.
fn hung(end: &str, anchor: Option<NaiveDate>) -> String {
    let split = end.split_at_checked("2026-03-15".len());
    let date = split.and_then(|(date, rest)| Some((date.parse().ok()?, rest)));
    date.map_or_else(|| end.to_owned(), |(date, rest)| format!("{}{rest}", away(date, anchor)))
}

/// The first date that stands in a text, as it stands there, and the field for it.
pub(super) fn find(
    text: &str,
    anchor: Option<NaiveDate>,
) -> Option<(String, (&'static str, String))> {
    let mut before = ' ';
    for (at, c) in text.char_indices() {
        let is_inside = before.is_ascii_alphanumeric() || matches!(before, '.' | '-' | '年');
        before = c;
        let rest = text.get(at..).unwrap_or_default();
        // A number with a point is a quantity as likely as a day.
        let has_month = rest.find('月').is_some_and(|at| at <= "2026年12".len());
        let is_hung = rest.starts_with("D前") || rest.starts_with("D后");
        if is_inside || !(c.is_ascii_digit() && has_month || is_hung) {
            continue;
        }
        // The longest words that are a date.
        let ends: Vec<usize> =
            rest.char_indices().take(32).map(|(at, c)| at + c.len_utf8()).collect();
        for end in ends.into_iter().rev() {
            let words = rest.get(..end).unwrap_or_default();
            if let Some(found) = read(words, anchor).or_else(|| worded(words, anchor)) {
                return Some((words.trim().to_owned(), found));
            }
        }
    }
    None
}

fn narrow(c: char) -> char {
    match c {
        '０'..='９' => {
            char::from_u32(u32::from(c) - u32::from('０') + u32::from('0')).unwrap_or(c)
        }
        '／' => '/',
        '．' => '.',
        '：' => ':',
        c => c,
    }
}

fn is_distance(text: &str) -> bool {
    let rest = text.get(1..).unwrap_or_default();
    let number =
        rest.strip_prefix(['+', '-']).map(|n| n.trim_end_matches("wd").trim_end_matches('w'));
    rest.is_empty()
        || number.is_some_and(|n| !n.is_empty() && n.chars().all(|c| c.is_ascii_digit()))
}

/// What may stand behind a date and says no more than that it is an end.
fn is_end(rest: &str) -> bool {
    matches!(
        rest,
        "" | "前" | "之前" | "以前" | "前完成" | "止" | "截止" | "前报送" | "内" | "底前" | "完成"
    )
}

fn clock(rest: &str) -> Option<String> {
    let rest = rest.trim_end_matches('前');
    let (hour, minute) = rest.split_once(':')?;
    let (hour, minute): (u32, u32) = (hour.parse().ok()?, minute.parse().ok()?);
    (hour < 24 && minute < 60).then(|| format!("{hour:02}:{minute:02}"))
}

/// A number at the beginning, and what follows it.
fn number(text: &str) -> Option<(u32, &str)> {
    let end = text.find(|c: char| !c.is_ascii_digit()).unwrap_or(text.len());
    let (digits, rest) = text.split_at(end);
    Some((digits.parse().ok().filter(|_| digits.len() <= 4)?, rest))
}

/// A date at the beginning, and what follows it. A day alone is of the month of the date before.
fn date(
    text: &str,
    anchor: Option<NaiveDate>,
    before: Option<NaiveDate>,
) -> Option<(NaiveDate, &str)> {
    let (first, rest) = number(text)?;
    if first >= 1000 {
        let rest = rest.strip_prefix(['年', '-', '/', '.'])?;
        let (month, rest) = number(rest)?;
        return day(i32::try_from(first).ok()?, month, rest);
    }
    if let (Some(before), Some(rest)) = (before, rest.strip_prefix(['日', '号'])) {
        return Some((before.with_day(first)?, rest));
    }
    // Without a year it is the one that is nearest to D.
    let near = before.or(anchor)?;
    let years = [near.year(), near.year() + 1, near.year() - 1];
    let found = years.into_iter().filter_map(|year| day(year, first, rest));
    found.min_by_key(|(date, _)| (*date - near).num_days().abs())
}

/// The day of a month, and what follows it.
fn day(year: i32, month: u32, rest: &str) -> Option<(NaiveDate, &str)> {
    let of = |day: u32| NaiveDate::from_ymd_opt(year, month, day);
    let last = || {
        let next = if month == 12 { (year + 1, 1) } else { (year, month + 1) };
        NaiveDate::from_ymd_opt(next.0, next.1, 1)?.pred_opt()
    };
    if let Some(rest) = rest.strip_prefix('月') {
        for (word, date) in
            [("上旬", of(10)), ("中旬", of(20)), ("下旬", last()), ("底", last()), ("末", last())]
        {
            if let Some(rest) = rest.strip_prefix(word) {
                return Some((date?, rest));
            }
        }
        return match number(rest) {
            Some((day, rest)) => Some((of(day)?, rest.strip_prefix(['日', '号']).unwrap_or(rest))),
            None => Some((last()?, rest)),
        };
    }
    let (day, rest) = number(rest.strip_prefix(['.', '/', '-'])?)?;
    Some((of(day)?, rest.strip_prefix(['日', '号']).unwrap_or(rest)))
}

/// A date as its distance from D, or as it is where D is not known.
fn away(date: NaiveDate, anchor: Option<NaiveDate>) -> String {
    match anchor.map(|anchor| (date - anchor).num_days()) {
        None => date.to_string(),
        Some(0) => "D".to_owned(),
        Some(days) => format!("D{days:+}"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_are_found_in_texts() {
        let anchor = NaiveDate::from_ymd_opt(2026, 3, 15);
        for (text, words, field, said) in [
            ("3月上旬前三篇稿子见报", "3月上旬前", "due", "D-5"),
            ("于2026年3月10日前报送", "2026年3月10日前报送", "due", "D-5"),
            ("3月1日至10日集中检查", "3月1日至10日", "when", "D-14..D-5"),
            ("推送，D前3个工作日", "D前3个工作日", "due", "D-3wd"),
            ("主会场：3月15日9:30—11:30，振兴路", "3月15日9:30—11:30", "when", "D 09:30..11:30"),
        ] {
            let found = (words.to_owned(), (field, said.to_owned()));
            assert_eq!(find(text, anchor), Some(found), "{text}");
        }
        for text in ["20xx年xx月xx日", "第3个月", "3.15活动", "每月15日", "439号", ""] {
            assert_eq!(find(text, anchor), None, "{text}");
        }
    }

    #[test]
    fn dates_are_read_as_people_write_them() {
        let anchor = NaiveDate::from_ymd_opt(2026, 3, 15);
        for (text, field, said) in [
            ("3月10日前", "due", "D-5"),
            ("2026年3月15日", "due", "D"),
            ("2026-03-20 09:30", "due", "D+5 09:30"),
            ("2026/3/16", "due", "D+1"),
            ("３．１０", "due", "D-5"),
            ("3月上旬", "due", "D-5"),
            ("3月底前", "due", "D+16"),
            ("12月31日", "due", "D-74"),
            ("3月1日至3月10日", "when", "D-14..D-5"),
            ("3月1日-10日", "when", "D-14..D-5"),
            ("D-10wd", "due", "D-10wd"),
        ] {
            assert_eq!(read(text, anchor), Some((field, said.to_owned())), "{text}");
        }
        for text in ["长期", "每周五", "上旬", "适时", "2月30日", "13.1", "", "3月10日左右"]
        {
            assert_eq!(read(text, anchor), None, "{text}");
        }
        assert_eq!(read("2026.3.10", None), Some(("due", "2026-03-10".to_owned())));
        assert_eq!(read("3月10日", None), None, "of which year");
    }
}
