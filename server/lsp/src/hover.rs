//! What is told of the thing under the pointer.

use gen_lsp_types::TextDocumentPositionParams;
use serde_json::{Value, json};
use wallchart_plan::expanded::{Expanded, Task, Timing};
use wallchart_plan::ids::UnitId;
use wallchart_plan::symbols::{Found, Kind, Name, Role, What, expected};
use wallchart_plan::{Instant, WorkCalendar};
use wallchart_words::{Lang, ids, t};

use crate::checker::Sound;
use crate::fields;
use crate::navigate::named;
use crate::server::{Answer, Place, Server};
use crate::told::{bare, kind, plain};

/// How many names are told before it is said how many more there are.
const NAMED_MAX: usize = 8;

/// How many lines of the plan are shown.
const LINES_MAX: usize = 8;

/// What is told of the place.
pub(crate) fn hover(server: &mut Server, params: &TextDocumentPositionParams) -> Answer {
    let place = server.place(params)?;
    let (mut parts, mut range) = (Vec::new(), None);
    if let Some(name) = named(&place) {
        parts.extend(of_name(server, &place, name));
        range = Some(name.at.clone());
    } else if let Some((told, at)) = of_word(server.lang, &place) {
        parts.push(told);
        range = Some(at);
    }
    parts.extend(of_codes(server, &place));
    if parts.is_empty() {
        return Ok(Value::Null);
    }
    let contents = json!({ "kind": "markdown", "value": parts.join("\n\n---\n\n") });
    let range = range.map(|at| place.seen.text.places(&at, server.encoding));
    Ok(match range {
        Some(range) => json!({ "contents": contents, "range": range }),
        None => json!({ "contents": contents }),
    })
}

/// A field, or a bare word of the language.
fn of_word(lang: Lang, place: &Place) -> Option<(String, std::ops::Range<usize>)> {
    let text = place.seen.text.all();
    let found = expected(text, place.offset).filter(|found| !found.is_quoted)?;
    let word = text.get(found.replaces.clone()).filter(|word| !word.is_empty())?;
    let told = match found.what {
        What::Fields(of, _) => {
            format!("**{word}**\n\n{}", fields::meaning(lang, of, word)?)
        }
        What::Words(words) if words.contains(&word) => {
            format!("**{word}**\n\n{}", bare(lang, word)?)
        }
        _ => return None,
    };
    Some((told, found.replaces))
}

/// What the codes mean that were found at the place.
fn of_codes(server: &Server, place: &Place) -> Vec<String> {
    let Some(checked) = server.checked.get(&place.root) else { return Vec::new() };
    let Some(file) = checked.files.iter().find(|f| f.path == place.path) else { return Vec::new() };
    if file.text.all() != place.seen.text.all() {
        return Vec::new();
    }
    let here = file.findings.iter().filter_map(|n| checked.findings.get(*n));
    let here = here.filter(|f| f.bytes.start <= place.offset && place.offset <= f.bytes.end);
    let mut codes: Vec<_> = here.map(|f| f.diagnostic.code).collect();
    codes.dedup();
    let told = codes.into_iter().map(|code| {
        let page = code.page();
        let text = page.text(server.lang);
        format!("**{}** {}\n\n{}", code.name, plain(page.title(server.lang)), text.join("\n\n"))
    });
    told.collect()
}

fn of_name(server: &mut Server, place: &Place, name: &Name) -> Option<String> {
    let lang = server.lang;
    let found = place.project.book.definitions(name).into_iter().next();
    let written = found.and_then(|found| written(server, place, found));
    let given = found.and_then(|found| place.project.book.name(found));
    let of = given.and_then(|g| g.kinds.first()).or(name.kinds.first()).copied()?;
    let mut lines = vec![format!("**{}** · {}", plain(&name.text), kind(lang, of))];
    if given.is_none() && !matches!(of, Kind::Var) {
        return None;
    }
    lines.extend(written);
    match server.sound(&place.root) {
        Some((sound, is_now)) => {
            lines.extend(Told { lang, sound }.of(of, &name.text));
            if !is_now {
                lines.push(format!("*{}*", t!(lang, ids::LSP_STALE)));
            }
        }
        None => lines.push(format!("*{}*", t!(lang, ids::LSP_UNSOUND))),
    }
    if server.roots_of(&place.path).len() > 1 {
        lines.push(t!(lang, ids::LSP_OF_PLAN, plan = plain(&place.root.plan)));
    }
    let uses = place.project.book.occurrences(name).into_iter();
    let uses = uses.filter(|f| place.project.book.name(*f).is_some_and(|n| n.role == Role::Used));
    lines.push(t!(lang, ids::LSP_USES, count = uses.count()));
    Some(lines.join("\n\n"))
}

