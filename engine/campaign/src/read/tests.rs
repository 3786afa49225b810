//! Read models by example on the small plan, and their laws on random campaigns.

use std::collections::BTreeMap;
use std::sync::Arc;

use proptest::prelude::*;
use rust_decimal::Decimal;
use wallchart_plan::expanded::{Compare, Join, Key, Measure, MeasureAsk, Target};
use wallchart_plan::ids::{TaskNo, UnitId};
use wallchart_words::Lang;

use super::*;
use crate::actions::{ACTIONS, Args};
use crate::actor::Actor;
use crate::command::{Command, Evidence, Figure, Qualifier};
use crate::lights::{Cause, Light, Phase};
use crate::say;
use crate::state::TaskState;
use crate::testing::{Running, instant, need, plan, small, task};

const DAY: i64 = 24 * 60;

fn view(running: &Running, min: i64) -> View {
    View::new(Arc::new(running.campaign.clone().unwrap()), instant(min)).unwrap()
}

fn by(unit: &str) -> Actor {
    Actor::Unit(unit.into())
}

fn submit(task: u32) -> Command {
    Command::Submit { task: TaskNo(task), note: None, nil: false, outcome: None }
}

fn standing(view: &View, task: u32) -> crate::Standing {
    *view.task(TaskNo(task)).unwrap().standing
}

#[test]
fn lights_follow_the_calendar_and_the_work() {
    let mut running = Running::launch(small()).unwrap();
    // Due at 24 h: from 3 days ahead it is due soon, afterwards late and what waits for it blocked.
    let soon = standing(&view(&running, 60), 1);
    assert_eq!((soon.light, soon.cause, soon.phase), (Light::Blue, Cause::DueSoon, Phase::Ready));
    assert_eq!(standing(&view(&running, 60), 2).cause, Cause::WaitsFor { task: TaskNo(1) });
    let after = view(&running, 3 * DAY);
    let late = standing(&after, 1);
    assert_eq!((late.light, late.overdue, late.late_days), (Light::Red, true, 2));
    assert_eq!(standing(&after, 2).cause, Cause::BlockedBy { task: TaskNo(1) });
    assert_eq!(standing(&after, 2).light, Light::Yellow);
    assert_eq!(say::cause(Lang::Zh, &late), "超期2天");
    // Handed in, it is late no more to its owner, but how late it was stays known.
    running.min = 2 * DAY;
    running.give(by("消保科"), submit(1)).unwrap();
    let handed_in = standing(&view(&running, 5 * DAY), 1);
    assert_eq!((handed_in.light, handed_in.overdue), (Light::Green, false));
    assert_eq!(handed_in.late_min, DAY);
    running.give(by("秘书处"), Command::Accept { task: TaskNo(1), note: None }).unwrap();
    assert_eq!(standing(&view(&running, 5 * DAY), 1).light, Light::Done);
    assert_eq!(standing(&view(&running, 5 * DAY), 2).phase, Phase::Ready);
}

#[test]
fn a_reported_problem_shows_until_a_report_without_one() {
    let mut running = Running::launch(small()).unwrap();
    let report = |problem: Option<&str>| Command::Progress {
        task: TaskNo(3),
        percent: Some(10),
        text: "推进".to_owned(),
        problem: problem.map(str::to_owned),
        next: None,
    };
    running.give(by("城西所"), report(Some("缺人"))).unwrap();
    assert_eq!(standing(&view(&running, 10), 3).cause, Cause::Problem);
    running.give(by("城西所"), report(None)).unwrap();
    assert!(!standing(&view(&running, 10), 3).problem);
}

