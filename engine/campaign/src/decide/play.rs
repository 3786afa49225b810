//! Starting and stopping plays, and letting their tasks come up again.

use chrono::{DateTime, Utc};
use wallchart_plan::WorkCalendar;
use wallchart_plan::ids::{TaskNo, UnitId};
use wallchart_plan::playbook::{
    Fault, OCCURRENCES_MAX, PlayRef, Playbook, Trigger, checked, occurrence, started,
};
use wallchart_plan::time::Instant;

use crate::command::{Command, StartCause};
use crate::due::{is_due, next_occurrence};
use crate::event::EventBody;
use crate::refusal::Refusal;
use crate::rights::Rights;
use crate::state::Campaign;

/// What the campaign does by itself: only what is due.
pub(super) fn by_itself(
    campaign: &Campaign,
    command: &Command,
    now: DateTime<Utc>,
) -> Result<Vec<EventBody>, Refusal> {
    let at = Instant::from_utc(now.naive_utc());
    match command {
        Command::RepeatTask { first } => again(campaign, *first, at),
        Command::StartPlaybook { playbook, params, cause } => {
            if !is_due(campaign, command, at) {
                return Err(Refusal::NotDue { what: playbook.clone() });
            }
            begin(campaign, known(campaign, playbook)?, params, cause.as_ref(), at)
        }
        _ => Err(Refusal::NotInBatch),
    }
}

pub(super) fn start(
    campaign: &Campaign,
    who: &Rights,
    playbook: &str,
    params: &[(String, String)],
    cause: Option<&StartCause>,
    now: DateTime<Utc>,
) -> Result<Vec<EventBody>, Refusal> {
    let book = known(campaign, playbook)?;
    if !may_start(campaign, who, book) {
        return Err(Refusal::MayNotStart {
            actor: who.actor.clone(),
            playbook: book.id.clone(),
            by: starters(campaign, book),
        });
    }
    match cause {
        Some(StartCause::Hook { name }) => hooked(book, name)?,
        // Only the campaign itself says that a rule holds.
        Some(StartCause::Rule { .. }) => return Err(Refusal::NotDue { what: book.id.clone() }),
        None => {}
    }
    begin(campaign, book, params, cause, Instant::from_utc(now.naive_utc()))
}

/// What a message from outside starts. The plan says which hooks there are, so that the program which
/// passes it on needs no rights of its own, and has no others.
pub(super) fn by_hook(
    campaign: &Campaign,
    playbook: &str,
    params: &[(String, String)],
    cause: &StartCause,
    now: DateTime<Utc>,
) -> Result<Vec<EventBody>, Refusal> {
    let book = known(campaign, playbook)?;
    let StartCause::Hook { name } = cause else {
        return Err(Refusal::NotDue { what: book.id.clone() });
    };
    hooked(book, name)?;
    begin(campaign, book, params, Some(cause), Instant::from_utc(now.naive_utc()))
}

fn hooked(book: &Playbook, hook: &str) -> Result<(), Refusal> {
    if book.waits_for(hook) { Ok(()) } else { Err(Refusal::NoSuchHook { hook: hook.to_owned() }) }
}

fn begin(
    campaign: &Campaign,
    book: &Playbook,
    params: &[(String, String)],
    cause: Option<&StartCause>,
    at: Instant,
) -> Result<Vec<EventBody>, Refusal> {
    let params = checked(&campaign.plan, book, params).map_err(|fault| {
        let asked = book.ask.clone();
        let (name, fault) = match fault {
            Fault::Unknown(name) => (name, None),
            Fault::Value(name, fault) => (name, Some(fault)),
        };
        Refusal::BadParameter { playbook: book.id.clone(), name, fault, asked }
    })?;
    let before = campaign.plays.iter().filter(|p| book.has(&p.play));
    let nth = before.map(|p| p.play.nth).max().unwrap_or(0).saturating_add(1);
    let play = PlayRef { playbook: book.id.clone(), nth };
    let next = TaskNo(campaign.last_number.0.saturating_add(1));
    let work = WorkCalendar::new(campaign.plan.calendar.clone(), campaign.plan.campaign.anchor);
    let started = Box::new(started(book, &params, at, next, &play, &work));
    Ok(vec![EventBody::PlaybookStarted { play, params, at, started, cause: cause.cloned() }])
}

