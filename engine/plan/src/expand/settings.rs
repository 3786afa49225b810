//! What a task takes over from its streams and the defaults, each level laid over the one above.

use std::rc::Rc;

use crate::codes;
use crate::diagnostic::{Diagnostic, Place};
use crate::expanded::{Estimate, TaskKind};
use crate::grammar::remind::{Moment, moment};
use crate::grammar::span::{estimate, span};
use crate::ids::{ObjectiveId, PersonId};
use crate::names::{Found, near};
use crate::report::{Sink, Trail};
use crate::source::schema::{DefaultsSource, PlaybookSource, StreamSource, TaskSource};
use crate::source::value::{Entries, Switch, Text};
use crate::time::Span;

use super::Book;

/// Units named by a text, at once or once the keys are known.
#[derive(Debug, Clone)]
pub(crate) enum Who {
    /// These, and whether the name is a group's.
    Units(Rc<[u32]>),
    /// Whoever the text names when the keys are put in.
    Pattern(Rc<(Text, Place)>),
}

/// Whom a late task goes up to.
#[derive(Debug, Clone)]
pub(crate) enum UpTo {
    /// The leader in charge.
    Leader,
    /// A unit.
    Who(Who),
}

/// Everything that is taken over.
#[derive(Debug, Clone, Default)]
pub(crate) struct Settings {
    pub(crate) owner: Option<Who>,
    pub(crate) support: Rc<[Who]>,
    pub(crate) informed: Rc<[Who]>,
    pub(crate) proxy: Option<Who>,
    pub(crate) leader: Option<PersonId>,
    pub(crate) objective: Option<ObjectiveId>,
    pub(crate) kind: Option<TaskKind>,
    pub(crate) takes: Option<Estimate>,
    pub(crate) ack: Option<Span>,
    pub(crate) review: Option<Who>,
    pub(crate) remind: Rc<[Moment]>,
    pub(crate) escalate: Rc<[(Moment, UpTo)]>,
}

/// The fields of one level.
#[derive(Default)]
pub(crate) struct Level<'a> {
    owner: Option<&'a Text>,
    support: Option<&'a [Text]>,
    informed: Option<&'a [Text]>,
    proxy: Option<&'a Text>,
    leader: Option<&'a Text>,
    objective: Option<&'a Text>,
    kind: Option<TaskKind>,
    takes: Option<&'a Text>,
    ack: Option<&'a Switch>,
    review: Option<&'a Switch>,
    remind: Option<&'a [Text]>,
    escalate: Option<&'a Entries<Text>>,
}

impl<'a> From<&'a DefaultsSource> for Level<'a> {
    fn from(s: &'a DefaultsSource) -> Self {
        Level {
            leader: s.leader.as_ref(),
            takes: s.takes.as_ref(),
            ack: s.ack.as_ref(),
            review: s.review.as_ref(),
            remind: s.remind.as_deref(),
            escalate: s.escalate.as_ref(),
            ..Level::default()
        }
    }
}

impl<'a> From<&'a PlaybookSource> for Level<'a> {
    fn from(s: &'a PlaybookSource) -> Self {
        Level {
            ack: s.ack.as_ref(),
            review: s.review.as_ref(),
            remind: s.remind.as_deref(),
            escalate: s.escalate.as_ref(),
            ..Level::default()
        }
    }
}

macro_rules! whole_level {
    ($source:ty) => {
        impl<'a> From<&'a $source> for Level<'a> {
            fn from(s: &'a $source) -> Self {
                Level {
                    owner: s.owner.as_ref(),
                    support: s.support.as_deref(),
                    informed: s.informed.as_deref(),
                    proxy: s.proxy.as_ref(),
                    leader: s.leader.as_ref(),
                    objective: s.objective.as_ref(),
                    kind: s.kind,
                    takes: s.takes.as_ref(),
                    ack: s.ack.as_ref(),
                    review: s.review.as_ref(),
                    remind: s.remind.as_deref(),
                    escalate: s.escalate.as_ref(),
                }
            }
        }
    };
}
whole_level!(StreamSource);
whole_level!(TaskSource);

