//! Links instances to those that they wait for.
//!
//! Between two fan-outs a link goes from key to key over the dimensions that they share, and from date to
//! date between two recurrences, or of different rhythm to all that came since the last time; an instance
//! without a counterpart does not wait.

use std::collections::{BTreeMap, BTreeSet};
use std::rc::Rc;

use super::rhythm::{Period, periods, within};
use super::timeline::Timeline;
use super::{Expander, Planned, number};
use crate::codes;
use crate::diagnostic::Diagnostic;
use crate::expanded::{Dimension, Join, Link, LinkKind, Need, WhenOutcome};
use crate::grammar::full_width;
use crate::grammar::need::{Sentence, Target, Which, sentence};
use crate::grammar::time::{Point, only_point};
use crate::ids::TaskNo;
use crate::limits::LINKS_MAX;
use crate::names::{Fan, Found, Near, Units, near};
use crate::report::{Sink, Trail, beyond};
use crate::source::value::Text;
use crate::time::Span;

/// Stands for the index of a need that no sentence makes: the parts of a series come one after another.
pub(super) const IN_SERIES: u16 = u16::MAX;
/// The same for a need that `when_outcome` makes: a task waits for whose outcome it looks at.
pub(super) const ON_OUTCOME: u16 = u16::MAX - 1;

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

/// A task that is waited for: which of its rows, and which of its slots.
struct Other<'p, 'a> {
    planned: &'p Planned<'a>,
    rows: Rows,
    /// The slots that a sentence names by label or date; all otherwise.
    slots: Option<Vec<usize>>,
    is_matching: bool,
}

impl<'a> Expander<'a> {
    /// What links the task at `at` by one text of it.
    fn linker<'p>(
        &'p self,
        index: &'p BTreeMap<&'p str, usize>,
        at: usize,
        text: &'p Text,
        trail: &'p Trail<'p>,
    ) -> Linker<'p, 'a> {
        let (groups, units, time) = (&self.groups, &self.book.units, &self.time);
        Linker { planned: &self.planned, groups, units, time, index, at, text, trail }
    }

    /// Links all tasks.
    pub(super) fn link_all(&mut self, sink: &mut Sink) {
        // A task is called by its name within the plan, or within its playbook.
        let mut indices: BTreeMap<usize, BTreeMap<&str, usize>> = BTreeMap::new();
        for (i, p) in self.planned.iter().enumerate() {
            indices.entry(p.playbook).or_default().insert(&**p.id, i);
        }
        let mut conditions: BTreeMap<usize, WhenOutcome> = BTreeMap::new();
        let mut made = Made { needs: Vec::new(), room: LINKS_MAX, doubts: Vec::new() };
        for (at, planned) in self.planned.iter().enumerate() {
            if planned.source.needs.is_empty() && planned.source.when_outcome.is_none() {
                continue;
            }
            let Some(index) = indices.get(&planned.playbook) else { continue };
            let Some(standing) = self.standing.get(planned.stream as usize) else { continue };
            let stream = Trail::base(standing.file, &standing.steps);
            let tasks = stream.field("tasks");
            let task = tasks.key(planned.id);
            let list = task.field("needs");
            if let Some(text) = &planned.source.when_outcome {
                let trail = task.field("when_outcome");
                let linker = self.linker(index, at, text, &trail);
                conditions.extend(linker.condition(&mut made, sink));
            }
            for (i, text) in planned.source.needs.iter().enumerate() {
                let trail = list.index(i);
                let Some(read) = sink.check(&trail, sentence(text)) else { continue };
                let nth = u16::try_from(i).unwrap_or(u16::MAX);
                let linker = self.linker(index, at, text, &trail);
                linker.link(&read, nth, &mut made, sink);
            }
        }
        let Made { mut needs, doubts, .. } = made;
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
        drop_repeated(&mut needs);
        let waits: BTreeSet<usize> = needs.iter().map(|(instance, ..)| *instance).collect();
        for (alone, found) in doubts {
            if alone.iter().any(|instance| !waits.contains(instance)) {
                sink.push(found);
            }
        }
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
        for (instance, condition) in conditions {
            if let Some(task) = self.tasks.get_mut(instance) {
                task.when_outcome = Some(condition);
            }
        }
        self.origins.kept_needs = kept.into_iter().map(|(i, k)| (number(i), k)).collect();
    }
}

/// What linking makes: needs by instance and sentence, room for more links, and what is only wrong if one of
/// these instances waits for nothing else.
pub(super) struct Made {
    pub(super) needs: Vec<(usize, u16, Need)>,
    room: usize,
    doubts: Vec<(Vec<usize>, Diagnostic)>,
}

