//! Measures, targets for the whole campaign, and what tasks ask for.

use std::cell::Cell;
use std::collections::BTreeMap;

use crate::codes;
use crate::diagnostic::{Diagnostic, Place, Put};
use crate::expanded::{EvidenceAsk, Measure, MeasureAsk, Target};
use crate::grammar::counted::Read;
use crate::grammar::measure::{ask, definition, evidence, target};
use crate::ids::MeasureId;
use crate::names::{Given, bad_name, check_name, near};
use crate::quantities::{Doubt, doubt};
use crate::report::{Sink, Trail};
use crate::rows::Counted;
use crate::source::Document;
use crate::source::value::Text;
use wallchart_words::ids;

/// Measures by name, in written order.
#[derive(Debug, Default)]
pub(crate) struct Measures {
    list: Vec<Measure>,
    by_name: BTreeMap<Text, usize>,
    /// For each measure, whether a task asks for it.
    asked: Vec<Cell<bool>>,
    /// Measures that rates and checks add up, each with where.
    pub(super) summed: Vec<(usize, Place)>,
}

impl Measures {
    /// Reads the measures.
    pub(crate) fn new(documents: &[Document], sink: &mut Sink) -> Self {
        let mut measures = Self::default();
        let mut given = Given::default();
        let mut rolls = Vec::new();
        for document in documents {
            let root = Trail::root(document.file);
            let map = root.field("measures");
            for (name, text) in document.plan.measures.iter() {
                let trail = map.key(name);
                check_name(name, &trail, sink);
                if !given.note(name, trail.name(), sink) {
                    continue;
                }
                if let Some(mark) = name.chars().find(|c| c.is_whitespace() || "?<>=".contains(*c))
                {
                    bad_name(name, "mark", mark.to_string(), &trail, sink);
                }
                let Some(read) = sink.check(&trail, definition(text)) else { continue };
                let (quantity, at) = read.quantity;
                doubtful(&quantity, at, &trail, sink);
                let number = measures.list.len();
                measures.by_name.insert(name.clone(), number);
                let id = name.0.clone().into();
                let (latest, was) = (read.latest, read.was.map(Into::into));
                measures.list.push(Measure { id, quantity, latest, rolls_into: None, was });
                measures.asked.push(Cell::new(false));
                if let Some((into, at)) = read.into {
                    rolls.push((number, into, at, document.file, name));
                }
            }
        }
        for (number, into, at, file, name) in rolls {
            let root = Trail::root(file);
            let map = root.field("measures");
            measures.roll(number, &into, at, &given, &map.key(name), sink);
        }
        measures
    }

    fn roll(
        &mut self,
        number: usize,
        into: &str,
        at: std::ops::Range<usize>,
        given: &Given,
        trail: &Trail<'_>,
        sink: &mut Sink,
    ) {
        let Some(to) = self.find(into, at.clone(), trail, sink) else { return };
        let (Some(from), Some(target)) = (self.list.get(number), self.list.get(to)) else { return };
        if from.quantity != target.quantity {
            let found = Diagnostic::new(&codes::E057, trail.within(at))
                .with("from", from.id.as_str())
                .with("from_quantity", from.quantity.as_str())
                .with("to", target.id.as_str())
                .with("to_quantity", target.quantity.as_str());
            sink.push(match given.place(into) {
                Some(place) => found.also(place, ids::NOTE_OTHER),
                None => found,
            });
            return;
        }
        if from.latest != target.latest {
            let found = Diagnostic::new(&codes::E117, trail.within(at))
                .with("from", from.id.as_str())
                .with("to", target.id.as_str())
                .with("latest", if from.latest { "from" } else { "to" });
            sink.push(match given.place(into) {
                Some(place) => found.also(place, ids::NOTE_OTHER),
                None => found,
            });
            return;
        }
        // Measures that lead back to this one would be counted for ever.
        let mut next = Some(to);
        while let Some(here) = next {
            if here == number {
                sink.push(Diagnostic::new(&codes::E073, trail.within(at)).with("name", into));
                return;
            }
            let into = self.list.get(here).and_then(|m| m.rolls_into.as_ref());
            next = into.and_then(|id| self.by_name.get(id.as_str()).copied());
        }
        let id = target.id.clone();
        if let Some(from) = self.list.get_mut(number) {
            from.rolls_into = Some(id);
        }
    }

    /// Whether there is a measure of that name.
    pub(super) fn is_known(&self, name: &str) -> bool {
        self.by_name.contains_key(name)
    }

    /// The measure of that number.
    pub(super) fn measure(&self, number: usize) -> Option<&Measure> {
        self.list.get(number)
    }

    /// Measures that rates and checks add up, each with where.
    pub(crate) fn summed(&self) -> impl Iterator<Item = (&str, &Place)> {
        self.summed.iter().filter_map(|(n, place)| Some((self.list.get(*n)?.id.as_str(), place)))
    }

    pub(super) fn find(
        &self,
        name: &str,
        at: std::ops::Range<usize>,
        trail: &Trail<'_>,
        sink: &mut Sink,
    ) -> Option<usize> {
        let found = self.by_name.get(name).copied();
        if found.is_none() {
            sink.push(
                Diagnostic::new(&codes::E035, trail.within(at))
                    .with("name", name)
                    .suggest(near(name, self.by_name.keys().map(|n| &**n))),
            );
        }
        found
    }

