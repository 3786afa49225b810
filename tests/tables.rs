//! Tables of duties: a plan exported and read back is the same work, and what people write into tables is read
//! or marked.

use std::path::Path;

use rust_xlsxwriter::{Format, Workbook};
use serde_json::Value;
use wallchart_plan::Expanded;
use wallchart_plan::expanded::{Task, TaskKind};

use crate::office::Office;
use crate::plans::{Folder, read, repository, sound};

fn path(office: &Office, name: &str) -> String {
    office.path(name).to_str().unwrap().to_owned()
}

/// What a table keeps of a task: what it is, its kind, who does it with whom, until when.
type Duty = (String, Option<TaskKind>, String, Vec<String>, Option<wallchart_plan::Instant>);

fn duties(plan: &Expanded) -> Vec<Duty> {
    let support = |t: &Task| t.support.iter().map(ToString::to_string).collect();
    let duty = |t: &Task| (t.title.clone(), t.kind, t.owner.to_string(), support(t), t.due);
    plan.tasks.iter().map(duty).collect()
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
        assert_eq!(columns, ["A序号", "B工作任务", "C牵头单位", "D配合单位", "E完成时限", "F备注"]);
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

/// Imports a paper and answers what is told and the plan.
fn brought_in(office: &Office, name: &str, text: &str) -> (Value, String) {
    let (file, out) = (path(office, name), path(office, &format!("{name}.ron")));
    std::fs::write(&file, text).unwrap();
    let args = ["--anchor", "2026-06-16", "--coordinator", "应急局", "--title", "甲"];
    let told = office.json("", &[&["import", &file, "--out", &out][..], &args].concat());
    (told, std::fs::read_to_string(&out).unwrap())
}

#[test]
fn what_a_task_has_no_field_for_stands_in_comments() {
    let office = Office::new();
    let (told, plan) = brought_in(
        &office,
        "u.csv",
        "序号,任务,牵头单位,完成时限,经费（万元）,联系电话,活动类别,前置任务
1,方案,宣传部 文明办,6月1日前,5,12345678,文书,
2,动员会,应急局（张三）,6月5日前,,,会议,方案
3,检查,公安局,6月10日前,,,启动仪式,1、2、没有的事
",
    );
    let others: Vec<String> = told["others"]
        .as_array()
        .unwrap()
        .iter()
        .map(|o| o["at"].as_str().unwrap().to_owned())
        .collect();
    assert_eq!(others, ["E", "F"], "{told}");
    for said in [
        "// 经费（万元）：5",
        "// 联系电话：12345678",
        r#"(kind: document, owner: "宣传部", support: ["文明办"], due: "D-15")"#,
        r#"(kind: meeting, owner: "应急局", needs: ["方案"], due: "D-11")"#,
        "// 牵头单位：应急局（张三）",
        "// 活动类别：启动仪式",
        r#"needs: ["方案", "动员会"]"#,
        "没有的事",
    ] {
        assert!(plan.contains(said), "{said}\n{plan}");
    }
    let (_, plan) = brought_in(
        &office,
        "o.md",
        "# 安全生产月

一、主要任务
1. 制定方案（6月1日前完成，责任单位：应急局，配合单位：宣传部）
2. 悬挂横幅100条，6月5日前。
（二）隐患排查
责任单位：各镇街
1.企业自查，6月10日至20日
2.联合检查。由应急局牵头，公安局、消防大队配合，6月25日前完成。
3.每周一上报排查情况
4.每周三次上报
5.每季度上报
（三）落实经费。
联系人：张三，电话 12345678
",
    );
    for said in [
        r#""制定方案": (owner: "应急局", support: ["宣传部"], due: "D-15")"#,
        r#""悬挂横幅100条": (due: "D-11")"#,
        r#""企业自查": (owner: "各镇街", when: "D-6..D+4")"#,
        r#"(owner: "应急局", support: ["公安局", "消防大队"], due: "D+9","#,
        r#""每周一上报排查情况": (owner: "各镇街", every: "Mon in 全程")"#,
        r#""每周三次上报": (owner: "各镇街", every: "3 x week in 全程")"#,
        "// 待核：完成时限“每季度上报”没看懂",
        "// 联系人：张三，电话 12345678",
        "// 联系人：张三\n",
    ] {
        // Fields of several tasks are laid out in columns.
        let plan = plan.split_whitespace().collect::<Vec<_>>().join(" ") + "\n";
        let said = said.replace('\n', " ");
        assert!(plan.contains(&said), "{said}\n{plan}");
    }
}

#[test]
fn what_is_no_table_and_what_is_there_already_is_refused() {
    let office = Office::new();
    let file = |name: &str, text: &str| {
        std::fs::write(office.path(name), text).unwrap();
        path(&office, name)
    };
    let table = file("t.csv", "任务,牵头单位\n检查,东所\n");
    let (empty, word) = (file("e.csv", "任务,牵头单位\n"), file("t.docx", "PK"));
    let out = path(&office, "t.ron");
    let (pdf, nowhere) = (path(&office, "x.pdf"), path(&office, "nowhere/x.csv"));
    let plan = "workflows/small/1-first-steps.ron";
    for (args, code, says) in [
        (&["import", &table, "--out", &out, "--map", "任务=Z"][..], 2, "A 任务"),
        (&["import", &empty, "--out", &out], 2, "一项任务也没"),
        (&["import", &word, "--out", &out], 1, ".xlsx"),
        (&["import", &word, "--out", &out, "--lang", "en"], 1, ".xlsx"),
        (&["export", plan, "--division", &pdf], 2, ".csv"),
        (&["export", plan, "--division", &nowhere], 1, "没有文件夹"),
        (&["export", plan, "--division", &table], 7, "--yes"),
    ] {
        let done = office.try_run("", args);
        let said = String::from_utf8_lossy(&done.stderr).into_owned();
        assert_eq!(done.status.code(), Some(code), "{args:?} {said}");
        assert!(said.contains(says), "{args:?} {said}");
    }
    assert!(!office.path("t.ron").exists() && !office.path("x.pdf").exists());
    office.run("", &["export", plan, "--division", &table, "--yes"]);
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
