//! What a plan's text says of times and years, and where its fields stand.

use std::ops::Range;

use chrono::NaiveDate;

use crate::grammar::every::{Days, Every, every};
use crate::grammar::time::{Due, Stretch, due, stretch};
use crate::syntax::Node;

/// Whether the whole of a text is a time, and no name.
pub(super) fn is_time(text: &str) -> bool {
    let is_stretch = stretch(text).is_ok_and(|s| !matches!(s, Stretch::Window(_)));
    is_stretch || due(text).is_ok_and(|d| matches!(d, Due::Point(..))) || every(text).is_ok()
}

/// Whether something comes once a month.
pub(super) fn is_monthly(text: &str) -> bool {
    matches!(every(text), Ok(Every::In(every)) if matches!(every.days, Days::Monthly(..)))
}

pub(super) fn is_theme(name: &str) -> bool {
    matches!(name, "theme" | "主题" | "年主题" | "年度主题")
}

/// Whether it is the title of the campaign itself.
pub(super) fn is_root_title(value: Node<'_>) -> bool {
    let outer = value.parent();
    outer.is_some_and(|outer| outer.parent().is_none())
}

/// Dates as `2026-03-15`, with the bytes that hold them.
pub(super) fn dates(text: &str) -> Vec<(Range<usize>, NaiveDate)> {
    const LENGTH: usize = "2026-03-15".len();
    let mut out = Vec::new();
    let mut at = 0;
    while let Some(piece) = text.get(at..).filter(|rest| rest.len() >= LENGTH) {
        // A blank in front would be read over, and a digit at the end missed.
        let digits = piece.get(..LENGTH).filter(|d| d.starts_with(|c: char| c.is_ascii_digit()));
        let date = digits.and_then(|d| NaiveDate::parse_from_str(d, "%Y-%m-%d").ok());
        match date {
            Some(date) => {
                out.push((at..at + LENGTH, date));
                at += LENGTH;
            }
            None => at += piece.chars().next().map_or(1, char::len_utf8),
        }
    }
    out
}

/// The first `3月15日` or `3月15号` in words.
pub(super) fn month_and_day(text: &str) -> Option<(Range<usize>, u32, u32)> {
    let digits = |c: char| c.is_ascii_digit();
    text.match_indices('月').find_map(|(at, sign)| {
        let before = text.get(..at)?;
        let month = before.get(before.trim_end_matches(digits).len()..)?;
        let after = text.get(at + sign.len()..)?;
        let rest = after.trim_start_matches(digits);
        let day = after.get(..after.len() - rest.len())?;
        let end = rest.chars().next().filter(|c| matches!(c, '日' | '号'))?.len_utf8();
        let range = at - month.len()..text.len() - rest.len() + end;
        Some((range, month.parse().ok()?, day.parse().ok()?))
    })
}

/// Whether words say how often something has been: `第48届`, `第三次`.
pub(super) fn counted_nth(text: &str) -> bool {
    let is_number = |c: char| c.is_ascii_digit() || "一二三四五六七八九十百零〇".contains(c);
    text.split('第').skip(1).any(|rest| {
        let behind = rest.trim_start_matches(is_number);
        behind.len() < rest.len() && behind.starts_with(['届', '个', '次', '期'])
    })
}

/// Where a field stands with the comma behind it, or the one before it where it is the last; its line too, where
/// nothing else is on that.
pub(super) fn without(text: &str, field: Node<'_>) -> Range<usize> {
    let value = field.inner().range();
    let start = field.key_range().map_or(value.start, |key| key.start);
    let rest = text.get(value.end..).unwrap_or_default();
    let behind = rest.trim_start_matches([' ', '\t']);
    let before = text.get(..start).unwrap_or_default();
    let Some(next) = behind.strip_prefix(',') else {
        let kept = before.trim_end();
        let kept = kept.strip_suffix(',').unwrap_or(kept);
        return kept.len()..value.end;
    };
    let next = next.trim_start_matches([' ', '\t']);
    let end = text.len() - next.len();
    let line = before.trim_end_matches([' ', '\t']);
    match next.strip_prefix('\n') {
        Some(after) if line.ends_with('\n') => line.len()..text.len() - after.len(),
        _ => start..end,
    }
}

/// Where a number stands by itself, not within a longer one.
pub(super) fn whole_number(text: &str, number: &str) -> Option<usize> {
    text.match_indices(number).map(|(at, _)| at).find(|at| {
        let before = text.get(..*at).and_then(|t| t.chars().next_back());
        let after = text.get(at + number.len()..).and_then(|t| t.chars().next());
        ![before, after].iter().flatten().any(char::is_ascii_digit)
    })
}
