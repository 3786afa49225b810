//! Checking the file, and everything in it.

use std::collections::BTreeMap;

use rusqlite::Connection;
use wallchart_campaign::Seq;
use wallchart_plan::ids::CampaignId;

use super::{read, schema};
use crate::verify::{Chain, Commands};
use crate::{BlobHash, Position, Problem, StoreError, VerifyReport, Wrong};

/// Checks the pages, not their contents. Errors with what was found.
pub(super) fn quick(conn: &Connection) -> Result<(), StoreError> {
    match pages(conn, "PRAGMA quick_check(3)")?.as_slice() {
        [] => Ok(()),
        found => Err(StoreError::corrupt(found.join("; "))),
    }
}

fn pages(conn: &Connection, pragma: &str) -> Result<Vec<String>, StoreError> {
    let mut statement = conn.prepare(pragma)?;
    let found = statement.query_map([], |r| r.get::<_, String>(0))?;
    let mut found: Vec<String> = found.collect::<Result<_, _>>()?;
    found.retain(|line| line != "ok");
    Ok(found)
}

type Check = fn(&Connection, &mut VerifyReport) -> Result<(), StoreError>;

/// Checks everything, as it stood at one moment.
pub(super) fn verify(conn: &Connection) -> Result<VerifyReport, StoreError> {
    // Who copies it meanwhile has a transaction already.
    let tx = conn.is_autocommit().then(|| conn.unchecked_transaction()).transpose()?;
    let tx: &Connection = tx.as_deref().unwrap_or(conn);
    let mut report = VerifyReport::default();
    let whole = |what| Problem { campaign: None, seq: None, what };
    match pages(tx, "PRAGMA integrity_check") {
        Ok(found) => report.problems.extend(found.into_iter().map(|f| whole(Wrong::File(f)))),
        Err(e) => report.problems.push(whole(Wrong::File(e.to_string()))),
    }
    structure(tx, &mut report)?;
    // A page that can't be read ends a check, but not the others.
    let checks: [Check; 5] = [chains, positions, blobs, snapshots, restores];
    for check in checks {
        if let Err(e) = check(tx, &mut report) {
            report.problems.push(whole(Wrong::File(e.to_string())));
        }
    }
    Ok(report)
}

/// Compares the structure with what the migrations make.
fn structure(conn: &Connection, report: &mut VerifyReport) -> Result<(), StoreError> {
    let mut fresh = Connection::open_in_memory()?;
    // A file of an earlier version that is only read stays as it is.
    schema::migrate_to(&mut fresh, schema::version(conn)?.min(schema::VERSION))?;
    let ours: BTreeMap<_, _> = schema::objects(&fresh)?.into_iter().collect();
    let theirs: BTreeMap<_, _> = schema::objects(conn)?.into_iter().collect();
    let altered = ours.iter().filter(|(name, sql)| theirs.get(*name) != Some(*sql));
    // Tables that SQLite makes for itself, such as statistics, do no harm.
    let added =
        theirs.iter().filter(|(name, _)| !ours.contains_key(*name) && !name.contains(" sqlite_"));
    for (object, _) in altered.chain(added) {
        let what = Wrong::Schema(object.clone());
        report.problems.push(Problem { campaign: None, seq: None, what });
    }
    Ok(())
}

fn chains(conn: &Connection, report: &mut VerifyReport) -> Result<(), StoreError> {
    let mut statement = conn.prepare("SELECT id, name FROM campaigns ORDER BY id")?;
    let campaigns = statement.query_map([], |r| Ok((r.get(0)?, r.get::<_, String>(1)?)))?;
    for campaign in campaigns {
        let (id, name) = campaign?;
        chain(conn, id, CampaignId::from(name), report)?;
    }
    Ok(())
}

fn chain(
    conn: &Connection,
    id: i64,
    campaign: CampaignId,
    report: &mut VerifyReport,
) -> Result<(), StoreError> {
    let mut statement =
        conn.prepare("SELECT command, first, last FROM commands WHERE campaign = ?")?;
    let commands = statement.query_map([id], |r| {
        let ends: (i64, i64) = (r.get(1)?, r.get(2)?);
        Ok((r.get(0)?, (ends.0.cast_unsigned(), ends.1.cast_unsigned())))
    })?;
    let commands: Commands = commands.collect::<Result<_, _>>()?;
    let mut unreadable = Vec::new();
    let mut chain = Chain::new(report, campaign.clone(), commands);
    let mut statement = conn.prepare(&format!(
        "SELECT {} FROM events e JOIN campaigns c ON c.id = e.campaign
         WHERE e.campaign = ? ORDER BY e.seq",
        read::COLUMNS
    ))?;
    let mut rows = statement.query([id])?;
    while let Some(r) = rows.next()? {
        match read::row(r) {
            Ok(row) => chain.feed(row),
            Err(e) => {
                let seq = r.get::<_, i64>(2).ok().map(|s| Seq(s.cast_unsigned()));
                unreadable.push((seq, e.to_string()));
            }
        }
    }
    chain.end();
    for (seq, detail) in unreadable {
        let what = Wrong::Unreadable(detail);
        report.problems.push(Problem { campaign: Some(campaign.clone()), seq, what });
    }
    Ok(())
}

/// Positions have no gaps.
fn positions(conn: &Connection, report: &mut VerifyReport) -> Result<(), StoreError> {
    let mut statement = conn.prepare(
        "SELECT position FROM (
            SELECT position, lag(position, 1, 0) OVER (ORDER BY position) AS before FROM events
         ) WHERE position <> before + 1",
    )?;
    let gaps = statement.query_map([], |r| r.get::<_, i64>(0))?;
    for gap in gaps {
        let what = Wrong::Position(Position(gap?.cast_unsigned()));
        report.problems.push(Problem { campaign: None, seq: None, what });
    }
    Ok(())
}

fn blobs(conn: &Connection, report: &mut VerifyReport) -> Result<(), StoreError> {
    let mut statement = conn.prepare("SELECT hash, body FROM blobs")?;
    let mut rows = statement.query([])?;
    while let Some(r) = rows.next()? {
        report.blobs += 1;
        let (hash, body): ([u8; 32], Vec<u8>) = (r.get(0)?, r.get(1)?);
        let hash = BlobHash(hash);
        if BlobHash::of(&body) != hash {
            report.problems.push(Problem { campaign: None, seq: None, what: Wrong::Blob(hash) });
        }
    }
    Ok(())
}

fn snapshots(conn: &Connection, report: &mut VerifyReport) -> Result<(), StoreError> {
    let mut statement = conn.prepare(
        "SELECT c.name, s.seq, s.body_hash, s.body, s.at_hash IS e.hash
         FROM snapshots s JOIN campaigns c ON c.id = s.campaign
         LEFT JOIN events e ON e.campaign = s.campaign AND e.seq = s.seq",
    )?;
    let mut rows = statement.query([])?;
    while let Some(r) = rows.next()? {
        let (hash, body): ([u8; 32], Vec<u8>) = (r.get(2)?, r.get(3)?);
        if BlobHash::of(&body).0 != hash || !r.get::<_, bool>(4)? {
            let campaign = Some(CampaignId::from(r.get::<_, String>(0)?));
            let seq = Some(Seq(r.get::<_, i64>(1)?.cast_unsigned()));
            report.problems.push(Problem { campaign, seq, what: Wrong::Snapshot });
        }
    }
    Ok(())
}

fn restores(conn: &Connection, report: &mut VerifyReport) -> Result<(), StoreError> {
    if schema::version(conn)? >= 2 {
        report.restores = read::restores(conn)?;
    }
    Ok(())
}
