//! `close`: closes out completed tasks (销号).

use wallchart_campaign::Command;

use crate::cli::context::Context;
use crate::cli::error::CliError;
pub use crate::cli::task_args::WithNote as Args;

/// Does it: all of them or none.
pub async fn run(context: &mut Context, args: Args) -> Result<(), CliError> {
    context.order_each(&args.tasks, |task| Command::Close { task, note: args.note.clone() }).await
}
