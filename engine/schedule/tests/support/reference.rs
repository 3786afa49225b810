//! The schedule's definitions written down as slowly and plainly as they can be: recursion for dates,
//! search for latest times. Shares nothing with the passes but the calendar's `forward`, `first_start`
//! and `last_finish`.

use std::collections::BTreeMap;

use wallchart_plan::expanded::{Expanded, LinkKind, Need, Task, Timing};
use wallchart_plan::ids::TaskNo;
use wallchart_plan::{Instant, Span, WorkCalendar};
use wallchart_schedule::{Fact, Facts};

pub(crate) struct Reference<'a> {
    pub plan: &'a Expanded,
    pub facts: &'a Facts,
    pub calendar: WorkCalendar,
    pub start: Instant,
    /// A task that is made to finish at another time, its begin as it was.
    pub forced: Option<(TaskNo, Instant)>,
    /// A task that is made to begin no earlier than then, unless it has begun; its finish follows.
    pub delayed: Option<(TaskNo, Instant)>,
    memo: BTreeMap<TaskNo, Option<(Instant, Instant)>>,
    late_memo: BTreeMap<TaskNo, (Instant, Instant, Instant)>,
}

const LONG_AGO: Instant = Instant(i64::MIN / 4);
const FAR: i64 = 2_000_000;

impl<'a> Reference<'a> {
    pub(crate) fn new(plan: &'a Expanded, facts: &'a Facts, start: Instant) -> Self {
        let calendar = WorkCalendar::new(plan.calendar.clone(), plan.campaign.anchor);
        Self {
            plan,
            facts,
            calendar,
            start,
            forced: None,
            delayed: None,
            memo: BTreeMap::new(),
            late_memo: BTreeMap::new(),
        }
    }

