//! `check`: reads, expands and schedules a plan and says everything that is wrong with it.

use std::path::PathBuf;

use chrono::NaiveDate;
use serde_json::json;
use wallchart_plan::diagnostic::Severity;
use wallchart_words::{ids, t};

use crate::cli::context::Context;
use crate::cli::error::CliError;
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
}

/// Does it.
pub async fn run(context: &mut Context, args: Args) -> Result<(), CliError> {
    let file = PlanFile::read(context, &args.plan, args.anchor)?;
    let errors = file.count(Severity::Error);
    let warnings = file.count(Severity::Warning);
    let blockers = file.count(Severity::Blocker);
    if context.json {
        context.data(&json!({
            "diagnostics": file.located(context.lang),
            "errors": errors,
            "blockers": blockers,
            "warnings": warnings,
            "tasks": file.reading.expanded.as_ref().map(|plan| plan.tasks.len()),
        }))?;
    } else {
        file.print(context)?;
        if let Some(plan) = file.reading.expanded.as_ref().filter(|_| errors == 0) {
            let line = t!(
                context.lang,
                ids::CLI_CHECK_COMES_TO,
                title = &plan.campaign.title,
                anchor = plan.campaign.anchor.to_string(),
                tasks = plan.tasks.len(),
                units = plan.units.len(),
                blockers = blockers,
                warnings = warnings
            );
            context.say(&line)?;
        }
    }
    if errors > 0 {
        return Err(CliError::Plan { errors, blockers });
    }
    if args.deny_warnings && warnings > 0 { Err(CliError::Warnings(warnings)) } else { Ok(()) }
}
