//! The duty rosters: a heading for each with how it stands, then its posts shift by shift, gaps marked.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use wallchart_campaign::Light;
use wallchart_campaign::read::{OnDuty, RosterTable, SeatSeen, Twice};
use wallchart_campaign::say;
use wallchart_plan::expanded::{PersonRole, Shift};
use wallchart_words::{ids, t};

use crate::dashboard::chrome::Tone;
use crate::dashboard::data::Source;
use crate::dashboard::layout;
use crate::dashboard::paint::{Pen, pane, style_row};
use crate::dashboard::rows::Key;
use crate::dashboard::state::{State, Tab};
use crate::duty;

/// Draws the rosters.
pub(crate) fn draw(state: &State, body: Rect, buffer: &mut Buffer) {
    let Some(source) = &state.data.source else { return };
    let parts = layout::log(body);
    let lacks: u32 = source.rosters.iter().map(|table| table.seen.lacks).sum();
    let mut title = t!(state.lang, ids::ROSTER_TITLE, n = lacks);
    if state.only_gaps {
        title = format!("{title}  {}", t!(state.lang, ids::ROSTER_ONLY_GAPS));
    }
    let inner = pane(buffer, parts.events, state.chrome, &title);
    let list = &state.lists.roster;
    let rows = state.data.keys(Tab::Roster).iter().zip(&state.data.posts).enumerate();
    for (row, (at, (key, place))) in (0..inner.height).zip(rows.skip(list.top)) {
        let table = match (key, place) {
            (Key::Heading(i), _) => source.rosters.get(usize::from(*i)),
            (_, Some((table, _))) => source.rosters.get(*table),
            _ => None,
        };
        let Some(table) = table else { continue };
        let roster = Roster { state, source, table };
        match place {
            None => roster.heading(&mut Pen::new(buffer, inner, row)),
            Some(place) => {
                let seats = state.data.seats(*place);
                roster.post(seats, at == list.at, &mut Pen::new(buffer, inner, row));
            }
        }
        if at == list.at && place.is_some() {
            style_row(buffer, inner, row, state.chrome.style(Tone::Selected));
        }
    }
    let selected = state.data.posts.get(list.at).copied().flatten();
    let table = selected.and_then(|(table, _)| source.rosters.get(table));
    if let (Some(table), Some(place)) = (table, selected) {
        let roster = Roster { state, source, table };
        roster.detail(state.data.seats(place), parts.detail, buffer);
    }
}

/// The sign of how a roster stands, for where there is no colour, and its tone.
fn sign(light: Light) -> (&'static str, Tone) {
    match light {
        Light::Red => ("!", Tone::Red),
        Light::Yellow | Light::Blue => ("o", Tone::Yellow),
        Light::Grey => ("-", Tone::Plain),
        Light::Green | Light::Done => ("+", Tone::Green),
    }
}

/// A roster that is drawn.
struct Roster<'a> {
    state: &'a State,
    source: &'a Source,
    table: &'a RosterTable,
}

impl Roster<'_> {
    fn needs(&self) -> &[(PersonRole, u32)] {
        let roster = self.source.view.campaign.plan.roster(&self.table.seen.roster);
        roster.map(|r| r.needs.as_slice()).unwrap_or_default()
    }

    /// Cells of the shift, of the post, and of each role: they share the rest.
    fn columns(&self, pen: &Pen<'_>) -> (usize, usize, usize) {
        let width = usize::from(pen.left());
        let shift = if width >= 60 { 19 } else { 12 };
        let post = (width / 5).clamp(8, 24);
        let rest = width.saturating_sub(2 + shift + 1 + post + 1);
        (shift, post, rest / self.needs().len().max(1))
    }

    fn heading(&self, pen: &mut Pen<'_>) {
        let (lang, seen) = (self.state.lang, &self.table.seen);
        let (shift, post, role) = self.columns(pen);
        let (mark, tone) = sign(seen.light);
        let style = |tone| self.state.chrome.style(tone);
        let there = seen.need.saturating_sub(seen.lacks + seen.missed);
        let title = format!("{}  {there}/{}", seen.title, seen.need);
        pen.cell(mark, 2, style(tone)).cell(&title, shift + 1 + post, style(tone)).skip(1);
        for (of, n) in self.needs() {
            let name = t!(lang, say::person_role(*of));
            let name = if *n > 1 { format!("{name} ×{n}") } else { name };
            pen.cell(&name, role.saturating_sub(1), style(Tone::Faint)).skip(1);
        }
    }

    fn post(&self, seats: &[SeatSeen], here: bool, pen: &mut Pen<'_>) {
        let Some(first) = seats.first() else { return };
        let (shift, post, role) = self.columns(pen);
        let chrome = self.state.chrome;
        let when = Shift { start: first.start, end: first.end };
        let when = duty::shift(&self.source.view.calendar, when);
        let name = say::post(&first.unit, first.item.as_deref());
        let plain = if first.over { Tone::Faint } else { Tone::Plain };
        pen.cell(if here { chrome.glyphs().pointer } else { " " }, 2, chrome.style(Tone::Bar))
            .cell(&when, shift, chrome.style(plain))
            .skip(1)
            .cell(&name, post, chrome.style(plain))
            .skip(1);
        for seat in seats {
            let is_gap = seat.lacks > 0 && !seat.over;
            // A gap stands out even before it is due.
            let tone = match (is_gap, self.table.seen.light) {
                (true, Light::Red) => Tone::Red,
                (true, _) => Tone::Yellow,
                (false, _) => plain,
            };
            let cells = role.saturating_sub(1);
            pen.cell(&duty::seated(self.state.lang, seat), cells, chrome.style(tone)).skip(1);
        }
    }

    /// Until when the roster has to be full, and what else there is to know of the post.
    fn detail(&self, seats: &[SeatSeen], area: Rect, buffer: &mut Buffer) {
        let (lang, view) = (self.state.lang, &self.source.view);
        let seen = &self.table.seen;
        let (mark, tone) = sign(seen.light);
        let due = say::due(&view.calendar, seen.due);
        let (title, light) = (seen.title.as_str(), t!(lang, say::mark(seen.light)));
        let head =
            t!(lang, ids::ROSTER_HEAD, title = title, light = light, due = due, n = seen.lacks);
        let mut lines = vec![(format!("{mark} {head}"), tone)];
        let first = seats.first();
        let is_here = |duty: &OnDuty| {
            first.is_some_and(|s| (&s.unit, s.start) == (&duty.unit, duty.start))
                && duty.roster == seen.roster
        };
        let twice = self.table.twice.iter().filter(|twice| twice.at.iter().any(is_here));
        lines.extend(twice.map(|t: &Twice| (duty::twice(lang, &view.calendar, t), Tone::Red)));
        let fell = self.table.fallen_out.iter();
        lines.extend(fell.map(|f| (duty::fell_out(lang, &view.calendar, f), Tone::Yellow)));
        for (row, (text, tone)) in (0..area.height).zip(lines) {
            Pen::new(buffer, area, row).skip(1).text(&text, self.state.chrome.style(tone));
        }
    }
}
