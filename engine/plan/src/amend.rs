//! A plan compared with the one that runs: which instances are the same, which came, went or changed.
//!
//! Instances are matched by path; then by the path they had before their task (`was`) or a unit of theirs
//! (`aka`) was renamed, or D was moved. A number once given stays with its instance, and is never given
//! again.

use std::collections::{BTreeMap, BTreeSet};

use chrono::{NaiveDate, TimeDelta};

use crate::calendar::WorkCalendar;
use crate::expanded::{Dimension, Expanded, Key, Recipient, Task, Timing};
use crate::ids::{StreamId, TaskId, TaskNo, TaskPath, UnitId};
use crate::time::Instant;

/// Units of a running plan that a new one calls otherwise: former id to new id.
pub type Renamed = BTreeMap<UnitId, UnitId>;

/// The units that are only called otherwise: gone, while a new one has the name among its former ones, or
/// the other way about where an earlier plan comes back. Each new unit is one former unit: of several that
/// become one, the first goes on and the others leave.
pub fn renamed(old: &Expanded, new: &Expanded) -> Renamed {
    let now: BTreeSet<&UnitId> = new.units.iter().map(|u| &u.id).collect();
    let before: BTreeSet<&UnitId> = old.units.iter().map(|u| &u.id).collect();
    let mut out = Renamed::new();
    let mut taken = BTreeSet::new();
    let mut pair = |was: UnitId, is: &UnitId| {
        let fits = before.contains(&was) && !now.contains(&was) && !before.contains(is);
        if fits && !out.contains_key(&was) && taken.insert(is.clone()) {
            out.insert(was, is.clone());
        }
    };
    for unit in &new.units {
        unit.aka.iter().for_each(|alias| pair(alias.as_str().into(), &unit.id));
    }
    for unit in &old.units {
        let known = unit.aka.iter().filter_map(|alias| now.get(&UnitId::from(alias.as_str())));
        known.for_each(|is| pair(unit.id.clone(), is));
    }
    out
}

/// Gives each instance of `new` the number of its counterpart in `old`, or of the one of its path that was
/// taken out before (`retired`, the last one last), and those without one the numbers after `last`, the
/// highest that was ever given in the campaign. Links are led along.
pub fn renumber<'a>(
    old: &'a Expanded,
    retired: impl IntoIterator<Item = (&'a TaskPath, TaskNo)>,
    new: &mut Expanded,
    last: TaskNo,
) {
    let old = &*old.without_plays();
    let renamed = renamed(old, new);
    let former = Former::of(&renamed, old, new);
    let moved = new.campaign.anchor - old.campaign.anchor;
    let mut free: BTreeMap<&TaskPath, TaskNo> = retired.into_iter().collect();
    free.extend(old.tasks.iter().map(|task| (&task.path, task.number)));
    let names = Names::of(old, new);
    let mut given: Vec<Option<TaskNo>> = vec![None; new.tasks.len()];
    // A task that takes over another's name must not take its records: what is renamed goes first.
    for is_renamed in [true, false] {
        for (task, number) in new.tasks.iter().zip(&mut given) {
            if number.is_none() && names.renames(task).is_some() == is_renamed {
                let name = names.renames(task).unwrap_or(&task.task);
                *number = former_paths(name, task, &former, moved).find_map(|p| free.remove(&p));
            }
        }
    }
    for (task, number) in new.tasks.iter().zip(&mut given) {
        if let (None, Some(name)) = (*number, names.came_back_as(task)) {
            *number = former_paths(name, task, &former, moved).find_map(|p| free.remove(&p));
        }
    }
    let mut next = last.0;
    let mut numbers = BTreeMap::new();
    for (task, number) in new.tasks.iter_mut().zip(given) {
        let number = number.unwrap_or_else(|| {
            next = next.saturating_add(1);
            TaskNo(next)
        });
        numbers.insert(task.number, number);
        task.number = number;
    }
    let links = new.tasks.iter_mut().flat_map(|t| &mut t.needs).flat_map(|n| &mut n.links);
    // A link names an instance of its own plan.
    let now = |on: TaskNo| numbers.get(&on).copied().unwrap_or(on);
    links.for_each(|link| link.on = now(link.on));
    let conditions = new.tasks.iter_mut().filter_map(|t| t.when_outcome.as_mut());
    conditions.for_each(|condition| condition.on = now(condition.on));
    let hanging = new.tasks.iter_mut().filter_map(|t| t.after.as_mut()).flat_map(|a| &mut a.on);
    hanging.for_each(|on| *on = now(*on));
}

