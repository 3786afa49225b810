//! What every face talks to, whether the campaign lies in a file or on a server.

use std::sync::Arc;

use async_trait::async_trait;
use chrono::{DateTime, Utc};
use tokio::sync::watch;
use uuid::Uuid;
use wallchart_campaign::command::{Apply, Approval, Onto, SourceRef};
use wallchart_campaign::{
    Actor, Campaign, Command, CommandId, Event, EventBody, Face, Order, Seq, View,
};
use wallchart_plan::Expanded;
use wallchart_plan::ids::CampaignId;
use wallchart_store::VerifyReport;

use crate::{DeskError, fingerprint};

/// Events read at a time when a revision is looked for.
const REVISIONS_READ: usize = 4096;

/// Where faces give orders and look at a campaign.
#[async_trait]
pub trait Desk: Send + Sync {
    /// The campaign that this desk is about.
    fn campaign(&self) -> &CampaignId;

    /// The time, as this desk sees it.
    fn now(&self) -> DateTime<Utc>;

    /// Carries out an order. Durable when it returns; sent again, it gives the first answer.
    async fn submit(&self, order: Order) -> Result<Receipt, DeskError>;

    /// Does what is due by itself at this time; answers how many things were done.
    async fn tick(&self) -> Result<usize, DeskError> {
        Ok(0)
    }

    /// The campaign's state as it is now, with what other processes have written. Nothing is scheduled:
    /// whoever needs no dates asks here.
    async fn state(&self) -> Result<Arc<Campaign>, DeskError>;

    /// The campaign as it is now, with what other processes have written, and its dates.
    async fn view(&self) -> Result<Arc<View>, DeskError>;

    /// The last event, whoever wrote it, as it changes.
    fn watch(&self) -> watch::Receiver<Seq>;

    /// Events from `from` on (inclusive), in order, at most `limit`.
    async fn log(&self, from: Seq, limit: usize) -> Result<Vec<Event>, DeskError>;

    /// Keeps bytes; gives the hash that names them, in hexadecimal.
    async fn put_blob(&self, bytes: Vec<u8>) -> Result<String, DeskError>;

    /// The bytes of that hash; `None` for one that isn't kept.
    async fn blob(&self, hash: &str) -> Result<Option<Vec<u8>>, DeskError>;

    /// Checks everything that is stored against everything else.
    async fn verify(&self) -> Result<VerifyReport, DeskError>;
}

/// What became of an order.
#[derive(Debug, Clone, PartialEq)]
pub struct Receipt {
    /// The command.
    pub command: CommandId,
    /// The events that it led to, in order.
    pub events: Vec<Event>,
    /// Whether it had been carried out before, by the same id.
    pub duplicate: bool,
}

impl Receipt {
    /// The last of its events.
    pub fn seq(&self) -> Seq {
        self.events.last().map(|e| e.seq).unwrap_or_default()
    }
}

/// An order with an id of its own, newer ids sorting after older ones.
pub fn order(actor: Actor, via: Face, command: Command) -> Order {
    Order { id: CommandId(Uuid::now_v7()), actor, on_behalf_of: None, via, seen: None, command }
}

/// What a launch needs to know.
#[derive(Debug, Clone)]
pub struct Launch {
    /// The command's id: launched again with the same one, it gives the first answer.
    pub id: CommandId,
    /// Who launches.
    pub actor: Actor,
    /// Through which face.
    pub via: Face,
    /// Version of the plan language.
    pub language: u32,
    /// Every source file: its name relative to the root plan, and its bytes.
    pub sources: Vec<(String, Vec<u8>)>,
    /// What they expand to.
    pub plan: Expanded,
    /// Who approved it; whoever launches answers for a plan that nobody else approved.
    pub approved_by: Option<Actor>,
}

impl Launch {
    /// A launch of a plan in today's language by the operator, from no files.
    pub fn of(plan: Expanded, via: Face) -> Launch {
        Launch {
            id: CommandId(Uuid::now_v7()),
            actor: Actor::Operator,
            via,
            language: wallchart_plan::VERSION,
            sources: Vec::new(),
            plan,
            approved_by: None,
        }
    }
}

/// Launches a campaign: keeps the bytes of every source file, then applies the plan and records who
/// approved it.
///
/// # Errors
/// As [`Desk::submit`].
pub async fn launch(desk: &dyn Desk, launch: Launch) -> Result<Receipt, DeskError> {
    submitted(desk, launch, |apply, approval| Command::Apply { apply, approval }).await
}

/// Applies a new revision of the plan to a campaign that runs: keeps the bytes of every source file, then
/// applies the plan, whose instances have the numbers of their counterparts, and records who approved it.
///
/// # Errors
/// As [`Desk::submit`].
pub async fn amend(desk: &dyn Desk, launch: Launch, onto: Onto) -> Result<Receipt, DeskError> {
    submitted(desk, launch, |apply, approval| Command::Amend { apply, approval, onto }).await
}

async fn submitted(
    desk: &dyn Desk,
    launch: Launch,
    command: impl FnOnce(Box<Apply>, Option<Approval>) -> Command,
) -> Result<Receipt, DeskError> {
    let Launch { id, actor, via, language, sources, plan, approved_by } = launch;
    let mut refs = Vec::with_capacity(sources.len());
    for (name, bytes) in sources {
        refs.push(SourceRef { name, hash: desk.put_blob(bytes).await? });
    }
    let by = approved_by.unwrap_or_else(|| actor.clone());
    let approval = Some(Approval { by, fingerprint: fingerprint(&plan) });
    let apply = Box::new(Apply { language, sources: refs, plan, rehearsal: None });
    desk.submit(Order { id, ..order(actor, via, command(apply, approval)) }).await
}

/// The plan as one of its revisions had it, numbered from 1, with its source files.
///
/// # Errors
/// As [`Desk::log`]. A revision that there is not is `None`.
pub async fn revision(desk: &dyn Desk, number: u32) -> Result<Option<Apply>, DeskError> {
    let mut from = Seq(1);
    loop {
        let events = desk.log(from, REVISIONS_READ).await?;
        let Some(last) = events.last().map(|event| event.seq) else { return Ok(None) };
        let found = events.into_iter().find_map(|event| match event.body {
            EventBody::PlanApplied { revision, apply } if revision == number => Some(*apply),
            _ => None,
        });
        if found.is_some() {
            return Ok(found);
        }
        from = Seq(last.0 + 1);
    }
}
