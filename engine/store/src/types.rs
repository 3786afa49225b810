//! What goes into a store and what comes out.

use std::fmt;
use std::path::PathBuf;
use std::str::FromStr;

use wallchart_campaign::{CommandId, Meta, Seq};
use wallchart_plan::ids::CampaignId;

use crate::StoreError;

/// An event's place in the whole store, from 1 without gaps, across campaigns. Allotted under the write
/// lock, so whoever has read up to a position never finds an earlier one new.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct Position(pub u64);

impl Position {
    /// The place after this one.
    #[must_use]
    pub fn next(self) -> Position {
        Position(self.0.saturating_add(1))
    }
}

/// The chain's hash of an event: of its predecessor's hash, its envelope and its body.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct EventHash(pub [u8; 32]);

/// Names bytes by their BLAKE3 hash; written as 64 hexadecimal digits.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct BlobHash(pub [u8; 32]);

impl BlobHash {
    /// The name of these bytes.
    pub fn of(bytes: &[u8]) -> BlobHash {
        BlobHash(*blake3::hash(bytes).as_bytes())
    }
}

macro_rules! hex {
    ($($name:ident)*) => {$(
        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                self.0.iter().try_for_each(|b| write!(f, "{b:02x}"))
            }
        }

        impl fmt::Debug for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                write!(f, "{self}")
            }
        }
    )*};
}
hex!(EventHash BlobHash);

/// The text is not 64 hexadecimal digits.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("not 64 hexadecimal digits")]
pub struct NotAHash;

impl FromStr for BlobHash {
    type Err = NotAHash;

    fn from_str(s: &str) -> Result<Self, NotAHash> {
        blake3::Hash::from_hex(s).map(|h| BlobHash(*h.as_bytes())).map_err(|_| NotAHash)
    }
}

/// Events to append to one campaign: all of them or none.
#[derive(Debug, Clone, PartialEq)]
pub struct Append {
    /// Which campaign; its first append creates it.
    pub campaign: CampaignId,
    /// The head that the events were decided on; `Seq(0)` for a campaign that isn't there yet.
    pub expected: Seq,
    /// The command that they follow from; once per campaign.
    pub command: CommandId,
    /// Hash of the request as sent. The same command id with another request is then told apart from
    /// an honest retry.
    pub request: Option<[u8; 32]>,
    /// At least one; each must name `command` in its meta.
    pub events: Vec<NewEvent>,
    /// A lease that must still be held, so that a holder who was thought dead can't write.
    pub fence: Option<Fence>,
    /// Earlier events of the campaign whose bodies are removed in the same transaction.
    pub redacts: Vec<Seq>,
}

impl Append {
    /// An append without a fence, redactions or a request hash.
    pub fn new(
        campaign: CampaignId,
        expected: Seq,
        command: CommandId,
        events: Vec<NewEvent>,
    ) -> Append {
        Append { campaign, expected, command, request: None, events, fence: None, redacts: vec![] }
    }
}

/// An event before it has a place.
#[derive(Debug, Clone, PartialEq)]
pub struct NewEvent {
    /// Who, when and how. Times are kept to the millisecond.
    pub meta: Meta,
    /// What kind of thing happened, such as `task_submitted`.
    pub kind: String,
    /// The version of the body's shape.
    pub kind_version: u32,
    /// The body; the store never looks inside.
    pub body: Vec<u8>,
}

/// An event as stored.
#[derive(Debug, Clone, PartialEq)]
pub struct Stored {
    /// Its place in the store.
    pub position: Position,
    /// Whose it is.
    pub campaign: CampaignId,
    /// Its place in the campaign.
    pub seq: Seq,
    /// Who, when and how.
    pub meta: Meta,
    /// What kind of thing happened.
    pub kind: String,
    /// The version of the body's shape.
    pub kind_version: u32,
    /// Random bytes that keep a redacted body from being guessed; gone with the body.
    pub salt: Option<[u8; 16]>,
    /// The body; `None` once redacted.
    pub body: Option<Vec<u8>>,
    /// The chain's hash.
    pub hash: EventHash,
}

/// What became of one append.
#[derive(Debug, Clone, PartialEq)]
pub enum Outcome {
    /// It is durable.
    Appended(Place),
    /// The command was done before; this is where.
    Duplicate(Place),
    /// The command id was used before for another request.
    Reused(Place),
    /// Something else was appended first; read from there and decide again.
    Conflict {
        /// The head as it is, `Seq(0)` if there is no such campaign.
        head: Seq,
    },
    /// The lease was taken over.
    Fenced {
        /// The fence in force.
        current: u64,
    },
    /// The append contradicts itself; nothing of it was stored.
    Malformed(Malformed),
    /// The commit failed half-way: it may or may not be there, now or after a crash. The same append
    /// sent again finds out.
    Unknown(StoreError),
}

impl Outcome {
    /// Where the command's events stand, if they are known to.
    pub fn place(&self) -> Option<Place> {
        match self {
            Outcome::Appended(p) | Outcome::Duplicate(p) => Some(*p),
            _ => None,
        }
    }
}

/// Where a command's events stand.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Place {
    /// The first.
    pub first: Seq,
    /// The last.
    pub last: Seq,
    /// The last one's place in the store.
    pub position: Position,
}

/// Why an append can't be stored at all: a mistake of the caller.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum Malformed {
    /// No events.
    #[error("an append without events")]
    Empty,
    /// The campaign has no name.
    #[error("a campaign without a name")]
    NoCampaign,
    /// An event names another command.
    #[error("an event that names another command")]
    OtherCommand,
    /// An event has no kind.
    #[error("an event without a kind")]
    NoKind,
    /// It redacts an event that isn't there.
    #[error("event {} is not there to be redacted", .0.0)]
    NothingToRedact(Seq),
}

/// The end of a campaign's stream.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Head {
    /// Its last event.
    pub seq: Seq,
    /// That event's place in the store.
    pub position: Position,
    /// That event's hash: it stands for the whole stream.
    pub hash: EventHash,
}

/// A campaign with its head.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CampaignHead {
    /// Which.
    pub campaign: CampaignId,
    /// Its head.
    pub head: Head,
}

/// A fold kept so that it needn't be folded again. Disposable.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Snapshot {
    /// The version of the fold that made it; no other can read it.
    pub fold_version: u32,
    /// The last event in it.
    pub seq: Seq,
    /// The state.
    pub body: Vec<u8>,
}

/// Names a lease at one time of its being held.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fence {
    /// The lease's name.
    pub name: String,
    /// Which time; higher each time it is granted.
    pub number: u64,
}

/// A lease that is held.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Lease {
    /// What its holder passes along with each append.
    pub fence: Fence,
    /// Who holds it.
    pub holder: String,
    /// When it lapses: UTC milliseconds.
    pub until_ms: i64,
}

/// The answer to one who asks for a lease.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Granted {
    /// It is his.
    Yes(Lease),
    /// Somebody else holds it.
    No {
        /// Who.
        holder: String,
        /// Until when: UTC milliseconds.
        until_ms: i64,
    },
}

/// A backup that was made and read back.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BackupReport {
    /// The campaigns in it.
    pub campaigns: Vec<CampaignHead>,
    /// How many events it holds.
    pub events: u64,
    /// How long its file is.
    pub bytes: u64,
}

/// A backup that was put in the place of a store.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RestoreReport {
    /// The campaigns that the store holds now.
    pub campaigns: Vec<CampaignHead>,
    /// How many events it holds.
    pub events: u64,
    /// Where what was there before was kept, if anything was.
    pub kept: Option<PathBuf>,
}
