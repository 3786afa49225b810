//! What a plan comes to, in words and as data: the end of `check`.

use serde_json::{Value, json};
use wallchart_campaign::say;
use wallchart_plan::ids::TaskNo;
use wallchart_plan::{Expanded, WorkCalendar};
use wallchart_schedule::{Schedule, Summary, UnitLoad, summary};
use wallchart_words::{Lang, ids, t, wrap};

use super::columns;

/// How many units are named.
const UNITS: usize = 12;
/// How many tasks of the critical path are named: a path of hundreds is read in the schedule.
const PATH: usize = 16;
/// How many tight tasks are named.
const TIGHT: usize = 3;

/// What a plan comes to.
pub struct ComesTo<'a> {
    plan: &'a Expanded,
    summary: Summary,
}

impl<'a> ComesTo<'a> {
    /// Of a plan with its schedule.
    pub fn new(plan: &'a Expanded, schedule: &Schedule) -> Self {
        Self { plan, summary: summary(plan, schedule) }
    }

    /// The lines to print, no wider than the terminal.
    pub fn lines(&self, lang: Lang, blockers: usize, warnings: usize) -> Vec<String> {
        let calendar = WorkCalendar::new(self.plan.calendar.clone(), self.plan.campaign.anchor);
        // What takes no time is over on the day on which it begins.
        let finish = self.summary.finish.max(self.summary.start.plus_min(1));
        let head = t!(
            lang,
            ids::PREVIEW_COMES_TO,
            title = &self.plan.campaign.title,
            anchor = self.plan.campaign.anchor.to_string(),
            start = calendar.date(self.summary.start).to_string(),
            finish = calendar.end_date(finish).to_string(),
            tasks = self.plan.tasks.len(),
            units = self.plan.units.len(),
            blockers = blockers,
            warnings = warnings
        );
        let comma = t!(lang, ids::PREVIEW_COMMA);
        let streams = self.summary.streams.iter().map(|s| format!("{} {}", s.title, s.tasks));
        let parts = [
            (ids::PREVIEW_STREAMS, streams.collect::<Vec<_>>().join(&comma)),
            (ids::PREVIEW_UNITS, self.units(lang).join(&comma)),
            (ids::PREVIEW_CRITICAL_PATH, self.path(lang)),
            (ids::PREVIEW_TIGHTEST, self.tightest(lang).join(&comma)),
        ];
        let mut lines = vec![head];
        for (heading, text) in parts.into_iter().filter(|(_, text)| !text.is_empty()) {
            lines.extend(hanging(&t!(lang, heading), &text));
        }
        lines
    }

    fn units(&self, lang: Lang) -> Vec<String> {
        let load = |u: &UnitLoad| match u.supports {
            0 => t!(lang, ids::PREVIEW_UNIT_LOAD, unit = u.unit.as_str(), leads = u.leads),
            supports => t!(
                lang,
                ids::PREVIEW_UNIT_LOAD_BOTH,
                unit = u.unit.as_str(),
                leads = u.leads,
                supports = supports
            ),
        };
        let units = &self.summary.units;
        let mut said: Vec<String> = units.iter().take(UNITS).map(load).collect();
        if let more @ 1.. = units.len().saturating_sub(UNITS) {
            said.push(t!(lang, ids::PREVIEW_MORE, count = more));
        }
        said
    }

    /// The critical path: with an arrow between two where one waits for the other, else only the next in time.
    fn path(&self, lang: Lang) -> String {
        let path = &self.summary.critical_path;
        let left_out = path.len().saturating_sub(PATH);
        let mut out = String::new();
        for (at, one) in path.iter().enumerate() {
            if left_out > 0 && at == PATH / 2 {
                out += &t!(lang, ids::PREVIEW_APART);
                out += &t!(lang, ids::PREVIEW_PATH_MORE, count = left_out);
            }
            if left_out > 0 && (PATH / 2..PATH / 2 + left_out).contains(&at) {
                continue;
            }
            let is_next = left_out == 0 || at != PATH / 2 + left_out;
            let link = if one.follows && is_next { ids::PREVIEW_ARROW } else { ids::PREVIEW_APART };
            if at > 0 {
                out += &t!(lang, link);
            }
            out += &folded(lang, one.task.as_str(), one.instances.len());
        }
        out
    }

    fn tightest(&self, lang: Lang) -> Vec<String> {
        let said = |t: &wallchart_schedule::Tight| {
            let slack = say::minutes(lang, t.slack_min);
            t!(lang, ids::PREVIEW_SLACK, task = t.task.as_str(), slack = slack)
        };
        self.summary.tightest.iter().take(TIGHT).map(said).collect()
    }

    /// The same as data, nothing left out.
    pub fn data(&self) -> Value {
        let calendar = WorkCalendar::new(self.plan.calendar.clone(), self.plan.campaign.anchor);
        let s = &self.summary;
        json!({
            "start": calendar.date(s.start).to_string(),
            "finish": calendar.end_date(s.finish).to_string(),
            "streams": s.streams.iter()
                .map(|s| json!({ "stream": s.stream, "title": s.title, "tasks": s.tasks }))
                .collect::<Vec<_>>(),
            "units": s.units.iter()
                .map(|u| json!({ "unit": u.unit, "leads": u.leads, "supports": u.supports }))
                .collect::<Vec<_>>(),
            "critical_path": s.critical_path.iter()
                .map(|f| json!({ "task": f.task, "instances": numbers(&f.instances), "follows": f.follows }))
                .collect::<Vec<_>>(),
            "tightest": s.tightest.first().map(|t| {
                json!({ "task": t.task, "instance": t.instance.to_string(), "slack_min": t.slack_min })
            }),
        })
    }
}

fn numbers(tasks: &[TaskNo]) -> Vec<String> {
    tasks.iter().map(ToString::to_string).collect()
}

/// A task with how many of its instances are meant, where that is more than one.
pub fn folded(lang: Lang, task: &str, instances: usize) -> String {
    match instances {
        1 => task.to_owned(),
        count => t!(lang, ids::PREVIEW_FOLDED, task = task, count = count),
    }
}

/// A heading with its text behind it, wrapped so that nothing but the heading stands under the heading.
fn hanging(heading: &str, text: &str) -> Vec<String> {
    let indent = wallchart_words::width(heading) + 2;
    let room = usize::from(columns()).saturating_sub(indent).max(20);
    let rows = wrap(text, room);
    let first = rows.first().map(|row| format!("{heading}  {row}"));
    let rest = rows.iter().skip(1).map(|row| format!("{}{row}", " ".repeat(indent)));
    first.into_iter().chain(rest).collect()
}
