//! Where everything stands on a screen of any size. Drawing and the mouse both ask here.

use ratatui::layout::Rect;
use wallchart_campaign::actions::ActionId;
use wallchart_words::{ids, t, width};

use super::campaigns;
use super::keys::{self, HELP};
use super::paint::centred;
use super::palette;
use super::panes;
use super::state::{Mode, State, Tab, ZOOMS_MIN};

/// The parts of a screen. Parts that there is no room for are empty.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Screen {
    /// Campaign, date, filter.
    pub(crate) header: Rect,
    /// The views.
    pub(crate) tabs: Rect,
    /// The open view.
    pub(crate) body: Rect,
    /// Keys that matter here.
    pub(crate) hints: Rect,
    /// What was just said, or what is being typed.
    pub(crate) message: Rect,
}

/// Cuts the screen into its parts.
pub(crate) fn screen(area: Rect) -> Screen {
    let h = area.height;
    let row = |y: u16, there: bool| {
        if there { Rect { y: area.y + y, height: 1, ..area } } else { Rect { height: 0, ..area } }
    };
    let header = row(0, h >= 5);
    let tabs = row(1, h >= 8);
    let hints = row(h.saturating_sub(2), h >= 10);
    let message = row(h.saturating_sub(1), h >= 3);
    let top = header.height + tabs.height;
    let taken = top + hints.height + message.height;
    let body = Rect { y: area.y + top, height: h.saturating_sub(taken), ..area };
    Screen { header, tabs, body, hints, message }
}

/// The panes of the overview.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Overview {
    /// What needs somebody now.
    pub(crate) needs: Rect,
    /// How far the workstreams are.
    pub(crate) progress: Rect,
    /// The units, the worst first.
    pub(crate) units: Rect,
    /// The latest events.
    pub(crate) events: Rect,
}

/// Cuts the body for the overview; `streams` is how many lines of progress there are.
pub(crate) fn overview(body: Rect, streams: usize) -> Overview {
    let none = Rect { height: 0, ..body };
    let streams = u16::try_from(streams).unwrap_or(u16::MAX);
    if body.width < 60 || body.height < 14 {
        return Overview { needs: body, progress: none, units: none, events: none };
    }
    // Two borders, and below the workstreams a line each for their sum and for the finish.
    let progress_rows = streams.saturating_add(4).min(body.height / 2);
    if body.width < 100 {
        let below = progress_rows.min(9);
        let (needs, low) = split_rows(body, body.height - below);
        let (progress, units) = split_columns(low, body.width - body.width * 2 / 5);
        return Overview { needs, progress, units, events: none };
    }
    let events_rows = if body.height >= 28 { body.height / 4 } else { 0 };
    let (upper, events) = split_rows(body, body.height - events_rows);
    let (needs, right) = split_columns(upper, body.width - (body.width * 7 / 20).min(64));
    let (progress, units) = split_rows(right, progress_rows);
    Overview { needs, progress, units, events }
}

/// The panes of the Gantt chart.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Gantt {
    /// The line with the dates.
    pub(crate) axis: Rect,
    /// The rows, their bars included.
    pub(crate) rows: Rect,
    /// Cells left of the bars.
    pub(crate) names: u16,
    /// What is known of the selected row.
    pub(crate) detail: Rect,
}

/// Cuts the body for the Gantt chart.
pub(crate) fn gantt(body: Rect) -> Gantt {
    let (axis, rest) = split_rows(body, body.height.min(1));
    let detail_rows = if rest.height >= 8 { 2 } else { 0 };
    let (rows, detail) = split_rows(rest, rest.height - detail_rows);
    let names = if body.width < 50 { body.width } else { (body.width * 9 / 20).min(64) };
    Gantt { axis, rows, names, detail }
}

/// The panes of a task.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Task {
    /// What is known of it.
    pub(crate) facts: Rect,
    /// What it waits for, what it holds up, what can be done; empty where all is one column.
    pub(crate) side: Rect,
}

/// Cuts the body for a task.
pub(crate) fn task(body: Rect) -> Task {
    if body.width < 100 {
        return Task { facts: body, side: Rect { width: 0, ..body } };
    }
    let (facts, side) = split_columns(body, body.width - body.width * 2 / 5);
    Task { facts, side }
}

/// The panes of the log.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Log {
    /// The events.
    pub(crate) events: Rect,
    /// The whole of the selected one.
    pub(crate) detail: Rect,
}

