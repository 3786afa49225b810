//! What is new only in name, and what only went along with D or with a name.

use std::collections::BTreeSet;

use chrono::NaiveTime;
use wallchart_plan::amend::Aspect;
use wallchart_plan::expanded::{Dimension, Task, Timing};
use wallchart_plan::ids::TaskId;
use wallchart_plan::time::Instant;

use crate::read::{Outlook, View};

/// A task taken out that looks like this new one: as many instances, of the same unit in the same stream, and a
/// name half of whose characters are in the other, or the same due date.
pub(super) fn renamed_from(outlook: &Outlook, is: &Task, count: usize) -> Option<TaskId> {
    let removed = || outlook.changes.removed.iter().filter_map(|n| outlook.before.task(*n));
    let shares = |was: &str| {
        let common = was.chars().filter(|c| is.task.as_str().contains(*c)).count();
        common * 2 >= was.chars().count().max(is.task.as_str().chars().count())
    };
    let has = |view: &View, id: &TaskId| view.campaign.plan.tasks.iter().any(|t| t.task == *id);
    // What is still there, or was already, has its name.
    if has(&outlook.before, &is.task) {
        return None;
    }
    let alike = removed().filter(|seen| !has(&outlook.after, &seen.task.task)).find(|seen| {
        let was = seen.task;
        let same = (&was.owner, &was.stream) == (&is.owner, &is.stream) && was.task != is.task;
        same && (shares(was.task.as_str()) || (was.due.is_some() && was.due == is.due))
            && removed().filter(|other| other.task.task == was.task).count() == count
    })?;
    Some(alike.task.task.clone())
}

/// The list, the item and what that may have been called, where of one task one item went and another came.
pub(super) fn item_renamed<'v>(
    outlook: &'v Outlook,
    is: &Task,
) -> Option<(&'v str, &'v str, &'v str)> {
    let items = |view: &'v View| -> BTreeSet<(&'v str, &'v str)> {
        let own = view.campaign.plan.tasks.iter().filter(|task| task.task == is.task);
        let keys = own.flat_map(|task| &task.keys).filter_map(|key| match &key.dimension {
            Dimension::List(list) => Some((list.as_str(), key.value.as_str())),
            Dimension::Unit => None,
        });
        keys.collect()
    };
    let (before, after) = (items(&outlook.before), items(&outlook.after));
    let mut came = after.difference(&before);
    let mut went = before.difference(&after);
    match (came.next(), came.next(), went.next(), went.next()) {
        (Some((list, is)), None, Some((of, was)), None) if list == of => Some((list, is, was)),
        _ => None,
    }
}

/// A time as its distance from D, by which two plans of different years are compared.
pub(super) fn hung(view: &View, at: Instant) -> (i64, NaiveTime) {
    let local = view.calendar.local(at);
    let away = local.date().signed_duration_since(view.campaign.plan.campaign.anchor);
    (away.num_days(), local.time())
}

/// Whether D is another one.
pub(super) fn is_rehung(outlook: &Outlook) -> bool {
    outlook.before.campaign.plan.campaign.anchor != outlook.after.campaign.plan.campaign.anchor
}

/// Whether a time only went along with D.
pub(super) fn went_along(outlook: &Outlook, was: Instant, is: Instant) -> bool {
    is_rehung(outlook) && hung(&outlook.before, was) == hung(&outlook.after, is)
}

/// Whether what a task's aspect is differs only because D does.
pub(super) fn aspect_went_along(outlook: &Outlook, of: Aspect, was: &Task, is: &Task) -> bool {
    let both = |was, is| went_along(outlook, was, is);
    let away = |view: &View, task: &Task| {
        let anchor = view.campaign.plan.campaign.anchor;
        task.occurrence.map(|day| day.signed_duration_since(anchor))
    };
    match of {
        Aspect::Path => {
            is_rehung(outlook)
                && (&was.task, &was.keys) == (&is.task, &is.keys)
                && away(&outlook.before, was) == away(&outlook.after, is)
        }
        Aspect::Due => was.due.zip(is.due).is_some_and(|(was, is)| both(was, is)),
        Aspect::Timing => match (was.timing, is.timing) {
            (Timing::Fixed { start: a, end: b }, Timing::Fixed { start: c, end: d })
            | (Timing::Pick { start: a, end: b }, Timing::Pick { start: c, end: d }) => {
                both(a, c) && both(b, d)
            }
            _ => false,
        },
        _ => false,
    }
}

/// Whether what a task's aspect is differs only because units are called otherwise.
pub(super) fn aspect_by_name(outlook: &Outlook, of: Aspect, was: &Task, is: &Task) -> bool {
    let renamed = &outlook.changes.renamed;
    if renamed.units.is_empty() {
        return false;
    }
    let called = |text: &str| {
        let all = renamed.units.iter();
        all.fold(text.to_owned(), |text, (was, is)| text.replace(was.as_str(), is.as_str()))
    };
    let same = |was: &Option<String>, is: &Option<String>| was.as_deref().map(called) == *is;
    match of {
        Aspect::Path => {
            let keys = was.keys.iter().map(|key| match key.dimension {
                Dimension::Unit => renamed.unit(&key.value.as_str().into()).to_string(),
                Dimension::List(_) => key.value.clone(),
            });
            (&was.task, was.occurrence) == (&is.task, is.occurrence)
                && keys.eq(is.keys.iter().map(|key| key.value.clone()))
        }
        Aspect::Title => called(&was.title) == is.title,
        Aspect::About => same(&was.about, &is.about),
        Aspect::Place => same(&was.place, &is.place),
        Aspect::Steps => {
            was.steps_done == is.steps_done
                && was.steps.iter().map(|step| called(step)).eq(is.steps.iter().cloned())
        }
        _ => false,
    }
}
