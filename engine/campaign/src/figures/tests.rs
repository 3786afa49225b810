//! Laws and examples of what is counted.

use proptest::prelude::*;
use rust_decimal::Decimal;
use wallchart_plan::expanded::{Compare, Measure, MeasureAsk, Task};
use wallchart_plan::ids::{MeasureId, TaskNo};
use wallchart_plan::sums::{Rate, Sum, SumCheck, Term};

use super::*;
use crate::actor::Actor;
use crate::command::{Command, Figure, Qualifier};
use crate::event::EventBody;
use crate::testing::{Running, plan, task};

fn measure(id: &str, quantity: &str, into: Option<&str>) -> Measure {
    let quantity = quantity.to_owned();
    Measure { id: id.into(), quantity, latest: false, rolls_into: into.map(Into::into), was: None }
}

fn sum(names: &[&str]) -> Sum {
    Sum(names.iter().map(|name| Term::Measure((*name).into())).collect())
}

fn asking(mut task: Task, measures: &[&str]) -> Task {
    let ask = |name: &&str| {
        let (name, optional) = name.strip_suffix('?').map_or((*name, false), |name| (name, true));
        MeasureAsk { measure: name.into(), optional, target: None, from: None }
    };
    task.measures = measures.iter().map(ask).collect();
    task.review = None;
    task
}

/// Complaints of two units: 东 reports in one task, 西 in two.
fn complaints() -> Running {
    let mut plan = plan(vec![
        asking(task(1, "小结东", "城东所"), &["投诉", "申诉", "举报", "建议", "解决"]),
        asking(task(2, "小结西", "城西所"), &["申诉", "举报", "建议"]),
        asking(task(3, "现场西", "城西所"), &["现场投诉", "解决?"]),
    ]);
    plan.measures = ["投诉", "申诉", "举报", "建议", "解决"].map(|m| measure(m, "件", None)).into();
    plan.measures.push(measure("现场投诉", "件", Some("投诉")));
    plan.checks = vec![
        SumCheck {
            left: sum(&["申诉", "举报", "建议"]),
            compare: Compare::Exactly,
            right: sum(&["投诉"]),
        },
        SumCheck { left: sum(&["解决"]), compare: Compare::AtMost, right: sum(&["投诉"]) },
    ];
    plan.rates = vec![Rate {
        id: "解决率".to_owned(),
        part: sum(&["解决"]),
        whole: sum(&["投诉"]),
        percent: true,
        target: Some((Compare::AtLeast, 95.into())),
    }];
    for task in &mut plan.tasks {
        task.nil_report = true;
    }
    Running::launch(plan).unwrap()
}

fn record(running: &mut Running, task: u32, measure: &str, value: i64, qualifier: Qualifier) {
    let value = Decimal::from(value);
    let figure = Figure { measure: measure.into(), value, qualifier, period: None, as_of: None };
    let of = |e: &&crate::state::Entry| matches!(&e.body, crate::state::EntryBody::Figure(f) if f.measure == figure.measure);
    let record = running.campaign.as_ref().unwrap().task(TaskNo(task)).unwrap().1;
    let corrects = record.entries.iter().filter(|e| e.counts).find(of).map(|e| e.seq);
    let command = Command::Measure { task: TaskNo(task), figure, corrects };
    running.give(Actor::Operator, command).unwrap();
}

fn exactly(running: &mut Running, task: u32, figures: &[(&str, i64)]) {
    for (measure, value) in figures {
        record(running, task, measure, *value, Qualifier::Exact);
    }
}

fn of(running: &Running) -> Figures {
    figures(running.campaign.as_ref().unwrap())
}

fn states(checks: &[CheckSeen]) -> Vec<Checked> {
    checks.iter().map(|check| check.state).collect()
}

