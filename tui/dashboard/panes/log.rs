//! The log: what happened, the newest first, and the whole of the selected line.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use wallchart_campaign::read::{LogLine, sentence};
use wallchart_campaign::say;
use wallchart_plan::time::Instant;
use wallchart_words::{ids, safe, t, wrap};

use crate::dashboard::chrome::Tone;
use crate::dashboard::data::Source;
use crate::dashboard::layout;
use crate::dashboard::paint::{Pen, pane, style_row};
use crate::dashboard::state::State;

/// Draws the log.
pub(crate) fn draw(state: &State, body: Rect, buffer: &mut Buffer) {
    let Some(source) = &state.data.source else { return };
    let parts = layout::log(body);
    let n = state.data.events.len();
    let title = t!(state.lang, ids::DASHBOARD_LOG, n = n);
    let inner = pane(buffer, parts.events, state.chrome, &title);
    let list = &state.lists.log;
    let events = state.data.events.iter().enumerate().skip(list.top);
    for (row, (at, i)) in (0..inner.height).zip(events) {
        let Some(event) = source.log.get(*i) else { continue };
        line(state, source, event, &mut Pen::new(buffer, inner, row));
        if at == list.at {
            style_row(buffer, inner, row, state.chrome.style(Tone::Selected));
        }
    }
    let selected = state.data.events.get(list.at).and_then(|i| source.log.get(*i));
    if let Some(event) = selected.filter(|_| parts.detail.height > 0) {
        detail(state, source, event, parts.detail, buffer);
    }
}

/// When, who, through what, what, which task, and the words that came with it.
pub(crate) fn line(state: &State, source: &Source, line: &LogLine, pen: &mut Pen<'_>) {
    let (lang, view) = (state.lang, &source.view);
    let style = |tone| state.chrome.style(tone);
    let room = usize::from(pen.left());
    let at = Instant::from_utc(line.at.naive_utc());
    pen.cell(&say::moment(&view.calendar, at), 12, style(Tone::Faint));
    if room >= 40 {
        let cells = (room / 6).min(16);
        pen.cell(&say::actor(lang, &line.actor), cells, style(Tone::Plain)).skip(1);
    }
    if room >= 70 {
        pen.cell(&t!(lang, say::face(line.via)), 8, style(Tone::Faint));
    }
    let what = sentence(lang, line, &view.calendar);
    let undone = line.undone_by.is_some();
    let tone = if undone { Tone::Faint } else { Tone::Plain };
    let number = line.task.map(|no| format!("{no} ")).unwrap_or_default();
    pen.text(&number, style(Tone::Faint)).text(&what, style(tone));
    if undone {
        pen.text(&format!(" [{}]", t!(lang, ids::DASHBOARD_UNDONE)), style(Tone::Yellow));
    }
    if let Some(seen) = line.task.and_then(|no| view.task(no)) {
        pen.text(&format!("  {}", seen.task.title), style(tone));
    }
    if let Some(text) = &line.text {
        pen.text(&format!("  \"{text}\""), style(Tone::Blue));
    }
}

fn detail(state: &State, source: &Source, event: &LogLine, area: Rect, buffer: &mut Buffer) {
    let style = |tone| state.chrome.style(tone);
    let seq = event.seq.map_or_else(|| "-".to_owned(), |s| format!("#{}", s.0));
    let at = source.view.calendar.local(Instant::from_utc(event.at.naive_utc()));
    let mut words = format!(
        "{seq}  {}  {}",
        at.format("%Y-%m-%d %H:%M"),
        sentence(state.lang, event, &source.view.calendar)
    );
    if let Some(by) = event.undone_by {
        words = format!("{words}  [{} #{}]", t!(state.lang, ids::DASHBOARD_UNDONE), by.0);
    }
    Pen::new(buffer, area, 0).skip(1).text(&words, style(Tone::Strong));
    if let Some(seen) = event.task.and_then(|no| source.view.task(no)) {
        let about = format!("{} {}  {}", seen.task.number, seen.task.title, seen.record.owner);
        Pen::new(buffer, area, 1).skip(1).text(&about, style(Tone::Plain));
    }
    let text = event.text.as_deref().map(safe).unwrap_or_default();
    for (row, part) in (2..area.height).zip(wrap(&text, usize::from(area.width.saturating_sub(2))))
    {
        Pen::new(buffer, area, row).skip(1).text(&part, style(Tone::Blue));
    }
}
