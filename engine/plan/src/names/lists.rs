//! What tasks fan out over: groups, lists, and products of them.

use std::collections::{BTreeMap, BTreeSet};
use std::rc::Rc;

use super::{Found, Given, Near, Units, check_id, check_name, near};
use crate::codes;
use crate::diagnostic::Diagnostic;
use crate::expanded::{Dimension, ItemWas};
use crate::grammar::each::factors;
use crate::limits::INSTANCES_MAX;
use crate::report::{Sink, Trail, beyond};
use crate::source::Document;
use crate::source::value::{ListSource, Text};

/// A fan-out: its dimensions and a row for each instance.
#[derive(Debug, PartialEq)]
pub(crate) struct Fan {
    /// What each key ranges over.
    pub(crate) dimensions: Vec<Dimension>,
    /// The names by which texts refer to the keys.
    pub(crate) slots: Vec<Text>,
    /// The instances.
    pub(crate) rows: Vec<Row>,
    /// Whether a unit that the list names isn't there, which has been said.
    pub(crate) lacks_owner: bool,
}

/// One combination of keys.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Row {
    /// The keys.
    pub(crate) keys: Vec<Text>,
    /// The unit that the keys name as lead.
    pub(crate) owner: Option<u32>,
}

impl Fan {
    /// The same dimensions, and nothing in them.
    pub(crate) fn emptied(&self) -> Self {
        Self {
            dimensions: self.dimensions.clone(),
            slots: self.slots.clone(),
            rows: Vec::new(),
            ..*self
        }
    }

    /// The same rows, without leads.
    pub(crate) fn unowned(&self) -> Self {
        let bare = |row: &Row| Row { keys: row.keys.clone(), owner: None };
        let rows = self.rows.iter().map(bare).collect();
        Self { dimensions: self.dimensions.clone(), slots: self.slots.clone(), rows, ..*self }
    }

    /// No fan-out: one instance without keys.
    pub(crate) fn single() -> Self {
        Self {
            dimensions: Vec::new(),
            slots: Vec::new(),
            rows: vec![Row { keys: Vec::new(), owner: None }],
            lacks_owner: false,
        }
    }
}

/// Lists by name, and fan-outs by the text of `each`.
#[derive(Debug, Default)]
pub(crate) struct Lists {
    lists: BTreeMap<Text, Rc<Fan>>,
    fans: BTreeMap<Text, Rc<Fan>>,
    /// Fan-outs inside of others, by the one around, which is kept so that its address stays its own.
    nested: BTreeMap<(usize, Text), (Rc<Fan>, Rc<Fan>)>,
    used: BTreeSet<Text>,
}

impl Lists {
    /// Reads the lists.
    pub(crate) fn new(documents: &[Document], units: &Units, sink: &mut Sink) -> Self {
        let mut lists = Self::default();
        let mut given = Given::default();
        for document in documents {
            let root = Trail::root(document.file);
            let (groups, map) = (root.field("groups"), root.field("lists"));
            for (name, _) in document.plan.groups.iter() {
                given.note(name, groups.key(name).name(), &mut Sink::default());
            }
            for (name, source) in document.plan.lists.iter() {
                let trail = map.key(name);
                check_name(name, &trail, sink);
                if given.note(name, trail.name(), sink) {
                    let fan = list(name, source, &trail, units, sink);
                    lists.lists.insert(name.clone(), Rc::new(fan));
                }
            }
        }
        lists
    }

    /// The items that were called otherwise, each of which must be in its list.
    pub(crate) fn renamed(&self, documents: &[Document], sink: &mut Sink) -> Vec<ItemWas> {
        let mut out = Vec::new();
        for document in documents {
            let root = Trail::root(document.file);
            let map = root.field("renamed");
            for (list, items) in document.plan.renamed.iter() {
                let trail = map.key(list);
                let Some(fan) = self.lists.get(list) else {
                    let near = near(list, self.lists.keys().map(|name| &**name));
                    let found = Diagnostic::new(&codes::E031, trail.name()).with("name", &**list);
                    sink.push(found.suggest(near));
                    continue;
                };
                let at =
                    fan.dimensions.iter().position(|d| *d == Dimension::List(list.to_string()));
                let names =
                    || fan.rows.iter().filter_map(|row| row.keys.get(at?)).map(|key| &**key);
                for (item, was) in items.iter() {
                    if names().any(|name| *name == **item) {
                        let [list, item, was] = [list, item, was].map(|text| (**text).to_owned());
                        out.push(ItemWas { list, item, was });
                        continue;
                    }
                    let found = Diagnostic::new(&codes::E093, trail.key(item).name());
                    let found = found.with("item", &**item).with("list", &**list);
                    sink.push(found.suggest(near(item, names())));
                }
            }
        }
        out
    }

