//! Rehearsals on the command line: kept apart from real campaigns, marked wherever one is opened, and the
//! only place where `--now` is heard.

use std::path::PathBuf;
use std::sync::Arc;

use chrono::NaiveDate;
use wallchart_campaign::{Campaign, Seq, say};
use wallchart_plan::WorkCalendar;
use wallchart_plan::ids::CampaignId;
use wallchart_plan::time::Instant;
use wallchart_runtime::{Curtain, Desk as _, LocalDesk};
use wallchart_store::{EventStore, SqliteStore};
use wallchart_words::{Lang, ids, t};

use super::args::Verb;
use super::context::Context;
use super::error::CliError;
use crate::when::{self, Around};

/// Before a verb runs: with `--now` there must be a rehearsal, or it isn't run at all.
///
/// # Errors
/// When there is none.
pub async fn only_there(context: &mut Context, verb: &Verb) -> Result<(), CliError> {
    if context.global.now.is_none() {
        return Ok(());
    }
    if matches!(verb, Verb::Rehearse(_)) || !context.has_store() {
        return Err(CliError::NowNotHere);
    }
    // `open` finds its campaign by the plan, and then comes here again.
    if !matches!(verb, Verb::Open(_)) {
        context.desk().await?;
    }
    Ok(())
}

/// After a desk was opened: makes it the time that was asked for, and says if it is a rehearsal.
///
/// # Errors
/// When a time is asked for and this is a real campaign, or the time makes no sense there.
pub fn opened(context: &mut Context, desk: &LocalDesk) -> Result<(), CliError> {
    let Some(campaign) = desk.rehearsal_state() else {
        return match context.global.now {
            Some(_) => Err(CliError::NowNotHere),
            None => Ok(()),
        };
    };
    let now = Instant::from_utc(desk.now().naive_utc());
    if let Some(text) = context.global.now.clone() {
        let to = moment(&campaign, now, &text).ok_or(CliError::BadTime { text })?;
        desk.set_now(to.utc().and_utc())?;
    }
    if context.marks && !context.json {
        let now = Instant::from_utc(desk.now().naive_utc());
        if let Some(line) = marked(context.lang, &campaign, now) {
            context.say(&line)?;
        }
    }
    Ok(())
}

/// The line that marks a rehearsal; `None` for a real campaign.
pub fn marked(lang: Lang, campaign: &Campaign, now: Instant) -> Option<String> {
    let rehearsal = campaign.rehearsal.as_ref()?;
    let plan = &campaign.plan;
    let calendar = WorkCalendar::new(plan.calendar.clone(), plan.campaign.anchor);
    let when = clock(lang, &calendar, plan.campaign.anchor, now);
    let seed = rehearsal.mark.seed.to_string();
    Some(t!(lang, ids::REHEARSE_LINE, seed = seed, when = when))
}

/// A time in full, with its distance from D: `2026-03-12 08:30 周四 D-3`.
pub fn clock(lang: Lang, calendar: &WorkCalendar, anchor: NaiveDate, now: Instant) -> String {
    let local = calendar.local(now);
    let day = say::weekday(lang, local.date());
    let away = local.date().signed_duration_since(anchor).num_days();
    let countdown = if away == 0 { "D".to_owned() } else { format!("D{away:+}") };
    format!("{} {day} {countdown}", local.format("%Y-%m-%d %H:%M"))
}

/// A time as written, in a campaign: a date alone is the morning of that day.
fn moment(campaign: &Campaign, base: Instant, text: &str) -> Option<Instant> {
    let plan = &campaign.plan;
    let window = plan.windows.iter().find(|w| w.name == text.trim());
    let calendar = WorkCalendar::new(plan.calendar.clone(), plan.campaign.anchor);
    let anchor = plan.campaign.anchor;
    let around = Around { calendar: &calendar, anchor, base, ends: false };
    window.map(|w| w.start).or_else(|| when::read(text, around))
}

/// When a rehearsal ends: `end`, a date or time as in a plan, or the name of a window, which is its
/// begin.
///
/// # Errors
/// When it is none of these.
pub fn curtain(
    plan: &wallchart_plan::Expanded,
    base: Instant,
    text: &str,
) -> Result<Curtain, CliError> {
    if matches!(text.trim(), "end" | "结束") {
        return Ok(Curtain::End);
    }
    let calendar = WorkCalendar::new(plan.calendar.clone(), plan.campaign.anchor);
    let anchor = plan.campaign.anchor;
    let around = Around { calendar: &calendar, anchor, base, ends: false };
    let window = plan.windows.iter().find(|w| w.name == text.trim()).map(|w| w.start);
    window
        .or_else(|| when::read(text, around))
        .map(Curtain::At)
        .ok_or_else(|| CliError::BadCurtain(text.to_owned()))
}

/// The campaigns of a store, each with whether it is a rehearsal.
///
/// # Errors
/// When the store can't be read.
pub fn campaigns(store: &dyn EventStore) -> Result<Vec<(CampaignId, bool)>, CliError> {
    let all = store.campaigns()?.into_iter().map(|head| head.campaign);
    all.map(|id| {
        let first = store.read(&id, Seq(1), 1)?;
        Ok((id, first.iter().any(wallchart_runtime::is_rehearsal)))
    })
    .collect()
}

/// The store that a real campaign is launched into: none of rehearsals, and at no time but now.
///
/// # Errors
/// When there is a rehearsal in it, or another time was asked for.
pub fn store_to_launch_into(context: &mut Context) -> Result<Arc<SqliteStore>, CliError> {
    if context.global.now.is_some() {
        return Err(CliError::NowNotHere);
    }
    let store = context.make_store()?;
    match campaigns(&*store)?.iter().any(|(_, rehearsed)| *rehearsed) {
        true => Err(CliError::RehearsalsHere(context.global.store.clone())),
        false => Ok(store),
    }
}

/// Where a rehearsal of a plan is kept unless `--store` or the environment says so: beside no real
/// campaign.
pub fn default_store(plan: &std::path::Path) -> PathBuf {
    let stem = plan.file_stem().map(|s| s.to_string_lossy().into_owned()).unwrap_or_default();
    PathBuf::from(format!("{stem}.rehearsal.db"))
}
