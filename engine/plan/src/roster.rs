//! What a duty roster lacks, and who is on duty twice: worked out from what is planned or filled in, never stored.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::expanded::{Person, PersonRole, Post, Roster, Shift, Unit};
use crate::ids::{PersonId, RosterId, UnitId};
use crate::time::Instant;

/// A place on a roster: in one shift of one post, for people of one role.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Seat {
    /// The roster.
    pub roster: RosterId,
    /// The unit of the post.
    pub unit: UnitId,
    /// The item of a list that the post is for.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub item: Option<String>,
    /// When the shift begins.
    pub start: Instant,
    /// For whom it is.
    pub role: PersonRole,
}

impl Seat {
    /// That of a role at a post, in a shift.
    pub fn of(roster: &Roster, post: &Post, shift: Shift, role: PersonRole) -> Seat {
        let (roster, unit) = (roster.id.clone(), post.unit.clone());
        Seat { roster, unit, item: post.item.clone(), start: shift.start, role }
    }
}

/// A seat with who is in it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Manned<'a> {
    /// For people of which role.
    pub role: PersonRole,
    /// How many there have to be.
    pub need: u32,
    /// Who is there.
    pub people: Vec<&'a PersonId>,
    /// How many are lacking.
    pub lacks: u32,
    /// Whether it is as the plan has it.
    pub planned: bool,
}

/// The seats of a post in one shift, by need: those whom `put_down` names for a role, or else the planned
/// ones. What someone is, the unit's own list says; of a stranger, the seat.
pub fn manned<'a>(
    needs: &[(PersonRole, u32)],
    staff: &[Person],
    planned: &'a [PersonId],
    put_down: impl Fn(PersonRole) -> Option<&'a [PersonId]>,
) -> Vec<Manned<'a>> {
    let role_of = |id: &PersonId| staff.iter().find(|p| p.id == *id).map(|p| p.role);
    let mut seen: Vec<&PersonId> = Vec::new();
    let mut there = Vec::new();
    let mut seat = |&(role, need): &(PersonRole, u32)| {
        let own = put_down(role);
        let people: Vec<&PersonId> = match own {
            Some(people) => people.iter().collect(),
            None => planned.iter().filter(|id| seat_of(needs, role_of(id)) == Some(role)).collect(),
        };
        for id in &people {
            if !seen.contains(id) {
                seen.push(id);
                there.push(role_of(id).unwrap_or(role));
            }
        }
        Manned { role, need, people, lacks: 0, planned: own.is_none() }
    };
    let mut seats: Vec<Manned<'a>> = needs.iter().map(&mut seat).collect();
    for (role, count) in missing(needs, there) {
        seats.iter_mut().filter(|s| s.role == role).for_each(|s| s.lacks = count);
    }
    seats
}

/// The role for which someone of a role is put down: their own, or a contact's that of staff.
fn seat_of(needs: &[(PersonRole, u32)], role: Option<PersonRole>) -> Option<PersonRole> {
    let asked = |role: PersonRole| needs.iter().any(|(need, _)| *need == role);
    match role? {
        role if asked(role) => Some(role),
        PersonRole::Contact if asked(PersonRole::Staff) => Some(PersonRole::Staff),
        _ => None,
    }
}

/// The person called so, or whose id ends in it: `甲` is `城东-甲` among the people of 城东所.
pub fn called<'a>(people: &'a [Person], word: &str) -> Option<&'a Person> {
    let is_short = |id: &str| id.strip_suffix(word).is_some_and(|head| head.ends_with('-'));
    let exact = people.iter().find(|p| p.id.as_str() == word);
    exact.or_else(|| people.iter().find(|p| is_short(p.id.as_str())))
}

