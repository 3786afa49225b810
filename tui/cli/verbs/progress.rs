//! `progress`: reports progress (反馈).

use wallchart_campaign::Command;

use crate::cli::context::Context;
use crate::cli::error::CliError;

/// Arguments of `progress`.
#[derive(Debug, clap::Args)]
pub struct Args {
    /// Which.
    task: String,
    /// How it stands.
    #[arg(default_value = "")]
    text: String,
    /// Hundredths done.
    #[arg(long, value_parser = clap::value_parser!(u8).range(0..=100))]
    percent: Option<u8>,
    /// What is in the way.
    #[arg(long)]
    problem: Option<String>,
    /// What comes next.
    #[arg(long)]
    next: Option<String>,
}

/// Does it.
pub async fn run(context: &mut Context, args: Args) -> Result<(), CliError> {
    let task = context.task(&args.task).await?;
    let Args { text, percent, problem, next, .. } = args;
    context.order(Command::Progress { task, percent, text, problem, next }).await
}
