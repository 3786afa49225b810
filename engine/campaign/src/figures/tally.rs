//! What tasks recorded, measure by measure, with what rolls up.

use std::collections::BTreeMap;

use wallchart_plan::Expanded;
use wallchart_plan::expanded::{MeasureAsk, Task};
use wallchart_plan::ids::MeasureId;
use wallchart_plan::sums::{Sum, SumCheck, Term};
use wallchart_plan::time::Instant;

use super::amount::Amount;
use crate::rows::counted;
use crate::state::{EntryBody, TaskRecord, TaskState};

/// The measures of a plan by number, and what each rolls up into.
pub(crate) struct Counting<'a> {
    pub(crate) plan: &'a Expanded,
    number: BTreeMap<&'a MeasureId, usize>,
    into: Vec<Option<usize>>,
}

/// Figures of some tasks, by the number of their measure.
#[derive(Debug, Clone, Default)]
pub(crate) struct Tally {
    own: Vec<Amount>,
    /// Measures of which a figure is still to come.
    awaited: Vec<bool>,
}

impl<'a> Counting<'a> {
    pub(crate) fn of(plan: &'a Expanded) -> Self {
        let number: BTreeMap<_, _> =
            plan.measures.iter().enumerate().map(|(i, m)| (&m.id, i)).collect();
        let into = plan.measures.iter().map(|measure| {
            let into = *number.get(measure.rolls_into.as_ref()?)?;
            // Nothing is summed across units of quantity.
            plan.measures.get(into).filter(|m| m.quantity == measure.quantity).map(|_| into)
        });
        let into = into.collect();
        Counting { plan, number, into }
    }

    pub(crate) fn tally(&self) -> Tally {
        let count = self.plan.measures.len();
        Tally { own: vec![Amount::default(); count], awaited: vec![false; count] }
    }

    /// Adds what a task recorded, and notes what it still has to.
    pub(crate) fn add(&self, tally: &mut Tally, task: &Task, record: &TaskRecord) {
        self.add_to([tally], task, record);
    }

    /// As [`Counting::add`], to several: rows are counted once.
    pub(crate) fn add_to<const N: usize>(
        &self,
        mut tallies: [&mut Tally; N],
        task: &Task,
        record: &TaskRecord,
    ) {
        for (measure, amount) in recorded(task, record) {
            let Some(number) = self.number.get(measure) else { continue };
            for tally in &mut tallies {
                if let Some(own) = tally.own.get_mut(*number) {
                    own.add(amount);
                }
            }
        }
        if record.state.is_settled() {
            return;
        }
        for ask in &task.measures {
            let is_awaited = match ask.from {
                // Until it is handed in, a log may grow.
                Some(_) => record.state != TaskState::Submitted,
                None => !ask.optional && !has_figure(task, record, &ask.measure),
            };
            if !is_awaited {
                continue;
            }
            let Some(number) = self.number.get(&ask.measure) else { continue };
            for tally in &mut tallies {
                if let Some(awaited) = tally.awaited.get_mut(*number) {
                    *awaited = true;
                }
            }
        }
    }

    /// The measures that one rolls up into, itself first.
    fn upwards(&self, number: usize) -> impl Iterator<Item = usize> {
        let into = |at: &usize| self.into.get(*at).copied().flatten();
        // As many steps as there are measures at most, should they roll up in a ring.
        std::iter::successors(Some(number), into)
            .take(self.into.len())
            .enumerate()
            .filter_map(move |(step, at)| (step == 0 || at != number).then_some(at))
    }

    /// Whether any of these measures, or what it rolls up into, stands in the check.
    pub(crate) fn concerns(&self, check: &SumCheck, measures: &[&MeasureId]) -> bool {
        let counted: Vec<usize> =
            check.measures().filter_map(|id| self.number.get(id).copied()).collect();
        let numbers = measures.iter().filter_map(|id| self.number.get(*id).copied());
        numbers.flat_map(|number| self.upwards(number)).any(|number| counted.contains(&number))
    }

    /// For each measure, its own figures and those that roll up into it.
    pub(crate) fn rolled(&self, tally: &Tally) -> Rolled<'_> {
        let count = self.plan.measures.len();
        let mut rolled = vec![Amount::default(); count];
        let mut awaited = tally.awaited.clone();
        for number in 0..count {
            let own = tally.own.get(number).copied().unwrap_or_default();
            let is_awaited = tally.awaited.get(number) == Some(&true);
            if own.figures == 0 && !is_awaited {
                continue;
            }
            for into in self.upwards(number).skip(1) {
                if let (Some(sum), Some(more)) = (rolled.get_mut(into), awaited.get_mut(into)) {
                    sum.add(own);
                    *more |= is_awaited;
                }
            }
        }
        let own = tally.own.clone();
        Rolled { number: &self.number, own, rolled, awaited }
    }
}

