//! `clone`: makes last year's plan this year's, as a plan file that a person would have written.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use chrono::{Datelike as _, NaiveDate};
use serde_json::{Value, json};
use wallchart_campaign::read::{self, Lesson, Suggestion};
use wallchart_campaign::tell;
use wallchart_plan::diagnostic::{Diagnostic, Place};
use wallchart_plan::render::Excerpts;
use wallchart_plan::{
    CloneNote, CloneOptions, Cloned, EditedSources, Expanded, MemorySources, Severity,
    WorkCalendar, cloned, codes,
};
use wallchart_runtime::{Desk as _, PlanFolder, revision};
use wallchart_words::{Lang, ids, t};

use crate::cli::accepting::Proposals;
use crate::cli::context::Context;
use crate::cli::error::CliError;
use crate::cli::moved::Moved;
use crate::cli::source::{PlanFile, folder_of};

/// Arguments of `clone`.
#[derive(Debug, clap::Args)]
pub struct Args {
    /// The plan file, or a campaign of the store.
    #[arg(value_name = "PLAN")]
    source: String,
    /// The new D.
    #[arg(long)]
    anchor: NaiveDate,
    /// The new plan file.
    #[arg(long, short)]
    out: PathBuf,
    /// The D that the plan had, where it is given anew every year.
    #[arg(long, value_name = "ANCHOR")]
    was: Option<NaiveDate>,
    /// Notes in comments at the tasks how last year's campaign went.
    #[arg(long)]
    learn: bool,
    /// Writes what last year proposes into the plan.
    #[arg(long, value_name = "WHAT", value_delimiter = ',')]
    accept: Vec<String>,
    /// Gives a var what it is to hold.
    #[arg(long, value_name = "SET")]
    set: Vec<String>,
}

/// A plan to be cloned.
pub struct Source {
    /// The plan.
    pub file: PlanFile,
    /// Whether its files lie in the folder where the new ones go, or below it, so that these may name them.
    pub beside: bool,
}

/// Does it.
pub async fn run(context: &mut Context, args: Args) -> Result<(), CliError> {
    let folder = folder_of(&args.out)?;
    let source = source(context, &args, &folder).await?;
    write(context, source, &args).await
}

impl Args {
    /// Of a plan that is made anew from another.
    pub fn of_new(source: &str, anchor: NaiveDate, out: &Path) -> Self {
        let (source, out) = (source.to_owned(), out.to_owned());
        Self { source, anchor, out, was: None, learn: false, accept: Vec::new(), set: Vec::new() }
    }
}

