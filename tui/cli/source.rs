//! Plan files on disk, read and checked.

use std::io::ErrorKind;
use std::path::{Path, PathBuf};

use chrono::NaiveDate;
use wallchart_plan::diagnostic::{Diagnostic, Severity};
use wallchart_plan::render::Excerpts;
use wallchart_plan::{Expanded, ReadOptions, Reading, SourceFile, Sources, WorkCalendar};
use wallchart_runtime::{PlanFolder, ReplaceError};
use wallchart_words::{Lang, ids, t};

use super::context::Context;
use super::error::CliError;

/// How many codes are named where more can be learnt of them.
const CODES_NAMED: usize = 4;

/// The word for a severity in data.
pub fn severity_word(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "error",
        Severity::Blocker => "blocker",
        Severity::Warning => "warning",
    }
}

/// The folder that a plan's files are read from.
///
/// # Errors
/// When the path has no file name.
pub fn folder_of(path: &Path) -> Result<PlanFolder, CliError> {
    PlanFolder::of(path).ok_or_else(|| {
        let kind = if path.is_dir() { ErrorKind::IsADirectory } else { ErrorKind::InvalidInput };
        CliError::File { path: path.to_owned(), error: kind.into() }
    })
}

/// Puts a text in the place of another in a file of the folder.
///
/// # Errors
/// When the file holds something else by now, or can't be written.
pub fn replace(folder: &PlanFolder, name: &str, was: &str, text: &str) -> Result<(), CliError> {
    folder.replace(name, was, text).map_err(|error| match error {
        ReplaceError::Changed => CliError::ChangedMeanwhile(name.into()),
        ReplaceError::Io(error) => CliError::File { path: name.into(), error },
    })
}

/// The text of a file, without the mark of byte order that some editors put first.
///
/// # Errors
/// When it can't be read.
pub fn read_text(path: &Path) -> Result<String, CliError> {
    let text = std::fs::read_to_string(path)
        .map_err(|error| CliError::File { path: path.to_owned(), error })?;
    Ok(text.strip_prefix('\u{feff}').map_or(text.clone(), str::to_owned))
}

/// Says what is wrong with the form of a text, and gives the error that it is.
///
/// # Errors
/// When it can't be said.
pub fn misformed(
    context: &mut Context,
    name: String,
    text: &str,
    found: &[Diagnostic],
) -> Result<CliError, CliError> {
    let files = [SourceFile { name, text: text.to_owned() }];
    let excerpts = Excerpts::new(&files);
    if context.json {
        let located: Vec<_> = found.iter().map(|d| located(&excerpts, d, context.lang)).collect();
        context.data(&serde_json::json!({ "diagnostics": located }))?;
    } else {
        for diagnostic in found {
            context.say_painted(&excerpts.render(diagnostic, context.lang, context.colour))?;
        }
        if found.iter().any(|d| d.fix.as_ref().is_some_and(|fix| fix.is_sure)) {
            let path = files.first().map(|file| file.name.as_str()).unwrap_or_default();
            context.say(&t!(context.lang, ids::CLI_FMT_FIX, path = path))?;
        }
    }
    Ok(CliError::Plan { errors: found.len(), blockers: 0 })
}

