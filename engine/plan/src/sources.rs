//! Where plan files come from: the caller's reader, never the file system.

use std::collections::BTreeMap;

/// Reads files by their path relative to a root folder, `/` between its parts.
pub trait Sources {
    /// The bytes of the file.
    ///
    /// # Errors
    /// [`SourceError`] when there is no such file, or it can't be read.
    fn read(&self, path: &str) -> Result<Vec<u8>, SourceError>;
}

/// Why a file can't be read.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum SourceError {
    /// There is no such file.
    #[error("no such file")]
    NotFound,
    /// It is a folder.
    #[error("is a folder")]
    IsDirectory,
    /// The reader was not allowed to read it.
    #[error("permission denied")]
    Denied,
    /// It is a device, a pipe or the like.
    #[error("not a plain file")]
    Special,
    /// It is larger than any plan.
    #[error("too large")]
    TooLarge,
    /// A link leads out of the root folder to it.
    #[error("outside the root folder")]
    Outside,
    /// Anything else, in the system's words.
    #[error("{0}")]
    Io(String),
}

impl SourceError {
    /// The word by which messages tell one reason from another.
    pub(crate) fn word(&self) -> &str {
        match self {
            SourceError::NotFound => "missing",
            SourceError::IsDirectory => "folder",
            SourceError::Denied => "denied",
            SourceError::Special => "special",
            SourceError::TooLarge => "large",
            SourceError::Outside => "outside",
            SourceError::Io(words) => words,
        }
    }
}

/// Files held in memory.
#[derive(Debug, Clone, Default)]
pub struct MemorySources(BTreeMap<String, Vec<u8>>);

impl MemorySources {
    /// No files.
    pub fn new() -> Self {
        Self::default()
    }

    /// These files and one more.
    #[must_use]
    pub fn with(mut self, path: &str, text: impl Into<Vec<u8>>) -> Self {
        self.0.insert(path.to_owned(), text.into());
        self
    }
}

impl Sources for MemorySources {
    fn read(&self, path: &str) -> Result<Vec<u8>, SourceError> {
        self.0.get(path).cloned().ok_or(SourceError::NotFound)
    }
}

/// Files of another reader, some of them changed since.
pub struct EditedSources<'a> {
    base: &'a dyn Sources,
    texts: BTreeMap<String, String>,
}

impl<'a> EditedSources<'a> {
    /// The files as they are.
    pub fn new(base: &'a dyn Sources) -> Self {
        Self { base, texts: BTreeMap::new() }
    }

    /// From now on this is the file's text.
    pub fn put(&mut self, path: &str, text: String) {
        self.texts.insert(path.to_owned(), text);
    }

    /// What has been changed, by path.
    pub fn texts(&self) -> &BTreeMap<String, String> {
        &self.texts
    }
}

impl Sources for EditedSources<'_> {
    fn read(&self, path: &str) -> Result<Vec<u8>, SourceError> {
        match self.texts.get(path) {
            Some(text) => Ok(text.clone().into_bytes()),
            None => self.base.read(path),
        }
    }
}

/// A file as it was read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SourceFile {
    /// Its path relative to the root folder.
    pub name: String,
    /// Its text; empty where it could not be read.
    pub text: String,
}

/// The path of `relative` as written in the file `from`, its `.` and `..` worked out. `None` where it
/// leaves the root folder, or isn't relative.
pub(crate) fn join(from: &str, relative: &str) -> Option<String> {
    let absolute = relative.starts_with('/') || relative.contains(['\\', ':', '\0']);
    if absolute || relative.is_empty() {
        return None;
    }
    let folder = from.rsplit_once('/').map_or("", |(folder, _)| folder);
    let mut parts: Vec<&str> = folder.split('/').filter(|p| !p.is_empty()).collect();
    for part in relative.split('/') {
        match part {
            "" | "." => {}
            ".." => {
                parts.pop()?;
            }
            part => parts.push(part),
        }
    }
    Some(parts.join("/"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paths_stay_inside_the_root() {
        assert_eq!(join("a/plan.ron", "b.ron").as_deref(), Some("a/b.ron"));
        assert_eq!(join("a/plan.ron", "../b.ron").as_deref(), Some("b.ron"));
        assert_eq!(join("plan.ron", "./x/../b.ron").as_deref(), Some("b.ron"));
        for outside in ["../b.ron", "x/../../b.ron", "/etc/b.ron", "C:b.ron", "a\\b.ron", ""] {
            assert_eq!(join("plan.ron", outside), None, "{outside}");
        }
    }
}
