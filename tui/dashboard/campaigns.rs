//! The switcher: every campaign of the store on a line, with what is open in it.

use chrono::NaiveDate;
use ratatui::layout::Rect;
use serde::{Deserialize, Serialize};
use wallchart_campaign::read::overview;
use wallchart_campaign::{Campaign, View};
use wallchart_plan::ids::CampaignId;
use wallchart_words::{Lang, ids, t};

use super::cmd::{Action, Cmd, Move};
use super::data::Source;
use super::layout;
use super::state::{Mode, State, Tab};
use super::update::refresh;

/// What is known of a campaign without opening it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Card {
    /// Its id.
    pub id: CampaignId,
    /// Its title.
    pub title: String,
    /// Its day D.
    pub anchor: NaiveDate,
    /// Days from D to today: negative before it.
    pub away: i64,
    /// Tasks done.
    pub done: usize,
    /// Tasks that count.
    pub all: usize,
    /// Tasks overdue.
    pub late: usize,
    /// Tasks that need the coordinator now.
    pub needs: usize,
    /// Whether it is only rehearsed.
    pub rehearsal: bool,
}

impl Card {
    /// What a view says at a glance.
    pub fn of(view: &View) -> Card {
        let campaign: &Campaign = &view.campaign;
        let about = &campaign.plan.campaign;
        let seen = overview(view);
        Card {
            id: about.id.clone(),
            title: about.title.clone(),
            anchor: about.anchor,
            away: view.calendar.date(view.now).signed_duration_since(about.anchor).num_days(),
            done: seen.done,
            all: seen.all,
            late: seen.streams.iter().map(|s| s.late).sum(),
            needs: seen.reconcile.len()
                + seen.needs_you.iter().map(|group| group.tasks.len()).sum::<usize>(),
            rehearsal: campaign.rehearsal.is_some(),
        }
    }

    /// Its title, marked if it is a rehearsal.
    pub fn marked_title(&self, lang: Lang) -> String {
        match self.rehearsal {
            true => t!(lang, ids::REHEARSE_TITLE, title = &self.title),
            false => self.title.clone(),
        }
    }

    /// How far from D: `D`, `D-12`, `D+3`.
    pub fn countdown(&self) -> String {
        if self.away == 0 { "D".to_owned() } else { format!("D{:+}", self.away) }
    }
}

impl State {
    /// The open campaign.
    pub fn campaign(&self) -> Option<&CampaignId> {
        self.data.source.as_ref().map(|s| &s.view.campaign.plan.campaign.id)
    }

    /// Where the open campaign stands among the cards.
    pub(crate) fn open_card(&self) -> Option<usize> {
        let open = self.campaign()?;
        self.cards.iter().position(|card| card.id == *open)
    }
}

/// Takes in what the campaigns look like now; the chosen one stays chosen.
pub(crate) fn surveyed(state: &mut State, cards: Vec<Card>) {
    let open = state.open_card();
    if let Mode::Campaigns { at } = &mut state.mode {
        let was = state.cards.get(*at).map(|card| &card.id);
        let place = |id: &CampaignId| cards.iter().position(|card| card.id == *id);
        let first = cards.len().saturating_sub(1);
        *at = was.and_then(place).or(open).unwrap_or(*at).min(first);
    }
    let fresh = state.cards.is_empty();
    state.cards = cards;
    if let (Mode::Campaigns { .. }, true, Some(at)) = (&state.mode, fresh, state.open_card()) {
        state.mode = Mode::Campaigns { at };
    }
}

/// Chooses among the cards, and goes to the chosen campaign.
pub(crate) fn chosen(state: &mut State, cmd: &Cmd) -> Option<Action> {
    let last = state.cards.len().saturating_sub(1);
    let open = state.open_card();
    let Mode::Campaigns { at } = &mut state.mode else { return None };
    match cmd {
        Cmd::Move(Move::Up) => *at = at.saturating_sub(1),
        Cmd::Move(Move::Down) => *at = (*at + 1).min(last),
        Cmd::Move(Move::PageUp | Move::First) => *at = 0,
        Cmd::Move(Move::PageDown | Move::Last) => *at = last,
        Cmd::Confirm => {
            let at = *at;
            state.mode = Mode::Normal;
            let chosen = state.cards.get(at).filter(|_| open != Some(at))?;
            if state.busy {
                return None;
            }
            state.busy = true;
            return Some(Action::Switch(chosen.id.clone()));
        }
        Cmd::Back => state.mode = Mode::Normal,
        _ => {}
    }
    None
}

/// Begins afresh on another campaign: who sits here, the language, the view and the cards stay.
pub(crate) fn switch(state: &mut State, source: Source) {
    let mut next = State::new(state.lang, state.actor.clone(), state.chrome, state.size);
    next.cards = std::mem::take(&mut state.cards);
    next.tab = if state.tab == Tab::Task { Tab::Overview } else { state.tab };
    *state = next;
    refresh(state, source);
}

/// The first card in sight.
pub(crate) fn top(state: &State) -> usize {
    let Mode::Campaigns { at } = state.mode else { return 0 };
    let rows = usize::from(list_area(state).height).max(1);
    at.saturating_sub(rows - 1)
}

/// The cells in which the cards are listed.
pub(crate) fn list_area(state: &State) -> Rect {
    let inner = layout::inside(popup(state));
    let head = inner.height.min(1);
    Rect { y: inner.y + head, height: inner.height - head, ..inner }
}

/// The popup: as wide as there is room for, as high as there are campaigns.
pub(crate) fn popup(state: &State) -> Rect {
    let rows = u16::try_from(state.cards.len().max(1)).unwrap_or(u16::MAX);
    super::paint::centred(state.area(), 96, rows.saturating_add(3))
}
