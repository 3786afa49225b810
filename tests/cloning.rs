//! Last year's plan cloned: the text that comes out, what is told, and nothing overwritten.

use crate::office::Office;

const PLAN: &str = r#"// 2026年的方案
Campaign(
    version: 1, id: "宣传周-2026", title: "2026年宣传周", anchor: "2026-03-13", zone: "Asia/Shanghai",
    coordinator: "办公室", calendar: "cn.ron", include: ["units.ron", "work/tasks.ron"],
    vars: {
        "year": "2026",   // 每年改
        "theme": "清洁家园",
    },
    windows: { "活动期": "2026-03-10..2026-03-15" },
)
"#;

const UNITS: &str = r#"Campaign(units: { "办公室": (kind: office, aka: ["综合科"], people: { "张莉": contact }) })
"#;

const TASKS: &str = r#"Campaign(
    streams: { "宣传": (owner: "综合科", tasks: {
        "通知":   (due: "2026-02-13"),                       // 节前
        "清扫":   (when: "2026-03-13 09:00..2026-03-13 11:30", place: "广场", needs: ["通知"]),
        "进度":   (every: "wd in 活动期", about: "巩固2026年成果"),
        "小结":   (due: "D+5wd", needs: ["清扫"]),
    }) },
)
"#;

const CALENDAR: &str = r#"Calendar(version: 1, notices: [(year: 2026, off: ["2026-02-15..2026-02-23"], makeup: ["2026-02-14"])])
"#;

fn office() -> Office {
    let office = Office::new();
    std::fs::create_dir(office.path("work")).unwrap();
    for (name, text) in
        [("plan.ron", PLAN), ("units.ron", UNITS), ("work/tasks.ron", TASKS), ("cn.ron", CALENDAR)]
    {
        std::fs::write(office.path(name), text).unwrap();
    }
    office
}

fn clone(office: &Office, source: &str, anchor: &str, out: &str) -> String {
    let (source, out) = (office.path(source), office.path(out));
    let (source, out) = (source.to_str().unwrap(), out.to_str().unwrap());
    office.run("", &["clone", source, "--anchor", anchor, "--out", out])
}

#[test]
fn a_clone_is_a_plan_that_a_person_would_have_written() {
    let office = office();
    let said = clone(&office, "plan.ron", "2027-03-13", "next.ron");
    let read = |name| std::fs::read_to_string(office.path(name)).unwrap();
    assert_eq!(
        read("next.ron"),
        r#"// 2026年的方案
Campaign(
    version: 1, id: "宣传周-2027", title: "{year}年宣传周", anchor: "2027-03-13", zone: "Asia/Shanghai",
    coordinator: "办公室", calendar: "cn.ron", include: ["units.ron", "next/tasks.ron"],
    vars: {
        "year": "2027",   // 每年改
        // 上年：清洁家园
        "theme": "",
    },
    windows: { "活动期": "D-3..D+2" },
)
"#
    );
    assert_eq!(
        read("next/tasks.ron"),
        r#"Campaign(
    streams: { "宣传": (owner: "办公室", tasks: {
        "通知":   (due: "D-28"),                       // 节前
        "清扫":   (when: "D 09:00..D 11:30", place: "广场", needs: ["通知"]),
        "进度":   (every: "wd in 活动期", about: "巩固2026年成果"),
        "小结":   (due: "D+5wd", needs: ["清扫"]),
    }) },
)
"#
    );
    assert_eq!(read("plan.ron"), PLAN, "the source is left");
    for told in [
        "待填 next.ron:8:18：今年的主题（上年：清洁家园）",
        "请看 next.ron:1:1：文字里有2026年",
        "请看 next/tasks.ron:5:45：文字里有2026年",
        "通知 完成时限：D-28 2026-02-13 周五 → D-28 2027-02-13 周六（休）",
        "小结 完成时限：D+7 2026-03-20 周五 → D+6 2027-03-19 周五",
        "待填写 1",
    ] {
        assert!(said.contains(told), "{told}\n{said}");
    }
    // Nothing is overwritten.
    let out = office.path("next.ron");
    let again = [
        "clone",
        office.path("plan.ron").to_str().unwrap(),
        "--anchor",
        "2027-03-13",
        "--out",
        out.to_str().unwrap(),
    ]
    .map(str::to_owned);
    let output = office.try_run("", &again.each_ref().map(String::as_str));
    assert_eq!(output.status.code(), Some(1));
    assert!(String::from_utf8(output.stderr).unwrap().contains("已经有这个文件"));
}

