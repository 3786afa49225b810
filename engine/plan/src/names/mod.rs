//! Everything in a plan that can be named, found by name.

mod lists;
mod near;
mod units;
mod vars;

pub(crate) use lists::{Fan, Lists, Row};
pub(crate) use near::sound_alike;
pub use near::{Near, near};
pub(crate) use units::{Found, Units};
pub(crate) use vars::{Part, Template, Vars};

use std::collections::BTreeMap;

use crate::codes;
use crate::diagnostic::{Diagnostic, Place, Put};
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

    /// Where the name was first given.
    pub(crate) fn place(&self, name: &str) -> Option<Place> {
        self.0.get(name).cloned()
    }
}

/// Says so where a text was left empty.
pub(crate) fn check_filled(text: &str, trail: &Trail<'_>, sink: &mut Sink) {
    if text.trim().is_empty() {
        let found = Diagnostic::new(&codes::E050, trail.place());
        sink.push(found.with("kind", "empty").with("text", ""));
    }
}

/// Says so where a name that no sentence holds is empty.
pub(crate) fn check_name(name: &str, trail: &Trail<'_>, sink: &mut Sink) {
    if name.trim().is_empty() {
        check_id("", trail, sink);
    }
}

/// Says so where an id holds a mark that sentences give another meaning.
pub(crate) fn check_id(id: &str, trail: &Trail<'_>, sink: &mut Sink) -> bool {
    let Some((kind, mark)) = fault(id) else { return true };
    bad_name(id, kind, mark, trail, sink);
    false
}

/// What is wrong with a name, if it can't be one: of what kind, and the mark.
fn fault(id: &str) -> Option<(&'static str, String)> {
    let hidden = |c: &char| wallchart_words::safe(c.encode_utf8(&mut [0; 4])) != c.to_string();
    if id.is_empty() {
        Some(("empty", String::new()))
    } else if let Some(c) = id.chars().find(|c| hidden(c) || is_unseen(*c)) {
        Some(("hidden", format!("U+{:04X}", u32::from(c))))
    } else if let Some(c) = id.chars().find(|c| c.is_whitespace() || "@|>[{,".contains(*c)) {
        Some(("mark", c.to_string()))
    } else if id.chars().any(is_combining) {
        Some(("split", String::new()))
    } else {
        None
    }
}

/// Says so where a name holds what it can't, and offers it without blanks.
pub(crate) fn bad_name(
    id: &str,
    kind: &'static str,
    mark: String,
    trail: &Trail<'_>,
    sink: &mut Sink,
) {
    let mut found = Diagnostic::new(&codes::E065, trail.name()).with("name", id);
    if kind == "mark" && mark.chars().all(char::is_whitespace) {
        let put = unspaced(id);
        // What is no name either would be told again.
        if fault(&put).is_none() {
            found = found.suggest(Some(put.clone()));
            found = found.fix_with(Put::Words { was: Some(id.to_owned()), put }, true);
            sink.spaced(id);
        }
    }
    sink.push(found.with("mark", mark).with("kind", kind));
}

/// A name without its blanks: hyphens stand for them between letters and digits of ASCII.
pub(crate) fn unspaced(name: &str) -> String {
    let words: Vec<&str> = name.split_whitespace().collect();
    let mut out = String::with_capacity(name.len());
    for word in words {
        let ends = out.chars().next_back().is_some_and(|c| c.is_ascii_alphanumeric());
        if ends && word.starts_with(|c: char| c.is_ascii_alphanumeric()) {
            out.push('-');
        }
        out.push_str(word);
    }
    out
}

/// Characters that take no room and are no control characters either: joiners, selectors, tags, soft
/// hyphens.
fn is_unseen(c: char) -> bool {
    matches!(c,
        '\u{ad}' | '\u{34f}' | '\u{61c}' | '\u{115f}' | '\u{1160}' | '\u{17b4}' | '\u{17b5}'
        | '\u{180b}'..='\u{180f}' | '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}'
        | '\u{2060}'..='\u{206f}' | '\u{3164}' | '\u{fe00}'..='\u{fe0f}' | '\u{feff}'
        | '\u{ffa0}' | '\u{fff0}'..='\u{fffb}' | '\u{1d173}'..='\u{1d17a}'
        | '\u{e0000}'..='\u{e0fff}')
}

/// Marks that go on to the letter in front, so that one name may be written in two ways. Letters of
/// Latin, Greek and Cyrillic have characters of their own that hold the mark.
fn is_combining(c: char) -> bool {
    matches!(c, '\u{300}'..='\u{36f}' | '\u{1ab0}'..='\u{1aff}' | '\u{1dc0}'..='\u{1dff}')
}