/// Writes the clone of a plan, and says what it comes to.
pub async fn write(context: &mut Context, source: Source, args: &Args) -> Result<(), CliError> {
    let folder = folder_of(&args.out)?;
    // Dates that can't be kept are told of what is written.
    let old = source.file.read_out(context)?.clone();
    let work = WorkCalendar::new(old.calendar.clone(), old.campaign.anchor);
    let Learnt { lessons, suggestions, open } = match args.learn || !args.accept.is_empty() {
        true => learnt(context, &old).await?,
        false => Learnt::default(),
    };
    let mut proposals = Proposals::of(context.lang, &work, suggestions, &args.accept)?;
    let mut options = CloneOptions {
        anchor: args.anchor,
        out: folder.plan(),
        whole: !source.beside,
        vars: vars(&old, &args.set)?,
        lang: context.lang,
        remarks: told_of(&lessons)
            .map(|lesson| (lesson.task.to_string(), remark(context.lang, lesson)))
            .collect(),
        proposals: Vec::new(),
    };
    proposals.settle(|proposals| {
        options.proposals = proposals.to_vec();
        unsound(context, &source.file, &options, &folder, args)
    });
    options.proposals.clone_from(&proposals.proposals);
    let Some(made) = cloned(&source.file.reading, &options) else { return Ok(()) };
    if let Some((name, _)) = made.files.iter().find(|(name, _)| folder.has(name)) {
        return Err(CliError::File {
            path: folder.root().join(name),
            error: std::io::ErrorKind::AlreadyExists.into(),
        });
    }
    folder
        .create(&made.files)
        .map_err(|(name, error)| CliError::File { path: folder.root().join(name), error })?;
    let new = PlanFile::read(context, &args.out, Some(args.anchor))?;
    let plan = new.reading.expanded.as_ref();
    let moved = Moved::of(&old, plan);
    if context.json {
        let mut data = data(&made, &new);
        if let Value::Object(fields) = &mut data {
            let moved = moved.data(plan).map(|(name, value)| (name.to_owned(), value));
            fields.extend(moved);
            fields.insert("unfinished".to_owned(), open.into());
            let crossed = overtaken(&source.file, &new);
            let crossed: Vec<String> = crossed.iter().map(|d| d.message(context.lang)).collect();
            fields.insert("overtaken".to_owned(), crossed.into());
            fields.insert("lessons".to_owned(), crate::cli::json::told(&lessons)?);
            fields.insert("proposals".to_owned(), proposals.data(&made)?);
        }
        context.data(&data)?;
        return kept(&new);
    }
    if open > 0 {
        context.say(&t!(
            context.lang,
            ids::CLONE_UNFINISHED,
            title = &old.campaign.title,
            count = open
        ))?;
    }
    told(context, &made, args.anchor)?;
    if told_of(&lessons).next().is_some() {
        context.say(&t!(context.lang, ids::CLONE_LESSONS))?;
    }
    for lesson in told_of(&lessons) {
        context.say(&format!("  {}  {}", lesson.task, tell::lesson(context.lang, lesson)))?;
    }
    proposals.say(context, &work, &made)?;
    for crossed in overtaken(&source.file, &new) {
        context.say(&format!("W100  {}", crossed.message(context.lang)))?;
    }
    if let Some(plan) = plan {
        moved.say(context, plan)?;
    }
    let years = unannounced(&new);
    if !years.is_empty() {
        context.say(&t!(context.lang, ids::CLONE_UNANNOUNCED, years = years.join("、")))?;
    }
    if new.count(Severity::Error) > 0 {
        new.print(context)?;
    }
    let (errors, blockers) = (new.count(Severity::Error), new.count(Severity::Blocker));
    let warnings = new.count(Severity::Warning);
    context.say(&t!(
        context.lang,
        ids::CLONE_CHECK,
        errors = errors,
        blockers = blockers,
        warnings = warnings,
        path = args.out.display().to_string()
    ))?;
    kept(&new)
}

/// An error where dates of what was written can't be kept.
fn kept(new: &PlanFile) -> Result<(), CliError> {
    match new.count(Severity::Error) {
        0 => Ok(()),
        errors => Err(CliError::Plan { errors, blockers: 0 }),
    }
}

/// What vars are to hold, as options say it.
fn vars(plan: &Expanded, set: &[String]) -> Result<BTreeMap<String, String>, CliError> {
    let known = |name: &str| plan.campaign.vars.iter().any(|(var, _)| var == name);
    let var = |text: &String| match text.split_once('=') {
        Some((name, value)) if known(name) => Ok((name.to_owned(), value.to_owned())),
        _ => Err(CliError::NoSuchVar {
            text: text.clone(),
            names: plan.campaign.vars.iter().map(|(name, _)| name.clone()).collect(),
        }),
    };
    set.iter().map(var).collect()
}

/// The codes of the errors that a clone would have, were it written.
fn unsound(
    context: &Context,
    source: &PlanFile,
    options: &CloneOptions<'_>,
    folder: &PlanFolder,
    args: &Args,
) -> Vec<&'static str> {
    let Some(made) = cloned(&source.reading, options) else { return Vec::new() };
    let mut files = EditedSources::new(folder);
    for (name, text) in made.files {
        files.put(&name, text);
    }
    let file = PlanFile::read_from(context, &args.out, &files, options.out, Some(args.anchor));
    let errors = file.diagnostics.iter().filter(|d| d.severity() == Severity::Error);
    errors.map(|d| d.code.name).collect()
}

/// What the campaign of a plan teaches.
#[derive(Default)]
struct Learnt {
    lessons: Vec<Lesson>,
    suggestions: Vec<Suggestion>,
    /// Tasks that are still open.
    open: usize,
}

