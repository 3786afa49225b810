//! The store in one SQLite file: WAL, synchronous=FULL, any number of processes.
//!
//! ```text
//! append_many ─> turnstile (X.db-lock) ─> BEGIN IMMEDIATE ─> admit, insert … ─> COMMIT ─> leave
//!                                                                                └─> checkpoint, when due
//! read ─> any idle connection of the pool; no lock
//! ```
//!
//! Beside `X.db` lie `X.db-wal` and `X.db-shm` while somebody has it open (the last to close folds them
//! in) and `X.db-lock`, which may be deleted when nobody does.

mod append;
mod backup;
mod check;
#[cfg(test)]
#[cfg(target_os = "linux")]
mod crash;
mod leases;
mod open;
mod place;
mod pool;
mod read;
mod restore;
mod schema;
mod things;
mod turnstile;
mod watch;

use std::path::{Path, PathBuf};
use std::sync::atomic::AtomicU32;
use std::time::Duration;

use wallchart_campaign::{CommandId, Seq};
use wallchart_plan::ids::CampaignId;

use crate::{
    Append, BackupReport, BlobHash, CampaignHead, EventStore, Granted, Head, Lease, Outcome, Place,
    Position, RestoreReport, Snapshot, StoreError, Stored, VerifyReport,
};

pub(crate) use backup::write_copy;

/// How to open a file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum OpenMode {
    /// Makes the file if it isn't there.
    Create,
    /// The file must be there.
    Existing,
    /// The file must be there; if it can't be written, it is only read, and writing says why.
    AtLeastRead,
    /// The file must be there, and nothing will be written.
    ReadOnly,
}

/// The store in one SQLite file.
#[derive(Debug)]
pub struct SqliteStore {
    path: PathBuf,
    pool: pool::Pool,
    turnstile: Option<turnstile::Turnstile>,
    /// Why nothing can be written, where there is no turnstile.
    closed: StoreError,
    pulse: watch::Pulse,
    /// Pages of WAL at which the next checkpoint is tried.
    checkpoint_due: AtomicU32,
}

impl SqliteStore {
    /// Opens a file.
    ///
    /// Refuses what is no store, was written by a later version, is damaged or lies on a network file
    /// system. The file's pages are checked on the first opening after a start of the machine and once
    /// a day, unless the file is so large that the check would be felt; [`EventStore::verify`] always
    /// does.
    pub fn open(path: impl AsRef<Path>, mode: OpenMode) -> Result<SqliteStore, StoreError> {
        open::open(path.as_ref(), mode)
    }

    /// Puts a backup in the place of a store, by the time `now_ms` (UTC milliseconds).
    ///
    /// The backup is checked first. Where a store is, its contents are replaced in one transaction while
    /// whoever has it open goes on, and a copy of what was there is kept beside; what can't be read as a
    /// store is set aside under another name. Durable when it returns.
    ///
    /// # Errors
    /// When the backup is damaged or no store, a lease is held on the store, or a file can't be written.
    /// Then the store is as it was.
    pub fn restore(backup: &Path, place: &Path, now_ms: i64) -> Result<RestoreReport, StoreError> {
        restore::restore(backup, place, now_ms)
    }

    /// Removes a store's file with everything that belongs to it. Nobody may have it open.
    ///
    /// # Errors
    /// When a file can't be removed; a store that isn't there needs none.
    pub fn remove(path: impl AsRef<Path>) -> Result<(), StoreError> {
        open::remove(path.as_ref())
    }

    /// Where the file lies.
    pub fn path(&self) -> &Path {
        &self.path
    }
}

impl EventStore for SqliteStore {
    fn append_many(&self, batch: Vec<Append>) -> Result<Vec<Outcome>, StoreError> {
        append::append_many(self, batch)
    }

    fn read(
        &self,
        campaign: &CampaignId,
        from: Seq,
        limit: usize,
    ) -> Result<Vec<Stored>, StoreError> {
        self.pool.read(|c| read::stream(c, campaign, from, limit))
    }

    fn read_all(&self, from: Position, limit: usize) -> Result<Vec<Stored>, StoreError> {
        self.pool.read(|c| read::all(c, from, limit))
    }

    fn head(&self, campaign: &CampaignId) -> Result<Option<Head>, StoreError> {
        self.pool.read(|c| read::head(c, campaign))
    }

    fn campaigns(&self) -> Result<Vec<CampaignHead>, StoreError> {
        self.pool.read(read::campaigns)
    }

    fn command(
        &self,
        campaign: &CampaignId,
        command: CommandId,
    ) -> Result<Option<Place>, StoreError> {
        let place = self.pool.read(|c| read::done(c, campaign, command))?.map(|d| d.place);
        if place.is_some() {
            self.make_last()?;
        }
        Ok(place)
    }

    fn generation(&self) -> Result<u64, StoreError> {
        self.pool.read(read::generation)
    }

    fn wait_changed(&self, since: Position, timeout: Duration) -> Result<Position, StoreError> {
        watch::wait_changed(self, since, timeout)
    }

    fn save_snapshot(&self, campaign: &CampaignId, snapshot: &Snapshot) -> Result<(), StoreError> {
        self.write(|c| things::save_snapshot(c, campaign, snapshot))
    }

    fn load_snapshot(
        &self,
        campaign: &CampaignId,
        fold_version: u32,
        at_most: Option<Seq>,
    ) -> Result<Option<Snapshot>, StoreError> {
        self.pool.read(|c| things::load_snapshot(c, campaign, fold_version, at_most))
    }

    fn put_blob(&self, bytes: &[u8]) -> Result<BlobHash, StoreError> {
        things::put_blob(self, bytes)
    }

    fn blob(&self, hash: &BlobHash) -> Result<Option<Vec<u8>>, StoreError> {
        self.pool.read(|c| things::blob(c, hash))
    }

    fn lease(
        &self,
        name: &str,
        holder: &str,
        ttl: Duration,
        now_ms: i64,
    ) -> Result<Granted, StoreError> {
        self.write(|c| leases::ask(c, name, holder, ttl, now_ms))
    }

    fn renew(
        &self,
        lease: &Lease,
        ttl: Duration,
        now_ms: i64,
    ) -> Result<Option<Lease>, StoreError> {
        self.write(|c| leases::renew(c, lease, ttl, now_ms))
    }

    fn release(&self, lease: &Lease) -> Result<bool, StoreError> {
        self.write(|c| leases::release(c, lease))
    }

    fn verify(&self) -> Result<VerifyReport, StoreError> {
        self.pool.read(check::verify)
    }

    fn backup(&self, to: &Path) -> Result<BackupReport, StoreError> {
        self.pool.read(|c| backup::backup(c, &self.path, to))
    }
}
