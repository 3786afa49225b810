//! Logs of tasks, driven: a table with a bad cell is refused whole, mended it is taken, figures follow, and the task
//! is handed in.

use std::fmt::Write as _;
use std::process::Output;

use crate::office::Office;
use crate::plans::repository;

const TASK: &str = "排查@城区支公司";

/// Two hundred cases, every third of them not cleared yet; one cell of line 58 may be wrong.
fn table(cell: &str) -> String {
    let mut out = "\u{feff}险种,案件,已清理,备注\n".to_owned();
    for n in 1..=200 {
        let cleared = match n {
            57 => cell,
            n if n % 3 == 0 => "否",
            _ => "是",
        };
        writeln!(out, "分红险,第{n}件,{cleared},").unwrap();
    }
    out
}

fn launched() -> Office {
    let office = Office::new();
    let plan = repository().join("workflows/s5-insurer.ron");
    office.run("", &["launch", plan.to_str().unwrap(), "--anchor", "2027-03-15", "--yes"]);
    office
}

fn said(output: &Output) -> String {
    String::from_utf8_lossy(&output.stderr).into_owned()
}

fn figure(office: &Office, measure: &str) -> String {
    let told = office.json("", &["figures"]);
    let totals = told["totals"].as_array().unwrap();
    let total = totals.iter().find(|t| t["measure"] == measure).unwrap();
    total["total"].as_str().unwrap().to_owned()
}

#[test]
fn a_table_is_taken_whole_or_not_at_all_and_figures_follow() {
    let office = launched();
    let who = "城区支公司";
    let file = office.path("cases.csv");
    std::fs::write(&file, table("也许")).unwrap();
    let file = file.to_str().unwrap();
    let import = ["row", "import", TASK, file];
    let refused = office.try_run(who, &import);
    assert_eq!(refused.status.code(), Some(4));
    assert!(said(&refused).contains("第58行“已清理”填了“也许”，应填是或否"), "{}", said(&refused));
    assert_eq!(office.json("", &["row", "list", TASK])["count"], 0);

    std::fs::write(file, table("否")).unwrap();
    let id = "0199b1c2-0000-7000-8000-000000000007";
    let with_id = ["--command-id", id, "row", "import", TASK, file];
    office.run(who, &with_id);
    // Sent again it is not done again, be it by its id or by its rows.
    office.run(who, &with_id);
    let again = office.try_run(who, &import);
    assert_eq!(again.status.code(), Some(4), "{}", said(&again));
    office.run(who, &["row", "import", TASK, file, "--new"]);
    let log = office.json("", &["row", "list", TASK, "--last", "2"]);
    assert_eq!((&log["count"], log["rows"].as_array().unwrap().len()), (&200.into(), 2));
    assert_eq!(log["rows"][1]["cells"]["案件"], "第200件");
    assert_eq!(
        (figure(&office, "潜在案件"), figure(&office, "已清理")),
        ("200".into(), "134".into())
    );

    let by_hand = office.try_run(who, &["measure", TASK, "潜在案件=3"]);
    assert!(said(&by_hand).contains("从登记表数"), "{}", said(&by_hand));
    office.run(who, &["row", "correct", TASK, "57", "已清理=yes"]);
    office.run(who, &["row", "remove", TASK, "1", "--reason", "重复"]);
    assert_eq!(figure(&office, "已清理"), "134");
    office.run(who, &["undo"]);
    assert_eq!(figure(&office, "已清理"), "135");
    assert!(office.run("", &["show", TASK]).contains("200 行"));

    // What is exported is what was imported.
    for name in ["rows.csv", "rows.xlsx"] {
        let out = office.path(name);
        office.run("", &["row", "export", TASK, "--out", out.to_str().unwrap()]);
        let other = "排查@东县支公司";
        office.run("东县支公司", &["row", "import", other, out.to_str().unwrap(), "--all"]);
    }
    assert_eq!(figure(&office, "潜在案件"), "600");
}

#[test]
fn a_log_without_rows_is_handed_in_only_as_such() {
    let office = launched();
    for task in ["专项小组", "应急通知"] {
        office.run("", &["complete", task]);
    }
    let who = "西县支公司";
    let refused = office.try_run(who, &["done", "排查@西县支公司"]);
    assert_eq!(refused.status.code(), Some(4));
    assert!(said(&refused).contains("登记表还没有一行"), "{}", said(&refused));
    office.run(who, &["done", "排查@西县支公司", "--nil"]);
    office.run("城区支公司", &["row", "add", TASK, "案件=甲", "险种=乙", "已清理=是"]);
    office.run("城区支公司", &["done", TASK]);
    assert_eq!(figure(&office, "潜在案件"), "1");
}

#[test]
fn bad_words_are_told_with_what_would_be_right() {
    let office = launched();
    let who = "城区支公司";
    for (args, told) in [
        (&["row", "add", TASK, "案件=甲"][..], "“险种”没有填"),
        (&["row", "add", TASK, "案件", "甲"], "案件"),
        (&["row", "add", TASK, "地址=甲"], "没有“地址”这一列"),
        (&["row", "correct", TASK, "三", "案件=乙"], "不是行号"),
        (&["row", "correct", TASK, "3", "案件=乙"], "没有第3行"),
        (&["row", "import", TASK], "没有写明表格"),
        (&["row", "import", TASK, "no.csv"], "no.csv"),
        (&["row", "add", "应急通知", "案件=甲"], "应急通知"),
    ] {
        let output = office.try_run(who, args);
        assert!(!output.status.success(), "{args:?}");
        assert!(said(&output).contains(told), "{args:?}: {}", said(&output));
    }
    let heads = office.path("heads.csv");
    std::fs::write(&heads, "案件,险种,清理了吗\n甲,乙,是\n").unwrap();
    let output = office.try_run(who, &["row", "import", TASK, heads.to_str().unwrap()]);
    assert!(said(&output).contains("表头“清理了吗”不是登记表的列"), "{}", said(&output));
}
