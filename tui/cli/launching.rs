//! Launching a plan: what must hold before, and what is asked.

use std::sync::Arc;

use wallchart_campaign::Face;
use wallchart_plan::WorkCalendar;
use wallchart_plan::diagnostic::Severity;
use wallchart_runtime::{LocalDesk, Receipt};
use wallchart_store::{OpenMode, SqliteStore};
use wallchart_words::{ids, t};

use super::context::Context;
use super::error::CliError;
use super::source::PlanFile;

/// Launches a plan that has been read, creating the store where there is none.
///
/// # Errors
/// When the plan has errors or blockers, which are printed; when its day has passed and nobody says yes;
/// when the campaign is running already.
pub async fn launch(
    context: &mut Context,
    file: &PlanFile,
    yes: bool,
) -> Result<Receipt, CliError> {
    let plan = file.sound(context)?.clone();
    let blockers = file.count(Severity::Blocker);
    if blockers > 0 {
        file.say(context)?;
        return Err(CliError::Plan { errors: 0, blockers });
    }
    let calendar = WorkCalendar::new(plan.calendar.clone(), plan.campaign.anchor);
    let today = calendar.date(context.now());
    if plan.campaign.anchor < today && !yes {
        let lang = context.lang;
        let anchor = plan.campaign.anchor.to_string();
        context.confirm(&t!(
            lang,
            ids::CLI_ASK_PAST,
            title = &plan.campaign.title,
            anchor = anchor
        ))?;
    }
    let store = SqliteStore::open(&context.global.store, OpenMode::Create)?;
    let desk = Arc::new(LocalDesk::open(Arc::new(store), plan.campaign.id.clone())?);
    let language = wallchart_plan::VERSION;
    let sources =
        file.reading.files.iter().map(|f| (f.name.clone(), f.text.clone().into_bytes())).collect();
    // The plan names who may act only once it runs, so launching is the operator's.
    let actor = wallchart_campaign::Actor::Operator;
    let receipt =
        wallchart_runtime::launch(&*desk, actor, Face::Cli, language, sources, plan).await?;
    context.use_desk(desk);
    Ok(receipt)
}