/// What tasks are called in either plan.
struct Names<'a> {
    /// Tasks of the old plan, each with what it says it was called before.
    old: BTreeMap<&'a TaskId, Option<&'a TaskId>>,
    new: BTreeSet<&'a TaskId>,
}

impl<'a> Names<'a> {
    fn of(old: &'a Expanded, new: &Expanded) -> Self
    where
        Self: Sized,
    {
        let known = old.tasks.iter().map(|task| (&task.task, task.was.as_ref())).collect();
        let now: BTreeSet<&TaskId> = new.tasks.iter().map(|task| &task.task).collect();
        // Only names that the old plan has, or says that it had, are asked for.
        let said = old.tasks.iter().flat_map(|task| [Some(&task.task), task.was.as_ref()]);
        Names { old: known, new: said.flatten().filter(|name| now.contains(name)).collect() }
    }

    /// The former name of a task that the new plan renames. One that the old plan has renamed already goes by
    /// its own.
    fn renames<'t>(&self, task: &'t Task) -> Option<&'t TaskId> {
        let was = task.was.as_ref().filter(|was| self.old.contains_key(was))?;
        let already = self.old.get(&task.task).is_some_and(|before| *before == Some(was));
        (!already && *was != task.task).then_some(was)
    }

    /// What the old plan calls a task that had this name before, and has it again.
    fn came_back_as(&self, task: &Task) -> Option<&'a TaskId> {
        let mut later = self.old.iter().filter(|(_, was)| **was == Some(&task.task));
        later.find(|(is, _)| !self.new.contains(*is)).map(|(is, _)| *is)
    }
}

/// What keys were called in the plan before: units, and items of lists.
struct Former {
    units: BTreeMap<String, String>,
    items: BTreeMap<(String, String), String>,
}

impl Former {
    fn of(renamed: &Renamed, old: &Expanded, new: &Expanded) -> Self {
        let units = renamed.iter().map(|(was, is)| (is.to_string(), was.to_string())).collect();
        let key = |list: &str, value: &str| (list.to_owned(), value.to_owned());
        let known = |plan: &Expanded| -> BTreeSet<(String, String)> {
            let keys = plan.tasks.iter().flat_map(|task| &task.keys);
            let listed = keys.filter_map(|k| match &k.dimension {
                Dimension::List(list) => Some(key(list, &k.value)),
                Dimension::Unit => None,
            });
            listed.collect()
        };
        if new.items_were.is_empty() && old.items_were.is_empty() {
            return Self { units, items: BTreeMap::new() };
        }
        let (before, now) = (known(old), known(new));
        // The other way about where an earlier plan comes back.
        let back = old.items_were.iter().map(|i| (&i.list, &i.was, &i.item));
        let said = new.items_were.iter().map(|i| (&i.list, &i.item, &i.was));
        let pairs = back.chain(said).filter(|(list, is, was)| {
            let (is, was) = (key(list, is), key(list, was));
            before.contains(&was) && !now.contains(&was) && !before.contains(&is)
        });
        let items = pairs.map(|(list, is, was)| (key(list, is), was.clone())).collect();
        Self { units, items }
    }

    /// What a key was called, if otherwise.
    fn value(&self, key: &Key) -> Option<&String> {
        match &key.dimension {
            Dimension::Unit => self.units.get(&key.value),
            Dimension::List(list) => self.items.get(&(list.clone(), key.value.clone())),
        }
    }
}

/// The paths that an instance may have had under that name: as it is, before its units were renamed, before
/// D was moved.
fn former_paths(
    name: &TaskId,
    task: &Task,
    former: &Former,
    moved: TimeDelta,
) -> impl Iterator<Item = TaskPath> {
    let as_named = |key: &Key| key.value.clone();
    let before = |key: &Key| former.value(key).unwrap_or(&key.value).to_owned();
    let path = |keys: Vec<String>, moved: TimeDelta| {
        let day = task.occurrence.map(|day| day.checked_sub_signed(moved).unwrap_or(day));
        TaskPath::of(name.as_str(), keys, day)
    };
    let (now, was): (Vec<_>, Vec<_>) =
        (task.keys.iter().map(as_named).collect(), task.keys.iter().map(before).collect());
    let zero = TimeDelta::zero();
    [path(now.clone(), zero), path(was.clone(), zero), path(now, moved), path(was, moved)]
        .into_iter()
}

/// What a new plan changes.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Changes {
    /// What it says anew of the campaign as a whole.
    pub campaign: Vec<Whole>,
    /// Units that it adds, in written order.
    pub joined: Vec<UnitId>,
    /// Units that it leaves out.
    pub left: Vec<UnitId>,
    /// Units that it only calls otherwise.
    pub renamed: Renamed,
    /// Instances that it adds.
    pub added: Vec<TaskNo>,
    /// Instances that it leaves out.
    pub removed: Vec<TaskNo>,
    /// Instances of which it says something else.
    pub changed: Vec<(TaskNo, Vec<Aspect>)>,
}

