//! `log`: prints what has happened, oldest first.

use wallchart_campaign::read::What;
use wallchart_campaign::{Seq, read, say};
use wallchart_plan::time::Instant;
use wallchart_runtime::Desk as _;
use wallchart_words::{ids, t};

use crate::cli::context::Context;
use crate::cli::error::CliError;
use crate::cli::printed;
use crate::cli::table::Table;

/// Arguments of `log`.
#[derive(Debug, clap::Args)]
pub struct Args {
    /// Only of this task.
    task: Option<String>,
    /// Only the last so many.
    #[arg(long)]
    last: Option<usize>,
    /// Only the revisions of the plan.
    #[arg(long)]
    revisions: bool,
}

/// Does it.
pub async fn run(context: &mut Context, args: Args) -> Result<(), CliError> {
    let task = match &args.task {
        Some(text) => Some(context.task(text).await?),
        None => None,
    };
    let view = context.view().await?;
    let events = context.desk().await?.log(Seq(1), usize::MAX).await?;
    let all = read::lines(&events);
    let mut lines = all.clone();
    lines.retain(|line| task.is_none() || line.task == task);
    if args.revisions {
        let is_revision = |what: &What| {
            matches!(what, What::Launched { .. } | What::Rehearsed { .. } | What::Applied { .. })
        };
        lines.retain(|line| is_revision(&line.what));
    }
    if let Some(last) = args.last {
        lines.drain(..lines.len().saturating_sub(last));
    }
    if context.json {
        return context.data(&lines);
    }
    let lang = context.lang;
    let mut table = Table::default();
    for line in &lines {
        let at = Instant::from_utc(line.at.naive_utc());
        let path = line.task.and_then(|n| view.campaign.path_of(n)).map(ToString::to_string);
        let number = line.task.map(|n| n.to_string()).unwrap_or_default();
        let mut what = read::sentence(lang, line, &view.calendar);
        if let read::What::Undone { command } = line.what {
            what = printed::undo(lang, &all, command, &view.calendar).unwrap_or(what);
        }
        if let Some(text) = line.text.as_ref().filter(|text| !text.trim().is_empty()) {
            what = t!(lang, ids::CLI_LOG_WITH_WORDS, what = what, text = text.trim());
        }
        table.row([
            line.seq.map(|s| s.0.to_string()).unwrap_or_default(),
            view.calendar.local(at).format("%Y-%m-%d %H:%M").to_string(),
            say::actor(lang, &line.actor),
            t!(lang, say::face(line.via)),
            number,
            path.unwrap_or_default(),
            what,
        ]);
    }
    for line in table.lines() {
        context.say(&line)?;
    }
    Ok(())
}
