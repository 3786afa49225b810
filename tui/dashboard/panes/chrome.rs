//! What frames every view: the header, the line of views, the keys that matter, the message line.

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};
use wallchart_campaign::actions::{ActionId, action};
use wallchart_campaign::say;
use wallchart_campaign::{Refusal, TaskState, rights};
use wallchart_plan::expanded::Timing;
use wallchart_words::{ids, t, width};

use crate::dashboard::chrome::Tone;
use crate::dashboard::layout::{Screen, corner, tab_spans};
use crate::dashboard::paint::Pen;
use crate::dashboard::state::{Mode, State, Tab};

/// Draws the header: which campaign, which day, how far from D, who sits here, the filter.
pub(crate) fn header(state: &State, screen: &Screen, buffer: &mut Buffer) {
    let Some(source) = &state.data.source else { return };
    let (view, lang) = (&source.view, state.lang);
    let plan = &view.campaign.plan;
    let style = |tone| state.chrome.style(tone);
    let today = view.calendar.date(view.now);
    let away = today.signed_duration_since(plan.campaign.anchor).num_days();
    let countdown = if away == 0 { "D".to_owned() } else { format!("D{away:+}") };
    let rehearsed = view.campaign.rehearsal.is_some();
    let day = say::weekday(lang, today);
    let mut facts = vec![
        match rehearsed {
            // Its clock is its own, so it is shown to the minute.
            true => {
                let hour = view.calendar.local(view.now).format("%H:%M");
                format!("{today} {hour} {day} {countdown}")
            }
            false => format!("{today} {day} {countdown}"),
        },
        t!(lang, ids::DASHBOARD_REVISION, n = view.campaign.revision),
        say::actor(lang, &state.actor),
    ];
    if !state.filter.is_empty() {
        let n = state.data.passing;
        facts.insert(0, t!(lang, ids::DASHBOARD_FILTERED, filter = &state.filter, n = n));
    }
    if !state.marks.is_empty() {
        facts.insert(0, t!(lang, ids::DASHBOARD_MARKED, n = state.marks.len()));
    }
    // What marks a rehearsal gives way to nothing.
    let mark = if rehearsed { t!(lang, ids::REHEARSE_MARK) } else { String::new() };
    let room = usize::from(screen.header.width).saturating_sub(width(&mark));
    // The title gives way first, then what stands last among the facts.
    let least = 12.min(room / 3);
    while facts.len() > 1 && width(&facts.join("  ")) + least + 3 > room {
        facts.pop();
    }
    let right = facts.join("  ");
    let title = room.saturating_sub(width(&right) + 3);
    let mut pen = Pen::new(buffer, screen.header, 0);
    pen.text(&mark, style(Tone::Alarm));
    pen.skip(1).cell(&plan.campaign.title, title, style(Tone::Bar)).skip(1);
    pen.text(&right, style(Tone::Plain));
}

/// Draws the line of views.
pub(crate) fn tabs(state: &State, screen: &Screen, buffer: &mut Buffer) {
    let line = screen.tabs;
    let from = |x: u16| Rect { x, width: line.right().saturating_sub(x), ..line };
    for (tab, x, text) in tab_spans(state) {
        let tone = if tab == state.tab { Tone::Bar } else { Tone::Plain };
        Pen::new(buffer, from(x), 0).text(&text, state.chrome.style(tone));
    }
    for (_, x, text) in corner(state) {
        Pen::new(buffer, from(x), 0).text(&text, state.chrome.style(Tone::Faint));
    }
}

/// One hint: the key, the words, and the action that a click takes.
type Hint = (String, String, Option<ActionId>);

