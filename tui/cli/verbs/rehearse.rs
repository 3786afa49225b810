//! `rehearse`: plays a campaign on a clock of its own, with units that answer late, early or not at all.

use std::io::{IsTerminal as _, Write as _};
use std::path::PathBuf;
use std::sync::Arc;

use chrono::NaiveDate;
use serde_json::json;
use wallchart_campaign::read;
use wallchart_plan::WorkCalendar;
use wallchart_plan::diagnostic::Severity;
use wallchart_plan::time::Instant;
use wallchart_runtime::{Cast, Desk as _, LocalDesk, Played, Stage, Temper, continue_to};
use wallchart_store::SqliteStore;
use wallchart_words::{Lang, ids, t};

use crate::cli::config::Origin;
use crate::cli::context::Context;
use crate::cli::error::CliError;
use crate::cli::rehearsing;
use crate::cli::source::PlanFile;

/// Arguments of `rehearse`.
#[derive(Debug, clap::Args)]
pub struct Args {
    /// The plan file.
    #[arg(required_unless_present = "go_on")]
    plan: Option<PathBuf>,
    /// Until when: a date as in a plan, a window's name, or `end`.
    #[arg(long, default_value = "end", allow_hyphen_values = true)]
    until: String,
    /// What every chance is drawn from.
    #[arg(long, default_value_t = 1)]
    seed: u64,
    /// How units behave.
    #[arg(long, value_parser = temper)]
    temper: Option<Temper>,
    /// How many in a hundred tasks are late.
    #[arg(long, value_name = "PERCENT", value_parser = percent)]
    late: Option<u8>,
    /// How many in a hundred tasks nobody answers for.
    #[arg(long, value_name = "PERCENT", value_parser = percent)]
    silent: Option<u8>,
    /// The anchor date D.
    #[arg(long)]
    anchor: Option<NaiveDate>,
    /// Goes on with the rehearsal that is there.
    #[arg(
        long = "continue",
        conflicts_with_all = ["seed", "temper", "late", "silent", "anchor", "fresh"]
    )]
    go_on: bool,
    /// Drops the rehearsal that is there and begins again.
    #[arg(long)]
    fresh: bool,
}

/// Reads `20%` or `20`.
fn percent(text: &str) -> Result<u8, String> {
    let number = text.trim().trim_end_matches(['%', '％']);
    number.parse().ok().filter(|n| *n <= 100).ok_or_else(|| text.to_owned())
}

fn temper(text: &str) -> Result<Temper, String> {
    Temper::ALL.into_iter().find(|t| t.name() == text).ok_or_else(|| text.to_owned())
}

/// Does it.
pub async fn run(context: &mut Context, args: Args) -> Result<(), CliError> {
    // It says at its end what it is.
    context.marks = false;
    if let Some(plan) = &args.plan
        && !is_told(context)
    {
        context.global.store = rehearsing::default_store(plan);
    }
    let (desk, played) = match args.go_on {
        true => go_on(context, &args).await?,
        false => begin(context, &args).await?,
    };
    summary(context, &desk, played).await
}

/// Whether the store was named for this run: a file of settings names that of the real campaigns.
fn is_told(context: &Context) -> bool {
    let store = context.global.settings.iter().find(|s| s.key == "store");
    store.is_some_and(|s| matches!(s.origin, Origin::Flag | Origin::Variable(_)))
}

async fn begin(context: &mut Context, args: &Args) -> Result<(Arc<LocalDesk>, Played), CliError> {
    let path = args.plan.clone().unwrap_or_default();
    let file = PlanFile::read(context, &path, args.anchor)?;
    let plan = file.sound(context)?.clone();
    // What is still to be filled in keeps nobody from practising.
    if file.count(Severity::Blocker) > 0 && !context.json {
        file.print(context)?;
    }
    let stage = Stage {
        language: wallchart_plan::VERSION,
        sources: file
            .reading
            .files
            .iter()
            .map(|f| (f.name.clone(), f.text.clone().into_bytes()))
            .collect(),
        plan,
    };
    let begin = stage.begin()?;
    let curtain =
        rehearsing::curtain(&stage.plan, Instant::from_utc(begin.naive_utc()), &args.until)?;
    let (late, silent) = args.temper.unwrap_or_default().shares();
    let (late, silent) = (args.late.unwrap_or(late), args.silent.unwrap_or(silent));
    let cast = Cast::new(args.seed, late, silent, context.lang);
    let store = make_room(context, args.fresh)?;
    let id = stage.plan.campaign.id.clone();
    let calendar = WorkCalendar::new(stage.plan.calendar.clone(), stage.plan.campaign.anchor);
    let mut bar = Bar::new(context, calendar, stage.plan.campaign.anchor);
    let desk = Arc::new(LocalDesk::rehearsal(store, id, begin)?);
    let watch = |now, done, all| bar.show(now, done, all);
    let played = wallchart_runtime::rehearse(&desk, stage, &cast, curtain, watch).await;
    bar.clear();
    Ok((desk, played?))
}

