//! Due dates that hang on other tasks: `after 处置 +1wd`.

use std::collections::BTreeMap;

use super::link::matching;
use super::{Expander, number};
use crate::codes;
use crate::diagnostic::Diagnostic;
use crate::expanded::Timing;
use crate::grammar::time::{Due, due};
use crate::names::near;
use crate::report::{Sink, Trail};
use crate::time::Instant;

/// How far a task's due date has been worked out.
#[derive(Clone, Copy, PartialEq)]
enum State {
    Open,
    Busy,
    Done,
}

impl Expander<'_> {
    /// Works out the due dates that hang on other tasks.
    pub(super) fn due_after(&mut self, sink: &mut Sink) {
        let hanging: Vec<usize> = self
            .planned
            .iter()
            .enumerate()
            .filter(|(_, p)| {
                p.playbook == 0
                    && p.source.due.as_ref().is_some_and(|d| d.trim_start().starts_with("after"))
            })
            .map(|(i, _)| i)
            .collect();
        if hanging.is_empty() {
            return;
        }
        let own = self.planned.iter().enumerate().filter(|(_, p)| p.playbook == 0);
        let index: BTreeMap<String, usize> = own.map(|(i, p)| (p.id.to_string(), i)).collect();
        let mut states: BTreeMap<usize, State> =
            hanging.iter().map(|i| (*i, State::Open)).collect();
        for at in hanging {
            self.due_of(at, &index, &mut states, sink);
        }
    }

    fn due_of(
        &mut self,
        at: usize,
        index: &BTreeMap<String, usize>,
        states: &mut BTreeMap<usize, State>,
        sink: &mut Sink,
    ) {
        if states.get(&at) != Some(&State::Open) {
            return;
        }
        states.insert(at, State::Busy);
        self.hang(at, index, states, sink);
        states.insert(at, State::Done);
    }

    fn hang(
        &mut self,
        at: usize,
        index: &BTreeMap<String, usize>,
        states: &mut BTreeMap<usize, State>,
        sink: &mut Sink,
    ) -> Option<()> {
        let planned = self.planned.get(at)?;
        let standing = self.standing.get(planned.stream as usize)?;
        let steps = standing.steps.clone();
        let stream = Trail::base(standing.file, &steps);
        let tasks = stream.field("tasks");
        let id = planned.id;
        let task = tasks.key(id);
        let trail = task.field("due");
        // The text has been read before; what is wrong with it has been said.
        let Ok(Due::After { task: name, at: name_at, lag, roll }) =
            due(planned.source.due.as_ref()?)
        else {
            return None;
        };
        let Some(other_at) = index.get(&name).copied() else {
            let found =
                Diagnostic::new(&codes::E032, trail.within(name_at)).with("name", name.as_str());
            sink.push(found.suggest(near(&name, index.keys().map(String::as_str))));
            return None;
        };
        if states.get(&other_at) == Some(&State::Busy) {
            sink.push(Diagnostic::new(&codes::E060, trail.within(name_at)).with("name", name));
            return None;
        }
        self.due_of(other_at, index, states, sink);
        let (planned, other) = (self.planned.get(at)?, self.planned.get(other_at)?);
        let rows = matching(&planned.fan, &other.fan);
        let mut dues = Vec::new();
        let whole = (0..other.fan.rows.len())
            .flat_map(|row| (0..other.slots.len()).map(move |slot| other.instance(row, slot)));
        let due = |instance: usize| self.tasks.get(instance).and_then(|t| t.due.or(end(t.timing)));
        // Who has no counterpart of its own hangs on the last of all.
        let last = whole.filter_map(due).max();
        for row in 0..planned.fan.rows.len() {
            let mut latest: Option<Instant> = None;
            for other_row in rows.of(row, &mut [0]) {
                for slot in 0..other.slots.len() {
                    latest = latest.max(due(other.instance(*other_row as usize, slot)));
                }
            }
            dues.push((planned.instance(row, 0), latest.or(last)));
        }
        if dues.iter().any(|(_, due)| due.is_none()) {
            sink.push(Diagnostic::new(&codes::E060, trail.within(name_at)).with("name", name));
            return None;
        }
        for (instance, due) in dues {
            let later = self.time.later(due?, lag, &trail);
            let rolled = self.time.roll(later, roll, &trail);
            self.set_due(instance, rolled, at);
        }
        Some(())
    }

    fn set_due(&mut self, instance: usize, due: Instant, at: usize) {
        let Some(model) = self.settings_of.get(&at).cloned() else { return };
        let Some(mut task) = self.tasks.get(instance).cloned() else { return };
        debug_assert_eq!(task.number, number(instance));
        task.due = Some(due);
        let up = self.up_of.get(&instance).cloned().unwrap_or_default();
        self.around(&mut task, &model, &up, due);
        if let Some(slot) = self.tasks.get_mut(instance) {
            *slot = task;
        }
    }
}

fn end(timing: Timing) -> Option<Instant> {
    match timing {
        Timing::Fixed { end, .. } | Timing::Pick { end, .. } => Some(end),
        Timing::Flow => None,
    }
}
