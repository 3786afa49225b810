//! The clock of a rehearsal: whose it is, that it never goes back, and that nothing else has one.

use super::*;
use crate::EventBody;
use crate::rehearsal::Rehearsal;
use crate::testing::apply;

fn rehearsing() -> Running {
    let mut launch = apply(small());
    if let Command::Apply { apply, .. } = &mut launch {
        let lang = "en".to_owned();
        apply.rehearsal = Some(Rehearsal { seed: 7, late_pct: 20, silent_pct: 5, lang });
    }
    let mut c = Running::default();
    c.give(Actor::Operator, launch).unwrap();
    c
}

fn clock(c: &Running) -> chrono::DateTime<chrono::Utc> {
    c.state().rehearsal.as_ref().unwrap().clock
}

#[test]
fn the_coordinator_moves_the_clock_of_a_rehearsal_on() {
    let mut c = rehearsing();
    let to = instant(24 * 60);
    let id = c.ok(&unit("秘书处"), Command::MoveClock { to });
    assert_eq!(clock(&c), to.utc().and_utc());
    assert_eq!(c.no(&unit("城东所"), Command::MoveClock { to }), "not-your-clock");
    let back = Command::MoveClock { to: instant(60) };
    assert_eq!(c.no(&Actor::Operator, back), "clock-not-back");
    // It is no work on a task: there is nothing to undo, nor does it stand between a command and its undo.
    assert_eq!(c.no(&unit("秘书处"), Command::Undo { command: Some(id) }), "not-in-journal");
    let batch = Command::Batch { commands: vec![Command::MoveClock { to }] };
    assert_eq!(c.no(&Actor::Operator, batch), "not-in-batch");
    assert_eq!(fold(&c.log).unwrap(), c.campaign);
}

#[test]
fn what_happens_moves_the_clock_and_what_happened_earlier_does_not() {
    let mut c = rehearsing();
    c.min = 500;
    c.ok(&unit("消保科"), Command::Acknowledge { task: TaskNo(1) });
    assert_eq!(clock(&c), at(500));
    c.min = 400;
    c.ok(&unit("消保科"), Command::Start { task: TaskNo(1) });
    assert_eq!(clock(&c), at(500));
}

#[test]
fn a_real_campaign_has_no_clock() {
    let mut c = running();
    assert_eq!(c.state().rehearsal, None);
    let to = instant(90);
    assert_eq!(c.no(&Actor::Operator, Command::MoveClock { to }), "not-a-rehearsal");
    let mut log = c.log.clone();
    c.ok(&unit("消保科"), Command::Acknowledge { task: TaskNo(1) });
    let mut moved = c.log[1].clone();
    moved.body = EventBody::ClockMoved { to };
    log.push(moved);
    assert_eq!(fold(&log), Err(crate::Unfoldable::NoClock(Seq(2))));
}

/// A program that knows of no rehearsals must not take one for a campaign.
#[test]
fn the_launch_of_a_rehearsal_is_another_version() {
    let versions = |c: &Running| c.log[0].body.kind_version();
    assert_eq!((versions(&running()), versions(&rehearsing())), (1, 2));
}
