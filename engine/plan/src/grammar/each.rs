//! What a task fans out over: a group, a list, or a product `A × B`.

use std::ops::Range;

/// The names in `each`, with the bytes that each stands on.
pub(crate) fn factors(text: &str) -> Vec<(&str, Range<usize>)> {
    let mut at = 0;
    text.split('×')
        .map(|part| {
            let start = at + (part.len() - part.trim_start().len());
            at += part.len() + '×'.len_utf8();
            let name = part.trim();
            (name, start..start + name.len())
        })
        .collect()
}
