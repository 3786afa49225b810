//! What a new plan only calls otherwise: units by their `aka`, measures and rosters by their `was`.

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};

use crate::expanded::{Expanded, Measure, Roster, Task};
use crate::ids::{MeasureId, RosterId, UnitId};
use crate::playbook::{Rule, Trigger};
use crate::sums::{Sum, Term};

/// Units of a running plan that a new one calls otherwise: former id to new id.
pub type Renamed = BTreeMap<UnitId, UnitId>;

/// All that a new plan only calls otherwise, each former id with the new one.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Renamings {
    /// Units.
    pub units: Renamed,
    /// Measures.
    pub measures: BTreeMap<MeasureId, MeasureId>,
    /// Duty rosters.
    pub rosters: BTreeMap<RosterId, RosterId>,
}

/// What is only called otherwise: gone, while something new has the name among its former ones, or the other
/// way about where an earlier plan comes back. Each new one is one former one: of several units that become
/// one, the first goes on and the others leave.
pub fn renamed(old: &Expanded, new: &Expanded) -> Renamings {
    let units = |plan: &Expanded| {
        let aka = |aka: &String| UnitId::from(aka.as_str());
        let one = |u: &crate::expanded::Unit| (u.id.clone(), u.aka.iter().map(aka).collect());
        plan.units.iter().map(one).collect::<Vec<_>>()
    };
    let measures = |plan: &Expanded| {
        let one = |m: &Measure| (m.id.clone(), m.was.iter().cloned().collect());
        plan.measures.iter().map(one).collect::<Vec<_>>()
    };
    let rosters = |plan: &Expanded| {
        let one = |r: &Roster| (r.id.clone(), r.was.iter().cloned().collect());
        plan.rosters.iter().map(one).collect::<Vec<_>>()
    };
    Renamings {
        units: paired(&units(old), &units(new)),
        measures: paired(&measures(old), &measures(new)),
        rosters: paired(&rosters(old), &rosters(new)),
    }
}

/// Names with their former ones, of two plans: those that are only called otherwise.
fn paired<Id: Ord + Clone>(old: &[(Id, Vec<Id>)], new: &[(Id, Vec<Id>)]) -> BTreeMap<Id, Id> {
    let now: BTreeSet<&Id> = new.iter().map(|(id, _)| id).collect();
    let before: BTreeSet<&Id> = old.iter().map(|(id, _)| id).collect();
    let mut out = BTreeMap::new();
    let mut taken = BTreeSet::new();
    let mut pair = |was: &Id, is: &Id| {
        let fits = before.contains(was) && !now.contains(was) && !before.contains(is);
        if fits && !out.contains_key(was) && taken.insert(is.clone()) {
            out.insert(was.clone(), is.clone());
        }
    };
    for (is, former) in new {
        former.iter().for_each(|was| pair(was, is));
    }
    for (was, former) in old {
        former.iter().filter(|is| now.contains(is)).for_each(|is| pair(was, is));
    }
    out
}

impl Renamings {
    /// The name that a unit has now.
    pub fn unit(&self, unit: &UnitId) -> UnitId {
        self.units.get(unit).unwrap_or(unit).clone()
    }

    /// The name that a measure has now.
    pub fn measure(&self, measure: &MeasureId) -> MeasureId {
        self.measures.get(measure).unwrap_or(measure).clone()
    }

    /// The name that a roster has now.
    pub fn roster(&self, roster: &RosterId) -> RosterId {
        self.rosters.get(roster).unwrap_or(roster).clone()
    }

    /// The former plan with its measures and rosters under the names that they have now.
    pub(super) fn in_figures_of<'a>(&self, old: &'a Expanded) -> Cow<'a, Expanded> {
        if self.measures.is_empty() && self.rosters.is_empty() {
            return Cow::Borrowed(old);
        }
        let mut plan = old.clone();
        for measure in &mut plan.measures {
            measure.id = self.measure(&measure.id);
            measure.rolls_into.iter_mut().for_each(|into| *into = self.measure(into));
        }
        plan.targets.iter_mut().for_each(|t| t.measure = self.measure(&t.measure));
        for rate in &mut plan.rates {
            self.in_sum(&mut rate.part);
            self.in_sum(&mut rate.whole);
        }
        for check in &mut plan.checks {
            self.in_sum(&mut check.left);
            self.in_sum(&mut check.right);
        }
        plan.tasks.iter_mut().for_each(|task| self.in_asks_of(task));
        for book in &mut plan.playbooks {
            book.tasks.iter_mut().for_each(|t| self.in_asks_of(&mut t.task));
            for trigger in &mut book.start {
                if let Trigger::Rule(Rule::Measure { measure, .. }) = trigger {
                    *measure = self.measure(&measure.as_str().into()).to_string();
                }
            }
        }
        for roster in &mut plan.rosters {
            let now = self.roster(&roster.id);
            // What is called by its name has a new title with it.
            if roster.title == roster.id.as_str() {
                roster.title = now.to_string();
            }
            roster.id = now;
        }
        Cow::Owned(plan)
    }

    /// Lets a task ask for its measures by the names that they have now.
    pub fn in_asks_of(&self, task: &mut Task) {
        task.measures.iter_mut().for_each(|ask| ask.measure = self.measure(&ask.measure));
    }

    fn in_sum(&self, sum: &mut Sum) {
        for term in &mut sum.0 {
            if let Term::Measure(id) = term {
                *id = self.measure(id);
            }
        }
    }
}
