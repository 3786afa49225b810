//! What every face talks to, whether the campaign lies in a file or on a server.

use std::sync::Arc;

use async_trait::async_trait;
use chrono::{DateTime, Utc};
use tokio::sync::watch;
use uuid::Uuid;
use wallchart_campaign::command::{Apply, SourceRef};
use wallchart_campaign::{Actor, Campaign, Command, CommandId, Event, Face, Order, Seq, View};
use wallchart_plan::Expanded;
use wallchart_plan::ids::CampaignId;
use wallchart_store::VerifyReport;

use crate::DeskError;

/// Where faces give orders and look at a campaign.
#[async_trait]
pub trait Desk: Send + Sync {
    /// The campaign that this desk is about.
    fn campaign(&self) -> &CampaignId;

    /// The time, as this desk sees it.
    fn now(&self) -> DateTime<Utc>;

    /// Carries out an order. Durable when it returns; sent again, it gives the first answer.
    async fn submit(&self, order: Order) -> Result<Receipt, DeskError>;

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

/// Launches a campaign: keeps the bytes of every source file, named relative to the root plan, then
/// applies the plan.
///
/// # Errors
/// As [`Desk::submit`].
pub async fn launch(
    desk: &dyn Desk,
    actor: Actor,
    via: Face,
    language: u32,
    sources: Vec<(String, Vec<u8>)>,
    plan: Expanded,
) -> Result<Receipt, DeskError> {
    let mut refs = Vec::with_capacity(sources.len());
    for (name, bytes) in sources {
        refs.push(SourceRef { name, hash: desk.put_blob(bytes).await? });
    }
    let apply = Apply { language, sources: refs, plan };
    desk.submit(order(actor, via, Command::Apply(Box::new(apply)))).await
}
