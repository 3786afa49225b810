//! The Gantt chart: the task tree with its bars, only the rows in sight.

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};
use wallchart_campaign::Light;
use wallchart_campaign::read::{NodeKey, TreeRow, View};
use wallchart_campaign::say;
use wallchart_plan::time::Instant;
use wallchart_words::{ids, t};

use crate::dashboard::axis::Axis;
use crate::dashboard::chrome::Tone;
use crate::dashboard::layout;
use crate::dashboard::paint::{Pen, style_row};
use crate::dashboard::rows::Key;
use crate::dashboard::state::{State, ZOOMS_MIN};

/// The tone of a light.
pub(crate) fn tone(light: Light) -> Tone {
    match light {
        Light::Done | Light::Green => Tone::Green,
        Light::Grey => Tone::Faint,
        Light::Blue => Tone::Blue,
        Light::Yellow => Tone::Yellow,
        Light::Red => Tone::Red,
    }
}

/// Draws the chart.
pub(crate) fn draw(state: &State, body: Rect, buffer: &mut Buffer) {
    let Some(source) = &state.data.source else { return };
    let parts = layout::gantt(body);
    let view = &source.view;
    let axis = Axis {
        from: state.data.first_day().unwrap_or(view.now).plus_min(layout::axis_from(state)),
        cell_min: ZOOMS_MIN.get(state.gantt.zoom).copied().unwrap_or(1440),
        cells: parts.axis.width.saturating_sub(parts.names),
        calendar: &view.calendar,
    };
    head(state, &axis, parts.axis, parts.names, buffer);
    let list = &state.lists.gantt;
    let shown = state.data.shown.iter().enumerate().skip(list.top);
    for (row, (at, i)) in (0..parts.rows.height).zip(shown) {
        let Some(node) = state.data.tree.get(*i) else { continue };
        let here = at == list.at;
        let left = Rect { width: parts.names, ..parts.rows };
        name(state, view, node, here, left, row, buffer);
        let right = Rect {
            x: parts.rows.x + parts.names,
            width: parts.rows.width.saturating_sub(parts.names),
            ..parts.rows
        };
        bars(state, view, node, &axis, right, row, buffer);
        if here {
            style_row(buffer, left, row, state.chrome.style(Tone::Selected));
        }
    }
    if state.data.shown.is_empty() {
        let text = t!(state.lang, ids::DASHBOARD_NEEDS_FILTERED);
        Pen::new(buffer, parts.rows, 0).skip(1).text(&text, state.chrome.style(Tone::Faint));
    }
    detail(state, view, &axis, parts.detail, buffer);
}

/// How the cells left of the bars are shared: name, owner, state.
fn columns(cells: u16) -> (usize, usize, usize) {
    let cells = usize::from(cells);
    if cells < 34 {
        return (cells.saturating_sub(1), 0, 0);
    }
    let state = 9;
    let owner = if cells >= 44 { (cells / 4).min(13) } else { 0 };
    (cells.saturating_sub(state + owner + 2 + usize::from(owner > 0)), owner, state)
}

fn head(state: &State, axis: &Axis<'_>, area: Rect, names: u16, buffer: &mut Buffer) {
    if area.height == 0 {
        return;
    }
    let style = |tone| state.chrome.style(tone);
    let (name, owner, standing) = columns(names);
    let mut pen = Pen::new(buffer, area, 0);
    pen.cell(&format!(" {}", t!(state.lang, ids::VIEWS_TASK)), name, style(Tone::Faint)).skip(1);
    if owner > 0 {
        pen.cell(&t!(state.lang, ids::VIEWS_OWNER), owner, style(Tone::Faint)).skip(1);
    }
    if standing > 0 {
        pen.cell(&t!(state.lang, ids::VIEWS_STATE), standing, style(Tone::Faint));
    }
    let bars = Rect { x: area.x + names, width: area.width.saturating_sub(names), ..area };
    for (cell, label) in axis.labels() {
        let at = Rect { x: bars.x + cell, width: bars.width - cell, ..bars };
        Pen::new(buffer, at, 0).text(&label, style(Tone::Faint));
    }
    let Some(source) = &state.data.source else { return };
    let anchor = source.view.campaign.plan.campaign.anchor;
    let marks = [
        (axis.calendar.day_start(anchor), "D", Tone::Strong),
        (source.view.now, "v", Tone::Yellow),
    ];
    // A date that is written there says as much.
    for (at, mark, tone) in marks {
        let cell = axis
            .at(at)
            .filter(|c| buffer.cell((bars.x + c, bars.y)).is_some_and(|cell| cell.symbol() == " "));
        put(buffer, bars, cell, 0, mark, style(tone));
    }
}

