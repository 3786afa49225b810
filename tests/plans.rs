//! Plans as tests read them: from a folder or from memory, with the day pinned.

use std::collections::BTreeMap;
use std::io::ErrorKind;
use std::path::{Path, PathBuf};

use chrono::NaiveDate;
use wallchart_plan::diagnostic::{Diagnostic, Severity};
use wallchart_plan::{Expanded, ReadOptions, Reading, SourceError, Sources};
use wallchart_words::Lang;

/// A folder on disk, over which files in memory may be laid.
pub(crate) struct Folder {
    root: PathBuf,
    over: BTreeMap<String, String>,
}

impl Folder {
    /// A folder of this repository.
    pub(crate) fn of_repository(folder: &str) -> Self {
        Self { root: repository().join(folder), over: BTreeMap::new() }
    }

    /// The folder with one more file, or another text for one.
    pub(crate) fn with(mut self, path: &str, text: impl Into<String>) -> Self {
        self.over.insert(path.to_owned(), text.into());
        self
    }
}

impl Sources for Folder {
    fn read(&self, path: &str) -> Result<Vec<u8>, SourceError> {
        if let Some(text) = self.over.get(path) {
            return Ok(text.clone().into_bytes());
        }
        std::fs::read(self.root.join(path)).map_err(|error| match error.kind() {
            ErrorKind::NotFound => SourceError::NotFound,
            _ => SourceError::Io(error.to_string()),
        })
    }
}

/// The root of this repository.
pub(crate) fn repository() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// A date.
pub(crate) fn date(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

/// Reads a plan and checks it as `wallchart check` does: what was read, and everything found.
pub(crate) fn read(
    sources: &dyn Sources,
    path: &str,
    today: &str,
    anchor: Option<&str>,
) -> (Reading, Vec<Diagnostic>) {
    let options = ReadOptions { today: date(today), anchor: anchor.map(date) };
    let reading = wallchart_plan::read(sources, path, &options);
    let diagnostics = wallchart_schedule::check(&reading);
    (reading, diagnostics)
}

/// The plan of a reading that found nothing worse than a warning.
pub(crate) fn sound<'a>(reading: &'a Reading, diagnostics: &[Diagnostic]) -> &'a Expanded {
    let grave: Vec<String> = diagnostics
        .iter()
        .filter(|d| d.code.severity != Severity::Warning)
        .map(|d| line(reading, d))
        .collect();
    assert!(grave.is_empty(), "{}", grave.join("\n"));
    reading.expanded.as_ref().unwrap()
}

/// A diagnostic on one line: its code, its file, its message.
pub(crate) fn line(reading: &Reading, diagnostic: &Diagnostic) -> String {
    let file = reading.files.get(diagnostic.place.file).map(|f| f.name.as_str());
    let code = diagnostic.code.name;
    format!("{code} {}: {}", file.unwrap_or("?"), diagnostic.message(Lang::Zh))
}
