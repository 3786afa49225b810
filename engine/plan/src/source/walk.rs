//! Walks a tree beside the shape that it ought to have, and says where the two differ.

use std::ops::Range;

use super::schema::LATER;
use super::synonym;
use super::value::{Field, Shape};
use crate::codes;
use crate::diagnostic::{Code, Diagnostic, Place, Put, Spot, Step};
use crate::names::{Near, near};
use crate::syntax::{Node, Shape as Form};

/// What files begin with.
const ROOTS: [&str; 2] = ["Campaign", "Calendar"];

/// What a walk has found.
pub(super) struct Walk {
    file: usize,
    steps: Vec<Step>,
    pub(super) diagnostics: Vec<Diagnostic>,
    /// Entries to be taken out so that the rest can be read.
    pub(super) holes: Vec<Hole>,
    /// Names in front of brackets to be taken out.
    pub(super) renames: Vec<Range<usize>>,
}

/// An entry to be taken out.
#[derive(Clone)]
pub(super) struct Hole {
    pub(super) steps: Vec<Step>,
    /// From its name to the end of its value.
    pub(super) range: Range<usize>,
}

impl Walk {
    pub(super) fn new(file: usize) -> Self {
        Self {
            file,
            steps: Vec::new(),
            diagnostics: Vec::new(),
            holes: Vec::new(),
            renames: Vec::new(),
        }
    }

    fn say(&mut self, code: &'static Code, range: Range<usize>) -> Diagnostic {
        Diagnostic::new(code, Place { file: self.file, spot: Spot::Bytes(range) })
    }

    /// Compares a value with its shape. Says whether it fits; one that does not is taken out by what
    /// holds it.
    pub(super) fn value(&mut self, node: Node<'_>, shape: Shape) -> bool {
        let node = node.inner();
        // What the form spoils has been told.
        if matches!(node.shape(), Form::Bare | Form::Missing | Form::Error) {
            return false;
        }
        match shape {
            Shape::Text => node.shape() == Form::Text || self.wrong(node, "text"),
            Shape::Number => {
                let fits = node.shape() == Form::Number && node.source().parse::<u32>().is_ok();
                fits || self.wrong(node, "number")
            }
            Shape::Bool => {
                let fits = node.shape() == Form::Word && matches!(node.source(), "true" | "false");
                fits || self.wrong(node, "bool")
            }
            Shape::List(item) => self.list(node, item),
            Shape::Map(value) => self.map(node, value),
            Shape::WordMap(words, value) => self.word_map(node, words, value),
            Shape::Struct(name, fields) => self.fields(node, name, fields),
            Shape::Word(words) => self.word(node, words),
            Shape::Call(names, inner) => self.call(node, names, inner),
            Shape::Either(shapes) => self.either(node, shapes),
        }
    }

    fn wrong(&mut self, node: Node<'_>, expected: &'static str) -> bool {
        let text = node.text().unwrap_or_default();
        let mut items = node.children();
        // What was written, and whether it can only have been meant so.
        let meant = match (expected, node.shape()) {
            ("text", Form::Word | Form::Number) => Some((format!("\"{}\"", node.source()), true)),
            ("text", Form::List) => match (items.next(), items.next()) {
                (Some(item), None) if item.shape() == Form::Text => {
                    Some((item.source().to_owned(), true))
                }
                _ => None,
            },
            // Several names in one string are a list in the writer's mind.
            ("list", Form::Text) => {
                Some((format!("[{}]", node.source()), !text.contains(['、', '，', ',', '；', ';'])))
            }
            ("number", Form::Text) if text.parse::<u32>().is_ok() => {
                Some((text.into_owned(), true))
            }
            ("bool", Form::Text | Form::Word) => {
                let words = ["true", "false"];
                let written = if node.shape() == Form::Text { &*text } else { node.source() };
                let listed = words.into_iter().find(|word| *word == written);
                let meant = listed.or_else(|| synonym::word(written, words));
                meant.map(|word| (word.to_owned(), true))
            }
            _ => None,
        };
        let found = self.say(&codes::E022, node.range()).with("expected", expected);
        self.diagnostics.push(match meant {
            Some((meant, is_sure)) => {
                found.suggest(Some(meant.clone())).fix_with(Put::Source(meant), is_sure)
            }
            None => found,
        });
        false
    }

