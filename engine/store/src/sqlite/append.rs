//! Writing: the turn, the transaction, the commit, the checkpoint.

use std::cell::Cell;
use std::fs::File;
use std::io::ErrorKind;
use std::sync::atomic::Ordering;

use rusqlite::hooks::Wal;
use rusqlite::{Connection, TransactionBehavior, named_params};
use wallchart_campaign::CommandId;
use wallchart_plan::ids::CampaignId;

use super::open::{beside, sync_folder};
use super::pool::PATIENCE;
use super::{SqliteStore, read};
use crate::admit::{Admitted, Done, Lookup, admit};
use crate::envelope::Row;
use crate::{Append, Head, Outcome, Position, StoreError};

/// Pages of WAL after which they are folded into the file.
pub(super) const CHECKPOINT_PAGES: u32 = 1000;

thread_local! {
    /// Pages in the WAL after this thread's last commit.
    static WAL_PAGES: Cell<u32> = const { Cell::new(0) };
}

pub(super) fn note_wal_pages(_: &Wal, pages: std::ffi::c_int) -> rusqlite::Result<()> {
    WAL_PAGES.set(u32::try_from(pages).unwrap_or(0));
    Ok(())
}

/// A write that reached its commit.
pub(super) enum Written<T> {
    Surely(T),
    /// The commit failed: it may have happened.
    Perhaps(StoreError),
}

impl SqliteStore {
    /// Writes what may be written twice without harm: a commit that may have happened is an error.
    pub(super) fn write<T>(
        &self,
        f: impl FnOnce(&Connection) -> Result<T, StoreError>,
    ) -> Result<T, StoreError> {
        match self.transact(f)? {
            Written::Surely(t) => Ok(t),
            Written::Perhaps(e) => Err(e),
        }
    }

    /// Runs one transaction in turn. An `Err` means that it was rolled back: nothing before the commit
    /// can make it last.
    pub(super) fn transact<T>(
        &self,
        f: impl FnOnce(&Connection) -> Result<T, StoreError>,
    ) -> Result<Written<T>, StoreError> {
        let turnstile = self.turnstile.as_ref().ok_or_else(|| self.closed.clone())?;
        let turn = turnstile.enter(PATIENCE)?;
        let mut conn = self.pool.take()?;
        let tx = conn.transaction_with_behavior(TransactionBehavior::Immediate)?;
        let got = f(&tx)?;
        if let Err(e) = tx.commit() {
            // Closed, not given back: what it remembers of the file may be wrong.
            return Ok(Written::Perhaps(e.into()));
        }
        drop(turn);
        self.pulse.beat();
        self.checkpoint_when_due(&conn);
        self.pool.give_back(conn);
        Ok(Written::Surely(got))
    }

    /// Sees to it that what can be read also lasts. Whoever wrote it may have been killed before his fsync:
    /// then the system remembers the bytes, and the next to open takes them for committed, but a power cut
    /// would take them away. Must come before anybody is told that his command was done before.
    pub(super) fn make_last(&self) -> Result<(), StoreError> {
        if self.turnstile.is_none() {
            return Ok(());
        }
        match File::open(beside(&self.path, "-wal")) {
            Ok(wal) => wal.sync_all()?,
            // Folded into the file, which is synced before the WAL goes.
            Err(e) if e.kind() == ErrorKind::NotFound => {}
            Err(e) => return Err(e.into()),
        }
        sync_folder(&self.path)
    }

    /// Folds the WAL into the file once it is long enough, out of turn and without waiting for anybody:
    /// readers and writers go on. Readers may keep it from finishing; then it is tried again later.
    fn checkpoint_when_due(&self, conn: &Connection) {
        let due_at = &self.checkpoint_due;
        let pages = WAL_PAGES.get();
        if pages < CHECKPOINT_PAGES {
            // It has begun again from its start.
            due_at.store(CHECKPOINT_PAGES, Ordering::Relaxed);
        } else if pages >= due_at.load(Ordering::Relaxed) {
            due_at.store(pages.saturating_add(CHECKPOINT_PAGES), Ordering::Relaxed);
            // A failure loses nothing: the WAL holds everything until it succeeds.
            let _later = conn.query_row("PRAGMA wal_checkpoint(PASSIVE)", [], |_| Ok(()));
        }
    }
}

