//! What the texts of a plan give away: names of nobody, former names, gaps, numbers that don't fit, a second
//! theme, things handed out that nobody counts.

use std::collections::BTreeMap;

use super::walk;
use crate::codes;
use crate::diagnostic::{Diagnostic, Place};
use crate::expand::Expander;
use crate::expanded::{Campaign, TaskKind, Unit};
use crate::grammar::template::{Piece, pieces};
use crate::names::Vars;
use crate::prose;
use crate::report::{Sink, Trail};
use crate::source::Document;
use crate::source::schema::TaskSource;
use crate::source::value::Text;
use wallchart_words::ids;

/// Looks at every text.
pub(super) fn texts(
    expander: &Expander<'_>,
    documents: &[Document],
    campaign: &Campaign,
    sink: &mut Sink,
) {
    let mut reader = Reader {
        expander,
        former: former_names(&expander.book.units.list),
        theme: theme(documents, &expander.book.vars),
        annexes: campaign.notice.as_ref().map_or(0, |n| n.annexes.len()),
        sink,
    };
    for document in documents {
        reader.document(document);
    }
    reader.order_of_streams(documents);
    walk::streams(documents, &mut |stream, trail| {
        if let Some(title) = &stream.source.title {
            reader.text(title, &trail.field("title"));
        }
    });
    walk::tasks(expander, &mut |planned, trail| reader.task(planned.source, planned.id, trail));
    reader.figures();
}

struct Reader<'a> {
    expander: &'a Expander<'a>,
    /// Former names by their first character, each with the present one.
    former: BTreeMap<char, Vec<(&'a str, &'a str)>>,
    /// The campaign's theme, and where it is given.
    theme: Option<(String, Place)>,
    annexes: usize,
    sink: &'a mut Sink,
}

/// Shorter names stand inside other words too often.
const FORMER_CHARS_MIN: usize = 3;

fn former_names(units: &[Unit]) -> BTreeMap<char, Vec<(&str, &str)>> {
    let mut out: BTreeMap<char, Vec<(&str, &str)>> = BTreeMap::new();
    for (unit, name) in units.iter().flat_map(|u| u.aka.iter().map(move |name| (u, name))) {
        let Some(first) = name.chars().next() else { continue };
        if name.chars().nth(FORMER_CHARS_MIN - 1).is_some() {
            out.entry(first).or_default().push((name, unit.id.as_str()));
        }
    }
    out
}

/// The theme that a var gives.
fn theme(documents: &[Document], vars: &Vars) -> Option<(String, Place)> {
    for document in documents {
        let root = Trail::root(document.file);
        let map = root.field("vars");
        for (name, _) in document.plan.vars.iter() {
            if matches!(&**name, "theme" | "主题" | "年主题") {
                return Some((vars.get(name)?.to_owned(), map.key(name).place()));
            }
        }
    }
    None
}

