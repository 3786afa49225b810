//! `comment`: comments on a task (留言).

use wallchart_campaign::Command;

use crate::cli::context::Context;
use crate::cli::error::CliError;

/// Arguments of `comment`.
#[derive(Debug, clap::Args)]
pub struct Args {
    /// Which.
    task: String,
    /// What.
    text: String,
}

/// Does it.
pub async fn run(context: &mut Context, args: Args) -> Result<(), CliError> {
    let task = context.task(&args.task).await?;
    context.order(Command::Comment { task, text: args.text }).await
}
