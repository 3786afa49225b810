//! Coverage: once enough of a fan-out is completed, the rest is not needed, and is again when it is not.

use wallchart_plan::expanded::{Cover, Dimension, Expanded, Join, Key};

use super::*;
use crate::read::figures;
use crate::testing::task;

/// Three places for each of two units; two for a unit are enough, but every place must be visited.
fn places() -> Expanded {
    let mut plan = crate::testing::small();
    let places = || Dimension::List("场所".to_owned());
    let visits = ["城东所", "城西所"]
        .iter()
        .flat_map(|unit| ["商场", "学校", "医院"].iter().map(move |place| (*unit, *place)));
    let next = u32::try_from(plan.tasks.len()).unwrap() + 1;
    for ((unit, place), number) in visits.zip(next..) {
        let mut visit = task(number, "进场所", unit);
        visit.path = format!("进场所@{unit},{place}").as_str().into();
        visit.keys = vec![
            Key { dimension: Dimension::Unit, value: unit.to_owned() },
            Key { dimension: places(), value: place.to_owned() },
        ];
        visit.review = None;
        visit.cover = vec![
            Cover { of: places(), join: Join::AtLeast(2) },
            Cover { of: Dimension::Unit, join: Join::AtLeast(1) },
        ];
        plan.tasks.push(visit);
    }
    plan
}

fn visit(c: &mut Running, unit_id: &str, place: &str) -> CommandId {
    let path = format!("进场所@{unit_id},{place}");
    let number = c.state().plan.tasks.iter().find(|t| t.path.as_str() == path).unwrap().number;
    c.ok(&unit(unit_id), Command::Submit { task: number, note: None, nil: false, outcome: None })
}

/// The paths of those that are not needed.
fn dropped(c: &Running) -> Vec<&str> {
    let tasks = c.state().plan.tasks.iter().zip(&c.state().records);
    let out = tasks.filter(|(_, record)| record.ruled_out);
    out.map(|(task, _)| task.path.as_str().trim_start_matches("进场所@")).collect()
}

#[test]
fn what_is_beyond_enough_is_not_needed() {
    let mut c = Running::launch(places()).unwrap();
    visit(&mut c, "城东所", "商场");
    visit(&mut c, "城东所", "学校");
    // 城东所 has two, but nobody has been to the hospital.
    assert_eq!(dropped(&c), [""; 0]);
    visit(&mut c, "城西所", "商场");
    let last = visit(&mut c, "城西所", "医院");
    assert_eq!(dropped(&c), ["城东所,医院", "城西所,学校"]);
    let seen = figures(c.state()).covers;
    assert_eq!(seen.iter().map(|s| (s.groups, s.enough)).collect::<Vec<_>>(), [(2, 2), (3, 3)]);
    // Undone, both are needed again.
    let undo = c.ok(&Actor::Operator, Command::Undo { command: Some(last) });
    assert_eq!(dropped(&c), [""; 0]);
    let short = &figures(c.state()).covers[0].short;
    assert_eq!((short[0].keys.join(" "), short[0].done, short[0].want), ("城西所".into(), 1, 2));
    c.ok(&Actor::Operator, Command::Undo { command: Some(undo) });
    assert_eq!(dropped(&c), ["城东所,医院", "城西所,学校"]);
    assert_eq!(fold(&c.log).unwrap(), c.campaign);
}

#[test]
fn work_that_is_returned_counts_no_more() {
    let mut c = Running::launch(places()).unwrap();
    for (unit, place) in
        [("城东所", "商场"), ("城东所", "学校"), ("城西所", "学校"), ("城西所", "医院")]
    {
        visit(&mut c, unit, place);
    }
    assert_eq!(dropped(&c), ["城东所,医院", "城西所,商场"]);
    let number = c
        .state()
        .plan
        .tasks
        .iter()
        .find(|t| t.path.as_str() == "进场所@城东所,商场")
        .unwrap()
        .number;
    c.ok(&Actor::Operator, Command::Return { task: number, reason: reason() });
    assert_eq!(dropped(&c), [""; 0]);
}

#[test]
fn a_plan_with_coverage_is_one_that_older_programs_refuse() {
    assert_eq!(Running::launch(places()).unwrap().log[0].body.kind_version(), 3);
}

#[test]
fn what_was_handed_in_is_not_dropped() {
    let mut plan = places();
    let last = plan.tasks.len() - 1;
    plan.tasks[last].review = Some("秘书处".into());
    let mut c = Running::launch(plan).unwrap();
    // 城西所 at the hospital waits for its review while others make it enough.
    visit(&mut c, "城西所", "医院");
    visit(&mut c, "城东所", "商场");
    visit(&mut c, "城东所", "医院");
    visit(&mut c, "城西所", "商场");
    visit(&mut c, "城西所", "学校");
    let number = c.state().plan.tasks[last].number;
    assert_eq!(c.record(number.0).state, TaskState::Submitted);
    assert_eq!(dropped(&c), ["城东所,学校"]);
    c.ok(&Actor::Operator, accept(number.0));
    assert_eq!(c.record(number.0).state, TaskState::Completed);
}
