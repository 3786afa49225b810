//! What every command passes: the task exists, its giver may, its state and what it waits for allow it.

use wallchart_plan::expanded::{Task, Timing};
use wallchart_plan::ids::{TaskNo, UnitId};
use wallchart_plan::time::Instant;

use crate::event::Seq;
use crate::missing::{may_be_nil, missing_of, unmet_in};
use crate::overlay::Overlay;
use crate::refusal::{LocalTime, Refusal};
use crate::rights::{Rights, Role, Roles, who_may};
use crate::state::{Campaign, TaskRecord, TaskState};
use crate::verb::Verb;

/// A task with the one who acts on it.
pub(crate) struct Seat<'v> {
    pub(crate) campaign: &'v Campaign,
    pub(crate) number: TaskNo,
    pub(crate) task: &'v Task,
    pub(crate) record: &'v TaskRecord,
    /// Whether they act as the lead: the coordinator may stand in.
    pub(crate) leads: bool,
    /// The supporting unit whose part a submit hands in, where it is not the lead's.
    pub(crate) part: Option<UnitId>,
}

impl Seat<'_> {
    /// An instant as the campaign's people read it.
    pub(crate) fn when(&self, at: Instant) -> LocalTime {
        LocalTime::of(at, self.campaign)
    }
}

/// Lets through who may give that kind of command on the task in its state.
pub(crate) fn gate<'v>(
    view: &'v Overlay<'_>,
    who: &Rights,
    on_behalf_of: Option<&UnitId>,
    verb: Verb,
    number: TaskNo,
) -> Result<Seat<'v>, Refusal> {
    let plan = &view.campaign.plan;
    let (task, record) = view
        .task(number)
        .ok_or_else(|| Refusal::NoSuchTask { task: number, of: plan.tasks.len() })?;
    let roles = match on_behalf_of {
        Some(unit) => who.roles_for(unit, plan, task, record)?,
        None => who.roles(task, record),
    };
    if !roles.may(verb) {
        return Err(Refusal::NotAllowed {
            verb,
            task: number,
            actor: who.actor.clone(),
            by: who_may(plan, verb, task, record),
        });
    }
    let unit = on_behalf_of.or(who.unit.as_ref());
    let part = (verb == Verb::Submit && roles.support).then(|| unit.cloned()).flatten();
    let fits = match part {
        Some(_) => Verb::states_for_support().contains(&record.state),
        None => verb.fits(record.state),
    };
    if !fits {
        return Err(wrong_state(verb, number, record.state, roles));
    }
    let campaign = view.campaign;
    Ok(Seat { campaign, number, task, record, leads: roles.has(Role::Lead), part })
}

fn wrong_state(verb: Verb, task: TaskNo, is: TaskState, roles: Roles) -> Refusal {
    let next = Verb::ALL.into_iter().filter(|v| v.fits(is) && roles.may(*v)).collect();
    Refusal::WrongState { verb, task, is, next }
}

/// Refuses what the state of things alone rules out, whatever words the command carries. `nil`: a
/// submission may say that there was nothing to report.
pub(crate) fn ready_to(
    view: &Overlay<'_>,
    seat: &Seat<'_>,
    verb: Verb,
    now: Instant,
    nil: bool,
) -> Result<(), Refusal> {
    let Seat { number, task, record, .. } = *seat;
    let asked = |is_asked: bool| match is_asked {
        true => Ok(()),
        false => Err(Refusal::NotAskedFor { verb, task: number }),
    };
    match verb {
        Verb::Start if record.state == TaskState::InProgress && record.started_at.is_some() => {
            Err(Refusal::AlreadySo { verb, task: number })
        }
        Verb::Tick => asked(!task.steps.is_empty()),
        Verb::Measure => asked(!task.measures.is_empty()),
        Verb::Rows => asked(!task.log.is_empty()),
        Verb::Pick => asked(matches!(task.timing, Timing::Pick { .. })),
        Verb::Submit => match &seat.part {
            Some(unit) if record.reported.contains(unit) => {
                Err(Refusal::AlreadyReported { task: number, unit: unit.clone() })
            }
            Some(_) => Ok(()),
            None => {
                let needs = unmet_in(view, number, now);
                if !needs.is_empty() {
                    // All that is missing is said at once.
                    let nil = nil && may_be_nil(task);
                    let missing = Box::new(missing_of(task, record, nil));
                    return Err(Refusal::Unmet { task: number, needs, missing });
                }
                complete_enough(seat, verb, nil && may_be_nil(task))
            }
        },
        Verb::Close => complete_enough(seat, verb, record.nil),
        Verb::RequestExtension => {
            let due = record.due.ok_or(Refusal::NoDueDate { task: number })?;
            if now > due {
                return Err(Refusal::ExtensionTooLate { task: number, due: seat.when(due) });
            }
            match record.request {
                Some(_) => Err(Refusal::ExtensionPending { task: number }),
                None => Ok(()),
            }
        }
        Verb::DecideExtension => record.due.map(|_| ()).ok_or(Refusal::NoDueDate { task: number }),
        _ => Ok(()),
    }
}

fn complete_enough(seat: &Seat<'_>, verb: Verb, nil: bool) -> Result<(), Refusal> {
    let missing = missing_of(seat.task, seat.record, nil);
    if missing.is_empty() {
        return Ok(());
    }
    Err(Refusal::Missing { verb, task: seat.number, missing: Box::new(missing) })
}

/// Refuses if the task was touched after what the command's giver was looking at.
pub(crate) fn unchanged(campaign: &Campaign, task: TaskNo, seen: Seq) -> Result<(), Refusal> {
    let Some((_, record)) = campaign.task(task) else { return Ok(()) };
    if record.touched <= seen {
        return Ok(());
    }
    let last = campaign.journal.iter().rev().find(|t| t.before.iter().any(|(no, _)| *no == task));
    Err(Refusal::ChangedSince {
        task,
        seq: record.touched,
        by: last.map(|t| t.actor.clone()),
        kind: last.map(|t| t.kind.clone()),
    })
}
