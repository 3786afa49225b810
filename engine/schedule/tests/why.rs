//! Reasons: laws over random plans, and examples.

#![expect(clippy::unwrap_used, clippy::panic, reason = "tests may stop where they stand")]

#[path = "support/random.rs"]
mod random;
mod support;

use proptest::prelude::*;
use random::*;
use support::*;
use wallchart_plan::expanded::{Join, LinkKind, Need, Task, Timing};
use wallchart_plan::ids::TaskNo;
use wallchart_plan::{Instant, Span, WorkCalendar};
use wallchart_schedule::why::{Cause, End, Promise, Step};
use wallchart_schedule::{Facts, Network, Schedule};

fn length(plan: &Small, no: TaskNo) -> Span {
    let task = plan.tasks.iter().find(|t| t.number == no).unwrap();
    match task.timing {
        Timing::Fixed { .. } => Span::ZERO,
        _ => task.takes.likely,
    }
}

fn is_fixed(plan: &Small, no: TaskNo) -> bool {
    let task = plan.tasks.iter().find(|t| t.number == no).unwrap();
    matches!(task.timing, Timing::Fixed { .. })
}

/// The date of the chain's end, worked out from its first cause with the calendar alone.
fn replay(plan: &Small, calendar: &WorkCalendar, chain: &[Step]) -> Instant {
    let mut at = Instant(0);
    for (i, step) in chain.iter().enumerate().rev() {
        let length = length(plan, step.task);
        let first = step.by.first().unwrap();
        let lets_go = match first.cause {
            Cause::Takes { length } => calendar.forward(at, length),
            Cause::Link { lag, .. } => {
                let at = calendar.forward(at, lag);
                // What holds the finish up moves the begin as much.
                let kind = link_kind(plan, step, &chain[i + 1]);
                let onto_finish = matches!(kind, LinkKind::FinishFinish | LinkKind::StartFinish);
                let begins = step.end == End::Begin && onto_finish;
                if begins { calendar.backward(at, length) } else { at }
            }
            _ => first.at,
        };
        assert_eq!(lets_go, first.at, "{step:?}");
        let stands = matches!(first.cause, Cause::Begun | Cause::Done);
        let worked = step.end == End::Begin && !stands && !is_fixed(plan, step.task);
        at = if worked { calendar.first_start(lets_go, length) } else { lets_go };
        assert_eq!(at, step.at, "{step:?}");
    }
    at
}

/// Of the links between two ends one that does it.
fn link_kind(plan: &Small, step: &Step, from: &Step) -> LinkKind {
    let task = plan.tasks.iter().find(|t| t.number == step.task).unwrap();
    let Cause::Link { end, lag, .. } = step.by.first().unwrap().cause else { panic!() };
    let fits = |kind: LinkKind| match end {
        End::Finish => matches!(kind, LinkKind::FinishStart | LinkKind::FinishFinish),
        End::Begin => matches!(kind, LinkKind::StartStart | LinkKind::StartFinish),
    };
    let links = task.needs.iter().flat_map(|n| &n.links);
    let all: Vec<LinkKind> = links
        .filter(|l| l.on == from.task && fits(l.kind) && same_lag(l.lag, lag))
        .map(|l| l.kind)
        .collect();
    let finish = |k: &LinkKind| matches!(k, LinkKind::FinishFinish | LinkKind::StartFinish);
    // Where both kinds are there, the begin hangs on the plain one unless it can't be.
    if step.end == End::Begin && all.iter().any(|k| !finish(k)) {
        let calendar = WorkCalendar::new(plan.calendar.clone(), plan.campaign.anchor);
        let plain = calendar.forward(from.at, lag) == step.by.first().unwrap().at;
        if plain {
            return *all.iter().find(|k| !finish(k)).unwrap();
        }
        return *all.iter().find(|k| finish(k)).unwrap();
    }
    *all.first().unwrap()
}

/// Whether two lags are one: a reason may tell days as minutes.
fn same_lag(a: Span, b: Span) -> bool {
    a.is_zero() && b.is_zero() || a == b || minutes(a) == minutes(b)
}

fn minutes(span: Span) -> Option<i64> {
    match span {
        Span::Minutes(n) => Some(n),
        Span::Days(n) => Some(i64::from(n) * 1440),
        Span::WorkDays(_) => None,
    }
}

fn number(n: usize) -> TaskNo {
    TaskNo(n as u32)
}

