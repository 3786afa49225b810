//! Who may do what. Faces ask here what to grey out, and `decide` asks the same.
//!
//! | role | who | may |
//! |---|---|---|
//! | coordinator (组织协调) | the operator; the coordinating unit and its people | everything |
//! | lead (牵头) | the owner and its people; the proxy of an outside owner | acknowledge to submit, ask for an extension |
//! | support (配合) | supporting units and their people | their part; progress, figures, rows, evidence |
//! | reviewer (审核) | the unit that reviews and its people | accept, return, close |
//! | participant | everyone in the plan | comment |
//!
//! A reviewing unit that leads the task itself reviews its own work only if the plan says so.

use wallchart_plan::Expanded;
use wallchart_plan::expanded::Task;
use wallchart_plan::ids::{TaskNo, UnitId};
use wallchart_plan::time::Instant;

use crate::actor::Actor;
use crate::decide::gate::{gate, ready_to};
use crate::missing::{may_be_nil, supporters};
use crate::overlay::Overlay;
use crate::refusal::Refusal;
use crate::state::{Campaign, TaskRecord};
use crate::verb::Verb;

/// What someone is to a task.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Role {
    /// Coordinates the campaign.
    Coordinator,
    /// Leads the task.
    Lead,
    /// Supports the lead.
    Support,
    /// Reviews the work.
    Reviewer,
    /// Takes part in the campaign.
    Participant,
}

/// What someone is to the campaign.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Rights {
    /// Who.
    pub actor: Actor,
    /// The unit that they are or belong to; the operator has none.
    pub unit: Option<UnitId>,
    /// Whether they coordinate.
    pub coordinator: bool,
}

/// What someone is to one task.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Roles {
    /// Coordinates.
    pub coordinator: bool,
    /// Leads.
    pub lead: bool,
    /// Supports.
    pub support: bool,
    /// Reviews.
    pub reviewer: bool,
}

impl Roles {
    /// Whether the role is among them; a coordinator may stand in for the lead and the reviewer.
    pub fn has(self, role: Role) -> bool {
        match role {
            Role::Coordinator => self.coordinator,
            Role::Lead => self.lead,
            Role::Support => self.support,
            Role::Reviewer => self.reviewer || self.coordinator,
            Role::Participant => true,
        }
    }

    /// Whether one of them may give that kind of command.
    pub fn may(self, verb: Verb) -> bool {
        verb.roles().iter().any(|role| self.has(*role))
    }
}

impl Verb {
    /// The roles that may give such a command. The coordinator stands in for lead and reviewer.
    pub fn roles(self) -> &'static [Role] {
        match self {
            Verb::Acknowledge
            | Verb::Start
            | Verb::Tick
            | Verb::Pick
            | Verb::Withdraw
            | Verb::RequestExtension => &[Role::Lead],
            Verb::Progress | Verb::Measure | Verb::Rows | Verb::Attach | Verb::Submit => {
                &[Role::Lead, Role::Support]
            }
            Verb::Comment => &[Role::Participant],
            Verb::Accept | Verb::Return | Verb::Close => &[Role::Reviewer],
            Verb::Complete
            | Verb::DecideExtension
            | Verb::Reassign
            | Verb::Suspend
            | Verb::Resume
            | Verb::Cancel
            | Verb::Skip => &[Role::Coordinator],
        }
    }
}

/// What someone is to the campaign: an error for whom the plan does not know. Takes as long as the plan
/// has units and people, so a face asks once for all rows.
pub fn rights(campaign: &Campaign, actor: &Actor) -> Result<Rights, Refusal> {
    rights_in(&campaign.plan, actor)
}

pub(crate) fn rights_in(plan: &Expanded, actor: &Actor) -> Result<Rights, Refusal> {
    let unit = match actor {
        Actor::Operator => {
            return Ok(Rights { actor: actor.clone(), unit: None, coordinator: true });
        }
        Actor::Unit(id) => plan.unit(id),
        Actor::Person(id) => plan.units.iter().find(|u| u.people.iter().any(|p| p.id == *id)),
        Actor::Program(_) | Actor::System => None,
    };
    let unit = unit.ok_or_else(|| Refusal::NotInPlan { actor: actor.clone() })?.id.clone();
    let coordinator = unit == plan.campaign.coordinator;
    Ok(Rights { actor: actor.clone(), unit: Some(unit), coordinator })
}