#[test]
fn a_clone_hung_back_has_the_dates_that_it_had() {
    let office = office();
    clone(&office, "plan.ron", "2027-03-13", "next.ron");
    clone(&office, "next.ron", "2026-03-13", "back.ron");
    let dates = |plan: &str| {
        let path = office.path(plan);
        let told = office.json("", &["schedule", path.to_str().unwrap()]);
        let rows = told["tasks"].as_array().unwrap().iter();
        rows.map(|t| (t["id"].clone(), t["due"].clone(), t["early_start"].clone()))
            .collect::<Vec<_>>()
    };
    assert_eq!(dates("plan.ron"), dates("back.ron"));
    assert_ne!(dates("plan.ron"), dates("next.ron"));
}

#[test]
fn a_campaign_is_cloned_from_what_it_runs_by() {
    let office = office();
    let plan = office.path("plan.ron");
    office.run("", &["launch", plan.to_str().unwrap(), "-y"]);
    // The files may be gone by now.
    for name in ["plan.ron", "units.ron", "cn.ron"] {
        std::fs::remove_file(office.path(name)).unwrap();
    }
    let out = office.path("next.ron");
    let told = office.json(
        "",
        &["clone", "宣传周-2026", "--anchor", "2027-03-13", "--out", out.to_str().unwrap()],
    );
    assert_eq!(told["errors"], 0, "{told}");
    let files: Vec<&str> =
        told["files"].as_array().unwrap().iter().map(|f| f.as_str().unwrap()).collect();
    assert_eq!(files.len(), 4, "{files:?}");
    assert!(files.iter().all(|file| office.path(file).exists()), "{files:?}");
}

/// A rehearsed year is learnt from: what it really took stands above each task, in the file too.
#[test]
fn what_last_year_taught_stands_above_the_tasks() {
    let office = Office::new();
    office.run(
        "",
        &[
            "rehearse",
            "workflows/315.ron",
            "--anchor",
            "2026-03-15",
            "--until",
            "end",
            "--seed",
            "7",
        ],
    );
    let out = office.path("next.ron");
    let args =
        ["clone", "315-2026", "--anchor", "2027-03-15", "--out", out.to_str().unwrap(), "--learn"];
    let said = office.run("", &args);
    assert!(said.contains("上年办得怎样"), "{said}");
    let text = std::fs::read_to_string(office.path("next/streams-main.ron")).unwrap();
    let above = |task: &str| {
        let lines: Vec<&str> = text.lines().collect();
        let at = lines.iter().position(|l| l.trim_start().starts_with(task)).unwrap();
        lines[at - 1].trim().to_owned()
    };
    let visit = above("\"回访\"");
    assert!(visit.starts_with("// 上年：22项办结") && visit.contains("个工作日"), "{visit}");
    assert!(visit.contains("走访") && visit.contains("户次"), "{visit}");
    // It is still a plan, laid out as it was.
    let checked = office.json("", &["check", out.to_str().unwrap()]);
    assert_eq!(checked["errors"], 0, "{checked}");
    let file = office.path("next/streams-main.ron");
    assert!(office.run("", &["fmt", "--check", file.to_str().unwrap()]).contains("都已排好"));
}

