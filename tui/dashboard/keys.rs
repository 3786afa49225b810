//! The key map: which key asks for what, in each mode. Keys of actions come from the one table.

use crossterm::event::{
    KeyCode, KeyEvent, KeyEventKind, KeyModifiers, MouseButton, MouseEvent, MouseEventKind,
};
use wallchart_campaign::actions::{ACTIONS, Action, ActionId};
use wallchart_words::{Message, ids};

use super::cmd::{Cmd, Move, Way};
use super::field::Edit;
use super::state::{Mode, State, Tab};

/// A line of the help: keys and what they do.
pub(crate) const HELP: &[(&str, Message)] = &[
    ("1 2 3 6 7  Tab", ids::DASHBOARD_HELP_TABS),
    ("Up Down j k  PgUp PgDn  Home End", ids::DASHBOARD_HELP_MOVE),
    ("Enter", ids::DASHBOARD_HELP_OPEN),
    ("Esc", ids::DASHBOARD_HELP_BACK),
    ("[ ]", ids::DASHBOARD_HELP_STEP),
    ("Space  *", ids::DASHBOARD_HELP_MARK),
    ("/", ids::DASHBOARD_HELP_FILTER),
    (":  F2", ids::DASHBOARD_HELP_PALETTE),
    ("Left Right  + -  0", ids::DASHBOARD_HELP_TIME),
    ("Enter  e  c", ids::DASHBOARD_HELP_FOLD),
    ("y  e", ids::WHY_HELP),
    ("F", ids::DASHBOARD_HELP_FOLLOW),
    ("O", ids::CONFIG_CAMPAIGNS_HELP),
    ("L", ids::DASHBOARD_HELP_LANG),
    ("Ctrl-L", ids::DASHBOARD_HELP_REDRAW),
    ("?  F1", ids::DASHBOARD_HELP_HELP),
    ("q  Ctrl-C", ids::DASHBOARD_HELP_QUIT),
];

/// The actions that the dashboard offers: attaching needs a file, which the command line names better.
pub(crate) fn offered() -> impl Iterator<Item = &'static Action> {
    ACTIONS.iter().filter(|a| a.id != ActionId::Attach)
}

/// What a key asks for; none where it means nothing here.
pub fn cmd(state: &State, key: KeyEvent) -> Option<Cmd> {
    if key.kind == KeyEventKind::Release {
        return None;
    }
    let ctrl = key.modifiers.contains(KeyModifiers::CONTROL);
    match key.code {
        KeyCode::Char('c') if ctrl => return Some(Cmd::Quit),
        KeyCode::Char('l') if ctrl => return Some(Cmd::Redraw),
        KeyCode::F(1) => return Some(Cmd::Help),
        KeyCode::F(2) => return Some(Cmd::Palette),
        _ => {}
    }
    match &state.mode {
        Mode::Normal => normal(key),
        Mode::Help { .. } => help(key),
        Mode::Campaigns { .. } => campaigns(key),
        Mode::Filter { .. } | Mode::Palette { .. } | Mode::Slip(_) => typing(key),
        Mode::Form(_) => form(key),
    }
}

fn moves(code: KeyCode) -> Option<Cmd> {
    Some(Cmd::Move(match code {
        KeyCode::Up => Move::Up,
        KeyCode::Down => Move::Down,
        KeyCode::PageUp => Move::PageUp,
        KeyCode::PageDown => Move::PageDown,
        KeyCode::Home => Move::First,
        KeyCode::End => Move::Last,
        _ => return None,
    }))
}

fn normal(key: KeyEvent) -> Option<Cmd> {
    if key.modifiers.intersects(KeyModifiers::CONTROL | KeyModifiers::ALT) {
        return None;
    }
    if let Some(cmd) = moves(key.code) {
        return Some(cmd);
    }
    Some(match key.code {
        KeyCode::Left => Cmd::Side(Way::Back),
        KeyCode::Right => Cmd::Side(Way::On),
        KeyCode::Tab => Cmd::Turn(Way::On),
        KeyCode::BackTab => Cmd::Turn(Way::Back),
        KeyCode::Enter => Cmd::Open,
        KeyCode::Esc | KeyCode::Backspace => Cmd::Back,
        KeyCode::Char(c) => letter(c)?,
        _ => return None,
    })
}

