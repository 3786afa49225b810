//! What a unit hands in, from arguments to commands: steps, figures, evidence, answers.

use std::fs::File;
use std::io::Read as _;
use std::path::Path;

use wallchart_campaign::command::{Evidence, Figure};
use wallchart_campaign::state::{EntryBody, TaskRecord};
use wallchart_campaign::{Campaign, Command, Seq};
use wallchart_plan::expanded::Task;
use wallchart_plan::ids::{MeasureId, TaskNo};
use wallchart_plan::time::Instant;
use wallchart_store::{BLOB_BYTES_MAX, StoreError};

use super::context::Context;
use super::error::CliError;
use crate::figure;

/// The task and its record.
pub fn task(campaign: &Campaign, number: TaskNo) -> Option<(&Task, &TaskRecord)> {
    let at = *campaign.index.get(&number)?;
    Some((campaign.plan.tasks.get(at)?, campaign.records.get(at)?))
}

/// Indexes of the steps that the arguments name: numbers from 1, or `all` for those that are not so yet.
pub fn steps(
    campaign: &Campaign,
    number: TaskNo,
    arguments: &[String],
    done: bool,
) -> Result<Vec<u32>, CliError> {
    let found = task(campaign, number);
    let count = found.map_or(0, |(t, _)| t.steps.len());
    let ticked = |step: u32| {
        let record = found.map(|(_, record)| record);
        let at = usize::try_from(step).unwrap_or(usize::MAX);
        record.and_then(|r| r.steps.get(at)).copied().unwrap_or(false)
    };
    let count = u32::try_from(count).unwrap_or(u32::MAX);
    let mut steps = Vec::new();
    for argument in arguments {
        if argument == "all" {
            steps.extend((0..count).filter(|step| ticked(*step) != done));
            continue;
        }
        match argument.parse::<u32>() {
            Ok(step) if (1..=count).contains(&step) => steps.push(step - 1),
            _ => return Err(CliError::NoSuchStep { task: number, step: argument.clone(), count }),
        }
    }
    Ok(steps)
}

/// Reads `走访=50` or `资料=1000余份`, in the unit that the plan counts in.
pub fn figure(campaign: &Campaign, text: &str, as_of: Option<Instant>) -> Result<Figure, CliError> {
    let bad = |quantity: &str| CliError::BadFigure {
        text: text.to_owned(),
        quantity: quantity.to_owned(),
    };
    let (measure, number) = text.split_once(['=', '＝']).ok_or_else(|| bad(""))?;
    let measure = MeasureId::from(measure.trim());
    let known = campaign.plan.measure(&measure);
    let quantity = known.map(|m| m.quantity.as_str()).unwrap_or_default();
    let written = figure::written(number).filter(|w| known.is_none() || w.is_in(quantity));
    let written = written.ok_or_else(|| bad(quantity))?;
    Ok(Figure { measure, value: written.value, qualifier: written.qualifier, period: None, as_of })
}

/// The entry that a new figure of this measure corrects: the one that counts now.
pub fn corrected(campaign: &Campaign, number: TaskNo, measure: &MeasureId) -> Option<Seq> {
    let (_, record) = task(campaign, number)?;
    record
        .entries
        .iter()
        .rev()
        .find(|e| e.counts && matches!(&e.body, EntryBody::Figure(f) if f.measure == *measure))
        .map(|e| e.seq)
}

/// The one kind of evidence that the task still lacks.
pub fn only_missing_evidence(campaign: &Campaign, number: TaskNo) -> Result<String, CliError> {
    let Some((task, record)) = task(campaign, number) else {
        return Err(CliError::NameEvidence { task: number, names: Vec::new() });
    };
    let has = |name: &str| {
        record.entries.iter().any(|e| {
            e.counts && matches!(&e.body, EntryBody::Evidence(evidence) if evidence.name == name)
        })
    };
    let names: Vec<String> = task.evidence.iter().map(|e| e.name.clone()).collect();
    let mut open = names.iter().filter(|name| !has(name));
    match (open.next(), open.next(), names.as_slice()) {
        (Some(name), None, _) | (None, None, [name]) => Ok(name.clone()),
        _ => Err(CliError::NameEvidence { task: number, names }),
    }
}

/// A file's bytes. One that has no end, such as a device, is read no further than the store would take.
fn bytes(path: &Path) -> Result<Vec<u8>, CliError> {
    let mut bytes = Vec::new();
    let read = File::open(path)
        .and_then(|file| file.take(BLOB_BYTES_MAX.saturating_add(1)).read_to_end(&mut bytes));
    match read {
        Ok(read) if read as u64 > BLOB_BYTES_MAX => {
            let whole = std::fs::metadata(path).map_or(0, |found| found.len());
            let bytes = whole.max(BLOB_BYTES_MAX.saturating_add(1));
            Err(StoreError::TooBig { bytes, limit: BLOB_BYTES_MAX }.into())
        }
        Ok(_) => Ok(bytes),
        Err(error) => Err(CliError::File { path: path.to_owned(), error }),
    }
}

/// Stores a file's bytes and gives the command that attaches it.
pub async fn attach(
    context: &mut Context,
    task: TaskNo,
    name: String,
    path: &Path,
) -> Result<Command, CliError> {
    let bytes = bytes(path)?;
    let file = path.file_name().map_or_else(String::new, |n| n.to_string_lossy().into_owned());
    let length = u64::try_from(bytes.len()).unwrap_or(u64::MAX);
    let hash = context.put_blob(bytes).await?;
    Ok(Command::Attach { task, evidence: Evidence { name, file, hash, bytes: length } })
}

/// Reads `place=…` pairs.
pub fn answers(arguments: &[String]) -> Result<Vec<(String, String)>, CliError> {
    arguments
        .iter()
        .map(|text| match text.split_once(['=', '＝']) {
            Some((field, answer)) => {
                Ok((wallchart_campaign::field_asked_for(field.trim()), answer.trim().to_owned()))
            }
            None => Err(CliError::BadAnswer { text: text.clone() }),
        })
        .collect()
}
