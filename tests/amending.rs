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
