//! Playbooks: their tasks are read like those of the plan, with parameters in place of names, and times
//! that hang on the start.

use std::collections::BTreeMap;
use std::rc::Rc;
use std::sync::Arc;

use super::params::{Param, names_one};
use super::settings::{Level, Settings};
use super::slots::Slot;
use super::{Around as Within, Expander, Standing};
use crate::asks::{Ask, AskKind, asks};
use crate::codes;
use crate::diagnostic::Diagnostic;
use crate::expanded::{Task, Timing};
use crate::grammar::play::{due_in_play, every_in_play};
use crate::grammar::remind::Moment;
use crate::grammar::time::{Clock, Due};
use crate::ids::{StreamId, TaskNo};
use crate::names::{Given, near};
use crate::playbook::{Around, PlayDue, PlayEvery, PlayPoint, PlayTask, Playbook, Trigger, Unless};
use crate::report::{Sink, Trail};
use crate::source::Document;
use crate::source::schema::{AskSource, PlaybookSource, TaskSource};
use crate::source::value::Text;

/// A playbook that was read; its tasks stand among those of the plan for the time being.
pub(super) struct Reading {
    id: String,
    was: Option<String>,
    title: String,
    ask: Vec<Ask>,
    start: Vec<Trigger>,
    until: Option<Text>,
    overlap: bool,
    file: usize,
    steps: Arc<[crate::diagnostic::Step]>,
}

impl<'a> Expander<'a> {
    /// Reads all playbooks. Their tasks are added after those of the plan, not yet linked.
    pub(super) fn playbooks(
        &mut self,
        documents: &'a [Document],
        defaults: &Settings,
        sink: &mut Sink,
    ) -> Vec<Reading> {
        let (mut given, mut hooks) = (Given::default(), Given::default());
        let mut out = Vec::new();
        // How long tasks usually take has nothing to do with how fast this must go.
        let defaults = Settings { takes: None, ..defaults.clone() };
        for document in documents {
            let root = Trail::root(document.file);
            let map = root.field("playbooks");
            for (id, source) in document.plan.playbooks.iter() {
                let trail = map.key(id);
                crate::names::check_id(id, &trail, sink);
                if given.note(id, trail.name(), sink) {
                    out.push(self.read_playbook(
                        out.len() + 1,
                        (id, source),
                        &defaults,
                        &mut hooks,
                        &trail,
                        sink,
                    ));
                }
            }
        }
        self.playbook = 0;
        self.params.clear();
        out
    }

