//! The examples of the papers run: every fenced plan of the language reference is read, and every field
//! of the language stands in it.

use std::collections::BTreeSet;

use wallchart_plan::expanded::{PersonRole, TaskKind, UnitKind};

use crate::plans::{Folder, line, read, repository};

/// The day on which the examples are read.
const TODAY: &str = "2026-01-05";

/// A fenced example.
struct Snippet {
    /// The line on which it stands.
    line: usize,
    /// How it is read: `plan`, `base`, `campaign`, `tasks`, `calendar`.
    kind: String,
    /// The codes that a check should give, and no others.
    codes: BTreeSet<String>,
    text: String,
}

fn reference() -> String {
    std::fs::read_to_string(repository().join("docs/plan-language.md")).unwrap()
}

fn snippets(markdown: &str) -> Vec<Snippet> {
    let mut out: Vec<Snippet> = Vec::new();
    let mut inside = false;
    for (i, line) in markdown.lines().enumerate() {
        match line.strip_prefix("```") {
            Some(_) if inside => inside = false,
            Some(mark) => {
                let mut words = mark.split(' ').map(str::to_owned);
                assert_eq!(
                    words.next().as_deref(),
                    Some("ron"),
                    "line {}: an example of what?",
                    i + 1
                );
                let kind = words.next().unwrap_or_else(|| panic!("line {}: read how?", i + 1));
                out.push(Snippet {
                    line: i + 1,
                    kind,
                    codes: words.collect(),
                    text: String::new(),
                });
                inside = true;
            }
            None if inside => {
                let text = &mut out.last_mut().unwrap().text;
                text.push_str(line);
                text.push('\n');
            }
            None => {}
        }
    }
    assert!(!inside, "an example is not closed");
    out
}

/// The name of a top-level field that begins on this line, at that indent.
fn field(line: &str, indent: usize) -> Option<&str> {
    let rest = line.get(indent..)?;
    let (name, _) = rest.split_once(':')?;
    let at_indent = line[..indent].trim().is_empty() && !rest.starts_with([' ', '/', '"']);
    (at_indent && name.chars().all(|c| c.is_ascii_lowercase() || c == '_')).then_some(name)
}

/// The base plan with the fields of a snippet in place of its own.
fn with_fields(base: &str, snippet: &str) -> String {
    let own: BTreeSet<&str> = snippet.lines().filter_map(|l| field(l, 0)).collect();
    let mut out = String::from("Campaign(\n");
    let mut kept = true;
    for line in base.lines().skip(1).filter(|l| *l != ")") {
        if let Some(name) = field(line, 4) {
            kept = !own.contains(name);
        }
        if kept {
            out.push_str(line);
            out.push('\n');
        }
    }
    out + snippet + ")\n"
}

/// The base plan with the tasks of a snippet in a stream of their own.
fn with_tasks(base: &str, snippet: &str) -> String {
    let body = base.trim_end().strip_suffix(')').unwrap();
    let (before, streams) = body.split_at(body.find("    streams: {").unwrap());
    let streams = streams.trim_end().strip_suffix("},").unwrap();
    format!("{before}{streams}, \"例子\": (tasks: {{\n{snippet}}}) }},\n)\n")
}

/// Codes that say what a whole plan lacks or has too much of.
const OF_WHOLE_PLANS: [&str; 3] = ["W041", "W042", "W044"];

