//! The codes of diagnostics for people: `docs/codes.md` lists all of them, and `explain` tells each.

use std::fmt::Write as _;
use std::process::{Command, Output};

use serde_json::Value;
use wallchart_plan::diagnostic::{Code, Severity};
use wallchart_plan::explain::Area;
use wallchart_words::{Lang, ids, t, width};

use crate::plans::repository;

/// Where the page of a code is, from `docs/`.
fn page_of(code: &Code) -> String {
    let name = format!("codes/{}.md", code.name);
    let folders = ["engine/plan", "engine/schedule"];
    let folder = folders.iter().find(|f| repository().join(f).join(&name).exists());
    format!("../{}/{name}", folder.unwrap_or_else(|| panic!("where is the page of {}?", code.name)))
}

/// The list as it should be.
fn listed() -> String {
    let mut out = String::from(
        "# 诊断代码 · Codes of diagnostics\n\n\
         `wallchart explain E030` 说明一条：意思、影响、改法、常见原因、正误例子。下面每个代码也连到它的说明。\n\
         这张表由程序里的同一份内容生成，不用手改：`INSTA_UPDATE=always cargo test --test wallchart codes::`。\n\n\
         `wallchart explain E030` tells one in full: what it means, why it matters, how to mend it, its usual causes, a wrong\n\
         and a right example. Each code below leads to the same page. The table is made from what the program holds; the\n\
         command above writes it anew.\n",
    );
    for area in Area::ALL {
        let [zh, en] = Lang::ALL.map(|lang| t!(lang, area.message()));
        let _ = write!(out, "\n## {zh} · {en}\n\n| 代码 · code | | |\n|---|---|---|\n");
        for code in wallchart_schedule::codes() {
            let page = code.page();
            if page.area != Some(*area) {
                continue;
            }
            let blocks =
                if code.severity == Severity::Blocker { "（待补 · blocker）" } else { "" };
            let (zh, en) = (page.title(Lang::Zh), page.title(Lang::En));
            let _ = writeln!(out, "| [{}]({}){blocks} | {zh} | {en} |", code.name, page_of(code));
        }
    }
    out
}

#[test]
fn the_list_of_codes_is_up_to_date() {
    let path = repository().join("docs/codes.md");
    let listed = listed();
    if std::env::var("INSTA_UPDATE").is_ok_and(|how| how == "always") {
        std::fs::write(&path, &listed).unwrap();
    }
    let found = std::fs::read_to_string(&path).unwrap_or_default();
    assert!(
        found == listed,
        "write it anew: INSTA_UPDATE=always cargo test --test wallchart codes::"
    );
}

fn explain(args: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_wallchart"))
        .args(args)
        .current_dir(repository())
        .stdin(std::process::Stdio::null())
        .output()
        .unwrap()
}

fn said(args: &[&str]) -> String {
    let output = explain(args);
    assert!(output.status.success(), "{args:?} {}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8(output.stdout).unwrap()
}

#[test]
fn every_code_is_explained_with_its_diagnostic() {
    let names: Vec<&str> = wallchart_schedule::codes().map(|c| c.name).collect();
    for (lang, word) in [(Lang::Zh, "zh"), (Lang::En, "en")] {
        let all = [vec!["explain", "--lang", word], names.clone()].concat();
        let told = said(&all);
        for code in wallchart_schedule::codes() {
            let severity = match code.severity {
                Severity::Error => t!(lang, ids::RENDER_ERROR),
                Severity::Blocker => t!(lang, ids::RENDER_BLOCKER),
                Severity::Warning => t!(lang, ids::RENDER_WARNING),
            };
            let header = format!("\n{severity}[{}] ", code.name);
            assert!(told.contains(&header), "{} does not show what it reports", code.name);
        }
        // Prose is cut to the width of the screen, and to what can be read; a plan is not.
        let paragraphs = wallchart_schedule::codes().flat_map(|c| c.page().text(lang).to_vec());
        let prose: String = paragraphs.collect::<Vec<_>>().concat();
        for line in told.lines().filter(|l| width(l) > 100) {
            assert!(!prose.contains(line.trim_start_matches("- ")), "{line}");
        }
    }
}

#[test]
fn codes_are_found_as_people_write_them() {
    let told = said(&["explain", "e30", "[W024]", "--json"]);
    let told: Value = serde_json::from_str(&told).unwrap();
    assert_eq!((&told[0]["code"], &told[1]["code"]), (&"E030".into(), &"W024".into()));
    assert!(told[0]["wrong"]["files"]["plan.ron"].as_str().unwrap().contains("城东索"));
    assert!(told[0]["wrong"]["reported"][0]["at"]["line"].as_u64().unwrap() > 1);
    let all: Value = serde_json::from_str(&said(&["explain", "--json"])).unwrap();
    assert_eq!(all.as_array().unwrap().len(), wallchart_schedule::codes().count());
    let list = said(&["explain", "--lang", "zh"]);
    assert!(list.contains("E030") && list.contains("没有这个单位"), "{list}");
}

#[test]
fn codes_that_there_are_not_bring_up_near_ones() {
    for (asked, near) in
        [("W075", "E075"), ("030", "E030"), ("E0330", "E033"), ("x", "wallchart explain")]
    {
        let output = explain(&["explain", asked, "--lang", "en"]);
        assert_eq!(output.status.code(), Some(5), "{asked}");
        let said = String::from_utf8(output.stderr).unwrap();
        assert!(said.contains(asked) && said.contains(near), "{said}");
        assert!(output.stdout.is_empty());
    }
}

#[test]
fn a_check_says_once_where_to_learn_more() {
    let folder = tempfile::tempdir().unwrap();
    let plan = folder.path().join("plan.ron");
    std::fs::write(&plan, "Campaign(version: 1，id: \"a\"，)").unwrap();
    let output = explain(&["check", plan.to_str().unwrap(), "--lang", "zh"]);
    let said = String::from_utf8(output.stdout).unwrap();
    assert_eq!(said.matches("wallchart explain").count(), 1, "{said}");
    assert!(said.trim_end().lines().last().unwrap().contains("wallchart explain E001"), "{said}");
}
