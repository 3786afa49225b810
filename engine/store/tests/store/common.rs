//! Makes appends, and stores of each kind.

use std::path::PathBuf;

use chrono::DateTime;
use uuid::Uuid;
use wallchart_campaign::{Actor, CommandId, Face, Meta, Seq};
use wallchart_plan::ids::{CampaignId, UnitId};
use wallchart_store::{Append, EventStore, NewEvent, OpenMode, Outcome, Place, SqliteStore};

pub(crate) fn campaign() -> CampaignId {
    CampaignId::from("315-2026")
}

pub(crate) fn command(n: u128) -> CommandId {
    CommandId(Uuid::from_u128(n))
}

pub(crate) fn event(command: CommandId, body: &str) -> NewEvent {
    let meta = Meta {
        recorded_at: DateTime::from_timestamp_millis(1_772_330_400_123).unwrap(),
        occurred_at: DateTime::from_timestamp_millis(1_772_330_000_000).unwrap(),
        actor: Actor::Unit(UnitId::from("城东所")),
        on_behalf_of: Some(UnitId::from("商会")),
        via: Face::Tui,
        command,
        cause: Some(Seq(1)),
        revision: 3,
    };
    NewEvent { meta, kind: "commented".to_owned(), kind_version: 1, body: body.as_bytes().to_vec() }
}

/// An append of `events` events by command `n`.
pub(crate) fn append(campaign: &CampaignId, expected: u64, n: u128, events: usize) -> Append {
    let id = command(n);
    let events = (0..events).map(|i| event(id, &format!("command {n} event {i}"))).collect();
    Append::new(campaign.clone(), Seq(expected), id, events)
}

/// Appends one thing and insists that it was.
pub(crate) fn must(store: &dyn EventStore, append: Append) -> Place {
    match one(store, append) {
        Outcome::Appended(place) => place,
        other => panic!("{other:?}"),
    }
}

pub(crate) fn one(store: &dyn EventStore, append: Append) -> Outcome {
    store.append_many(vec![append]).unwrap().remove(0)
}

/// A store in a folder of its own, which goes when dropped.
pub(crate) struct InFolder {
    pub(crate) store: SqliteStore,
    pub(crate) path: PathBuf,
    pub(crate) _folder: tempfile::TempDir,
}

pub(crate) fn sqlite() -> InFolder {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("挂图 作战.db");
    let store = SqliteStore::open(&path, OpenMode::Create).unwrap();
    InFolder { store, path, _folder: folder }
}