fn put(
    buffer: &mut Buffer,
    area: Rect,
    cell: Option<u16>,
    row: u16,
    symbol: &str,
    style: ratatui::style::Style,
) {
    let Some(x) = cell.filter(|c| *c < area.width) else { return };
    if row < area.height
        && let Some(cell) = buffer.cell_mut(Position::new(area.x + x, area.y + row))
    {
        cell.set_symbol(symbol).set_style(style);
    }
}

fn name(
    state: &State,
    view: &View,
    node: &TreeRow,
    here: bool,
    area: Rect,
    row: u16,
    buffer: &mut Buffer,
) {
    let style = |tone| state.chrome.style(tone);
    let glyphs = state.chrome.glyphs();
    let (name, owner, standing) = columns(area.width);
    let marked = matches!(&node.key, NodeKey::Task(no) if state.marks.contains(no));
    let flag = if marked {
        glyphs.mark
    } else if node.light == Light::Red {
        glyphs.late
    } else if here {
        glyphs.pointer
    } else {
        " "
    };
    let indent = usize::from(node.depth.min(8)) * 2;
    let fold = match (&node.key, node.below) {
        (NodeKey::Task(no), _) => format!("{no} "),
        (_, 0) => String::new(),
        (key, _) => {
            let folded = state.gantt.folded.contains(&Key::from(key));
            format!("{} ", glyphs.fold[usize::from(!folded)])
        }
    };
    let count = match node.key {
        NodeKey::Template(..) => format!(" x{}", node.all),
        _ => String::new(),
    };
    let text = format!("{fold}{}{count}", title(view, node));
    let tone_of = if matches!(node.key, NodeKey::Stream(_)) { Tone::Strong } else { Tone::Plain };
    let mut pen = Pen::new(buffer, area, row);
    pen.cell(flag, 1, style(tone(node.light)))
        .cell(&format!("{:indent$}{text}", ""), name.saturating_sub(1), style(tone_of))
        .skip(1);
    if owner > 0 {
        let who = match (&node.owner, node.owners) {
            (Some(unit), _) => unit.to_string(),
            (None, n) => t!(state.lang, ids::DASHBOARD_UNITS_N, n = n),
        };
        pen.cell(&who, owner, style(Tone::Plain)).skip(1);
    }
    if standing > 0 {
        pen.cell(&standing_words(state, view, node), standing, style(tone(node.light)));
    }
}

/// What a row is called: an instance of a fan-out by its keys, as its siblings have the same title.
fn title(view: &View, node: &TreeRow) -> String {
    let task = node.position.and_then(|p| view.at(p)).map(|s| s.task);
    let path = task.filter(|t| t.title == t.task.as_str()).map(|t| t.path.as_str());
    let keys = path.and_then(|p| p.find(['@', '/']).and_then(|i| p.get(i..)));
    keys.map_or_else(|| node.title.clone(), |keys| format!("{}{keys}", node.title))
}

fn standing_words(state: &State, view: &View, node: &TreeRow) -> String {
    match node.position.and_then(|p| view.at(p)) {
        Some(seen) => say::standing(state.lang, seen.standing, seen.record.state),
        None => format!("{}/{}", node.done, node.all),
    }
}

