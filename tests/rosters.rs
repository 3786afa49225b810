//! The duty rosters of the shipped plans, filled by the program: gaps seen, people twice on duty, tables both
//! ways, and a plan that is amended.

use std::path::Path;
use std::process::{Command, Output, Stdio};

use serde_json::Value;

use crate::plans::repository;
use crate::readme::copy;

fn run(folder: &Path, args: &[&str]) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_wallchart"));
    command.arg("--json").args(args).current_dir(folder).stdin(Stdio::null());
    for name in ["WALLCHART_AS", "WALLCHART_CAMPAIGN", "WALLCHART_LANG"] {
        command.env_remove(name);
    }
    command.env("WALLCHART_CONFIG", "").env("WALLCHART_STORE", "duty.db").output().unwrap()
}

fn ok(folder: &Path, args: &[&str]) -> Value {
    let output = run(folder, args);
    assert!(output.status.success(), "{args:?}: {}", String::from_utf8_lossy(&output.stderr));
    serde_json::from_slice(&output.stdout).unwrap_or_default()
}

/// What a refused call says.
fn no(folder: &Path, args: &[&str]) -> String {
    let output = run(folder, args);
    assert!(!output.status.success(), "{args:?} is done");
    let said: Value = serde_json::from_slice(&output.stderr).unwrap();
    format!("{} {}", said["error"]["message"], said["error"]["hint"])
}

/// How many people a roster lacks.
fn lacks(folder: &Path, roster: &str) -> u64 {
    ok(folder, &["roster", "show", roster])["lacks"].as_u64().unwrap()
}

#[test]
fn a_gala_is_manned_and_a_moved_shift_is_told() {
    let folder = tempfile::tempdir().unwrap();
    let here = folder.path();
    copy(&repository().join("workflows"), &here.join("workflows"));
    ok(here, &["launch", "workflows/315.ron", "--anchor", "2035-03-15", "--yes"]);
    assert_eq!(lacks(here, "晚会值守"), 0, "the plan names everybody");
    ok(here, &["roster", "clear", "晚会值守", "城东所", "leader"]);
    // Missing leaders are seen at a glance, and by whoever has to come.
    let status = ok(here, &["status"]);
    let gap = &status["overview"]["rosters"][1]["gaps"][0];
    assert_eq!((gap["unit"].as_str(), gap["role"].as_str()), (Some("城东所"), Some("leader")));
    let inbox = ok(here, &["inbox", "城东所"]);
    let rosters = inbox["to_man"].as_array().unwrap().iter().filter_map(|r| r["roster"].as_str());
    assert!(rosters.into_iter().any(|roster| roster == "晚会值守"), "{inbox}");
    assert!(no(here, &["roster", "fill", "晚会值守", "城东所", "leader=乙"]).contains("城东-乙"));
    assert!(
        no(here, &["--as", "城西所", "roster", "fill", "晚会值守", "城东所", "staff=乙"])
            .contains("城东所")
    );
    // On the hotline and at the gala at the same time.
    ok(here, &["roster", "fill", "热线值守", "12315中心", "all", "staff=乙"]);
    ok(here, &["roster", "fill", "晚会值守", "12315中心", "staff=丙"]);
    assert!(
        no(here, &["roster", "fill", "晚会值守", "12315中心", "staff=乙"]).contains("--anyway")
    );
    ok(here, &["roster", "fill", "晚会值守", "12315中心", "staff=乙", "--anyway"]);
    let twice = &ok(here, &["roster", "show", "晚会值守"])["twice"];
    assert_eq!(twice[0]["person"], "投-乙", "{twice}");
    // The gala begins earlier: who was put down for it is told, and the hotline stays as it is.
    let plan = here.join("workflows/315.ron");
    let text = std::fs::read_to_string(&plan).unwrap();
    assert!(text.contains("D 20:00..22:00"));
    std::fs::write(&plan, text.replace("D 20:00..22:00", "D 19:30..22:00")).unwrap();
    // That something differs is also its exit code.
    let diff = run(here, &["diff", "workflows/315.ron"]).stdout;
    let diff: Value = serde_json::from_slice(&diff).unwrap();
    let go: Vec<&str> = diff["fills_go"]
        .as_array()
        .unwrap()
        .iter()
        .filter_map(|f| f["people"][0].as_str())
        .collect();
    assert_eq!(go, ["投-乙"]);
    ok(here, &["apply", "workflows/315.ron", "--yes"]);
    let hotline = ok(here, &["roster", "show", "热线值守", "--unit", "12315中心"]);
    let there = hotline["seats"].as_array().unwrap().iter().all(|s| s["people"][0] == "投-乙");
    assert!(there, "{hotline}");
    let gala = ok(here, &["roster", "show", "晚会值守"]);
    assert_eq!(gala["fallen_out"].as_array().map(Vec::len), Some(1), "{gala}");
}

#[test]
fn a_roster_goes_out_as_a_table_and_comes_back_filled_in() {
    let folder = tempfile::tempdir().unwrap();
    let here = folder.path();
    copy(&repository().join("workflows"), &here.join("workflows"));
    ok(here, &["launch", "workflows/s2-branch.ron", "--anchor", "2035-03-15", "--yes"]);
    let before = lacks(here, "专线值守");
    assert!(before > 0);
    ok(here, &["roster", "export", "专线值守", "值班.csv"]);
    let table = std::fs::read_to_string(here.join("值班.csv")).unwrap();
    let mut rows = table.lines();
    let head = rows.next().unwrap();
    assert_eq!(head.trim_start_matches('\u{feff}'), "日期,班次,单位,分管领导,工作人员");
    // As an office writes it: its own heading, a title above, a number behind a name.
    let first = rows.next().unwrap().trim_end_matches(',');
    let (date, unit) = (first.split(',').next().unwrap(), first.split(',').nth(2).unwrap());
    let filled = format!(
        "专线值班表,,,\n日期,值班单位,带班领导,值班人员\n{date},{unit},王所 13800000000,李四、张三\n,,,\n"
    );
    std::fs::write(here.join("填好.csv"), &filled).unwrap();
    let receipt = run(here, &["roster", "import", "专线值守", "填好.csv", "--anyway"]);
    assert!(receipt.status.success(), "{}", String::from_utf8_lossy(&receipt.stderr));
    assert_eq!(lacks(here, "专线值守"), before - 2);
    // One row that can't be read, and nothing is taken.
    std::fs::write(here.join("错.csv"), format!("{filled}3月99日,{unit},甲,乙\n")).unwrap();
    assert!(no(here, &["roster", "import", "专线值守", "错.csv", "--anyway"]).contains("5"));
    ok(here, &["undo"]);
    assert_eq!(lacks(here, "专线值守"), before);
}
