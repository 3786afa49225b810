//! Dates as offices write them in tables: `3月10日前`, `2026.3.10`, `3月上旬`, `3月1日至5日`.

use chrono::{Datelike as _, NaiveDate};

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
