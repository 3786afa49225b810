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

/// What it says, in words.
fn run_in(folder: &Path, args: &[&str]) -> String {
    let mut command = Command::new(env!("CARGO_BIN_EXE_wallchart"));
    command.args(args).current_dir(folder).stdin(Stdio::null());
    command
        .env_remove("WALLCHART_AS")
        .env("WALLCHART_CONFIG", "")
        .env("WALLCHART_STORE", "plays.db");
    let output = command.output().unwrap();
    assert!(output.status.success(), "{args:?}: {}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8(output.stdout).unwrap()
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
    // What isn't there is not found, whatever it is.
    for args in [
        &["play", "start", "没有"][..],
        &["play", "start", "--hook", "nope"],
        &["play", "show", "晚会曝光#9"],
        &["roster", "show", "没有"],
        &["roster", "fill", "晚会值守", "城东所", "01-01", "leader=甲"],
        &["roster", "fill", "晚会值守", "城东所", "没有=甲"],
    ] {
        assert_eq!(run(here, args).status.code(), Some(5), "{args:?}");
    }
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
    // Nothing is started where nothing is said to start.
    assert!(!run(here, &["play", "--hook", "gala"]).status.success());
    let told = run_in(
        here,
        &["--lang", "en", "play", "start", "投诉件", "编号=件3", "诉求=退货", "承办=城南所"],
    );
    assert!(told.contains("投诉件#3") && told.contains("投诉件#3/调解  城南所"), "{told}");
    ok(here, &["play", "stop", "投诉件#3", "--reason", "重复件"]);
    assert_eq!(ok(here, &["play", "show", "投诉件#3"])["stopped"], "重复件");
    let told = run_in(here, &["--lang", "zh", "play"]);
    assert!(told.contains("投诉件#3  已终止（重复件）") && told.contains("编号=件3"), "{told}");
    // What nobody asked for is refused, and says what is.
    let refused = run(here, &["play", "start", "晚会曝光", "品牌=他牌", "属地=消保科"]);
    assert!(!refused.status.success());
}

/// A plan whose playbook a hand or a figure starts; the talk is due on that day.
fn flood(folder: &Path, due: &str, extra: &str) {
    let text = format!(
        r#"Campaign(
    version: 1, id: "防汛", title: "防汛", anchor: "2099-06-01", zone: "Asia/Shanghai", coordinator: "办公室",
    units: {{ "办公室": (kind: office), "东所": (kind: branch), "西所": (kind: branch) }},
    groups: {{ "各所": kind(branch) }},
    measures: {{ "险情": "处" }},
    defaults: (review: none),
    streams: {{ "巡堤": (tasks: {{ "巡查": (each: "各所", due: "{due}", measures: ["险情"]), {extra} }}) }},
    playbooks: {{
        "抢险": (title: "{{地点}}抢险", ask: {{ "地点": text, "单位": unit("各所") }},
            start: [hand("各所"), rule("险情@巡查 > 0")], until: "处置", tasks: {{
            "上报": (owner: "{{单位}}", due: "T+30m"),
            "处置": (owner: "{{单位}}", needs: ["上报"], due: "T+1d"),
            "续报": (owner: "办公室", needs: ["上报"], every: "2h until 处置"),
        }}),
    }},
)
"#
    );
    std::fs::write(folder.join("plan.ron"), text).unwrap();
}