    /// A list fits where all its items do: taking one out would renumber those after it.
    fn list(&mut self, node: Node<'_>, item: fn() -> Shape) -> bool {
        if node.shape() != Form::List {
            return self.wrong(node, "list");
        }
        let mut fits = true;
        for (i, child) in node.children().enumerate() {
            self.steps.push(Step::Index(i));
            fits &= self.value(child, item());
            self.steps.pop();
        }
        fits
    }

    fn map(&mut self, node: Node<'_>, value: fn() -> Shape) -> bool {
        if node.shape() != Form::Map {
            return self.wrong(node, "map");
        }
        for child in node.children() {
            let Some((key, written)) = written_key(node, child) else { continue };
            let is_text = written.is_some_and(|w| w.starts_with(['"', 'r']));
            self.steps.push(Step::Key(child.key_text().unwrap_or_default().into_owned()));
            if !is_text {
                let meant = format!("\"{}\"", written.unwrap_or_default());
                let found = self.say(&codes::E022, key.clone()).with("expected", "text");
                let found = found.suggest(Some(meant.clone()));
                let is_plain = !meant.contains('\\');
                self.diagnostics.push(found.fix_with(Put::Source(meant), is_plain));
            }
            if !is_text || !self.value(child, value()) {
                self.hole(key.start..child.range().end);
            }
            self.steps.pop();
        }
        true
    }

