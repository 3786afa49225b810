//! Where configuration files lie: the project's in the working folder or above it, the user's where the
//! platform keeps such things.

use std::path::{Path, PathBuf};

use etcetera::BaseStrategy as _;

use super::file::{ConfigError, Values};

/// What a project's file is called.
const PROJECT: &str = ".wallchart.ron";

/// Names the user's file; an empty value means that there is none.
const VARIABLE: &str = "WALLCHART_CONFIG";

/// Whose file it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// The project's.
    Project,
    /// The user's.
    User,
}

impl Kind {
    /// The word for it in data.
    pub fn word(self) -> &'static str {
        match self {
            Kind::Project => "project",
            Kind::User => "user",
        }
    }
}

/// A file that was read.
#[derive(Debug, Clone, PartialEq)]
pub struct Found {
    /// Whose.
    pub kind: Kind,
    /// Where.
    pub path: PathBuf,
    /// What it sets.
    pub values: Values,
}

/// The files of this run, the one that wins first.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Files {
    /// Those that are there and can be read.
    pub found: Vec<Found>,
    /// Where the user's file lies or would lie; none where there is to be none.
    pub user: Option<PathBuf>,
    /// What is wrong with the first that is wrong.
    pub error: Option<ConfigError>,
}

impl Files {
    /// Looks for the files and reads them.
    pub fn read() -> Files {
        let project = std::env::current_dir().ok().and_then(|here| project(&here));
        let user = user();
        let mut files = Files { user: user.clone(), ..Files::default() };
        let there = user.filter(|path| path.exists());
        for (kind, path) in [(Kind::Project, project), (Kind::User, there)] {
            let Some(path) = path else { continue };
            match Values::read(&path) {
                Ok(values) => files.found.push(Found { kind, path, values }),
                Err(error) => files.error = files.error.or(Some(error)),
            }
        }
        files
    }
}

/// Where the user's file lies or would lie.
fn user() -> Option<PathBuf> {
    match std::env::var_os(VARIABLE) {
        Some(path) if path.is_empty() => None,
        Some(path) => Some(PathBuf::from(path)),
        None => {
            let folders = etcetera::choose_base_strategy().ok()?;
            Some(folders.config_dir().join("wallchart").join("config.ron"))
        }
    }
}

/// The project's file: the nearest, from a folder upwards. The search ends where a folder belongs to
/// somebody else, so that nobody can set another's store by a file in a folder that all may write.
fn project(from: &Path) -> Option<PathBuf> {
    let owner = owner(from);
    from.ancestors()
        .take_while(|folder| self::owner(folder) == owner)
        .map(|folder| folder.join(PROJECT))
        .find(|path| path.exists() && self::owner(path) == owner)
}

#[cfg(unix)]
fn owner(path: &Path) -> Option<u32> {
    use std::os::unix::fs::MetadataExt as _;
    std::fs::metadata(path).ok().map(|about| about.uid())
}

#[cfg(not(unix))]
fn owner(_path: &Path) -> Option<u32> {
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_nearest_file_upwards_is_the_projects() {
        let folder = tempfile::tempdir().unwrap();
        let below = folder.path().join("a/b");
        std::fs::create_dir_all(&below).unwrap();
        std::fs::write(folder.path().join(PROJECT), "Config()").unwrap();
        assert_eq!(project(&below), Some(folder.path().join(PROJECT)));
        std::fs::write(folder.path().join("a").join(PROJECT), "Config()").unwrap();
        assert_eq!(project(&below), Some(folder.path().join("a").join(PROJECT)));
    }
}
