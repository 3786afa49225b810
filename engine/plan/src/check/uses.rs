//! What is registered and never used, or used once because of a slip of the pen.

use std::collections::{BTreeMap, BTreeSet};

use pinyin::ToPinyin;

use super::walk;
use crate::codes;
use crate::diagnostic::{Diagnostic, Place};
use crate::expand::Expander;
use crate::expanded::{Unit, UnitKind};
use crate::report::{Sink, Trail};
use crate::source::Document;
use crate::source::schema::UnitSource;
use crate::source::value::{GroupSource, Text};

/// Looks at every name. Only in a plan without mistakes: what is misspelt seems unused as well.
pub(super) fn uses(expander: &Expander<'_>, documents: &[Document], sink: &mut Sink) {
    let registry = Registry::new(expander, documents);
    registry.look_alikes(sink);
    registry.unused(sink);
    names(expander, documents, sink);
}

/// Units and groups as the files write them.
struct Registry<'a> {
    expander: &'a Expander<'a>,
    /// The lines of `units` in all files.
    lines: Vec<(usize, &'a Text, &'a UnitSource)>,
    /// The groups in all files, each with its file.
    groups: Vec<(usize, &'a Text, &'a GroupSource<UnitKind>)>,
    is_group_used: Vec<bool>,
    is_unit_used: Vec<bool>,
}

impl<'a> Registry<'a> {
    fn new(expander: &'a Expander<'a>, documents: &'a [Document]) -> Self {
        let units = &expander.book.units;
        let mut registry = Self {
            expander,
            lines: Vec::new(),
            groups: Vec::new(),
            is_group_used: Vec::new(),
            is_unit_used: (0..units.list.len()).map(|u| units.uses_of_unit(u) > 0).collect(),
        };
        for document in documents {
            let plan = &document.plan;
            registry.lines.extend(plan.units.iter().map(|(id, u)| (document.file, id, u)));
            registry.groups.extend(plan.groups.iter().map(|(id, g)| (document.file, id, g)));
        }
        let used = (0..registry.groups.len()).map(|g| units.uses_of_group(g) > 0);
        registry.is_group_used = used.collect();
        registry.spread();
        registry
    }

    /// What a group that is used holds is used as well, and so is what makes units.
    fn spread(&mut self) {
        let number: BTreeMap<&str, usize> =
            self.groups.iter().enumerate().map(|(i, (_, name, _))| (&***name, i)).collect();
        for each in self.lines.iter().filter_map(|(.., u)| u.each.as_ref()) {
            if let Some(used) = number.get(&**each).and_then(|g| self.is_group_used.get_mut(*g)) {
                *used = true;
            }
        }
        let mut open: Vec<usize> =
            (0..self.groups.len()).filter(|g| self.is_group_used.get(*g) == Some(&true)).collect();
        while let Some(group) = open.pop() {
            let Some((_, name, source)) = self.groups.get(group) else { continue };
            if let Some(crate::names::Found::Group(members)) =
                self.expander.book.units.look_up(name)
            {
                for unit in members {
                    if let Some(used) = self.is_unit_used.get_mut(*unit as usize) {
                        *used = true;
                    }
                }
            }
            let GroupSource::Names(names) = source else { continue };
            for inner in names.iter().filter_map(|n| number.get(&**n)) {
                if let Some(used) = self.is_group_used.get_mut(*inner)
                    && !*used
                {
                    *used = true;
                    open.push(*inner);
                }
            }
        }
    }

    fn place(file: usize, field: &'static str, name: &str) -> Place {
        let root = Trail::root(file);
        let map = root.field(field);
        map.key(name).name()
    }

    fn unused(&self, sink: &mut Sink) {
        let units = &self.expander.book.units;
        let mut is_line_used = vec![false; self.lines.len()];
        for (line, is_used) in units.line_of.iter().zip(&self.is_unit_used) {
            if let Some(slot) = is_line_used.get_mut(*line as usize) {
                *slot |= is_used;
            }
        }
        // What an unused group holds is unused because of the group, which is told.
        let mut held: BTreeSet<&str> = BTreeSet::new();
        let groups = self.groups.iter().zip(&self.is_group_used).filter(|(_, used)| !**used);
        for ((_, name, source), _) in groups.clone() {
            if let GroupSource::Names(names) = source {
                held.extend(names.iter().map(|n| &**n).filter(|n| *n != &***name));
            }
            if let Some(crate::names::Found::Group(members)) = units.look_up(name) {
                for line in members.iter().filter_map(|u| units.line_of.get(*u as usize)) {
                    if let Some(slot) = is_line_used.get_mut(*line as usize) {
                        *slot = true;
                    }
                }
            }
        }
        for ((file, name, _), _) in self.lines.iter().zip(is_line_used).filter(|(_, used)| !used) {
            sink.push(unused("unit", name, Self::place(*file, "units", name)));
        }
        for ((file, name, _), _) in groups.filter(|((_, name, _), _)| !held.contains(&***name)) {
            sink.push(unused("group", name, Self::place(*file, "groups", name)));
        }
    }