async fn go_on(context: &mut Context, args: &Args) -> Result<(Arc<LocalDesk>, Played), CliError> {
    let store = context.store()?;
    let id = context.which_campaign(&*store)?;
    let desk = Arc::new(LocalDesk::rehearsal(store, id, chrono::DateTime::default())?);
    let campaign = desk.state().await?;
    let now = Instant::from_utc(desk.now().naive_utc());
    let curtain = rehearsing::curtain(&campaign.plan, now, &args.until)?;
    let calendar = WorkCalendar::new(campaign.plan.calendar.clone(), campaign.plan.campaign.anchor);
    let mut bar = Bar::new(context, calendar, campaign.plan.campaign.anchor);
    drop(campaign);
    let played = continue_to(&desk, curtain, |now, done, all| bar.show(now, done, all)).await;
    bar.clear();
    Ok((desk, played?))
}

/// A store that is free for a new rehearsal.
fn make_room(context: &mut Context, fresh: bool) -> Result<Arc<SqliteStore>, CliError> {
    let path = context.global.store.clone();
    let store = context.make_store()?;
    let all = rehearsing::campaigns(&*store)?;
    if let Some((campaign, _)) = all.iter().find(|(_, rehearsed)| !rehearsed) {
        return Err(CliError::CampaignHere { path, campaign: campaign.to_string() });
    }
    if all.is_empty() {
        return Ok(store);
    }
    if !fresh {
        return Err(CliError::Rehearsed(path));
    }
    drop(store);
    context.close_store();
    SqliteStore::remove(&path)?;
    context.make_store()
}

/// How far the play is, in one line on a terminal.
struct Bar {
    shown: bool,
    lang: Lang,
    calendar: WorkCalendar,
    anchor: NaiveDate,
}

impl Bar {
    fn new(context: &Context, calendar: WorkCalendar, anchor: NaiveDate) -> Bar {
        let shown = !context.json && std::io::stderr().is_terminal();
        Bar { shown, lang: context.lang, calendar, anchor }
    }

    fn show(&mut self, now: Instant, done: usize, all: usize) {
        if self.shown {
            let when = rehearsing::clock(self.lang, &self.calendar, self.anchor, now);
            let text = t!(self.lang, ids::REHEARSE_UNDER_WAY, when = when, done = done, all = all);
            // A line that can't be shown keeps nobody from playing.
            let _ = write!(std::io::stderr(), "\r\u{1b}[2K{}", wallchart_words::safe(&text));
        }
    }

    fn clear(&mut self) {
        if self.shown {
            let _ = write!(std::io::stderr(), "\r\u{1b}[2K");
        }
    }
}

/// Says how it stands where the play stopped, and where to look next.
async fn summary(context: &mut Context, desk: &LocalDesk, played: Played) -> Result<(), CliError> {
    let view = desk.view().await?;
    let overview = read::overview(&view);
    let late = view.standings().iter().filter(|s| s.overdue).count();
    let campaign = &view.campaign;
    let seed = campaign.rehearsal.as_ref().map_or(0, |r| r.mark.seed);
    let sum = |count: fn(&wallchart_campaign::TaskRecord) -> u32| -> u32 {
        campaign.records.iter().map(|record| count(record)).sum()
    };
    let (returns, extensions) = (sum(|r| r.returns), sum(|r| r.extensions));
    let open = campaign.records.iter().filter(|r| !r.state.is_settled()).count();
    let store = context.global.store.display().to_string();
    if context.json {
        return context.data(&json!({
            "campaign": campaign.plan.campaign.id,
            "store": store,
            "rehearsal": campaign.rehearsal.as_ref().map(|r| &r.mark),
            "now": view.now,
            "tasks": overview.all,
            "done": overview.done,
            "open": open,
            "overdue": late,
            "returns": returns,
            "extensions": extensions,
            "commands": played.commands,
            "refused": played.refused,
            "seq": campaign.seq,
        }));
    }
    let lang = context.lang;
    let anchor = campaign.plan.campaign.anchor;
    let when = rehearsing::clock(lang, &view.calendar, anchor, view.now);
    context.say(&t!(lang, ids::REHEARSE_LINE, seed = seed.to_string(), when = when))?;
    context.say(&t!(
        lang,
        ids::REHEARSE_SUMMARY,
        all = overview.all,
        done = overview.done,
        open = open,
        late = late,
        returns = returns,
        extensions = extensions
    ))?;
    if open > 0 {
        context.say(&t!(lang, ids::REHEARSE_LOOK, store = &store))?;
        context.say(&t!(lang, ids::REHEARSE_GO_ON, store = &store))
    } else {
        context.say(&t!(lang, ids::REHEARSE_LOOK, store = &store))
    }
}