/// Figures with what rolls up.
pub(crate) struct Rolled<'a> {
    number: &'a BTreeMap<&'a MeasureId, usize>,
    /// A measure's own figures.
    pub(crate) own: Vec<Amount>,
    /// Those that roll up into it.
    pub(crate) rolled: Vec<Amount>,
    awaited: Vec<bool>,
}

/// A sum as far as it is known.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Known {
    pub(crate) amount: Amount,
    /// Whether every measure of it has a figure.
    pub(crate) whole: bool,
    /// Whether any figure is still to come.
    pub(crate) awaited: bool,
}

impl Rolled<'_> {
    /// All figures of a measure, by its number.
    pub(crate) fn at(&self, number: usize) -> Amount {
        let mut all = self.own.get(number).copied().unwrap_or_default();
        all.add(self.rolled.get(number).copied().unwrap_or_default());
        all
    }

    /// A sum of measures and numbers.
    pub(crate) fn sum(&self, sum: &Sum) -> Known {
        let mut out = Known { amount: Amount::default(), whole: true, awaited: false };
        for term in &sum.0 {
            match term {
                Term::Number(value) => {
                    out.amount.add(Amount { value: *value, ..Amount::default() });
                }
                Term::Measure(id) => {
                    let number = self.number.get(id).copied();
                    let amount = number.map(|n| self.at(n)).unwrap_or_default();
                    out.whole &= amount.figures > 0;
                    out.awaited |=
                        number.is_some_and(|n| self.awaited.get(n).copied().unwrap_or(false));
                    out.amount.add(amount);
                }
            }
        }
        out
    }
}

/// The figures that a task recorded, one by one, and those that its rows come to, each with its measure.
pub(crate) fn entered<'a>(
    task: &'a Task,
    record: &'a TaskRecord,
) -> impl Iterator<Item = (&'a MeasureId, Amount)> {
    let entries = record.entries.iter().filter(|e| e.counts).filter_map(|e| match &e.body {
        // What was entered before the plan counted it is in the rows too.
        EntryBody::Figure(figure) if task.counted(&figure.measure).is_none() => {
            Some((&figure.measure, Amount::of(figure, Instant::from_utc(e.at.naive_utc()))))
        }
        _ => None,
    });
    let counted = task.measures.iter().filter_map(|ask| {
        let count = counted(task, &record.rows, ask.from.as_ref()?, |_| true)?;
        Some((&ask.measure, Amount::counted(count)))
    });
    entries.chain(counted)
}

/// The figures that a task entered, and a zero for each that it has nothing to report of.
pub(crate) fn recorded<'a>(
    task: &'a Task,
    record: &'a TaskRecord,
) -> impl Iterator<Item = (&'a MeasureId, Amount)> {
    let nil = said_nil(record).filter(|_| !task.measures.is_empty()).into_iter();
    let zeros = nil.flat_map(move |at| {
        let silent = task.measures.iter().filter(|ask| !is_recorded(record, ask));
        silent.map(move |ask| (&ask.measure, Amount::exactly(0.into(), at)))
    });
    entered(task, record).chain(zeros)
}

/// When it was said that there is nothing to report (零报告), where that stands.
fn said_nil(record: &TaskRecord) -> Option<Instant> {
    let stands =
        matches!(record.state, TaskState::Submitted | TaskState::Completed | TaskState::Closed);
    record.submitted_at.filter(|_| record.nil && stands)
}

fn is_recorded(record: &TaskRecord, ask: &MeasureAsk) -> bool {
    if ask.from.is_some() {
        return record.rows.count() > 0;
    }
    record.entries.iter().any(|e| {
        e.counts && matches!(&e.body, EntryBody::Figure(figure) if figure.measure == ask.measure)
    })
}

/// Whether the task has a figure of that measure, be it that there was nothing.
pub(crate) fn has_figure(task: &Task, record: &TaskRecord, measure: &MeasureId) -> bool {
    match task.measures.iter().find(|ask| ask.measure == *measure) {
        Some(ask) => is_recorded(record, ask) || said_nil(record).is_some(),
        None => recorded(task, record).any(|(of, _)| of == measure),
    }
}
