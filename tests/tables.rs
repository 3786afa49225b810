//! Tables of duties: a plan exported and read back is the same work, and what people write into tables is read
//! or marked.

use std::path::Path;

use rust_xlsxwriter::{Format, Workbook};
use serde_json::Value;
use wallchart_plan::Expanded;

use crate::office::Office;
use crate::plans::{Folder, read, repository, sound};

fn path(office: &Office, name: &str) -> String {
    office.path(name).to_str().unwrap().to_owned()
}

/// What a table keeps of a plan: who does what with whom, until when.
fn duties(plan: &Expanded) -> Vec<(String, String, Vec<String>, Option<wallchart_plan::Instant>)> {
    let support =
        |t: &wallchart_plan::expanded::Task| t.support.iter().map(ToString::to_string).collect();
    plan.tasks.iter().map(|t| (t.title.clone(), t.owner.to_string(), support(t), t.due)).collect()
}

fn plan_in(folder: &Path, name: &str) -> Expanded {
    let text = std::fs::read_to_string(folder.join(name)).unwrap();
    let calendar =
        std::fs::read_to_string(repository().join("workflows/calendars/cn.ron")).unwrap();
    let folder =
        Folder::of_repository("docs").with("p.ron", text).with("calendars/cn.ron", calendar);
    let (reading, found) = read(&folder, "p.ron", "2026-01-05", None);
    sound(&reading, &found).clone()
}

#[test]
fn a_plan_exported_and_read_back_is_the_same_work() {
    let office = Office::new();
    for (name, anchor, coordinator) in [
        ("small/1-first-steps", "2026-04-18", "镇爱卫办"),
        ("small/2-fan-out", "2026-06-16", "安委办"),
        ("315", "2026-03-15", "秘书处"),
    ] {
        let (dir, file) = name.rsplit_once('/').unwrap_or((".", name));
        let folder = Folder::of_repository(&format!("workflows/{dir}"));
        let (reading, found) = read(&folder, &format!("{file}.ron"), "2026-01-05", Some(anchor));
        let old = duties(sound(&reading, &found));
        for ending in ["xlsx", "csv"] {
            let (table, out) = (
                path(&office, &format!("{file}.{ending}")),
                path(&office, &format!("{file}-{ending}.ron")),
            );
            let plan = format!("workflows/{name}.ron");
            office.run("", &["export", &plan, "--anchor", anchor, "--division", &table]);
            let told = office.json(
                "",
                &[
                    "import",
                    &table,
                    "--out",
                    &out,
                    "--anchor",
                    anchor,
                    "--title",
                    "甲",
                    "--coordinator",
                    coordinator,
                ],
            );
            assert_eq!(told["doubts"].as_array().unwrap().len(), 0, "{told}");
            let new = duties(&plan_in(&office.path(""), &format!("{file}-{ending}.ron")));
            // Streams gather their tasks, so that the order may differ.
            let sorted = |mut all: Vec<_>| {
                all.sort();
                all
            };
            assert_eq!(sorted(new), sorted(old.clone()), "{name}.{ending}");
        }
    }
}

const TABLE: &str = "江城市食品安全周任务分工表,,,,,
序号,重点任务,责任单位,配合单位,完成时限,备注
一、部署,,,,,
1,印发方案,市食安办,,3月10日前,
2,\"动员会，全体参加\",市食安办,城东所、城西所,2026.3.12,
二、检查,,,,,
（一）专项,,,,,
3,校园检查,城东所（牵头）,\"城西所/个私协会\n执法队\",3月1日至10日,全覆盖
4,餐饮检查,\"城西所,执法队\",各单位,每周五,
5,夜市检查,相关科室,,3月上旬,
6,总结,,,长期,
,,执法队,,,没有任务
";

#[test]
fn what_people_write_is_read_or_marked() {
    let office = Office::new();
    let table = office.path("t.csv");
    let (gb, _, _) = encoding_rs::GB18030.encode(TABLE);
    let mut plans = Vec::new();
    for bytes in
        [TABLE.as_bytes().to_vec(), [b"\xef\xbb\xbf", TABLE.as_bytes()].concat(), gb.to_vec()]
    {
        std::fs::write(&table, bytes).unwrap();
        let out = path(&office, &format!("{}.ron", plans.len()));
        let args = [
            "import",
            table.to_str().unwrap(),
            "--out",
            &out,
            "--anchor",
            "2026-03-15",
            "--coordinator",
            "市食安办",
        ];
        let told = office.json("", &args);
        assert_eq!(told["tasks"], 6);
        let rows: Vec<u64> =
            told["doubts"].as_array().unwrap().iter().map(|d| d["row"].as_u64().unwrap()).collect();
        assert_eq!(rows, [9, 9, 9, 10, 11, 11, 12], "{told}");
        let columns: Vec<String> = told["columns"]
            .as_array()
            .unwrap()
            .iter()
            .map(|c| format!("{}{}", c["at"], c["column"]).replace('"', ""))
            .collect();
        assert_eq!(columns, ["B工作任务", "C牵头单位", "D配合单位", "E完成时限", "F备注"]);
        plans.push(std::fs::read_to_string(&out).unwrap());
    }
    assert!(plans.iter().all(|plan| *plan == plans[0]), "in every encoding");
    insta::assert_snapshot!("imported", plans[0]);
    assert_eq!(wallchart_plan::format(&plans[0]).as_ref(), Ok(&plans[0]), "laid out");
}

