//! Dates and windows that can't be kept, each with the fewest causes that rule it out.
//!
//! What is late for the same first cause is said once, at the worst of it; the rest stands below as notes,
//! fan-outs folded. The chain that is shown is a proof by itself: where more than that holds the date up,
//! the message says when it is to be expected then.

use std::collections::{BTreeMap, BTreeSet};

use wallchart_plan::diagnostic::{Code, Diagnostic, Note, Place};
use wallchart_plan::expanded::{Expanded, Task, Timing};
use wallchart_plan::ids::TaskId;
use wallchart_plan::{Instant, Span, TaskField};
use wallchart_words::{Value, ids};

use super::{Names, Places, beginning, ending, lag};
use crate::codes::{E101, E102, E103};
use crate::core::causes::{Causes, Event, Hold};
use crate::core::conflict::{Conflict, Root};
use crate::core::overlay::Overlay;
use crate::core::time::{Minute, instant, minute};
use crate::network::Network;

/// Tasks of a chain, and notes, that are shown of one diagnostic.
const SHOWN: usize = 24;

/// Links that the searches for shortest proofs may look at. A plan in which that is not enough has so
/// many impossible dates that the causes are shown which the schedule goes by.
const SEARCHED: usize = 2_000_000;

pub(super) struct Dated<'a> {
    pub(super) plan: &'a Expanded,
    pub(super) net: &'a Network,
    pub(super) names: &'a Names<'a>,
    pub(super) place: Places<'a>,
}

/// A date that can't be kept, at the worst of the instances that can't.
struct Missed {
    v: usize,
    code: &'static Code,
    /// The date.
    limit: Instant,
    late_min: i64,
    /// How many instances can't keep theirs.
    count: usize,
}

impl Missed {
    /// The end of the task that is late.
    fn event(&self) -> Event {
        Event { v: self.v, is_finish: self.code.name != E102.name }
    }
}