/// How many of each role are still needed beside these people. A contact does for staff where no contact
/// is asked for.
pub fn missing(
    needs: &[(PersonRole, u32)],
    roles: impl IntoIterator<Item = PersonRole>,
) -> Vec<(PersonRole, u32)> {
    let mut there: BTreeMap<PersonRole, u32> = BTreeMap::new();
    roles.into_iter().for_each(|role| *there.entry(role).or_default() += 1);
    let mut take = |role, wanted: u32| {
        let left = there.entry(role).or_default();
        let taken = wanted.min(*left);
        *left -= taken;
        wanted - taken
    };
    let open: Vec<(PersonRole, u32)> = needs.iter().map(|(r, n)| (*r, take(*r, *n))).collect();
    let stand_in = |(role, n)| match role {
        PersonRole::Staff => (role, take(PersonRole::Contact, n)),
        _ => (role, n),
    };
    open.into_iter().map(stand_in).filter(|(_, n)| *n > 0).collect()
}

/// Whether someone of that role can be put down for one of the needs.
pub fn fits(needs: &[(PersonRole, u32)], role: PersonRole) -> bool {
    let stands_in = |need| role == need || (role, need) == (PersonRole::Contact, PersonRole::Staff);
    needs.iter().any(|(need, _)| stands_in(*need))
}

impl Roster {
    /// The post of a unit, for an item if it has posts by item.
    pub fn post(&self, unit: &UnitId, item: Option<&str>) -> Option<&Post> {
        self.posts.iter().find(|p| p.unit == *unit && p.item.as_deref() == item)
    }

    /// The shift that begins then.
    pub fn shift(&self, start: Instant) -> Option<Shift> {
        let at = self.shifts.binary_search_by_key(&start, |shift| shift.start).ok()?;
        self.shifts.get(at).copied()
    }

    /// Whether it has such a seat.
    pub fn has(&self, seat: &Seat) -> bool {
        self.id == seat.roster
            && self.post(&seat.unit, seat.item.as_deref()).is_some()
            && self.shift(seat.start).is_some()
            && self.needs.iter().any(|(role, _)| *role == seat.role)
    }
}

impl Unit {
    /// Whether any of its people can be put down for that role.
    pub fn has_for(&self, role: PersonRole) -> bool {
        self.people.iter().any(|p| fits(&[(role, 1)], p.role))
    }
}

/// Someone on duty somewhere.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Duty<'a> {
    /// Who.
    pub person: &'a PersonId,
    /// When.
    pub shift: Shift,
    /// On which roster.
    pub roster: &'a RosterId,
    /// For which unit.
    pub unit: &'a UnitId,
}

/// Pairs of duties of one person at one time, the earlier one first; by person, then by time.
pub fn doubles<'a>(duties: impl IntoIterator<Item = Duty<'a>>) -> Vec<(Duty<'a>, Duty<'a>)> {
    let mut duties: Vec<Duty<'a>> = duties.into_iter().collect();
    duties.sort();
    let mut out = Vec::new();
    for (i, duty) in duties.iter().enumerate() {
        let rest = duties.iter().skip(i + 1);
        let same = rest
            .take_while(|other| other.person == duty.person && other.shift.start < duty.shift.end);
        out.extend(same.map(|other| (duty.clone(), other.clone())));
    }
    out
}

/// Who is on duty where, `who` telling who mans a post in a shift. To answer for an item of a list is to be
/// there for nobody else, and no duty.
pub fn duties<'a, P: IntoIterator<Item = &'a PersonId>>(
    rosters: &'a [Roster],
    who: impl Fn(&'a Roster, &'a Post, Shift) -> P,
) -> Vec<Duty<'a>> {
    let mut out = Vec::new();
    for roster in rosters {
        for post in roster.posts.iter().filter(|p| p.item.is_none()) {
            for shift in &roster.shifts {
                let duty =
                    |person| Duty { person, shift: *shift, roster: &roster.id, unit: &post.unit };
                out.extend(who(roster, post, *shift).into_iter().map(duty));
            }
        }
    }
    out
}
