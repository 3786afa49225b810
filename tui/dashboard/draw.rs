//! Draws a state. Nothing here changes anything or computes what a list holds.

use ratatui::Frame;
use ratatui::buffer::Buffer;
use ratatui::layout::Position;

use super::chrome::narrow;
use super::layout;
use super::panes;
use super::state::{Mode, State, Tab};

/// Draws into a frame.
pub fn draw(state: &State, frame: &mut Frame<'_>) {
    if let Some(cursor) = paint(state, frame.buffer_mut()) {
        frame.set_cursor_position(cursor);
    }
}

/// Draws into a buffer of the state's size or any other, and says where the cursor belongs.
pub fn paint(state: &State, buffer: &mut Buffer) -> Option<Position> {
    if buffer.area.is_empty() || state.area().is_empty() {
        return None;
    }
    let screen = layout::screen(state.area().intersection(buffer.area));
    if screen.header.height > 0 {
        panes::chrome::header(state, &screen, buffer);
    }
    if screen.tabs.height > 0 {
        panes::chrome::tabs(state, &screen, buffer);
    }
    match state.tab {
        Tab::Overview => panes::overview::draw(state, screen.body, buffer),
        Tab::Gantt => panes::gantt::draw(state, screen.body, buffer),
        Tab::Task => panes::task::draw(state, screen.body, buffer),
        Tab::Log => panes::log::draw(state, screen.body, buffer),
        Tab::Roster => panes::roster::draw(state, screen.body, buffer),
    }
    panes::chrome::keys(state, &screen, buffer);
    let mut cursor = panes::chrome::message(state, &screen, buffer);
    match &state.mode {
        Mode::Normal | Mode::Filter { .. } => {}
        Mode::Help { top } => panes::help::draw(state, *top, buffer),
        Mode::Palette { .. } => cursor = panes::palette::draw(state, buffer),
        Mode::Campaigns { at } => panes::campaigns::draw(state, *at, buffer),
        Mode::Slip(slip) => cursor = panes::slip::draw(slip, state, buffer),
        Mode::Form(form) => cursor = panes::form::draw(form, state, buffer),
    }
    if state.chrome.ascii {
        narrow(buffer);
    }
    cursor.filter(|c| buffer.area.contains(*c))
}