impl Reader<'_> {
    fn document(&mut self, document: &Document) {
        let root = Trail::root(document.file);
        let plan = &document.plan;
        if let Some(title) = &plan.title {
            self.text(title, &root.field("title"));
        }
        for (field, entries) in [("vars", &plan.vars), ("objectives", &plan.objectives)] {
            let map = root.field(field);
            for (name, text) in entries.iter() {
                self.text(text, &map.key(name));
            }
        }
    }

    /// What is looked for in every text.
    fn text(&mut self, text: &Text, trail: &Trail<'_>) {
        if text.is_ascii() {
            return;
        }
        self.former(text, trail);
        if let Some((fault, marks)) = prose::gap(text)
            && let Some(mark) = marks.get(fault.mark)
        {
            let at = mark.at.clone();
            let found = text.get(at.clone()).unwrap_or_default();
            self.gap(trail.within(at), found, fault.missing);
        }
        if let Some(claim) = prose::claim(text) {
            let words = text.get(claim.at.clone()).unwrap_or_default().to_owned();
            let found = Diagnostic::new(&codes::W037, trail.within(claim.at));
            self.sink.push(found.with("text", words).with("found", claim.found));
        }
        if let Some(at) = prose::twice(text) {
            let words = text.get(at.clone()).unwrap_or_default().to_owned();
            self.sink.push(Diagnostic::new(&codes::W038, trail.within(at)).with("text", words));
        }
        self.themes(text, trail);
    }

    fn gap(&mut self, place: Place, found: &str, missing: Option<String>) {
        let kind = if missing.is_some() { "gap" } else { "twice" };
        self.sink.push(
            Diagnostic::new(&codes::W036, place)
                .with("kind", kind)
                .with("found", found)
                .with("missing", missing.unwrap_or_default()),
        );
    }

    fn former(&mut self, text: &str, trail: &Trail<'_>) {
        if self.former.is_empty() {
            return;
        }
        for (at, c) in text.char_indices() {
            let rest = text.get(at..).unwrap_or_default();
            let names = self.former.get(&c).into_iter().flatten();
            let Some((name, now)) = names.copied().find(|(name, _)| rest.starts_with(name)) else {
                continue;
            };
            // The present name may hold the former one.
            let inside = now.find(name).is_some_and(|offset| {
                at.checked_sub(offset)
                    .and_then(|s| text.get(s..))
                    .is_some_and(|t| t.starts_with(now))
            });
            if !inside {
                let place = trail.within(at..at + name.len());
                let found =
                    Diagnostic::new(&codes::W031, place).with("name", name).with("now", now);
                self.sink.push(found.suggest(Some(now.to_owned())));
                return;
            }
        }
    }

    fn themes(&mut self, text: &str, trail: &Trail<'_>) {
        for at in prose::themes(text) {
            let said = filled(text.get(at.clone()).unwrap_or_default(), &self.expander.book.vars);
            let Some((theme, place)) = &self.theme else {
                self.theme = Some((said, trail.within(at)));
                continue;
            };
            if bare(theme) != bare(&said) {
                self.sink.push(
                    Diagnostic::new(&codes::W039, trail.within(at))
                        .with("text", said)
                        .with("theme", theme.as_str())
                        .also(place.clone(), ids::NOTE_OTHER),
                );
            }
        }
    }

    /// Streams side by side are numbered without a gap, in whichever file they stand.
    fn order_of_streams(&mut self, documents: &[Document]) {
        let mut levels: BTreeMap<String, Vec<(Option<prose::Mark>, Place, String)>> =
            BTreeMap::new();
        walk::streams(documents, &mut |stream, trail| {
            let (text, place) = match &stream.source.title {
                Some(title) => (title, trail.field("title").place()),
                None => (stream.name, trail.name()),
            };
            let level = levels.entry(stream.parent.to_owned()).or_default();
            level.push((prose::leading(text), place, text.to_string()));
        });
        for level in levels.values() {
            let marks: Vec<_> = level.iter().map(|(mark, ..)| mark.clone()).collect();
            let Some(fault) = prose::gap_in(&marks) else { continue };
            if let Some((Some(mark), place, text)) = level.get(fault.mark) {
                let found = text.get(mark.at.clone()).unwrap_or_default();
                self.gap(place.clone(), found, fault.missing);
            }
        }
    }

    fn task(&mut self, source: &TaskSource, id: &Text, trail: &Trail<'_>) {
        let single = [("title", &source.title), ("about", &source.about), ("place", &source.place)];
        if single.iter().all(|(_, text)| text.is_none()) && source.steps.is_empty() {
            return;
        }
        let list = trail.field("steps");
        let is_counted =
            !source.measures.is_empty() || self.sink.is_blanked(&trail.field("measures"));
        let mut handed_out = is_counted;
        let mut look = |reader: &mut Self, text: &Text, trail: &Trail<'_>| {
            reader.text(text, trail);
            reader.nobody(text, trail);
            reader.annex(text, trail);
            if !handed_out && let Some(at) = prose::handed_out(text) {
                handed_out = true;
                let thing = text.get(at.clone()).unwrap_or_default();
                let found = Diagnostic::new(&codes::W040, trail.within(at)).with("name", &**id);
                reader.sink.push(found.with("text", thing));
            }
        };
        for (field, text) in single {
            if let Some(text) = text {
                look(self, text, &trail.field(field));
            }
        }
        for (i, text) in source.steps.iter().enumerate() {
            look(self, text, &list.index(i));
        }
        let marks: Vec<_> = source.steps.iter().map(|s| prose::leading(s)).collect();
        if let Some(fault) = prose::gap_in(&marks)
            && let (Some(Some(mark)), Some(step)) =
                (marks.get(fault.mark), source.steps.get(fault.mark))
        {
            let found = step.get(mark.at.clone()).unwrap_or_default();
            self.gap(list.index(fault.mark).within(mark.at.clone()), found, fault.missing);
        }
    }

    /// Words that name nobody; a group of that name says who is meant.
    fn nobody(&mut self, text: &str, trail: &Trail<'_>) {
        let Some(at) = prose::vague(text) else { return };
        let words = text.get(at.clone()).unwrap_or_default();
        if self.expander.book.units.look_up(words).is_none() {
            self.sink.push(Diagnostic::new(&codes::W030, trail.within(at)).with("text", words));
        }
    }

    fn annex(&mut self, text: &str, trail: &Trail<'_>) {
        let Some((number, at)) = prose::annex(text) else { return };
        if number as usize > self.annexes {
            let words = text.get(at.clone()).unwrap_or_default();
            let found = Diagnostic::new(&codes::W035, trail.within(at)).with("text", words);
            self.sink.push(found.with("found", self.annexes));
        }
    }

    /// A report needs a figure from somewhere (S8.10).
    fn figures(&mut self) {
        let tasks = &self.expander.tasks;
        let report = tasks.iter().find(|t| t.kind == Some(TaskKind::Report));
        if let Some(report) = report.filter(|_| tasks.iter().all(|t| t.measures.is_empty())) {
            let place = self.expander.origins.place(report.number, crate::TaskField::Id);
            self.sink.push(Diagnostic::new(&codes::W041, place));
        }
    }
}

/// A text with vars put in.
fn filled(text: &str, vars: &Vars) -> String {
    pieces(text)
        .into_iter()
        .map(|piece| match piece {
            Piece::Literal(text) => text,
            Piece::Name(name, at) => vars.get(name).or(text.get(at)).unwrap_or_default(),
        })
        .collect()
}

/// A theme without its marks: 品质消费，美好生活 and 品质消费 美好生活 are one.
fn bare(theme: &str) -> String {
    theme.chars().filter(|c| c.is_alphanumeric()).collect()
}
