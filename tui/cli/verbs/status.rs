//! `status`: says how the campaign stands: progress, what needs someone now, figures, the finish.

use serde_json::json;
use wallchart_campaign::read::{self, Overview, Urgency};
use wallchart_campaign::{View, say};
use wallchart_words::{ids, t};

use crate::cli::context::Context;
use crate::cli::error::CliError;
use crate::cli::json::told;
use crate::cli::watching::{self, Watched};

/// Arguments of `status`.
#[derive(Debug, clap::Args)]
pub struct Args {
    /// Says it again whenever something changes.
    #[arg(long, short)]
    watch: bool,
}

/// Does it.
pub async fn run(context: &mut Context, args: Args) -> Result<(), CliError> {
    watching::say(context, &Standing, args.watch).await
}

/// How the campaign stands.
struct Standing;

impl Watched for Standing {
    fn say(&self, context: &mut Context, view: &View) -> Result<(), CliError> {
        say_it(context, view)
    }

    /// One line: how much is done, what is late, what happened last.
    fn lines(&self, context: &Context, view: &View) -> Vec<(String, String)> {
        let lang = context.lang;
        let overview = read::overview(view);
        let late = overview.streams.iter().map(|s| s.late).sum::<usize>();
        let waiting: usize = overview.needs_you.iter().map(|n| n.tasks.len()).sum();
        let waiting = waiting + overview.reconcile.len() + overview.pressing_rosters().len();
        let line = t!(
            lang,
            ids::CONFIG_WATCH_STATUS,
            seq = view.campaign.seq.0,
            done = overview.done,
            all = overview.all,
            late = late,
            needs = waiting
        );
        vec![(String::new(), line)]
    }
}

fn say_it(context: &mut Context, view: &View) -> Result<(), CliError> {
    let overview = read::overview(view);
    if context.json {
        let plan = &view.campaign.plan.campaign;
        return context.data(&json!({
            "campaign": plan.id,
            "title": plan.title,
            "anchor": plan.anchor,
            "revision": view.campaign.revision,
            "now": view.now,
            "rehearsal": view.campaign.rehearsal,
            "overview": told(&overview)?,
            "measures": read::totals(view),
            "rates": read::figures(&view.campaign).rates,
        }));
    }
    let lang = context.lang;
    let width = crate::cli::columns();
    let board = crate::dashboard::print_board(view, lang, width, context.colour);
    context.say_painted(board.trim_end())?;
    if is_all_done(&overview) {
        context.say(&t!(lang, ids::CLI_STATUS_ALL_DONE, tasks = overview.all))?;
    }
    let all = read::figures(&view.campaign);
    let figures: Vec<String> = all
        .totals
        .iter()
        .filter(|total| total.figures > 0)
        .map(|total| {
            let figure =
                say::figure(lang, &total.total.to_string(), total.qualifier, &total.quantity);
            let reached = match total.target {
                Some(target) if target.reached => t!(lang, ids::CLI_TARGET_REACHED),
                Some(target) => t!(lang, ids::CLI_TARGET_OPEN, value = target.value.to_string()),
                None => String::new(),
            };
            format!("{} {figure}{reached}", say::total(lang, total))
        })
        .collect();
    if !figures.is_empty() {
        context.say(&format!("{}  {}", t!(lang, ids::VIEWS_MEASURES), figures.join("  ")))?;
    }
    let rates = all.rates.iter().filter(|rate| rate.value.is_some()).map(|rate| {
        let target = rate.target.map(|target| say::target(lang, &target, &rate.unit));
        format!("{} {} {}", rate.rate, say::rate(rate), target.unwrap_or_default())
    });
    let rates: Vec<String> = rates.map(|text| text.trim_end().to_owned()).collect();
    if !rates.is_empty() {
        context.say(&format!("{}  {}", t!(lang, ids::FIGURES_RATES), rates.join("  ")))?;
    }
    Ok(())
}

/// Whether every task that counts is done and nothing needs anybody.
fn is_all_done(overview: &Overview) -> bool {
    let waits = |why| overview.needs_you.iter().any(|n| n.why == why && !n.tasks.is_empty());
    overview.done == overview.all && !waits(Urgency::ToReview)
}
