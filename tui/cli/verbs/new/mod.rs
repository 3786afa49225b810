//! `new`: a plan to begin with, by questions and answers or from one that there is.

mod answers;

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use chrono::{Datelike as _, NaiveDate};
use serde_json::json;
use wallchart_plan::import::kind_of;
use wallchart_words::{Lang, ids, t};

use self::answers::Answers;
use crate::cli::context::Context;
use crate::cli::error::CliError;
use crate::cli::shipped::{self, Shipped};
use crate::cli::source::{PlanFile, folder_of};
use crate::cli::verbs::clone;

/// Arguments of `new`.
#[derive(Debug, clap::Args)]
pub struct Args {
    /// What the campaign is called.
    #[arg(long, conflicts_with = "from")]
    title: Option<String>,
    /// D.
    #[arg(long)]
    anchor: Option<NaiveDate>,
    /// The unit that coordinates.
    #[arg(long, value_name = "UNIT", conflicts_with = "from")]
    coordinator: Option<String>,
    /// Whom to ask there.
    #[arg(long, value_name = "WHO", conflicts_with = "from")]
    contact: Option<String>,
    /// The other units.
    #[arg(long, value_name = "UNITS", conflicts_with = "from")]
    units: Option<String>,
    /// A plan that there is.
    #[arg(long, value_name = "PLAN")]
    from: Option<String>,
    /// The file to write.
    #[arg(long, short)]
    out: Option<PathBuf>,
    /// Lists the plans that the program carries.
    #[arg(long, conflicts_with_all = ["from", "title"])]
    list: bool,
}

/// Does it.
pub async fn run(context: &mut Context, args: Args) -> Result<(), CliError> {
    if args.list {
        return list(context);
    }
    match &args.from {
        Some(name) => from(context, name, &args).await,
        None => asked(context, &args),
    }
}

fn list(context: &mut Context) -> Result<(), CliError> {
    let plans = shipped::all();
    if context.json {
        let rows = plans.iter().map(|plan| json!({ "name": plan.name, "title": plan.title }));
        return context.data(&json!({ "plans": rows.collect::<Vec<_>>() }));
    }
    let mut table = crate::cli::table::Table::default();
    for plan in plans {
        table.row([plan.name.to_owned(), plan.title]);
    }
    table.lines().iter().try_for_each(|line| context.say(line))
}

/// From a plan: what is written is its clone.
async fn from(context: &mut Context, name: &str, args: &Args) -> Result<(), CliError> {
    let is_known = Path::new(name).is_file() || context.holds(&name.into())?;
    let carried = shipped::find(name).filter(|_| !is_known);
    if carried.is_none() && !is_known && !name.ends_with(".ron") {
        let plans: Vec<String> =
            shipped::all().iter().map(|plan: &Shipped| plan.name.to_owned()).collect();
        let mut near: Vec<String> =
            plans.iter().filter(|plan| plan.starts_with(name)).cloned().collect();
        if near.is_empty() {
            near.extend(
                wallchart_plan::near(name, plans.iter().map(String::as_str)).map(|n| n.name),
            );
        }
        return Err(CliError::NoSuchPlan { text: name.to_owned(), near, plans });
    }
    let mut answers = Answers::new(context.lang);
    let anchor = answers.date(args.anchor, ids::NEW_ASK_ANCHOR, "--anchor")?;
    let stem = Path::new(name).file_stem().unwrap_or_default().to_string_lossy();
    let usual = format!("{stem}-{}.ron", anchor.year());
    let out = match &args.out {
        Some(out) => out.clone(),
        None => PathBuf::from(answers.or(None, ids::NEW_ASK_OUT, &usual)),
    };
    let cloning = clone::Args::of_new(name, anchor, &out);
    let source = match carried {
        Some(plan) => {
            // A plan for every year is read for the year that is meant.
            let was = plan.annual.then_some(anchor);
            let file =
                PlanFile::read_from(context, Path::new(plan.file()), &plan, plan.file(), was);
            clone::Source { file, beside: false }
        }
        None => clone::source(context, &cloning, &folder_of(&out)?).await?,
    };
    clone::write(context, source, &cloning).await
}

