//! Links instances to those that they wait for.
//!
//! Between two fan-outs a link goes from key to key over the dimensions that they share, and from date to
//! date between two recurrences; an instance without a counterpart does not wait.

use std::collections::BTreeMap;
use std::rc::Rc;

use super::{Expander, Planned, number};
use crate::codes;
use crate::diagnostic::Diagnostic;
use crate::expanded::{Join, Link, LinkKind, Need};
use crate::grammar::full_width;
use crate::grammar::need::{Sentence, Target, Which, sentence};
use crate::limits::LINKS_MAX;
use crate::names::{Fan, Near, near};
use crate::report::{Sink, Trail, beyond};
use crate::source::value::Text;
use crate::time::Span;

/// Stands for the index of a need that no sentence makes: the parts of a series come one after another.
pub(super) const IN_SERIES: u16 = u16::MAX;

/// For each row of the waiting task, the rows of the other that it waits for.
pub(super) enum Rows {
    /// The one of the same number.
    Same,
    /// These, the same for all.
    All(Vec<u32>),
    /// Its own.
    Each(Vec<Rc<[u32]>>),
}

impl Rows {
    /// The rows for one row.
    pub(super) fn of<'r>(&'r self, row: usize, own: &'r mut [u32; 1]) -> &'r [u32] {
        match self {
            Rows::Same => {
                own[0] = u32::try_from(row).unwrap_or(u32::MAX);
                own
            }
            Rows::All(rows) => rows,
            Rows::Each(rows) => rows.get(row).map(|r| &**r).unwrap_or_default(),
        }
    }
}

impl Expander<'_> {
    /// Links all tasks.
    pub(super) fn link_all(&mut self, sink: &mut Sink) {
        let index: BTreeMap<&str, usize> =
            self.planned.iter().enumerate().map(|(i, p)| (&**p.id, i)).collect();
        let mut needs: Vec<(usize, u16, Need)> = Vec::new();
        let mut room = LINKS_MAX;
        for (at, planned) in self.planned.iter().enumerate() {
            if planned.source.needs.is_empty() {
                continue;
            }
            let Some(standing) = self.standing.get(planned.stream as usize) else { continue };
            let stream = Trail::base(standing.file, &standing.steps);
            let tasks = stream.field("tasks");
            let task = tasks.key(planned.id);
            let list = task.field("needs");
            for (i, text) in planned.source.needs.iter().enumerate() {
                let trail = list.index(i);
                let Some(read) = sink.check(&trail, sentence(text)) else { continue };
                let nth = u16::try_from(i).unwrap_or(u16::MAX);
                let linker =
                    Linker { planned: &self.planned, index: &index, at, text, trail: &trail };
                linker.link(&read, nth, &mut needs, &mut room, sink);
            }
        }
        for planned in self.planned.iter().filter(|p| !p.source.series.is_empty()) {
            for row in 0..planned.fan.rows.len() {
                for slot in 1..planned.slots.len() {
                    let on = number(planned.instance(row, slot - 1));
                    let link = Link { on, kind: LinkKind::FinishStart, lag: Span::ZERO };
                    let need = Need { join: Join::All, links: vec![link] };
                    needs.push((planned.instance(row, slot), IN_SERIES, need));
                }
            }
        }
        // By instance, then in written order: the sentences came task by task.
        needs.sort_by_key(|(instance, nth, _)| (*instance, *nth));
        let mut kept: BTreeMap<usize, Vec<u16>> = BTreeMap::new();
        for (instance, nth, need) in needs {
            let Some(task) = self.tasks.get_mut(instance) else { continue };
            // Only those whose numbers shift are noted.
            if usize::from(nth) != task.needs.len() || kept.contains_key(&instance) {
                let before = (0..task.needs.len()).filter_map(|n| u16::try_from(n).ok());
                kept.entry(instance).or_insert_with(|| before.collect()).push(nth);
            }
            task.needs.push(need);
        }
        self.origins.kept_needs = kept.into_iter().map(|(i, k)| (number(i), k)).collect();
    }
}

