//! Files that were cut short, altered in a bit, left without their WAL or given another's, or copied while in
//! use: either what is read is what was written, or it is said what is wrong.
//!
//! `WALLCHART_LONG` damages them everywhere, else at a sample of places.

use std::path::{Path, PathBuf};

use wallchart_campaign::Seq;
use wallchart_store::{EventStore, OpenMode, Position, Snapshot, SqliteStore, StoreError, Stored};
use wallchart_words::Lang;

use crate::common::{InFolder, append, campaign, command, must, sqlite};

/// How many events the store has.
const EVENTS: u64 = 60;

/// Events, blobs and a snapshot, in a file of some dozens of pages.
fn written() -> InFolder {
    let made = sqlite();
    for n in 0..EVENTS / 2 {
        let mut append = append(&campaign(), n * 2, u128::from(n), 2);
        append.events[0].body = format!("{n} ").repeat(n as usize * 23 % 700 + 1).into_bytes();
        must(&made.store, append);
    }
    for n in 0..3 {
        made.store.put_blob(&vec![n; 5000]).unwrap();
    }
    let snapshot = Snapshot { fold_version: 1, seq: Seq(40), body: vec![7; 3000] };
    made.store.save_snapshot(&campaign(), &snapshot).unwrap();
    made
}

/// A folder whose syncs cost nothing, where there is one.
fn quick_folder() -> tempfile::TempDir {
    tempfile::tempdir_in("/dev/shm").or_else(|_| tempfile::tempdir()).unwrap()
}

fn everything(store: &SqliteStore) -> Result<Vec<Stored>, StoreError> {
    store.read_all(Position(0), 10_000)
}

/// What became of a damaged file.
#[derive(Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Told {
    /// Opening refused it.
    Refused,
    /// It opened, and verify says what is wrong.
    Unsound,
    /// Everything is as it was written.
    Whole,
    /// The beginning is as it was written, and sound; how many events.
    Beginning(usize),
}

/// Opens a file and finds out; panics where something else is read than was written and nobody says so.
fn outcome(path: &Path, written: &[Stored]) -> Told {
    let refused = |error: StoreError| {
        for lang in Lang::ALL {
            assert!(!error.message(lang).is_empty());
        }
        let clear = matches!(
            error,
            StoreError::Corrupt { .. }
                | StoreError::NotAStore { .. }
                | StoreError::NewerVersion { .. }
                | StoreError::Io { .. }
        );
        assert!(clear, "{error:?}");
        Told::Refused
    };
    let store = match SqliteStore::open(path, OpenMode::Existing) {
        Ok(store) => store,
        Err(error) => return refused(error),
    };
    let report = match store.verify() {
        Ok(report) => report,
        Err(error) => return refused(error),
    };
    if !report.is_sound() {
        return Told::Unsound;
    }
    let read = everything(&store).unwrap();
    assert!(written.starts_with(&read), "something else is read, and verify finds it sound");
    if read.len() < written.len() {
        return Told::Beginning(read.len());
    }
    for n in 0..u128::from(EVENTS / 2) {
        assert!(store.command(&campaign(), command(n)).unwrap().is_some(), "{n}");
    }
    Told::Whole
}

/// Numbers below `end`: all of them when there is time, else about `sample`, spread over them.
fn places(end: usize, sample: usize) -> impl Iterator<Item = usize> {
    let step = if std::env::var_os("WALLCHART_LONG").is_some() { 7 } else { (end / sample) | 1 };
    (0..end).step_by(step)
}

#[test]
fn an_altered_bit_is_found_or_harmless() {
    let InFolder { store, path, _folder } = written();
    let events = everything(&store).unwrap();
    drop(store);
    let whole = std::fs::read(&path).unwrap();
    let mut seen = std::collections::BTreeMap::new();
    // The first hundred bytes say what the file is; each of them matters.
    for at in (0..100).chain(places(whole.len(), 250)) {
        let folder = quick_folder();
        let copy = folder.path().join("x.db");
        let mut bytes = whole.clone();
        bytes[at] ^= 1 << (at % 8);
        std::fs::write(&copy, bytes).unwrap();
        *seen.entry(outcome(&copy, &events)).or_insert(0) += 1;
    }
    assert!(seen.keys().all(|told| !matches!(told, Told::Beginning(_))), "{seen:?}");
    assert!(seen.len() == 3, "the damage was of one kind only: {seen:?}");
}

#[test]
fn a_file_that_was_cut_short_is_told() {
    let InFolder { store, path, _folder } = written();
    let events = everything(&store).unwrap();
    drop(store);
    let whole = std::fs::read(&path).unwrap();
    for length in places(whole.len(), 60) {
        let folder = quick_folder();
        let copy = folder.path().join("x.db");
        std::fs::write(&copy, &whole[..length]).unwrap();
        let told = outcome(&copy, &events);
        let length = format!("{length} of {}", whole.len());
        assert!(matches!(told, Told::Refused | Told::Unsound), "{length}: {told:?}");
    }
}