#[test]
fn a_plan_is_amended_and_rolled_back_while_plays_run() {
    let folder = tempfile::tempdir().unwrap();
    let here = folder.path();
    flood(here, "D", "");
    ok(here, &["launch", "plan.ron", "--yes"]);
    ok(here, &["play", "start", "抢险", "地点=一号堤", "单位=东所"]);
    ok(here, &["measure", "巡查@西所", "险情=2"]);
    ok(here, &["done", "抢险#1/上报"]);
    ok(here, &["done", "抢险#1/处置"]);
    let numbers = |of: &[&str]| -> Vec<Value> {
        let number = |task: &&str| ok(here, &["show", task])["task"]["number"].clone();
        of.iter().map(number).collect()
    };
    let kept = ["巡查@西所", "抢险#1/上报", "抢险#2/处置", "抢险#2/续报/1"];
    let (before, plays) = (numbers(&kept), ok(here, &["play"])["plays"].clone());
    assert_eq!(plays[0]["running"], false);
    assert_eq!((&plays[1]["running"], plays.as_array().unwrap().len()), (&true.into(), 2));
    flood(here, "D+1", r#""总结": (owner: "办公室", due: "D+5"),"#);
    let told = ok(here, &["apply", "plan.ron", "--yes"]);
    assert_eq!(told["applied"]["revision"], 2);
    assert_eq!((numbers(&kept), &ok(here, &["play"])["plays"]), (before.clone(), &plays));
    let came = numbers(&["总结"]);
    assert!(!before.contains(&came[0]), "{came:?}");
    // Once more it is nothing; back again it is as before; what runs goes on throughout.
    assert!(ok(here, &["apply", "plan.ron", "--yes"])["applied"].is_null());
    assert_eq!(ok(here, &["rollback", "1", "--yes"])["applied"]["revision"], 3);
    ok(here, &["play", "start", "抢险", "地点=二号堤", "单位=东所"]);
    assert_eq!(ok(here, &["apply", "plan.ron", "--yes"])["applied"]["revision"], 4);
    assert_eq!(numbers(&["总结"]), came, "it comes back under its number");
    ok(here, &["done", "抢险#2/上报"]);
    ok(here, &["done", "抢险#2/处置"]);
    assert_eq!(states(here, &["抢险#2/续报/1", "抢险#3/上报"]), ["skipped", "issued"]);
    assert!(run(here, &["verify"]).status.success());
}

/// Alerts of two levels; shortages that a daily report shows; samples of a laboratory outside the branches.
#[test]
fn a_case_of_the_library_is_handled_or_referred_on() {
    let folder = tempfile::tempdir().unwrap();
    let here = folder.path();
    copy(&repository().join("workflows"), &here.join("workflows"));
    ok(here, &["launch", "workflows/library.ron", "--yes"]);
    let unit = ok(here, &["play"])["playbooks"][0]["ask"][3]["kind"].clone();
    assert_eq!(unit["unit"], "各单位");
    let start = |case: &str| {
        let number = format!("编号={case}");
        ok(here, &["play", "start", "办件", &number, "事由=退款", "来电人=某女士", "承办=东所"]);
    };
    start("1");
    start("2");
    ok(here, &["complete", "办件#1/受理", "--outcome", "受理"]);
    ok(here, &["complete", "办件#2/受理", "--outcome", "转办"]);
    let rest = |n: u8| ["承办", "答复", "回访"].map(|task| format!("办件#{n}/{task}"));
    let of = |n: u8| states(here, &rest(n).each_ref().map(String::as_str));
    assert_eq!(of(1), ["issued", "issued", "issued"], "what was taken on goes on");
    assert_eq!(of(2), ["skipped", "skipped", "skipped"], "what is not ours ends there");
}

const ALERTS: &str = r#"Campaign(
    version: 1, id: "防汛", title: "防汛", anchor: "2099-06-01", zone: "Asia/Shanghai", coordinator: "办公室",
    units: { "办公室": (kind: office), "东所": (kind: branch), "西所": (kind: branch),
        "东所站": (kind: station), "西所站": (kind: station) },
    groups: { "各所": kind(branch) },
    lists: { "市场": { "鱼市": "东所", "菜市": "西所" } },
    measures: { "缺口": "mm" },
    defaults: (review: none),
    streams: { "甲": (tasks: {
        "日报": (each: "各所", every: "day 17:00 in D-2..D+2", measures: ["缺口?"]),
        "快检": (each: "市场", due: "D", measures: ["缺口?"], place: "大棚"),
    }) },
    playbooks: {
        "预警": (ask: { "级别": choice(["橙", "红"]), "属地": unit("各所"), "停课": yes_no, "户数": number }, start: [hand("各所")], tasks: {
            "转移": (owner: "{属地}", only: "{级别} == 红 and {户数} >= 10", due: "T+2h"),
            "停课": (owner: "办公室", only: "{停课} == 是", due: "T+1h"),
            "核实": (owner: "{属地}站", needs: ["转移"], due: "T+1d"),
        }),
        "补货": (title: "{说明}", ask: { "说明": text, "单位": unit("各所") }, start: [rule("缺口@日报 > 0")], tasks: {
            "调拨": (owner: "{单位}", due: "T+1d") }),
        "封存": (title: "{市场}{place}", ask: { "市场": text, "place": text, "单位": unit("各所") }, start: [rule("缺口@快检 > 0")], tasks: {
            "封存": (owner: "{单位}", due: "T+1d") }),
    },
)
"#;

