//! What a duty roster lacks, and who is on duty twice: worked out from what is planned or filled in, never stored.

use std::collections::BTreeMap;

use crate::expanded::{Expanded, PersonRole, Roster, Shift};
use crate::ids::{PersonId, RosterId, UnitId};

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

impl Expanded {
    /// The roster of that id.
    pub fn roster(&self, id: &RosterId) -> Option<&Roster> {
        self.rosters.iter().find(|r| r.id == *id)
    }

    /// The role of each of these people of a unit; strangers have none.
    pub fn roles<'a>(
        &'a self,
        unit: &UnitId,
        people: &'a [PersonId],
    ) -> impl Iterator<Item = PersonRole> + 'a {
        let known = self.unit(unit).map(|u| u.people.as_slice()).unwrap_or_default();
        let role = |id: &PersonId| known.iter().find(|p| p.id == *id).map(|p| p.role);
        people.iter().filter_map(role)
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
