//! Duty rosters: their shifts from windows, their posts from units or lists, and who is planned for them.

use chrono::Days;

use super::{Expander, Window};
use crate::codes;
use crate::diagnostic::Diagnostic;
use crate::expanded::{Post, Roster, Shift, Unit};
use crate::grammar::Mistake;
use crate::grammar::people::people;
use crate::grammar::span::span;
use crate::grammar::time::{Clock, Due, daily, due, stretch};
use crate::ids::{PersonId, UnitId};
use crate::limits::{INSTANCES_MAX, OCCURRENCES_MAX};
use crate::names::{Found, Given, check_id, near};
use crate::report::{Sink, Trail, beyond};
use crate::roster::called;
use crate::source::Document;
use crate::source::schema::RosterSource;
use crate::source::value::Text;
use crate::time::{DAY_MIN, Instant, Span};

/// The line of `fill` for every unit without one of its own.
const EVERY: &str = "*";

impl Expander<'_> {
    /// Reads all rosters.
    pub(super) fn rosters(&mut self, documents: &[Document], sink: &mut Sink) {
        let mut given = Given::default();
        for document in documents {
            let root = Trail::root(document.file);
            let map = root.field("rosters");
            for (name, source) in document.plan.rosters.iter() {
                let trail = map.key(name);
                check_id(name, &trail, sink);
                if given.note(name, trail.name(), sink) {
                    let roster = self.roster(name, source, &trail, sink);
                    self.rosters.extend(roster);
                }
            }
        }
    }

    fn roster(
        &mut self,
        name: &Text,
        source: &RosterSource,
        trail: &Trail<'_>,
        sink: &mut Sink,
    ) -> Option<Roster> {
        let title = source.title.as_ref().unwrap_or(name);
        let title = self.book.vars.text(title, &trail.field("title"), sink);
        let needs: Vec<_> = source.needs.iter().copied().filter(|(_, n)| *n > 0).collect();
        if needs.is_empty() && !sink.is_blanked(&trail.field("needs")) {
            sink.push(Diagnostic::new(&codes::E026, trail.name()).with("field", "needs"));
        }
        let shifts = self.shifts(source, trail, sink);
        let mut posts = self.posts(source, trail, sink);
        self.plan(source, &mut posts, &trail.field("fill"), sink);
        let due = self.roster_due(source, trail, sink);
        let slots = shifts.len().saturating_mul(posts.len());
        if slots > INSTANCES_MAX {
            sink.push(beyond(trail.name(), "instances", slots, INSTANCES_MAX));
            return None;
        }
        let due = due.or(shifts.first().map(|s| s.start))?;
        let was = source.was.as_ref().map(|was| was.0.clone().into());
        Some(Roster { id: name.0.clone().into(), was, title, due, needs, shifts, posts })
    }

    fn roster_due(
        &mut self,
        source: &RosterSource,
        trail: &Trail<'_>,
        sink: &mut Sink,
    ) -> Option<Instant> {
        let text = source.due.as_ref()?;
        let trail = trail.field("due");
        if self.time.is_blank(text, &trail, sink) {
            return None;
        }
        match sink.check(&trail, due(text))? {
            Due::Point(point, roll) => {
                let end = self.time.point(point, &trail).end;
                Some(self.time.roll(end, roll, &trail))
            }
            Due::Window(name, by, roll) => {
                let window = self.time.window(&name, 0..name.len(), &trail, sink)?;
                let end = self.time.later(window.end, by, &trail);
                Some(self.time.roll(end, roll, &trail))
            }
            Due::After { at, .. } => {
                sink.mistake(&trail, Mistake::new(&codes::E040, at).with("text", &**text));
                None
            }
        }
    }

    /// The shifts, by time: the window, or its hours of each day, cut to length.
    fn shifts(&mut self, source: &RosterSource, trail: &Trail<'_>, sink: &mut Sink) -> Vec<Shift> {
        let Some(text) = &source.window else {
            if !sink.is_blanked(&trail.field("window")) {
                sink.push(Diagnostic::new(&codes::E026, trail.name()).with("field", "window"));
            }
            return Vec::new();
        };
        let Some(length) = length(source, trail, sink) else { return Vec::new() };
        let windows = self.on_duty(text, &trail.field("window"), sink);
        let minutes = |w: &Window| w.end.since(w.start);
        let length = length.unwrap_or(i64::MAX);
        let count = windows
            .iter()
            .map(|w| minutes(w).max(1).unsigned_abs().div_ceil(length.unsigned_abs()));
        let count = count
            .fold(0usize, |sum, n| sum.saturating_add(usize::try_from(n).unwrap_or(usize::MAX)));
        if count > OCCURRENCES_MAX {
            let place = trail.field("window").place();
            sink.push(beyond(place, "occurrences", count, OCCURRENCES_MAX));
            return Vec::new();
        }
        let mut out = Vec::with_capacity(count);
        for window in windows {
            let mut start = window.start;
            while start < window.end {
                let end = start.plus_min(length).min(window.end);
                out.push(Shift { start, end });
                start = end;
            }
        }
        out
    }

    /// The stretches of time to be covered.
    fn on_duty(&mut self, text: &Text, trail: &Trail<'_>, sink: &mut Sink) -> Vec<Window> {
        if self.time.is_blank(text, trail, sink) {
            return Vec::new();
        }
        let hours = daily(text);
        let days = hours.as_ref().map_or(&**text, |hours| hours.days);
        let Some(read) = sink.check(trail, stretch(days)) else { return Vec::new() };
        let Some(whole) = self.time.stretch(&read, 0, trail, sink) else { return Vec::new() };
        let Some(hours) = hours else { return vec![whole] };
        let last = self.time.work.end_date(whole.end);
        let first = self.time.work.date(whole.start);
        let dates = first.iter_days().take_while(|date| *date <= last).take(OCCURRENCES_MAX + 1);
        let of_day = |date: chrono::NaiveDate| {
            let next = date.checked_add_days(Days::new(u64::from(hours.to <= hours.from)));
            let at = |date, minutes| self.time.part(date, Some(Clock::At(minutes))).start;
            Window { start: at(date, hours.from), end: at(next.unwrap_or(date), hours.to) }
        };
        dates.map(of_day).collect()
    }

    /// Who has to man it: units, or the leads of a list's items.
    fn posts(&mut self, source: &RosterSource, trail: &Trail<'_>, sink: &mut Sink) -> Vec<Post> {
        let book = self.book;
        let id = |unit: u32| book.units.unit(unit).map(|u| u.id.clone());
        let post = |unit, item| Post { unit, item, fill: Vec::new() };
        if let Some(each) = &source.each {
            if !source.units.is_empty() {
                let found = Diagnostic::new(&codes::E054, trail.field("each").name());
                sink.push(found.with("field", "each").with("other", "units"));
            }
            let place = trail.field("each");
            let Some(fan) = self.lists.fan(each, &book.units, &place, sink) else {
                return Vec::new();
            };
            if fan.rows.iter().any(|row| row.owner.is_none()) && !fan.lacks_owner {
                sink.push(Diagnostic::new(&codes::E053, place.place()).with("name", &**each));
            }
            let item = |keys: &[Text]| keys.iter().map(|k| &**k).collect::<Vec<_>>().join(",");
            let rows = fan.rows.iter();
            return rows.filter_map(|r| Some(post(id(r.owner?)?, Some(item(&r.keys))))).collect();
        }
        if source.units.is_empty() && !sink.is_blanked(&trail.field("units")) {
            sink.push(Diagnostic::new(&codes::E026, trail.name()).with("field", "units"));
        }
        let list = trail.field("units");
        let mut out: Vec<Post> = Vec::new();
        for (i, name) in source.units.iter().enumerate() {
            let units = match book.units.many(name, &list.index(i), sink) {
                Some(Found::Unit(unit)) => vec![unit],
                Some(Found::Group(units)) => units.to_vec(),
                None => Vec::new(),
            };
            for unit in units.into_iter().filter_map(id) {
                if !out.iter().any(|p| p.unit == unit) {
                    out.push(post(unit, None));
                }
            }
        }
        out
    }

    /// Puts down who is planned: units with a line of their own by that, the others by the general one.
    fn plan(&self, source: &RosterSource, posts: &mut [Post], trail: &Trail<'_>, sink: &mut Sink) {
        let (general, own): (Vec<_>, Vec<_>) =
            source.fill.iter().partition(|(name, _)| &**name == EVERY);
        let mut named: Vec<UnitId> = Vec::new();
        for (name, text) in own {
            let trail = trail.key(name);
            let units = &self.book.units;
            let found = units.one(name, &trail, sink).and_then(|unit| units.unit(unit));
            let Some(unit) = found else { continue };
            if !posts.iter().any(|p| p.unit == unit.id) {
                let on_it = near(name, posts.iter().map(|p| p.unit.as_str()));
                let found = Diagnostic::new(&codes::E132, trail.name());
                sink.push(found.with("name", &**name).suggest(on_it));
            }
            let fill = self.people(unit, text, &trail, sink);
            named.push(unit.id.clone());
            for post in posts.iter_mut().filter(|p| p.unit == unit.id) {
                post.fill.clone_from(&fill);
            }
        }
        for (name, text) in general {
            let trail = trail.key(name);
            for (word, at) in people(text) {
                let mut units = posts.iter().filter_map(|p| self.unit_of(&p.unit));
                if !units.any(|unit| person(unit, word).is_some()) {
                    self.nobody(word, at, &trail, sink);
                }
            }
            for post in posts.iter_mut().filter(|p| !named.contains(&p.unit)) {
                let Some(unit) = self.unit_of(&post.unit) else { continue };
                post.fill = people(text).filter_map(|(word, _)| person(unit, word)).collect();
            }
        }
    }

    fn unit_of(&self, id: &UnitId) -> Option<&Unit> {
        self.book.units.list.iter().find(|u| u.id == *id)
    }

    /// The people of a unit that its own line names.
    fn people(
        &self,
        unit: &Unit,
        text: &Text,
        trail: &Trail<'_>,
        sink: &mut Sink,
    ) -> Vec<PersonId> {
        let mut out = Vec::new();
        for (word, at) in people(text) {
            match person(unit, word) {
                Some(id) if out.contains(&id) => {}
                Some(id) => out.push(id),
                None if self.book.units.has_person(word) => {
                    let found = Diagnostic::new(&codes::E130, trail.within(at));
                    let found = found.with("name", word).with("unit", unit.id.as_str());
                    sink.push(found.suggest(near(word, unit.people.iter().map(|p| p.id.as_str()))));
                }
                None => self.nobody(word, at, trail, sink),
            }
        }
        out
    }

    fn nobody(&self, word: &str, at: std::ops::Range<usize>, trail: &Trail<'_>, sink: &mut Sink) {
        let found = Diagnostic::new(&codes::E034, trail.within(at)).with("name", word);
        sink.push(found.suggest(near(word, self.book.units.people_names())));
    }
}

/// The length of a shift in minutes, if the roster has one; nothing and a diagnostic, where it is no length.
fn length(source: &RosterSource, trail: &Trail<'_>, sink: &mut Sink) -> Option<Option<i64>> {
    let Some(text) = &source.shifts else { return Some(None) };
    let trail = trail.field("shifts");
    let minutes = match sink.check(&trail, span(text))? {
        Span::Minutes(n) => n,
        Span::Days(n) => i64::from(n) * DAY_MIN,
        Span::WorkDays(_) => 0,
    };
    if minutes <= 0 {
        sink.push(Diagnostic::new(&codes::E131, trail.place()).with("text", &**text));
        return None;
    }
    Some(Some(minutes))
}

/// The person of a unit called so.
fn person(unit: &Unit, word: &str) -> Option<PersonId> {
    called(&unit.people, word).map(|p| p.id.clone())
}
