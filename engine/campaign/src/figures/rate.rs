//! Rates: quotients of sums, exact until they are shown.

use rust_decimal::Decimal;
use serde::Serialize;
use wallchart_plan::expanded::Compare;
use wallchart_plan::sums::Rate;

use super::tally::{Counting, Rolled};
use super::totals::Reached;

/// A rate as it stands.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct RateSeen {
    /// Its name.
    pub rate: String,
    /// How it is worked out: `解决 / 投诉`.
    pub formula: String,
    /// The sum that is divided.
    pub part: Decimal,
    /// The sum that it is divided by.
    pub whole: Decimal,
    /// The quotient, in hundredths where it is a percentage; `None` while a figure is missing, or where
    /// there is nothing to divide by.
    pub value: Option<Decimal>,
    /// Its unit: `%`, `人次/场`, or nothing.
    pub unit: String,
    /// Whether every figure in it is exact.
    pub exact: bool,
    /// What it should come to, and whether it does; `None` where it has no target.
    pub target: Option<Reached>,
}

/// How many digits behind the point a rate is shown with, unless that would make it seem to reach a
/// target that it misses.
const SHOWN: u32 = 1;

impl RateSeen {
    pub(super) fn of(rate: &Rate, counting: &Counting<'_>, figures: &Rolled<'_>) -> Self {
        let (part, whole) = (figures.sum(&rate.part), figures.sum(&rate.whole));
        let is_there = part.amount.figures > 0 && whole.amount.figures > 0;
        let (part, whole) = (part.amount, whole.amount);
        let value = rate.of(part.value, whole.value).filter(|_| is_there);
        let reached = |(compare, value): (Compare, Decimal)| Reached {
            compare,
            value,
            reached: is_there && reaches(rate.percent, part.value, whole.value, compare, value),
        };
        RateSeen {
            rate: rate.id.clone(),
            formula: rate.to_string(),
            part: part.value,
            whole: whole.value,
            value: value.map(|v| v.round_dp(10).normalize()),
            unit: rate.unit(&counting.plan.measures),
            exact: part.is_exact() && whole.is_exact(),
            target: rate.target.map(reached),
        }
    }

    /// The value as it is shown: rounded, but never so that a missed target seems reached or the other way
    /// about.
    pub fn shown(&self) -> Option<String> {
        let value = self.value?;
        let is_told_right = |rounded: &Decimal| {
            self.target.is_none_or(|t| t.compare.holds(*rounded, t.value) == t.reached)
        };
        let mut rounded = (SHOWN..10).map(|digits| value.round_dp(digits).normalize());
        Some(rounded.find(is_told_right).unwrap_or(value).to_string())
    }
}

/// Whether a quotient reaches its target: multiplied out, so that no rounding tips it.
pub(crate) fn reaches(
    percent: bool,
    part: Decimal,
    whole: Decimal,
    compare: Compare,
    target: Decimal,
) -> bool {
    let part = if percent { part.checked_mul(Decimal::ONE_HUNDRED) } else { Some(part) };
    let wanted = target.checked_mul(whole);
    whole > Decimal::ZERO && part.zip(wanted).is_some_and(|(is, wanted)| compare.holds(is, wanted))
}
