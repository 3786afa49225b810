//! Sums of measures as a plan has them once it is expanded: rates and checks. They are stored with it.

use std::fmt;

use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};

use crate::expanded::{Compare, Measure};
use crate::ids::MeasureId;

/// Something that is added up.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Term {
    /// The figures of a measure, with what rolls up into it.
    Measure(MeasureId),
    /// A number.
    Number(Decimal),
}

impl fmt::Display for Term {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Term::Measure(id) => id.fmt(f),
            Term::Number(number) => number.fmt(f),
        }
    }
}

/// Terms in written order, at least one.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Sum(pub Vec<Term>);

impl Sum {
    /// Its measures, in written order.
    pub fn measures(&self) -> impl Iterator<Item = &MeasureId> {
        self.0.iter().filter_map(|term| match term {
            Term::Measure(id) => Some(id),
            Term::Number(_) => None,
        })
    }
}

impl fmt::Display for Sum {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let terms: Vec<String> = self.0.iter().map(ToString::to_string).collect();
        f.write_str(&terms.join(" + "))
    }
}

/// A quotient of two sums (解决率).
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Rate {
    /// Its name.
    pub id: String,
    /// What is divided.
    pub part: Sum,
    /// By what.
    pub whole: Sum,
    /// Whether it is told in hundredths.
    pub percent: bool,
    /// What it should come to, in hundredths where it is told so.
    pub target: Option<(Compare, Decimal)>,
}

impl fmt::Display for Rate {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} / {}", self.part, self.whole)
    }
}

impl Rate {
    /// The rate of two sums in the measure in which it is told; `None` where there is nothing to divide by.
    pub fn of(&self, part: Decimal, whole: Decimal) -> Option<Decimal> {
        let part = if self.percent { part.checked_mul(Decimal::ONE_HUNDRED)? } else { part };
        part.checked_div(whole)
    }

    /// Its unit: `%`, `人次/场`, or nothing where things of one quantity are divided.
    pub fn unit(&self, measures: &[Measure]) -> String {
        let quantity = |sum: &Sum| {
            let first = sum.measures().next()?;
            measures.iter().find(|m| m.id == *first).map(|m| m.quantity.clone())
        };
        match (self.percent, quantity(&self.part), quantity(&self.whole)) {
            (true, ..) => "%".to_owned(),
            (false, Some(part), Some(whole)) if part != whole => format!("{part}/{whole}"),
            _ => String::new(),
        }
    }
}

/// Two sums that must agree: `申诉 + 举报 + 建议 == 投诉`.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct SumCheck {
    /// One side.
    pub left: Sum,
    /// How they must compare.
    pub compare: Compare,
    /// The other side.
    pub right: Sum,
}

impl SumCheck {
    /// The measures of both sides.
    pub fn measures(&self) -> impl Iterator<Item = &MeasureId> {
        self.left.measures().chain(self.right.measures())
    }
}

impl fmt::Display for SumCheck {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} {} {}", self.left, self.compare.sign(), self.right)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sums_are_written_as_they_are_read() {
        let sum =
            |names: &[&str]| Sum(names.iter().map(|name| Term::Measure((*name).into())).collect());
        let check = SumCheck {
            left: sum(&["申诉", "举报"]),
            compare: Compare::Exactly,
            right: Sum(vec![Term::Measure("投诉".into()), Term::Number(3.into())]),
        };
        assert_eq!(check.to_string(), "申诉 + 举报 == 投诉 + 3");
        let rate = Rate {
            id: "解决率".to_owned(),
            part: sum(&["解决"]),
            whole: sum(&["投诉"]),
            percent: true,
            target: None,
        };
        assert_eq!(rate.to_string(), "解决 / 投诉");
        assert_eq!(rate.of(7.into(), 20.into()), Some(35.into()));
        assert_eq!(rate.of(7.into(), 0.into()), None);
    }
}
