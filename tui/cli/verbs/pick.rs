//! `pick`: fixes the date that the plan leaves to the unit (自行安排).

use wallchart_campaign::Command;

use crate::cli::context::Context;
use crate::cli::error::CliError;
use crate::cli::handed_in;

/// Arguments of `pick`.
#[derive(Debug, clap::Args)]
pub struct Args {
    /// Which.
    task: String,
    /// When: `2027-03-12`, `2027-03-12 14:00`, `D-3 pm`.
    at: String,
    /// What else the plan asks for: `place=…`.
    #[arg(id = "answers")]
    answers: Vec<String>,
}

/// Does it.
pub async fn run(context: &mut Context, args: Args) -> Result<(), CliError> {
    let task = context.task(&args.task).await?;
    let at = context.start_of(task, &args.at).await?;
    let answers = handed_in::answers(&args.answers)?;
    context.order(Command::Pick { task, at, answers }).await
}
