//! Commands decided: which events follow, or why none do.
//!
//! A decision takes the state, one [`Order`] and the time, and touches nothing. It looks only at the task
//! that the command names and at the tasks which that one waits for, so it costs the same in a campaign
//! of any size; but closing out what has figures in a check of sums looks at all figures of its unit.

mod amend;
mod batch;
mod extension;
mod follow;
pub(crate) mod gate;
mod launch;
mod lead;
mod play;
mod review;
mod roster;
mod rows;
mod undo;
mod work;

#[cfg(test)]
mod tests;

pub(crate) use follow::follow_through;
pub use undo::{redo_target, undo_target};

use chrono::{DateTime, Utc};
use wallchart_plan::time::Instant;

use crate::actor::Actor;
use crate::command::{Command, Order};
use crate::event::EventBody;
use crate::overlay::Overlay;
use crate::refusal::Refusal;
use crate::rights::{Rights, rights};
use crate::state::Campaign;
use crate::verb::Verb;
use gate::{Seat, gate, ready_to, unchanged};

/// Decides what an order leads to: at least one event, in order, to be appended together as the next
/// ones of the campaign. `None` is a campaign before its launch.
pub fn decide(
    campaign: Option<&Campaign>,
    order: &Order,
    now: DateTime<Utc>,
) -> Result<Vec<EventBody>, Refusal> {
    let Some(campaign) = campaign else {
        return match &order.command {
            Command::Apply { apply, approval } => launch::launch(order, apply, approval.as_ref()),
            _ => Err(Refusal::NotLaunched),
        };
    };
    if let Command::StartPlaybook { .. } | Command::RepeatTask { .. } = &order.command
        && order.actor == Actor::System
    {
        return play::by_itself(campaign, &order.command, now);
    }
    if let Command::StartPlaybook { playbook, params, cause: Some(cause) } = &order.command
        && matches!(order.actor, Actor::Program(_))
    {
        return play::by_hook(campaign, playbook, params, cause, now);
    }
    let who = rights(campaign, &order.actor)?;
    match &order.command {
        Command::Apply { .. } => {
            Err(Refusal::AlreadyLaunched { campaign: campaign.plan.campaign.id.clone() })
        }
        Command::Amend { apply, approval, onto } => {
            amend::amend(campaign, order, &who, now, apply, approval.as_ref(), onto)
        }
        Command::StartPlaybook { playbook, params, cause } => {
            play::start(campaign, &who, playbook, params, cause.as_ref(), now)
        }
        Command::StopPlay { play, reason } => {
            let bodies = play::stop(campaign, &who, play, reason)?;
            let mut view = Overlay::of(campaign);
            Ok(follow::with_consequences(&mut view, order, now, bodies))
        }
        Command::RepeatTask { first } => play::repeat(campaign, &who, *first, now),
        Command::FillRoster { fills, anyway } => {
            roster::fill(campaign, order, &who, fills, *anyway)
        }
        Command::MoveClock { to } => launch::move_clock(campaign, &who, *to),
        Command::Undo { command } => {
            let bodies = undo::undo(campaign, order, &who, *command)?;
            Ok(follow::with_dues(campaign, order, now, bodies))
        }
        Command::Batch { commands } => batch::batch(campaign, order, &who, commands, now),
        command => {
            let mut view = Overlay::of(campaign);
            let bodies = one(&view, order, &who, command, now)?;
            Ok(follow::with_consequences(&mut view, order, now, bodies))
        }
    }
}

/// Decides a command on one task.
fn one(
    view: &Overlay<'_>,
    order: &Order,
    who: &Rights,
    command: &Command,
    now: DateTime<Utc>,
) -> Result<Vec<EventBody>, Refusal> {
    let (verb, number) = command.target().ok_or(Refusal::NotInBatch)?;
    let now = Instant::from_utc(now.naive_utc());
    let seat = gate(view, who, order.on_behalf_of.as_ref(), verb, number)?;
    if let Some(seen) = order.seen
        && verb != Verb::Comment
    {
        unchanged(view.campaign, number, seen)?;
    }
    let nil = matches!(command, Command::Submit { nil: true, .. });
    ready_to(view, &seat, verb, now, nil)?;
    route(view, &seat, command, now)
}

fn route(
    view: &Overlay<'_>,
    seat: &Seat<'_>,
    command: &Command,
    now: Instant,
) -> Result<Vec<EventBody>, Refusal> {
    use Command as C;
    match command {
        C::Acknowledge { .. }
        | C::Start { .. }
        | C::Progress { .. }
        | C::Tick { .. }
        | C::Measure { .. }
        | C::Attach { .. }
        | C::Comment { .. }
        | C::Pick { .. } => work::work(seat, command),
        C::AddRows { .. } | C::CorrectRow { .. } | C::RemoveRow { .. } => rows::rows(seat, command),
        C::Submit { .. }
        | C::Withdraw { .. }
        | C::Accept { .. }
        | C::Return { .. }
        | C::Complete { .. }
        | C::Close { .. } => review::review(view, seat, command),
        C::RequestExtension { .. } | C::DecideExtension { .. } => {
            extension::extension(seat, command, now)
        }
        C::Reassign { .. }
        | C::Suspend { .. }
        | C::Resume { .. }
        | C::Cancel { .. }
        | C::Skip { .. } => lead::lead(seat, command),
        C::Apply { .. }
        | C::Amend { .. }
        | C::MoveClock { .. }
        | C::StartPlaybook { .. }
        | C::StopPlay { .. }
        | C::RepeatTask { .. }
        | C::FillRoster { .. }
        | C::Undo { .. }
        | C::Batch { .. } => Err(Refusal::NotInBatch),
    }
}