struct Linker<'p, 'a> {
    planned: &'p [Planned<'a>],
    index: &'p BTreeMap<&'p str, usize>,
    at: usize,
    text: &'p Text,
    trail: &'p Trail<'p>,
}

impl Linker<'_, '_> {
    fn link(
        &self,
        read: &Sentence,
        nth: u16,
        needs: &mut Vec<(usize, u16, Need)>,
        room: &mut usize,
        sink: &mut Sink,
    ) {
        let Some(own) = self.planned.get(self.at) else { return };
        let mut others = Vec::new();
        for target in &read.targets {
            let Some(other) = self.find(target, sink) else { return };
            let Some(rows) = self.rows(own, other, target, sink) else { return };
            others.push((other, rows, target.which == Which::Matching));
        }
        let (mut alone, mut most) = (0usize, 0usize);
        for row in 0..own.fan.rows.len() {
            for slot in 0..own.slots.len() {
                let links = links(own, row, slot, read, &others);
                most = most.max(links.len());
                let Some(left) = room.checked_sub(links.len()) else {
                    sink.push(beyond(self.trail.place(), "links", 0, LINKS_MAX));
                    return;
                };
                *room = left;
                if links.is_empty() {
                    alone += 1;
                } else {
                    needs.push((own.instance(row, slot), nth, Need { join: read.join, links }));
                }
            }
        }
        self.judge(read, own, &others, alone, most, sink);
    }

