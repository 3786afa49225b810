//! Launching a plan: what must hold before, and what is asked.

use std::sync::Arc;

use wallchart_campaign::{Actor, Face};
use wallchart_plan::diagnostic::Severity;
use wallchart_plan::{Expanded, WorkCalendar};
use wallchart_runtime::{Launch, LocalDesk, Receipt};
use wallchart_words::{ids, t};

use super::again;
use super::context::Context;
use super::error::CliError;
use super::names;
use super::source::PlanFile;

/// How many digits of a fingerprint tell one plan from another for people.
const LEAST: usize = 8;

/// What is agreed to before a plan is put in force.
#[derive(Debug, Default, clap::Args)]
pub struct Agreed {
    /// Does not ask.
    #[arg(long, short)]
    pub yes: bool,
    /// Who approved the plan.
    #[arg(long)]
    approved_by: Option<String>,
}

impl Agreed {
    /// Who approved the plan, which must have a place in it.
    ///
    /// # Errors
    /// When nobody of that name has.
    pub fn approved_by(&self, plan: &Expanded) -> Result<Option<Actor>, CliError> {
        self.approved_by.as_deref().map(|who| names::actor(plan, who)).transpose()
    }
}

/// What was agreed to before a launch.
#[derive(Debug, Default, clap::Args)]
pub struct Consent {
    #[command(flatten)]
    agreed: Agreed,
    /// The fingerprint that was approved, or its first digits.
    #[arg(long)]
    fingerprint: Option<String>,
}

/// Whether the plan is the one that was approved.
fn as_approved(approved: &str, found: &str) -> Result<(), CliError> {
    let asked = approved.trim().to_ascii_lowercase();
    if asked.len() < LEAST {
        return Err(CliError::ShortFingerprint { asked, least: LEAST });
    }
    match found.starts_with(&asked) {
        true => Ok(()),
        false => Err(CliError::NotAsApproved { asked, found: found.to_owned() }),
    }
}

/// Launches a plan that has been read, creating the store where there is none.
///
/// # Errors
/// When the plan has errors or blockers, which are printed; when it is not the plan that was approved; when its day has passed and nobody says yes;
/// when the campaign is running already.
pub async fn launch(
    context: &mut Context,
    file: &PlanFile,
    consent: &Consent,
) -> Result<Receipt, CliError> {
    let plan = file.sound(context)?.clone();
    let approved_by = consent.agreed.approved_by(&plan)?;
    if let Some(approved) = &consent.fingerprint {
        as_approved(approved, &wallchart_runtime::fingerprint(&plan))?;
    }
    let blockers = file.count(Severity::Blocker);
    if blockers > 0 {
        file.say(context)?;
        return Err(CliError::Plan { errors: 0, blockers });
    }
    let calendar = WorkCalendar::new(plan.calendar.clone(), plan.campaign.anchor);
    let today = calendar.date(context.now());
    if plan.campaign.anchor < today && !consent.agreed.yes {
        let lang = context.lang;
        let anchor = plan.campaign.anchor.to_string();
        context.confirm(&t!(
            lang,
            ids::CLI_ASK_PAST,
            title = &plan.campaign.title,
            anchor = anchor
        ))?;
    }
    let store = super::rehearsing::store_to_launch_into(context)?;
    let desk = Arc::new(LocalDesk::open(store, plan.campaign.id.clone())?);
    let sources =
        file.reading.files.iter().map(|f| (f.name.clone(), f.text.clone().into_bytes())).collect();
    // The plan names who may act only once it runs, so launching is the operator's.
    let id = context.new_id();
    let launch = Launch { id, sources, approved_by, ..Launch::of(plan, Face::Cli) };
    let launched = wallchart_runtime::launch(&*desk, launch).await;
    let receipt = launched.map_err(|error| again::doubtful(context, id, error))?;
    context.use_desk(desk);
    Ok(receipt)
}
