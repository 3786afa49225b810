//! `apply`: makes an edited plan the next revision of the running campaign, after showing what changes.

use std::path::PathBuf;

use chrono::NaiveDate;

use crate::cli::amending::{self, Consent, Revision};
use crate::cli::context::Context;
use crate::cli::error::CliError;

/// Arguments of `apply`.
#[derive(Debug, clap::Args)]
pub struct Args {
    /// The plan file.
    plan: PathBuf,
    /// The anchor date D.
    #[arg(long)]
    anchor: Option<NaiveDate>,
    /// What is agreed to before.
    #[command(flatten)]
    consent: Consent,
}

/// Does it.
pub async fn run(context: &mut Context, args: Args) -> Result<(), CliError> {
    let file = amending::read(context, &args.plan, args.anchor).await?;
    let plan = file.sound(context)?.clone();
    amending::filled_in(context, &file)?;
    let sources = amending::sources(&file);
    let language = wallchart_plan::VERSION;
    let revision = Revision { sources, plan, is_numbered: false, language };
    amending::apply(context, revision, &args.consent).await
}
