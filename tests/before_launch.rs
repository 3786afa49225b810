//! Before launch: what a plan comes to, what each unit will receive, and who approved it.

use std::path::PathBuf;

use serde_json::Value;

use crate::office::Office;

/// A small plan in the office's folder, with as many branches as named.
fn plan(office: &Office, branches: &[&str]) -> PathBuf {
    let path = office.path("plan.ron");
    let branches: String = branches.iter().map(|b| format!("\"{b}\": (kind: branch), ")).collect();
    let text = format!(
        r#"Campaign(
    version: 1, id: "宣传周", title: "宣传周", anchor: "2099-03-13", zone: "Asia/Shanghai", coordinator: "办公室",
    units: {{ "办公室": (kind: office, people: {{ "张莉": contact, "陈主任": leader }}), {branches} }},
    groups: {{ "各所": kind(branch) }},
    measures: {{ "资料": "份" }},
    streams: {{ "宣传": (tasks: {{
        "印发通知": (owner: "办公室", due: "D-20"),
        "集中宣传": (each: "各所", needs: ["印发通知"], due: "D", measures: ["资料 >= 200"], evidence: ["照片 x2"]),
        "展板": (owner: "办公室", takes: "1d", due: "D"),
        "总结": (owner: "办公室", needs: ["all 集中宣传"], support: ["各所"], due: "D+5"),
    }}) }},
)
"#
    );
    std::fs::write(&path, text).unwrap();
    path
}

fn names(list: &Value, field: &str) -> Vec<String> {
    let rows = list.as_array().unwrap().iter();
    rows.map(|row| row[field].as_str().unwrap().to_owned()).collect()
}

#[test]
fn check_ends_with_what_the_plan_comes_to() {
    let office = Office::new();
    let path = plan(&office, &["城东所", "城西所"]);
    let path = path.to_str().unwrap();
    let said = office.run("", &["check", path]);
    let end: Vec<&str> = said.lines().rev().take(4).collect();
    assert!(said.contains("任务 5 项，单位 3 个"), "{said}");
    assert!(end[3].starts_with("按板块  宣传 5"), "{said}");
    assert!(end[2].starts_with("按单位  办公室 3、"), "{said}");
    assert!(end[2].contains("城东所 1+配合1"), "{said}");
    assert!(end[1].starts_with("关键路径  印发通知 → 集中宣传（2项） → 总结"), "{said}");
    assert!(end[0].starts_with("最紧  展板 机动"), "{said}");
    let data = office.json("", &["check", path]);
    let comes_to = &data["comes_to"];
    assert_eq!(names(&comes_to["units"], "unit"), ["办公室", "城东所", "城西所"]);
    assert_eq!(comes_to["critical_path"][1]["instances"].as_array().unwrap().len(), 2);
}

#[test]
fn preview_gives_each_unit_its_sheet() {
    let office = Office::new();
    let path = plan(&office, &["城东所", "城西所"]);
    let path = path.to_str().unwrap();
    let data = office.json("", &["preview", path]);
    let sheets = data["sheets"].as_array().unwrap();
    assert_eq!(names(&data["sheets"], "unit"), ["办公室", "城东所", "城西所"]);
    // Together the sheets hold every task once, with its lead.
    let led: usize = sheets.iter().map(|s| s["leads"].as_array().unwrap().len()).sum();
    assert_eq!(led, 5);
    let east = office.run("", &["preview", path, "--unit", "城东"]);
    assert!(!east.contains("城西所"), "{east}");
    for words in
        ["牵头 1 项，配合 1 项", "集中宣传@城东所", "资料（份，≥200）", "照片×2", "前置：印发通知"]
    {
        assert!(east.contains(words), "{words}: {east}");
    }
    assert!(!office.path("office.db").exists(), "looking launches nothing");
}