fn known<'c>(campaign: &'c Campaign, playbook: &str) -> Result<&'c Playbook, Refusal> {
    campaign.plan.playbook(playbook).ok_or_else(|| Refusal::NoSuchPlaybook {
        playbook: playbook.to_owned(),
        known: campaign.plan.playbooks.iter().map(|p| p.id.clone()).collect(),
    })
}

/// Whether someone may start the playbook by hand.
pub(crate) fn may_start(campaign: &Campaign, who: &Rights, book: &Playbook) -> bool {
    let units = hands(campaign, book);
    who.coordinator || who.unit.as_ref().is_some_and(|unit| units.contains(unit))
}

fn starters(campaign: &Campaign, book: &Playbook) -> Vec<UnitId> {
    let mut units = hands(campaign, book);
    units.push(campaign.plan.campaign.coordinator.clone());
    units
}

fn hands(campaign: &Campaign, book: &Playbook) -> Vec<UnitId> {
    let of = |name: &String| {
        let group = campaign.plan.groups.iter().find(|g| g.id.as_str() == name);
        group.map_or_else(|| vec![name.as_str().into()], |g| g.units.clone())
    };
    let hands = book.start.iter().filter_map(|t| match t {
        Trigger::Hand(name) => Some(of(name)),
        _ => None,
    });
    hands.flatten().collect()
}

pub(super) fn stop(
    campaign: &Campaign,
    who: &Rights,
    play: &PlayRef,
    reason: &str,
) -> Result<Vec<EventBody>, Refusal> {
    let known = campaign.play(play).ok_or_else(|| Refusal::NoSuchPlay { play: play.clone() })?;
    if !who.coordinator {
        let coordinator = campaign.plan.campaign.coordinator.clone();
        return Err(Refusal::MayNotStop { actor: who.actor.clone(), coordinator });
    }
    if reason.trim().is_empty() {
        return Err(Refusal::StopWithoutReason { play: play.clone() });
    }
    let open = |no: &&TaskNo| campaign.task(**no).is_some_and(|(_, r)| !r.state.is_settled());
    let cancel =
        |task: &TaskNo| EventBody::TaskCancelled { task: *task, reason: reason.to_owned() };
    // Last ones first: then none is ruled out by one before it.
    let events: Vec<EventBody> = known.tasks.iter().rev().filter(open).map(cancel).collect();
    match events.is_empty() {
        true => Err(Refusal::PlayIsOver { play: play.clone() }),
        false => Ok(events),
    }
}

pub(super) fn repeat(
    campaign: &Campaign,
    who: &Rights,
    first: TaskNo,
    now: DateTime<Utc>,
) -> Result<Vec<EventBody>, Refusal> {
    if !who.coordinator {
        let coordinator = campaign.plan.campaign.coordinator.clone();
        return Err(Refusal::MayNotStop { actor: who.actor.clone(), coordinator });
    }
    again(campaign, first, Instant::from_utc(now.naive_utc()))
}

fn again(campaign: &Campaign, first: TaskNo, now: Instant) -> Result<Vec<EventBody>, Refusal> {
    let not_due = || Refusal::NotDue { what: first.to_string() };
    let work = WorkCalendar::new(campaign.plan.calendar.clone(), campaign.plan.campaign.anchor);
    let (play, repeating) = campaign
        .plays
        .iter()
        .find_map(|p| Some((p, p.again.iter().find(|r| r.again.first == first)?)))
        .ok_or_else(not_due)?;
    let nth = next_occurrence(campaign, repeating, now, &work)
        .filter(|nth| *nth <= OCCURRENCES_MAX)
        .ok_or_else(not_due)?;
    let (task, _) = campaign.task(first).ok_or_else(not_due)?;
    let number = TaskNo(campaign.last_number.0.saturating_add(1));
    let added = Box::new(occurrence(task, &repeating.again, nth, number, &work));
    Ok(vec![EventBody::PlayTaskAdded { play: play.play.clone(), first, nth, added }])
}