/// The keys that matter here: what can be done with the selected task first.
fn hints(state: &State) -> Vec<Hint> {
    let lang = state.lang;
    let plain = |key: &str, id| (key.to_owned(), t!(lang, id), None);
    match &state.mode {
        Mode::Form(form) => {
            let mut out = vec![plain("Enter", ids::DASHBOARD_HINT_TAKE)];
            if form.inputs.len() > 1 {
                out.push(plain("Tab", ids::DASHBOARD_HINT_NEXT));
            }
            if form.inputs.get(form.at).is_some_and(|i| i.has_lines()) {
                out.push(plain("Alt-Enter", ids::DASHBOARD_HINT_LINE));
            }
            out.push(plain("Esc", ids::DASHBOARD_HINT_DROP));
            out
        }
        Mode::Filter { .. } => vec![
            plain("Enter", ids::DASHBOARD_HINT_KEEP),
            plain("Esc", ids::DASHBOARD_HINT_DROP),
            plain("", ids::DASHBOARD_HINT_FILTER),
        ],
        Mode::Palette { .. } => {
            vec![plain("Enter", ids::DASHBOARD_HINT_TAKE), plain("Esc", ids::DASHBOARD_HINT_DROP)]
        }
        Mode::Help { .. } | Mode::Slip(_) => vec![plain("Esc", ids::DASHBOARD_HINT_BACK)],
        Mode::Campaigns { .. } => {
            vec![plain("Enter", ids::CONFIG_CAMPAIGNS_OPEN), plain("Esc", ids::DASHBOARD_HINT_BACK)]
        }
        Mode::Normal => normal_hints(state),
    }
}

fn normal_hints(state: &State) -> Vec<Hint> {
    let lang = state.lang;
    let plain = |key: &str, id| (key.to_owned(), t!(lang, id), None);
    let act = |id| (action(id).key.to_string(), t!(lang, action(id).name), Some(id));
    let mut out: Vec<Hint> = fitting(state).into_iter().take(6).map(act).collect();
    match state.tab {
        Tab::Gantt => {
            out.push(plain("+ -", ids::DASHBOARD_HINT_ZOOM));
            out.push(plain("e", ids::DASHBOARD_HINT_FOLD));
            out.push(plain("c", ids::DASHBOARD_HINT_CRITICAL));
        }
        Tab::Task => {
            out.push(plain("[ ]", ids::DASHBOARD_HINT_STEP));
            out.push(plain("y", ids::WHY_OPEN));
        }
        Tab::Overview => out.push(plain("Space", ids::DASHBOARD_HINT_MARK)),
        Tab::Log => {}
        Tab::Roster => {
            out.insert(0, act(ActionId::Fill));
            out.push(plain("c", ids::ROSTER_ONLY_GAPS));
            out.push(plain("[ ]", ids::ROSTER_STEP));
        }
    }
    if state.tab == Tab::Task || !state.filter.is_empty() || !state.marks.is_empty() {
        out.push(plain("Esc", ids::DASHBOARD_HINT_BACK));
    }
    out.push(plain("/", ids::DASHBOARD_HINT_FIND));
    out.push(act(ActionId::Undo));
    out.push(plain("?", ids::DASHBOARD_HINT_HELP));
    out.push(plain("q", ids::DASHBOARD_HINT_QUIT));
    out
}

/// Actions that whoever sits here may take on the current task, those that move it on first.
pub(crate) fn fitting(state: &State) -> Vec<ActionId> {
    const ORDER: [ActionId; 15] = [
        ActionId::Acknowledge,
        ActionId::Accept,
        ActionId::Return,
        ActionId::Submit,
        ActionId::Close,
        ActionId::Resume,
        ActionId::Decide,
        ActionId::Pick,
        ActionId::Progress,
        ActionId::Extend,
        ActionId::Comment,
        ActionId::Tick,
        ActionId::Row,
        ActionId::Measure,
        ActionId::Reassign,
    ];
    let Some(source) = &state.data.source else { return Vec::new() };
    let Some(seen) = state.targets().first().and_then(|no| source.view.task(*no)) else {
        return Vec::new();
    };
    let stored = seen.record.state;
    let campaign = &source.view.campaign;
    let Ok(rights) = rights(campaign, &state.actor) else { return Vec::new() };
    // What is only missing something is offered: asking says what.
    let offered = |id: ActionId| {
        let now = source.view.now;
        match action(id).offered(campaign, &rights, seen.task.number, now) {
            Ok(()) | Err(Refusal::Missing { .. }) => true,
            Err(_) => false,
        }
    };
    let wanted = |id: &ActionId| match id {
        ActionId::Decide => seen.record.request.is_some(),
        ActionId::Pick => {
            matches!(seen.task.timing, Timing::Pick { .. }) && seen.record.picked.is_none()
        }
        ActionId::Tick => !seen.task.steps.is_empty(),
        ActionId::Measure => seen.task.measures.iter().any(|ask| ask.from.is_none()),
        // What has not been acknowledged is acknowledged first.
        ActionId::Submit => stored != TaskState::Issued,
        _ => true,
    };
    ORDER.into_iter().filter(|id| wanted(id) && offered(*id)).collect()
}

