//! Plan files on disk, read and checked.

use std::io::ErrorKind;
use std::path::{Component, Path, PathBuf};

use chrono::NaiveDate;
use wallchart_plan::diagnostic::{Diagnostic, Severity};
use wallchart_plan::render::{Excerpts, SourceFile};
use wallchart_plan::{Expanded, ReadOptions, Reading, SourceError, Sources, WorkCalendar};
use wallchart_words::Lang;

use super::context::Context;
use super::error::CliError;

/// Larger than any plan, in bytes.
const FILE_BYTES_MAX: u64 = 256 << 20;

/// Files in a folder.
struct Folder {
    root: PathBuf,
    /// The file that the person named, wherever it lies.
    named: String,
}

impl Sources for Folder {
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
        if path != self.named {
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

/// A plan file as read and checked.
pub struct PlanFile {
    /// The file that was named.
    pub path: PathBuf,
    /// What came of reading it.
    pub reading: Reading,
    /// Everything found, by reading and by scheduling.
    pub diagnostics: Vec<Diagnostic>,
}

/// The folder outside which nothing is read, and the plan's path in it: the working directory for a plan
/// that lies below it, so that plans may share what lies beside their folder; else the plan's own folder.
fn root(path: &Path) -> Option<(Folder, String)> {
    let here = std::env::current_dir().ok();
    let below = match (path.is_absolute(), &here) {
        (true, Some(here)) => path.strip_prefix(here).ok(),
        (true, None) => None,
        (false, _) => Some(path),
    };
    let plain =
        |p: &&Path| p.components().all(|c| matches!(c, Component::Normal(_) | Component::CurDir));
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
    (!name.is_empty()).then(|| (Folder { root: folder, named: name.clone() }, name))
}

impl PlanFile {
    /// Reads a plan and everything it includes, and checks all of it.
    ///
    /// # Errors
    /// When the path has no file name. A file that can't be read is a diagnostic.
    pub fn read(
        context: &Context,
        path: &Path,
        anchor: Option<NaiveDate>,
    ) -> Result<PlanFile, CliError> {
        let (folder, name) = root(path).ok_or_else(|| CliError::File {
            path: path.to_owned(),
            error: std::io::Error::from(ErrorKind::InvalidInput),
        })?;
        let name = name.as_str();
        let today = |zone| {
            WorkCalendar::new(wallchart_plan::Calendar::weekdays(zone), NaiveDate::default())
                .date(context.now())
        };
        // Today depends on the plan's zone, which is known once it has been read.
        let first_guess = today(chrono_tz::Asia::Shanghai);
        let mut reading =
            wallchart_plan::read(&folder, name, &ReadOptions { today: first_guess, anchor });
        if let Some(plan) = &reading.expanded {
            let there = today(plan.calendar.zone);
            if there != first_guess {
                reading =
                    wallchart_plan::read(&folder, name, &ReadOptions { today: there, anchor });
            }
        }
        let mut diagnostics = reading.diagnostics.clone();
        if let Some(plan) = &reading.expanded {
            let place = |task, field| reading.origins.place(task, field);
            diagnostics.extend(wallchart_schedule::review(plan, &place));
        }
        Ok(PlanFile { path: path.to_owned(), reading, diagnostics })
    }

    /// How many diagnostics are that grave.
    pub fn count(&self, severity: Severity) -> usize {
        self.diagnostics.iter().filter(|d| d.code.severity == severity).count()
    }

    /// Prints every diagnostic with its place.
    pub fn print(&self, context: &mut Context) -> Result<(), CliError> {
        let files = self.excerpts();
        for diagnostic in &self.diagnostics {
            let text = files.render(diagnostic, context.lang, context.colour);
            context.say(&text)?;
        }
        Ok(())
    }

    fn excerpts(&self) -> Excerpts<'_> {
        let files: Vec<SourceFile<'_>> = self
            .reading
            .files
            .iter()
            .map(|file| SourceFile { name: &file.name, text: &file.text })
            .collect();
        Excerpts::new(&files)
    }

    /// Every diagnostic as data.
    pub fn located(&self, lang: Lang) -> Vec<serde_json::Value> {
        let files = self.excerpts();
        self.diagnostics
            .iter()
            .map(|diagnostic| {
                serde_json::json!({
                    "code": diagnostic.code.name,
                    "severity": match diagnostic.code.severity {
                        Severity::Error => "error",
                        Severity::Blocker => "blocker",
                        Severity::Warning => "warning",
                    },
                    "message": diagnostic.message(lang),
                    "help": diagnostic.help(lang),
                    "suggestion": diagnostic.suggestion,
                    "at": files.located(&diagnostic.place),
                })
            })
            .collect()
    }

    /// The expanded plan, when nothing is wrong with it; otherwise everything is printed first.
    pub fn sound(&self, context: &mut Context) -> Result<&Expanded, CliError> {
        let errors = self.count(Severity::Error);
        match &self.reading.expanded {
            Some(plan) if errors == 0 => Ok(plan),
            _ => {
                if context.json {
                    let diagnostics = self.located(context.lang);
                    context.data(&serde_json::json!({ "diagnostics": diagnostics }))?;
                } else {
                    self.print(context)?;
                }
                Err(CliError::Plan { errors: errors.max(1), blockers: 0 })
            }
        }
    }
}
