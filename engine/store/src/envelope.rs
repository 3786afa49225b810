//! An event as its stored bytes, and the hash over them. Fixed for ever: the golden test says so.
//!
//! ```text
//! inner = H("wallchart event body 1"     ‖ salt ‖ body)
//! hash  = H("wallchart event envelope 1" ‖ previous ‖ envelope ‖ inner)
//! ```
//!
//! H is BLAKE3, `previous` the hash of the campaign's event before (32 zero bytes for the first). The
//! envelope is, in this order: campaign, seq, recorded_at, occurred_at, actor kind, actor id?,
//! on_behalf_of?, via, command, cause?, revision, kind, kind_version. Numbers are little-endian (seq and
//! cause u64; times i64, UTC milliseconds; revision and kind_version u32), a text is its length in bytes
//! (u32) and its UTF-8, the command its 16 bytes; what may be absent (`?`) is a byte 0, or a byte 1 and
//! the value.
//!
//! A redaction removes salt and body and keeps `inner`, so the chain still holds. The position is not in
//! the hash: it says where a row stands in one store, and a stream may move to another.

use blake3::Hasher;
use chrono::DateTime;
use uuid::Uuid;
use wallchart_campaign::{Actor, CommandId, Face, Meta, Seq};
use wallchart_plan::ids::{CampaignId, PersonId, UnitId};

use crate::{EventHash, NewEvent, Position, StoreError, Stored};

const BODY: &[u8] = b"wallchart event body 1";
const ENVELOPE: &[u8] = b"wallchart event envelope 1";

/// What stands before a campaign's first event.
pub(crate) const GENESIS: EventHash = EventHash([0; 32]);

/// An event in the form that is stored and hashed. Texts may be anything until [`Row::open`] reads them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Row {
    pub(crate) position: u64,
    pub(crate) campaign: CampaignId,
    pub(crate) seq: u64,
    pub(crate) recorded_ms: i64,
    pub(crate) occurred_ms: i64,
    pub(crate) actor_kind: String,
    pub(crate) actor_id: Option<String>,
    pub(crate) on_behalf_of: Option<String>,
    pub(crate) via: String,
    pub(crate) command: [u8; 16],
    pub(crate) cause: Option<u64>,
    pub(crate) revision: u32,
    pub(crate) kind: String,
    pub(crate) kind_version: u32,
    pub(crate) salt: Option<[u8; 16]>,
    pub(crate) body: Option<Vec<u8>>,
    pub(crate) inner: [u8; 32],
    pub(crate) hash: EventHash,
}

/// Where a new event goes.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Slot {
    pub(crate) position: Position,
    pub(crate) seq: Seq,
    pub(crate) previous: EventHash,
    pub(crate) salt: [u8; 16],
}

impl Row {
    /// Gives an event its place and hashes.
    pub(crate) fn seal(campaign: &CampaignId, event: NewEvent, slot: Slot) -> Row {
        let NewEvent { meta, kind, kind_version, body } = event;
        let (actor_kind, actor_id) = actor_columns(meta.actor);
        let mut row = Row {
            position: slot.position.0,
            campaign: campaign.clone(),
            seq: slot.seq.0,
            recorded_ms: meta.recorded_at.timestamp_millis(),
            occurred_ms: meta.occurred_at.timestamp_millis(),
            actor_kind: actor_kind.to_owned(),
            actor_id,
            on_behalf_of: meta.on_behalf_of.map(|u| u.as_str().to_owned()),
            via: face_column(meta.via).to_owned(),
            command: *meta.command.0.as_bytes(),
            cause: meta.cause.map(|s| s.0),
            revision: meta.revision,
            kind,
            kind_version,
            inner: inner_hash(&slot.salt, &body),
            salt: Some(slot.salt),
            body: Some(body),
            hash: GENESIS,
        };
        row.hash = row.chain_hash(slot.previous);
        row
    }

    /// The hash that the row should have after an event of that hash.
    pub(crate) fn chain_hash(&self, previous: EventHash) -> EventHash {
        let mut h = Hasher::new();
        h.update(ENVELOPE).update(&previous.0);
        text(&mut h, self.campaign.as_str());
        h.update(&self.seq.to_le_bytes());
        h.update(&self.recorded_ms.to_le_bytes());
        h.update(&self.occurred_ms.to_le_bytes());
        text(&mut h, &self.actor_kind);
        optional_text(&mut h, self.actor_id.as_deref());
        optional_text(&mut h, self.on_behalf_of.as_deref());
        text(&mut h, &self.via);
        h.update(&self.command);
        match self.cause {
            None => h.update(&[0]),
            Some(seq) => h.update(&[1]).update(&seq.to_le_bytes()),
        };
        h.update(&self.revision.to_le_bytes());
        text(&mut h, &self.kind);
        h.update(&self.kind_version.to_le_bytes());
        h.update(&self.inner);
        EventHash(*h.finalize().as_bytes())
    }

    /// Whether the body is the one that was hashed; `None` if it was redacted.
    pub(crate) fn body_holds(&self) -> Option<bool> {
        match (&self.salt, &self.body) {
            (Some(salt), Some(body)) => Some(inner_hash(salt, body) == self.inner),
            (None, None) => None,
            _ => Some(false),
        }
    }