const SMALL: &str = r#"Campaign(
    version: 1, id: "宣传周-2099", title: "宣传周", anchor: "2099-03-13", zone: "Asia/Shanghai", coordinator: "办公室",
    units: { "办公室": (kind: office), "东所": (kind: branch), "西所": (kind: branch) },
    groups: { "各所": kind(branch) },
    measures: { "走访": "户次" },
    targets: { "走访": ">= 10" },
    defaults: (review: none),
    streams: { "宣传": (owner: "办公室", tasks: {
        "通知": (due: "D-10wd roll back", takes: "5wd"),   // 先发
        "彩排": (needs: ["通知"], takes: "1wd",
                 due: "D-2"),                              // 有的年份不办
        "走访": (each: "各所", needs: ["通知", "彩排"], due: "D", measures: ["走访 >= 5 from rows where 有人 == yes"],
                 log: { "户": text, "有人": yes_no }),
    }) },
)
"#;

/// Enters so many visits of the unit, and one where nobody was there.
fn visited(office: &Office, unit: &str, count: u32) {
    let rows = (0..=count).map(|n| format!("{n}号,{}\n", if n == 0 { "否" } else { "是" }));
    let table = office.path("visits.csv");
    std::fs::write(&table, format!("户,有人\n{}", rows.collect::<String>())).unwrap();
    let task = format!("走访@{unit}");
    office.run(unit, &["row", "import", &task, table.to_str().unwrap(), "--all"]);
}

/// A year that went otherwise than planned: what was accepted of it is written, with what stood there beside it.
#[test]
fn what_last_year_proposes_is_written_where_it_is_accepted() {
    let office = Office::new();
    let (plan, out) = (office.path("plan.ron"), office.path("next.ron"));
    let (plan, out) = (plan.to_str().unwrap(), out.to_str().unwrap());
    std::fs::write(plan, SMALL).unwrap();
    office.run("", &["launch", plan, "-y"]);
    office.run("办公室", &["start", "通知"]);
    office.run("办公室", &["extend", "通知", "--until", "2099-03-06", "--reason", "会期冲突"]);
    office.run("", &["extend", "通知", "--grant"]);
    office.run("办公室", &["done", "通知"]);
    office.run("", &["skip", "彩排", "--reason", "今年不办"]);
    for (unit, count) in [("东所", 7), ("西所", 9)] {
        let task = format!("走访@{unit}");
        office.run(unit, &["start", &task]);
        visited(&office, unit, count);
        office.run(unit, &["done", &task]);
    }
    let grown = SMALL.replace("    }) },", "        \"回访\": (due: \"D+3\"),\n    }) },");
    std::fs::write(plan, grown).unwrap();
    office.run("", &["apply", plan, "--yes"]);

    let clone = ["clone", "宣传周-2099", "--anchor", "2100-03-13", "--out", out, "--accept"];
    let with = |accept| [&clone[..], &[accept]].concat();
    let refused = office.try_run("", &with("不存在"));
    assert_eq!(refused.status.code(), Some(5));
    assert!(String::from_utf8(refused.stderr).unwrap().contains("estimates"));
    let told = office.json("", &with("estimates,skipped,通知,走访"));
    let rows: Vec<String> = told["proposals"]
        .as_array()
        .unwrap()
        .iter()
        .map(|row| {
            let word = |name: &str| row[name].as_str().unwrap_or("-").to_owned();
            format!("{} {} {}", word("kind"), word("task"), word("outcome"))
        })
        .collect();
    assert_eq!(
        rows,
        [
            "estimates 通知 accepted",
            "extensions 通知 accepted",
            "skipped 彩排 accepted",
            "targets 走访 accepted",
            "added 回访 kept",
            "targets - accepted",
        ]
    );
    let text = std::fs::read_to_string(out).unwrap();
    for written in [
        "        // 上年：1项办结1项；用时1个工作日；延期1次\n        // 原为 takes: \"5wd\"\n",
        "        // 上年：1项中1项延期，最迟到03-06；原为 due: \"D-10wd roll back\"\n",
        "        \"通知\": (due: \"D-5wd roll back\", takes: \"1wd\"),   // 先发\n",
        "        // 上年：1项都没办（免办或撤销），今年先不列：\n        // \"彩排\": (needs: [\"通知\"], takes: \"1wd\",\n        //          due: \"D-2\"),                              // 有的年份不办\n",
        "needs: [\"通知\"], due: \"D\", measures: [\"走访 >= 9 from rows where 有人 == yes\"]",
        "    // 走访 上年：合计达到16户次；原为 \">= 10\"\n    targets: { \"走访\": \">= 16\" },",
        "\"回访\"",
    ] {
        assert!(text.contains(written), "{written}\n{text}");
    }
    assert_eq!(told["errors"], 0, "{told}");
    assert_eq!(office.json("", &["check", out])["errors"], 0);
}