    /// Says so where instances are left without a counterpart, or more is asked than there is.
    fn judge(
        &self,
        read: &Sentence,
        own: &Planned<'_>,
        others: &[(&Planned<'_>, Rows, bool)],
        alone: usize,
        most: usize,
        sink: &mut Sink,
    ) {
        let all = own.fan.rows.len() * own.slots.len();
        // A fan-out over nothing has been said already.
        if all == 0 || others.iter().all(|(o, ..)| o.fan.rows.is_empty()) {
            return;
        }
        let at = read.targets.first().map(|t| t.at.clone()).unwrap_or_default();
        let name = read.targets.first().map(|t| t.task.as_str()).unwrap_or_default();
        if alone == all {
            sink.push(
                Diagnostic::new(&codes::E047, self.trail.within(at))
                    .with("name", name)
                    .with("task", &**own.id)
                    .suggest(Some(format!("{name}[*]"))),
            );
        } else if alone > 0 {
            sink.push(
                Diagnostic::new(&codes::W022, self.trail.within(at))
                    .with("name", name)
                    .with("task", &**own.id)
                    .with("alone", alone)
                    .with("all", all),
            );
        }
        if let (Join::AtLeast(n), Some(at), true) = (read.join, &read.count_at, alone < all)
            && n as usize > most
        {
            sink.push(
                Diagnostic::new(&codes::E048, self.trail.within(at.clone()))
                    .with("count", n)
                    .with("found", most),
            );
        }
    }

    fn find(&self, target: &Target, sink: &mut Sink) -> Option<&Planned<'_>> {
        match self.index.get(target.task.as_str()) {
            Some(at) if *at == self.at => {
                sink.push(
                    Diagnostic::new(&codes::E045, self.trail.within(target.at.clone()))
                        .with("name", target.task.as_str()),
                );
                None
            }
            Some(at) => self.planned.get(*at),
            None => {
                self.unknown(target, sink);
                None
            }
        }
    }

    fn unknown(&self, target: &Target, sink: &mut Sink) {
        let name = target.task.as_str();
        if let Some(wide) = full_width(self.text)
            && let Some(fixed) = &wide.suggestion
            && sentence(fixed)
                .is_ok_and(|s| s.targets.iter().all(|t| self.index.contains_key(t.task.as_str())))
        {
            sink.mistake(self.trail, wide);
            return;
        }
        // A lag written on to the id.
        let glued = name.rfind(['+', '-']).and_then(|i| Some((name.get(..i)?, name.get(i..)?)));
        let glued = glued
            .filter(|(task, lag)| self.index.contains_key(task) && lag.parse::<Span>().is_ok());
        let suggestion = match glued {
            Some((task, lag)) => Some(Near::sure(format!("{task} {lag}"))),
            None => sink.near(name, self.index.keys().copied()),
        };
        let place = self.trail.within(target.at.clone());
        sink.push(Diagnostic::new(&codes::E032, place).with("name", name).suggest(suggestion));
    }

    fn rows(
        &self,
        own: &Planned<'_>,
        other: &Planned<'_>,
        target: &Target,
        sink: &mut Sink,
    ) -> Option<Rows> {
        match &target.which {
            Which::Matching => Some(matching(&own.fan, &other.fan)),
            Which::All => Some(every_row(&other.fan)),
            Which::Keys(keys) => self.with_keys(other, keys, sink),
        }
    }

    /// The rows that hold all these keys.
    fn with_keys(
        &self,
        other: &Planned<'_>,
        keys: &[(String, std::ops::Range<usize>)],
        sink: &mut Sink,
    ) -> Option<Rows> {
        for (key, at) in keys {
            let held = other.fan.rows.iter().any(|r| r.keys.iter().any(|k| **k == **key));
            if !held {
                let known = other.fan.rows.iter().flat_map(|r| r.keys.iter().map(|k| &**k));
                sink.push(
                    Diagnostic::new(&codes::E046, self.trail.within(at.clone()))
                        .with("key", key.as_str())
                        .with("name", &**other.id)
                        .suggest(near(key, known)),
                );
                return None;
            }
        }
        let holds = |row: &crate::names::Row| {
            keys.iter().all(|(key, _)| row.keys.iter().any(|k| **k == **key))
        };
        let rows = (0u32..).zip(&other.fan.rows).filter(|(_, r)| holds(r)).map(|(i, _)| i);
        Some(Rows::All(rows.collect()))
    }
}

/// The links of one instance.
fn links(
    own: &Planned<'_>,
    row: usize,
    slot: usize,
    read: &Sentence,
    others: &[(&Planned<'_>, Rows, bool)],
) -> Vec<Link> {
    let date = own.slots.get(slot).and_then(|s| s.date);
    let mut links = Vec::new();
    for (other, rows, is_matching) in others {
        for other_row in rows.of(row, &mut [0]) {
            for (other_slot, times) in other.slots.iter().enumerate() {
                if *is_matching && date.is_some() && times.date.is_some() && times.date != date {
                    continue;
                }
                let on = number(other.instance(*other_row as usize, other_slot));
                links.push(Link { on, kind: read.kind, lag: read.lag });
            }
        }
    }
    links
}

fn every_row(fan: &Fan) -> Rows {
    Rows::All((0u32..).zip(&fan.rows).map(|(i, _)| i).collect())
}

/// The rows of `other` that have the same keys in the dimensions that both have.
pub(super) fn matching(own: &Rc<Fan>, other: &Rc<Fan>) -> Rows {
    let shared: Vec<(usize, usize)> = own
        .dimensions
        .iter()
        .enumerate()
        .filter_map(|(i, d)| Some((i, other.dimensions.iter().position(|o| o == d)?)))
        .collect();
    if shared.is_empty() {
        return every_row(other);
    }
    // Rows of one fan-out are all different, so each matches itself alone.
    if Rc::ptr_eq(own, other) {
        return Rows::Same;
    }
    let mut by_keys: BTreeMap<Vec<&str>, Vec<u32>> = BTreeMap::new();
    for (i, row) in (0u32..).zip(&other.rows) {
        let keys = shared.iter().filter_map(|(_, o)| row.keys.get(*o)).map(|k| &**k).collect();
        by_keys.entry(keys).or_default().push(i);
    }
    let by_keys: BTreeMap<Vec<&str>, Rc<[u32]>> =
        by_keys.into_iter().map(|(keys, rows)| (keys, rows.into())).collect();
    let none: Rc<[u32]> = Rc::new([]);
    let each = own.rows.iter().map(|row| {
        let keys: Vec<&str> =
            shared.iter().filter_map(|(i, _)| row.keys.get(*i)).map(|k| &**k).collect();
        by_keys.get(&keys).unwrap_or(&none).clone()
    });
    Rows::Each(each.collect())
}
