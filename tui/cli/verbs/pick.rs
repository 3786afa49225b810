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
    /// When: `2027-03-12`, `2027-03-12 14:00`, `D-3 pm`; then what else the plan asks for: `place=…`.
    #[arg(id = "picked", required_unless_present = "at")]
    picked: Vec<String>,
    /// When, as `done` takes it.
    #[arg(long)]
    at: Option<String>,
    /// What else the plan asks for, as `done` takes it.
    #[arg(long = "answer", id = "answers", value_name = "FIELD=TEXT")]
    answers: Vec<String>,
}

/// Does it.
pub async fn run(context: &mut Context, args: Args) -> Result<(), CliError> {
    let task = context.task(&args.task).await?;
    let mut rest = args.picked.into_iter();
    let at = match args.at {
        Some(at) => at,
        None => rest.next().unwrap_or_default(),
    };
    let at = context.start_of(task, &at).await?;
    let answers: Vec<String> = rest.chain(args.answers).collect();
    let answers = handed_in::answers(&answers)?;
    context.order(Command::Pick { task, at, answers }).await
}
