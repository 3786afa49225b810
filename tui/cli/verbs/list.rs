//! `list`: lists tasks, or the campaigns of a store.

use wallchart_campaign::read::{Filter, Row, View};
use wallchart_campaign::say;
use wallchart_words::{Lang, ids, t};

use crate::cli::context::Context;
use crate::cli::error::CliError;
use crate::cli::shelf;
use crate::cli::table::Table;
use crate::cli::watching::{self, Watched};
use crate::pinyin::spellings;

/// Arguments of `list`.
#[derive(Debug, clap::Args)]
pub struct Args {
    /// A filter. A word may begin with `-`, which negates it: see `args::negations`.
    filter: Vec<String>,
    /// Lists campaigns instead of tasks.
    #[arg(long)]
    campaigns: bool,
    /// Says it again whenever something changes.
    #[arg(long, short, conflicts_with = "campaigns")]
    watch: bool,
}

/// Does it.
pub async fn run(context: &mut Context, args: Args) -> Result<(), CliError> {
    if args.campaigns {
        let cards = shelf::cards(context).await?;
        return shelf::print(context, &cards);
    }
    let filter = Filter::parse(&args.filter.join(" "))?;
    watching::say(context, &Listed(filter), args.watch).await
}

/// The tasks that a filter lets through.
struct Listed(Filter);

impl Listed {
    fn rows(&self, view: &View) -> Vec<Row> {
        let filter = self.0.clone().in_plan(&view.campaign.plan);
        let positions = filter
            .select(view, &|text, typed| spellings(text).iter().any(|s| s.starts_with(typed)));
        positions.into_iter().filter_map(|p| view.at(p)).map(Row::of).collect()
    }
}

impl Watched for Listed {
    fn say(&self, context: &mut Context, view: &View) -> Result<(), CliError> {
        let rows = self.rows(view);
        if context.json { context.data(&rows) } else { print(context, view, &rows) }
    }

    fn lines(&self, context: &Context, view: &View) -> Vec<(String, String)> {
        self.rows(view).iter().map(|row| line(context.lang, view, row)).collect()
    }
}

/// A row on a line of its own, by its number; without its slack, which every minute changes.
pub fn line(lang: Lang, view: &View, row: &Row) -> (String, String) {
    let due = row.standing.deadline.map(|at| say::due(&view.calendar, at)).unwrap_or_default();
    let mark = t!(lang, say::mark(row.standing.light));
    let state = t!(lang, say::state(row.state));
    let standing = say::standing(lang, &row.standing, row.state);
    // What is late is called so and nothing else; on a line of its own each step is told.
    let standing = if standing == state { state } else { format!("{state}  {standing}") };
    let number = row.number.to_string();
    let path = say::path(lang, &view.campaign, row.number);
    let line = format!("{number}  {mark}  {path}  {}  {standing}  {due}", row.owner);
    (number, line.trim_end().to_owned())
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
        let standing = say::standing_seen(lang, view, row.number, &row.standing, row.state);
        table.row([
            row.number.to_string(),
            t!(lang, say::mark(row.standing.light)),
            say::path(lang, &view.campaign, row.number),
            row.owner.to_string(),
            match say::remark(lang, view, row.number) {
                Some(remark) => format!("{standing}  {remark}"),
                None => standing,
            },
            due.unwrap_or_default(),
            match row.state.is_settled() {
                // What is settled has no room left to speak of.
                true => String::new(),
                false => say::minutes(lang, row.slack_min),
            },
        ]);
    }
    for line in table.lines() {
        context.say(&line)?;
    }
    context.say(&t!(lang, ids::VIEWS_TASKS, n = rows.len()))
}
