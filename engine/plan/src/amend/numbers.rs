//! The numbers that the instances of a new plan go on with.

use std::collections::{BTreeMap, BTreeSet};

use chrono::{NaiveDate, TimeDelta};

use super::{Renamed, renamed};
use crate::expanded::{Dimension, Expanded, Key, Task};
use crate::ids::{TaskId, TaskNo, TaskPath};

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
    let renamed = renamed(old, new).units;
    let former = Former::of(&renamed, old, new);
    let moved = Moved::between(old, new);
    let mut free: BTreeMap<&TaskPath, TaskNo> = retired.into_iter().collect();
    free.extend(old.tasks.iter().map(|task| (&task.path, task.number)));
    let names = Names::of(old, new);
    let mut given: Vec<Option<TaskNo>> = vec![None; new.tasks.len()];
    // A task that takes over another's name must not take its records: what is renamed goes first.
    for is_renamed in [true, false] {
        for (task, number) in new.tasks.iter().zip(&mut given) {
            if number.is_none() && names.renames(task).is_some() == is_renamed {
                let name = names.renames(task).unwrap_or(&task.task);
                *number =
                    former_paths(name, task, &former, moved.by(task)).find_map(|p| free.remove(&p));
            }
        }
    }
    for (task, number) in new.tasks.iter().zip(&mut given) {
        if let (None, Some(name)) = (*number, names.came_back_as(task)) {
            *number =
                former_paths(name, task, &former, moved.by(task)).find_map(|p| free.remove(&p));
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

/// By how much D was moved, and which recurrences went along.
struct Moved {
    by: TimeDelta,
    /// Tasks of which more occurrences stay on their days than keep their distance from D.
    stay: BTreeSet<TaskId>,
}

impl Moved {
    fn between(old: &Expanded, new: &Expanded) -> Self {
        let by = new.campaign.anchor - old.campaign.anchor;
        let mut days: BTreeMap<&TaskId, BTreeSet<NaiveDate>> = BTreeMap::new();
        let mut kept: BTreeMap<&TaskId, (usize, usize)> = BTreeMap::new();
        if !by.is_zero() {
            for task in &old.tasks {
                days.entry(&task.task).or_default().extend(task.occurrence);
            }
            for task in &new.tasks {
                let name = task.was.as_ref().filter(|was| days.contains_key(was));
                let known = days.get(name.unwrap_or(&task.task)).zip(task.occurrence);
                let Some((known, day)) = known else { continue };
                let was = day.checked_sub_signed(by).unwrap_or(day);
                let (stay, along) = kept.entry(&task.task).or_default();
                *stay += usize::from(known.contains(&day));
                *along += usize::from(known.contains(&was));
            }
        }
        let stay = kept.into_iter().filter(|(_, (stay, along))| stay > along);
        Moved { by, stay: stay.map(|(task, _)| task.clone()).collect() }
    }

    /// The days back at which the counterpart of an occurrence is looked for, in turn.
    fn by(&self, task: &Task) -> [TimeDelta; 2] {
        match self.stay.contains(&task.task) {
            true => [TimeDelta::zero(), self.by],
            false => [self.by, TimeDelta::zero()],
        }
    }
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

/// The paths that an instance may have had under that name: as it is, before its units were renamed, so many
/// days back.
fn former_paths(
    name: &TaskId,
    task: &Task,
    former: &Former,
    back: [TimeDelta; 2],
) -> impl Iterator<Item = TaskPath> {
    let as_named = |key: &Key| key.value.clone();
    let before = |key: &Key| former.value(key).unwrap_or(&key.value).to_owned();
    let path = |keys: Vec<String>, moved: TimeDelta| {
        let day = task.occurrence.map(|day| day.checked_sub_signed(moved).unwrap_or(day));
        TaskPath::of(name.as_str(), keys, day)
    };
    let (now, was): (Vec<_>, Vec<_>) =
        (task.keys.iter().map(as_named).collect(), task.keys.iter().map(before).collect());
    let [first, then] = back;
    [path(now.clone(), first), path(was.clone(), first), path(now, then), path(was, then)]
        .into_iter()
}
