//! `cancel`: cancels tasks (撤销).

use wallchart_campaign::Command;

use crate::cli::context::Context;
use crate::cli::error::CliError;

/// Arguments of `cancel`.
#[derive(Debug, clap::Args)]
pub struct Args {
    /// Which.
    #[arg(required = true)]
    tasks: Vec<String>,
    /// Why.
    #[arg(long)]
    reason: String,
}

/// Does it: all of them or none.
pub async fn run(context: &mut Context, args: Args) -> Result<(), CliError> {
    context
        .order_each(&args.tasks, |task| Command::Cancel { task, reason: args.reason.clone() })
        .await
}
