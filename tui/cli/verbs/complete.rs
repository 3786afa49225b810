//! `complete`: completes tasks in the coordinator's name (办结).

use wallchart_campaign::Command;

use crate::cli::context::Context;
use crate::cli::error::CliError;
pub use crate::cli::task_args::WithOutcome as Args;

/// Does it: all of them or none.
pub async fn run(context: &mut Context, args: Args) -> Result<(), CliError> {
    context
        .order_each(&args.tasks, |task| Command::Complete {
            task,
            note: args.note.clone(),
            outcome: args.outcome.clone(),
        })
        .await
}