#[test]
fn a_check_is_judged_once_its_figures_are_there_and_nothing_can_mend_it_any_more() {
    let mut c = complaints();
    assert_eq!(states(&of(&c).checks), [Checked::Open; 2]);
    exactly(&mut c, 1, &[("投诉", 44), ("申诉", 28), ("举报", 13)]);
    assert_eq!(states(&of(&c).units[0].checks), [Checked::Open; 2]);
    // 28 + 13 + 4 are one too many for 44.
    exactly(&mut c, 1, &[("建议", 4)]);
    let seen = of(&c);
    assert_eq!(states(&seen.units[0].checks), [Checked::Broken, Checked::Open]);
    assert_eq!(seen.units[0].checks[0].difference(), Decimal::ONE);
    // 西 has yet to report complaints, which may make up for it.
    assert_eq!(states(&seen.checks), [Checked::Waiting, Checked::Open]);
    let told = broken(c.campaign.as_ref().unwrap());
    assert_eq!(
        told.iter().map(|b| b.unit.as_ref().unwrap().as_str()).collect::<Vec<_>>(),
        ["城东所"]
    );
    exactly(&mut c, 1, &[("建议", 3), ("解决", 44)]);
    assert_eq!(states(&of(&c).units[0].checks), [Checked::Holds; 2]);
    // What rolls up counts towards the check; an optional figure is not waited for.
    exactly(&mut c, 3, &[("现场投诉", 1), ("解决", 2)]);
    exactly(&mut c, 2, &[("申诉", 1), ("举报", 0), ("建议", 0)]);
    let seen = of(&c);
    assert_eq!(states(&seen.units[1].checks), [Checked::Holds, Checked::Broken]);
    assert_eq!(states(&seen.checks), [Checked::Holds, Checked::Broken]);
    let campaign = c.campaign.as_ref().unwrap();
    assert_eq!(broken_by(campaign, &[TaskNo(1)]).len(), 1, "the whole's, and none of 东");
    assert_eq!(broken_by(campaign, &[TaskNo(3)]).len(), 2);
    assert!(broken_by(campaign, &[TaskNo(2)]).is_empty(), "its own check holds");
}

#[test]
fn inexact_figures_break_a_check_only_where_they_must() {
    let mut c = complaints();
    exactly(&mut c, 1, &[("申诉", 28), ("举报", 13), ("建议", 3)]);
    record(&mut c, 1, "投诉", 40, Qualifier::Above);
    assert_eq!(of(&c).units[0].checks[0].state, Checked::Holds, "40余 may be 44");
    record(&mut c, 1, "投诉", 45, Qualifier::Above);
    assert_eq!(of(&c).units[0].checks[0].state, Checked::Broken, "45余 is no 44");
    record(&mut c, 1, "投诉", 50, Qualifier::Below);
    assert_eq!(of(&c).units[0].checks[0].state, Checked::Holds, "近50 may be 44");
    record(&mut c, 1, "投诉", 43, Qualifier::Below);
    assert_eq!(of(&c).units[0].checks[0].state, Checked::Broken, "近43 is no 44");
    for about in [40, 45] {
        record(&mut c, 1, "投诉", about, Qualifier::About);
        assert_eq!(of(&c).units[0].checks[0].state, Checked::Holds, "约{about} may be 44");
    }
    record(&mut c, 1, "投诉", 43, Qualifier::Below);
    record(&mut c, 1, "解决", 60, Qualifier::Below);
    assert_eq!(of(&c).units[0].checks[1].state, Checked::Holds);
}

#[test]
fn a_rate_is_exact_and_divides_by_nothing_never() {
    let mut c = complaints();
    let rate = |c: &Running| of(c).rates[0].clone();
    assert_eq!((rate(&c).value, rate(&c).shown()), (None, None));
    exactly(&mut c, 1, &[("解决", 0)]);
    assert_eq!(rate(&c).value, None, "no figure below the line");
    exactly(&mut c, 1, &[("投诉", 0)]);
    assert_eq!(rate(&c).value, None, "nothing to divide by");
    assert!(!rate(&c).target.unwrap().reached);
    exactly(&mut c, 1, &[("投诉", 10_000), ("解决", 9_499)]);
    // 94.99% is not 95%, and doesn't look like it.
    assert_eq!(rate(&c).shown().unwrap(), "94.99");
    assert!(!rate(&c).target.unwrap().reached);
    exactly(&mut c, 1, &[("投诉", 3), ("解决", 3)]);
    assert_eq!(rate(&c).shown().unwrap(), "100");
    assert!(rate(&c).target.unwrap().reached);
    exactly(&mut c, 1, &[("解决", 2)]);
    assert_eq!(rate(&c).shown().unwrap(), "66.7");
    assert_eq!(of(&c).units[0].rates[0].shown().unwrap(), "66.7");
}

#[test]
fn nothing_to_report_is_a_reported_zero() {
    let mut c = complaints();
    let nil = Command::Submit { task: TaskNo(2), note: None, nil: true, outcome: None };
    c.give(Actor::Operator, nil).unwrap();
    let seen = of(&c);
    let total = seen.totals.iter().find(|t| t.measure == MeasureId::from("申诉")).unwrap();
    assert_eq!((total.total, total.figures), (Decimal::ZERO, 1));
    assert!(total.as_of.is_some());
    assert_eq!(seen.units[0].unit.as_str(), "城西所");
    // The same task handed in again with a figure is no zero any more.
    let campaign = c.campaign.as_ref().unwrap();
    let (task, record) = campaign.task(TaskNo(2)).unwrap();
    assert!(has_figure(task, record, &"建议".into()));
}

