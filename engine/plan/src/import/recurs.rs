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

/// The field and the text for it.
pub(super) fn read(text: &str) -> Option<(&'static str, String)> {
    let words = text.trim().trim_end_matches(['前', '。']).to_lowercase();
    if ALWAYS.contains(&words.as_str()) {
        return Some(("when", WINDOW.to_owned()));
    }
    Some(("every", every::worded(&format!("{words} in {WINDOW}"))?))
}
