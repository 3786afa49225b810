//! Templates: streams that take their tasks from one, with values put in for its parameters.

use std::collections::{BTreeMap, BTreeSet};

use super::Book;
use crate::asks::{Ask, AskFault, AskKind, asks};
use crate::codes;
use crate::diagnostic::{Diagnostic, Step};
use crate::grammar::need::sentence;
use crate::grammar::template::{Piece, pieces};
use crate::grammar::time::{Due, due, only_point};
use crate::ids::GroupId;
use crate::names::{Found, Given, check_id, check_name, near};
use crate::report::{Sink, Trail};
use crate::source::schema::{StreamSource, TaskSource, TemplateSource};
use crate::source::value::{Entries, Shaped as _, Text};
use crate::source::{Document, doubts};
use crate::templated::{Puts, Source};

/// Stands between a stream's name and the name of a task that its template makes.
const JOINER: &str = "·";

/// What templates make.
#[derive(Debug, Default)]
pub(crate) struct Made {
    /// The tasks, for each stream in written order.
    streams: Vec<Entries<TaskSource>>,
    used: BTreeSet<Text>,
}

impl Made {
    /// The tasks that the template of that stream makes.
    pub(crate) fn tasks(&self, stream: usize) -> &[(Text, TaskSource)] {
        self.streams.get(stream).map_or(&[], |tasks| tasks.as_slice())
    }

    /// Whether a stream uses the template.
    pub(crate) fn is_used(&self, name: &str) -> bool {
        self.used.contains(name)
    }
}

/// A template, and where it is given.
struct Template<'a> {
    file: usize,
    source: &'a TemplateSource,
    asks: Vec<Ask>,
}

/// Makes the tasks of all streams that use a template. What is wrong with one of these points at the template
/// from then on.
pub(super) fn made(documents: &[Document], book: &Book, sink: &mut Sink) -> Made {
    let mut templates: BTreeMap<&str, Template<'_>> = BTreeMap::new();
    let mut given = Given::default();
    for document in documents {
        let root = Trail::root(document.file);
        let map = root.field("templates");
        for (name, source) in document.plan.templates.iter() {
            let trail = map.key(name);
            check_name(name, &trail, sink);
            if given.note(name, trail.name(), sink) {
                let asks = asks(&source.ask, &book.units, &trail.field("ask"), sink);
                templates.insert(name, Template { file: document.file, source, asks });
            }
        }
    }
    let windows = documents.iter().flat_map(|document| document.plan.windows.iter());
    let windows = windows.map(|(name, _)| &**name).collect();
    let mut maker = Maker { templates, windows, book, made: Made::default() };
    for document in documents {
        let root = Trail::root(document.file);
        maker.streams(&document.plan.streams, &root.field("streams"), sink);
    }
    maker.made
}

struct Maker<'a> {
    templates: BTreeMap<&'a str, Template<'a>>,
    /// Names of windows, which may stand for dates.
    windows: BTreeSet<&'a str>,
    book: &'a Book,
    made: Made,
}

impl Maker<'_> {
    fn streams(&mut self, streams: &Entries<StreamSource>, trail: &Trail<'_>, sink: &mut Sink) {
        for (name, source) in streams.iter() {
            let trail = trail.key(name);
            let made = self.stream(name, source, &trail, sink);
            if made.is_none() && source.r#use.is_some() {
                // Others may wait for what is missing now, which has been said.
                let codes = doubts(&[Step::Field("streams")]);
                codes.iter().for_each(|code| sink.doubt(code));
            }
            self.made.streams.push(made.unwrap_or_default());
            self.streams(&source.streams, &trail.field("streams"), sink);
        }
    }

    fn stream(
        &mut self,
        stream: &Text,
        source: &StreamSource,
        trail: &Trail<'_>,
        sink: &mut Sink,
    ) -> Option<Entries<TaskSource>> {
        let Some(name) = &source.r#use else {
            if !source.with.is_empty() && !sink.is_blanked(&trail.field("use")) {
                let place = trail.field("with").name();
                sink.push(Diagnostic::new(&codes::E026, place).with("field", "use"));
            }
            return None;
        };
        let used = trail.field("use");
        let Some(template) = self.templates.get(&**name) else {
            let near = near(name, self.templates.keys().copied());
            let found = Diagnostic::new(&codes::E086, used.place()).with("name", &**name);
            sink.push(found.suggest(near));
            return None;
        };
        self.made.used.insert(name.clone());
        let values = self.values(template, source, trail, sink);
        if !check_id(stream, trail, sink) {
            return None;
        }
        let values = values?;
        let root = Trail::root(template.file);
        let (map, list) = (root.field("templates"), trail.field("tasks"));
        let given = map.key(name);
        let tasks = given.field("tasks");
        let mut out = Vec::new();
        for (id, task) in template.source.tasks.iter() {
            let (mut task, own_was) = (task.clone(), task.was.as_ref());
            let puts = fill(&mut task, &values, stream, &template.source.tasks);
            if let Some(former) = &source.was {
                task.was = Some(joined(former, own_was.unwrap_or(id)));
            }
            let full = joined(stream, id);
            let used = used.place();
            let written = Source { file: template.file, steps: tasks.key(id).steps(), used, puts };
            sink.templated.note(trail.file(), list.key(&full).steps(), written);
            out.push((full, task));
        }
        Some(Entries(out))
    }

    /// The values of a template's parameters; nothing, and diagnostics, where one is missing or wrong.
    fn values(
        &self,
        template: &Template<'_>,
        source: &StreamSource,
        trail: &Trail<'_>,
        sink: &mut Sink,
    ) -> Option<BTreeMap<Text, Text>> {
        let with = trail.field("with");
        let mut is_whole = true;
        for (name, _) in source.with.iter() {
            if !template.asks.iter().any(|ask| ask.name == **name) {
                let names = template.asks.iter().map(|ask| ask.name.as_str());
                let found = Diagnostic::new(&codes::E088, with.key(name).name());
                sink.push(found.with("name", &**name).suggest(near(name, names)));
                is_whole = false;
            }
        }
        let mut values = BTreeMap::new();
        for ask in &template.asks {
            let given = source.with.iter().find(|(name, _)| **name == *ask.name);
            let Some((name, value)) = given else {
                let is_there = sink.is_blanked(&with) || sink.is_blanked(&with.key(&ask.name));
                if !is_there {
                    let found = Diagnostic::new(&codes::E087, trail.field("use").place());
                    sink.push(found.with("name", &ask.name).with("kind", ask.kind.word()));
                }
                is_whole = false;
                continue;
            };
            is_whole &= self.value(ask, value, &with.key(name), sink);
            values.insert(name.clone(), value.clone());
        }
        is_whole.then_some(values)
    }

    /// Whether a value is what its parameter holds. What still holds a key is known only row by row.
    fn value(&self, ask: &Ask, value: &Text, trail: &Trail<'_>, sink: &mut Sink) -> bool {
        let filled = self.book.vars.text(value, trail, &mut Sink::default());
        if filled.contains('{') {
            return true;
        }
        let units = &self.book.units;
        let is_member = |group: &GroupId, name: &str| {
            let Some(Found::Unit(unit)) = units.find(name) else { return false };
            matches!(units.find(group.as_str()), Some(Found::Group(all)) if all.contains(&unit))
        };
        let checked = match ask.kind {
            // A plan counts from D.
            AskKind::Date if self.windows.contains(filled.trim()) => Ok(()),
            AskKind::Date => only_point(filled.trim()).map(|_| ()).map_err(|_| AskFault::Date),
            _ => ask.kind.check(&filled, is_member),
        };
        let Err(fault) = checked else { return true };
        sink.push(
            Diagnostic::new(&codes::E089, trail.place())
                .with("name", &ask.name)
                .with("kind", fault.word())
                .with("group", ask.kind.choices())
                .with("text", filled),
        );
        false
    }
}

