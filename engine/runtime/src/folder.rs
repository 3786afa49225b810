//! Plan files in a folder on disk: the [`Sources`] that the pure reader asks.

use std::io::{ErrorKind, Write as _};
use std::path::{Component, Path, PathBuf};

use wallchart_plan::{SourceError, Sources};

/// Larger than any plan, in bytes.
const FILE_BYTES_MAX: u64 = 256 << 20;

/// What some editors begin a file with; no part of its text.
const BYTE_ORDER_MARK: &[u8] = "\u{feff}".as_bytes();

/// The folder that a plan's files are named from. Nothing outside the plan's own folder is read, but for the
/// plan itself, wherever a link leads, so that what a plan says depends on no other folder.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PlanFolder {
    root: PathBuf,
    plan: String,
}

impl PlanFolder {
    /// The folder for a plan: the working directory for one that lies below it, so that its files are told
    /// by the paths that one types; else the plan's own folder. `None` for a path that names no file.
    pub fn of(path: &Path) -> Option<PlanFolder> {
        let here = std::env::current_dir().ok();
        let below = match (path.is_absolute(), &here) {
            (true, Some(here)) => path.strip_prefix(here).ok(),
            (true, None) => None,
            (false, _) => Some(path),
        };
        let plain = |p: &&Path| {
            p.components().all(|c| matches!(c, Component::Normal(_) | Component::CurDir))
        };
        let (folder, inside) = match below.filter(plain) {
            Some(inside) => (PathBuf::from("."), inside),
            None => (path.parent()?.to_owned(), Path::new(path.file_name()?)),
        };
        let parts: Option<Vec<&str>> = inside
            .components()
            .filter(|c| matches!(c, Component::Normal(_)))
            .map(|c| c.as_os_str().to_str())
            .collect();
        let name = parts?.join("/");
        (!name.is_empty()).then_some(PlanFolder { root: folder, plan: name })
    }

    /// A plan by its path in a folder, `/` between its parts.
    pub fn at(root: &Path, plan: &str) -> PlanFolder {
        PlanFolder { root: root.to_owned(), plan: plan.to_owned() }
    }

    /// The plan's path in the folder, `/` between its parts.
    pub fn plan(&self) -> &str {
        &self.plan
    }

    /// The folder's own path.
    pub fn root(&self) -> &Path {
        &self.root
    }

    /// The plan's own folder in it, with a `/` behind; nothing where it is this one.
    pub fn own(&self) -> &str {
        self.plan.rfind('/').and_then(|slash| self.plan.get(..=slash)).unwrap_or_default()
    }

    /// Whether there is something at that path.
    pub fn has(&self, path: &str) -> bool {
        self.root.join(path).symlink_metadata().is_ok()
    }

    /// Makes files that aren't there, and the folders on the way to them: each whole, the first last, so that
    /// it leads to nothing that isn't there. Where one can't be made those made before it go again.
    ///
    /// # Errors
    /// The path of the one that can't be made, or is there already, and why.
    pub fn create(&self, files: &[(String, String)]) -> Result<(), (String, std::io::Error)> {
        let mut made: Vec<PathBuf> = Vec::new();
        for (path, text) in files.iter().skip(1).chain(files.first()) {
            let whole = self.root.join(path);
            if let Err(error) = create(&whole, text) {
                made.iter().for_each(|file| drop(std::fs::remove_file(file)));
                return Err((path.clone(), error));
            }
            made.push(whole);
        }
        Ok(())
    }

    /// Puts a text in the place of another in a file, whole or not at all; the file keeps its rights, and
    /// its mark of byte order. A link stays one.
    ///
    /// # Errors
    /// [`ReplaceError`] when the file holds something else by now, or can't be written.
    pub fn replace(&self, path: &str, was: &str, text: &str) -> Result<(), ReplaceError> {
        let real = self.root.join(path).canonicalize()?;
        let bytes = std::fs::read(&real)?;
        let (mark, rest) = match bytes.strip_prefix(BYTE_ORDER_MARK) {
            Some(rest) => (BYTE_ORDER_MARK, rest),
            None => (&[][..], &bytes[..]),
        };
        if rest != was.as_bytes() {
            return Err(ReplaceError::Changed);
        }
        let rights = std::fs::metadata(&real)?.permissions();
        // Renaming would replace even a file that its owner has closed to writing.
        std::fs::OpenOptions::new().write(true).open(&real)?;
        let mut new = tempfile::NamedTempFile::new_in(real.parent().unwrap_or(Path::new(".")))?;
        new.write_all(mark)?;
        new.write_all(text.as_bytes())?;
        new.as_file().set_permissions(rights)?;
        new.as_file().sync_all()?;
        new.persist(&real).map_err(|e| e.error)?;
        Ok(())
    }
}

