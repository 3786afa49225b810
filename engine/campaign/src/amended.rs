//! What a new revision makes of what has happened: every record goes on under its task's number.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use wallchart_plan::amend::{self, Renamings};
use wallchart_plan::expanded::{Task, Timing};
use wallchart_plan::ids::{TaskNo, UnitId};
use wallchart_plan::time::Instant;

use crate::change::in_force;
use crate::command::Apply;
use crate::event::Seq;
use crate::play::with_plays;
use crate::state::{Campaign, EntryBody, Retired, TaskRecord, TaskState};

/// Puts a new revision in the place of the one in force, by an event of that seq at that time.
pub(crate) fn amended(
    campaign: &mut Campaign,
    (seq, now): (Seq, Instant),
    revision: u32,
    apply: &Apply,
) {
    let renamed = amend::renamed(&campaign.plan, &apply.plan);
    let plan = with_plays(campaign, &apply.plan, &renamed);
    let units: Vec<&UnitId> = apply.plan.units.iter().map(|u| &u.id).collect();
    let mut before: BTreeMap<TaskNo, (&Task, Arc<TaskRecord>)> = campaign
        .plan
        .tasks
        .iter()
        .zip(&campaign.records)
        .map(|(task, record)| (task.number, (task, Arc::clone(record))))
        .collect();
    let running: BTreeSet<TaskNo> = before.keys().copied().collect();
    let mut retired = std::mem::take(&mut campaign.retired);
    for r in retired.iter_mut().filter(|r| has_figures_of(&r.record, &renamed)) {
        let r = Arc::make_mut(r);
        renamed.in_asks_of(&mut r.task);
        figures(Arc::make_mut(&mut r.record), &renamed);
    }
    // Whatever comes back comes back as it went.
    before.extend(retired.iter().map(|r| (r.task.number, (&r.task, Arc::clone(&r.record)))));
    let records: Vec<Arc<TaskRecord>> = plan
        .tasks
        .iter()
        .map(|task| match before.remove(&task.number) {
            None => Arc::new(TaskRecord::issued(task, now, seq)),
            Some((old, record)) => {
                let mut next = TaskRecord::clone(&record);
                Carrying { old, new: task, renamed: &renamed, units: &units, now }.carry(&mut next);
                if next == *record && old == task {
                    record
                } else {
                    Arc::new(TaskRecord { touched: seq, ..next })
                }
            }
        })
        .collect();
    let gone = before.iter().filter(|(number, _)| running.contains(*number));
    let gone = gone.map(|(_, (task, record))| {
        let (mut task, mut record) = (Task::clone(task), Arc::clone(record));
        renamed.in_asks_of(&mut task);
        if has_figures_of(&record, &renamed) {
            figures(Arc::make_mut(&mut record), &renamed);
        }
        Arc::new(Retired { task, record, revision: campaign.revision })
    });
    let still = retired.iter().filter(|r| before.contains_key(&r.task.number)).cloned();
    let retired = still.chain(gone.collect::<Vec<_>>()).collect();
    campaign.retired = retired;
    crate::roster::renamed(&mut campaign.fills, &renamed);
    campaign.last_number = campaign.last_number.max(highest(&plan.tasks));
    campaign.records = records;
    let numbers = plan.tasks.iter().enumerate().map(|(at, task)| (task.number, at));
    campaign.index = Arc::new(numbers.collect());
    campaign.plan = Arc::new(plan);
    campaign.revision = revision;
    campaign.language = apply.language;
    campaign.sources.clone_from(&apply.sources);
}

/// Whether a record has figures of measures that are called otherwise now.
fn has_figures_of(record: &TaskRecord, renamed: &Renamings) -> bool {
    !renamed.measures.is_empty()
        && record.entries.iter().any(|entry| match &entry.body {
            EntryBody::Figure(figure) => renamed.measures.contains_key(&figure.measure),
            _ => false,
        })
}

/// Lets figures go on under the names that their measures have now.
fn figures(record: &mut TaskRecord, renamed: &Renamings) {
    for entry in &mut record.entries {
        if let EntryBody::Figure(figure) = &mut entry.body {
            figure.measure = renamed.measure(&figure.measure);
        }
    }
}

