//! `row`: the log (登记表) of a task: rows entered one by one or by a table, listed, corrected, taken out.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use serde_json::json;
use wallchart_campaign::lost::{Unfit, unfit};
use wallchart_campaign::read::{LogSeen, RowSeen};
use wallchart_campaign::{Campaign, Command, say};
use wallchart_plan::WorkCalendar;
use wallchart_plan::ids::TaskNo;
use wallchart_plan::rows::Column;
use wallchart_words::{ids, t};

use crate::cli::context::Context;
use crate::cli::error::CliError;
use crate::cli::table::Table;
use crate::cli::tables::{self, Sheet};
use crate::cli::{handed_in, rows};

/// Arguments of `row`.
#[derive(Debug, clap::Args)]
pub struct Args {
    /// What to do.
    #[arg(value_enum)]
    what: What,
    /// Which task.
    task: String,
    /// The row's number, its cells (`企业=某店`), or the table.
    #[arg(value_name = "ROW-CELLS")]
    names: Vec<String>,
    /// The sheet of a workbook.
    #[arg(long)]
    sheet: Option<String>,
    /// Of a table, only rows that are not there yet.
    #[arg(long, conflicts_with = "all")]
    new: bool,
    /// Of a table, all rows, be they there already.
    #[arg(long)]
    all: bool,
    /// Only so many of the last rows.
    #[arg(long)]
    last: Option<usize>,
    /// The table to write.
    #[arg(long, value_name = "FILE")]
    out: Option<PathBuf>,
    /// Does not ask.
    #[arg(long, short)]
    yes: bool,
    /// Why a row is taken out.
    #[arg(long)]
    reason: Option<String>,
}

/// What to do.
#[derive(Debug, Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
enum What {
    /// Enters a row.
    Add,
    /// Lists rows.
    List,
    /// Corrects a row.
    Correct,
    /// Takes a row out.
    Remove,
    /// Enters the rows of a table.
    Import,
    /// Writes the rows into a table.
    Export,
}

/// Does it.
pub async fn run(context: &mut Context, args: Args) -> Result<(), CliError> {
    let found = context.task(&args.task).await;
    let mut campaign = context.campaign().await?;
    let only_looks = matches!(args.what, What::List | What::Export);
    let number = match (found, campaign.revived(&args.task).filter(|_| only_looks)) {
        (Ok(number), _) => number,
        // What a revision took out can still be read.
        (Err(_), Some((revived, number, _))) => {
            campaign = Arc::new(revived);
            number
        }
        (Err(error), None) => return Err(error),
    };
    match args.what {
        What::Add => add(context, &campaign, number, &args.names).await,
        What::List => list(context, &campaign, number, args.last.unwrap_or(usize::MAX)),
        What::Correct => {
            let (row, words) = numbered(&args.names)?;
            let cells = match campaign.task(number) {
                Some((task, _)) => rows::cells(&campaign, task, words)?,
                None => Vec::new(),
            };
            context.order(Command::CorrectRow { task: number, row, cells }).await
        }
        What::Remove => {
            let (row, _) = numbered(&args.names)?;
            context.order(Command::RemoveRow { task: number, row, reason: args.reason }).await
        }
        What::Import => import(context, &campaign, number, &args).await,
        What::Export => export(context, &campaign, number, &args),
    }
}

/// The number of a row, and what follows.
fn numbered(words: &[String]) -> Result<(u32, &[String]), CliError> {
    let bad = |text: &str| CliError::BadRowNumber { text: text.to_owned() };
    let (first, rest) = words.split_first().ok_or_else(|| bad(""))?;
    Ok((first.parse().map_err(|_| bad(first))?, rest))
}

async fn add(
    context: &mut Context,
    campaign: &Campaign,
    number: TaskNo,
    words: &[String],
) -> Result<(), CliError> {
    let (columns, row) = match campaign.task(number) {
        Some((task, _)) => rows::cells(campaign, task, words)?.into_iter().unzip(),
        None => Default::default(),
    };
    context.order(Command::AddRows { task: number, columns, rows: vec![row] }).await
}

