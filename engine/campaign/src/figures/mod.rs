//! Figures added up: what tasks recorded, in total and unit by unit, with rates, and with checks of sums.
//!
//! Everything is exact. What was corrected or undone doesn't count, nothing is summed across units of
//! quantity, and "nothing to report" is a reported zero.

mod amount;
mod check;
mod cover;
mod pile;
mod rate;
#[cfg(test)]
mod stocks;
mod tally;
#[cfg(test)]
mod tests;
mod totals;
mod units;
mod warnings;

pub(crate) use amount::Amount;
pub(crate) use check::broken_with;
pub use check::{CheckSeen, Checked, to_reconcile};
pub use cover::{CoverSeen, ShortOf, out_of_reach};
pub(crate) use pile::Pile;
pub use rate::RateSeen;
pub(crate) use rate::reaches;
pub(crate) use tally::{comes_to, entered, entered_at, has_figure};
pub use totals::{Asked, Reached, Total, asked, totals};
pub use units::{Broken, Figures, UnitFigures, UnitTotal, broken, broken_by, figures};
pub use warnings::{Warning, warnings};
