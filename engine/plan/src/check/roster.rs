//! Duty rosters as planned: too few people, gaps, people on duty twice, annexes that name none.

use std::collections::BTreeSet;

use crate::codes;
use crate::diagnostic::{Diagnostic, Place};
use crate::expand::Expander;
use crate::expanded::Roster;
use crate::names::near;
use crate::report::{Sink, Trail};
use crate::roster::{doubles, duties, manned, missing};
use crate::source::Document;
use crate::source::schema::{AnnexSource, RosterSource};

/// Looks at every roster, and at the annexes that name one.
pub(super) fn rosters(expander: &Expander<'_>, documents: &[Document], sink: &mut Sink) {
    annexes(expander, documents, sink);
    for roster in &expander.rosters {
        let Some((file, source)) = written(roster, documents) else { continue };
        let root = Trail::root(file);
        let map = root.field("rosters");
        gaps(expander, roster, source, &map.key(roster.id.as_str()), sink);
    }
    twice(expander, documents, sink);
}

/// The lines of a roster, with their file.
fn written<'a>(roster: &Roster, documents: &'a [Document]) -> Option<(usize, &'a RosterSource)> {
    let all = documents.iter().flat_map(|d| d.plan.rosters.iter().map(|(id, r)| (d.file, id, r)));
    let mut named = all.filter(|(_, id, _)| ***id == *roster.id.as_str());
    named.next().map(|(file, _, source)| (file, source))
}

fn annexes(expander: &Expander<'_>, documents: &[Document], sink: &mut Sink) {
    for document in documents {
        let root = Trail::root(document.file);
        let notice = root.field("notice");
        let list = notice.field("annexes");
        let written = document.plan.notice.iter().flat_map(|n| &n.annexes).enumerate();
        for (i, annex) in written {
            let AnnexSource::Roster(name) = annex else { continue };
            let names = || expander.rosters.iter().map(|r| r.id.as_str());
            if !names().any(|id| id == &**name) {
                let found = Diagnostic::new(&codes::W065, list.index(i).place());
                sink.push(found.with("name", &**name).suggest(near(name, names())));
            }
        }
    }
}

/// Units that have too few people, and what a plan that names people leaves open. A roster that names
/// nobody is filled in by the units.
fn gaps(
    expander: &Expander<'_>,
    roster: &Roster,
    source: &RosterSource,
    trail: &Trail<'_>,
    sink: &mut Sink,
) {
    let mut seen = BTreeSet::new();
    for post in &roster.posts {
        let unit = expander.book.units.list.iter().find(|u| u.id == post.unit);
        let Some(unit) = unit.filter(|u| seen.insert(u.id.clone())) else { continue };
        let lacks = missing(&roster.needs, unit.people.iter().map(|p| p.role));
        let is_short = !lacks.is_empty();
        let seats = manned(&roster.needs, &unit.people, &post.fill, |_| None);
        let open: Vec<_> =
            seats.iter().filter(|s| s.lacks > 0).map(|s| (s.role, s.lacks)).collect();
        let (code, roles, place) = match (is_short, source.fill.is_empty()) {
            (true, _) => (&codes::W066, lacks, trail.field("needs").place()),
            (false, false) if !open.is_empty() => (&codes::W068, open, trail.field("fill").place()),
            _ => continue,
        };
        for (role, count) in roles {
            let role = serde_json::to_value(role).ok();
            let role = role.as_ref().and_then(|r| r.as_str()).unwrap_or_default().to_owned();
            let found = Diagnostic::new(code, place.clone()).with("unit", unit.id.as_str());
            let found = found.with("name", roster.id.as_str());
            sink.push(found.with("role", role).with("count", count));
        }
    }
}

/// People on duty twice at once. To answer for an item of a list is to be there for nobody else.
fn twice(expander: &Expander<'_>, documents: &[Document], sink: &mut Sink) {
    let mut told = BTreeSet::new();
    for (first, second) in doubles(duties(&expander.rosters, |_, post, _| &post.fill)) {
        if !told.insert((first.person, first.roster, second.roster)) {
            continue;
        }
        let place = |id: &crate::ids::RosterId| -> Option<Place> {
            let roster = expander.rosters.iter().find(|r| r.id == *id)?;
            let (file, _) = written(roster, documents)?;
            let root = Trail::root(file);
            Some(root.field("rosters").key(id.as_str()).field("fill").place())
        };
        let (Some(at), Some(other)) = (place(second.roster), place(first.roster)) else { continue };
        let found = Diagnostic::new(&codes::W067, at).with("name", first.person.as_str());
        let found = found.with("other", first.roster.as_str());
        sink.push(found.also(other, wallchart_words::ids::NOTE_OTHER));
    }
}
