//! Connections to the file, opened as they are needed. Reads take any idle one.

use std::path::PathBuf;
use std::sync::{Mutex, PoisonError};
use std::time::Duration;

use rusqlite::config::DbConfig;
use rusqlite::{Connection, OpenFlags};

use super::append;
use crate::StoreError;

/// How long SQLite waits for a lock by itself: only programs that don't use the turnstile, and the
/// recovery after a crash, make it wait.
pub(super) const PATIENCE: Duration = Duration::from_secs(10);

/// Idle connections kept open.
const IDLE_MAX: usize = 8;

#[derive(Debug)]
pub(super) struct Pool {
    pub(super) path: PathBuf,
    pub(super) access: Access,
    idle: Mutex<Vec<Connection>>,
}

/// What a connection may do.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Access {
    Write,
    Read,
    /// Where there is no room for the shared index of the WAL: with an index of its own in memory, and
    /// nobody else meanwhile.
    Alone,
    /// On a medium where not even the shared index of the WAL can be made.
    Frozen,
}

impl Pool {
    pub(super) fn new(path: PathBuf, access: Access, first: Connection) -> Pool {
        Pool { path, access, idle: Mutex::new(vec![first]) }
    }

    /// A connection of the caller's own until he gives it back.
    pub(super) fn take(&self) -> Result<Connection, StoreError> {
        let idle = self.idle.lock().unwrap_or_else(PoisonError::into_inner).pop();
        Ok(idle.map_or_else(|| connect(&self.path, self.access), Ok)?)
    }

    pub(super) fn give_back(&self, conn: Connection) {
        let mut idle = self.idle.lock().unwrap_or_else(PoisonError::into_inner);
        if idle.len() < IDLE_MAX {
            idle.push(conn);
        }
    }

    /// Reads something. After an error the connection is closed: it may be in any state.
    pub(super) fn read<T>(
        &self,
        f: impl FnOnce(&Connection) -> Result<T, StoreError>,
    ) -> Result<T, StoreError> {
        let conn = self.take()?;
        let got = f(&conn)?;
        self.give_back(conn);
        Ok(got)
    }
}

/// Opens a connection with the settings that every one must have.
pub(super) fn connect(path: &std::path::Path, access: Access) -> rusqlite::Result<Connection> {
    let flags = OpenFlags::SQLITE_OPEN_NO_MUTEX | OpenFlags::SQLITE_OPEN_EXRESCODE;
    let conn = match access {
        Access::Write | Access::Alone => {
            Connection::open_with_flags(path, flags | OpenFlags::SQLITE_OPEN_READ_WRITE)?
        }
        Access::Read => {
            Connection::open_with_flags(path, flags | OpenFlags::SQLITE_OPEN_READ_ONLY)?
        }
        Access::Frozen => Connection::open_with_flags(
            frozen_uri(path),
            flags | OpenFlags::SQLITE_OPEN_READ_ONLY | OpenFlags::SQLITE_OPEN_URI,
        )?,
    };
    conn.busy_timeout(PATIENCE)?;
    if access == Access::Alone {
        // Before the first read, so that no shared index is asked for (<https://sqlite.org/wal.html>).
        conn.execute_batch("PRAGMA locking_mode = EXCLUSIVE; PRAGMA query_only = ON;")?;
    }
    conn.set_db_config(DbConfig::SQLITE_DBCONFIG_DEFENSIVE, true)?;
    conn.pragma_update(None, "synchronous", synchronous())?;
    conn.execute_batch(
        "PRAGMA foreign_keys = ON;
         PRAGMA trusted_schema = OFF;
         PRAGMA cell_size_check = ON;
         PRAGMA mmap_size = 0;
         PRAGMA temp_store = MEMORY;
         PRAGMA journal_size_limit = 67108864;",
    )?;
    conn.set_prepared_statement_cache_capacity(32);
    // Takes the place of automatic checkpoints, which would run inside the turnstile.
    conn.wal_hook(Some(append::note_wal_pages));
    Ok(conn)
}

/// Each commit is on the disk before anybody is told.
#[cfg(not(test))]
fn synchronous() -> &'static str {
    "FULL"
}

/// For the test that shows what becomes of a store that doesn't sync.
#[cfg(test)]
pub(super) static CARELESS: std::sync::atomic::AtomicBool =
    std::sync::atomic::AtomicBool::new(false);

#[cfg(test)]
fn synchronous() -> &'static str {
    let careless = CARELESS.load(std::sync::atomic::Ordering::Relaxed);
    if careless { "OFF" } else { "FULL" }
}

fn frozen_uri(path: &std::path::Path) -> String {
    let mut uri = "file:".to_owned();
    for c in path.to_string_lossy().chars() {
        match c {
            '%' => uri.push_str("%25"),
            '?' => uri.push_str("%3f"),
            '#' => uri.push_str("%23"),
            c => uri.push(c),
        }
    }
    uri + "?immutable=1"
}