    /// Pairs of names that look like one.
    fn look_alikes(&self, sink: &mut Sink) {
        let units = &self.expander.book.units;
        let written: Vec<Named<'_>> = units
            .list
            .iter()
            .enumerate()
            .filter_map(|(i, unit)| {
                let (file, name, source) = self.lines.get(*units.line_of.get(i)? as usize)?;
                let uses = units.uses_of_unit(i);
                source.each.is_none().then_some(Named { file: *file, name, uses, unit: Some(unit) })
            })
            .collect();
        let told = self.prefixed(&written, sink);
        slips("unit", "units", &written, &told, sink);
        let mut inside: BTreeMap<&str, u32> = BTreeMap::new();
        for (.., source) in &self.groups {
            if let GroupSource::Names(names) = source {
                names.iter().for_each(|name| *inside.entry(name).or_default() += 1);
            }
        }
        let groups = self.groups.iter().enumerate().map(|(i, (file, name, _))| {
            let inside = inside.get(&***name).copied().unwrap_or_default();
            Named { file: *file, name, uses: units.uses_of_group(i) + inside, unit: None }
        });
        let groups: Vec<Named<'_>> = groups.collect();
        slips("group", "groups", &groups, &BTreeSet::new(), sink);
    }

    /// Units whose names differ by a place in front: 江城市市场监管局 and 市场监管局 (S5.17).
    fn prefixed<'n>(&self, units: &[Named<'n>], sink: &mut Sink) -> BTreeSet<&'n str> {
        let by_name: BTreeMap<&str, &Named<'_>> = units.iter().map(|u| (u.name, u)).collect();
        let city = self.expander.book.vars.get("city");
        let mut told = BTreeSet::new();
        for long in units {
            for (at, _) in long.name.char_indices().skip(1).take(PLACE_CHARS_MAX) {
                let (place, rest) = long.name.split_at(at);
                let is_place = place
                    .ends_with(['省', '市', '区', '县', '州', '盟', '旗', '镇', '乡'])
                    || Some(place) == city;
                let Some(short) = by_name.get(rest).filter(|_| is_place) else { continue };
                let (Some(a), Some(b)) = (long.unit, short.unit) else { continue };
                let is_over = |a: &Unit, b: &Unit| a.above.as_ref() == Some(&b.id);
                if a.kind == b.kind && rest.chars().count() >= 3 && !is_over(a, b) && !is_over(b, a)
                {
                    let found =
                        Diagnostic::new(&codes::W032, Self::place(long.file, "units", long.name));
                    let other = Self::place(short.file, "units", short.name);
                    let found = found.with("name", long.name).with("other", short.name);
                    sink.push(found.also(other, wallchart_words::ids::NOTE_OTHER));
                    told.extend([long.name, short.name]);
                }
            }
        }
        told
    }
}

/// The longest name of a place in front of a body's.
const PLACE_CHARS_MAX: usize = 6;

/// A name with how often the plan uses it.
struct Named<'a> {
    file: usize,
    name: &'a str,
    uses: u32,
    unit: Option<&'a Unit>,
}

