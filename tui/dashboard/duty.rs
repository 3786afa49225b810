//! Filling a post of a duty roster on the dashboard: its form, and the command that comes of it.

use wallchart_campaign::actions::{ActionId, Args, action};
use wallchart_campaign::command::Command;
use wallchart_campaign::read::View;
use wallchart_campaign::roster::PutDown;
use wallchart_campaign::say;
use wallchart_plan::expanded::{Person, PersonRole, Shift};
use wallchart_plan::ids::{PersonId, RosterId};
use wallchart_plan::roster::Seat;
use wallchart_words::{Lang, ids, t};

use super::cmd::Way;
use super::field::Field;
use super::form::{Form, Input, Slot};
use super::layout;
use super::rows::{Key, Post};
use super::state::{Mode, State, Tab};
use crate::duty;

/// Who is in the seats of a post, role by role.
fn seated(view: &View, post: &Post) -> Vec<(PersonRole, u32, Vec<PersonId>)> {
    let plan = &view.campaign.plan;
    let places = || {
        let roster = plan.roster(&post.roster)?;
        let place = roster.post(&post.unit, post.item.as_deref())?;
        Some(view.campaign.seats(roster, place, roster.shift(post.start)?))
    };
    let seats = places().unwrap_or_default().into_iter();
    seats.map(|s| (s.role, s.need, s.people.into_iter().cloned().collect())).collect()
}

/// The people whom the unit of a post lists.
fn listed<'v>(view: &'v View, post: &Post) -> &'v [Person] {
    view.campaign.plan.unit(&post.unit).map(|u| u.people.as_slice()).unwrap_or_default()
}

/// What the form of a post asks for: the people of each role, and whether what stands against them is known.
pub(super) fn inputs(view: &View, post: &Post, lang: Lang) -> Vec<Input> {
    let seat = |(role, need, people): (PersonRole, u32, Vec<PersonId>)| {
        let label = t!(lang, ids::ROSTER_SEATS, role = t!(lang, say::person_role(role)), n = need);
        let mut input = Input::new(label, Slot::Seat(role), false);
        let names: Vec<&str> = people.iter().map(PersonId::as_str).collect();
        input.field = Field::new(names.join(" + "));
        input
    };
    let mut out: Vec<Input> = seated(view, post).into_iter().map(seat).collect();
    let mut anyway = Input::new(t!(lang, ids::ROSTER_ANYWAY), Slot::Anyway, false);
    anyway.choices = vec![t!(lang, ids::DASHBOARD_FORM_NO), t!(lang, ids::ROSTER_MEANT)];
    out.push(anyway);
    out
}

/// Opens the form of a post.
pub(super) fn open(state: &mut State, post: Post) {
    let Some(source) = &state.data.source else { return };
    let inputs = inputs(&source.view, &post, state.lang);
    let (action, post) = (ActionId::Fill, Some(post));
    let form = Form { action, tasks: Vec::new(), inputs, at: 0, error: None, post, play: None };
    state.mode = Mode::Form(Box::new(form));
}

/// Goes to the first gap of a roster.
pub(super) fn reveal(state: &mut State, roster: &RosterId) {
    let data = state.data.clone();
    let lacks = |(key, at): &(&Key, &Option<(usize, usize)>)| {
        let is_of = matches!(key, Key::Post(post) if post.roster == *roster);
        is_of && at.is_some_and(|at| data.has_gap(at))
    };
    let rows = data.keys(Tab::Roster).iter().zip(&data.posts);
    let Some((key, _)) = rows.into_iter().find(lacks) else { return };
    let page = layout::page(state, Tab::Roster);
    state.lists.roster.select(key, data.keys(Tab::Roster), page);
}

/// Goes to the first post of the next roster, or of the one before.
pub(super) fn step(state: &mut State, way: Way) {
    let data = state.data.clone();
    let keys = data.keys(Tab::Roster);
    let of = |key: &Key| match key {
        Key::Post(post) => Some(post.roster.clone()),
        _ => None,
    };
    let here = state.lists.roster.key.as_ref().and_then(of);
    let mut firsts: Vec<&Key> = keys.iter().filter(|key| of(key).is_some()).collect();
    firsts.dedup_by_key(|key| of(key));
    let at = firsts.iter().position(|key| of(key) == here).unwrap_or(0);
    let to = if way == Way::On { at + 1 } else { at.saturating_sub(1) };
    if let Some(key) = firsts.get(to) {
        let page = layout::page(state, Tab::Roster);
        state.lists.roster.select(key, keys, page);
    }
}

/// Which post it is, with its shift.
pub(crate) fn heading(view: &View, post: &Post) -> String {
    let roster = view.campaign.plan.roster(&post.roster);
    let shift = roster.and_then(|r| r.shift(post.start));
    let shift = shift.unwrap_or(Shift { start: post.start, end: post.start });
    let when = duty::shift(&view.calendar, shift);
    format!("{}  {when}  {}", post.roster, say::post(&post.unit, post.item.as_deref()))
}

/// Whom a text names, each with what they are in their unit.
pub(super) fn reading(view: &View, post: &Post, text: &str, lang: Lang) -> String {
    let known = listed(view, post);
    let one = |id: &PersonId| match known.iter().find(|p| p.id == *id) {
        Some(person) => {
            t!(
                lang,
                ids::ROSTER_PERSON,
                name = id.as_str(),
                role = t!(lang, say::person_role(person.role))
            )
        }
        None => t!(lang, ids::ROSTER_STRANGER, name = id.as_str()),
    };
    let people = duty::people(known, text);
    people.iter().map(one).collect::<Vec<_>>().join("  ")
}

/// The command of the form: only seats that are changed are filled.
pub(super) fn command(
    form: &Form,
    view: &View,
    post: &Post,
    lang: Lang,
) -> Result<Command, String> {
    let (mut args, before) = (Args::default(), seated(view, post));
    for input in &form.inputs {
        match input.slot {
            Slot::Anyway => args.anyway = input.chosen == 1,
            Slot::Seat(role) => {
                let people = duty::people(listed(view, post), input.field.text());
                if before.iter().any(|(known, _, there)| *known == role && *there == people) {
                    continue;
                }
                let Post { roster, start, unit, item } = post.clone();
                let seat = Seat { roster, unit, item, start, role };
                args.seats.push(PutDown { seat, people: Some(people) });
            }
            _ => {}
        }
    }
    let made = action(form.action).command(Default::default(), args);
    made.map_err(|_| t!(lang, ids::ROSTER_SAME))
}
