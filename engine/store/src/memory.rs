//! A store in memory: the same rules, gone with the process. For rehearsals and tests; deterministic.

use std::collections::BTreeMap;
use std::path::Path;
use std::sync::{Condvar, Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};

use wallchart_campaign::{CommandId, Seq};
use wallchart_plan::ids::CampaignId;

use crate::admit::{Admitted, Done, Lookup, admit};
use crate::envelope::Row;
use crate::lease::{self, Held};
use crate::verify::{Chain, Commands};
use crate::{
    Append, BLOB_BYTES_MAX, BackupReport, BlobHash, CampaignHead, EventHash, EventStore, Granted,
    Head, Lease, Outcome, Place, Position, Snapshot, StoreError, Stored, VerifyReport, sqlite,
};

/// A store in memory. Salts are derived from positions, so that the same appends give the same hashes.
#[derive(Debug, Default)]
pub struct MemoryStore {
    tables: Mutex<Tables>,
    changed: Condvar,
}

#[derive(Debug, Default)]
struct Tables {
    /// Position `n` is at `n - 1`.
    rows: Vec<Row>,
    /// In order of creation, each with the indices of its rows.
    campaigns: Vec<(CampaignId, Vec<usize>)>,
    commands: BTreeMap<(CampaignId, CommandId), Done>,
    snapshots: BTreeMap<(CampaignId, u32, Seq), (Vec<u8>, EventHash)>,
    blobs: BTreeMap<BlobHash, Vec<u8>>,
    leases: BTreeMap<String, Held>,
}

impl Tables {
    fn stream(&self, campaign: &CampaignId) -> &[usize] {
        self.campaigns.iter().find(|(c, _)| c == campaign).map_or(&[], |(_, rows)| rows)
    }

    fn row(&self, campaign: &CampaignId, seq: Seq) -> Option<&Row> {
        let index = usize::try_from(seq.0.checked_sub(1)?).ok()?;
        self.rows.get(*self.stream(campaign).get(index)?)
    }

    fn head_of(&self, stream: &[usize]) -> Option<Head> {
        let row = self.rows.get(*stream.last()?)?;
        Some(Head { seq: Seq(row.seq), position: Position(row.position), hash: row.hash })
    }

    fn write(&mut self, admitted: Admitted) -> Place {
        let Admitted { campaign, command, done, rows, redacts } = admitted;
        for seq in redacts {
            let index = usize::try_from(seq.0.saturating_sub(1)).unwrap_or(usize::MAX);
            let row = self.stream(&campaign).get(index).copied();
            if let Some(row) = row.and_then(|r| self.rows.get_mut(r)) {
                row.redact();
            }
        }
        let at = self.rows.len();
        let new = at..at + rows.len();
        self.rows.extend(rows);
        match self.campaigns.iter_mut().find(|(c, _)| *c == campaign) {
            Some((_, stream)) => stream.extend(new),
            None => self.campaigns.push((campaign.clone(), new.collect())),
        }
        self.commands.insert((campaign, command), done);
        done.place
    }

    fn heads(&self) -> Vec<CampaignHead> {
        let with_head = |(campaign, stream): &(CampaignId, Vec<usize>)| {
            let head = self.head_of(stream)?;
            Some(CampaignHead { campaign: campaign.clone(), head })
        };
        self.campaigns.iter().filter_map(with_head).collect()
    }
}

impl Lookup for Tables {
    fn head(&self, campaign: &CampaignId) -> Result<Option<Head>, StoreError> {
        Ok(self.head_of(self.stream(campaign)))
    }

    fn done(&self, campaign: &CampaignId, command: CommandId) -> Result<Option<Done>, StoreError> {
        Ok(self.commands.get(&(campaign.clone(), command)).copied())
    }

    fn fence(&self, name: &str) -> Result<u64, StoreError> {
        Ok(self.leases.get(name).filter(|h| h.holder.is_some()).map_or(0, |h| h.fence))
    }

    fn last_position(&self) -> Result<Position, StoreError> {
        Ok(Position(self.rows.last().map_or(0, |r| r.position)))
    }

    fn salt(&self, position: Position) -> Result<[u8; 16], StoreError> {
        let mut salt = [0; 16];
        blake3::Hasher::new().update(&position.0.to_le_bytes()).finalize_xof().fill(&mut salt);
        Ok(salt)
    }
}

impl MemoryStore {
    /// An empty store.
    pub fn new() -> MemoryStore {
        MemoryStore::default()
    }