#[test]
fn the_overview_puts_the_farthest_reaching_first() {
    let mut late = small();
    late.tasks[2].due = Some(instant(60));
    let running = Running::launch(late).unwrap();
    let seen = overview(&view(&running, 3 * DAY));
    let overdue = seen.needs_you.iter().find(|g| g.why == Urgency::Overdue).unwrap();
    let numbers: Vec<u32> = overdue.tasks.iter().map(|t| t.number.0).collect();
    // Task 1 holds up 2 and 5, task 3 nothing.
    assert_eq!(numbers, [1, 3]);
    assert_eq!((overdue.tasks[0].blocks, overdue.tasks[0].reach), (2, 2));
    assert_eq!((seen.done, seen.all), (0, 6));
    assert!(seen.finish.later_min > 0);
    assert_eq!(seen.done_per_day.len(), 21);
    assert!(seen.units.windows(2).all(|w| w[0].late >= w[1].late));
    assert!(seen.needs_you.iter().any(|g| g.why == Urgency::BlockedUntold && g.tasks.len() == 2));
}

#[test]
fn detail_names_what_is_waited_for_and_held_up() {
    let running = Running::launch(small()).unwrap();
    let view = view(&running, 10);
    let first = detail(&view, TaskNo(1)).unwrap();
    let held: Vec<TaskNo> = first.holds_up.iter().flat_map(|h| h.instances.clone()).collect();
    assert_eq!(held, [TaskNo(2), TaskNo(5)]);
    let second = detail(&view, TaskNo(2)).unwrap();
    assert_eq!(second.waits_for[0].links[0].number, TaskNo(1));
    assert_eq!((second.waits_for[0].held, second.waits_for[0].asked), (0, 1));
    assert_eq!(detail(&view, TaskNo(99)), None);
    assert!(serde_json::to_value(&second).unwrap()["light"].is_string());
}

#[test]
fn totals_roll_up_and_leave_out_what_was_corrected() {
    let mut plan = small();
    let measure = |id: &str, quantity: &str, into: Option<&str>| Measure {
        was: None,
        id: id.into(),
        quantity: quantity.to_owned(),
        latest: false,
        rolls_into: into.map(Into::into),
    };
    plan.measures = vec![
        measure("走访", "户次", Some("检查")),
        measure("检查", "户次", Some("场次")),
        measure("场次", "场", None),
    ];
    plan.targets =
        vec![Target { measure: "检查".into(), compare: Compare::AtLeast, value: 12.into() }];
    let ask =
        |id: &str| MeasureAsk { measure: id.into(), optional: true, target: None, from: None };
    plan.tasks[2].measures = vec![ask("走访"), ask("检查")];
    let mut running = Running::launch(plan).unwrap();
    let record = |measure: &str, value: i64, corrects| Command::Measure {
        task: TaskNo(3),
        figure: Figure {
            measure: measure.into(),
            value: Decimal::new(value, 1),
            qualifier: Qualifier::Above,
            period: None,
            as_of: None,
        },
        corrects,
    };
    running.give(by("城西所"), record("走访", 999, None)).unwrap();
    let wrong = running.campaign.as_ref().unwrap().seq;
    running.give(by("城西所"), record("走访", 105, Some(wrong))).unwrap();
    running.give(by("城西所"), record("检查", 20, None)).unwrap();
    let totals = totals(&view(&running, 10));
    let total = |i: usize| totals[i].total.to_string();
    assert_eq!((total(0), total(1), total(2)), ("10.5".into(), "12.5".into(), "0".into()));
    assert!(totals[1].target.unwrap().reached);
    assert_eq!(totals[1].qualifier, Qualifier::Above);
}

