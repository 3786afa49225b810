//! `inbox`: lists what a unit owes now.

use wallchart_campaign::read::{self, Inbox, Row};
use wallchart_campaign::{Actor, View, rights};
use wallchart_plan::ids::UnitId;
use wallchart_words::{Message, ids, t};

use crate::cli::context::Context;
use crate::cli::error::CliError;
use crate::cli::verbs::{list, roster};
use crate::cli::watching::{self, Watched};

/// Arguments of `inbox`.
#[derive(Debug, clap::Args)]
pub struct Args {
    /// The unit; by default the one that acts.
    unit: Option<String>,
    /// Says it again whenever something changes.
    #[arg(long, short)]
    watch: bool,
}

/// Does it.
pub async fn run(context: &mut Context, args: Args) -> Result<(), CliError> {
    let unit = match &args.unit {
        Some(text) => context.unit(text).await?,
        None => own_unit(context).await?,
    };
    watching::say(context, &Owed(unit), args.watch).await
}

/// What a unit owes.
struct Owed(UnitId);

/// The trays of an inbox with their headings, the most urgent first.
fn trays(inbox: &Inbox) -> [(Message, &[Row]); 9] {
    [
        (ids::CLI_INBOX_TO_REVIEW, &inbox.to_review),
        (ids::CLI_INBOX_TO_DECIDE, &inbox.to_decide),
        (ids::CLI_INBOX_RETURNED, &inbox.returned),
        (ids::CLI_INBOX_TO_ACKNOWLEDGE, &inbox.to_acknowledge),
        (ids::CLI_INBOX_TO_DO, &inbox.to_do),
        (ids::CLI_INBOX_TO_SUPPORT, &inbox.to_support),
        (ids::CLI_INBOX_WAITING, &inbox.waiting),
        (ids::CLI_INBOX_SUSPENDED, &inbox.suspended),
        (ids::CLI_INBOX_SENT, &inbox.sent),
    ]
}

impl Watched for Owed {
    fn say(&self, context: &mut Context, view: &View) -> Result<(), CliError> {
        let inbox = read::inbox(view, &self.0);
        if context.json {
            return context.data(&inbox);
        }
        let lang = context.lang;
        let trays = trays(&inbox);
        if trays.iter().all(|(_, rows)| rows.is_empty()) && inbox.to_man.is_empty() {
            return context.say(&t!(lang, ids::CLI_INBOX_EMPTY, unit = self.0.as_str()));
        }
        for (heading, rows) in trays {
            if !rows.is_empty() {
                context.say(&format!("== {}", t!(lang, heading)))?;
                list::print(context, view, rows)?;
            }
        }
        if !inbox.to_man.is_empty() {
            context.say(&format!("== {}", t!(lang, ids::ROSTER_TO_MAN)))?;
            roster::print(context, &inbox.to_man, &view.calendar)?;
        }
        Ok(())
    }

    fn lines(&self, context: &Context, view: &View) -> Vec<(String, String)> {
        let inbox = read::inbox(view, &self.0);
        let in_trays = trays(&inbox).into_iter().flat_map(|(heading, rows)| {
            let heading = t!(context.lang, heading);
            rows.iter().map(move |row| {
                let (number, line) = list::line(context.lang, view, row);
                (number, format!("{heading}  {line}"))
            })
        });
        let heading = t!(context.lang, ids::ROSTER_TO_MAN);
        let rosters = inbox.to_man.iter().map(|seen| {
            let gaps = crate::duty::gaps(context.lang, seen, roster::NAMED);
            (seen.roster.to_string(), format!("{heading}  {}  {gaps}", seen.title))
        });
        in_trays.chain(rosters).collect()
    }
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
