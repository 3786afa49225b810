//! Every code has a page, and its examples are what they are said to be.

use std::collections::BTreeSet;

use proptest::prelude::*;
use wallchart_plan::EditedSources;
use wallchart_plan::diagnostic::{Code, Diagnostic};
use wallchart_plan::explain::{Gap, ROOT};
use wallchart_words::{Lang, ids};

use crate::{check, check_example, codes};

fn told(found: &[Diagnostic]) -> Vec<String> {
    found.iter().map(|d| format!("{} {}", d.code.name, d.message(Lang::En))).collect()
}

/// The codes whose wrong example has one right answer.
const FIXABLE: [&str; 25] = [
    "E001", "E002", "E003", "E005", "E006", "E007", "E008", "E010", "E011", "E012", "E014", "E015",
    "E017", "E022", "E023", "E030", "E034", "E040", "E041", "E056", "E059", "E065", "E066", "E111",
    "W027",
];

/// What a page of a code should hold, for whoever adds one.
const HOW: &str =
    "write its page, codes/CODE.md in the crate that gives it, as CONTRIBUTING.md says";

#[test]
fn every_code_is_in_the_table() {
    let known: BTreeSet<String> = codes().map(|c| c.name.to_lowercase()).collect();
    let is_code = |id: &str| {
        id.len() == 4 && id.starts_with(['e', 'w']) && id[1..].bytes().all(|b| b.is_ascii_digit())
    };
    let worded: BTreeSet<String> =
        ids::ALL.iter().map(|m| m.id().to_owned()).filter(|id| is_code(id)).collect();
    assert_eq!(known, worded, "add the new table of codes to `wallchart_schedule::codes`");
    assert_eq!(known.len(), codes().count(), "a code is given twice");
}

#[test]
fn every_code_has_a_whole_page() {
    let mut lacking: Vec<(&str, Vec<Gap>)> = Vec::new();
    for code in codes() {
        let gaps = code.page().gaps();
        if !gaps.is_empty() {
            lacking.push((code.name, gaps));
        }
    }
    assert!(lacking.is_empty(), "{HOW}:\n{lacking:#?}");
}

/// Each example that is not as said, with what it gives.
fn astray(is_as_said: impl Fn(&Code, &[Diagnostic]) -> bool, wrong: bool) -> Vec<String> {
    let mut astray = Vec::new();
    for code in codes() {
        let page = code.page();
        let example = if wrong { page.wrong } else { page.right };
        let (_, found) = check_example(&example);
        if !is_as_said(code, &found) {
            astray.push(format!("{}: {:#?}", code.name, told(&found)));
        }
    }
    astray
}

#[test]
fn every_wrong_example_gives_just_its_code() {
    let astray = astray(|code, found| matches!(found, [one] if one.code.name == code.name), true);
    assert!(astray.is_empty(), "not just their code, and once: {}\n{HOW}", astray.join("\n"));
}

#[test]
fn every_right_example_gives_nothing() {
    let astray = astray(|_, found| found.is_empty(), false);
    assert!(astray.is_empty(), "these right examples are wrong: {}\n{HOW}", astray.join("\n"));
}

/// Whatever a page's wrong example holds that can be put right without asking is put right by it, and
/// nothing is put wrong.
#[test]
fn fixes_of_wrong_examples_leave_nothing_wrong() {
    let mut astray = Vec::new();
    let mut fixable = BTreeSet::new();
    for code in codes() {
        let example = code.page().wrong;
        let mut sources = EditedSources::new(&example);
        let (mut reading, mut found) = check_example(&example);
        for _ in 0..8 {
            let fixed = wallchart_plan::fixed(&reading.files, &found);
            if fixed.made.is_empty() {
                break;
            }
            fixable.insert(code.name);
            for (file, text) in fixed.texts {
                sources.put(&reading.files[file].name, text);
            }
            reading = wallchart_plan::read(&sources, ROOT, &example.options());
            found = check(&reading);
        }
        if fixable.contains(code.name) && !found.is_empty() {
            astray.push(format!("{}: {:#?}", code.name, told(&found)));
        }
    }
    assert!(astray.is_empty(), "mended, and still wrong: {}", astray.join("\n"));
    let expected: BTreeSet<&str> = FIXABLE.into();
    assert_eq!(fixable, expected, "which codes are mended is written down in FIXABLE");
}

/// Slips and pieces of sentences that are put into the texts of examples.
const SLIPS: [&str; 36] = [
    "=",
    "=>",
    "==",
    "<",
    ">=",
    "＝",
    "≥",
    "，",
    "、",
    "：",
    "“",
    "”",
    " ",
    "..",
    "—",
    "~",
    "D",
    "D-3",
    "3日",
    "半天",
    "每周一",
    "2026-3-5",
    "3月15日",
    "24:00",
    "9点",
    "x3",
    "×3",
    "{",
    "{x}",
    " and ",
    " or ",
    " in ",
    "@",
    "[*]",
    "办公室",
    "会议",
];

/// A text with one of its strings changed: something put in, or in place of a character, or all of it.
fn slipped(text: &str, at: prop::sample::Index, slip: &str, how: u8) -> String {
    let quotes: Vec<usize> = text.match_indices('"').map(|(i, _)| i).collect();
    let Some(inside) =
        quotes.chunks_exact(2).map(|q| q[0] + 1..q[1]).nth(at.index(quotes.len() / 2))
    else {
        return text.to_owned();
    };
    let string = &text[inside.clone()];
    let chars: Vec<usize> = string.char_indices().map(|(i, _)| inside.start + i).collect();
    let start = chars.get(at.index(chars.len() + 1)).copied().unwrap_or(inside.end);
    let end = match how {
        0 => start,
        1 => start + text[start..inside.end].chars().next().map_or(0, char::len_utf8),
        _ => inside.end,
    };
    format!("{}{slip}{}", &text[..start], &text[end..])
}

proptest! {

    /// What a sure fix is offered for is not found again in its place once the fix is made.
    #[test]
    fn a_sure_fix_mends_what_it_is_offered_for(
        code in any::<prop::sample::Index>(),
        is_wrong in any::<bool>(),
        at in any::<prop::sample::Index>(),
        slip in prop::sample::select(&SLIPS[..]),
        how in 0u8..3,
    ) {
        let page = codes().nth(code.index(codes().count())).unwrap().page();
        let example = if is_wrong { page.wrong } else { page.right };
        let Some(text) = example.text(ROOT) else { return Ok(()) };
        let mut sources = EditedSources::new(&example);
        sources.put(ROOT, slipped(&text, at, slip, how));
        let reading = wallchart_plan::read(&sources, ROOT, &example.options());
        let found = check(&reading);
        let place = |files: &[wallchart_plan::SourceFile], d: &Diagnostic| {
            let at = wallchart_plan::render::located(d, files);
            (d.code.name, at.file, at.bytes.start)
        };
        for diagnostic in &found {
            let fixed = wallchart_plan::fixed(&reading.files, std::slice::from_ref(diagnostic));
            if fixed.made.is_empty() { continue }
            let mut sources = EditedSources::new(&sources);
            for (file, text) in &fixed.texts {
                sources.put(&reading.files[*file].name, text.clone());
            }
            let again = wallchart_plan::read(&sources, ROOT, &example.options());
            let was = place(&reading.files, diagnostic);
            let is_same = |d: &&Diagnostic| place(&again.files, d) == was;
            let again_found = check(&again);
            let same = again_found.iter().find(is_same);
            prop_assert!(same.is_none(), "{diagnostic:#?}\n{same:#?}");
        }
    }
}
