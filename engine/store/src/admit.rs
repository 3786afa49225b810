//! The rules of an append, one for all stores: what is a duplicate, a conflict, malformed.

use wallchart_campaign::{CommandId, Seq};
use wallchart_plan::ids::CampaignId;

use crate::envelope::{GENESIS, Row, Slot};
use crate::{Append, Head, Malformed, Outcome, Place, Position, StoreError};

/// A command as the table of commands knows it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Done {
    pub(crate) place: Place,
    pub(crate) request: Option<[u8; 32]>,
}

/// What the rules need to look up, inside the transaction that will append.
pub(crate) trait Lookup {
    fn head(&self, campaign: &CampaignId) -> Result<Option<Head>, StoreError>;
    fn done(&self, campaign: &CampaignId, command: CommandId) -> Result<Option<Done>, StoreError>;
    /// The fence in force of a lease, 0 if nobody ever held it or it was given back.
    fn fence(&self, name: &str) -> Result<u64, StoreError>;
    fn last_position(&self) -> Result<Position, StoreError>;
    fn salt(&self, position: Position) -> Result<[u8; 16], StoreError>;
}

/// An append that may be written as it stands.
#[derive(Debug)]
pub(crate) struct Admitted {
    pub(crate) campaign: CampaignId,
    pub(crate) command: CommandId,
    pub(crate) done: Done,
    pub(crate) rows: Vec<Row>,
    pub(crate) redacts: Vec<Seq>,
}

/// Decides about one append; `Err` inside is an outcome that writes nothing.
pub(crate) fn admit(
    tables: &impl Lookup,
    append: Append,
) -> Result<Result<Admitted, Outcome>, StoreError> {
    if let Err(why) = well_formed(&append) {
        return Ok(Err(Outcome::Malformed(why)));
    }
    let Append { campaign, expected, command, request, events, fence, redacts } = append;
    // A retry comes first: it was decided on a head that has moved since, by itself.
    if let Some(done) = tables.done(&campaign, command)? {
        let same = done.request.is_none() || request.is_none() || done.request == request;
        let outcome = if same { Outcome::Duplicate } else { Outcome::Reused };
        return Ok(Err(outcome(done.place)));
    }
    if let Some(fence) = fence {
        let current = tables.fence(&fence.name)?;
        if current != fence.number {
            return Ok(Err(Outcome::Fenced { current }));
        }
    }
    let head = tables.head(&campaign)?;
    let (at, mut previous) = head.map_or((Seq(0), GENESIS), |h| (h.seq, h.hash));
    if at != expected {
        return Ok(Err(Outcome::Conflict { head: at }));
    }
    if let Some(seq) = redacts.iter().find(|s| s.0 == 0 || **s > at) {
        return Ok(Err(Outcome::Malformed(Malformed::NothingToRedact(*seq))));
    }
    let (mut seq, mut position) = (at, tables.last_position()?);
    let mut rows = Vec::with_capacity(events.len());
    for event in events {
        (seq, position) = (Seq(seq.0 + 1), position.next());
        let salt = tables.salt(position)?;
        let row = Row::seal(&campaign, event, Slot { position, seq, previous, salt });
        previous = row.hash;
        rows.push(row);
    }
    let place = Place { first: Seq(at.0 + 1), last: seq, position };
    Ok(Ok(Admitted { campaign, command, done: Done { place, request }, rows, redacts }))
}

fn well_formed(append: &Append) -> Result<(), Malformed> {
    if append.campaign.as_str().is_empty() {
        return Err(Malformed::NoCampaign);
    }
    if append.events.is_empty() {
        return Err(Malformed::Empty);
    }
    if append.events.iter().any(|e| e.meta.command != append.command) {
        return Err(Malformed::OtherCommand);
    }
    if append.events.iter().any(|e| e.kind.is_empty()) {
        return Err(Malformed::NoKind);
    }
    Ok(())
}
