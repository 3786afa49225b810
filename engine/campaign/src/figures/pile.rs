//! Figures of one measure put together: added up, or of a stock (存量) the latest of each unit and item.

use std::collections::BTreeMap;

use wallchart_plan::expanded::{Dimension, Key, Task};
use wallchart_plan::ids::UnitId;

use super::amount::Amount;
use crate::state::TaskRecord;

/// Whose figure it is: a unit's, for an item of a list where its task is fanned out over one.
type Whose<'a> = (&'a UnitId, Vec<&'a Key>);

/// Figures of one measure. What comes of them is the same in any order.
#[derive(Debug, Clone, Default)]
pub(crate) struct Pile<'a> {
    sum: Amount,
    latest: BTreeMap<Whose<'a>, Amount>,
}

impl<'a> Pile<'a> {
    /// Takes in a task's figure. That of a stock takes the place of earlier ones of the same unit and item,
    /// whichever task they came with.
    pub(crate) fn take(
        &mut self,
        is_latest: bool,
        (task, record): (&'a Task, &'a TaskRecord),
        amount: Amount,
    ) {
        if !is_latest {
            return self.sum.add(amount);
        }
        let is_own =
            |key: &&Key| key.dimension == Dimension::Unit && key.value == record.owner.as_str();
        let items = task.keys.iter().filter(|key| !is_own(key)).collect();
        let stands = self.latest.entry((&record.owner, items)).or_insert(amount);
        if stands.counted_to() <= amount.counted_to() {
            *stands = amount;
        }
    }

    /// What they come to.
    pub(crate) fn amount(&self) -> Amount {
        let mut out = self.sum;
        self.latest.values().for_each(|amount| out.add(*amount));
        out
    }
}
