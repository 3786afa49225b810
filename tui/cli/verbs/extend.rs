//! `extend`: asks for a later due date (延期申请), or decides on one that was asked for.

use wallchart_campaign::Command;
use wallchart_campaign::read::left_behind;
use wallchart_plan::WorkCalendar;
use wallchart_plan::ids::TaskNo;
use wallchart_words::{ids, t};

use crate::cli::context::Context;
use crate::cli::error::CliError;

/// Arguments of `extend`.
#[derive(Debug, clap::Args)]
pub struct Args {
    /// Which.
    task: String,
    /// Until when: `2027-03-20`, `D+3wd`.
    #[arg(long, required_unless_present_any = ["grant", "refuse"])]
    until: Option<String>,
    /// Why.
    #[arg(long, required_unless_present_any = ["grant", "refuse"])]
    reason: Option<String>,
    /// Grants the extension asked for.
    #[arg(long, conflicts_with_all = ["refuse", "reason"])]
    grant: bool,
    /// Refuses the extension asked for.
    #[arg(long, conflicts_with_all = ["until", "reason"])]
    refuse: bool,
    /// A word with it.
    #[arg(long)]
    note: Option<String>,
}

/// Does it.
pub async fn run(context: &mut Context, args: Args) -> Result<(), CliError> {
    let task = context.task(&args.task).await?;
    let until = match &args.until {
        Some(text) => Some(context.end_of(task, text).await?),
        None => None,
    };
    let command = match until {
        Some(until) if !args.grant => {
            Command::RequestExtension { task, until, reason: args.reason.unwrap_or_default() }
        }
        until => Command::DecideExtension { task, grant: args.grant, until, note: args.note },
    };
    let is_granted = matches!(command, Command::DecideExtension { grant: true, .. });
    context.order(command).await?;
    if is_granted && !context.json { say_left_behind(context, task).await } else { Ok(()) }
}

/// Says whose due dates did not move though they wait for this.
async fn say_left_behind(context: &mut Context, on: TaskNo) -> Result<(), CliError> {
    let campaign = context.campaign().await?;
    let behind = left_behind(&campaign, on);
    if behind.is_empty() {
        return Ok(());
    }
    let lang = context.lang;
    let calendar = WorkCalendar::new(campaign.plan.calendar.clone(), campaign.plan.campaign.anchor);
    context.say(&t!(lang, ids::CLI_EXTEND_BEHIND))?;
    for (task, record) in behind.iter().filter_map(|number| campaign.task(*number)) {
        let Some(due) = record.due else { continue };
        let due = calendar.end_date(due).to_string();
        let (path, owner) = (task.path.to_string(), record.owner.to_string());
        let line = t!(lang, ids::CLI_EXTEND_BEHIND_ONE, path = path, due = due, owner = owner);
        context.say(&format!("  {line}"))?;
    }
    Ok(())
}
