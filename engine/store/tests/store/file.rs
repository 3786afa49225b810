//! What a file may be, and what opening it says.

use std::path::Path;

use rusqlite::Connection;
use wallchart_campaign::Seq;
use wallchart_store::{EventStore, OpenMode, Outcome, SqliteStore, StoreError};
use wallchart_words::Lang;

use crate::common::{InFolder, append, campaign, must, one, sqlite};

fn open(path: &Path, mode: OpenMode) -> Result<SqliteStore, StoreError> {
    SqliteStore::open(path, mode)
}

#[test]
fn reopening_finds_what_was_there() {
    let InFolder { store, path, _folder } = sqlite();
    let place = must(&store, append(&campaign(), 0, 1, 2));
    drop(store);
    for mode in [OpenMode::Create, OpenMode::Existing, OpenMode::ReadOnly] {
        let store = open(&path, mode).unwrap();
        assert_eq!(store.head(&campaign()).unwrap().unwrap().seq, Seq(2));
    }
    let store = open(&path, OpenMode::Existing).unwrap();
    assert_eq!(one(&store, append(&campaign(), 0, 1, 2)), Outcome::Duplicate(place));
}

#[cfg(unix)]
#[test]
fn only_the_owner_may_read_the_files() {
    use std::os::unix::fs::PermissionsExt;
    let InFolder { store, path, _folder } = sqlite();
    must(&store, append(&campaign(), 0, 1, 2));
    let mut names = Vec::new();
    for entry in std::fs::read_dir(path.parent().unwrap()).unwrap() {
        let entry = entry.unwrap();
        let mode = entry.metadata().unwrap().permissions().mode();
        assert_eq!(mode & 0o777, 0o600, "{:?}", entry.path());
        names.push(entry.file_name().to_string_lossy().into_owned());
    }
    assert_eq!(names.len(), 4, "{names:?}");
}

#[test]
fn a_missing_file_is_made_only_when_asked() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("x.db");
    for mode in [OpenMode::Existing, OpenMode::ReadOnly] {
        assert_eq!(open(&path, mode).err(), Some(StoreError::NotFound { path: path.clone() }));
    }
    let none = folder.path().join("no such folder");
    let refused = Some(StoreError::NoFolder { path: none.clone() });
    assert_eq!(open(&none.join("x.db"), OpenMode::Create).err(), refused);
    assert_eq!(std::fs::read_dir(folder.path()).unwrap().count(), 0);
}

#[test]
fn what_is_no_store_is_refused_and_left_alone() {
    let folder = tempfile::tempdir().unwrap();
    let text = folder.path().join("plan.ron");
    std::fs::write(&text, "Campaign(\n".repeat(500)).unwrap();
    let short = folder.path().join("short.db");
    std::fs::write(&short, "SQLite").unwrap();
    let other = folder.path().join("other.db");
    Connection::open(&other).unwrap().execute_batch("CREATE TABLE t (x)").unwrap();
    for path in [text, short, other, folder.path().to_owned()] {
        let before = std::fs::read(&path).ok();
        for mode in [OpenMode::Create, OpenMode::Existing, OpenMode::ReadOnly] {
            let error = open(&path, mode).err();
            assert_eq!(error, Some(StoreError::NotAStore { path: path.clone() }), "{mode:?}");
        }
        assert_eq!(std::fs::read(&path).ok(), before, "{}", path.display());
    }
    assert_eq!(std::fs::read_dir(folder.path()).unwrap().count(), 3, "nothing is put beside them");
}

#[test]
fn an_empty_file_is_a_store_whose_making_was_cut_short() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("x.db");
    std::fs::write(&path, "").unwrap();
    let refused = Some(StoreError::NotAStore { path: path.clone() });
    assert_eq!(open(&path, OpenMode::Existing).err(), refused);
    assert_eq!(open(&path, OpenMode::ReadOnly).err(), refused);
    must(&open(&path, OpenMode::Create).unwrap(), append(&campaign(), 0, 1, 1));
}

/// The turn is taken before there is a file, so that nobody calls a store that is being made something else.
#[test]
fn a_store_that_is_being_made_is_waited_for() {
    let InFolder { store, path: made, _folder } = sqlite();
    must(&store, append(&campaign(), 0, 1, 1));
    drop(store);
    for mode in [OpenMode::Existing, OpenMode::AtLeastRead, OpenMode::ReadOnly] {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("x.db");
        std::fs::write(&path, "").unwrap();
        let lock = std::fs::File::create(folder.path().join("x.db-lock")).unwrap();
        lock.lock().unwrap();
        let opening = std::thread::spawn({
            let path = path.clone();
            move || SqliteStore::open(&path, mode)
        });
        std::thread::sleep(std::time::Duration::from_millis(100));
        assert!(!opening.is_finished(), "{mode:?}");
        std::fs::copy(&made, &path).unwrap();
        lock.unlock().unwrap();
        let store = opening.join().unwrap().unwrap();
        assert_eq!(store.head(&campaign()).unwrap().unwrap().seq, Seq(1), "{mode:?}");
    }
}

