//! `undo`: undoes a command by events that restore what was; undoing an undo is a redo.

use uuid::Uuid;
use wallchart_campaign::{Command, CommandId};

use crate::cli::context::Context;
use crate::cli::error::CliError;

/// Arguments of `undo`.
#[derive(Debug, clap::Args)]
pub struct Args {
    /// The command to undo, by its id.
    command: Option<Uuid>,
}

/// Does it.
pub async fn run(context: &mut Context, args: Args) -> Result<(), CliError> {
    context.order(Command::Undo { command: args.command.map(CommandId) }).await
}
