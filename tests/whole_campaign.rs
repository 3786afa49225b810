//! The 3·15 campaign from plan file to the last task closed, through the command line alone: every task
//! by its own unit, with returns, an extension, a reassignment and a skip on the way.

use std::collections::BTreeMap;

use serde_json::Value;

use crate::office::Office;

fn texts(value: &Value) -> Vec<&str> {
    value.as_array().unwrap().iter().map(|v| v.as_str().unwrap()).collect()
}

/// Who does the work of a task: its lead unit, or whoever reports for one without a login.
fn doer(shown: &Value) -> String {
    let task = &shown["task"];
    let planned = task["task"]["owner"].as_str().unwrap();
    let owner = task["record"]["owner"].as_str().unwrap();
    match task["task"]["proxy"].as_str() {
        Some(proxy) if planned == owner => proxy.to_owned(),
        _ => owner.to_owned(),
    }
}

/// The arguments with which `done` hands in everything that a task still lacks.
fn handing_in(office: &Office, shown: &Value, number: &str) -> Vec<String> {
    let missing = &shown["missing"];
    let mut args = vec!["done".to_owned(), number.to_owned()];
    if missing["pick"].as_bool().unwrap() {
        let start = shown["task"]["task"]["timing"]["pick"]["start"].as_str().unwrap();
        args.extend(["--at".to_owned(), local(start)]);
        for field in texts(&missing["answers"]) {
            args.extend(["--answer".to_owned(), format!("{field}=社区广场")]);
        }
    }
    if missing["steps_short"].as_u64().unwrap() > 0 {
        args.extend(["--steps".to_owned(), "all".to_owned()]);
    }
    if missing["rows"].as_bool().unwrap_or(false) {
        let mut row = vec!["row".to_owned(), "add".to_owned(), number.to_owned()];
        for column in shown["task"]["task"]["log"].as_array().unwrap() {
            let value = match &column["kind"] {
                Value::String(kind) if kind == "yes_no" => "是",
                Value::Object(kind) if kind.contains_key("choice") => {
                    kind["choice"][0].as_str().unwrap()
                }
                _ => "某企业",
            };
            row.push(format!("{}={value}", column["name"].as_str().unwrap()));
        }
        let row: Vec<&str> = row.iter().map(String::as_str).collect();
        office.run(&doer(shown), &row);
    }
    for measure in texts(&missing["measures"]) {
        args.extend(["--measure".to_owned(), format!("{measure}=600")]);
    }
    for evidence in missing["evidence"].as_array().unwrap() {
        let have = evidence["have"].as_u64().unwrap();
        for n in have..evidence["want"].as_u64().unwrap() {
            let file = office.file(usize::try_from(n).unwrap());
            let name = evidence["name"].as_str().unwrap();
            args.extend(["--attach".to_owned(), format!("{name}={}", file.display())]);
        }
    }
    args
}

/// A UTC stamp as a civil time in Shanghai, which has had one offset for as long as campaigns run.
fn local(stamp: &str) -> String {
    let utc = chrono::DateTime::parse_from_rfc3339(stamp).unwrap();
    (utc.naive_utc() + chrono::TimeDelta::hours(8)).format("%Y-%m-%d %H:%M").to_string()
}

fn reviewer(shown: &Value) -> &str {
    shown["task"]["task"]["review"].as_str().unwrap_or("秘书处")
}

#[test]
fn the_315_campaign_runs_from_plan_to_the_last_task_closed() {
    let office = Office::new();
    office.run("", &["check", "workflows/315.ron"]);
    office.run("", &["launch", "workflows/315.ron"]);
    let count = office.json("", &["list"]).as_array().unwrap().len();
    assert!(count > 100, "the whole plan, not a part of it");

    // 金融 is watched by its own regulator this year; and 旅游's plan changes hands.
    office.run("", &["skip", "社会监督@金融", "--reason", "今年由主管部门另行组织"]);
    office.run("", &["reassign", "专项方案@旅游", "--to", "执法队", "--reason", "机构调整"]);
    office
        .run("城东所", &["extend", "处置预案@城东所", "--until", "+2wd", "--reason", "等上级预案"]);
    office.run("", &["extend", "处置预案@城东所", "--grant"]);
    let extended = office.json("", &["show", "处置预案@城东所"]);
    assert_eq!(extended["task"]["extensions"], 1);
    assert!(
        extended["task"]["record"]["due"] != extended["task"]["task"]["due"],
        "the original stays"
    );

    let mut to_return = vec!["起草通知", "宣传方案@城东所"];
    let mut rounds = 0;
    loop {
        let rows = office.json("", &["list", "-state:closed,skipped"]);
        let open: Vec<&Value> = rows.as_array().unwrap().iter().collect();
        if open.is_empty() {
            break;
        }
        rounds += 1;
        let mut accepted: BTreeMap<String, Vec<String>> = BTreeMap::new();
        let mut finished: Vec<String> = Vec::new();
        for row in open.iter().filter(|row| row["phase"] != "waiting") {
            let number = row["number"].as_str().unwrap().to_owned();
            let shown = office.json("", &["show", &number]);
            for supporter in texts(&shown["missing"]["supporters"]) {
                office.run(supporter, &["submit", &number]);
            }
            let who = doer(&shown);
            let args = handing_in(&office, &shown, &number);
            let args: Vec<&str> = args.iter().map(String::as_str).collect();
            let output = office.try_run(&who, &args);
            if !output.status.success() {
                // The only excuse is a predecessor that another unit has yet to finish.
                assert_eq!(output.status.code(), Some(4), "{who} {args:?}: {output:?}");
                continue;
            }
            let path = row["path"].as_str().unwrap();
            if let Some(at) = to_return.iter().position(|p| *p == path) {
                to_return.remove(at);
                office.run(reviewer(&shown), &["return", &number, "--reason", "缺领导签字"]);
                let shown = office.json("", &["show", &number]);
                assert_eq!(shown["task"]["state"], "returned");
                office.run(&who, &["done", &number, "--note", "已补签"]);
            }
            if !shown["task"]["task"]["review"].is_null() {
                accepted.entry(reviewer(&shown).to_owned()).or_default().push(number.clone());
            }
            finished.push(number);
        }
        assert!(
            !finished.is_empty(),
            "round {rounds}: nobody can go on, {} tasks are open",
            open.len()
        );
        for (reviewer, numbers) in &accepted {
            let mut args = vec!["accept"];
            args.extend(numbers.iter().map(String::as_str));
            office.run(reviewer, &args);
        }
        let mut args = vec!["close"];
        args.extend(finished.iter().map(String::as_str));
        // Figures that nobody counted don't agree: whoever closes says why.
        args.extend(["--note", "演练的数，已与各单位核对"]);
        office.run("", &args);
    }
    assert!(to_return.is_empty(), "never handed in: {to_return:?}");

    let status = office.json("", &["status"]);
    assert_eq!(status["overview"]["done"], status["overview"]["all"]);
    let returns: u64 = office
        .json("", &["list"])
        .as_array()
        .unwrap()
        .iter()
        .map(|r| r["returns"].as_u64().unwrap())
        .sum();
    assert_eq!(returns, 2);
    let status = office.run("", &["status"]);
    assert!(status.contains("全部办结"), "{status}");
    let verified = office.json("", &["verify"]);
    assert_eq!(verified["sound"], true);
    let kinds = office.run("", &["log"]);
    for what in ["退回", "延期", "免办"] {
        assert!(kinds.contains(what), "the log does not tell of {what}");
    }
}
