//! The one interface of all stores.

use std::path::Path;
use std::time::Duration;

use wallchart_campaign::{CommandId, Seq};
use wallchart_plan::ids::CampaignId;

use crate::{
    Append, BackupReport, BlobHash, CampaignHead, Granted, Head, Lease, Outcome, Place, Position,
    Snapshot, StoreError, Stored, VerifyReport,
};

/// Append-only event streams, one a campaign, with what belongs to them.
///
/// Synchronous: async lives in the runtime. An `Err` of an append means that nothing was written; a
/// commit that failed half-way is an [`Outcome::Unknown`]. Everything else that writes may be done again
/// without harm, and an `Err` there may have been written all the same.
pub trait EventStore: Send + Sync {
    /// Appends in one transaction, each append standing or falling by itself, later ones seeing
    /// earlier ones. Durable when it returns. Gives one outcome for each append, in order.
    fn append_many(&self, batch: Vec<Append>) -> Result<Vec<Outcome>, StoreError>;

    /// Events of a campaign from `from` on (inclusive), in order, at most `limit`.
    fn read(
        &self,
        campaign: &CampaignId,
        from: Seq,
        limit: usize,
    ) -> Result<Vec<Stored>, StoreError>;

    /// Events of all campaigns from `from` on (inclusive), in order of position, at most `limit`.
    fn read_all(&self, from: Position, limit: usize) -> Result<Vec<Stored>, StoreError>;

    /// The head of a campaign, `None` if there is no such campaign.
    fn head(&self, campaign: &CampaignId) -> Result<Option<Head>, StoreError>;

    /// Every campaign, in order of creation.
    fn campaigns(&self) -> Result<Vec<CampaignHead>, StoreError>;

    /// Where a command's events stand, `None` if it was never done. Finds out after an unknown outcome.
    fn command(
        &self,
        campaign: &CampaignId,
        command: CommandId,
    ) -> Result<Option<Place>, StoreError>;

    /// How often everything in the store was replaced by a backup. Whoever remembers something from
    /// another generation has to read it again.
    fn generation(&self) -> Result<u64, StoreError>;

    /// Waits until the last position is another than `since`, whichever process wrote, or the time is up.
    /// Gives the last position. It goes back only when a backup is restored.
    fn wait_changed(&self, since: Position, timeout: Duration) -> Result<Position, StoreError>;

    /// Keeps a snapshot of the campaign as of an event that is there. Those of earlier fold versions
    /// are dropped.
    fn save_snapshot(&self, campaign: &CampaignId, snapshot: &Snapshot) -> Result<(), StoreError>;

    /// The latest snapshot of that fold version, at most as late as `at_most`. One that is damaged or
    /// doesn't belong to this stream counts as none.
    fn load_snapshot(
        &self,
        campaign: &CampaignId,
        fold_version: u32,
        at_most: Option<Seq>,
    ) -> Result<Option<Snapshot>, StoreError>;

    /// Keeps bytes under their hash.
    fn put_blob(&self, bytes: &[u8]) -> Result<BlobHash, StoreError>;

    /// The bytes of that hash, checked against it.
    fn blob(&self, hash: &BlobHash) -> Result<Option<Vec<u8>>, StoreError>;

    /// Asks for a lease. One that is free, lapsed or already this holder's is granted with a new fence.
    fn lease(
        &self,
        name: &str,
        holder: &str,
        ttl: Duration,
        now_ms: i64,
    ) -> Result<Granted, StoreError>;

    /// Holds on to a lease; `None` if it was taken over or released.
    fn renew(&self, lease: &Lease, ttl: Duration, now_ms: i64)
    -> Result<Option<Lease>, StoreError>;

    /// Gives a lease back; `false` if it was no longer held.
    fn release(&self, lease: &Lease) -> Result<bool, StoreError>;

    /// Checks everything against everything: the chain of each campaign, positions, commands, blobs,
    /// snapshots, the file itself. Doesn't stop at the first problem.
    fn verify(&self) -> Result<VerifyReport, StoreError>;

    /// Writes a copy to a new file and reads it back. Never overwrites. Writers go on meanwhile.
    fn backup(&self, to: &Path) -> Result<BackupReport, StoreError>;
}