    /// The fan-out that `each` asks for, or nothing and a diagnostic.
    pub(crate) fn fan(
        &mut self,
        each: &Text,
        units: &Units,
        trail: &Trail<'_>,
        sink: &mut Sink,
    ) -> Option<Rc<Fan>> {
        if let Some(fan) = self.fans.get(each) {
            return Some(fan.clone());
        }
        let mut whole: Option<Rc<Fan>> = None;
        for (name, at) in factors(each) {
            let Some(factor) = self.factor(name, units) else {
                let code = &codes::E031;
                // A product that was typed with a letter or a star.
                let times = [" x ", " X ", " * "].iter().find(|sign| name.contains(*sign));
                let product = times.map(|sign| {
                    let is_known = |part| self.factor(part, units).is_some();
                    let is_sure = name.split(sign).map(str::trim).all(is_known);
                    Near { name: name.replace(sign, " × "), is_sure }
                });
                let names = self.lists.keys().map(|n| &**n).chain(units.group_names());
                sink.push(
                    Diagnostic::new(code, trail.within(at))
                        .with("name", name)
                        .suggest(product.or_else(|| near(name, names))),
                );
                return None;
            };
            whole = Some(match whole {
                None => factor,
                Some(left) if left.dimensions.iter().any(|d| factor.dimensions.contains(d)) => {
                    sink.push(Diagnostic::new(&codes::E067, trail.within(at)).with("name", name));
                    return None;
                }
                Some(left) => {
                    let rows = left.rows.len().saturating_mul(factor.rows.len());
                    if rows > INSTANCES_MAX {
                        sink.push(beyond(trail.place(), "instances", rows, INSTANCES_MAX));
                        return None;
                    }
                    Rc::new(product(&left, &factor, |a, b| a.owner.or(b.owner)))
                }
            });
        }
        let fan = whole?;
        if fan.rows.is_empty() {
            sink.push(Diagnostic::new(&codes::E052, trail.place()).with("name", &**each));
        }
        self.fans.insert(each.clone(), fan.clone());
        Some(fan)
    }

    /// The fan-out that `each` asks for inside of another. Whom the inner keys name leads before whom the outer
    /// ones name.
    pub(crate) fn within(
        &mut self,
        around: &Rc<Fan>,
        each: &Text,
        units: &Units,
        is_meant: bool,
        trail: &Trail<'_>,
        sink: &mut Sink,
    ) -> Option<Rc<Fan>> {
        let inner = self.fan(each, units, trail, sink)?;
        if around.dimensions.is_empty() {
            return Some(if around.rows.is_empty() { around.clone() } else { inner });
        }
        if !is_meant && inner.slots.len() == 1 && crosses(around, &inner) {
            let found = Diagnostic::new(&codes::W071, trail.place()).with("name", &**each);
            let found = found.with("outer", around.rows.len()).with("inner", inner.rows.len());
            sink.push(found.with("count", around.rows.len().saturating_mul(inner.rows.len())));
        }
        let key = (Rc::as_ptr(around).addr(), each.clone());
        if let Some((_, fan)) = self.nested.get(&key) {
            return Some(fan.clone());
        }
        if around.dimensions.iter().any(|d| inner.dimensions.contains(d)) {
            sink.push(Diagnostic::new(&codes::E067, trail.place()).with("name", &**each));
            return None;
        }
        let rows = around.rows.len().saturating_mul(inner.rows.len());
        if rows > INSTANCES_MAX {
            sink.push(beyond(trail.place(), "instances", rows, INSTANCES_MAX));
            return None;
        }
        let fan = Rc::new(product(around, &inner, |a, b| b.owner.or(a.owner)));
        self.nested.insert(key, (around.clone(), fan.clone()));
        Some(fan)
    }

    /// Whether a task fans out over the list.
    pub(crate) fn is_used(&self, name: &str) -> bool {
        self.used.contains(name)
    }