/// By questions and answers.
fn asked(context: &mut Context, args: &Args) -> Result<(), CliError> {
    let lang = context.lang;
    let mut answers = Answers::new(lang);
    let title = answers.text(args.title.as_deref(), ids::NEW_ASK_TITLE, "--title")?;
    let anchor = answers.date(args.anchor, ids::NEW_ASK_ANCHOR, "--anchor")?;
    let coordinator =
        answers.text(args.coordinator.as_deref(), ids::NEW_ASK_COORDINATOR, "--coordinator")?;
    let coordinator = name(&coordinator);
    let usual = t!(lang, ids::NEW_CONTACT, unit = coordinator.as_str());
    let contact = answers.or(args.contact.as_deref(), ids::NEW_ASK_CONTACT, &usual);
    let units = answers.or(args.units.as_deref(), ids::NEW_ASK_UNITS, "");
    let id = id(&title, anchor);
    let out = args.out.as_ref().map(|out| out.display().to_string());
    let out = PathBuf::from(answers.or(out.as_deref(), ids::NEW_ASK_OUT, &format!("{id}.ron")));
    let folder = folder_of(&out)?;
    let beside = folder.plan().rsplit_once('/').map_or("", |(folder, _)| folder);
    let calendar = [beside, shipped::CALENDAR].join("/").trim_start_matches('/').to_owned();
    let said = Said {
        title: &title,
        id: &id,
        anchor,
        coordinator: &coordinator,
        contact: &contact,
        units: &units,
    };
    let text = plan(lang, &said, folder.plan());
    let mut files = vec![(folder.plan().to_owned(), text)];
    if !folder.has(&calendar) {
        let text = shipped::text(shipped::CALENDAR).unwrap_or_default();
        files.push((calendar, text.to_owned()));
    }
    folder
        .create(&files)
        .map_err(|(name, error)| CliError::File { path: folder.root().join(name), error })?;
    let file = PlanFile::read(context, &out, None)?;
    let names: Vec<&str> = files.iter().map(|(name, _)| name.as_str()).collect();
    if context.json {
        return context.data(&json!({ "files": names, "diagnostics": file.located(lang) }));
    }
    for name in names {
        context.say(&t!(lang, ids::NEW_WROTE, path = name))?;
    }
    file.print_found(context)?;
    context.say(&t!(lang, ids::NEW_NEXT, path = out.display().to_string()))
}

/// What was answered.
struct Said<'a> {
    title: &'a str,
    id: &'a str,
    anchor: NaiveDate,
    coordinator: &'a str,
    contact: &'a str,
    units: &'a str,
}

/// The plan, laid out.
fn plan(lang: Lang, said: &Said<'_>, file: &str) -> String {
    let pattern = match lang {
        Lang::Zh => include_str!("zh.ron"),
        Lang::En => include_str!("en.ron"),
    };
    let mut units: Vec<String> = said.units.split(['、', '，', ',', '；', ';']).map(name).collect();
    units.retain(|unit| !unit.is_empty() && *unit != said.coordinator);
    let mut once = BTreeSet::new();
    units.retain(|unit| once.insert(unit.clone()));
    let kind = |unit: &str| {
        let kind = format!("{:?}", kind_of(unit));
        kind.to_lowercase()
    };
    let mut lines = vec![format!(
        "\"{}\": (kind: {}, people: {{ \"{}\": contact }}),",
        quoted(said.coordinator),
        kind(said.coordinator),
        quoted(said.contact)
    )];
    lines.extend(units.iter().map(|unit| format!("\"{}\": (kind: {}),", quoted(unit), kind(unit))));
    // Where nobody else is named, the one that coordinates does the work too.
    let names = if units.is_empty() { vec![said.coordinator.to_owned()] } else { units };
    let names: Vec<String> = names.iter().map(|name| format!("\"{}\"", quoted(name))).collect();
    let values = [
        ("@file@", one_line(file)),
        ("@title@", quoted(&one_line(said.title))),
        ("@id@", quoted(said.id)),
        ("@anchor@", said.anchor.to_string()),
        ("@calendar@", shipped::CALENDAR.to_owned()),
        ("@coordinator@", quoted(said.coordinator)),
        ("@units@", lines.join("\n")),
        ("@names@", names.join(", ")),
    ];
    let mut text = String::new();
    let mut rest = pattern;
    // What was answered is not looked through for marks again.
    while let Some((at, (mark, value))) =
        values.iter().filter_map(|v| Some((rest.find(v.0)?, v))).min_by_key(|(at, _)| *at)
    {
        text.push_str(rest.get(..at).unwrap_or_default());
        text.push_str(value);
        rest = rest.get(at + mark.len()..).unwrap_or_default();
    }
    text.push_str(rest);
    wallchart_plan::format(&text).unwrap_or(text)
}

/// Text as it stands between quotes.
fn quoted(text: &str) -> String {
    text.replace('\\', "\\\\").replace('"', "\\\"")
}

/// A name as plans have them: blanks and marks that sentences give another meaning become hyphens.
fn name(text: &str) -> String {
    let plain = |c: char| if c.is_whitespace() || "@|>[{,".contains(c) { '-' } else { c };
    text.trim().chars().filter(|c| !c.is_control()).map(plain).collect()
}

fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// An id out of a title: what an id may not hold is left out, and the year is in it.
fn id(title: &str, anchor: NaiveDate) -> String {
    let kept = |c: &char| c.is_alphanumeric() || matches!(c, '-' | '_' | '·');
    let year = anchor.year().to_string();
    let spaced = title.replace(char::is_whitespace, "-");
    let without = spaced.replace(&format!("{year}年"), "").replace(&year, "");
    let kept: String = without.chars().filter(kept).collect();
    format!("{}-{year}", kept.trim_matches('-')).trim_start_matches('-').to_owned()
}
