//! `show`: shows one task in full: what it is, how it stands, what it waits for, what it still needs.

use std::sync::Arc;

use serde_json::json;
use wallchart_campaign::actions::{self, Action, ActionId};
use wallchart_campaign::command::Qualifier;
use wallchart_campaign::read::{self, Detail, LinkSeen, View, reminders};
use wallchart_campaign::state::EntryBody;
use wallchart_campaign::{missing, say};
use wallchart_plan::expanded::Escalation;
use wallchart_plan::time::Instant;
use wallchart_words::{Lang, Message, ids, t};

use crate::cli::amending;
use crate::cli::context::Context;
use crate::cli::error::CliError;
use crate::cli::json::told;

/// Arguments of `show`.
#[derive(Debug, clap::Args)]
pub struct Args {
    /// Which.
    task: String,
}

/// Does it.
pub async fn run(context: &mut Context, args: Args) -> Result<(), CliError> {
    let found = context.task(&args.task).await;
    let mut view = context.view().await?;
    let mut gone = None;
    let number = match (found, view.campaign.revived(&args.task)) {
        (Ok(number), _) => number,
        // What a revision took out can still be read.
        (Err(_), Some((campaign, number, revision))) => {
            let seen = View::new(Arc::new(campaign), view.now).map_err(amending::ring)?;
            (view, gone) = (Arc::new(seen), Some(revision));
            number
        }
        (Err(error), None) => return Err(error),
    };
    let actor = context.actor().await?;
    let Some(detail) = read::detail(&view, number) else { return Ok(()) };
    let missing = missing(&view.campaign, number).unwrap_or_default();
    let allowed = wallchart_campaign::allowed(&view.campaign, &actor, number, view.now);
    let can: Vec<&Action> = actions::ACTIONS
        .iter()
        .filter(|a| a.scope == actions::Scope::Task)
        .filter(|a| gone.is_none() && a.verb_kind().is_some_and(|verb| allowed.contains(&verb)))
        .collect();
    if context.json {
        return context.data(&json!({
            "task": told(&detail)?,
            "missing": {
                "supporters": missing.supporters,
                "pick": missing.pick,
                "answers": missing.answers,
                "steps": missing.steps.iter().map(|(i, _)| i + 1).collect::<Vec<_>>(),
                "steps_short": missing.steps_short,
                "rows": missing.rows,
                "cells": missing.cells,
                "measures": missing.measures,
                "evidence": missing.evidence.iter().map(|e| json!({
                    "name": e.name, "have": e.have, "want": e.want,
                })).collect::<Vec<_>>(),
            },
            "out_of_reach": read::out_of_reach(&view.campaign, &detail.task),
            "can": can.iter().map(|a| a.verb).collect::<Vec<_>>(),
        }));
    }
    let lang = context.lang;
    let mut page = Page { lang, lines: Vec::new() };
    page.heading(&view, &detail);
    if let Some(revision) = gone {
        page.lines.push(t!(lang, ids::CLI_SHOW_GONE, revision = revision));
    }
    page.what(&view, &detail);
    page.handed_in(&view, &detail);
    page.around(&detail);
    if gone.is_none() && !missing.is_empty() && !detail.record.state.is_settled() {
        page.field(ids::CLI_SHOW_MISSING, &missing.message(lang));
    }
    for seen in read::out_of_reach(&view.campaign, &detail.task) {
        page.field(ids::FIGURES_COVER, &say::out_of_reach(lang, &seen));
    }
    page.entries(&view, &detail);
    if !can.is_empty() {
        page.field(
            ids::CLI_SHOW_CAN,
            &can.iter().map(|a| offer(lang, a)).collect::<Vec<_>>().join("  "),
        );
    }
    for line in page.lines {
        context.say(&line)?;
    }
    Ok(())
}

/// What is typed for an action, and in Chinese what it is called.
fn offer(lang: Lang, action: &Action) -> String {
    let typed = if action.id == ActionId::Decide { "extend --grant" } else { action.verb };
    match lang {
        Lang::Zh => format!("{typed}（{}）", t!(lang, action.name)),
        Lang::En => typed.to_owned(),
    }
}

/// The lines of the page.
struct Page {
    lang: Lang,
    lines: Vec<String>,
}

impl Page {
    fn field(&mut self, name: Message, text: &str) {
        if !text.is_empty() {
            self.lines.push(format!("{}  {text}", t!(self.lang, name)));
        }
    }