/// Killed when the file has its first page, and says nothing of whose it is.
#[test]
fn making_goes_on_where_it_was_cut_short() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("x.db");
    Connection::open(&path).unwrap().pragma_update(None, "journal_mode", "wal").unwrap();
    assert!(std::fs::metadata(&path).unwrap().len() > 0);
    let refused = Some(StoreError::NotAStore { path: path.clone() });
    assert_eq!(open(&path, OpenMode::AtLeastRead).err(), refused);
    must(&open(&path, OpenMode::Create).unwrap(), append(&campaign(), 0, 1, 1));
}

#[test]
fn a_later_version_is_refused() {
    let InFolder { store, path, _folder } = sqlite();
    drop(store);
    Connection::open(&path).unwrap().pragma_update(None, "user_version", 99).unwrap();
    for mode in [OpenMode::Create, OpenMode::Existing, OpenMode::ReadOnly] {
        let error = open(&path, mode).unwrap_err();
        assert_eq!(error, StoreError::NewerVersion { found: 99, ours: 2 });
        assert!(error.message(Lang::Zh).contains("99"), "{}", error.message(Lang::Zh));
    }
}

#[test]
fn a_truncated_file_is_damaged() {
    let InFolder { store, path, _folder } = sqlite();
    for n in 0..200 {
        must(&store, append(&campaign(), n, u128::from(n), 1));
    }
    drop(store);
    let length = std::fs::metadata(&path).unwrap().len();
    for keep in [length / 2, length - 4096, 4096, 700] {
        let cut = path.with_file_name(format!("cut-{keep}.db"));
        std::fs::copy(&path, &cut).unwrap();
        std::fs::OpenOptions::new().write(true).open(&cut).unwrap().set_len(keep).unwrap();
        let error = open(&cut, OpenMode::Existing).err();
        assert!(matches!(error, Some(StoreError::Corrupt { .. })), "{keep}: {error:?}");
    }
}

/// A page overwritten somewhere inside is found at the next opening of a copy, which no note vouches for.
#[test]
fn a_damaged_page_is_found_at_opening() {
    let InFolder { store, path, _folder } = sqlite();
    for n in 0..200 {
        must(&store, append(&campaign(), n, u128::from(n), 1));
    }
    drop(store);
    let mut bytes = std::fs::read(&path).unwrap();
    let page = bytes.len() / 4096 / 2 * 4096;
    bytes[page..page + 64].fill(0xff);
    let copy = path.with_file_name("copy.db");
    std::fs::write(&copy, bytes).unwrap();
    let error = open(&copy, OpenMode::Existing).err();
    assert!(matches!(error, Some(StoreError::Corrupt { .. })), "{error:?}");
}

#[test]
fn a_reader_cannot_write() {
    let InFolder { store, path, _folder } = sqlite();
    must(&store, append(&campaign(), 0, 1, 1));
    let reader = open(&path, OpenMode::ReadOnly).unwrap();
    assert_eq!(reader.append_many(vec![append(&campaign(), 1, 2, 1)]), Err(StoreError::ReadOnly));
    assert_eq!(reader.put_blob(b"x"), Err(StoreError::ReadOnly));
    assert_eq!(reader.head(&campaign()).unwrap().unwrap().seq, Seq(1));
    must(&store, append(&campaign(), 1, 2, 1));
    assert_eq!(reader.head(&campaign()).unwrap().unwrap().seq, Seq(2));
}

#[test]
fn a_redacted_body_is_not_left_in_the_files() {
    let InFolder { store, path, _folder } = sqlite();
    let secret = "居民身份证号码".repeat(1000);
    let mut personal = append(&campaign(), 0, 1, 1);
    personal.events[0].body = secret.clone().into_bytes();
    must(&store, personal);
    let holds = || {
        let files = std::fs::read_dir(path.parent().unwrap()).unwrap();
        files.map(|f| f.unwrap().path()).any(|f| {
            let bytes = std::fs::read(f).unwrap();
            bytes.windows(21).any(|w| w == "居民身份证号码".as_bytes())
        })
    };
    let mut redaction = append(&campaign(), 1, 2, 1);
    redaction.redacts = vec![Seq(1)];
    must(&store, redaction);
    drop(store);
    assert!(!holds());
}
