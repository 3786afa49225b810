//! Whole plans read: the sample, and for every code an example that gives exactly that code.

use wallchart_words::Lang;

use super::*;
use crate::expanded::*;

const CALENDAR: &str = include_str!("../../../workflows/calendars/cn.ron");
const JIANGCHENG: &str = include_str!("fixtures/jiangcheng.ron");
const BASE: &str = include_str!("fixtures/base.ron");

fn options(today: &str) -> ReadOptions {
    ReadOptions { today: today.parse().unwrap(), anchor: None }
}

fn reading(text: &str) -> Reading {
    let sources = MemorySources::new()
        .with("plan.ron", text)
        .with("calendars/cn.ron", CALENDAR)
        .with("more.ron", r#"Campaign(title: "又一个", vars: { "city": "江城" })"#)
        .with("ring.ron", r#"Campaign(include: ["plan.ron"])"#)
        .with("broken.ron", b"Campaign(\xff)".as_slice());
    read(&sources, "plan.ron", &options("2026-01-05"))
}

/// The diagnostics, each with its code and what is marked.
fn found(text: &str) -> Vec<(String, String)> {
    let reading = reading(text);
    let parsed: Vec<_> =
        reading.files.iter().enumerate().map(|(i, f)| syntax::parse(i, &f.text)).collect();
    reading
        .diagnostics
        .iter()
        .map(|d| {
            for lang in Lang::ALL {
                for words in [d.message(lang), d.help(lang)] {
                    assert!(!words.contains("{$") && !words.is_empty(), "{words}");
                }
            }
            let range = syntax::locate(&parsed[d.place.file], &d.place.spot);
            let mark = &reading.files[d.place.file].text[range];
            (d.code.name.to_owned(), mark.to_owned())
        })
        .collect()
}

fn expect(text: &str, codes: &[(&str, &str)]) {
    let found = found(text);
    let found: Vec<(&str, &str)> = found.iter().map(|(c, m)| (c.as_str(), m.as_str())).collect();
    assert_eq!(found, codes, "\n{text}");
}

/// The base plan with these tasks put in gives exactly these codes at these marks.
fn check(tasks: &str, codes: &[(&str, &str)]) {
    expect(&BASE.replace("/*tasks*/", tasks), codes);
}

/// The base plan with one piece of it replaced gives exactly these codes at these marks.
fn check_with(from: &str, to: &str, codes: &[(&str, &str)]) {
    assert!(BASE.contains(from), "{from}");
    expect(&BASE.replacen(from, to, 1), codes);
}

fn jiangcheng() -> Expanded {
    let reading = reading(JIANGCHENG);
    let errors: Vec<String> = reading
        .diagnostics
        .iter()
        .filter(|d| d.code.severity == Severity::Error)
        .map(|d| format!("{} {} {:?}", d.code.name, d.message(Lang::En), d.place))
        .collect();
    assert!(errors.is_empty(), "{errors:#?}");
    reading.expanded.unwrap()
}

fn of<'e>(plan: &'e Expanded, id: &str) -> Vec<&'e Task> {
    plan.tasks.iter().filter(|t| t.task.as_str() == id).collect()
}

fn local(plan: &Expanded, t: Instant) -> String {
    WorkCalendar::new(plan.calendar.clone(), plan.campaign.anchor)
        .local(t)
        .format("%m-%d %H:%M")
        .to_string()
}

#[test]
fn the_sample_expands_as_its_planner_means_it() {
    let plan = jiangcheng();
    let chapters: Vec<_> = plan.units.iter().filter(|u| u.kind == UnitKind::Chapter).collect();
    assert_eq!(chapters.len(), 11);
    assert_eq!(chapters[0].id.as_str(), "城东所消保分会");
    assert_eq!(chapters[0].above.as_ref().unwrap().as_str(), "城东所");
    let venues = of(&plan, "分会场");
    assert_eq!(venues.len(), 11);
    assert_eq!(venues[0].path.as_str(), "分会场@城东所");
    assert_eq!(venues[0].support, [ids::UnitId::from("城东所消保分会")]);
    assert_eq!(of(&plan, "八进").len(), 3 + 11 + 2 + 1 + 2 + 2 + 2 + 2);
    assert_eq!(of(&plan, "八进")[0].path.as_str(), "八进@进农村,石桥所");
    assert_eq!(of(&plan, "八进")[0].title, "品质消费教育进农村");
    assert_eq!(of(&plan, "公众号系列").len(), 5);
    assert_eq!(of(&plan, "公众号系列")[0].path.as_str(), "公众号系列@预告");
    assert_eq!(of(&plan, "公众号系列")[0].title, "公众号系列（预告）");
    assert_eq!(of(&plan, "渠道运行").len(), 3 * 13);
    assert_eq!(of(&plan, "渠道运行")[1].path.as_str(), "渠道运行@诉调对接/2026-03-09");
    let numbers: Vec<u32> = plan.tasks.iter().map(|t| t.number.0).collect();
    assert!(numbers.iter().copied().eq(1..=plan.tasks.len() as u32));
}

