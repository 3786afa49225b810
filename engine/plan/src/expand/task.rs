//! One task of the plan, and the instances that it makes.

use std::rc::Rc;
use std::sync::Arc;

use super::measures::evidence_asks;
use super::origins::Origin;
use super::params::mark;
use super::settings::{Level, Settings, UpTo, Who};
use super::slots::Slot;
use super::{Around, Expander, Planned, number, only, targets};
use crate::codes;
use crate::diagnostic::{Diagnostic, Place, Spot, Step};
use crate::expanded::{
    Cover, Dimension, Direction, EscalateTo, Escalation, Estimate, EvidenceAsk, Key, MeasureAsk,
    Recipient, Task, Timing, Unit,
};
use crate::ids::{TaskPath, UnitId};
use crate::limits::INSTANCES_MAX;
use crate::names::{Fan, Found, Row, Template};
use crate::report::{Sink, Trail, beyond};
use crate::rows::Column;
use crate::source::schema::TaskSource;
use crate::source::value::Text;
use crate::time::{Instant, Span};

/// What all instances of a task share or are made from.
struct Model {
    settings: Settings,
    takes: Estimate,
    title: Template,
    about: Option<Template>,
    place: Option<Template>,
    tags: Vec<String>,
    steps: Vec<Template>,
    measures: Vec<MeasureAsk>,
    /// Targets that differ by key.
    targets: Vec<targets::Line>,
    log: Vec<Column>,
    evidence: Vec<EvidenceAsk>,
    outcomes: Vec<String>,
    cover: Vec<Cover>,
    ask: Vec<String>,
    /// Whom it is reported to; a name may hold keys.
    to: Vec<(Direction, Template)>,
}

impl<'a> Expander<'a> {
    /// Reads a task and adds its instances, not yet linked.
    pub(super) fn task(
        &mut self,
        id: &'a Text,
        source: &'a TaskSource,
        stream: u32,
        above: &Around,
        trail: &Trail<'_>,
        sink: &mut Sink,
    ) {
        if !self.note(id, stream, trail, sink) {
            return;
        }
        let settings = above.settings.overlaid(&Level::from(source), trail, self.book, sink);
        let fan = match &source.each {
            None => above.fan.clone(),
            Some(each) => {
                let (units, field) = (&self.book.units, trail.field("each"));
                let fan = self.lists.within(
                    &above.fan,
                    each,
                    units,
                    source.count.is_some(),
                    &field,
                    sink,
                );
                fan.unwrap_or_else(|| Rc::new(Fan { rows: Vec::new(), ..Fan::single() }))
            }
        };
        // A fan-out that leads nowhere has been told of.
        let is_known = !(fan.rows.is_empty() && fan.dimensions.is_empty());
        if let Some(count) = source.count.filter(|c| *c as usize != fan.rows.len() && is_known) {
            sink.push(
                Diagnostic::new(&codes::E049, trail.field("count").place())
                    .with("count", count)
                    .with("found", fan.rows.len()),
            );
        }
        let slots = match self.playbook {
            0 => self.slots(source, trail, sink),
            _ => self.undated(source, trail, sink),
        };
        let first = self.tasks.len();
        let all = fan.rows.len().saturating_mul(slots.len()).saturating_add(first);
        let fan = if all > INSTANCES_MAX {
            sink.push(beyond(trail.field("each").place(), "instances", all, INSTANCES_MAX));
            Rc::new(Fan { rows: Vec::new(), ..Fan::single() })
        } else {
            fan
        };
        let holds = only::holds(source.only.as_ref(), self.book, &self.params, trail, sink);
        let is_left_out = above.is_left_out || holds == only::Holds::Is(false);
        if let only::Holds::AtStart(only) = holds {
            self.only_of.insert(self.planned.len(), only);
        }
        let fan = if is_left_out { Rc::new(fan.emptied()) } else { fan };
        let model = self.model(id, source, settings, &fan, &slots, trail, sink);
        for row in &fan.rows {
            let Some(owner) = self.owner(source, &model, &fan, row, trail, sink) else { continue };
            for slot in slots.iter() {
                let task =
                    self.instance(id, source, stream, &model, &fan, row, slot, owner, trail, sink);
                self.tasks.push(task);
            }
        }
        // Without an owner an instance is missing, and so is the plan; links would go astray.
        let is_whole = self.tasks.len() - first == fan.rows.len() * slots.len();
        let fan = if is_whole { fan } else { Rc::new(Fan { rows: Vec::new(), ..Fan::single() }) };
        if !is_whole {
            self.tasks.truncate(first);
        }
        self.origin(id, source, stream, &slots, first);
        if self.playbook > 0
            || source.due.as_ref().is_some_and(|d| d.trim_start().starts_with("after"))
        {
            self.settings_of.insert(self.planned.len(), model.settings);
        }
        let playbook = self.playbook;
        self.planned.push(Planned { id, source, stream, playbook, fan, slots, first, is_left_out });
    }

