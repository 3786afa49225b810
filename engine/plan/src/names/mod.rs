//! Everything in a plan that can be named, found by name.

mod lists;
mod near;
mod units;
mod vars;

pub(crate) use lists::{Fan, Lists, Row};
pub(crate) use near::near;
pub(crate) use units::{Found, Units};
pub(crate) use vars::{Part, Template, Vars};

use std::collections::BTreeMap;

use crate::codes;
use crate::diagnostic::{Diagnostic, Place};
use crate::report::{Sink, Trail};
use crate::source::value::Text;
use wallchart_words::ids;

/// Where each name of one kind was first given.
#[derive(Debug, Default)]
pub(crate) struct Given(BTreeMap<Text, Place>);

impl Given {
    /// Notes a name; says so where it was given before.
    pub(crate) fn note(&mut self, name: &Text, place: Place, sink: &mut Sink) -> bool {
        if let Some(first) = self.0.get(name) {
            sink.push(
                Diagnostic::new(&codes::E025, place)
                    .with("name", &**name)
                    .also(first.clone(), ids::NOTE_FIRST),
            );
            return false;
        }
        self.0.insert(name.clone(), place);
        true
    }
}

/// Says so where an id holds a mark that sentences give another meaning.
pub(crate) fn check_id(id: &str, trail: &Trail<'_>, sink: &mut Sink) -> bool {
    let bad = id.chars().find(|c| c.is_whitespace() || c.is_control() || "@|>[{,".contains(*c));
    if bad.is_none() && !id.is_empty() {
        return true;
    }
    sink.push(
        Diagnostic::new(&codes::E065, trail.name())
            .with("name", id)
            .with("mark", bad.map(String::from).unwrap_or_default()),
    );
    false
}
