//! What tasks recorded, measure by measure, with what rolls up.

use std::collections::BTreeMap;

use wallchart_plan::Expanded;
use wallchart_plan::expanded::{MeasureAsk, Task};
use wallchart_plan::ids::MeasureId;
use wallchart_plan::sums::{Sum, SumCheck, Term};
use wallchart_plan::time::Instant;

use super::amount::Amount;
use super::pile::Pile;
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
pub(crate) struct Tally<'t> {
    own: Vec<Pile<'t>>,
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

    pub(crate) fn tally<'t>(&self) -> Tally<'t> {
        let count = self.plan.measures.len();
        Tally { own: vec![Pile::default(); count], awaited: vec![false; count] }
    }

    /// Adds what a task recorded, and notes what it still has to.
    pub(crate) fn add<'t>(&self, tally: &mut Tally<'t>, task: &'t Task, record: &'t TaskRecord) {
        self.add_to([tally], task, record);
    }

    /// As [`Counting::add`], to several: rows are counted once.
    pub(crate) fn add_to<'t, const N: usize>(
        &self,
        mut tallies: [&mut Tally<'t>; N],
        task: &'t Task,
        record: &'t TaskRecord,
    ) {
        for (measure, amount) in recorded(self.plan, task, record) {
            let Some(number) = self.number.get(measure) else { continue };
            let is_latest = self.is_latest(*number);
            for own in tallies.iter_mut().filter_map(|tally| tally.own.get_mut(*number)) {
                own.take(is_latest, (task, record), amount);
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

    fn is_latest(&self, number: usize) -> bool {
        self.plan.measures.get(number).is_some_and(|measure| measure.latest)
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
    pub(crate) fn rolled(&self, tally: &Tally<'_>) -> Rolled<'_> {
        let count = self.plan.measures.len();
        let mut rolled = vec![Amount::default(); count];
        let own: Vec<Amount> = tally.own.iter().map(Pile::amount).collect();
        let mut awaited = tally.awaited.clone();
        for (number, own) in own.iter().copied().enumerate() {
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
        let latest = self.plan.measures.iter().map(|measure| measure.latest).collect();
        Rolled { number: &self.number, own, rolled, awaited, latest }
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
    /// Of which only the latest figure counts.
    latest: Vec<bool>,
}

/// A sum as far as it is known.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Known {
    pub(crate) amount: Amount,
    /// Whether every measure of it has a figure.
    pub(crate) whole: bool,
    /// Whether any figure is still to come.
    pub(crate) awaited: bool,
    /// Whether one is still to come that may be less than what stands in its place now.
    pub(crate) may_fall: bool,
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
        let mut out =
            Known { amount: Amount::default(), whole: true, awaited: false, may_fall: false };
        for term in &sum.0 {
            match term {
                Term::Number(value) => {
                    out.amount.add(Amount { value: *value, ..Amount::default() });
                }
                Term::Measure(id) => {
                    let number = self.number.get(id).copied();
                    let amount = number.map(|n| self.at(n)).unwrap_or_default();
                    out.whole &= amount.figures > 0;
                    let is = |flags: &[bool]| number.is_some_and(|n| flags.get(n) == Some(&true));
                    let awaited = is(&self.awaited);
                    out.awaited |= awaited;
                    out.may_fall |= awaited && is(&self.latest);
                    out.amount.add(amount);
                }
            }
        }
        out
    }
}

/// The figures that a task recorded, one by one, and those that its rows come to, each with its measure.
pub(crate) fn entered<'a>(
    plan: &'a Expanded,
    task: &'a Task,
    record: &'a TaskRecord,
) -> impl Iterator<Item = (&'a MeasureId, Amount)> {
    entered_at(plan, task, record, |_| true).map(|(measure, amount, _)| (measure, amount))
}

/// As [`entered`], of what was entered at such times, each with when it was.
pub(crate) fn entered_at<'a>(
    plan: &'a Expanded,
    task: &'a Task,
    record: &'a TaskRecord,
    is_then: impl Fn(Instant) -> bool + Copy + 'a,
) -> impl Iterator<Item = (&'a MeasureId, Amount, Instant)> {
    let entries = record.entries.iter().filter(|e| e.counts).filter_map(move |e| match &e.body {
        // What was entered before the plan counted it is in the rows too.
        EntryBody::Figure(figure) if task.counted(&figure.measure).is_none() => {
            let at = Instant::from_utc(e.at.naive_utc());
            if !is_then(at) {
                return None;
            }
            // What comes late tells of the time for which it was asked.
            let by = task.due.filter(|_| plan.is_latest(&figure.measure) && figure.as_of.is_none());
            Some((&figure.measure, Amount::of(figure, at).by(by), at))
        }
        _ => None,
    });
    let counted = task.measures.iter().filter_map(move |ask| {
        let count = counted(task, &record.rows, ask.from.as_ref()?, is_then)?;
        let by = task.due.filter(|_| plan.is_latest(&ask.measure));
        Some((&ask.measure, Amount::counted(count).by(by), count.at.1))
    });
    entries.chain(counted)
}

/// The figures that a task entered, and a zero for each that it has nothing to report of: of a stock, that is
/// nothing new.
pub(crate) fn recorded<'a>(
    plan: &'a Expanded,
    task: &'a Task,
    record: &'a TaskRecord,
) -> impl Iterator<Item = (&'a MeasureId, Amount)> {
    let nil = said_nil(record).filter(|_| !task.measures.is_empty()).into_iter();
    let zeros = nil.flat_map(move |at| {
        let silent = task.measures.iter().filter(|ask| !is_recorded(record, ask));
        let silent = silent.filter(|ask| !plan.is_latest(&ask.measure));
        silent.map(move |ask| (&ask.measure, Amount::exactly(0.into(), at)))
    });
    entered(plan, task, record).chain(zeros)
}

/// What these figures come to for one measure, each with its task; `None` where none is of it.
pub(crate) fn comes_to<'a>(
    plan: &Expanded,
    measure: &MeasureId,
    figures: impl Iterator<Item = (&'a Task, &'a TaskRecord, (&'a MeasureId, Amount))>,
) -> Option<Amount> {
    let is_latest = plan.is_latest(measure);
    let mut pile: Option<Pile<'_>> = None;
    for (task, record, (_, amount)) in figures.filter(|(_, _, (of, _))| *of == measure) {
        pile.get_or_insert_default().take(is_latest, (task, record), amount);
    }
    pile.map(|pile| pile.amount())
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
        None => record.entries.iter().any(|e| {
            e.counts && matches!(&e.body, EntryBody::Figure(figure) if figure.measure == *measure)
        }),
    }
}