/// The file and its WAL as they lie there while a program has them open.
fn with_wal() -> (InFolder, Vec<Stored>, Vec<u8>, Vec<u8>) {
    let made = written();
    let events = everything(&made.store).unwrap();
    // Copied by another process: closing a file that SQLite has open drops its locks.
    let wal = PathBuf::from(format!("{}-wal", made.path.display()));
    let (db, log) = (copied(&made.path), copied(&wal));
    assert!(!log.is_empty());
    (made, events, db, log)
}

/// A file's bytes, read by a program of its own.
fn copied(path: &Path) -> Vec<u8> {
    let output = std::process::Command::new("cat").arg(path).output().unwrap();
    assert!(output.status.success());
    output.stdout
}

#[test]
fn a_wal_that_is_missing_or_damaged_leaves_a_sound_beginning() {
    let (_made, events, db, wal) = with_wal();
    let left = |log: Option<&[u8]>| {
        let folder = quick_folder();
        let copy = folder.path().join("x.db");
        std::fs::write(&copy, &db).unwrap();
        if let Some(log) = log {
            std::fs::write(folder.path().join("x.db-wal"), log).unwrap();
        }
        outcome(&copy, &events)
    };
    assert_eq!(left(Some(&wal)), Told::Whole);
    // Without it there is what was folded into the file before: here the tables alone.
    assert_eq!(left(None), Told::Beginning(0));
    let mut beginnings = 0;
    for at in places(wal.len(), 80) {
        let mut bytes = wal.clone();
        bytes[at] ^= 1 << (at % 8);
        for log in [&bytes[..], &wal[..at]] {
            match left(Some(log)) {
                Told::Beginning(_) => beginnings += 1,
                Told::Refused | Told::Whole => {}
                Told::Unsound => panic!("half of a commit was taken, at {at}"),
            }
        }
    }
    assert!(beginnings > 0);
}

#[test]
fn the_wal_of_another_store_is_never_taken_for_its_own() {
    let (_made, events, db, _) = with_wal();
    let other = sqlite();
    must(&other.store, append(&campaign(), 0, 777, 3));
    let foreign = copied(&PathBuf::from(format!("{}-wal", other.path.display())));
    let theirs = everything(&other.store).unwrap();
    // Folded into one file first, so that everything is in it.
    let whole = {
        let folder = quick_folder();
        let path = folder.path().join("x.db");
        let InFolder { store, .. } = &_made;
        store.backup(&path).unwrap();
        std::fs::read(path).unwrap()
    };
    for file in [&whole, &db] {
        let folder = quick_folder();
        let copy = folder.path().join("x.db");
        std::fs::write(&copy, file).unwrap();
        std::fs::write(folder.path().join("x.db-wal"), &foreign).unwrap();
        // SQLite takes any WAL that lies there. A mixture is told; what is sound is one store or the other.
        let found = SqliteStore::open(&copy, OpenMode::Existing).map_err(|e| e.to_string());
        let Ok(store) = found else { continue };
        if store.verify().is_ok_and(|report| report.is_sound()) {
            let read = everything(&store).unwrap();
            assert!(events.starts_with(&read) || theirs.starts_with(&read), "a mixture");
        }
    }
}

/// Copied with means that know nothing of SQLite, a store in use is whole, a sound beginning, or told.
#[test]
fn a_copy_made_in_use_is_sound_or_told() {
    let InFolder { store, path, _folder } = sqlite();
    let wal = PathBuf::from(format!("{}-wal", path.display()));
    let stop = std::sync::atomic::AtomicBool::new(false);
    let mut copies = Vec::new();
    std::thread::scope(|scope| {
        scope.spawn(|| {
            for n in 0.. {
                if stop.load(std::sync::atomic::Ordering::Relaxed) {
                    break;
                }
                must(&store, append(&campaign(), n * 2, u128::from(n), 2));
            }
        });
        for _ in 0..12 {
            std::thread::sleep(std::time::Duration::from_millis(20));
            copies.push((copied(&path), copied(&wal)));
        }
        stop.store(true, std::sync::atomic::Ordering::Relaxed);
    });
    let events = everything(&store).unwrap();
    for (db, log) in copies {
        let folder = quick_folder();
        let copy = folder.path().join("x.db");
        std::fs::write(&copy, db).unwrap();
        std::fs::write(folder.path().join("x.db-wal"), log).unwrap();
        let Ok(store) = SqliteStore::open(&copy, OpenMode::Existing) else { continue };
        if store.verify().is_ok_and(|report| report.is_sound()) {
            assert!(events.starts_with(&everything(&store).unwrap()));
        }
    }
}

/// SQLite takes an empty file for a new one and removes the WAL beside it, with all that it holds.
#[test]
fn an_empty_file_with_a_wal_is_not_taken_for_a_new_one() {
    let (_made, _, _, wal) = with_wal();
    let folder = quick_folder();
    let (path, log) = (folder.path().join("x.db"), folder.path().join("x.db-wal"));
    std::fs::write(&path, "").unwrap();
    std::fs::write(&log, &wal).unwrap();
    for mode in [OpenMode::Create, OpenMode::Existing, OpenMode::AtLeastRead] {
        let refused = SqliteStore::open(&path, mode).err();
        assert!(matches!(refused, Some(StoreError::Corrupt { .. })), "{refused:?}");
    }
    assert_eq!(std::fs::read(&log).unwrap(), wal);
}
