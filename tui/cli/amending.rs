//! A running plan amended: what a new revision would change, told before it is applied.

use std::path::Path;

use chrono::NaiveDate;
use serde_json::{Value, json};
use wallchart_campaign::command::Onto;
use wallchart_campaign::event::EventBody;
use wallchart_campaign::read::{LogBook, OnPath, Outlook};
use wallchart_campaign::tell::{self, Weight};
use wallchart_campaign::{Campaign, Refusal};
use wallchart_plan::amend::{Aspect, Whole};
use wallchart_plan::ids::TaskNo;
use wallchart_plan::{Expanded, Severity};
use wallchart_runtime::{DeskError, Launch, Receipt};
use wallchart_words::{ids, t};

use super::again;
use super::context::Context;
use super::error::CliError;
use super::json::told;
use super::launching::Agreed;
use super::source::PlanFile;

/// Reads a plan as it would be if it were that of the running campaign: an annual one for the same year.
///
/// # Errors
/// When the plan has errors, which are printed; when it isn't clear which campaign is meant.
pub async fn read(
    context: &mut Context,
    path: &Path,
    anchor: Option<NaiveDate>,
) -> Result<PlanFile, CliError> {
    let file = PlanFile::read(context, path, anchor)?;
    let plan = file.sound(context)?;
    let (id, annual, day) = (plan.campaign.id.clone(), plan.campaign.annual, plan.campaign.anchor);
    if context.global.campaign.is_none() && context.holds(&id)? {
        context.choose(id);
    }
    let running = context.campaign().await?.plan.campaign.clone();
    let file = match anchor.is_some() || !annual || day == running.anchor {
        true => file,
        false => PlanFile::read(context, path, Some(running.anchor))?,
    };
    let given = file.sound(context)?.campaign.id.clone();
    if given == running.id {
        return Ok(file);
    }
    Err(DeskError::from(Refusal::OtherCampaign { running: running.id, given }).into())
}

/// The running campaign beside a plan as read.
///
/// # Errors
/// When the campaign can't be read, or the plan's tasks wait for each other in a ring.
pub async fn outlook(context: &mut Context, plan: Expanded) -> Result<Outlook, CliError> {
    Outlook::of_read(&*context.view().await?, plan).map_err(ring)
}

/// A ring of tasks is an error of the check, so a sound plan has none.
pub fn ring(_: wallchart_schedule::Cycle) -> CliError {
    CliError::Plan { errors: 1, blockers: 0 }
}

/// Says what would change, in words.
pub fn say(context: &mut Context, outlook: &Outlook, heading: &str) -> Result<(), CliError> {
    let lang = context.lang;
    if outlook.is_empty() {
        return context.say(&t!(lang, ids::AMEND_SAME));
    }
    context.say(heading)?;
    let lines = tell::outlook(lang, outlook);
    let has_mark = lines.iter().any(|line| line.weight == Weight::Late);
    for line in lines {
        let mark = if line.weight == Weight::Late { "! " } else { "" };
        context.say(&format!("{:1$}{mark}{2}", "", usize::from(line.indent) * 2, line.text))?;
    }
    if has_mark { context.say(&t!(lang, ids::AMEND_LEGEND)) } else { Ok(()) }
}

/// The heading over the changes of a running campaign.
pub fn heading(context: &Context, outlook: &Outlook) -> String {
    let campaign = &outlook.before.campaign;
    let (from, to) = (campaign.revision, outlook.after.campaign.revision);
    let title = &outlook.after.campaign.plan.campaign.title;
    t!(context.lang, ids::AMEND_HEADING, title = title, from = from, to = to)
}

