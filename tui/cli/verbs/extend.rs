//! `extend`: asks for a later due date (延期申请), or decides on one that was asked for.

use wallchart_campaign::Command;

use crate::cli::context::Context;
use crate::cli::error::CliError;

/// Arguments of `extend`.
#[derive(Debug, clap::Args)]
pub struct Args {
    /// Which.
    task: String,
    /// Until when: `2027-03-20`, `D+3wd`.
    #[arg(long, required_unless_present_any = ["grant", "refuse"])]
    until: Option<String>,
    /// Why.
    #[arg(long, required_unless_present_any = ["grant", "refuse"])]
    reason: Option<String>,
    /// Grants the extension asked for.
    #[arg(long, conflicts_with_all = ["refuse", "reason"])]
    grant: bool,
    /// Refuses the extension asked for.
    #[arg(long, conflicts_with_all = ["until", "reason"])]
    refuse: bool,
    /// A word with it.
    #[arg(long)]
    note: Option<String>,
}

/// Does it.
pub async fn run(context: &mut Context, args: Args) -> Result<(), CliError> {
    let task = context.task(&args.task).await?;
    let until = match &args.until {
        Some(text) => Some(context.end_of(task, text).await?),
        None => None,
    };
    let command = match until {
        Some(until) if !args.grant => {
            Command::RequestExtension { task, until, reason: args.reason.unwrap_or_default() }
        }
        until => Command::DecideExtension { task, grant: args.grant, until, note: args.note },
    };
    context.order(command).await
}
