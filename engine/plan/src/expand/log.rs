//! Logs of tasks: what their rows hold, and what figures are counted from them.

use super::Book;
use super::timeline::Timeline;
use crate::asks::{AskKind, kind};
use crate::codes;
use crate::diagnostic::Diagnostic;
use crate::expanded::MeasureAsk;
use crate::grammar::counted::{Read, Test as TestRead, Word};
use crate::grammar::measure;
use crate::grammar::only::How;
use crate::grammar::time::{Day, only_point};
use crate::ids::GroupId;
use crate::names::{Found, Units, check_id, near};
use crate::report::{Sink, Trail};
use crate::rows::{Column, Counted, RowTest, Test};
use crate::source::schema::{AskSource, TaskSource};
use crate::source::value::{Entries, Text};

/// The columns of a log, in written order. A `?` behind a name says that its cells may be empty.
pub(super) fn columns(
    entries: &Entries<AskSource>,
    units: &Units,
    trail: &Trail<'_>,
    sink: &mut Sink,
) -> Vec<Column> {
    let mut out: Vec<Column> = Vec::new();
    for (key, source) in entries.iter() {
        let trail = trail.key(key);
        let name = key.strip_suffix('?').unwrap_or(key);
        // Sentences that count rows end a name at such a mark.
        if check_id(name, &trail, sink)
            && let Some(mark) = name.chars().find(|c| "?<=!".contains(*c))
        {
            let found = Diagnostic::new(&codes::E065, trail.name()).with("name", name);
            sink.push(found.with("mark", mark.to_string()).with("kind", "mark"));
        }
        if out.iter().any(|column| column.name == name) {
            sink.push(Diagnostic::new(&codes::E024, trail.name()).with("name", name));
            continue;
        }
        let Some(kind) = kind(source, units, &trail, sink) else { continue };
        out.push(Column { name: name.to_owned(), kind, optional: name.len() < key.len() });
    }
    out
}

/// The figures that a task asks for, those that are counted from its log among them.
pub(super) fn measures(
    book: &Book,
    time: &Timeline,
    source: &TaskSource,
    log: &[Column],
    trail: &Trail<'_>,
    sink: &mut Sink,
) -> Vec<MeasureAsk> {
    let counting = Counting { units: &book.units, time, log, has_log: !source.log.is_empty() };
    let list = trail.field("measures");
    let asks = book.measures.asks(&source.measures, &list, sink, |read, trail, sink| {
        counting.counted(read, trail, sink)
    });
    // Whoever keeps a log means to count it, and not to count it again by hand.
    let is_counted = |text: &Text| measure::ask(text).is_ok_and(|ask| ask.from.is_some());
    if !log.is_empty() && !asks.is_empty() && !source.measures.iter().any(is_counted) {
        let found = Diagnostic::new(&codes::W056, trail.field("log").name());
        let first = asks.first().map(|ask| ask.measure.to_string()).unwrap_or_default();
        sink.push(found.with("name", first));
    }
    asks
}

/// Figures that are counted from a log.
struct Counting<'a> {
    units: &'a Units,
    time: &'a Timeline,
    log: &'a [Column],
    has_log: bool,
}

impl Counting<'_> {
    fn counted(&self, read: Read, trail: &Trail<'_>, sink: &mut Sink) -> Option<Counted> {
        if !self.has_log {
            sink.push(Diagnostic::new(&codes::E116, trail.place()));
            return None;
        }
        let sum = match &read.sum {
            None => None,
            Some(word) => Some(self.summed(word, trail, sink)?),
        };
        let only = read.only.iter().map(|test| self.test(test, trail, sink));
        let only: Vec<Option<RowTest>> = only.collect();
        Some(Counted { sum, only: only.into_iter().collect::<Option<_>>()? })
    }

    /// The column that is added up: it must hold numbers.
    fn summed(&self, word: &Word, trail: &Trail<'_>, sink: &mut Sink) -> Option<String> {
        let column = self.column(word, trail, sink)?;
        if column.kind != AskKind::Number {
            let found = Diagnostic::new(&codes::E114, trail.within(word.1.clone()));
            let found = found.with("name", column.name.as_str()).with("kind", column.kind.word());
            let numbers = self.log.iter().filter(|c| c.kind == AskKind::Number);
            sink.push(found.suggest(near(&word.0, numbers.map(|c| c.name.as_str()))));
            return None;
        }
        Some(column.name.clone())
    }

    fn column(&self, (name, at): &Word, trail: &Trail<'_>, sink: &mut Sink) -> Option<&Column> {
        let found = self.log.iter().find(|column| column.name == *name);
        if found.is_none() {
            let names = || self.log.iter().map(|column| column.name.as_str());
            let known = names().collect::<Vec<_>>().join("、");
            let found = Diagnostic::new(&codes::E113, trail.within(at.clone()));
            let found = found.with("name", name.as_str()).with("known", known);
            sink.push(found.suggest(near(name, names())));
        }
        found
    }

    /// A day so far from D, as rows hold days.
    fn day(&self, value: &str) -> Option<String> {
        let point = only_point(value).ok().filter(|point| point.clock.is_none())?;
        let is_from_d = matches!(point.day, Day::Anchor(_));
        let date = self.time.plain_date(point.day).filter(|_| is_from_d)?;
        Some(date.to_string())
    }

    fn test(&self, test: &TestRead, trail: &Trail<'_>, sink: &mut Sink) -> Option<RowTest> {
        let column = self.column(&test.column, trail, sink)?;
        let mut values = Vec::new();
        for (value, at) in &test.values {
            let is_ordered = matches!(column.kind, AskKind::Number | AskKind::Date);
            let is_member = |group: &GroupId, name: &str| {
                let Some(Found::Unit(unit)) = self.units.find(name) else { return false };
                let group = self.units.find(group.as_str());
                matches!(group, Some(Found::Group(all)) if all.contains(&unit))
            };
            let fits = is_ordered || !matches!(test.how, How::Than(_));
            let day = if column.kind == AskKind::Date { self.day(value) } else { None };
            match column.read(day.as_deref().unwrap_or(value), is_member) {
                Ok(cell) if fits && !cell.is_empty() => values.push(cell),
                _ => {
                    let found = Diagnostic::new(&codes::E115, trail.within(at.clone()))
                        .with("name", column.name.as_str())
                        .with("kind", column.kind.word())
                        .with("value", value.as_str())
                        .with("why", if fits { "value" } else { "order" });
                    sink.push(found);
                    return None;
                }
            }
        }
        let test = match test.how {
            How::Is => Test::Is(values),
            How::IsNot => Test::IsNot(values),
            How::Than(compare) => Test::Compares(compare, values.pop()?),
        };
        Some(RowTest { column: column.name.clone(), test })
    }
}
