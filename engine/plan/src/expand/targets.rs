//! Targets of a task that differ by key: `"走访": { "城东所": ">= 30", "城区所": ">= 40" }`.

use std::cmp::Reverse;

use rust_decimal::Decimal;

use super::slots::Slot;
use crate::codes;
use crate::diagnostic::Diagnostic;
use crate::expanded::{Compare, MeasureAsk};
use crate::grammar::measure::target;
use crate::ids::MeasureId;
use crate::names::{Fan, Found, Near, Row, Units, near};
use crate::report::{Sink, Trail};
use crate::source::value::{Entries, Text};

/// The target of one measure for the instances that have all of these keys.
pub(super) struct Line {
    measure: MeasureId,
    keys: Vec<Key>,
    target: (Compare, Decimal),
}

/// A key that is asked for.
enum Key {
    /// That one.
    Is(String),
    /// Any unit of a group.
    In(Vec<String>),
}

impl Key {
    fn holds(&self, key: &str) -> bool {
        match self {
            Key::Is(is) => is == key,
            Key::In(units) => units.iter().any(|unit| unit == key),
        }
    }
}

impl Line {
    fn holds(&self, row: &Row, slot: &Slot) -> bool {
        let has = |key: &Key| row.keys.iter().chain(&slot.label).any(|own| key.holds(own));
        self.keys.iter().all(has)
    }

    /// The more keys, and the fewer groups, the sooner it is looked at.
    fn rank(&self) -> impl Ord + use<> {
        let groups = self.keys.iter().filter(|key| matches!(key, Key::In(_))).count();
        (Reverse(self.keys.len()), groups)
    }
}

/// Reads `targets` of a task that asks for those measures, the most exact lines first.
pub(super) fn lines(
    maps: &Entries<Entries<Text>>,
    asks: &[MeasureAsk],
    (fan, slots): (&Fan, &[Slot]),
    units: &Units,
    trail: &Trail<'_>,
    sink: &mut Sink,
) -> Vec<Line> {
    let mut out = Vec::new();
    for (name, by_key) in maps.iter() {
        let trail = trail.key(name);
        let Some(ask) = asks.iter().find(|ask| ask.measure.as_str() == &**name) else {
            let asked = near(name, asks.iter().map(|ask| ask.measure.as_str()));
            let found = Diagnostic::new(&codes::E090, trail.name()).with("kind", "measure");
            sink.push(found.with("name", &**name).suggest(asked));
            continue;
        };
        for (key, text) in by_key.iter() {
            let trail = trail.key(key);
            let Some(target) = sink.check(&trail, target(text)) else { continue };
            let keys = key.split(',').map(|part| one(part.trim(), units)).collect();
            let line = Line { measure: ask.measure.clone(), keys, target };
            let fits = |row: &Row| slots.iter().any(|slot| line.holds(row, slot));
            // What makes no instance has been told of, or is left out.
            if fan.rows.is_empty() || slots.is_empty() || fan.rows.iter().any(fits) {
                out.push(line);
                continue;
            }
            let known = fan.rows.iter().flat_map(|row| &row.keys);
            let known = known.chain(slots.iter().filter_map(|slot| slot.label.as_ref()));
            let found = Diagnostic::new(&codes::E090, trail.name()).with("kind", "key");
            let is_now = now(key, units).filter(|now| known.clone().any(|key| **key == **now));
            let meant = is_now.map(Near::sure).or_else(|| near(key, known.map(|key| &**key)));
            sink.push(found.with("name", &**key).suggest(meant));
        }
    }
    out.sort_by_key(Line::rank);
    out
}

fn one(name: &str, units: &Units) -> Key {
    match units.look_up(name) {
        Some(Found::Group(group)) => {
            let group = group.iter().filter_map(|unit| units.unit(*unit));
            Key::In(group.map(|unit| unit.id.to_string()).collect())
        }
        _ => Key::Is(name.to_owned()),
    }
}

/// What a unit is called now that goes by a former name.
fn now<'u>(name: &str, units: &'u Units) -> Option<&'u str> {
    match units.look_up(name)? {
        Found::Unit(unit) => units.unit(unit).map(|unit| unit.id.as_str()),
        Found::Group(_) => None,
    }
}

/// What one instance is asked for: lines of its own keys go before what holds for all.
pub(super) fn of(lines: &[Line], asks: &[MeasureAsk], row: &Row, slot: &Slot) -> Vec<MeasureAsk> {
    let own = |ask: &MeasureAsk| {
        let line = lines.iter().find(|line| line.measure == ask.measure && line.holds(row, slot));
        MeasureAsk { target: line.map(|line| line.target).or(ask.target), ..ask.clone() }
    };
    asks.iter().map(own).collect()
}
