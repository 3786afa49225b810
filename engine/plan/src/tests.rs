//! Whole plans read.

use super::*;
use crate::expanded::*;

const CALENDAR: &str = include_str!("../../../workflows/calendars/cn.ron");
const JIANGCHENG: &str = include_str!("fixtures/jiangcheng.ron");

fn options(today: &str) -> ReadOptions {
    ReadOptions { today: today.parse().unwrap(), anchor: None }
}

pub(crate) fn reading(text: &str) -> Reading {
    let sources = MemorySources::new().with("plan.ron", text).with("calendars/cn.ron", CALENDAR);
    read(&sources, "plan.ron", &options("2026-01-05"))
}

fn jiangcheng() -> Expanded {
    let reading = reading(JIANGCHENG);
    let errors: Vec<String> = reading
        .diagnostics
        .iter()
        .filter(|d| d.code.severity == Severity::Error)
        .map(|d| format!("{} {} {:?}", d.code.name, d.message(wallchart_words::Lang::En), d.place))
        .collect();
    assert!(errors.is_empty(), "{errors:#?}");
    reading.expanded.unwrap()
}

fn of<'e>(plan: &'e Expanded, id: &str) -> Vec<&'e Task> {
    plan.tasks.iter().filter(|t| t.task.as_str() == id).collect()
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
    assert_eq!(of(&plan, "渠道运行").len(), 3 * 13);
    assert_eq!(of(&plan, "渠道运行")[1].path.as_str(), "渠道运行@诉调对接/2026-03-09");
}
