//! `backup`: copies the store to a new file while it is in use, and reads the copy back.

use std::path::PathBuf;

use serde_json::json;
use wallchart_store::EventStore as _;
use wallchart_words::{ids, t};

use crate::cli::context::Context;
use crate::cli::error::CliError;

/// Arguments of `backup`.
#[derive(Debug, clap::Args)]
pub struct Args {
    /// The new file.
    to: PathBuf,
}

/// Does it.
pub async fn run(context: &mut Context, args: Args) -> Result<(), CliError> {
    let report = context.store()?.backup(&args.to)?;
    let path = args.to.display().to_string();
    if context.json {
        return context
            .data(&json!({ "path": path, "bytes": report.bytes, "events": report.events }));
    }
    let lang = context.lang;
    context.say(&t!(
        lang,
        ids::CLI_BACKED_UP,
        path = path,
        events = report.events,
        bytes = report.bytes
    ))
}
