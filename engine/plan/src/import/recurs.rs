//! Work that a paper gives no day for: `每周五` comes again, `长期` goes on.

use crate::grammar::every;

/// The window that such work stands in, since a paper doesn't say from when to when.
pub(super) const WINDOW: &str = "全程";

/// What it is until somebody says so.
pub(super) const STRETCH: &str = "D-30..D";

/// Words for what goes on all the time.
const ALWAYS: [&str; 14] = [
    "长期",
    "长期坚持",
    "持续推进",
    "常年",
    "全年",
    "全程",
    "贯穿始终",
    "持续",
    "长期开展",
    "活动期间",
    "常态化",
    "ongoing",
    "all year",
    "throughout",
];

/// Words that speak of a time which no date is.
const TIMES: [&str; 10] =
    ["每周", "每月", "每日", "每天", "每季", "每旬", "每半月", "每个工作日", "定期", "适时"];

/// What counts something: `每周一次` is no Monday.
const COUNTS: [char; 10] = ['次', '回', '遍', '场', '篇', '期', '条', '个', '家', '份'];

/// The first recurrence that stands in a text, as it stands there, and the field for it.
pub(super) fn find(text: &str) -> Option<(String, (&'static str, String))> {
    let starts = text.char_indices().filter(|(_, c)| *c == '每');
    let rests = starts.filter_map(|(at, _)| text.get(at..));
    rests.into_iter().find_map(|rest| {
        // The longest words that are one.
        let ends = rest.char_indices().take(16).map(|(at, c)| at + c.len_utf8());
        let ends: Vec<usize> = ends.collect();
        ends.into_iter().rev().find_map(|end| {
            let (words, after) = rest.split_at_checked(end)?;
            let is_count = after.starts_with(COUNTS);
            Some((words.to_owned(), read(words).filter(|_| !is_count)?))
        })
    })
}

/// The first clause that speaks of a time.
pub(super) fn unread(text: &str) -> Option<&str> {
    text.split(['。', '，', '；', ',', ';', '\n'])
        .find(|clause| TIMES.iter().any(|word| clause.contains(word)))
}

/// The field and the text for it.
pub(super) fn read(text: &str) -> Option<(&'static str, String)> {
    let words = text.trim().trim_end_matches(['前', '。']).to_lowercase();
    if ALWAYS.contains(&words.as_str()) {
        return Some(("when", WINDOW.to_owned()));
    }
    Some(("every", every::worded(&format!("{words} in {WINDOW}"))?))
}
