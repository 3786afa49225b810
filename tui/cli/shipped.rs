//! Plans that the program carries: those of `workflows/`, by name.

use wallchart_plan::{SourceError, Sources, syntax};

include!(concat!(env!("OUT_DIR"), "/workflows.rs"));

/// The calendar that a new plan goes by.
pub const CALENDAR: &str = "calendars/cn.ron";

/// A plan that the program carries.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Shipped {
    /// What it is called: its path without the ending.
    pub name: &'static str,
    /// Its title as written.
    pub title: String,
    /// Whether it has a day of every year for D.
    pub annual: bool,
    /// The folder from which its paths lead, and its file in it.
    folder: &'static str,
    file: &'static str,
}

/// All of them. Files that only others include have no id.
pub fn all() -> Vec<Shipped> {
    FILES.iter().filter_map(|(path, text)| shipped(path, text)).collect()
}

fn shipped(path: &'static str, text: &str) -> Option<Shipped> {
    let parsed = syntax::parse(0, text);
    let root = parsed.root()?;
    root.named("id")?;
    let title = root.named("title")?.inner().text()?.into_owned();
    let (folder, file) = match path.rsplit_once('/') {
        Some((folder, file)) => (folder, file),
        None => ("", path),
    };
    let anchor = root.named("anchor").and_then(|anchor| anchor.inner().text());
    let annual = anchor.is_some_and(|anchor| anchor.len() == "03-15".len());
    Some(Shipped { name: path.strip_suffix(".ron")?, title, annual, folder, file })
}

/// The plan of that name, or of a last part of its name.
pub fn find(name: &str) -> Option<Shipped> {
    let name = name.strip_suffix(".ron").unwrap_or(name);
    let mut all = all();
    let last = |plan: &Shipped| plan.name == name || plan.name.rsplit('/').next() == Some(name);
    let at = all.iter().position(|plan| plan.name == name).or_else(|| all.iter().position(last))?;
    Some(all.swap_remove(at))
}

/// A file that the program carries, by its path below `workflows/`.
pub fn text(path: &str) -> Option<&'static str> {
    FILES.iter().find(|(name, _)| *name == path).map(|(_, text)| *text)
}

impl Shipped {
    /// Its file, as its own paths name it.
    pub fn file(&self) -> &str {
        self.file
    }
}

impl Sources for Shipped {
    fn read(&self, path: &str) -> Result<Vec<u8>, SourceError> {
        let whole = if self.folder.is_empty() {
            path.to_owned()
        } else {
            format!("{}/{path}", self.folder)
        };
        text(&whole).map(|text| text.as_bytes().to_vec()).ok_or(SourceError::NotFound)
    }
}