    fn origin(
        &mut self,
        id: &Text,
        source: &TaskSource,
        stream: u32,
        slots: &[Slot],
        first: usize,
    ) {
        let written = [
            ("due", source.due.is_some()),
            ("when", source.when.is_some()),
            ("pick", source.pick.is_some()),
            ("every", source.every.is_some()),
            ("series", !source.series.is_empty()),
            ("takes", source.takes.is_some()),
            ("each", source.each.is_some()),
            ("owner", source.owner.is_some()),
            ("needs", !source.needs.is_empty()),
            ("when_outcome", source.when_outcome.is_some()),
        ];
        let Some(standing) = self.standing.get(stream as usize) else { return };
        let index = u32::try_from(self.origins.tasks.len()).unwrap_or(u32::MAX);
        self.origins.tasks.push(Origin {
            file: standing.file,
            stream: standing.steps.clone(),
            id: id.0.clone(),
            labels: (
                slots.iter().filter_map(|s| s.label.as_ref()).map(|l| l.0.clone()).collect(),
                first,
            ),
            window: self.named_window(source),
            written: written.iter().filter(|(_, is)| *is).map(|(name, _)| *name).collect(),
        });
        let instances = self.tasks.len() - first;
        self.origins.source_of.extend(std::iter::repeat_n(index, instances));
    }

    /// The window that the task has its dates from, with where it is given.
    fn named_window(&self, source: &TaskSource) -> Option<(Arc<str>, Place)> {
        let text = source.when.as_ref().or(source.pick.as_ref()).or(source.every.as_ref())?;
        let name = text.rsplit(" in ").next()?.trim();
        let place = self.time.window_place(name)?;
        Some((name.into(), place))
    }

