//! `diff`: compares a plan with the one that runs, or two plans. It changes nothing.

use std::path::PathBuf;

use chrono::NaiveDate;
use wallchart_campaign::read::Outlook;
use wallchart_words::{ids, t};

use crate::cli::amending;
use crate::cli::context::Context;
use crate::cli::error::CliError;
use crate::cli::source::PlanFile;

/// Arguments of `diff`.
#[derive(Debug, clap::Args)]
pub struct Args {
    /// One plan, against what runs; or two, the older first.
    #[arg(required = true, num_args = 1..=2)]
    plans: Vec<PathBuf>,
    /// The anchor date D.
    #[arg(long)]
    anchor: Option<NaiveDate>,
}

/// Does it. It ends in an exit code of its own where there are changes.
pub async fn run(context: &mut Context, args: Args) -> Result<(), CliError> {
    let (outlook, heading) = match args.plans.as_slice() {
        [plan] => {
            let file = amending::read(context, plan, args.anchor).await?;
            let plan = file.sound(context)?.clone();
            let outlook = amending::outlook(context, plan).await?;
            let heading = amending::heading(context, &outlook);
            (outlook, heading)
        }
        [old, new, ..] => {
            let old = PlanFile::read(context, old, args.anchor)?.sound(context)?.clone();
            let new = PlanFile::read(context, new, args.anchor)?.sound(context)?.clone();
            let title = new.campaign.title.clone();
            let heading = t!(context.lang, ids::AMEND_HEADING_PLANS, title = title);
            (Outlook::of_plans(old, new).map_err(amending::ring)?, heading)
        }
        [] => return Ok(()),
    };
    if context.json {
        context.data(&amending::data(&outlook)?)?;
    } else {
        amending::say(context, &outlook, &heading)?;
    }
    if outlook.is_empty() { Ok(()) } else { Err(CliError::Differs) }
}
