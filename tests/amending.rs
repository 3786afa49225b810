//! A running plan amended from the command line: what is told before, what goes on, and what is refused.

use std::path::PathBuf;

use crate::office::Office;

/// The plan of a small campaign with these tasks.
fn plan(office: &Office, tasks: &str) -> PathBuf {
    let path = office.path("plan.ron");
    let text = format!(
        r#"Campaign(
    version: 1, id: "宣传周", title: "宣传周", anchor: "2099-03-13", zone: "Asia/Shanghai", coordinator: "办公室",
    units: {{ "办公室": (kind: office, people: {{ "张莉": contact }}), "东所": (kind: branch), "西所": (kind: branch) }},
    groups: {{ "各所": kind(branch) }},
    streams: {{ "宣传": (owner: "办公室", tasks: {{ {tasks} }}) }},
)
"#
    );
    std::fs::write(&path, text).unwrap();
    path
}

const FIRST: &str = r#""通知": (due: "D-20", steps: ["拟稿", "盖章"]), "宣讲": (each: "各所", needs: ["通知"], due: "D"),
    "小结": (needs: ["all 宣讲"], due: "D+5"),"#;

/// Renamed, another due date, one task out and one in.
const SECOND: &str = r#""通知": (due: "D-20", steps: ["盖章", "上网"]), "进社区": (was: "宣讲", each: "各所", needs: ["通知"], due: "D+1"),
    "回访": (needs: ["all 进社区"], due: "D+5"),"#;

fn launched() -> (Office, PathBuf) {
    let office = Office::new();
    let path = plan(&office, FIRST);
    office.run("", &["launch", path.to_str().unwrap(), "-y"]);
    office.run("办公室", &["tick", "通知", "2"]);
    office.run("东所", &["ack", "宣讲@东所"]);
    (office, path)
}

fn lines(office: &Office) -> usize {
    office.run("", &["log"]).lines().count()
}

#[test]
fn what_would_change_is_told_and_nothing_is_done() {
    let (office, path) = launched();
    let (named, before) = (path.to_str().unwrap(), lines(&office));
    assert!(office.run("", &["diff", named]).contains("没有改动"));
    plan(&office, SECOND);
    let output = office.try_run("", &["diff", named]);
    assert_eq!(output.status.code(), Some(2));
    assert!(output.stderr.is_empty());
    let said = String::from_utf8(output.stdout).unwrap();
    for told in [
        "方案第1版 → 第2版",
        "+ T0005（回访），牵头 办公室，03-18 前（是“小结”改名？是的话写上 was: \"小结\"，记录就跟过来）",
        "去掉任务 1 项\n  T0004（小结）",
        "进社区（2项）：编号路径 宣讲 → 进社区、完成时限 03-13 → 03-14",
        "T0001（通知）：清单",
        "东所：改动1项 （其中办理中1项）",
    ] {
        assert!(said.contains(told), "{told}\n{said}");
    }
    let english = std::process::Command::new(env!("CARGO_BIN_EXE_wallchart"))
        .args(["--lang", "en", "diff", named, "--store"])
        .arg(office.path("office.db"))
        .output()
        .unwrap();
    let said = String::from_utf8(english.stdout).unwrap();
    assert!(said.contains("进社区 (2 instances): path 宣讲 → 进社区, due 03-13 → 03-14"), "{said}");
    // What goes wrong is no change, whatever it is.
    std::fs::write(office.path("broken.ron"), "Campaign(").unwrap();
    let broken = office.path("broken.ron").display().to_string();
    for slip in [
        &["diff", "--bogus", named][..],
        &["diff"],
        &["diff", "a", "b", "c"],
        &["diff", "nowhere.ron"],
        &["diff", &broken],
        &["diff", "@9"],
        &["diff", named, "--campaign", "nobody"],
    ] {
        assert_eq!(office.try_run("", slip).status.code(), Some(1), "{slip:?}");
    }
    // Neither is what can't be told.
    #[cfg(target_os = "linux")]
    {
        let full = std::fs::File::options().write(true).open("/dev/full").unwrap();
        let told = std::process::Command::new(env!("CARGO_BIN_EXE_wallchart"))
            .args(["diff", named, "--store"])
            .arg(office.path("office.db"))
            .stdout(full)
            .output()
            .unwrap();
        assert_eq!(told.status.code(), Some(1));
        assert!(!told.stderr.is_empty());
    }
    // What is only called so is no verb.
    assert_eq!(office.try_run("", &["show", "diff", "--bogus"]).status.code(), Some(2));
    // Nobody is there to agree.
    assert_eq!(office.try_run("", &["apply", named]).status.code(), Some(7));
    assert_eq!(lines(&office), before);
}