    fn tables(&self) -> MutexGuard<'_, Tables> {
        // A panic elsewhere leaves no half-written tables: every write is made whole under the lock.
        self.tables.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl EventStore for MemoryStore {
    fn append_many(&self, batch: Vec<Append>) -> Result<Vec<Outcome>, StoreError> {
        let mut tables = self.tables();
        let mut outcomes = Vec::with_capacity(batch.len());
        for append in batch {
            outcomes.push(match admit(&*tables, append)? {
                Ok(admitted) => Outcome::Appended(tables.write(admitted)),
                Err(outcome) => outcome,
            });
        }
        drop(tables);
        self.changed.notify_all();
        Ok(outcomes)
    }

    fn read(
        &self,
        campaign: &CampaignId,
        from: Seq,
        limit: usize,
    ) -> Result<Vec<Stored>, StoreError> {
        let tables = self.tables();
        let skip = usize::try_from(from.0.saturating_sub(1)).unwrap_or(usize::MAX);
        let stream = tables.stream(campaign).iter().skip(skip).take(limit);
        stream.filter_map(|i| tables.rows.get(*i)).map(|r| r.clone().open()).collect()
    }

    fn read_all(&self, from: Position, limit: usize) -> Result<Vec<Stored>, StoreError> {
        let skip = usize::try_from(from.0.saturating_sub(1)).unwrap_or(usize::MAX);
        self.tables().rows.iter().skip(skip).take(limit).map(|r| r.clone().open()).collect()
    }

    fn head(&self, campaign: &CampaignId) -> Result<Option<Head>, StoreError> {
        self.tables().head(campaign)
    }

    fn campaigns(&self) -> Result<Vec<CampaignHead>, StoreError> {
        Ok(self.tables().heads())
    }

    fn command(
        &self,
        campaign: &CampaignId,
        command: CommandId,
    ) -> Result<Option<Place>, StoreError> {
        Ok(self.tables().done(campaign, command)?.map(|d| d.place))
    }

    fn generation(&self) -> Result<u64, StoreError> {
        Ok(0)
    }

    fn wait_changed(&self, since: Position, timeout: Duration) -> Result<Position, StoreError> {
        let until = Instant::now() + timeout;
        let mut tables = self.tables();
        loop {
            let last = tables.last_position()?;
            let left = until.saturating_duration_since(Instant::now());
            if last != since || left.is_zero() {
                return Ok(last);
            }
            tables =
                self.changed.wait_timeout(tables, left).unwrap_or_else(PoisonError::into_inner).0;
        }
    }

    fn save_snapshot(&self, campaign: &CampaignId, snapshot: &Snapshot) -> Result<(), StoreError> {
        let mut tables = self.tables();
        let hash = tables.row(campaign, snapshot.seq).map(|r| r.hash);
        let hash = hash.ok_or(StoreError::NoSuchEvent)?;
        let fold_version = snapshot.fold_version;
        tables.snapshots.retain(|(c, version, _), _| c != campaign || *version >= fold_version);
        let key = (campaign.clone(), fold_version, snapshot.seq);
        tables.snapshots.insert(key, (snapshot.body.clone(), hash));
        Ok(())
    }

    fn load_snapshot(
        &self,
        campaign: &CampaignId,
        fold_version: u32,
        at_most: Option<Seq>,
    ) -> Result<Option<Snapshot>, StoreError> {
        let tables = self.tables();
        let first = (campaign.clone(), fold_version, Seq(0));
        let last = (campaign.clone(), fold_version, at_most.unwrap_or(Seq(u64::MAX)));
        let found = tables.snapshots.range(first..=last).next_back();
        Ok(found.map(|((_, _, seq), (body, _))| Snapshot {
            fold_version,
            seq: *seq,
            body: body.clone(),
        }))
    }

    fn put_blob(&self, bytes: &[u8]) -> Result<BlobHash, StoreError> {
        let length = bytes.len() as u64;
        if length > BLOB_BYTES_MAX {
            return Err(StoreError::TooBig { bytes: length, limit: BLOB_BYTES_MAX });
        }
        let hash = BlobHash::of(bytes);
        self.tables().blobs.entry(hash).or_insert_with(|| bytes.to_vec());
        Ok(hash)
    }

    fn blob(&self, hash: &BlobHash) -> Result<Option<Vec<u8>>, StoreError> {
        Ok(self.tables().blobs.get(hash).cloned())
    }

    fn lease(
        &self,
        name: &str,
        holder: &str,
        ttl: Duration,
        now_ms: i64,
    ) -> Result<Granted, StoreError> {
        let mut tables = self.tables();
        let granted = lease::ask(tables.leases.get(name).cloned(), name, holder, ttl, now_ms);
        if let Granted::Yes(lease) = &granted {
            let (fence, until_ms) = (lease.fence.number, lease.until_ms);
            let held = Held { holder: Some(holder.to_owned()), fence, until_ms };
            tables.leases.insert(name.to_owned(), held);
        }
        Ok(granted)
    }

    fn renew(
        &self,
        lease: &Lease,
        ttl: Duration,
        now_ms: i64,
    ) -> Result<Option<Lease>, StoreError> {
        let mut tables = self.tables();
        let held = tables.leases.get_mut(&lease.fence.name);
        let renewed = lease::renewed(held.as_deref(), lease, ttl, now_ms);
        if let (Some(held), Some(lease)) = (held, &renewed) {
            held.until_ms = lease.until_ms;
        }
        Ok(renewed)
    }

    fn release(&self, lease: &Lease) -> Result<bool, StoreError> {
        let mut tables = self.tables();
        let held = tables.leases.get_mut(&lease.fence.name);
        let is_held = lease::is_held(held.as_deref(), lease);
        if let (Some(held), true) = (held, is_held) {
            held.holder = None;
        }
        Ok(is_held)
    }

    fn verify(&self) -> Result<VerifyReport, StoreError> {
        let tables = self.tables();
        let mut report = VerifyReport { blobs: tables.blobs.len() as u64, ..Default::default() };
        for (campaign, stream) in &tables.campaigns {
            let commands: Commands = tables
                .commands
                .iter()
                .filter(|((c, _), _)| c == campaign)
                .map(|((_, id), d)| (*id.0.as_bytes(), (d.place.first.0, d.place.last.0)))
                .collect();
            let mut chain = Chain::new(&mut report, campaign.clone(), commands);
            for row in stream.iter().filter_map(|i| tables.rows.get(*i)) {
                chain.feed(row.clone());
            }
            chain.end();
        }
        Ok(report)
    }

    fn backup(&self, to: &Path) -> Result<BackupReport, StoreError> {
        let tables = self.tables();
        let commands = tables.commands.iter().map(|((c, id), done)| (c, *id, *done));
        sqlite::write_copy(to, &tables.heads(), &tables.rows, commands, tables.blobs.values())
    }
}
