//! Putting people down on duty rosters.
//!
//! Whoever the unit lists may be put down for what they are there, a contact for staff. Of a unit that lists
//! nobody for a role anyone may be named; else a stranger, like someone on duty elsewhere at that time, has to
//! be meant.

use wallchart_plan::expanded::Shift;
use wallchart_plan::ids::PersonId;
use wallchart_plan::roster::{Seat, doubles, duties, fits};

use crate::command::Order;
use crate::event::EventBody;
use crate::refusal::{LocalTime, Refusal};
use crate::rights::Rights;
use crate::roster::{Fill, PutDown, put, put_down, roles, seats};
use crate::say;
use crate::state::Campaign;

pub(super) fn fill(
    campaign: &Campaign,
    order: &Order,
    who: &Rights,
    fills: &[PutDown],
    anyway: bool,
) -> Result<Vec<EventBody>, Refusal> {
    for new in fills {
        seat(campaign, &new.seat)?;
        allowed(campaign, order, who, &new.seat)?;
        unchanged(campaign, order, &new.seat)?;
        for person in new.people.iter().flatten() {
            may_sit(campaign, person, &new.seat, anyway)?;
        }
    }
    let mut after = campaign.fills.clone();
    let fills: Vec<PutDown> = fills.iter().map(clean).collect();
    let is_new = |new: &&PutDown| put(&mut after, new, campaign.seq) != **new;
    let fills: Vec<PutDown> = fills.iter().filter(is_new).cloned().collect();
    if fills.is_empty() {
        return Err(Refusal::NothingToFill);
    }
    if !anyway {
        once(campaign, &after, &fills)?;
    }
    Ok(vec![EventBody::RosterFilled { fills, anyway }])
}

/// Everybody once.
fn clean(new: &PutDown) -> PutDown {
    let once = |people: &Vec<PersonId>| {
        let mut out: Vec<PersonId> = Vec::new();
        for person in people {
            if !out.contains(person) {
                out.push(person.clone());
            }
        }
        out
    };
    PutDown { seat: new.seat.clone(), people: new.people.as_ref().map(once) }
}

/// Whether there is such a seat.
fn seat(campaign: &Campaign, seat: &Seat) -> Result<Shift, Refusal> {
    let rosters = &campaign.plan.rosters;
    let roster = campaign.plan.roster(&seat.roster).ok_or_else(|| Refusal::NoSuchRoster {
        roster: seat.roster.to_string(),
        known: rosters.iter().map(|r| r.id.clone()).collect(),
    })?;
    if roster.post(&seat.unit, seat.item.as_deref()).is_none() {
        let posts = roster.posts.iter().map(|p| say::post(&p.unit, p.item.as_deref()));
        return Err(Refusal::NoSuchPost {
            roster: roster.id.clone(),
            unit: seat.unit.clone(),
            item: seat.item.clone(),
            posts: posts.collect(),
        });
    }
    if !roles(roster).any(|role| role == seat.role) {
        let (roster, needs) = (roster.id.clone(), roles(roster).collect());
        return Err(Refusal::NoSuchSeat { roster, role: seat.role, needs });
    }
    let local = |at| LocalTime::of(at, campaign);
    roster.shift(seat.start).ok_or_else(|| Refusal::NoSuchShift {
        roster: roster.id.clone(),
        at: local(seat.start),
        shifts: roster.shifts.iter().map(|s| local(s.start)).collect(),
    })
}

/// A unit says who is on duty for it, and the coordinator for anyone.
fn allowed(campaign: &Campaign, order: &Order, who: &Rights, seat: &Seat) -> Result<(), Refusal> {
    let actor = || who.actor.clone();
    let own = |unit| who.coordinator || who.unit.as_ref() == Some(unit);
    if let Some(unit) = order.on_behalf_of.as_ref().filter(|unit| !own(unit)) {
        return Err(Refusal::NotForUnit { actor: actor(), unit: unit.clone() });
    }
    let of_others = order.on_behalf_of.as_ref().is_some_and(|unit| *unit != seat.unit);
    if of_others || !own(&seat.unit) {
        let coordinator = campaign.plan.campaign.coordinator.clone();
        return Err(Refusal::MayNotFill { actor: actor(), unit: seat.unit.clone(), coordinator });
    }
    Ok(())
}