const YEARLY: &str = r#"Campaign(
    version: 1, id: "消防月-2027", title: "消防月", anchor: "11-09", coordinator: "办公室",
    units: { "办公室": (kind: office, people: { "张莉": contact }) },
    templates: { "单": (ask: { "日期": date, "何时": text }, tasks: {
        "办": (owner: "办公室", due: "{日期}"),
        "讲": (owner: "办公室", when: "{何时}"),
    }) },
    streams: { "宣传": (owner: "办公室", use: "单", with: { "日期": "2027-11-12", "何时": "2027-11-13 09:00..11:00" }, tasks: {
        "例会": (every: "1st Mon in 2027-10-01..2028-01-10"),
        "日记": (every: "Mon in 2027-11-01..2027-11-28"),
        "咨询日": (when: "11-28 08:30..11:30"),
        "汇总": (due: "2027-11-20"),
    }) },
)
"#;

/// The clone of a plan for every year is for the year that was asked for, and nothing in it stays behind.
#[test]
fn the_clone_of_a_plan_for_every_year_is_for_the_year_that_is_meant() {
    let office = Office::new();
    let path = |name: &str| office.path(name).to_str().unwrap().to_owned();
    std::fs::write(path("plan.ron"), YEARLY).unwrap();
    let args = |out: &str| {
        ["clone", &path("plan.ron"), "--was", "2027-11-09", "--anchor", "2028-11-09", "--out", out]
            .map(str::to_owned)
    };
    let said = office.run("", &args(&path("next.ron")).each_ref().map(String::as_str));
    let text = std::fs::read_to_string(path("next.ron")).unwrap();
    for written in [
        r#"anchor: "2028-11-09""#,
        r#"with: { "日期": "D+3", "何时": "D+4 09:00..11:00" }"#,
        r#""例会": (every: "1st Mon in 2028-10-01..2029-01-10")"#,
        r#""日记": (every: "Mon in D-8..D+19")"#,
        r#""咨询日": (when: "11-28 08:30..11:30")"#,
    ] {
        assert!(text.contains(written), "{written}\n{text}");
    }
    assert!(said.contains("2027-11-20 → D+11（2028-11-20）"), "{said}");
    assert!(!said.contains("例会：原来"), "{said}");
    let checked = office.json("", &["check", &path("next.ron")]);
    assert_eq!(checked["errors"], 0, "{checked}");

    // What no longer comes up as often is said.
    let odd = YEARLY.replace("1st Mon in 2027-10-01..2028-01-10", "Mon in 2027-11-08..2027-11-29");
    std::fs::write(path("plan.ron"), odd).unwrap();
    let told = office.json("", &args(&path("odd.ron")).each_ref().map(String::as_str));
    assert_eq!(told["counts"][0]["task"], "例会", "{told}");
    assert_eq!((&told["counts"][0]["was"], &told["counts"][0]["is"]), (&4.into(), &3.into()));
}

