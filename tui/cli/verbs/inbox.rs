//! `inbox`: lists what a unit owes now.

use wallchart_campaign::read::{self, Row};
use wallchart_campaign::{Actor, rights};
use wallchart_plan::ids::UnitId;
use wallchart_words::{Message, ids, t};

use crate::cli::context::Context;
use crate::cli::error::CliError;
use crate::cli::verbs::list;

/// Arguments of `inbox`.
#[derive(Debug, clap::Args)]
pub struct Args {
    /// The unit; by default the one that acts.
    unit: Option<String>,
}

/// Does it.
pub async fn run(context: &mut Context, args: Args) -> Result<(), CliError> {
    let unit = match &args.unit {
        Some(text) => context.unit(text).await?,
        None => own_unit(context).await?,
    };
    let view = context.view().await?;
    let inbox = read::inbox(&view, &unit);
    if context.json {
        return context.data(&inbox);
    }
    let lang = context.lang;
    let trays: [(Message, &[Row]); 9] = [
        (ids::CLI_INBOX_TO_REVIEW, &inbox.to_review),
        (ids::CLI_INBOX_TO_DECIDE, &inbox.to_decide),
        (ids::CLI_INBOX_RETURNED, &inbox.returned),
        (ids::CLI_INBOX_TO_ACKNOWLEDGE, &inbox.to_acknowledge),
        (ids::CLI_INBOX_TO_DO, &inbox.to_do),
        (ids::CLI_INBOX_TO_SUPPORT, &inbox.to_support),
        (ids::CLI_INBOX_WAITING, &inbox.waiting),
        (ids::CLI_INBOX_SUSPENDED, &inbox.suspended),
        (ids::CLI_INBOX_SENT, &inbox.sent),
    ];
    if trays.iter().all(|(_, rows)| rows.is_empty()) {
        return context.say(&t!(lang, ids::CLI_INBOX_EMPTY, unit = unit.as_str()));
    }
    for (heading, rows) in trays {
        if !rows.is_empty() {
            context.say(&format!("== {}", t!(lang, heading)))?;
            list::print(context, &view, rows)?;
        }
    }
    Ok(())
}

/// The unit of whoever acts; the coordinator for the operator.
async fn own_unit(context: &mut Context) -> Result<UnitId, CliError> {
    let actor = context.actor().await?;
    let view = context.view().await?;
    if actor == Actor::Operator {
        return Ok(view.campaign.plan.campaign.coordinator.clone());
    }
    let rights = rights(&view.campaign, &actor).map_err(wallchart_runtime::DeskError::from)?;
    rights.unit.ok_or_else(|| CliError::NoSuchUnit { text: actor.to_string(), near: Vec::new() })
}
