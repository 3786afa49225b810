//! Laws of stocks (存量): the latest report of each unit and item counts, where those of flows are added up.

use std::collections::BTreeMap;

use proptest::prelude::*;
use rust_decimal::Decimal;
use wallchart_plan::expanded::{Compare, Dimension, Key, Measure, MeasureAsk, Task};
use wallchart_plan::ids::TaskNo;
use wallchart_plan::sums::{Rate, Sum, SumCheck, Term};
use wallchart_plan::time::Instant;

use super::*;
use crate::actor::Actor;
use crate::command::{Command, Figure, Qualifier};
use crate::read::proposals;
use crate::testing::{Running, instant as at, plan, task};

const UNITS: [&str; 2] = ["城东所", "城西所"];

/// A survey, and three occurrences of a weekly report, of each unit; a flow is reported with the stock.
fn weeks() -> Running {
    let report = |number: u32, id: &str, unit: &str, due: i64| {
        let mut task: Task = task(number, id, unit);
        task.keys = vec![Key { dimension: Dimension::Unit, value: unit.into() }];
        task.path = format!("{id}@{unit}{number}").as_str().into();
        task.due = Some(at(due));
        task.nil_report = true;
        task.review = None;
        let ask = |name: &str| MeasureAsk {
            measure: name.into(),
            optional: false,
            target: None,
            from: None,
        };
        task.measures = vec![ask("在册"), ask("走访")];
        task
    };
    let tasks = (0u32..8).map(|n| {
        let id = if n < 2 { "摸底" } else { "周报" };
        report(n + 1, id, UNITS[n as usize % 2], i64::from(n / 2 + 1) * 100_000)
    });
    let mut plan = plan(tasks.collect());
    let measure = |id: &str, latest| Measure {
        id: id.into(),
        quantity: "户".to_owned(),
        latest,
        rolls_into: None,
        was: None,
    };
    plan.measures = vec![measure("在册", true), measure("走访", false)];
    let of = |name: &str| Sum(vec![Term::Measure(name.into())]);
    plan.rates = vec![Rate {
        id: "走访率".to_owned(),
        part: of("走访"),
        whole: of("在册"),
        percent: true,
        target: None,
    }];
    plan.checks =
        vec![SumCheck { left: of("走访"), compare: Compare::AtMost, right: of("在册") }];
    Running::launch(plan).unwrap()
}

fn give(running: &mut Running, task: u32, measure: &str, value: i64, as_of: Option<Instant>) {
    let record = running.campaign.as_ref().unwrap().task(TaskNo(task)).unwrap().1;
    let is_it = |e: &&crate::state::Entry| matches!(&e.body, crate::state::EntryBody::Figure(f) if f.measure.as_str() == measure);
    // As every face does: a second report of a task takes the place of its first.
    let corrects = record.entries.iter().filter(|e| e.counts).find(is_it).map(|e| e.seq);
    let figure = Figure {
        measure: measure.into(),
        value: value.into(),
        qualifier: Qualifier::Exact,
        period: None,
        as_of,
    };
    running
        .give(Actor::Operator, Command::Measure { task: TaskNo(task), figure, corrects })
        .unwrap();
}

fn seen(running: &Running) -> Figures {
    figures(running.campaign.as_ref().unwrap())
}

fn totals_of(running: &Running) -> [Decimal; 2] {
    let seen = seen(running);
    [seen.totals[0].total, seen.totals[1].total]
}

#[test]
fn a_stock_is_what_each_unit_said_last_and_a_flow_is_all_of_it() {
    let mut c = weeks();
    for (task, stock, min) in [(1, 300, 90_000), (2, 200, 90_010), (3, 310, 190_000)] {
        c.min = min;
        give(&mut c, task, "在册", stock, None);
        give(&mut c, task, "走访", 50, None);
    }
    assert_eq!(totals_of(&c), [510.into(), 150.into()]);
    assert_eq!(seen(&c).rates[0].shown().unwrap(), "29.4");
    assert_eq!(seen(&c).totals[0].figures, 2, "one of each unit");
    // What was wrong is corrected; an earlier one that is corrected stays the earlier one.
    give(&mut c, 3, "在册", 305, None);
    c.min = 300_000;
    give(&mut c, 1, "在册", 290, None);
    assert_eq!(totals_of(&c), [505.into(), 150.into()]);
    // Nothing to report is nothing new of a stock, and none of a flow.
    let nil = Command::Submit { task: TaskNo(5), note: None, nil: true, outcome: None };
    c.give(Actor::Operator, nil).unwrap();
    assert_eq!(totals_of(&c), [505.into(), 150.into()]);
    // What is said to count to an earlier day is older, whenever it comes.
    give(&mut c, 7, "在册", 1, Some(at(-10)));
    assert_eq!(totals_of(&c), [505.into(), 150.into()]);
    give(&mut c, 7, "在册", 320, None);
    assert_eq!(totals_of(&c), [520.into(), 150.into()]);
}

