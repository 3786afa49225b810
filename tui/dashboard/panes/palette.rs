//! The palette's popup.

use ratatui::buffer::Buffer;
use ratatui::layout::Position;
use wallchart_words::{ids, t};

use super::chrome::tail;
use crate::dashboard::chrome::Tone;
use crate::dashboard::layout;
use crate::dashboard::paint::{Pen, clear_under, pane, style_row};
use crate::dashboard::palette::{entries, list_area, top};
use crate::dashboard::state::{Mode, State};

/// Draws the palette and says where the cursor belongs.
pub(crate) fn draw(state: &State, buffer: &mut Buffer) -> Option<Position> {
    let Mode::Palette { field, at } = &state.mode else { return None };
    let area = layout::palette(state.area());
    clear_under(buffer, area);
    let style = |tone| state.chrome.style(tone);
    let inner = pane(buffer, area, state.chrome, &t!(state.lang, ids::DASHBOARD_PALETTE_TITLE));
    let mut pen = Pen::new(buffer, inner, 0);
    pen.text(": ", style(Tone::Bar));
    let room = usize::from(pen.left()).saturating_sub(1);
    pen.text(tail(field.before(), room), style(Tone::Plain));
    let cursor = Position::new(pen.column(), inner.y);
    pen.text(field.text().get(field.before().len()..).unwrap_or(""), style(Tone::Plain));
    let list = list_area(state.area());
    let found = entries(state);
    if found.is_empty() {
        let text = t!(state.lang, ids::DASHBOARD_PALETTE_NONE);
        Pen::new(buffer, list, 0).skip(2).text(&text, style(Tone::Faint));
    }
    let wide = usize::from(list.width);
    for (row, (i, entry)) in (0..list.height).zip(found.iter().enumerate().skip(top(state))) {
        let here = i == *at;
        let pointer = if here { state.chrome.glyphs().pointer } else { " " };
        let name = if entry.about.is_empty() { wide } else { wide.saturating_sub(8) / 2 };
        Pen::new(buffer, list, row)
            .cell(pointer, 1, style(Tone::Bar))
            .cell(&entry.key, 6, style(Tone::Bar))
            .skip(1)
            .cell(&entry.name, name, style(Tone::Plain))
            .skip(1)
            .text(&entry.about, style(Tone::Faint));
        if here {
            style_row(buffer, list, row, style(Tone::Selected));
        }
    }
    Some(cursor)
}
