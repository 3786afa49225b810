//! What each command does to the state, and what it asks of the shell. Nothing here draws or waits.

use std::sync::Arc;

use wallchart_campaign::actions::{ActionId, action};
use wallchart_plan::ids::TaskNo;
use wallchart_words::{ids, t};

use super::campaigns;
use super::cmd::{Action, Answer, Cmd, Move, Way};
use super::data::{Data, Source};
use super::duty;
use super::field::{Edit, Field};
use super::form::Form;
use super::layout::{self, Spot};
use super::palette;
use super::plays;
use super::rows::Key;
use super::slip;
use super::state::{Mode, Notice, State, Tab, ZOOMS_MIN};

/// How many tasks are filtered at once, between a key and its frame.
const AT_ONCE_MAX: usize = 5000;

/// Applies a command. What only the shell can do comes back.
pub fn update(state: &mut State, cmd: Cmd) -> Option<Action> {
    // A notice stays until the next key.
    if !matches!(cmd, Cmd::Resize { .. } | Cmd::Answered(_) | Cmd::Surveyed(_)) {
        state.notice = None;
    }
    match cmd {
        Cmd::Quit => return Some(Action::Quit),
        Cmd::Redraw => return Some(Action::Redraw),
        Cmd::Resize { width, height } => {
            state.size = (width, height);
            refit(state);
        }
        Cmd::Answered(answer) => answered(state, answer),
        Cmd::Lang => return switch_language(state),
        Cmd::Help => {
            state.mode = match state.mode {
                Mode::Help { .. } => Mode::Normal,
                _ => Mode::Help { top: 0 },
            };
        }
        Cmd::Campaigns => {
            state.mode = Mode::Campaigns { at: state.open_card().unwrap_or(0) };
            return Some(Action::Survey);
        }
        Cmd::Surveyed(cards) => campaigns::surveyed(state, cards),
        Cmd::Palette => state.mode = Mode::Palette { field: Field::default(), at: 0 },
        Cmd::Filter => {
            let before = state.filter.clone();
            state.mode = Mode::Filter { field: Field::new(before.clone()), before };
        }
        Cmd::Slip => slip::open(state),
        Cmd::Click { x, y } => return click(state, x, y),
        Cmd::Wheel { x, y, way } => wheel(state, x, y, way),
        Cmd::Do(ActionId::Play) => plays::list(state),
        Cmd::Play(of) => plays::open(state, of),
        Cmd::Do(id) => return start(state, id),
        other => return in_mode(state, other),
    }
    None
}

/// Takes in what is newly read from the campaign; selection and scroll stay where they are.
pub fn refresh(state: &mut State, source: Source) {
    let data = Data::new(Arc::new(source), state);
    take_in(state, data);
}

/// Takes in rows that were chosen beside the loop, as [`refresh`] does.
pub(crate) fn take_in(state: &mut State, data: Data) {
    let first = state.data.source.is_none();
    state.data = Arc::new(data);
    if first {
        // A long tree is read from its upper levels.
        state.gantt.folded.extend(state.data.branches());
        refold(state);
        for tab in Tab::ALL {
            if let Some(list) = state.list_mut(tab) {
                list.at = 0;
            }
        }
    }
    state.marks.retain(|no| state.data.source.as_ref().is_some_and(|s| s.view.task(*no).is_some()));
    refit(state);
    if state.follow && !first && state.tab != Tab::Log {
        let data = state.data.clone();
        let page = layout::page(state, Tab::Log);
        state.lists.log.go(Move::First, data.keys(Tab::Log), page);
    }
}

/// Puts every list's selection and scroll in order after rows or sizes changed.
fn refit(state: &mut State) {
    let data = state.data.clone();
    for tab in Tab::ALL {
        let page = layout::page(state, tab);
        if let Some(list) = state.list_mut(tab) {
            list.refresh(data.keys(tab), page);
        }
    }
}

/// Chooses rows anew after a filter or a language changed. Where that takes longer than a key may, the shell
/// is asked to do it beside the loop.
fn rebuild(state: &mut State) -> Option<Action> {
    let source = state.data.source.clone()?;
    if source.view.len() > AT_ONCE_MAX {
        return Some(Action::Choose);
    }
    state.data = Arc::new(Data::new(source, state));
    refit(state);
    None
}

