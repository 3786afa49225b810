//! `play`: starts and stops playbooks (预案), and tells which run.

use std::io::Read as _;

use serde::Serialize;
use wallchart_campaign::command::StartCause;
use wallchart_campaign::play::Play;
use wallchart_campaign::read::Row;
use wallchart_campaign::{Campaign, Command, Refusal, say};
use wallchart_plan::playbook::{PlayRef, Trigger};
use wallchart_runtime::{DeskError, hook_params};
use wallchart_words::{ids, t};

use crate::cli::context::Context;
use crate::cli::error::CliError;
use crate::cli::verbs::list;

/// Arguments of `play`.
#[derive(Debug, clap::Args)]
pub struct Args {
    /// What to do.
    #[arg(value_enum, display_order = 1)]
    what: Option<What>,
    /// The playbook or the play, then its parameters: `品牌=某牌`.
    #[arg(display_order = 2)]
    names: Vec<String>,
    /// The hook that a message came in by, in place of the playbook.
    #[arg(long, id = "hook", value_name = "NAME")]
    hook: Option<String>,
    /// The parameters as a JSON object, from a file or `-`.
    #[arg(long = "json-body", id = "body", value_name = "FILE")]
    body: Option<String>,
    /// Why it is stopped.
    #[arg(long)]
    reason: Option<String>,
}

/// What to do.
#[derive(Debug, Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
enum What {
    /// Tells what there is and what runs.
    List,
    /// Starts one.
    Start,
    /// Stops one.
    Stop,
    /// Tells of one play.
    Show,
}

/// Does it.
pub async fn run(context: &mut Context, args: Args) -> Result<(), CliError> {
    let what = args.what.unwrap_or(What::List);
    if what != What::Start && (args.hook.is_some() || args.body.is_some()) {
        return Err(CliError::NotStarting);
    }
    match what {
        What::List => list(context).await,
        What::Start => start(context, &args).await,
        What::Stop => {
            let play = named(args.names.first())?;
            let reason = args.reason.unwrap_or_default();
            context.order(Command::StopPlay { play, reason }).await
        }
        What::Show => show(context, &named(args.names.first())?).await,
    }
}

/// Reads `晚会曝光#1`.
fn named(text: Option<&String>) -> Result<PlayRef, CliError> {
    let text = text.map(String::as_str).unwrap_or_default();
    let parts = text.rsplit_once('#').and_then(|(book, n)| Some((book, n.parse().ok()?)));
    let (playbook, nth) = parts.ok_or_else(|| CliError::BadPlay { text: text.to_owned() })?;
    Ok(PlayRef { playbook: playbook.to_owned(), nth })
}

async fn start(context: &mut Context, args: &Args) -> Result<(), CliError> {
    let campaign = context.campaign().await?;
    let mut words = args.names.iter();
    let (playbook, cause) = match &args.hook {
        Some(hook) => {
            let book = campaign.plan.playbook_on(hook);
            // Where none waits for it, the campaign says so.
            let name = book.or(campaign.plan.playbooks.first()).map(|book| book.id.clone());
            (name.unwrap_or_default(), Some(StartCause::Hook { name: hook.clone() }))
        }
        None => (words.next().cloned().unwrap_or_default(), None),
    };
    let mut params = match &args.body {
        Some(file) => body(file)?,
        None => Vec::new(),
    };
    for word in words {
        let (name, value) =
            word.split_once('=').ok_or_else(|| CliError::BadAnswer { text: word.clone() })?;
        params.retain(|(known, _)| known != name);
        params.push((name.to_owned(), value.to_owned()));
    }
    context.order(Command::StartPlaybook { playbook, params, cause }).await
}

/// The parameters of a JSON object: texts, numbers, and yes or no.
fn body(file: &str) -> Result<Vec<(String, String)>, CliError> {
    let unreadable = |error| CliError::File { path: file.into(), error };
    let mut text = String::new();
    if file == "-" {
        std::io::stdin().read_to_string(&mut text).map_err(unreadable)?;
    } else {
        text = std::fs::read_to_string(file).map_err(unreadable)?;
    }
    hook_params(text.as_bytes()).ok_or_else(|| CliError::BadBody { file: file.to_owned() })
}