#[test]
fn references_are_found_the_first_way_that_works() {
    let mut tasks = vec![task(1, "通知", "消保科"), task(2, "通知书", "消保科")];
    for (n, unit) in [(3, "城东所"), (4, "城西所")] {
        let mut venue = task(n, "分会场", unit);
        venue.path = format!("分会场@{unit}").into();
        let dimension = wallchart_plan::expanded::Dimension::Unit;
        venue.keys = vec![Key { dimension, value: unit.to_owned() }];
        tasks.push(venue);
    }
    let running = Running::launch(plan(tasks)).unwrap();
    let campaign = running.campaign.unwrap();
    let initials = |text: &str| {
        let known = [("分会场", "fhc"), ("城东所", "cds"), ("城西所", "cxs"), ("通知", "tz")];
        known.iter().filter(|(zh, _)| *zh == text).map(|(_, s)| (*s).to_owned()).collect()
    };
    let find = |text: &str| resolve(&campaign, text, &initials);
    for (text, number) in [
        ("T0002", 2),
        ("3", 3),
        ("通知", 1),
        ("分会场@城西", 4),
        ("fhc@cd", 3),
        ("TZ", 1),
        ("知书", 2),
    ] {
        assert_eq!(find(text), Resolved::Found(TaskNo(number)), "{text}");
    }
    assert_eq!(find("fhc"), Resolved::Ambiguous(vec![TaskNo(3), TaskNo(4)]));
    assert_eq!(find("分会厂@城东所"), Resolved::None(vec![TaskNo(3), TaskNo(4)]));
    assert_eq!(find("xyz"), Resolved::None(vec![]));
    let said = find("fhc").message(Lang::En, &campaign, "fhc").unwrap();
    assert!(said.contains("T0003") && said.contains('2'), "{said}");
}

#[test]
fn the_log_shows_what_was_before_and_what_was_undone() {
    let mut running = Running::launch(small()).unwrap();
    let to = Command::Reassign { task: TaskNo(3), to: "城东所".into(), reason: None };
    let command = running.give(by("秘书处"), to).unwrap();
    running.give(by("秘书处"), Command::Undo { command: Some(command) }).unwrap();
    let lines = lines(&running.log);
    assert_eq!(lines[1].what, What::Reassigned { before: "城西所".into(), after: "城东所".into() });
    assert_eq!(lines[1].undone_by, lines[2].seq);
    let view = view(&running, 10);
    assert_eq!(sentence(Lang::Zh, &lines[1], &view.calendar), "改派 城西所 → 城东所");
    assert_eq!(sentence(Lang::En, &lines[0], &view.calendar), "launched the plan");
    // A deadline that passes is a line that nobody stored.
    let clock = clock_lines(&self::view(&running, 3 * DAY));
    assert!(clock.iter().any(|l| l.task == Some(TaskNo(1)) && l.seq.is_none()));
}

#[test]
fn former_names_of_units_are_known() {
    let mut plan = small();
    let east = plan.units.iter_mut().find(|unit| unit.id.as_str() == "城东所").unwrap();
    east.aka = vec!["老东所".to_owned()];
    let key = |value: &str| Key {
        dimension: wallchart_plan::expanded::Dimension::Unit,
        value: value.to_owned(),
    };
    for (task, unit) in plan.tasks.iter_mut().skip(1).zip(["城东所", "城西所"]) {
        task.keys = vec![key(unit)];
        task.path = format!("{}@{unit}", task.task).as_str().into();
    }
    let running = Running::launch(plan).unwrap();
    let (view, campaign) = (view(&running, 60), running.campaign.clone().unwrap());
    let select = |text: &str| {
        let filter = Filter::parse(text).unwrap().in_plan(&campaign.plan);
        filter.select(&view, &as_written)
    };
    assert!(!select("who:城东所").is_empty());
    assert_eq!(select("who:老东所"), select("who:城东所"));
    assert_eq!(select("老东所"), select("城东所"));
    assert_eq!(select("-who:老东所"), select("-who:城东所"));
    let of = campaign.plan.tasks[1].task.as_str();
    for key in ["城东所", "老东所"] {
        let found = resolve(&campaign, &format!("{of}@{key}"), &|_| Vec::new());
        assert_eq!(found, Resolved::Found(TaskNo(2)), "{key}");
    }
    let unknown = resolve(&campaign, &format!("{of}@老西所"), &|_| Vec::new());
    assert!(matches!(unknown, Resolved::None(_)));
}

