//! Those who are put down on a roster: `甲 + 乙`.

use std::ops::Range;

/// What each is called, with where it stands.
pub(crate) fn people(text: &str) -> impl Iterator<Item = (&str, Range<usize>)> {
    let mut at = 0;
    text.split('+').filter_map(move |part| {
        let start = at + (part.len() - part.trim_start().len());
        at += part.len() + 1;
        let word = part.trim();
        (!word.is_empty()).then_some((word, start..start + word.len()))
    })
}