proptest! {
    /// Adding a chain up from its first cause gives the date of the schedule, and it ends in one.
    #[test]
    fn chains_add_up_to_the_schedule(p in plans(ALL), f in facts()) {
        let net = Network::new(&p).unwrap();
        let (s, why) = (net.schedule(&f), net.reasons(&f));
        for (task, d) in p.tasks.iter().zip(&s.tasks) {
            let dropped = f.of(task.number).is_some_and(|f| f.dropped);
            for (end, date) in [(End::Begin, d.early_start), (End::Finish, d.early_finish)] {
                let chain = why.earliest(&net, task.number, end);
                prop_assert_eq!(chain.is_empty(), dropped);
                if !dropped {
                    prop_assert_eq!(replay(&p, net.calendar(), &chain), date, "{} {:?}", task.number, end);
                    prop_assert_eq!((chain[0].task, chain[0].end), (task.number, end));
                }
            }
        }
    }

    /// Chains of latest dates begin at the schedule's, lead from link to link, and end in a date.
    #[test]
    fn chains_of_latest_dates_end_in_one(p in plans(ALL), f in facts()) {
        let net = Network::new(&p).unwrap();
        let (s, why) = (net.schedule(&f), net.reasons(&f));
        for (task, d) in p.tasks.iter().zip(&s.tasks) {
            let settled = f.of(task.number).is_some_and(|f| f.dropped || f.finished.is_some());
            for (end, date) in [(End::Begin, d.late_start), (End::Finish, d.late_finish)] {
                let chain = why.latest(&net, task.number, end);
                prop_assert_eq!(chain.is_empty(), settled, "{} {:?}", task.number, end);
                let Some(last) = chain.last() else { continue };
                prop_assert_eq!(chain[0].at, date);
                let bound = last.by[0];
                match bound.cause {
                    Cause::Due => {
                        let no = last.task;
                        let planned = p.tasks.iter().find(|t| t.number == no).unwrap().due;
                        prop_assert_eq!(f.of(no).and_then(|f| f.due).or(planned), Some(bound.at));
                    }
                    Cause::Closes => {}
                    Cause::CampaignFinish => prop_assert_eq!(bound.at, s.finish),
                    other => prop_assert!(false, "{:?}", other),
                }
                for (step, next) in chain.iter().zip(chain.iter().skip(1)) {
                    let onto = match step.by[0].cause {
                        Cause::Takes { .. } => (step.task, other(step.end)),
                        Cause::Link { task, end, .. } => (task, end),
                        cause => panic!("{cause:?}"),
                    };
                    prop_assert_eq!((next.task, next.end), onto);
                }
            }
        }
    }

    /// A first cause that is let go earlier, all else as it is, moves only what it alone holds: what is
    /// named as holding an end does hold it.
    #[test]
    fn a_slip_is_a_reschedule(p in plans(ALL), f in facts(), which in 0usize..9, by in later()) {
        let net = Network::new(&p).unwrap();
        let why = net.reasons(&f);
        let task = p.tasks[which % p.tasks.len()].number;
        let before = net.schedule(&f);
        let settled = f.of(task).is_some_and(|f| f.dropped || f.finished.is_some());
        let Some(slip) = why.slip(&net, &f, task, by) else {
            prop_assert!(settled);
            return Ok(());
        };
        prop_assert!(!settled);
        // The fact written by hand: begun and finished as much later.
        let was = before.dates(task).unwrap();
        let begun = f.of(task).and_then(|f| f.started);
        let shift = |t: Instant| net.calendar().forward(t, by);
        let mut facts = f.clone();
        facts.of_mut(task).started = Some(begun.unwrap_or_else(|| shift(was.early_start)));
        facts.of_mut(task).finished = Some(shift(was.early_finish));
        let after = net.schedule(&facts);
        prop_assert_eq!(slip.campaign, (before.finish, after.finish));
        prop_assert_eq!(slip.finish, (was.early_finish, shift(was.early_finish)));
        let dropped = |no: TaskNo| f.of(no).is_some_and(|f| f.dropped);
        for n in 1..=p.tasks.len() {
            let no = number(n);
            let (a, b) = (before.dates(no).unwrap(), after.dates(no).unwrap());
            let moves = no != task
                && !dropped(no)
                && (a.early_start, a.early_finish) != (b.early_start, b.early_finish);
            let found = slip.moved.iter().find(|m| m.task == no);
            prop_assert_eq!(moves, found.is_some(), "{}", no);
            if let Some(m) = found {
                prop_assert_eq!(m.start, (a.early_start, b.early_start));
                prop_assert_eq!(m.finish, (a.early_finish, b.early_finish));
            }
            let due = f.of(no).and_then(|f| f.due).or(a.due);
            let late = |d: Instant| due.map_or(0, |due| d.since(due));
            let misses = !dropped(no)
                && late(b.early_finish) > 0
                && late(b.early_finish) > late(a.early_finish);
            let told = slip.missed.iter().any(|m| m.task == no && m.what == Promise::Due);
            prop_assert_eq!(misses, told, "{}", no);
        }
    }
}