/// How the campaign of the plan went, which must be in the store, and what comes of it.
async fn learnt(context: &mut Context, plan: &Expanded) -> Result<Learnt, CliError> {
    context.choose(plan.campaign.id.clone());
    let view = context.view().await?;
    let desk = context.desk().await?;
    let mut revisions = Vec::new();
    for number in 1..=view.campaign.revision {
        revisions.extend(revision(&*desk, number).await?.map(|apply| apply.plan));
    }
    let lessons = read::lessons(&view.campaign);
    let totals = read::totals(&view);
    let suggestions = read::proposals(&view.campaign, &lessons, &totals, &revisions);
    Ok(Learnt { open: read::unfinished(&view.campaign), lessons, suggestions })
}

/// What is learnt of tasks of which something is over: of one that hasn't come yet there is nothing to tell.
fn told_of(lessons: &[Lesson]) -> impl Iterator<Item = &Lesson> {
    lessons.iter().filter(|lesson| lesson.open < lesson.instances)
}

/// What is due before what it waits for, and wasn't: last year's later date was taken for one of them alone.
fn overtaken<'n>(old: &PlanFile, new: &'n PlanFile) -> Vec<&'n Diagnostic> {
    let is_crossed = |d: &&Diagnostic| d.code.name == "W100";
    let said = |d: &Diagnostic| d.message(Lang::En);
    let known: Vec<String> = old.diagnostics.iter().filter(is_crossed).map(said).collect();
    let crossed = new.diagnostics.iter().filter(is_crossed);
    crossed.filter(|d| !known.contains(&said(d))).collect()
}

/// Years whose days off the new plan counts with before they are announced.
fn unannounced(new: &PlanFile) -> Vec<String> {
    let found = new.diagnostics.iter().filter(|d| std::ptr::eq(d.code, &codes::W020));
    let years: BTreeSet<String> = found
        .filter_map(|d| d.args.iter().find(|(name, _)| *name == "year"))
        .map(|(_, year)| match year {
            wallchart_words::Value::Number(year) => year.to_string(),
            wallchart_words::Value::Text(year) => year.clone(),
        })
        .collect();
    years.into_iter().collect()
}

/// What is noted above a task.
fn remark(lang: Lang, lesson: &Lesson) -> String {
    t!(lang, ids::CLONE_LAST_YEAR, said = tell::lesson(lang, lesson))
}

/// The plan: a file, or what a campaign of the store runs by.
pub async fn source(
    context: &mut Context,
    args: &Args,
    out: &PlanFolder,
) -> Result<Source, CliError> {
    let path = Path::new(&args.source);
    let is_campaign = !path.exists() && context.holds(&args.source.as_str().into())?;
    if !is_campaign {
        let file = PlanFile::read(context, path, args.was)?;
        fits_own_anchor(context, path, args)?;
        let from = folder_of(path)?;
        let beside = from.root() == out.root() && from.plan().starts_with(out.own());
        return Ok(Source { file, beside });
    }
    context.choose(args.source.as_str().into());
    let campaign = context.campaign().await?;
    let desk = context.desk().await?;
    let mut sources = MemorySources::new();
    for source in &campaign.sources {
        if let Some(bytes) = desk.blob(&source.hash).await? {
            sources = sources.with(&source.name, bytes);
        }
    }
    let name = campaign.sources.first().map(|s| s.name.clone()).unwrap_or_default();
    let anchor = Some(campaign.plan.campaign.anchor);
    let file = PlanFile::read_from(context, Path::new(&name), &sources, &name, anchor);
    Ok(Source { file, beside: false })
}

/// Refuses a former D that the plan itself gives otherwise.
fn fits_own_anchor(context: &mut Context, path: &Path, args: &Args) -> Result<(), CliError> {
    let Some(was) = args.was else { return Ok(()) };
    let own = PlanFile::read(context, path, None)?;
    let Some(plan) = own.reading.expanded.as_ref() else { return Ok(()) };
    let anchor = plan.campaign.anchor;
    let same = match plan.campaign.annual {
        true => (was.month(), was.day()) == (anchor.month(), anchor.day()),
        false => was == anchor,
    };
    if same { Ok(()) } else { Err(CliError::OtherAnchor { was, anchor }) }
}

