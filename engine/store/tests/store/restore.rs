//! Backups put back: into nothing, over a store in use, over what is none; and when that is refused.

use std::path::{Path, PathBuf};
use std::time::Duration;

use wallchart_campaign::Seq;
use wallchart_store::{
    EventStore, Granted, OpenMode, Outcome, Position, SqliteStore, StoreError, Stored,
};

use crate::common::{InFolder, append, campaign, must, one, sqlite};
use crate::versions::first_format;

const NOW: i64 = 1_772_330_400_123;

fn everything(store: &SqliteStore) -> Vec<Stored> {
    store.read_all(Position(0), 10_000).unwrap()
}

/// A store of four events, and a backup that was made after two.
fn with_backup() -> (InFolder, PathBuf, Vec<Stored>) {
    let made = sqlite();
    must(&made.store, append(&campaign(), 0, 1, 2));
    let backup = made.path.with_file_name("备份.db");
    made.store.backup(&backup).unwrap();
    let saved = everything(&made.store);
    must(&made.store, append(&campaign(), 2, 2, 2));
    (made, backup, saved)
}

fn names(folder: &Path) -> Vec<String> {
    let files = std::fs::read_dir(folder).unwrap();
    let mut names: Vec<_> =
        files.map(|f| f.unwrap().file_name().to_string_lossy().into_owned()).collect();
    names.sort();
    names
}

#[test]
fn into_nothing() {
    let (made, backup, saved) = with_backup();
    let place = made.path.with_file_name("new.db");
    let report = SqliteStore::restore(&backup, &place, NOW).unwrap();
    assert_eq!((report.events, &report.kept), (2, &None));
    let store = SqliteStore::open(&place, OpenMode::Existing).unwrap();
    assert_eq!(everything(&store), saved);
    assert_eq!(report.campaigns, store.campaigns().unwrap());
    assert_eq!(store.generation().unwrap(), 0);
    must(&store, append(&campaign(), 2, 9, 1));
    assert!(names(made.path.parent().unwrap()).iter().all(|n| !n.ends_with(".part")));
}

/// Whoever has the store open goes on with what was restored, and knows that it is something else.
#[test]
fn over_a_store_in_use() {
    let (made, backup, saved) = with_backup();
    let before = everything(&made.store);
    let waiting = std::thread::scope(|scope| {
        let store = &made.store;
        let waiting = scope.spawn(|| store.wait_changed(Position(4), Duration::from_secs(60)));
        let report = SqliteStore::restore(&backup, &made.path, NOW).unwrap();
        let kept = SqliteStore::open(report.kept.unwrap(), OpenMode::ReadOnly).unwrap();
        assert_eq!(everything(&kept), before);
        assert!(kept.verify().unwrap().is_sound());
        waiting.join().unwrap()
    });
    assert_eq!(waiting, Ok(Position(2)));
    assert_eq!(everything(&made.store), saved);
    assert_eq!(made.store.generation().unwrap(), 1);
    assert!(made.store.verify().unwrap().is_sound());
    // What was decided on the old head conflicts; what was done since may be done again.
    let stale = one(&made.store, append(&campaign(), 4, 3, 1));
    assert_eq!(stale, Outcome::Conflict { head: Seq(2) });
    must(&made.store, append(&campaign(), 2, 2, 2));
    let told = made.store.verify().unwrap().restores;
    assert_eq!((told[0].position, told[0].position_before), (Position(2), Position(4)));
    // A second time counts on, and its copy has a name of its own.
    let again = SqliteStore::restore(&backup, &made.path, NOW).unwrap();
    assert_eq!(made.store.generation().unwrap(), 2);
    let kept = SqliteStore::open(again.kept.unwrap(), OpenMode::ReadOnly).unwrap();
    assert_eq!((everything(&kept).len(), kept.generation().unwrap()), (4, 1));
}

#[test]
fn over_a_store_that_is_leased() {
    let (made, backup, _) = with_backup();
    let ttl = Duration::from_secs(60);
    let Granted::Yes(lease) = made.store.lease("clock", "server", ttl, NOW).unwrap() else {
        panic!("nobody else asked");
    };
    let before = everything(&made.store);
    let refused = SqliteStore::restore(&backup, &made.path, NOW).err();
    assert_eq!(refused, Some(StoreError::Leased { holder: "server".to_owned() }));
    assert_eq!((everything(&made.store), made.store.generation()), (before, Ok(0)));
    // Once it has lapsed nobody need be asked, but its fence is never granted a second time.
    SqliteStore::restore(&backup, &made.path, NOW + 61_000).unwrap();
    let mut late = append(&campaign(), 2, 3, 1);
    late.fence = Some(lease.fence.clone());
    assert!(matches!(one(&made.store, late), Outcome::Fenced { .. }));
    let Granted::Yes(next) = made.store.lease("clock", "other", ttl, NOW + 61_000).unwrap() else {
        panic!("it has lapsed");
    };
    assert!(next.fence.number > lease.fence.number);
}