    /// Removes the body for good.
    pub(crate) fn redact(&mut self) {
        self.salt = None;
        self.body = None;
    }

    /// Reads the row as an event that somebody will decide on. The chain is for `verify`; but a body that
    /// isn't what was appended is an error.
    pub(crate) fn open_whole(self) -> Result<Stored, StoreError> {
        if self.body_holds() == Some(false) {
            let (campaign, seq) = (&self.campaign, self.seq);
            let what = format!("{campaign} event {seq}: its body is not what was appended");
            return Err(StoreError::corrupt(what));
        }
        self.open()
    }

    /// Reads the row as an event.
    pub(crate) fn open(self) -> Result<Stored, StoreError> {
        let (campaign, seq) = (&self.campaign, self.seq);
        let bad = |what: &str| StoreError::corrupt(format!("{campaign} event {seq}: {what}"));
        let time = |ms| DateTime::from_timestamp_millis(ms).ok_or_else(|| bad("time"));
        let meta = Meta {
            recorded_at: time(self.recorded_ms)?,
            occurred_at: time(self.occurred_ms)?,
            actor: actor(&self.actor_kind, self.actor_id.as_deref()).ok_or_else(|| bad("actor"))?,
            on_behalf_of: self.on_behalf_of.as_deref().map(UnitId::from),
            via: face(&self.via).ok_or_else(|| bad("via"))?,
            command: CommandId(Uuid::from_bytes(self.command)),
            cause: self.cause.map(Seq),
            revision: self.revision,
        };
        Ok(Stored {
            position: Position(self.position),
            seq: Seq(self.seq),
            meta,
            kind: self.kind,
            kind_version: self.kind_version,
            salt: self.salt,
            body: self.body,
            hash: self.hash,
            campaign: self.campaign,
        })
    }
}

fn inner_hash(salt: &[u8; 16], body: &[u8]) -> [u8; 32] {
    *Hasher::new().update(BODY).update(salt).update(body).finalize().as_bytes()
}

fn text(h: &mut Hasher, s: &str) {
    // No column is near 4 GiB: SQLite stops at 1 GB.
    let length = u32::try_from(s.len()).unwrap_or(u32::MAX);
    h.update(&length.to_le_bytes()).update(s.as_bytes());
}

fn optional_text(h: &mut Hasher, s: Option<&str>) {
    match s {
        None => {
            h.update(&[0]);
        }
        Some(s) => {
            h.update(&[1]);
            text(h, s);
        }
    }
}

/// Written out here rather than by serde: these words are in the hash.
fn actor_columns(actor: Actor) -> (&'static str, Option<String>) {
    match actor {
        Actor::Operator => ("operator", None),
        Actor::Person(id) => ("person", Some(id.as_str().to_owned())),
        Actor::Unit(id) => ("unit", Some(id.as_str().to_owned())),
        Actor::Program(name) => ("program", Some(name)),
        Actor::System => ("system", None),
    }
}

fn actor(kind: &str, id: Option<&str>) -> Option<Actor> {
    Some(match (kind, id) {
        ("operator", None) => Actor::Operator,
        ("person", Some(id)) => Actor::Person(PersonId::from(id)),
        ("unit", Some(id)) => Actor::Unit(UnitId::from(id)),
        ("program", Some(name)) => Actor::Program(name.to_owned()),
        ("system", None) => Actor::System,
        _ => return None,
    })
}

fn face_column(face: Face) -> &'static str {
    match face {
        Face::Cli => "cli",
        Face::Tui => "tui",
        Face::Http => "http",
        Face::Page => "page",
        Face::Embedded => "embedded",
        Face::Clock => "clock",
    }
}