impl Changes {
    /// Whether nothing is changed.
    pub fn is_empty(&self) -> bool {
        *self == Changes::default()
    }
}

macro_rules! aspects {
    ($(#[$doc:meta])* $name:ident { $($(#[$of:meta])* $variant:ident: $field:ident,)* }) => {
        $(#[$doc])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
        pub enum $name { $($(#[$of])* $variant,)* }

        impl $name {
            /// All of them, in the order in which they are told.
            pub const ALL: &[$name] = &[$($name::$variant,)*];

            /// Its name in data.
            pub fn word(self) -> &'static str {
                match self { $($name::$variant => stringify!($field),)* }
            }
        }
    };
}

aspects! {
    /// What a plan says of one instance.
    Aspect {
        /// Its path: its task's name or one of its keys was changed.
        Path: path,
        /// Its title.
        Title: title,
        /// What it is about.
        About: about,
        /// The workstream it stands in.
        Stream: stream,
        /// The objective it serves.
        Objective: objective,
        /// Kind of activity.
        Kind: kind,
        /// Tags.
        Tags: tags,
        /// Where.
        Place: place,
        /// The lead unit.
        Owner: owner,
        /// Supporting units.
        Support: support,
        /// Units that only watch.
        Informed: informed,
        /// Who reports for an owner without a login.
        Proxy: proxy,
        /// The leader in charge.
        Leader: leader,
        /// Its fixed window, or the one to pick from.
        Timing: timing,
        /// How long it takes.
        Takes: takes,
        /// When it is due.
        Due: due,
        /// What it waits for.
        Needs: needs,
        /// The checklist, or how much of it suffices.
        Steps: steps,
        /// Figures to hand in.
        Measures: measures,
        /// What rows of its log hold.
        Log: log,
        /// Evidence to hand in.
        Evidence: evidence,
        /// How it may end, or the outcome without which it is not needed.
        Outcomes: outcomes,
        /// How much of its fan-out is enough.
        Cover: cover,
        /// Whom it is reported to.
        To: to,
        /// What is asked for beside a date.
        Ask: ask,
        /// How long there is to acknowledge.
        Ack: ack,
        /// Who accepts.
        Review: review,
        /// Whether it is a milestone.
        Milestone: milestone,
        /// Whether "nothing to report" must be said.
        NilReport: nil_report,
        /// Reminders.
        Remind: remind,
        /// To whom it goes up when late.
        Escalate: escalate,
    }
}

aspects! {
    /// What a plan says of the campaign as a whole.
    Whole {
        /// Its title.
        Title: title,
        /// D.
        Anchor: anchor,
        /// When work may begin.
        Start: start,
        /// Sponsors, leading group or coordinator.
        Bodies: bodies,
        /// Vars.
        Vars: vars,
        /// Objectives.
        Objectives: objectives,
        /// Laws and papers.
        Basis: basis,
        /// The notice.
        Notice: notice,
        /// Days off, make-up workdays or office hours.
        Calendar: calendar,
        /// Kinds, people or names of units.
        Units: units,
        /// Groups.
        Groups: groups,
        /// Workstreams.
        Streams: streams,
        /// Named windows.
        Windows: windows,
        /// Measures.
        Measures: measures,
        /// Targets of the whole.
        Targets: targets,
        /// Rates.
        Rates: rates,
        /// Sums that must agree.
        Checks: checks,
        /// Duty rosters.
        Rosters: rosters,
        /// Playbooks: they change later starts, and no play that runs.
        Playbooks: playbooks,
    }
}

/// What `new` changes, whose instances have the numbers of their counterparts in `old`.
///
/// What plays have added to either is no part of the plan.
pub fn compare(old: &Expanded, new: &Expanded) -> Changes {
    let (old, new) = (&*old.without_plays(), &*new.without_plays());
    let renamed = renamed(old, new);
    let ids = |plan: &Expanded| plan.units.iter().map(|u| u.id.clone()).collect::<BTreeSet<_>>();
    let (before, now) = (ids(old), ids(new));
    let is_new_name = |id: &UnitId| renamed.values().any(|is| is == id);
    let left = old.units.iter().map(|u| &u.id);
    let joined = new.units.iter().map(|u| &u.id);
    let old_tasks: BTreeMap<TaskNo, &Task> = old.tasks.iter().map(|t| (t.number, t)).collect();
    let was = new.streams.iter().filter_map(|s| Some((&s.id, s.was.as_ref()?)));
    let back = old.streams.iter().filter_map(|s| Some((s.was.as_ref()?, &s.id)));
    let streams: BTreeMap<&StreamId, &StreamId> = back.chain(was).collect();
    let numbers: BTreeSet<TaskNo> = new.tasks.iter().map(|t| t.number).collect();
    let mut out = Changes {
        campaign: whole(old, new),
        joined: joined.filter(|id| !before.contains(*id) && !is_new_name(id)).cloned().collect(),
        left: left.filter(|id| !now.contains(*id) && !renamed.contains_key(*id)).cloned().collect(),
        removed: old.tasks.iter().map(|t| t.number).filter(|n| !numbers.contains(n)).collect(),
        ..Changes::default()
    };
    for task in &new.tasks {
        match old_tasks.get(&task.number) {
            None => out.added.push(task.number),
            Some(before) => {
                let aspects = aspects(before, task, (&renamed, &streams));
                if !aspects.is_empty() {
                    out.changed.push((task.number, aspects));
                }
            }
        }
    }
    out.renamed = renamed;
    out
}

fn aspects(
    old: &Task,
    new: &Task,
    (renamed, streams): (&Renamed, &BTreeMap<&StreamId, &StreamId>),
) -> Vec<Aspect> {
    let now = |unit: &UnitId| renamed.get(unit).unwrap_or(unit).clone();
    let all = |units: &[UnitId]| units.iter().map(now).collect::<Vec<_>>();
    let differs = |aspect: &Aspect| match aspect {
        Aspect::Path => old.path != new.path,
        // What is called by its task's name has a new title with it.
        Aspect::Title if old.task != new.task => {
            old.title.replacen(old.task.as_str(), new.task.as_str(), 1) != new.title
        }
        Aspect::Title => old.title != new.title,
        Aspect::About => old.about != new.about,
        // One that is only called otherwise is the same.
        Aspect::Stream => {
            old.stream != new.stream && streams.get(&new.stream) != Some(&&old.stream)
        }
        Aspect::Objective => old.objective != new.objective,
        Aspect::Kind => old.kind != new.kind,
        Aspect::Tags => old.tags != new.tags,
        Aspect::Place => old.place != new.place,
        Aspect::Owner => now(&old.owner) != new.owner,
        Aspect::Support => all(&old.support) != new.support,
        Aspect::Informed => all(&old.informed) != new.informed,
        Aspect::Proxy => old.proxy.as_ref().map(now) != new.proxy,
        Aspect::Leader => old.leader != new.leader,
        Aspect::Timing => old.timing != new.timing,
        Aspect::Takes => old.takes != new.takes,
        Aspect::Due => (old.due, &old.after) != (new.due, &new.after),
        Aspect::Needs => old.needs != new.needs,
        Aspect::Steps => old.steps != new.steps || old.steps_done != new.steps_done,
        Aspect::Measures => old.measures != new.measures,
        Aspect::Log => old.log != new.log,
        Aspect::Evidence => old.evidence != new.evidence,
        Aspect::Outcomes => {
            (&old.outcomes, &old.when_outcome) != (&new.outcomes, &new.when_outcome)
        }
        Aspect::Cover => old.cover != new.cover,
        Aspect::To => {
            let now =
                |r: &Recipient| (r.direction, now(&UnitId::from(r.name.as_str())).to_string());
            let new = new.to.iter().map(|r| (r.direction, r.name.clone()));
            !old.to.iter().map(now).eq(new)
        }
        Aspect::Ask => old.ask != new.ask,
        Aspect::Ack => old.ack != new.ack,
        Aspect::Review => old.review.as_ref().map(now) != new.review,
        Aspect::Milestone => old.milestone != new.milestone,
        Aspect::NilReport => old.nil_report != new.nil_report,
        // Both hang on the due date, and move along with it.
        Aspect::Remind if old.due != new.due => old.remind.len() != new.remind.len(),
        Aspect::Remind => old.remind != new.remind,
        Aspect::Escalate if old.due != new.due => {
            !old.escalate.iter().map(|e| &e.to).eq(new.escalate.iter().map(|e| &e.to))
        }
        Aspect::Escalate => old.escalate != new.escalate,
    };
    Aspect::ALL.iter().copied().filter(differs).collect()
}

fn whole(old: &Expanded, new: &Expanded) -> Vec<Whole> {
    let (a, b) = (&old.campaign, &new.campaign);
    let differs = |what: &Whole| match what {
        Whole::Title => a.title != b.title,
        Whole::Anchor => a.anchor != b.anchor,
        Whole::Start => a.start != b.start,
        Whole::Bodies => {
            (&a.sponsors, &a.group, &a.coordinator) != (&b.sponsors, &b.group, &b.coordinator)
        }
        Whole::Vars => a.vars != b.vars,
        Whole::Objectives => a.objectives != b.objectives,
        Whole::Basis => a.basis != b.basis,
        Whole::Notice => a.notice != b.notice,
        Whole::Calendar => old.calendar != new.calendar,
        Whole::Units => {
            let same = |u: &&crate::expanded::Unit| new.units.iter().any(|n| n.id == u.id);
            let there = old.units.iter().filter(same);
            there.clone().any(|u| new.unit(&u.id).is_some_and(|n| n != u))
        }
        Whole::Groups => old.groups != new.groups,
        Whole::Streams => old.streams != new.streams,
        Whole::Windows => old.windows != new.windows,
        Whole::Measures => old.measures != new.measures,
        Whole::Targets => old.targets != new.targets,
        Whole::Rates => old.rates != new.rates,
        Whole::Checks => old.checks != new.checks,
        Whole::Rosters => old.rosters != new.rosters,
        Whole::Playbooks => {
            let (a, b) = (&old.playbooks, &new.playbooks);
            a.len() != b.len() || !a.iter().zip(b).all(|(a, b)| a.says_as(b))
        }
    };
    Whole::ALL.iter().copied().filter(differs).collect()
}

/// A date of an instance that falls elsewhere on another D: at another distance from it, or on a day off
/// where it fell on a workday.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Shift {
    /// Which instance of the new plan.
    pub task: TaskNo,
    /// Which of its dates.
    pub what: Dated,
    /// Where it fell.
    pub was: OnDay,
    /// Where it falls now.
    pub is: OnDay,
}

/// A date of an instance.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Dated {
    /// When it is due.
    Due,
    /// When its window begins.
    Begins,
    /// When its window is over.
    Ends,
}

/// A day as a campaign sees it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct OnDay {
    /// The day.
    pub date: NaiveDate,
    /// Days from D; negative before it.
    pub away: i64,
    /// Whether it is worked.
    pub is_worked: bool,
}

/// The dates that fall elsewhere in a clone, in its written order.
pub fn shifts(old: &Expanded, clone: &Expanded) -> Vec<Shift> {
    let mut new = clone.clone();
    let last = old.tasks.iter().map(|task| task.number).max().unwrap_or_default();
    renumber(old, [], &mut new, last);
    let before: BTreeMap<TaskNo, &Task> = old.tasks.iter().map(|t| (t.number, t)).collect();
    let days = |plan: &Expanded| WorkCalendar::new(plan.calendar.clone(), plan.campaign.anchor);
    let (was_days, is_days) = (days(old), days(&new));
    let on = |days: &WorkCalendar, plan: &Expanded, (what, at): (Dated, Instant)| {
        let at = if what == Dated::Begins { at } else { at.plus_min(-1) };
        let date = days.date(at);
        let away = date.signed_duration_since(plan.campaign.anchor).num_days();
        OnDay { date, away, is_worked: days.is_workday(date) }
    };
    let mut out = Vec::new();
    for (task, written) in new.tasks.iter().zip(&clone.tasks) {
        // A recurrence falls on the days that it names, whatever they are.
        let old_task = before.get(&task.number).filter(|_| task.occurrence.is_none());
        let Some(old_task) = old_task else { continue };
        for (was, is) in dated(old_task).into_iter().zip(dated(task)) {
            let (Some(was), Some(is)) = (was, is) else { continue };
            let (was, is) = ((on(&was_days, old, was), was.0), on(&is_days, &new, is));
            let (was, what) = was;
            let task = written.number;
            // Where a window is over it is due, unless the plan says otherwise.
            let is_told =
                out.iter().rev().take_while(|s: &&Shift| s.task == task).any(|s| {
                    s.what == Dated::Due && what == Dated::Ends && (s.was, s.is) == (was, is)
                });
            if !is_told && (was.away != is.away || (was.is_worked && !is.is_worked)) {
                out.push(Shift { task, what, was, is });
            }
        }
    }
    out
}

/// The dates of an instance: due, begin and end of its window.
fn dated(task: &Task) -> [Option<(Dated, Instant)>; 3] {
    let window = match task.timing {
        Timing::Flow => None,
        Timing::Fixed { start, end } | Timing::Pick { start, end } => Some((start, end)),
    };
    [
        task.due.map(|due| (Dated::Due, due)),
        window.map(|(start, _)| (Dated::Begins, start)),
        window.map(|(_, end)| (Dated::Ends, end)),
    ]
}
