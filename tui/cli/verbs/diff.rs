//! `diff`: compares a plan with the one that runs, or two plans. It changes nothing.

use std::path::{Path, PathBuf};

use chrono::NaiveDate;
use wallchart_campaign::read::Outlook;
use wallchart_plan::Expanded;
use wallchart_words::{ids, t};

use crate::cli::amending;
use crate::cli::context::Context;
use crate::cli::error::CliError;
use crate::cli::source::PlanFile;

/// Arguments of `diff`.
#[derive(Debug, clap::Args)]
pub struct Args {
    /// One plan, against what runs; or two, the older first. `@2` is the second revision of what runs.
    #[arg(required = true, num_args = 1..=2)]
    plans: Vec<PathBuf>,
    /// The anchor date D.
    #[arg(long)]
    anchor: Option<NaiveDate>,
}

/// Does it. It ends in an exit code of its own where there are changes.
pub async fn run(context: &mut Context, args: Args) -> Result<(), CliError> {
    let (outlook, heading) = match args.plans.as_slice() {
        // An earlier revision, as it would be if it came back.
        [plan] if numbered(plan).is_some() => {
            let earlier = plan_of(context, plan, args.anchor).await?;
            let outlook = Outlook::of(&*context.view().await?, earlier).map_err(amending::ring)?;
            let heading = amending::heading(context, &outlook);
            (outlook, heading)
        }
        [plan] => {
            let file = amending::read(context, plan, args.anchor).await?;
            let plan = file.sound(context)?.clone();
            let outlook = amending::outlook(context, plan).await?;
            let heading = amending::heading(context, &outlook);
            (outlook, heading)
        }
        [old, new, ..] => {
            let old = plan_of(context, old, args.anchor).await?;
            let new = plan_of(context, new, args.anchor).await?;
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

/// The revision that `@2` stands for.
fn numbered(plan: &Path) -> Option<u32> {
    plan.to_str()?.strip_prefix('@')?.parse().ok()
}

/// A plan from a file, or as it was in one of the running campaign's revisions.
async fn plan_of(
    context: &mut Context,
    plan: &Path,
    anchor: Option<NaiveDate>,
) -> Result<Expanded, CliError> {
    let Some(asked) = numbered(plan) else {
        return Ok(PlanFile::read(context, plan, anchor)?.sound(context)?.clone());
    };
    let is = context.campaign().await?.revision;
    let desk = context.desk().await?;
    let found = wallchart_runtime::revision(&*desk, asked).await?;
    Ok(found.ok_or(CliError::NoSuchRevision { asked, is })?.plan)
}
