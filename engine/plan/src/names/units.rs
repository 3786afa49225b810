//! Units, the units that a line generates, and groups of them.

use std::cell::Cell;
use std::collections::{BTreeMap, BTreeSet};

use super::vars::Template;
use super::{Given, Near, Vars, check_filled, check_id, check_name, near};
use crate::codes;
use crate::diagnostic::Diagnostic;
use crate::expanded::{Group, Person, PersonRole, Unit, UnitKind};
use crate::grammar::template::{Piece, pieces};
use crate::limits::{INSTANCES_MAX, WAY_MAX};
use crate::report::{Sink, Trail, beyond};
use crate::source::Document;
use crate::source::schema::UnitSource;
use crate::source::value::{GroupSource, Text};

/// Units and groups by name.
#[derive(Debug, Default)]
pub(crate) struct Units {
    /// In written order.
    pub(crate) list: Vec<Unit>,
    /// Groups in written order, flattened.
    pub(crate) groups: Vec<Group>,
    by_name: BTreeMap<Text, Name>,
    people: BTreeMap<Text, u32>,
    /// For each unit, the line that makes it: its place among the lines of all files.
    pub(crate) line_of: Vec<u32>,
    /// How often the plan names each unit, and each group.
    unit_uses: Vec<Cell<u32>>,
    group_uses: Vec<Cell<u32>>,
}

#[derive(Debug, Clone)]
enum Name {
    Unit(u32),
    /// A former or other name.
    Alias(u32),
    Group(u32, Vec<u32>),
}

/// What a name stands for.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) enum Found<'a> {
    /// One unit.
    Unit(u32),
    /// A group.
    Group(&'a [u32]),
}

/// The way down through groups of groups.
#[derive(Debug, Default)]
struct Way {
    names: Vec<String>,
    /// Groups whose units have been taken.
    done: BTreeSet<String>,
}

