//! `open`: opens the dashboard on a plan, launching it if it is not running yet. Without a terminal it
//! prints the board.
//!
//! A plan file that was edited since launch is not applied: the running revision opens, and says so.

use std::io::IsTerminal as _;
use std::path::PathBuf;
use std::sync::Arc;

use chrono::{Datelike as _, NaiveDate};
use wallchart_campaign::{Campaign, View};
use wallchart_plan::ids::CampaignId;
use wallchart_runtime::{Desk, LocalDesk};
use wallchart_store::{BlobHash, EventStore as _};
use wallchart_words::{ids, t};

use crate::cli::context::Context;
use crate::cli::error::CliError;
use crate::cli::source::PlanFile;
use crate::cli::{columns, launching};
use crate::dashboard;

/// Arguments of `open`.
#[derive(Debug, clap::Args)]
pub struct Args {
    /// The plan file; without one, the campaign in the store.
    plan: Option<PathBuf>,
    /// The anchor date D.
    #[arg(long)]
    anchor: Option<NaiveDate>,
    /// Does not ask.
    #[arg(long, short)]
    yes: bool,
    /// Draws frames in plain ASCII, or not; by default the terminal is asked.
    #[arg(long, value_name = "true|false")]
    ascii: Option<bool>,
}

/// Does it.
pub async fn run(context: &mut Context, args: Args) -> Result<(), CliError> {
    let mut banner = None;
    if let Some(path) = &args.plan {
        let file = PlanFile::read(context, path, args.anchor)?;
        let file = running_before(context, file, &args).await?;
        let id = file.sound(context)?.campaign.id.clone();
        if is_in_store(context, &id)? {
            context.global.campaign = Some(id.to_string());
            let campaign = context.campaign().await?;
            if differs(&file, &campaign) {
                banner =
                    Some(t!(context.lang, ids::CLI_OPEN_DIFFERS, revision = campaign.revision));
            }
        } else {
            launching::launch(context, &file, args.yes).await?;
        }
    }
    let desk = context.desk().await?;
    if context.json || !std::io::stdout().is_terminal() || !std::io::stdin().is_terminal() {
        let view = desk.view().await?;
        return board(context, &view, banner.as_deref());
    }
    let options = dashboard::Options {
        lang: context.lang,
        actor: context.actor().await?,
        colour: context.colour,
        wide_ambiguous: args.ascii.or(context.global.ascii),
        banner,
    };
    dashboard_run(desk, options).await
}

async fn dashboard_run(desk: Arc<LocalDesk>, options: dashboard::Options) -> Result<(), CliError> {
    let desk: Arc<dyn Desk> = desk;
    dashboard::run(desk, options).await.map_err(CliError::Dashboard)
}

fn board(context: &mut Context, view: &View, banner: Option<&str>) -> Result<(), CliError> {
    if context.json {
        return context.data(&wallchart_campaign::read::overview(view));
    }
    if let Some(banner) = banner {
        context.say(banner)?;
    }
    let text = dashboard::print_board(view, context.lang, columns(), context.colour);
    context.say_painted(text.trim_end())
}

/// An annual plan means its next day from today. Right after the day that is next year's, while this
/// year's campaign still has weeks to run: then the running one is meant.
async fn running_before(
    context: &mut Context,
    file: PlanFile,
    args: &Args,
) -> Result<PlanFile, CliError> {
    let Some(plan) = file.reading.expanded.as_ref() else { return Ok(file) };
    let before = plan.campaign.anchor.with_year(plan.campaign.anchor.year() - 1);
    let (None, true, Some(before)) = (args.anchor, plan.campaign.annual, before) else {
        return Ok(file);
    };
    if is_in_store(context, &plan.campaign.id)? || !context.has_store() {
        return Ok(file);
    }
    let earlier = PlanFile::read(context, &file.path, Some(before))?;
    let Some(id) = earlier.reading.expanded.as_ref().map(|p| p.campaign.id.clone()) else {
        return Ok(file);
    };
    if !is_in_store(context, &id)? {
        return Ok(file);
    }
    let desk = LocalDesk::open(context.store()?, id)?;
    let is_open = desk.state().await?.records.iter().any(|r| !r.state.is_settled());
    Ok(if is_open { earlier } else { file })
}

fn is_in_store(context: &mut Context, id: &CampaignId) -> Result<bool, CliError> {
    Ok(context.has_store() && context.store()?.head(id)?.is_some())
}

/// Whether the plan's files are other than those that the running revision was made from. Names don't
/// matter: they depend on where the program was started.
fn differs(file: &PlanFile, campaign: &Campaign) -> bool {
    let now = file.reading.files.iter().map(|f| BlobHash::of(f.text.as_bytes()).to_string());
    let then = campaign.sources.iter().map(|s| s.hash.clone());
    !now.eq(then)
}