/// What would change, as data.
///
/// # Errors
/// When it can't be written as data.
pub fn data(outlook: &Outlook) -> Result<Value, CliError> {
    let changes = &outlook.changes;
    let (before, after) = (&outlook.before, &outlook.after);
    let path = |campaign: &Campaign, number: TaskNo| {
        campaign.task(number).map(|(task, _)| task.path.to_string())
    };
    let added = changes.added.iter().filter_map(|n| after.task(*n)).map(|seen| {
        json!({
            "task": seen.task.number.to_string(), "path": seen.task.path,
            "owner": seen.record.owner, "due": seen.task.due,
        })
    });
    let removed = changes.removed.iter().filter_map(|n| before.task(*n)).map(|seen| {
        json!({
            "task": seen.task.number.to_string(), "path": seen.task.path,
            "owner": seen.record.owner, "state": seen.record.state,
            "has_records": outlook.records_go.contains(&seen.task.number),
        })
    });
    let changed = changes.changed.iter().map(|(number, aspects)| {
        json!({
            "task": number.to_string(), "path": path(&after.campaign, *number),
            "aspects": aspects.iter().map(|a: &Aspect| a.word()).collect::<Vec<_>>(),
        })
    });
    let numbers = |all: &[TaskNo]| all.iter().map(ToString::to_string).collect::<Vec<_>>();
    let span = |from, to| json!({ "from": from, "to": to });
    let path = |path: &[OnPath]| path.iter().map(|one| json!(one.task)).collect::<Value>();
    Ok(json!({
        "campaign": after.campaign.plan.campaign.id,
        "revision": before.campaign.revision,
        "whole": changes.campaign.iter().map(|w: &Whole| w.word()).collect::<Vec<_>>(),
        "units": {
            "joined": changes.joined,
            "left": changes.left,
            "renamed": changes.renamed.units,
        },
        "renamed": {
            "measures": changes.renamed.measures,
            "rosters": changes.renamed.rosters,
        },
        "added": added.collect::<Vec<_>>(),
        "removed": removed.collect::<Vec<_>>(),
        "changed": changed.collect::<Vec<_>>(),
        "picks_go": numbers(&outlook.picks_go),
        "marks_go": numbers(&outlook.marks_go),
        "fills_go": told(&outlook.fills_go)?,
        "extensions_hold": numbers(&outlook.extensions_hold),
        "settled_stay": numbers(&outlook.settled_stay),
        "outcomes_go": numbers(&outlook.outcomes_go),
        "handed_over": numbers(&outlook.handed_over),
        "figures_lost": told(&outlook.lost.figures)?,
        "cells_lost": told(&outlook.lost.cells)?,
        "read_otherwise": told(&outlook.read_otherwise)?,
        "ruled_in": numbers(&outlook.ruled_in),
        "ruled_out": numbers(&outlook.ruled_out),
        "issued_anew": numbers(&outlook.issued_anew),
        "moved": told(&outlook.moved)?,
        "critical_path": span(path(&outlook.critical.0), path(&outlook.critical.1)),
        "finish": span(told(&before.schedule.finish)?, told(&after.schedule.finish)?),
        "affected": told(&outlook.units)?,
    }))
}

/// What is agreed to before a revision is applied.
#[derive(Debug, Default, clap::Args)]
pub struct Consent {
    #[command(flatten)]
    agreed: Agreed,
    /// A task to take out although it has records.
    #[arg(long = "drop-records-of", id = "drop", value_name = "TASK")]
    drop: Vec<String>,
}

/// A new revision to be applied.
pub struct Revision {
    /// Its source files, with their bytes.
    pub sources: Vec<(String, Vec<u8>)>,
    /// The plan.
    pub plan: Expanded,
    /// Whether its instances have their numbers, since it was in force before.
    pub is_numbered: bool,
    /// The version of the language that it was written in.
    pub language: u32,
}

impl Revision {
    /// What it would change now.
    async fn outlook(&self, context: &mut Context) -> Result<Outlook, CliError> {
        let (view, plan) = (context.view().await?, self.plan.clone());
        let outlook = match self.is_numbered {
            true => Outlook::of(&view, plan),
            false => Outlook::of_read(&view, plan),
        };
        outlook.map_err(ring)
    }
}

/// How often a revision is shown again because the campaign was changed meanwhile.
const AGAIN: usize = 5;

/// Shows what a new revision would change, asks, and applies it.
///
/// # Errors
/// When nobody agrees; when records would be lost that were not named; when the campaign was changed
/// meanwhile.
pub async fn apply(
    context: &mut Context,
    revision: Revision,
    consent: &Consent,
) -> Result<(), CliError> {
    for left in (0..AGAIN).rev() {
        let outlook = revision.outlook(context).await?;
        match once(context, &revision, &outlook, consent).await {
            Err(CliError::Desk(DeskError::Refused(refusal)))
                if left > 0 && looks_again(&refusal, consent.agreed.yes) =>
            {
                if !context.json {
                    context.say(&refusal.message(context.lang))?;
                }
            }
            done => return done,
        }
    }
    Ok(())
}

/// Whether what was refused can be shown again as it stands now, and asked anew. Where nobody is asked, only if
/// nothing is different but the numbers of new tasks.
fn looks_again(refusal: &Refusal, yes: bool) -> bool {
    match refusal {
        Refusal::PlayedSince { .. } => true,
        Refusal::ChangedSince { .. } | Refusal::OtherRevision { .. } => !yes,
        _ => false,
    }
}

