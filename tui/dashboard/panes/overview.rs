//! The overview: what needs somebody now, how far the workstreams are, the units, the latest events.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use wallchart_campaign::Light;
use wallchart_campaign::read::{NeedsYou, Pressing, RosterSeen, Urgency, View};
use wallchart_campaign::say;
use wallchart_plan::playbook::PLAYS;
use wallchart_words::{Lang, Message, ids, t};

use crate::dashboard::chrome::Tone;
use crate::dashboard::data::{ROSTERS, SUMS, Source};
use crate::dashboard::layout;
use crate::dashboard::paint::{Pen, bar, pane, style_row};
use crate::dashboard::rows::Key;
use crate::dashboard::state::{State, Tab};
use crate::duty;

/// What a reason is called.
pub(crate) fn urgency(why: Urgency) -> Message {
    match why {
        Urgency::Overdue => ids::DASHBOARD_NEEDS_OVERDUE,
        Urgency::DueToday => ids::DASHBOARD_NEEDS_TODAY,
        Urgency::ToReview => ids::DASHBOARD_NEEDS_REVIEW,
        Urgency::ExtensionAsked => ids::DASHBOARD_NEEDS_EXTENSION,
        Urgency::BlockedUntold => ids::DASHBOARD_NEEDS_BLOCKED,
        Urgency::NoAnswer => ids::DASHBOARD_NEEDS_NO_ANSWER,
    }
}

/// The mark before a group, and its tone: a sign for where there is no colour.
fn sign(why: Urgency) -> (&'static str, Tone) {
    match why {
        Urgency::Overdue => ("!", Tone::Red),
        Urgency::DueToday => ("o", Tone::Yellow),
        Urgency::ToReview => ("+", Tone::Blue),
        Urgency::ExtensionAsked => (">", Tone::Blue),
        Urgency::BlockedUntold => ("x", Tone::Yellow),
        Urgency::NoAnswer => ("?", Tone::Yellow),
    }
}

/// What is said of a task besides its name: how late, when due, since when it waits.
pub(crate) fn remark(why: Urgency, task: &Pressing, view: &View, lang: Lang) -> String {
    let since = |t: Option<wallchart_plan::time::Instant>| {
        t.map(|t| say::due_near(lang, &view.calendar, t, view.now)).unwrap_or_default()
    };
    match why {
        Urgency::Overdue if task.late_days > 0 => {
            t!(lang, ids::DAYS_LATE, days = task.late_days)
        }
        Urgency::Overdue | Urgency::DueToday => since(task.deadline),
        Urgency::ToReview | Urgency::ExtensionAsked | Urgency::NoAnswer => {
            t!(lang, ids::DASHBOARD_SINCE, when = since(task.since))
        }
        Urgency::BlockedUntold => match task.blocked_by {
            Some(no) => match view.joined_with(task.number, no) {
                // A fan-out is counted.
                Some(fan) => t!(
                    lang,
                    ids::WHY_COUNT,
                    word = fan.task.as_str(),
                    held = fan.held,
                    of = fan.of,
                    late = fan.late
                ),
                None => t!(lang, ids::VIEWS_CAUSE_WAITS_FOR, task = no.to_string()),
            },
            None => t!(lang, ids::VIEWS_CAUSE_PROBLEM),
        },
    }
}

/// Draws the overview.
pub(crate) fn draw(state: &State, body: Rect, buffer: &mut Buffer) {
    let Some(source) = &state.data.source else { return };
    let parts = layout::overview(body, source.overview.streams.len());
    needs(state, source, parts.needs, buffer);
    if parts.progress.height > 0 {
        progress(state, source, parts.progress, buffer);
    }
    if parts.units.height > 0 {
        units(state, source, parts.units, buffer);
    }
    if parts.events.height > 0 {
        let title = t!(state.lang, ids::DASHBOARD_EVENTS);
        let inner = pane(buffer, parts.events, state.chrome, &title);
        for (row, line) in (0..inner.height).zip(source.log.iter()) {
            super::log::line(state, source, line, &mut Pen::new(buffer, inner, row));
        }
    }
}

