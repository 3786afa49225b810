//! Files on disk, watched by their folders, since editors put a new file in the old one's place.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::time::Duration;

use notify::{Config, Event, EventKind, PollWatcher, RecommendedWatcher, RecursiveMode, Watcher};
use tokio::sync::mpsc::{UnboundedReceiver, UnboundedSender, unbounded_channel};

use crate::cli::error::CliError;

/// An editor that saves does several things in a row; when it has been still for so long it is done.
const STILL: Duration = Duration::from_millis(60);
/// A file that is written without end is looked at all the same.
const PATIENCE: Duration = Duration::from_secs(1);
/// How often folders are looked through where the system tells of no changes.
const POLL: Duration = Duration::from_secs(1);

/// Watches the folders of some files.
pub struct FilesWatch {
    watcher: Box<dyn Watcher>,
    folders: BTreeSet<PathBuf>,
    changes: UnboundedReceiver<()>,
}

impl FilesWatch {
    /// Begins to watch nothing.
    ///
    /// # Errors
    /// Where the system can't watch files.
    pub fn begin() -> Result<Self, CliError> {
        let (tell, changes) = unbounded_channel();
        let watcher: Box<dyn Watcher> =
            match RecommendedWatcher::new(hears(&tell), Config::default()) {
                Ok(watcher) => Box::new(watcher),
                // Systems allow only so many; looking by oneself is slower, and always possible.
                Err(_) => {
                    let often =
                        Config::default().with_poll_interval(POLL).with_compare_contents(true);
                    Box::new(PollWatcher::new(hears(&tell), often).map_err(failed)?)
                }
            };
        Ok(Self { watcher, folders: BTreeSet::new(), changes })
    }

    /// Watches the folders of these files, and no others any more; says whether some are new. Of a folder
    /// that isn't there yet the one is watched in which it will be.
    pub fn keep_to<'a>(&mut self, files: impl IntoIterator<Item = &'a Path>) -> bool {
        let folder = |file: &Path| {
            let above = file.ancestors().skip(1).find(|folder| folder.is_dir());
            above.map_or_else(|| PathBuf::from("."), Path::to_owned)
        };
        let wanted: BTreeSet<PathBuf> = files.into_iter().map(folder).collect();
        for gone in self.folders.difference(&wanted) {
            // What is gone by itself needn't be let go.
            let _ = self.watcher.unwatch(gone);
        }
        let before = &self.folders;
        let watcher = &mut self.watcher;
        let held = |folder: &PathBuf| {
            before.contains(folder) || watcher.watch(folder, RecursiveMode::NonRecursive).is_ok()
        };
        let folders: BTreeSet<PathBuf> = wanted.into_iter().filter(held).collect();
        let is_new = !folders.is_subset(&self.folders);
        self.folders = folders;
        is_new
    }

    /// Waits until files were changed and it is quiet again.
    pub async fn changed(&mut self) {
        if self.changes.recv().await.is_none() {
            std::future::pending::<()>().await;
        }
        let quiet =
            async { while tokio::time::timeout(STILL, self.changes.recv()).await.is_ok() {} };
        // Either way it is looked at now.
        let _ = tokio::time::timeout(PATIENCE, quiet).await;
        while self.changes.try_recv().is_ok() {}
    }
}

/// Passes on what may concern a plan: reading a file changes nothing, and a store lies beside many plans.
fn hears(tell: &UnboundedSender<()>) -> impl Fn(notify::Result<Event>) + Send + 'static {
    let tell = tell.clone();
    move |event| {
        let concerns = match event {
            Ok(event) => {
                !matches!(event.kind, EventKind::Access(_))
                    && event.paths.iter().any(|path| is_plan(path))
            }
            Err(_) => true,
        };
        if concerns {
            // Nobody listens any more when the program ends.
            let _ = tell.send(());
        }
    }
}

fn is_plan(path: &Path) -> bool {
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    // Folders come and go by names of their own.
    !name.contains('.') || name.ends_with(".ron")
}

fn failed(error: notify::Error) -> CliError {
    CliError::File { path: PathBuf::from("."), error: std::io::Error::other(error) }
}
