//! `preview`: shows, before launch, one sheet per unit of what it will receive, to be approved.

use std::path::PathBuf;

use chrono::NaiveDate;
use serde_json::json;
use wallchart_campaign::{read, say};
use wallchart_plan::diagnostic::Severity;
use wallchart_schedule::{Facts, schedule};
use wallchart_words::{ids, t};

use crate::cli::context::Context;
use crate::cli::error::CliError;
use crate::cli::json::told;
use crate::cli::names;
use crate::cli::sheets::Writer;
use crate::cli::source::PlanFile;

/// Arguments of `preview`.
#[derive(Debug, clap::Args)]
pub struct Args {
    /// The plan file.
    plan: PathBuf,
    /// The anchor date D.
    #[arg(long)]
    anchor: Option<NaiveDate>,
    /// Only this unit.
    #[arg(long)]
    unit: Option<String>,
}

/// Does it.
pub async fn run(context: &mut Context, args: Args) -> Result<(), CliError> {
    let file = PlanFile::read(context, &args.plan, args.anchor)?;
    let plan = file.sound(context)?;
    let Ok(schedule) = schedule(plan, &Facts::none()) else {
        // A ring of tasks is an error of the check, so a sound plan has none.
        return Err(CliError::Plan { errors: 1, blockers: 0 });
    };
    let mut sheets = read::sheets(plan, &schedule);
    let only = args.unit.as_deref().map(|text| names::unit(plan, text)).transpose()?;
    if let Some(unit) = &only {
        sheets.retain(|sheet| sheet.unit == *unit);
    }
    let fingerprint = wallchart_runtime::fingerprint(plan);
    let blockers = file.count(Severity::Blocker);
    if context.json {
        return context.data(&json!({
            "campaign": plan.campaign.id,
            "anchor": plan.campaign.anchor,
            "fingerprint": fingerprint,
            "blockers": blockers,
            "sheets": told(&sheets)?,
        }));
    }
    let lang = context.lang;
    let writer = Writer::new(plan, lang);
    for sheet in &sheets {
        for line in writer.sheet(sheet) {
            context.say(&line)?;
        }
        context.say("")?;
    }
    if let Some(unit) = only.filter(|_| sheets.is_empty()) {
        context.say(&t!(lang, ids::PREVIEW_NOBODY, unit = unit.as_str()))?;
    }
    let mark = say::fingerprint(&fingerprint);
    context.say(&t!(lang, ids::PREVIEW_FINGERPRINT, mark = mark))?;
    if blockers > 0 {
        return context.say(&t!(lang, ids::PREVIEW_BLOCKED, count = blockers));
    }
    let path = args.plan.display().to_string();
    context.say(&t!(lang, ids::PREVIEW_NEXT, plan = path, mark = mark))
}