/// Of a campaign that still runs only what is over is learnt, and no target is lowered unasked.
#[test]
fn what_is_not_over_teaches_nothing() {
    let office = Office::new();
    let (plan, out) = (office.path("plan.ron"), office.path("next.ron"));
    let (plan, out) = (plan.to_str().unwrap(), out.to_str().unwrap());
    let text = SMALL
        .replace(">= 10", ">= 100")
        .replace("    streams: {", r#"    playbooks: { "火情": (start: [hand("办公室")], until: "报", tasks: {
        "处": (owner: "办公室", due: "T+1h"), "报": (owner: "办公室", needs: ["处"], due: "T+2h"), "续": (owner: "办公室", due: "T+9h"),
    }) },
    streams: {"#)
        .replace(
            "        \"走访\": (each",
            "        \"查\": (due: \"D-3\", outcomes: [\"好\", \"差\"]),\n        \"改\": (when_outcome: \"查 == 差\", due: \"D-2\"),\n        \"走访\": (each",
        );
    std::fs::write(plan, text).unwrap();
    office.run("", &["launch", plan, "-y"]);
    office.run("办公室", &["done", "通知"]);
    office.run("办公室", &["done", "彩排"]);
    office.run("办公室", &["done", "查", "--outcome", "好"]);
    office.run("", &["play", "start", "火情"]);
    office.run("办公室", &["done", "处"]);
    office.run("办公室", &["done", "报"]);
    let done = |unit: &str, count: u32| {
        visited(&office, unit, count);
        office.run(unit, &["done", &format!("走访@{unit}")]);
    };
    done("东所", 3);
    let clone = ["clone", "宣传周-2099", "--anchor", "2100-03-13", "--out", out, "--accept", "all"];
    let said = office.run("", &clone);
    assert!(said.starts_with("活动“宣传周”还没办完：1项没有结果"), "{said}");
    let written = std::fs::read_to_string(out).unwrap();
    for kept in ["\"走访\": \">= 100\"", "走访 >= 5", "        \"改\": (", "\"续\": (owner"] {
        assert!(written.contains(kept), "{kept}\n{written}");
    }
    // It is over now, and reached less than was asked.
    done("西所", 2);
    std::fs::remove_file(out).unwrap();
    let said = office.run("", &clone);
    assert!(!said.contains("还没办完") && said.contains("要写出任务或指标的名字"), "{said}");
    let written = std::fs::read_to_string(out).unwrap();
    assert!(written.contains(">= 100") && written.contains("走访 >= 5"), "{written}");
    std::fs::remove_file(out).unwrap();
    office.run("", &[&clone[..7], &["走访"]].concat());
    let written = std::fs::read_to_string(out).unwrap();
    assert!(written.contains("\"走访\": \">= 5\""), "{written}");
}