#[test]
fn what_is_no_store_is_set_aside() {
    let (made, backup, saved) = with_backup();
    let place = made.path.with_file_name("broken.db");
    std::fs::write(&place, "这是一段文字").unwrap();
    std::fs::write(made.path.with_file_name("broken.db-wal"), "残留").unwrap();
    let kept = SqliteStore::restore(&backup, &place, NOW).unwrap().kept.unwrap();
    assert_eq!(std::fs::read_to_string(&kept).unwrap(), "这是一段文字");
    assert_eq!(std::fs::read_to_string(format!("{}-wal", kept.display())).unwrap(), "残留");
    let store = SqliteStore::open(&place, OpenMode::Existing).unwrap();
    assert_eq!(everything(&store), saved);
}

/// A damaged store is what restoring is for.
#[test]
fn over_a_damaged_store() {
    let (made, backup, saved) = with_backup();
    for n in 0..200 {
        must(&made.store, append(&campaign(), 4 + n, 100 + u128::from(n), 1));
    }
    let InFolder { store, path, _folder } = made;
    drop(store);
    let whole = std::fs::read(&path).unwrap();
    for (n, page) in [1, whole.len() / 4096 / 2].into_iter().enumerate() {
        let place = path.with_file_name(format!("damaged-{n}.db"));
        let mut bytes = whole.clone();
        bytes[page * 4096..(page + 1) * 4096].fill(0x55);
        std::fs::write(&place, bytes).unwrap();
        let refused = SqliteStore::open(&place, OpenMode::Existing).err();
        assert!(matches!(refused, Some(StoreError::Corrupt { .. })), "{refused:?}");
        SqliteStore::restore(&backup, &place, NOW).unwrap();
        let store = SqliteStore::open(&place, OpenMode::Existing).unwrap();
        assert_eq!(everything(&store), saved);
        assert!(store.verify().unwrap().is_sound());
    }
}

#[test]
fn a_damaged_backup_is_refused_and_a_damaged_store_not_backed_up() {
    let (made, backup, _) = with_backup();
    let before = everything(&made.store);
    let conn = rusqlite::Connection::open(&backup).unwrap();
    conn.execute_batch("DROP TRIGGER events_are_only_redacted").unwrap();
    conn.execute("UPDATE events SET body = x'00' WHERE seq = 1", []).unwrap();
    drop(conn);
    let damaged = |error: Option<StoreError>, path: &Path| {
        let Some(StoreError::Damaged { path: told, problems, .. }) = error else {
            panic!("{error:?}");
        };
        assert_eq!((told.as_path(), problems), (path, 2));
    };
    damaged(SqliteStore::restore(&backup, &made.path, NOW).err(), &backup);
    assert_eq!((everything(&made.store), made.store.generation()), (before, Ok(0)));
    let store = SqliteStore::open(&backup, OpenMode::Existing).unwrap();
    let copy = made.path.with_file_name("copy.db");
    damaged(store.backup(&copy).err(), &backup);
    assert!(!copy.exists());
    let none = made.path.with_file_name("none.db");
    let missing = SqliteStore::restore(&none, &made.path, NOW).err();
    assert_eq!(missing, Some(StoreError::NotFound { path: none }));
    let left = names(made.path.parent().unwrap());
    assert!(left.iter().all(|n| !n.ends_with(".part")), "{left:?}");
}

#[test]
fn a_store_is_not_restored_over_itself() {
    let (made, _, _) = with_backup();
    let same = SqliteStore::restore(&made.path, &made.path, NOW).err();
    assert_eq!(same, Some(StoreError::SameFile { path: made.path.clone() }));
}

#[test]
fn a_backup_of_the_first_format() {
    let (_golden, old) = first_format();
    let bytes = std::fs::read(&old).unwrap();
    let (made, _, _) = with_backup();
    SqliteStore::restore(&old, &made.path, NOW).unwrap();
    assert_eq!(everything(&made.store).len(), 20);
    assert_eq!(made.store.generation().unwrap(), 1);
    assert!(made.store.verify().unwrap().is_sound());
    assert_eq!(std::fs::read(&old).unwrap(), bytes, "the backup stays as it is");
}