/// What stands at each cell of a bar, the strongest last.
fn bars(
    state: &State,
    view: &View,
    node: &TreeRow,
    axis: &Axis<'_>,
    area: Rect,
    row: u16,
    buffer: &mut Buffer,
) {
    if area.width == 0 {
        return;
    }
    let style = |tone| state.chrome.style(tone);
    let g = state.chrome.glyphs();
    let mut run = |from: Instant, to: Instant, symbol: &str, tone: Tone| {
        if let Some((a, b)) = axis.span(from, to) {
            for cell in a..=b {
                put(buffer, area, Some(cell), row, symbol, style(tone));
            }
        }
    };
    let settled = node.all > 0 && node.done == node.all;
    let summary = node.position.is_none();
    if let Some(early) = node.early.filter(|_| !settled) {
        let (symbol, tone_of) =
            if node.critical && !summary { (g.critical, Tone::Red) } else { (g.rest, Tone::Plain) };
        run(early.start, early.end, symbol, tone_of);
    }
    if let Some(actual) = node.actual {
        let symbol = if node.critical && !settled && !summary { g.critical } else { g.done };
        run(actual.start, actual.end, symbol, Tone::Green);
    }
    let late = node.light == Light::Red && !summary;
    if let Some(due) = node.due.filter(|_| late) {
        run(due, view.now, g.late, Tone::Red);
    }
    put(buffer, area, axis.at(view.now), row, g.today, style(Tone::Yellow));
    if let Some(due) = node.due.filter(|_| !summary && !settled && !late) {
        let cell = u16::try_from(axis.end_cell(due)).ok().filter(|c| *c < axis.cells);
        put(buffer, area, cell, row, g.due, style(Tone::Blue));
    }
    if let Some(bar) = node.early.filter(|_| node.milestone) {
        let cell = u16::try_from(axis.end_cell(bar.end)).ok().filter(|c| *c < axis.cells);
        put(buffer, area, cell, row, g.milestone, style(tone(node.light)));
    }
}

/// What is known of the selected row, and what a cell stands for.
fn detail(state: &State, view: &View, axis: &Axis<'_>, area: Rect, buffer: &mut Buffer) {
    if area.height == 0 {
        return;
    }
    let (lang, style) = (state.lang, |tone| state.chrome.style(tone));
    let list = &state.lists.gantt;
    let node = state.data.shown.get(list.at).and_then(|i| state.data.tree.get(*i));
    if let Some(node) = node {
        let day = |t: Instant| say::due(&view.calendar, t);
        let mut facts = Vec::new();
        if let Some(early) = node.early {
            let task = node.position.and_then(|p| view.at(p)).map(|seen| seen.task);
            let begin = view.calendar.date(early.start).format("%m-%d");
            facts.push(match task {
                Some(task) => super::stretch(&view.calendar, task, (early.start, early.end)),
                None => format!("{begin}..{}", day(early.end)),
            });
        }
        if let Some(due) = node.due {
            facts.push(format!("{} {}", t!(lang, ids::VIEWS_DUE), day(due)));
        }
        if node.slack_min != i64::MAX && node.all > node.done {
            let slack = say::minutes(lang, node.slack_min);
            facts.push(format!("{} {slack}", t!(lang, ids::VIEWS_SLACK)));
        }
        if let Some(seen) = node.position.and_then(|p| view.at(p)) {
            facts.push(say::cause_seen(lang, view, seen.task.number, seen.standing));
        }
        let what = match &node.key {
            NodeKey::Task(no) => format!("{no} {}", node.title),
            _ => node.title.clone(),
        };
        let room = usize::from(area.width) / 2;
        let mut pen = Pen::new(buffer, area, 0);
        pen.skip(1).text(&what_fit(&what, room), style(Tone::Strong));
        pen.skip(2).text(&facts.join("  "), style(Tone::Plain));
    }
    let g = state.chrome.glyphs();
    let legend = t!(
        lang,
        ids::DASHBOARD_LEGEND,
        done = g.done,
        rest = g.rest,
        critical = g.critical,
        late = g.late,
        due = g.due,
        milestone = g.milestone
    );
    let cell = say::minutes(lang, axis.cell_min);
    let at = (list.at + 1).min(state.data.shown.len());
    let rows = t!(lang, ids::DASHBOARD_ROWS, at = at, of = state.data.shown.len(), cell = cell);
    let only = if state.gantt.critical {
        format!("  {}", t!(lang, ids::DASHBOARD_CRITICAL_ONLY))
    } else {
        String::new()
    };
    Pen::new(buffer, area, 1).skip(1).text(&format!("{rows}{only}   {legend}"), style(Tone::Faint));
}

/// The text, cut where it is longer.
fn what_fit(text: &str, cells: usize) -> String {
    wallchart_words::fit(text, wallchart_words::width(text).min(cells))
}
