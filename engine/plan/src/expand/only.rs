//! Whether a task or a stream is made at all: `only`.

use std::ops::Range;

use super::Book;
use super::params::{Param, mark};
use crate::asks::order;
use crate::codes;
use crate::diagnostic::Diagnostic;
use crate::grammar::only::{How, Test, tests};
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
    let Some(read) = sink.check(&trail, tests(text)) else { return yes };
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
    // A var without its braces would be a word that is never the same as another.
    for test in &read {
        let left = text.get(test.left.clone()).unwrap_or_default();
        if is_param(left) || book.vars.get(left).is_some() {
            let at = trail.within(test.left.clone());
            let found = Diagnostic::new(&codes::E084, at).with("text", &**text);
            sink.push(found.suggest(Some(mark(left))));
            return yes;
        }
    }
    let mut all = Vec::with_capacity(read.len());
    for test in read {
        match put_in(text, &test, book, params) {
            Ok(only) => all.push(only),
            Err(at) => {
                sink.push(Diagnostic::new(&codes::E084, trail.within(at)).with("text", &**text));
                return yes;
            }
        }
    }
    all.iter().for_each(|only| chosen(only, params, &trail, sink));
    let mut all = all.into_iter();
    let Some(first) = all.next() else { return yes };
    let only = playbook::Only { also: all.collect(), ..first };
    match waits {
        true => Holds::AtStart(only),
        false => Holds::Is(only.holds(&str::to_owned)),
    }
}

/// A condition with vars put in; the bytes of what can't be compared.
fn put_in(
    text: &Text,
    test: &Test,
    book: &Book,
    params: &[Param],
) -> Result<playbook::Only, Range<usize>> {
    let names: Vec<Text> = params.iter().map(|param| param.name.clone()).collect();
    let marks: Vec<String> = names.iter().map(|name| mark(name)).collect();
    let value = |at: &Range<usize>| {
        let part = Text::from(text.get(at.clone()).unwrap_or_default());
        // What is wrong with its names has been said.
        let trail = Trail::root(0);
        let template = book.vars.template(&part, &names, &trail, &mut Sink::default());
        template.fill(|i| marks.get(i).map(String::as_str)).trim().to_owned()
    };
    let compare = match test.how {
        How::Than(compare) => Some(compare),
        How::Is | How::IsNot => None,
    };
    let only = playbook::Only {
        left: value(&test.left),
        is: test.how == How::Is,
        any: test.any.iter().map(value).collect(),
        compare,
        also: Vec::new(),
    };
    let Some(right) = test.any.first().filter(|_| compare.is_some()) else { return Ok(only) };
    // Only numbers and days have an order; what a parameter holds is known at the start.
    let is_known = |text: &String| {
        let param = params.iter().find(|param| text.contains(&mark(&param.name)));
        param.map_or(Some(text.as_str()), |param| param.is_ordered.then_some("")).map(str::to_owned)
    };
    let Some(left) = is_known(&only.left) else { return Err(test.left.clone()) };
    let Some(other) = only.any.first().and_then(is_known) else { return Err(right.clone()) };
    let fits = match (left.is_empty(), other.is_empty()) {
        (true, true) => true,
        (true, false) => order(&other, &other).is_some(),
        (false, true) => order(&left, &left).is_some(),
        (false, false) => order(&left, &other).is_some(),
    };
    if fits { Ok(only) } else { Err(right.clone()) }
}

/// Says which of the values a parameter that is chosen never has.
fn chosen(only: &playbook::Only, params: &[Param], trail: &Trail<'_>, sink: &mut Sink) {
    let param = params.iter().find(|param| mark(&param.name) == only.left);
    let Some(param) = param.filter(|param| !param.choices.is_empty()) else { return };
    let values = || param.choices.iter().map(|value| value.trim());
    let wrong = |value: &&String| !value.contains('{') && values().all(|v| v != value.as_str());
    for value in only.any.iter().filter(wrong) {
        let found = Diagnostic::new(&codes::E129, trail.place()).with("text", value.as_str());
        sink.push(found.with("name", &*param.name));
    }
}
