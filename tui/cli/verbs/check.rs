//! `check`: reads, expands and schedules a plan, says everything that is wrong with it and what it comes to.

use std::path::PathBuf;
use std::sync::Arc;

use chrono::NaiveDate;
use serde_json::json;
use wallchart_plan::diagnostic::Severity;
use wallchart_runtime::{Desk as _, LocalDesk};
use wallchart_schedule::Facts;
use wallchart_store::{EventStore as _, OpenMode, SqliteStore};
use wallchart_words::{ids, t};

use crate::cli::comes_to::ComesTo;
use crate::cli::context::Context;
use crate::cli::error::CliError;
use crate::cli::fixing;
use crate::cli::source::PlanFile;

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
    /// Puts right in the files what has one right answer.
    #[arg(long)]
    fix: bool,
}

/// Does it.
pub async fn run(context: &mut Context, args: Args) -> Result<(), CliError> {
    let (mut file, made) = if args.fix {
        let repaired = fixing::repair(context, &args.plan, args.anchor)?;
        (repaired.file, repaired.made)
    } else {
        (PlanFile::read(context, &args.plan, args.anchor)?, Vec::new())
    };
    let not_compared = compare(context, &mut file).await.err();
    let errors = file.count(Severity::Error);
    let warnings = file.count(Severity::Warning);
    let blockers = file.count(Severity::Blocker);
    let sound = file.reading.expanded.as_ref().filter(|_| errors == 0);
    // What has no errors has no ring of tasks either, and can be scheduled.
    let schedule = sound.and_then(|plan| wallchart_schedule::schedule(plan, &Facts::none()).ok());
    let comes_to = sound.zip(schedule).map(|(plan, dates)| ComesTo::new(plan, &dates));
    if context.json {
        context.data(&json!({
            "diagnostics": file.located(context.lang),
            "fixed": made.iter().map(fixing::Made::data).collect::<Vec<_>>(),
            "errors": errors,
            "blockers": blockers,
            "warnings": warnings,
            "comes_to": comes_to.as_ref().map(ComesTo::data),
            "tasks": file.reading.expanded.as_ref().map(|plan| plan.tasks.len()),
        }))?;
    } else {
        if args.fix {
            fixing::say(context, &made)?;
        }
        file.print_found(context)?;
        if !args.fix && file.fixable() > 0 {
            context.say(&t!(context.lang, ids::CLI_FIXABLE, count = file.fixable()))?;
        }
        file.say_more(context)?;
        if let Some(comes_to) = comes_to {
            for line in comes_to.lines(context.lang, blockers, warnings) {
                context.say(&line)?;
            }
        }
        let why = not_compared.and_then(|error| error.message(context.lang, None));
        if let Some(error) = why {
            context.say(&t!(context.lang, ids::PREVIEW_NOT_COMPARED, error = error))?;
        }
    }
    if errors > 0 {
        return Err(CliError::Plan { errors, blockers });
    }
    if args.deny_warnings && warnings > 0 { Err(CliError::Warnings(warnings)) } else { Ok(()) }
}

/// Compares the plan with the revision of it that is running, if the store has that campaign. A plan can
/// be checked whatever becomes of the store, so an error is only told.
async fn compare(context: &Context, file: &mut PlanFile) -> Result<(), CliError> {
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
    file.diagnostics.extend(wallchart_plan::grown(&running.plan, &file.reading));
    Ok(())
}
