//! `measure`: records figures (填报数据).

use wallchart_campaign::Command;

use crate::cli::context::Context;
use crate::cli::error::CliError;
use crate::cli::handed_in;

/// Arguments of `measure`.
#[derive(Debug, clap::Args)]
pub struct Args {
    /// Which task.
    task: String,
    /// Figures: `走访=50`, `资料=1000余`.
    #[arg(required = true)]
    figures: Vec<String>,
    /// The date up to which they count.
    #[arg(long)]
    as_of: Option<String>,
}

/// Does it: all of them or none. A measure that already has a figure is corrected.
pub async fn run(context: &mut Context, args: Args) -> Result<(), CliError> {
    let task = context.task(&args.task).await?;
    let as_of = match &args.as_of {
        Some(text) => Some(context.end_of(task, text).await?),
        None => None,
    };
    let campaign = context.campaign().await?;
    let commands = args
        .figures
        .iter()
        .map(|text| {
            let figure = handed_in::figure(&campaign, text, as_of)?;
            let corrects = handed_in::corrected(&campaign, task, &figure.measure);
            Ok(Command::Measure { task, figure, corrects })
        })
        .collect::<Result<_, CliError>>()?;
    context.order_all(commands).await
}
