//! What can go wrong with a store.

use std::fmt;
use std::path::{Path, PathBuf};

use wallchart_words::{Lang, ids, t};

use crate::Problem;

/// A store that can't do what it was asked. Nothing was written, unless it stands inside
/// [`Outcome::Unknown`](crate::Outcome::Unknown).
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum StoreError {
    /// No such file.
    NotFound {
        /// Where it was looked for.
        path: PathBuf,
    },
    /// The folder that the file lies in, or is to lie in, isn't there.
    NoFolder {
        /// Which folder.
        path: PathBuf,
    },
    /// The file is something else.
    NotAStore {
        /// Which file.
        path: PathBuf,
    },
    /// A later Wallchart has written it.
    NewerVersion {
        /// The file's version.
        found: u32,
        /// The latest that this program knows.
        ours: u32,
    },
    /// Locks can't be trusted there.
    NetworkFileSystem {
        /// Which file.
        path: PathBuf,
        /// What kind of file system, such as `nfs`.
        kind: String,
    },
    /// What is stored contradicts itself.
    Corrupt {
        /// What was found, for whoever repairs it.
        detail: String,
    },
    /// Another program held the lock for too long.
    Busy,
    /// No room.
    DiskFull,
    /// The store was opened for reading, or its folder or file can't be written.
    ReadOnly,
    /// A file is there already.
    AlreadyExists {
        /// Which.
        path: PathBuf,
    },
    /// There is no such event to keep a snapshot of.
    NoSuchEvent,
    /// Too many bytes for one blob.
    TooBig {
        /// How many there are.
        bytes: u64,
        /// How many are allowed.
        limit: u64,
    },
    /// The SQLite in this program has a bug that can damage files.
    OldSqlite {
        /// Its version.
        found: String,
    },
    /// A file that was to be copied is damaged.
    Damaged {
        /// Which file.
        path: PathBuf,
        /// How many things are wrong.
        problems: usize,
        /// The first of them.
        first: Box<Problem>,
    },
    /// Somebody holds a lease on the store, and would go on as if nothing had happened.
    Leased {
        /// Who.
        holder: String,
    },
    /// A file was to be restored over itself.
    SameFile {
        /// Which.
        path: PathBuf,
    },
    /// The copy isn't equal to what was copied.
    BadBackup {
        /// The first difference.
        detail: String,
    },
    /// The disk or the system failed.
    Io {
        /// What the system said.
        detail: String,
    },
}

impl StoreError {
    /// Says it to a person.
    pub fn message(&self, lang: Lang) -> String {
        match self {
            StoreError::NotFound { path } => t!(lang, ids::STORE_NOT_FOUND, path = shown(path)),
            StoreError::NoFolder { path } => t!(lang, ids::STORE_NO_FOLDER, path = shown(path)),
            StoreError::NotAStore { path } => t!(lang, ids::STORE_NOT_A_STORE, path = shown(path)),
            StoreError::NewerVersion { found, ours } => {
                t!(lang, ids::STORE_NEWER_VERSION, found = *found, ours = *ours)
            }
            StoreError::NetworkFileSystem { path, kind } => {
                t!(lang, ids::STORE_NETWORK, path = shown(path), kind = kind)
            }
            StoreError::Corrupt { detail } => t!(lang, ids::STORE_CORRUPT, detail = detail),
            StoreError::Busy => t!(lang, ids::STORE_BUSY),
            StoreError::DiskFull => t!(lang, ids::STORE_DISK_FULL),
            StoreError::ReadOnly => t!(lang, ids::STORE_READ_ONLY),
            StoreError::AlreadyExists { path } => {
                t!(lang, ids::STORE_ALREADY_EXISTS, path = shown(path))
            }
            StoreError::NoSuchEvent => t!(lang, ids::STORE_NO_SUCH_EVENT),
            StoreError::TooBig { bytes, limit } => {
                t!(lang, ids::STORE_TOO_BIG, bytes = *bytes, limit = *limit)
            }
            StoreError::OldSqlite { found } => t!(lang, ids::STORE_OLD_SQLITE, found = found),
            StoreError::Damaged { path, problems, first } => t!(
                lang,
                ids::SAFE_DAMAGED,
                path = shown(path),
                problems = *problems,
                first = first.message(lang)
            ),
            StoreError::Leased { holder } => t!(lang, ids::SAFE_LEASED, holder = holder),
            StoreError::SameFile { path } => t!(lang, ids::SAFE_SAME_FILE, path = shown(path)),
            StoreError::BadBackup { detail } => t!(lang, ids::STORE_BAD_BACKUP, detail = detail),
            StoreError::Io { detail } => t!(lang, ids::STORE_IO, detail = detail),
        }
    }

    /// Says to a person that the outcome of a command is unknown because of this, and what to do.
    pub fn unknown_message(&self, lang: Lang) -> String {
        // That nothing was written is what isn't known.
        let cause = match self {
            StoreError::DiskFull => t!(lang, ids::SAFE_DISK_FULL),
            other => other.message(lang),
        };
        t!(lang, ids::STORE_UNKNOWN, cause = cause)
    }

    pub(crate) fn corrupt(detail: impl Into<String>) -> StoreError {
        StoreError::Corrupt { detail: detail.into() }
    }
}

fn shown(path: &Path) -> String {
    path.display().to_string()
}

impl fmt::Display for StoreError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.message(Lang::En))
    }
}

impl std::error::Error for StoreError {}

impl From<std::io::Error> for StoreError {
    fn from(e: std::io::Error) -> Self {
        use std::io::ErrorKind as K;
        match e.kind() {
            K::StorageFull | K::QuotaExceeded => StoreError::DiskFull,
            K::PermissionDenied | K::ReadOnlyFilesystem => StoreError::ReadOnly,
            _ => StoreError::Io { detail: e.to_string() },
        }
    }
}

impl From<rusqlite::Error> for StoreError {
    fn from(e: rusqlite::Error) -> Self {
        use rusqlite::ErrorCode as C;
        let Some(code) = e.sqlite_error_code() else {
            // Everything else is a value of the wrong type or missing: the rows aren't as written.
            return StoreError::corrupt(e.to_string());
        };
        match code {
            _ if is_disk_full(&e) => StoreError::DiskFull,
            C::DatabaseBusy | C::DatabaseLocked | C::FileLockingProtocolFailed => StoreError::Busy,
            C::ReadOnly | C::PermissionDenied => StoreError::ReadOnly,
            C::DatabaseCorrupt | C::NotADatabase | C::ConstraintViolation | C::TypeMismatch => {
                StoreError::corrupt(e.to_string())
            }
            _ => StoreError::Io { detail: e.to_string() },
        }
    }
}

/// Whether there is no room: for rows, or for the shared index of the WAL.
pub(crate) fn is_disk_full(e: &rusqlite::Error) -> bool {
    let extended = e.sqlite_error().map(|e| e.extended_code);
    e.sqlite_error_code() == Some(rusqlite::ErrorCode::DiskFull)
        || extended == Some(rusqlite::ffi::SQLITE_IOERR_SHMSIZE)
}

impl From<getrandom::Error> for StoreError {
    fn from(e: getrandom::Error) -> Self {
        StoreError::Io { detail: e.to_string() }
    }
}
