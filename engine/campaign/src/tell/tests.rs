//! Reasons in words on small campaigns, fan-outs counted, all that is missing told at once.

use std::sync::Arc;

use wallchart_plan::expanded::{EvidenceAsk, Expanded, Join, Link, LinkKind, Need, Task};
use wallchart_plan::ids::TaskNo;
use wallchart_plan::time::{Instant, Span};
use wallchart_words::Lang;

use super::{Line, slip, why};
use crate::actor::Actor;
use crate::command::Command;
use crate::read::{View, detail};
use crate::testing::{Running, instant, need, plan, task};
use crate::{Refusal, missing};

const DAY: i64 = 24 * 60;

/// An instance of a task for a unit.
fn one(number: u32, id: &str, unit: &str) -> Task {
    let mut made = task(number, id, unit);
    made.path = format!("{id}@{unit}").as_str().into();
    made.task = id.into();
    made
}

/// A notice, then a visit by each of three branches, due, then a summary that asks for a paper.
fn office() -> Expanded {
    let mut tasks = vec![
        task(1, "通知", "秘书处"),
        one(2, "回访", "城东所"),
        one(3, "回访", "城西所"),
        one(4, "回访", "宣传科"),
        task(5, "小结", "消保科"),
    ];
    for visit in &mut tasks[1..4] {
        visit.needs = vec![need(Join::All, &[1])];
        visit.due = Some(instant(3 * DAY));
        visit.review = None;
    }
    tasks[0].review = None;
    tasks[4].needs = vec![need(Join::All, &[2, 3, 4])];
    tasks[4].evidence = vec![EvidenceAsk { name: "小结".to_owned(), count: 1 }];
    tasks[4].due = Some(instant(6 * DAY));
    plan(tasks)
}

fn view(running: &Running, min: i64) -> View {
    View::new(Arc::new(running.campaign.clone().unwrap()), instant(min)).unwrap()
}

fn text(lines: &[Line]) -> String {
    let line = |l: &Line| format!("{:1$}{2}\n", "", usize::from(l.indent) * 2, l.text);
    lines.iter().map(line).collect()
}

/// The notice and one of the visits are done, and the day after the visits were due has come.
fn late() -> Running {
    let mut running = Running::launch(office()).unwrap();
    for task in [1, 2] {
        let submit = Command::Submit { task: TaskNo(task), note: None, nil: false, outcome: None };
        running.give(Actor::Operator, submit).unwrap();
    }
    running
}

#[test]
fn reasons_of_a_running_campaign() {
    let view = view(&late(), 4 * DAY);
    for (lang, name) in [(Lang::Zh, "zh"), (Lang::En, "en")] {
        let mut said = String::new();
        for task in [3, 5] {
            let found = view.why(TaskNo(task)).unwrap();
            said.push_str(&text(&why(lang, &view, &found)));
            let found = view.slip(TaskNo(task), Span::Days(2)).unwrap();
            said.push_str(&text(&slip(lang, &view, &found)));
        }
        insta::assert_snapshot!(format!("reasons_{name}"), said);
    }
    assert_eq!(view.slip(TaskNo(1), Span::Days(2)), None);
    assert!(view.why(TaskNo(99)).is_none());
}

#[test]
fn what_is_waited_for_is_counted_and_all_that_is_missing_told_at_once() {
    let mut running = late();
    running.min = 4 * DAY;
    let submit = Command::Submit { task: TaskNo(5), note: None, nil: false, outcome: None };
    let refused = running.give(Actor::Operator, submit).unwrap_err();
    let campaign = running.campaign.as_ref().unwrap();
    let Refusal::Unmet { needs, missing: lacks, .. } = &refused else { panic!("{refused:?}") };
    assert_eq!((needs[0].have, needs[0].want, needs[0].groups[0].late), (1, 3, 2));
    assert_eq!(**lacks, missing(campaign, TaskNo(5)).unwrap());
    let said = refused.message_in(campaign, Lang::Zh);
    assert!(said.contains("回访 1/3 已办结，2项超期；佐证材料不足：小结"), "{said}");
    let said = refused.message_in(campaign, Lang::En);
    assert!(said.contains("回访 1 of 3 done, 2 late"), "{said}");
    let view = view(&running, 4 * DAY);
    let seen = view.task(TaskNo(5)).unwrap();
    let cause = crate::say::cause_seen(Lang::Zh, &view, TaskNo(5), seen.standing);
    assert!(cause.contains("回访 1/3 已办结，2项超期"), "{cause}");
    assert_eq!(detail(&view, TaskNo(5)).unwrap().waits_for[0].groups, needs[0].groups);
}

/// What is late only because of a chain is explained from the plan as from the campaign.
#[test]
fn a_plan_before_its_launch_has_reasons_too() {
    let view = View::planned(Arc::new(office())).unwrap();
    let found = view.why(TaskNo(5)).unwrap();
    assert_eq!(found.waits_for[0].open, [TaskNo(2), TaskNo(3), TaskNo(4)]);
    assert!(view.facts().now.is_none());
    let said = text(&why(Lang::Zh, &view, &found));
    assert!(said.contains("回访（3项）") && !said.contains("待签收"), "{said}");
}

/// Of two critical successors the chain goes on with the one that waits for it, even if the other begins
/// first.
#[test]
fn a_critical_chain_follows_what_binds() {
    let takes = |number, id, days| {
        let mut made = task(number, id, "消保科");
        made.takes = wallchart_plan::expanded::Estimate::exactly(Span::Days(days));
        made
    };
    let mut tasks =
        vec![takes(1, "甲", 3), takes(2, "乙", 2), takes(3, "丙", 10), takes(4, "丁", 9)];
    let lead = Link { on: TaskNo(1), kind: LinkKind::FinishStart, lag: Span::Days(-2) };
    tasks[2].needs = vec![need(Join::All, &[2]), Need { join: Join::All, links: vec![lead] }];
    tasks[3].needs = vec![need(Join::All, &[1])];
    let mut made = plan(tasks);
    made.campaign.start = Some(Instant(instant(0).0));
    let view = View::planned(Arc::new(made)).unwrap();
    assert!(view.iter().all(|s| s.dates.critical));
    let chain = detail(&view, TaskNo(1)).unwrap().critical_chain;
    assert_eq!(chain, [TaskNo(1), TaskNo(4)]);
}

#[test]
fn of_what_is_still_to_come_only_what_was_left_out_is_told() {
    let lesson = |open, done, skipped| crate::read::Lesson {
        task: "走访".into(),
        instances: 29,
        done,
        open,
        took_wd: None,
        late: 0,
        late_days_max: 0,
        extensions: 0,
        returns: 0,
        skipped,
        cancelled: 0,
        outcomes: Vec::new(),
        reached: Vec::new(),
    };
    let said = |open, done, skipped| super::lesson(Lang::Zh, &lesson(open, done, skipped));
    assert!(!said(28, 0, 1).contains("办结") && !said(28, 0, 1).is_empty());
    assert!(said(27, 1, 1).contains("29项办结1项"));
    assert!(said(0, 0, 29).contains("29项办结0项"));
}