type Said = (&'static str, Value);

impl Dated<'_> {
    /// The diagnostics, and the pairs of tasks whose link to what is late is part of a chain.
    pub(super) fn review(&self) -> (Vec<Diagnostic>, BTreeSet<(TaskId, TaskId)>) {
        let on = Overlay::default();
        let passes = self.net.passes(&on);
        let causes = Causes {
            net: &self.net.arrays,
            on: &on,
            time: &self.net.calendar,
            start: self.net.start,
            early: &passes.early,
        };
        let missed = self.missed(&causes);
        if missed.is_empty() {
            return Default::default();
        }
        let roots = causes.roots();
        let mut clusters: BTreeMap<(&TaskId, bool), Vec<Missed>> = BTreeMap::new();
        for missed in missed {
            let root = roots[missed.event().index()];
            let first = root.map_or(missed.v, |root| root.v);
            let by_window = root.is_some_and(|r| r.by != Hold::Start);
            clusters.entry((&self.task(first).task, by_window)).or_default().push(missed);
        }
        let mut budget = SEARCHED;
        let mut found: Vec<(u32, Diagnostic)> = Vec::new();
        let mut told = BTreeSet::new();
        for mut cluster in clusters.into_values() {
            cluster.sort_by_key(|m| (-m.late_min, self.net.order[m.v]));
            let Some((worst, others)) = cluster.split_first() else { continue };
            let root = roots[worst.event().index()];
            let chain = self.proof(&causes, worst, root, &mut budget);
            if let Some((event, Hold::Link(link), _)) =
                chain.steps.iter().rev().find(|(_, by, _)| matches!(by, Hold::Link(_)))
                && event.v == worst.v
            {
                let on = self.task(causes.source(*link).v).task.clone();
                told.insert((on, self.task(worst.v).task.clone()));
            }
            found.push((self.net.order[worst.v], self.say(&causes, worst, others, &chain)));
        }
        found.sort_by_key(|(i, _)| *i);
        (found.into_iter().map(|(_, d)| d).collect(), told)
    }

    fn task(&self, v: usize) -> &Task {
        &self.plan.tasks[self.net.order[v] as usize]
    }

    /// Every kind of date that a task of the plan can't keep, at the worst of its instances.
    fn missed(&self, causes: &Causes<'_>) -> Vec<Missed> {
        let mut found: BTreeMap<(&'static str, &TaskId), Missed> = BTreeMap::new();
        for v in 0..self.net.order.len() {
            let Some(missed) = self.missed_at(causes, v) else { continue };
            let order = |m: &Missed| (-m.late_min, self.net.order[m.v]);
            match found.entry((missed.code.name, &self.task(v).task)) {
                std::collections::btree_map::Entry::Vacant(slot) => {
                    slot.insert(missed);
                }
                std::collections::btree_map::Entry::Occupied(mut slot) => {
                    let count = slot.get().count + 1;
                    if order(&missed) < order(slot.get()) {
                        slot.insert(missed);
                    }
                    slot.get_mut().count = count;
                }
            }
        }
        found.into_values().collect()
    }

    /// The date that the task at a position can't keep.
    fn missed_at(&self, causes: &Causes<'_>, v: usize) -> Option<Missed> {
        let task = self.task(v);
        let (start, finish) = (instant(causes.early.start[v]), instant(causes.early.finish[v]));
        let window = match task.timing {
            Timing::Fixed { .. } if super::opens_with_day(task, &self.net.calendar) => None,
            Timing::Fixed { start: opens, .. } => Some((&E102, opens, start.since(opens))),
            Timing::Pick { end, .. } => Some((&E103, end, finish.since(end))),
            Timing::Flow => None,
        };
        // That the window itself ends after the due date has been said in reading (E082).
        let due = task.due.filter(|due| !ends_after(task, *due));
        let due = due.map(|due| (&E101, due, finish.since(due)));
        let late = [window, due].into_iter().flatten().find(|(.., min)| *min > 0);
        // That the work is longer than its window has been said in reading.
        let late = late.filter(|(code, ..)| code.name != E103.name || !self.is_too_long(task));
        late.map(|(code, limit, late_min)| Missed { v, code, limit, late_min, count: 1 })
    }

    /// Whether the window to pick from can't hold the work, even begun as it opens.
    fn is_too_long(&self, task: &Task) -> bool {
        let Timing::Pick { start, end } = task.timing else { return false };
        let (calendar, span) = (&self.net.calendar, task.takes.likely);
        calendar.forward(calendar.first_start(start, span), span) > end
    }

    /// The fewest causes that rule the date out.
    fn proof(
        &self,
        causes: &Causes<'_>,
        missed: &Missed,
        root: Option<Root>,
        budget: &mut usize,
    ) -> Conflict {
        let (event, limit) = (missed.event(), minute(missed.limit));
        let steps = root.map_or(0, |root| root.steps + 1);
        let found = causes.conflict(event, limit, steps, budget);
        found.unwrap_or_else(|| causes.held_by(event))
    }

    fn say(
        &self,
        causes: &Causes<'_>,
        missed: &Missed,
        others: &[Missed],
        chain: &Conflict,
    ) -> Diagnostic {
        let calendar = &self.net.calendar;
        let task = self.task(missed.v);
        let reached = instant(chain.at());
        let in_all = missed.limit.plus_min(missed.late_min);
        let mut args: Vec<Said> = vec![
            ("task", self.names.name(task, missed.count).into()),
            ("count", missed.count.into()),
            ("chain", self.chain(chain).into()),
            ("date", ending(calendar, reached).into()),
            ("more", if in_all > reached { "yes" } else { "no" }.into()),
            ("all", ending(calendar, in_all).into()),
            ("limit", self.limit(missed).into()),
        ];
        args.extend(length(reached.since(missed.limit)));
        let mut related = self.notes(causes, chain);
        related.extend(others.iter().take(SHOWN).map(|other| self.also(other)));
        Diagnostic {
            code: missed.code,
            args,
            place: self.place_of(missed),
            related,
            suggestion: None,
            fix: None,
            is_raised: false,
        }
    }

    fn place_of(&self, missed: &Missed) -> Place {
        let field = if missed.code.name == E101.name { TaskField::Due } else { TaskField::When };
        (self.place)(self.task(missed.v).number, field)
    }

    fn limit(&self, missed: &Missed) -> String {
        match missed.code.name == E102.name {
            true => beginning(&self.net.calendar, missed.limit),
            false => ending(&self.net.calendar, missed.limit),
        }
    }

    /// Another date that is missed for the same first cause.
    fn also(&self, missed: &Missed) -> (Place, Note) {
        let calendar = &self.net.calendar;
        let mut args: Vec<Said> = vec![
            ("task", self.names.name(self.task(missed.v), missed.count).into()),
            ("count", missed.count.into()),
            ("date", ending(calendar, missed.limit.plus_min(missed.late_min)).into()),
            ("limit", self.limit(missed).into()),
        ];
        args.extend(length(missed.late_min));
        let message = match missed.code.name {
            name if name == E102.name => ids::SCHEDULE_ALSO_SET,
            name if name == E103.name => ids::SCHEDULE_ALSO_PICK,
            _ => ids::SCHEDULE_ALSO_DUE,
        };
        (self.place_of(missed), Note { message, args })
    }

    /// What a task of a chain is called: by its instance where another of its instances is in the chain too.
    fn name(&self, v: usize, chain: &Conflict) -> String {
        let task = self.task(v);
        let is_alone = |(event, ..): &(Event, Hold, Minute)| {
            event.v == v || self.task(event.v).task != task.task
        };
        self.names.name(task, if chain.steps.iter().all(is_alone) { usize::MAX } else { 1 })
    }

    /// The chain on one line: every task with the date that it has come to, lags between them.
    fn chain(&self, chain: &Conflict) -> String {
        let mut parts: Vec<String> = Vec::new();
        let mut steps = chain.steps.iter().peekable();
        while let Some((event, by, at)) = steps.next() {
            if let Hold::Link(link) = by {
                let rule = self.net.arrays.rules[self.net.arrays.rule[*link] as usize];
                let span = rule.lag.span();
                if !span.is_zero() {
                    parts.push(lag(span));
                }
            }
            if steps.peek().is_none_or(|(next, ..)| next.v != event.v) {
                let date = match event.is_finish {
                    true => ending(&self.net.calendar, instant(*at)),
                    false => beginning(&self.net.calendar, instant(*at)),
                };
                parts.push(format!("{} {date}", self.name(event.v, chain)));
            }
        }
        if parts.len() > SHOWN {
            let left_out = parts.len() - SHOWN;
            parts.splice(SHOWN / 2..SHOWN / 2 + left_out, [format!("… {left_out} …")]);
        }
        parts.join(" → ")
    }

    /// A note for each cause of the chain, where it is written.
    fn notes(&self, causes: &Causes<'_>, chain: &Conflict) -> Vec<(Place, Note)> {
        let mut notes: Vec<(Place, Note)> = Vec::new();
        let mut on: Option<String> = None;
        let mut steps = chain.steps.iter().peekable();
        while let Some((event, by, at)) = steps.next() {
            let follows = steps.peek().map(|(_, by, _)| *by);
            match by {
                Hold::Link(link) => {
                    let from = self.name(causes.source(*link).v, chain);
                    let rule = self.net.arrays.rules[self.net.arrays.rule[*link] as usize];
                    let takes = self.net.arrays.takes[event.v].span();
                    // A plain link is told with the length that follows it.
                    let plain = rule.lag.span().is_zero() && !event.is_finish;
                    if plain && follows == Some(Hold::Takes) && !takes.is_zero() {
                        on = Some(from);
                        continue;
                    }
                    notes.push(self.waits(*event, *link, from, *at, chain));
                }
                Hold::Takes => {
                    let takes = self.net.arrays.takes[event.v].span();
                    if takes.is_zero() {
                        continue;
                    }
                    notes.push(self.takes(*event, takes, on.take(), *at, chain));
                }
                first => notes.push(self.first(*event, *first, *at, chain)),
            }
        }
        if notes.len() > SHOWN {
            notes.drain(SHOWN / 2..notes.len() - SHOWN / 2);
        }
        notes
    }

    fn first(&self, event: Event, by: Hold, at: Minute, chain: &Conflict) -> (Place, Note) {
        let date = self.date(event, at);
        let what = match by {
            Hold::Closes => "closes",
            Hold::Opens if matches!(self.task(event.v).timing, Timing::Pick { .. }) => "pick",
            Hold::Opens => "opens",
            _ => "start",
        };
        let args: Vec<Said> = vec![
            ("task", self.name(event.v, chain).into()),
            ("what", what.into()),
            ("date", date.into()),
        ];
        let field = if what == "start" { TaskField::Start } else { TaskField::When };
        let place = (self.place)(self.task(event.v).number, field);
        (place, Note { message: ids::SCHEDULE_CAUSE_FIRST, args })
    }

    fn takes(
        &self,
        event: Event,
        takes: Span,
        on: Option<String>,
        at: Minute,
        chain: &Conflict,
    ) -> (Place, Note) {
        let after = if on.is_some() { "yes" } else { "no" };
        let mut args: Vec<Said> = vec![
            ("task", self.name(event.v, chain).into()),
            ("after", after.into()),
            ("on", on.unwrap_or_default().into()),
            ("date", self.date(event, at).into()),
        ];
        args.extend(span_args(takes));
        let place = (self.place)(self.task(event.v).number, TaskField::Takes);
        (place, Note { message: ids::SCHEDULE_CAUSE_TAKES, args })
    }

    fn waits(
        &self,
        event: Event,
        link: usize,
        on: String,
        at: Minute,
        chain: &Conflict,
    ) -> (Place, Note) {
        use wallchart_plan::expanded::LinkKind as K;
        let rule = self.net.arrays.rules[self.net.arrays.rule[link] as usize];
        let kind = match rule.kind {
            K::FinishStart => "after",
            K::StartStart => "with",
            K::FinishFinish => "ends",
            K::StartFinish => "ends_after",
        };
        let span = rule.lag.span();
        let args: Vec<Said> = vec![
            ("task", self.name(event.v, chain).into()),
            ("on", on.into()),
            ("kind", kind.into()),
            ("lag", if span.is_zero() { String::new() } else { format!(" {}", lag(span)) }.into()),
            ("date", self.date(event, at).into()),
        ];
        let field = self.need(event.v, link).map_or(TaskField::Id, TaskField::Need);
        let place = (self.place)(self.task(event.v).number, field);
        (place, Note { message: ids::SCHEDULE_CAUSE_WAITS, args })
    }

    fn date(&self, event: Event, at: Minute) -> String {
        match event.is_finish {
            true => ending(&self.net.calendar, instant(at)),
            false => beginning(&self.net.calendar, instant(at)),
        }
    }

    /// Which of its task's needs a link belongs to.
    fn need(&self, v: usize, link: usize) -> Option<usize> {
        let nth = link.checked_sub(self.net.arrays.links(v).start)?;
        // Links to tasks that the plan doesn't have are not in the network.
        let needs = self.task(v).needs.iter().enumerate();
        let links = needs.flat_map(|(i, need)| need.links.iter().map(move |l| (i, l.on)));
        links.filter(|(_, on)| self.net.index_of(*on).is_some()).nth(nth).map(|(i, _)| i)
    }
}

/// A length in days, hours and minutes, as the message `SCHEDULE_LENGTH` takes it, which others are made
/// with.
fn length(min: i64) -> [Said; 3] {
    let (days, rest) = (min / 1440, min % 1440);
    [("days", days.into()), ("hours", (rest / 60).into()), ("minutes", (rest % 60).into())]
}

/// A length in its own unit, as the message `SCHEDULE_SPAN` takes it.
fn span_args(span: Span) -> [Said; 2] {
    let (unit, n) = match span {
        Span::WorkDays(n) => ("wd", i64::from(n)),
        Span::Days(n) => ("d", n.into()),
        Span::Minutes(n) if n % 1440 == 0 => ("d", n / 1440),
        Span::Minutes(n) if n % 60 == 0 => ("h", n / 60),
        Span::Minutes(n) => ("min", n),
    };
    [("unit", unit.into()), ("n", n.into())]
}

/// Whether the task has a fixed window that is over only after the date.
fn ends_after(task: &Task, date: Instant) -> bool {
    matches!(task.timing, Timing::Fixed { end, .. } if end > date)
}