/// A diagnostic as data.
pub fn located(files: &Excerpts<'_>, diagnostic: &Diagnostic, lang: Lang) -> serde_json::Value {
    serde_json::json!({
        "code": diagnostic.code.name,
        "severity": severity_word(diagnostic.severity()),
        "message": diagnostic.message(lang),
        "help": diagnostic.help(lang),
        "suggestion": diagnostic.suggestion,
        "fixable": diagnostic.fix.as_ref().is_some_and(|fix| fix.is_sure),
        "at": files.located(&diagnostic.place),
        "notes": diagnostic.related.iter().map(|(place, note)| serde_json::json!({
            "message": wallchart_words::text(lang, note.message, &note.args),
            "at": files.located(place),
        })).collect::<Vec<_>>(),
    })
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
        let folder = folder_of(path)?;
        Ok(PlanFile::read_from(context, path, &folder, folder.plan(), anchor))
    }

    /// The same, of files that may differ from those on disk.
    pub fn read_from(
        context: &Context,
        path: &Path,
        sources: &dyn Sources,
        name: &str,
        anchor: Option<NaiveDate>,
    ) -> PlanFile {
        let today = |zone| {
            WorkCalendar::new(wallchart_plan::Calendar::weekdays(zone), NaiveDate::default())
                .date(context.now())
        };
        // Today depends on the plan's zone, which is known once it has been read.
        let first_guess = today(chrono_tz::Asia::Shanghai);
        let mut reading =
            wallchart_plan::read(sources, name, &ReadOptions { today: first_guess, anchor });
        if let Some(plan) = reading.expanded.as_ref().or(reading.draft.as_ref()) {
            let there = today(plan.calendar.zone);
            if there != first_guess {
                reading =
                    wallchart_plan::read(sources, name, &ReadOptions { today: there, anchor });
            }
        }
        let diagnostics = wallchart_schedule::check(&reading);
        PlanFile { path: path.to_owned(), reading, diagnostics }
    }

    /// How many diagnostics are that grave.
    pub fn count(&self, severity: Severity) -> usize {
        self.diagnostics.iter().filter(|d| d.severity() == severity).count()
    }

    /// Prints every diagnostic with its place, and then how to learn more of them.
    pub fn print(&self, context: &mut Context) -> Result<(), CliError> {
        self.print_found(context)?;
        self.say_more(context)
    }

    /// Prints every diagnostic with its place.
    pub fn print_found(&self, context: &mut Context) -> Result<(), CliError> {
        let files = self.excerpts();
        for diagnostic in &self.diagnostics {
            let text = files.render(diagnostic, context.lang, context.colour);
            context.say_painted(&text)?;
        }
        Ok(())
    }

    /// Says how to learn more of what was found.
    pub fn say_more(&self, context: &mut Context) -> Result<(), CliError> {
        let mut codes: Vec<&str> = Vec::new();
        for diagnostic in &self.diagnostics {
            if !codes.contains(&diagnostic.code.name) {
                codes.push(diagnostic.code.name);
            }
        }
        codes.truncate(CODES_NAMED);
        if !codes.is_empty() {
            context.say(&t!(context.lang, ids::EXPLAIN_MORE, codes = codes.join(" ")))?;
        }
        Ok(())
    }

    /// Says what was found, in words or as data.
    pub fn say(&self, context: &mut Context) -> Result<(), CliError> {
        if context.json {
            let diagnostics = self.located(context.lang);
            return context.data(&serde_json::json!({ "diagnostics": diagnostics }));
        }
        self.print(context)
    }

    /// How many diagnostics a fix puts right that can be made without asking.
    pub fn fixable(&self) -> usize {
        self.diagnostics.iter().filter(|d| d.fix.as_ref().is_some_and(|fix| fix.is_sure)).count()
    }

    /// The files as diagnostics name places in them.
    pub fn excerpts(&self) -> Excerpts<'_> {
        Excerpts::new(&self.reading.files)
    }

    /// Every diagnostic as data.
    pub fn located(&self, lang: Lang) -> Vec<serde_json::Value> {
        let files = self.excerpts();
        self.diagnostics.iter().map(|diagnostic| located(&files, diagnostic, lang)).collect()
    }

    /// The expanded plan, though some of its dates can't be kept; where there is none, everything is printed first.
    pub fn read_out(&self, context: &mut Context) -> Result<&Expanded, CliError> {
        match &self.reading.expanded {
            Some(plan) => Ok(plan),
            None => self.sound(context),
        }
    }

    /// The expanded plan, when nothing is wrong with it; otherwise everything is printed first.
    pub fn sound(&self, context: &mut Context) -> Result<&Expanded, CliError> {
        let errors = self.count(Severity::Error);
        match &self.reading.expanded {
            Some(plan) if errors == 0 => Ok(plan),
            _ => {
                self.say(context)?;
                Err(CliError::Plan { errors: errors.max(1), blockers: 0 })
            }
        }
    }
}