/// Chooses anew what is folded away.
fn refold(state: &mut State) {
    let Some(data) = Arc::get_mut(&mut state.data) else {
        // Somebody else holds the rows: a state of its own that was cloned.
        if let Some(source) = state.data.source.clone() {
            state.data = Arc::new(Data::new(source, state));
        }
        return refit(state);
    };
    data.refold(&state.gantt.folded);
    refit(state);
}

fn switch_language(state: &mut State) -> Option<Action> {
    state.lang = state.lang.other();
    // A form's labels are words of the language that it was opened in.
    if let (Mode::Form(form), Some(source)) = (&mut state.mode, &state.data.source) {
        form.relabel(&source.view, state.lang);
    }
    slip::refresh(state);
    rebuild(state)
}

fn answered(state: &mut State, answer: Answer) {
    state.busy = false;
    match answer {
        Answer::Done { seq, warnings } => {
            let mut text = t!(state.lang, ids::DASHBOARD_DONE, seq = seq.0);
            if let Mode::Form(form) = &state.mode {
                text = format!("{}: {text}", t!(state.lang, action(form.action).name));
                state.mode = Mode::Normal;
            }
            state.marks.clear();
            let bad = !warnings.is_empty();
            if bad {
                let warnings = warnings.join("  ");
                text = format!("{text}  {}", t!(state.lang, ids::FIGURES_WARNING, text = warnings));
            }
            state.notice = Some(Notice { bad, text });
        }
        Answer::Refused { why } => match &mut state.mode {
            Mode::Form(form) => form.error = Some(why),
            _ => state.notice = Some(Notice { bad: true, text: why }),
        },
    }
}

/// Begins an action: opens its form, or hands its command on where there is nothing to ask.
fn start(state: &mut State, id: ActionId) -> Option<Action> {
    let source = state.data.source.clone()?;
    let act = action(id);
    if state.busy {
        return None;
    }
    let bare = |state: &mut State, made: Result<_, wallchart_campaign::actions::Lacks>| match made {
        Ok(command) => {
            state.busy = true;
            Some(Action::Submit(Box::new(command)))
        }
        Err(lacks) => {
            state.notice = Some(Notice { bad: true, text: lacks.message(state.lang) });
            None
        }
    };
    if act.scope == wallchart_campaign::actions::Scope::Post {
        match state.lists.roster.key.clone().filter(|_| state.tab == Tab::Roster) {
            Some(Key::Post(post)) => duty::open(state, post),
            _ => go_to(state, Tab::Roster),
        }
        return None;
    }
    if act.scope == wallchart_campaign::actions::Scope::Campaign {
        let args = source.undo_args(id, &state.actor);
        return bare(state, act.command(TaskNo(0), args));
    }
    let targets = state.targets();
    let Some(first) = targets.first().copied() else {
        let text = t!(state.lang, ids::DASHBOARD_SELECT_FIRST);
        state.notice = Some(Notice { bad: true, text });
        return None;
    };
    match Form::open(id, targets, &source.view, state.lang) {
        Some(form) => {
            state.mode = Mode::Form(Box::new(form));
            None
        }
        None => bare(state, act.command(first, Default::default())),
    }
}

fn in_mode(state: &mut State, cmd: Cmd) -> Option<Action> {
    match &mut state.mode {
        Mode::Normal => return normal(state, cmd),
        Mode::Help { top } => match cmd {
            Cmd::Move(Move::Up) => *top = top.saturating_sub(1),
            Cmd::Move(Move::Down) => *top += 1,
            Cmd::Move(Move::PageUp) => *top = top.saturating_sub(10),
            Cmd::Move(Move::PageDown) => *top += 10,
            Cmd::Move(Move::First) => *top = 0,
            Cmd::Move(Move::Last) => *top = usize::MAX,
            _ => state.mode = Mode::Normal,
        },
        Mode::Filter { .. } => return filter(state, cmd),
        Mode::Campaigns { .. } => return campaigns::chosen(state, &cmd),
        Mode::Palette { .. } => return palette_mode(state, cmd),
        Mode::Form(_) => return form_mode(state, cmd),
        Mode::Slip(_) => slip::update(state, cmd),
    }
    if let Mode::Help { top } = &state.mode {
        let most = layout::help_scroll(state);
        let top = (*top).min(most);
        state.mode = Mode::Help { top };
    }
    None
}

