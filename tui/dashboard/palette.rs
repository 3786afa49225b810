//! The palette: every action, every view and every task, found by a few letters.

use ratatui::layout::Rect;
use wallchart_campaign::actions::{ActionId, Scope};
use wallchart_plan::ids::TaskNo;
use wallchart_words::{Message, ids, t};

use super::cmd::Cmd;
use super::keys::offered;
use super::layout;
use super::plays;
use super::search;
use super::state::{Mode, State, Tab};
use crate::pinyin::initials;

/// What an entry does.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Does {
    /// Asks for something.
    Cmd(Cmd),
    /// Opens a task.
    Task(TaskNo),
}

/// One entry of the palette.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Entry {
    /// Its key or number.
    pub(crate) key: String,
    /// What it is called.
    pub(crate) name: String,
    /// What it does, in a line.
    pub(crate) about: String,
    /// What it does.
    pub(crate) does: Does,
}

/// Tasks shown at most.
const TASKS: usize = 50;

/// What the palette finds for what is typed: actions that fit first, then views, then tasks.
pub(crate) fn entries(state: &State) -> Vec<Entry> {
    let Mode::Palette { field, .. } = &state.mode else { return Vec::new() };
    let query = field.text();
    let all = commands(state);
    let lines: Vec<String> = all
        .iter()
        .map(|e| {
            let verb = match &e.does {
                Does::Cmd(Cmd::Do(id)) => wallchart_campaign::actions::action(*id).verb,
                _ => "",
            };
            format!("{} {} {} {verb}", e.name, initials(&e.name), e.about)
        })
        .collect();
    let mut found = search::best(query, all.into_iter().zip(lines.iter().map(String::as_str)), 100);
    if let Some(source) = &state.data.source
        && !query.trim().is_empty()
    {
        let tasks = source.index().find(query, TASKS);
        found.extend(tasks.into_iter().filter_map(|no| source.view.task(no)).map(|seen| Entry {
            key: seen.task.number.to_string(),
            name: seen.task.title.clone(),
            about: seen.record.owner.to_string(),
            does: Does::Task(seen.task.number),
        }));
    }
    found
}

fn commands(state: &State) -> Vec<Entry> {
    let lang = state.lang;
    let stored = state
        .targets()
        .first()
        .and_then(|no| state.data.source.as_ref()?.view.task(*no).map(|s| s.record.state));
    let has_rosters = state.tabs().any(|tab| tab == Tab::Roster);
    let actions = offered()
        .filter(|a| a.id != ActionId::Play)
        .filter(|a| match a.scope {
            Scope::Campaign => true,
            Scope::Post => has_rosters,
            Scope::Task => stored.is_some_and(|s| a.fits(s)),
        })
        .map(|a| Entry {
            key: a.key.to_string(),
            name: t!(lang, a.name),
            about: t!(lang, a.about),
            does: Does::Cmd(Cmd::Do(a.id)),
        });
    let tabs = state.tabs().map(|tab| Entry {
        key: tab.key().to_string(),
        name: t!(lang, tab.title()),
        about: t!(lang, ids::DASHBOARD_HELP_TABS),
        does: Does::Cmd(Cmd::Tab(tab)),
    });
    let other: [(&str, Message, Cmd); 9] = [
        ("/", ids::DASHBOARD_HELP_FILTER, Cmd::Filter),
        ("*", ids::DASHBOARD_HELP_MARK, Cmd::MarkAll),
        ("c", ids::DASHBOARD_CRITICAL_ONLY, Cmd::Critical),
        ("e", ids::DASHBOARD_FOLD_ALL, Cmd::FoldAll),
        ("O", ids::CONFIG_CAMPAIGNS_HELP, Cmd::Campaigns),
        ("y", ids::WHY_OPEN, Cmd::Slip),
        ("L", ids::DASHBOARD_HELP_LANG, Cmd::Lang),
        ("?", ids::DASHBOARD_HELP_HELP, Cmd::Help),
        ("q", ids::DASHBOARD_HELP_QUIT, Cmd::Quit),
    ];
    let other = other.into_iter().map(|(key, name, cmd)| Entry {
        key: key.to_owned(),
        name: t!(lang, name),
        about: String::new(),
        does: Does::Cmd(cmd),
    });
    actions.chain(plays::entries(state)).chain(tabs).chain(other).collect()
}

/// The cells in which the entries are listed.
pub(crate) fn list_area(area: Rect) -> Rect {
    let inner = layout::inside(layout::palette(area));
    let line = inner.height.min(1);
    Rect { y: inner.y + line, height: inner.height - line, ..inner }
}

/// The first entry in sight.
pub(crate) fn top(state: &State) -> usize {
    let Mode::Palette { at, .. } = &state.mode else { return 0 };
    let rows = usize::from(list_area(state.area()).height).max(1);
    at.saturating_sub(rows - 1)
}