#[test]
fn what_was_done_goes_on_under_its_number() {
    let (office, path) = launched();
    let (named, before) = (path.to_str().unwrap(), lines(&office));
    plan(&office, SECOND);
    let told = office.json("", &["apply", named, "--yes", "--approved-by", "张莉"]);
    assert_eq!(told["applied"]["revision"], 2);
    assert_eq!(told["changed"][1]["path"], "进社区@东所");
    let seen = office.json("", &["show", "进社区@东所"]);
    assert_eq!(seen["task"]["number"], "T0002");
    assert_eq!(seen["task"]["state"], "in_progress");
    let steps = office.run("", &["show", "通知"]);
    assert!(steps.contains("1[x] 盖章") && steps.contains("2[ ] 上网"), "{steps}");
    let log = office.run("", &["log", "--last", "2"]);
    assert!(log.contains("修订方案，第2版") && log.contains("张莉"), "{log}");
    // Once more it is nothing, and nothing is written.
    assert!(office.run("", &["apply", named, "--yes"]).contains("没有改动"));
    assert_eq!(lines(&office), before + 2);
    // Back to the first: what came goes, what went comes back under its old number.
    office.run("", &["rollback", "1", "--yes"]);
    let seen = office.json("", &["show", "宣讲@东所"]);
    assert_eq!(
        (&seen["task"]["number"], &seen["task"]["state"]),
        (&"T0002".into(), &"in_progress".into())
    );
    assert_eq!(office.json("", &["show", "小结"])["task"]["number"], "T0004");
    assert!(office.run("", &["verify"]).contains("完好"));
    assert_eq!(office.try_run("", &["rollback", "9", "--yes"]).status.code(), Some(5));
}

#[test]
fn records_go_only_when_named() {
    let (office, path) = launched();
    let named = path.to_str().unwrap();
    plan(
        &office,
        r#""通知": (due: "D-20", steps: ["拟稿", "盖章"]), "小结": (needs: ["通知"], due: "D+5"),"#,
    );
    let output = office.try_run("", &["apply", named, "--yes"]);
    assert_eq!(output.status.code(), Some(4));
    let said = String::from_utf8(output.stderr).unwrap();
    assert!(said.contains("宣讲@东所") && said.contains("--drop-records-of"), "{said}");
    assert!(!said.contains("宣讲@西所"), "nothing has happened to that: {said}");
    office.run("", &["apply", named, "--yes", "--drop-records-of", "宣讲"]);
    // The log still says what it was.
    assert!(office.run("", &["log"]).contains("宣讲@东所"));
}

#[test]
fn what_cannot_be_applied_says_why() {
    let (office, path) = launched();
    let named = path.to_str().unwrap();
    let text = std::fs::read_to_string(&path).unwrap();
    std::fs::write(&path, text.replace("id: \"宣传周\"", "id: \"别的\"")).unwrap();
    let output = office.try_run("", &["apply", named, "--yes"]);
    assert_eq!(output.status.code(), Some(4), "{}", String::from_utf8_lossy(&output.stderr));
    assert!(String::from_utf8(output.stderr).unwrap().contains("别的"));
    plan(&office, r#""通知": (due: "D-20", about: "xx月xx日"),"#);
    assert_eq!(office.try_run("", &["apply", named, "--yes"]).status.code(), Some(3));
    plan(&office, SECOND);
    let output = office.try_run("东所", &["apply", named, "--yes"]);
    assert_eq!(output.status.code(), Some(4));
    assert!(String::from_utf8(output.stderr).unwrap().contains("办公室"));
}

/// A lost answer is asked for again under the same id, whatever has come since.
#[test]
fn a_revision_is_applied_once_under_one_id() {
    let (office, path) = launched();
    let named = path.to_str().unwrap();
    plan(&office, SECOND);
    let id = "01890000-0000-7000-8000-000000000001";
    office.run("", &["apply", named, "--yes", "--command-id", id]);
    let before = lines(&office);
    let told = office.json("", &["apply", named, "--yes", "--command-id", id]);
    assert_eq!((&told["duplicate"], &told["events"][0]), (&true.into(), &"plan_applied".into()));
    office.run("", &["rollback", "1", "--yes"]);
    office.run("", &["apply", named, "--yes", "--command-id", id]);
    assert_eq!(lines(&office), before + 2);
    // What is in force now is not undone but rolled back.
    let output = office.try_run("", &["undo"]);
    assert_eq!(output.status.code(), Some(4));
    assert!(String::from_utf8(output.stderr).unwrap().contains("rollback"));
}

/// Visits that are counted, with a log of them.
const VISITS: &str = r#""通知": (due: "D-20"), "走访": (each: "各所", due: "D", outcomes: ["好", "差"],
    measures: ["受众"], log: { "户名": text, "漏点": number }),"#;

