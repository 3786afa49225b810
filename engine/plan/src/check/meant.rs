//! Names that nothing uses, near a name that is nowhere: it may be the definition that is misspelt.

use std::collections::BTreeSet;

use wallchart_words::{Value, ids};

use crate::codes;
use crate::diagnostic::{Diagnostic, Note, Place};
use crate::expand::Expander;
use crate::limits::SUGGESTIONS_MAX;
use crate::names::Found;
use crate::report::{Sink, Trail};
use crate::source::Document;
use crate::source::value::{GroupSource, Text};

/// So many definitions are named, all of them as near.
const NAMED: usize = 3;

/// What a name is given to.
#[derive(Debug, Clone, Copy, PartialEq)]
enum Kind {
    Unit,
    Group,
    List,
    Task,
    Window,
    Measure,
    Objective,
}

/// A name that nothing uses, with where it is given.
struct Unused<'a> {
    kind: Kind,
    name: &'a str,
    place: Place,
}

/// Adds to each name that is nowhere where a near one is given that nothing uses.
pub(super) fn meant(expander: &Expander<'_>, documents: &[Document], sink: &mut Sink) {
    let mut unused: Option<Vec<Unused<'_>>> = None;
    let mut searches = 0;
    sink.amend(|found| {
        empty(found, documents);
        let kinds = kinds(found);
        let name = found.args.iter().find(|(name, _)| *name == "name");
        let Some((_, Value::Text(name))) = name.filter(|_| !kinds.is_empty()) else { return };
        searches += 1;
        if searches > SUGGESTIONS_MAX {
            return;
        }
        let name = name.clone();
        let unused = unused.get_or_insert_with(|| all_unused(expander, documents));
        let near = unused.iter().filter(|u| kinds.contains(&u.kind));
        let mut near: Vec<(usize, &Unused<'_>)> =
            near.filter_map(|u| Some((distance(&name, u.name)?, u))).collect();
        near.sort_by_key(|(distance, _)| *distance);
        let least = near.first().map(|(distance, _)| *distance);
        let nearest = near.iter().take_while(|(distance, _)| Some(*distance) == least);
        found.related.extend(nearest.take(NAMED).map(|(_, u)| {
            let args = vec![("name", u.name.into())];
            (u.place.clone(), Note { message: ids::NOTE_NEAR, args })
        }));
    });
}

/// Adds to a fan-out over nothing where the group or list is that it names.
fn empty(found: &mut Diagnostic, documents: &[Document]) {
    let name = found.args.iter().find(|(name, _)| *name == "name");
    let Some((_, Value::Text(name))) = name.filter(|_| found.code.name == codes::E052.name) else {
        return;
    };
    for document in documents {
        let root = Trail::root(document.file);
        for (field, is_given) in [
            ("groups", document.plan.groups.iter().any(|(n, _)| **n == **name)),
            ("lists", document.plan.lists.iter().any(|(n, _)| **n == **name)),
        ] {
            if is_given {
                let args = vec![("name", name.as_str().into())];
                let place = root.field(field).key(name).name();
                found.related.push((place, Note { message: ids::NOTE_GIVEN, args }));
                return;
            }
        }
    }
}

/// What the name that a diagnostic misses could have been given to.
fn kinds(found: &Diagnostic) -> &'static [Kind] {
    match found.code.name {
        name if name == codes::E030.name || name == codes::E068.name => &[Kind::Unit, Kind::Group],
        name if name == codes::E031.name => &[Kind::List, Kind::Group],
        name if name == codes::E032.name => &[Kind::Task],
        name if name == codes::E033.name => &[Kind::Window],
        name if name == codes::E035.name => &[Kind::Measure],
        name if name == codes::E036.name => &[Kind::Objective],
        name if name == codes::E037.name => &[Kind::Group],
        _ => &[],
    }
}

/// How many slips lie between the names, if a few at most.
fn distance(missed: &str, given: &str) -> Option<usize> {
    let length = missed.chars().count().max(given.chars().count());
    let distance = strsim::osa_distance(missed, given);
    (distance <= (length / 3).max(1) && distance < length).then_some(distance)
}