    pub(crate) fn task(&self, no: TaskNo) -> &'a Task {
        self.plan.tasks.iter().find(|t| t.number == no).unwrap()
    }

    fn fact(&self, no: TaskNo) -> Fact {
        self.facts.of(no).copied().unwrap_or_default()
    }

    /// Working time in which a task is done; a fixed window has none.
    pub(crate) fn takes(&self, no: TaskNo) -> Span {
        match self.task(no).timing {
            Timing::Fixed { .. } => Span::ZERO,
            _ => self.task(no).takes.likely,
        }
    }

    /// Earliest begin and finish; none when dropped.
    pub(crate) fn early(&mut self, no: TaskNo) -> Option<(Instant, Instant)> {
        if let Some(known) = self.memo.get(&no) {
            return *known;
        }
        let mut found = self.early_anew(no);
        if let (Some((_, finish)), Some((forced, at))) = (&mut found, self.forced)
            && forced == no
        {
            *finish = at;
        }
        self.memo.insert(no, found);
        found
    }

    fn early_anew(&mut self, no: TaskNo) -> Option<(Instant, Instant)> {
        let (fact, takes) = (self.fact(no), self.takes(no));
        if fact.dropped {
            return None;
        }
        if let Some(finished) = fact.finished {
            return Some((fact.started.unwrap_or(finished).min(finished), finished));
        }
        let (mut begin_bounds, mut finish_bounds) = (vec![LONG_AGO], vec![LONG_AGO]);
        for need in &self.task(no).needs {
            for (link, at) in self.binding(need) {
                match need.links[link].kind {
                    LinkKind::FinishStart | LinkKind::StartStart => begin_bounds.push(at),
                    LinkKind::FinishFinish | LinkKind::StartFinish => finish_bounds.push(at),
                }
            }
        }
        let now = self.facts.now.unwrap_or(LONG_AGO);
        let finish_bound = finish_bounds.into_iter().max().unwrap();
        let (opens, closes) = match self.task(no).timing {
            Timing::Flow => (LONG_AGO, LONG_AGO),
            Timing::Fixed { start, end } => (start, end.max(start)),
            Timing::Pick { start, .. } => (fact.picked.unwrap_or(start), LONG_AGO),
        };
        if let Some(started) = fact.started {
            let from = if fact.suspended { started.max(now) } else { started };
            let done = self.calendar.forward(from, takes);
            return Some((started, done.max(now).max(closes).max(finish_bound)));
        }
        let mut begin = begin_bounds.into_iter().max().unwrap().max(self.start).max(now).max(opens);
        if !matches!(self.task(no).timing, Timing::Fixed { .. }) && finish_bound > LONG_AGO {
            let calendar = &self.calendar;
            begin = begin.max(latest(finish_bound, |t| calendar.forward(t, takes) <= finish_bound));
        }
        if let Some((delayed, to)) = self.delayed
            && delayed == no
        {
            begin = begin.max(to);
        }
        let begin = self.calendar.first_start(begin, takes);
        Some((begin, self.calendar.forward(begin, takes).max(closes).max(finish_bound)))
    }

    /// The links of a need that it goes by, each with its arrival.
    fn binding(&mut self, need: &Need) -> Vec<(usize, Instant)> {
        let mut arrivals = Vec::new();
        for (i, link) in need.links.iter().enumerate() {
            let Some((begin, finish)) = self.early(link.on) else { continue };
            let from = match link.kind {
                LinkKind::FinishStart | LinkKind::FinishFinish => finish,
                LinkKind::StartStart | LinkKind::StartFinish => begin,
            };
            arrivals.push((self.calendar.forward(from, link.lag), i));
        }
        arrivals.sort();
        arrivals.truncate(need.join.count(arrivals.len()));
        arrivals.into_iter().map(|(at, i)| (i, at)).collect()
    }

    pub(crate) fn finish(&mut self) -> Instant {
        let all: Vec<TaskNo> = self.plan.tasks.iter().map(|t| t.number).collect();
        all.into_iter().filter_map(|no| self.early(no)).map(|d| d.1).max().unwrap_or(self.start)
    }

    /// Latest begin and finish of a task that isn't dropped.
    pub(crate) fn late(&mut self, no: TaskNo) -> (Instant, Instant) {
        let (begin, finish, _) = self.late_and_bound(no);
        (begin, finish)
    }

    /// Also the latest that something may hold its finish up to.
    fn late_and_bound(&mut self, no: TaskNo) -> (Instant, Instant, Instant) {
        if let Some(known) = self.late_memo.get(&no) {
            return *known;
        }
        let (fact, takes) = (self.fact(no), self.takes(no));
        let early_finish = self.early(no).unwrap().1;
        let mut finish_bound = self.finish();
        let mut begin_bound = Instant(i64::MAX / 4);
        finish_bound = finish_bound.min(fact.due.or(self.task(no).due).unwrap_or(finish_bound));
        let timing = self.task(no).timing;
        if let Timing::Fixed { start, end } | Timing::Pick { start, end } = timing {
            finish_bound = finish_bound.min(end.max(start));
        }
        for after in &self.plan.tasks {
            let other = self.fact(after.number);
            if other.dropped || other.finished.is_some() {
                continue;
            }
            for need in &after.needs {
                for (i, _) in self.binding(need) {
                    let link = need.links[i];
                    if link.on != no {
                        continue;
                    }
                    let (late_begin, _, late_bound) = self.late_and_bound(after.number);
                    let on_begin =
                        matches!(link.kind, LinkKind::FinishStart | LinkKind::StartStart);
                    if on_begin && other.started.is_some() {
                        continue;
                    }
                    let calendar = &self.calendar;
                    let target = if on_begin { late_begin } else { late_bound };
                    let bound = latest(target, |t| calendar.forward(t, link.lag) <= target);
                    match link.kind {
                        LinkKind::FinishStart | LinkKind::FinishFinish => {
                            finish_bound = finish_bound.min(bound);
                        }
                        _ => begin_bound = begin_bound.min(bound),
                    }
                }
            }
        }
        // It ends in its working time, unless it will end outside it anyhow.
        let mut finish = self.calendar.last_finish(finish_bound, takes);
        if finish < early_finish && early_finish <= finish_bound {
            finish = early_finish;
        }
        let calendar = &self.calendar;
        let begin = if let Timing::Fixed { start, end } = timing {
            finish.plus_min(-end.since(start).max(0)).min(begin_bound)
        } else {
            let begin = latest(finish.min(begin_bound.plus_min(FAR)), |t| {
                let begin = calendar.first_start(t, takes);
                calendar.forward(begin, takes) <= finish && begin <= begin_bound
            });
            if calendar.forward(begin, takes) < finish && !self.could_end_at(begin, finish, takes) {
                finish = finish.min(calendar.forward(begin, takes));
            }
            begin
        };
        let held_up = if matches!(timing, Timing::Fixed { .. }) || fact.started.is_some() {
            finish_bound
        } else {
            let calendar = &self.calendar;
            latest(finish_bound, |t| {
                let moved = latest(t, |b| calendar.forward(b, takes) <= t);
                t <= finish_bound && calendar.first_start(moved, takes) <= begin
            })
        };
        self.late_memo.insert(no, (begin, finish, held_up));
        (begin, finish, held_up)
    }

    /// Whether the finish, too, keeps the begin from being later.
    fn could_end_at(&self, begin: Instant, finish: Instant, takes: Span) -> bool {
        let next = self.calendar.first_start(begin.plus_min(1), takes);
        self.calendar.forward(next, takes) > finish
    }
}

/// The latest time around `near` at which something holds that stops holding once and for all.
fn latest(near: Instant, holds: impl Fn(Instant) -> bool) -> Instant {
    let (mut yes, mut no) = (near.0 - FAR, near.0 + FAR);
    while no - yes > 1 {
        let mid = yes + (no - yes) / 2;
        if holds(Instant(mid)) { yes = mid } else { no = mid }
    }
    Instant(yes)
}
