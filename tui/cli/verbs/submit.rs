//! `submit`: hands in the work (提交); from a supporting unit, its part.

use wallchart_campaign::Command;

use crate::cli::context::Context;
use crate::cli::error::CliError;

/// Arguments of `submit`.
#[derive(Debug, clap::Args)]
pub struct Args {
    /// Which.
    #[arg(required = true)]
    tasks: Vec<String>,
    /// A word with it.
    #[arg(long)]
    note: Option<String>,
    /// Nothing to report.
    #[arg(long)]
    nil: bool,
    /// How it ended: one of the outcomes that the plan lists.
    #[arg(long)]
    outcome: Option<String>,
}

/// Does it: all of them or none.
pub async fn run(context: &mut Context, args: Args) -> Result<(), CliError> {
    context
        .order_each(&args.tasks, |task| Command::Submit {
            task,
            note: args.note.clone(),
            nil: args.nil,
            outcome: args.outcome.clone(),
        })
        .await
}
