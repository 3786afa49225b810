//! Outcomes that a task may have, and tasks that are only needed after one of them.

use std::collections::BTreeMap;
use std::ops::Range;

use super::Planned;
use super::link::{Linker, Made, ON_OUTCOME};
use crate::codes;
use crate::diagnostic::{Diagnostic, Put};
use crate::expanded::{Join, LinkKind, WhenOutcome};
use crate::grammar::need::Sentence;
use crate::grammar::outcome::condition;
use crate::names::near;
use crate::report::{Sink, Trail};
use crate::source::value::Text;
use crate::time::Span;

/// The outcomes that a task lists, each once.
pub(super) fn outcomes(texts: &[Text], trail: &Trail<'_>, sink: &mut Sink) -> Vec<String> {
    let mut out: Vec<String> = Vec::new();
    for (i, text) in texts.iter().enumerate() {
        let trail = trail.index(i);
        crate::names::check_filled(text, &trail, sink);
        let name = text.trim();
        if out.iter().any(|known| known == name) {
            let found = Diagnostic::new(&codes::E024, trail.place()).with("name", name);
            sink.push(found.fix_at(trail.place(), Put::Nothing, true));
            continue;
        }
        out.push(name.to_owned());
    }
    out
}

/// Says which of the outcomes that are waited for a task doesn't have.
pub(super) fn known(
    any: &[(String, Range<usize>)],
    of: &Planned<'_>,
    trail: &Trail<'_>,
    sink: &mut Sink,
) {
    let known: Vec<&str> = of.source.outcomes.iter().map(|outcome| outcome.trim()).collect();
    for (name, at) in any.iter().filter(|(name, _)| !known.contains(&name.as_str())) {
        let found = Diagnostic::new(&codes::E119, trail.within(at.clone()))
            .with("name", name.as_str())
            .with("task", &**of.id)
            .with("kind", if known.is_empty() { "none" } else { "other" })
            .with("known", known.join("、"));
        sink.push(found.suggest(near(name, known.iter().copied())));
    }
}

impl Linker<'_, '_> {
    /// Reads `when_outcome`: by instance, what it waits for. The links that it makes are added to `needs`.
    pub(super) fn condition(
        &self,
        made: &mut Made,
        sink: &mut Sink,
    ) -> BTreeMap<usize, WhenOutcome> {
        let mut out = BTreeMap::new();
        let Some(read) = sink.check(self.trail, condition(self.text)) else { return out };
        let target = read.on;
        let Some(other) = self.find(&target, sink) else { return out };
        known(&read.any, other, self.trail, sink);
        let (name, at) = (target.task.clone(), target.at.clone());
        let sentence = Sentence {
            join: Join::All,
            kind: LinkKind::FinishStart,
            targets: vec![target],
            lag: Span::ZERO,
            count_at: None,
        };
        let before = made.needs.len();
        self.link(&sentence, ON_OUTCOME, made, sink);
        let any: Vec<String> = read.any.into_iter().map(|(name, _)| name).collect();
        let mut several = 0;
        for (instance, _, need) in made.needs.get(before..).unwrap_or_default() {
            match need.links.as_slice() {
                [link] => {
                    out.insert(*instance, WhenOutcome { on: link.on, any: any.clone() });
                }
                links => several = several.max(links.len()),
            }
        }
        if several > 0 {
            let found = Diagnostic::new(&codes::E120, self.trail.within(at));
            sink.push(found.with("name", name).with("found", several));
        }
        out
    }
}