fn normal(state: &mut State, cmd: Cmd) -> Option<Action> {
    match cmd {
        Cmd::Tab(tab) => go_to(state, tab),
        Cmd::Turn(way) => {
            let tabs: Vec<Tab> = state.tabs().collect();
            let at = tabs.iter().position(|t| *t == state.tab).unwrap_or(0);
            let n = tabs.len();
            let next = if way == Way::On { (at + 1) % n } else { (at + n - 1) % n };
            go_to(state, tabs.get(next).copied().unwrap_or_default());
        }
        Cmd::Move(way) => travel(state, way),
        Cmd::Open => return open(state),
        Cmd::Back => return back(state),
        Cmd::Mark => mark(state),
        Cmd::MarkAll => mark_all(state),
        Cmd::Step(way) if state.tab == Tab::Roster => duty::step(state, way),
        Cmd::Step(way) => step(state, way),
        Cmd::Follow => {
            state.follow = !state.follow;
            let id = if state.follow { ids::DASHBOARD_FOLLOWING } else { ids::DASHBOARD_STAYING };
            state.notice = Some(Notice { bad: false, text: t!(state.lang, id) });
        }
        Cmd::Fold | Cmd::FoldAll | Cmd::Critical | Cmd::Zoom(_) | Cmd::Today | Cmd::Side(_) => {
            return gantt(state, &cmd);
        }
        _ => {}
    }
    None
}

/// Opens a view; the selected task stays selected where the view has it.
fn go_to(state: &mut State, tab: Tab) {
    if tab == state.tab {
        return;
    }
    if !state.tabs().any(|there| there == tab) {
        state.notice = Some(Notice { bad: true, text: t!(state.lang, ids::ROSTER_NONE) });
        return;
    }
    let task = state.current();
    if tab == Tab::Task {
        state.back.push(state.tab);
        if task.is_some() && task != state.task {
            state.task_top = 0;
        }
        state.task = task.or(state.task).or_else(|| state.data.first_task());
    } else {
        state.back.clear();
    }
    state.tab = tab;
    if let Some(no) = task {
        reveal(state, tab, no);
    }
}

/// Selects a task in a view's list, where it is in the list.
fn reveal(state: &mut State, tab: Tab, no: TaskNo) {
    let data = state.data.clone();
    let page = layout::page(state, tab);
    if matches!(tab, Tab::Log | Tab::Roster) {
        return;
    }
    if let Some(list) = state.list_mut(tab) {
        list.select(&Key::Task(no), data.keys(tab), page);
    }
}

fn travel(state: &mut State, way: Move) {
    let data = state.data.clone();
    let (tab, page) = (state.tab, layout::page(state, state.tab));
    if let Some(list) = state.list_mut(tab) {
        list.go(way, data.keys(tab), page);
        return;
    }
    let most = layout::task_scroll(state);
    state.task_top = match way {
        Move::Up => state.task_top.saturating_sub(1),
        Move::Down => state.task_top + 1,
        Move::PageUp => state.task_top.saturating_sub(page),
        Move::PageDown => state.task_top + page,
        Move::First => 0,
        Move::Last => most,
    }
    .min(most);
}

fn open(state: &mut State) -> Option<Action> {
    let key = state.list(state.tab).and_then(|l| l.key.clone());
    match key {
        Some(key) if state.data.is_branch(&key) => return gantt(state, &Cmd::Fold),
        Some(Key::Post(post)) => duty::open(state, post),
        Some(Key::Roster(roster)) => {
            go_to(state, Tab::Roster);
            duty::reveal(state, &roster);
        }
        Some(_) if state.current().is_some() => go_to(state, Tab::Task),
        _ => {}
    }
    None
}

fn back(state: &mut State) -> Option<Action> {
    if let Some(tab) = state.back.pop() {
        let task = state.task;
        state.tab = tab;
        if let Some(no) = task {
            reveal(state, tab, no);
        }
    } else if !state.marks.is_empty() {
        state.marks.clear();
    } else if !state.filter.is_empty() {
        state.filter.clear();
        return rebuild(state);
    }
    None
}