async fn once(
    context: &mut Context,
    revision: &Revision,
    outlook: &Outlook,
    consent: &Consent,
) -> Result<(), CliError> {
    // Asked for once more, it is answered as the first time, whatever has come since.
    if let Some(receipt) = again::given_before(context).await? {
        let book = LogBook::standing(&outlook.before.campaign);
        return super::printed::receipt(context, &receipt, book).await;
    }
    let campaign = outlook.before.campaign.clone();
    let drop_records_of = dropped(outlook, &consent.drop)?;
    if !context.json {
        let heading = heading(context, outlook);
        say(context, outlook, &heading)?;
    }
    if outlook.is_empty() {
        return if context.json { context.data(&data(outlook)?) } else { Ok(()) };
    }
    if !consent.agreed.yes {
        context.confirm(&t!(context.lang, ids::AMEND_ASK_APPLY))?;
    }
    let plan = outlook.revision();
    let approved_by = consent.agreed.approved_by(&plan)?;
    let onto = Onto { revision: campaign.revision, seq: campaign.seq, drop_records_of };
    let id = context.new_id();
    let launch = Launch {
        id,
        sources: revision.sources.clone(),
        approved_by,
        language: revision.language,
        actor: context.actor().await?,
        ..Launch::of(plan, wallchart_campaign::Face::Cli)
    };
    let desk = context.desk().await?;
    let applied = wallchart_runtime::amend(&*desk, launch, onto).await;
    let receipt = applied.map_err(|error| again::doubtful(context, id, error))?;
    done(context, outlook, &receipt).await
}

async fn done(context: &mut Context, outlook: &Outlook, receipt: &Receipt) -> Result<(), CliError> {
    let revision = receipt.events.iter().find_map(|event| match event.body {
        EventBody::PlanApplied { revision, .. } => Some(revision),
        _ => None,
    });
    let revision = revision.unwrap_or_default();
    let changes = &outlook.changes;
    if context.json {
        let mut data = data(outlook)?;
        if let Value::Object(fields) = &mut data {
            fields.insert(
                "applied".to_owned(),
                json!({ "revision": revision, "seq": receipt.seq() }),
            );
        }
        return context.data(&data);
    }
    context.say(&t!(
        context.lang,
        ids::AMEND_APPLIED,
        revision = revision,
        added = changes.added.len(),
        removed = changes.removed.len(),
        changed = changes.changed.len()
    ))
}

/// The tasks named to go with their records: instances, a whole task by its name, or those whose figures of a
/// measure or cells of a column would not count any more. Commas stand between names and between keys.
fn dropped(outlook: &Outlook, names: &[String]) -> Result<Vec<TaskNo>, CliError> {
    let mut out = Vec::new();
    for names in names {
        let mut rest: Vec<&str> = names.split(',').collect();
        while !rest.is_empty() {
            // The longest run of parts that names something is one name.
            let known = (1..=rest.len()).rev().find_map(|count| {
                let name = rest.get(..count)?.join(",");
                meant(outlook, name.trim()).map(|found| (count, found))
            });
            let (count, found) = match known {
                Some(known) => known,
                None => {
                    let name = rest.first().copied().unwrap_or_default().trim();
                    (1, vec![super::names::task(&outlook.before.campaign, name)?])
                }
            };
            out.extend(found);
            rest.drain(..count);
        }
    }
    Ok(out)
}

/// What one name stands for, if for anything.
fn meant(outlook: &Outlook, name: &str) -> Option<Vec<TaskNo>> {
    let campaign = &outlook.before.campaign;
    let tasks =
        campaign.plan.tasks.iter().filter(|t| t.task.as_str() == name || t.path.as_str() == name);
    let whole: Vec<TaskNo> = tasks.map(|t| t.number).collect();
    if !whole.is_empty() {
        return Some(whole);
    }
    let figures = outlook.lost.figures.iter().filter(|lost| lost.measure.as_str() == name);
    let cells = outlook.lost.cells.iter().filter(|lost| lost.column == name);
    let lost: Vec<TaskNo> = figures.map(|f| f.task).chain(cells.map(|c| c.task)).collect();
    if !lost.is_empty() {
        return Some(lost);
    }
    super::names::task(campaign, name).ok().map(|task| vec![task])
}

/// The source files of a plan as read.
pub fn sources(file: &PlanFile) -> Vec<(String, Vec<u8>)> {
    let files = file.reading.files.iter();
    files.map(|f| (f.name.clone(), f.text.clone().into_bytes())).collect()
}

/// Refuses a plan that still has blanks; they are printed.
///
/// # Errors
/// When it has.
pub fn filled_in(context: &mut Context, file: &PlanFile) -> Result<(), CliError> {
    let blockers = file.count(Severity::Blocker);
    if blockers == 0 {
        return Ok(());
    }
    file.say(context)?;
    Err(CliError::Plan { errors: 0, blockers })
}