fn joined(stream: &str, task: &str) -> Text {
    Text::from(format!("{stream}{JOINER}{task}").as_str())
}

/// Puts the values into every text of a task, and the full names of the template's own tasks. What was put
/// where is given back, by the way from the task.
fn fill(
    task: &mut TaskSource,
    values: &BTreeMap<Text, Text>,
    stream: &str,
    own: &Entries<TaskSource>,
) -> BTreeMap<Vec<Step>, Puts> {
    let is_own = |name: &str| own.iter().any(|(id, _)| **id == *name);
    let mut puts = BTreeMap::new();
    task.each_text(&mut Vec::new(), &mut |text, steps| {
        let filled = filled(text, values, stream, is_own);
        let named = match steps.first() {
            Some(Step::Field(field)) => named(field, &filled.0, stream, is_own),
            _ => Vec::new(),
        };
        let whole = if named.is_empty() { filled } else { put(&filled.0, named, filled.1) };
        if !whole.1.is_empty() {
            puts.insert(steps.to_vec(), whole.1);
            *text = Text::from(whole.0.as_str());
        }
    });
    puts
}

fn filled(
    text: &str,
    values: &BTreeMap<Text, Text>,
    stream: &str,
    is_own: impl Fn(&str) -> bool,
) -> (String, Puts) {
    let names = pieces(text).into_iter().filter_map(|piece| match piece {
        Piece::Name(name, at) => match values.get(name) {
            Some(value) => Some((at, value.to_string())),
            None => is_own(name).then(|| (at, format!("{{{}}}", &*joined(stream, name)))),
        },
        Piece::Literal(_) => None,
    });
    put(text, names.collect(), Vec::new())
}

/// Where a text names tasks of its own template, with their full names.
fn named(
    field: &str,
    text: &str,
    stream: &str,
    is_own: impl Fn(&str) -> bool,
) -> Vec<(std::ops::Range<usize>, String)> {
    let found = match field {
        "needs" => sentence(text).map(|s| s.targets.into_iter().map(|t| (t.at, t.task)).collect()),
        "due" => due(text).map(|due| match due {
            Due::After { task, at, .. } => vec![(at, task)],
            _ => Vec::new(),
        }),
        "when_outcome" => {
            crate::grammar::outcome::condition(text).map(|c| vec![(c.on.at, c.on.task)])
        }
        "was" => Ok(vec![(0..text.len(), text.to_owned())]),
        _ => return Vec::new(),
    };
    let found: Vec<(_, String)> = found.unwrap_or_default();
    let own = found.into_iter().filter(|(_, name)| field == "was" || is_own(name));
    own.map(|(at, name)| (at, joined(stream, &name).to_string())).collect()
}

/// The text with other words put in. What was put in before makes the whole text another.
fn put(text: &str, edits: Vec<(std::ops::Range<usize>, String)>, before: Puts) -> (String, Puts) {
    let (mut out, mut puts, mut from) = (String::new(), Vec::new(), 0);
    for (at, words) in edits {
        out.push_str(text.get(from..at.start).unwrap_or_default());
        let start = out.len();
        out.push_str(&words);
        from = at.end;
        puts.push((at, start..out.len()));
    }
    out.push_str(text.get(from..).unwrap_or_default());
    if let Some(last) = before.last() {
        // Of a text changed twice only the whole is known.
        puts = vec![(0..last.0.end, 0..out.len())];
    }
    (out, puts)
}
