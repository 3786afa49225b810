//! The launch: a plan applied to nothing; and the clock of a rehearsal.

use std::collections::BTreeSet;

use crate::command::{Apply, Approval, Order};
use crate::event::EventBody;
use crate::refusal::{LocalTime, PlanFault, Refusal};
use crate::rights::{Rights, rights_in};
use crate::state::Campaign;
use wallchart_plan::Expanded;
use wallchart_plan::time::Instant;

pub(super) fn launch(
    order: &Order,
    apply: &Apply,
    approval: Option<&Approval>,
) -> Result<Vec<EventBody>, Refusal> {
    sound(&apply.plan).map_err(|fault| Refusal::BadPlan { fault })?;
    let who = rights_in(&apply.plan, &order.actor)?;
    if !who.coordinator {
        return Err(Refusal::OnlyCoordinator {
            actor: who.actor,
            coordinator: apply.plan.campaign.coordinator.clone(),
        });
    }
    if let Some(approval) = approval {
        // Whoever approves a plan has a place in it.
        rights_in(&apply.plan, &approval.by)?;
    }
    let approved = approval.cloned();
    let approved = approved.map(|approval| EventBody::PlanApproved { revision: 1, approval });
    let applied = EventBody::PlanApplied { revision: 1, apply: Box::new(apply.clone()) };
    Ok([applied].into_iter().chain(approved).collect())
}

/// The clock of a rehearsal, moved on by whoever coordinates. A real campaign has no clock to move.
pub(super) fn move_clock(
    campaign: &Campaign,
    who: &Rights,
    to: Instant,
) -> Result<Vec<EventBody>, Refusal> {
    let Some(rehearsal) = &campaign.rehearsal else { return Err(Refusal::NotARehearsal) };
    if !who.coordinator {
        let coordinator = campaign.plan.campaign.coordinator.clone();
        return Err(Refusal::NotYourClock { actor: who.actor.clone(), coordinator });
    }
    if to.utc().and_utc() < rehearsal.clock {
        let at = LocalTime::of_utc(rehearsal.clock, campaign);
        return Err(Refusal::ClockNotBack { at });
    }
    Ok(vec![EventBody::ClockMoved { to }])
}

/// What the fold relies on. A checked plan has it; a plan from a program may not.
pub(super) fn sound(plan: &Expanded) -> Result<(), PlanFault> {
    if plan.tasks.is_empty() {
        return Err(PlanFault::NoTasks);
    }
    let units: BTreeSet<_> = plan.units.iter().map(|u| &u.id).collect();
    if !units.contains(&plan.campaign.coordinator) {
        return Err(PlanFault::UnknownUnit { unit: plan.campaign.coordinator.clone() });
    }
    let mut numbers = BTreeSet::new();
    for task in &plan.tasks {
        if !numbers.insert(task.number) {
            return Err(PlanFault::NumberTwice { task: task.number });
        }
        let named =
            [&task.owner].into_iter().chain(&task.support).chain(&task.review).chain(&task.proxy);
        if let Some(unit) = named.into_iter().find(|unit| !units.contains(unit)) {
            return Err(PlanFault::UnknownUnit { unit: unit.clone() });
        }
    }
    for task in &plan.tasks {
        let mut links = task.needs.iter().flat_map(|need| &need.links);
        if let Some(link) = links.find(|link| !numbers.contains(&link.on)) {
            return Err(PlanFault::UnknownNeed { task: task.number, on: link.on });
        }
    }
    Ok(())
}