/// Drops what `when_outcome` makes a task wait for where a sentence of its `needs` says so already.
fn drop_repeated(needs: &mut Vec<(usize, u16, Need)>) {
    let plain = |need: &Need| {
        let is_all = matches!(need.join, Join::All | Join::Settled);
        let links = need.links.iter().filter(|l| l.kind == LinkKind::FinishStart);
        let is_lead = |lag: Span| match lag {
            Span::Minutes(n) => n < 0,
            Span::Days(n) | Span::WorkDays(n) => n < 0,
        };
        links.filter(|l| is_all && !is_lead(l.lag)).map(|l| l.on).collect::<Vec<_>>()
    };
    let said: BTreeSet<(usize, TaskNo)> = needs
        .iter()
        .filter(|(_, nth, _)| *nth < ON_OUTCOME)
        .flat_map(|(instance, _, need)| plain(need).into_iter().map(|on| (*instance, on)))
        .collect();
    needs.retain(|(instance, nth, need)| {
        *nth != ON_OUTCOME || !need.links.iter().all(|link| said.contains(&(*instance, link.on)))
    });
}

/// What of a fan-out has no counterpart, from what is plain to what is not.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Part {
    /// Whole groups.
    Groups,
    /// Units that stand beside groups.
    Units,
    /// Anything else.
    No,
}

pub(super) struct Linker<'p, 'a> {
    pub(super) planned: &'p [Planned<'a>],
    groups: &'p BTreeMap<&'a str, &'a [Text]>,
    units: &'p Units,
    time: &'p Timeline,
    index: &'p BTreeMap<&'p str, usize>,
    pub(super) at: usize,
    pub(super) text: &'p Text,
    pub(super) trail: &'p Trail<'p>,
}

impl Linker<'_, '_> {
    pub(super) fn link(&self, read: &Sentence, nth: u16, made: &mut Made, sink: &mut Sink) {
        let Some(own) = self.planned.get(self.at) else { return };
        let mut others = Vec::new();
        for target in &read.targets {
            let Some(other) = self.find(target, sink) else { return };
            let Some((rows, slots)) = self.rows(own, other, target, sink) else { return };
            let is_matching = target.which == Which::Matching;
            others.push(Other { planned: other, rows, slots, is_matching });
        }
        let (mut alone, mut most) = (Vec::new(), 0usize);
        let periods = periods(own);
        for row in 0..own.fan.rows.len() {
            for slot in 0..own.slots.len() {
                let links = links(own, (row, slot, periods.get(slot)), read, &others);
                most = most.max(links.len());
                let Some(left) = made.room.checked_sub(links.len()) else {
                    sink.push(beyond(self.trail.place(), "links", 0, LINKS_MAX));
                    return;
                };
                made.room = left;
                let instance = own.instance(row, slot);
                if links.is_empty() {
                    alone.push(instance);
                } else {
                    made.needs.push((instance, nth, Need { join: read.join, links }));
                }
            }
        }
        self.judge(read, own, &others, alone, most, made, sink);
        self.doubt_leads(read, own, &others, sink);
    }

    /// Says so where instances are left without a counterpart, or more is asked than there is.
    #[expect(clippy::too_many_arguments, reason = "all of what a sentence came to")]
    fn judge(
        &self,
        read: &Sentence,
        own: &Planned<'_>,
        others: &[Other<'_, '_>],
        without: Vec<usize>,
        most: usize,
        made: &mut Made,
        sink: &mut Sink,
    ) {
        let alone = without.len();
        let all = own.fan.rows.len() * own.slots.len();
        // A fan-out over nothing has been said already.
        if all == 0 || others.iter().all(|o| o.planned.fan.rows.is_empty()) {
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
            let found = Diagnostic::new(&codes::W022, self.trail.within(at))
                .with("name", name)
                .with("task", &**own.id)
                .with("alone", alone)
                .with("all", all);
            let parts = others.iter().map(|o| self.part(own, o.planned));
            match parts.max().unwrap_or(Part::No) {
                Part::Groups => {}
                // A unit of its own among groups may have other things to wait for.
                Part::Units => made.doubts.push((without, found)),
                Part::No => sink.push(found),
            }
        }
        if let (Join::AtLeast(n), Some(at), true) = (read.join, &read.count_at, alone < all)
            && n as usize > most
        {
            sink.push(
                Diagnostic::new(&codes::E048, self.trail.within(at.clone()))
                    .with("count", n)
                    .with("found", most)
                    .with("where", "needs"),
            );
        }
    }

