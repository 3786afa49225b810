//! `graph`: prints what waits for what, as Mermaid or DOT, fan-outs folded unless asked otherwise.

use std::path::PathBuf;

use chrono::NaiveDate;
use clap::ValueEnum;
use wallchart_schedule::{Facts, Fold};

use crate::cli::context::Context;
use crate::cli::error::CliError;
use crate::cli::source::PlanFile;

/// Arguments of `graph`.
#[derive(Debug, clap::Args)]
pub struct Args {
    /// The plan file.
    plan: PathBuf,
    /// The anchor date D.
    #[arg(long)]
    anchor: Option<NaiveDate>,
    /// Mermaid or DOT.
    #[arg(long, value_enum, default_value_t = Format::Mermaid)]
    format: Format,
    /// Every instance instead of fan-outs folded.
    #[arg(long)]
    instances: bool,
}

/// A language for drawings.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Format {
    /// Mermaid, for Markdown pages.
    Mermaid,
    /// DOT, for Graphviz.
    Dot,
}

/// Does it.
pub async fn run(context: &mut Context, args: Args) -> Result<(), CliError> {
    let file = PlanFile::read(context, &args.plan, args.anchor)?;
    let plan = file.sound(context)?;
    let critical = wallchart_schedule::schedule(plan, &Facts::none())
        .map(|schedule| schedule.critical_path)
        .unwrap_or_default();
    let fold = if args.instances { Fold::Instances } else { Fold::Tasks };
    let text = match args.format {
        Format::Mermaid => wallchart_schedule::mermaid(plan, fold, &critical),
        Format::Dot => wallchart_schedule::dot(plan, fold, &critical),
    };
    if context.json {
        context.data(&serde_json::json!({ "graph": text }))
    } else {
        context.say(text.trim_end())
    }
}
