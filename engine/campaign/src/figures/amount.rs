//! Figures of one measure, added up.

use rust_decimal::Decimal;
use wallchart_plan::time::Instant;

use crate::command::{Figure, Qualifier};
use crate::rows::Count;

/// Figures of one measure, added up. Adding is the same in any order.
#[derive(Debug, Default, Clone, Copy, PartialEq)]
pub(crate) struct Amount {
    /// Their sum.
    pub(crate) value: Decimal,
    /// How many they are.
    pub(crate) figures: usize,
    /// Whether any of them is more than it says (余、多、约).
    pub(crate) above: bool,
    /// Whether any of them is less than it says (近、不足、约).
    pub(crate) below: bool,
    /// The earliest and the latest time up to which they count (截至).
    pub(crate) as_of: Option<(Instant, Instant)>,
}

impl Amount {
    /// One exact figure.
    pub(crate) fn exactly(value: Decimal, as_of: Instant) -> Self {
        Amount { value, figures: 1, as_of: Some((as_of, as_of)), ..Amount::default() }
    }

    /// One figure as it was recorded. Without a time of its own it counts up to when that was.
    pub(crate) fn of(figure: &Figure, recorded: Instant) -> Self {
        Amount {
            above: matches!(figure.qualifier, Qualifier::Above | Qualifier::About),
            below: matches!(figure.qualifier, Qualifier::Below | Qualifier::About),
            ..Amount::exactly(figure.value, figure.as_of.unwrap_or(recorded))
        }
    }

    /// Up to when it counts.
    pub(crate) fn counted_to(&self) -> Option<Instant> {
        self.as_of.map(|(_, last)| last)
    }

    /// Itself as counting up to that time at most.
    pub(crate) fn by(self, at: Option<Instant>) -> Self {
        let no_later =
            |(first, last): (Instant, Instant), at: Instant| (first.min(at), last.min(at));
        Amount { as_of: self.as_of.map(|of| at.map_or(of, |at| no_later(of, at))), ..self }
    }

    /// What rows come to.
    pub(crate) fn counted(count: Count) -> Self {
        Amount { as_of: Some(count.at), ..Amount::exactly(count.value, count.at.1) }
    }

    /// Adds another. A sum past the range of exact decimals stays at its last exact value.
    pub(crate) fn add(&mut self, other: Amount) {
        self.value = self.value.checked_add(other.value).unwrap_or(self.value);
        self.figures += other.figures;
        self.above |= other.above;
        self.below |= other.below;
        self.as_of = match (self.as_of, other.as_of) {
            (Some(a), Some(b)) => Some((a.0.min(b.0), a.1.max(b.1))),
            (one, other) => one.or(other),
        };
    }

    /// How exact it is: above or below where any figure in it is, about where both are.
    pub(crate) fn qualifier(self) -> Qualifier {
        match (self.above, self.below) {
            (true, true) => Qualifier::About,
            (true, false) => Qualifier::Above,
            (false, true) => Qualifier::Below,
            (false, false) => Qualifier::Exact,
        }
    }

    /// Whether it is known exactly.
    pub(crate) fn is_exact(self) -> bool {
        !self.above && !self.below
    }

    /// What it is at least, as far as anybody knows. No figure is below nothing.
    pub(crate) fn at_least(self) -> Decimal {
        if self.below { Decimal::ZERO } else { self.value }
    }

    /// What it is at most; `None` where nobody knows.
    pub(crate) fn at_most(self) -> Option<Decimal> {
        (!self.above).then_some(self.value)
    }
}
