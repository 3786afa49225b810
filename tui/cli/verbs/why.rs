//! `why`: says why a task begins and is due when it is, what it waits for, what it holds up, and what a
//! slip would do. Of a running campaign, or with `--plan` of a plan before its launch.

use std::path::PathBuf;
use std::sync::Arc;

use chrono::NaiveDate;
use serde_json::json;
use wallchart_campaign::View;
use wallchart_campaign::tell::{self, Line, Weight};
use wallchart_plan::time::Span;
use wallchart_words::{ids, t};

use crate::cli::context::Context;
use crate::cli::error::CliError;
use crate::cli::json::told;
use crate::cli::names;
use crate::cli::source::PlanFile;
use crate::when;

/// Arguments of `why`.
#[derive(Debug, clap::Args)]
pub struct Args {
    /// Which.
    task: String,
    /// Previews a slip of so much.
    #[arg(long, value_name = "SPAN")]
    slip: Option<String>,
    /// The plan file, before it is launched.
    #[arg(long, value_name = "FILE")]
    plan: Option<PathBuf>,
    /// The anchor date D.
    #[arg(long, requires = "plan")]
    anchor: Option<NaiveDate>,
}

/// Does it.
pub async fn run(context: &mut Context, args: Args) -> Result<(), CliError> {
    let by = args.slip.as_deref().map(span).transpose()?;
    let view = match &args.plan {
        Some(path) => Arc::new(planned(context, path, args.anchor)?),
        None => context.view().await?,
    };
    let number = names::task(&view.campaign, &args.task)?;
    let Some(why) = view.why(number) else { return Ok(()) };
    let slip = by.and_then(|by| view.slip(number, by));
    if context.json {
        return context.data(&json!({ "why": told(&why)?, "slip": told(&slip)? }));
    }
    let lang = context.lang;
    if let Some(seen) = view.task(number) {
        context.say(&format!("{number}  {}  {}", seen.task.path, seen.record.owner))?;
    }
    let mut lines = tell::why(lang, &view, &why);
    match slip {
        Some(slip) => {
            lines.extend(tell::slip(lang, &view, &slip));
            lines.push(Line {
                indent: 1,
                weight: Weight::Plain,
                text: t!(lang, ids::WHY_SLIP_ONLY),
            });
        }
        None if by.is_some() => {
            let task = wallchart_campaign::say::task(lang, &view.campaign, number);
            let text = t!(lang, ids::WHY_SLIP_SETTLED, task = task);
            lines.push(Line { indent: 0, weight: Weight::Head, text });
        }
        None => {}
    }
    for line in lines {
        context.say(&format!("{:1$}{2}", "", usize::from(line.indent) * 2, line.text))?;
    }
    Ok(())
}

/// How much a task slips by: more than nothing.
fn span(text: &str) -> Result<Span, CliError> {
    let wrong = || CliError::BadSpan { text: text.to_owned() };
    when::span(text).filter(|span| !span.is_zero()).ok_or_else(wrong)
}

fn planned(
    context: &mut Context,
    path: &std::path::Path,
    anchor: Option<NaiveDate>,
) -> Result<View, CliError> {
    let file = PlanFile::read(context, path, anchor)?;
    let plan = file.sound(context)?;
    // A ring of tasks is an error of the check, so a sound plan has none.
    View::planned(Arc::new(plan.clone())).map_err(|_| CliError::Plan { errors: 1, blockers: 0 })
}
