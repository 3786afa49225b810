//! Laws over random plans: whatever is ordered, the log folds from any cut on, undo restores, and a
//! rehearsal stays one.

use proptest::prelude::*;

use super::laws::{legal, seen};
use super::*;
use crate::evolve;
use crate::random::{Chance, random_actor, random_command, random_launch};

/// A campaign of a random plan after random orders, as long as chance lasts.
pub(super) fn lived(numbers: &[u16], mut step: impl FnMut(&Running)) -> Running {
    let mut chance = Chance::of(numbers);
    let mut c = Running::default();
    let launch = random_launch(&mut chance);
    c.give(Actor::Operator, launch).unwrap();
    let mut orders = 1;
    while !chance.is_spent() {
        let tasks = c.state().plan.tasks.len();
        let (by, command) = (random_actor(&mut chance), random_command(&mut chance, tasks, orders));
        let before = c.campaign.clone();
        if let Err(refusal) = c.give(by, command) {
            speaks(&refusal);
            assert_eq!(c.campaign, before, "what is refused changes nothing");
        }
        orders += 1;
        c.min += i64::from(chance.below(600));
        step(&c);
    }
    c
}

/// So many cases, unless `PROPTEST_CASES` asks for others.
pub(super) fn short(cases: u32) -> ProptestConfig {
    let asked = ProptestConfig::default();
    let cases = if asked.cases == 256 { cases } else { asked.cases };
    ProptestConfig { cases, ..asked }
}

pub(super) fn numbers() -> impl Strategy<Value = Vec<u16>> {
    proptest::collection::vec(any::<u16>(), 60..400)
}

proptest! {
    #![proptest_config(short(64))]

    #[test]
    fn a_random_campaign_folds_from_any_cut(numbers in numbers()) {
        let c = lived(&numbers, |c| legal(c.state()));
        let mut cut = None;
        for (at, event) in c.log.iter().enumerate() {
            evolve(&mut cut, event).unwrap();
            // A snapshot here and the events after it.
            let bytes = serde_json::to_vec(&cut).unwrap();
            let mut rest: Option<Campaign> = serde_json::from_slice(&bytes).unwrap();
            prop_assert_eq!(&rest, &cut);
            for event in &c.log[at + 1..] {
                evolve(&mut rest, event).unwrap();
            }
            prop_assert_eq!(&rest, &c.campaign);
        }
        prop_assert_eq!(&fold(&c.log).unwrap(), &c.campaign);
    }

    #[test]
    fn undo_restores_in_a_random_campaign(numbers in numbers(), last in any::<[u16; 40]>()) {
        let mut c = lived(&numbers, |_| {});
        let mut chance = Chance::of(&last);
        for _ in 0..8 {
            let before = seen(c.state());
            let tasks = c.state().plan.tasks.len();
            let command = random_command(&mut chance, tasks, 0);
            let undoable = command.target().is_some() || matches!(command, Command::Batch { .. });
            let Ok(id) = c.give(Actor::Operator, command) else { continue };
            if undoable {
                let after = seen(c.state());
                let undo = Command::Undo { command: Some(id) };
                let undo = c.give(Actor::Operator, undo).unwrap();
                prop_assert_eq!(&seen(c.state()), &before);
                let redo = Command::Undo { command: Some(undo) };
                c.give(Actor::Operator, redo).unwrap();
                prop_assert_eq!(&seen(c.state()), &after);
            }
        }
        prop_assert_eq!(&fold(&c.log).unwrap(), &c.campaign);
    }

    #[test]
    fn the_mark_of_a_rehearsal_never_goes(numbers in numbers()) {
        let mut clock = None;
        let mut mark = None;
        lived(&numbers, |c| {
            let rehearsal = c.state().rehearsal.clone();
            let is = rehearsal.as_ref().map(|r| r.mark.clone());
            assert_eq!(mark.get_or_insert_with(|| is.clone()), &is);
            let shows = rehearsal.map(|r| r.clock);
            assert!(shows >= clock, "{shows:?} after {clock:?}");
            clock = shows;
        });
    }
}
