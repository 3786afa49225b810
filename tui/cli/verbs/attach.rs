//! `attach`: attaches evidence (佐证材料); the bytes are kept in the store.

use std::path::PathBuf;

use crate::cli::context::Context;
use crate::cli::error::CliError;
use crate::cli::handed_in;

/// Arguments of `attach`.
#[derive(Debug, clap::Args)]
pub struct Args {
    /// Which task.
    task: String,
    /// Files.
    #[arg(required = true)]
    files: Vec<PathBuf>,
    /// What it is, as the plan asks for it.
    #[arg(long)]
    name: Option<String>,
}

/// Does it: all of them or none.
pub async fn run(context: &mut Context, args: Args) -> Result<(), CliError> {
    let task = context.task(&args.task).await?;
    let campaign = context.campaign().await?;
    let mut commands = Vec::new();
    for file in &args.files {
        let name = match &args.name {
            Some(name) => name.clone(),
            None => handed_in::only_missing_evidence(&campaign, task)?,
        };
        commands.push(handed_in::attach(context, task, name, file).await?);
    }
    context.order_all(commands).await
}
