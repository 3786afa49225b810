//! Whether a task or a stream is made at all: `only`.

use super::Book;
use crate::asks::yes;
use crate::codes;
use crate::diagnostic::Diagnostic;
use crate::grammar::only::condition;
use crate::grammar::template::{Piece, pieces};
use crate::names::near;
use crate::report::{Sink, Trail};
use crate::source::value::Text;

/// Whether the condition holds; one that does not read, or names a var that isn't there, leaves nothing out.
pub(super) fn holds(only: Option<&Text>, book: &Book, trail: &Trail<'_>, sink: &mut Sink) -> bool {
    let Some(text) = only else { return true };
    let trail = trail.field("only");
    let Some(read) = sink.check(&trail, condition(text)) else { return true };
    let names = || book.vars.order.iter().map(|name| &**name);
    for piece in pieces(text) {
        let Piece::Name(name, at) = piece else { continue };
        if book.vars.get(name).is_none() {
            let found = Diagnostic::new(&codes::E085, trail.within(at)).with("name", name);
            sink.push(found.suggest(near(name, names()).map(|near| format!("{{{}}}", near.name))));
            return true;
        }
    }
    let left = text.get(read.left.clone()).unwrap_or_default();
    // A var without its braces would be a word that is never the same as another.
    if book.vars.get(left).is_some() {
        let found = Diagnostic::new(&codes::E084, trail.within(read.left)).with("text", &**text);
        sink.push(found.suggest(Some(format!("{{{left}}}"))));
        return true;
    }
    let value = |at: std::ops::Range<usize>| {
        let part = Text::from(text.get(at).unwrap_or_default());
        book.vars.text(&part, &trail, &mut Sink::default()).trim().to_owned()
    };
    let left = value(read.left);
    let is_same =
        |right: String| left == right || yes(&left).is_some_and(|l| yes(&right) == Some(l));
    read.any.into_iter().any(|at| is_same(value(at))) == read.is_one
}
