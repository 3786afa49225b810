//! What a task still waits for, and what must still be handed in.

use std::collections::BTreeSet;

use wallchart_plan::expanded::{Join, LinkKind, Task, Timing};
use wallchart_plan::ids::{MeasureId, TaskNo, UnitId};
use wallchart_plan::time::Instant;

use crate::figures::has_figure;
use crate::lost::{Unfit, unfit};
use crate::overlay::Overlay;
use crate::read::{Joined, holds, is_awaited, joined};
use crate::state::{Campaign, EntryBody, TaskRecord};

/// A need that does not hold yet.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct UnmetNeed {
    /// Its index in the task's needs.
    pub need: usize,
    /// How its links are joined.
    pub join: Join,
    /// How many links hold.
    pub have: usize,
    /// How many must.
    pub want: usize,
    /// How many there are, those of cancelled predecessors left out.
    pub of: usize,
    /// Whether it keeps the task from beginning, not only from finishing.
    pub starts: bool,
    /// The predecessors whose links do not hold, in the plan's order.
    pub open: Vec<TaskNo>,
    /// All predecessors, folded by fan-out.
    pub groups: Vec<Joined>,
}

/// What must still be handed in. Targets that are not reached do not count: they show on the board.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Missing {
    /// Supporting units that have not reported.
    pub supporters: Vec<UnitId>,
    /// Whether the unit has yet to pick its date.
    pub pick: bool,
    /// Fields that the plan asks for and that have no answer.
    pub answers: Vec<String>,
    /// Steps that are not ticked: index and words.
    pub steps: Vec<(u32, String)>,
    /// How many of those must still be ticked.
    pub steps_short: u32,
    /// Whether its log has no row, nor anybody said that there is nothing to enter.
    pub rows: bool,
    /// Cells that are not what the plan asks for any more, and count nowhere until they are corrected.
    pub cells: Vec<Unfit>,
    /// Measures without a figure; optional ones, and those counted from rows, are not asked for.
    pub measures: Vec<MeasureId>,
    /// Evidence of which there is too little.
    pub evidence: Vec<EvidenceShort>,
}

/// A kind of evidence of which there is too little. The same file counts once.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct EvidenceShort {
    /// Its name in the plan.
    pub name: String,
    /// How many pieces there are.
    pub have: usize,
    /// How many there must be.
    pub want: usize,
}

impl Missing {
    /// Whether nothing is missing.
    pub fn is_empty(&self) -> bool {
        *self == Missing::default()
    }
}

/// What must still be handed in before the lead can submit the task, or it can be closed out. Where
/// nothing to report (零报告) was said, steps, measures and evidence are not asked for. `None` for a task
/// that the plan does not have.
pub fn missing(campaign: &Campaign, task: TaskNo) -> Option<Missing> {
    let (task, record) = campaign.task(task)?;
    Some(missing_of(task, record, record.nil))
}

/// The needs that keep the task from being submitted; empty when all hold or the task is unknown.
/// Lags and clock windows are the schedule's business and are not counted; `now` says what is late.
pub fn unmet(campaign: &Campaign, task: TaskNo, now: Instant) -> Vec<UnmetNeed> {
    unmet_in(&Overlay::of(campaign), task, now)
}

/// Whether the needs that keep the task from beginning all hold.
pub fn is_ready(campaign: &Campaign, task: TaskNo) -> bool {
    // What is late does not matter here, so neither does the time.
    unmet(campaign, task, campaign.launched_at).iter().all(|n| !n.starts)
}

/// The supporting units that must report: those of the plan but for the lead of today.
pub fn supporters<'a>(
    task: &'a Task,
    record: &'a TaskRecord,
) -> impl Iterator<Item = &'a UnitId> + 'a {
    task.support.iter().filter(|unit| **unit != record.owner)
}

/// Whether a submission may say that there was nothing.
pub(crate) fn may_be_nil(task: &Task) -> bool {
    task.nil_report || !task.log.is_empty()
}

pub(crate) fn missing_of(task: &Task, record: &TaskRecord, nil: bool) -> Missing {
    let mut out = Missing {
        supporters: supporters(task, record)
            .filter(|unit| !record.reported.contains(unit))
            .cloned()
            .collect(),
        pick: matches!(task.timing, Timing::Pick { .. }) && record.picked.is_none(),
        answers: task
            .ask
            .iter()
            .filter(|ask| !record.answers.iter().any(|(name, _)| name == *ask))
            .cloned()
            .collect(),
        ..Missing::default()
    };
    // "Nothing" may only be said of a log: then all else is asked for.
    if !nil || !(task.nil_report || task.log.is_empty()) {
        add_steps(&mut out, task, record);
        add_records(&mut out, task, record);
    }
    out.cells = unfit(task, record);
    out.rows = !nil && !task.log.is_empty() && record.rows.count() == 0;
    out
}

fn add_steps(out: &mut Missing, task: &Task, record: &TaskRecord) {
    let ticked = |at: usize| record.steps.get(at).copied().unwrap_or(false);
    let open = (0u32..).zip(&task.steps).zip(0usize..).filter(|(_, at)| !ticked(*at));
    let open: Vec<(u32, String)> = open.map(|((step, words), _)| (step, words.clone())).collect();
    let all = task.steps.len();
    let want = task.steps_done.map_or(all, |n| usize::try_from(n).unwrap_or(all).min(all));
    let short = want.saturating_sub(all - open.len());
    if short > 0 {
        out.steps = open;
        out.steps_short = u32::try_from(short).unwrap_or(u32::MAX);
    }
}

fn add_records(out: &mut Missing, task: &Task, record: &TaskRecord) {
    let mut files = BTreeSet::new();
    for entry in record.entries.iter().filter(|e| e.counts) {
        if let EntryBody::Evidence(evidence) = &entry.body {
            files.insert((evidence.name.as_str(), evidence.hash.as_str()));
        }
    }
    out.measures = task
        .measures
        .iter()
        .filter(|ask| !ask.optional && ask.from.is_none())
        .filter(|ask| !has_figure(task, record, &ask.measure))
        .map(|ask| ask.measure.clone())
        .collect();
    for ask in &task.evidence {
        let have = files.iter().filter(|(name, _)| *name == ask.name).count();
        let want = usize::try_from(ask.count).unwrap_or(usize::MAX);
        if have < want {
            out.evidence.push(EvidenceShort { name: ask.name.clone(), have, want });
        }
    }
}

pub(crate) fn unmet_in(view: &Overlay<'_>, number: TaskNo, now: Instant) -> Vec<UnmetNeed> {
    let Some((task, _)) = view.task(number) else { return Vec::new() };
    let mut out = Vec::new();
    for (need, sentence) in task.needs.iter().enumerate() {
        let (mut open, mut of, mut starts) = (Vec::new(), 0, false);
        for link in &sentence.links {
            let on = view.task(link.on);
            if on.is_some_and(|(_, on)| !is_awaited(on)) {
                continue;
            }
            of += 1;
            if !on.is_some_and(|(_, on)| holds(sentence.join, link.kind, on)) {
                open.push(link.on);
                starts |= matches!(link.kind, LinkKind::FinishStart | LinkKind::StartStart);
            }
        }
        let (have, want) = (of - open.len(), sentence.join.count(of));
        if have < want {
            let join = sentence.join;
            let groups = joined(sentence, now, |on| view.task(on));
            out.push(UnmetNeed { need, join, have, want, of, starts, open, groups });
        }
    }
    out
}
