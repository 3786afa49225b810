//! The campaign as a command sees it: with what earlier commands of its batch have changed.

use std::collections::BTreeMap;

use wallchart_plan::expanded::Task;
use wallchart_plan::ids::TaskNo;

use crate::change::change;
use crate::event::{Event, Seq};
use crate::state::{Campaign, TaskRecord};

/// A campaign with some records replaced. Costs nothing until something is changed.
pub(crate) struct Overlay<'a> {
    pub(crate) campaign: &'a Campaign,
    changed: BTreeMap<usize, TaskRecord>,
    /// The last event seen.
    pub(crate) seq: Seq,
}

impl<'a> Overlay<'a> {
    pub(crate) fn of(campaign: &'a Campaign) -> Self {
        Overlay { campaign, changed: BTreeMap::new(), seq: campaign.seq }
    }

    pub(crate) fn task(&self, number: TaskNo) -> Option<(&'a Task, &TaskRecord)> {
        let at = *self.campaign.index.get(&number)?;
        let task = self.campaign.plan.tasks.get(at)?;
        match self.changed.get(&at) {
            Some(record) => Some((task, record)),
            None => Some((task, self.campaign.records.get(at)?)),
        }
    }

    /// Every task with what is known of it, in written order.
    pub(crate) fn tasks(&self) -> impl Iterator<Item = (&'a Task, &TaskRecord)> {
        let kept = self.campaign.plan.tasks.iter().zip(&self.campaign.records).enumerate();
        kept.map(|(at, (task, record))| (task, self.changed.get(&at).unwrap_or(record)))
    }

    /// The records that were changed, by the place of their task.
    pub(crate) fn into_changed(self) -> BTreeMap<usize, TaskRecord> {
        self.changed
    }

    /// Applies an event that touches a task, as the fold will.
    pub(crate) fn apply(&mut self, event: &Event) {
        self.seq = event.seq;
        let Some(at) = event.body.task().and_then(|t| self.campaign.index.get(&t).copied()) else {
            return;
        };
        let Some(kept) = self.campaign.records.get(at) else { return };
        let record = self.changed.entry(at).or_insert_with(|| TaskRecord::clone(kept));
        // `decide` names only parts that exist, so there is nothing to report.
        let planned = self.campaign.plan.tasks.get(at).and_then(|task| task.due);
        let _ = change(record, event, planned);
    }
}
