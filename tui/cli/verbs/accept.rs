//! `accept`: accepts submitted work (审核通过).

use wallchart_campaign::Command;

use crate::cli::context::Context;
use crate::cli::error::CliError;

/// Arguments of `accept`.
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
    context.order_each(&args.tasks, |task| Command::Accept { task, note: args.note.clone() }).await
}
