//! Opening a file: what it must be, and what is checked.

use std::ffi::OsString;
use std::fs::{self, OpenOptions};
use std::io::{ErrorKind, Write};
use std::path::{Path, PathBuf};
use std::sync::atomic::AtomicU32;
use std::sync::{Mutex, PoisonError};
use std::time::{SystemTime, UNIX_EPOCH};

use rusqlite::{Connection, ErrorCode};

use super::pool::{Access, PATIENCE, Pool, connect};
use super::turnstile::Turnstile;
use super::{OpenMode, SqliteStore, append, check, place, schema, watch};
use crate::StoreError;

/// The first SQLite without the bug by which a WAL that several processes write may damage the file.
const SQLITE_MIN: i32 = 3_051_003;

/// Files are checked at opening up to this size; beyond, the check would be felt.
const CHECKED_BYTES_MAX: u64 = 64 << 20;

/// The shortest file that SQLite makes has one page of the smallest size, in bytes.
pub(super) const SHORTEST: u64 = 512;

const DAY_SECONDS: u64 = 24 * 60 * 60;

/// One opening at a time in this process: closing a new file's handle would drop the locks that another
/// thread's SQLite took on it meanwhile (POSIX locks belong to the process).
static OPENING: Mutex<()> = Mutex::new(());

pub(super) fn open(path: &Path, mode: OpenMode) -> Result<SqliteStore, StoreError> {
    if rusqlite::version_number() < SQLITE_MIN {
        return Err(StoreError::OldSqlite { found: rusqlite::version().to_owned() });
    }
    let _one = OPENING.lock().unwrap_or_else(PoisonError::into_inner);
    if mode != OpenMode::AtLeastRead {
        return open_as(path, mode);
    }
    match open_as(path, OpenMode::Existing) {
        Err(why @ (StoreError::ReadOnly | StoreError::DiskFull)) => {
            let store = open_as(path, OpenMode::ReadOnly)?;
            Ok(SqliteStore { closed: named(path, why), ..store })
        }
        other => other,
    }
}

/// SQLite has one error for a shared index that can't grow, whatever the reason: a disk that has room has
/// failed.
fn named(path: &Path, why: StoreError) -> StoreError {
    if why == StoreError::DiskFull && place::has_room(folder_of(path)) {
        return StoreError::Io { detail: "the index of the WAL can't grow".to_owned() };
    }
    why
}

fn open_as(path: &Path, mode: OpenMode) -> Result<SqliteStore, StoreError> {
    if find(path, mode)? == Found::Nothing {
        make(path)?;
    }
    let (mut conn, access) = first_connection(path, mode).map_err(|e| refused(path, e))?;
    let mut found = state(path, &conn)?;
    if found == State::Fresh && mode != OpenMode::Create {
        found = made_meanwhile(path, &conn)?;
    }
    let turnstile = match mode {
        OpenMode::ReadOnly => None,
        _ => Some(Turnstile::open(beside(path, "-lock"))?),
    };
    if let Some(turnstile) = turnstile.as_ref().filter(|_| found != State::Ours) {
        let _turn = turnstile.enter(PATIENCE)?;
        settle(path, &mut conn)?;
    }
    match found {
        State::Fresh => note_checked(path),
        State::ToUpgrade | State::Ours => check_pages(path, &conn, mode)?,
    }
    let pool = Pool::new(path.to_owned(), access, conn);
    Ok(SqliteStore {
        path: path.to_owned(),
        pool,
        turnstile,
        closed: StoreError::ReadOnly,
        pulse: watch::Pulse::default(),
        checkpoint_due: AtomicU32::new(append::CHECKPOINT_PAGES),
    })
}

fn refused(path: &Path, e: rusqlite::Error) -> StoreError {
    match e.sqlite_error_code() {
        Some(ErrorCode::NotADatabase) => StoreError::NotAStore { path: path.to_owned() },
        _ => e.into(),
    }
}

/// The file of that name with something added, such as `-wal`.
pub(super) fn beside(path: &Path, suffix: &str) -> PathBuf {
    let mut name = OsString::from(path);
    name.push(suffix);
    name.into()
}

/// Removes a file and its companions. The WAL goes first: one left behind would be taken for that of the next
/// file of the name.
pub(super) fn remove(path: &Path) -> Result<(), StoreError> {
    for suffix in ["-wal", "-shm", "", "-lock"] {
        match fs::remove_file(beside(path, suffix)) {
            Err(e) if e.kind() != ErrorKind::NotFound => return Err(e.into()),
            _ => {}
        }
    }
    Ok(())
}