    /// The measure of that name, where one is meant in passing, or another thing; it need not be reported for it.
    pub(super) fn named<'n>(
        &'n self,
        name: &str,
        at: std::ops::Range<usize>,
        others: impl Iterator<Item = &'n str>,
        trail: &Trail<'_>,
        sink: &mut Sink,
    ) -> Option<MeasureId> {
        let found = self.by_name.get(name).and_then(|number| self.id(*number));
        if found.is_none() {
            let known = self.by_name.keys().map(|n| &**n).chain(others);
            let found = Diagnostic::new(&codes::E035, trail.within(at)).with("name", name);
            sink.push(found.suggest(near(name, known)));
        }
        found
    }

    /// Whether only the latest report of a measure counts.
    pub(super) fn is_latest(&self, id: &MeasureId) -> bool {
        self.list.iter().any(|m| m.latest && m.id == *id)
    }

    /// Whether a measure is the other one, or counts towards it.
    pub(super) fn counts_to(&self, id: &MeasureId, to: &MeasureId) -> bool {
        let into = |id: &&MeasureId| self.list.iter().find(|m| m.id == **id)?.rolls_into.as_ref();
        let mut upwards = std::iter::successors(Some(id), into).take(self.list.len());
        upwards.any(|id| id == to)
    }

    fn id(&self, number: usize) -> Option<MeasureId> {
        self.list.get(number).map(|m| m.id.clone())
    }

    /// The campaign's targets.
    pub(crate) fn targets(&self, documents: &[Document], sink: &mut Sink) -> Vec<Target> {
        let mut given = Given::default();
        let mut out = Vec::new();
        for document in documents {
            let root = Trail::root(document.file);
            let map = root.field("targets");
            for (name, text) in document.plan.targets.iter() {
                let trail = map.key(name);
                given.note(name, trail.name(), sink);
                let Some(number) = self.by_name.get(name) else {
                    sink.push(
                        Diagnostic::new(&codes::E035, trail.name())
                            .with("name", &**name)
                            .suggest(near(name, self.by_name.keys().map(|n| &**n))),
                    );
                    continue;
                };
                let Some((compare, value)) = sink.check(&trail, target(text)) else { continue };
                out.extend(self.id(*number).map(|measure| Target { measure, compare, value }));
            }
        }
        out
    }

    /// The figures that a task asks for; `counted` looks up what those are counted from that are.
    pub(crate) fn asks(
        &self,
        texts: &[Text],
        trail: &Trail<'_>,
        sink: &mut Sink,
        mut counted: impl FnMut(Read, &Trail<'_>, &mut Sink) -> Option<Counted>,
    ) -> Vec<MeasureAsk> {
        let mut out: Vec<MeasureAsk> = Vec::new();
        for (i, text) in texts.iter().enumerate() {
            let trail = trail.index(i);
            let Some(ask) = sink.check(&trail, ask(text)) else { continue };
            let number = self.find(&ask.name, ask.at.clone(), &trail, sink);
            if let Some(asked) = number.and_then(|n| self.asked.get(n)) {
                asked.set(true);
            }
            let Some(measure) = number.and_then(|n| self.id(n)) else { continue };
            if out.iter().any(|o| o.measure == measure) {
                let again = texts.get(..i).is_some_and(|before| before.contains(text));
                let found = Diagnostic::new(&codes::E024, trail.within(ask.at));
                let found = found.with("name", ask.name);
                sink.push(found.fix_at(trail.place(), Put::Nothing, again));
                continue;
            }
            let from = ask.from.and_then(|read| counted(read, &trail, sink));
            out.push(MeasureAsk { measure, optional: ask.optional, target: ask.target, from });
        }
        out
    }

    /// For each measure in written order, its name and whether a task reports it, or one that counts
    /// towards it.
    pub(crate) fn reported(&self) -> Vec<(&str, bool)> {
        let mut reported: Vec<bool> = self.asked.iter().map(Cell::get).collect();
        for (measure, _) in self.list.iter().zip(&self.asked).filter(|(_, asked)| asked.get()) {
            let mut into = measure.rolls_into.as_ref();
            while let Some(number) = into.and_then(|id| self.by_name.get(id.as_str())) {
                match reported.get_mut(*number) {
                    // What lies further up has been marked with it.
                    Some(true) | None => break,
                    Some(is_reported) => *is_reported = true,
                }
                into = self.list.get(*number).and_then(|m| m.rolls_into.as_ref());
            }
        }
        self.list.iter().map(|m| m.id.as_str()).zip(reported).collect()
    }

    pub(crate) fn into_list(self) -> Vec<Measure> {
        self.list
    }
}

/// Says what is doubtful about a unit of quantity.
fn doubtful(quantity: &str, at: std::ops::Range<usize>, trail: &Trail<'_>, sink: &mut Sink) {
    let Some(doubt) = doubt(quantity) else { return };
    let (kind, meant) = match doubt {
        Doubt::Composite(meant) => ("composite", meant),
        Doubt::Qualified(meant) => ("qualified", Some(meant)),
        Doubt::Slip(meant) => ("slip", Some(meant)),
    };
    let found =
        Diagnostic::new(&codes::W054, trail.within(at)).with("kind", kind).with("name", quantity);
    sink.push(found.suggest(meant.map(str::to_owned)));
}

/// The evidence that a task asks for.
pub(crate) fn evidence_asks(
    texts: &[Text],
    trail: &Trail<'_>,
    sink: &mut Sink,
) -> Vec<EvidenceAsk> {
    let mut out: Vec<EvidenceAsk> = Vec::new();
    for (i, text) in texts.iter().enumerate() {
        let Some((name, count)) = sink.check(&trail.index(i), evidence(text)) else { continue };
        out.push(EvidenceAsk { name, count });
    }
    out
}
