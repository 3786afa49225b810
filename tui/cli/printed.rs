//! What became of a command, and other answers that several verbs give.

use serde_json::json;
use wallchart_campaign::event::EventBody;
use wallchart_campaign::play::Play;
use wallchart_campaign::read::{LogBook, LogLine, MovedAlong, What};
use wallchart_campaign::roster::PutDown;
use wallchart_campaign::{Campaign, CommandId, Event, Seq, read, say};
use wallchart_plan::WorkCalendar;
use wallchart_plan::ids::TaskNo;
use wallchart_runtime::{Desk as _, Receipt};
use wallchart_store::VerifyReport;
use wallchart_words::{Lang, ids, t};

use super::context::Context;
use super::error::CliError;
use super::json::told;
use super::verbs::play;

/// Says what an order led to: a line an event, then where each task stands.
///
/// The book holds what was before.
pub async fn receipt(
    context: &mut Context,
    receipt: &Receipt,
    mut book: LogBook,
) -> Result<(), CliError> {
    let desk = context.desk().await?;
    let lang = context.lang;
    let mut tasks: Vec<TaskNo> = Vec::new();
    for event in &receipt.events {
        if let Some(task) = event.body.task()
            && !tasks.contains(&task)
        {
            tasks.push(task);
        }
    }
    let state = context.campaign().await?;
    let plays = begun(&state, receipt);
    if context.json {
        let view = context.view().await?;
        tasks.extend(plays.iter().flat_map(|play| &play.tasks));
        let rows: Vec<_> = tasks.iter().filter_map(|n| view.task(*n)).map(read::Row::of).collect();
        let plays: Vec<_> = plays.iter().map(|play| play::told(&view.campaign, play)).collect();
        return context.data(&json!({
            "command": receipt.command,
            "duplicate": receipt.duplicate,
            "seq": receipt.seq(),
            "events": receipt.events.iter().map(|e| e.body.kind()).collect::<Vec<_>>(),
            "tasks": told(&rows)?,
            "plays": told(&plays)?,
            "moved": told(&moved(&receipt.events, &mut book))?,
            "warnings": warnings(lang, &view.campaign, &receipt.events),
        }));
    }
    let campaign = state.clone();
    if receipt.duplicate {
        context.say(&t!(lang, ids::SAFE_DONE_BEFORE))?;
    }
    let plan = &campaign.plan;
    let calendar = WorkCalendar::new(plan.calendar.clone(), plan.campaign.anchor);
    let mut taken_back = Vec::new();
    for event in &receipt.events {
        if let EventBody::CommandUndone { undone } = &event.body {
            let events = desk.log(Seq(1), usize::MAX).await?;
            taken_back.extend(undo(lang, &read::lines(&events), *undone, &calendar));
        }
    }
    for number in tasks {
        let Some((task, record)) = campaign.task(number) else { continue };
        let mut what = taken_back.clone();
        what.extend(
            receipt
                .events
                .iter()
                .filter(|e| e.body.task() == Some(number))
                .filter(|e| !matches!(e.body, EventBody::TaskRestored { .. }))
                .map(|e| read::sentence(lang, &book.line(e), &calendar)),
        );
        let state = t!(lang, say::state(record.state));
        let line = format!(
            "{number}  {}  [{state}]  {}",
            task.path,
            what.join(t!(lang, ids::CLI_AND).as_str())
        );
        context.say(line.trim_end())?;
    }
    for event in &receipt.events {
        if let EventBody::RosterFilled { fills, .. } = &event.body {
            say_filled(context, fills, &calendar)?;
        }
    }
    for play in plays {
        started(context, &campaign, play, &calendar)?;
    }
    for text in warnings(lang, &campaign, &receipt.events) {
        context.say(&t!(lang, ids::FIGURES_WARNING, text = text))?;
    }
    Ok(())
}

/// How many seats of a roster are named one by one.
const SEATS: usize = 12;

/// Says who is on duty now, a line a seat.
fn say_filled(
    context: &mut Context,
    fills: &[PutDown],
    calendar: &WorkCalendar,
) -> Result<(), CliError> {
    let lang = context.lang;
    for fill in fills.iter().take(SEATS) {
        let one = read::put_down(lang, std::slice::from_ref(fill), calendar);
        context.say(&one)?;
    }
    match fills.len().saturating_sub(SEATS) {
        0 => Ok(()),
        more => context.say(&t!(lang, ids::ROSTER_MORE, n = more)),
    }
}

/// The plays that an order started, and those that rules have started upon it.
fn begun<'c>(campaign: &'c Campaign, receipt: &Receipt) -> Vec<&'c Play> {
    let first = receipt.events.first().map(|event| event.seq).unwrap_or(receipt.seq());
    let plays = campaign.plays.iter().map(|play| &**play).filter(|play| play.seq >= first);
    plays.filter(|play| !receipt.duplicate || play.seq <= receipt.seq()).collect()
}