#[test]
fn a_clone_forgets_former_names_and_asks_about_counts() {
    let office = office();
    let tasks = TASKS
        .replace(r#""清扫":   (when"#, r#""清扫":   (was: "扫除", when"#)
        .replace(r#"needs: ["清扫"])"#, r#"needs: ["清扫"], was: "总结")"#);
    std::fs::write(office.path("work/tasks.ron"), tasks).unwrap();
    let plan = PLAN
        .replace(r#""theme": "清洁家园","#, r#""edition": "第48个","#)
        .replace("windows:", "measures: { \"走访\": \"户次, was 回访\" },\n    windows:");
    let plan = plan.replace("// 2026年的方案", "// 3月12日当天布置");
    std::fs::write(office.path("plan.ron"), plan).unwrap();
    let said = clone(&office, "plan.ron", "2027-03-13", "next.ron");
    assert!(said.contains("“第48个”可能每年要加一") && said.contains("3月12日"), "{said}");
    let read = |name| std::fs::read_to_string(office.path(name)).unwrap();
    let (plan, tasks) = (read("next.ron"), read("next/tasks.ron"));
    assert!(plan.contains(r#""走访": "户次" }"#), "{plan}");
    assert!(!tasks.contains("was") && tasks.contains(r#"needs: ["清扫"]),"#), "{tasks}");
    let path = office.path("plan.ron");
    let out = office.path("other.ron");
    let arguments =
        ["clone", path.to_str().unwrap(), "--was", "2025-01-01", "--anchor", "2027-03-13", "--out"];
    let refused = office.try_run("", &[&arguments[..], &[out.to_str().unwrap()]].concat());
    assert_eq!(refused.status.code(), Some(2));
}

/// Whether a plan checks doesn't depend on the folder that one stands in: its own is the root.
#[test]
fn a_plan_checks_the_same_from_any_folder() {
    let office = office();
    let said = |from: &str, args: &[&str]| {
        let mut command = std::process::Command::new(env!("CARGO_BIN_EXE_wallchart"));
        let command = command.args(["--lang", "zh"]).args(args).current_dir(office.path(from));
        let output = command.env("WALLCHART_CONFIG", "").output().unwrap();
        (output.status.code(), String::from_utf8(output.stdout).unwrap())
    };
    let out = "other/x/next.ron";
    let (code, told) = said(".", &["clone", "plan.ron", "--anchor", "2027-03-13", "--out", out]);
    assert_eq!(code, Some(0), "{told}");
    // What lies beside another folder comes along.
    assert!(office.path("other/x/next/units.ron").exists(), "{told}");
    let whole = office.path(out);
    for (from, path) in [
        (".", out),
        ("other", "x/next.ron"),
        ("other/x", "next.ron"),
        ("work", "../other/x/next.ron"),
        ("work", whole.to_str().unwrap()),
    ] {
        let (code, told) = said(from, &["check", path]);
        assert_eq!(code, Some(0), "{from} {path}\n{told}");
    }
    let outside =
        PLAN.replace("[\"units.ron\", \"work/tasks.ron\"]", "[\"../units.ron\", \"tasks.ron\"]");
    std::fs::write(office.path("work/plan.ron"), outside.replace("\"cn.ron\"", "\"../cn.ron\""))
        .unwrap();
    for (from, path) in
        [(".", "work/plan.ron"), ("work", "plan.ron"), ("other", "../work/plan.ron")]
    {
        let (code, told) = said(from, &["check", path]);
        assert_eq!((code, told.matches("E071").count() > 1), (Some(3), true), "{from}\n{told}");
    }
}

/// A later date that was taken over and passes that of what waits for it is told, and of a task that hasn't come
/// yet nothing is noted.
#[test]
fn a_later_date_that_passes_what_waits_for_it_is_told() {
    let office = Office::new();
    let (plan, out) = (office.path("plan.ron"), office.path("next.ron"));
    let (plan, out) = (plan.to_str().unwrap(), out.to_str().unwrap());
    let late = "2099-03-12";
    std::fs::write(plan, SMALL.replace("takes: \"1wd\",\n", "\n")).unwrap();
    office.run("", &["launch", plan, "-y"]);
    office.run("办公室", &["start", "通知"]);
    office.run("办公室", &["extend", "通知", "--until", late, "--reason", "会期冲突"]);
    office.run("", &["extend", "通知", "--grant"]);
    office.run("办公室", &["done", "通知"]);
    let clone = ["clone", "宣传周-2099", "--anchor", "2100-03-13", "--out", out, "--learn"];
    let said = office.run("", &[&clone[..], &["--accept", "extensions"]].concat());
    assert!(said.contains("W100  “通知”的完成时限2100-03-12"), "{said}");
    assert!(!said.contains("走访  2项办结0项"), "{said}");
    let written = std::fs::read_to_string(out).unwrap();
    assert!(
        written.contains("due: \"D-1wd roll back\"") && !written.contains("办结0项"),
        "{written}"
    );
    std::fs::remove_file(out).unwrap();
    let json = office.json("", &[&clone[..], &["--accept", "extensions"]].concat());
    let crossed = json["overtaken"].as_array().unwrap();
    assert!(crossed.len() == 1 && said.contains(crossed[0].as_str().unwrap()), "{json}");
    std::fs::remove_file(out).unwrap();
    assert!(!office.run("", &clone).contains("W100"));
}