    fn heading(&mut self, view: &View, detail: &Detail) {
        let lang = self.lang;
        let row = &detail.row;
        let standing = say::standing(lang, &row.standing, row.state);
        let critical = if row.critical { t!(lang, ids::VIEWS_CRITICAL) } else { String::new() };
        self.lines.push(
            format!("{}  {}  [{standing}]  {critical}", row.number, row.path).trim_end().to_owned(),
        );
        if row.title != row.path.as_str() {
            self.lines.push(row.title.clone());
        }
        let cause = say::cause_seen(lang, view, row.number, &row.standing);
        self.field(
            ids::VIEWS_LIGHT,
            &format!("{}  {cause}", t!(lang, say::light(row.standing.light))),
        );
        let stream: Vec<&str> = detail
            .streams
            .iter()
            .filter_map(|id| view.campaign.plan.streams.iter().find(|s| s.id == *id))
            .map(|s| s.title.as_str())
            .collect();
        self.field(ids::VIEWS_STREAM, &stream.join(" / "));
    }

    fn what(&mut self, view: &View, detail: &Detail) {
        let lang = self.lang;
        let task = &detail.task;
        let named = |units: &[wallchart_plan::ids::UnitId]| {
            units.iter().map(ToString::to_string).collect::<Vec<_>>().join("  ")
        };
        if let Some(about) = &task.about {
            self.lines.push(about.clone());
        }
        self.field(ids::VIEWS_OWNER, detail.record.owner.as_str());
        self.field(ids::VIEWS_SUPPORT, &named(&task.support));
        if let Some(leader) = &task.leader {
            self.field(ids::VIEWS_LEADER, leader.as_str());
        }
        if let Some(review) = &task.review {
            self.field(ids::VIEWS_REVIEWER, review.as_str());
        }
        if let Some(place) = &task.place {
            self.field(ids::VIEWS_PLACE, place);
        }
        if !task.to.is_empty() {
            self.field(ids::VIEWS_TO, &wallchart_campaign::reported_to(lang, &task.to));
        }
        let moment = |at: Instant| say::moment(&view.calendar, at);
        let due = |at: Instant| say::due(&view.calendar, at);
        let row = &detail.row;
        let (start, finish) = (row.early_start, row.early_finish);
        self.field(ids::VIEWS_START, &say::begins(&view.calendar, task, start, finish));
        self.field(ids::VIEWS_FINISH, &say::finishes(&view.calendar, task, start, finish));
        if let Some(at) = detail.row.due {
            let mut text = due(at);
            if detail.record.extensions > 0 {
                text.push_str("  ");
                text.push_str(&t!(lang, ids::VIEWS_EXTENSIONS, n = detail.record.extensions));
            }
            self.field(ids::VIEWS_DUE, &text);
        }
        // A revision leaves the date of finished work alone.
        if detail.row.due != task.due
            && !detail.record.state.is_settled()
            && let Some(at) = task.due
        {
            self.field(ids::VIEWS_DUE_PLANNED, &due(at));
        }
        // What is settled has no room left to speak of.
        if !row.state.is_settled() {
            self.field(ids::VIEWS_SLACK, &say::minutes(lang, row.slack_min));
        }
        if detail.record.request.is_some() {
            let asked = say::remark(lang, view, row.number).unwrap_or_default();
            self.field(ids::CAMPAIGN_VERB_REQUEST_EXTENSION, &asked);
        }
        self.field(ids::VIEWS_ARG_OUTCOME, &say::outcome(task, &detail.record));
        let at = |at: &Instant| moment(*at);
        let (remind, escalate) = reminders(task, &detail.record, &view.calendar);
        self.field(ids::AMEND_REMIND, &remind.iter().map(at).collect::<Vec<_>>().join("  "));
        let up = |step: &Escalation| {
            format!("{} → {}", moment(step.at), say::escalate_to(lang, &step.to))
        };
        self.field(ids::AMEND_ESCALATE, &escalate.iter().map(up).collect::<Vec<_>>().join("  "));
        if task.nil_report {
            self.field(ids::AMEND_NIL_REPORT, &t!(lang, ids::VIEWS_NIL_REPORT));
        }
        if let Some(at) = detail.record.picked {
            self.field(ids::CLI_SHOW_PICKED, &moment(at));
        }
        for (field, answer) in &detail.record.answers {
            let field = wallchart_campaign::asked_for(lang, field);
            self.lines.push(format!("{field}  {answer}"));
        }
    }