/// Names used once that differ from one used more often as slips do: by a character of the same sound, or
/// by one left out.
fn slips(
    kind: &'static str,
    field: &'static str,
    names: &[Named<'_>],
    told: &BTreeSet<&str>,
    sink: &mut Sink,
) {
    let often: Vec<&Named<'_>> = names.iter().filter(|n| n.uses > 1).collect();
    let mut by_sound: BTreeMap<String, &Named<'_>> = BTreeMap::new();
    let mut by_gap: BTreeMap<String, &Named<'_>> = BTreeMap::new();
    for name in &often {
        by_sound.insert(sound(name.name), name);
        by_gap.insert(name.name.to_owned(), name);
        by_gap.extend(shortened(name.name).map(|short| (short, *name)));
    }
    for name in names.iter().filter(|n| n.uses == 1 && !told.contains(n.name)) {
        let other =
            by_sound.get(&sound(name.name)).or_else(|| by_gap.get(name.name)).or_else(|| {
                shortened(name.name)
                    .find_map(|short| by_gap.get(&short).filter(|o| o.name == short))
            });
        let kind_of = |n: &Named<'_>| n.unit.map(|u| u.kind);
        let Some(other) = other.filter(|o| kind_of(o) == kind_of(name)) else { continue };
        let place = Registry::place(name.file, field, name.name);
        let found = Diagnostic::new(&codes::W043, place).with("kind", kind).with("name", name.name);
        let found = found.with("other", other.name).suggest(Some(other.name.to_owned()));
        sink.push(found);
    }
}

/// How a name sounds, without tones.
fn sound(name: &str) -> String {
    let mut out = String::new();
    for c in name.chars() {
        match c.to_pinyin() {
            Some(syllable) => out.push_str(syllable.plain()),
            None => out.push(c),
        }
        out.push('\'');
    }
    out
}

/// The name with each of its characters left out in turn; nothing for names so short that this means little.
fn shortened(name: &str) -> impl Iterator<Item = String> + '_ {
    let is_long = name.chars().nth(3).is_some();
    name.char_indices().filter(move |_| is_long).map(|(at, c)| {
        let (before, after) = (name.get(..at), name.get(at + c.len_utf8()..));
        format!("{}{}", before.unwrap_or_default(), after.unwrap_or_default())
    })
}

fn unused(kind: &'static str, name: &str, place: Place) -> Diagnostic {
    Diagnostic::new(&codes::W042, place).with("kind", kind).with("name", name)
}

/// Lists, windows, vars, objectives and measures.
fn names(expander: &Expander<'_>, documents: &[Document], sink: &mut Sink) {
    let mut served: BTreeSet<&str> =
        expander.planned.iter().filter_map(|p| p.source.objective.as_deref()).collect();
    let mut by_streams: BTreeSet<String> = BTreeSet::new();
    walk::streams(documents, &mut |stream, _| {
        by_streams.extend(stream.source.objective.as_deref().map(str::to_owned));
    });
    served.extend(by_streams.iter().map(String::as_str));
    let targets = documents.iter().flat_map(|d| d.plan.targets.iter());
    let mut aimed_at: BTreeSet<&str> = targets.map(|(name, _)| &**name).collect();
    aimed_at.extend(expander.book.measures.summed().map(|(name, _)| name));
    let reported: BTreeMap<&str, bool> = expander.book.measures.reported().into_iter().collect();
    for document in documents {
        let root = Trail::root(document.file);
        let plan = &document.plan;
        let mut tell = |kind: &'static str, field: &'static str, name: &str| {
            let map = root.field(field);
            sink.push(unused(kind, name, map.key(name).name()));
        };
        for (name, _) in plan.lists.iter().filter(|(n, _)| !expander.lists.is_used(n)) {
            tell("list", "lists", name);
        }
        for (name, _) in plan.templates.iter().filter(|(n, _)| !expander.made.is_used(n)) {
            tell("template", "templates", name);
        }
        for (name, _) in plan.windows.iter().filter(|(n, _)| !expander.time.is_used(n)) {
            tell("window", "windows", name);
        }
        for (name, _) in plan.vars.iter().filter(|(n, _)| !expander.book.vars.is_used(n)) {
            tell("var", "vars", name);
        }
        for (name, _) in plan.objectives.iter().filter(|(n, _)| !served.contains(&**n)) {
            tell("objective", "objectives", name);
        }
        for (name, _) in plan.measures.iter().filter(|(n, _)| reported.get(&**n) == Some(&false)) {
            if !aimed_at.contains(&**name) {
                tell("measure", "measures", name);
            }
        }
        let map = root.field("targets");
        for (name, _) in plan.targets.iter().filter(|(n, _)| reported.get(&**n) == Some(&false)) {
            let found = Diagnostic::new(&codes::W044, map.key(name).name());
            sink.push(found.with("name", &**name).with("kind", "target"));
        }
    }
    let mut told = BTreeSet::new();
    for (name, place) in expander.book.measures.summed() {
        if reported.get(name) == Some(&false) && told.insert(name) {
            let found = Diagnostic::new(&codes::W044, place.clone());
            sink.push(found.with("name", name).with("kind", "sum"));
        }
    }
}
