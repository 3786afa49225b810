//! `launch`: launches a plan: its tasks are issued to their units.

use std::path::PathBuf;

use chrono::NaiveDate;
use serde_json::json;
use wallchart_words::{ids, t};

use crate::cli::context::Context;
use crate::cli::error::CliError;
use crate::cli::launching::{self, Consent};
use crate::cli::source::PlanFile;

/// Arguments of `launch`.
#[derive(Debug, clap::Args)]
pub struct Args {
    /// The plan file.
    plan: PathBuf,
    /// The anchor date D.
    #[arg(long)]
    anchor: Option<NaiveDate>,
    /// What was agreed to before.
    #[command(flatten)]
    consent: Consent,
}

/// Does it.
pub async fn run(context: &mut Context, args: Args) -> Result<(), CliError> {
    let file = PlanFile::read(context, &args.plan, args.anchor)?;
    let receipt = launching::launch(context, &file, &args.consent).await?;
    let Some(plan) = &file.reading.expanded else { return Ok(()) };
    if context.json {
        return context.data(&json!({
            "campaign": plan.campaign.id,
            "anchor": plan.campaign.anchor,
            "tasks": plan.tasks.len(),
            "seq": receipt.seq(),
        }));
    }
    let lang = context.lang;
    context.say(&t!(
        lang,
        ids::CLI_LAUNCHED,
        id = plan.campaign.id.as_str(),
        anchor = plan.campaign.anchor.to_string(),
        tasks = plan.tasks.len()
    ))?;
    let now = context.now();
    let late = plan.tasks.iter().filter(|task| task.due.is_some_and(|due| due < now)).count();
    match late {
        0 => Ok(()),
        late => context.say(&t!(lang, ids::CLI_LAUNCHED_LATE, tasks = late)),
    }
}