fn mark(state: &mut State) {
    let Some(no) = state.current() else { return };
    if !state.marks.remove(&no) {
        state.marks.insert(no);
    }
    if state.tab != Tab::Task {
        travel(state, Move::Down);
    }
}

fn mark_all(state: &mut State) {
    let data = state.data.clone();
    let all: Vec<TaskNo> = data.keys(state.tab).iter().filter_map(|k| data.marked_by(k)).collect();
    if all.iter().all(|no| state.marks.contains(no)) {
        state.marks.clear();
    } else {
        state.marks.extend(all);
    }
}

/// Goes to the neighbour of the open task in the list that it was opened from.
fn step(state: &mut State, way: Way) {
    let from = state.back.last().copied().unwrap_or(Tab::Gantt);
    let data = state.data.clone();
    let keys = data.keys(from);
    let here = state.current();
    let at = keys.iter().position(|k| data.task_of(k) == here && here.is_some());
    let mut tasks = keys.iter().enumerate();
    let next = match (way, at) {
        (Way::On, Some(at)) => tasks.skip(at + 1).find_map(|(_, k)| data.task_of(k)),
        (Way::Back, Some(at)) => keys.iter().take(at).rev().find_map(|k| data.task_of(k)),
        (_, None) => tasks.find_map(|(_, k)| data.task_of(k)),
    };
    let Some(no) = next else { return };
    if state.tab == Tab::Task {
        state.task = Some(no);
        state.task_top = 0;
    }
    reveal(state, from, no);
}

fn gantt(state: &mut State, cmd: &Cmd) -> Option<Action> {
    if state.tab == Tab::Task && *cmd == Cmd::FoldAll {
        state.why_folded = !state.why_folded;
        state.task_top = state.task_top.min(layout::task_scroll(state));
    }
    if state.tab == Tab::Roster && *cmd == Cmd::Critical {
        state.only_gaps = !state.only_gaps;
        return rebuild(state);
    }
    if state.tab != Tab::Gantt {
        return None;
    }
    match cmd {
        Cmd::Fold => {
            if let Some(key) = state.lists.gantt.key.clone()
                && !state.gantt.folded.remove(&key)
            {
                state.gantt.folded.insert(key);
            }
            refold(state);
        }
        Cmd::FoldAll => {
            let fans = state.data.branches();
            let all_folded = fans.iter().all(|k| state.gantt.folded.contains(k));
            state.gantt.folded =
                if all_folded { Default::default() } else { fans.into_iter().collect() };
            refold(state);
        }
        Cmd::Critical => {
            state.gantt.critical = !state.gantt.critical;
            return rebuild(state);
        }
        Cmd::Zoom(way) => {
            let last = ZOOMS_MIN.len() - 1;
            let (before, axis) = (state.gantt.zoom, layout::axis_from(state));
            state.gantt.zoom = match way {
                Way::On => before.saturating_sub(1),
                Way::Back => (before + 1).min(last),
            };
            // The middle of the chart stays where it is.
            let half = i64::from(layout::axis_cells(state)) / 2;
            let width = |zoom: usize| ZOOMS_MIN.get(zoom).copied().unwrap_or(1440) * half;
            state.gantt.from_min = Some(axis + width(before) - width(state.gantt.zoom));
        }
        Cmd::Today => state.gantt.from_min = None,
        Cmd::Side(way) => {
            let cell = ZOOMS_MIN.get(state.gantt.zoom).copied().unwrap_or(1440);
            let by = cell * (i64::from(layout::axis_cells(state)) / 8).max(1);
            let from = layout::axis_from(state);
            state.gantt.from_min = Some(if *way == Way::On { from + by } else { from - by });
        }
        _ => {}
    }
    None
}

fn filter(state: &mut State, cmd: Cmd) -> Option<Action> {
    let Mode::Filter { field, before } = &mut state.mode else { return None };
    match cmd {
        Cmd::Edit(edit) => {
            field.edit(&edit);
            state.filter = field.text().to_owned();
            return rebuild(state);
        }
        Cmd::Confirm => state.mode = Mode::Normal,
        Cmd::Move(way) => travel(state, way),
        Cmd::Back => {
            state.filter = std::mem::take(before);
            state.mode = Mode::Normal;
            return rebuild(state);
        }
        _ => {}
    }
    None
}