/// The plan with nothing in it but a proof's causes and the due date that they rule out; `without` one
/// of them, by its place in the chain, when that is not what leads from a task's own other end.
fn only(p: &Small, net: &Network, chain: &[Step], due: Instant, without: Option<usize>) -> Small {
    let mut made = plan(p.calendar.clone());
    let first = chain.last().unwrap();
    let cause = |i: usize| chain[i].by[0].cause;
    let last = chain.len() - 1;
    if cause(last) == Cause::CampaignStart && without != Some(last) {
        made.campaign.start = Some(net.start());
    }
    for (i, step) in chain.iter().enumerate() {
        let known = made.tasks.iter().position(|t| t.number == step.task);
        let at = known.unwrap_or_else(|| {
            let mut t = p.tasks.iter().find(|t| t.number == step.task).unwrap().clone();
            t.takes.likely = length(p, step.task);
            t.needs.clear();
            t.due = (step.task == chain[0].task).then_some(due);
            if step.task != first.task
                || !matches!(cause(last), Cause::Opens | Cause::Closes)
                || without == Some(last)
            {
                t.timing = Timing::Flow;
            }
            made.tasks.push(t);
            made.tasks.len() - 1
        });
        if let Cause::Link { task: on, lag, .. } = cause(i)
            && without != Some(i)
        {
            let kind = match (chain[i + 1].end, proof_onto_finish(p, &chain[i..])) {
                (End::Finish, false) => LinkKind::FinishStart,
                (End::Begin, false) => LinkKind::StartStart,
                (End::Finish, true) => LinkKind::FinishFinish,
                (End::Begin, true) => LinkKind::StartFinish,
            };
            let links = vec![link(on.0, kind, lag)];
            made.tasks[at].needs.push(Need { join: Join::All, links });
        }
    }
    Small(made)
}

/// Whether the first link of a proof bounds the finish of its task.
fn proof_onto_finish(p: &Small, chain: &[Step]) -> bool {
    let task = p.tasks.iter().find(|t| t.number == chain[0].task).unwrap();
    let Cause::Link { end, lag, .. } = chain[0].by[0].cause else { panic!() };
    // Another link between the two may be of the other kind, with another lag.
    let links = task.needs.iter().flat_map(|n| &n.links);
    let kinds = links.filter(|l| l.on == chain[1].task && same_lag(l.lag, lag));
    let finish = |k: LinkKind| matches!(k, LinkKind::FinishFinish | LinkKind::StartFinish);
    let from_begin = |k: LinkKind| matches!(k, LinkKind::StartStart | LinkKind::StartFinish);
    chain[0].end == End::Finish
        || kinds.filter(|l| from_begin(l.kind) == (end == End::Begin)).all(|l| finish(l.kind))
}

proptest! {
    /// A proof by itself rules the date out, none of its parts can be missed, and it is no longer than
    /// the chain that the schedule goes by.
    #[test]
    fn proofs_are_real_and_none_of_their_parts_can_be_missed(
        p in plans(Range { joins: false, ..ALL })
    ) {
        let net = Network::new(&p).unwrap();
        let (s, why) = (net.schedule(&Facts::none()), net.reasons(&Facts::none()));
        for (task, d) in p.tasks.iter().zip(&s.tasks) {
            let Some(due) = task.due.filter(|due| d.early_finish > *due) else {
                let limit = d.early_finish;
                prop_assert!(why.proof(&net, task.number, End::Finish, limit).is_empty());
                continue;
            };
            let chain = why.proof(&net, task.number, End::Finish, due);
            let goes_by = why.earliest(&net, task.number, End::Finish);
            let links = |chain: &[Step]| {
                let first = chain.iter().map(|s| s.by[0].cause);
                first.filter(|c| matches!(c, Cause::Link { .. })).count()
            };
            prop_assert!(!chain.is_empty() && links(&chain) <= links(&goes_by));
            let finish = |without: Option<usize>| {
                let q = only(&p, &net, &chain, due, without);
                let s = wallchart_schedule::schedule(&q, &Facts::none()).unwrap();
                s.dates(task.number).unwrap().early_finish
            };
            prop_assert!(finish(None) > due, "{} {:?}", task.number, chain);
            prop_assert_eq!(finish(None), chain[0].at, "{} {:?}", task.number, &chain);
            for (i, step) in chain.iter().enumerate() {
                if !matches!(step.by[0].cause, Cause::Takes { .. }) {
                    prop_assert!(finish(Some(i)) <= due, "{} {} {:?}", task.number, i, &chain);
                }
            }
        }
    }
}