/// Cuts the body for the log.
pub(crate) fn log(body: Rect) -> Log {
    let detail_rows = if body.height >= 14 { 4 } else { 0 };
    let (events, detail) = split_rows(body, body.height - detail_rows);
    Log { events, detail }
}

fn split_rows(area: Rect, first: u16) -> (Rect, Rect) {
    let first = first.min(area.height);
    (
        Rect { height: first, ..area },
        Rect { y: area.y + first, height: area.height - first, ..area },
    )
}

fn split_columns(area: Rect, first: u16) -> (Rect, Rect) {
    let first = first.min(area.width);
    (Rect { width: first, ..area }, Rect { x: area.x + first, width: area.width - first, ..area })
}

/// What is inside a pane's frame. A pane too small for one has none.
pub(crate) fn inside(area: Rect) -> Rect {
    if area.width < 8 || area.height < 4 {
        return area;
    }
    Rect::new(area.x + 1, area.y + 1, area.width - 2, area.height - 2)
}

/// The cells that a view's list is drawn in.
pub(crate) fn list_area(state: &State, tab: Tab) -> Rect {
    let body = screen(state.area()).body;
    match tab {
        Tab::Overview => inside(overview(body, state.data.streams()).needs),
        Tab::Gantt => gantt(body).rows,
        Tab::Task => inside(task(body).facts),
        Tab::Log => inside(log(body).events),
        Tab::Roster => inside(log(body).events),
    }
}

/// How many rows a view shows at once.
pub(crate) fn page(state: &State, tab: Tab) -> usize {
    usize::from(list_area(state, tab).height)
}

/// How far the task view can be scrolled.
pub(crate) fn task_scroll(state: &State) -> usize {
    let area = list_area(state, Tab::Task);
    panes::task::lines(state).saturating_sub(usize::from(area.height))
}

/// How far the help can be scrolled.
pub(crate) fn help_scroll(state: &State) -> usize {
    let rows = inside(help(state.area())).height;
    help_lines().saturating_sub(usize::from(rows))
}

/// How many lines the help has.
pub(crate) fn help_lines() -> usize {
    HELP.len() + 2 + keys::offered().count()
}

/// The popup of the help.
pub(crate) fn help(area: Rect) -> Rect {
    centred(area, 100, u16::try_from(help_lines() + 2).unwrap_or(u16::MAX))
}

/// The popup of a slip's preview.
pub(crate) fn slip(area: Rect) -> Rect {
    centred(area, 100, 24)
}

/// The popup of the palette.
pub(crate) fn palette(area: Rect) -> Rect {
    let popup = centred(area, 72, 18);
    Rect { y: area.y + (area.height - popup.height) / 4, ..popup }
}

/// How many cells of the Gantt chart stand for time.
pub(crate) fn axis_cells(state: &State) -> u16 {
    let parts = gantt(screen(state.area()).body);
    parts.axis.width.saturating_sub(parts.names)
}

/// Minutes from the campaign's first day to the left edge of the Gantt chart.
pub(crate) fn axis_from(state: &State) -> i64 {
    let cell = ZOOMS_MIN.get(state.gantt.zoom).copied().unwrap_or(1440);
    let wide = i64::from(axis_cells(state)) * cell;
    state.gantt.from_min.unwrap_or_else(|| {
        let (now, end) = state.data.reach_min();
        // All of it where it fits; else today a third from the left, without empty ends.
        if end <= wide { 0 } else { (now - wide / 3).clamp(0, end - wide) }
    })
}

/// Where each view's name stands in the line of views.
pub(crate) fn tab_spans(state: &State) -> Vec<(Tab, u16, String)> {
    let line = screen(state.area()).tabs;
    let mut x = line.x;
    let mut out = Vec::new();
    for tab in state.tabs() {
        let name = format!("{} {}", tab.key(), t!(state.lang, tab.title()));
        let text = if tab == state.tab { format!("[{name}]") } else { format!(" {name} ") };
        let cells = u16::try_from(width(&text)).unwrap_or(u16::MAX);
        if x.saturating_add(cells) > line.right() {
            break;
        }
        out.push((tab, x, text));
        x += cells + 1;
    }
    out
}

