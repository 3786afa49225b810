//! Verify finds what was altered behind the store's back, and says where.

use rusqlite::Connection;
use wallchart_campaign::Seq;
use wallchart_store::{BlobHash, EventStore, Position, Snapshot, StoreError, Wrong};

use crate::common::{InFolder, append, campaign, command, must, sqlite};

/// Five events: two by command 1, one each by 2, 3 and 4; a blob and a snapshot.
fn sample() -> InFolder {
    let made = sqlite();
    must(&made.store, append(&campaign(), 0, 1, 2));
    for n in 2..5 {
        must(&made.store, append(&campaign(), u64::try_from(n).unwrap(), n, 1));
    }
    made.store.put_blob(b"evidence").unwrap();
    let snapshot = Snapshot { fold_version: 1, seq: Seq(4), body: b"state".to_vec() };
    made.store.save_snapshot(&campaign(), &snapshot).unwrap();
    made
}

/// Alters the file as somebody would who knows it well: takes the triggers away and puts them back.
fn tamper(made: &InFolder, sql: &str) {
    let conn = Connection::open(&made.path).unwrap();
    conn.pragma_update(None, "foreign_keys", false).unwrap();
    let mut found =
        conn.prepare("SELECT name, sql FROM sqlite_schema WHERE type = 'trigger'").unwrap();
    let triggers: Vec<(String, String)> =
        found.query_map([], |r| Ok((r.get(0)?, r.get(1)?))).unwrap().map(Result::unwrap).collect();
    assert_eq!(triggers.len(), 2);
    for (name, _) in &triggers {
        conn.execute_batch(&format!("DROP TRIGGER {name}")).unwrap();
    }
    assert!(conn.execute(sql, []).unwrap() > 0, "{sql} alters nothing");
    for (_, text) in &triggers {
        conn.execute_batch(text).unwrap();
    }
}

#[track_caller]
fn check(sql: &str, expect: &[(Option<u64>, Wrong)]) {
    let made = sample();
    assert!(made.store.verify().unwrap().is_sound());
    tamper(&made, sql);
    let found = made.store.verify().unwrap().problems;
    let found: Vec<_> = found.into_iter().map(|p| (p.seq.map(|s| s.0), p.what)).collect();
    assert_eq!(found, expect, "{sql}");
}

#[test]
fn an_altered_body() {
    check("UPDATE events SET body = x'00' WHERE seq = 2", &[(Some(2), Wrong::Body)]);
    check("UPDATE events SET salt = zeroblob(16) WHERE seq = 2", &[(Some(2), Wrong::Body)]);
    check("UPDATE events SET salt = NULL WHERE seq = 2", &[(Some(2), Wrong::HalfRedacted)]);
    let both = [(Some(2), Wrong::Hash), (Some(2), Wrong::Body)];
    check("UPDATE events SET inner = zeroblob(32) WHERE seq = 2", &both);
}

#[test]
fn an_altered_envelope() {
    for set in [
        "recorded_at = recorded_at + 1",
        "occurred_at = 0",
        "actor_id = '城西所'",
        "on_behalf_of = NULL",
        "via = 'cli'",
        "cause = NULL",
        "revision = 4",
        "kind = 'task_closed'",
        "kind_version = 2",
    ] {
        let sql = format!("UPDATE events SET {set} WHERE seq = 3");
        check(&sql, &[(Some(3), Wrong::Hash)]);
    }
    let made = sample();
    tamper(&made, "UPDATE events SET via = 'fax' WHERE seq = 3");
    let found = made.store.verify().unwrap().problems;
    assert!(matches!(found[1].what, Wrong::Unreadable(_)), "{found:?}");
    let read = made.store.read(&campaign(), Seq(1), 9);
    assert!(matches!(read, Err(StoreError::Corrupt { .. })), "{read:?}");
}

#[test]
fn an_altered_hash() {
    let both = [(Some(2), Wrong::Hash), (Some(3), Wrong::Hash)];
    check("UPDATE events SET hash = zeroblob(32) WHERE seq = 2", &both);
}