fn later() -> impl Strategy<Value = Span> {
    prop_oneof![
        (1i64..5000).prop_map(Span::Minutes),
        (1i32..9).prop_map(Span::Days),
        (1i32..9).prop_map(Span::WorkDays),
    ]
}

fn other(end: End) -> End {
    if end == End::Begin { End::Finish } else { End::Begin }
}

/// Two ways of the same length into one task are both named.
#[test]
fn ties_are_all_named() {
    let mut p = plan(china());
    let after =
        |on: u32, lag| Need { join: Join::All, links: vec![link(on, LinkKind::FinishStart, lag)] };
    p.campaign.start = Some(at(&p, "2026-03-02 00:00"));
    p.tasks = vec![
        task(1, "甲", Span::WorkDays(2)),
        task(2, "乙", Span::Days(2)),
        task(3, "丙", Span::Days(1)),
        task(4, "丁", Span::WorkDays(1)),
    ];
    p.tasks[3].needs = vec![after(1, Span::ZERO), after(2, Span::ZERO), after(3, Span::ZERO)];
    let net = Network::new(&p).unwrap();
    let chain = net.reasons(&Facts::none()).earliest(&net, TaskNo(4), End::Begin);
    let on: Vec<Option<TaskNo>> = chain[0]
        .by
        .iter()
        .map(|r| match r.cause {
            Cause::Link { task, .. } => Some(task),
            _ => None,
        })
        .collect();
    assert_eq!(on, [Some(TaskNo(1)), Some(TaskNo(2))]);
}

/// A weekend between what lets a task go and its begin shows: the reason's time is before the step's.
#[test]
fn a_weekend_shows_between_the_reason_and_the_begin() {
    let mut p = plan(china());
    p.campaign.start = Some(at(&p, "2026-03-06 00:00"));
    p.tasks = vec![task(1, "甲", Span::WorkDays(1)), task(2, "乙", Span::WorkDays(1))];
    p.tasks[1].needs = vec![after(Join::All, &[1])];
    let net = Network::new(&p).unwrap();
    let why = net.reasons(&Facts::none());
    let chain = why.earliest(&net, TaskNo(2), End::Begin);
    assert_eq!(local(&p, chain[0].by[0].at), "03-07 00:00");
    assert_eq!(local(&p, chain[0].at), "03-09 00:00");
    assert!(why.drives(&net, TaskNo(1), TaskNo(2)) && !why.drives(&net, TaskNo(2), TaskNo(1)));
}

/// Of a partial join the last of those that suffice is what is waited for.
#[test]
fn a_partial_join_says_how_many_suffice() {
    let mut p = plan(china());
    p.campaign.start = Some(at(&p, "2026-03-02 00:00"));
    p.tasks = (1..=3).map(|n| task(n, "甲", Span::Days(n as i32))).collect();
    p.tasks.push(task(4, "乙", Span::ZERO));
    p.tasks[3].needs = vec![after(Join::AtLeast(2), &[1, 2, 3])];
    let net = Network::new(&p).unwrap();
    let chain = net.reasons(&Facts::none()).earliest(&net, TaskNo(4), End::Begin);
    let Cause::Link { task, enough, .. } = chain[0].by[0].cause else { panic!("{chain:?}") };
    assert_eq!((task, enough), (TaskNo(2), Some((2, 3))));
}

fn at_scale(n: u32) -> (Network, Schedule, Facts) {
    let mut p = plan(china());
    p.campaign.start = Some(at(&p, "2026-03-02 00:00"));
    p.tasks = (1..=n)
        .map(|i| {
            let mut t: Task = task(i, "甲", Span::WorkDays((i % 3) as i32));
            t.needs = match i {
                1 => Vec::new(),
                _ => vec![after(Join::All, &[i - 1, (i / 2).max(1)])],
            };
            t
        })
        .collect();
    let net = Network::new(&p).unwrap();
    let s = net.schedule(&Facts::none());
    (net, s, Facts::none())
}

/// A chain as long as the plan is no trouble.
#[test]
fn long_chains_are_followed_to_their_end() {
    let (net, s, facts) = at_scale(20_000);
    let why = net.reasons(&facts);
    let last = TaskNo(20_000);
    let chain = why.earliest(&net, last, End::Finish);
    assert_eq!(chain[0].at, s.finish);
    assert_eq!(chain.last().unwrap().task, TaskNo(1));
    assert!(why.slip(&net, &facts, TaskNo(1), Span::Days(3)).unwrap().moved.len() > 10_000);
}
