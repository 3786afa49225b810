//! The switcher's popup.

use ratatui::buffer::Buffer;
use wallchart_words::{ids, safe, t, width};

use crate::dashboard::campaigns::{Card, list_area, popup, top};
use crate::dashboard::chrome::Tone;
use crate::dashboard::layout;
use crate::dashboard::paint::{Pen, bar, clear_under, pane, style_row};
use crate::dashboard::state::State;

/// Cells of the columns behind the title: day, countdown, bar, done, late, needs.
const COLUMNS: [usize; 6] = [11, 7, 9, 10, 6, 6];

/// Draws the switcher; `at` is the chosen card.
pub(crate) fn draw(state: &State, at: usize, buffer: &mut Buffer) {
    let area = popup(state);
    clear_under(buffer, area);
    let lang = state.lang;
    let style = |tone| state.chrome.style(tone);
    let inner = pane(buffer, area, state.chrome, &t!(lang, ids::CONFIG_CAMPAIGNS_TITLE));
    if layout::inside(area) == area {
        return;
    }
    let wide = usize::from(inner.width);
    // On a narrow screen the bar goes first, then the day.
    let [day, countdown, strip, done, late, needs] = match wide {
        0..60 => [0, COLUMNS[1], 0, COLUMNS[3], COLUMNS[4], COLUMNS[5]],
        60..72 => [COLUMNS[0], COLUMNS[1], 0, COLUMNS[3], COLUMNS[4], COLUMNS[5]],
        _ => COLUMNS,
    };
    let taken: usize = [day, countdown, strip, done, late, needs].iter().sum::<usize>() + 3;
    let name = wide.saturating_sub(taken + 1);
    let faint = style(Tone::Faint);
    let mut head = Pen::new(buffer, inner, 0);
    head.skip(3).cell(&t!(lang, ids::CONFIG_CAMPAIGNS_NAME), name, faint).skip(1);
    head.cell("D", day, faint).skip(countdown + strip);
    head.right(&t!(lang, ids::CONFIG_CAMPAIGNS_DONE), done, faint);
    head.right(&t!(lang, ids::CONFIG_CAMPAIGNS_LATE), late, faint);
    head.right(&t!(lang, ids::CONFIG_CAMPAIGNS_NEEDS), needs, faint);
    let list = list_area(state);
    if state.cards.is_empty() {
        let text = t!(lang, ids::CONFIG_CAMPAIGNS_READING);
        Pen::new(buffer, list, 0).skip(3).text(&text, faint);
    }
    let open = state.open_card();
    for (row, (i, card)) in (0..list.height).zip(state.cards.iter().enumerate().skip(top(state))) {
        let here = i == at;
        let pointer = if here { state.chrome.glyphs().pointer } else { " " };
        let mark = if open == Some(i) { state.chrome.glyphs().mark } else { " " };
        let anchor = card.anchor.to_string();
        let strip_text = match strip {
            0 => String::new(),
            cells => bar(state.chrome, card.done, card.all, cells - 1),
        };
        let red = if card.late > 0 { Tone::Red } else { Tone::Plain };
        Pen::new(buffer, list, row)
            .cell(pointer, 1, style(Tone::Bar))
            .cell(mark, 2, style(Tone::Bar))
            .cell(&titled(state, card, name), name, style(Tone::Plain))
            .skip(1)
            .cell(&anchor, day, style(Tone::Plain))
            .cell(&card.countdown(), countdown, style(Tone::Plain))
            .cell(&strip_text, strip, style(Tone::Plain))
            .right(&format!("{}/{}", card.done, card.all), done, style(Tone::Plain))
            .right(&card.late.to_string(), late, style(red))
            .right(&card.needs.to_string(), needs, style(Tone::Plain));
        if here {
            style_row(buffer, list, row, style(Tone::Selected));
        }
    }
}

/// The title, and the id where there is room for both.
fn titled(state: &State, card: &Card, cells: usize) -> String {
    let title = card.marked_title(state.lang);
    let both = format!("{title}  {}", card.id);
    if width(&safe(&both)) <= cells { both } else { title }
}