    pub(super) fn find(&self, target: &Target, sink: &mut Sink) -> Option<&Planned<'_>> {
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
        if self.is_across(name, target, sink) {
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

    /// Says so where the task is there, but on the other side of a playbook's border.
    fn is_across(&self, name: &str, target: &Target, sink: &mut Sink) -> bool {
        let own = self.planned.get(self.at).map_or(0, |own| own.playbook);
        let there = |p: &&Planned<'_>| **p.id == *name && (own == 0 || p.playbook == 0);
        if !self.planned.iter().any(|p| there(&p)) {
            return false;
        }
        let found = Diagnostic::new(&codes::E133, self.trail.within(target.at.clone()));
        let kind = if own == 0 { "plan" } else { "play" };
        sink.push(found.with("name", name).with("kind", kind));
        true
    }

    fn rows(
        &self,
        own: &Planned<'_>,
        other: &Planned<'_>,
        target: &Target,
        sink: &mut Sink,
    ) -> Option<(Rows, Option<Vec<usize>>)> {
        match &target.which {
            Which::Matching => Some((matching(&own.fan, &other.fan), None)),
            Which::All => Some((every_row(&other.fan), None)),
            Which::Keys(keys) => self.with_keys(other, keys, sink),
        }
    }

    /// The rows and slots that hold all these keys: units, items, labels of a series, dates of a
    /// recurrence.
    fn with_keys(
        &self,
        other: &Planned<'_>,
        keys: &[(String, std::ops::Range<usize>)],
        sink: &mut Sink,
    ) -> Option<(Rows, Option<Vec<usize>>)> {
        if other.is_left_out {
            return Some((Rows::All(Vec::new()), None));
        }
        let (mut of_rows, mut of_slots) = (Vec::new(), Vec::new());
        let has_row = |key: &str| other.fan.rows.iter().any(|r| r.keys.iter().any(|k| **k == *key));
        for (key, at) in keys {
            if has_row(key) {
                of_rows.push(key.as_str());
            } else if other.slots.iter().any(|s| s.is_called(key)) {
                of_slots.push(key.clone());
            } else if let Some(date) =
                self.date_of(key).filter(|date| other.slots.iter().any(|s| s.is_called(date)))
            {
                of_slots.push(date);
            } else if let Some(now) = self.present_name(key).filter(|now| has_row(now)) {
                self.units.one(key, &self.trail.at_bytes(at.clone()), sink);
                of_rows.push(now);
            } else {
                sink.push(self.no_instance(other, key, at.clone()));
                return None;
            }
        }
        let holds = |row: &crate::names::Row| {
            of_rows.iter().all(|key| row.keys.iter().any(|k| **k == **key))
        };
        let rows = (0u32..).zip(&other.fan.rows).filter(|(_, r)| holds(r)).map(|(i, _)| i);
        let slots = other.slots.iter().enumerate();
        let slots = slots.filter(|(_, s)| of_slots.iter().all(|key| s.is_called(key)));
        let slots = slots.map(|(i, _)| i).collect();
        Some((Rows::All(rows.collect()), (!of_slots.is_empty()).then_some(slots)))
    }

    /// The date that a key such as `D-3` or `03-09` means, as paths write it.
    fn date_of(&self, key: &str) -> Option<String> {
        let Ok(Point { day, clock: None }) = only_point(key) else { return None };
        self.time.plain_date(day).map(|date| date.to_string())
    }

    /// The name that a unit goes by now, where the text is a former one.
    fn present_name(&self, name: &str) -> Option<&str> {
        let Some(Found::Unit(unit)) = self.units.look_up(name) else { return None };
        self.units.unit(unit).map(|u| u.id.as_str())
    }

    fn no_instance(
        &self,
        other: &Planned<'_>,
        key: &str,
        at: std::ops::Range<usize>,
    ) -> Diagnostic {
        let labels = other.slots.iter().filter_map(|s| s.label.as_deref());
        let known = other.fan.rows.iter().flat_map(|r| r.keys.iter().map(|k| &**k)).chain(labels);
        let has_date = other.slots.iter().any(|s| s.date.is_some());
        let kind = match (other.fan.dimensions.is_empty(), other.slots.len()) {
            _ if has_date => "dates",
            (true, ..=1) => "single",
            (true, _) => "series",
            (false, _) => "keys",
        };
        Diagnostic::new(&codes::E046, self.trail.within(at))
            .with("key", key)
            .with("name", &**other.id)
            .with("kind", kind)
            .suggest(near(key, known))
    }

    /// Says so where one side fans out over units and the other over a list whose items have leads among
    /// them: these are not matched, so that each waits for all, which may not be meant.
    fn doubt_leads(
        &self,
        read: &Sentence,
        own: &Planned<'_>,
        others: &[Other<'_, '_>],
        sink: &mut Sink,
    ) {
        let says_all = ["all ", "settled "].iter().any(|word| self.text.trim().starts_with(word));
        if says_all || !matches!(read.join, Join::All | Join::Settled) {
            return;
        }
        for (target, other) in read.targets.iter().zip(others).filter(|(_, o)| o.is_matching) {
            let (mine, theirs) = (&own.fan, &other.planned.fan);
            let shares = mine.dimensions.iter().any(|d| theirs.dimensions.contains(d));
            let meets =
                !shares && (self.leads_among(theirs, mine) || self.leads_among(mine, theirs));
            if meets {
                sink.push(
                    Diagnostic::new(&codes::W070, self.trail.within(target.at.clone()))
                        .with("name", target.task.as_str())
                        .with("task", &**own.id)
                        .with("count", theirs.rows.len()),
                );
            }
        }
    }

    /// Whether several leads of a list are units that the other fans out over.
    fn leads_among(&self, list: &Fan, units: &Fan) -> bool {
        if !list.dimensions.iter().all(|d| matches!(d, Dimension::List(_))) {
            return false;
        }
        let Some(at) = units.dimensions.iter().position(|d| *d == Dimension::Unit) else {
            return false;
        };
        let over: BTreeSet<&str> =
            units.rows.iter().filter_map(|r| r.keys.get(at)).map(|k| &**k).collect();
        let leads: BTreeSet<u32> = list.rows.iter().filter_map(|r| r.owner).collect();
        let names = leads.iter().filter_map(|u| self.units.unit(*u)).map(|u| u.id.as_str());
        names.filter(|name| over.contains(name)).nth(1).is_some()
    }

    /// How plain it is that some of `own` have no counterpart in `other`: the group that `own` fans out over
    /// is made of groups, and `other` fans out over some of these.
    fn part(&self, own: &Planned<'_>, other: &Planned<'_>) -> Part {
        let unit = |fan: &Fan| fan.dimensions.iter().position(|d| *d == Dimension::Unit);
        let (Some(own_unit), Some(other_unit)) = (unit(&own.fan), unit(&other.fan)) else {
            return Part::No;
        };
        let keys = |fan: &Fan, at: usize| -> BTreeSet<Text> {
            fan.rows.iter().filter_map(|r| r.keys.get(at)).cloned().collect()
        };
        let (all, theirs) = (keys(&own.fan, own_unit), keys(&other.fan, other_unit));
        let groups = own.fan.slots.get(own_unit).and_then(|name| self.groups.get(&**name));
        let Some(members) = groups.filter(|_| theirs.is_subset(&all)) else { return Part::No };
        let (mut has_group, mut lacks_unit) = (false, false);
        let whole = members.iter().all(|member| {
            let units: Vec<u32> = match self.units.look_up(member) {
                Some(Found::Group(units)) => {
                    has_group = true;
                    units.to_vec()
                }
                Some(Found::Unit(unit)) => {
                    let id = self.units.unit(unit).map(|u| u.id.as_str());
                    lacks_unit |= id.is_some_and(|id| !theirs.contains(id));
                    vec![unit]
                }
                None => Vec::new(),
            };
            let mut ids = units.iter().filter_map(|u| self.units.unit(*u)).map(|u| u.id.as_str());
            let first = ids.next().is_some_and(|id| theirs.contains(id));
            ids.all(|id| theirs.contains(id) == first)
        });
        match whole && has_group {
            true if lacks_unit => Part::Units,
            true => Part::Groups,
            false => Part::No,
        }
    }
}

/// The links of one instance: of a row, and of a slot with its period.
fn links(
    own: &Planned<'_>,
    (row, slot, period): (usize, usize, Option<&Period>),
    read: &Sentence,
    others: &[Other<'_, '_>],
) -> Vec<Link> {
    let date = own.slots.get(slot).and_then(|s| s.date);
    let label = own.slots.get(slot).and_then(|s| s.label.as_ref());
    let mut links = Vec::new();
    for other in others {
        let since = period.filter(|_| other.is_matching && label.is_none());
        let since = since.map(|period| within(period, &other.planned.slots));
        for other_row in other.rows.of(row, &mut [0]) {
            for (other_slot, times) in other.planned.slots.iter().enumerate() {
                let both = date.is_some() && times.date.is_some();
                let meets = match &since {
                    Some(since) => since.contains(&other_slot),
                    None => times.date == date,
                };
                if other.is_matching && both && !meets {
                    continue;
                }
                // Of several in a week the first waits for the first.
                let labels = (label, times.label.as_ref());
                if other.is_matching && both && matches!(labels, (Some(a), Some(b)) if a != b) {
                    continue;
                }
                if other.slots.as_ref().is_some_and(|named| !named.contains(&other_slot)) {
                    continue;
                }
                let on = number(other.planned.instance(*other_row as usize, other_slot));
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
