//! Dates as people type them: `3-20`, `3月20日 18:00`, `+2wd`, `D+5`, `D-3 pm`.

use chrono::{Datelike, Days, NaiveDate, NaiveTime};
use wallchart_plan::WorkCalendar;
use wallchart_plan::calendar::Office;
use wallchart_plan::time::{Instant, Span};

/// What typed dates are relative to.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Around<'a> {
    /// The campaign's calendar.
    pub(crate) calendar: &'a WorkCalendar,
    /// The anchor date D.
    pub(crate) anchor: NaiveDate,
    /// What `+3d` counts from: the due date in force.
    pub(crate) base: Instant,
    /// Whether a date without a time means its 24:00 (a due date) or the begin of office hours.
    pub(crate) ends: bool,
}

/// Reads a date. A date without a year is the one nearest to the base.
pub(crate) fn read(text: &str, around: Around<'_>) -> Option<Instant> {
    let text = plain(text);
    let text = text.trim();
    if let Some(rest) = text.strip_prefix(['+', '-']) {
        let span = span(rest)?;
        let span = if text.starts_with('-') { span.negated() } else { span };
        return Some(around.calendar.forward(around.base, span));
    }
    let office = around.calendar.calendar().office;
    let (date, time) = match text.split_once([' ', 'T']) {
        Some((date, time)) => {
            let (begin, end) = part_of_day(time.trim(), office)?;
            (date, Some(if around.ends { end } else { begin }))
        }
        None => (text, None),
    };
    let date = if let Some(rest) = date.strip_prefix(['D', 'd']) {
        anchored(rest, around)?
    } else {
        civil(date, around.calendar.end_date(around.base))?
    };
    Some(match time {
        Some(1440) => around.calendar.day_end(date),
        Some(min) => at(date, min, around.calendar)?,
        None if around.ends => around.calendar.day_end(date),
        None => at(date, office.am.0, around.calendar)?,
    })
}

fn at(date: NaiveDate, min: u16, calendar: &WorkCalendar) -> Option<Instant> {
    let time = NaiveTime::from_hms_opt(u32::from(min / 60), u32::from(min % 60), 0)?;
    Some(calendar.instant(date.and_time(time)))
}

/// Full-width digits and marks of an input method as ASCII; 年、月 as dashes, 日 dropped.
fn plain(text: &str) -> String {
    text.chars()
        .filter_map(|c| match c {
            '年' | '月' | '/' | '.' => Some('-'),
            '日' | '号' => None,
            '时' | '点' => Some(':'),
            '天' => Some('d'),
            '周' => Some('w'),
            '个' => None,
            '\u{3000}' => Some(' '),
            _ => Some(wallchart_words::half_width(c)),
        })
        .collect::<String>()
        .replace("工作", "wd")
}

/// `3`, `3d`, `2wd`, `1w`, `4h`, `3天`: a bare number counts days.
pub(crate) fn span(text: &str) -> Option<Span> {
    let text = plain(text);
    let text = text.trim();
    if text.is_empty() {
        return None;
    }
    let days = text.bytes().all(|b| b.is_ascii_digit());
    if days { format!("{text}d").parse().ok() } else { text.parse().ok() }
}

fn anchored(rest: &str, around: Around<'_>) -> Option<NaiveDate> {
    if rest.is_empty() {
        return Some(around.anchor);
    }
    let back = rest.starts_with('-');
    let span = span(rest.strip_prefix(['+', '-'])?)?;
    match if back { span.negated() } else { span } {
        Span::Days(n) if n >= 0 => {
            around.anchor.checked_add_days(Days::new(u64::from(n.unsigned_abs())))
        }
        Span::Days(n) => around.anchor.checked_sub_days(Days::new(u64::from(n.unsigned_abs()))),
        Span::WorkDays(n) => Some(around.calendar.workday_offset(around.anchor, n)),
        Span::Minutes(_) => None,
    }
}