/// The folder that a file lies in.
pub(super) fn folder_of(path: &Path) -> &Path {
    match path.parent() {
        Some(folder) if !folder.as_os_str().is_empty() => folder,
        _ => Path::new("."),
    }
}

/// Makes what was created, renamed and removed in the file's folder last.
pub(super) fn sync_folder(path: &Path) -> Result<(), StoreError> {
    Ok(fs::File::open(folder_of(path))?.sync_all()?)
}

/// Whether there is a file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Found {
    File,
    /// None, and it may be made.
    Nothing,
}

/// Looks for the file, where a store may lie.
fn find(path: &Path, mode: OpenMode) -> Result<Found, StoreError> {
    let folder = folder_of(path);
    let missing = |e: std::io::Error| match e.kind() {
        ErrorKind::NotFound => StoreError::NotFound { path: path.to_owned() },
        _ => e.into(),
    };
    let no_folder = || StoreError::NoFolder { path: folder.to_owned() };
    match fs::metadata(folder) {
        Ok(found) if found.is_dir() => {}
        Err(e) if e.kind() != ErrorKind::NotFound => return Err(e.into()),
        _ => return Err(no_folder()),
    }
    place::check(path, folder)?;
    match fs::metadata(path) {
        // SQLite would take it for new, and remove the WAL, which may hold everything that there is.
        Ok(found)
            if found.is_file()
                && found.len() < SHORTEST
                && !is_empty(&beside(path, "-wal"))
                && mode != OpenMode::ReadOnly =>
        {
            let length = found.len();
            let detail = format!("the file is cut to {length} bytes, and its WAL is there");
            Err(StoreError::corrupt(detail))
        }
        Ok(found) if found.is_file() => Ok(Found::File),
        Ok(_) => Err(StoreError::NotAStore { path: path.to_owned() }),
        Err(e) if e.kind() == ErrorKind::NotFound && mode == OpenMode::Create => Ok(Found::Nothing),
        Err(e) => Err(missing(e)),
    }
}

/// Makes a store, readable by its owner only; SQLite gives its companions the same rights. The turn is taken
/// before there is a file, so that whoever finds one without anything in it can wait for what it becomes.
fn make(path: &Path) -> Result<(), StoreError> {
    let turnstile = Turnstile::open(beside(path, "-lock"))?;
    let _turn = turnstile.enter(PATIENCE)?;
    match new_file(path) {
        // Another process was faster.
        Err(StoreError::AlreadyExists { .. }) => return Ok(()),
        other => other?,
    }
    let (mut conn, _) = first_connection(path, OpenMode::Create).map_err(|e| refused(path, e))?;
    settle(path, &mut conn)?;
    note_checked(path);
    Ok(())
}

/// What a file without anything in it has become, if another process was making a store of it.
fn made_meanwhile(path: &Path, conn: &Connection) -> Result<State, StoreError> {
    let not_a_store = || StoreError::NotAStore { path: path.to_owned() };
    let lock = beside(path, "-lock");
    if !lock.exists() {
        return Err(not_a_store());
    }
    let turnstile = Turnstile::open(lock).map_err(|_| not_a_store())?;
    let _turn = turnstile.enter(PATIENCE)?;
    match state(path, conn)? {
        State::Fresh => Err(not_a_store()),
        made => Ok(made),
    }
}

/// Makes an empty file; one that is there is an error.
pub(super) fn new_file(path: &Path) -> Result<(), StoreError> {
    let mut options = OpenOptions::new();
    options.write(true).create_new(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    match options.open(path) {
        Ok(_) => Ok(()),
        Err(e) if e.kind() == ErrorKind::AlreadyExists => {
            Err(StoreError::AlreadyExists { path: path.to_owned() })
        }
        Err(e) => Err(e.into()),
    }
}

fn first_connection(path: &Path, mode: OpenMode) -> rusqlite::Result<(Connection, Access)> {
    if mode != OpenMode::ReadOnly {
        return Ok((connect(path, Access::Write)?, Access::Write));
    }
    let conn = connect(path, Access::Read)
        .and_then(|conn| conn.query_row("PRAGMA user_version", [], |_| Ok(())).map(|()| conn));
    match conn {
        // Reading a WAL needs a file beside it. Where none can be made nobody can be writing either, so
        // what is in the file is all there is, if no WAL was left there.
        Err(e) if cannot_open(&e) && is_empty(&beside(path, "-wal")) => {
            Ok((connect(path, Access::Frozen)?, Access::Frozen))
        }
        // On a full disk the index of the WAL has no room.
        Err(e) if crate::error::is_disk_full(&e) => {
            Ok((connect(path, Access::Alone)?, Access::Alone))
        }
        other => Ok((other?, Access::Read)),
    }
}

fn cannot_open(e: &rusqlite::Error) -> bool {
    matches!(e.sqlite_error_code(), Some(ErrorCode::CannotOpen | ErrorCode::ReadOnly))
}

fn is_empty(path: &Path) -> bool {
    fs::metadata(path).map_or(true, |m| m.len() == 0)
}

/// What a file turned out to be.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum State {
    /// Empty, or its making was cut short.
    Fresh,
    /// A store of an earlier version, or not in WAL mode, as a backup is.
    ToUpgrade,
    Ours,
}

