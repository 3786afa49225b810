//! What each unit will receive when a plan is launched: one sheet a unit, to be approved before launch.

use std::collections::BTreeMap;

use serde::Serialize;
use wallchart_plan::Expanded;
use wallchart_plan::expanded::{EvidenceAsk, MeasureAsk, Recipient, Task, Timing, UnitKind};
use wallchart_plan::ids::{PersonId, TaskId, TaskNo, TaskPath, UnitId};
use wallchart_plan::rows::Column;
use wallchart_plan::time::{DAY_MIN, Instant, Span};
use wallchart_schedule::Schedule;

/// What a unit will receive.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Sheet {
    /// The unit.
    pub unit: UnitId,
    /// What kind of body it is.
    pub kind: UnitKind,
    /// Its people, in written order.
    pub people: Vec<PersonId>,
    /// What it leads, by begin.
    pub leads: Vec<Assignment>,
    /// What it reports for bodies without a login.
    pub reports_for: Vec<Assignment>,
    /// What it supports.
    pub supports: Vec<Assignment>,
    /// What it will review.
    pub reviews: usize,
    /// What it is told of and nothing more.
    pub informed: Vec<Assignment>,
}

/// One task as a unit receives it.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Assignment {
    /// Its number.
    pub number: TaskNo,
    /// Its path.
    pub path: TaskPath,
    /// The task of the plan that it came of.
    pub task: TaskId,
    /// Its title.
    pub title: String,
    /// What it is about.
    pub about: Option<String>,
    /// Where.
    pub place: Option<String>,
    /// The lead unit.
    pub lead: UnitId,
    /// When it can begin at the earliest.
    pub begin: Instant,
    /// When it must be handed in at the latest: its due date, else the latest finish that holds nobody up.
    pub until: Instant,
    /// Whether `until` is a due date of its own.
    pub due: bool,
    /// Whether the unit picks the time itself between `begin` and `until`.
    pub pick: bool,
    /// What it must fill in when it picks.
    pub ask: Vec<String>,
    /// How long it has to acknowledge.
    pub ack: Option<Span>,
    /// Who reviews; nobody, where handing in completes it.
    pub review: Option<UnitId>,
    /// Checklist.
    pub steps: Vec<String>,
    /// How many steps suffice; all when absent.
    pub steps_done: Option<u32>,
    /// Figures to be handed in.
    pub measures: Vec<MeasureAsk>,
    /// What each row of its log holds.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub log: Vec<Column>,
    /// Evidence to be handed in.
    pub evidence: Vec<EvidenceAsk>,
    /// Whom it is reported to.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub to: Vec<Recipient>,
    /// What it waits for, task by task, with how many instances of each.
    pub waits_for: Vec<(TaskId, usize)>,
}

impl Sheet {
    /// How many tasks stand on it for the unit to do, or to have done for it.
    pub fn tasks(&self) -> usize {
        self.leads.len() + self.reports_for.len() + self.supports.len()
    }
}

/// One sheet for every unit that receives something, units in written order.
pub fn sheets(plan: &Expanded, schedule: &Schedule) -> Vec<Sheet> {
    let ids: BTreeMap<TaskNo, &TaskId> = plan.tasks.iter().map(|t| (t.number, &t.task)).collect();
    let at: BTreeMap<&UnitId, usize> =
        plan.units.iter().enumerate().map(|(at, unit)| (&unit.id, at)).collect();
    let mut sheets: Vec<Sheet> = plan.units.iter().map(blank).collect();
    for (task, dates) in plan.tasks.iter().zip(&schedule.tasks) {
        let assignment = || assignment(task, dates, &ids);
        let mut put = |unit: &UnitId, list: fn(&mut Sheet) -> &mut Vec<Assignment>| {
            if let Some(sheet) = at.get(unit).and_then(|at| sheets.get_mut(*at)) {
                list(sheet).push(assignment());
            }
        };
        put(&task.owner, |sheet| &mut sheet.leads);
        if let Some(proxy) = &task.proxy {
            put(proxy, |sheet| &mut sheet.reports_for);
        }
        task.support.iter().for_each(|unit| put(unit, |sheet| &mut sheet.supports));
        task.informed.iter().for_each(|unit| put(unit, |sheet| &mut sheet.informed));
        let reviewer = task.review.as_ref().and_then(|unit| at.get(unit));
        if let Some(sheet) = reviewer.and_then(|at| sheets.get_mut(*at)) {
            sheet.reviews += 1;
        }
    }
    sheets.retain(|s| s.tasks() > 0 || s.reviews > 0 || !s.informed.is_empty());
    for sheet in &mut sheets {
        let lists =
            [&mut sheet.leads, &mut sheet.reports_for, &mut sheet.supports, &mut sheet.informed];
        lists.into_iter().for_each(|list| list.sort_by_key(|a| (a.begin, a.until, a.number)));
    }
    sheets
}

fn blank(unit: &wallchart_plan::expanded::Unit) -> Sheet {
    Sheet {
        unit: unit.id.clone(),
        kind: unit.kind,
        people: unit.people.iter().map(|p| p.id.clone()).collect(),
        leads: Vec::new(),
        reports_for: Vec::new(),
        supports: Vec::new(),
        reviews: 0,
        informed: Vec::new(),
    }
}

fn assignment(
    task: &Task,
    dates: &wallchart_schedule::Dates,
    ids: &BTreeMap<TaskNo, &TaskId>,
) -> Assignment {
    let (begin, until, pick) = match task.timing {
        Timing::Pick { start, end } => (start, task.due.unwrap_or(end), true),
        // A window of some hours is over before its day is, by which it is due.
        Timing::Fixed { start, end } => {
            (start, task.due.filter(|due| due.0 - end.0 >= DAY_MIN).unwrap_or(end), false)
        }
        Timing::Flow => (dates.early_start, task.due.unwrap_or(dates.late_finish), false),
    };
    let mut waits_for: Vec<(TaskId, usize)> = Vec::new();
    for link in task.needs.iter().flat_map(|need| &need.links) {
        let Some(id) = ids.get(&link.on) else { continue };
        match waits_for.iter_mut().find(|(known, _)| known == *id) {
            Some((_, count)) => *count += 1,
            None => waits_for.push(((*id).clone(), 1)),
        }
    }
    Assignment {
        number: task.number,
        path: task.path.clone(),
        task: task.task.clone(),
        title: task.title.clone(),
        about: task.about.clone(),
        place: task.place.clone(),
        lead: task.owner.clone(),
        begin,
        until,
        due: task.due.is_some(),
        pick,
        ask: task.ask.clone(),
        ack: task.ack,
        review: task.review.clone(),
        steps: task.steps.clone(),
        steps_done: task.steps_done,
        measures: task.measures.clone(),
        log: task.log.clone(),
        evidence: task.evidence.clone(),
        to: task.to.clone(),
        waits_for,
    }
}
