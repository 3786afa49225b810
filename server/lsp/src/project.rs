//! Which files belong together: a root plan and all that it includes.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use wallchart_plan::symbols::{self, Book};

use crate::files::Files;

/// A plan that stands for itself: the folder that its files are read from, and its path there.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Root {
    /// The folder.
    pub(crate) folder: PathBuf,
    /// The plan's path in it, `/` between its parts.
    pub(crate) plan: String,
}

impl Root {
    /// The path of a file that the plan names so.
    pub(crate) fn path(&self, name: &str) -> PathBuf {
        self.folder.join(name)
    }

    /// Whether a file of that name can be one of the plan's: it lies in the plan's own folder, or below it.
    fn holds(&self, name: &str) -> bool {
        let own = self.plan.rfind('/').and_then(|slash| self.plan.get(..=slash));
        name.starts_with(own.unwrap_or_default())
    }
}

/// The files of one plan, with their names.
#[derive(Debug)]
pub(crate) struct Project {
    /// The files' paths; the root comes first.
    pub(crate) paths: Vec<PathBuf>,
    /// Their names.
    pub(crate) book: Book,
}

impl Project {
    /// The index of a file.
    pub(crate) fn index(&self, path: &Path) -> Option<usize> {
        self.paths.iter().position(|p| p == path)
    }

    /// The files of a plan that can be read.
    pub(crate) fn of(files: &mut Files, root: &Root) -> Project {
        let mut paths = Vec::new();
        let mut names = Vec::new();
        let mut open = vec![root.plan.clone()];
        let mut seen: BTreeSet<String> = open.iter().cloned().collect();
        while let Some(name) = open.pop() {
            let path = root.path(&name);
            let Some(file) = files.see(&path) else { continue };
            paths.push(path);
            names.push(file.names.clone());
            let named = file.named_files().filter_map(|n| symbols::joined(&name, n));
            let named = named.filter(|n| root.holds(n));
            let new: Vec<String> = named.filter(|n| seen.insert(n.clone())).collect();
            open.extend(new.into_iter().rev());
        }
        Project { paths, book: Book::of(names) }
    }
}

/// The roots of the plans that a file belongs to; itself where nothing includes it.
pub(crate) fn roots(files: &mut Files, path: &Path) -> Vec<Root> {
    let folder = files.folder_of(path);
    let name_in = |path: &Path| -> Option<String> {
        let inside = path.strip_prefix(&folder).ok()?;
        let parts: Option<Vec<&str>> =
            inside.components().map(|c| c.as_os_str().to_str()).collect();
        parts.map(|parts| parts.join("/"))
    };
    let Some(own) = name_in(path) else { return Vec::new() };
    // Who names whom.
    let mut above: BTreeMap<String, Vec<String>> = BTreeMap::new();
    for other in files.found().to_vec() {
        let (Some(name), Some(seen)) = (name_in(&other), files.see(&other)) else { continue };
        for named in seen.named_files().filter_map(|n| symbols::joined(&name, n)) {
            above.entry(named).or_default().push(name.clone());
        }
    }
    let mut roots = BTreeSet::new();
    let mut seen = BTreeSet::from([own.clone()]);
    let mut open = vec![own.clone()];
    while let Some(name) = open.pop() {
        match above.get(&name) {
            Some(all) => open.extend(all.iter().filter(|n| seen.insert((*n).clone())).cloned()),
            None => {
                roots.insert(name);
            }
        }
    }
    let root = |plan| Root { folder: folder.clone(), plan };
    let mut roots: Vec<Root> = roots.into_iter().map(root).filter(|r| r.holds(&own)).collect();
    if roots.is_empty() {
        // They include each other: each is as good as any.
        roots.push(root(own));
    }
    roots
}
