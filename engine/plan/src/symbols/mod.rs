//! Names in plan files: where each is given, where it is used, and what may be written at a place.
//!
//! Read from the syntax tree alone, file by file, so that it holds of text that no plan can be made of yet.
//! [`names`] lists the names of a file, [`Book`] joins those of a plan's files, [`expected`] says what belongs
//! at a place while somebody types there, `changes` turns a fix into bytes. What a field holds is said once,
//! in `table.rs`; a field that stands there in no row holds words of the office's own.

mod book;
mod expected;
mod index;
mod table;
#[cfg(test)]
mod tests;

pub use book::{Book, Found};
pub use expected::{Expected, FieldForm, What, expected};
pub use index::{Name, Role, fields_of, names, struct_names};
pub use table::{Kind, Sentence};

use std::ops::Range;

use crate::diagnostic::Edit;
use crate::syntax::Parsed;

/// The bytes that an edit changes and what is put there; `None` where the text says something else than the
/// edit expects.
pub fn change(parsed: &Parsed, edit: &Edit) -> Option<(Range<usize>, String)> {
    crate::fixing::change(parsed, edit)
}

/// The path, from the plan's folder, of what the file `from` names `relative`; `None` where that leads out.
pub fn joined(from: &str, relative: &str) -> Option<String> {
    crate::sources::join(from, relative)
}

/// What a name may not be, if it may not: a diagnostic without a place worth showing.
pub fn refused(name: &str) -> Option<crate::Diagnostic> {
    let mut sink = crate::report::Sink::default();
    crate::names::check_id(name, &crate::report::Trail::root(0), &mut sink);
    sink.into_list().pop()
}

/// What a file calls itself: `Campaign`, `Calendar`.
pub fn root_name(parsed: &Parsed) -> Option<&str> {
    parsed.root().and_then(|root| root.name())
}