fn palette_mode(state: &mut State, cmd: Cmd) -> Option<Action> {
    let found = palette::entries(state);
    let Mode::Palette { field, at } = &mut state.mode else { return None };
    match cmd {
        Cmd::Edit(edit) => {
            field.edit(&edit);
            *at = 0;
        }
        Cmd::Move(Move::Up | Move::PageUp) => *at = at.saturating_sub(1),
        Cmd::Move(_) => *at = (*at + 1).min(found.len().saturating_sub(1)),
        Cmd::Confirm => {
            let chosen = found.into_iter().nth(*at);
            state.mode = Mode::Normal;
            return chosen.and_then(|entry| enter(state, entry.does));
        }
        Cmd::Back => state.mode = Mode::Normal,
        _ => {}
    }
    None
}

fn enter(state: &mut State, does: palette::Does) -> Option<Action> {
    match does {
        palette::Does::Cmd(cmd) => update(state, cmd),
        palette::Does::Task(no) => {
            if state.tab != Tab::Task {
                state.back.push(state.tab);
            }
            (state.task, state.task_top, state.tab) = (Some(no), 0, Tab::Task);
            None
        }
    }
}

fn form_mode(state: &mut State, cmd: Cmd) -> Option<Action> {
    let source = state.data.source.clone()?;
    let Mode::Form(form) = &mut state.mode else { return None };
    match cmd {
        Cmd::Edit(edit) => form.edit(&edit),
        Cmd::NewLine if form.takes_lines() => form.edit(&Edit::Insert("\n".into())),
        Cmd::NextField(way) => form.turn(way == Way::On),
        Cmd::Confirm if state.busy => {}
        Cmd::Confirm if !form.at_end() => form.turn(true),
        Cmd::Confirm => {
            let command = form.command(&source.view, state.lang)?;
            state.busy = true;
            return Some(Action::Submit(Box::new(command)));
        }
        Cmd::Back => state.mode = Mode::Normal,
        _ => {}
    }
    None
}

fn click(state: &mut State, x: u16, y: u16) -> Option<Action> {
    match layout::spot(state, x, y)? {
        Spot::Tab(tab) => {
            state.mode = Mode::Normal;
            go_to(state, tab);
            None
        }
        Spot::Lang => update(state, Cmd::Lang),
        Spot::Help => update(state, Cmd::Help),
        Spot::Palette => update(state, Cmd::Palette),
        Spot::Campaigns => update(state, Cmd::Campaigns),
        Spot::Card(at) => {
            state.mode = Mode::Campaigns { at };
            campaigns::chosen(state, &Cmd::Confirm)
        }
        Spot::Row(tab, at) => {
            let data = state.data.clone();
            let keys = data.keys(tab);
            let key = keys.get(at).filter(|k| k.selectable())?;
            let page = layout::page(state, tab);
            let list = state.list_mut(tab)?;
            if list.key.as_ref() == Some(key) {
                return open(state);
            }
            list.select(key, keys, page);
            None
        }
        Spot::Entry(at) => {
            if let Mode::Palette { at: chosen, .. } = &mut state.mode {
                *chosen = at;
            }
            palette_mode(state, Cmd::Confirm)
        }
        Spot::Action(id) => start(state, id),
        Spot::Input(at) => {
            if let Mode::Form(form) = &mut state.mode {
                form.at = at;
            }
            None
        }
    }
}

fn wheel(state: &mut State, _x: u16, _y: u16, way: Way) {
    let rows = if way == Way::On { 3 } else { -3 };
    match state.mode {
        Mode::Help { .. } | Mode::Palette { .. } | Mode::Campaigns { .. } | Mode::Slip(_) => {
            let way = if way == Way::On { Move::Down } else { Move::Up };
            let _ = in_mode(state, Cmd::Move(way));
        }
        Mode::Form(_) => {}
        Mode::Normal | Mode::Filter { .. } => {
            let data = state.data.clone();
            let (tab, page) = (state.tab, layout::page(state, state.tab));
            if let Some(list) = state.list_mut(tab) {
                list.scroll(rows, data.keys(tab), page);
            } else {
                let way = if rows > 0 { Move::Down } else { Move::Up };
                travel(state, way);
                travel(state, way);
            }
        }
    }
}
