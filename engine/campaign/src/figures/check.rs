//! Checks of sums, as far as figures are known: `余` means at least so much, and figures may still come.

use rust_decimal::Decimal;
use serde::Serialize;
use wallchart_plan::expanded::Compare;
use wallchart_plan::ids::{MeasureId, TaskNo};
use wallchart_plan::sums::SumCheck;

use super::amount::Amount;
use super::tally::{Counting, Rolled, recorded};
use crate::overlay::Overlay;
use crate::state::Campaign;

/// How a check stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Checked {
    /// A measure of it has no figure yet.
    Open,
    /// It holds, or may hold as far as inexact figures tell.
    Holds,
    /// It doesn't hold, but a figure that may mend it is still to come.
    Waiting,
    /// It doesn't hold, and no figure that may mend it is to come.
    Broken,
}

/// A check with the two sums that it compares.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct CheckSeen {
    /// The check, as the plan has it: `申诉 + 举报 == 投诉`.
    pub check: String,
    /// The sum on its left.
    pub left: Decimal,
    /// How they must compare.
    pub compare: Compare,
    /// The sum on its right.
    pub right: Decimal,
    /// Whether every figure in it is exact.
    pub exact: bool,
    /// How it stands.
    pub state: Checked,
}

impl CheckSeen {
    pub(super) fn of(check: &SumCheck, figures: &Rolled<'_>) -> Self {
        let (left, right) = (figures.sum(&check.left), figures.sum(&check.right));
        let more_left = left.awaited || right.may_fall;
        let more_right = right.awaited || left.may_fall;
        let state = if !(left.whole && right.whole) {
            Checked::Open
        } else {
            match off(check.compare, left.amount, right.amount) {
                None => Checked::Holds,
                // No figure is below nothing, so a side only grows, unless a stock is told anew.
                Some(Off::TooMuch) if more_right => Checked::Waiting,
                Some(Off::TooLittle) if more_left => Checked::Waiting,
                Some(_) => Checked::Broken,
            }
        };
        CheckSeen {
            check: check.to_string(),
            left: left.amount.value,
            compare: check.compare,
            right: right.amount.value,
            exact: left.amount.is_exact() && right.amount.is_exact(),
            state,
        }
    }

    /// How much more the left is than the right.
    pub fn difference(&self) -> Decimal {
        self.left.checked_sub(self.right).unwrap_or_default()
    }
}

/// What is wrong with the left side of a check that can't hold.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Off {
    TooMuch,
    TooLittle,
}

/// Why a comparison can't hold, whatever the inexact figures really are; `None` where it may.
fn off(compare: Compare, left: Amount, right: Amount) -> Option<Off> {
    let exceeds = right.at_most().is_some_and(|most| left.at_least() > most);
    let reaches = right.at_most().is_some_and(|most| left.at_least() >= most);
    let falls_short = left.at_most().is_some_and(|most| most < right.at_least());
    let stays_below = left.at_most().is_some_and(|most| most <= right.at_least());
    match compare {
        Compare::AtMost | Compare::Exactly if exceeds => Some(Off::TooMuch),
        Compare::AtLeast | Compare::Exactly if falls_short => Some(Off::TooLittle),
        Compare::LessThan if reaches => Some(Off::TooMuch),
        Compare::MoreThan if stays_below => Some(Off::TooLittle),
        _ => None,
    }
}

/// As `broken_with`, of a campaign as it stands: empty where the task can be closed out without a word.
pub fn to_reconcile(campaign: &Campaign, number: TaskNo) -> Vec<CheckSeen> {
    broken_with(&Overlay::of(campaign), number)
}

/// The checks that the figures of a task's unit break, of those in which the task has figures of its own:
/// what whoever closes it out must reconcile.
pub(crate) fn broken_with(view: &Overlay<'_>, number: TaskNo) -> Vec<CheckSeen> {
    let plan = &view.campaign.plan;
    let Some((task, record)) = view.task(number).filter(|_| !plan.checks.is_empty()) else {
        return Vec::new();
    };
    let own: Vec<&MeasureId> = recorded(plan, task, record).map(|(measure, _)| measure).collect();
    let counting = Counting::of(plan);
    let concerned: Vec<&SumCheck> =
        plan.checks.iter().filter(|check| counting.concerns(check, &own)).collect();
    if concerned.is_empty() {
        return Vec::new();
    }
    let mut tally = counting.tally();
    for (task, other) in view.tasks() {
        if !task.measures.is_empty() && other.owner == record.owner {
            counting.add(&mut tally, task, other);
        }
    }
    let figures = counting.rolled(&tally);
    let seen = concerned.into_iter().map(|check| CheckSeen::of(check, &figures));
    seen.filter(|check| check.state == Checked::Broken).collect()
}
