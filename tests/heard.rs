//! What whoever types a command hears back: what was taken, what looks wrong, what is asked of them.

use crate::office::Office;

const PLAN: &str = r#"Campaign(
    version: 1, id: "排查", title: "排查", anchor: "2099-03-13", zone: "Asia/Shanghai", coordinator: "办公室",
    units: {
        "办公室": (kind: office, people: { "办-甲": contact, "办-乙": leader }),
        "东所": (kind: branch), "西所": (kind: branch),
        "{所}队": (kind: brigade, each: "所", people: { "{所}-甲": contact }),
    },
    groups: { "所": kind(branch) },
    lists: { "行业": { "餐饮": "办公室", "商超": "办公室" } },
    measures: { "户": "户", "水位": "厘米" },
    streams: { "一": (review: "办公室", tasks: {
        "通知": (owner: "办公室", due: "D-20"),
        "早会": (owner: "办公室", due: "2020-03-01"),
        "排查": (each: "所", needs: ["通知"], pick: "D-10..D", ask: ["place"], measures: ["户 >= 20", "水位?"], outcomes: ["合格", "不合格"]),
        "整改": (each: "所", when_outcome: "排查 == 不合格", due: "D+5"),
        "抽查": (each: "行业 × 所", due: "D+6"),
        "总结": (owner: "办公室", needs: ["50% of 整改"], due: "D+20"),
    }) },
)
"#;

fn office() -> Office {
    let office = Office::new();
    std::fs::write(office.path("plan.ron"), PLAN).unwrap();
    office
}

fn launched() -> Office {
    let office = office();
    let path = office.path("plan.ron");
    let said = office.run("", &["launch", path.to_str().unwrap(), "--yes"]);
    assert!(said.contains("其中1项的完成时限已过"), "{said}");
    office
}

#[test]
fn a_figure_is_a_number_and_nothing_else() {
    let office = launched();
    for bad in ["户=7OO", "户=70 0", "户=1,5", "户=1e3", "户=300,水位=8", "水位=3.5m", "户=五"]
    {
        let output = office.try_run("东所", &["measure", "排查@东所", bad]);
        assert_eq!(output.status.code(), Some(2), "{bad}");
    }
    let said =
        String::from_utf8(office.try_run("东所", &["measure", "排查@东所", "水位=3.5m"]).stderr);
    assert!(said.unwrap().contains("后面可以带单位“厘米”"));
    let said = office.run("东所", &["measure", "排查", "户=１，200余户"]);
    assert!(said.contains("填报 户 1200余"), "{said}");
}

#[test]
fn what_looks_wrong_is_said_and_taken_all_the_same() {
    let office = launched();
    office.run("办公室", &["complete", "通知"]);
    let done = ["done", "排查", "--measure", "户=5", "--outcome", "不合格"];
    let picked = ["--at", "2099-03-05 09:00", "--answer", "place=门口"];
    let said = office.run("东所", &[&done[..], &picked[..]].concat());
    assert!(said.contains("请核对：户报了5户，目标是≥ 20"), "{said}");
    assert!(said.contains("定在2099年3月5日，日子还没到就报了"), "{said}");
    let said = office.run("", &["inbox", "办公室"]);
    assert!(said.contains("结果：不合格"), "{said}");
    let said = office.run("", &["show", "排查@东所"]);
    assert!(said.contains("结果  不合格"), "{said}");
    let said = office.run("", &["show", "排查@西所"]);
    assert!(said.contains("结果  合格 / 不合格"), "{said}");
}

#[test]
fn whoever_decides_on_an_extension_sees_what_is_asked() {
    let office = launched();
    office.run("西所", &["extend", "整改", "--until", "2099-03-25", "--reason", "配件未到"]);
    for said in [office.run("", &["inbox", "办公室"]), office.run("", &["show", "整改@西所"])]
    {
        assert!(said.contains("申请延期至 03-25：配件未到"), "{said}");
    }
}

#[test]
fn a_date_is_picked_either_way() {
    let office = launched();
    office.run("办公室", &["complete", "通知"]);
    office.run("东所", &["pick", "排查", "2099-03-05 09:00", "place=门口"]);
    office.run("西所", &["pick", "排查", "--at", "2099-03-06 09:00", "--answer", "place=门口"]);
    assert_eq!(office.try_run("西所", &["pick", "排查"]).status.code(), Some(2));
    assert!(office.run("", &["show", "排查@西所"]).contains("03-06 09:00"));
}

#[test]
fn units_that_are_made_have_people_of_their_own() {
    let office = launched();
    let said = office.try_run("西所-甲", &["done", "整改@西所"]);
    let said = String::from_utf8(said.stderr).unwrap();
    // Known, and of another unit.
    assert!(said.contains("西所-甲"), "{said}");
    assert!(!said.contains("没有单位或人员"), "{said}");
}

#[test]
fn a_sheet_tells_all_of_what_comes_several_times() {
    let office = office();
    let path = office.path("plan.ron");
    let said = office.run("", &["preview", path.to_str().unwrap(), "--unit", "东所"]);
    assert!(
        said.contains("填报：户（户，>=20）") || said.contains("填报：户（户，≥20）"),
        "{said}"
    );
    assert!(said.contains("提交时写明结果：合格 / 不合格"), "{said}");
    assert!(said.contains("只在“排查”的结果是 不合格 时才办"), "{said}");
    let said = office.run("", &["preview", path.to_str().unwrap(), "--unit", "办公室"]);
    assert!(said.contains("前置：整改（2项）的50%"), "{said}");
    // Four instances of one task, one sheet: what they share is said once.
    assert_eq!(said.matches("抽查@").count(), 4, "{said}");
    let said = office.json("", &["preview", path.to_str().unwrap(), "--unit", "办公室"]);
    let text = said.to_string();
    assert!(text.contains("抽查（餐饮、东所）"), "{text}");
}
