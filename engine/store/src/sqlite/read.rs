//! Reading events, heads and commands.

use rusqlite::{Connection, OptionalExtension, Row as SqlRow};
use wallchart_campaign::{CommandId, Seq};
use wallchart_plan::ids::CampaignId;

use crate::admit::Done;
use crate::envelope::Row;
use crate::{CampaignHead, EventHash, Head, Place, Position, Restored, StoreError, Stored};

/// The columns that [`row`] reads.
pub(super) const COLUMNS: &str = "e.position, c.name, e.seq, e.recorded_at, e.occurred_at, \
     e.actor_kind, e.actor_id, e.on_behalf_of, e.via, e.command, e.cause, e.revision, e.kind, \
     e.kind_version, e.salt, e.inner, e.hash, e.body";

/// Reads one event's columns.
pub(super) fn row(r: &SqlRow<'_>) -> rusqlite::Result<Row> {
    Ok(Row {
        position: unsigned(r, 0)?,
        campaign: CampaignId::from(r.get::<_, String>(1)?),
        seq: unsigned(r, 2)?,
        recorded_ms: r.get(3)?,
        occurred_ms: r.get(4)?,
        actor_kind: r.get(5)?,
        actor_id: r.get(6)?,
        on_behalf_of: r.get(7)?,
        via: r.get(8)?,
        command: r.get(9)?,
        cause: r.get::<_, Option<i64>>(10)?.map(i64::cast_unsigned),
        revision: r.get(11)?,
        kind: r.get(12)?,
        kind_version: r.get(13)?,
        salt: r.get(14)?,
        inner: r.get(15)?,
        hash: EventHash(r.get(16)?),
        body: r.get(17)?,
    })
}

fn unsigned(r: &SqlRow<'_>, column: usize) -> rusqlite::Result<u64> {
    Ok(r.get::<_, i64>(column)?.cast_unsigned())
}

/// SQLite's numbers are signed; nothing is stored beyond them.
fn signed(n: u64) -> i64 {
    i64::try_from(n).unwrap_or(i64::MAX)
}

fn limit_of(limit: usize) -> i64 {
    i64::try_from(limit).unwrap_or(i64::MAX)
}

pub(super) fn stream(
    conn: &Connection,
    campaign: &CampaignId,
    from: Seq,
    limit: usize,
) -> Result<Vec<Stored>, StoreError> {
    let mut statement = conn.prepare_cached(&format!(
        "SELECT {COLUMNS} FROM campaigns c JOIN events e ON e.campaign = c.id
         WHERE c.name = ? AND e.seq >= ? ORDER BY e.seq LIMIT ?"
    ))?;
    let rows = statement.query_map((campaign.as_str(), signed(from.0), limit_of(limit)), row)?;
    rows.map(|r| r?.open_whole()).collect()
}

pub(super) fn all(
    conn: &Connection,
    from: Position,
    limit: usize,
) -> Result<Vec<Stored>, StoreError> {
    let mut statement = conn.prepare_cached(&format!(
        "SELECT {COLUMNS} FROM events e JOIN campaigns c ON c.id = e.campaign
         WHERE e.position >= ? ORDER BY e.position LIMIT ?"
    ))?;
    let rows = statement.query_map((signed(from.0), limit_of(limit)), row)?;
    rows.map(|r| r?.open_whole()).collect()
}

pub(super) fn campaign_number(
    conn: &Connection,
    campaign: &CampaignId,
) -> Result<Option<i64>, StoreError> {
    let mut statement = conn.prepare_cached("SELECT id FROM campaigns WHERE name = ?")?;
    Ok(statement.query_row([campaign.as_str()], |r| r.get(0)).optional()?)
}

pub(super) fn head(conn: &Connection, campaign: &CampaignId) -> Result<Option<Head>, StoreError> {
    let Some(id) = campaign_number(conn, campaign)? else { return Ok(None) };
    let mut statement = conn.prepare_cached(
        "SELECT seq, position, hash FROM events WHERE campaign = ? ORDER BY seq DESC LIMIT 1",
    )?;
    Ok(statement.query_row([id], |r| head_at(r, 0)).optional()?)
}

fn head_at(r: &SqlRow<'_>, column: usize) -> rusqlite::Result<Head> {
    Ok(Head {
        seq: Seq(unsigned(r, column)?),
        position: Position(unsigned(r, column + 1)?),
        hash: EventHash(r.get(column + 2)?),
    })
}

pub(super) fn campaigns(conn: &Connection) -> Result<Vec<CampaignHead>, StoreError> {
    let mut statement = conn.prepare_cached(
        "SELECT c.name, e.seq, e.position, e.hash FROM campaigns c
         JOIN events e ON e.campaign = c.id
            AND e.seq = (SELECT max(seq) FROM events WHERE campaign = c.id)
         ORDER BY c.id",
    )?;
    let rows = statement.query_map([], |r| {
        let campaign = CampaignId::from(r.get::<_, String>(0)?);
        Ok(CampaignHead { campaign, head: head_at(r, 1)? })
    })?;
    Ok(rows.collect::<Result<_, _>>()?)
}

pub(super) fn done(
    conn: &Connection,
    campaign: &CampaignId,
    command: CommandId,
) -> Result<Option<Done>, StoreError> {
    let Some(id) = campaign_number(conn, campaign)? else { return Ok(None) };
    let mut statement = conn.prepare_cached(
        "SELECT first, last, position, request FROM commands WHERE campaign = ? AND command = ?",
    )?;
    let read = |r: &SqlRow<'_>| {
        let place = Place {
            first: Seq(unsigned(r, 0)?),
            last: Seq(unsigned(r, 1)?),
            position: Position(unsigned(r, 2)?),
        };
        Ok(Done { place, request: r.get(3)? })
    };
    Ok(statement.query_row((id, command.0.as_bytes()), read).optional()?)
}

pub(super) fn last_position(conn: &Connection) -> Result<Position, StoreError> {
    let mut statement = conn.prepare_cached("SELECT coalesce(max(position), 0) FROM events")?;
    Ok(Position(statement.query_row([], |r| unsigned(r, 0))?))
}

/// How often a backup took the place of what was here.
pub(super) fn generation(conn: &Connection) -> Result<u64, StoreError> {
    match conn.prepare_cached("SELECT count(*) FROM restores") {
        Ok(mut statement) => Ok(statement.query_row([], |r| unsigned(r, 0))?),
        // A file of the first version that can't be upgraded because it is only read.
        Err(_) if super::schema::version(conn)? < 2 => Ok(0),
        Err(e) => Err(e.into()),
    }
}

/// When backups took the place of what was here, in order.
pub(super) fn restores(conn: &Connection) -> Result<Vec<Restored>, StoreError> {
    let mut rows =
        conn.prepare("SELECT at, position, position_before, kept FROM restores ORDER BY n")?;
    let rows = rows.query_map([], |r| {
        let [position, position_before] = [Position(unsigned(r, 1)?), Position(unsigned(r, 2)?)];
        Ok(Restored { at_ms: r.get(0)?, position, position_before, kept: r.get(3)? })
    })?;
    Ok(rows.collect::<Result<_, _>>()?)
}
