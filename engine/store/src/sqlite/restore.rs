//! Putting a backup in the place of a store.
//!
//! The backup is copied beside the place first, checked, and brought up to date there. Where nothing is, the
//! copy gets the store's name. Where a store is, the copy's pages replace it in one transaction, in turn
//! with all writers: whoever has it open sees the one or the other, never a mixture, and a new
//! [`generation`](crate::EventStore::generation). Nothing is thrown away: what was there is kept beside.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use chrono::DateTime;
use rusqlite::Connection;

use super::backup::{self, Part};
use super::open::{self, beside};
use super::pool::{Access, PATIENCE, connect};
use super::turnstile::Turnstile;
use super::{OpenMode, SqliteStore, leases, place, read, schema};
use crate::lease::Held;
use crate::{BackupReport, EventStore, RestoreReport, Restored, StoreError};

/// What lies in the place.
enum Found {
    Nothing,
    Store(Connection),
    /// Something that can't be opened as a store.
    Unreadable,
}

pub(super) fn restore(from: &Path, to: &Path, now_ms: i64) -> Result<RestoreReport, StoreError> {
    if let (Ok(a), Ok(b)) = (from.canonicalize(), to.canonicalize())
        && a == b
    {
        return Err(StoreError::SameFile { path: to.to_owned() });
    }
    let part = Part::make(to)?;
    place::check(to, open::folder_of(to))?;
    let report = copy_of(from, &part.0)?;
    let turnstile = Turnstile::open(beside(to, "-lock"))?;
    let _turn = turnstile.enter(PATIENCE)?;
    let kept = name_aside(to, now_ms);
    let kept = match look(to)? {
        Found::Nothing => {
            set_companions_aside(to, &kept)?;
            part.name(to)?;
            None
        }
        Found::Unreadable => {
            set_companions_aside(to, &kept)?;
            // Both names for a moment, so that there is a file of that name all the time.
            fs::hard_link(to, &kept).or_else(|_| fs::copy(to, &kept).map(|_| ()))?;
            part.replace(to)?;
            Some(kept)
        }
        Found::Store(store) => {
            replace(store, &part.0, &kept, now_ms)?;
            Some(kept)
        }
    };
    Ok(RestoreReport { campaigns: report.campaigns, events: report.events, kept })
}

/// A sound copy of the backup in the format of this program.
fn copy_of(from: &Path, part: &Path) -> Result<BackupReport, StoreError> {
    let backup = SqliteStore::open(from, OpenMode::ReadOnly)?;
    let report = backup.pool.read(|conn| {
        backup::sound(from, conn)?;
        let mut copy = Connection::open(part)?;
        backup::copy_pages(conn, &mut copy)?;
        copy.pragma_update_and_check(None, "journal_mode", "delete", |_| Ok(()))?;
        schema::migrate(&mut copy)?;
        backup::sound(part, &copy)?;
        let events = read::last_position(&copy)?.0;
        Ok(BackupReport { campaigns: read::campaigns(&copy)?, events, bytes: 0 })
    })?;
    if report.campaigns != backup.campaigns()? {
        return Err(StoreError::BadBackup { detail: "other heads".to_owned() });
    }
    fs::File::open(part)?.sync_all()?;
    Ok(report)
}

fn look(to: &Path) -> Result<Found, StoreError> {
    match fs::metadata(to) {
        // No file of SQLite's is so short, and opening one would make SQLite remove the WAL beside it.
        Ok(found) if found.is_file() && found.len() < open::SHORTEST => {
            return Ok(Found::Unreadable);
        }
        Ok(found) if found.is_file() => {}
        Ok(_) => return Err(StoreError::NotAStore { path: to.to_owned() }),
        Err(e) if e.kind() == std::io::ErrorKind::NotFound => return Ok(Found::Nothing),
        Err(e) => return Err(e.into()),
    }
    let opened = connect(to, Access::Write).map_err(StoreError::from);
    let opened = opened.and_then(|conn| Ok((open::is_ours(to, &conn)?, conn)));
    match opened {
        Ok((true, conn)) => Ok(Found::Store(conn)),
        Ok((false, _)) => Ok(Found::Unreadable),
        Err(
            StoreError::NotAStore { .. }
            | StoreError::Corrupt { .. }
            | StoreError::NewerVersion { .. },
        ) => Ok(Found::Unreadable),
        Err(other) => Err(other),
    }
}