#[test]
fn a_check_waits_for_a_stock_that_may_be_told_anew() {
    let mut c = weeks();
    give(&mut c, 1, "在册", 10, None);
    give(&mut c, 1, "走访", 20, None);
    assert_eq!(seen(&c).units[0].checks[0].state, Checked::Waiting);
    for task in [1, 3, 5, 7] {
        give(&mut c, task, "在册", 30, None);
        give(&mut c, task, "走访", 5, None);
    }
    assert_eq!(seen(&c).units[0].checks[0].state, Checked::Holds);
    // No more reports are to come, so that nothing mends it.
    give(&mut c, 7, "在册", 15, None);
    assert_eq!(seen(&c).units[0].checks[0].state, Checked::Broken);
}

#[test]
fn next_year_is_proposed_what_there_was_in_the_end() {
    let mut c = weeks();
    for task in 1..=8 {
        give(&mut c, task, "在册", 100 + i64::from(task), None);
        give(&mut c, task, "走访", 10, None);
        let submit = Command::Submit { task: TaskNo(task), note: None, nil: false, outcome: None };
        c.give(Actor::Operator, submit).unwrap();
    }
    let campaign = c.campaign.as_ref().unwrap();
    let lessons = crate::read::lessons(campaign);
    let weekly = lessons.iter().find(|l| l.task.as_str() == "周报").unwrap();
    let values: Vec<Decimal> = weekly.reached.iter().map(|f| f.value).collect();
    assert_eq!(values, [(107 + 108).into(), 60.into()]);
    let view = crate::read::figures(campaign).totals;
    let proposed = proposals(campaign, &lessons, &view, &[]);
    assert!(proposed.iter().all(|s| !matches!(s.what, wallchart_plan::Proposed::Target { .. })));
}

proptest! {
    /// In whatever order reports come, a stock is the sum of what each unit said of the latest time, and a flow
    /// the sum of all that was said.
    #[test]
    fn stocks_are_the_latest_and_flows_the_sums(
        given in prop::collection::btree_map(1u32..=8, 0i64..1000, 1..8),
        order in any::<prop::sample::Index>(),
    ) {
        let mut reports: Vec<(u32, i64)> = given.into_iter().collect();
        let turned = order.index(reports.len());
        let mut c = weeks();
        reports.rotate_left(turned);
        for (task, value) in &reports {
            // Reports of later tasks count to later days, whenever they come.
            give(&mut c, *task, "在册", *value, Some(at(i64::from(*task) * 10)));
            give(&mut c, *task, "走访", *value, None);
        }
        let mut latest: BTreeMap<u32, (u32, i64)> = BTreeMap::new();
        for (task, value) in &reports {
            let stands = latest.entry(task % 2).or_insert((*task, *value));
            *stands = (*stands).max((*task, *value));
        }
        let stock: i64 = latest.values().map(|(_, value)| value).sum();
        let flow: i64 = reports.iter().map(|(_, value)| value).sum();
        prop_assert_eq!(totals_of(&c), [Decimal::from(stock), Decimal::from(flow)]);
        let by_unit = |number: usize| -> Decimal {
            let id = ["在册", "走访"][number];
            let all = seen(&c).units.into_iter().flat_map(|u| u.totals);
            all.filter(|t| t.measure.as_str() == id).map(|t| t.total).sum()
        };
        prop_assert_eq!([by_unit(0), by_unit(1)], totals_of(&c));
    }
}
