//! The popup of a slip's preview.

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};
use wallchart_campaign::tell::{Line, Weight};
use wallchart_words::{ids, safe, t, wrap};

use crate::dashboard::chrome::Tone;
use crate::dashboard::layout;
use crate::dashboard::paint::{Pen, clear_under, pane};
use crate::dashboard::slip::Slip;
use crate::dashboard::state::{Mode, State};

/// Lines of reasons, wrapped into so many cells and indented.
pub(crate) fn wrapped(lines: &[Line], cells: usize) -> Vec<(String, Tone)> {
    let mut out = Vec::new();
    for line in lines {
        let indent = usize::from(line.indent) * 2;
        let tone = match line.weight {
            Weight::Head => Tone::Strong,
            Weight::Plain => Tone::Plain,
            Weight::Late => Tone::Red,
        };
        let text = wrap(&safe(&line.text), cells.saturating_sub(indent).max(4));
        out.extend(text.into_iter().map(|part| (format!("{:indent$}{part}", ""), tone)));
    }
    out
}

fn inner(area: Rect) -> Rect {
    layout::inside(layout::slip(area))
}

fn lines(slip: &Slip, area: Rect) -> Vec<(String, Tone)> {
    wrapped(&slip.lines, usize::from(inner(area).width).saturating_sub(2))
}

/// How many lines the preview has.
pub(crate) fn rows(state: &State) -> usize {
    match &state.mode {
        Mode::Slip(slip) => lines(slip, state.area()).len() + 1,
        _ => 0,
    }
}

/// Draws the preview and says where the cursor belongs.
pub(crate) fn draw(slip: &Slip, state: &State, buffer: &mut Buffer) -> Option<Position> {
    let area = layout::slip(state.area());
    clear_under(buffer, area);
    let style = |tone| state.chrome.style(tone);
    let title = format!("{} {}", t!(state.lang, ids::WHY_OPEN), slip.task);
    let inner = pane(buffer, area, state.chrome, &title);
    let mut pen = Pen::new(buffer, inner, 0);
    pen.skip(1).text(&t!(state.lang, ids::WHY_ASK), style(Tone::Faint)).skip(1);
    pen.text(slip.field.before(), style(Tone::Bar));
    let cursor = Position::new(pen.column(), inner.y);
    pen.text(slip.field.text().get(slip.field.before().len()..).unwrap_or(""), style(Tone::Bar));
    let note = (t!(state.lang, ids::WHY_SLIP_ONLY), Tone::Faint);
    let all = lines(slip, state.area()).into_iter().chain([note]);
    for (row, (text, tone)) in (1..inner.height).zip(all.skip(slip.top)) {
        Pen::new(buffer, inner, row).skip(1).text(&text, style(tone));
    }
    Some(cursor)
}
