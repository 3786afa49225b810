//! How dates are told: what an extension moves and leaves, begins and ends of days, and what a revision doesn't
//! change.

use crate::office::Office;

const PLAN: &str = r#"Campaign(
    version: 1, id: "周", title: "宣传周", anchor: "2099-12-20", coordinator: "办公室",
    units: { "办公室": (kind: office, people: { "张莉": leader }), "东所": (kind: branch, people: { "甲": contact }) },
    defaults: (review: none, remind: ["due-1d"], escalate: { "due+1d": "办公室" }),
    playbooks: { "火情": (start: [hand("办公室")], until: "报", tasks: {
        "处": (owner: "东所", due: "T+1h"), "报": (owner: "东所", needs: ["处"], due: "after 处 +1h"),
    }) },
    streams: { "一": (owner: "东所", tasks: {
        "小结": (due: "D"),
        "归档": (needs: ["小结"], takes: "1d", due: "after 小结 +2d"),
        "日报": (every: "day in D-2..D"),
        "巡讲": (every: "2 x week in D-6..D"),
        "复盘": (needs: ["归档"], due: "D+20"),
    }) },
)
"#;

fn launched() -> (Office, String) {
    let office = Office::new();
    let plan = office.path("plan.ron").to_str().unwrap().to_owned();
    std::fs::write(&plan, PLAN).unwrap();
    office.run("", &["launch", &plan, "-y"]);
    (office, plan)
}

#[test]
fn an_extension_moves_reminders_and_names_who_stays_behind() {
    let (office, _) = launched();
    office.run("东所", &["extend", "小结", "--until", "2099-12-27", "--reason", "等数"]);
    let said = office.run("", &["extend", "小结", "--grant"]);
    // What is due by it goes along, as the plan says.
    assert!(said.contains("T0002  归档") && said.contains("12-22 → 12-29"), "{said}");
    assert!(!said.contains("复盘"), "{said}");
    let shown = office.run("", &["show", "小结"]);
    assert!(shown.contains("12-26 ") && shown.contains("12-28 "), "{shown}");
    // Nobody is left behind where there is room.
    let said = office.run("东所", &["extend", "归档", "--until", "2100-01-02", "--reason", "等数"]);
    assert!(!said.contains("复盘"), "{said}");
    let said = office.run("", &["extend", "归档", "--grant"]);
    assert!(!said.contains("没有跟着动"), "{said}");
}

#[test]
fn a_day_begins_at_midnight_and_ends_at_its_24_00() {
    let (office, plan) = launched();
    let refused = office.try_run("", &["pick", "巡讲@1/2099-12-14", "2099-12-25"]);
    let said = String::from_utf8(refused.stderr).unwrap();
    assert!(said.contains("2099-12-14 00:00至2099-12-20 24:00"), "{said}");
    let said = office.run("", &["schedule", &plan]);
    assert!(said.contains("至 2100-01-09 24:00"), "{said}");
    let row = said.lines().find(|l| l.contains("巡讲@1/2099-12-14")).unwrap();
    assert!(row.contains("12-14 00:00") && !row.contains("12-13 24:00"), "{row}");
}

#[test]
fn a_revision_names_only_what_it_changes() {
    let (office, plan) = launched();
    let more = PLAN.replace(r#""日报": ("#, r#""会": (due: "D-1"), "日报": ("#);
    std::fs::write(&plan, &more).unwrap();
    let said = String::from_utf8(office.try_run("", &["diff", &plan]).stdout).unwrap();
    assert!(said.contains("会") && !said.contains("预案"), "{said}");
    let other = more.replace(r#"due: "after 处 +1h""#, r#"due: "after 处 +2h""#);
    std::fs::write(&plan, other).unwrap();
    let said = String::from_utf8(office.try_run("", &["diff", &plan]).stdout).unwrap();
    assert!(said.contains("预案"), "{said}");
    // Days that come and go are no new names.
    std::fs::write(&plan, PLAN.replace("day in D-2..D", "day in D-3..D-1")).unwrap();
    let said = String::from_utf8(office.try_run("", &["diff", &plan]).stdout).unwrap();
    assert!(said.contains("日报") && !said.contains("改名"), "{said}");
}