    #[expect(clippy::too_many_arguments, reason = "all of what a task is read from")]
    fn model(
        &mut self,
        id: &Text,
        source: &TaskSource,
        settings: Settings,
        fan: &Fan,
        slots: &[Slot],
        trail: &Trail<'_>,
        sink: &mut Sink,
    ) -> Model {
        let mut names = fan.slots.clone();
        names.push(self.owner_slot.clone());
        names.push(id.clone());
        names.extend(self.params.iter().map(|param| param.name.clone()));
        let vars = &self.book.vars;
        let mut template =
            |text: &Text, trail: &Trail<'_>| vars.template(text, &names, trail, sink);
        let list = trail.field("steps");
        let steps =
            source.steps.iter().enumerate().map(|(i, s)| template(s, &list.index(i))).collect();
        let title = match &source.title {
            Some(title) => template(title, &trail.field("title")),
            None => own_title(id, fan, slots, |unit| self.book.units.unit(unit)),
        };
        let about = source.about.as_ref().map(|t| template(t, &trail.field("about")));
        let place = source.place.as_ref().map(|t| template(t, &trail.field("place")));
        let list = trail.field("to");
        let to = source.to.iter().map(|(direction, name)| {
            let trail = list.key(direction.word());
            (*direction, template(name, &trail))
        });
        let to: Vec<(Direction, Template)> = to.collect();
        for (field, texts) in [("tags", &source.tags), ("ask", &source.ask)] {
            let list = trail.field(field);
            let all = texts.iter().enumerate();
            all.for_each(|(i, text)| crate::names::check_filled(text, &list.index(i), sink));
        }
        if let Some(done) = source.steps_done.filter(|d| *d as usize > source.steps.len()) {
            sink.push(
                Diagnostic::new(&codes::E063, trail.field("steps_done").place())
                    .with("count", done)
                    .with("found", source.steps.len()),
            );
        }
        let log = super::log::columns(&source.log, &self.book.units, &trail.field("log"), sink);
        let list = trail.field("measures");
        let named = source.measures.iter().enumerate();
        let unfit = named.filter(|(i, text)| self.names_param(text, &list.index(*i), sink)).count();
        let measures = match unfit {
            0 => super::log::measures(self.book, &self.time, source, &log, trail, sink),
            _ => Vec::new(),
        };
        let (list, units) = (trail.field("targets"), &self.book.units);
        let targets = targets::lines(&source.targets, &measures, (fan, slots), units, &list, sink);
        Model {
            takes: takes(source, &settings, slots),
            settings,
            title,
            about,
            place,
            tags: source.tags.iter().map(|t| t.to_string()).collect(),
            steps,
            measures,
            targets,
            log,
            evidence: evidence_asks(&source.evidence, &trail.field("evidence"), sink),
            outcomes: super::outcome::outcomes(&source.outcomes, &trail.field("outcomes"), sink),
            cover: super::cover::covers(&source.cover, fan, &trail.field("cover"), sink),
            ask: source.ask.iter().map(|a| a.to_string()).collect(),
            to,
        }
    }

    /// Who leads: whom the task names, else whom the keys name, else whom the stream names.
    fn owner(
        &self,
        source: &TaskSource,
        model: &Model,
        fan: &Fan,
        row: &Row,
        trail: &Trail<'_>,
        sink: &mut Sink,
    ) -> Option<u32> {
        let who = match (&model.settings.owner, row.owner) {
            (_, Some(unit)) if source.owner.is_none() => return Some(unit),
            (Some(who), _) => who,
            // It names one that isn't there, which has been said.
            (None, _) if source.owner.is_some() || fan.lacks_owner => return None,
            (None, _) if ["owner", "each"].iter().any(|f| sink.is_blanked(&trail.field(f))) => {
                return None;
            }
            (None, _) => {
                sink.push(Diagnostic::new(&codes::E053, trail.name()));
                return None;
            }
        };
        self.units_of(std::slice::from_ref(who), fan, row, sink).first().copied()
    }

