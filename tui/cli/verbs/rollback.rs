//! `rollback`: makes an earlier revision of the plan the next one, after showing what changes.

use wallchart_runtime::Desk as _;

use crate::cli::amending::{self, Consent, Revision};
use crate::cli::context::Context;
use crate::cli::error::CliError;

/// Arguments of `rollback`.
#[derive(Debug, clap::Args)]
pub struct Args {
    /// The revision to go back to.
    revision: u32,
    /// What is agreed to before.
    #[command(flatten)]
    consent: Consent,
}

/// Does it.
pub async fn run(context: &mut Context, args: Args) -> Result<(), CliError> {
    let desk = context.desk().await?;
    let is = context.campaign().await?.revision;
    let found = wallchart_runtime::revision(&*desk, args.revision).await?;
    let Some(earlier) = found else {
        return Err(CliError::NoSuchRevision { asked: args.revision, is });
    };
    let mut sources = Vec::with_capacity(earlier.sources.len());
    for source in &earlier.sources {
        if let Some(bytes) = desk.blob(&source.hash).await? {
            sources.push((source.name.clone(), bytes));
        }
    }
    let language = earlier.language;
    let revision = Revision { sources, plan: earlier.plan, is_numbered: true, language };
    amending::apply(context, revision, &args.consent).await
}