    fn factor(&mut self, name: &str, units: &Units) -> Option<Rc<Fan>> {
        if let Some(fan) = self.lists.get(name) {
            self.used.insert(Text::from(name));
            return Some(fan.clone());
        }
        let Some(Found::Group(members)) = units.find(name) else { return None };
        let rows = members.iter().filter_map(|number| {
            let unit = units.unit(*number)?;
            Some(Row { keys: vec![Text::from(unit.id.as_str())], owner: Some(*number) })
        });
        Some(Rc::new(Fan {
            dimensions: vec![Dimension::Unit],
            slots: vec![Text::from(name)],
            rows: rows.collect(),
            lacks_owner: false,
        }))
    }
}

/// Whether both say who leads, and not always the same: then most of what their product pairs has nothing to do with
/// each other.
fn crosses(around: &Fan, inner: &Fan) -> bool {
    let leads = |fan: &Fan| fan.rows.iter().filter_map(|row| row.owner).collect::<BTreeSet<_>>();
    let (outer, inner) = (leads(around), leads(inner));
    outer.len() > 1 && inner.len() > 1
}

fn product(left: &Fan, right: &Fan, owner: impl Fn(&Row, &Row) -> Option<u32>) -> Fan {
    let owner = &owner;
    let rows = left.rows.iter().flat_map(|a| {
        right.rows.iter().map(move |b| Row {
            keys: a.keys.iter().chain(&b.keys).cloned().collect(),
            owner: owner(a, b),
        })
    });
    Fan {
        rows: rows.collect(),
        dimensions: left.dimensions.iter().chain(&right.dimensions).cloned().collect(),
        slots: left.slots.iter().chain(&right.slots).cloned().collect(),
        lacks_owner: left.lacks_owner || right.lacks_owner,
    }
}

fn list(
    name: &Text,
    source: &ListSource,
    trail: &Trail<'_>,
    units: &Units,
    sink: &mut Sink,
) -> Fan {
    let dimension = Dimension::List(name.to_string());
    let (dimensions, slots) = (vec![dimension], vec![name.clone()]);
    let mut fan = Fan { dimensions, slots, rows: Vec::new(), lacks_owner: false };
    match source {
        ListSource::Plain(items) => {
            let mut given = Given::default();
            for (i, item) in items.iter().enumerate() {
                let trail = trail.index(i);
                if given.note(item, trail.place(), sink) && check_id(item, &trail, sink) {
                    fan.rows.push(Row { keys: vec![item.clone()], owner: None });
                }
            }
        }
        ListSource::Owned(items) => {
            for (item, owner) in items.iter() {
                let trail = trail.key(item);
                check_id(item, &trail, sink);
                let owner = units.one(owner, &trail, sink);
                fan.lacks_owner |= owner.is_none();
                fan.rows.push(Row { keys: vec![item.clone()], owner });
            }
        }
        ListSource::Spread(items) => {
            fan.dimensions.push(Dimension::Unit);
            fan.slots.push(Text::from(UNIT_SLOT));
            for (item, names) in items.iter() {
                let trail = trail.key(item);
                check_id(item, &trail, sink);
                if names.is_empty() {
                    let found = Diagnostic::new(&codes::E052, trail.place());
                    sink.push(found.with("name", &**item));
                }
                spread(item, names, &trail, units, &mut fan, sink);
            }
        }
    }
    fan
}

/// The name by which texts refer to the unit of an item that several units do.
const UNIT_SLOT: &str = "unit";

fn spread(
    item: &Text,
    names: &[Text],
    trail: &Trail<'_>,
    units: &Units,
    fan: &mut Fan,
    sink: &mut Sink,
) {
    let mut seen = BTreeSet::new();
    for (i, name) in names.iter().enumerate() {
        let members: Vec<u32> = match units.many(name, &trail.index(i), sink) {
            Some(Found::Unit(unit)) => vec![unit],
            Some(Found::Group(members)) => members.to_vec(),
            None => Vec::new(),
        };
        for number in members.into_iter().filter(|number| seen.insert(*number)) {
            let Some(unit) = units.unit(number) else { continue };
            let keys = vec![item.clone(), Text::from(unit.id.as_str())];
            fan.rows.push(Row { keys, owner: Some(number) });
        }
    }
}