impl Settings {
    /// These settings with a level laid over them. `trail` is where the level stands.
    pub(crate) fn overlaid(
        &self,
        level: &Level<'_>,
        trail: &Trail<'_>,
        book: &Book,
        sink: &mut Sink,
    ) -> Self {
        let mut to = self.clone();
        if let Some(name) = level.owner {
            to.owner = one(name, &trail.field("owner"), book, sink);
        }
        if let Some(names) = level.support {
            to.support = several(names, &trail.field("support"), book, sink);
        }
        if let Some(names) = level.informed {
            to.informed = several(names, &trail.field("informed"), book, sink);
        }
        if let Some(name) = level.proxy {
            to.proxy = one(name, &trail.field("proxy"), book, sink);
        }
        if let Some(name) = level.leader {
            to.leader = person(name, &trail.field("leader"), book, sink);
        }
        if let Some(name) = level.objective {
            to.objective = objective(name, &trail.field("objective"), book, sink);
        }
        to.kind = level.kind.or(to.kind);
        if let Some(text) = level.takes {
            to.takes = sink.check(&trail.field("takes"), estimate(text));
        }
        match level.ack {
            Some(Switch::Off) => to.ack = None,
            Some(Switch::On(text)) => to.ack = sink.check(&trail.field("ack"), span(text)),
            None => {}
        }
        match level.review {
            Some(Switch::Off) => to.review = None,
            Some(Switch::On(name)) => to.review = one(name, &trail.field("review"), book, sink),
            None => {}
        }
        if let Some(texts) = level.remind {
            let list = trail.field("remind");
            let read = texts.iter().enumerate();
            to.remind = read.filter_map(|(i, t)| sink.check(&list.index(i), moment(t))).collect();
        }
        if let Some(entries) = level.escalate {
            to.escalate = escalations(entries, &trail.field("escalate"), book, sink);
        }
        to
    }
}

fn escalations(
    entries: &Entries<Text>,
    trail: &Trail<'_>,
    book: &Book,
    sink: &mut Sink,
) -> Rc<[(Moment, UpTo)]> {
    let mut out = Vec::new();
    for (when, to) in entries.iter() {
        let trail = trail.key(when);
        let moment = match moment(when) {
            Ok(moment) => moment,
            Err(mistake) => {
                let mut diagnostic = Diagnostic::new(mistake.code, trail.name());
                diagnostic.args = mistake.args;
                sink.push(diagnostic);
                continue;
            }
        };
        if **to == *"leader" {
            out.push((moment, UpTo::Leader));
        } else if let Some(who) = one(to, &trail, book, sink) {
            out.push((moment, UpTo::Who(who)));
        }
    }
    out.into()
}

/// Exactly one unit.
fn one(name: &Text, trail: &Trail<'_>, book: &Book, sink: &mut Sink) -> Option<Who> {
    match pattern(name, trail, book) {
        Ok(name) => book.units.one(&name, trail, sink).map(|unit| Who::Units([unit].into())),
        Err(who) => Some(who),
    }
}

/// Units and groups.
fn several(names: &[Text], trail: &Trail<'_>, book: &Book, sink: &mut Sink) -> Rc<[Who]> {
    let mut out = Vec::new();
    for (i, name) in names.iter().enumerate() {
        let trail = trail.index(i);
        match pattern(name, &trail, book) {
            Err(who) => out.push(who),
            Ok(name) => match book.units.many(&name, &trail, sink) {
                Some(Found::Unit(unit)) => out.push(Who::Units([unit].into())),
                Some(Found::Group(units)) => out.push(Who::Units(units.into())),
                None => {}
            },
        }
    }
    out.into()
}

/// The name with vars put in, or what waits for keys.
fn pattern(name: &Text, trail: &Trail<'_>, book: &Book) -> Result<Text, Who> {
    if !name.contains('{') {
        return Ok(name.clone());
    }
    let mut quiet = Sink::default();
    let filled = book.vars.text(name, trail, &mut quiet);
    if filled.contains('{') {
        return Err(Who::Pattern(Rc::new((name.clone(), trail.place()))));
    }
    Ok(Text::from(filled.as_str()))
}

fn person(name: &Text, trail: &Trail<'_>, book: &Book, sink: &mut Sink) -> Option<PersonId> {
    if book.units.has_person(name) {
        return Some(name.0.clone().into());
    }
    sink.push(
        Diagnostic::new(&codes::E034, trail.place())
            .with("name", &**name)
            .suggest(near(name, book.units.people_names())),
    );
    None
}

fn objective(name: &Text, trail: &Trail<'_>, book: &Book, sink: &mut Sink) -> Option<ObjectiveId> {
    if let Some((id, _)) = book.objectives.iter().find(|(id, _)| id.as_str() == &**name) {
        return Some(id.clone());
    }
    sink.push(
        Diagnostic::new(&codes::E036, trail.place())
            .with("name", &**name)
            .suggest(near(name, book.objectives.iter().map(|(id, _)| id.as_str()))),
    );
    None
}