    fn handed_in(&mut self, view: &View, detail: &Detail) {
        let lang = self.lang;
        let (task, record) = (&detail.task, &detail.record);
        let steps: Vec<String> = task
            .steps
            .iter()
            .enumerate()
            .map(|(i, step)| {
                let mark = if record.steps.get(i).copied().unwrap_or(false) { 'x' } else { ' ' };
                format!("{}[{mark}] {step}", i + 1)
            })
            .collect();
        self.field(ids::VIEWS_STEPS, &steps.join("  "));
        let figure = |measure: &wallchart_plan::ids::MeasureId| {
            record.entries.iter().rev().find_map(|e| match &e.body {
                EntryBody::Figure(f) if e.counts && f.measure == *measure => {
                    let unit = view.campaign.plan.quantity(measure);
                    Some(say::figure(lang, &f.value.to_string(), f.qualifier, unit))
                }
                _ => None,
            })
        };
        let asked = read::asked(view, task.number);
        let measures: Vec<String> = task
            .measures
            .iter()
            .map(|ask| {
                let mark = if ask.optional { "?" } else { "" };
                let target = asked.iter().find(|a| a.measure == ask.measure);
                let counted = || {
                    let seen = target.filter(|_| ask.from.is_some())?;
                    let value = seen.value?.to_string();
                    Some(say::figure(lang, &value, Qualifier::Exact, &seen.quantity))
                };
                let said = match &ask.from {
                    None => figure(&ask.measure),
                    Some(_) => counted(),
                };
                let said = said.unwrap_or_else(|| "-".into());
                let target = match target.and_then(|a| a.target.as_ref()) {
                    Some(target) if target.reached => t!(lang, ids::CLI_TARGET_REACHED),
                    Some(target) => {
                        t!(lang, ids::CLI_TARGET_OPEN, value = target.value.to_string())
                    }
                    None => String::new(),
                };
                format!("{}{mark} {said}{target}", ask.measure)
            })
            .collect();
        self.field(ids::VIEWS_MEASURES, &measures.join("  "));
        if let Some(log) = &detail.log {
            self.field(ids::VIEWS_LOG, &t!(lang, ids::VIEWS_LOG_ROWS, n = log.count));
            for row in &log.rows {
                let text = say::row(lang, &log.columns, row);
                self.lines.push(format!("  {}  {text}", row.row));
            }
        }
        let evidence: Vec<String> = task
            .evidence
            .iter()
            .map(|ask| {
                let have = record.entries.iter().filter(|e| {
                    e.counts && matches!(&e.body, EntryBody::Evidence(had) if had.name == ask.name)
                });
                format!("{} {}/{}", ask.name, have.count(), ask.count)
            })
            .collect();
        self.field(ids::VIEWS_EVIDENCE, &evidence.join("  "));
    }

    fn around(&mut self, detail: &Detail) {
        let lang = self.lang;
        for need in &detail.waits_for {
            let named = |link: &LinkSeen| {
                let state = t!(lang, say::state(link.state));
                format!("{} {} [{state}]", link.number, link.path)
            };
            // A fan-out is counted, a single task named.
            let groups = need.groups.iter().map(|group| {
                let single = need.links.iter().find(|l| l.task == group.task);
                match single.filter(|_| group.of == 1) {
                    Some(link) => named(link),
                    None => say::joined(lang, group, &|no| no.to_string()),
                }
            });
            let groups = groups.collect::<Vec<_>>().join("  ");
            let text = match need.links.len() {
                1 => groups,
                _ => format!("{}/{}  {groups}", need.held, need.asked),
            };
            self.field(ids::VIEWS_WAITS_FOR, &text);
        }
        let held: Vec<String> = detail
            .holds_up
            .iter()
            .filter(|h| h.hops == 1)
            .map(|h| format!("{} {}/{}", h.task, h.done, h.instances.len()))
            .collect();
        self.field(ids::VIEWS_HOLDS_UP, &held.join("  "));
    }

    fn entries(&mut self, view: &View, detail: &Detail) {
        let lang = self.lang;
        let texts = detail.record.entries.iter().filter(|e| e.counts).filter_map(|entry| {
            let at = say::moment(&view.calendar, Instant::from_utc(entry.at.naive_utc()));
            let who = say::actor(lang, &entry.by);
            let text = match &entry.body {
                EntryBody::Progress { percent, text, .. } => match percent {
                    Some(percent) => format!("{percent}% {text}"),
                    None => text.clone(),
                },
                EntryBody::Comment { text } | EntryBody::Note { text, .. } => text.clone(),
                EntryBody::Evidence(evidence) => format!("{}: {}", evidence.name, evidence.file),
                EntryBody::Figure(_) => return None,
            };
            Some(format!("  {at}  {who}  {text}"))
        });
        let lines: Vec<String> = texts.collect();
        if !lines.is_empty() {
            self.lines.push(t!(lang, ids::VIEWS_HISTORY));
            self.lines.extend(lines);
        }
    }
}
