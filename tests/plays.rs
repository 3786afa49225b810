//! The playbooks of the 3·15 plan, played by the program: what a gala exposes, and a complaint.

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
    command.env("WALLCHART_CONFIG", "").env("WALLCHART_STORE", "plays.db").output().unwrap()
}

fn ok(folder: &Path, args: &[&str]) -> Value {
    let output = run(folder, args);
    assert!(output.status.success(), "{args:?}: {}", String::from_utf8_lossy(&output.stderr));
    serde_json::from_slice(&output.stdout).unwrap_or_default()
}

fn states(folder: &Path, tasks: &[&str]) -> Vec<String> {
    let state = |task: &&str| ok(folder, &["show", task])["task"]["record"]["state"].clone();
    tasks.iter().map(|t| state(t).as_str().unwrap_or_default().to_owned()).collect()
}

#[test]
fn a_gala_exposes_a_case_and_a_complaint_is_referred_on() {
    let folder = tempfile::tempdir().unwrap();
    let here = folder.path();
    copy(&repository().join("workflows"), &here.join("workflows"));
    ok(here, &["launch", "workflows/315.ron", "--yes"]);
    std::fs::write(here.join("gala.json"), r#"{"品牌": "某牌", "属地": "城东所"}"#).unwrap();
    ok(here, &["play", "start", "--hook", "gala", "--json-body", "gala.json"]);
    // In scope: first, follow-up and final report, one after the other.
    ok(here, &["done", "晚会曝光#1/研判", "--outcome", "职能内"]);
    ok(here, &["done", "晚会曝光#1/首报"]);
    ok(here, &["done", "晚会曝光#1/续报/1", "--nil"]);
    assert_eq!(states(here, &["晚会曝光#1/续报/2"]), ["issued"], "the next came by itself");
    ok(here, &["complete", "晚会曝光#1/核查"]);
    ok(here, &["complete", "晚会曝光#1/处置"]);
    assert_eq!(states(here, &["晚会曝光#1/续报/2", "晚会曝光#1/终报"]), ["skipped", "issued"]);
    ok(here, &["complete", "晚会曝光#1/终报"]);
    ok(here, &["complete", "晚会曝光#1/通气"]);
    assert_eq!(ok(here, &["play", "show", "晚会曝光#1"])["running"], false);
    // Out of scope: it stops.
    ok(here, &["play", "start", "晚会曝光", "品牌=他牌", "属地=城西所"]);
    ok(here, &["done", "晚会曝光#2/研判", "--outcome", "职能外"]);
    assert_eq!(states(here, &["晚会曝光#2/首报", "晚会曝光#2/终报"]), ["skipped", "skipped"]);
    let all = ok(here, &["play"]);
    assert_eq!(all["plays"].as_array().map(Vec::len), Some(2));
    // A complaint that can't be settled is referred on; one that is settled needs no more.
    for (n, outcome, state) in [("1", "未成", "issued"), ("2", "解决", "skipped")] {
        let number = format!("编号=件{n}");
        ok(here, &["play", "start", "投诉件", &number, "诉求=退货", "承办=城南所"]);
        ok(here, &["done", &format!("投诉件#{n}/受理")]);
        assert!(!run(here, &["done", &format!("投诉件#{n}/调解")]).status.success());
        ok(here, &["done", &format!("投诉件#{n}/调解"), "--outcome", outcome]);
        assert_eq!(states(here, &[&format!("投诉件#{n}/引导")]), [state]);
    }
    // What nobody asked for is refused, and says what is.
    let refused = run(here, &["play", "start", "晚会曝光", "品牌=他牌", "属地=消保科"]);
    assert!(!refused.status.success());
}
