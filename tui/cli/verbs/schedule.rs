//! `schedule`: prints the dates of a plan: earliest, latest, due, slack, and the critical path; or a chart of them.

use std::path::PathBuf;

use chrono::{Datelike as _, NaiveDate, SecondsFormat, TimeZone as _};
use chrono_tz::Tz;
use serde_json::json;
use wallchart_campaign::say;
use wallchart_plan::expanded::Timing;
use wallchart_plan::time::Instant;
use wallchart_plan::{Expanded, WorkCalendar};
use wallchart_schedule::{Facts, Schedule};
use wallchart_words::{ids, t};

use crate::cli::columns;
use crate::cli::context::Context;
use crate::cli::error::CliError;
use crate::cli::gantt::chart;
use crate::cli::source::PlanFile;
use crate::cli::table::Table;

/// Arguments of `schedule`.
#[derive(Debug, clap::Args)]
pub struct Args {
    /// The plan file.
    plan: PathBuf,
    /// The anchor date D.
    #[arg(long)]
    anchor: Option<NaiveDate>,
    /// A chart of bars.
    #[arg(long)]
    gantt: bool,
    /// How wide the chart is, in cells; as the terminal by default.
    #[arg(long, requires = "gantt", value_name = "CELLS")]
    width: Option<u16>,
}

/// Does it.
pub async fn run(context: &mut Context, args: Args) -> Result<(), CliError> {
    let file = PlanFile::read(context, &args.plan, args.anchor)?;
    let plan = file.sound(context)?;
    let Ok(schedule) = wallchart_schedule::schedule(plan, &Facts::none()) else {
        // A ring of tasks is an error of the check, so a sound plan has none.
        return Err(CliError::Plan { errors: 1, blockers: 0 });
    };
    if context.json {
        print_data(context, plan, &schedule)
    } else if args.gantt {
        say_head(context, plan, &schedule)?;
        let wide = usize::from(args.width.unwrap_or_else(columns));
        let lines = chart(context.lang, plan, &schedule, wide);
        lines.iter().try_for_each(|line| context.say(line))
    } else {
        print_table(context, plan, &schedule)
    }
}

fn print_data(context: &mut Context, plan: &Expanded, schedule: &Schedule) -> Result<(), CliError> {
    let zone = plan.calendar.zone;
    let path = |number| plan.tasks.iter().find(|t| t.number == number).map(|t| t.path.as_str());
    let tasks: Vec<_> = plan
        .tasks
        .iter()
        .zip(&schedule.tasks)
        .map(|(task, dates)| {
            json!({
                "id": task.path,
                "number": task.number.to_string(),
                "owner": task.owner,
                "early_start": stamp(zone, dates.early_start),
                "early_finish": stamp(zone, dates.early_finish),
                "late_start": stamp(zone, dates.late_start),
                "late_finish": stamp(zone, dates.late_finish),
                "due": dates.due.map(|due| stamp(zone, due)),
                "slack_min": dates.slack_min,
                "critical": dates.critical,
            })
        })
        .collect();
    let critical_path: Vec<_> = schedule.critical_path.iter().filter_map(|n| path(*n)).collect();
    context.data(&json!({
        "finish": stamp(zone, schedule.finish),
        "critical_path": critical_path,
        "tasks": tasks,
    }))
}

/// RFC 3339 in the campaign's zone.
fn stamp(zone: Tz, t: Instant) -> String {
    zone.from_utc_datetime(&t.utc()).to_rfc3339_opts(SecondsFormat::Secs, true)
}

/// A day; its year is shown where it isn't D's.
fn day(date: NaiveDate, d: NaiveDate) -> String {
    match date.year() == d.year() {
        true => date.format("%m-%d").to_string(),
        false => date.to_string(),
    }
}

/// The begin of something.
fn from(calendar: &WorkCalendar, d: NaiveDate, t: Instant) -> String {
    let local = calendar.local(t);
    format!("{} {}", day(local.date(), d), local.format("%H:%M"))
}

/// Midnight ends the day before.
fn until(calendar: &WorkCalendar, d: NaiveDate, t: Instant) -> String {
    let local = calendar.local(t);
    match local.format("%H:%M").to_string().as_str() {
        "00:00" => format!("{} 24:00", day(calendar.end_date(t), d)),
        clock => format!("{} {clock}", day(local.date(), d)),
    }
}

/// What is scheduled, and from when to when, the last due date included.
fn say_head(context: &mut Context, plan: &Expanded, schedule: &Schedule) -> Result<(), CliError> {
    let d = plan.campaign.anchor;
    let calendar = WorkCalendar::new(plan.calendar.clone(), d);
    let dues = schedule.tasks.iter().filter_map(|dates| dates.due);
    let last = dues.fold(schedule.finish, Instant::max);
    let head = t!(
        context.lang,
        ids::CLI_SCHEDULE_HEAD,
        title = &plan.campaign.title,
        anchor = d.to_string(),
        start = from(&calendar, d, schedule.start),
        finish = until(&calendar, d, last)
    );
    context.say(&head)
}

fn print_table(
    context: &mut Context,
    plan: &Expanded,
    schedule: &Schedule,
) -> Result<(), CliError> {
    let lang = context.lang;
    let calendar = WorkCalendar::new(plan.calendar.clone(), plan.campaign.anchor);
    let d = plan.campaign.anchor;
    let (from, until) = (|t| from(&calendar, d, t), |t| until(&calendar, d, t));
    let mut order: Vec<usize> = (0..plan.tasks.len()).collect();
    order.sort_by_key(|i| schedule.tasks.get(*i).map(|d| (d.early_start, d.early_finish)));
    let mut table = Table::with_head([
        t!(lang, ids::CLI_COLUMN_NUMBER),
        t!(lang, ids::CLI_COLUMN_TASK),
        t!(lang, ids::CLI_COLUMN_OWNER),
        t!(lang, ids::CLI_COLUMN_START),
        t!(lang, ids::CLI_COLUMN_FINISH),
        t!(lang, ids::CLI_COLUMN_LATEST),
        t!(lang, ids::CLI_COLUMN_DUE),
        t!(lang, ids::CLI_COLUMN_SLACK),
        String::new(),
    ]);
    for (task, dates) in
        order.into_iter().filter_map(|i| Some((plan.tasks.get(i)?, schedule.tasks.get(i)?)))
    {
        let mark = if dates.critical { t!(lang, ids::CLI_CRITICAL) } else { String::new() };
        table.row([
            task.number.to_string(),
            task.path.to_string(),
            task.owner.to_string(),
            // A moment at midnight ends its day; it does not begin the next, unless it waits for a window to open.
            match (dates.early_start == dates.early_finish, task.timing) {
                (true, Timing::Flow) => until(dates.early_start),
                _ => from(dates.early_start),
            },
            match (dates.early_start == dates.early_finish, task.timing) {
                (true, Timing::Fixed { .. } | Timing::Pick { .. }) => from(dates.early_finish),
                _ => until(dates.early_finish),
            },
            until(dates.late_finish),
            dates.due.map(until).unwrap_or_default(),
            say::minutes(lang, dates.slack_min),
            mark,
        ]);
    }
    say_head(context, plan, schedule)?;
    for line in table.lines() {
        context.say(&line)?;
    }
    Ok(())
}
