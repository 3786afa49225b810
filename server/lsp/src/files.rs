//! The files that are known: what editors hold open, before what lies on disk; each parsed once a version.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::SystemTime;

use gen_lsp_types::Uri;
use wallchart_plan::symbols::{self, Kind, Name, Role};
use wallchart_plan::syntax::{self, Parsed};

use crate::text::Text;
use crate::uri::uri_of;

/// Larger files on disk are no plans, in bytes.
const BYTES_MAX: u64 = 16 << 20;
/// How many entries of a folder are looked at in search of plans.
const ENTRIES_MAX: usize = 20_000;
/// How deep folders are searched.
const DEPTH_MAX: usize = 8;

/// A text and what it says.
#[derive(Debug)]
pub(crate) struct Seen {
    /// The text.
    pub(crate) text: Text,
    /// Its form.
    pub(crate) parsed: Parsed,
    /// Its names.
    pub(crate) names: Arc<Vec<Name>>,
}

impl Seen {
    fn new(text: Text) -> Seen {
        let parsed = syntax::parse(0, text.all());
        let names = Arc::new(symbols::names(&parsed));
        Seen { text, parsed, names }
    }

    /// The files that it names.
    pub(crate) fn named_files(&self) -> impl Iterator<Item = &str> {
        let files = self.names.iter().filter(|n| n.kinds == [Kind::File]);
        files.filter(|n| n.role == Role::Used).map(|n| n.text.as_str())
    }

    /// Whether it is a plan, a part of one, or a calendar: nothing is said of other files.
    pub(crate) fn is_plan(&self) -> bool {
        let root = symbols::root_name(&self.parsed);
        root.is_none_or(|name| ["Campaign", "Calendar"].contains(&name))
    }
}

/// A document that an editor holds open.
#[derive(Debug)]
pub(crate) struct Open {
    /// As the client calls it.
    pub(crate) uri: Uri,
    /// The client's number for this state of it.
    pub(crate) version: i32,
    /// What it says now.
    pub(crate) text: Text,
}

/// All files that are known.
#[derive(Debug, Default)]
pub(crate) struct Files {
    /// Open documents.
    pub(crate) open: BTreeMap<PathBuf, Open>,
    /// Folders that are worked in, and the plan files below them.
    pub(crate) folders: Vec<PathBuf>,
    found: Vec<PathBuf>,
    seen: BTreeMap<PathBuf, (Option<SystemTime>, Arc<Seen>)>,
}

impl Files {
    /// Opens a document, or changes it.
    pub(crate) fn put(&mut self, path: &Path, open: Open) {
        self.seen.remove(path);
        self.open.insert(path.to_owned(), open);
        if !self.found.iter().any(|p| p == path) {
            self.found.push(path.to_owned());
        }
    }

    /// Closes a document: from now on what lies on disk holds.
    pub(crate) fn close(&mut self, path: &Path) {
        self.seen.remove(path);
        self.open.remove(path);
    }

    /// Takes in what the folders hold.
    pub(crate) fn set_found(&mut self, found: Vec<PathBuf>) {
        self.found = found;
        for path in self.open.keys() {
            if !self.found.contains(path) {
                self.found.push(path.clone());
            }
        }
    }

    /// Plan files below the folders, and beside open documents.
    pub(crate) fn found(&self) -> &[PathBuf] {
        &self.found
    }

    /// What a file says now, if it can be read.
    pub(crate) fn see(&mut self, path: &Path) -> Option<Arc<Seen>> {
        let stamp = match self.open.contains_key(path) {
            true => None,
            false => Some(
                std::fs::metadata(path)
                    .ok()
                    .filter(|m| m.is_file() && m.len() <= BYTES_MAX)?
                    .modified()
                    .ok()?,
            ),
        };
        if let Some((known, seen)) = self.seen.get(path)
            && *known == stamp
        {
            return Some(seen.clone());
        }
        let text = match self.open.get(path) {
            Some(open) => open.text.clone(),
            None => {
                let text = std::fs::read_to_string(path).ok()?;
                Text::new(text.strip_prefix('\u{feff}').unwrap_or(&text))
            }
        };
        let seen = Arc::new(Seen::new(text));
        self.seen.insert(path.to_owned(), (stamp, seen.clone()));
        Some(seen)
    }

    /// As the client calls a file.
    pub(crate) fn uri(&self, path: &Path) -> Uri {
        self.open.get(path).map_or_else(|| uri_of(path), |open| open.uri.clone())
    }

    /// The folder whose files belong together with this one: the innermost that is worked in, else its own.
    pub(crate) fn folder_of(&self, path: &Path) -> PathBuf {
        let around = self.folders.iter().filter(|f| path.starts_with(f));
        let own = path.parent().unwrap_or(Path::new("/"));
        around.max_by_key(|f| f.components().count()).map_or(own, PathBuf::as_path).to_owned()
    }
}

/// Plan files by their names' ending in a folder, and below it if asked; hidden folders and those of
/// builds are passed over.
pub(crate) fn search(folder: &Path, below: bool) -> Vec<PathBuf> {
    let mut out = Vec::new();
    let mut open = vec![(folder.to_owned(), 0)];
    let mut looked_at = 0;
    while let Some((folder, depth)) = open.pop() {
        let Ok(entries) = std::fs::read_dir(&folder) else { continue };
        for entry in entries.flatten() {
            looked_at += 1;
            if looked_at > ENTRIES_MAX {
                return out;
            }
            let name = entry.file_name();
            let name = name.to_string_lossy();
            let Ok(kind) = entry.file_type() else { continue };
            if kind.is_file() && name.ends_with(".ron") {
                out.push(entry.path());
            }
            let is_others = name.starts_with('.') || ["target", "node_modules"].contains(&&*name);
            if kind.is_dir() && below && depth < DEPTH_MAX && !is_others {
                open.push((entry.path(), depth + 1));
            }
        }
    }
    out.sort();
    out
}