pub(super) fn append_many(
    store: &SqliteStore,
    batch: Vec<Append>,
) -> Result<Vec<Outcome>, StoreError> {
    let count = batch.len();
    if count == 0 {
        return Ok(Vec::new());
    }
    let redacts = batch.iter().any(|a| !a.redacts.is_empty());
    let written = store.transact(|conn| {
        if redacts {
            conn.pragma_update(None, "secure_delete", true)?;
        }
        batch.into_iter().map(|append| append_one(conn, append)).collect()
    })?;
    if redacts {
        forget_redacted(store);
    }
    let mut outcomes: Vec<Outcome> = match written {
        Written::Surely(outcomes) => outcomes,
        Written::Perhaps(e) => return Ok(vec![Outcome::Unknown(e); count]),
    };
    // A commit makes all that is before it last; without one, what was found must be made to.
    let found = |o: &Outcome| matches!(o, Outcome::Duplicate(_));
    if outcomes.iter().any(found)
        && !outcomes.iter().any(|o| matches!(o, Outcome::Appended(_)))
        && let Err(e) = store.make_last()
    {
        for outcome in outcomes.iter_mut().filter(|o| found(o)) {
            *outcome = Outcome::Unknown(e.clone());
        }
    }
    Ok(outcomes)
}

/// The removed bytes are still in the WAL; folding it in and emptying it removes them from the disk.
fn forget_redacted(store: &SqliteStore) {
    // If readers are in the way, the next redaction or the last one to close the file does it.
    let _later = store.pool.read(|conn| {
        conn.pragma_update(None, "secure_delete", false)?;
        Ok(conn.query_row("PRAGMA wal_checkpoint(TRUNCATE)", [], |_| Ok(()))?)
    });
}

/// Appends one. The rules decide before the first row is written, so that what they refuse leaves
/// nothing to undo in a transaction that goes on.
fn append_one(conn: &Connection, append: Append) -> Result<Outcome, StoreError> {
    let admitted = match admit(&InTransaction(conn), append)? {
        Ok(admitted) => admitted,
        Err(outcome) => return Ok(outcome),
    };
    write_admitted(conn, &admitted)?;
    Ok(Outcome::Appended(admitted.done.place))
}

fn write_admitted(conn: &Connection, admitted: &Admitted) -> Result<(), StoreError> {
    let Admitted { campaign, command, done, rows, redacts } = admitted;
    let id = campaign_number(conn, campaign)?;
    for seq in redacts {
        conn.prepare_cached(
            "UPDATE events SET salt = NULL, body = NULL WHERE campaign = ? AND seq = ?",
        )?
        .execute((id, seq.0.cast_signed()))?;
    }
    for row in rows {
        insert_row(conn, id, row)?;
    }
    insert_command(conn, id, *command, done)
}

/// The campaign's number in this file, given to it now if it has none.
pub(super) fn campaign_number(conn: &Connection, campaign: &CampaignId) -> Result<i64, StoreError> {
    if let Some(id) = read::campaign_number(conn, campaign)? {
        return Ok(id);
    }
    conn.prepare_cached("INSERT INTO campaigns (name) VALUES (?)")?.execute([campaign.as_str()])?;
    Ok(conn.last_insert_rowid())
}

