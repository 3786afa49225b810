//! A new revision of the plan, applied to the campaign that runs.
//!
//! It is decided against what its giver looked at: another revision since, or a change of a task that it
//! takes out or changes, means to look again.

use std::collections::BTreeSet;

use chrono::{DateTime, Utc};
use wallchart_plan::amend;
use wallchart_plan::expanded::{Expanded, Task};
use wallchart_plan::ids::TaskNo;

use super::follow::rulings;
use super::gate::unchanged;
use super::launch::sound;
use crate::command::{Apply, Approval, Onto, Order};
use crate::event::EventBody;
use crate::evolve::evolve;
use crate::lost::{Lost, lost};
use crate::overlay::Overlay;
use crate::refusal::{PlanFault, Refusal};
use crate::rights::{Rights, rights_in};
use crate::state::Campaign;

pub(super) fn amend(
    campaign: &Campaign,
    order: &Order,
    who: &Rights,
    now: DateTime<Utc>,
    apply: &Apply,
    approval: Option<&Approval>,
    onto: &Onto,
) -> Result<Vec<EventBody>, Refusal> {
    let running = &campaign.plan;
    if !who.coordinator {
        let coordinator = running.campaign.coordinator.clone();
        return Err(Refusal::OnlyCoordinator { actor: who.actor.clone(), coordinator });
    }
    if apply.plan.campaign.id != running.campaign.id {
        let (running, given) = (running.campaign.id.clone(), apply.plan.campaign.id.clone());
        return Err(Refusal::OtherCampaign { running, given });
    }
    if onto.revision != campaign.revision {
        return Err(Refusal::OtherRevision { seen: onto.revision, is: campaign.revision });
    }
    sound(&apply.plan).map_err(|fault| Refusal::BadPlan { fault })?;
    played_since(campaign, apply, onto)?;
    fresh_numbers(campaign, apply).map_err(|fault| Refusal::BadPlan { fault })?;
    if let Some(approval) = approval {
        rights_in(&apply.plan, &approval.by)?;
    }
    let changes = amend::compare(running, &apply.plan);
    if changes.is_empty() {
        return Err(Refusal::NothingToApply { revision: campaign.revision });
    }
    let changed = changes.changed.iter().map(|(number, _)| *number);
    // What was given to a unit that leaves goes to another.
    let given = running.tasks.iter().zip(&campaign.records).filter(|(task, _)| task.play.is_none());
    let given = given.filter(|(_, record)| changes.left.contains(&record.owner));
    let given = given.map(|(task, _)| task.number);
    for number in changes.removed.iter().copied().chain(changed).chain(given) {
        unchanged(campaign, number, onto.seq)?;
    }
    let kept = |number: &&TaskNo| {
        campaign.task(**number).is_some_and(|(_, record)| record.has_happened())
            && !onto.drop_records_of.contains(number)
    };
    let gone: Vec<TaskNo> = changes.removed.iter().filter(kept).copied().collect();
    if !gone.is_empty() {
        return Err(Refusal::RecordsWouldGo { tasks: gone });
    }
    let mut lost = lost(campaign, &apply.plan, &changes.renamed);
    lost.figures.retain(|figure| !onto.drop_records_of.contains(&figure.task));
    lost.cells.retain(|cell| !onto.drop_records_of.contains(&cell.task));
    if lost != Lost::default() {
        return Err(Refusal::CountsWouldGo { tasks: lost.tasks(), what: lost.names() });
    }
    let revision = campaign.revision + 1;
    let rehearsal = campaign.rehearsal.as_ref().map(|r| r.mark.clone());
    let amended = Box::new(Apply { rehearsal, ..apply.clone() });
    let applied = EventBody::PlanApplied { revision, apply: amended };
    let approved = approval.cloned();
    let approved = approved.map(|approval| EventBody::PlanApproved { revision, approval });
    let mut events: Vec<EventBody> = [applied].into_iter().chain(approved).collect();
    // To fold the revision once more is only worth it where something hangs on an outcome or another's due date.
    let hangs =
        |task: &Task| task.when_outcome.is_some() || !task.cover.is_empty() || task.after.is_some();
    let waits = |plan: &Expanded| plan.tasks.iter().any(hangs);
    if waits(&apply.plan) || waits(running) || campaign.records.iter().any(|r| r.ruled_out) {
        events.extend(ruled(campaign, order, now, &events));
    }
    Ok(events)
}

/// What the outcomes and extensions that there are already make of the tasks of the new revision.
fn ruled(
    campaign: &Campaign,
    order: &Order,
    now: DateTime<Utc>,
    events: &[EventBody],
) -> Vec<EventBody> {
    let mut next = Some(campaign.clone());
    for event in order.stamp(campaign.seq, campaign.revision, now, events.to_vec()) {
        // What is decided here can be folded.
        let _ = evolve(&mut next, &event);
    }
    let Some(next) = next else { return Vec::new() };
    rulings(&mut Overlay::of(&next), order, now)
}

/// A play that has begun since the plan was numbered has taken numbers that the plan gives.
fn played_since(campaign: &Campaign, apply: &Apply, onto: &Onto) -> Result<(), Refusal> {
    let is_taken = |task: &Task| {
        let of_play = campaign.task(task.number).and_then(|(known, _)| known.play.as_ref());
        of_play.filter(|_| task.play.is_none()).cloned()
    };
    match apply.plan.tasks.iter().find_map(is_taken) {
        Some(play) => Err(Refusal::PlayedSince { play: play.to_string(), seen: onto.seq }),
        None => Ok(()),
    }
}

/// A number that the running plan doesn't have was never given before, or comes back.
fn fresh_numbers(campaign: &Campaign, apply: &Apply) -> Result<(), PlanFault> {
    let running = campaign.plan.tasks.iter().filter(|t| t.play.is_none()).map(|t| t.number);
    let retired = campaign.retired.iter().map(|retired| retired.task.number);
    let known: BTreeSet<TaskNo> = running.chain(retired).collect();
    let used = |number: &TaskNo| *number <= campaign.last_number && !known.contains(number);
    match apply.plan.tasks.iter().map(|t| t.number).find(used) {
        Some(task) => Err(PlanFault::NumberGone { task }),
        None => Ok(()),
    }
}
