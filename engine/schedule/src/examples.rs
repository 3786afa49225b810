//! Every code has a page, and its examples are what they are said to be.

use std::collections::BTreeSet;

use wallchart_plan::diagnostic::{Code, Diagnostic};
use wallchart_plan::explain::{Example, Gap, ROOT};
use wallchart_plan::read;
use wallchart_words::{Lang, ids};

use crate::{check, codes};

/// What checking an example finds.
fn found(example: &Example) -> Vec<Diagnostic> {
    check(&read(example, ROOT, &example.options()))
}

fn told(found: &[Diagnostic]) -> Vec<String> {
    found.iter().map(|d| format!("{} {}", d.code.name, d.message(Lang::En))).collect()
}

/// What a page of a code should hold, for whoever adds one.
const HOW: &str =
    "write its page, codes/CODE.md in the crate that gives it, as CONTRIBUTING.md says";

/// Codes whose page has no text yet; nothing is added here.
const UNTOLD: &[&str] = &[
    "E001", "E002", "E003", "E004", "E005", "E006", "E007", "E008", "E009", "E010", "E011", "E012",
    "E013", "E014", "E015", "E016", "E017", "E018", "E019", "E020", "E021", "E022", "E023", "E024",
    "E025", "E026", "E027", "E028", "E029", "E030", "E031", "E032", "E033", "E034", "E035", "E036",
    "E037", "E038", "E039", "E040", "E041", "E042", "E043", "E044", "E045", "E046", "E047", "E048",
    "E049", "E050", "E051", "E052", "E053", "E054", "E055", "E056", "E057", "E058", "E059", "E060",
    "E061", "E062", "E063", "E064", "E065", "E066", "E067", "E068", "E069", "E070", "E071", "E072",
    "E073", "E074", "E075", "E076", "E100", "E101", "E102", "E103", "W020", "W021", "W022", "W023",
    "W024", "W025", "W026", "W027", "W028", "W100",
];
/// Codes whose wrong example gives another code beside its own, or none; nothing is added here.
const ASTRAY: &[&str] = &["E038", "E039", "E055", "E074", "E076", "W028", "E100"];

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
        if !gaps.is_empty() && !UNTOLD.contains(&code.name) {
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
        let found = found(&example);
        if !is_as_said(code, &found) && (!wrong || !ASTRAY.contains(&code.name)) {
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
