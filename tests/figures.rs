//! Figures of a running campaign, driven: stocks that are told anew each week, targets of each unit its own.

use crate::office::Office;

const PLAN: &str = r#"Campaign(
    version: 1,
    id: "stalls",
    title: "夜市规范月",
    anchor: "2027-03-15",
    coordinator: "办公室",
    units: {
        "办公室": (kind: office, people: { "办-乙": contact }),
        "东所": (kind: branch, people: { "东-乙": contact }),
        "西所": (kind: branch, people: { "西-乙": contact }),
    },
    groups: { "所": kind(branch) },
    measures: { "摊位": "个", "检查": "户次" },
    targets: { "摊位": ">= 90" },
    defaults: (review: none),
    streams: { "甲": (tasks: {
        "周报": (each: "所", every: "on D-14, D-7, D", measures: ["摊位", "检查"]),
    }) },
)"#;

fn total(office: &Office, measure: &str) -> String {
    let told = office.json("", &["figures"]);
    let totals = told["totals"].as_array().unwrap();
    totals.iter().find(|t| t["measure"] == measure).unwrap()["total"].as_str().unwrap().to_owned()
}

#[test]
fn a_stock_is_what_was_said_last_once_the_plan_says_so() {
    let office = Office::new();
    let file = office.path("plan.ron");
    let path = file.to_str().unwrap();
    std::fs::write(&file, PLAN).unwrap();
    office.run("", &["launch", path, "--yes"]);
    let report = |unit: &str, day: &str, stalls: &str| {
        let task = format!("周报@{unit}/{day}");
        office.run(unit, &["measure", &task, &format!("摊位={stalls}"), "检查=10"]);
    };
    for (day, east, west) in [("2027-03-01", "40", "60"), ("2027-03-08", "45", "50")] {
        report("东所", day, east);
        report("西所", day, west);
    }
    assert_eq!((total(&office, "摊位"), total(&office, "检查")), ("195".into(), "40".into()));

    std::fs::write(&file, PLAN.replace(r#""摊位": "个""#, r#""摊位": "latest 个""#)).unwrap();
    let diff = office.try_run("", &["diff", path]);
    assert_eq!(diff.status.code(), Some(2));
    assert!(String::from_utf8_lossy(&diff.stdout).contains("指标"));
    office.run("", &["apply", path, "--yes"]);
    assert_eq!((total(&office, "摊位"), total(&office, "检查")), ("95".into(), "40".into()));
    // A figure of the last week that was wrong, and a report that came late.
    report("西所", "2027-03-08", "52");
    report("西所", "2027-03-01", "70");
    let west = office.run("", &["figures", "西所"]);
    assert_eq!(total(&office, "摊位"), "97", "{west}");
    let told = office.run("", &["figures"]);
    assert!(told.contains("摊位（最新）") && told.contains("97个"), "{told}");
    assert!(office.run("", &["preview", path]).contains("摊位（个，最新）"));
}

#[test]
fn a_unit_has_the_target_that_its_line_gives_it() {
    let office = Office::new();
    let file = office.path("plan.ron");
    let path = file.to_str().unwrap();
    std::fs::write(&file, PLAN.replace(r#""检查"]"#, r#""检查 >= 20"]"#)).unwrap();
    office.run("", &["launch", path, "--yes"]);
    let own = r#""检查 >= 20"], targets: { "检查": { "东所": ">= 30" } }"#;
    std::fs::write(&file, PLAN.replace(r#""检查"]"#, own)).unwrap();
    let preview = office.run("", &["preview", path]);
    assert!(
        preview.contains("检查（户次，≥30）") && preview.contains("检查（户次，≥20）"),
        "{preview}"
    );
    // Only what 东所 has to do is another.
    let diff = office.try_run("", &["--json", "diff", path]);
    assert_eq!(diff.status.code(), Some(2));
    let diff: serde_json::Value = serde_json::from_slice(&diff.stdout).unwrap();
    let changed = diff["changed"].as_array().unwrap();
    assert_eq!(changed.len(), 3, "{diff:#}");
    assert!(changed.iter().all(|c| c["path"].as_str().unwrap().starts_with("周报@东所")));
    office.run("", &["apply", path, "--yes"]);
    for (unit, missed) in [("东所", true), ("西所", false)] {
        let task = format!("周报@{unit}/2027-03-01");
        office.run(unit, &["measure", &task, "摊位=1", "检查=25"]);
        let handed_in = office.try_run(unit, &["submit", &task]);
        let said = String::from_utf8_lossy(&handed_in.stderr).into_owned()
            + &String::from_utf8_lossy(&handed_in.stdout);
        assert_eq!(said.contains("目标是≥ 30") || said.contains("≥ 30"), missed, "{said}");
    }
}
