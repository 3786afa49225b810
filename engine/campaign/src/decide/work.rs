//! Acknowledging, beginning, and recording what was done.

use rust_decimal::Decimal;
use wallchart_plan::expanded::Timing;
use wallchart_plan::time::Instant;

use super::gate::Seat;
use crate::command::{Command, Evidence, Figure};
use crate::event::{EventBody, Seq};
use crate::refusal::{Refusal, Words};
use crate::state::EntryBody;
use crate::verb::Verb;

pub(super) fn work(seat: &Seat<'_>, command: &Command) -> Result<Vec<EventBody>, Refusal> {
    let task = seat.number;
    match command {
        Command::Acknowledge { .. } => Ok(vec![EventBody::TaskAcknowledged { task }]),
        Command::Start { .. } => Ok(vec![EventBody::TaskStarted { task }]),
        Command::Progress { percent, text, problem, next, .. } => {
            if let Some(percent) = percent.filter(|p| *p > 100) {
                return Err(Refusal::PercentTooHigh { task, percent });
            }
            let said = [Some(text), problem.as_ref(), next.as_ref()];
            if percent.is_none() && said.into_iter().flatten().all(|s| s.trim().is_empty()) {
                return Err(Refusal::Blank { verb: Verb::Progress, task, what: Words::Text });
            }
            let report = EventBody::ProgressReported {
                task,
                percent: *percent,
                text: text.clone(),
                problem: problem.clone(),
                next: next.clone(),
            };
            // Only to name a problem is no work yet.
            let is_work = percent.map_or(!text.trim().is_empty(), |p| p > 0);
            Ok(begun(seat, is_work, report))
        }
        Command::Tick { step, done, .. } => tick(seat, *step, *done),
        Command::Measure { figure, corrects, .. } => measure(seat, figure, *corrects),
        Command::Attach { evidence, .. } => attach(seat, evidence),
        Command::Comment { text, .. } => {
            said(seat, Verb::Comment, Words::Text, text)?;
            Ok(vec![EventBody::Commented { task, text: text.clone() }])
        }
        Command::Pick { at, answers, .. } => pick(seat, *at, answers),
        _ => Err(Refusal::NotInBatch),
    }
}

/// The event, after one that says that work has begun where this is its first sign. A supporting unit's
/// work does not acknowledge the task for its lead.
pub(super) fn begun(seat: &Seat<'_>, is_work: bool, event: EventBody) -> Vec<EventBody> {
    let record = seat.record;
    let first = record.state == crate::TaskState::Issued || record.started_at.is_none();
    if is_work && first && seat.leads {
        return vec![EventBody::TaskStarted { task: seat.number }, event];
    }
    vec![event]
}

/// Refuses empty words where something must be said.
pub(super) fn said(seat: &Seat<'_>, verb: Verb, what: Words, text: &str) -> Result<(), Refusal> {
    if text.trim().is_empty() {
        return Err(Refusal::Blank { verb, task: seat.number, what });
    }
    Ok(())
}

fn tick(seat: &Seat<'_>, step: u32, done: bool) -> Result<Vec<EventBody>, Refusal> {
    let task = seat.number;
    let ticked = usize::try_from(step).ok().and_then(|at| seat.record.steps.get(at));
    match ticked {
        None => Err(Refusal::NoSuchStep { task, step, steps: seat.task.steps.clone() }),
        Some(now) if *now == done => Err(Refusal::AlreadySo { verb: Verb::Tick, task }),
        Some(_) => {
            let in_hand = Verb::Progress.fits(seat.record.state);
            Ok(begun(seat, done && in_hand, EventBody::StepTicked { task, step, done }))
        }
    }
}

fn measure(
    seat: &Seat<'_>,
    figure: &Figure,
    corrects: Option<Seq>,
) -> Result<Vec<EventBody>, Refusal> {
    let (task, measure) = (seat.number, figure.measure.clone());
    if !seat.task.measures.iter().any(|ask| ask.measure == measure) {
        let asked = seat.task.measures.iter().map(|ask| ask.measure.clone()).collect();
        return Err(Refusal::NoSuchMeasure { task, measure, asked });
    }
    if let Some(from) = seat.task.counted(&measure) {
        return Err(Refusal::Counted { task, measure, from: from.to_string() });
    }
    if figure.value < Decimal::ZERO {
        return Err(Refusal::Negative { task, measure });
    }
    if figure.period.is_some_and(|(first, last)| last < first) {
        return Err(Refusal::BadPeriod { task, measure });
    }
    if let Some(entry) = corrects {
        let known = seat.record.entries.iter().find(|e| e.seq == entry && e.counts);
        match known.map(|e| &e.body) {
            Some(EntryBody::Figure(old)) if old.measure == measure => {}
            _ => return Err(Refusal::NoSuchEntry { task, entry, measure }),
        }
    }
    let is_work = corrects.is_none() && Verb::Progress.fits(seat.record.state);
    Ok(begun(seat, is_work, EventBody::MeasureRecorded { task, figure: figure.clone(), corrects }))
}

fn attach(seat: &Seat<'_>, evidence: &Evidence) -> Result<Vec<EventBody>, Refusal> {
    let task = seat.number;
    said(seat, Verb::Attach, Words::Name, &evidence.name)?;
    said(seat, Verb::Attach, Words::File, &evidence.file)?;
    said(seat, Verb::Attach, Words::File, &evidence.hash)?;
    let twice = seat.record.entries.iter().filter(|e| e.counts).any(|e| match &e.body {
        EntryBody::Evidence(old) => old.name == evidence.name && old.hash == evidence.hash,
        _ => false,
    });
    if twice {
        let file = evidence.file.clone();
        return Err(Refusal::AlreadyAttached { task, file, name: evidence.name.clone() });
    }
    Ok(vec![EventBody::EvidenceAttached { task, evidence: evidence.clone() }])
}

fn pick(
    seat: &Seat<'_>,
    at: Instant,
    answers: &[(String, String)],
) -> Result<Vec<EventBody>, Refusal> {
    let task = seat.number;
    let Timing::Pick { start, end } = seat.task.timing else {
        return Err(Refusal::NotAskedFor { verb: Verb::Pick, task });
    };
    if at < start || at > end {
        return Err(Refusal::OutsideWindow { task, start: seat.when(start), end: seat.when(end) });
    }
    for (name, text) in answers {
        if !seat.task.ask.contains(name) {
            let asked = seat.task.ask.clone();
            return Err(Refusal::NoSuchAnswer { task, name: name.clone(), asked });
        }
        said(seat, Verb::Pick, Words::Answer, text)?;
    }
    Ok(vec![EventBody::DatePicked { task, at, answers: answers.to_vec() }])
}
