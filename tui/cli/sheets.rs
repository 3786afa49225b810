//! The sheets of `preview` in words: what one unit will receive.

use std::collections::BTreeMap;

use wallchart_campaign::read::{Assignment, Sheet};
use wallchart_campaign::{reported_to, say};
use wallchart_plan::expanded::{Expanded, Join, MeasureAsk, Need, Task};
use wallchart_plan::ids::TaskNo;
use wallchart_plan::{Span, WorkCalendar};
use wallchart_words::{Lang, Message, ids, t, wrap};

use super::columns;
use super::comes_to::folded;

/// Writes sheets of one plan.
pub struct Writer<'a> {
    plan: &'a Expanded,
    tasks: BTreeMap<TaskNo, &'a Task>,
    calendar: WorkCalendar,
    lang: Lang,
}

impl<'a> Writer<'a> {
    /// Writes sheets of this plan.
    pub fn new(plan: &'a Expanded, lang: Lang) -> Self {
        let calendar = WorkCalendar::new(plan.calendar.clone(), plan.campaign.anchor);
        let tasks = plan.tasks.iter().map(|task| (task.number, task)).collect();
        Self { plan, tasks, calendar, lang }
    }

    /// The lines of a sheet.
    pub fn sheet(&self, sheet: &Sheet) -> Vec<String> {
        let lang = self.lang;
        let mut lines = vec![t!(
            lang,
            ids::PREVIEW_SHEET,
            unit = sheet.unit.as_str(),
            kind = t!(lang, say::unit_kind(sheet.kind)),
            leads = sheet.leads.len(),
            supports = sheet.supports.len(),
            proxies = sheet.reports_for.len(),
            reviews = sheet.reviews
        )];
        if !sheet.people.is_empty() {
            let people = self.list(sheet.people.iter().map(ToString::to_string));
            lines.push(t!(lang, ids::PREVIEW_PEOPLE, people = people));
        }
        let lists: [(Message, &[Assignment]); 4] = [
            (ids::PREVIEW_LEADS, &sheet.leads),
            (ids::PREVIEW_REPORTS_FOR, &sheet.reports_for),
            (ids::PREVIEW_SUPPORTS, &sheet.supports),
            (ids::PREVIEW_INFORMED, &sheet.informed),
        ];
        for (heading, assignments) in lists.into_iter().filter(|(_, all)| !all.is_empty()) {
            lines.push(format!("- {}", t!(lang, heading)));
            self.assignments(&mut lines, assignments, sheet);
        }
        lines
    }

    /// Instances of one task follow each other, and what they share is said once, under the last of them.
    fn assignments(&self, lines: &mut Vec<String>, all: &[Assignment], sheet: &Sheet) {
        let mut groups: Vec<Vec<&Assignment>> = Vec::new();
        for assignment in all {
            let same = |group: &&mut Vec<&Assignment>| group[0].task == assignment.task;
            match groups.iter_mut().find(same) {
                Some(group) => group.push(assignment),
                None => groups.push(vec![assignment]),
            }
        }
        for group in groups {
            let details: Vec<String> = group.iter().map(|a| self.details(a, sheet)).collect();
            for (at, assignment) in group.iter().enumerate() {
                lines.push(format!("  {}", self.line(assignment)));
                if details.get(at) != details.get(at + 1) {
                    let room = usize::from(columns()).saturating_sub(6);
                    let rows = wrap(&details[at], room);
                    lines.extend(rows.into_iter().map(|row| format!("      {row}")));
                }
            }
        }
    }

    fn line(&self, a: &Assignment) -> String {
        let lang = self.lang;
        let task = self.tasks.get(&a.number).copied();
        let (begin, until) = match task {
            Some(task) => (
                say::begins(&self.calendar, task, a.begin, a.until),
                say::finishes(&self.calendar, task, a.begin, a.until),
            ),
            None => (say::moment(&self.calendar, a.begin), say::due(&self.calendar, a.until)),
        };
        let mut dates = match (a.pick, begin == until) {
            (true, _) => t!(lang, ids::PREVIEW_DATES_PICK, begin = begin, until = until),
            (false, true) => t!(lang, ids::PREVIEW_DATES_BY, until = until),
            (false, false) => t!(lang, ids::PREVIEW_DATES, begin = begin, until = until),
        };
        if !(a.due || a.pick) {
            dates.push_str(&t!(lang, ids::PREVIEW_NO_DUE));
        }
        let number = a.number.to_string();
        t!(lang, ids::PREVIEW_LINE, number = number, path = a.path.as_str(), dates = dates)
    }

