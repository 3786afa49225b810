//! `list`: lists tasks, or the campaigns of a store.

use serde_json::json;
use wallchart_campaign::read::{Filter, Row, View};
use wallchart_campaign::say;
use wallchart_store::EventStore as _;
use wallchart_words::{ids, t};

use crate::cli::context::Context;
use crate::cli::error::CliError;
use crate::cli::table::Table;
use crate::pinyin::spellings;

/// Arguments of `list`.
#[derive(Debug, clap::Args)]
pub struct Args {
    /// A filter. A word may begin with `-`, which negates it.
    #[arg(allow_hyphen_values = true)]
    filter: Vec<String>,
    /// Lists campaigns instead of tasks.
    #[arg(long)]
    campaigns: bool,
}

/// Does it.
pub async fn run(context: &mut Context, args: Args) -> Result<(), CliError> {
    if args.campaigns {
        return campaigns(context);
    }
    let view = context.view().await?;
    let filter = Filter::parse(&args.filter.join(" "))?;
    let rows: Vec<Row> = filter
        .select(&view, &spellings)
        .into_iter()
        .filter_map(|p| view.at(p))
        .map(Row::of)
        .collect();
    if context.json { context.data(&rows) } else { print(context, &view, &rows) }
}

/// Prints rows as a table.
pub fn print(context: &mut Context, view: &View, rows: &[Row]) -> Result<(), CliError> {
    let lang = context.lang;
    let mut table = Table::with_head([
        t!(lang, ids::CLI_COLUMN_NUMBER),
        t!(lang, ids::CLI_COLUMN_LIGHT),
        t!(lang, ids::CLI_COLUMN_TASK),
        t!(lang, ids::CLI_COLUMN_OWNER),
        t!(lang, ids::CLI_COLUMN_STATE),
        t!(lang, ids::CLI_COLUMN_DUE),
        t!(lang, ids::CLI_COLUMN_SLACK),
    ]);
    for row in rows {
        let due = row.standing.deadline.map(|at| say::due(&view.calendar, at));
        table.row([
            row.number.to_string(),
            t!(lang, say::mark(row.standing.light)),
            row.path.to_string(),
            row.owner.to_string(),
            say::standing(lang, &row.standing, row.state),
            due.unwrap_or_default(),
            say::minutes(lang, row.slack_min),
        ]);
    }
    for line in table.lines() {
        context.say(&line)?;
    }
    context.say(&t!(lang, ids::VIEWS_TASKS, n = rows.len()))
}

fn campaigns(context: &mut Context) -> Result<(), CliError> {
    let all = context.store()?.campaigns()?;
    if context.json {
        let data: Vec<_> =
            all.iter().map(|c| json!({ "id": c.campaign, "events": c.head.seq })).collect();
        return context.data(&data);
    }
    for campaign in all {
        context.say(campaign.campaign.as_str())?;
    }
    Ok(())
}
