//! `complete`: completes tasks in the coordinator's name (办结).

use wallchart_campaign::Command;

use crate::cli::context::Context;
use crate::cli::error::CliError;

/// Arguments of `complete`.
#[derive(Debug, clap::Args)]
pub struct Args {
    /// Which.
    #[arg(required = true)]
    tasks: Vec<String>,
    /// A word with it.
    #[arg(long)]
    note: Option<String>,
}

/// Does it: all of them or none.
pub async fn run(context: &mut Context, args: Args) -> Result<(), CliError> {
    context
        .order_each(&args.tasks, |task| Command::Complete { task, note: args.note.clone() })
        .await
}