fn civil(text: &str, near: NaiveDate) -> Option<NaiveDate> {
    let parts: Vec<u32> = text.split('-').map(str::parse).collect::<Result<_, _>>().ok()?;
    match *parts.as_slice() {
        [year, month, day] => NaiveDate::from_ymd_opt(i32::try_from(year).ok()?, month, day),
        [month, day] => (-1..=1)
            .filter_map(|n| NaiveDate::from_ymd_opt(near.year() + n, month, day))
            .min_by_key(|d| d.signed_duration_since(near).num_days().abs()),
        _ => None,
    }
}

/// Begin and end of a time of day: a clock time, or a part of office hours.
fn part_of_day(text: &str, office: Office) -> Option<(u16, u16)> {
    Some(match text {
        "am" | "上午" => office.am,
        "noon" | "中午" => (office.am.1, office.pm.0),
        "pm" | "下午" => office.pm,
        text => {
            let min = clock(text)?;
            (min, min)
        }
    })
}

fn clock(text: &str) -> Option<u16> {
    let (hour, min) = text.split_once(':').unwrap_or((text, ""));
    let hour: u16 = hour.parse().ok()?;
    let min: u16 = if min.is_empty() { 0 } else { min.parse().ok()? };
    let all = hour.checked_mul(60)?.checked_add(min)?;
    (min < 60 && all <= 1440).then_some(all)
}

#[cfg(test)]
mod tests {
    use super::*;
    use wallchart_plan::calendar::Calendar;

    fn reads(text: &str) -> Option<String> {
        let anchor = NaiveDate::from_ymd_opt(2026, 3, 15).unwrap();
        let calendar = WorkCalendar::new(Calendar::weekdays(chrono_tz()), anchor);
        let base = calendar.day_end(NaiveDate::from_ymd_opt(2026, 3, 12).unwrap());
        let around = Around { calendar: &calendar, anchor, base, ends: true };
        read(text, around).map(|t| calendar.local(t).format("%m-%d %H:%M").to_string())
    }

    fn chrono_tz() -> chrono_tz::Tz {
        chrono_tz::Asia::Shanghai
    }

    #[test]
    fn dates_are_read_as_people_write_them() {
        for text in ["2026-03-20", "3-20", "3/20", "3月20日", "３－２０", "D+5", "d+5d"] {
            assert_eq!(reads(text).as_deref(), Some("03-21 00:00"), "{text}");
        }
        assert_eq!(reads("3-20 18:00").as_deref(), Some("03-20 18:00"));
        assert_eq!(reads("3月20日 18点").as_deref(), Some("03-20 18:00"));
        assert_eq!(reads("3-20 24:00").as_deref(), Some("03-21 00:00"));
        assert_eq!(reads("+3").as_deref(), Some("03-16 00:00"));
        assert_eq!(reads("+2wd").as_deref(), Some("03-17 00:00"));
        assert_eq!(reads("+2个工作日").as_deref(), Some("03-17 00:00"));
        assert_eq!(reads("+3天").as_deref(), Some("03-16 00:00"));
        assert_eq!(reads("D+5 pm").as_deref(), Some("03-20 17:30"));
        assert_eq!(reads("3-20 上午").as_deref(), Some("03-20 12:00"));
        assert_eq!(reads("D-1wd").as_deref(), Some("03-14 00:00"));
    }

    #[test]
    fn a_date_without_a_year_is_the_nearest() {
        let day = |y, m, d| NaiveDate::from_ymd_opt(y, m, d).unwrap();
        assert_eq!(civil("1-5", day(2026, 12, 20)), Some(day(2027, 1, 5)));
        assert_eq!(civil("12-20", day(2027, 1, 5)), Some(day(2026, 12, 20)));
    }

    #[test]
    fn what_is_no_date_is_none() {
        for text in ["", "soon", "13-40", "3-20 25:00", "+", "D+x", "2-30", "3-20 1:99"] {
            assert_eq!(reads(text), None, "{text}");
        }
    }
}
