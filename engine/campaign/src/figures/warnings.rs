//! What is said at once of figures that were just recorded. They are recorded all the same.

use std::collections::BTreeSet;

use chrono::{DateTime, NaiveDate, Utc};
use rust_decimal::Decimal;
use wallchart_plan::Expanded;
use wallchart_plan::expanded::{Compare, Task, Timing};
use wallchart_plan::ids::{MeasureId, TaskNo};
use wallchart_plan::playbook::PlayRef;

use super::cover::{CoverSeen, out_of_reach};
use super::tally::{comes_to, recorded};
use super::units::{Broken, broken_by};
use crate::command::{Figure, Qualifier};
use crate::due::stands_upon;
use crate::event::{Event, EventBody, Field, Seq};
use crate::play::Play;
use crate::state::{Campaign, EntryBody, TaskRecord};

/// Something that whoever records figures should hear.
#[derive(Debug, Clone, PartialEq)]
pub enum Warning {
    /// A check that the figures break.
    Broken(Broken),
    /// An exact figure said to be somewhat more or less: `12016多`.
    TooExact {
        /// Which measure.
        measure: MeasureId,
        /// The figure.
        value: Decimal,
        /// How exact it is said to be.
        qualifier: Qualifier,
    },
    /// A figure that was handed in short of its target.
    Missed {
        /// Which measure.
        measure: MeasureId,
        /// What came.
        value: Decimal,
        /// How exact it is.
        qualifier: Qualifier,
        /// What the plan asks for.
        target: (Compare, Decimal),
    },
    /// Work that was handed in before its day.
    Early {
        /// Which task.
        task: TaskNo,
        /// The day for which it is planned.
        date: NaiveDate,
    },
    /// Coverage that can't be reached any more.
    OutOfReach(CoverSeen),
    /// A play that a rule started upon what was now taken back or corrected: it doesn't stop by itself.
    PlayGoesOn {
        /// Which.
        play: PlayRef,
        /// Its title.
        title: String,
    },
}

/// What is to be said of what these events recorded, in the campaign as they have left it.
pub fn warnings(campaign: &Campaign, events: &[Event]) -> Vec<Warning> {
    let mut tasks: BTreeSet<TaskNo> = BTreeSet::new();
    let (mut gone, mut mended) = (Vec::new(), Vec::new());
    let mut out = Vec::new();
    for event in events {
        match &event.body {
            EventBody::MeasureRecorded { task, figure, .. } => {
                tasks.insert(*task);
                out.extend(too_exact(figure));
            }
            EventBody::RowsAdded { task, .. }
            | EventBody::RowCorrected { task, .. }
            | EventBody::RowRemoved { task, .. } => {
                tasks.insert(*task);
            }
            EventBody::TaskSubmitted { task: number, nil, .. } => {
                if *nil {
                    tasks.insert(*number);
                }
                let Some((task, record)) = campaign.task(*number) else { continue };
                if !nil {
                    out.extend(missed(&campaign.plan, task, record));
                }
                out.extend(early(campaign, task, record, event.meta.occurred_at));
            }
            EventBody::TaskCancelled { task, .. } | EventBody::TaskSkipped { task, .. } => {
                gone.extend(campaign.task(*task).map(|(task, _)| task));
            }
            _ => {}
        }
        mended.extend(mends(campaign, &event.body));
    }
    let mut seen = Vec::new();
    for cover in gone.into_iter().flat_map(|task| out_of_reach(campaign, task)) {
        // Several that went may be of one group.
        if !seen.contains(&cover) {
            seen.push(cover);
        }
    }
    out.extend(seen.into_iter().map(Warning::OutOfReach));
    let goes_on = |play: &&Play| mended.iter().any(|of| stands_upon(campaign, play, *of));
    let running = campaign.plays.iter().map(|play| &**play).filter(|p| campaign.is_running(p));
    out.extend(
        running
            .filter(goes_on)
            .map(|play| Warning::PlayGoesOn { play: play.play.clone(), title: play.title.clone() }),
    );
    if !tasks.is_empty() {
        let tasks: Vec<TaskNo> = tasks.into_iter().collect();
        out.extend(broken_by(campaign, &tasks).into_iter().map(Warning::Broken));
    }
    out
}

/// The task of which a figure, a row or an outcome is taken back or corrected.
fn mends<'c>(campaign: &'c Campaign, body: &EventBody) -> Option<(&'c Task, &'c TaskRecord)> {
    match body {
        EventBody::TaskRestored { task, fields } => {
            let (task, record) = campaign.task(*task)?;
            let is_figure = |seq: &Seq| {
                let entry = record.entries.iter().find(|entry| entry.seq == *seq);
                entry.is_some_and(|entry| matches!(entry.body, EntryBody::Figure(_)))
            };
            let is_mended = |field: &Field| match field {
                Field::Entry(seq, false) => is_figure(seq),
                Field::Row(..) | Field::Rows(_, false) | Field::Outcome(_) => true,
                _ => false,
            };
            fields.iter().any(is_mended).then_some((task, record))
        }
        EventBody::MeasureRecorded { task, corrects: Some(_), .. }
        | EventBody::RowCorrected { task, .. }
        | EventBody::RowRemoved { task, .. }
        | EventBody::TaskReturned { task, .. } => campaign.task(*task),
        _ => None,
    }
}

/// What a task asks for and did not reach.
fn missed<'a>(
    plan: &'a Expanded,
    task: &'a Task,
    record: &'a TaskRecord,
) -> impl Iterator<Item = Warning> + 'a {
    task.measures.iter().filter_map(move |ask| {
        let target = ask.target?;
        let own = recorded(plan, task, record).map(|figure| (task, record, figure));
        let amount = comes_to(plan, &ask.measure, own)?;
        let is_missed = !target.0.holds(amount.value, target.1);
        is_missed.then(|| Warning::Missed {
            measure: ask.measure.clone(),
            value: amount.value,
            qualifier: amount.qualifier(),
            target,
        })
    })
}

/// Work whose day the plan or its unit has fixed, handed in before that.
fn early(
    campaign: &Campaign,
    task: &Task,
    record: &TaskRecord,
    at: DateTime<Utc>,
) -> Option<Warning> {
    let local = |at: DateTime<Utc>| at.with_timezone(&campaign.plan.calendar.zone).date_naive();
    let date = match task.timing {
        Timing::Fixed { start, .. } => local(start.utc().and_utc()),
        Timing::Pick { start, .. } => local(record.picked.unwrap_or(start).utc().and_utc()),
        Timing::Flow => task.occurrence?,
    };
    let today = local(at);
    (date > today).then_some(Warning::Early { task: task.number, date })
}

/// Nobody counts to the last one and then says "somewhat more".
fn too_exact(figure: &Figure) -> Option<Warning> {
    let is_round = (figure.value % Decimal::TEN).is_zero() || figure.value < Decimal::ONE_HUNDRED;
    let Figure { measure, value, qualifier, .. } = figure;
    (*qualifier != Qualifier::Exact && !is_round).then(|| Warning::TooExact {
        measure: measure.clone(),
        value: *value,
        qualifier: *qualifier,
    })
}