#[test]
fn figures_that_do_not_agree_are_closed_out_only_with_a_word() {
    let mut c = complaints();
    exactly(&mut c, 1, &[("投诉", 44), ("申诉", 28), ("举报", 13), ("建议", 4), ("解决", 44)]);
    let close = |note: Option<&str>| Command::Close { task: TaskNo(1), note: note.map(Into::into) };
    c.give(
        Actor::Operator,
        Command::Submit { task: TaskNo(1), note: None, nil: false, outcome: None },
    )
    .unwrap();
    let refusal = c.give(Actor::Operator, close(None)).unwrap_err();
    assert_eq!(refusal.code(), "does-not-add-up");
    assert_eq!(to_reconcile(c.campaign.as_ref().unwrap(), TaskNo(1)).len(), 1);
    for lang in wallchart_words::Lang::ALL {
        assert!(refusal.message(lang).contains("申诉 + 举报 + 建议 == 投诉"));
    }
    // A batch that corrects first sees its own correction.
    let figure = Figure {
        measure: "建议".into(),
        value: 3.into(),
        qualifier: Qualifier::Exact,
        period: None,
        as_of: None,
    };
    let entries = &c.campaign.as_ref().unwrap().task(TaskNo(1)).unwrap().1.entries;
    let wrong = |e: &&crate::state::Entry| matches!(&e.body, crate::state::EntryBody::Figure(f) if f.measure == figure.measure);
    let corrects = entries.iter().find(wrong).map(|e| e.seq);
    let correct = Command::Measure { task: TaskNo(1), figure, corrects };
    let commands = vec![correct, close(None)];
    let mut mended = c.clone();
    mended.give(Actor::Operator, Command::Batch { commands }).unwrap();
    assert!(mended.log.iter().all(|e| e.body.kind_version() == 1 || !is_close(&e.body)));
    // Or it is said why they are right as they are.
    assert_eq!(c.give(Actor::Operator, close(Some(" "))).unwrap_err().code(), "blank");
    c.give(Actor::Operator, close(Some("一件重复登记"))).unwrap();
    let closed = c.log.last().unwrap();
    assert!(is_close(&closed.body));
    assert_eq!(closed.body.kind_version(), 2);
}

fn is_close(body: &EventBody) -> bool {
    matches!(body, EventBody::TaskClosed { .. })
}

proptest! {
    /// Totals are the sums of their parts in whatever order these came, in the whole and over units; what
    /// rolls up is counted once on its way up.
    #[test]
    fn totals_are_the_sums_of_their_parts_in_any_order(
        figures in prop::collection::vec((0usize..6, 0u32..3, 0i64..5000), 1..20),
        seed in any::<prop::sample::Index>(),
    ) {
        let names = ["投诉", "申诉", "举报", "建议", "解决", "现场投诉"];
        let of_tasks: [&[usize]; 3] = [&[0, 1, 2, 3, 4], &[1, 2, 3], &[5, 4]];
        let asked: Vec<_> = figures
            .into_iter()
            .map(|(m, t, v)| {
                let measures = of_tasks[t as usize];
                (measures[m % measures.len()], t, v)
            })
            .collect();
        let give = |order: &[(usize, u32, i64)]| {
            let mut c = complaints();
            for (m, t, value) in order {
                let figure = Figure {
                    measure: names[*m].into(),
                    value: Decimal::new(*value, 1),
                    qualifier: Qualifier::Exact,
                    period: None,
                    as_of: None,
                };
                let command = Command::Measure { task: TaskNo(t + 1), figure, corrects: None };
                c.give(Actor::Operator, command).unwrap();
            }
            of(&c)
        };
        let one = give(&asked);
        let mut turned = asked.clone();
        turned.rotate_left(seed.index(asked.len()));
        turned.reverse();
        let other = give(&turned);
        let numbers = |f: &Figures| f.totals.iter().map(|t| (t.total, t.own, t.figures)).collect::<Vec<_>>();
        prop_assert_eq!(numbers(&one), numbers(&other));
        for (number, total) in one.totals.iter().enumerate() {
            let parts = asked.iter().filter(|(m, ..)| *m == number || (number == 0 && *m == 5));
            let recount: i64 = parts.map(|(_, _, v)| v).sum();
            prop_assert_eq!(total.total, Decimal::new(recount, 1));
            let by_unit: Decimal = one
                .units
                .iter()
                .flat_map(|u| &u.totals)
                .filter(|t| t.measure == total.measure)
                .map(|t| t.total)
                .sum();
            prop_assert_eq!(total.total, by_unit);
        }
    }
}
