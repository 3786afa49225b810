//! Duty rosters: each unit puts its people down, most in time, some late, and the coordinator for those who
//! never do.

use std::collections::BTreeSet;

use wallchart_campaign::Command;
use wallchart_campaign::roster::PutDown;
use wallchart_campaign::say;
use wallchart_plan::expanded::{PersonRole, Post, Roster, Shift};
use wallchart_plan::ids::{PersonId, RosterId, UnitId};
use wallchart_plan::roster::{Seat, duties, fits};
use wallchart_plan::time::Instant;
use wallchart_words::t;

use super::moves::Move;
use super::scene::Scene;
use super::times;

/// A roster and a unit that has posts on it.
pub(super) type Part = (RosterId, UnitId);

/// What is done next about gaps, and whose they are; parts that were `refused` are left alone.
pub(super) fn next(scene: &Scene<'_>, refused: &BTreeSet<Part>) -> Option<(Part, Move)> {
    let plan = &scene.campaign.plan;
    let mut out: Option<(Part, Move)> = None;
    for roster in &plan.rosters {
        let mut units: Vec<&UnitId> = roster.posts.iter().map(|post| &post.unit).collect();
        units.dedup();
        for unit in units {
            let part = (roster.id.clone(), unit.clone());
            if refused.contains(&part) {
                continue;
            }
            let Some(found) = of_unit(scene, roster, unit) else { continue };
            if out.as_ref().is_none_or(|(_, first)| found.at < first.at) {
                out = Some((part, found));
            }
        }
    }
    out
}

/// What a unit, or the coordinator for it, does about its gaps on a roster.
fn of_unit(scene: &Scene<'_>, roster: &Roster, unit: &UnitId) -> Option<Move> {
    let coordinator = &scene.campaign.plan.campaign.coordinator;
    let name = format!("{} {unit}", roster.id);
    let mark = &scene.cast.mark;
    let silent = scene.cast.happens("nobody on duty", &name, mark.silent_pct);
    let late = silent || scene.cast.happens("late duty", &name, mark.late_pct);
    let calendar = scene.calendar();
    let at = match late {
        true => times::after(calendar, roster.due, scene.cast.between("duty", &name, 3, 12)),
        false => times::before(calendar, roster.due, scene.cast.between("duty", &name, 3, 25)),
    };
    let at = scene.in_hours(at, if silent { coordinator } else { unit });
    // Whoever was to stand there then needs no filling any more.
    let fills = filled(scene, roster, unit, at);
    let by = match silent {
        true => scene.coordinator(),
        false => scene.speaker(unit, PersonRole::Contact),
    };
    (!fills.is_empty()).then(|| Move::one(at, by, Command::FillRoster { fills, anyway: false }))
}

/// Every gap of a unit on a roster, with people who are free: its own where it lists any for that role.
fn filled(scene: &Scene<'_>, roster: &Roster, unit: &UnitId, at: Instant) -> Vec<PutDown> {
    let campaign = scene.campaign;
    let listed = campaign.plan.unit(unit).map(|u| u.people.as_slice()).unwrap_or_default();
    let mut busy: Vec<(PersonId, Shift)> = duties(&campaign.plan.rosters, |roster, post, shift| {
        let seats = campaign.seats(roster, post, shift).into_iter();
        seats.flat_map(|seat| seat.people).collect::<Vec<_>>()
    })
    .into_iter()
    .map(|duty| (duty.person.clone(), duty.shift))
    .collect();
    let mut out = Vec::new();
    let posts = roster.posts.iter().filter(|post| post.unit == *unit);
    for (post, shift) in posts.flat_map(|post| roster.shifts.iter().map(move |s| (post, *s))) {
        if shift.end <= at {
            continue;
        }
        for seat in campaign.seats(roster, post, shift).iter().filter(|seat| seat.lacks > 0) {
            let mut people: Vec<PersonId> = seat.people.iter().map(|p| (*p).clone()).collect();
            let own = listed.iter().filter(|p| fits(&[(seat.role, 1)], p.role)).map(|p| &p.id);
            let own: Vec<&PersonId> = own.collect();
            let turn = scene.cast.between("turn", &about(post, shift), 0, 97);
            let from = usize::try_from(turn).unwrap_or(0).checked_rem(own.len()).unwrap_or(0);
            let order = own.iter().cycle().skip(from).take(own.len());
            let free = |person: &&&PersonId| {
                let meets = |(who, other): &(PersonId, Shift)| {
                    who == **person && other.start < shift.end && shift.start < other.end
                };
                // To answer for an item is to be there for nobody else, and no duty.
                post.item.is_some() || !busy.iter().any(meets)
            };
            let chosen: BTreeSet<&PersonId> = people.iter().collect();
            let lacks = usize::try_from(seat.lacks).unwrap_or(0);
            let new: Vec<PersonId> = match own.is_empty() {
                true => (1..=lacks).map(|n| stranger(scene, unit, seat.role, n)).collect(),
                false => {
                    let free = order.filter(|p| !chosen.contains(**p)).filter(free);
                    free.take(lacks).map(|p| (*p).clone()).collect()
                }
            };
            if new.is_empty() {
                continue;
            }
            if post.item.is_none() {
                busy.extend(new.iter().map(|person| (person.clone(), shift)));
            }
            people.extend(new);
            let seat = Seat::of(roster, post, shift, seat.role);
            out.push(PutDown { seat, people: Some(people) });
        }
    }
    out
}

fn about(post: &Post, shift: Shift) -> String {
    format!("{} {:?} {:?}", post.unit, post.item, shift.start)
}

/// Somebody of a unit that lists nobody for the role.
fn stranger(scene: &Scene<'_>, unit: &UnitId, role: PersonRole, nth: usize) -> PersonId {
    let role = t!(scene.cast.lang(), say::person_role(role));
    format!("{unit}{role}{nth}").as_str().into()
}