#[test]
fn filters_say_what_they_do_not_know() {
    assert_eq!(Filter::parse("whom:x"), Err(FilterError::UnknownKey { key: "whom".to_owned() }));
    assert!(matches!(Filter::parse("state:lost"), Err(FilterError::UnknownValue { .. })));
    assert_eq!(Filter::parse("who:\"城"), Err(FilterError::Unclosed));
    assert_eq!(Filter::parse("状态：待签收 超期"), Filter::parse("state:issued late"));
    let running = Running::launch(small()).unwrap();
    let view = view(&running, 3 * DAY);
    let numbers = |text: &str| -> Vec<usize> {
        Filter::parse(text).unwrap().select(&view, &as_written).iter().map(|p| p + 1).collect()
    };
    assert_eq!(numbers("late"), [1]);
    assert_eq!(numbers("blocked who:城西所"), [2, 5]);
    assert_eq!(numbers("-blocked 城西所"), [3]);
    assert_eq!(numbers("light:red,黄灯 who:消保科,城东所"), [1, 2]);
    assert_eq!(numbers("T0004"), [4]);
    assert_eq!(numbers(""), [1, 2, 3, 4, 5, 6]);
}

/// A campaign in which random commands were given, those refused being of no effect.
fn any_campaign() -> impl Strategy<Value = Running> {
    let step = (0..ACTIONS.len(), 1u32..=6, 0usize..5, 0i64..2 * DAY);
    proptest::collection::vec(step, 0..60).prop_map(|steps| {
        let mut running = Running::launch(small()).unwrap();
        for (action, number, who, wait) in steps {
            let args = Args {
                text: Some("说明".to_owned()),
                problem: (who == 0).then(|| "缺人".to_owned()),
                percent: Some(40),
                step: Some(number % 3),
                figures: vec![Figure {
                    measure: "走访".into(),
                    value: Decimal::from(number),
                    qualifier: Qualifier::Exact,
                    period: None,
                    as_of: None,
                }],
                evidence: vec![Evidence {
                    name: if number == 5 { "台账" } else { "照片" }.to_owned(),
                    file: format!("{wait}.jpg"),
                    hash: format!("{wait:064x}"),
                    bytes: 1,
                }],
                at: Some(instant(DAY)),
                answers: vec![("place".to_owned(), "广场".to_owned())],
                nil: wait % 2 == 0,
                until: Some(instant(running.min + 5 * DAY)),
                unit: Some("城东所".into()),
                grant: Some(wait % 3 != 0),
                ..Args::default()
            };
            let Ok(command) = ACTIONS[action].command(TaskNo(number), args) else { continue };
            let actors = ["秘书处", "消保科", "城东所", "城西所", "宣传科"];
            let _ = running.give(by(actors[who]), command);
            running.min += wait / 8;
        }
        running
    })
}

