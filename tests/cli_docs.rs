//! `docs/cli.md` tells the truth: its examples run, it has every verb, exit code and variable, and its JSON
//! shapes are those that the program prints.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use clap::CommandFactory as _;
use serde_json::Value;
use wallchart::cli::args::Cli;

use crate::plans::repository;
use crate::readme::{example_lines, run_examples};

fn page() -> String {
    std::fs::read_to_string(repository().join("docs/cli.md")).unwrap()
}

/// Whether a row of a table begins with that cell, bare or as code.
fn has_row(page: &str, cell: &str) -> bool {
    page.lines().filter_map(|l| l.strip_prefix("| ")).any(|row| {
        row.split(" | ").next().is_some_and(|first| first.trim_matches(['`', ' ']) == cell)
    })
}

#[test]
fn every_verb_has_an_example() {
    let shown: BTreeSet<String> =
        example_lines("docs/cli.md").into_iter().filter_map(|l| l.words.get(1).cloned()).collect();
    let verbs: BTreeSet<String> =
        Cli::command().get_subcommands().map(|v| v.get_name().to_owned()).collect();
    assert_eq!(shown, verbs);
}

#[test]
fn every_exit_code_is_in_the_table() {
    let source = std::fs::read_to_string(repository().join("tui/cli/exit.rs")).unwrap();
    let codes: Vec<&str> = source
        .lines()
        .filter_map(|l| l.strip_prefix("pub const ")?.split_once("= ")?.1.strip_suffix(';'))
        .collect();
    assert!(codes.len() > 1);
    let page = page();
    for code in codes {
        assert!(has_row(&page, code), "exit code {code} is not in docs/cli.md");
    }
}

/// Every literal in the sources of the faces that looks like a variable of the environment.
fn variables(folder: &Path, found: &mut BTreeSet<String>) {
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            variables(&path, found);
            continue;
        }
        let source = std::fs::read_to_string(&path).unwrap();
        let literals = source.split('"').skip(1);
        found.extend(
            literals
                .filter(|text| {
                    (text.starts_with("WALLCHART_")
                        || ["NO_COLOR", "LC_ALL", "LC_MESSAGES", "LANG"].contains(text))
                        && text.chars().all(|c| c.is_ascii_uppercase() || c == '_')
                })
                .map(str::to_owned),
        );
    }
}

#[test]
fn every_variable_is_told() {
    let mut found = BTreeSet::new();
    variables(&repository().join("tui"), &mut found);
    assert!(found.contains("WALLCHART_STORE") && found.contains("NO_COLOR"));
    let page = page();
    for name in found {
        assert!(page.contains(&format!("`{name}`")), "{name} is not in docs/cli.md");
    }
}

/// The names of an object's fields, those of its first row for a list.
fn fields(value: &Value) -> BTreeSet<String> {
    match value {
        Value::Object(map) => map.keys().cloned().collect(),
        Value::Array(rows) => rows.first().map(fields).unwrap_or_default(),
        _ => BTreeSet::new(),
    }
}

/// Every named field of the documented shape is printed, down to the last; where the shape is whole, the
/// program prints no others.
fn compare(told: &Value, printed: &Value, whole: bool, at: &str) {
    let (told_fields, printed_fields) = (fields(told), fields(printed));
    if told_fields.is_empty() {
        return;
    }
    assert!(told_fields.is_subset(&printed_fields), "{at}: {told_fields:?} of {printed_fields:?}");
    assert!(!whole || told_fields == printed_fields, "{at}: {printed_fields:?}");
    let first = |value: &Value| match value {
        Value::Array(rows) => rows.first().cloned().unwrap_or_default(),
        other => other.clone(),
    };
    let (told, printed) = (first(told), first(printed));
    for name in told_fields {
        // Of a task, of a record and of what a target or a cause is, the page names only some.
        let whole = !matches!(name.as_str(), "task" | "cause" | "actor");
        compare(&told[&name], &printed[&name], whole, &format!("{at}.{name}"));
    }
}

#[test]
fn the_examples_run_and_the_shapes_are_right() {
    let folder = tempfile::tempdir().unwrap();
    run_examples("docs/cli.md", folder.path());
    let page = page();
    let mut shapes: BTreeMap<&str, Value> = BTreeMap::new();
    for block in page.split("```json ").skip(1) {
        let (verb, rest) = block.split_once('\n').unwrap();
        let (text, _) = rest.split_once("```").unwrap();
        shapes.insert(verb, serde_json::from_str(text).unwrap_or_else(|e| panic!("{verb}: {e}")));
    }
    let calls: [&[&str]; 7] = [
        &["schedule", "workflows/315.ron"],
        &["list", "分会场@城东所"],
        &["show", "分会场@城东所"],
        &["why", "分会场@城东所"],
        &["status"],
        &["log", "上年回顾"],
        &["verify"],
    ];
    for call in calls {
        let output = std::process::Command::new(env!("CARGO_BIN_EXE_wallchart"))
            .arg("--json")
            .args(call)
            .current_dir(folder.path())
            .output()
            .unwrap();
        assert!(output.status.success(), "{call:?}");
        let printed: Value = serde_json::from_slice(&output.stdout).unwrap();
        let told = shapes.remove(call[0]).unwrap_or_else(|| panic!("{} has no shape", call[0]));
        compare(&told, &printed, true, call[0]);
    }
    assert!(shapes.is_empty(), "{shapes:?}");
}