/// The words at the right end of the line of views, each with what a click on it does.
pub(crate) fn corner(state: &State) -> Vec<(Spot, u16, String)> {
    let line = screen(state.area()).tabs;
    let mut parts = vec![
        (Spot::Lang, t!(state.lang, ids::DASHBOARD_CORNER_LANG)),
        (Spot::Help, t!(state.lang, ids::DASHBOARD_CORNER_HELP)),
        (Spot::Palette, t!(state.lang, ids::DASHBOARD_CORNER_PALETTE)),
    ];
    if let Some(at) = state.open_card().filter(|_| state.cards.len() > 1) {
        let (at, of) = (at + 1, state.cards.len());
        let words = t!(state.lang, ids::CONFIG_CAMPAIGNS_CORNER, at = at, of = of);
        parts.insert(0, (Spot::Campaigns, words));
    }
    let left = tab_spans(state)
        .last()
        .map_or(line.x, |(_, x, text)| x + u16::try_from(width(text)).unwrap_or(0));
    let all: usize = parts.iter().map(|(_, s)| width(s) + 2).sum();
    let all = u16::try_from(all).unwrap_or(u16::MAX);
    let Some(mut x) = line.right().checked_sub(all).filter(|x| *x > left) else {
        return Vec::new();
    };
    let mut out = Vec::new();
    for (spot, text) in parts {
        let cells = u16::try_from(width(&text)).unwrap_or(0) + 2;
        out.push((spot, x, text));
        x += cells;
    }
    out
}

/// What stands at a cell, as far as a click is concerned.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Spot {
    /// A view's name.
    Tab(Tab),
    /// The language switch.
    Lang,
    /// The way to the help.
    Help,
    /// The way to the palette.
    Palette,
    /// The way to the other campaigns.
    Campaigns,
    /// A card of the switcher.
    Card(usize),
    /// A row of a view's list.
    Row(Tab, usize),
    /// An entry of the palette.
    Entry(usize),
    /// An action among the keys that are shown.
    Action(ActionId),
    /// An input of a form.
    Input(usize),
}

/// What stands at a cell.
pub(crate) fn spot(state: &State, x: u16, y: u16) -> Option<Spot> {
    let inside_of = |r: Rect| x >= r.left() && x < r.right() && y >= r.top() && y < r.bottom();
    match &state.mode {
        Mode::Help { .. } | Mode::Slip(_) => return None,
        Mode::Palette { .. } => {
            let list = palette::list_area(state.area());
            let at = usize::from(y.checked_sub(list.y)?) + palette::top(state);
            return inside_of(list).then_some(Spot::Entry(at));
        }
        Mode::Campaigns { .. } => {
            let list = campaigns::list_area(state);
            let at = usize::from(y.checked_sub(list.y)?) + campaigns::top(state);
            return (inside_of(list) && at < state.cards.len()).then_some(Spot::Card(at));
        }
        Mode::Form(form) => {
            let at = panes::form::input_at(form, state, x, y)?;
            return Some(Spot::Input(at));
        }
        Mode::Normal | Mode::Filter { .. } => {}
    }
    let parts = screen(state.area());
    if inside_of(parts.tabs) {
        let hit = |from: u16, text: &str| x >= from && usize::from(x - from) < width(text);
        let tab = tab_spans(state).into_iter().find(|(_, from, text)| hit(*from, text));
        return tab.map(|(tab, ..)| Spot::Tab(tab)).or_else(|| {
            corner(state).into_iter().find(|(_, from, text)| hit(*from, text)).map(|(s, ..)| s)
        });
    }
    if inside_of(parts.hints) {
        return panes::chrome::hint_at(state, x).map(Spot::Action);
    }
    let list = state.list(state.tab)?;
    let area = list_area(state, state.tab);
    inside_of(area).then(|| Spot::Row(state.tab, list.top + usize::from(y - area.y)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn parts_cover_the_screen_and_never_leave_it() {
        for w in 0..130 {
            for h in 0..60 {
                let area = Rect::new(0, 0, w, h);
                let s = screen(area);
                let rows: u16 =
                    [s.header, s.tabs, s.body, s.hints, s.message].iter().map(|r| r.height).sum();
                assert_eq!(rows, h, "{w}x{h}");
                let o = overview(s.body, 9);
                let g = gantt(s.body);
                let t = task(s.body);
                let l = log(s.body);
                let all = [o.needs, o.progress, o.units, o.events, g.axis, g.rows, g.detail];
                for part in all.into_iter().chain([t.facts, t.side, l.events, l.detail]) {
                    assert_eq!(part.intersection(area), part, "{w}x{h}");
                }
            }
        }
    }
}