/// Whether someone may give that kind of command on the task now; the error is the refusal that
/// `decide` would answer. What depends on the command's own words is not looked at.
pub fn may(
    campaign: &Campaign,
    actor: &Actor,
    verb: Verb,
    task: TaskNo,
    now: Instant,
) -> Result<(), Refusal> {
    rights(campaign, actor)?.may(campaign, verb, task, now)
}

/// The kinds of command that someone may give on the task now.
pub fn allowed(campaign: &Campaign, actor: &Actor, task: TaskNo, now: Instant) -> Vec<Verb> {
    rights(campaign, actor).map(|r| r.allowed(campaign, task, now)).unwrap_or_default()
}

impl Rights {
    /// As [`may`], for rights already looked up.
    pub fn may(
        &self,
        campaign: &Campaign,
        verb: Verb,
        task: TaskNo,
        now: Instant,
    ) -> Result<(), Refusal> {
        let view = Overlay::of(campaign);
        let seat = gate(&view, self, None, verb, task)?;
        ready_to(&view, &seat, verb, now, may_be_nil(seat.task))
    }

    /// As [`allowed`], for rights already looked up.
    pub fn allowed(&self, campaign: &Campaign, task: TaskNo, now: Instant) -> Vec<Verb> {
        let may = |verb: &Verb| self.may(campaign, *verb, task, now).is_ok();
        Verb::ALL.into_iter().filter(may).collect()
    }

    /// What they are to a task, in their own name.
    pub fn roles(&self, task: &Task, record: &TaskRecord) -> Roles {
        let mut roles = self.unit.as_ref().map(|u| unit_roles(u, task, record)).unwrap_or_default();
        roles.coordinator = self.coordinator;
        roles.lead |= self.coordinator;
        roles
    }

    /// What they are to a task when they act for a unit.
    ///
    /// A unit acts for itself, a proxy for the outside owner it reports for, a lead for its outside
    /// supporters, the coordinator for anyone.
    pub(crate) fn roles_for(
        &self,
        unit: &UnitId,
        plan: &Expanded,
        task: &Task,
        record: &TaskRecord,
    ) -> Result<Roles, Refusal> {
        let known = plan.unit(unit).ok_or_else(|| Refusal::NoSuchUnit { unit: unit.clone() })?;
        let own = self.roles(task, record);
        let proxy = own.lead && *unit == record.owner;
        let outside = own.lead && known.outside && supporters(task, record).any(|s| s == unit);
        if !(self.coordinator || self.unit.as_ref() == Some(unit) || proxy || outside) {
            return Err(Refusal::NotForUnit { actor: self.actor.clone(), unit: unit.clone() });
        }
        let mut roles = unit_roles(unit, task, record);
        roles.coordinator = self.coordinator;
        Ok(roles)
    }
}

fn unit_roles(unit: &UnitId, task: &Task, record: &TaskRecord) -> Roles {
    let owns = record.owner == *unit;
    // A proxy reports for the owner of the plan, not for one that came later.
    let proxy = record.owner == task.owner && task.proxy.as_ref() == Some(unit);
    Roles {
        coordinator: false,
        lead: owns || proxy,
        support: supporters(task, record).any(|s| s == unit),
        reviewer: task.review.as_ref() == Some(unit) && (!owns || task.owner == *unit),
    }
}

/// Who may give that kind of command on the task, for the refusal of someone who may not.
pub(crate) fn who_may(
    plan: &Expanded,
    verb: Verb,
    task: &Task,
    record: &TaskRecord,
) -> Vec<(Role, UnitId)> {
    let mut out = Vec::new();
    for role in verb.roles() {
        match role {
            Role::Lead => out.push((Role::Lead, record.owner.clone())),
            Role::Support => {
                out.extend(supporters(task, record).map(|u| (Role::Support, u.clone())));
            }
            Role::Reviewer => {
                let review = task.review.iter().filter(|u| unit_roles(u, task, record).reviewer);
                out.extend(review.map(|u| (Role::Reviewer, u.clone())));
            }
            Role::Coordinator | Role::Participant => {}
        }
    }
    out.push((Role::Coordinator, plan.campaign.coordinator.clone()));
    out
}
