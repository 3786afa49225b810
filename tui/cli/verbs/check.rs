//! `check`: reads, expands and schedules a plan, says everything that is wrong with it and what it comes to.

use std::path::PathBuf;
use std::sync::Arc;

use chrono::{NaiveDate, TimeZone as _};
use serde_json::json;
use wallchart_plan::diagnostic::Severity;
use wallchart_plan::{Levels, LintLevel};
use wallchart_runtime::{Desk as _, LocalDesk};
use wallchart_schedule::Facts;
use wallchart_store::{EventStore as _, OpenMode, SqliteStore};
use wallchart_words::{Value, ids, t};

use crate::cli::comes_to::ComesTo;
use crate::cli::context::Context;
use crate::cli::error::CliError;
use crate::cli::fixing;
use crate::cli::source::{PlanFile, folder_of};
use crate::cli::verbs::explain;
use crate::cli::watching::{self, FilesWatch, Look};

/// Arguments of `check`.
#[derive(Debug, clap::Args)]
pub struct Args {
    /// The plan file.
    plan: PathBuf,
    /// The anchor date D.
    #[arg(long)]
    anchor: Option<NaiveDate>,
    /// Fails on warnings too.
    #[arg(long)]
    deny_warnings: bool,
    /// Warnings that are not told, by code.
    #[arg(long, value_name = "CODE")]
    allow: Vec<String>,
    /// Warnings that are errors, by code; `warnings` for all of them.
    #[arg(long, value_name = "CODE")]
    deny: Vec<String>,
    /// Puts right in the files what has one right answer.
    #[arg(long)]
    fix: bool,
    /// Checks again whenever one of the plan's files changes.
    #[arg(long, short, conflicts_with = "fix")]
    watch: bool,
}

/// Stands for every code in `--deny`.
const ALL_WARNINGS: &str = "warnings";

impl Args {
    /// The levels that were asked for; what is denied is not allowed.
    fn levels(&self) -> Result<Levels, CliError> {
        let mut levels = Levels::default();
        let denied = self.deny.iter().filter(|code| *code != ALL_WARNINGS);
        let allowed = self.allow.iter().map(|code| (code, LintLevel::Allow));
        for (code, level) in allowed.chain(denied.map(|code| (code, LintLevel::Error))) {
            let code = explain::find(code)?;
            if code.severity != Severity::Warning {
                return Err(CliError::NoWarning { code: code.name.to_owned() });
            }
            levels.set(code, level);
        }
        Ok(levels)
    }

    fn denies_all(&self) -> bool {
        self.deny_warnings || self.deny.iter().any(|code| code == ALL_WARNINGS)
    }
}

/// Does it.
pub async fn run(context: &mut Context, args: Args) -> Result<(), CliError> {
    if args.watch {
        let mut watched = Watched { files: FilesWatch::begin()?, checked: None, args };
        return watching::watch(context, &mut watched).await;
    }
    let checked = Checked::new(context, &args).await?;
    checked.say(context)?;
    checked.verdict(&args)
}

/// A plan as checked.
struct Checked {
    file: PlanFile,
    /// What was put right, where that was asked for.
    made: Option<Vec<fixing::Made>>,
    not_compared: Option<CliError>,
}

impl Checked {
    async fn new(context: &mut Context, args: &Args) -> Result<Self, CliError> {
        let (mut file, made) = if args.fix {
            let repaired = fixing::repair(context, &args.plan, args.anchor)?;
            (repaired.file, Some(repaired.made))
        } else {
            (PlanFile::read(context, &args.plan, args.anchor)?, None)
        };
        let levels = args.levels()?;
        file.diagnostics = wallchart_schedule::check_with(&file.reading, &levels);
        let levels = Levels::of(&file.reading.lints).overlaid(&levels);
        let not_compared = compare(context, &mut file, &levels).await.err();
        Ok(Self { file, made, not_compared })
    }

    fn say(&self, context: &mut Context) -> Result<(), CliError> {
        let file = &self.file;
        let [errors, warnings, blockers] =
            [Severity::Error, Severity::Warning, Severity::Blocker].map(|s| file.count(s));
        let sound = file.reading.expanded.as_ref().filter(|_| errors == 0);
        // What has no errors has no ring of tasks either, and can be scheduled.
        let schedule =
            sound.and_then(|plan| wallchart_schedule::schedule(plan, &Facts::none()).ok());
        let comes_to = sound.zip(schedule).map(|(plan, dates)| ComesTo::new(plan, &dates));
        if context.json {
            let made = self.made.iter().flatten();
            return context.data(&json!({
                "diagnostics": file.located(context.lang),
                "fixed": made.map(fixing::Made::data).collect::<Vec<_>>(),
                "errors": errors,
                "blockers": blockers,
                "warnings": warnings,
                "comes_to": comes_to.as_ref().map(ComesTo::data),
                "left_out": file.reading.origins.left_out,
                "tasks": file.reading.expanded.as_ref().map(|plan| plan.tasks.len()),
            }));
        }
        if let Some(made) = &self.made {
            fixing::say(context, made)?;
        }
        file.print_found(context)?;
        if self.made.is_none() && file.fixable() > 0 {
            context.say(&t!(context.lang, ids::CLI_FIXABLE, count = file.fixable()))?;
        }
        file.say_more(context)?;
        if let Some(comes_to) = comes_to {
            for line in comes_to.lines(context.lang, blockers, warnings) {
                context.say(&line)?;
            }
        }
        let left_out = file.reading.origins.left_out;
        if left_out > 0 {
            context.say(&t!(context.lang, ids::CLI_LEFT_OUT, count = left_out))?;
        }
        match self.not_compared.as_ref().and_then(|error| error.message(context.lang, None)) {
            Some(error) => context.say(&t!(context.lang, ids::PREVIEW_NOT_COMPARED, error = error)),
            None => Ok(()),
        }
    }

