//! The preview of a slip: how much is typed, what it would do is shown, and nothing is changed.

use serde::{Deserialize, Serialize};
use wallchart_campaign::tell::{self, Line, Weight};
use wallchart_plan::ids::TaskNo;
use wallchart_words::{ids, t};

use super::cmd::{Cmd, Move};
use super::field::Field;
use super::layout;
use super::panes;
use super::state::{Mode, Notice, State};
use crate::when;

/// What is typed and what it came to.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Slip {
    /// The task.
    pub task: TaskNo,
    /// By how much it slips, as typed.
    pub field: Field,
    /// The first line shown.
    pub top: usize,
    /// What it would do.
    #[serde(skip)]
    pub lines: Vec<Line>,
}

/// Opens the preview for the current task, a day being typed already.
pub(super) fn open(state: &mut State) {
    let Some(task) = state.current() else {
        let text = t!(state.lang, ids::DASHBOARD_SELECT_FIRST);
        state.notice = Some(Notice { bad: true, text });
        return;
    };
    let field = Field::new("1");
    state.mode = Mode::Slip(Box::new(Slip { task, field, top: 0, lines: Vec::new() }));
    refresh(state);
}

/// What a key does to the preview.
pub(super) fn update(state: &mut State, cmd: Cmd) {
    let rows = panes::slip::rows(state);
    let page = usize::from(layout::inside(layout::slip(state.area())).height);
    let Mode::Slip(slip) = &mut state.mode else { return };
    match cmd {
        Cmd::Edit(edit) => {
            slip.field.edit(&edit);
            slip.top = 0;
            refresh(state);
        }
        Cmd::Move(way) => {
            let most = (rows + 1).saturating_sub(page);
            slip.top = match way {
                Move::Up => slip.top.saturating_sub(1),
                Move::Down => slip.top + 1,
                Move::PageUp => slip.top.saturating_sub(page),
                Move::PageDown => slip.top + page,
                Move::First => 0,
                Move::Last => most,
            }
            .min(most);
        }
        Cmd::Confirm | Cmd::Back => state.mode = Mode::Normal,
        _ => {}
    }
}

/// Works the preview out again after what is typed, or the language, changed.
pub(super) fn refresh(state: &mut State) {
    let Some(source) = state.data.source.clone() else { return };
    let lang = state.lang;
    let Mode::Slip(slip) = &mut state.mode else { return };
    let said = |weight, text| vec![Line { indent: 0, weight, text }];
    let typed = slip.field.text().trim();
    let by = when::span(typed).filter(|by| !by.is_zero());
    slip.lines = match by.map(|by| source.view.slip(slip.task, by)) {
        Some(Some(found)) => tell::slip(lang, &source.view, &found),
        Some(None) => {
            let task = wallchart_campaign::say::task(lang, &source.view.campaign, slip.task);
            said(Weight::Head, t!(lang, ids::WHY_SLIP_SETTLED, task = task))
        }
        None if typed.is_empty() => said(Weight::Plain, t!(lang, ids::WHY_BAD_SPAN_HINT)),
        None => {
            let mut lines = said(Weight::Late, t!(lang, ids::WHY_BAD_SPAN, text = typed));
            lines.extend(said(Weight::Plain, t!(lang, ids::WHY_BAD_SPAN_HINT)));
            lines
        }
    };
}