/// Enters the rows of a table: all of them or none, and none twice unless that is asked for.
async fn import(
    context: &mut Context,
    campaign: &Campaign,
    number: TaskNo,
    args: &Args,
) -> Result<(), CliError> {
    let Some((task, record)) = handed_in::task(campaign, number) else { return Ok(()) };
    let path = args.names.first().map(Path::new).ok_or(CliError::NoRowFile)?;
    if task.log.is_empty() {
        // The campaign's own words say why.
        let (columns, rows) = (Vec::new(), Vec::new());
        return context.order(Command::AddRows { task: number, columns, rows }).await;
    }
    let given = rows::of_table(campaign, task, path, args.sheet.as_deref())?;
    let (known, fresh) = rows::known(campaign, task, record, &given);
    // Sent again under its id, a command finds out what became of it.
    let is_again = context.global.command_id.is_some();
    let given = match known {
        0 => given,
        _ if args.all || is_again => given,
        _ if args.new && fresh.rows.is_empty() => {
            if context.json {
                return context.data(&json!({ "known": known }));
            }
            return context.say(&t!(context.lang, ids::CLI_ROW_NOTHING_NEW, n = known));
        }
        _ if args.new => fresh,
        known => {
            let (path, of) = (path.to_owned(), given.rows.len());
            return Err(CliError::RowsThere { path, known, of });
        }
    };
    let rows::Given { columns, rows } = given;
    context.order(Command::AddRows { task: number, columns, rows }).await
}

fn list(
    context: &mut Context,
    campaign: &Arc<Campaign>,
    number: TaskNo,
    last: usize,
) -> Result<(), CliError> {
    let seen = campaign.task(number).and_then(|(task, record)| LogSeen::of(task, record, last));
    if context.json {
        let (columns, count, rows) =
            seen.map(|log| (log.columns, log.count, log.rows)).unwrap_or_default();
        return context.data(
            &json!({ "task": number.to_string(), "columns": columns, "count": count, "rows": rows }),
        );
    }
    let lang = context.lang;
    let Some(log) = seen else { return context.say(&t!(lang, ids::CLI_ROW_NO_LOG)) };
    let columns: Vec<String> = log.columns.iter().map(|column| say::column(lang, column)).collect();
    context.say(&t!(lang, ids::CLI_ROW_COUNT, n = log.count, columns = columns.join("  ")))?;
    let former = log.former();
    let unfit = campaign.task(number).map(|(task, record)| unfit(task, record)).unwrap_or_default();
    let mut table = Table::default();
    if !log.rows.is_empty() {
        let mut head = head(context, &log.columns);
        head.extend(
            former.iter().map(|name| t!(lang, ids::CLI_ROW_FORMER, column = name.as_str())),
        );
        table.cells(head);
    }
    let work = WorkCalendar::new(campaign.plan.calendar.clone(), campaign.plan.campaign.anchor);
    for row in &log.rows {
        let mut cells = cells(context, &work, &log.columns, row);
        for (cell, column) in cells.iter_mut().skip(1).zip(&log.columns) {
            let is = |bad: &Unfit| bad.row == row.row && bad.column == column.name;
            if unfit.iter().any(is) {
                *cell = format!("! {cell}").trim_end().to_owned();
            }
        }
        cells.extend(former.iter().map(|name| row.cell(name).to_owned()));
        table.cells(cells);
    }
    table.lines().iter().try_for_each(|line| context.say(line))
}

fn head(context: &Context, columns: &[Column]) -> Vec<String> {
    let lang = context.lang;
    let names = columns.iter().map(|column| column.name.clone());
    let number = std::iter::once(t!(lang, ids::CLI_ROW_NUMBER));
    number.chain(names).chain([t!(lang, ids::CLI_ROW_AT)]).collect()
}

fn cells(context: &Context, work: &WorkCalendar, columns: &[Column], row: &RowSeen) -> Vec<String> {
    let held = columns.iter().map(|c| say::cell(context.lang, &c.kind, row.cell(&c.name)));
    let number = std::iter::once(row.row.to_string());
    number.chain(held).chain([say::moment(work, row.at)]).collect()
}

fn export(
    context: &mut Context,
    campaign: &Campaign,
    number: TaskNo,
    args: &Args,
) -> Result<(), CliError> {
    let out = args.out.clone().or_else(|| args.names.first().map(PathBuf::from));
    let path = out.ok_or(CliError::NoRowFile)?;
    let seen =
        campaign.task(number).and_then(|(task, record)| LogSeen::of(task, record, usize::MAX));
    let Some(log) = seen else { return context.say(&t!(context.lang, ids::CLI_ROW_NO_LOG)) };
    let work = WorkCalendar::new(campaign.plan.calendar.clone(), campaign.plan.campaign.anchor);
    let rows: Vec<_> =
        log.rows.iter().map(|row| cells(context, &work, &log.columns, row)).collect();
    let count = rows.len();
    let name = t!(context.lang, ids::CLI_ROW_SHEET);
    // Without a title above it the table can be read back as it is.
    let sheet = Sheet { name, title: String::new(), head: head(context, &log.columns), rows };
    tables::write(context, &path, &sheet, args.yes)?;
    let file = path.display().to_string();
    if context.json {
        return context.data(&json!({ "file": file, "rows": count }));
    }
    context.say(&t!(context.lang, ids::CLI_ROW_EXPORTED, path = file, rows = count))
}