#[test]
fn every_example_is_read() {
    let markdown = reference();
    let snippets = snippets(&markdown);
    let base = snippets.iter().find(|s| s.kind == "base").unwrap().text.clone();
    let calendar =
        std::fs::read_to_string(repository().join("workflows/calendars/cn.ron")).unwrap();
    let mut wrong = Vec::new();
    for snippet in &snippets {
        let mut calendar = calendar.clone();
        let plan = match snippet.kind.as_str() {
            "plan" | "base" => snippet.text.clone(),
            "campaign" => with_fields(&base, &snippet.text),
            "tasks" => with_tasks(&base, &snippet.text),
            "calendar" => {
                calendar.clone_from(&snippet.text);
                base.clone()
            }
            other => panic!("line {}: `{other}` is read how?", snippet.line),
        };
        let folder = Folder::of_repository("docs").with("plan.ron", plan).with("cn.ron", calendar);
        let (reading, found) = read(&folder, "plan.ron", TODAY, None);
        // An example shows a piece: what the rest of its plan registers may stand unused.
        let is_said = |code: &str| !OF_WHOLE_PLANS.contains(&code) || snippet.codes.contains(code);
        let codes = found.iter().map(|d| d.code.name.to_owned()).filter(|code| is_said(code));
        let codes: BTreeSet<String> = codes.collect();
        if codes != snippet.codes {
            let lines: Vec<String> = found.iter().map(|d| line(&reading, d)).collect();
            wrong.push(format!(
                "line {}: {:?} expected, found {lines:#?}",
                snippet.line, snippet.codes
            ));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// The words of a closed list, as the error of a value outside it names them.
fn words<T: serde::de::DeserializeOwned + std::fmt::Debug>() -> Vec<String> {
    let error = serde_json::from_str::<T>("\"\"").unwrap_err().to_string();
    let names = error.split('`').skip(3).step_by(2).map(str::to_owned).collect::<Vec<_>>();
    assert!(!names.is_empty(), "{error}");
    names
}

#[test]
fn every_field_and_word_stands_in_the_reference() {
    let markdown = reference();
    let schema = repository().join("engine/plan/src/source/schema.rs");
    let schema = std::fs::read_to_string(schema).unwrap();
    let body = schema.split("fields! {").nth(1).unwrap().split("\n}").next().unwrap();
    let mut names: Vec<String> = body
        .lines()
        .filter(|l| l.starts_with("        ") && !l.trim_start().starts_with("///"))
        .filter_map(|l| Some(l.trim().split_once(": ")?.0.trim_start_matches("r#").to_owned()))
        .collect();
    assert!(names.iter().any(|n| n == "needs"), "the schema reads otherwise now");
    names.extend(words::<UnitKind>());
    names.extend(words::<TaskKind>());
    names.extend(words::<PersonRole>());
    names.extend(words::<wallchart_plan::LintLevel>());
    let missing: BTreeSet<&String> = names
        .iter()
        .filter(|n| !markdown.contains(&format!("`{n}`")) && !markdown.contains(&format!(" {n}:")))
        .collect();
    assert!(missing.is_empty(), "not in docs/plan-language.md: {missing:?}");
}

#[test]
fn examples_that_are_wrong_are_told() {
    let base = snippets(&reference()).remove(1);
    assert_eq!(base.kind, "base");
    let plan = with_tasks(&base.text, "\"甲\": (owner: \"没有\", due: \"D\"),\n");
    let calendar = "Calendar(version: 1, notices: [(year: 2026, off: [], makeup: [])])";
    let folder = Folder::of_repository("docs").with("plan.ron", plan).with("cn.ron", calendar);
    let (_, found) = read(&folder, "plan.ron", TODAY, None);
    assert!(found.iter().any(|d| d.code.name == "E030"), "{found:?}");
}

/// The papers of the house.
const PAPERS: &[&str] = &[
    "README.md",
    "ARCHITECTURE.md",
    "CONTRIBUTING.md",
    "CHANGELOG.md",
    "workflows/README.md",
    "docs/plan-language.md",
    "docs/codes.md",
];

#[test]
fn every_link_leads_somewhere() {
    let mut dead = Vec::new();
    for paper in PAPERS {
        let path = repository().join(paper);
        let text = std::fs::read_to_string(&path).unwrap();
        let targets = text.split("](").skip(1).filter_map(|rest| rest.split(')').next());
        for target in targets.filter(|t| !t.contains("://") && !t.starts_with('#')) {
            let file = target.split('#').next().unwrap_or_default();
            if !path.parent().unwrap().join(file).exists() {
                dead.push(format!("{paper}: {target}"));
            }
        }
    }
    assert!(dead.is_empty(), "{dead:#?}");
}

#[test]
fn every_crate_stands_on_the_map() {
    let map = std::fs::read_to_string(repository().join("ARCHITECTURE.md")).unwrap();
    for entry in std::fs::read_dir(repository().join("engine")).unwrap() {
        let name = entry.unwrap().file_name().into_string().unwrap();
        assert!(map.contains(&format!("| `engine/{name}` |")), "engine/{name} is not on the map");
    }
}

#[test]
fn ci_runs_what_the_readme_says() {
    let readme = std::fs::read_to_string(repository().join("README.md")).unwrap();
    let ci = std::fs::read_to_string(repository().join(".ci/run")).unwrap();
    assert!(readme.contains("\ncargo run --release -- open workflows/315.ron\n"));
    assert!(readme.contains("\ncargo test --workspace\n"));
    assert!(ci.contains("cargo test --workspace\n"));
}
