//! `lsp`: a language server for plan files, over standard input and output.

use std::io::{BufReader, ErrorKind, stdin, stdout};
use std::path::Path;

use wallchart_lsp::Options;
use wallchart_plan::Sources;
use wallchart_runtime::{Clock as _, PlanFolder, SystemClock};

use crate::cli::config::Origin;
use crate::cli::context::Context;
use crate::cli::error::CliError;

/// Arguments of `lsp`.
#[derive(Debug, clap::Args)]
pub struct Args {
    /// What it does anyway: editors say it.
    #[arg(long, hide = true)]
    stdio: bool,
}

/// Does it.
pub async fn run(context: &mut Context, _: Args) -> Result<(), CliError> {
    let lang = context.global.settings.iter().find(|setting| setting.key == "lang");
    let is_asked = lang.is_some_and(|lang| !matches!(lang.origin, Origin::Default));
    let options = Options {
        lang: Some(context.lang).filter(|_| is_asked),
        open: |folder: &Path, plan: &str| -> Box<dyn Sources> {
            Box::new(PlanFolder::at(folder, plan))
        },
        now: || SystemClock.now(),
    };
    let served = wallchart_lsp::serve(options, BufReader::new(stdin()), stdout());
    let failed = |error| CliError::File { path: "-".into(), error };
    // The protocol wants a client that goes without a word to show as a failure.
    match served.map_err(failed)? {
        true => Ok(()),
        false => Err(failed(ErrorKind::UnexpectedEof.into())),
    }
}
