//! Whether a task or a stream is made at all: `only`.

use super::Book;
use super::params::{Param, mark};
use crate::asks::same;
use crate::codes;
use crate::diagnostic::Diagnostic;
use crate::grammar::only::condition;
use crate::grammar::template::{Piece, pieces};
use crate::names::near;
use crate::playbook;
use crate::report::{Sink, Trail};
use crate::source::value::Text;

/// What a condition comes to.
#[derive(Debug, PartialEq)]
pub(super) enum Holds {
    /// It is known now.
    Is(bool),
    /// It names a parameter of the playbook.
    AtStart(playbook::Only),
}

/// Whether the condition holds; one that does not read, or names a var that isn't there, leaves nothing out.
pub(super) fn holds(
    only: Option<&Text>,
    book: &Book,
    params: &[Param],
    trail: &Trail<'_>,
    sink: &mut Sink,
) -> Holds {
    let yes = Holds::Is(true);
    let Some(text) = only else { return yes };
    let trail = trail.field("only");
    let Some(read) = sink.check(&trail, condition(text)) else { return yes };
    let is_param = |name: &str| params.iter().any(|param| *param.name == *name);
    let mut waits = false;
    for piece in pieces(text) {
        let Piece::Name(name, at) = piece else { continue };
        waits |= is_param(name);
        if !is_param(name) && book.vars.get(name).is_none() {
            let names = book.vars.order.iter().chain(params.iter().map(|p| &p.name));
            let near = near(name, names.map(|name| &**name));
            let found = Diagnostic::new(&codes::E085, trail.within(at)).with("name", name);
            sink.push(found.suggest(near.map(|near| mark(&near.name))));
            return yes;
        }
    }
    let left = text.get(read.left.clone()).unwrap_or_default();
    // A var without its braces would be a word that is never the same as another.
    if is_param(left) || book.vars.get(left).is_some() {
        let found = Diagnostic::new(&codes::E084, trail.within(read.left)).with("text", &**text);
        sink.push(found.suggest(Some(mark(left))));
        return yes;
    }
    let names: Vec<Text> = params.iter().map(|param| param.name.clone()).collect();
    let marks: Vec<String> = names.iter().map(|name| mark(name)).collect();
    let value = |at: std::ops::Range<usize>| {
        let part = Text::from(text.get(at).unwrap_or_default());
        let template = book.vars.template(&part, &names, &trail, &mut Sink::default());
        template.fill(|i| marks.get(i).map(String::as_str)).trim().to_owned()
    };
    let only = playbook::Only {
        left: value(read.left),
        is: read.is_one,
        any: read.any.into_iter().map(value).collect(),
    };
    let chosen = params.iter().find(|param| mark(&param.name) == only.left);
    if let Some(param) = chosen.filter(|param| !param.choices.is_empty()) {
        let values = || param.choices.iter().map(|value| value.trim());
        let wrong = |value: &&String| !value.contains('{') && values().all(|v| v != value.as_str());
        for value in only.any.iter().filter(wrong) {
            let found = Diagnostic::new(&codes::E129, trail.place()).with("text", value.as_str());
            sink.push(found.with("name", &*param.name));
        }
    }
    match waits {
        true => Holds::AtStart(only),
        false => Holds::Is(only.any.iter().any(|right| same(&only.left, right)) == only.is),
    }
}