fn create(whole: &Path, text: &str) -> std::io::Result<()> {
    let folder = whole.parent().filter(|folder| !folder.as_os_str().is_empty());
    let folder = folder.unwrap_or(Path::new("."));
    std::fs::create_dir_all(folder)?;
    let mut new = tempfile::Builder::new();
    // As an editor would make it: whoever the system's default lets read it.
    #[cfg(unix)]
    new.permissions(std::os::unix::fs::PermissionsExt::from_mode(0o666));
    let mut new = new.tempfile_in(folder)?;
    new.write_all(text.as_bytes())?;
    new.as_file().sync_all()?;
    new.persist_noclobber(whole).map_err(|e| e.error)?;
    Ok(())
}

/// Why a file was not replaced.
#[derive(Debug, thiserror::Error)]
pub enum ReplaceError {
    /// It was changed after it had been read.
    #[error("the file was changed meanwhile")]
    Changed,
    /// It can't be read or written.
    #[error(transparent)]
    Io(#[from] std::io::Error),
}

impl Sources for PlanFolder {
    fn read(&self, path: &str) -> Result<Vec<u8>, SourceError> {
        if !path.starts_with(self.own()) {
            return Err(SourceError::Outside);
        }
        let whole = self.root.join(path);
        let about = std::fs::metadata(&whole).map_err(told)?;
        if about.is_dir() {
            return Err(SourceError::IsDirectory);
        }
        // A pipe would be waited for, and a device never ends.
        if !about.is_file() {
            return Err(SourceError::Special);
        }
        if about.len() > FILE_BYTES_MAX {
            return Err(SourceError::TooLarge);
        }
        if path != self.plan {
            let own = self.root.join(self.own());
            let (own, real) = (own.canonicalize(), whole.canonicalize());
            if !real.map_err(told)?.starts_with(own.map_err(told)?) {
                return Err(SourceError::Outside);
            }
        }
        std::fs::read(whole).map_err(told)
    }
}

fn told(error: std::io::Error) -> SourceError {
    match error.kind() {
        ErrorKind::NotFound => SourceError::NotFound,
        ErrorKind::PermissionDenied => SourceError::Denied,
        _ => SourceError::Io(error.to_string()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_beside_the_plans_own_folder_is_read() {
        let root = tempfile::tempdir().unwrap();
        for name in ["a/plan.ron", "a/lib/x.ron", "b/x.ron", "ab.ron"] {
            let path = root.path().join(name);
            std::fs::create_dir_all(path.parent().unwrap()).unwrap();
            std::fs::write(path, name).unwrap();
        }
        let folder = PlanFolder::at(root.path(), "a/plan.ron");
        assert_eq!(folder.read("a/lib/x.ron").unwrap(), b"a/lib/x.ron");
        for outside in ["b/x.ron", "ab.ron", "none.ron"] {
            assert!(matches!(folder.read(outside), Err(SourceError::Outside)), "{outside}");
        }
        let folder = PlanFolder::at(&root.path().join("a"), "plan.ron");
        assert_eq!(folder.read("lib/x.ron").unwrap(), b"a/lib/x.ron");
    }

    #[test]
    fn a_file_that_was_changed_meanwhile_is_left() {
        let root = tempfile::tempdir().unwrap();
        let path = root.path().join("plan.ron");
        std::fs::write(&path, "now").unwrap();
        let folder = PlanFolder { root: root.path().to_owned(), plan: "plan.ron".to_owned() };
        let refused = folder.replace("plan.ron", "before", "after");
        assert!(matches!(refused, Err(ReplaceError::Changed)), "{refused:?}");
        assert_eq!(std::fs::read_to_string(&path).unwrap(), "now");
        folder.replace("plan.ron", "now", "after").unwrap();
        assert_eq!(std::fs::read_to_string(&path).unwrap(), "after");
    }
}
