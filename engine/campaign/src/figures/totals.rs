//! What was counted: totals of every measure with what rolls up into it, against the targets.

use rust_decimal::Decimal;
use serde::Serialize;
use wallchart_plan::expanded::{Compare, Measure, MeasureAsk};
use wallchart_plan::ids::{MeasureId, TaskNo, UnitId};
use wallchart_plan::time::Instant;

use super::amount::Amount;
use super::tally::{Counting, Rolled, comes_to, recorded};
use crate::command::Qualifier;
use crate::read::View;

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
    /// The earliest and the latest time up to which they count (截至).
    pub as_of: Option<(Instant, Instant)>,
    /// Whether only the latest figure of each unit counts.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub latest: bool,
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
    /// What counts, added up, or the latest; `None` when nothing was recorded.
    pub value: Option<Decimal>,
    /// The target of this instance, and whether it is reached.
    pub target: Option<Reached>,
}

/// Totals of every measure, in written order.
pub fn totals(view: &View) -> Vec<Total> {
    let counting = Counting::of(&view.campaign.plan);
    let mut tally = counting.tally();
    for (task, record) in view.campaign.plan.tasks.iter().zip(&view.campaign.records) {
        counting.add(&mut tally, task, record);
    }
    totals_of(&counting, &counting.rolled(&tally))
}

pub(super) fn totals_of(counting: &Counting<'_>, figures: &Rolled<'_>) -> Vec<Total> {
    let plan = counting.plan;
    let one = |(number, measure): (usize, &Measure)| {
        let at = |of: &[Amount]| of.get(number).map(|amount| amount.value).unwrap_or_default();
        let all = figures.at(number);
        let target = plan.targets.iter().find(|t| t.measure == measure.id);
        Total {
            measure: measure.id.clone(),
            quantity: measure.quantity.clone(),
            own: at(&figures.own),
            rolled: at(&figures.rolled),
            total: all.value,
            qualifier: all.qualifier(),
            figures: all.figures,
            as_of: all.as_of,
            latest: measure.latest,
            rolls_into: measure.rolls_into.clone(),
            target: target.map(|t| reached(t.compare, t.value, all.value)),
        }
    };
    plan.measures.iter().enumerate().map(one).collect()
}

/// What the tasks have recorded for each measure asked of them, in written order.
pub fn asked(view: &View, task: TaskNo) -> Vec<Asked> {
    let Some(seen) = view.task(task) else { return Vec::new() };
    let quantity = |id: &MeasureId| view.campaign.plan.quantity(id).to_owned();
    let one = |ask: &MeasureAsk| {
        let plan = &view.campaign.plan;
        let own = recorded(plan, seen.task, seen.record).map(|f| (seen.task, seen.record, f));
        let value = comes_to(plan, &ask.measure, own).map(|amount| amount.value);
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
