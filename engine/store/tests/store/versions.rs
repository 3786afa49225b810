//! Files of the earlier format: a store as the first version wrote it is read, upgraded, and goes on.

use std::path::{Path, PathBuf};

use rusqlite::Connection;
use wallchart_plan::ids::CampaignId;
use wallchart_store::{EventStore, OpenMode, Position, SqliteStore, Stored, Wrong};

use crate::common::{append, must};

/// The last event's hash in the golden file, which stands for all of them.
const HEAD: &str = "d8593d9a8b96dae430f6663375112e8965d1638189d40e938ff7310d931ec2c4";

/// A copy of the golden file of the first format.
pub(crate) fn first_format() -> (tempfile::TempDir, PathBuf) {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("earlier.db");
    let golden = Path::new(env!("CARGO_MANIFEST_DIR")).join("golden/format-1.db");
    std::fs::copy(golden, &path).unwrap();
    (folder, path)
}

fn version(path: &Path) -> u32 {
    let conn = Connection::open(path).unwrap();
    conn.query_row("PRAGMA user_version", [], |r| r.get(0)).unwrap()
}

fn events(store: &SqliteStore) -> Vec<Stored> {
    store.read_all(Position(0), 1000).unwrap()
}

#[test]
fn a_store_of_the_first_format_is_read_as_it_is() {
    let (_folder, path) = first_format();
    let before = std::fs::read(&path).unwrap();
    let store = SqliteStore::open(&path, OpenMode::ReadOnly).unwrap();
    let report = store.verify().unwrap();
    assert_eq!(report.problems, []);
    assert_eq!((report.events, report.blobs), (20, 3));
    assert_eq!(report.campaigns[0].head.hash.to_string(), HEAD);
    assert_eq!(store.generation().unwrap(), 0);
    for event in events(&store) {
        event.event().unwrap();
    }
    drop(store);
    assert_eq!(std::fs::read(&path).unwrap(), before);
}

#[test]
fn a_store_of_the_first_format_is_upgraded_and_goes_on() {
    let (_folder, path) = first_format();
    assert_eq!(version(&path), 1);
    let before = events(&SqliteStore::open(&path, OpenMode::ReadOnly).unwrap());
    let store = SqliteStore::open(&path, OpenMode::Existing).unwrap();
    assert_eq!(events(&store), before);
    let report = store.verify().unwrap();
    assert_eq!(report.problems, []);
    let head = report.campaigns[0].head;
    assert_eq!(head.hash.to_string(), HEAD);
    must(&store, append(&CampaignId::from("clean-up-2026"), head.seq.0, 900, 2));
    assert_eq!(store.generation().unwrap(), 0);
    assert!(store.verify().unwrap().is_sound());
    drop(store);
    assert_eq!(version(&path), 2);
}

/// Everybody who opens an old file at once may find it old.
#[test]
fn those_who_open_an_old_store_at_once_agree() {
    for _ in 0..4 {
        let (_folder, path) = first_format();
        std::thread::scope(|scope| {
            let open = || SqliteStore::open(&path, OpenMode::Existing).unwrap().verify().unwrap();
            let all = [(); 6].map(|()| scope.spawn(open));
            for one in all {
                assert_eq!(one.join().unwrap().problems, []);
            }
        });
        assert_eq!(version(&path), 2);
    }
}

/// An upgrade is one transaction: what stands in its way leaves the old file.
#[test]
fn an_upgrade_that_fails_leaves_the_store_as_it_was() {
    let (_folder, path) = first_format();
    let other = Connection::open(&path).unwrap();
    other.execute_batch("CREATE TABLE restores (mine)").unwrap();
    drop(other);
    assert!(SqliteStore::open(&path, OpenMode::Existing).is_err());
    assert_eq!(version(&path), 1);
    let store = SqliteStore::open(&path, OpenMode::ReadOnly).unwrap();
    assert_eq!(events(&store).len(), 20);
    let problems = store.verify().unwrap().problems;
    let whats: Vec<_> = problems.into_iter().map(|p| p.what).collect();
    assert_eq!(whats, [Wrong::Schema("table restores".to_owned())]);
}