#[test]
fn launching_records_who_approved_what() {
    let office = Office::new();
    let two = plan(&office, &["城东所", "城西所"]);
    let path = two.to_str().unwrap();
    let mark = office.json("", &["preview", path])["fingerprint"].as_str().unwrap().to_owned();
    // The plan changes after it was approved.
    plan(&office, &["城东所", "城西所", "城南所"]);
    let consent = ["launch", path, "--approved-by", "陈主任", "--fingerprint", &mark[..12]];
    let refused = office.try_run("", &consent);
    assert_eq!(refused.status.code(), Some(4), "{refused:?}");
    assert!(String::from_utf8_lossy(&refused.stderr).contains("批准之后有变动"));
    let refused = office.try_run("", &["launch", path, "--fingerprint", "1234567"]);
    assert_eq!(refused.status.code(), Some(2), "{refused:?}");
    let refused = office.try_run("", &["launch", path, "--approved-by", "路人"]);
    assert_eq!(refused.status.code(), Some(5), "{refused:?}");
    assert!(!office.path("office.db").exists(), "nothing was launched");
    // Only its spelling changes: units receive the same.
    plan(&office, &["城东所", "城西所"]);
    let text = std::fs::read_to_string(&two).unwrap();
    std::fs::write(&two, text.replace("version: 1,", "// 已核\n    version: 1,")).unwrap();
    office.run("", &consent);
    let log = office.run("", &["log"]);
    assert!(log.contains(&format!("方案第1版由陈主任批准（指纹 {}）", &mark[..12])), "{log}");
    office.run("", &["verify"]);
}

#[test]
fn whoever_launches_answers_for_a_plan_that_nobody_else_approved() {
    let office = Office::new();
    let path = plan(&office, &["城东所"]);
    office.run("", &["launch", path.to_str().unwrap()]);
    assert!(office.run("", &["log"]).contains("方案第1版由操作员批准"));
}

#[test]
fn a_fan_out_that_grew_since_launch_is_told() {
    let office = Office::new();
    let path = plan(&office, &["城东所", "城西所"]);
    let path = path.to_str().unwrap();
    office.run("", &["launch", path]);
    let grown = |said: &str| said.matches("[W060]").count();
    assert_eq!(grown(&office.run("", &["check", path])), 0);
    plan(&office, &["城东所", "城西所", "城南所"]);
    let said = office.run("", &["check", path]);
    assert_eq!(grown(&said), 1, "{said}");
    assert!(said.contains("由正在执行的 2 项增至 3 项：新增 城南所"), "{said}");
    assert!(said.contains("each: \"各所\""), "{said}");
    // A store that can't be read stands in nobody's way.
    std::fs::write(office.path("office.db"), "broken").unwrap();
    let said = office.run("", &["check", path]);
    assert!(said.contains("未与正在执行的方案比较"), "{said}");
}

#[test]
fn warnings_are_as_grave_as_the_plan_and_the_command_say() {
    let office = Office::new();
    let path = office.path("plan.ron");
    let check = |lints: &str, args: &[&str]| {
        let plan = format!(
            r#"Campaign(version: 1, id: "a", title: "甲", anchor: "2026-03-13", coordinator: "办公室", {lints}
            units: {{ "办公室": (kind: office) }},
            streams: {{ "宣传": (tasks: {{ "通知": (owner: "办公室", due: "D") }}) }})"#
        );
        std::fs::write(&path, plan).unwrap();
        let all = [&["--json", "check", path.to_str().unwrap()], args].concat();
        let output = office.try_run("", &all);
        let told: serde_json::Value = serde_json::from_slice(&output.stdout).unwrap_or_default();
        let told = told["diagnostics"].as_array().into_iter().flatten();
        let told = told.map(|d| format!("{} {}", d["code"], d["severity"]).replace('"', ""));
        (output.status.code().unwrap(), told.filter(|d| !d.contains("W041")).collect::<Vec<_>>())
    };
    let (warned, raised) = (vec!["W025 warning".to_owned()], vec!["W025 error".to_owned()]);
    assert_eq!(check("", &[]), (0, warned.clone()));
    assert_eq!(check("lints: { \"W025\": allow },", &[]), (0, Vec::new()));
    assert_eq!(check("lints: { \"W025\": error },", &[]), (3, raised.clone()));
    assert_eq!(check("lints: { \"W025\": error },", &["--allow", "w25"]), (0, Vec::new()));
    assert_eq!(check("lints: { \"W025\": allow },", &["--deny", "W025"]), (3, raised));
    assert_eq!(check("", &["--deny", "warnings"]), (3, warned));
    assert_eq!(check("", &["--deny", "warnings", "--allow", "W025", "--allow", "W041"]).0, 0);
    assert_eq!(check("", &["--allow", "E030"]).0, 2);
    assert_eq!(check("", &["--deny", "W999"]).0, 5);
    // What a plan takes for an error keeps it from being launched.
    check("lints: { \"W025\": error },", &[]);
    assert_eq!(
        office.try_run("", &["launch", path.to_str().unwrap(), "-y"]).status.code(),
        Some(3)
    );
}