proptest! {
    #[test]
    fn every_open_task_lies_in_exactly_one_inbox(running in any_campaign(), later in 0..9 * DAY) {
        let view = view(&running, running.min + later);
        let mut seen: BTreeMap<TaskNo, usize> = BTreeMap::new();
        for unit in &view.campaign.plan.units {
            let i = inbox(&view, &unit.id);
            let trays =
                [i.to_review, i.returned, i.to_acknowledge, i.to_do, i.waiting, i.suspended];
            for row in trays.iter().flatten() {
                *seen.entry(row.number).or_default() += 1;
            }
        }
        for s in view.iter() {
            let times = usize::from(!s.record.state.is_settled());
            prop_assert_eq!(seen.get(&s.task.number).copied().unwrap_or(0), times);
        }
    }

    #[test]
    fn progress_adds_up(running in any_campaign(), later in 0..9 * DAY) {
        let view = view(&running, running.min + later);
        let seen = overview(&view);
        prop_assert_eq!(seen.streams.iter().map(|s| s.done).sum::<usize>(), seen.done);
        prop_assert_eq!(seen.streams.iter().map(|s| s.all).sum::<usize>(), seen.all);
        prop_assert_eq!(seen.lights.iter().map(|l| l.1).sum::<usize>(), view.len());
        let rows = tree(&view, &|_| true);
        prop_assert_eq!(rows[0].done, seen.done);
        prop_assert_eq!(rows[0].all, seen.all);
        prop_assert_eq!(rows.iter().filter(|r| r.position.is_some()).count(), view.len());
        prop_assert_eq!(unfolded(&rows, &|_| true), [0]);
        prop_assert_eq!(unfolded(&rows, &|_| false).len(), rows.len());
        let settled = |s: &Seen<'_>| s.record.state.is_settled();
        prop_assert!(view.iter().filter(settled).all(|s| s.standing.phase == Phase::Settled));
    }

    #[test]
    fn waiting_is_what_decide_calls_not_ready(running in any_campaign()) {
        let view = view(&running, running.min);
        for s in view.iter().filter(|s| s.standing.phase == Phase::Waiting) {
            prop_assert!(!crate::is_ready(&view.campaign, s.task.number));
        }
        let idle = |s: &Seen<'_>| matches!(s.standing.phase, Phase::Ready | Phase::Later);
        for s in view.iter().filter(idle) {
            prop_assert!(crate::is_ready(&view.campaign, s.task.number));
        }
    }

    #[test]
    fn a_filter_and_its_negation_part_the_tasks(
        running in any_campaign(),
        which in proptest::sample::select(vec![
            "late", "soon", "blocked", "open", "done", "state:issued,submitted", "light:red",
            "who:城", "task:通知", "\"回\"", "waiting", "unacked",
        ]),
        other in proptest::sample::select(vec!["open", "who:城东所", "light:grey,green"]),
    ) {
        let view = view(&running, running.min);
        let select = |text: &str| Filter::parse(text).unwrap().select(&view, &as_written);
        let (with, without) = (select(which), select(&format!("-{which}")));
        prop_assert_eq!(with.len() + without.len(), view.len());
        prop_assert!(with.iter().all(|p| !without.contains(p)));
        let both = select(&format!("{which} {other}"));
        let meet: Vec<usize> =
            with.into_iter().filter(|p| select(other).contains(p)).collect();
        prop_assert_eq!(both, meet);
        let filter = Filter::parse(&format!("-{which} {other}")).unwrap();
        prop_assert_eq!(Filter::parse(&filter.to_string()).unwrap(), filter);
    }

    #[test]
    fn reach_counts_what_a_walk_finds(links in proptest::collection::vec((1u32..80, 1u32..80), 0..200)) {
        let mut tasks: Vec<_> = (1..80).map(|n| task(n, &format!("事{n}"), "消保科")).collect();
        for (a, b) in links.into_iter().filter(|(a, b)| a < b) {
            tasks[b as usize - 1].needs.push(need(Join::All, &[a]));
        }
        let running = Running::launch(plan(tasks)).unwrap();
        let view = view(&running, 0);
        let all: Vec<usize> = (0..view.len()).collect();
        let counted = view.frame.links.reach(&view.campaign, &all);
        for at in all {
            let (mut met, mut todo) = (std::collections::BTreeSet::new(), vec![at]);
            while let Some(next) = todo.pop() {
                for s in view.frame.links.successors(next) {
                    if met.insert(*s) {
                        todo.push(*s as usize);
                    }
                }
            }
            prop_assert_eq!(counted[at] as usize, met.len());
        }
    }
}

#[test]
fn an_outside_owner_is_answered_for_by_its_proxy() {
    let running = Running::launch(small()).unwrap();
    let view = view(&running, 10);
    let proxy = inbox(&view, &UnitId::from("宣传科"));
    assert!(proxy.to_acknowledge.iter().any(|r| r.number == TaskNo(6)));
    assert_eq!(view.task(TaskNo(6)).unwrap().record.state, TaskState::Issued);
}
