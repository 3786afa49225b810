//! The names of all files of a plan, by what they stand for.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::index::{Name, Role};
use super::table::Kind;

/// The names of a plan's files.
#[derive(Debug, Clone, Default)]
pub struct Book {
    files: Vec<Arc<Vec<Name>>>,
    given: BTreeMap<String, Vec<Found>>,
}

/// A name of a book: the file, and its index there.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Found {
    /// The file's index.
    pub file: usize,
    /// The name's index in the file.
    pub name: usize,
}

impl Book {
    /// Joins the names of files, in their order.
    pub fn of(files: Vec<Arc<Vec<Name>>>) -> Book {
        let mut given: BTreeMap<String, Vec<Found>> = BTreeMap::new();
        for (file, names) in files.iter().enumerate() {
            for (name, n) in names.iter().enumerate().filter(|(_, n)| n.role == Role::Given) {
                given.entry(n.text.clone()).or_default().push(Found { file, name });
            }
        }
        Book { files, given }
    }

    /// A name.
    pub fn name(&self, at: Found) -> Option<&Name> {
        self.files.get(at.file)?.get(at.name)
    }

    /// The name at that byte of a file: the shortest, where one holds another.
    pub fn at(&self, file: usize, offset: usize) -> Option<Found> {
        let names = self.files.get(file)?.iter().enumerate();
        let here = names.filter(|(_, n)| n.at.start <= offset && offset <= n.at.end);
        here.min_by_key(|(_, n)| n.at.len()).map(|(name, _)| Found { file, name })
    }

    /// Every name that is given, in the order of the files.
    pub fn given(&self) -> impl Iterator<Item = (Found, &Name)> {
        self.all().filter(|(_, n)| n.role == Role::Given)
    }

    fn all(&self) -> impl Iterator<Item = (Found, &Name)> {
        self.files.iter().enumerate().flat_map(|(file, names)| {
            names.iter().enumerate().map(move |(name, n)| (Found { file, name }, n))
        })
    }

    /// Where the name is given: itself where it is, else the first kind that it may stand for and that is.
    pub fn definitions(&self, name: &Name) -> Vec<Found> {
        let Some(all) = self.given.get(&name.text) else { return Vec::new() };
        let of = |kind: &Kind| -> Vec<Found> {
            let is = |n: &Name| n.kinds.first() == Some(kind);
            let of_kind = |found: &&Found| self.name(**found).is_some_and(is);
            let found: Vec<Found> = all.iter().filter(of_kind).copied().collect();
            let is_near =
                |found: &&Found| self.name(**found).is_some_and(|n| n.scope == name.scope);
            let near: Vec<Found> = found.iter().filter(is_near).copied().collect();
            let is_open = |found: &&Found| self.name(**found).is_some_and(|n| n.scope.is_none());
            match near.is_empty() {
                true => found.iter().filter(is_open).copied().collect(),
                false => near,
            }
        };
        name.kinds.iter().map(of).find(|found| !found.is_empty()).unwrap_or_default()
    }

    /// Every place that means what the name means, where it is given included, in the order of the files.
    pub fn occurrences(&self, name: &Name) -> Vec<Found> {
        let given = self.definitions(name);
        let same = |n: &Name| match given.is_empty() {
            true => n.kinds == name.kinds && n.role == Role::Used,
            false => self.definitions(n) == given,
        };
        self.all().filter(|(_, n)| n.text == name.text && same(n)).map(|(found, _)| found).collect()
    }

    /// The places of a file that use a name, where it may stand for that kind.
    pub fn used(&self, file: usize, text: &str, kind: Kind) -> Vec<Found> {
        let names = self.files.get(file).into_iter().flat_map(|names| names.iter().enumerate());
        let used = names.filter(|(_, n)| n.role == Role::Used && n.text == text);
        used.filter(|(_, n)| n.kinds.contains(&kind))
            .map(|(name, _)| Found { file, name })
            .collect()
    }
}