/// Hints as they stand in their line: the column of each. One too long for the rest is left out; there
/// is always room for the last two, the way to the help and the way out.
fn placed(state: &State, room: u16) -> Vec<(u16, Hint)> {
    let all = hints(state);
    let cells = |hint: &Hint| {
        let gap = usize::from(!hint.0.is_empty() && !hint.1.is_empty());
        u16::try_from(width(&hint.0) + gap + width(&hint.1)).unwrap_or(u16::MAX)
    };
    let kept = if state.mode == Mode::Normal { all.len().saturating_sub(2) } else { all.len() };
    let kept_room: u16 = all.iter().skip(kept).map(|h| cells(h).saturating_add(2)).sum();
    let mut x = 1u16;
    let mut out = Vec::new();
    for (i, hint) in all.into_iter().enumerate() {
        let end = if i < kept { room.saturating_sub(kept_room) } else { room };
        let w = cells(&hint);
        if x.saturating_add(w) <= end {
            out.push((x, hint));
            x = x.saturating_add(w).saturating_add(2);
        }
    }
    out
}

/// Draws the line of keys.
pub(crate) fn keys(state: &State, screen: &Screen, buffer: &mut Buffer) {
    let line = screen.hints;
    if line.height == 0 {
        return;
    }
    for (x, (key, words, _)) in placed(state, line.width) {
        let mut pen = Pen::new(buffer, line, 0);
        pen.skip(usize::from(x)).text(&key, state.chrome.style(Tone::Bar));
        pen.skip(usize::from(!key.is_empty())).text(&words, state.chrome.style(Tone::Plain));
    }
}

/// The action whose hint stands at a column.
pub(crate) fn hint_at(state: &State, column: u16) -> Option<ActionId> {
    let hit = |x: u16, key: &str, words: &str| {
        column >= x && usize::from(column - x) < width(key) + 1 + width(words)
    };
    let found = placed(state, state.size.0).into_iter().find(|(x, h)| hit(*x, &h.0, &h.1));
    found.and_then(|(_, hint)| hint.2)
}

/// Draws the message line: what is being typed into the filter, else what was just said, else what the
/// starter wanted said. Returns where the cursor belongs.
pub(crate) fn message(state: &State, screen: &Screen, buffer: &mut Buffer) -> Option<Position> {
    let line = screen.message;
    if line.height == 0 {
        return None;
    }
    let style = |tone| state.chrome.style(tone);
    let mut pen = Pen::new(buffer, line, 0);
    if let Mode::Filter { field, .. } = &state.mode {
        pen.text(" / ", style(Tone::Bar));
        // The end of what stands before the cursor stays in sight.
        let room = usize::from(pen.left()).saturating_sub(2);
        pen.text(tail(field.before(), room), style(Tone::Plain));
        let cursor = Position::new(pen.column().min(line.right().saturating_sub(1)), line.y);
        pen.text(field.text().get(field.before().len()..).unwrap_or(""), style(Tone::Plain));
        if field.text().is_empty() {
            pen.text(&t!(state.lang, ids::DASHBOARD_FILTER_EXAMPLE), style(Tone::Faint));
        } else if let Some(error) = &state.data.filter_error {
            pen.skip(2).text(&error.message(state.lang), style(Tone::Red));
        } else {
            let count = t!(state.lang, ids::DASHBOARD_FILTER_COUNT, n = state.data.passing);
            pen.skip(2).text(&count, style(Tone::Faint));
        }
        return Some(cursor);
    }
    if let Some(notice) = &state.notice {
        let mark = if notice.bad { " ! " } else { "   " };
        pen.text(mark, style(notice.tone())).text(&notice.text, style(notice.tone()));
    } else if state.busy {
        pen.skip(1).text(&t!(state.lang, ids::DASHBOARD_BUSY), style(Tone::Faint));
    } else if let Some(banner) = &state.banner {
        pen.skip(1).text(banner, style(Tone::Yellow));
    }
    None
}

/// The last cells of a text.
pub(crate) fn tail(text: &str, cells: usize) -> &str {
    let mut rest = text;
    while width(rest) > cells {
        let mut chars = rest.chars();
        chars.next();
        rest = chars.as_str();
    }
    rest
}
