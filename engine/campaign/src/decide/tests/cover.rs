//! Coverage: once enough of a fan-out is completed, the rest is not needed, and is again when it is not.

use wallchart_plan::expanded::{Cover, Dimension, Expanded, Join, Key};

use super::*;
use crate::amended::highest;
use crate::command::{Apply, Onto};
use crate::read::{Outlook, View, Warning, figures, out_of_reach, warnings};
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
    let number = number(&c, "城东所,商场");
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

/// The number of an instance.
fn number(c: &Running, key: &str) -> TaskNo {
    let path = format!("进场所@{key}");
    c.state().plan.tasks.iter().find(|t| t.path.as_str() == path).unwrap().number
}

#[test]
fn what_cannot_be_covered_any_more_is_told_and_no_less_is_asked_for() {
    let mut c = Running::launch(places()).unwrap();
    let gone = |c: &Running, key: &str| Command::Cancel { task: number(c, key), reason: reason() };
    let cancel = gone(&c, "城西所,商场");
    c.ok(&Actor::Operator, cancel);
    assert!(warnings(c.state(), &c.log[1..]).is_empty(), "two of two are left");
    let (from, cancel) = (c.log.len(), gone(&c, "城西所,学校"));
    c.ok(&Actor::Operator, cancel);
    let last = c.state().task(number(&c, "城西所,医院")).unwrap().0.clone();
    let seen = out_of_reach(c.state(), &last);
    let short = &seen[0].short[0];
    assert_eq!((seen.len(), short.done, short.want, short.left), (1, 0, 2, 1));
    assert_eq!(warnings(c.state(), &c.log[from..]), [Warning::OutOfReach(seen[0].clone())]);
    let said = crate::say::out_of_reach(Lang::Zh, &seen[0]);
    assert_eq!(said, "进场所，至少2个场所：城西所 0/2（够不了：还差2，只剩1）");
    let view = View::new(std::sync::Arc::new(c.state().clone()), instant(9)).unwrap();
    let why = crate::tell::why(Lang::Zh, &view, &view.why(last.number).unwrap());
    assert!(why.iter().any(|line| line.text == said), "{why:?}");
    // Elsewhere there is enough.
    let east = c.state().task(number(&c, "城东所,商场")).unwrap().0;
    assert_eq!(out_of_reach(c.state(), east), []);
    c.ok(&Actor::Operator, Command::Undo { command: None });
    assert_eq!(out_of_reach(c.state(), &last), []);
}

#[test]
fn what_more_coverage_brings_back_is_told_before_it_is_applied() {
    let mut c = Running::launch(places()).unwrap();
    for (unit, place) in
        [("城东所", "商场"), ("城东所", "学校"), ("城西所", "商场"), ("城西所", "医院")]
    {
        visit(&mut c, unit, place);
    }
    let with = |c: &Running, at_least: u32| {
        let mut plan = (*c.state().plan).clone();
        for cover in plan.tasks.iter_mut().filter_map(|task| task.cover.first_mut()) {
            cover.join = Join::AtLeast(at_least);
        }
        assert_eq!(highest(&plan.tasks), c.state().last_number);
        plan
    };
    let outlook = |c: &Running, plan: &Expanded| {
        let view = View::new(std::sync::Arc::new(c.state().clone()), instant(c.min)).unwrap();
        Outlook::of(&view, plan.clone()).unwrap()
    };
    let apply = |c: &Running, plan: Expanded| Command::Amend {
        apply: Box::new(Apply { language: 1, sources: Vec::new(), plan, rehearsal: None }),
        approval: None,
        onto: Onto { revision: c.state().revision, seq: c.state().seq, drop_records_of: vec![] },
    };
    let more = with(&c, 3);
    let told = outlook(&c, &more);
    let both = [number(&c, "城东所,医院"), number(&c, "城西所,学校")];
    assert_eq!((told.ruled_in.as_slice(), told.ruled_out.len()), (both.as_slice(), 0));
    assert!(told.issued_anew.is_empty(), "nobody else leads them");
    let lines: Vec<String> =
        crate::tell::outlook(Lang::Zh, &told).into_iter().map(|line| line.text).collect();
    let at = lines.iter().position(|l| l == "免办的任务恢复办理 2 项").unwrap();
    assert!(lines[at + 1].starts_with("城东所：") && lines[at + 2].starts_with("城西所："));
    let order = apply(&c, more);
    c.ok(&Actor::Operator, order);
    for no in both {
        let told = told.after.task(no).unwrap().record.state;
        assert_eq!((c.record(no.0).state, told), (TaskState::Issued, TaskState::Issued));
    }
    let fewer = with(&c, 1);
    assert_eq!(outlook(&c, &fewer).ruled_out, both);
    let order = apply(&c, fewer);
    c.ok(&Actor::Operator, order);
    assert_eq!(dropped(&c), ["城东所,医院", "城西所,学校"]);
}

#[test]
fn of_what_is_waited_for_the_needless_is_told_apart() {
    let mut plan = places();
    let visits: Vec<u32> =
        plan.tasks.iter().filter(|t| !t.cover.is_empty()).map(|t| t.number.0).collect();
    let mut sum = task(visits.last().unwrap() + 1, "汇总", "秘书处");
    sum.needs = vec![crate::testing::need(Join::All, &visits)];
    plan.tasks.push(sum.clone());
    let mut c = Running::launch(plan).unwrap();
    for (unit, place) in
        [("城东所", "商场"), ("城东所", "学校"), ("城西所", "商场"), ("城西所", "医院")]
    {
        visit(&mut c, unit, place);
    }
    c.ok(&Actor::Operator, Command::Return { task: number(&c, "城西所,商场"), reason: reason() });
    assert_eq!(dropped(&c), ["城东所,医院"]);
    let view = View::new(std::sync::Arc::new(c.state().clone()), instant(c.min)).unwrap();
    let group = &view.joined(&sum.needs[0])[0];
    assert_eq!((group.held, group.skipped, group.of), (4, 1, 6));
    let said = |lang| crate::say::joined(lang, group, &|no| no.to_string());
    assert_eq!(said(Lang::Zh), "进场所 4/6 已办结（其中1项免办）");
    assert_eq!(said(Lang::En), "进场所 4 of 6 done (1 of them not needed)");
}
