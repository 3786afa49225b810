//! Snapshots and blobs.

use rusqlite::{Connection, OptionalExtension};
use wallchart_campaign::Seq;
use wallchart_plan::ids::CampaignId;

use super::{SqliteStore, read};
use crate::{BLOB_BYTES_MAX, BlobHash, Snapshot, StoreError};

pub(super) fn save_snapshot(
    conn: &Connection,
    campaign: &CampaignId,
    snapshot: &Snapshot,
) -> Result<(), StoreError> {
    let id = read::campaign_number(conn, campaign)?.ok_or(StoreError::NoSuchEvent)?;
    let Snapshot { fold_version, seq, body } = snapshot;
    conn.prepare_cached("DELETE FROM snapshots WHERE campaign = ? AND fold_version < ?")?
        .execute((id, fold_version))?;
    let stored = conn
        .prepare_cached(
            "INSERT OR REPLACE INTO snapshots
                (campaign, fold_version, seq, at_hash, body_hash, body)
             SELECT campaign, ?3, seq, hash, ?4, ?5 FROM events WHERE campaign = ?1 AND seq = ?2",
        )?
        .execute((id, seq.0.cast_signed(), fold_version, BlobHash::of(body).0, body))?;
    if stored == 0 { Err(StoreError::NoSuchEvent) } else { Ok(()) }
}

pub(super) fn load_snapshot(
    conn: &Connection,
    campaign: &CampaignId,
    fold_version: u32,
    at_most: Option<Seq>,
) -> Result<Option<Snapshot>, StoreError> {
    let at_most = at_most.map_or(i64::MAX, |s| i64::try_from(s.0).unwrap_or(i64::MAX));
    let mut statement = conn.prepare_cached(
        "SELECT s.seq, s.body_hash, s.body FROM campaigns c
         JOIN snapshots s ON s.campaign = c.id
         JOIN events e ON e.campaign = c.id AND e.seq = s.seq AND e.hash = s.at_hash
         WHERE c.name = ? AND s.fold_version = ? AND s.seq <= ? ORDER BY s.seq DESC",
    )?;
    let mut rows = statement.query((campaign.as_str(), fold_version, at_most))?;
    while let Some(r) = rows.next()? {
        let (hash, body): ([u8; 32], Vec<u8>) = (r.get(1)?, r.get(2)?);
        if BlobHash::of(&body).0 == hash {
            let seq = Seq(r.get::<_, i64>(0)?.cast_unsigned());
            return Ok(Some(Snapshot { fold_version, seq, body }));
        }
    }
    Ok(None)
}

pub(super) fn put_blob(store: &SqliteStore, bytes: &[u8]) -> Result<BlobHash, StoreError> {
    let length = bytes.len() as u64;
    if length > BLOB_BYTES_MAX {
        return Err(StoreError::TooBig { bytes: length, limit: BLOB_BYTES_MAX });
    }
    let hash = BlobHash::of(bytes);
    // Most sources and photographs that come twice needn't wait for a turn.
    if !store.pool.read(|c| has_blob(c, &hash))? {
        store.write(|c| insert_blob(c, &hash, bytes))?;
    }
    Ok(hash)
}

fn has_blob(conn: &Connection, hash: &BlobHash) -> Result<bool, StoreError> {
    Ok(conn.prepare_cached("SELECT 1 FROM blobs WHERE hash = ?")?.exists([hash.0])?)
}

pub(super) fn insert_blob(
    conn: &Connection,
    hash: &BlobHash,
    bytes: &[u8],
) -> Result<(), StoreError> {
    conn.prepare_cached("INSERT OR IGNORE INTO blobs (hash, body) VALUES (?, ?)")?
        .execute((hash.0, bytes))?;
    Ok(())
}

pub(super) fn blob(conn: &Connection, hash: &BlobHash) -> Result<Option<Vec<u8>>, StoreError> {
    let mut statement = conn.prepare_cached("SELECT body FROM blobs WHERE hash = ?")?;
    let body: Option<Vec<u8>> = statement.query_row([hash.0], |r| r.get(0)).optional()?;
    match body {
        Some(body) if BlobHash::of(&body) != *hash => {
            Err(StoreError::corrupt(format!("blob {hash} has other bytes")))
        }
        other => Ok(other),
    }
}
