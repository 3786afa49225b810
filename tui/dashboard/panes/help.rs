//! The help: every key, those of actions from the one table.

use ratatui::buffer::Buffer;
use wallchart_words::{ids, t};

use crate::dashboard::chrome::Tone;
use crate::dashboard::keys::{HELP, offered};
use crate::dashboard::layout;
use crate::dashboard::paint::{Pen, clear_under, pane};
use crate::dashboard::state::State;

/// Draws the help from a line on.
pub(crate) fn draw(state: &State, top: usize, buffer: &mut Buffer) {
    let area = layout::help(state.area());
    clear_under(buffer, area);
    let lang = state.lang;
    let inner = pane(buffer, area, state.chrome, &t!(lang, ids::DASHBOARD_HELP_TITLE));
    let keys = HELP.iter().map(|(keys, about)| ((*keys).to_owned(), t!(lang, *about)));
    let head = t!(lang, ids::DASHBOARD_HELP_ACTIONS);
    let gap = [(String::new(), String::new()), (String::new(), head)];
    let actions = offered()
        .map(|a| (a.key.to_string(), format!("{}  {}", t!(lang, a.name), t!(lang, a.about))));
    let lines: Vec<(String, String)> = keys.chain(gap).chain(actions).collect();
    let cells = if inner.width > 60 { 35 } else { 12 };
    for (row, (key, words)) in (0..inner.height).zip(lines.iter().skip(top)) {
        Pen::new(buffer, inner, row)
            .skip(1)
            .cell(key, cells, state.chrome.style(Tone::Bar))
            .skip(1)
            .text(words, state.chrome.style(Tone::Plain));
    }
}
