//! What would count no more, or be read otherwise, and who would have to be seated anew.

use std::collections::BTreeMap;

use wallchart_plan::ids::{MeasureId, RosterId, TaskNo};
use wallchart_words::{ids, t};

use super::super::Teller;
use super::NAMED;
use crate::lost::{CellLost, FigureLost};
use crate::read::Outlook;
use crate::roster::Fill;
use crate::say;

impl Teller<'_> {
    /// Figures and cells that were recorded and would not count any more, or as something else.
    pub(super) fn uncounted(&mut self, outlook: &Outlook) {
        let lang = self.lang;
        let mut figures: BTreeMap<&MeasureId, Vec<&FigureLost>> = BTreeMap::new();
        for lost in &outlook.lost.figures {
            figures.entry(&lost.measure).or_default().push(lost);
        }
        for (measure, all) in figures {
            let tasks = self.some(all.iter().map(|lost| self.name(lost.task)));
            let count: usize = all.iter().map(|lost| lost.figures).sum();
            let sum = all.iter().map(|lost| lost.value);
            let sum = sum.reduce(|a, b| a.checked_add(b).unwrap_or(a)).unwrap_or_default();
            let quantity = outlook.before.campaign.plan.quantity(measure);
            let sum = format!("{sum}{quantity}");
            let measure = measure.as_str();
            self.late(
                0,
                t!(
                    lang,
                    ids::AMEND_FIGURES_LOST,
                    measure = measure,
                    count = count,
                    sum = sum,
                    tasks = tasks
                ),
            );
        }
        for now in &outlook.read_otherwise {
            let tasks = self.some(now.tasks.iter().map(|number| self.name(*number)));
            let (measure, count) = (now.measure.as_str(), now.figures);
            let (from, to) = (now.from.as_str(), now.to.as_str());
            self.late(
                0,
                t!(
                    lang,
                    ids::AMEND_READ_OTHERWISE,
                    measure = measure,
                    from = from,
                    to = to,
                    count = count,
                    tasks = tasks
                ),
            );
        }
        let mut cells: BTreeMap<(bool, &str), Vec<&CellLost>> = BTreeMap::new();
        for lost in &outlook.lost.cells {
            cells.entry((lost.gone, &lost.column)).or_default().push(lost);
        }
        for ((gone, column), all) in cells {
            let one = |lost: &&CellLost| {
                let (task, value) = (self.name(lost.task), lost.value.as_str());
                t!(lang, ids::AMEND_CELL, task = task, row = lost.row, value = value)
            };
            let named = self.some(all.iter().map(one));
            let message = if gone { ids::AMEND_CELLS_GONE } else { ids::AMEND_CELLS_UNFIT };
            self.late(0, t!(lang, message, column = column, count = all.len(), cells = named));
        }
    }

    /// Some tasks, each with what there is to say of it behind it.
    pub(super) fn beside(
        &self,
        tasks: &[TaskNo],
        sign: &str,
        what: impl Fn(TaskNo) -> Option<String>,
    ) -> String {
        let one = |number: &TaskNo| {
            format!("{}{sign}{}", self.name(*number), what(*number).unwrap_or_default())
        };
        self.some(tasks.iter().map(one))
    }

    /// The first of them, and how many more.
    pub(super) fn some(&self, items: impl Iterator<Item = String>) -> String {
        let mut all: Vec<String> = items.collect();
        let more = all.len().saturating_sub(NAMED);
        all.truncate(NAMED);
        let named = self.list(all.into_iter());
        match more {
            0 => named,
            more => t!(self.lang, ids::CAMPAIGN_LIST_MORE, list = named, more = more),
        }
    }

    /// Who was put down on a duty roster and has no seat any more, roster by roster.
    pub(super) fn unseated(&mut self, outlook: &Outlook) {
        let mut all: BTreeMap<&RosterId, Vec<&Fill>> = BTreeMap::new();
        for fill in &outlook.fills_go {
            all.entry(&fill.seat.roster).or_default().push(fill);
        }
        for (roster, fills) in all {
            let calendar = &outlook.before.calendar;
            let one = |fill: &&Fill| {
                let when = say::moment(calendar, fill.seat.start);
                let post = say::post(&fill.seat.unit, fill.seat.item.as_deref());
                format!("{when} {post} {}", say::people(self.lang, &fill.people))
            };
            let named = self.list(fills.iter().take(NAMED).map(one));
            let more = fills.len().saturating_sub(NAMED);
            let roster = roster.as_str();
            self.late(
                0,
                t!(self.lang, ids::ROSTER_FILLS_GO, roster = roster, fills = named, more = more),
            );
        }
    }
}
