//! `why` as people read it, and refusals that count what is waited for and name all that is missing.

use std::process::Output;

const PLAN: &str = "tests/dashboard/plan.ron";

fn run(lang: &str, store: &std::path::Path, args: &[&str]) -> Output {
    std::process::Command::new(env!("CARGO_BIN_EXE_wallchart"))
        .args(["--lang", lang, "--store"])
        .arg(store)
        .args(args)
        .current_dir(env!("CARGO_MANIFEST_DIR"))
        .stdin(std::process::Stdio::null())
        .output()
        .unwrap()
}

/// What it says of a plan that is not launched: the clock has no part in it.
fn planned(lang: &str, args: &[&str]) -> String {
    let folder = tempfile::tempdir().unwrap();
    let store = folder.path().join("none.db");
    let output = run(lang, &store, &[&["why"], args].concat());
    assert!(output.status.success(), "{args:?} {}", String::from_utf8_lossy(&output.stderr));
    assert!(!store.exists());
    String::from_utf8(output.stdout).unwrap()
}

#[test]
fn reasons_of_a_plan_before_its_launch() {
    let board: &[&str] = &["总结", "--plan", PLAN, "--slip", "3d"];
    let branch: &[&str] = &[
        "分会场@城东所",
        "--plan",
        "workflows/315.ron",
        "--anchor",
        "2026-03-15",
        "--slip",
        "2wd",
    ];
    let head: &[&str] =
        &["印发通知", "--plan", "workflows/315.ron", "--anchor", "2026-03-15", "--slip", "1w"];
    for lang in ["zh", "en"] {
        for (name, args) in [("report", board), ("branch", branch), ("notice", head)] {
            insta::assert_snapshot!(format!("why_{name}_{lang}"), planned(lang, args));
        }
    }
}

/// Midnight begins the day that is meant, and ends the day before.
#[test]
fn what_takes_no_time_is_on_the_day_that_it_is_set_for() {
    let folder = tempfile::tempdir().unwrap();
    let plan = folder.path().join("p.ron");
    let text = r#"Campaign(
    version: 1, id: "周", title: "周", anchor: "2026-12-16", coordinator: "办公室",
    units: { "办公室": (kind: office, people: { "甲": contact }) },
    streams: { "一": (owner: "办公室", tasks: {
        "准备": (when: "D+3..D+5"),
        "总结": (needs: ["准备"], milestone: true, due: "D+5"),
        "巡讲": (pick: "D-9..D-4"),
    }) },
)
"#;
    std::fs::write(&plan, text).unwrap();
    let plan = plan.to_str().unwrap();
    for (task, begins) in [("总结", "为什么12-21开始"), ("巡讲", "为什么12-07开始")] {
        let said = planned("zh", &[task, "--plan", plan]);
        assert!(said.contains(begins), "{said}");
    }
    let said = planned("zh", &["准备", "--plan", plan]);
    assert!(said.contains("T0002（总结），12-21起"), "{said}");
}

#[test]
fn a_slip_is_a_length_of_time() {
    let folder = tempfile::tempdir().unwrap();
    for text in ["soon", "0d", ""] {
        let args = ["why", "总结", "--plan", PLAN, "--slip", text];
        let output = run("zh", folder.path(), &args);
        assert_eq!(output.status.code(), Some(2), "{text:?}");
        assert!(String::from_utf8(output.stderr).unwrap().contains("2wd（工作日）"), "{text:?}");
    }
    assert!(planned("zh", &["总结", "--plan", PLAN, "--slip", "3天"]).contains("推迟3天"));
}

#[test]
fn data_say_what_words_say() {
    let args = ["总结", "--plan", PLAN, "--slip", "3d", "--json"];
    let data: serde_json::Value = serde_json::from_str(&planned("zh", &args)).unwrap();
    let cause = &data["why"]["begins"][0]["by"][0]["cause"];
    assert_eq!((&data["why"]["task"], &cause["kind"]), (&"T0007".into(), &"link".into()));
    assert!(data["slip"]["campaign"][1].as_str() > data["slip"]["campaign"][0].as_str());
}

/// A campaign whose day has passed, nothing of it done.
#[test]
fn refusals_count_fan_outs_and_name_all_that_is_missing() {
    let folder = tempfile::tempdir().unwrap();
    let store = folder.path().join("board.db");
    assert!(run("zh", &store, &["launch", PLAN, "--yes"]).status.success());
    let says = |lang: &str, args: &[&str]| {
        let output = run(lang, &store, args);
        format!(
            "{}{}",
            String::from_utf8(output.stdout).unwrap(),
            String::from_utf8(output.stderr).unwrap()
        )
    };
    for (lang, count) in
        [("zh", "分会场 0/2 已办结，2项超期"), ("en", "分会场 0 of 2 done, 2 late")]
    {
        assert!(says(lang, &["submit", "总结", "--as", "秘书处"]).contains(count), "{count}");
        assert!(says(lang, &["show", "总结"]).contains(count), "{count}");
        assert!(says(lang, &["why", "总结"]).contains(count), "{count}");
    }
    assert!(says("zh", &["inbox", "秘书处"]).contains("0/2（2超期）"));
    // Predecessors and everything that has to be handed in are told at once.
    let said = says("zh", &["done", "分会场@城东所", "--as", "城东所"]);
    for part in ["场地@城东所", "时间未选定", "未填写：地点", "数据未填报：现场资料"]
    {
        assert!(said.contains(part), "{part}: {said}");
    }
}