/// How what a name stands for begins in the plan, where nothing can be said of it that its own line does not.
fn written(server: &mut Server, place: &Place, found: Found) -> Option<String> {
    let name = place.project.book.name(found)?;
    let kinds = [Kind::Template, Kind::Param, Kind::Column, Kind::Rate, Kind::Roster];
    if !name.kinds.iter().any(|of| kinds.contains(of) || *of == Kind::Playbook) {
        return None;
    }
    let seen = server.files.see(place.project.paths.get(found.file)?)?;
    let text = seen.text.all().get(name.whole.clone()).filter(|text| !text.contains("```"))?;
    let mut shown = String::from("```ron");
    let more = text.lines().nth(LINES_MAX).map(|_| "…");
    for line in text.lines().take(LINES_MAX).chain(more) {
        shown.push('\n');
        shown.push_str(&wallchart_words::safe(line));
    }
    Some(shown + "\n```")
}

/// What a plan without mistakes says of its names.
struct Told<'a> {
    lang: Lang,
    sound: &'a Sound,
}

impl Told<'_> {
    fn plan(&self) -> &Expanded {
        &self.sound.plan
    }

    fn of(&self, of: Kind, name: &str) -> Vec<String> {
        match of {
            Kind::Task => self.task(name),
            Kind::Unit => self.unit(name),
            Kind::Alias => {
                let now = self.plan().units.iter().find(|u| u.aka.iter().any(|a| a == name));
                now.map_or_else(Vec::new, |unit| {
                    let mut lines =
                        vec![t!(self.lang, ids::LSP_NOW, name = plain(unit.id.as_str()))];
                    lines.extend(self.unit(unit.id.as_str()));
                    lines
                })
            }
            Kind::Group => {
                let group = self.plan().groups.iter().find(|g| g.id.as_str() == name);
                group.map_or_else(Vec::new, |g| {
                    vec![self.several(g.units.iter().map(UnitId::as_str).collect())]
                })
            }
            Kind::Window => {
                let window = self.plan().windows.iter().find(|w| w.name == name);
                window.map_or_else(Vec::new, |w| vec![self.span(w.start, w.end)])
            }
            Kind::Measure => self.measure(name),
            Kind::Objective => {
                let all = &self.plan().campaign.objectives;
                let found = all.iter().find(|(id, _)| id.as_str() == name);
                found.map_or_else(Vec::new, |(_, words)| vec![plain(words)])
            }
            Kind::Var => {
                let found = self.plan().campaign.vars.iter().find(|(var, _)| var == name);
                found.map_or_else(Vec::new, |(_, value)| vec![format!("= {}", plain(value))])
            }
            Kind::Person => {
                let of = |u: &&wallchart_plan::expanded::Unit| {
                    u.people.iter().any(|p| p.id.as_str() == name)
                };
                let unit = self.plan().units.iter().find(of);
                unit.map_or_else(Vec::new, |unit| {
                    let person = unit.people.iter().find(|p| p.id.as_str() == name);
                    let role = person.and_then(|p| word(&p.role)).and_then(|w| bare(self.lang, &w));
                    vec![format!("{} {}", plain(unit.id.as_str()), role.unwrap_or_default())]
                })
            }
            _ => Vec::new(),
        }
    }

    fn task(&self, name: &str) -> Vec<String> {
        let tasks: Vec<&Task> =
            self.plan().tasks.iter().filter(|t| t.task.as_str() == name).collect();
        let Some(first) = tasks.first() else { return Vec::new() };
        let schedule = self.sound.schedule();
        let dates: Vec<_> = tasks.iter().filter_map(|t| schedule?.dates(t.number)).collect();
        let mut lines = Vec::new();
        let title = plain(&first.title);
        let activity = first.kind.and_then(|k| word(&k)).and_then(|w| bare(self.lang, &w));
        lines.push(match activity {
            Some(activity) => format!("{title}（{activity}）"),
            None => title,
        });
        let start = dates.iter().map(|d| d.early_start).min();
        let end = dates.iter().map(|d| d.early_finish).max();
        if let (Some(start), Some(end)) = (start, end) {
            // What takes no time and follows others ends the day that they end with.
            let is_set = |t: &&&Task| matches!(t.timing, Timing::Fixed { start: s, .. } | Timing::Pick { start: s, .. } if s == start);
            let dates = match (start == end, tasks.iter().any(|t| is_set(&t))) {
                (true, true) => beginning(&self.sound.calendar, start),
                (true, false) => ending(&self.sound.calendar, end),
                (false, _) => self.span(start, end),
            };
            lines.push(t!(self.lang, ids::LSP_DATES, dates = dates));
        }
        let due: Vec<Instant> = dates.iter().filter_map(|d| d.due).collect();
        if let (Some(first), Some(last)) = (due.iter().min(), due.iter().max()) {
            let due = match first == last {
                true => ending(&self.sound.calendar, *last),
                false => format!(
                    "{} … {}",
                    ending(&self.sound.calendar, *first),
                    ending(&self.sound.calendar, *last)
                ),
            };
            lines.push(t!(self.lang, ids::LSP_DUE, date = due));
        }
        let critical = dates.iter().filter(|d| d.critical).count();
        if let Some(slack) = dates.iter().map(|d| d.slack_min).min() {
            let hours = slack / 60;
            let slack = t!(self.lang, ids::LSP_SLACK, days = hours / 24, hours = hours % 24);
            lines.push(match critical {
                0 => slack,
                count => format!(
                    "{slack} · **{}**",
                    t!(self.lang, ids::LSP_CRITICAL, count = count, all = tasks.len())
                ),
            });
        }
        let mut owners: Vec<&str> = Vec::new();
        for task in &tasks {
            if !owners.contains(&task.owner.as_str()) {
                owners.push(task.owner.as_str());
            }
        }
        lines.push(t!(self.lang, ids::LSP_OWNERS, units = self.several(owners)));
        if tasks.len() > 1 {
            lines.push(t!(self.lang, ids::LSP_INSTANCES, count = tasks.len()));
        }
        lines
    }

    fn unit(&self, name: &str) -> Vec<String> {
        let Some(unit) = self.plan().units.iter().find(|u| u.id.as_str() == name) else {
            return Vec::new();
        };
        let mut lines = Vec::new();
        lines.extend(word(&unit.kind).and_then(|w| bare(self.lang, &w)));
        if let Some(above) = &unit.above {
            lines.push(t!(self.lang, ids::LSP_ABOVE, unit = plain(above.as_str())));
        }
        if !unit.people.is_empty() {
            let people = unit.people.iter().map(|p| {
                let role = word(&p.role).and_then(|w| bare(self.lang, &w)).unwrap_or_default();
                format!("{} {role}", plain(p.id.as_str()))
            });
            lines.push(people.collect::<Vec<_>>().join(" · "));
        }
        let leads = self.plan().tasks.iter().filter(|t| t.owner == unit.id).count();
        let supports = self.plan().tasks.iter().filter(|t| t.support.contains(&unit.id)).count();
        lines.push(t!(self.lang, ids::LSP_LEADS, leads = leads, supports = supports));
        lines
    }

    fn measure(&self, name: &str) -> Vec<String> {
        let plan = self.plan();
        let Some(measure) = plan.measures.iter().find(|m| m.id.as_str() == name) else {
            return Vec::new();
        };
        let mut lines = vec![plain(&measure.quantity)];
        if measure.latest {
            lines.push(t!(self.lang, ids::LSP_LATEST));
        }
        if let Some(into) = &measure.rolls_into {
            lines.push(t!(self.lang, ids::LSP_ROLLS_INTO, name = plain(into.as_str())));
        }
        let asked = |t: &&Task| t.measures.iter().any(|m| m.measure == measure.id);
        let count = plan.tasks.iter().filter(asked).count();
        lines.push(t!(self.lang, ids::LSP_ASKED, count = count));
        lines
    }

    fn span(&self, start: Instant, end: Instant) -> String {
        let calendar = &self.sound.calendar;
        let (from, to) = (beginning(calendar, start), ending(calendar, end));
        if from == to { from } else { format!("{from} … {to}") }
    }

    fn several(&self, names: Vec<&str>) -> String {
        let shown: Vec<String> = names.iter().take(NAMED_MAX).map(|n| plain(n)).collect();
        let joined = shown.join(if self.lang == Lang::Zh { "、" } else { ", " });
        match names.len().saturating_sub(NAMED_MAX) {
            0 => joined,
            more => t!(self.lang, ids::LSP_MORE, names = joined, count = more),
        }
    }
}

/// The bare word of the language for a value of a closed list.
fn word(value: &impl serde::Serialize) -> Option<String> {
    serde_json::to_value(value).ok()?.as_str().map(str::to_owned)
}

fn beginning(calendar: &WorkCalendar, t: Instant) -> String {
    let local = calendar.local(t);
    let is_midnight = local.time() == chrono::NaiveTime::MIN;
    if is_midnight { local.date().to_string() } else { local.format("%Y-%m-%d %H:%M").to_string() }
}

/// The end of something: a midnight is the end of the day before.
fn ending(calendar: &WorkCalendar, t: Instant) -> String {
    let local = calendar.local(t);
    let is_midnight = local.time() == chrono::NaiveTime::MIN;
    if is_midnight {
        calendar.end_date(t).to_string()
    } else {
        local.format("%Y-%m-%d %H:%M").to_string()
    }
}