/// One task's record on its way to the next revision.
struct Carrying<'a> {
    old: &'a Task,
    new: &'a Task,
    renamed: &'a Renamings,
    /// The units that there are now.
    units: &'a [&'a UnitId],
    now: Instant,
}

impl Carrying<'_> {
    fn carry(&self, record: &mut TaskRecord) {
        self.steps(record);
        self.owner(record);
        if has_figures_of(record, self.renamed) {
            figures(record, self.renamed);
        }
        let mut reported: Vec<UnitId> = Vec::new();
        for unit in &record.reported {
            let unit = self.now_called(unit);
            if !reported.contains(&unit) {
                reported.push(unit);
            }
        }
        record.reported = reported;
        if is_final(record) {
            return;
        }
        record.reported.retain(|unit| self.new.support.contains(unit));
        // Work that is done was done in time or late, whatever is asked of others now.
        if record.state == TaskState::Completed {
            return;
        }
        record.due = in_force(record, self.new.due);
        if let Some(picked) = record.picked {
            let fits = match self.new.timing {
                Timing::Pick { start, end } => (start..=end).contains(&picked),
                _ => false,
            };
            record.picked = Some(picked).filter(|_| fits);
        }
    }

    /// Ticks stay with their words.
    fn steps(&self, record: &mut TaskRecord) {
        if self.old.steps == self.new.steps {
            return;
        }
        let mut ticked: Vec<(&String, bool)> =
            self.old.steps.iter().zip(record.steps.iter().copied()).collect();
        let steps = self.new.steps.iter().map(|step| {
            let at = ticked.iter().position(|(words, _)| *words == step);
            at.is_some_and(|at| ticked.remove(at).1)
        });
        record.steps = steps.collect();
    }

    /// The lead goes on, under its new name if it has one, unless the plan names another or it is gone; then
    /// the task is issued anew. One that was reassigned stays reassigned.
    fn owner(&self, record: &mut TaskRecord) {
        let is_planned = record.owner == self.old.owner;
        let same = self.now_called(&record.owner);
        let planned = is_planned && same != self.new.owner;
        if !planned && self.units.contains(&&same) {
            record.owner = same;
            return;
        }
        if is_final(record) {
            return;
        }
        if record.ruled_out {
            // It may be needed again, and then of whom the plan says.
            record.owner = self.new.owner.clone();
            return;
        }
        if record.state == TaskState::Completed {
            // Whoever did it stays whoever did it, while there is such a unit.
            if !self.units.contains(&&same) {
                record.owner = self.new.owner.clone();
            } else {
                record.owner = same;
            }
            return;
        }
        record.owner = self.new.owner.clone();
        record.issued_at = self.now;
        record.acked_at = None;
        match record.state {
            TaskState::Suspended => record.suspended_from = Some(TaskState::Issued),
            _ => record.state = TaskState::Issued,
        }
    }

    fn now_called(&self, unit: &UnitId) -> UnitId {
        self.renamed.unit(unit)
    }
}

/// Whether nothing of it can be taken up again. What others made needless may be needed again.
fn is_final(record: &TaskRecord) -> bool {
    record.state.is_settled() && record.state != TaskState::Completed && !record.ruled_out
}

impl TaskRecord {
    /// Whether anybody has done anything about it since it was issued.
    pub fn has_happened(&self) -> bool {
        // What others made needless nobody has touched.
        let by_itself = self.state == TaskState::Skipped && self.ruled_out;
        let untouched = (self.state == TaskState::Issued || by_itself)
            && self.acked_at.is_none()
            && self.started_at.is_none()
            && self.percent == 0
            && !self.steps.contains(&true)
            && self.picked.is_none()
            && self.answers.is_empty()
            && self.extensions == 0
            && self.request.is_none()
            && self.returns == 0
            && self.reported.is_empty()
            && self.rows.is_blank()
            && self.entries.is_empty();
        !untouched
    }
}

/// The highest number that a plan gives.
pub(crate) fn highest(tasks: &[Task]) -> TaskNo {
    tasks.iter().map(|task| task.number).max().unwrap_or_default()
}