#[test]
fn a_play_has_what_its_parameters_ask_for_and_a_rule_starts_one_at_a_time() {
    let folder = tempfile::tempdir().unwrap();
    let here = folder.path();
    std::fs::write(here.join("plan.ron"), ALERTS).unwrap();
    ok(here, &["launch", "plan.ron", "--yes"]);
    assert!(
        !run(here, &["play", "start", "预警", "级别=黄", "属地=东所", "停课=否", "户数=9"])
            .status
            .success()
    );
    let told = ok(here, &["play", "start", "预警", "级别=橙", "属地=东所", "停课=否", "户数=9"]);
    let only = &told["tasks"][0];
    assert_eq!(
        (told["tasks"].as_array().unwrap().len(), &only["path"]),
        (1, &"预警#1/核实".into())
    );
    assert_eq!((&only["owner"], &told["plays"][0]["play"]), (&"东所站".into(), &"预警#1".into()));
    // Yes is yes, in whichever word it came.
    let body = r#"{"级别": "红", "属地": "西所", "停课": true, "户数": 10}"#;
    std::fs::write(here.join("body.json"), body).unwrap();
    ok(here, &["play", "start", "预警", "--json-body", "body.json"]);
    let second = &ok(here, &["play"])["plays"][1];
    assert_eq!(second["tasks"].as_array().unwrap().len(), 3);
    assert_eq!(second["params"][2], serde_json::json!({ "name": "停课", "value": "是" }));
    let few = ok(here, &["play", "start", "预警", "级别=红", "属地=东所", "停课=否", "户数=9.5"]);
    assert_eq!(few["tasks"].as_array().unwrap().len(), 1);
    // A shortage starts one play, the next days' none while it is open, nor the same after it.
    let days = ["05-30", "05-31", "06-01"].map(|day| format!("日报@东所/2099-{day}"));
    let started = |day: &str| ok(here, &["measure", day, "缺口=60"])["plays"].clone();
    assert_eq!(started(&days[0])[0]["title"], "东所60 mm");
    // It doesn't stop by itself when the figure goes, which is said then and at nothing else.
    let told = |words: &[&str]| ok(here, words)["warnings"].as_array().unwrap().clone();
    let goes_on = told(&["undo"]);
    assert!(
        goes_on.len() == 1 && goes_on[0].to_string().contains("play stop 补货#1"),
        "{goes_on:?}"
    );
    assert_eq!(told(&["redo"]), [""; 0]);
    ok(here, &["comment", &days[0], "已核"]);
    assert_eq!(told(&["undo"]), [""; 0]);
    assert_eq!(started(&days[1]), Value::Array(Vec::new()));
    let other = ok(here, &["measure", "日报@西所/2099-05-30", "缺口=5"]);
    assert_eq!(other["plays"][0]["play"], "补货#2");
    ok(here, &["done", "补货#1/调拨"]);
    ok(here, &["comment", &days[1], "已知"]);
    assert_eq!(ok(here, &["play"])["plays"].as_array().unwrap().len(), 5);
    // The test is led by the unit that the list names; the texts are the item and the place.
    let sealed = ok(here, &["measure", "快检@菜市", "缺口=1"]);
    assert_eq!(
        (&sealed["plays"][0]["title"], &sealed["tasks"][1]["owner"]),
        (&"菜市大棚".into(), &"西所".into())
    );
}
