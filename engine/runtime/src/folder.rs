//! Plan files in a folder on disk: the [`Sources`] that the pure reader asks.

use std::io::ErrorKind;
use std::path::{Component, Path, PathBuf};

use wallchart_plan::{SourceError, Sources};

/// Larger than any plan, in bytes.
const FILE_BYTES_MAX: u64 = 256 << 20;

/// A plan's folder. Nothing outside it is read, but for the plan itself, wherever a link leads.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PlanFolder {
    root: PathBuf,
    plan: String,
}

impl PlanFolder {
    /// The folder for a plan: the working directory for one that lies below it, so that plans may share
    /// what lies beside their own folder; else the plan's own folder. `None` for a path that names no file.
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

    /// The plan's path in the folder, `/` between its parts.
    pub fn plan(&self) -> &str {
        &self.plan
    }
}

impl Sources for PlanFolder {
    fn read(&self, path: &str) -> Result<Vec<u8>, SourceError> {
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
            let (root, real) = (self.root.canonicalize(), whole.canonicalize());
            if !real.map_err(told)?.starts_with(root.map_err(told)?) {
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
