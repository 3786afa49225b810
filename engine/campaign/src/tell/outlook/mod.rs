//! What a new revision would change, in words.

mod lost;
mod names;
mod renamed;

use std::collections::BTreeMap;

use chrono::{NaiveDate, NaiveTime};
use wallchart_plan::amend::{Aspect, Whole};
use wallchart_plan::expanded::{Task, Timing};
use wallchart_plan::ids::{TaskId, TaskNo, UnitId};
use wallchart_plan::time::Instant;
use wallchart_words::{Lang, Message, ids, t};

pub use names::{aspect, whole};

use super::{Line, Teller};
use crate::read::{OnPath, Outlook, View};
use crate::say;
use renamed::{
    aspect_by_name, aspect_went_along, is_rehung, item_renamed, renamed_from, went_along,
};

/// Groups of tasks that are named before the rest is only counted.
const GROUPS: usize = 24;

/// Moved tasks and units that are named.
const NAMED: usize = 6;

/// What a new revision would change, as a clerk would tell it.
pub fn outlook(lang: Lang, outlook: &Outlook) -> Vec<Line> {
    let mut before = Teller::new(lang, &outlook.before);
    let mut after = Teller::new(lang, &outlook.after);
    after.whole(outlook);
    after.added(outlook);
    before.removed(outlook);
    after.out.append(&mut before.out);
    after.changed(outlook);
    after.consequences(outlook);
    after.uncounted(outlook);
    after.unseated(outlook);
    after.dates(outlook);
    after.units(outlook);
    after.out
}

