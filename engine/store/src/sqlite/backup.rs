//! Copies of a store: one file, read back before it counts.

use std::fs::{self, File};
use std::path::Path;

use rusqlite::Connection;
use rusqlite::backup::{Backup, StepResult};
use wallchart_campaign::CommandId;
use wallchart_plan::ids::CampaignId;

use super::{append, check, open, read, schema, things};
use crate::admit::Done;
use crate::envelope::Row;
use crate::{BackupReport, BlobHash, CampaignHead, StoreError};

/// Copies the whole file as it stands at one moment.
pub(super) fn backup(conn: &Connection, to: &Path) -> Result<BackupReport, StoreError> {
    // Holding a reading transaction makes the copy one moment's, without keeping any writer waiting.
    let tx = conn.unchecked_transaction()?;
    let heads = read::campaigns(&tx)?;
    let report = into_new_file(to, &heads, |copy| {
        let backup = Backup::new(&tx, copy)?;
        match backup.step(-1)? {
            StepResult::Done => Ok(()),
            _ => Err(StoreError::Busy),
        }
    })?;
    Ok(report)
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

/// Makes the file, lets it be filled, reads it back; leaves nothing behind on failure.
fn into_new_file(
    to: &Path,
    heads: &[CampaignHead],
    fill: impl FnOnce(&mut Connection) -> Result<(), StoreError>,
) -> Result<BackupReport, StoreError> {
    open::new_file(to)?;
    let made = fill_and_check(to, heads, fill);
    if made.is_err() {
        // Ours since new_file; what can't be removed is no store, or fails its own check.
        let _left = fs::remove_file(to);
    }
    made
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
    if let Some(folder) = to.parent().filter(|f| !f.as_os_str().is_empty()) {
        File::open(folder)?.sync_all()?;
    }
    let bytes = file.metadata()?.len();
    Ok(BackupReport { campaigns: found.campaigns, events: found.events, bytes })
}
