//! A schedule that follows single facts says what the whole passes say under all of them, to the minute.

#![expect(
    clippy::unwrap_used,
    clippy::disallowed_methods,
    reason = "tests may stop where they stand, and ask how long they may take"
)]

#[path = "support/random.rs"]
#[expect(dead_code, reason = "test support; each binary uses a part of it")]
mod random;
mod support;

use std::sync::Arc;

use proptest::prelude::*;
use random::{ALL, Small, fact, moment, plans_of};
use support::*;
use wallchart_plan::Instant;
use wallchart_plan::Span;
use wallchart_plan::expanded::{Expanded, Join};
use wallchart_plan::ids::TaskNo;
use wallchart_schedule::{Fact, Facts, Network, Resident};

/// What may happen.
#[derive(Debug, Clone)]
enum Step {
    Update(u32, Fact),
    /// Finished just when it was to be, or so many minutes later.
    Finish(prop::sample::Index, i64),
    Advance(Option<Instant>),
    Follow(Vec<(u32, Fact)>, Option<Instant>),
}

fn steps(tasks: u32) -> impl Strategy<Value = Vec<Step>> {
    let some = prop::collection::vec((1..=tasks, fact()), 0..4);
    let step = prop_oneof![
        4 => (1..=tasks, fact()).prop_map(|(no, fact)| Step::Update(no, fact)),
        4 => (any::<prop::sample::Index>(), prop_oneof![Just(0i64), -2000i64..5000])
            .prop_map(|(task, late)| Step::Finish(task, late)),
        2 => prop::option::of(moment()).prop_map(Step::Advance),
        1 => (some, prop::option::of(moment())).prop_map(|(some, now)| Step::Follow(some, now)),
    ];
    prop::collection::vec(step, 1..20)
}

/// Takes every step both ways.
fn follow(plan: &Expanded, steps: Vec<Step>) -> Result<(), TestCaseError> {
    let network = Arc::new(Network::new(plan).unwrap());
    let mut facts = Facts::none();
    let mut resident = Resident::new(network.clone(), &facts);
    for step in steps {
        match step {
            Step::Update(no, fact) => {
                *facts.of_mut(TaskNo(no)) = fact;
                resident.update(TaskNo(no), fact);
            }
            Step::Finish(task, late) => {
                let no = plan.tasks[task.index(plan.tasks.len())].number;
                let dates = resident.dates(no).unwrap();
                let finished = dates.early_finish.plus_min(late);
                let fact = facts.of_mut(no);
                (fact.started, fact.finished) = (Some(dates.early_start), Some(finished));
                let fact = *fact;
                resident.update(no, fact);
            }
            Step::Advance(now) => {
                facts.now = now;
                resident.advance(now);
            }
            Step::Follow(some, now) => {
                facts = Facts::none();
                facts.now = now;
                for (no, fact) in some {
                    *facts.of_mut(TaskNo(no)) = fact;
                }
                resident.follow(&facts);
            }
        }
        let whole = network.schedule(&facts);
        prop_assert_eq!(&resident.schedule(), &whole);
        prop_assert_eq!(resident.critical_path(), (whole.finish, whole.critical_path.clone()));
        for (task, dates) in plan.tasks.iter().zip(&whole.tasks) {
            prop_assert_eq!(&resident.dates(task.number).unwrap(), dates, "{}", task.number);
        }
    }
    Ok(())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(cases()))]
    #[test]
    fn following_is_recomputing((p, steps) in (plans_of(ALL, 1..9), steps(9))) {
        follow(&p, steps)?;
    }

    /// Larger plans, of which most things move only a part.
    #[test]
    fn following_is_recomputing_at_large((p, steps) in (plans_of(ALL, 40..90), steps(90))) {
        follow(&p, steps)?;
    }
}

fn cases() -> u32 {
    if std::env::var_os("WALLCHART_LONG").is_some() { 20_000 } else { 256 }
}

/// A chain of so many days, and beside each of its tasks one that waits for it and nobody waits for.
fn comb(teeth: u32) -> Small {
    let mut made = plan(china());
    made.campaign.start = Some(at(&made, "2026-01-01 00:00"));
    for n in 0..teeth {
        let mut spine = task(2 * n + 1, "spine", Span::Days(1));
        if n > 0 {
            spine.needs = vec![after(Join::All, &[2 * n - 1])];
        }
        let mut tooth = task(2 * n + 2, "tooth", Span::Days(1));
        tooth.needs = vec![after(Join::All, &[2 * n + 1])];
        made.tasks.extend([spine, tooth]);
    }
    Small(made)
}

#[test]
fn only_what_moves_is_looked_at() {
    let plan = comb(20_000);
    let network = Arc::new(Network::new(&plan).unwrap());
    let mut facts = Facts::none();
    let mut resident = Resident::new(network.clone(), &facts);
    let mut finish = |resident: &mut Resident, no: u32, late: i64| {
        let dates = resident.dates(TaskNo(no)).unwrap();
        let finished = dates.early_finish.plus_min(late);
        facts = std::mem::take(&mut facts).started(TaskNo(no), dates.early_start);
        facts = std::mem::take(&mut facts).finished(TaskNo(no), finished);
        let extent = resident.update(TaskNo(no), *facts.of(TaskNo(no)).unwrap());
        assert_eq!(resident.schedule(), network.schedule(&facts), "T{no}");
        extent
    };
    // In time: nobody else moves.
    assert_eq!(finish(&mut resident, 2, 0).passes, 0);
    // A tooth has slack, and a late one nobody to pass it on to.
    let late = finish(&mut resident, 4, 700);
    assert!(late.passes == 0 && late.looked_at < 50, "{late:?}");
    // A vertebra moves everything behind it, and the whole passes are cheaper.
    assert!(finish(&mut resident, 1, 700).passes > 0);
    // What is known already says nothing new, and neither does a task that isn't there.
    let again = *facts.of(TaskNo(1)).unwrap();
    assert_eq!(resident.update(TaskNo(1), again), Default::default());
    assert_eq!(resident.update(TaskNo(99_999), again), Default::default());
}
