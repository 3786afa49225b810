//! Lists that name a thing twice or hold another number than their name says, and whole groups as support.

use std::collections::BTreeSet;

use super::walk;
use crate::codes;
use crate::diagnostic::Diagnostic;
use crate::expand::Expander;
use crate::names::Found;
use crate::prose;
use crate::report::{Sink, Trail};
use crate::source::Document;
use crate::source::schema::CampaignSource;
use crate::source::value::{GroupSource, ListSource, Text};

/// A group of so many units as support is worth a question: each must report before the lead can finish.
const WIDE: usize = 5;

/// Looks at every list.
pub(super) fn lists(expander: &Expander<'_>, documents: &[Document], sink: &mut Sink) {
    for document in documents {
        header(&document.plan, &Trail::root(document.file), sink);
    }
    walk::streams(documents, &mut |stream, trail| {
        let source = stream.source;
        for (field, list) in [
            ("support", &source.support),
            ("informed", &source.informed),
            ("remind", &source.remind),
        ] {
            twice(list.iter().flatten(), &trail.field(field), sink);
        }
        support(expander, &source.support, &trail.field("support"), sink);
    });
    walk::tasks(expander, &mut |planned, trail| {
        let source = planned.source;
        for (field, list) in [
            ("tags", &source.tags),
            ("needs", &source.needs),
            ("ask", &source.ask),
            ("steps", &source.steps),
            ("evidence", &source.evidence),
        ] {
            twice(list, &trail.field(field), sink);
        }
        for (field, list) in [
            ("support", &source.support),
            ("informed", &source.informed),
            ("remind", &source.remind),
        ] {
            twice(list.iter().flatten(), &trail.field(field), sink);
        }
        support(expander, &source.support, &trail.field("support"), sink);
    });
}

fn header(plan: &CampaignSource, root: &Trail<'_>, sink: &mut Sink) {
    for (field, list) in
        [("include", &plan.include), ("basis", &plan.basis), ("sponsors", &plan.sponsors)]
    {
        twice(list, &root.field(field), sink);
    }
    if let Some(defaults) = &plan.defaults {
        let trail = root.field("defaults");
        twice(defaults.remind.iter().flatten(), &trail.field("remind"), sink);
    }
    if let Some(notice) = &plan.notice {
        let trail = root.field("notice");
        twice(&notice.to, &trail.field("to"), sink);
        twice(&notice.cc, &trail.field("cc"), sink);
        twice(notice.annexes.iter().map(|a| a.title()), &trail.field("annexes"), sink);
    }
    let map = root.field("groups");
    for (name, group) in plan.groups.iter() {
        let trail = map.key(name);
        if let GroupSource::Names(names) = group {
            twice(names, &trail, sink);
            claimed(name, names.len(), &trail, sink);
        }
    }
    let map = root.field("lists");
    for (name, list) in plan.lists.iter() {
        let trail = map.key(name);
        let length = match list {
            ListSource::Plain(items) => items.len(),
            ListSource::Owned(items) => items.len(),
            ListSource::Spread(items) => {
                items.iter().for_each(|(item, units)| twice(units, &trail.key(item), sink));
                items.len()
            }
        };
        claimed(name, length, &trail, sink);
    }
}

/// Says so where a list holds another number of things than its name says.
fn claimed(name: &str, found: usize, trail: &Trail<'_>, sink: &mut Sink) {
    let Some((number, at)) = prose::claimed_by_name(name) else { return };
    if number as usize != found {
        let words = name.get(at).unwrap_or_default();
        let diagnostic = Diagnostic::new(&codes::W037, trail.name()).with("text", words);
        sink.push(diagnostic.with("found", found));
    }
}

/// Lists up to this size are searched for a repeated item one by one.
const SMALL: usize = 8;

/// Says so where a list holds an item twice.
fn twice<'a>(list: impl IntoIterator<Item = &'a Text>, trail: &Trail<'_>, sink: &mut Sink) {
    let list = list.into_iter();
    // Most lists hold one thing or none.
    if list.size_hint().1.is_some_and(|most| most < 2) {
        return;
    }
    let mut before: Vec<&Text> = Vec::new();
    let mut seen: BTreeSet<&str> = BTreeSet::new();
    for (i, item) in list.enumerate() {
        if before.len() == SMALL {
            seen.extend(before.iter().map(|b| &***b));
        }
        let is_new = match before.len() {
            0..SMALL => !before.contains(&item),
            _ => seen.insert(item),
        };
        if !is_new {
            let found = Diagnostic::new(&codes::W038, trail.index(i).place());
            sink.push(found.with("text", &**item));
        }
        before.push(item);
    }
}

/// Says so where a whole group supports.
fn support(expander: &Expander<'_>, names: &Option<Vec<Text>>, trail: &Trail<'_>, sink: &mut Sink) {
    for (i, name) in names.iter().flatten().enumerate() {
        let Some(Found::Group(units)) = expander.book.units.look_up(name) else { continue };
        if units.len() >= WIDE {
            let found = Diagnostic::new(&codes::W045, trail.index(i).place());
            sink.push(found.with("name", &**name).with("count", units.len()));
        }
    }
}