/// Says what a start of a playbook has brought: a line for the play, one for each task with its time.
fn started(
    context: &mut Context,
    campaign: &Campaign,
    play: &Play,
    calendar: &WorkCalendar,
) -> Result<(), CliError> {
    let (name, n) = (play.play.to_string(), play.tasks.len());
    let message = ids::VIEWS_EVENT_PLAY_STARTED;
    context.say(&t!(context.lang, message, play = name, title = play.title.as_str(), n = n))?;
    for number in &play.tasks {
        let Some((task, record)) = campaign.task(*number) else { continue };
        let due = record.due.map(|at| say::due(calendar, at)).unwrap_or_default();
        // What comes in after hours may be late the moment it starts.
        let late = record.due.filter(|due| *due < play.at);
        let late = late.map(|_| t!(context.lang, ids::CLI_PLAY_LATE)).unwrap_or_default();
        let line = format!("  {number}  {}  {}  {due}  {late}", task.path, record.owner);
        context.say(line.trim_end())?;
    }
    Ok(())
}

/// The due dates that moved along with another, by the book of what was before.
fn moved(events: &[Event], book: &mut LogBook) -> Vec<MovedAlong> {
    let lines = events.iter().map(|event| book.line(event));
    let moved = lines.filter_map(|line| match (line.task, line.what) {
        (Some(task), What::DueMoved { before, after, with }) => {
            Some(MovedAlong { task, with, from: before, to: after })
        }
        _ => None,
    });
    moved.collect()
}

/// What is to be heard of figures that were recorded.
fn warnings(lang: Lang, campaign: &Campaign, events: &[Event]) -> Vec<String> {
    let found = read::warnings(campaign, events);
    found.iter().map(|warning| say::warning(lang, campaign, warning)).collect()
}

/// As data, that nothing had to be done: a receipt without a command.
pub async fn nothing_done(context: &mut Context, task: TaskNo) -> Result<(), CliError> {
    let view = context.view().await?;
    let rows: Vec<_> = view.task(task).into_iter().map(read::Row::of).collect();
    context.data(&json!({
        "command": null,
        "duplicate": false,
        "seq": view.campaign.seq,
        "events": [],
        "tasks": told(&rows)?,
        "plays": [],
        "moved": [],
        "warnings": [],
    }))
}

/// Says that an order was carried out where what came of it can't be read back.
pub fn receipt_only(
    context: &mut Context,
    receipt: &Receipt,
    error: &CliError,
) -> Result<(), CliError> {
    if !context.json {
        let lang = context.lang;
        let cause = error.message(lang, None).unwrap_or_default();
        return context.say(&t!(lang, ids::SAFE_RECORDED_ONLY, cause = cause));
    }
    context.data(&json!({
        "command": receipt.command,
        "duplicate": receipt.duplicate,
        "seq": receipt.seq(),
        "events": receipt.events.iter().map(|e| e.body.kind()).collect::<Vec<_>>(),
        "tasks": [],
        "plays": [],
        "moved": [],
        "warnings": [],
    }))
}

/// What was undone, or done again: `撤回：免办`.
pub fn undo(
    lang: Lang,
    lines: &[LogLine],
    command: CommandId,
    calendar: &WorkCalendar,
) -> Option<String> {
    let (undone, again) = read::taken_back(lines, command);
    let mut said: Vec<String> = Vec::new();
    for line in undone {
        let sentence = read::sentence(lang, line, calendar);
        if !said.contains(&sentence) {
            said.push(sentence);
        }
    }
    let what = said.join(t!(lang, ids::CLI_AND).as_str());
    let message = if again { ids::CLI_DONE_AGAIN } else { ids::CLI_TAKEN_BACK };
    (!what.is_empty()).then(|| t!(lang, message, what = what))
}

/// Says what a check of the store found; damage is an error.
pub fn verified(context: &mut Context, report: &VerifyReport) -> Result<(), CliError> {
    let lang = context.lang;
    if context.json {
        context.data(&json!({
            "sound": report.is_sound(),
            "campaigns": report.campaigns.iter().map(|c| &c.campaign).collect::<Vec<_>>(),
            "events": report.events,
            "blobs": report.blobs,
            "restores": report.restores.iter().map(|r| &r.kept).collect::<Vec<_>>(),
            "problems": report.problems.iter().map(|p| p.message(lang)).collect::<Vec<_>>(),
        }))?;
    } else {
        for problem in &report.problems {
            context.say(&problem.message(lang))?;
        }
        for restored in &report.restores {
            let at = chrono::DateTime::from_timestamp_millis(restored.at_ms).unwrap_or_default();
            context.say(&t!(
                lang,
                ids::SAFE_RESTORED_AT,
                at = at.format("%Y-%m-%d %H:%M UTC").to_string(),
                kept = &restored.kept
            ))?;
        }
        let line = if report.is_sound() {
            t!(
                lang,
                ids::CLI_VERIFIED,
                campaigns = report.campaigns.len(),
                events = report.events,
                blobs = report.blobs
            )
        } else {
            t!(lang, ids::CLI_DAMAGED, problems = report.problems.len())
        };
        context.say(&line)?;
    }
    if report.is_sound() { Ok(()) } else { Err(CliError::Damaged) }
}