fn all_unused<'a>(expander: &Expander<'a>, documents: &'a [Document]) -> Vec<Unused<'a>> {
    let mut out = Vec::new();
    let used = used(expander, documents);
    let is_used = |kind: Kind, name: &str| match kind {
        Kind::Unit | Kind::Group => used.units.contains(name) || is_named(expander, name),
        Kind::List => expander.lists.is_used(name),
        Kind::Window => expander.time.is_used(name),
        Kind::Measure => used.measures.contains(name),
        Kind::Objective => used.objectives.contains(name),
        Kind::Task => used.tasks.contains(name),
    };
    for document in documents {
        let root = Trail::root(document.file);
        let plan = &document.plan;
        let mut add = |kind: Kind, field: &'static str, name: &'a Text| {
            if !is_used(kind, name) {
                let place = root.field(field).key(name).name();
                out.push(Unused { kind, name, place });
            }
        };
        plan.units.iter().for_each(|(name, _)| add(Kind::Unit, "units", name));
        plan.groups.iter().for_each(|(name, _)| add(Kind::Group, "groups", name));
        plan.lists.iter().for_each(|(name, _)| add(Kind::List, "lists", name));
        plan.windows.iter().for_each(|(name, _)| add(Kind::Window, "windows", name));
        plan.measures.iter().for_each(|(name, _)| add(Kind::Measure, "measures", name));
        plan.objectives.iter().for_each(|(name, _)| add(Kind::Objective, "objectives", name));
    }
    generated(expander, documents, &mut out);
    super::walk::tasks(expander, &mut |planned, trail| {
        if !is_used(Kind::Task, planned.id) {
            out.push(Unused { kind: Kind::Task, name: planned.id, place: trail.name() });
        }
    });
    out
}

/// Units that a line makes, at the line's own name.
fn generated<'a>(expander: &Expander<'a>, documents: &'a [Document], out: &mut Vec<Unused<'a>>) {
    let units = &expander.book.units;
    let lines: Vec<_> = documents
        .iter()
        .flat_map(|d| d.plan.units.iter().map(move |(name, source)| (d.file, name, source)))
        .collect();
    for (number, (unit, line)) in units.list.iter().zip(&units.line_of).enumerate() {
        let Some((file, name, source)) = lines.get(*line as usize) else { continue };
        if source.each.is_some() && units.uses_of_unit(number) == 0 {
            let place = Trail::root(*file).field("units").key(name).name();
            out.push(Unused { kind: Kind::Unit, name: unit.id.as_str(), place });
        }
    }
}

/// Whether the plan names the unit or group outside of groups.
fn is_named(expander: &Expander<'_>, name: &str) -> bool {
    let units = &expander.book.units;
    match units.look_up(name) {
        Some(Found::Unit(unit)) => units.uses_of_unit(unit as usize) > 0,
        Some(Found::Group(_)) => {
            let number = units.groups.iter().position(|g| g.id.as_str() == name);
            number.is_some_and(|number| units.uses_of_group(number) > 0)
        }
        None => false,
    }
}

/// Names that are used where no count is kept of them.
#[derive(Default)]
struct Used<'a> {
    units: BTreeSet<&'a str>,
    measures: BTreeSet<&'a str>,
    objectives: BTreeSet<&'a str>,
    tasks: BTreeSet<&'a str>,
}

fn used<'a>(expander: &'a Expander<'_>, documents: &'a [Document]) -> Used<'a> {
    let mut used = Used::default();
    for document in documents {
        for (_, group) in document.plan.groups.iter() {
            if let GroupSource::Names(names) = group {
                used.units.extend(names.iter().map(|n| &**n));
            }
        }
        used.units.extend(document.plan.units.iter().filter_map(|(_, u)| u.each.as_deref()));
        used.measures.extend(document.plan.targets.iter().map(|(name, _)| &**name));
    }
    used.measures.extend(expander.book.measures.summed().map(|(name, _)| name));
    let reported = expander.book.measures.reported().into_iter();
    used.measures.extend(reported.filter(|(_, is)| *is).map(|(name, _)| name));
    used.objectives
        .extend(expander.tasks.iter().filter_map(|t| t.objective.as_ref()).map(|o| o.as_str()));
    let waited = super::waited_for(expander).into_iter().zip(&expander.tasks);
    used.tasks.extend(waited.filter(|(is, _)| *is).map(|(_, task)| task.task.as_str()));
    used
}