fn state(path: &Path, conn: &Connection) -> Result<State, StoreError> {
    let read = conn.query_row(
        "SELECT a.application_id, u.user_version, j.journal_mode,
                (SELECT count(*) FROM sqlite_schema)
         FROM pragma_application_id a, pragma_user_version u, pragma_journal_mode j",
        [],
        |r| {
            let version = u32::try_from(r.get::<_, i64>(1)?).unwrap_or(u32::MAX);
            Ok((r.get::<_, i32>(0)?, version, r.get::<_, String>(2)?, r.get::<_, i64>(3)?))
        },
    );
    let (application, version, journal, objects) = read.map_err(|e| refused(path, e))?;
    match application {
        0 if version == 0 && objects == 0 => Ok(State::Fresh),
        schema::APPLICATION_ID if version > schema::VERSION => {
            Err(StoreError::NewerVersion { found: version, ours: schema::VERSION })
        }
        schema::APPLICATION_ID if version == schema::VERSION && journal == "wal" => Ok(State::Ours),
        schema::APPLICATION_ID => Ok(State::ToUpgrade),
        _ => Err(StoreError::NotAStore { path: path.to_owned() }),
    }
}

/// Whether the file is a store that this program can write, be it of an earlier version. Its pages aren't
/// looked at.
pub(super) fn is_ours(path: &Path, conn: &Connection) -> Result<bool, StoreError> {
    Ok(state(path, conn)? != State::Fresh)
}

/// Makes the file what it should be. The caller has the turn: one process at a time.
fn settle(path: &Path, conn: &mut Connection) -> Result<(), StoreError> {
    // Another process may have done it meanwhile.
    if state(path, conn)? != State::Ours {
        conn.pragma_update_and_check(None, "journal_mode", "wal", |_| Ok(()))?;
        schema::migrate(conn)?;
    }
    Ok(())
}

/// Checks the pages if that wasn't done since the machine started, or today. Killing a process can't
/// damage the file; a crash of the machine, a bad disk and a copy made with other means can, and a copy
/// comes without the note.
fn check_pages(path: &Path, conn: &Connection, mode: OpenMode) -> Result<(), StoreError> {
    let size = fs::metadata(path)?.len();
    if size > CHECKED_BYTES_MAX || was_checked(path) {
        return Ok(());
    }
    check::quick(conn)?;
    if mode != OpenMode::ReadOnly {
        note_checked(path);
    }
    Ok(())
}

/// When the pages were last checked stands in the lock file: which start of the machine, and when.
fn was_checked(path: &Path) -> bool {
    let note = fs::read_to_string(beside(path, "-lock")).unwrap_or_default();
    let mut words = note.split_whitespace();
    let (boot, at) = (words.next(), words.next().and_then(|w| w.parse::<u64>().ok()));
    let recent =
        at.is_some_and(|at| now_seconds().checked_sub(at).is_some_and(|s| s < DAY_SECONDS));
    recent && boot == Some(boot_id().as_str())
}

fn note_checked(path: &Path) {
    // Always of one length, so that two who write at once leave one of the two. If it can't be written,
    // the next opening checks again.
    let note = format!("{:<36} {:>12}\n", boot_id(), now_seconds());
    let file = OpenOptions::new().write(true).open(beside(path, "-lock"));
    let _again = file.and_then(|mut f| f.write_all(note.as_bytes()));
}

fn boot_id() -> String {
    // Only Linux says; elsewhere the day decides.
    let id = fs::read_to_string("/proc/sys/kernel/random/boot_id").unwrap_or_default();
    let id = id.trim();
    if id.is_empty() { "-".to_owned() } else { id.to_owned() }
}

fn now_seconds() -> u64 {
    SystemTime::now().duration_since(UNIX_EPOCH).map_or(0, |d| d.as_secs())
}