impl Teller<'_> {
    /// A moment of an occurrence that keeps its day: on that the time of day alone, so that a series is told at
    /// once.
    fn on_day(&self, day: Option<NaiveDate>, at: Instant, said: String) -> String {
        let local = self.view.calendar.local(at);
        match day {
            Some(day) if local.date() == day && local.time() != NaiveTime::MIN => {
                local.time().format("%H:%M").to_string()
            }
            Some(day) if self.view.calendar.end_date(at) == day => "24:00".to_owned(),
            _ => said,
        }
    }

    /// An end with its distance from D, where D is another one.
    fn hung_until(&self, outlook: &Outlook, view: &View, at: Instant) -> String {
        if !is_rehung(outlook) {
            return self.until(at);
        }
        let day = view.calendar.end_date(at);
        let away = day.signed_duration_since(view.campaign.plan.campaign.anchor).num_days();
        let away = if away == 0 { "D".to_owned() } else { format!("D{away:+}") };
        format!("{away} {}", self.until(at))
    }

    fn list(&self, items: impl Iterator<Item = String>) -> String {
        items.collect::<Vec<_>>().join(&t!(self.lang, ids::CAMPAIGN_LIST_COMMA))
    }

    fn whole(&mut self, outlook: &Outlook) {
        let (lang, changes) = (self.lang, &outlook.changes);
        let (was, is) = (&outlook.before.campaign.plan, &outlook.after.campaign.plan);
        let what = |w: &Whole| match w {
            Whole::Anchor => {
                let (from, to) = (was.campaign.anchor, is.campaign.anchor);
                t!(lang, ids::AMEND_ANCHOR_MOVED, from = from.to_string(), to = to.to_string())
            }
            other => t!(lang, whole(*other)),
        };
        if !changes.campaign.is_empty() {
            let said = self.list(changes.campaign.iter().map(what));
            self.head(t!(lang, ids::AMEND_WHOLE, what = said));
        }
        let named = |units: &[UnitId]| self.list(units.iter().map(ToString::to_string));
        let (joined, left) = (named(&changes.joined), named(&changes.left));
        if !joined.is_empty() {
            self.head(t!(lang, ids::AMEND_JOINED, units = joined));
        }
        if !left.is_empty() {
            self.head(t!(lang, ids::AMEND_LEFT, units = left));
        }
        for (was, is) in &changes.renamed.units {
            self.head(t!(lang, ids::AMEND_RENAMED, was = was.as_str(), is = is.as_str()));
        }
        for (was, is) in &changes.renamed.measures {
            self.head(t!(lang, ids::AMEND_RENAMED_MEASURE, was = was.as_str(), is = is.as_str()));
        }
        for (was, is) in &changes.renamed.rosters {
            self.head(t!(lang, ids::AMEND_RENAMED_ROSTER, was = was.as_str(), is = is.as_str()));
        }
    }

    fn added(&mut self, outlook: &Outlook) {
        let lang = self.lang;
        let added = &outlook.changes.added;
        if added.is_empty() {
            return;
        }
        self.head(t!(lang, ids::AMEND_ADDED, count = added.len()));
        for (task, all) in self.grouped(&outlook.after, added) {
            let seen = all.first().and_then(|n| outlook.after.task(*n));
            let Some(seen) = seen else { continue };
            let what = self.fan(task.as_str(), &all);
            let mut more = String::new();
            if all.len() == 1 {
                more += &t!(lang, ids::AMEND_LED_BY, unit = seen.record.owner.as_str());
            }
            if let Some(due) = seen.task.due {
                more += &t!(lang, ids::AMEND_BY_DUE, due = self.until(due));
            }
            if let Some(was) = renamed_from(outlook, seen.task, all.len()) {
                more += &t!(lang, ids::AMEND_RENAMED_MAYBE, was = was.as_str());
            } else if let Some((list, is, was)) = item_renamed(outlook, seen.task) {
                more += &t!(lang, ids::AMEND_ITEM_RENAMED_MAYBE, list = list, is = is, was = was);
            }
            self.say(1, t!(lang, ids::AMEND_ADDED_ONE, what = what, more = more));
        }
    }

    fn removed(&mut self, outlook: &Outlook) {
        let lang = self.lang;
        let removed = &outlook.changes.removed;
        if removed.is_empty() {
            return;
        }
        self.head(t!(lang, ids::AMEND_REMOVED, count = removed.len()));
        let (lost, quiet): (Vec<TaskNo>, Vec<TaskNo>) =
            removed.iter().partition(|number| outlook.records_go.contains(number));
        for number in lost {
            let state = outlook.before.task(number).map(|seen| seen.record.state);
            let state = state.map(|state| t!(lang, say::state(state))).unwrap_or_default();
            let what = self.name(number);
            self.late(1, t!(lang, ids::AMEND_REMOVED_RECORDS, what = what, state = state));
        }
        for (task, all) in self.grouped(&outlook.before, &quiet) {
            let what = self.fan(task.as_str(), &all);
            self.say(1, what);
        }
    }

    /// Instances of a task of which the same is said, told once.
    fn changed(&mut self, outlook: &Outlook) {
        let lang = self.lang;
        let changed = &outlook.changes.changed;
        if changed.is_empty() {
            return;
        }
        self.head(t!(lang, ids::AMEND_CHANGED, count = changed.len()));
        let mut groups: Vec<(String, TaskId, Vec<TaskNo>, bool)> = Vec::new();
        let (mut along, mut by_name) = (0, 0);
        for (number, aspects) in changed {
            let both = outlook.before.task(*number).zip(outlook.after.task(*number));
            let Some((was, is)) = both else { continue };
            let is_named = |a: &Aspect| aspect_by_name(outlook, *a, was.task, is.task);
            let goes_along = |a: &Aspect| aspect_went_along(outlook, *a, was.task, is.task);
            let own: Vec<Aspect> =
                aspects.iter().copied().filter(|a| !is_named(a) && !goes_along(a)).collect();
            if own.is_empty() {
                match aspects.iter().any(is_named) {
                    true => by_name += 1,
                    false => along += 1,
                }
                continue;
            }
            let is_dated = own.iter().any(|a| matches!(a, Aspect::Due | Aspect::Timing));
            let said = self.list(own.iter().map(|a| self.aspect(outlook, *a, was.task, is.task)));
            let known = groups.iter_mut().find(|g| g.0 == said && g.1 == is.task.task);
            match known {
                Some(group) => group.2.push(*number),
                None => groups.push((said, is.task.task.clone(), vec![*number], is_dated)),
            }
        }
        // Dates that move come first: nothing else of it is read so closely.
        groups.sort_by_key(|(.., is_dated)| !is_dated);
        let more = groups.len().saturating_sub(GROUPS);
        for (said, task, all, _) in groups.into_iter().take(GROUPS) {
            let what = self.fan(task.as_str(), &all);
            self.say(1, t!(lang, ids::AMEND_CHANGED_ONE, what = what, said = said));
        }
        if more > 0 {
            self.say(1, t!(lang, ids::AMEND_MORE, count = more));
        }
        if by_name > 0 {
            self.say(1, t!(lang, ids::AMEND_NAMED_ALONG, count = by_name));
        }
        if along > 0 {
            self.say(1, t!(lang, ids::AMEND_WENT_ALONG, count = along));
        }
    }

    /// What becomes of work under way.
    fn consequences(&mut self, outlook: &Outlook) {
        let lang = self.lang;
        if !outlook.outcomes_go.is_empty() {
            let tasks = self.beside(&outlook.outcomes_go, " ", |number| {
                outlook.before.task(number)?.record.outcome.clone()
            });
            self.late(0, t!(lang, ids::AMEND_OUTCOMES_GO, tasks = tasks));
        }
        if !outlook.handed_over.is_empty() {
            let tasks = self.beside(&outlook.handed_over, " → ", |number| {
                Some(outlook.after.task(number)?.record.owner.to_string())
            });
            self.late(0, t!(lang, ids::AMEND_HANDED_OVER, tasks = tasks));
        }
        self.needed(&outlook.ruled_in, ids::AMEND_RULED_IN, true);
        self.needed(&outlook.ruled_out, ids::AMEND_RULED_OUT, false);
        if !outlook.extensions_hold.is_empty() {
            let tasks = self.beside(&outlook.extensions_hold, " ", |number| {
                Some(self.until(outlook.after.task(number)?.record.due?))
            });
            self.say(0, t!(lang, ids::AMEND_EXTENSIONS_HOLD, tasks = tasks));
        }
        if !outlook.settled_stay.is_empty() {
            let tasks = self.some(outlook.settled_stay.iter().map(|n| self.name(*n)));
            self.say(0, t!(lang, ids::AMEND_SETTLED_STAY, tasks = tasks));
        }
        for (all, message) in [
            (&outlook.picks_go, ids::AMEND_PICKS_GO),
            (&outlook.marks_go, ids::AMEND_MARKS_GO),
            (&outlook.issued_anew, ids::AMEND_ISSUED_ANEW),
        ] {
            if !all.is_empty() {
                let tasks = self.list(all.iter().map(|n| self.name(*n)));
                self.late(0, t!(self.lang, message, tasks = tasks));
            }
        }
    }

    /// Tasks that are needed again, or not any more, by the unit that leads them.
    fn needed(&mut self, tasks: &[TaskNo], heading: Message, is_again: bool) {
        if tasks.is_empty() {
            return;
        }
        let said = t!(self.lang, heading, count = tasks.len());
        if is_again {
            self.late(0, said)
        } else {
            self.say(0, said)
        }
        let view = self.view;
        let mut units: BTreeMap<&UnitId, Vec<TaskNo>> = BTreeMap::new();
        for seen in tasks.iter().filter_map(|number| view.task(*number)) {
            units.entry(&seen.record.owner).or_default().push(seen.task.number);
        }
        for (unit, own) in units {
            let tasks = self.some(own.iter().map(|number| self.name(*number)));
            self.say(1, t!(self.lang, ids::AMEND_NEEDED_ONE, unit = unit.as_str(), tasks = tasks));
        }
    }

    /// An aspect with what it was and is, where that is short.
    fn aspect(&self, outlook: &Outlook, of: Aspect, was: &Task, is: &Task) -> String {
        let none = || t!(self.lang, ids::AMEND_NONE);
        let day = was.occurrence.filter(|day| is.occurrence == Some(*day));
        let unit = |unit: &Option<UnitId>| unit.as_ref().map_or_else(none, ToString::to_string);
        let due = |view: &View, task: &Task| {
            let said = |due| self.on_day(day, due, self.hung_until(outlook, view, due));
            task.due.map_or_else(none, said)
        };
        let timing = |task: &Task| match task.timing {
            Timing::Flow => none(),
            Timing::Fixed { start, end } | Timing::Pick { start, end } => {
                // Within its day both are told by the hour, midnight too.
                let calendar = &self.view.calendar;
                let within = |day: &NaiveDate| {
                    calendar.date(start) == *day && calendar.end_date(end) == *day
                };
                let day = day.filter(within);
                let from = match day {
                    Some(_) => calendar.local(start).format("%H:%M").to_string(),
                    None => self.from(start),
                };
                format!("{from}..{}", self.on_day(day, end, self.until(end)))
            }
        };
        let of_both = |f: &dyn Fn(&Task) -> String| (f(was), f(is));
        let (from, to) = match of {
            Aspect::Path if was.task != is.task => of_both(&|task| task.task.to_string()),
            Aspect::Path => of_both(&|task| task.path.to_string()),
            Aspect::Title => of_both(&|task| {
                // Each of a fan-out has its own keys in it, and all are told at once.
                let keys = task.keys.iter().filter(|key| !key.value.is_empty());
                keys.fold(task.title.clone(), |title, key| title.replace(&key.value, "…"))
            }),
            Aspect::Owner => of_both(&|task| task.owner.to_string()),
            Aspect::Review => of_both(&|task| unit(&task.review)),
            Aspect::Proxy => of_both(&|task| unit(&task.proxy)),
            Aspect::Due => (due(&outlook.before, was), due(&outlook.after, is)),
            Aspect::Timing => of_both(&timing),
            Aspect::Takes => of_both(&|task| say::span(self.lang, task.takes.likely)),
            Aspect::Place => of_both(&|task| task.place.clone().unwrap_or_else(none)),
            other => return t!(self.lang, aspect(other)),
        };
        t!(self.lang, ids::AMEND_FROM_TO, what = t!(self.lang, aspect(of)), from = from, to = to)
    }

    fn dates(&mut self, outlook: &Outlook) {
        let lang = self.lang;
        let (from, to) = (outlook.before.schedule.finish, outlook.after.schedule.finish);
        let was = self.hung_until(outlook, &outlook.before, from);
        let is = self.hung_until(outlook, &outlook.after, to);
        if !outlook.moved.is_empty() {
            self.head(t!(lang, ids::AMEND_MOVED, count = outlook.moved.len()));
            let mut groups: Vec<((String, String), TaskId, Vec<TaskNo>)> = Vec::new();
            let mut along = 0;
            for moved in &outlook.moved {
                if went_along(outlook, moved.from, moved.to) {
                    along += 1;
                    continue;
                }
                let both = outlook.before.task(moved.task).zip(outlook.after.task(moved.task));
                let Some((before, after)) = both else { continue };
                let day = before.task.occurrence.filter(|day| after.task.occurrence == Some(*day));
                let said = |view, at| self.on_day(day, at, self.hung_until(outlook, view, at));
                let from = said(&outlook.before, moved.from);
                let to = said(&outlook.after, moved.to);
                let (both, task) = ((from, to), &after.task.task);
                match groups.iter_mut().find(|g| g.1 == *task && g.0 == both) {
                    Some(group) => group.2.push(moved.task),
                    None => groups.push((both, task.clone(), vec![moved.task])),
                }
            }
            for ((from, to), task, all) in groups.iter().take(NAMED) {
                let task = self.fan(task.as_str(), all);
                let (from, to) = (from.as_str(), to.as_str());
                self.say(1, t!(lang, ids::AMEND_MOVED_ONE, task = task, from = from, to = to));
            }
            if along > 0 {
                self.say(1, t!(lang, ids::AMEND_WENT_ALONG, count = along));
            }
            let more = groups.len().saturating_sub(NAMED);
            if more > 0 {
                self.say(1, t!(lang, ids::AMEND_MORE, count = more));
            }
        }
        if outlook.critical.0 != outlook.critical.1 {
            let arrow = |path: &[OnPath]| {
                path.iter().enumerate().fold(String::new(), |out, (at, one)| {
                    match (at, one.follows) {
                        (0, _) => one.task.to_string(),
                        (_, true) => format!("{out}{}{}", t!(lang, ids::PREVIEW_ARROW), one.task),
                        (_, false) => format!("{out}{}{}", t!(lang, ids::PREVIEW_APART), one.task),
                    }
                })
            };
            self.head(t!(lang, ids::AMEND_CRITICAL));
            self.say(1, t!(lang, ids::AMEND_CRITICAL_WAS, path = arrow(&outlook.critical.0)));
            self.say(1, t!(lang, ids::AMEND_CRITICAL_IS, path = arrow(&outlook.critical.1)));
        }
        if from != to && was != is {
            self.head(t!(lang, ids::AMEND_FINISH, from = was, to = is));
        }
    }

    fn units(&mut self, outlook: &Outlook) {
        let lang = self.lang;
        if outlook.units.is_empty() {
            return;
        }
        self.head(t!(lang, ids::AMEND_AFFECTED, count = outlook.units.len()));
        for unit in &outlook.units {
            let said = t!(
                lang,
                ids::AMEND_AFFECTED_ONE,
                unit = unit.unit.as_str(),
                added = unit.added,
                removed = unit.removed,
                changed = unit.changed,
                taken = unit.taken,
                given = unit.given,
                open = unit.under_way
            );
            self.say(1, said.trim_end().to_owned());
        }
    }

    /// The instances of each task, in written order.
    fn grouped(&self, view: &View, numbers: &[TaskNo]) -> Vec<(TaskId, Vec<TaskNo>)> {
        let mut order: Vec<TaskId> = Vec::new();
        let mut all: BTreeMap<TaskId, Vec<TaskNo>> = BTreeMap::new();
        for number in numbers {
            let Some(seen) = view.task(*number) else { continue };
            let group = all.entry(seen.task.task.clone()).or_default();
            if group.is_empty() {
                order.push(seen.task.task.clone());
            }
            group.push(*number);
        }
        order.into_iter().filter_map(|task| Some((task.clone(), all.remove(&task)?))).collect()
    }
}