fn visited() -> (Office, PathBuf) {
    let office = Office::new();
    let path = measured(&office, "受众", "人次", VISITS);
    office.run("", &["launch", path.to_str().unwrap(), "-y"]);
    office.run("东所", &["measure", "走访@东所", "受众=30"]);
    office.run("东所", &["row", "add", "走访@东所", "户名=甲店", "漏点=2"]);
    (office, path)
}

fn measured(office: &Office, measure: &str, says: &str, tasks: &str) -> PathBuf {
    let path = plan(office, &tasks.replace("受众", measure));
    let text = std::fs::read_to_string(&path).unwrap();
    let with = format!("measures: {{ \"{measure}\": \"{says}\" }},\n    streams");
    std::fs::write(&path, text.replacen("streams", &with, 1)).unwrap();
    path
}

#[test]
fn a_renamed_measure_takes_its_figures_along_or_is_asked_for() {
    let (office, path) = visited();
    let named = path.to_str().unwrap();
    measured(&office, "听众", "人次", VISITS);
    let said = String::from_utf8(office.try_run("", &["diff", named]).stdout).unwrap();
    assert!(said.contains("! “受众”已填的 1 个数（合计 30人次）不再计数"), "{said}");
    let refused = office.try_run("", &["apply", named, "--yes"]);
    assert_eq!(refused.status.code(), Some(4));
    measured(&office, "听众", "人次, was 受众", VISITS);
    let said = String::from_utf8(office.try_run("", &["diff", named]).stdout).unwrap();
    assert!(said.contains("指标改名：受众 → 听众") && !said.contains('!'), "{said}");
    office.run("", &["apply", named, "--yes"]);
    assert_eq!(office.json("", &["figures"])["totals"][0]["total"], "30");
    office.run("", &["rollback", "1", "--yes"]);
    let log = office.run("", &["log", "--revisions"]);
    assert_eq!(log.lines().count(), 3, "{log}");
    assert!(log.contains("退回第1版方案，作为第3版"), "{log}");
    let said = String::from_utf8(office.try_run("", &["diff", "@2"]).stdout).unwrap();
    assert!(said.contains("指标改名：受众 → 听众"), "{said}");
    let folder = office.path("第二版");
    office.run("", &["rollback", "2", "--out", folder.to_str().unwrap()]);
    let text = std::fs::read_to_string(folder.join("plan.ron")).unwrap();
    assert!(text.contains("was 受众"), "{text}");
}