/// A group's source with the file it stands in.
type GroupSources<'a> = BTreeMap<&'a str, (usize, &'a GroupSource<UnitKind>)>;

/// Says that groups contain each other: once, wherever the ring was entered.
fn ring(names: &[String], groups: &GroupSources<'_>, sink: &mut Sink) {
    let mut names = names.to_vec();
    let least = (0..names.len()).min_by_key(|i| names.get(*i)).unwrap_or_default();
    names.rotate_left(least);
    let Some(first) = names.first().cloned() else { return };
    let file = groups.get(&*first).map_or(0, |(file, _)| *file);
    let root = Trail::root(file);
    let place = root.field("groups").key(&first).place();
    names.push(first);
    sink.push(Diagnostic::new(&codes::E039, place).with("loop", names.join(" → ")));
}

impl Units {
    /// Reads units and groups.
    pub(crate) fn new(documents: &[Document], vars: &Vars, sink: &mut Sink) -> Self {
        let mut units = Self::default();
        let mut given = Given::default();
        let mut groups = GroupSources::new();
        for document in documents {
            for (name, source) in document.plan.groups.iter() {
                groups.entry(name).or_insert((document.file, source));
            }
        }
        let mut lines = Vec::new();
        for document in documents {
            lines.extend(document.plan.units.iter().map(|(id, unit)| (document.file, id, unit)));
        }
        // Units that stand for themselves come first, so that generated ones can range over all of them;
        // `order` puts them back into written order afterwards.
        let mut order: Vec<(usize, Unit)> = Vec::new();
        for (at, (file, id, source)) in lines.iter().enumerate().filter(|(_, l)| l.2.each.is_none())
        {
            let root = Trail::root(*file);
            let map = root.field("units");
            let trail = map.key(id);
            if given.note(id, trail.name(), sink) && check_id(id, &trail, sink) {
                if is_vague(id) {
                    sink.push(Diagnostic::new(&codes::E080, trail.name()).with("name", &***id));
                }
                let unit = unit(id, source, &trail, sink);
                units.add(&unit);
                order.push((at, unit));
            }
        }
        for (at, (file, id, source)) in lines.iter().enumerate().filter(|(_, l)| l.2.each.is_some())
        {
            let root = Trail::root(*file);
            let map = root.field("units");
            let trail = map.key(id);
            for unit in units.generated(id, source, &trail, &groups, vars, sink) {
                if given.note(&Text::from(unit.id.as_str()), trail.name(), sink) {
                    units.add(&unit);
                    order.push((at, unit));
                }
            }
        }
        order.sort_by_key(|(at, _)| *at);
        units.list.clear();
        units.by_name.clear();
        for (line, unit) in &order {
            units.add(unit);
            units.line_of.push(u32::try_from(*line).unwrap_or(u32::MAX));
        }
        units.unit_uses.resize(units.list.len(), Cell::new(0));
        units.people(&lines, sink);
        units.aliases(&lines, sink);
        units.above(&lines, sink);
        units.all_groups(documents, &groups, &mut given, sink);
        units
    }

    fn add(&mut self, unit: &Unit) {
        let number = u32::try_from(self.list.len()).unwrap_or(u32::MAX);
        self.by_name.insert(Text::from(unit.id.as_str()), Name::Unit(number));
        self.list.push(unit.clone());
    }

    /// The units that one line makes.
    fn generated(
        &self,
        id: &Text,
        source: &UnitSource,
        trail: &Trail<'_>,
        groups: &GroupSources<'_>,
        vars: &Vars,
        sink: &mut Sink,
    ) -> Vec<Unit> {
        let Some(each) = &source.each else { return Vec::new() };
        let field = trail.field("each");
        if !groups.contains_key(&**each) {
            sink.push(
                Diagnostic::new(&codes::E037, field.place())
                    .with("name", &**each)
                    .suggest(near(each, groups.keys().copied())),
            );
            return Vec::new();
        }
        let members = self.members(each, groups, &mut Way::default(), sink);
        let all = self.list.len() + members.len();
        if all > INSTANCES_MAX {
            sink.push(beyond(field.place(), "units", all, INSTANCES_MAX));
            return Vec::new();
        }
        if members.is_empty() {
            sink.push(Diagnostic::new(&codes::E052, field.place()).with("name", &**each));
        }
        let slots = [each.clone()];
        let name = vars.template(id, &slots, trail, sink);
        let above =
            source.above.as_ref().map(|a| vars.template(a, &slots, &trail.field("above"), sink));
        let people = trail.field("people");
        let people: Vec<_> = source
            .people
            .iter()
            .map(|(id, role)| (vars.template(id, &slots, &people.key(id), sink), *role))
            .collect();
        let mut made = Vec::new();
        for member in members {
            let Some(member) = self.list.get(member as usize).map(|u| u.id.clone()) else {
                continue;
            };
            let key = |_| Some(member.as_str());
            let id = Text::from(name.fill(key).as_str());
            if !check_id(&id, trail, sink) {
                break;
            }
            let mut unit = unit(&id, source, trail, sink);
            unit.above = above.as_ref().map(|a| a.fill(key).into());
            let named = |(name, role): &(Template, PersonRole)| {
                let id = name.fill(key).as_str().into();
                Person { id, role: *role }
            };
            unit.people = people.iter().map(named).collect();
            made.push(unit);
        }
        made
    }

    /// A group's units, each once, in the order in which it names them.
    fn members(
        &self,
        name: &str,
        groups: &GroupSources<'_>,
        way: &mut Way,
        sink: &mut Sink,
    ) -> Vec<u32> {
        let Some((file, source)) = groups.get(name) else { return Vec::new() };
        let root = Trail::root(*file);
        let map = root.field("groups");
        let trail = map.key(name);
        let names = match source {
            GroupSource::Kind(kind) => {
                let numbered = (0u32..).zip(&self.list);
                return numbered.filter(|(_, u)| u.kind == *kind).map(|(i, _)| i).collect();
            }
            GroupSource::Names(names) => names,
        };
        if let Some(start) = way.names.iter().position(|w| w == name) {
            ring(way.names.get(start..).unwrap_or_default(), groups, sink);
            return Vec::new();
        }
        // Its units stand further up already.
        if !way.done.insert(name.to_owned()) {
            return Vec::new();
        }
        if way.names.len() >= WAY_MAX {
            sink.push(beyond(trail.place(), "way", way.names.len(), WAY_MAX).with_text(name));
            return Vec::new();
        }
        way.names.push(name.to_owned());
        let (mut out, mut seen) = (Vec::new(), BTreeSet::new());
        for (i, member) in names.iter().enumerate() {
            let found = match self.by_name.get(member) {
                Some(Name::Unit(unit)) => vec![*unit],
                Some(Name::Alias(unit)) => {
                    self.former(member, *unit, &trail.index(i), sink);
                    vec![*unit]
                }
                _ if groups.contains_key(&**member) => self.members(member, groups, way, sink),
                _ => {
                    self.unknown(member, &trail.index(i), groups.keys().copied(), sink);
                    Vec::new()
                }
            };
            out.extend(found.into_iter().filter(|unit| seen.insert(*unit)));
        }
        way.names.pop();
        out
    }

    fn unknown<'a>(
        &'a self,
        name: &str,
        trail: &Trail<'_>,
        groups: impl Iterator<Item = &'a str>,
        sink: &mut Sink,
    ) {
        let code = if is_vague(name) { &codes::E068 } else { &codes::E030 };
        let names = self.by_name.keys().map(|n| &**n).chain(groups);
        let suggestion = if is_vague(name) { None } else { sink.near(name, names) };
        sink.push(Diagnostic::new(code, trail.place()).with("name", name).suggest(suggestion));
    }

    fn people(&mut self, lines: &[(usize, &Text, &UnitSource)], sink: &mut Sink) {
        let mut given = Given::default();
        for ((unit, at), line) in self.list.iter().zip(0u32..).zip(&self.line_of) {
            let line = usize::try_from(*line).ok().and_then(|line| lines.get(line));
            let Some((file, id, source)) = line else { continue };
            let root = Trail::root(*file);
            let map = root.field("units");
            let trail = map.key(id);
            let people = trail.field("people");
            // A line that makes several units makes as many people, each with a name of their own.
            for ((written, _), person) in source.people.iter().zip(&unit.people) {
                let name = Text::from(person.id.as_str());
                check_name(&name, &people.key(written), sink);
                if given.note(&name, people.key(written).name(), sink) {
                    self.people.insert(name, at);
                }
            }
        }
    }

    fn aliases(&mut self, lines: &[(usize, &Text, &UnitSource)], sink: &mut Sink) {
        for (file, id, source) in lines {
            let root = Trail::root(*file);
            let map = root.field("units");
            let unit = map.key(id);
            let list = unit.field("aka");
            let Some(Name::Unit(at)) = self.by_name.get(*id).cloned() else { continue };
            for (i, alias) in source.aka.iter().enumerate() {
                check_filled(alias, &list.index(i), sink);
                if self.by_name.contains_key(alias) {
                    sink.push(
                        Diagnostic::new(&codes::E025, list.index(i).place()).with("name", &**alias),
                    );
                } else {
                    self.by_name.insert(alias.clone(), Name::Alias(at));
                }
            }
        }
    }

    fn above(&mut self, lines: &[(usize, &Text, &UnitSource)], sink: &mut Sink) {
        for (line, (file, id, source)) in lines.iter().enumerate() {
            let Some(above) = &source.above else { continue };
            let root = Trail::root(*file);
            let map = root.field("units");
            let unit = map.key(id);
            let trail = unit.field("above");
            match (&source.each, self.by_name.get(*id)) {
                (None, Some(Name::Unit(at))) => {
                    let at = *at as usize;
                    let found = self.one(above, &trail, sink);
                    let name = found.and_then(|u| self.list.get(u as usize)).map(|u| u.id.clone());
                    if let Some(unit) = self.list.get_mut(at) {
                        unit.above = name;
                    }
                }
                _ if !pieces(above).iter().any(|p| matches!(p, Piece::Name(..))) => {
                    self.one(above, &trail, sink);
                }
                (Some(_), _) => self.above_made(line, &trail, sink),
                _ => {}
            }
        }
    }

    /// The units that a line makes must stand under units that there are; of several that don't one is told.
    /// Of a brace that is left over it has been.
    fn above_made(&self, line: usize, trail: &Trail<'_>, sink: &mut Sink) {
        let made = self.list.iter().zip(&self.line_of).filter(|(_, of)| **of as usize == line);
        let mut above = made.filter_map(|(unit, _)| unit.above.as_ref());
        let is_missing = |name: &&crate::ids::UnitId| !self.by_name.contains_key(name.as_str());
        if let Some(name) =
            above.find(is_missing).filter(|name| !name.as_str().contains(['{', '}']))
        {
            self.unknown(name.as_str(), trail, std::iter::empty(), sink);
        }
    }

    fn all_groups(
        &mut self,
        documents: &[Document],
        groups: &GroupSources<'_>,
        given: &mut Given,
        sink: &mut Sink,
    ) {
        let mut flat = Vec::new();
        for document in documents {
            let root = Trail::root(document.file);
            let map = root.field("groups");
            for (name, _) in document.plan.groups.iter() {
                check_name(name, &map.key(name), sink);
                if given.note(name, map.key(name).name(), sink) {
                    let members = self.members(name, groups, &mut Way::default(), sink);
                    flat.push((name.clone(), members));
                }
            }
        }
        for (name, members) in flat {
            let units =
                members.iter().filter_map(|u| self.list.get(*u as usize)).map(|u| u.id.clone());
            self.groups.push(Group { id: name.0.clone().into(), units: units.collect() });
            let number = u32::try_from(self.groups.len() - 1).unwrap_or(u32::MAX);
            self.by_name.insert(name, Name::Group(number, members));
        }
        self.group_uses.resize(self.groups.len(), Cell::new(0));
    }

    /// What a name that the plan uses stands for, if anything.
    pub(crate) fn find(&self, name: &str) -> Option<Found<'_>> {
        let uses = match self.by_name.get(name)? {
            Name::Unit(unit) | Name::Alias(unit) => self.unit_uses.get(*unit as usize),
            Name::Group(group, _) => self.group_uses.get(*group as usize),
        };
        if let Some(uses) = uses {
            uses.set(uses.get() + 1);
        }
        self.look_up(name)
    }

    /// What a name stands for, when it isn't the plan that asks.
    pub(crate) fn look_up(&self, name: &str) -> Option<Found<'_>> {
        match self.by_name.get(name)? {
            Name::Unit(unit) | Name::Alias(unit) => Some(Found::Unit(*unit)),
            Name::Group(_, units) => Some(Found::Group(units)),
        }
    }

    /// How often the plan names the unit of that number.
    pub(crate) fn uses_of_unit(&self, number: usize) -> u32 {
        self.unit_uses.get(number).map_or(0, Cell::get)
    }

    /// How often the plan names the group of that number.
    pub(crate) fn uses_of_group(&self, number: usize) -> u32 {
        self.group_uses.get(number).map_or(0, Cell::get)
    }

    /// The unit of that number.
    pub(crate) fn unit(&self, number: u32) -> Option<&Unit> {
        self.list.get(number as usize)
    }

    /// Whether there is such a person.
    pub(crate) fn has_person(&self, name: &str) -> bool {
        self.people.contains_key(name)
    }

    /// Names of people.
    pub(crate) fn people_names(&self) -> impl Iterator<Item = &str> {
        self.people.keys().map(|p| &**p)
    }

    /// Names of groups.
    pub(crate) fn group_names(&self) -> impl Iterator<Item = &str> {
        self.groups.iter().map(|g| g.id.as_str())
    }

    /// One unit of that name, or nothing and a diagnostic.
    pub(crate) fn one(&self, name: &str, trail: &Trail<'_>, sink: &mut Sink) -> Option<u32> {
        match self.many(name, trail, sink)? {
            Found::Unit(unit) => Some(unit),
            Found::Group(_) => {
                sink.push(Diagnostic::new(&codes::E069, trail.place()).with("name", name));
                None
            }
        }
    }

    /// A unit or a group of that name, or nothing and a diagnostic.
    pub(crate) fn many(&self, name: &str, trail: &Trail<'_>, sink: &mut Sink) -> Option<Found<'_>> {
        if let Some(Name::Alias(unit)) = self.by_name.get(name) {
            self.former(name, *unit, trail, sink);
        }
        let found = self.find(name);
        if found.is_none() {
            self.unknown(name, trail, std::iter::empty(), sink);
        }
        found
    }

    /// Says so where a unit goes by a former name.
    fn former(&self, name: &str, unit: u32, trail: &Trail<'_>, sink: &mut Sink) {
        let now = self.unit(unit).map(|u| u.id.as_str()).unwrap_or_default();
        sink.push(
            Diagnostic::new(&codes::W027, trail.place())
                .with("name", name)
                .with("now", now)
                .suggest(Some(Near::sure(now))),
        );
    }
}

fn unit(id: &Text, source: &UnitSource, trail: &Trail<'_>, sink: &mut Sink) -> Unit {
    if source.kind.is_none() && !sink.is_blanked(&trail.field("kind")) {
        sink.push(Diagnostic::new(&codes::E026, trail.name()).with("field", "kind"));
    }
    Unit {
        id: id.0.clone().into(),
        kind: source.kind.unwrap_or(UnitKind::Other),
        aka: source.aka.iter().map(|a| a.to_string()).collect(),
        above: None,
        outside: source.outside,
        people: source
            .people
            .iter()
            .map(|(id, role)| Person { id: id.0.clone().into(), role: *role })
            .collect(),
    }
}

/// Whether a name is one that papers use for "whoever it concerns" (P54).
fn is_vague(name: &str) -> bool {
    ["相关", "有关", "各相关", "各有关"].iter().any(|v| name.starts_with(v))
        || matches!(
            name,
            "各单位" | "各部门" | "各科室" | "各处室" | "各股室" | "全体" | "所有单位"
        )
        || crate::prose::vague(name).is_some()
}