fn needs(state: &State, source: &Source, area: Rect, buffer: &mut Buffer) {
    let keys = state.data.keys(Tab::Overview);
    let count = keys.iter().filter(|k| !matches!(k, Key::Heading(_))).count();
    let title = t!(state.lang, ids::DASHBOARD_NEEDS, n = count);
    let inner = pane(buffer, area, state.chrome, &title);
    if keys.is_empty() {
        let id = if source.overview.done == source.overview.all {
            ids::DASHBOARD_ALL_DONE
        } else if state.filter.is_empty() {
            ids::DASHBOARD_NEEDS_NOTHING
        } else {
            ids::DASHBOARD_NEEDS_FILTERED
        };
        let text = t!(state.lang, id);
        Pen::new(buffer, inner, 0).skip(1).text(&text, state.chrome.style(Tone::Green));
        return;
    }
    let list = &state.lists.overview;
    for (row, (at, key)) in (0..inner.height).zip(keys.iter().enumerate().skip(list.top)) {
        let group = |i: &u8| source.overview.needs_you.get(usize::from(*i));
        match key {
            Key::Heading(ROSTERS) => {
                let n = source.overview.pressing_rosters().len();
                roster_heading(state, source, n, &mut Pen::new(buffer, inner, row));
            }
            Key::Roster(id) => {
                let seen = source.overview.rosters.iter().find(|r| r.roster == *id);
                if let Some(seen) = seen {
                    roster(state, seen, at == list.at, inner, row, buffer);
                }
            }
            Key::Heading(SUMS) => {
                let style = state.chrome.style(Tone::Red);
                let words = t!(state.lang, ids::FIGURES_RECONCILE);
                let n = source.overview.reconcile.len();
                Pen::new(buffer, inner, row)
                    .text("#", style)
                    .skip(1)
                    .text(&format!("{words} {n}"), style);
            }
            Key::Sum(i) => {
                if let Some(sum) = source.overview.reconcile.get(usize::from(*i)) {
                    let text = say::broken(state.lang, sum);
                    Pen::new(buffer, inner, row)
                        .skip(4)
                        .text(&text, state.chrome.style(Tone::Plain));
                }
            }
            Key::Heading(i) => {
                let n = keys.iter().filter(|k| matches!(k, Key::Need(g, _) if g == i)).count();
                if let Some(group) = group(i) {
                    heading(state, group, n, &mut Pen::new(buffer, inner, row));
                }
            }
            Key::Need(i, no) => {
                let found = group(i)
                    .and_then(|g| g.tasks.iter().find(|t| t.number == *no).map(|t| (g.why, t)));
                if let Some((why, task)) = found {
                    let here = at == list.at;
                    need(state, &source.view, why, task, here, inner, row, buffer);
                }
            }
            _ => {}
        }
    }
}

fn roster_heading(state: &State, source: &Source, n: usize, pen: &mut Pen<'_>) {
    let is_late = source.overview.pressing_rosters().iter().any(|r| r.light == Light::Red);
    let (mark, tone) = if is_late { ("!", Tone::Red) } else { ("o", Tone::Yellow) };
    let words = t!(state.lang, ids::ROSTER_PRESSING);
    let style = state.chrome.style(tone);
    pen.text(mark, style).skip(1).text(&format!("{words} {n}"), style);
}

/// A roster with gaps: how much is lacking, of whom, and until when.
fn roster(state: &State, seen: &RosterSeen, here: bool, area: Rect, row: u16, buffer: &mut Buffer) {
    let style = |tone| state.chrome.style(tone);
    let room = usize::from(area.width);
    let tone = if seen.light == Light::Red { Tone::Red } else { Tone::Yellow };
    let lacks = t!(state.lang, ids::ROSTER_LACKING, n = seen.lacks);
    Pen::new(buffer, area, row)
        .cell(if here { state.chrome.glyphs().pointer } else { " " }, 4, style(Tone::Bar))
        .cell(&seen.title, (room / 4).clamp(8, 20), style(Tone::Plain))
        .skip(1)
        .cell(&lacks, 10, style(tone))
        .skip(1)
        .text(&duty::gaps(state.lang, seen, 4), style(Tone::Plain));
    if here {
        style_row(buffer, area, row, style(Tone::Selected));
    }
}

fn heading(state: &State, group: &NeedsYou, n: usize, pen: &mut Pen<'_>) {
    let (mark, tone) = sign(group.why);
    let words = t!(state.lang, urgency(group.why));
    let style = state.chrome.style(tone);
    pen.text(mark, style).skip(1).text(&format!("{words} {n}"), style);
}

#[expect(clippy::too_many_arguments, reason = "a row is drawn from what its list knows")]
fn need(
    state: &State,
    view: &View,
    why: Urgency,
    task: &Pressing,
    here: bool,
    area: Rect,
    row: u16,
    buffer: &mut Buffer,
) {
    let style = |tone| state.chrome.style(tone);
    let room = usize::from(area.width);
    let marked = state.marks.contains(&task.number);
    // Number, remark, what it holds up, whether it is critical; the names share the rest.
    let wide = room >= 64;
    let about = if wide { 15 } else { 12 };
    let fixed = 2 + 2 + 6 + about + 1 + if wide { 15 } else { 0 };
    let names = room.saturating_sub(fixed);
    let owner = if room >= 50 { (names * 2 / 5).min(16) } else { 0 };
    let title = names.saturating_sub(owner + 1);
    let mut pen = Pen::new(buffer, area, row);
    pen.cell(if here { state.chrome.glyphs().pointer } else { " " }, 2, style(Tone::Bar))
        .cell(if marked { state.chrome.glyphs().mark } else { " " }, 2, style(Tone::Bar))
        .cell(&task.number.to_string(), 6, style(Tone::Faint))
        .cell(&task.title, title, style(Tone::Plain))
        .skip(1);
    if owner > 0 {
        pen.cell(task.owner.as_str(), owner, style(Tone::Plain)).skip(1);
    }
    pen.cell(&remark(why, task, view, state.lang), about, style(sign(why).1));
    if wide {
        let reach = if task.reach > 0 {
            t!(state.lang, ids::DASHBOARD_BLOCKS, n = task.reach)
        } else {
            String::new()
        };
        pen.skip(1).cell(&reach, 9, style(Tone::Plain)).skip(1);
        if task.critical {
            pen.text(&t!(state.lang, ids::DASHBOARD_CRITICAL), style(Tone::Red));
        }
    }
    if here {
        style_row(buffer, area, row, style(Tone::Selected));
    }
}

