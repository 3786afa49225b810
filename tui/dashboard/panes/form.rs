//! A form's popup: what it is about, its inputs, what they are taken as, why they were not taken.

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};
use wallchart_campaign::actions::action;
use wallchart_words::{ids, safe, t, width, wrap};

use crate::dashboard::chrome::Tone;
use crate::dashboard::duty;
use crate::dashboard::form::{Form, Input};
use crate::dashboard::layout::inside;
use crate::dashboard::paint::{Pen, clear_under, pane};
use crate::dashboard::plays;
use crate::dashboard::state::State;

/// A line of the form.
struct Line {
    text: String,
    tone: Tone,
    /// The input that it belongs to.
    input: Option<usize>,
}

impl Line {
    fn plain(text: String, tone: Tone) -> Self {
        Line { text, tone, input: None }
    }
}

/// The form as lines, and where the cursor stands in them: line and column.
fn lines(form: &Form, state: &State, cells: usize) -> (Vec<Line>, Option<(usize, usize)>) {
    let mut out = Vec::new();
    let mut cursor = None;
    let Some(source) = &state.data.source else { return (out, None) };
    for seen in form.tasks.iter().take(3).filter_map(|no| source.view.task(*no)) {
        let (title, owner) = (safe(&seen.task.title), safe(seen.record.owner.as_str()));
        out.push(Line::plain(format!("{} {title}  {owner}", seen.task.number), Tone::Strong));
    }
    if form.tasks.len() > 3 {
        let more = form.tasks.len() - 3;
        out.push(Line::plain(t!(state.lang, ids::DASHBOARD_FORM_MORE, n = more), Tone::Faint));
    }
    if let Some(post) = &form.post {
        out.push(Line::plain(safe(&duty::heading(&source.view, post)).into_owned(), Tone::Strong));
    }
    if let Some(of) = &form.play {
        let text = plays::of_play(state.lang, &source.view.campaign, of);
        out.push(Line::plain(safe(&text).into_owned(), Tone::Strong));
    } else if form.inputs.is_empty() {
        let n = form.tasks.len();
        out.push(Line::plain(t!(state.lang, ids::DASHBOARD_FORM_CONFIRM, n = n), Tone::Plain));
    }
    for (i, input) in form.inputs.iter().enumerate() {
        let here = i == form.at;
        let label = if input.optional {
            t!(state.lang, ids::DASHBOARD_FORM_OPTIONAL, what = &input.label)
        } else {
            input.label.clone()
        };
        let tone = if here { Tone::Bar } else { Tone::Faint };
        let pointer = if here { state.chrome.glyphs().pointer } else { " " };
        out.push(Line { text: format!("{pointer} {}", safe(&label)), tone, input: Some(i) });
        let at = body(input, i, here, cells, &mut out);
        cursor = cursor.or(at.filter(|_| here));
        if let Some(reading) = form.reading(input, &source.view, state.lang) {
            let text = format!("    = {}", safe(&reading));
            out.push(Line { text, tone: Tone::Blue, input: Some(i) });
        }
    }
    if let Some(error) = &form.error {
        for (i, text) in wrap(&safe(error), cells.saturating_sub(2)).into_iter().enumerate() {
            let mark = if i == 0 { "! " } else { "  " };
            out.push(Line::plain(format!("{mark}{text}"), Tone::Red));
        }
    }
    (out, cursor)
}

/// An input's own lines; where the cursor stands among all.
fn body(
    input: &Input,
    i: usize,
    here: bool,
    cells: usize,
    out: &mut Vec<Line>,
) -> Option<(usize, usize)> {
    for (n, choice) in input.choices.iter().enumerate() {
        let chosen = n == input.chosen;
        let mark = if chosen { "(*)" } else { "( )" };
        let tone = if chosen && here { Tone::Strong } else { Tone::Plain };
        out.push(Line { text: format!("    {mark} {}", safe(choice)), tone, input: Some(i) });
    }
    if !input.choices.is_empty() {
        return None;
    }
    let room = cells.saturating_sub(5).max(2);
    let before = input.field.before();
    let (mut cursor, mut seen) = (None, 0);
    for line in input.field.text().split('\n') {
        for part in pieces(line, room) {
            let typed = before.get(seen..).filter(|t| t.len() <= part.len());
            if let Some(typed) = typed {
                cursor = Some((out.len(), 4 + width(typed)));
            }
            let text = format!("    {}", safe(part));
            out.push(Line { text, tone: Tone::Plain, input: Some(i) });
            seen += part.len();
        }
        seen += 1;
    }
    cursor
}

/// Cuts a line after so many cells, wherever that is: what is typed must not jump between lines.
fn pieces(line: &str, cells: usize) -> Vec<&str> {
    let mut out = Vec::new();
    let (mut from, mut used) = (0, 0);
    for (i, c) in line.char_indices() {
        let w = width(c.encode_utf8(&mut [0; 4]));
        if used + w > cells {
            out.push(line.get(from..i).unwrap_or(""));
            (from, used) = (i, 0);
        }
        used += w;
    }
    out.push(line.get(from..).unwrap_or(""));
    out
}

/// Where the form stands: low, so that the list above stays in sight.
fn area(form: &Form, state: &State) -> Rect {
    let screen = state.area();
    let wide = screen.width.min(78);
    let (all, _) = lines(form, state, usize::from(wide.saturating_sub(4)));
    let rows = u16::try_from(all.len() + 2).unwrap_or(u16::MAX);
    let below = if screen.height > 6 { 2 } else { 0 };
    let high = rows.min(screen.height.saturating_sub(below));
    let y = (screen.height - below).saturating_sub(high);
    Rect::new((screen.width - wide) / 2, y, wide, high)
}

/// The first line in sight, so that the cursor is, or what is wrong.
fn first(all: usize, cursor: Option<(usize, usize)>, error: bool, rows: usize) -> usize {
    let last = if error { all.saturating_sub(1) } else { cursor.map_or(0, |(line, _)| line) };
    (last + 1).saturating_sub(rows)
}

/// Draws a form and says where the cursor belongs.
pub(crate) fn draw(form: &Form, state: &State, buffer: &mut Buffer) -> Option<Position> {
    let area = area(form, state);
    clear_under(buffer, area);
    let inner = pane(buffer, area, state.chrome, &t!(state.lang, action(form.action).name));
    let (all, cursor) = lines(form, state, usize::from(inner.width).saturating_sub(2));
    let top = first(all.len(), cursor, form.error.is_some(), usize::from(inner.height));
    for (row, line) in (0..inner.height).zip(all.iter().skip(top)) {
        Pen::new(buffer, inner, row).skip(1).text(&line.text, state.chrome.style(line.tone));
    }
    let (line, column) = cursor?;
    let row = u16::try_from(line.checked_sub(top)?).ok().filter(|r| *r < inner.height)?;
    let column = u16::try_from(column + 1).ok()?.min(inner.width.saturating_sub(1));
    Some(Position::new(inner.x + column, inner.y + row))
}

/// The input that stands at a cell.
pub(crate) fn input_at(form: &Form, state: &State, x: u16, y: u16) -> Option<usize> {
    let inner = inside(area(form, state));
    if !inner.contains(Position::new(x, y)) {
        return None;
    }
    let (all, cursor) = lines(form, state, usize::from(inner.width).saturating_sub(2));
    let top = first(all.len(), cursor, form.error.is_some(), usize::from(inner.height));
    all.get(top + usize::from(y - inner.y))?.input
}
