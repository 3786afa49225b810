//! `roster`: shows duty rosters (值班表), and says who is on duty.

use std::path::Path;

use serde_json::json;
use wallchart_campaign::read::{self, RosterSeen, RosterTable};
use wallchart_campaign::roster::{PutDown, roles, swapped};
use wallchart_campaign::{Campaign, Command, say};
use wallchart_plan::WorkCalendar;
use wallchart_plan::expanded::{Roster, Shift};
use wallchart_plan::ids::{PersonId, UnitId};
use wallchart_plan::roster::called;
use wallchart_words::{ids, t};

use crate::cli::context::Context;
use crate::cli::error::CliError;
use crate::cli::rosters::{self, Typed};
use crate::cli::table::Table;
use crate::cli::tables;
use crate::duty;

/// Arguments of `roster`.
#[derive(Debug, clap::Args)]
pub struct Args {
    /// What to do.
    #[arg(value_enum, default_value = "list")]
    what: What,
    /// The roster, then what it is about.
    #[arg(value_name = "ROSTER")]
    names: Vec<String>,
    /// Only the posts of that unit.
    #[arg(long)]
    unit: Option<String>,
    /// Whether people on duty elsewhere, or whom the unit doesn't list, are meant.
    #[arg(long)]
    anyway: bool,
    /// Gives the seats back to whom the plan has there.
    #[arg(long)]
    planned: bool,
    /// The sheet of a workbook.
    #[arg(long)]
    sheet: Option<String>,
    /// Does not ask.
    #[arg(long, short)]
    yes: bool,
}

/// What to do.
#[derive(Debug, Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
enum What {
    /// Tells how every roster stands.
    List,
    /// Shows one.
    Show,
    /// Puts people down.
    Fill,
    /// Empties seats.
    Clear,
    /// Lets two people change places.
    Swap,
    /// Puts down whom a table names.
    Import,
    /// Writes one into a table.
    Export,
}

/// Does it.
pub async fn run(context: &mut Context, args: Args) -> Result<(), CliError> {
    let view = context.view().await?;
    let unit = match &args.unit {
        Some(text) => Some(context.unit(text).await?),
        None => None,
    };
    if args.what == What::List {
        return list(context, &read::rosters(&view, unit.as_ref()), &view.calendar);
    }
    let campaign = context.campaign().await?;
    let typed = Typed { campaign: &campaign, calendar: &view.calendar, lang: context.lang };
    let (name, words) = match args.names.split_first() {
        Some((name, words)) => (name.as_str(), words),
        None => ("", [].as_slice()),
    };
    let roster = typed.roster(name)?;
    // Whoever is a unit fills its own posts.
    let own = unit.clone().or(acting(context, &campaign).await?);
    let own = own.as_ref().map(UnitId::as_str);
    let fills = match args.what {
        What::List => return Ok(()),
        What::Show | What::Export => {
            let table = read::roster_table(&view, &roster.id, unit.as_ref());
            let Some(table) = table else { return Ok(()) };
            return match args.what {
                What::Show => show(context, roster, &table, &view.calendar),
                _ => export(context, roster, &table, &view.calendar, words, args.yes),
            };
        }
        What::Fill => typed.fills(roster, words, own)?,
        What::Clear => typed.cleared(roster, words, own, args.planned)?,
        What::Swap => swap(&typed, roster, words)?,
        What::Import => {
            let file = named(words)?;
            let rows = tables::read(Path::new(file), args.sheet.as_deref())?;
            let fills = rosters::read(&typed, roster, &rows, own)?;
            if fills.is_empty() && !context.json {
                return context.say(&t!(context.lang, ids::ROSTER_SAME));
            }
            fills
        }
    };
    context.order(Command::FillRoster { fills, anyway: args.anyway }).await
}

/// The unit of whoever acts; none of the operator.
async fn acting(context: &mut Context, campaign: &Campaign) -> Result<Option<UnitId>, CliError> {
    let actor = context.actor().await?;
    let rights = wallchart_campaign::rights(campaign, &actor);
    Ok(rights.map_err(wallchart_runtime::DeskError::from)?.unit)
}

/// The file among the words.
fn named(words: &[String]) -> Result<&str, CliError> {
    words.first().map(String::as_str).ok_or(CliError::BadDuty {
        what: ids::ROSTER_NO_FILE,
        text: String::new(),
        offers: Vec::new(),
    })
}

