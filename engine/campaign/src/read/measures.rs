//! What was counted: totals of every measure with what rolls up into it, against the targets.

use std::collections::BTreeMap;

use rust_decimal::Decimal;
use serde::Serialize;
use wallchart_plan::expanded::Compare;
use wallchart_plan::ids::{MeasureId, TaskNo, UnitId};

use super::view::View;
use crate::command::Qualifier;
use crate::state::EntryBody;

/// The total of a measure.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Total {
    /// Which.
    pub measure: MeasureId,
    /// Its unit of quantity.
    pub quantity: String,
    /// The sum of its own figures.
    pub own: Decimal,
    /// The sum of those that roll up into it.
    pub rolled: Decimal,
    /// Both.
    pub total: Decimal,
    /// How exact the total is: above where any figure in it is, else below where any is, else exact.
    pub qualifier: Qualifier,
    /// How many figures are in it.
    pub figures: usize,
    /// The measure that it rolls up into.
    pub rolls_into: Option<MeasureId>,
    /// The campaign's target, and whether it is reached.
    pub target: Option<Reached>,
}

/// A target and whether it is reached.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct Reached {
    /// How the total compares.
    pub compare: Compare,
    /// With what.
    pub value: Decimal,
    /// Whether it does.
    pub reached: bool,
}

/// What one task has recorded for a measure that the plan asks of it.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Asked {
    /// Which task.
    pub task: TaskNo,
    /// Its lead unit.
    pub owner: UnitId,
    /// Which measure.
    pub measure: MeasureId,
    /// Its unit of quantity.
    pub quantity: String,
    /// Whether the task can be finished without it.
    pub optional: bool,
    /// The sum of what counts; `None` when nothing was recorded.
    pub value: Option<Decimal>,
    /// The target of this instance, and whether it is reached.
    pub target: Option<Reached>,
}

#[derive(Default, Clone, Copy)]
struct Sum {
    value: Decimal,
    figures: usize,
    above: bool,
    below: bool,
}

impl Sum {
    fn add(&mut self, other: Sum) {
        // A sum past the range of exact decimals stays at its last exact value.
        self.value = self.value.checked_add(other.value).unwrap_or(self.value);
        self.figures += other.figures;
        self.above |= other.above;
        self.below |= other.below;
    }

    fn qualifier(self) -> Qualifier {
        match (self.above, self.below) {
            (true, _) => Qualifier::Above,
            (false, true) => Qualifier::Below,
            (false, false) => Qualifier::Exact,
        }
    }
}

/// Totals of every measure, in written order. Entries that were corrected or undone don't count, and
/// nothing is ever summed across units of quantity.
pub fn totals(view: &View) -> Vec<Total> {
    let plan = &view.campaign.plan;
    let mut own: BTreeMap<&MeasureId, Sum> = BTreeMap::new();
    for record in &view.campaign.records {
        for entry in record.entries.iter().filter(|e| e.counts) {
            if let EntryBody::Figure(figure) = &entry.body {
                own.entry(&figure.measure).or_default().add(Sum {
                    value: figure.value,
                    figures: 1,
                    above: figure.qualifier == Qualifier::Above,
                    below: figure.qualifier == Qualifier::Below,
                });
            }
        }
    }
    let by_id: BTreeMap<&MeasureId, _> = plan.measures.iter().map(|m| (&m.id, m)).collect();
    let mut rolled: BTreeMap<&MeasureId, Sum> = BTreeMap::new();
    for measure in &plan.measures {
        let Some(sum) = own.get(&measure.id).copied() else { continue };
        let mut at = measure;
        // As many steps as there are measures at most, should they roll up in a ring.
        for _ in 0..plan.measures.len() {
            let Some(next) = at.rolls_into.as_ref().and_then(|id| by_id.get(id)) else { break };
            if next.quantity != at.quantity || next.id == measure.id {
                break;
            }
            rolled.entry(&next.id).or_default().add(sum);
            at = next;
        }
    }
    plan.measures
        .iter()
        .map(|m| {
            let mine = own.get(&m.id).copied().unwrap_or_default();
            let from_below = rolled.get(&m.id).copied().unwrap_or_default();
            let mut all = mine;
            all.add(from_below);
            let target = plan.targets.iter().find(|t| t.measure == m.id);
            Total {
                measure: m.id.clone(),
                quantity: m.quantity.clone(),
                own: mine.value,
                rolled: from_below.value,
                total: all.value,
                qualifier: all.qualifier(),
                figures: all.figures,
                rolls_into: m.rolls_into.clone(),
                target: target.map(|t| reached(t.compare, t.value, all.value)),
            }
        })
        .collect()
}

/// What the tasks have recorded for each measure asked of them, in written order.
pub fn asked(view: &View, task: TaskNo) -> Vec<Asked> {
    let Some(seen) = view.task(task) else { return Vec::new() };
    let quantity = |id: &MeasureId| {
        let found = view.campaign.plan.measures.iter().find(|m| m.id == *id);
        found.map(|m| m.quantity.clone()).unwrap_or_default()
    };
    let one = |ask: &wallchart_plan::expanded::MeasureAsk| {
        let figures =
            seen.record.entries.iter().filter(|e| e.counts).filter_map(|e| match &e.body {
                EntryBody::Figure(f) if f.measure == ask.measure => Some(f.value),
                _ => None,
            });
        let value = figures.reduce(|a, b| a.checked_add(b).unwrap_or(a));
        Asked {
            task,
            owner: seen.record.owner.clone(),
            measure: ask.measure.clone(),
            quantity: quantity(&ask.measure),
            optional: ask.optional,
            value,
            target: ask.target.map(|(c, v)| reached(c, v, value.unwrap_or_default())),
        }
    };
    seen.task.measures.iter().map(one).collect()
}

fn reached(compare: Compare, value: Decimal, total: Decimal) -> Reached {
    Reached { compare, value, reached: compare.holds(total, value) }
}
