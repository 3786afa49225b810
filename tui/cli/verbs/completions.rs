//! `completions`: prints what a shell sources to complete commands, campaigns, tasks and units.

use serde_json::json;

use crate::cli::completion::Shell;
use crate::cli::context::Context;
use crate::cli::error::CliError;

/// Arguments of `completions`.
#[derive(Debug, clap::Args)]
pub struct Args {
    /// The shell.
    #[arg(value_enum)]
    shell: Shell,
}

/// Does it.
pub async fn run(context: &mut Context, args: Args) -> Result<(), CliError> {
    let script = args.shell.script()?;
    if context.json {
        return context.data(&json!({ "script": script }));
    }
    context.say(script.trim_end())
}
