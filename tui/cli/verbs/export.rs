//! `export`: writes the table of duties of a plan, or the ledger of a campaign.

use std::path::PathBuf;
use std::sync::Arc;

use chrono::NaiveDate;
use serde_json::json;
use wallchart_campaign::View;
use wallchart_words::{ids, t};

use crate::cli::context::Context;
use crate::cli::error::CliError;
use crate::cli::source::PlanFile;
use crate::cli::tables;

/// Arguments of `export`.
#[derive(Debug, clap::Args)]
pub struct Args {
    /// The plan file; the campaign of the store without one.
    plan: Option<PathBuf>,
    /// The anchor date D.
    #[arg(long)]
    anchor: Option<NaiveDate>,
    /// The file to write.
    #[arg(long, value_name = "FILE")]
    division: PathBuf,
    /// Does not ask.
    #[arg(long, short)]
    yes: bool,
}

/// Does it.
pub async fn run(context: &mut Context, args: Args) -> Result<(), CliError> {
    let view = match &args.plan {
        Some(path) => {
            let file = PlanFile::read(context, path, args.anchor)?;
            let plan = file.sound(context)?.clone();
            // A ring of tasks is an error of the check, so a sound plan has none.
            let planned = View::planned(Arc::new(plan));
            Arc::new(planned.map_err(|_| CliError::Plan { errors: 1, blockers: 0 })?)
        }
        None => context.view().await?,
    };
    let sheet = tables::division(context.lang, &view);
    tables::write(context, &args.division, &sheet, args.yes)?;
    let (path, rows) = (args.division.display().to_string(), sheet.rows.len());
    if context.json {
        return context.data(&json!({ "file": path, "rows": rows }));
    }
    context.say(&t!(context.lang, ids::DIVISION_DONE, path = path, rows = rows))
}
