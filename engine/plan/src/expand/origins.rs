//! Where each instance was written, for diagnostics that come later.

use std::collections::BTreeMap;
use std::sync::Arc;

use wallchart_words::ids;

use crate::diagnostic::{Diagnostic, Note, Place, Spot, Step};
use crate::ids::TaskNo;
use crate::templated::Templated;

use super::link::{IN_SERIES, ON_OUTCOME};

/// Where the tasks of an expanded plan were written.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Origins {
    /// For each instance, the index of the task that it came of.
    pub(crate) source_of: Vec<u32>,
    /// Where each task of the plan stands.
    pub(crate) tasks: Vec<Origin>,
    /// Where the plan says when work may begin.
    pub(crate) start: Option<Place>,
    /// How many tasks of the plan `only` leaves out.
    pub left_out: usize,
    /// Tasks that templates make.
    pub(crate) templated: Templated,
    /// For instances that have fewer needs than their task writes: which these are.
    pub(crate) kept_needs: BTreeMap<TaskNo, Vec<u16>>,
}

/// Where a task of the plan stands.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Origin {
    pub(crate) file: usize,
    /// The steps to its stream, shared by the stream's tasks.
    pub(crate) stream: Arc<[Step]>,
    pub(crate) id: Arc<str>,
    /// Fields that it writes.
    pub(crate) written: Vec<&'static str>,
    /// The labels of a series, and the index of the first instance; they come round for each key.
    pub(crate) labels: (Vec<Arc<str>>, usize),
    /// Where the window is given that it names for its dates.
    pub(crate) window: Option<(Arc<str>, Place)>,
}

/// A part of a task that a diagnostic may point at.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TaskField {
    /// The task's id.
    Id,
    /// `due`.
    Due,
    /// Whatever fixes its dates: `when`, `pick`, `every` or `series`.
    When,
    /// `takes`.
    Takes,
    /// `owner`.
    Owner,
    /// `each`.
    Each,
    /// `start` of the plan, which holds for every task.
    Start,
    /// An entry of the instance's `needs`, by its index there.
    Need(usize),
}

impl Origin {
    /// The steps to the task.
    fn steps(&self) -> Vec<Step> {
        let mut steps = self.stream.to_vec();
        steps.push(Step::Field("tasks"));
        steps.push(Step::Key(self.id.to_string()));
        steps
    }

    /// The label of the instance at that index, if it is part of a series.
    fn label(&self, index: usize) -> Option<&str> {
        let (labels, first) = &self.labels;
        let nth = index.checked_sub(*first)?.checked_rem(labels.len())?;
        labels.get(nth).map(|label| &**label)
    }
}

impl Origins {
    /// Where that part of the task is written; the task's id where the plan leaves it out.
    pub fn place(&self, task: TaskNo, field: TaskField) -> Place {
        let index = usize::try_from(task.0).ok().and_then(|n| n.checked_sub(1));
        let source = index.and_then(|i| self.source_of.get(i));
        let Some(origin) = source.and_then(|s| self.tasks.get(*s as usize)) else {
            return Place { file: 0, spot: Spot::File };
        };
        if let (TaskField::Start, Some(start)) = (field, &self.start) {
            return start.clone();
        }
        let mut steps = origin.steps();
        let (field, on_outcome) = match field {
            TaskField::Need(i) if self.kept(task, i) == usize::from(IN_SERIES) => {
                (TaskField::When, false)
            }
            TaskField::Need(i) => (field, self.kept(task, i) == usize::from(ON_OUTCOME)),
            _ => (field, false),
        };
        let written = |names: &[&'static str]| {
            names.iter().copied().find(|name| origin.written.contains(name))
        };
        let name = match field {
            TaskField::Id | TaskField::Start => None,
            TaskField::Due => written(&["due", "every", "series", "pick", "when"]),
            TaskField::When => written(&["when", "pick", "every", "series"]),
            TaskField::Takes => written(&["takes"]),
            TaskField::Owner => written(&["owner"]),
            TaskField::Each => written(&["each"]),
            TaskField::Need(_) if on_outcome => written(&["when_outcome"]),
            TaskField::Need(_) => written(&["needs"]),
        };
        let key = name.is_none();
        if let Some(name) = name {
            steps.push(Step::Field(name));
            let label = index.filter(|_| name == "series").and_then(|i| origin.label(i));
            steps.extend(label.map(|label| Step::Key(label.to_string())));
        }
        if let (TaskField::Need(i), false, false) = (field, key, on_outcome) {
            steps.push(Step::Index(self.kept(task, i)));
        }
        Place { file: origin.file, spot: Spot::At { steps, key, within: None } }
    }

    /// Adds to each diagnostic at dates that a window names where that window is given, and leads those of tasks
    /// that a template makes to its text.
    pub fn with_windows(&self, found: &mut [Diagnostic]) {
        let named = self.tasks.iter().filter_map(|o| Some((o, o.window.as_ref()?)));
        let named: Vec<_> =
            named.map(|(o, (name, given))| (o.file, o.steps(), name, given)).collect();
        for diagnostic in found.iter_mut() {
            let places = std::iter::once(&diagnostic.place);
            let places = places.chain(diagnostic.related.iter().map(|(place, _)| place));
            let mut given: Vec<(Place, Note)> = Vec::new();
            for place in places {
                let Spot::At { steps, .. } = &place.spot else { continue };
                let Some((Step::Field("when" | "pick" | "every"), task)) = steps.split_last()
                else {
                    continue;
                };
                let at = named.iter().find(|(file, at, ..)| *file == place.file && at == task);
                if let Some((.., name, window)) = at
                    && !given.iter().any(|(place, _)| place == *window)
                {
                    let args = vec![("name", (&***name).into())];
                    given.push(((*window).clone(), Note { message: ids::NOTE_GIVEN, args }));
                }
            }
            diagnostic.related.extend(given);
        }
        for diagnostic in found {
            *diagnostic = self.templated.placed(diagnostic.clone());
        }
    }

    /// Which of its task's sentences an instance's need comes of.
    fn kept(&self, task: TaskNo, need: usize) -> usize {
        let kept = self.kept_needs.get(&task).and_then(|kept| kept.get(need));
        kept.map_or(need, |k| usize::from(*k))
    }
}
