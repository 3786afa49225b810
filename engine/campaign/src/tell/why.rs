//! Why a task's dates are what they are, what it waits for and what it holds up.

use wallchart_plan::ids::TaskNo;
use wallchart_plan::time::Instant;
use wallchart_schedule::why::{Cause, End, Reason, Step};
use wallchart_words::{Lang, Message, ids, t};

use super::{Line, SAID, Teller};
use crate::read::{Awaited, HoldsUp, Joined, View, Why, out_of_reach};
use crate::say;

/// Groups of tasks that are named before the rest is only counted.
const GROUPS: usize = 8;

/// The reasons behind a task's dates, as a clerk would tell them.
pub fn why(lang: Lang, view: &View, why: &Why) -> Vec<Line> {
    let mut teller = Teller::new(lang, view);
    teller.starts(why);
    teller.due(why);
    teller.waits(why);
    teller.holds(why);
    for seen in view.task(why.task).iter().flat_map(|s| out_of_reach(&view.campaign, s.task)) {
        teller.late(0, say::out_of_reach(lang, &seen));
    }
    teller.out
}

impl Teller<'_> {
    fn starts(&mut self, why: &Why) {
        let begun = matches!(
            why.begins.first().and_then(|s| s.by.first()).map(|r| r.cause),
            Some(Cause::Begun | Cause::Done)
        );
        if why.begins.is_empty() {
            return self.head(t!(self.lang, ids::WHY_DROPPED));
        }
        let at = self.begin(why.task, why.start, why.finish);
        let id = if begun { ids::WHY_HEAD_BEGUN } else { ids::WHY_HEAD_START };
        self.head(t!(self.lang, id, at = at));
        if !begun {
            self.chain(&why.begins);
        }
        let at = self.finish(why.task, why.start, why.finish);
        match why.finishes.as_slice() {
            [] => {
                if let Some(length) = why.takes {
                    let length = self.span(length);
                    self.head(t!(self.lang, ids::WHY_HEAD_TAKES, at = at, length = length));
                }
            }
            [only] if only.by.first().is_some_and(|r| r.cause == Cause::Closes) => {
                self.head(t!(self.lang, ids::WHY_HEAD_UNTIL, at = at));
            }
            chain => {
                self.head(t!(self.lang, ids::WHY_HEAD_FINISH, at = at));
                self.chain(chain);
            }
        }
    }

    fn tie(&mut self, depth: u8, nth: usize, text: String) {
        let also = |what| t!(self.lang, ids::WHY_ALSO, what = what);
        let text = if nth == 0 { text } else { also(text) };
        self.say(depth, text);
    }

    /// The causes of a step, links to instances of one task together behind the first of them; the first
    /// cause of all stays alone, since the chain goes on from it.
    fn folded<'r>(&self, by: &'r [Reason]) -> Vec<(&'r Reason, Vec<TaskNo>)> {
        let mut out: Vec<(&Reason, Vec<TaskNo>)> = Vec::new();
        for reason in by {
            let Cause::Link { task, end, lag, .. } = reason.cause else {
                out.push((reason, Vec::new()));
                continue;
            };
            let of = |no: TaskNo| self.view.campaign.task(no).map(|(task, _)| &task.task);
            let same = out.iter_mut().skip(1).find(|(other, tasks)| {
                let same_way = matches!(other.cause, Cause::Link { end: e, lag: l, .. } if e == end && l == lag);
                same_way && other.at == reason.at && tasks.first().and_then(|t| of(*t)) == of(task)
            });
            match same {
                Some((_, tasks)) => tasks.push(task),
                None => out.push((reason, vec![task])),
            }
        }
        out
    }

    /// The tasks of a folded cause: one by name, several by their task of the plan.
    fn named(&self, tasks: &[TaskNo]) -> String {
        let first = tasks.first().and_then(|no| self.view.campaign.task(*no));
        self.fan(first.map_or("", |(task, _)| task.task.as_str()), tasks)
    }

    /// A chain of causes, each below what it causes; of a long one the middle is only counted.
    fn chain(&mut self, chain: &[Step]) {
        let mut depth = 1;
        let left_out = chain.len().saturating_sub(SAID);
        for (i, step) in chain.iter().enumerate() {
            if left_out > 1 && i + 2 > SAID && i + 1 < chain.len() {
                if i + 1 == SAID {
                    self.say(depth, t!(self.lang, ids::WHY_STEPS, n = chain.len() - SAID));
                }
                continue;
            }
            let next = chain.get(i + 1);
            for (nth, (reason, tasks)) in self.folded(&step.by).into_iter().enumerate() {
                let next = next.filter(|_| nth == 0);
                if let Some(text) = self.because(step, reason, next, &tasks) {
                    self.tie(depth, nth, text);
                }
            }
            depth += u8::from(matches!(step.by.first().map(|r| r.cause), Some(Cause::Link { .. })));
        }
    }

    /// What holds an end of a task, in words; nothing for a length of nothing.
    fn because(
        &self,
        step: &Step,
        reason: &Reason,
        next: Option<&Step>,
        tasks: &[TaskNo],
    ) -> Option<String> {
        let lang = self.lang;
        let date =
            if step.end == End::Begin { self.from(reason.at) } else { self.until(reason.at) };
        let plain = |id: Message| t!(lang, id, date = date.clone());
        let said = match reason.cause {
            Cause::Takes { length } if length.is_zero() => return None,
            Cause::Takes { length } => {
                let from = next.map_or(step.at, |s| s.at);
                let (length, date) = (self.span(length), self.from(from));
                return Some(t!(lang, ids::WHY_TAKES, date = date, length = length));
            }
            Cause::Link { task, end, lag, enough } => {
                let at = self.end_of(task, end);
                let id = match end {
                    End::Begin => ids::WHY_AFTER_BEGIN,
                    End::Finish => ids::WHY_AFTER_FINISH,
                };
                let lag = self.lag(lag);
                let mut said = t!(lang, id, task = self.named(tasks), date = at, lag = lag);
                if let Some((count, of)) = enough {
                    said.push_str(&t!(lang, ids::WHY_ENOUGH, count = count, of = of));
                }
                said
            }
            Cause::CampaignStart => plain(ids::WHY_CAMPAIGN_START),
            Cause::Now => plain(ids::WHY_NOW),
            Cause::Opens => plain(ids::WHY_OPENS),
            Cause::Picked => plain(ids::WHY_PICKED),
            Cause::Closes => plain(ids::WHY_CLOSES),
            Cause::Begun => plain(ids::WHY_BEGUN),
            Cause::Done => plain(ids::WHY_DONE),
            Cause::Overrun => plain(ids::WHY_OVERRUN),
            Cause::Resumed => plain(ids::WHY_RESUMED),
            Cause::Due => plain(ids::WHY_DUE_DATE),
            Cause::CampaignFinish => plain(ids::WHY_CAMPAIGN_FINISH),
        };
        let moved = step.end == End::Begin && step.at > reason.at;
        Some(match moved {
            true => t!(lang, ids::WHY_PAUSED, why = said, at = self.from(step.at)),
            false => said,
        })
    }

    fn end_of(&self, task: TaskNo, end: End) -> String {
        match (self.view.task(task), end) {
            (Some(seen), End::Finish) => {
                self.finish(task, seen.dates.early_start, seen.dates.early_finish)
            }
            (Some(seen), End::Begin) => {
                self.begin(task, seen.dates.early_start, seen.dates.early_finish)
            }
            (None, _) => String::new(),
        }
    }

    fn due(&mut self, why: &Why) {
        let lang = self.lang;
        if why.bounds.is_empty() {
            return;
        }
        let extensions = self.view.task(why.task).map_or(0, |s| s.record.extensions);
        match (why.due, why.planned_due) {
            (Some(due), Some(was)) if due != was => {
                let (due, was) = (self.until(due), self.until(was));
                if let Some(with) = self.moved_with(why.task).filter(|_| extensions == 0) {
                    let with = self.name(with);
                    self.head(t!(lang, ids::WHY_DUE_MOVED, at = due, with = with, was = was));
                } else {
                    self.head(t!(lang, ids::WHY_DUE_EXTENDED, at = due, was = was, n = extensions));
                }
            }
            (Some(due), _) => self.head(t!(lang, ids::WHY_DUE_OWN, at = self.until(due))),
            (None, _) => self.head(t!(lang, ids::WHY_DUE_NONE)),
        }
        let own = why.bounds.len() == 1
            && why.bounds[0].by.first().is_some_and(|r| r.cause == Cause::Due);
        if !own {
            self.head(t!(lang, ids::WHY_LATEST, at = self.until(why.latest)));
            self.bounds(&why.bounds);
        }
        let slack = self.minutes(why.slack_min.abs());
        match why.slack_min {
            0 => self.head(t!(lang, ids::WHY_SLACK_NONE)),
            n if n < 0 => {
                let text = t!(lang, ids::WHY_SLACK_SHORT, slack = slack);
                self.late(0, text);
            }
            _ => {
                let free = self.minutes(why.free_slack_min);
                let id = match why.free_slack_min {
                    0 => ids::WHY_SLACK_HELD,
                    n if n >= why.slack_min => ids::WHY_SLACK_FREE,
                    _ => ids::WHY_SLACK,
                };
                self.head(t!(lang, id, slack = slack, free = free));
            }
        }
        if let Some(text) = self.endangered(why).filter(|_| !own) {
            self.say(1, t!(lang, ids::WHY_ENDANGERS, what = text));
        }
    }

    /// Of the tasks on whose due dates that of a task hangs, the one that is due last.
    fn moved_with(&self, task: TaskNo) -> Option<TaskNo> {
        let after = self.view.task(task)?.task.after.as_ref()?;
        let due = |on: &&TaskNo| self.view.task(**on).and_then(|seen| seen.record.due);
        after.on.iter().max_by_key(due).copied()
    }

    /// What is missed first when a task comes too late: the end of its bounds.
    fn endangered(&self, why: &Why) -> Option<String> {
        let last = why.bounds.last()?;
        let reason = last.by.first()?;
        let (task, date) = (self.name(last.task), self.until(reason.at));
        let id = match reason.cause {
            Cause::Due => ids::WHY_DANGER_DUE,
            Cause::Closes => ids::WHY_DANGER_WINDOW,
            _ => ids::WHY_DANGER_FINISH,
        };
        Some(t!(self.lang, id, task = task, date = date))
    }

    /// A chain of what keeps a task from being later.
    fn bounds(&mut self, chain: &[Step]) {
        let mut depth = 1;
        for (i, step) in chain.iter().enumerate() {
            if chain.len() > SAID + 1 && i + 2 > SAID && i + 1 < chain.len() {
                if i + 1 == SAID {
                    self.say(depth, t!(self.lang, ids::WHY_STEPS, n = chain.len() - SAID));
                }
                continue;
            }
            for (nth, (reason, tasks)) in self.folded(&step.by).into_iter().enumerate() {
                let next = chain.get(i + 1).filter(|_| nth == 0);
                if let Some(text) = self.bound(next, reason, &tasks) {
                    self.tie(depth, nth, text);
                }
            }
            depth += u8::from(matches!(step.by.first().map(|r| r.cause), Some(Cause::Link { .. })));
        }
    }

    fn bound(&self, next: Option<&Step>, reason: &Reason, tasks: &[TaskNo]) -> Option<String> {
        let lang = self.lang;
        let date = self.until(reason.at);
        Some(match reason.cause {
            Cause::Takes { length } if length.is_zero() => return None,
            Cause::Takes { length } => {
                let (at, end) = next.map_or((reason.at, End::Finish), |s| (s.at, s.end));
                self.latest(
                    ids::WHY_LIMIT_TAKES_BEGIN,
                    ids::WHY_LIMIT_TAKES_FINISH,
                    at,
                    end,
                    |id, at| t!(lang, id, length = self.span(length), date = at),
                )
            }
            Cause::Link { task, end, lag, .. } => {
                let at = next.map(|s| s.at).or_else(|| self.latest_of(task, end))?;
                self.latest(ids::WHY_LIMIT_BEGIN, ids::WHY_LIMIT_FINISH, at, end, |id, at| {
                    t!(lang, id, task = self.named(tasks), date = at, lag = self.lag(lag))
                })
            }
            Cause::Due => t!(lang, ids::WHY_DUE_DATE, date = date),
            Cause::Closes => t!(lang, ids::WHY_CLOSES, date = date),
            _ => t!(lang, ids::WHY_CAMPAIGN_FINISH, date = date),
        })
    }

    fn latest(
        &self,
        begin: Message,
        finish: Message,
        at: Instant,
        end: End,
        say: impl Fn(Message, String) -> String,
    ) -> String {
        match end {
            End::Begin => say(begin, self.from(at)),
            End::Finish => say(finish, self.until(at)),
        }
    }

    fn latest_of(&self, task: TaskNo, end: End) -> Option<Instant> {
        let dates = self.view.task(task)?.dates;
        Some(if end == End::Begin { dates.late_start } else { dates.late_finish })
    }

    fn waits(&mut self, why: &Why) {
        self.awaits(why);
        if !why.met.is_empty() {
            let named = |group: &Joined| match group.of {
                1 => group.task.to_string(),
                n => format!("{} {n}/{n}", group.task),
            };
            let tasks: Vec<String> = why.met.iter().take(GROUPS).map(named).collect();
            let tasks = tasks.join(&t!(self.lang, ids::CAMPAIGN_LIST_COMMA));
            self.say(1, t!(self.lang, ids::WHY_MET, tasks = tasks));
        }
    }

    fn awaits(&mut self, why: &Why) {
        if why.waits_for.is_empty() {
            return self.head(t!(self.lang, ids::WHY_WAITS_NONE));
        }
        let n: usize = why.waits_for.iter().filter(|g| g.hops == 1).map(|g| g.open.len()).sum();
        self.head(t!(self.lang, ids::WHY_WAITS, n = n));
        for group in why.waits_for.iter().take(GROUPS) {
            let text = self.awaited(group);
            let indent = u8::try_from(group.hops).unwrap_or(u8::MAX);
            if group.late > 0 { self.late(indent, text) } else { self.say(indent, text) }
        }
        self.rest(why.waits_for.len());
    }

    fn rest(&mut self, groups: usize) {
        if groups > GROUPS {
            self.say(1, t!(self.lang, ids::WHY_MORE, n = groups - GROUPS));
        }
    }

    fn awaited(&self, group: &Awaited) -> String {
        let lang = self.lang;
        let date = group.expected.map(|at| self.until(at)).unwrap_or_default();
        match group.open.as_slice() {
            [only] if group.of == 1 => {
                let word = match self.view.task(*only).filter(|_| !self.view.is_planned()) {
                    Some(seen) => crate::say::standing(lang, seen.standing, seen.record.state),
                    None => String::new(),
                };
                let state = if word.is_empty() { "no" } else { "yes" };
                let task = self.name(*only);
                t!(lang, ids::WHY_AWAITED_ONE, task = task, state = state, word = word, date = date)
            }
            open if self.view.is_planned() => {
                let task = t!(lang, ids::WHY_FAN, task = group.task.as_str(), n = open.len());
                t!(lang, ids::WHY_AWAITED_ONE, task = task, state = "no", word = "", date = date)
            }
            _ => {
                let what = t!(
                    lang,
                    ids::WHY_JOINED,
                    task = group.task.as_str(),
                    held = group.held,
                    skipped = group.skipped,
                    of = group.of,
                    late = group.late
                );
                t!(lang, ids::WHY_AWAITED_ALL, what = what, date = date)
            }
        }
    }

    fn holds(&mut self, why: &Why) {
        let open: Vec<&HoldsUp> = why.holds_up.iter().filter(|h| h.next_start.is_some()).collect();
        if open.is_empty() {
            return self.head(t!(self.lang, ids::WHY_HOLDS_NONE));
        }
        let n: usize =
            open.iter().filter(|h| h.hops == 1).map(|h| h.instances.len() - h.done).sum();
        self.head(t!(self.lang, ids::WHY_HOLDS, n = n));
        for held in open.iter().take(GROUPS) {
            let begins = |at: Instant| {
                let mut seen = held.instances.iter().filter_map(|task| self.view.task(*task));
                let next = seen.find(|seen| seen.dates.early_start == at);
                let finish = next.map_or(at, |seen| seen.dates.early_finish);
                next.map_or_else(|| self.from(at), |seen| self.begin(seen.task.number, at, finish))
            };
            let start = held.next_start.map(begins).unwrap_or_default();
            let what = self.fan(held.task.as_str(), &held.instances);
            let id = if held.done > 0 { ids::WHY_HELD_DONE } else { ids::WHY_HELD };
            let text = t!(self.lang, id, what = what, done = held.done, start = start);
            self.say(u8::try_from(held.hops).unwrap_or(u8::MAX), text);
        }
        self.rest(open.len());
    }
}
