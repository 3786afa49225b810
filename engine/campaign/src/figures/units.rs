//! Figures in total and unit by unit, with rates and checks.

use std::collections::BTreeMap;

use rust_decimal::Decimal;
use serde::Serialize;
use wallchart_plan::expanded::Task;
use wallchart_plan::ids::{MeasureId, TaskNo, UnitId};

use super::check::{CheckSeen, Checked};
use super::cover::{CoverSeen, covers};
use super::rate::RateSeen;
use super::tally::{Counting, Rolled, Tally, recorded};
use super::totals::{Total, totals_of};
use crate::command::Qualifier;
use crate::lost::{Unfit, unfit};
use crate::state::{Campaign, TaskRecord};

/// Everything that was counted.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Figures {
    /// Totals of every measure, in written order.
    pub totals: Vec<Total>,
    /// Rates of the whole, in written order.
    pub rates: Vec<RateSeen>,
    /// Checks of the whole, in written order.
    pub checks: Vec<CheckSeen>,
    /// How far fan-outs are covered, in written order.
    pub covers: Vec<CoverSeen>,
    /// Cells of logs that are not what their columns hold, and count nowhere.
    pub unfit: Vec<(TaskNo, Unfit)>,
    /// Units that have figures, in written order.
    pub units: Vec<UnitFigures>,
}

/// What one unit has counted in the tasks that it leads.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct UnitFigures {
    /// Which.
    pub unit: UnitId,
    /// Its measures that have a figure, in written order.
    pub totals: Vec<UnitTotal>,
    /// Its rates.
    pub rates: Vec<RateSeen>,
    /// Its checks.
    pub checks: Vec<CheckSeen>,
}

/// A unit's figures of one measure, with those that roll up into it.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct UnitTotal {
    /// Which.
    pub measure: MeasureId,
    /// Their sum.
    pub total: Decimal,
    /// How exact it is.
    pub qualifier: Qualifier,
    /// How many they are.
    pub figures: usize,
}

/// A check that figures break.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Broken {
    /// Whose figures; `None` means those of the whole campaign.
    pub unit: Option<UnitId>,
    /// The check.
    #[serde(flatten)]
    pub check: CheckSeen,
}

/// All figures of a campaign.
pub fn figures(campaign: &Campaign) -> Figures {
    let counting = Counting::of(&campaign.plan);
    let (whole, by_unit) = tallies(campaign, &counting);
    let rolled = counting.rolled(&whole);
    Figures {
        totals: totals_of(&counting, &rolled),
        rates: rates(&counting, &rolled),
        checks: checks(&counting, &rolled),
        covers: covers(campaign),
        unfit: all_unfit(campaign),
        units: in_order(campaign, &by_unit)
            .map(|(unit, tally)| unit_figures(&counting, unit, &counting.rolled(tally)))
            .filter(|unit| !unit.totals.is_empty())
            .collect(),
    }
}

fn all_unfit(campaign: &Campaign) -> Vec<(TaskNo, Unfit)> {
    let all = campaign.plan.tasks.iter().zip(&campaign.records);
    let logs = all.filter(|(task, record)| !task.log.is_empty() && record.rows.count() > 0);
    let of = |(task, record): (&Task, &std::sync::Arc<TaskRecord>)| {
        unfit(task, record).into_iter().map(|cell| (task.number, cell)).collect::<Vec<_>>()
    };
    logs.flat_map(of).collect()
}

/// The checks that figures break, those of the whole first.
pub fn broken(campaign: &Campaign) -> Vec<Broken> {
    if campaign.plan.checks.is_empty() {
        return Vec::new();
    }
    let counting = Counting::of(&campaign.plan);
    let (whole, by_unit) = tallies(campaign, &counting);
    let units = in_order(campaign, &by_unit).map(|(unit, tally)| (Some(unit), tally));
    let scopes = std::iter::once((None, &whole)).chain(units);
    let seen = scopes.flat_map(|(unit, tally)| {
        let checks = checks(&counting, &counting.rolled(tally)).into_iter();
        checks.map(move |check| Broken { unit: unit.cloned(), check })
    });
    seen.filter(|seen| seen.check.state == Checked::Broken).collect()
}

/// Those of the [`broken`] checks in which these tasks have figures: of the whole, and of their units.
pub fn broken_by(campaign: &Campaign, tasks: &[TaskNo]) -> Vec<Broken> {
    if campaign.plan.checks.is_empty() {
        return Vec::new();
    }
    let counting = Counting::of(&campaign.plan);
    let found = || tasks.iter().filter_map(|no| campaign.task(*no));
    let own: Vec<&MeasureId> = found()
        .flat_map(|(task, record)| recorded(&campaign.plan, task, record).map(|(of, _)| of))
        .collect();
    let concerned = |check: &str| {
        let known = campaign.plan.checks.iter().find(|known| known.to_string() == check);
        known.is_some_and(|known| counting.concerns(known, &own))
    };
    let is_theirs = |unit: &Option<UnitId>| {
        unit.as_ref().is_none_or(|unit| found().any(|(_, record)| record.owner == *unit))
    };
    let all = broken(campaign).into_iter();
    all.filter(|seen| is_theirs(&seen.unit) && concerned(&seen.check.check)).collect()
}

/// The figures of the whole, and of each lead unit of today.
fn tallies<'a>(
    campaign: &'a Campaign,
    counting: &Counting<'_>,
) -> (Tally<'a>, BTreeMap<&'a UnitId, Tally<'a>>) {
    let mut whole = counting.tally();
    let mut by_unit: BTreeMap<&UnitId, Tally<'_>> = BTreeMap::new();
    for (task, record) in campaign.plan.tasks.iter().zip(&campaign.records) {
        if task.measures.is_empty() {
            continue;
        }
        let unit = by_unit.entry(&record.owner).or_insert_with(|| counting.tally());
        counting.add_to([&mut whole, unit], task, record);
    }
    (whole, by_unit)
}

/// Units with what they counted, in written order.
fn in_order<'a>(
    campaign: &'a Campaign,
    by_unit: &'a BTreeMap<&UnitId, Tally<'a>>,
) -> impl Iterator<Item = (&'a UnitId, &'a Tally<'a>)> {
    campaign.plan.units.iter().filter_map(|unit| Some((&unit.id, by_unit.get(&unit.id)?)))
}

fn unit_figures(counting: &Counting<'_>, unit: &UnitId, figures: &Rolled<'_>) -> UnitFigures {
    let totals = counting.plan.measures.iter().enumerate().map(|(number, measure)| {
        let all = figures.at(number);
        UnitTotal {
            measure: measure.id.clone(),
            total: all.value,
            qualifier: all.qualifier(),
            figures: all.figures,
        }
    });
    UnitFigures {
        unit: unit.clone(),
        totals: totals.filter(|total| total.figures > 0).collect(),
        rates: rates(counting, figures),
        checks: checks(counting, figures),
    }
}

fn rates(counting: &Counting<'_>, figures: &Rolled<'_>) -> Vec<RateSeen> {
    counting.plan.rates.iter().map(|rate| RateSeen::of(rate, counting, figures)).collect()
}

fn checks(counting: &Counting<'_>, figures: &Rolled<'_>) -> Vec<CheckSeen> {
    counting.plan.checks.iter().map(|check| CheckSeen::of(check, figures)).collect()
}