/// What a letter asks for. Full-width marks of an input method count as their plain forms.
fn letter(c: char) -> Option<Cmd> {
    if let Some(tab) = Tab::ALL.into_iter().find(|t| t.key() == c) {
        return Some(Cmd::Tab(tab));
    }
    Some(match c {
        'j' => Cmd::Move(Move::Down),
        'k' => Cmd::Move(Move::Up),
        'g' => Cmd::Move(Move::First),
        'G' => Cmd::Move(Move::Last),
        ' ' | '\u{3000}' => Cmd::Mark,
        '*' => Cmd::MarkAll,
        '/' | '、' => Cmd::Filter,
        ':' | '：' => Cmd::Palette,
        '?' | '？' => Cmd::Help,
        '[' | '【' => Cmd::Step(Way::Back),
        ']' | '】' => Cmd::Step(Way::On),
        '+' | '=' => Cmd::Zoom(Way::On),
        '-' | '_' => Cmd::Zoom(Way::Back),
        '<' | ',' => Cmd::Side(Way::Back),
        '>' | '.' => Cmd::Side(Way::On),
        '0' => Cmd::Today,
        'c' => Cmd::Critical,
        'e' => Cmd::FoldAll,
        'F' => Cmd::Follow,
        'y' => Cmd::Slip,
        'L' => Cmd::Lang,
        'O' => Cmd::Campaigns,
        'q' => Cmd::Quit,
        _ => Cmd::Do(offered().find(|a| a.key == c)?.id),
    })
}

fn help(key: KeyEvent) -> Option<Cmd> {
    moves(key.code).or(match key.code {
        KeyCode::Char('j') => Some(Cmd::Move(Move::Down)),
        KeyCode::Char('k') => Some(Cmd::Move(Move::Up)),
        KeyCode::Char('L') => Some(Cmd::Lang),
        KeyCode::Esc | KeyCode::Enter | KeyCode::Char('q' | '?' | '？') => Some(Cmd::Back),
        _ => None,
    })
}

fn campaigns(key: KeyEvent) -> Option<Cmd> {
    moves(key.code).or(match key.code {
        KeyCode::Char('j') => Some(Cmd::Move(Move::Down)),
        KeyCode::Char('k') => Some(Cmd::Move(Move::Up)),
        KeyCode::Char('L') => Some(Cmd::Lang),
        KeyCode::Enter => Some(Cmd::Confirm),
        KeyCode::Esc | KeyCode::Char('q' | 'O') => Some(Cmd::Back),
        _ => None,
    })
}

/// Keys that edit a line wherever one is typed.
fn edits(key: KeyEvent) -> Option<Cmd> {
    let ctrl = key.modifiers.contains(KeyModifiers::CONTROL);
    let alt = key.modifiers.contains(KeyModifiers::ALT);
    Some(Cmd::Edit(match key.code {
        KeyCode::Char('w') if ctrl => Edit::DeleteWord,
        KeyCode::Char('u') if ctrl => Edit::DeleteToStart,
        KeyCode::Char('a') if ctrl => Edit::Home,
        KeyCode::Char('e') if ctrl => Edit::End,
        KeyCode::Backspace if ctrl || alt => Edit::DeleteWord,
        KeyCode::Char(c) if !ctrl && !alt => Edit::Insert(c.to_string()),
        KeyCode::Backspace => Edit::Backspace,
        KeyCode::Delete => Edit::Delete,
        KeyCode::Left => Edit::Left,
        KeyCode::Right => Edit::Right,
        KeyCode::Home => Edit::Home,
        KeyCode::End => Edit::End,
        _ => return None,
    }))
}

fn typing(key: KeyEvent) -> Option<Cmd> {
    match key.code {
        KeyCode::Enter => Some(Cmd::Confirm),
        KeyCode::Esc => Some(Cmd::Back),
        KeyCode::Up | KeyCode::Down | KeyCode::PageUp | KeyCode::PageDown => moves(key.code),
        _ => edits(key),
    }
}

fn form(key: KeyEvent) -> Option<Cmd> {
    let modified = key.modifiers.intersects(KeyModifiers::ALT | KeyModifiers::SHIFT);
    match key.code {
        KeyCode::Enter if modified => Some(Cmd::NewLine),
        KeyCode::Char('j') if key.modifiers.contains(KeyModifiers::CONTROL) => Some(Cmd::NewLine),
        KeyCode::Enter => Some(Cmd::Confirm),
        KeyCode::Esc => Some(Cmd::Back),
        KeyCode::Tab | KeyCode::Down => Some(Cmd::NextField(Way::On)),
        KeyCode::BackTab | KeyCode::Up => Some(Cmd::NextField(Way::Back)),
        _ => edits(key),
    }
}

/// What the mouse asks for.
pub fn mouse(event: MouseEvent) -> Option<Cmd> {
    let (x, y) = (event.column, event.row);
    match event.kind {
        MouseEventKind::Down(MouseButton::Left) => Some(Cmd::Click { x, y }),
        MouseEventKind::ScrollUp => Some(Cmd::Wheel { x, y, way: Way::Back }),
        MouseEventKind::ScrollDown => Some(Cmd::Wheel { x, y, way: Way::On }),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_action_that_a_form_can_take_has_its_key() {
        for action in offered() {
            assert_eq!(letter(action.key), Some(Cmd::Do(action.id)), "{}", action.verb);
        }
    }
}
