//! `return`: returns submitted work to be done again (退回).

use wallchart_campaign::Command;

use crate::cli::context::Context;
use crate::cli::error::CliError;
pub use crate::cli::task_args::WithReason as Args;

/// Does it: all of them or none.
pub async fn run(context: &mut Context, args: Args) -> Result<(), CliError> {
    context
        .order_each(&args.tasks, |task| Command::Return { task, reason: args.reason.clone() })
        .await
}