/// Says what was written and changed, and what is left to do.
fn told(context: &mut Context, made: &Cloned, anchor: NaiveDate) -> Result<(), CliError> {
    let lang = context.lang;
    for (name, _) in &made.files {
        context.say(&t!(lang, ids::CLONE_WROTE, path = name))?;
    }
    let files = Excerpts::new(&made.sources);
    let at = |place: &Place| {
        let at = files.located(place);
        format!("{}:{}:{}", at.file, at.line, at.column)
    };
    let mut elsewhere = None;
    for (place, note) in &made.notes {
        let at = at(place);
        let line = match note {
            CloneNote::Changed { was, is } => {
                let day = was.parse::<NaiveDate>().ok().zip(on_day(is, anchor));
                let is = match day {
                    Some((was, day)) => {
                        if (was.month(), was.day()) != (day.month(), day.day()) {
                            elsewhere = Some(was);
                        }
                        t!(lang, ids::CLONE_ON_DAY, is = is, day = day.to_string())
                    }
                    None => is.clone(),
                };
                t!(lang, ids::CLONE_CHANGED, at = at, was = was, is = is)
            }
            CloneNote::Theme { was } => t!(lang, ids::CLONE_THEME, at = at, was = was),
            CloneNote::Year { year } => t!(lang, ids::CLONE_YEAR, at = at, year = year.to_string()),
            CloneNote::Date { was } => t!(lang, ids::CLONE_DATE, at = at, was = was),
            CloneNote::Count { was } => t!(lang, ids::CLONE_COUNT, at = at, was = was),
            CloneNote::Annual { was } => t!(lang, ids::CLONE_ANNUAL, at = at, was = was),
            CloneNote::Number { was } => t!(lang, ids::CLONE_NUMBER, at = at, was = was),
            CloneNote::Condition { was } => t!(lang, ids::CLONE_CONDITION, at = at, was = was),
        };
        context.say(&line)?;
    }
    if let Some(day) = elsewhere {
        context.say(&t!(lang, ids::CLONE_SAME_DAY, day = day.format("%m-%d").to_string()))?;
    }
    Ok(())
}

/// The day that is so far from D.
fn on_day(away: &str, anchor: NaiveDate) -> Option<NaiveDate> {
    let days = match away.strip_prefix('D')? {
        "" => 0,
        days => days.parse().ok()?,
    };
    anchor.checked_add_signed(chrono::TimeDelta::try_days(days)?)
}

fn data(made: &Cloned, new: &PlanFile) -> Value {
    let files = Excerpts::new(&made.sources);
    let note = |(place, note): &(Place, CloneNote)| {
        let at = files.located(place);
        match note {
            CloneNote::Changed { was, is } => {
                json!({ "note": "changed", "at": at, "was": was, "is": is })
            }
            CloneNote::Theme { was } => {
                json!({ "note": "theme", "at": at, "was": was, "is": null })
            }
            CloneNote::Date { was } => {
                json!({ "note": "date", "at": at, "was": was, "is": null })
            }
            CloneNote::Count { was } => {
                json!({ "note": "count", "at": at, "was": was, "is": null })
            }
            CloneNote::Annual { was } => {
                json!({ "note": "annual", "at": at, "was": was, "is": null })
            }
            CloneNote::Number { was } => {
                json!({ "note": "number", "at": at, "was": was, "is": null })
            }
            CloneNote::Condition { was } => {
                json!({ "note": "condition", "at": at, "was": was, "is": null })
            }
            CloneNote::Year { year } => {
                json!({ "note": "year", "at": at, "was": year.to_string(), "is": null })
            }
        }
    };
    json!({
        "files": made.files.iter().map(|(name, _)| name).collect::<Vec<_>>(),
        "notes": made.notes.iter().map(note).collect::<Vec<_>>(),
        "unannounced": unannounced(new),
        "errors": new.count(Severity::Error),
        "blockers": new.count(Severity::Blocker),
        "warnings": new.count(Severity::Warning),
    })
}