pub(super) fn insert_row(conn: &Connection, campaign: i64, row: &Row) -> Result<(), StoreError> {
    conn.prepare_cached(
        "INSERT INTO events (position, campaign, seq, recorded_at, occurred_at, actor_kind, actor_id,
            on_behalf_of, via, command, cause, revision, kind, kind_version, salt, inner, hash, body)
         VALUES (:position, :campaign, :seq, :recorded, :occurred, :actor_kind, :actor_id,
            :behalf, :via, :command, :cause, :revision, :kind, :kind_version, :salt, :inner, :hash,
            :body)",
    )?
    .execute(named_params! {
        ":position": row.position.cast_signed(),
        ":campaign": campaign,
        ":seq": row.seq.cast_signed(),
        ":recorded": row.recorded_ms,
        ":occurred": row.occurred_ms,
        ":actor_kind": row.actor_kind,
        ":actor_id": row.actor_id,
        ":behalf": row.on_behalf_of,
        ":via": row.via,
        ":command": row.command,
        ":cause": row.cause.map(u64::cast_signed),
        ":revision": row.revision,
        ":kind": row.kind,
        ":kind_version": row.kind_version,
        ":salt": row.salt,
        ":inner": row.inner,
        ":hash": row.hash.0,
        ":body": row.body,
    })?;
    Ok(())
}

pub(super) fn insert_command(
    conn: &Connection,
    campaign: i64,
    command: CommandId,
    done: &Done,
) -> Result<(), StoreError> {
    let place = done.place;
    conn.prepare_cached(
        "INSERT INTO commands (campaign, command, first, last, position, request)
         VALUES (?, ?, ?, ?, ?, ?)",
    )?
    .execute((
        campaign,
        command.0.as_bytes(),
        place.first.0.cast_signed(),
        place.last.0.cast_signed(),
        place.position.0.cast_signed(),
        done.request,
    ))?;
    Ok(())
}

struct InTransaction<'c>(&'c Connection);

impl Lookup for InTransaction<'_> {
    fn head(&self, campaign: &CampaignId) -> Result<Option<Head>, StoreError> {
        read::head(self.0, campaign)
    }

    fn done(&self, campaign: &CampaignId, command: CommandId) -> Result<Option<Done>, StoreError> {
        read::done(self.0, campaign, command)
    }

    fn fence(&self, name: &str) -> Result<u64, StoreError> {
        Ok(super::leases::held(self.0, name)?.filter(|h| h.holder.is_some()).map_or(0, |h| h.fence))
    }

    fn last_position(&self) -> Result<Position, StoreError> {
        read::last_position(self.0)
    }

    fn salt(&self, _: Position) -> Result<[u8; 16], StoreError> {
        let mut salt = [0; 16];
        getrandom::fill(&mut salt)?;
        Ok(salt)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{EventStore, OpenMode};

    /// A commit that fails is neither done nor undone to whoever sent it; the store goes on.
    #[test]
    fn a_failed_commit_is_unknown() {
        let folder = tempfile::tempdir().unwrap();
        let store = SqliteStore::open(folder.path().join("x.db"), OpenMode::Create).unwrap();
        let written = store.transact(|conn| {
            conn.commit_hook(Some(|| true))?;
            conn.execute("INSERT INTO campaigns (name) VALUES ('x')", [])?;
            Ok(())
        });
        assert!(matches!(written, Ok(Written::Perhaps(_))));
        // Its connection is gone, and the turn has passed on.
        let hash = store.put_blob(b"x").unwrap();
        assert_eq!(store.blob(&hash).unwrap(), Some(b"x".to_vec()));
    }

    /// An error before the commit leaves nothing.
    #[test]
    fn a_failed_transaction_is_rolled_back() {
        let folder = tempfile::tempdir().unwrap();
        let store = SqliteStore::open(folder.path().join("x.db"), OpenMode::Create).unwrap();
        let written = store.transact(|conn| {
            conn.execute("INSERT INTO blobs (hash, body) VALUES (zeroblob(32), x'00')", [])?;
            Err::<(), _>(StoreError::DiskFull)
        });
        assert_eq!(written.err(), Some(StoreError::DiskFull));
        assert_eq!(store.verify().unwrap().blobs, 0);
        store.put_blob(b"x").unwrap();
    }
}
