//! Duty rosters as they stand: who is where, what is lacking, and since when that is a problem.

use std::collections::BTreeMap;

use serde::Serialize;
use wallchart_plan::expanded::{PersonRole, Roster, Shift};
use wallchart_plan::ids::{PersonId, RosterId, UnitId};
use wallchart_plan::roster::{Duty, doubles, duties};
use wallchart_plan::time::Instant;

use super::view::View;
use crate::lights::Light;
use crate::roster::Fill;
use crate::state::Campaign;

/// A duty roster at a moment.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct RosterSeen {
    /// Which.
    pub roster: RosterId,
    /// Its title.
    pub title: String,
    /// By when it has to be filled: from then on a gap is red.
    pub due: Instant,
    /// From when on a gap is yellow.
    pub yellow_at: Instant,
    /// Done when it is full or over, green when full; with gaps grey, yellow or red by the time.
    pub light: Light,
    /// How many people it asks for, each shift counted.
    pub need: u32,
    /// How many of them are lacking in shifts that are not over.
    pub lacks: u32,
    /// How many were lacking in shifts that are over.
    pub missed: u32,
    /// What is lacking, leaders first.
    pub gaps: Vec<Gap>,
}

/// People of one role whom a post lacks.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Gap {
    /// The unit of the post.
    pub unit: UnitId,
    /// The item that the post is for.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub item: Option<String>,
    /// Of which role.
    pub role: PersonRole,
    /// How many, each shift counted.
    pub lacks: u32,
    /// In how many shifts.
    pub shifts: u32,
    /// When the first of them begins.
    pub first: Instant,
}

/// A roster as a table: shift by shift, post by post, role by role.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct RosterTable {
    /// How it stands.
    #[serde(flatten)]
    pub seen: RosterSeen,
    /// Its seats.
    pub seats: Vec<SeatSeen>,
    /// People on duty twice at once, one of them here.
    pub twice: Vec<Twice>,
    /// Who was put down where the plan has no seat any more.
    pub fallen_out: Vec<Fill>,
}

/// A seat with who is in it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct SeatSeen {
    /// When the shift begins.
    pub start: Instant,
    /// When it is over.
    pub end: Instant,
    /// The unit of the post.
    pub unit: UnitId,
    /// The item that the post is for.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub item: Option<String>,
    /// For whom it is.
    pub role: PersonRole,
    /// How many there have to be.
    pub need: u32,
    /// Who is there.
    pub people: Vec<PersonId>,
    /// How many are lacking.
    pub lacks: u32,
    /// Whether it is as the plan has it.
    pub planned: bool,
    /// Whether the shift is over.
    pub over: bool,
}

/// Somebody who is on duty twice at once.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Twice {
    /// Who.
    pub person: PersonId,
    /// Where.
    pub at: [OnDuty; 2],
}

/// A duty of somebody.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct OnDuty {
    /// On which roster.
    pub roster: RosterId,
    /// For which unit.
    pub unit: UnitId,
    /// When the shift begins.
    pub start: Instant,
}

/// How every roster stands; that of one unit, where only its posts matter. Rosters without such posts are
/// left out.
pub fn rosters(view: &View, unit: Option<&UnitId>) -> Vec<RosterSeen> {
    let plan = &view.campaign.plan;
    let concerns = |r: &&Roster| unit.is_none_or(|unit| r.posts.iter().any(|p| p.unit == *unit));
    plan.rosters.iter().filter(concerns).map(|r| seen(view, r, &seats(view, r, unit))).collect()
}

/// What a unit has still to man; for the coordinator also what others have not manned in time.
pub(super) fn to_man(view: &View, unit: &UnitId) -> Vec<RosterSeen> {
    let plan = &view.campaign.plan;
    let open = |r: &RosterSeen| r.lacks > 0;
    let mut out: Vec<RosterSeen> = rosters(view, Some(unit)).into_iter().filter(open).collect();
    if *unit == plan.campaign.coordinator {
        for all in rosters(view, None).into_iter().filter(|r| open(r) && r.light == Light::Red) {
            match out.iter_mut().find(|own| own.roster == all.roster) {
                Some(own) => *own = all,
                None => out.push(all),
            }
        }
    }
    out.sort_by_key(|r| r.due);
    out
}