    fn verdict(&self, args: &Args) -> Result<(), CliError> {
        let errors = self.file.count(Severity::Error);
        if errors > 0 {
            return Err(CliError::Plan { errors, blockers: self.file.count(Severity::Blocker) });
        }
        let warnings = self.file.count(Severity::Warning);
        if args.denies_all() && warnings > 0 { Err(CliError::Warnings(warnings)) } else { Ok(()) }
    }
}

/// A plan that is checked whenever one of its files changes.
struct Watched {
    args: Args,
    files: FilesWatch,
    checked: Option<Checked>,
}

impl Look for Watched {
    async fn changed(&mut self) {
        self.files.changed().await;
    }

    async fn again(&mut self, context: &mut Context) -> Result<(), CliError> {
        let folder = folder_of(&self.args.plan)?;
        let checked = Checked::new(context, &self.args).await?;
        let read = checked.file.reading.files.iter().map(|file| file.name.as_str());
        // A file that is named and isn't there may come to be.
        let missing = checked.file.diagnostics.iter().filter(|d| d.code.name == "E027");
        let missing = missing.flat_map(|d| &d.args).filter_map(|(_, value)| match value {
            Value::Text(path) => Some(path.as_str()),
            Value::Number(_) => None,
        });
        let paths: Vec<PathBuf> =
            read.chain(missing).map(|name| folder.root().join(name)).collect();
        let is_new = self.files.keep_to(paths.iter().map(PathBuf::as_path));
        self.checked = Some(checked);
        // What changed before it was watched was not told.
        if is_new {
            self.checked = Some(Checked::new(context, &self.args).await?);
        }
        Ok(())
    }

    fn say(&self, context: &mut Context) -> Result<(), CliError> {
        self.checked.as_ref().map_or(Ok(()), |checked| checked.say(context))
    }

    /// A line for each thing found, and one that says how many there are.
    fn lines(&self, context: &Context) -> Vec<(String, String)> {
        let Some(Checked { file, .. }) = &self.checked else { return Vec::new() };
        let excerpts = file.excerpts();
        let found = file.diagnostics.iter().map(|diagnostic| {
            let at = excerpts.located(&diagnostic.place);
            let said = format!("{} {}", diagnostic.code.name, diagnostic.message(context.lang));
            let line = format!("{}:{}:{} {said}", at.file, at.line, at.column);
            (format!("{} {said}", at.file), line)
        });
        let whole = t!(
            context.lang,
            ids::WRITING_WATCH_CHECK,
            errors = file.count(Severity::Error),
            blockers = file.count(Severity::Blocker),
            warnings = file.count(Severity::Warning)
        );
        found.chain([(String::new(), whole)]).collect()
    }

    fn at(&self, context: &Context) -> String {
        let zone = self.checked.as_ref().and_then(|checked| {
            let reading = &checked.file.reading;
            Some(reading.expanded.as_ref().or(reading.draft.as_ref())?.calendar.zone)
        });
        let zone = zone.unwrap_or(chrono_tz::Asia::Shanghai);
        zone.from_utc_datetime(&context.now().utc()).format("%H:%M").to_string()
    }

    fn verdict(&self) -> Result<(), CliError> {
        self.checked.as_ref().map_or(Ok(()), |checked| checked.verdict(&self.args))
    }
}

/// Compares the plan with the revision of it that is running, if the store has that campaign. A plan can
/// be checked whatever becomes of the store, so an error is only told.
async fn compare(context: &Context, file: &mut PlanFile, levels: &Levels) -> Result<(), CliError> {
    let Some(plan) = &file.reading.expanded else { return Ok(()) };
    if !context.has_store() {
        return Ok(());
    }
    let store = SqliteStore::open(&context.global.store, OpenMode::ReadOnly)?;
    let id = &plan.campaign.id;
    if !store.campaigns()?.iter().any(|c| c.campaign == *id) {
        return Ok(());
    }
    let running = LocalDesk::open(Arc::new(store), id.clone())?.state().await?;
    let grown = wallchart_plan::grown(&running.plan, &file.reading);
    file.diagnostics.extend(levels.applied(grown));
    Ok(())
}
