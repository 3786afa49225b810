//! Everything at once: mistakes of form don't hide others, and give rise to none that aren't there.

use super::*;

/// With these pieces of the base plan replaced, these codes at these marks and no others.
fn broken(changes: &[(&str, &str)], codes: &[(&str, &str)]) {
    let mut text = BASE.to_owned();
    for (from, to) in changes {
        assert!(text.contains(from), "{from}");
        text = text.replacen(from, to, 1);
    }
    let mut found = found(&text);
    found.sort();
    let found: Vec<(&str, &str)> = found.iter().map(|(c, m)| (c.as_str(), m.as_str())).collect();
    let mut codes = codes.to_vec();
    codes.sort_unstable();
    assert_eq!(found, codes, "\n{text}");
}

const WRONG: (&str, &str) =
    ("/*tasks*/", "\"乙\": (owner: \"东索\", due: \"D-3\", needs: [\"通只\"], takes: \"3x\"),");
const TOLD: [(&str, &str); 3] = [("E030", "\"东索\""), ("E032", "通只"), ("E041", "3x")];

/// The slip gives its own codes, and the three mistakes elsewhere are told all the same.
fn with_slip(change: (&str, &str), slips: &[(&str, &str)]) {
    broken(&[change, WRONG], &[&TOLD[..], slips].concat());
}

#[test]
fn slips_among_units_do_not_hide_what_is_wrong_with_tasks() {
    with_slip(("kind: branch", "kind branch"), &[("E006", "kind")]);
    with_slip(("\"东所\": (", "\"东所\" ("), &[("E006", "\"东所\"")]);
    with_slip(("\"东所\": (", "东所: ("), &[("E008", "东所")]);
    with_slip(("\"东所\": (", "“东所”： ("), &[("E001", "“"), ("E001", "：")]);
    with_slip(("\"东所\": (", "\"东所: ("), &[("E009", "\"东所")]);
}

#[test]
fn slips_in_the_head_do_not_hide_what_is_wrong_with_tasks() {
    with_slip(("version: 1,", "version: 1"), &[("E002", "")]);
    with_slip(
        ("zone: \"Asia/Shanghai\",", "zone = \"Asia/Shanghai\";"),
        &[("E005", "="), ("E005", ";")],
    );
    with_slip(("anchor: \"2026-03-15\"", "anchor: 2026-03-15"), &[("E007", "2026-03-15")]);
    with_slip(("version: 1,", "version: 1,,"), &[("E004", ",")]);
    with_slip(("version: 1,", "@@@ version: 1,"), &[("E018", "@@@")]);
    let anchor = ("anchor: \"2026-03-15\"", "@ anchor: \"2026-03-15\"");
    with_slip(anchor, &[("E018", "@")]);
    let deep = format!("sponsors: {}{}", "[".repeat(70), "]".repeat(70));
    with_slip(("group: \"全体\"", &deep), &[("E016", "[")]);
}

#[test]
fn what_is_left_out_is_not_missed() {
    // A unit whose value is beyond mending is still a unit.
    broken(
        &[("\"东所\": (", "\"东所\": (aka: [\"老\" : : 3], "), WRONG],
        &[("E018", ":"), ("E018", ":"), ("E032", "通只"), ("E041", "3x")],
    );
}

#[test]
fn where_nothing_can_be_read_fields_and_words_are_still_looked_over() {
    let text = BASE.replacen("include: []", "include: [@ \"more.ron\" : ]", 1);
    let text = text.replacen("kind: office", "kind: offfice", 1).replacen("zone:", "zonne:", 1);
    let codes: Vec<String> = found(&text).into_iter().map(|(code, _)| code).collect();
    for code in ["E018", "E020", "E023"] {
        assert!(codes.iter().any(|c| c == code), "{code}: {codes:?}");
    }
    assert!(!codes.iter().any(|c| c == "E030"), "{codes:?}");
}

#[test]
fn of_many_mistakes_each_is_told() {
    let tasks: String = (0..5_000)
        .map(|i| format!("\"t{i}\": (owner: \"办公室\" due: D-3, onwer: \"x\", kind: 甲 乙),\n"))
        .collect();
    let text = BASE.replace("/*tasks*/", &tasks);
    assert_eq!(reading(&text).diagnostics.len(), 5_000 * 4);
}

#[test]
fn a_slip_in_a_definition_is_not_told_again_where_it_is_used() {
    let count = ("/*tasks*/", "\"乙\": (each: \"所\", count: 2, due: \"D-3\"),");
    broken(&[("kind: branch", "kind: brunch"), count], &[("E023", "brunch")]);
}
