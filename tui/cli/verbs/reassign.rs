//! `reassign`: gives tasks to another lead unit (改派).

use wallchart_campaign::Command;

use crate::cli::context::Context;
use crate::cli::error::CliError;

/// Arguments of `reassign`.
#[derive(Debug, clap::Args)]
pub struct Args {
    /// Which.
    #[arg(required = true)]
    tasks: Vec<String>,
    /// The unit that takes the lead.
    #[arg(long)]
    to: String,
    /// Why.
    #[arg(long)]
    reason: Option<String>,
}

/// Does it: all of them or none.
pub async fn run(context: &mut Context, args: Args) -> Result<(), CliError> {
    let to = context.unit(&args.to).await?;
    context
        .order_each(&args.tasks, |task| Command::Reassign {
            task,
            to: to.clone(),
            reason: args.reason.clone(),
        })
        .await
}
