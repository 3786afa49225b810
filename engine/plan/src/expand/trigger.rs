//! What starts a playbook: its triggers, their names looked up, and whether a rule can start it at all.

use std::ops::Range;

use super::{Expander, outcome};
use crate::asks::{Ask, AskKind};
use crate::codes;
use crate::diagnostic::Diagnostic;
use crate::expanded::Compare;
use crate::grammar::rule::{Figures, Read, rule};
use crate::ids::MeasureId;
use crate::names::{Found, Given, near};
use crate::playbook::{Rule, Trigger};
use crate::report::{Sink, Trail};
use crate::source::schema::{PlaybookSource, StartSource};

impl Expander<'_> {
    /// What starts the playbook, besides the coordinator.
    pub(super) fn triggers(
        &mut self,
        source: &PlaybookSource,
        ask: &[Ask],
        hooks: &mut Given,
        trail: &Trail<'_>,
        sink: &mut Sink,
    ) -> Vec<Trigger> {
        let list = trail.field("start");
        let mut out = Vec::new();
        for (i, start) in source.start.iter().enumerate() {
            let trail = list.index(i);
            match start {
                StartSource::Hand(name) => {
                    if self.book.units.many(name, &trail, sink).is_some() {
                        out.push(Trigger::Hand(name.to_string()));
                    }
                }
                StartSource::Hook(name) => {
                    crate::names::check_id(name, &trail, sink);
                    // A message starts one playbook.
                    hooks.note(name, trail.place(), sink);
                    out.push(Trigger::Hook(name.to_string()));
                }
                StartSource::Rule(text) => {
                    let Some(read) = sink.check(&trail, rule(text)) else { continue };
                    let Some(rule) = self.rule(read, ask, &trail, sink) else { continue };
                    self.finds(&rule, ask, &trail, sink);
                    out.push(Trigger::Rule(rule));
                }
            }
        }
        out
    }

    /// A rule whose names are known, in a playbook whose parameters it can give values.
    fn rule(
        &mut self,
        read: Read,
        ask: &[Ask],
        trail: &Trail<'_>,
        sink: &mut Sink,
    ) -> Option<Rule> {
        let mut units = ask.iter().filter(|a| matches!(a.kind, AskKind::Unit(_)));
        units.next();
        let is_asked = |a: &&Ask| matches!(a.kind, AskKind::YesNo | AskKind::Choice(_));
        let unanswered = ask.iter().find(is_asked).or(units.next());
        if let Some(ask) = unanswered {
            let found = Diagnostic::new(&codes::E126, trail.place());
            sink.push(found.with("name", ask.name.as_str()));
        }
        match read {
            Read::Figures(read) => self.over_figures(read, trail, sink),
            Read::Overdue(name, at) => {
                let task = self.known_task(&name, at, trail, sink)?;
                Some(Rule::Overdue { task })
            }
            Read::Outcome(read) => {
                let task = self.known_task(&read.on.task, read.on.at, trail, sink)?;
                let of = self.planned.iter().find(|p| p.playbook == 0 && **p.id == *task);
                if let Some(of) = of {
                    outcome::known(&read.any, of, trail, sink);
                }
                let any = read.any.into_iter().map(|(name, _)| name).collect();
                Some(Rule::Outcome { task, any })
            }
        }
    }

    /// A rule over figures whose names are known, and which may hold at all.
    fn over_figures(&mut self, read: Figures, trail: &Trail<'_>, sink: &mut Sink) -> Option<Rule> {
        let book = self.book;
        let rates = &book.rates;
        let is_measure = book.measures.is_known(&read.name.0);
        let rate = rates.iter().find(|r| r.id == read.name.0 && !is_measure);
        let measures: Vec<MeasureId> = match rate {
            Some(rate) => rate.part.measures().chain(rate.whole.measures()).cloned().collect(),
            None => {
                let (name, at) = read.name.clone();
                let known = rates.iter().map(|rate| rate.id.as_str());
                vec![book.measures.named(&name, at, known, trail, sink)?]
            }
        };
        let (mut task, mut by) = (None, None);
        if let Some((of, at)) = read.of {
            match of.strip_prefix('{').and_then(|of| of.strip_suffix('}')) {
                Some(name) if self.params.iter().any(|p| p.is_unit() && *p.name == *name) => {
                    by = Some(name.to_owned());
                }
                Some(name) => {
                    let found = Diagnostic::new(&codes::E121, trail.within(at));
                    sink.push(found.with("name", name));
                    return None;
                }
                None => {
                    let name = self.known_task(&of, at.clone(), trail, sink)?;
                    self.reports(&name, &measures, at, trail, sink);
                    task = Some(name);
                }
            }
        }
        // Sums only grow: each begins as too little, and nobody knows before a day whether it stays so.
        let grows = rate.is_none() && !measures.iter().any(|id| book.measures.is_latest(id));
        let is_few = matches!(read.compare, Compare::LessThan | Compare::AtMost);
        if grows && is_few && task.is_none() && read.by.is_none() {
            let found = Diagnostic::new(&codes::E091, trail.within(read.name.1));
            sink.push(found.with("name", read.name.0.as_str()));
        }
        if let Some(at) = read.percent.filter(|_| !rate.is_some_and(|rate| rate.percent)) {
            let found = Diagnostic::new(&codes::E125, trail.within(at));
            sink.push(found.with("text", "%"));
        }
        let id = rate.map(|rate| rate.id.clone());
        let until = read.by.map(|point| self.time.point(point, trail).end);
        let (within, compare, value) = (read.within, read.compare, read.value);
        Some(match id {
            Some(rate) => Rule::Rate { rate, task, by, within, until, compare, value },
            None => {
                let measure = measures.first()?.to_string();
                Rule::Measure { measure, task, by, within, until, compare, value }
            }
        })
    }

    /// Says so where a task reports nothing that counts towards one of the measures which a rule looks at.
    fn reports(
        &self,
        name: &str,
        measures: &[MeasureId],
        at: Range<usize>,
        trail: &Trail<'_>,
        sink: &mut Sink,
    ) {
        let own = self.planned.iter().find(|p| p.playbook == 0 && **p.id == *name);
        let own = own.filter(|own| !own.fan.rows.is_empty());
        let Some(first) = own.and_then(|own| self.tasks.get(own.first)) else { return };
        let counts = |to: &MeasureId| {
            first.measures.iter().any(|ask| self.book.measures.counts_to(&ask.measure, to))
        };
        if let Some(lacking) = measures.iter().find(|to| !counts(to)) {
            let found = Diagnostic::new(&codes::E127, trail.within(at)).with("kind", "figure");
            sink.push(found.with("name", name).with("measure", lacking.as_str()));
        }
    }

    /// Says so where no instance of the task that a rule looks at has a unit which the playbook asks for, or
    /// not every one has: it could not start for them.
    fn finds(&self, rule: &Rule, ask: &[Ask], trail: &Trail<'_>, sink: &mut Sink) {
        let name = match rule {
            Rule::Measure { task: Some(name), .. }
            | Rule::Rate { task: Some(name), .. }
            | Rule::Overdue { task: name }
            | Rule::Outcome { task: name, .. } => name,
            Rule::Measure { task: None, .. } | Rule::Rate { task: None, .. } => return,
        };
        let group = ask.iter().find_map(|ask| match &ask.kind {
            AskKind::Unit(group) => Some(group.as_str()),
            _ => None,
        });
        let Some(group) = group else { return };
        let Some(Found::Group(units)) = self.book.units.look_up(group) else { return };
        let members: Vec<&str> = units
            .iter()
            .filter_map(|unit| self.book.units.unit(*unit))
            .map(|unit| unit.id.as_str())
            .collect();
        let own = self.planned.iter().find(|p| p.playbook == 0 && **p.id == **name);
        let Some(own) = own else { return };
        let instances = own.first..own.first + own.fan.rows.len() * own.slots.len();
        let tasks = self.tasks.get(instances).unwrap_or_default();
        let fit = tasks.iter().filter(|t| t.concerns(&t.owner).any(|unit| members.contains(&unit)));
        let (fit, all) = (fit.count(), tasks.len());
        if fit == all {
            return;
        }
        let code = if fit == 0 { &codes::E127 } else { &codes::W061 };
        let found = Diagnostic::new(code, trail.place()).with("name", name.as_str());
        let found = if fit == 0 { found.with("kind", "unit") } else { found };
        sink.push(found.with("group", group).with("count", all - fit).with("all", all));
    }

    /// A task of the plan, by name; rules look at no playbook's, so that none starts itself.
    fn known_task(
        &self,
        name: &str,
        at: Range<usize>,
        trail: &Trail<'_>,
        sink: &mut Sink,
    ) -> Option<String> {
        let own = || self.planned.iter().filter(|p| p.playbook == 0).map(|p| &**p.id);
        if own().any(|known| known == name) {
            return Some(name.to_owned());
        }
        let found = Diagnostic::new(&codes::E032, trail.within(at)).with("name", name);
        sink.push(found.suggest(near(name, own())));
        None
    }
}