#[test]
fn a_missing_event() {
    let gap = Wrong::Gap { expected: Seq(3) };
    let position = (None, Wrong::Position(Position(4)));
    check(
        "DELETE FROM events WHERE seq = 3",
        &[(Some(4), gap), (Some(3), Wrong::CommandWrong), position],
    );
    // The end of the chain is missed by the table of commands.
    check("DELETE FROM events WHERE seq = 5", &[(Some(5), Wrong::CommandWrong)]);
}

#[test]
fn an_altered_order() {
    let at = |p| Wrong::Position(Position(p));
    let found = [(Some(3), at(3)), (None, at(3)), (None, at(9))];
    check("UPDATE events SET position = 9 WHERE seq = 2", &found);
}

#[test]
fn an_altered_table_of_commands() {
    check("DELETE FROM commands WHERE first = 3", &[(Some(3), Wrong::CommandMissing)]);
    check("UPDATE commands SET last = 3 WHERE first = 1", &[(Some(1), Wrong::CommandWrong)]);
}

#[test]
fn a_command_recorded_twice() {
    let twice = [
        (Some(4), Wrong::Hash),
        (Some(4), Wrong::CommandTwice(command(1))),
        (Some(4), Wrong::CommandWrong),
    ];
    check(
        "UPDATE events SET command = (SELECT command FROM events WHERE seq = 1) WHERE seq = 4",
        &twice,
    );
}

#[test]
fn an_altered_blob() {
    let hash = BlobHash::of(b"evidence");
    let sql = "UPDATE blobs SET body = x'00'";
    check(sql, &[(None, Wrong::Blob(hash))]);
    let made = sample();
    tamper(&made, sql);
    assert!(matches!(made.store.blob(&hash), Err(StoreError::Corrupt { .. })));
}

#[test]
fn an_altered_snapshot_counts_as_none() {
    for sql in ["UPDATE snapshots SET body = x'00'", "UPDATE snapshots SET at_hash = zeroblob(32)"]
    {
        check(sql, &[(Some(4), Wrong::Snapshot)]);
        let made = sample();
        tamper(&made, sql);
        assert_eq!(made.store.load_snapshot(&campaign(), 1, None).unwrap(), None);
    }
}

#[test]
fn an_altered_structure() {
    let made = sample();
    let conn = Connection::open(&made.path).unwrap();
    conn.execute_batch("DROP TRIGGER events_are_never_deleted; CREATE TABLE mine (x)").unwrap();
    let found: Vec<_> = made.store.verify().unwrap().problems.into_iter().map(|p| p.what).collect();
    let names = ["trigger events_are_never_deleted", "table mine"];
    assert_eq!(found, names.map(|n| Wrong::Schema(n.to_owned())));
}

#[test]
fn the_file_itself_refuses_changes() {
    let made = sample();
    let conn = Connection::open(&made.path).unwrap();
    for sql in [
        "DELETE FROM events WHERE seq = 5",
        "UPDATE events SET body = x'00'",
        "UPDATE events SET kind = 'x', salt = NULL, body = NULL WHERE seq = 1",
        "UPDATE events SET via = NULL, salt = NULL, body = NULL WHERE seq = 1",
    ] {
        assert!(conn.execute(sql, []).is_err(), "{sql}");
    }
    conn.execute("UPDATE events SET salt = NULL, body = NULL WHERE seq = 1", []).unwrap();
    let report = made.store.verify().unwrap();
    assert_eq!((report.problems, report.redacted), (vec![], vec![(campaign(), Seq(1))]));
}

#[test]
fn damaged_pages_are_reported_not_fatal() {
    let made = sample();
    let (path, folder) = (made.path.clone(), made._folder);
    for n in 0..300 {
        must(&made.store, append(&campaign(), 5 + n, 100 + u128::from(n), 1));
    }
    drop(made.store);
    let store = wallchart_store::SqliteStore::open(&path, wallchart_store::OpenMode::Existing);
    let store = store.unwrap();
    let mut bytes = std::fs::read(&path).unwrap();
    let page = bytes.len() / 4096 / 2 * 4096;
    bytes[page..page + 4096].fill(0x55);
    std::fs::write(&path, bytes).unwrap();
    let report = store.verify().unwrap();
    assert!(report.problems.iter().any(|p| matches!(p.what, Wrong::File(_))), "{report:?}");
    drop(folder);
}
