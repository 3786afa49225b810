//! `clone`: makes last year's plan this year's, as a plan file that a person would have written.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use chrono::NaiveDate;
use serde_json::{Value, json};
use wallchart_campaign::read::{self, Lesson, Suggestion};
use wallchart_campaign::{say, tell};
use wallchart_plan::amend::{Dated, OnDay, Shift, shifts};
use wallchart_plan::diagnostic::Place;
use wallchart_plan::{
    CloneNote, CloneOptions, Cloned, EditedSources, Expanded, MemorySources, Severity,
    WorkCalendar, cloned, codes,
};
use wallchart_runtime::{Desk as _, PlanFolder, revision};
use wallchart_words::{Lang, ids, t};

use crate::cli::accepting::Proposals;
use crate::cli::context::Context;
use crate::cli::error::CliError;
use crate::cli::source::{PlanFile, folder_of};

/// Groups of dates that are named before the rest is only counted.
const SHIFTS: usize = 20;

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
    /// Whether its files lie beside where the new ones go.
    pub beside: bool,
    /// Whether the new plan is for that one day, even where the plan has one every year.
    pub dated: bool,
}

/// Does it.
pub async fn run(context: &mut Context, args: Args) -> Result<(), CliError> {
    let root = folder_of(&args.out)?;
    let source = source(context, &args, root.root()).await?;
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
    let old = source.file.sound(context)?.clone();
    let work = WorkCalendar::new(old.calendar.clone(), old.campaign.anchor);
    let (lessons, suggestions) = match args.learn || !args.accept.is_empty() {
        true => learnt(context, &old).await?,
        false => (Vec::new(), Vec::new()),
    };
    let mut proposals = Proposals::of(context.lang, &work, suggestions, &args.accept)?;
    let mut options = CloneOptions {
        anchor: args.anchor,
        out: folder.plan(),
        whole: !source.beside,
        dated: source.dated,
        vars: vars(&old, &args.set)?,
        lang: context.lang,
        remarks: lessons.iter().map(|l| (l.task.to_string(), remark(context.lang, l))).collect(),
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
    let moved = new.reading.expanded.as_ref().map(|plan| shifts(&old, plan)).unwrap_or_default();
    if context.json {
        let mut data = data(&source.file, &made, &new, &moved);
        if let Value::Object(fields) = &mut data {
            fields.insert("lessons".to_owned(), crate::cli::json::told(&lessons)?);
            fields.insert("proposals".to_owned(), proposals.data(&made)?);
        }
        return context.data(&data);
    }
    told(context, &source.file, &made)?;
    if !lessons.is_empty() {
        context.say(&t!(context.lang, ids::CLONE_LESSONS))?;
    }
    for lesson in &lessons {
        context.say(&format!("  {}  {}", lesson.task, tell::lesson(context.lang, lesson)))?;
    }
    proposals.say(context, &work, &made)?;
    if let Some(plan) = &new.reading.expanded {
        say_shifts(context, plan, &moved)?;
    }
    let years = unannounced(&new);
    if !years.is_empty() {
        context.say(&t!(context.lang, ids::CLONE_UNANNOUNCED, years = years.join("、")))?;
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
    ))
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

/// How the campaign of the plan went, which must be in the store, and what comes of it.
async fn learnt(
    context: &mut Context,
    plan: &Expanded,
) -> Result<(Vec<Lesson>, Vec<Suggestion>), CliError> {
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
    Ok((lessons, suggestions))
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
pub async fn source(context: &mut Context, args: &Args, root: &Path) -> Result<Source, CliError> {
    let path = Path::new(&args.source);
    let is_campaign = !path.exists() && context.holds(&args.source.as_str().into())?;
    if !is_campaign {
        let file = PlanFile::read(context, path, args.was)?;
        return Ok(Source { file, beside: folder_of(path)?.root() == root, dated: false });
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
    Ok(Source { file, beside: false, dated: false })
}

/// Says what was written and changed, and what is left to do.
fn told(context: &mut Context, source: &PlanFile, made: &Cloned) -> Result<(), CliError> {
    let lang = context.lang;
    for (name, _) in &made.files {
        context.say(&t!(lang, ids::CLONE_WROTE, path = name))?;
    }
    let files = source.excerpts();
    let at = |place: &Place| {
        let at = files.located(place);
        format!("{}:{}:{}", at.file, at.line, at.column)
    };
    for (place, note) in &made.notes {
        let at = at(place);
        let line = match note {
            CloneNote::Changed { was, is } => {
                t!(lang, ids::CLONE_CHANGED, at = at, was = was, is = is)
            }
            CloneNote::Theme { was } => t!(lang, ids::CLONE_THEME, at = at, was = was),
            CloneNote::Year { year } => t!(lang, ids::CLONE_YEAR, at = at, year = year.to_string()),
            CloneNote::Date { was } => t!(lang, ids::CLONE_DATE, at = at, was = was),
            CloneNote::Number { was } => t!(lang, ids::CLONE_NUMBER, at = at, was = was),
        };
        context.say(&line)?;
    }
    Ok(())
}

/// Says which dates fall elsewhere, instances of a task taken together.
fn say_shifts(context: &mut Context, plan: &Expanded, all: &[Shift]) -> Result<(), CliError> {
    let lang = context.lang;
    if all.is_empty() {
        return context.say(&t!(lang, ids::CLONE_NO_SHIFTS));
    }
    context.say(&t!(lang, ids::CLONE_SHIFTS))?;
    let mut groups: Vec<(&str, Shift, usize)> = Vec::new();
    for shift in all {
        let Some(task) = plan.tasks.iter().find(|task| task.number == shift.task) else { continue };
        let same = |g: &&mut (&str, Shift, usize)| {
            g.0 == task.task.as_str()
                && (g.1.what, g.1.was, g.1.is) == (shift.what, shift.was, shift.is)
        };
        match groups.iter_mut().find(same) {
            Some(group) => group.2 += 1,
            None => groups.push((task.task.as_str(), *shift, 1)),
        }
    }
    let day = |on: OnDay| {
        let away = if on.away == 0 { "D".to_owned() } else { format!("D{:+}", on.away) };
        let rest = if on.is_worked { String::new() } else { t!(lang, ids::CLONE_REST) };
        format!("{away} {} {}{rest}", on.date, say::weekday(lang, on.date))
    };
    let more = groups.len().saturating_sub(SHIFTS);
    for (task, shift, count) in groups.into_iter().take(SHIFTS) {
        let what = match shift.what {
            Dated::Due => ids::CLONE_DUE,
            Dated::Begins => ids::CLONE_BEGINS,
            Dated::Ends => ids::CLONE_ENDS,
        };
        let line = t!(
            lang,
            ids::CLONE_SHIFT,
            task = task,
            count = count,
            what = t!(lang, what),
            was = day(shift.was),
            is = day(shift.is)
        );
        context.say(&format!("  {line}"))?;
    }
    if more > 0 {
        context.say(&format!("  {}", t!(lang, ids::AMEND_MORE, count = more)))?;
    }
    Ok(())
}

fn data(source: &PlanFile, made: &Cloned, new: &PlanFile, moved: &[Shift]) -> Value {
    let files = source.excerpts();
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
            CloneNote::Number { was } => {
                json!({ "note": "number", "at": at, "was": was, "is": null })
            }
            CloneNote::Year { year } => {
                json!({ "note": "year", "at": at, "was": year.to_string(), "is": null })
            }
        }
    };
    let day = |on: OnDay| json!({ "date": on.date, "away": on.away, "worked": on.is_worked });
    let shift = |shift: &Shift| {
        let plan = new.reading.expanded.as_ref();
        let task = plan.and_then(|p| p.tasks.iter().find(|t| t.number == shift.task));
        let what = match shift.what {
            Dated::Due => "due",
            Dated::Begins => "begins",
            Dated::Ends => "ends",
        };
        json!({
            "task": task.map(|task| task.path.to_string()), "what": what,
            "was": day(shift.was), "is": day(shift.is),
        })
    };
    json!({
        "files": made.files.iter().map(|(name, _)| name).collect::<Vec<_>>(),
        "notes": made.notes.iter().map(note).collect::<Vec<_>>(),
        "shifts": moved.iter().map(shift).collect::<Vec<_>>(),
        "unannounced": unannounced(new),
        "errors": new.count(Severity::Error),
        "blockers": new.count(Severity::Blocker),
        "warnings": new.count(Severity::Warning),
    })
}