/// Refuses if the seat was filled after what the command's giver was looking at.
fn unchanged(campaign: &Campaign, order: &Order, seat: &Seat) -> Result<(), Refusal> {
    let seq = put_down(&campaign.fills, seat).map(|fill| fill.seq);
    match (order.seen, seq) {
        (Some(seen), Some(seq)) if seq > seen => Err(Refusal::SeatChangedSince {
            roster: seat.roster.clone(),
            unit: seat.unit.clone(),
            at: LocalTime::of(seat.start, campaign),
        }),
        _ => Ok(()),
    }
}

/// Whether someone can be put down there.
fn may_sit(
    campaign: &Campaign,
    person: &PersonId,
    seat: &Seat,
    anyway: bool,
) -> Result<(), Refusal> {
    let plan = &campaign.plan;
    let Some(unit) = plan.unit(&seat.unit) else { return Ok(()) };
    let is_them = |p: &&wallchart_plan::expanded::Person| p.id == *person;
    if let Some(known) = unit.people.iter().find(is_them) {
        return match fits(&[(seat.role, 1)], known.role) {
            true => Ok(()),
            false => {
                Err(Refusal::OtherRole { person: person.clone(), is: known.role, role: seat.role })
            }
        };
    }
    let of = plan.units.iter().find(|u| u.people.iter().any(|p| p.id == *person));
    let is_name = !person.as_str().trim().is_empty();
    let is_free = anyway || (of.is_none() && !unit.has_for(seat.role));
    if is_name && is_free {
        return Ok(());
    }
    Err(Refusal::NotOfUnit {
        person: person.clone(),
        unit: unit.id.clone(),
        of: of.map(|u| u.id.clone()),
        people: unit.people.iter().map(|p| p.id.clone()).collect(),
    })
}

/// Refuses if one of those who are put down is on duty twice at one time.
fn once(campaign: &Campaign, after: &[Fill], fills: &[PutDown]) -> Result<(), Refusal> {
    let plan = &campaign.plan;
    // Whom the plan has comes back where nobody else is named.
    let planned = |seat: &Seat| -> Option<Vec<PersonId>> {
        let roster = plan.roster(&seat.roster)?;
        let post = roster.post(&seat.unit, seat.item.as_deref())?;
        let seats = seats(plan, after, roster, post, roster.shift(seat.start)?);
        let own = seats.into_iter().find(|there| there.role == seat.role)?;
        Some(own.people.into_iter().cloned().collect())
    };
    let put = |f: &PutDown| f.people.clone().or_else(|| planned(&f.seat)).unwrap_or_default();
    let fills: Vec<(&Seat, Vec<PersonId>)> = fills.iter().map(|f| (&f.seat, put(f))).collect();
    let new = |person: &PersonId| fills.iter().any(|(_, people)| people.contains(person));
    let all = duties(&plan.rosters, |roster, post, shift| {
        let seats = seats(plan, after, roster, post, shift).into_iter();
        let there: Vec<&PersonId> = seats.flat_map(|s| s.people).filter(|p| new(p)).collect();
        there
    });
    let touched = |duty: &wallchart_plan::roster::Duty<'_>| {
        let here = |(seat, people): &(&Seat, Vec<PersonId>)| {
            people.contains(duty.person)
                && (&seat.roster, &seat.unit, seat.start)
                    == (duty.roster, duty.unit, duty.shift.start)
        };
        fills.iter().any(here)
    };
    let pairs = doubles(all);
    let Some((first, second)) = pairs.iter().find(|(a, b)| touched(a) || touched(b)) else {
        return Ok(());
    };
    let told = [first, second].map(|duty| {
        let at = LocalTime::of(duty.shift.start, campaign);
        (duty.roster.clone(), duty.unit.clone(), at)
    });
    Err(Refusal::OnDutyTwice { person: first.person.clone(), seats: told.to_vec() })
}