    fn details(&self, a: &Assignment, sheet: &Sheet) -> String {
        let lang = self.lang;
        let mut said: Vec<String> = Vec::new();
        said.extend(a.about.clone());
        if a.lead != sheet.unit {
            said.push(t!(lang, ids::PREVIEW_LEAD, unit = a.lead.as_str()));
        }
        if let Some(place) = &a.place {
            said.push(t!(lang, ids::PREVIEW_PLACE, place = place));
        }
        let task = self.tasks.get(&a.number).copied();
        if let Some(task) = task.filter(|task| !task.needs.is_empty()) {
            let waits = task.needs.iter().map(|need| self.need(need));
            said.push(t!(lang, ids::PREVIEW_WAITS, tasks = self.list(waits)));
        }
        if let Some(condition) = task.and_then(|task| task.when_outcome.as_ref()) {
            let on = self.tasks.get(&condition.on).map_or("", |on| on.task.as_str());
            let any = condition.any.join(" / ");
            said.push(t!(lang, ids::PREVIEW_ONLY_WHEN, task = on, outcomes = any));
        }
        if let Some(task) = task.filter(|task| !task.cover.is_empty()) {
            let enough = task.cover.iter().map(|cover| say::enough_of(lang, cover));
            said.push(t!(lang, ids::PREVIEW_COVER, cover = self.list(enough)));
        }
        self.to_hand_in(&mut said, a);
        if let Some(task) = task.filter(|task| !task.outcomes.is_empty()) {
            said.push(t!(lang, ids::PREVIEW_OUTCOMES, outcomes = task.outcomes.join(" / ")));
        }
        if !a.to.is_empty() {
            said.push(t!(lang, ids::PREVIEW_TO, to = reported_to(lang, &a.to)));
        }
        if let Some(span) = a.ack.filter(|span| *span != Span::ZERO) {
            said.push(t!(lang, ids::PREVIEW_ACK, span = say::span(lang, span)));
        }
        said.push(match &a.review {
            Some(unit) => t!(lang, ids::PREVIEW_REVIEW, unit = unit.as_str()),
            None => t!(lang, ids::PREVIEW_NO_REVIEW),
        });
        if let Some(task) = task {
            self.pressed(&mut said, task);
        }
        said.join(&t!(lang, ids::PREVIEW_SEMICOLON))
    }

    /// What is waited for, task by task, and how much of it where not all is needed.
    fn need(&self, need: &Need) -> String {
        let lang = self.lang;
        let mut fans: Vec<(&str, usize)> = Vec::new();
        for on in need.links.iter().filter_map(|link| self.tasks.get(&link.on)) {
            match fans.iter_mut().find(|(task, _)| *task == on.task.as_str()) {
                Some((_, count)) => *count += 1,
                None => fans.push((on.task.as_str(), 1)),
            }
        }
        let tasks = self.list(fans.into_iter().map(|(task, n)| folded(lang, task, n)));
        match need.join {
            Join::All => tasks,
            Join::AtLeast(count) => t!(lang, ids::PREVIEW_SOME_OF, tasks = tasks, count = count),
            Join::Percent(share) => t!(lang, ids::PREVIEW_SHARE_OF, tasks = tasks, share = share),
            Join::Settled => t!(lang, ids::PREVIEW_SETTLED, tasks = tasks),
        }
    }

    /// How it is followed up: reminders, where it goes when late, and that nothing must be said too.
    fn pressed(&self, said: &mut Vec<String>, task: &Task) {
        let lang = self.lang;
        if !task.remind.is_empty() {
            said.push(t!(lang, ids::PREVIEW_REMIND, count = task.remind.len()));
        }
        if !task.escalate.is_empty() {
            let steps = task.escalate.iter().map(|step| say::escalate_to(lang, &step.to));
            said.push(t!(lang, ids::PREVIEW_ESCALATE, steps = self.list(steps)));
        }
        if task.nil_report {
            said.push(t!(lang, ids::VIEWS_NIL_REPORT));
        }
    }

    fn to_hand_in(&self, said: &mut Vec<String>, a: &Assignment) {
        let lang = self.lang;
        if !a.ask.is_empty() {
            let fields =
                self.list(a.ask.iter().map(|name| wallchart_campaign::asked_for(self.lang, name)));
            said.push(t!(lang, ids::PREVIEW_ASK, fields = fields));
        }
        if !a.steps.is_empty() {
            let steps = self.list(a.steps.iter().cloned());
            said.push(match a.steps_done {
                Some(count) => t!(lang, ids::PREVIEW_STEPS_SOME, count = count, steps = steps),
                None => t!(lang, ids::PREVIEW_STEPS, steps = steps),
            });
        }
        if !a.measures.is_empty() {
            let measures = self.list(a.measures.iter().map(|ask| self.measure(ask)));
            said.push(t!(lang, ids::PREVIEW_MEASURES, measures = measures));
        }
        if !a.log.is_empty() {
            let columns = self.list(a.log.iter().map(|column| say::column(lang, column)));
            said.push(t!(lang, ids::PREVIEW_LOG, columns = columns));
        }
        if !a.evidence.is_empty() {
            let evidence = self.list(a.evidence.iter().map(|e| match e.count {
                1 => e.name.clone(),
                n => t!(lang, ids::PREVIEW_EVIDENCE_MANY, name = &e.name, count = n),
            }));
            said.push(t!(lang, ids::PREVIEW_EVIDENCE, evidence = evidence));
        }
    }

    fn measure(&self, ask: &MeasureAsk) -> String {
        let lang = self.lang;
        let quantity = say::quantity(lang, self.plan, &ask.measure);
        let quantity = quantity.as_str();
        let measure = ask.measure.as_str();
        match &ask.target {
            Some((compare, value)) => {
                let target = format!("{}{}", say::sign(*compare), value.normalize());
                let message = ids::PREVIEW_MEASURE_TARGET;
                t!(lang, message, measure = measure, quantity = quantity, target = target)
            }
            None => {
                let message = match ask.optional {
                    true => ids::PREVIEW_MEASURE_OPTIONAL,
                    false => ids::PREVIEW_MEASURE,
                };
                t!(lang, message, measure = measure, quantity = quantity)
            }
        }
    }

    fn list(&self, items: impl Iterator<Item = String>) -> String {
        items.collect::<Vec<_>>().join(&t!(self.lang, ids::PREVIEW_COMMA))
    }
}
