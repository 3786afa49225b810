//! Coverage: how much of a task's fan-out is enough.

use std::collections::BTreeMap;

use crate::codes;
use crate::diagnostic::Diagnostic;
use crate::expanded::{Cover, Join};
use crate::grammar::cover::enough;
use crate::names::{Fan, near};
use crate::report::{Sink, Trail};
use crate::source::value::Text;

/// Reads `cover`: each sentence names one of the dimensions that the task fans out over.
pub(super) fn covers(texts: &[Text], fan: &Fan, list: &Trail<'_>, sink: &mut Sink) -> Vec<Cover> {
    let mut out = Vec::new();
    for (i, text) in texts.iter().enumerate() {
        let trail = list.index(i);
        let Some(read) = sink.check(&trail, enough(text)) else { continue };
        let named = fan.slots.iter().position(|slot| **slot == *read.of);
        let Some((at, of)) = named.and_then(|at| Some((at, fan.dimensions.get(at)?))) else {
            // A fan-out that could not be read has been told of.
            if !(fan.rows.is_empty() && fan.dimensions.is_empty() && sink.has_errors()) {
                let found = Diagnostic::new(&codes::E139, trail.within(read.at));
                let known = fan.slots.iter().map(|slot| &**slot);
                let found = found.with("name", read.of.as_str());
                sink.push(found.suggest(near(&read.of, known)));
            }
            continue;
        };
        let mut groups: BTreeMap<Vec<&Text>, usize> = BTreeMap::new();
        for row in &fan.rows {
            let others = row.keys.iter().enumerate().filter(|(n, _)| *n != at);
            *groups.entry(others.map(|(_, key)| key).collect()).or_default() += 1;
        }
        let most = groups.values().copied().max().unwrap_or_default();
        if let (Join::AtLeast(count), Some(place)) = (read.join, &read.count_at)
            && usize::try_from(count).unwrap_or(usize::MAX) > most
            && most > 0
        {
            let found = Diagnostic::new(&codes::E048, trail.within(place.clone()));
            sink.push(found.with("count", count).with("found", most).with("where", "cover"));
            continue;
        }
        out.push(Cover { of: of.clone(), join: read.join });
    }
    out
}
