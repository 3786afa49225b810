//! Due dates that hang on other tasks: `after 处置 +1wd`.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use super::link::matching;
use super::{Expander, number};
use crate::codes;
use crate::diagnostic::Diagnostic;
use crate::expanded::{After, Task};
use crate::grammar::time::{Due, due};
use crate::names::near;
use crate::report::{Sink, Trail};
use crate::source::value::Text;
use crate::time::{Instant, Roll, Span};

/// What a task's due date hangs on.
struct Hanging {
    /// The other task, as written and where in the text.
    name: String,
    name_at: Range<usize>,
    /// The same among all that are planned.
    other: usize,
    lag: Span,
    roll: Roll,
}

/// Due dates that hang on others, by task.
type Hangs = BTreeMap<usize, Hanging>;

impl Expander<'_> {
    /// Works out the due dates that hang on other tasks, the last of a chain first.
    pub(super) fn due_after(&mut self, sink: &mut Sink) {
        let hangs = self.hanging(sink);
        let mut met: BTreeSet<usize> = BTreeSet::new();
        for first in hangs.keys() {
            let mut chain: Vec<(usize, &Hanging)> = Vec::new();
            let mut at = *first;
            while let Some(hanging) = hangs.get(&at).filter(|_| met.insert(at)) {
                chain.push((at, hanging));
                at = hanging.other;
            }
            // In a ring the last has no date, and so neither have the others.
            for (at, hanging) in chain.into_iter().rev() {
                self.hang(at, hanging, sink);
            }
        }
    }

    /// Reads what each hangs on; says so where there is no such task.
    fn hanging(&self, sink: &mut Sink) -> Hangs {
        let own = || self.planned.iter().enumerate().filter(|(_, p)| p.playbook == 0);
        let hangs = |text: &Text| text.trim_start().starts_with("after");
        let texts: Vec<(usize, &Text)> = own()
            .filter_map(|(at, p)| Some((at, p.source.due.as_ref().filter(|text| hangs(text))?)))
            .collect();
        if texts.is_empty() {
            return Hangs::new();
        }
        let index: BTreeMap<String, usize> = own().map(|(i, p)| (p.id.to_string(), i)).collect();
        let mut out = Hangs::new();
        for (at, text) in texts {
            // What is wrong with the text has been said.
            let Ok(Due::After { task: name, at: name_at, lag, roll }) = due(text) else { continue };
            match index.get(&name) {
                Some(other) => {
                    out.insert(at, Hanging { name, name_at, other: *other, lag, roll });
                }
                None => self.no_such(at, (&name, name_at), &index, sink),
            }
        }
        out
    }

    /// Says that a due date hangs on a task that there isn't.
    fn no_such(
        &self,
        at: usize,
        (name, name_at): (&str, Range<usize>),
        index: &BTreeMap<String, usize>,
        sink: &mut Sink,
    ) {
        let Some(planned) = self.planned.get(at) else { return };
        let Some(standing) = self.standing.get(planned.stream as usize) else { return };
        let stream = Trail::base(standing.file, &standing.steps);
        let tasks = stream.field("tasks");
        let task = tasks.key(planned.id);
        let found = Diagnostic::new(&codes::E032, task.field("due").within(name_at));
        let near = near(name, index.keys().map(String::as_str));
        sink.push(found.with("name", name).suggest(near));
    }

    fn hang(&mut self, at: usize, hanging: &Hanging, sink: &mut Sink) -> Option<()> {
        let (planned, other) = (self.planned.get(at)?, self.planned.get(hanging.other)?);
        let standing = self.standing.get(planned.stream as usize)?;
        let (steps, id) = (standing.steps.clone(), planned.id);
        let stream = Trail::base(standing.file, &steps);
        let tasks = stream.field("tasks");
        let task = tasks.key(id);
        let trail = task.field("due");
        let rows = matching(&planned.fan, &other.fan);
        let mut hangs = Vec::new();
        let due = |instance: &usize| self.tasks.get(*instance).and_then(Task::ends_by);
        let dated = |rows: &mut dyn Iterator<Item = usize>| -> Vec<usize> {
            let slots = |row| (0..other.slots.len()).map(move |slot| other.instance(row, slot));
            rows.flat_map(slots).filter(|instance| due(instance).is_some()).collect()
        };
        // Who has no counterpart of its own hangs on the last of all.
        let whole = dated(&mut (0..other.fan.rows.len()));
        for row in 0..planned.fan.rows.len() {
            let own = dated(&mut rows.of(row, &mut [0]).iter().map(|row| *row as usize));
            let on = if own.is_empty() { whole.clone() } else { own };
            let last = on.iter().filter_map(due).max();
            hangs.push((planned.instance(row, 0), on, last));
        }
        if hangs.iter().any(|(_, _, last)| last.is_none()) {
            let found = Diagnostic::new(&codes::E060, trail.within(hanging.name_at.clone()));
            sink.push(found.with("name", hanging.name.as_str()));
            return None;
        }
        let (lag, roll) = (hanging.lag, hanging.roll);
        for (instance, on, last) in hangs {
            let later = self.time.later(last?, lag, &trail);
            let rolled = self.time.roll(later, roll, &trail);
            let on = on.into_iter().map(number).collect();
            self.set_due(instance, rolled, After { on, lag, roll }, at);
        }
        Some(())
    }

    fn set_due(&mut self, instance: usize, due: Instant, after: After, at: usize) {
        let Some(model) = self.settings_of.get(&at).cloned() else { return };
        let Some(mut task) = self.tasks.get(instance).cloned() else { return };
        debug_assert_eq!(task.number, number(instance));
        task.due = Some(due);
        task.after = Some(after);
        let up = self.up_of.get(&instance).cloned().unwrap_or_default();
        self.around(&mut task, &model, &up, due);
        if let Some(slot) = self.tasks.get_mut(instance) {
            *slot = task;
        }
    }
}