    #[expect(clippy::too_many_arguments, reason = "all of what an instance is made from")]
    fn instance(
        &mut self,
        id: &Text,
        source: &TaskSource,
        stream: u32,
        model: &Model,
        fan: &Fan,
        row: &Row,
        slot: &Slot,
        owner: u32,
        trail: &Trail<'_>,
        sink: &mut Sink,
    ) -> Task {
        let owner_id = self.unit_id(owner);
        let marks: Vec<String> = self.params.iter().map(|param| mark(&param.name)).collect();
        let fill = |template: &Template| {
            template.fill(|i| match row.keys.get(i) {
                Some(key) => Some(key),
                None if i == row.keys.len() => Some(owner_id.as_str()),
                None if i == row.keys.len() + 1 => slot.label.as_deref(),
                None => marks.get(i - row.keys.len() - 2).map(String::as_str),
            })
        };
        let (title, about, place) =
            (fill(&model.title), model.about.as_ref().map(fill), model.place.as_ref().map(fill));
        let steps = model.steps.iter().map(fill).collect();
        let to = model.to.iter().map(|(direction, name)| (*direction, fill(name))).collect();
        let to = self.recipients(to, trail, sink);
        let s = &model.settings;
        let one = |who: &Option<Who>, sink: &mut Sink| {
            let who = who.as_ref()?;
            let units = self.units_of(std::slice::from_ref(who), fan, row, sink);
            units.first().map(|u| self.unit_id(*u))
        };
        let several = |whos: &[Who], sink: &mut Sink| -> Vec<UnitId> {
            let units = self.units_of(whos, fan, row, sink);
            units.into_iter().filter(|u| *u != owner).map(|u| self.unit_id(u)).collect()
        };
        let (proxy, review) = (one(&s.proxy, sink), one(&s.review, sink));
        let (support, informed) = (several(&s.support, sink), several(&s.informed, sink));
        let up: Vec<EscalateTo> = s
            .escalate
            .iter()
            .filter_map(|(_, to)| match to {
                UpTo::Leader => Some(EscalateTo::Leader),
                UpTo::Who(who) => one(&Some(who.clone()), sink).map(EscalateTo::Unit),
            })
            .collect();
        let number = number(self.tasks.len());
        let mut task = Task {
            number,
            path: TaskPath::of(
                id,
                row.keys.iter().chain(&slot.label).map(|key| &*key.0),
                slot.date,
            ),
            task: id.0.clone().into(),
            was: source.was.as_ref().map(|was| was.0.clone().into()),
            keys: keys(id, fan, row, slot),
            occurrence: slot.date,
            title,
            about,
            stream: self
                .standing
                .get(stream as usize)
                .map(|s| s.id.clone())
                .unwrap_or_else(|| "".into()),
            objective: s.objective.clone(),
            kind: s.kind,
            tags: model.tags.clone(),
            place,
            owner: owner_id,
            support,
            informed,
            proxy,
            leader: s.leader.clone(),
            timing: slot.timing,
            from: None,
            play: None,
            takes: model.takes,
            due: slot.due,
            after: None,
            needs: Vec::new(),
            steps,
            steps_done: source.steps_done,
            measures: targets::of(&model.targets, &model.measures, row, slot),
            log: model.log.clone(),
            evidence: model.evidence.clone(),
            outcomes: model.outcomes.clone(),
            when_outcome: None,
            cover: model.cover.clone(),
            to,
            ask: model.ask.clone(),
            ack: s.ack,
            review,
            milestone: source.milestone,
            nil_report: source.nil_report,
            remind: Vec::new(),
            remind_by: Vec::new(),
            escalate: Vec::new(),
        };
        if let Some(due) = slot.due {
            self.around(&mut task, &model.settings, &up, due);
        } else if source.due.is_some() || self.playbook > 0 {
            self.up_of.insert(self.tasks.len(), up);
        }
        task
    }

    /// Whom an instance is reported to, by the names that units and groups go by now.
    fn recipients(
        &self,
        to: Vec<(Direction, String)>,
        trail: &Trail<'_>,
        sink: &mut Sink,
    ) -> Vec<Recipient> {
        let list = trail.field("to");
        let known = to.into_iter().filter_map(|(direction, name)| {
            // That nothing fills it has been said.
            if name.contains('{') {
                return None;
            }
            let name = match self.book.units.many(&name, &list.key(direction.word()), sink)? {
                Found::Unit(unit) => self.unit_id(unit).to_string(),
                Found::Group(_) => name,
            };
            Some(Recipient { direction, name })
        });
        known.collect()
    }

    /// Reminders and escalations around a due date.
    pub(super) fn around(
        &mut self,
        task: &mut Task,
        settings: &Settings,
        up: &[EscalateTo],
        due: Instant,
    ) {
        let mut remind: Vec<_> = (settings.remind.iter())
            .map(|m| (self.time.moment(*m, due), self.around_of(*m)))
            .collect();
        remind.sort_by_key(|(at, _)| *at);
        remind.dedup_by_key(|(at, _)| *at);
        (task.remind, task.remind_by) = remind.into_iter().unzip();
        let moments = settings.escalate.iter().zip(up);
        task.escalate = moments
            .map(|((moment, _), to)| Escalation {
                at: self.time.moment(*moment, due),
                by: Some(self.around_of(*moment)),
                to: to.clone(),
            })
            .collect();
    }