fn face(column: &str) -> Option<Face> {
    Some(match column {
        "cli" => Face::Cli,
        "tui" => Face::Tui,
        "http" => Face::Http,
        "page" => Face::Page,
        "embedded" => Face::Embedded,
        "clock" => Face::Clock,
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn event(actor: Actor, cause: Option<u64>, on_behalf_of: Option<&str>) -> NewEvent {
        NewEvent {
            meta: Meta {
                recorded_at: DateTime::from_timestamp_millis(1_772_330_400_123).unwrap(),
                occurred_at: DateTime::from_timestamp_millis(1_772_330_000_000).unwrap(),
                actor,
                on_behalf_of: on_behalf_of.map(UnitId::from),
                via: Face::Cli,
                command: CommandId(Uuid::from_u128(0x0123_4567_89ab_cdef_0123_4567_89ab_cdef)),
                cause: cause.map(Seq),
                revision: 1,
            },
            kind: "task_started".to_owned(),
            kind_version: 1,
            body: br#"{"task":7}"#.to_vec(),
        }
    }

    fn slot(seq: u64, previous: EventHash) -> Slot {
        Slot { position: Position(seq), seq: Seq(seq), previous, salt: [7; 16] }
    }

    /// A change here makes every store in the field unreadable: add a version, never edit.
    #[test]
    fn golden_hashes() {
        let campaign = CampaignId::from("315-2026");
        let first = Row::seal(&campaign, event(Actor::Operator, None, None), slot(1, GENESIS));
        let unit = Actor::Unit(UnitId::from("城东所"));
        let second = Row::seal(&campaign, event(unit, Some(1), Some("商会")), slot(2, first.hash));
        assert_eq!(
            EventHash(first.inner).to_string(),
            "3ff8a866e3b7b9208ba32a55ad681b7e4f0d91d3b539ffb5fc6263ffaa9b6f93"
        );
        assert_eq!(
            first.hash.to_string(),
            "22d7a4ae40099cc63142f5d7dc9641b5f01f3c2d98c8d10405ac75e41926a4bb"
        );
        assert_eq!(
            second.hash.to_string(),
            "f31b6fdd85d60bacee36a3b84e413d821d7b4644edc252c87e8a3778bc41643e"
        );
    }

    /// The bytes as the head of this file describes them, written out by hand.
    #[test]
    fn the_encoding_is_as_documented() {
        let campaign = CampaignId::from("315-2026");
        let unit = Actor::Unit(UnitId::from("城东所"));
        let previous = EventHash([9; 32]);
        let row = Row::seal(&campaign, event(unit, Some(1), Some("商会")), slot(2, previous));
        let inner = [b"wallchart event body 1".as_slice(), &[7; 16], br#"{"task":7}"#].concat();
        let inner = *blake3::hash(&inner).as_bytes();
        let envelope: [&[u8]; 18] = [
            b"wallchart event envelope 1",
            &[9; 32],
            b"\x08\0\0\x00315-2026",
            b"\x02\0\0\0\0\0\0\0",
            &1_772_330_400_123_i64.to_le_bytes(),
            &1_772_330_000_000_i64.to_le_bytes(),
            b"\x04\0\0\0unit",
            b"\x01\x09\0\0\0",
            "城东所".as_bytes(),
            b"\x01\x06\0\0\0",
            "商会".as_bytes(),
            b"\x03\0\0\0cli",
            b"\x01\x23\x45\x67\x89\xab\xcd\xef\x01\x23\x45\x67\x89\xab\xcd\xef",
            b"\x01\x01\0\0\0\0\0\0\0",
            b"\x01\0\0\0",
            b"\x0c\0\0\0task_started",
            b"\x01\0\0\0",
            &inner,
        ];
        assert_eq!(row.hash.0, *blake3::hash(&envelope.concat()).as_bytes());
    }

    #[test]
    fn every_field_of_the_envelope_is_in_the_hash() {
        let campaign = CampaignId::from("315-2026");
        let unit = Actor::Unit(UnitId::from("城东所"));
        let row = Row::seal(&campaign, event(unit, Some(1), Some("商会")), slot(2, GENESIS));
        let changes: [fn(&mut Row); 15] = [
            |r| r.campaign = CampaignId::from("315-2027"),
            |r| r.seq += 1,
            |r| r.recorded_ms += 1,
            |r| r.occurred_ms += 1,
            |r| r.actor_kind = "person".to_owned(),
            |r| r.actor_id = Some("城西所".to_owned()),
            |r| r.actor_id = None,
            |r| r.on_behalf_of = None,
            |r| r.via = "tui".to_owned(),
            |r| r.command[15] ^= 1,
            |r| r.cause = None,
            |r| r.revision += 1,
            |r| r.kind.push('x'),
            |r| r.kind_version += 1,
            |r| r.inner[0] ^= 1,
        ];
        for (i, change) in changes.iter().enumerate() {
            let mut other = row.clone();
            change(&mut other);
            assert_ne!(other.chain_hash(GENESIS), row.hash, "change {i}");
        }
        assert_ne!(row.chain_hash(EventHash([1; 32])), row.hash);
        assert_eq!(row.chain_hash(GENESIS), row.hash);
    }

    #[test]
    fn a_redacted_row_keeps_its_hash() {
        let campaign = CampaignId::from("c");
        let mut row = Row::seal(&campaign, event(Actor::System, None, None), slot(1, GENESIS));
        assert_eq!(row.body_holds(), Some(true));
        row.redact();
        assert_eq!(row.body_holds(), None);
        assert_eq!(row.chain_hash(GENESIS), row.hash);
        row.salt = Some([0; 16]);
        assert_eq!(row.body_holds(), Some(false));
    }

    #[test]
    fn every_actor_and_face_comes_back() {
        let actors = [
            Actor::Operator,
            Actor::Person(PersonId::from("城东-甲")),
            Actor::Unit(UnitId::from("城东所")),
            Actor::Program("bot".to_owned()),
            Actor::System,
        ];
        for a in actors {
            let (kind, id) = actor_columns(a.clone());
            assert_eq!(actor(kind, id.as_deref()), Some(a));
        }
        for f in [Face::Cli, Face::Tui, Face::Http, Face::Page, Face::Embedded, Face::Clock] {
            assert_eq!(face(face_column(f)), Some(f));
        }
        assert_eq!(actor("unit", None), None);
        assert_eq!(face("phone"), None);
    }
}