/// A play as data.
#[derive(Serialize)]
pub(in crate::cli) struct PlayTold<'a> {
    play: String,
    title: &'a str,
    at: wallchart_plan::Instant,
    params: Vec<Param<'a>>,
    cause: &'a Option<StartCause>,
    running: bool,
    /// Why it was stopped before its end.
    stopped: Option<&'a str>,
    done: usize,
    tasks: &'a [wallchart_plan::ids::TaskNo],
}

#[derive(Serialize)]
struct Param<'a> {
    name: &'a str,
    value: &'a str,
}

#[derive(Serialize)]
struct BookTold<'a> {
    playbook: &'a str,
    title: &'a str,
    ask: &'a [wallchart_plan::asks::Ask],
    start: &'a [Trigger],
}

#[derive(Serialize)]
struct All<'a> {
    playbooks: Vec<BookTold<'a>>,
    plays: Vec<PlayTold<'a>>,
}

/// A play as data.
pub(in crate::cli) fn told<'a>(campaign: &'a Campaign, play: &'a Play) -> PlayTold<'a> {
    let settled = |no: &&wallchart_plan::ids::TaskNo| {
        campaign.task(**no).is_some_and(|(_, r)| r.state.is_settled())
    };
    PlayTold {
        play: play.play.to_string(),
        title: &play.title,
        at: play.at,
        params: play.params.iter().map(|(name, value)| Param { name, value }).collect(),
        cause: &play.cause,
        running: campaign.is_running(play),
        stopped: campaign.stopped(play),
        done: play.tasks.iter().filter(settled).count(),
        tasks: &play.tasks,
    }
}

async fn list(context: &mut Context) -> Result<(), CliError> {
    let campaign = context.campaign().await?;
    let plays: Vec<PlayTold<'_>> = campaign.plays.iter().map(|p| told(&campaign, p)).collect();
    let books = campaign.plan.playbooks.iter().map(|b| BookTold {
        playbook: &b.id,
        title: &b.title,
        ask: &b.ask,
        start: &b.start,
    });
    if context.json {
        return context.data(&All { playbooks: books.collect(), plays });
    }
    let lang = context.lang;
    for book in books {
        let asked: Vec<String> = book.ask.iter().map(|ask| say::asked(lang, ask)).collect();
        context.say(&format!("{}  {}", book.playbook, asked.join("  ")))?;
    }
    for play in &plays {
        context.say(&line(context, play))?;
    }
    if campaign.plan.playbooks.is_empty() && plays.is_empty() {
        context.say(&t!(lang, ids::CLI_PLAY_NONE))?;
    }
    Ok(())
}

/// A play on one line: its name, how it stands and how far it is, its title, what was filled in.
fn line(context: &Context, play: &PlayTold<'_>) -> String {
    let lang = context.lang;
    let state = match (play.running, play.stopped) {
        (true, _) => t!(lang, ids::CLI_PLAY_RUNNING),
        (false, Some(reason)) => t!(lang, ids::CLI_PLAY_STOPPED, reason = reason),
        (false, None) => t!(lang, ids::CLI_PLAY_OVER),
    };
    let params = play.params.iter().map(|param| format!("  {}={}", param.name, param.value));
    let params: String = params.collect();
    format!("{}  {state} {}/{}  {}{params}", play.play, play.done, play.tasks.len(), play.title)
}

async fn show(context: &mut Context, name: &PlayRef) -> Result<(), CliError> {
    let view = context.view().await?;
    let campaign = &view.campaign;
    let no_such = || DeskError::from(Refusal::NoSuchPlay { play: name.clone() });
    let play = campaign.play(name).ok_or_else(no_such)?;
    let told = told(campaign, play);
    if context.json {
        return context.data(&told);
    }
    context.say(&line(context, &told))?;
    let rows: Vec<Row> = play.tasks.iter().filter_map(|no| view.task(*no)).map(Row::of).collect();
    list::print(context, &view, &rows)
}
