//! `redo`: does again what was last undone.

use wallchart_campaign::{Command, redo_target};

use crate::cli::context::Context;
use crate::cli::error::CliError;

/// Arguments of `redo`.
#[derive(Debug, clap::Args)]
pub struct Args {}

/// Does it.
pub async fn run(context: &mut Context, _args: Args) -> Result<(), CliError> {
    let actor = context.actor().await?;
    let campaign = context.campaign().await?;
    let Some(command) = redo_target(&campaign, &actor) else { return Err(CliError::NothingToRedo) };
    context.order(Command::Undo { command: Some(command) }).await
}
