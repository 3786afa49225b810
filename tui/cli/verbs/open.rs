//! `open`: opens the dashboard on a plan or several, launching those that do not run yet; without a plan, on
//! what the store holds. Without a terminal it prints the boards.
//!
//! A plan file that was edited since launch is not applied: the running revision opens, and says so.

use std::io::IsTerminal as _;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use chrono::{Datelike as _, NaiveDate};
use wallchart_campaign::{Campaign, View};
use wallchart_plan::ids::CampaignId;
use wallchart_runtime::{Desk, LocalDesk, LocalShelf};
use wallchart_store::{BlobHash, EventStore as _};
use wallchart_words::{ids, t};

use crate::cli::columns;
use crate::cli::context::Context;
use crate::cli::error::CliError;
use crate::cli::launching::{self, Consent};
use crate::cli::source::PlanFile;
use crate::dashboard;

/// How many plans are offered where there is no store.
const PLANS: usize = 8;

/// How much of a file is looked at to see whether it is a plan, in bytes.
const BEGINNING: u64 = 4096;

/// Arguments of `open`.
#[derive(Debug, clap::Args)]
pub struct Args {
    /// Plan files, the first to be opened; without one, what the store holds.
    plans: Vec<PathBuf>,
    /// The anchor date D.
    #[arg(long)]
    anchor: Option<NaiveDate>,
    /// What was agreed to before.
    #[command(flatten)]
    consent: Consent,
    /// Draws frames in plain ASCII, or not; by default the terminal is asked.
    #[arg(long, value_name = "true|false")]
    ascii: Option<bool>,
}

/// A campaign that was asked for, and what is to be said of its plan.
struct Opened {
    id: CampaignId,
    banner: Option<String>,
}

/// Does it.
pub async fn run(context: &mut Context, args: Args) -> Result<(), CliError> {
    // Its title bar marks a rehearsal.
    context.marks = false;
    let mut opened = Vec::new();
    for path in &args.plans {
        opened.push(plan(context, path, &args).await?);
    }
    let on_screen =
        !context.json && std::io::stdout().is_terminal() && std::io::stdin().is_terminal();
    let several = opened.is_empty() && context.global.campaign.is_none() && {
        let found = context.store().map_err(|error| offer_plans(context, error))?;
        found.campaigns()?.len() > 1
    };
    if !on_screen {
        return if several { shelf(context).await } else { boards(context, opened).await };
    }
    let first = opened.into_iter().next();
    let store = context.store()?;
    match &first {
        Some(first) => context.choose(first.id.clone()),
        // The one launched last is behind the question which.
        None if several => {
            let last = store.campaigns()?.into_iter().next_back();
            context.choose(
                last.map(|c| c.campaign)
                    .ok_or(CliError::NoCampaign { asked: None, ids: Vec::new() })?,
            );
        }
        None => {}
    }
    let desk = context.desk().await?;
    let options = dashboard::Options {
        lang: context.lang,
        actor: context.actor().await?,
        colour: context.colour,
        wide_ambiguous: args.ascii.or(context.global.ascii),
        banner: first.and_then(|f| f.banner),
        shelf: Some(Arc::new(LocalShelf::new(store))),
        choose: several,
    };
    let desk: Arc<dyn Desk> = desk;
    dashboard::run(desk, options).await.map_err(CliError::Dashboard)
}

/// Where there is no store, the plans of this folder are named: one of them is likely meant.
fn offer_plans(context: &Context, error: CliError) -> CliError {
    let CliError::NoStore(store) = error else { return error };
    let mut plans: Vec<String> = [".", "workflows"]
        .into_iter()
        .filter_map(|folder| std::fs::read_dir(folder).ok())
        .flat_map(|entries| entries.filter_map(Result::ok))
        .map(|entry| entry.path())
        .filter(|path| path.extension().is_some_and(|e| e == "ron") && begins_as_plan(path))
        .map(|path| path.strip_prefix(".").unwrap_or(&path).display().to_string())
        .collect();
    plans.sort();
    plans.truncate(PLANS);
    if plans.is_empty() || context.json {
        return CliError::NoStore(store);
    }
    CliError::NothingToOpen { store, plans }
}

/// Whether a file is a plan by its first word, comments left out.
fn begins_as_plan(path: &Path) -> bool {
    use std::io::Read as _;
    let mut start = Vec::new();
    let read = std::fs::File::open(path).and_then(|f| f.take(BEGINNING).read_to_end(&mut start));
    let text = String::from_utf8_lossy(&start);
    let mut lines = text.trim_start_matches('\u{feff}').lines().map(str::trim);
    read.is_ok()
        && lines
            .find(|l| !l.is_empty() && !l.starts_with("//") && !l.starts_with("#!"))
            .is_some_and(|l| l.starts_with("Campaign("))
}

/// Reads a plan and launches it if it does not run yet.
async fn plan(context: &mut Context, path: &Path, args: &Args) -> Result<Opened, CliError> {
    let file = PlanFile::read(context, path, args.anchor)?;
    let file = running_before(context, file, args).await?;
    let id = file.sound(context)?.campaign.id.clone();
    if !context.holds(&id)? {
        launching::launch(context, &file, &args.consent).await?;
        return Ok(Opened { id, banner: None });
    }
    context.choose(id.clone());
    let campaign = context.campaign().await?;
    let banner = differs(&file, &campaign)
        .then(|| t!(context.lang, ids::CLI_OPEN_DIFFERS, revision = campaign.revision));
    Ok(Opened { id, banner })
}

/// The board of each campaign, one after the other.
async fn boards(context: &mut Context, opened: Vec<Opened>) -> Result<(), CliError> {
    if opened.is_empty() {
        let view = context.view().await?;
        return board(context, &view, None);
    }
    let several = opened.len() > 1;
    if several && context.json {
        return shelf(context).await;
    }
    for (i, one) in opened.into_iter().enumerate() {
        context.choose(one.id);
        let view = context.view().await?;
        if i > 0 {
            context.say("")?;
        }
        board(context, &view, one.banner.as_deref())?;
    }
    Ok(())
}

/// A line for each campaign of the store.
async fn shelf(context: &mut Context) -> Result<(), CliError> {
    let cards = crate::cli::shelf::cards(context).await?;
    crate::cli::shelf::print(context, &cards)
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
    if context.holds(&plan.campaign.id)? || !context.has_store() {
        return Ok(file);
    }
    let earlier = PlanFile::read(context, &file.path, Some(before))?;
    let Some(id) = earlier.reading.expanded.as_ref().map(|p| p.campaign.id.clone()) else {
        return Ok(file);
    };
    if !context.holds(&id)? {
        return Ok(file);
    }
    let desk = LocalDesk::open(context.store()?, id)?;
    let is_open = desk.state().await?.records.iter().any(|r| !r.state.is_settled());
    Ok(if is_open { earlier } else { file })
}

/// Whether the plan's files are other than those that the running revision was made from. Names don't
/// matter: they depend on where the program was started.
fn differs(file: &PlanFile, campaign: &Campaign) -> bool {
    let now = file.reading.files.iter().map(|f| BlobHash::of(f.text.as_bytes()).to_string());
    let then = campaign.sources.iter().map(|s| s.hash.clone());
    !now.eq(then)
}