#[test]
fn what_is_read_otherwise_by_a_revision_is_told() {
    let (office, path) = visited();
    let named = path.to_str().unwrap();
    office.run("", &["complete", "走访@东所", "--outcome", "差"]);
    measured(&office, "受众", "场", &VISITS.replace(r#"["好", "差"]"#, r#"["好", "一般"]"#));
    let said = String::from_utf8(office.try_run("", &["diff", named]).stdout).unwrap();
    for told in [
        "! “受众”的单位由人次改为场，已填的 1 个数不换算，照新单位计：T0002（走访@东所）",
        "! 已有的结果，新方案里没有了：T0002（走访@东所） 差",
    ] {
        assert!(said.contains(told), "{told}\n{said}");
    }
    let json = office.try_run("", &["diff", named, "--json"]).stdout;
    let json: serde_json::Value = serde_json::from_slice(&json).unwrap();
    let now = &json["read_otherwise"][0];
    assert_eq!(
        (&now["measure"], &now["from"], &now["to"]),
        (&"受众".into(), &"人次".into(), &"场".into())
    );
    assert_eq!((&now["figures"], &json["outcomes_go"][0]), (&1.into(), &"T0002".into()));
    // In the same unit nothing is said.
    measured(&office, "受众", "人次", &VISITS.replace("D-20", "D-19"));
    let said = String::from_utf8(office.try_run("", &["diff", named]).stdout).unwrap();
    assert!(!said.contains('!'), "{said}");
}

#[test]
fn cells_that_fit_no_more_are_shown_until_they_are_mended() {
    let (office, path) = visited();
    let named = path.to_str().unwrap();
    measured(&office, "受众", "人次", &VISITS.replace("漏点\": number", "漏点\": yes_no"));
    let said = String::from_utf8(office.try_run("", &["diff", named]).stdout).unwrap();
    assert!(said.contains("“漏点”一列已登记的 1 格不合新的要求"), "{said}");
    office.run("", &["apply", named, "--yes", "--drop-records-of", "漏点"]);
    assert!(office.run("", &["row", "list", "走访@东所"]).contains("! 2"));
    assert!(office.run("", &["figures"]).contains("第1行“漏点”为“2”"));
    assert!(office.run("", &["show", "走访@东所"]).contains("登记表有不合要求的"));
    office.run("东所", &["row", "correct", "走访@东所", "1", "漏点=是"]);
    assert!(!office.run("", &["figures"]).contains("第1行"));
    // A task that is taken out can still be read.
    plan(&office, r#""通知": (due: "D-20"),"#);
    office.run("", &["apply", named, "--yes", "--drop-records-of", "走访@东所"]);
    assert!(office.run("", &["show", "走访@东所"]).contains("修订时去掉了，到第2版为止"));
    assert!(office.run("", &["row", "list", "T0002"]).contains("甲店"));
    assert_eq!(office.try_run("", &["row", "add", "T0002", "户名=乙店"]).status.code(), Some(5));
}

#[test]
fn a_renamed_unit_is_told_once_and_dates_come_first() {
    let office = Office::new();
    let tasks = r#""摸底": (each: "各所", due: "D-5"), "日报": (each: "各所", every: "day 17:00 in D-2..D"),"#;
    let path = plan(&office, tasks);
    let named = path.to_str().unwrap();
    office.run("", &["launch", named, "-y"]);
    office.run("", &["extend", "摸底@东所", "--grant", "--until", "D-1"]);
    let edited = tasks.replace("D-5", "D-4").replace("17:00", "18:00");
    let text = std::fs::read_to_string(plan(&office, &edited)).unwrap();
    let text =
        text.replace(r#""西所": (kind: branch)"#, r#""滨江所": (kind: branch, aka: ["西所"])"#);
    std::fs::write(&path, text).unwrap();
    let output = office.try_run("", &["diff", named]);
    let said = String::from_utf8(output.stdout).unwrap();
    for told in [
        "单位改名：西所 → 滨江所",
        "摸底（2项）：完成时限 03-08 → 03-09",
        "日报（6项）：时间",
        "完成时限 17:00 → 18:00",
        "批准过的延期照旧，时限不动：T0001（摸底@东所） 03-12",
    ] {
        assert!(said.contains(told), "{told}\n{said}");
    }
    assert!(!said.contains("编号路径"), "{said}");
    let json = office.try_run("", &["diff", named, "--json"]);
    assert_eq!((json.status.code(), json.stderr.len()), (Some(2), 0));
    assert!(!office.run("", &["check", named]).contains("W060"));
}

/// A plan of a templated stream and of a list, both of whose names may change.
fn renaming(office: &Office, root: &str, stream: &str, items: &str) -> String {
    let path = office.path("renaming.ron");
    let text = format!(
        r#"Campaign(
    version: 1, id: "宣传周", title: "宣传周", anchor: "2099-03-13", zone: "Asia/Shanghai", coordinator: "办公室",
    units: {{ "办公室": (kind: office, people: {{ "办-乙": contact }}) }},
    measures: {{ "走访": "户" }},
    lists: {{ "场所": [{items}] }}, {root}
    templates: {{ "活动单": (ask: {{ "主办": text }}, tasks: {{ "布展": (owner: "{{主办}}", due: "D") }}) }},
    streams: {{
        {stream},
        "巡查": (owner: "办公室", tasks: {{ "走进": (each: "场所", due: "D", measures: ["走访"]) }}),
    }},
)
"#
    );
    std::fs::write(&path, text).unwrap();
    path.display().to_string()
}

#[test]
fn records_follow_a_renamed_stream_and_a_renamed_item_into_next_year() {
    let office = Office::new();
    let named = renaming(
        &office,
        "",
        r#""现场": (use: "活动单", with: { "主办": "办公室" })"#,
        r#""学校", "商场""#,
    );
    office.run("", &["launch", &named, "--yes"]);
    office.run("", &["progress", "现场·布展", "搭好一半"]);
    office.run("", &["measure", "走进@学校", "走访=8"]);
    let named = renaming(
        &office,
        r#"renamed: { "场所": { "中学": "学校" } },"#,
        r#""广场": (was: "现场", use: "活动单", with: { "主办": "办公室" })"#,
        r#""中学", "商场""#,
    );
    let told = office.try_run("", &["diff", &named]);
    let told = String::from_utf8(told.stdout).unwrap();
    assert!(!told.contains("去掉任务") && !told.contains("新增任务"), "{told}");
    office.run("", &["apply", &named, "--yes"]);
    let shown = office.run("", &["show", "广场·布展"]);
    assert!(shown.contains("搭好一半"), "{shown}");
    assert!(office.run("", &["figures"]).contains("8户"));
    assert!(office.run("", &["show", "走进@中学"]).contains("走访"));
    // Next year nobody knows the old names.
    let out = office.path("next.ron");
    let next = out.to_str().unwrap();
    office.run("", &["clone", &named, "--anchor", "2100-03-15", "--out", next]);
    let text = std::fs::read_to_string(&out).unwrap();
    assert!(text.contains("广场") && !text.contains("was:") && !text.contains("renamed"), "{text}");
    office.run("", &["check", next]);
}