    fn word_map(
        &mut self,
        node: Node<'_>,
        words: &'static [&'static str],
        value: fn() -> Shape,
    ) -> bool {
        if node.shape() != Form::Map {
            return self.wrong(node, "map");
        }
        for child in node.children() {
            let Some((key, written)) = written_key(node, child) else { continue };
            let name = child.key_text().unwrap_or_default();
            let is_bare = !written.is_some_and(|w| w.starts_with(['"', 'r']) && *w != *name);
            let is_known = words.contains(&&*name);
            if is_known && !is_bare {
                let found = self.say(&codes::E022, key.clone()).with("expected", "word");
                let found = found.suggest(Some(name.to_string()));
                self.diagnostics.push(found.fix_with(Put::Source(name.to_string()), true));
            } else if !is_known {
                self.not_listed(&name, key.clone(), words);
            }
            self.steps.push(Step::Key(name.into_owned()));
            if !is_known || !is_bare || !self.value(child, value()) {
                self.hole(key.start..child.range().end);
            }
            self.steps.pop();
        }
        true
    }

    fn hole(&mut self, range: Range<usize>) {
        self.holes.push(Hole { steps: self.steps.clone(), range });
    }

    fn fields(&mut self, node: Node<'_>, name: &'static str, fields: &'static [Field]) -> bool {
        let is_empty =
            node.shape() == Form::Unit || (node.shape() == Form::Tuple && node.nth(0).is_none());
        if node.shape() != Form::Struct && !is_empty {
            return self.wrong(node, "struct");
        }
        if let Some(written) = node.name().filter(|w| *w != name) {
            let start = node.range().start;
            let range = start..start + written.len();
            let found = self.say(&codes::E020, range.clone()).with("name", written);
            let found = found.with("where", if self.steps.is_empty() { "root" } else { "inner" });
            let is_root = self.steps.is_empty();
            let found = found.suggest(is_root.then(|| name.to_owned()));
            // A calendar where a plan belongs is another file altogether.
            let is_sure = !is_root || !ROOTS.contains(&written);
            let put = if is_root { name } else { "" };
            self.diagnostics.push(found.fix_with(Put::Source(put.to_owned()), is_sure));
            self.renames.push(range);
        }
        for child in node.children() {
            let Some(key) = child.key_range() else { continue };
            let written = child.key_text().unwrap_or_default();
            let entry = key.start..child.range().end;
            let Some((field, shape)) = fields.iter().find(|(field, _)| *field == written) else {
                self.unknown(node, child, key, name, fields);
                self.steps.push(Step::Key(written.into_owned()));
                self.hole(entry);
                self.steps.pop();
                continue;
            };
            self.steps.push(Step::Field(field));
            if !self.value(child, shape()) {
                self.hole(entry);
            }
            self.steps.pop();
        }
        true
    }

    fn unknown(
        &mut self,
        node: Node<'_>,
        child: Node<'_>,
        key: Range<usize>,
        name: &'static str,
        fields: &'static [Field],
    ) {
        let written = &*child.key_text().unwrap_or_default();
        let mut suggestion = synonym::field(written, fields.iter().map(|(field, _)| *field))
            .map(Near::sure)
            .or_else(|| near(written, fields.iter().map(|(field, _)| *field)));
        if let Some(near) = &mut suggestion {
            // The field meant must be free, and the value one of its own.
            let shape = fields.iter().find(|(field, _)| *field == near.name).map(|(_, s)| s);
            near.is_sure &= node.named(&near.name).is_none()
                && shape.is_some_and(|shape| Walk::new(self.file).value(child, shape()));
        }
        let found = if LATER.contains(&written) {
            self.say(&codes::E021, key).with("name", written)
        } else {
            let found = self.say(&codes::E020, key).with("name", written);
            found.with("where", name).suggest(suggestion)
        };
        self.diagnostics.push(found);
    }

    fn word(&mut self, node: Node<'_>, words: &'static [&'static str]) -> bool {
        let written = match node.shape() {
            Form::Word => node.source().to_owned(),
            Form::Text => node.text().unwrap_or_default().into_owned(),
            _ => return self.wrong(node, "word"),
        };
        let known = words.contains(&written.as_str());
        if known && node.shape() == Form::Word {
            return true;
        }
        if known {
            let found = self.say(&codes::E022, node.range()).with("expected", "word");
            let found = found.suggest(Some(written.clone()));
            self.diagnostics.push(found.fix_with(Put::Source(written), true));
            return false;
        }
        self.not_listed(&written, node.range(), words);
        false
    }

    fn not_listed(&mut self, written: &str, range: Range<usize>, words: &'static [&'static str]) {
        let found = self.say(&codes::E023, range).with("name", written);
        let found = found.with("known", words.join(", "));
        let near = synonym::word(written, words.iter().copied())
            .map(Near::sure)
            .or_else(|| near(written, words.iter().copied()));
        self.diagnostics.push(match near {
            Some(Near { name, is_sure }) => {
                found.suggest(Some(name.clone())).fix_with(Put::Source(name), is_sure)
            }
            None => found,
        });
    }

    fn call(
        &mut self,
        node: Node<'_>,
        names: &'static [&'static str],
        inner: fn() -> Shape,
    ) -> bool {
        let (Form::Tuple, Some(name), Some(value)) = (node.shape(), node.name(), node.nth(0))
        else {
            return self.wrong(node, "call");
        };
        if !names.contains(&name) {
            let start = node.range().start;
            self.not_listed(name, start..start + name.len(), names);
            return false;
        }
        if let Some(second) = node.nth(1) {
            return self.wrong(second, "call");
        }
        self.value(value, inner())
    }

    /// The shape from which the value differs least.
    fn either(&mut self, node: Node<'_>, shapes: &'static [fn() -> Shape]) -> bool {
        let mut best: Option<(bool, Walk)> = None;
        for shape in shapes {
            let mut walk = Walk { steps: self.steps.clone(), ..Walk::new(self.file) };
            let fits = walk.value(node, shape());
            // A value of another kind altogether is farther off than one with mistakes inside.
            let distance =
                |fits: bool, walk: &Walk| (is_foreign(node, walk), walk.diagnostics.len(), !fits);
            let is_better =
                best.as_ref().is_none_or(|(f, w)| distance(fits, &walk) < distance(*f, w));
            if is_better {
                best = Some((fits, walk));
            }
        }
        let Some((fits, walk)) = best else { return true };
        self.diagnostics.extend(walk.diagnostics);
        self.holes.extend(walk.holes);
        self.renames.extend(walk.renames);
        fits
    }
}

/// Where the key of an entry of `map` stands, and its text as it is written.
fn written_key<'s>(map: Node<'s>, entry: Node<'_>) -> Option<(Range<usize>, Option<&'s str>)> {
    let (key, start) = (entry.key_range()?, map.range().start);
    Some((key.clone(), map.source().get(key.start - start..key.end - start)))
}

/// Whether what was said is that the value as a whole is of the wrong kind.
fn is_foreign(node: Node<'_>, walk: &Walk) -> bool {
    walk.diagnostics
        .iter()
        .any(|d| std::ptr::eq(d.code, &codes::E022) && d.place.spot == Spot::Bytes(node.range()))
}