    fn read_playbook(
        &mut self,
        nth: usize,
        (id, source): (&Text, &'a PlaybookSource),
        defaults: &Settings,
        hooks: &mut Given,
        trail: &Trail<'_>,
        sink: &mut Sink,
    ) -> Reading {
        let ask = asks(&source.ask, &self.book.units, &trail.field("ask"), sink);
        self.playbook = nth;
        // One whose group isn't there stands for a unit all the same: that has been said.
        let param = |(name, ask): (&Text, &AskSource)| {
            let (group, choices) = match ask {
                AskSource::Unit(group) => (Some(group.clone()), Vec::new()),
                AskSource::Choice(values) => (None, values.clone()),
                _ => (None, Vec::new()),
            };
            let is_ordered = matches!(ask, AskSource::Number | AskSource::Date);
            Param { name: name.clone(), group, choices, is_ordered }
        };
        self.params = source.ask.iter().map(|(name, ask)| param((name, ask))).collect();
        self.composed.borrow_mut().clear();
        let steps: Arc<[_]> = trail.steps().into();
        let stream = StreamId::from(format!("预案/{}", &**id));
        self.standing.push(Standing { id: stream, file: trail.file(), steps: steps.clone() });
        let standing = u32::try_from(self.standing.len() - 1).unwrap_or(u32::MAX);
        let settings = defaults.overlaid(&Level::from(source), trail, self.book, sink);
        let plan_tasks = std::mem::take(&mut self.given);
        let around = Within { settings, fan: self.single.clone(), is_left_out: false };
        let tasks = trail.field("tasks");
        for (id, task) in source.tasks.iter() {
            self.task(id, task, standing, &around, &tasks.key(id), sink);
        }
        self.given = plan_tasks;
        if source.tasks.is_empty() {
            let found = Diagnostic::new(&codes::E026, trail.name());
            sink.push(found.with("field", "tasks"));
        }
        let names: Vec<Text> = self.params.iter().map(|param| param.name.clone()).collect();
        let title = source.title.as_ref().unwrap_or(id);
        let template = self.book.vars.template(title, &names, &trail.field("title"), sink);
        let marks: Vec<String> = names.iter().map(|name| format!("{{{}}}", &**name)).collect();
        let title = template.fill(|i| marks.get(i).map(String::as_str));
        let start = self.triggers(source, &ask, hooks, trail, sink);
        Reading {
            id: id.to_string(),
            was: source.was.as_ref().map(|was| was.to_string()),
            title,
            ask,
            start,
            until: source.until.clone(),
            overlap: source.overlap,
            file: trail.file(),
            steps,
        }
    }

    /// The one slot of a task in a playbook: its times are read later.
    pub(super) fn undated(
        &self,
        source: &TaskSource,
        trail: &Trail<'_>,
        sink: &mut Sink,
    ) -> Rc<[Slot]> {
        let written = [
            ("series", !source.series.is_empty()),
            ("when", source.when.is_some()),
            ("pick", source.pick.is_some()),
            ("was", source.was.is_some()),
        ];
        for (field, _) in written.into_iter().filter(|(_, is)| *is) {
            let found = Diagnostic::new(&codes::E122, trail.field(field).name());
            sink.push(found.with("field", field));
        }
        Rc::new([Slot { label: None, date: None, timing: Timing::Flow, due: None }])
    }

    /// Takes the tasks of playbooks out from among those of the plan, with their times.
    pub(super) fn written_out(&mut self, read: Vec<Reading>, sink: &mut Sink) -> Vec<Playbook> {
        let first = self.planned.iter().find(|p| p.playbook > 0).map(|p| p.first);
        let mut tasks =
            self.tasks.split_off(first.unwrap_or(self.tasks.len()).min(self.tasks.len()));
        for task in &mut tasks {
            if !self.planned.iter().any(|p| {
                p.playbook > 0 && p.source.takes.is_some() && **p.id == *task.task.as_str()
            }) {
                task.takes = crate::expanded::Estimate::exactly(crate::time::Span::ZERO);
            }
        }
        let first = first.unwrap_or_default();
        let mut out = Vec::new();
        for (nth, reading) in (1..).zip(read) {
            out.push(self.playbook_of(nth, reading, first, &tasks, sink));
        }
        out
    }

    fn playbook_of(
        &mut self,
        nth: usize,
        reading: Reading,
        first: usize,
        tasks: &[Task],
        sink: &mut Sink,
    ) -> Playbook {
        let own: Vec<usize> = (0..self.planned.len())
            .filter(|at| self.planned.get(*at).is_some_and(|p| p.playbook == nth))
            .collect();
        // The first instance of each task, by name.
        let numbers: BTreeMap<String, TaskNo> = own
            .iter()
            .filter_map(|at| self.planned.get(*at))
            .filter(|p| !p.fan.rows.is_empty())
            .map(|p| (p.id.to_string(), super::number(p.first)))
            .collect();
        let base = Trail::base(reading.file, &reading.steps);
        let list = base.field("tasks");
        let mut out = Vec::new();
        for at in own {
            let Some(p) = self.planned.get(at) else { continue };
            let (source, id) = (p.source, p.id);
            let instances = p.first..p.first + p.fan.rows.len();
            let trail = list.key(id);
            let times = self.times(source, &reading.ask, &numbers, &trail, sink);
            let only = self.only_of.get(&at).cloned();
            let unless = unless(source, &reading.ask, &trail, sink);
            let settings = self.settings_of.get(&at).cloned().unwrap_or_default();
            let remind: Vec<Around> = settings.remind.iter().map(|m| self.around_of(*m)).collect();
            for index in instances {
                let Some(task) = index.checked_sub(first).and_then(|at| tasks.get(at)) else {
                    continue;
                };
                let up = self.up_of.get(&index).cloned().unwrap_or_default();
                let moments = settings.escalate.iter().map(|(m, _)| self.around_of(*m));
                out.push(PlayTask {
                    task: task.clone(),
                    due: times.0.clone(),
                    every: times.1.clone(),
                    remind: remind.clone(),
                    escalate: moments.zip(up).collect(),
                    unless: unless.clone(),
                    only: only.clone(),
                });
            }
        }
        self.rings(&out, &numbers, &list, sink);
        let until = reading.until.as_ref().and_then(|name| {
            let field = base.field("until");
            task_of(name, 0..name.len(), &numbers, &field, sink)
        });
        let book = Playbook {
            id: reading.id,
            was: reading.was,
            title: reading.title,
            ask: reading.ask,
            start: reading.start,
            until,
            overlap: reading.overlap,
            tasks: out,
        };
        super::play_order::order(&book, &self.time.work, self.time.anchor, &list, sink);
        book
    }

    fn times(
        &mut self,
        source: &TaskSource,
        ask: &[Ask],
        numbers: &BTreeMap<String, TaskNo>,
        trail: &Trail<'_>,
        sink: &mut Sink,
    ) -> (Option<PlayDue>, Option<PlayEvery>) {
        let mut every = None;
        let params = || ask.iter().map(|ask| ask.name.as_str());
        let field = trail.field("every");
        let again = source.every.as_ref().filter(|text| !names_one(text, params(), &field, sink));
        if let Some((span, until, at)) =
            again.and_then(|text| sink.check(&field, every_in_play(text)))
        {
            let until = task_of(&until, at, numbers, &field, sink);
            every = until.map(|until| PlayEvery { span, until });
        }
        let field = trail.field("due");
        let due = source.due.as_ref().filter(|text| !names_one(text, params(), &field, sink));
        let Some(text) = due else { return (None, every) };
        let due = match sink.check(&field, due_in_play(text)) {
            Some(Ok(point)) => {
                let clock = point.clock.map(|clock| self.minutes(clock));
                Some(PlayDue::At(PlayPoint::FromStart { span: point.span, clock }))
            }
            Some(Err(Due::After { task, at, lag, .. })) => {
                let on = task_of(&task, at, numbers, &field, sink);
                on.map(|on| PlayDue::After { on, lag })
            }
            Some(Err(Due::Point(point, roll))) => {
                let end = self.time.point(point, &field).end;
                let end = self.time.roll(end, roll, &field);
                Some(PlayDue::At(PlayPoint::Fixed(end)))
            }
            Some(Err(Due::Window(name, by, roll))) => {
                let window = self.time.window(&name, 0..name.len(), &field, sink);
                let end = window.map(|w| self.time.later(w.end, by, &field));
                let end = end.map(|end| self.time.roll(end, roll, &field));
                end.map(|end| PlayDue::At(PlayPoint::Fixed(end)))
            }
            None => None,
        };
        (due, every)
    }

    /// Minutes after midnight; of a part of the day, where it ends.
    fn minutes(&self, clock: Clock) -> u16 {
        let office = self.time.work.calendar().office;
        match clock {
            Clock::At(minutes) => minutes,
            Clock::Am => office.am.1,
            Clock::Noon => office.pm.0,
            Clock::Pm => office.pm.1,
        }
    }

    pub(super) fn around_of(&self, moment: Moment) -> Around {
        let opens = self.time.work.calendar().office.am.0;
        let clock = moment.clock.map(|clock| self.minutes(clock));
        let is_exact = matches!(moment.offset, crate::time::Span::Minutes(n) if n != 0);
        Around {
            offset: moment.offset,
            clock: if is_exact { clock } else { clock.or(Some(opens)) },
        }
    }

    /// Due dates that hang on each other in a ring would never be known.
    fn rings(
        &self,
        tasks: &[PlayTask],
        numbers: &BTreeMap<String, TaskNo>,
        list: &Trail<'_>,
        sink: &mut Sink,
    ) {
        let hangs: BTreeMap<TaskNo, TaskNo> = tasks
            .iter()
            .filter_map(|t| match t.due {
                Some(PlayDue::After { on, .. }) => Some((t.task.number, on)),
                _ => None,
            })
            .collect();
        let has_due = |no: TaskNo| {
            tasks.iter().any(|t| t.task.number == no && (t.due.is_some() || t.every.is_some()))
        };
        for (name, number) in numbers {
            let mut at = *number;
            let dated = (0..=hangs.len()).any(|_| match hangs.get(&at) {
                Some(on) => {
                    at = *on;
                    false
                }
                None => true,
            });
            if hangs.contains_key(number) && !(dated && has_due(at)) {
                let (task, field) = (list.key(name), "due");
                let found = Diagnostic::new(&codes::E060, task.field(field).place());
                sink.push(found.with("name", name.as_str()));
            }
        }
    }
}

fn task_of(
    name: &str,
    at: std::ops::Range<usize>,
    numbers: &BTreeMap<String, TaskNo>,
    trail: &Trail<'_>,
    sink: &mut Sink,
) -> Option<TaskNo> {
    let found = numbers.get(name.trim()).copied();
    if found.is_none() {
        let told = Diagnostic::new(&codes::E032, trail.within(at)).with("name", name);
        sink.push(told.suggest(near(name, numbers.keys().map(String::as_str))));
    }
    found
}

/// What keeps the play going after a task: parameters that say yes, or outcomes of its own.
fn unless(source: &TaskSource, ask: &[Ask], trail: &Trail<'_>, sink: &mut Sink) -> Option<Unless> {
    let map = trail.field("unless");
    let mut out = Unless::default();
    for (name, _) in source.unless.iter() {
        let is_param = ask.iter().any(|a| a.name == **name && a.kind == AskKind::YesNo);
        if is_param {
            out.yes.push(name.to_string());
        } else if source.outcomes.iter().any(|o| o.trim() == &**name) {
            out.outcomes.push(name.to_string());
        } else {
            let yes_no = ask.iter().filter(|a| a.kind == AskKind::YesNo).map(|a| a.name.as_str());
            let known = yes_no.chain(source.outcomes.iter().map(|o| o.trim()));
            let found = Diagnostic::new(&codes::E124, map.key(name).name());
            sink.push(found.with("name", &**name).suggest(near(name, known)));
        }
    }
    (!source.unless.is_empty()).then_some(out)
}