    /// The units meant, each once, keys put in.
    fn units_of(&self, whos: &[Who], fan: &Fan, row: &Row, sink: &mut Sink) -> Vec<u32> {
        let mut out: Vec<u32> = Vec::new();
        for who in whos {
            match who {
                Who::Units(units) => {
                    for unit in units.iter() {
                        if !out.contains(unit) {
                            out.push(*unit);
                        }
                    }
                }
                Who::Pattern(pattern) => {
                    out.extend(self.pattern(&pattern.0, &pattern.1, fan, row, sink))
                }
            }
        }
        out
    }

    fn pattern(
        &self,
        text: &Text,
        place: &crate::diagnostic::Place,
        fan: &Fan,
        row: &Row,
        sink: &mut Sink,
    ) -> Option<u32> {
        let steps: &[Step] = match &place.spot {
            Spot::At { steps, .. } => steps,
            _ => &[],
        };
        let trail = Trail::base(place.file, steps);
        if let Some(unit) = self.param_unit(text, &trail, sink) {
            return unit;
        }
        let template = self.book.vars.template(text, &fan.slots, &trail, sink);
        let name = template.fill(|i| row.keys.get(i).map(|k| &**k));
        if name.contains('{') {
            // Said by the template already.
            return None;
        }
        self.book.units.one(&name, &trail, sink)
    }

    fn unit_id(&self, unit: u32) -> UnitId {
        if let Some(name) = self.composed_unit(unit) {
            return name;
        }
        self.book.units.unit(unit).map_or_else(|| UnitId::from(""), |u| u.id.clone())
    }
}

/// The title of a task that gives none: its id, with the keys that its lead unit does not show.
fn own_title<'u>(
    id: &Text,
    fan: &Fan,
    slots: &[Slot],
    unit: impl Fn(u32) -> Option<&'u Unit>,
) -> Template {
    use crate::names::Part;
    let is_lead = |i: usize| {
        let lead = |row: &Row| row.owner.and_then(&unit).map(|u| u.id.as_str());
        fan.rows.iter().all(|row| lead(row) == row.keys.get(i).map(|key| &**key))
    };
    let shown = fan.dimensions.iter().enumerate();
    let shown =
        shown.filter(|(i, d)| **d != Dimension::Unit || (fan.dimensions.len() > 1 && !is_lead(*i)));
    let mut numbers: Vec<usize> = shown.map(|(i, _)| i).collect();
    if slots.iter().any(|s| s.label.is_some()) {
        numbers.push(fan.dimensions.len() + 1);
    }
    if numbers.is_empty() {
        return Template::Same(id.to_string());
    }
    let mut parts = vec![Part::Literal(format!("{}（", &**id))];
    for (i, number) in numbers.into_iter().enumerate() {
        if i > 0 {
            parts.push(Part::Literal("、".to_owned()));
        }
        parts.push(Part::Key(number));
    }
    parts.push(Part::Literal("）".to_owned()));
    Template::Parts(parts)
}

/// How long a task takes: what it says, nothing for a milestone or a fixed window, what its stream or the
/// defaults say, or a day's work.
fn takes(source: &TaskSource, settings: &Settings, slots: &[Slot]) -> Estimate {
    let is_fixed =
        slots.iter().any(|s| s.date.is_some() || matches!(s.timing, Timing::Fixed { .. }));
    if source.takes.is_none() && (source.milestone || is_fixed) {
        return Estimate::exactly(Span::ZERO);
    }
    settings.takes.unwrap_or_else(|| Estimate::exactly(Span::WorkDays(1)))
}

fn keys(id: &Text, fan: &Fan, row: &Row, slot: &Slot) -> Vec<Key> {
    let mut keys: Vec<Key> = fan
        .dimensions
        .iter()
        .zip(&row.keys)
        .map(|(dimension, value)| Key { dimension: dimension.clone(), value: value.to_string() })
        .collect();
    if let Some(label) = &slot.label {
        keys.push(Key { dimension: Dimension::List(id.to_string()), value: label.to_string() });
    }
    keys
}
