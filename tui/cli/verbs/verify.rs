//! `verify`: checks the store against itself: hash chains, order, commands, blobs, the file.

use crate::cli::context::Context;
use crate::cli::error::CliError;
use crate::cli::printed;

/// Arguments of `verify`.
#[derive(Debug, clap::Args)]
pub struct Args {}

/// Does it.
pub async fn run(context: &mut Context, _args: Args) -> Result<(), CliError> {
    use wallchart_store::EventStore as _;
    let report = context.store()?.verify()?;
    printed::verified(context, &report)
}