/// A name beside the store that nothing has yet.
fn name_aside(to: &Path, now_ms: i64) -> PathBuf {
    let now = DateTime::from_timestamp_millis(now_ms).unwrap_or_default();
    let first = beside(to, &format!(".before-{}", now.format("%Y%m%dT%H%M%SZ")));
    let next = |n: u32| if n == 1 { first.clone() } else { beside(&first, &format!("-{n}")) };
    (1..).map(next).find(|name| fs::symlink_metadata(name).is_err()).unwrap_or(first)
}

/// Renames what is left of a WAL or a journal: SQLite would take it for the new file's own.
fn set_companions_aside(to: &Path, kept: &Path) -> Result<(), StoreError> {
    for suffix in ["-wal", "-journal"] {
        match fs::rename(beside(to, suffix), beside(kept, suffix)) {
            Err(e) if e.kind() != std::io::ErrorKind::NotFound => return Err(e.into()),
            _ => {}
        }
    }
    // It only ever mirrors the WAL.
    let _none = fs::remove_file(beside(to, "-shm"));
    open::sync_folder(to)
}

/// Replaces what a store holds. In its turn, so that nobody writes meanwhile.
fn replace(mut store: Connection, part: &Path, kept: &Path, now_ms: i64) -> Result<(), StoreError> {
    // What can't be read of a damaged store can't be honoured either.
    let held = held(&store).unwrap_or_default();
    if let Some(Held { holder: Some(holder), .. }) =
        held.values().find(|h| h.holder.is_some() && h.until_ms > now_ms)
    {
        return Err(StoreError::Leased { holder: holder.clone() });
    }
    keep(&store, kept)?;
    let copy = Connection::open(part)?;
    carry_over(&store, &copy, &held, kept, now_ms)?;
    backup::copy_pages(&copy, &mut store)?;
    // A long WAL would slow down whoever opens next; if readers are in the way, a later writer does it.
    let _later = store.query_row("PRAGMA wal_checkpoint(TRUNCATE)", [], |_| Ok(()));
    Ok(())
}

/// A copy of what is there, sound or not.
fn keep(store: &Connection, kept: &Path) -> Result<(), StoreError> {
    let part = Part::make(kept)?;
    let mut copy = Connection::open(&part.0)?;
    backup::copy_pages(store, &mut copy)?;
    // One file without companions; where the damage forbids even that, as it is.
    let _damaged = copy.pragma_update_and_check(None, "journal_mode", "delete", |_| Ok(()));
    copy.close().map_err(|(_, e)| e)?;
    fs::File::open(&part.0)?.sync_all()?;
    part.name(kept)
}

fn held(conn: &Connection) -> Result<BTreeMap<String, Held>, StoreError> {
    let mut names = conn.prepare("SELECT name FROM leases")?;
    let names = names.query_map([], |r| r.get::<_, String>(0))?;
    let mut all = BTreeMap::new();
    for name in names {
        let name = name?;
        if let Some(held) = leases::held(conn, &name)? {
            all.insert(name, held);
        }
    }
    Ok(all)
}

/// What outlives a restore: fences, which must never be granted a second time, and the list of restores.
fn carry_over(
    store: &Connection,
    copy: &Connection,
    before: &BTreeMap<String, Held>,
    kept: &Path,
    now_ms: i64,
) -> Result<(), StoreError> {
    let tx = copy.unchecked_transaction()?;
    tx.execute("UPDATE leases SET holder = NULL", [])?;
    for (name, lease) in before {
        let fence = lease.fence.cast_signed();
        tx.execute(
            "INSERT INTO leases (name, holder, fence, until_ms) VALUES (?1, NULL, ?2, ?3)
             ON CONFLICT (name) DO UPDATE SET fence = max(fence, excluded.fence)",
            (name, fence, lease.until_ms),
        )?;
    }
    tx.execute("DELETE FROM restores", [])?;
    let kept = kept.file_name().unwrap_or_default().to_string_lossy().into_owned();
    let this = Restored {
        at_ms: now_ms,
        position: read::last_position(&tx)?,
        position_before: read::last_position(store).unwrap_or_default(),
        kept,
    };
    for one in read::restores(store).unwrap_or_default().iter().chain([&this]) {
        let [now, was] = [one.position, one.position_before].map(|p| p.0.cast_signed());
        tx.execute(
            "INSERT INTO restores (at, position, position_before, kept) VALUES (?, ?, ?, ?)",
            (one.at_ms, now, was, &one.kept),
        )?;
    }
    Ok(tx.commit()?)
}