/// The table of a roster, or of the posts of one unit on it.
pub fn roster_table(view: &View, id: &RosterId, unit: Option<&UnitId>) -> Option<RosterTable> {
    let roster = view.campaign.plan.roster(id)?;
    let seats = seats(view, roster, unit);
    let fallen = view.campaign.fallen_out().filter(|fill| fill.seat.roster == *id);
    let fallen = fallen.filter(|fill| unit.is_none_or(|unit| fill.seat.unit == *unit));
    Some(RosterTable {
        seen: seen(view, roster, &seats),
        seats,
        twice: twice(&view.campaign, id),
        fallen_out: fallen.cloned().collect(),
    })
}

fn seats(view: &View, roster: &Roster, unit: Option<&UnitId>) -> Vec<SeatSeen> {
    let posts = || roster.posts.iter().filter(|p| unit.is_none_or(|unit| p.unit == *unit));
    let mut out = Vec::new();
    for shift in &roster.shifts {
        for post in posts() {
            let seats = view.campaign.seats(roster, post, *shift).into_iter();
            out.extend(seats.map(|seat| SeatSeen {
                start: shift.start,
                end: shift.end,
                unit: post.unit.clone(),
                item: post.item.clone(),
                role: seat.role,
                need: seat.need,
                people: seat.people.into_iter().cloned().collect(),
                lacks: seat.lacks,
                planned: seat.planned,
                over: shift.end <= view.now,
            }));
        }
    }
    out
}

fn seen(view: &View, roster: &Roster, seats: &[SeatSeen]) -> RosterSeen {
    let sum = |over: bool| seats.iter().filter(|s| s.over == over).map(|s| s.lacks).sum();
    let (lacks, missed) = (sum(false), sum(true));
    let yellow_at = roster.due.plus_min(-view.rules.soon_min);
    let light = match lacks {
        0 if seats.iter().all(|s| s.over) => Light::Done,
        0 => Light::Green,
        _ if view.now >= roster.due => Light::Red,
        _ if view.now >= yellow_at => Light::Yellow,
        _ => Light::Grey,
    };
    RosterSeen {
        roster: roster.id.clone(),
        title: roster.title.clone(),
        due: roster.due,
        yellow_at,
        light,
        need: seats.iter().map(|s| s.need).sum(),
        lacks,
        missed,
        gaps: gaps(seats),
    }
}

/// What is still lacking, each post and role once, by role, then in written order.
fn gaps(seats: &[SeatSeen]) -> Vec<Gap> {
    let mut out: Vec<Gap> = Vec::new();
    let mut known: BTreeMap<(PersonRole, &UnitId, &Option<String>), usize> = BTreeMap::new();
    for seat in seats.iter().filter(|s| s.lacks > 0 && !s.over) {
        let at = *known.entry((seat.role, &seat.unit, &seat.item)).or_insert(out.len());
        if at == out.len() {
            out.push(Gap {
                unit: seat.unit.clone(),
                item: seat.item.clone(),
                role: seat.role,
                lacks: 0,
                shifts: 0,
                first: seat.start,
            });
        }
        if let Some(gap) = out.get_mut(at) {
            gap.lacks += seat.lacks;
            gap.shifts += 1;
        }
    }
    out.sort_by_key(|gap| gap.role);
    out
}

/// People on duty twice at once, one of them on that roster.
fn twice(campaign: &Campaign, roster: &RosterId) -> Vec<Twice> {
    let all = duties(&campaign.plan.rosters, |roster, post, shift: Shift| {
        let seats = campaign.seats(roster, post, shift).into_iter();
        seats.flat_map(|seat| seat.people).collect::<Vec<_>>()
    });
    let here = |(one, other): &(Duty<'_>, Duty<'_>)| one.roster == roster || other.roster == roster;
    let on_duty = |duty: &Duty<'_>| OnDuty {
        roster: duty.roster.clone(),
        unit: duty.unit.clone(),
        start: duty.shift.start,
    };
    let pairs = doubles(all).into_iter().filter(here);
    let told = |(one, other): (Duty<'_>, Duty<'_>)| Twice {
        person: one.person.clone(),
        at: [on_duty(&one), on_duty(&other)],
    };
    pairs.map(told).collect()
}
