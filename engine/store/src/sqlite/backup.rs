//! Copies of a store: one file, read back before it counts, and under its name only then.

use std::fs::{self, File};
use std::io::ErrorKind;
use std::path::{Path, PathBuf};

use rusqlite::Connection;
use rusqlite::backup::{Backup, StepResult};
use wallchart_campaign::CommandId;
use wallchart_plan::ids::CampaignId;

use super::{append, check, open, read, schema, things};
use crate::admit::Done;
use crate::envelope::Row;
use crate::{BackupReport, BlobHash, CampaignHead, StoreError};

/// Copies the whole file as it stands at one moment.
pub(super) fn backup(conn: &Connection, of: &Path, to: &Path) -> Result<BackupReport, StoreError> {
    // Holding a reading transaction makes the copy one moment's, without keeping any writer waiting.
    let tx = conn.unchecked_transaction()?;
    let heads = read::campaigns(&tx)?;
    match into_new_file(to, &heads, |copy| copy_pages(&tx, copy)) {
        // The copy is what was copied: if that is damaged, it says so of itself.
        Err(bad @ StoreError::BadBackup { .. }) => {
            sound(of, &tx)?;
            Err(bad)
        }
        other => other,
    }
}

/// Errors unless everything in a file holds.
pub(super) fn sound(path: &Path, conn: &Connection) -> Result<(), StoreError> {
    let report = check::verify(conn)?;
    let problems = report.problems.len();
    match report.problems.into_iter().next() {
        None => Ok(()),
        Some(first) => {
            Err(StoreError::Damaged { path: path.to_owned(), problems, first: Box::new(first) })
        }
    }
}

/// Makes one database a copy of another, in one transaction.
pub(super) fn copy_pages(from: &Connection, to: &mut Connection) -> Result<(), StoreError> {
    let backup = Backup::new(from, to)?;
    match backup.step(-1)? {
        StepResult::Done => Ok(()),
        _ => Err(StoreError::Busy),
    }
}

/// Writes a store from what another kind of store holds.
pub(crate) fn write_copy<'a>(
    to: &Path,
    heads: &[CampaignHead],
    rows: &[Row],
    commands: impl Iterator<Item = (&'a CampaignId, CommandId, Done)>,
    blobs: impl Iterator<Item = &'a Vec<u8>>,
) -> Result<BackupReport, StoreError> {
    into_new_file(to, heads, |copy| {
        schema::migrate(copy)?;
        let tx = copy.transaction()?;
        for row in rows {
            append::insert_row(&tx, append::campaign_number(&tx, &row.campaign)?, row)?;
        }
        for (campaign, command, done) in commands {
            let id = append::campaign_number(&tx, campaign)?;
            append::insert_command(&tx, id, command, &done)?;
        }
        for blob in blobs {
            things::insert_blob(&tx, &BlobHash::of(blob), blob)?;
        }
        Ok(tx.commit()?)
    })
}

/// Makes the file, lets it be filled, reads it back. Until then it lies under a name of its own, so that a
/// copy that was cut short is never taken for one; leaves nothing behind on failure.
pub(super) fn into_new_file(
    to: &Path,
    heads: &[CampaignHead],
    fill: impl FnOnce(&mut Connection) -> Result<(), StoreError>,
) -> Result<BackupReport, StoreError> {
    refuse_existing(to)?;
    let part = Part::make(to)?;
    let report = fill_and_check(&part.0, heads, fill)?;
    part.name(to)?;
    Ok(report)
}

fn refuse_existing(to: &Path) -> Result<(), StoreError> {
    match fs::symlink_metadata(to) {
        Ok(_) => Err(StoreError::AlreadyExists { path: to.to_owned() }),
        Err(e) if e.kind() == ErrorKind::NotFound => Ok(()),
        Err(e) => Err(e.into()),
    }
}

/// A file that is being made; gone when dropped, unless it was given its name.
pub(super) struct Part(pub(super) PathBuf);

impl Part {
    /// Makes an empty file beside the one that it is to become.
    pub(super) fn make(to: &Path) -> Result<Part, StoreError> {
        let folder = open::folder_of(to);
        if !folder.is_dir() {
            return Err(StoreError::NoFolder { path: folder.to_owned() });
        }
        let name = to.file_name().unwrap_or_default().to_string_lossy().into_owned();
        let mut random = [0; 4];
        getrandom::fill(&mut random)?;
        let random = u32::from_le_bytes(random);
        let part = folder.join(format!(".{name}.{random:08x}.part"));
        open::new_file(&part)?;
        Ok(Part(part))
    }

    /// Gives it its name, which nothing may have yet, for good.
    pub(super) fn name(self, to: &Path) -> Result<(), StoreError> {
        match fs::hard_link(&self.0, to) {
            Ok(()) => {}
            Err(e) if e.kind() == ErrorKind::AlreadyExists => {
                return Err(StoreError::AlreadyExists { path: to.to_owned() });
            }
            // Some file systems know no second names.
            Err(_) => {
                refuse_existing(to)?;
                fs::rename(&self.0, to)?;
            }
        }
        drop(self);
        open::sync_folder(to)
    }

    /// Puts it in the place of what has that name.
    pub(super) fn replace(self, to: &Path) -> Result<(), StoreError> {
        fs::rename(&self.0, to)?;
        drop(self);
        open::sync_folder(to)
    }
}

impl Drop for Part {
    fn drop(&mut self) {
        for suffix in ["", "-journal", "-wal", "-shm"] {
            // What can't be removed is hidden, and no store.
            let _left = fs::remove_file(open::beside(&self.0, suffix));
        }
    }
}

fn fill_and_check(
    to: &Path,
    heads: &[CampaignHead],
    fill: impl FnOnce(&mut Connection) -> Result<(), StoreError>,
) -> Result<BackupReport, StoreError> {
    let mut copy = Connection::open(to)?;
    fill(&mut copy)?;
    // One file, without companions, until it is opened as a store.
    copy.pragma_update_and_check(None, "journal_mode", "delete", |_| Ok(()))?;
    let found = check::verify(&copy)?;
    if let Some(problem) = found.problems.first() {
        return Err(StoreError::BadBackup { detail: problem.message(wallchart_words::Lang::En) });
    }
    if found.campaigns != heads {
        return Err(StoreError::BadBackup { detail: "other heads".to_owned() });
    }
    copy.close().map_err(|(_, e)| e)?;
    let file = File::open(to)?;
    file.sync_all()?;
    let bytes = file.metadata()?.len();
    Ok(BackupReport { campaigns: found.campaigns, events: found.events, bytes })
}
