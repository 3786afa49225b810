//! Questions to the graph, and its drawings.

mod support;

use support::*;
use wallchart_plan::Span;
use wallchart_plan::expanded::{Expanded, Join, LinkKind, Need};
use wallchart_plan::ids::TaskNo;
use wallchart_schedule::{Cycle, Fold, Graph, dot, mermaid};

/// Issue, two plans of two branches, a gala that begins with a rehearsal, a sum of any plan.
fn sample() -> Expanded {
    let day = Span::WorkDays(1);
    let mut p = plan(china());
    p.tasks = vec![
        task(1, "印发", day),
        instance(2, "方案", "城东", day),
        instance(3, "方案", "城西", day),
        task(4, "汇总\"一\"", day),
        task(5, "晚会", day),
    ];
    p.tasks[1].needs = vec![Need {
        join: Join::All,
        links: vec![link(1, LinkKind::FinishStart, Span::WorkDays(2))],
    }];
    p.tasks[2].needs = p.tasks[1].needs.clone();
    p.tasks[3].needs = vec![after(Join::AtLeast(1), &[2, 3])];
    p.tasks[4].needs =
        vec![Need { join: Join::All, links: vec![link(4, LinkKind::StartStart, Span::ZERO)] }];
    p.tasks[4].milestone = true;
    p
}

fn numbers(found: Vec<TaskNo>) -> Vec<u32> {
    found.into_iter().map(|n| n.0).collect()
}

#[test]
fn who_waits_for_whom() {
    let g = Graph::new(&sample());
    assert_eq!(numbers(g.predecessors(TaskNo(4))), [2, 3]);
    assert_eq!(numbers(g.successors(TaskNo(1))), [2, 3]);
    assert_eq!(numbers(g.ancestors(TaskNo(5))), [1, 2, 3, 4]);
    assert_eq!(g.blocks(TaskNo(1)), 4);
    assert_eq!(g.blocks(TaskNo(5)), 0);
    assert_eq!(g.chain(TaskNo(1), TaskNo(5)).map(numbers), Some(vec![1, 2, 4, 5]));
    assert_eq!(g.chain(TaskNo(5), TaskNo(1)), None);
    assert_eq!(g.topological().map(numbers), Ok(vec![1, 2, 3, 4, 5]));
    assert_eq!(g.cycles(), []);
    assert_eq!(g.predecessors(TaskNo(99)), []);
}

#[test]
fn every_knot_gives_its_shortest_ring() {
    let mut p = sample();
    p.tasks[0].needs = vec![after(Join::All, &[5, 2])];
    let g = Graph::new(&p);
    assert_eq!(g.cycles(), [Cycle(vec![TaskNo(1), TaskNo(2)])]);
    p.tasks[0].needs = vec![after(Join::All, &[1])];
    p.tasks[3].needs = vec![after(Join::All, &[5])];
    let rings = [Cycle(vec![TaskNo(1)]), Cycle(vec![TaskNo(4), TaskNo(5)])];
    assert_eq!(Graph::new(&p).cycles(), rings);
    assert!(Graph::new(&p).topological().is_err());
}

#[test]
fn a_chain_of_a_hundred_thousand_is_no_deeper_than_the_stack() {
    let mut p = plan(china());
    p.tasks = (1..=100_000).map(|n| task(n, "t", Span::Days(1))).collect();
    for n in 1..p.tasks.len() {
        p.tasks[n].needs = vec![after(Join::All, &[n as u32])];
    }
    let g = Graph::new(&p);
    assert_eq!(g.blocks(TaskNo(1)), 99_999);
    assert_eq!(g.cycles(), []);
    let s = wallchart_schedule::schedule(&p, &Default::default()).unwrap();
    assert_eq!(s.critical_path.len(), 100_000);
}

#[test]
fn drawings_fold_fan_outs() {
    insta::assert_snapshot!(mermaid(&sample(), Fold::Tasks, &[TaskNo(1)]));
    insta::assert_snapshot!(dot(&sample(), Fold::Instances, &[TaskNo(1)]));
}
