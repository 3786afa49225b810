//! `tick`: ticks steps of the checklist (清单).

use wallchart_campaign::Command;
use wallchart_words::{ids, t};

use crate::cli::context::Context;
use crate::cli::error::CliError;
use crate::cli::{handed_in, printed};

/// Arguments of `tick`.
#[derive(Debug, clap::Args)]
pub struct Args {
    /// Which.
    task: String,
    /// Steps by number from 1, or `all`.
    #[arg(required = true)]
    steps: Vec<String>,
    /// Clears the ticks instead.
    #[arg(long)]
    clear: bool,
}

/// Does it: all of them or none.
pub async fn run(context: &mut Context, args: Args) -> Result<(), CliError> {
    let task = context.task(&args.task).await?;
    let campaign = context.campaign().await?;
    let steps = handed_in::steps(&campaign, task, &args.steps, !args.clear)?;
    if steps.is_empty() {
        if context.json {
            return printed::nothing_done(context, task).await;
        }
        return context.say(&t!(context.lang, ids::CLI_STEPS_ALREADY_SO, task = task.to_string()));
    }
    let tick = |step| Command::Tick { task, step, done: !args.clear };
    context.order_all(steps.into_iter().map(tick).collect()).await
}