/// Outlines as offices write them, in Markdown and as plain text of any encoding.
#[test]
fn an_outline_is_read_or_marked() {
    let office = Office::new();
    for (name, tasks, rows) in
        [("outline.txt", 9, vec![19, 25, 31, 35, 35, 39, 39]), ("outline.md", 5, vec![8])]
    {
        let text = std::fs::read_to_string(repository().join("tests/fixtures").join(name)).unwrap();
        let (gb, _, _) = encoding_rs::GB18030.encode(&text);
        let mut plans = Vec::new();
        for bytes in [text.as_bytes().to_vec(), gb.to_vec()] {
            let file = office.path(name);
            std::fs::write(&file, bytes).unwrap();
            let out = path(&office, &format!("{name}-{}.ron", plans.len()));
            let file = file.to_str().unwrap();
            let args = [
                "import",
                file,
                "--out",
                &out,
                "--anchor",
                "2026-03-15",
                "--coordinator",
                "节水办",
            ];
            let told = office.json("", &args);
            assert_eq!(told["tasks"], tasks, "{told}");
            let doubts = told["doubts"].as_array().unwrap().iter();
            assert_eq!(
                doubts.map(|d| d["row"].as_u64().unwrap()).collect::<Vec<_>>(),
                rows,
                "{told}"
            );
            plans.push(std::fs::read_to_string(&out).unwrap());
        }
        assert_eq!(plans[0], plans[1], "in every encoding");
        assert_eq!(wallchart_plan::format(&plans[0]).as_ref(), Ok(&plans[0]), "laid out");
        insta::assert_snapshot!(name, plans[0]);
        // Nothing is lost: every word between marks stands somewhere in the plan.
        let words = |text: &str| -> Vec<String> {
            let parts = |c: char| !c.is_alphanumeric() || ('①'..='⑳').contains(&c);
            text.split(parts).filter(|w| w.chars().count() > 3).map(str::to_owned).collect()
        };
        let lost: Vec<String> = words(&text)
            .into_iter()
            .filter(|w| !plans[0].contains(w.as_str()) && !is_read(w))
            .collect();
        assert!(lost.is_empty(), "{lost:?}");
    }
    // What has neither headings nor marks is neither.
    let plain = office.path("plain.md");
    std::fs::write(&plain, "没有层次的文字\n").unwrap();
    let args = ["import", plain.to_str().unwrap(), "--out", &path(&office, "p.ron")];
    assert_eq!(office.try_run("", &args).status.code(), Some(2));
}

/// Labels, and dates that became distances from D.
fn is_read(word: &str) -> bool {
    ["牵头单位", "配合单位", "责任单位", "完成时限"].contains(&word)
        || word.starts_with("3月")
        || word.starts_with("每周")
        || word == "2026"
}

#[test]
fn merged_cells_columns_of_other_names_and_no_table_at_all() {
    let office = Office::new();
    let table = office.path("m.xlsx");
    let mut book = Workbook::new();
    let page = book.add_worksheet();
    let plain = Format::new();
    page.merge_range(0, 0, 0, 3, "某某活动任务表", &plain).unwrap();
    for (row, cells) in [
        ["类别", "干什么", "谁干", "截止"],
        ["部署", "通知", "", "2026-03-01"],
        ["", "动员", "", "3.5"],
    ]
    .iter()
    .enumerate()
    {
        for (column, cell) in cells.iter().enumerate() {
            page.write_string(
                u32::try_from(row + 1).unwrap(),
                u16::try_from(column).unwrap(),
                *cell,
            )
            .unwrap();
        }
    }
    page.merge_range(2, 0, 3, 0, "部署", &plain).unwrap();
    page.merge_range(2, 2, 3, 2, "办公室", &plain).unwrap();
    book.save(&table).unwrap();
    let (table, out) = (table.to_str().unwrap().to_owned(), path(&office, "m.ron"));
    let common = [
        "import",
        &table,
        "--out",
        &out,
        "--anchor",
        "2026-03-15",
        "--coordinator",
        "办公室",
        "--title",
        "甲",
    ];
    let without = office.try_run("", &common);
    assert_eq!(without.status.code(), Some(2));
    let args = [&common[..], &["--map", "板块=A,任务=B,owner=C,完成时限=D"]].concat();
    let told = office.json("", &args);
    // Without headings that are understood every row may be a task: those above are told.
    assert!(told["tasks"].as_u64().unwrap() >= 2, "{told}");
    let plan = std::fs::read_to_string(&out).unwrap();
    for said in [
        r#""通知": (owner: "办公室", due: "D-14")"#,
        r#""动员": (owner: "办公室", due: "D-10")"#,
        r#""部署": (tasks"#,
    ] {
        assert!(plan.contains(said), "{said}\n{plan}");
    }
    let bad: Vec<Option<i32>> = [
        &["import", &table, "--out", &out, "--map", "任务"][..],
        &["import", "README.md", "--out", &out],
        &["import", "none.csv", "--out", &out],
    ]
    .iter()
    .map(|args| office.try_run("", args).status.code())
    .collect();
    assert_eq!(bad, [Some(2), Some(1), Some(1)]);
}

#[test]
fn a_running_campaign_has_its_ledger() {
    let office = Office::new();
    office.run("", &["launch", "workflows/small/2-fan-out.ron", "-y"]);
    office.run("", &["progress", "T0001", "已起草", "--problem", "缺人", "--as", "安委办"]);
    let table = path(&office, "台账.csv");
    let told: Value = office.json("", &["export", "--division", &table]);
    let text = std::fs::read_to_string(&table).unwrap();
    assert_eq!(told["rows"].as_u64().unwrap(), text.lines().count() as u64 - 1);
    assert!(text.contains("已起草,缺人") && text.contains("当前状态"), "{text}");
}
