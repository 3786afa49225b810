//! Playbooks on the dashboard: what can be started and stopped, and the forms that ask for the rest.

use wallchart_campaign::Campaign;
use wallchart_campaign::actions::{ActionId, Arg, OfPlay, action};
use wallchart_campaign::read::View;
use wallchart_campaign::say;
use wallchart_plan::asks::{Ask, AskKind};
use wallchart_words::{Lang, ids, t};

use super::cmd::Cmd;
use super::field::Field;
use super::form::{Form, Input, Slot};
use super::palette::{Does, Entry};
use super::state::{Mode, Notice, State};

/// Lists what can be started and stopped; the only playbook of a plan is asked for at once.
pub(super) fn list(state: &mut State) {
    let Some(source) = state.data.source.clone() else { return };
    let campaign = &source.view.campaign;
    let books = campaign.plan.playbooks.as_slice();
    let is_running = campaign.plays.iter().any(|play| campaign.is_running(play));
    match books {
        [] if !is_running => {
            let text = t!(state.lang, ids::CLI_PLAY_NONE);
            state.notice = Some(Notice { bad: true, text });
        }
        [only] if !is_running => open(state, OfPlay::Start(only.id.clone())),
        _ => {
            let field = Field::new(t!(state.lang, action(ActionId::Play).name));
            state.mode = Mode::Palette { field, at: 0 };
        }
    }
}

/// Opens the form that starts a playbook or stops a play.
pub(super) fn open(state: &mut State, of: OfPlay) {
    let Some(source) = state.data.source.clone() else { return };
    if let Some(form) = form(of, &source.view, state.lang) {
        state.mode = Mode::Form(Box::new(form));
    }
}

/// What can be started and stopped of playbooks.
pub(super) fn entries(state: &State) -> Vec<Entry> {
    let Some(source) = &state.data.source else { return Vec::new() };
    let campaign = &source.view.campaign;
    let starts = campaign.plan.playbooks.iter().map(|book| OfPlay::Start(book.id.clone()));
    let running = campaign.plays.iter().filter(|play| campaign.is_running(play));
    let stops = running.map(|play| OfPlay::Stop(play.play.clone()));
    let entry = |of: OfPlay| Entry {
        key: action(ActionId::Play).key.to_string(),
        name: of_play(state.lang, campaign, &of),
        about: String::new(),
        does: Does::Cmd(Cmd::Play(of)),
    };
    starts.chain(stops).map(entry).collect()
}

/// What is done to a playbook or a play, in words: `启动预案 晚会曝光`.
pub(crate) fn of_play(lang: Lang, campaign: &Campaign, of: &OfPlay) -> String {
    match of {
        OfPlay::Start(book) => t!(lang, ids::DASHBOARD_PLAY_START, play = book.as_str()),
        OfPlay::Stop(play) => {
            let title = campaign.play(play).map(|p| p.title.as_str()).unwrap_or_default();
            t!(lang, ids::DASHBOARD_PLAY_STOP, play = format!("{play} {title}").trim_end())
        }
    }
}

/// What the form that starts a playbook or stops a play asks for; nothing where there is no such playbook.
pub(super) fn inputs(of: &OfPlay, view: &View, lang: Lang) -> Option<Vec<Input>> {
    match of {
        OfPlay::Start(playbook) => {
            let book = view.campaign.plan.playbook(playbook)?;
            Some(book.ask.iter().map(|ask| asked(ask, view, lang)).collect())
        }
        OfPlay::Stop(_) => {
            let label = t!(lang, Arg::Reason.name());
            Some(vec![Input::new(label, Slot::Arg(Arg::Reason), false)])
        }
    }
}

/// That form.
fn form(of: OfPlay, view: &View, lang: Lang) -> Option<Form> {
    let inputs = inputs(&of, view, lang)?;
    let (action, tasks) = (ActionId::Play, Vec::new());
    Some(Form { action, tasks, play: Some(of), inputs, at: 0, error: None, post: None })
}

/// The most units that are offered to choose from; of more, one is typed.
const UNITS_CHOSEN: usize = 12;

/// The input that a parameter of a playbook becomes.
fn asked(ask: &Ask, view: &View, lang: Lang) -> Input {
    let mut input = Input::new(say::asked(lang, ask), Slot::Answer(ask.name.clone()), false);
    input.choices = match &ask.kind {
        AskKind::YesNo => vec![t!(lang, ids::DASHBOARD_FORM_NO), t!(lang, ids::DASHBOARD_FORM_YES)],
        AskKind::Choice(values) => values.clone(),
        AskKind::Unit(group) => {
            let group = view.campaign.plan.groups.iter().find(|g| g.id == *group);
            let units = group.map(|g| g.units.as_slice()).unwrap_or_default();
            let few = if units.len() <= UNITS_CHOSEN { units } else { &[] };
            few.iter().map(ToString::to_string).collect()
        }
        AskKind::Text | AskKind::Number | AskKind::Date => Vec::new(),
    };
    input
}