fn progress(state: &State, source: &Source, area: Rect, buffer: &mut Buffer) {
    let lang = state.lang;
    let inner = pane(buffer, area, state.chrome, &t!(lang, ids::DASHBOARD_PROGRESS));
    let style = |tone| state.chrome.style(tone);
    let room = usize::from(inner.width);
    let counts = 9;
    let cells = (room / 4).min(16);
    let title = room.saturating_sub(cells + counts + 3);
    let o = &source.overview;
    let total = t!(lang, ids::DASHBOARD_TOTAL);
    let sums = std::iter::once((total.as_str(), o.done, o.all, 0));
    let campaign = &source.view.campaign;
    let running = campaign.plays.iter().filter(|play| campaign.is_running(play)).count();
    let plays = t!(lang, ids::DASHBOARD_PLAYS, n = running);
    let streams = o.streams.iter().map(|s| {
        let of_plays = !campaign.plays.is_empty() && s.stream.as_str() == PLAYS;
        (if of_plays { plays.as_str() } else { s.title.as_str() }, s.done, s.all, s.late)
    });
    let below = usize::from(inner.height).min(1);
    let rows = inner.height.saturating_sub(u16::try_from(below).unwrap_or(0));
    for (row, (name, done, all, late)) in (0..rows).zip(sums.chain(streams)) {
        let tone = if late > 0 { Tone::Red } else { Tone::Green };
        let tone = if done == 0 && late == 0 { Tone::Plain } else { tone };
        let mut pen = Pen::new(buffer, inner, row);
        pen.cell(if late > 0 { "!" } else { " " }, 1, style(Tone::Red))
            .cell(name, title, style(Tone::Plain))
            .text("[", style(Tone::Faint))
            .text(&bar(state.chrome, done, all, cells), style(tone))
            .text("]", style(Tone::Faint))
            .right(&format!("{done}/{all}"), counts, style(Tone::Plain));
    }
    Pen::new(buffer, inner, rows).skip(1).text(&finish(source, lang), style(finish_tone(source)));
}

fn finish_tone(source: &Source) -> Tone {
    if source.overview.finish.later_min > 0 { Tone::Red } else { Tone::Plain }
}

/// When the campaign ends, as planned and as it stands, and what drives it.
pub(crate) fn finish(source: &Source, lang: Lang) -> String {
    let f = &source.overview.finish;
    let day = |t| source.view.calendar.end_date(t).format("%m-%d").to_string();
    let (planned, forecast) = (day(f.planned), day(f.forecast));
    let days = source
        .view
        .calendar
        .end_date(f.forecast)
        .signed_duration_since(source.view.calendar.end_date(f.planned))
        .num_days();
    if days == 0 {
        return t!(lang, ids::DASHBOARD_FINISH, planned = planned);
    }
    let by = f.driver.map(|no| no.to_string()).unwrap_or_default();
    let days = format!("{days:+}");
    t!(lang, ids::DASHBOARD_FORECAST, planned = planned, forecast = forecast, days = days, by = by)
}

fn units(state: &State, source: &Source, area: Rect, buffer: &mut Buffer) {
    let lang = state.lang;
    let inner = pane(buffer, area, state.chrome, &t!(lang, ids::DASHBOARD_UNITS));
    let style = |tone| state.chrome.style(tone);
    let name = usize::from(inner.width).saturating_sub(20);
    Pen::new(buffer, inner, 0)
        .skip(name)
        .right(&t!(lang, ids::DASHBOARD_UNITS_OPEN), 6, style(Tone::Faint))
        .right(&t!(lang, ids::DASHBOARD_UNITS_LATE), 6, style(Tone::Faint))
        .right(&t!(lang, ids::DASHBOARD_UNITS_SCORE), 7, style(Tone::Faint));
    for (row, unit) in (1..inner.height).zip(&source.overview.units) {
        let tone = if unit.late > 0 { Tone::Red } else { Tone::Plain };
        Pen::new(buffer, inner, row)
            .cell(unit.unit.as_str(), name, style(Tone::Plain))
            .right(&unit.open.to_string(), 6, style(Tone::Plain))
            .right(&unit.late.to_string(), 6, style(tone))
            .right(&unit.score.to_string(), 7, style(Tone::Plain));
    }
}
