//! Who has been put down on the duty rosters since the launch. What a later plan has no seat for is kept, and
//! counts again when the seat comes back.

use serde::{Deserialize, Serialize};
use wallchart_plan::Expanded;
use wallchart_plan::amend::Renamings;
use wallchart_plan::expanded::{PersonRole, Post, Roster, Shift};
use wallchart_plan::ids::PersonId;
use wallchart_plan::roster::{Manned, Seat, manned};

use crate::event::Seq;
use crate::state::Campaign;

/// A seat with who is put down for it, in place of whom the plan has there.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Fill {
    /// The seat.
    #[serde(flatten)]
    pub seat: Seat,
    /// Who; nobody, where it was cleared.
    pub people: Vec<PersonId>,
    /// The event that put them down.
    pub seq: Seq,
}

/// Who is to be in a seat.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PutDown {
    /// The seat.
    #[serde(flatten)]
    pub seat: Seat,
    /// Who; the plan's own people where absent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub people: Option<Vec<PersonId>>,
}

/// Whom a list of fills, which is in the order of the seats, has in a seat.
pub(crate) fn put_down<'a>(fills: &'a [Fill], seat: &Seat) -> Option<&'a Fill> {
    let at = fills.binary_search_by(|fill| fill.seat.cmp(seat)).ok()?;
    fills.get(at)
}

/// Puts someone down in a list of fills; answers what stood there.
pub(crate) fn put(fills: &mut Vec<Fill>, new: &PutDown, seq: Seq) -> PutDown {
    let at = fills.binary_search_by(|fill| fill.seat.cmp(&new.seat));
    let fill =
        |people: &Vec<PersonId>| Fill { seat: new.seat.clone(), people: people.clone(), seq };
    let before = match (at, &new.people) {
        (Ok(at), Some(people)) => {
            fills.get_mut(at).map(|old| std::mem::replace(old, fill(people)).people)
        }
        (Ok(at), None) => Some(fills.remove(at).people),
        (Err(at), Some(people)) => {
            fills.insert(at, fill(people));
            None
        }
        (Err(_), None) => None,
    };
    PutDown { seat: new.seat.clone(), people: before }
}

/// The seats of a post in a shift, with who is in them by the plan and these fills.
pub(crate) fn seats<'a>(
    plan: &'a Expanded,
    fills: &'a [Fill],
    roster: &'a Roster,
    post: &'a Post,
    shift: Shift,
) -> Vec<Manned<'a>> {
    let staff = plan.unit(&post.unit).map(|u| u.people.as_slice()).unwrap_or_default();
    manned(&roster.needs, staff, &post.fill, |role| {
        put_down(fills, &Seat::of(roster, post, shift, role)).map(|fill| fill.people.as_slice())
    })
}

/// What a new revision makes of the fills: units and rosters go on under the names that they have now.
pub(crate) fn renamed(fills: &mut Vec<Fill>, renamed: &Renamings) {
    for fill in fills.iter_mut() {
        fill.seat.unit = renamed.unit(&fill.seat.unit);
        fill.seat.roster = renamed.roster(&fill.seat.roster);
    }
    fills.sort_by(|a, b| a.seat.cmp(&b.seat));
    fills.dedup_by(|later, kept| later.seat == kept.seat);
}

impl Campaign {
    /// The seats of a post in a shift, with who is in them.
    pub fn seats<'a>(
        &'a self,
        roster: &'a Roster,
        post: &'a Post,
        shift: Shift,
    ) -> Vec<Manned<'a>> {
        seats(&self.plan, &self.fills, roster, post, shift)
    }

    /// Fills for which the plan in force has no seat, cleared ones left out.
    pub fn fallen_out(&self) -> impl Iterator<Item = &Fill> {
        let has =
            |fill: &&Fill| self.plan.roster(&fill.seat.roster).is_some_and(|r| r.has(&fill.seat));
        self.fills.iter().filter(|fill| !fill.people.is_empty()).filter(move |fill| !has(fill))
    }
}

/// What puts everybody of `one` in the seats of `other`, and the other way round.
///
/// Only seats of those shifts that `within` lets through are looked at.
pub fn swapped(
    campaign: &Campaign,
    roster: &Roster,
    (one, other): (&PersonId, &PersonId),
    within: impl Fn(Shift) -> bool,
) -> Vec<PutDown> {
    let turn = |id: &&PersonId| match *id {
        id if id == one => other.clone(),
        id if id == other => one.clone(),
        id => id.clone(),
    };
    let mut out = Vec::new();
    for post in &roster.posts {
        for shift in roster.shifts.iter().copied().filter(|shift| within(*shift)) {
            for seat in campaign.seats(roster, post, shift) {
                // Who sits beside the other already has nothing to change.
                if seat.people.contains(&one) != seat.people.contains(&other) {
                    let people = seat.people.iter().map(turn).collect();
                    let seat = Seat::of(roster, post, shift, seat.role);
                    out.push(PutDown { seat, people: Some(people) });
                }
            }
        }
    }
    out
}

/// The roles of a roster in the order in which they are told.
pub fn roles(roster: &Roster) -> impl Iterator<Item = PersonRole> {
    roster.needs.iter().map(|(role, _)| *role)
}
