//! What the words of a plan's texts give away: enumerations with a gap, numbers that don't fit their list,
//! names of nobody. Each function takes one text and says which bytes are meant.

mod claim;
mod handout;
mod numeral;
pub(crate) use numeral::{han, read as number};
mod order;
mod theme;

pub(crate) use claim::{claim, claimed_by_name, twice};
pub(crate) use handout::handed_out;
pub(crate) use order::{Mark, gap, gap_in, leading};
pub(crate) use theme::themes;

use std::ops::Range;

/// Bodies that papers speak of without naming one.
const BODIES: &[&str] = &["科室", "单位", "部门", "处室", "股室", "机构", "人员"];
/// The same in English.
const ENGLISH: &[&str] = &[
    "relevant unit",
    "relevant department",
    "relevant office",
    "relevant bodies",
    "units concerned",
    "departments concerned",
    "offices concerned",
];

/// The bytes of the first words that name nobody, if any: 相关科室, 各有关单位 (P54).
pub(crate) fn vague(text: &str) -> Option<Range<usize>> {
    if text.is_ascii() {
        let lower = text.to_ascii_lowercase();
        return ENGLISH.iter().find_map(|words| {
            let at = lower.find(words)?;
            Some(at..at + words.len())
        });
    }
    for word in ["相关", "有关"] {
        for (at, _) in text.match_indices(word) {
            let after = text.get(at + word.len()..).unwrap_or_default();
            let Some(body) = BODIES.iter().find(|b| after.starts_with(**b)) else { continue };
            let start = if text[..at].ends_with('各') { at - '各'.len_utf8() } else { at };
            return Some(start..at + word.len() + body.len());
        }
    }
    None
}

/// The number of the highest annex that a text names, with the bytes: 见附件3 (P56).
pub(crate) fn annex(text: &str) -> Option<(u32, Range<usize>)> {
    let found = text.match_indices("附件").filter_map(|(at, word)| {
        let after = text.get(at + word.len()..)?;
        let (number, length) = numeral::read(after)?;
        Some((number, at..at + word.len() + length))
    });
    found.max_by_key(|(number, _)| *number)
}

/// Whether a word may begin after this character: nothing, a blank or a mark.
fn is_boundary(before: Option<char>) -> bool {
    before.is_none_or(|c| !c.is_alphanumeric())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_that_name_nobody_are_found() {
        let vague = |text: &'static str| vague(text).map(|at| &text[at]);
        assert_eq!(vague("由各相关科室配合"), Some("各相关科室"));
        assert_eq!(vague("报有关部门备案"), Some("有关部门"));
        assert_eq!(vague("Relevant departments help"), Some("Relevant department"));
        for fine in
            ["与民生有关的事", "相关企业自查", "有关情况另报", "the unit concerned is named"]
        {
            assert_eq!(vague(fine), None, "{fine}");
        }
    }

    #[test]
    fn annexes_are_found() {
        assert_eq!(annex("填好附件2和附件十"), Some((10, 16..25)));
        assert_eq!(annex("附件齐全"), None);
    }
}