#[test]
fn dates_of_the_sample() {
    let plan = jiangcheng();
    let due = |id: &str| local(&plan, of(&plan, id)[0].due.unwrap());
    // D is Sunday 03-15; the tenth workday before it is Monday 03-02, over at its 24:00.
    assert_eq!(due("处置预案"), "03-03 00:00");
    assert_eq!(due("印发通知"), "02-14 00:00");
    // D-3 is Thursday 03-12, a workday.
    assert_eq!(due("回访"), "03-13 00:00");
    assert_eq!(due("总结"), "04-04 00:00");
    let Timing::Fixed { start, end } = of(&plan, "主会场")[0].timing else { panic!() };
    assert_eq!(
        (local(&plan, start), local(&plan, end)),
        ("03-15 09:30".into(), "03-15 11:30".into())
    );
    let Timing::Fixed { start, end } = of(&plan, "领导小组会")[0].timing else { panic!() };
    assert_eq!(
        (local(&plan, start), local(&plan, end)),
        ("02-03 08:30".into(), "02-03 12:00".into())
    );
    let remind: Vec<_> = of(&plan, "处置预案")[0].remind.iter().map(|t| local(&plan, *t)).collect();
    assert_eq!(remind, ["02-26 08:30", "02-28 08:30", "03-02 09:00"]);
    assert_eq!(local(&plan, of(&plan, "舆情监测")[0].due.unwrap()), "03-01 17:00");
}

#[test]
fn links_of_the_sample() {
    let plan = jiangcheng();
    let on = |task: &Task| -> Vec<Vec<String>> {
        let path = |l: &Link| plan.tasks[l.on.0 as usize - 1].path.to_string();
        task.needs.iter().map(|n| n.links.iter().map(path).collect()).collect()
    };
    let summaries = of(&plan, "单位小结");
    assert_eq!(
        on(summaries[0]),
        [
            vec!["分会场@城东所"],
            vec!["八进@进社区,城东所", "八进@进学校,城东所", "八进@进商厦,城东所"],
            vec!["回访@城东所"],
        ]
    );
    // A member unit has no venue of its own and waits for none.
    assert!(summaries.last().unwrap().needs.is_empty());
    assert_eq!(on(of(&plan, "专项执法")[2]), [vec!["专项方案@旅游"]]);
    let with = &of(&plan, "社会监督")[0].needs[0].links[0];
    assert_eq!(with.kind, LinkKind::StartStart);
    let release = &of(&plan, "成果发布")[0].needs[0];
    assert_eq!((release.join, release.links.len()), (Join::AtLeast(3), 4));
    assert_eq!(of(&plan, "部署培训")[0].needs[0].links[0].lag, Span::WorkDays(2));
    assert_eq!(on(of(&plan, "公众号系列")[1]), [vec!["公众号系列@预告"]]);
}

#[test]
fn origins_point_at_the_sentence() {
    let text = BASE.replace(
        "/*tasks*/",
        r#""自查": (each: "所", needs: ["通知"], due: "D-5"),
           "汇报": (each: "全体", needs: ["自查", "通知"], due: "D", takes: "2d"),"#,
    );
    let reading = reading(&text);
    let plan = reading.expanded.as_ref().unwrap();
    let parsed = syntax::parse(0, &text);
    let mark = |task: &Task, field| {
        &text[syntax::locate(&parsed, &reading.origins.place(task.number, field).spot)]
    };
    let office = plan.tasks.iter().find(|t| t.path.as_str() == "汇报@办公室").unwrap();
    assert_eq!(office.needs.len(), 1);
    assert_eq!(mark(office, TaskField::Need(0)), r#""通知""#);
    assert_eq!(mark(office, TaskField::Due), r#""D""#);
    assert_eq!(mark(office, TaskField::Takes), r#""2d""#);
    assert_eq!(mark(office, TaskField::When), r#""汇报""#);
}

#[test]
fn the_base_is_sound() {
    check("", &[]);
    let tasks = r#""自查": (each: "所", needs: ["通知 +2wd"], due: "D-5 roll back", measures: ["检查 >= 40", "资料?"], evidence: ["照片 x3"]),"#;
    let mut plan = reading(&BASE.replace("/*tasks*/", tasks)).expanded.unwrap();
    // The other stream is there so that everything that the base registers is used.
    plan.tasks.retain(|t| t.stream.as_str() == "甲");
    insta::assert_debug_snapshot!("base", (plan.units, plan.groups, plan.windows, plan.tasks));
}

#[test]
fn an_annual_anchor_is_the_next_one() {
    let text = BASE.replacen("\"2026-03-15\"", "\"03-15\"", 1);
    let sources = MemorySources::new().with("p.ron", text).with("calendars/cn.ron", CALENDAR);
    let anchor = |today: &str| {
        read(&sources, "p.ron", &options(today)).expanded.unwrap().campaign.anchor.to_string()
    };
    assert_eq!(anchor("2026-03-15"), "2026-03-15");
    assert_eq!(anchor("2025-03-16"), "2026-03-15");
    let set = ReadOptions { anchor: Some("2025-03-15".parse().unwrap()), ..options("2026-01-01") };
    let plan = read(&sources, "p.ron", &set).expanded.unwrap();
    assert_eq!(plan.campaign.anchor.to_string(), "2025-03-15");
    assert_eq!(plan.campaign.vars[0], ("year".into(), "2025".into()));
}

mod attack;
mod definitions;
mod fixes;
mod language;
mod recovery;
mod rosters;
mod wrong;
