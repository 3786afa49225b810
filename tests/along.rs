//! Due dates that hang on another (`after X +1wd`) while a campaign runs: they move along with it.

use crate::office::Office;

const PLAN: &str = r#"Campaign(
    version: 1, id: "along", title: "随动", anchor: "2099-03-15", coordinator: "办公室",
    units: {
        "办公室": (kind: office, people: { "办-甲": leader, "办-乙": contact }),
        "东所": (kind: branch, people: { "东-甲": contact }),
        "西所": (kind: branch, people: { "西-甲": contact }),
    },
    groups: { "所": kind(branch) },
    defaults: (takes: "1d", remind: ["due-2wd"]),
    streams: { "办": (tasks: {
        "处置": (each: "所", due: "2099-03-20"),
        "终报": (each: "所", needs: ["处置"], due: "after 处置 +1wd"),
        "汇总": (owner: "办公室", needs: ["终报"], due: "after 终报 +1d roll next"),
        "讲评": (owner: "办公室", needs: ["汇总"], due: "2099-03-25"),
    }) },
)"#;

/// 20 March 2099 is a Friday.
#[test]
fn a_grant_tells_which_due_dates_move_along_and_an_undo_puts_them_back() {
    let office = Office::new();
    let plan = office.path("plan.ron");
    std::fs::write(&plan, PLAN).unwrap();
    office.run("", &["launch", plan.to_str().unwrap()]);
    let ask = ["extend", "处置@东所", "--until", "+3wd", "--reason", "等结论"];
    office.run("东所", &ask);
    let before = office.run("", &["show", "处置@东所"]);
    let along = "批准后一并顺延：终报@东所 03-23 → 03-26、汇总 03-24 → 03-27";
    assert!(before.contains(along), "{before}");
    let granted = office.json("", &["extend", "处置@东所", "--grant"]);
    let events = ["extension_granted", "due_moved", "due_moved"];
    assert_eq!(granted["events"], serde_json::json!(events));
    let moved = granted["moved"].as_array().unwrap();
    let told = |n: usize| (moved[n]["with"].as_str().unwrap(), moved[n]["to"].as_str().unwrap());
    assert_eq!(moved.len(), 2);
    // 24:00 in Shanghai.
    assert_eq!(told(0), ("T0001", "2099-03-26T16:00:00Z"));
    assert_eq!(told(1), ("T0003", "2099-03-27T16:00:00Z"));
    // Two working days before Thursday the 26th, where three elapsed days after the planned reminder would be a Sunday.
    let shown = office.run("", &["show", "终报@东所"]);
    assert!(shown.contains("03-24 08:30"), "{shown}");
    assert!(!shown.contains("延期1次"), "nobody extended it: {shown}");
    let why = office.run("", &["why", "终报@东所"]);
    assert!(why.contains("随T0001（处置@东所）顺延"), "{why}");
    let other = office.run("", &["show", "终报@西所"]);
    assert!(other.contains("03-23"), "the other branch keeps its date: {other}");
    let log = office.run("", &["log"]);
    assert!(log.contains("时限随 T0001 顺延 03-23 → 03-26"), "{log}");
    office.run("", &["undo"]);
    let shown = office.run("", &["show", "汇总"]);
    assert!(shown.contains("03-24") && !shown.contains("03-27"), "{shown}");
    // What only waits is not moved, and is named.
    let said = office.run("", &["extend", "处置@东所", "--grant", "--until", "2099-04-01"]);
    assert!(said.contains("汇总  [待签收]  时限随 T0003 顺延 03-24 → 04-03"), "{said}");
    let said = office.run("", &["extend", "汇总", "--grant", "--until", "2099-04-10"]);
    assert!(said.contains("讲评  完成时限 2099-03-25"), "{said}");
}