fn swap(typed: &Typed<'_>, roster: &Roster, words: &[String]) -> Result<Vec<PutDown>, CliError> {
    let [one, other, when @ ..] = words else {
        return Err(CliError::BadDuty {
            what: ids::ROSTER_NO_TWO,
            text: String::new(),
            offers: Vec::new(),
        });
    };
    let units = roster.posts.iter().filter_map(|p| typed.campaign.plan.unit(&p.unit));
    let listed: Vec<_> = units.flat_map(|u| u.people.iter().cloned()).collect();
    let person = |word: &String| -> PersonId {
        called(&listed, word).map_or_else(|| word.as_str().into(), |p| p.id.clone())
    };
    let within: Vec<Shift> = match when {
        [] => roster.shifts.clone(),
        when => {
            let each = when.iter().map(|text| typed.shifts(roster, text));
            each.collect::<Result<Vec<_>, _>>()?.concat()
        }
    };
    let pair = (person(one), person(other));
    let is_in = |shift: Shift| within.contains(&shift);
    Ok(swapped(typed.campaign, roster, (&pair.0, &pair.1), is_in))
}

/// How many gaps a line names.
pub const NAMED: usize = 3;

fn list(
    context: &mut Context,
    all: &[RosterSeen],
    calendar: &WorkCalendar,
) -> Result<(), CliError> {
    if context.json {
        return context.data(&json!({ "rosters": crate::cli::json::told(all)? }));
    }
    let lang = context.lang;
    if all.is_empty() {
        return context.say(&t!(lang, ids::ROSTER_NONE));
    }
    print(context, all, calendar)
}

/// Prints how rosters stand, a line each.
pub fn print(
    context: &mut Context,
    all: &[RosterSeen],
    calendar: &WorkCalendar,
) -> Result<(), CliError> {
    let lang = context.lang;
    let mut table = Table::with_head([
        t!(lang, ids::CLI_COLUMN_LIGHT),
        t!(lang, ids::ROSTER_COLUMN_ROSTER),
        t!(lang, ids::ROSTER_COLUMN_FILLED),
        t!(lang, ids::CLI_COLUMN_DUE),
        t!(lang, ids::ROSTER_COLUMN_GAPS),
    ]);
    for seen in all {
        let there = seen.need.saturating_sub(seen.lacks + seen.missed);
        table.row([
            t!(lang, say::mark(seen.light)),
            seen.title.clone(),
            format!("{there}/{}", seen.need),
            say::due(calendar, seen.due),
            duty::gaps(lang, seen, NAMED),
        ]);
    }
    table.lines().iter().try_for_each(|line| context.say(line))
}

fn show(
    context: &mut Context,
    roster: &Roster,
    table: &RosterTable,
    calendar: &WorkCalendar,
) -> Result<(), CliError> {
    if context.json {
        return context.data(table);
    }
    let lang = context.lang;
    let due = say::due(calendar, table.seen.due);
    let mark = t!(lang, say::mark(table.seen.light));
    let (title, lacks) = (table.seen.title.as_str(), table.seen.lacks);
    context.say(&t!(lang, ids::ROSTER_HEAD, title = title, light = mark, due = due, n = lacks))?;
    let head = roles(roster).map(|role| t!(lang, say::person_role(role)));
    let places = [t!(lang, ids::ROSTER_COLUMN_SHIFT), t!(lang, ids::ROSTER_COLUMN_UNIT)];
    let mut rows = Table::with(places.into_iter().chain(head));
    for seats in table.seats.chunks(roster.needs.len().max(1)) {
        let Some(first) = seats.first() else { continue };
        let shift = Shift { start: first.start, end: first.end };
        let post = say::post(&first.unit, first.item.as_deref());
        let cells = seats.iter().map(|seat| duty::seated(lang, seat));
        rows.cells([duty::shift(calendar, shift), post].into_iter().chain(cells));
    }
    rows.lines().iter().try_for_each(|line| context.say(line))?;
    let twice = table.twice.iter().map(|twice| duty::twice(lang, calendar, twice));
    let fell_out = table.fallen_out.iter().map(|fill| duty::fell_out(lang, calendar, fill));
    twice.chain(fell_out).try_for_each(|line| context.say(&line))
}

fn export(
    context: &mut Context,
    roster: &Roster,
    table: &RosterTable,
    calendar: &WorkCalendar,
    words: &[String],
    yes: bool,
) -> Result<(), CliError> {
    let file = named(words)?;
    let sheet = rosters::written(context.lang, roster, table, calendar);
    tables::write(context, Path::new(file), &sheet, yes)?;
    let rows = sheet.rows.len();
    if context.json {
        return context.data(&json!({ "file": file, "rows": rows }));
    }
    context.say(&t!(context.lang, ids::ROSTER_EXPORTED, file = file, rows = rows))
}
