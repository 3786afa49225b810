//! Durable event streams: in memory and in SQLite, behind one trait.
//!
//! An [`EventStore`] keeps one append-only stream of events a campaign, hash-chained, and beside it
//! blobs, snapshots and leases. Appending is all or nothing for one command, durable when it returns,
//! and safe to repeat: a command id that was done gives its first outcome again. Bodies are bytes with a
//! kind and a version; the store never looks inside.
//!
//! **Invariants.** Seq and position have no gaps. Nothing is ever changed or deleted but a redacted body.
//! An append's `Err` means that nothing was written; what a failed commit left behind is
//! [`Outcome::Unknown`], and the same append sent again finds out. Any number of processes may write one
//! file; none needs another to be there.

mod admit;
mod decode;
mod envelope;
mod error;
mod event_store;
mod lease;
mod memory;
mod sqlite;
mod types;
mod verify;

pub use decode::DecodeError;
pub use error::StoreError;
pub use event_store::EventStore;
pub use memory::MemoryStore;
pub use sqlite::{OpenMode, SqliteStore};
pub use types::{
    Append, BackupReport, BlobHash, CampaignHead, EventHash, Fence, Granted, Head, Lease,
    Malformed, NewEvent, NotAHash, Outcome, Place, Position, RestoreReport, Snapshot, Stored,
};
pub use verify::{Problem, Restored, VerifyReport, Wrong};

/// The most bytes that one blob may have.
pub const BLOB_BYTES_MAX: u64 = 512 << 20;
