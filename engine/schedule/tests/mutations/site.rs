//! The values of the real plan: where each stands, and which field it is.

use std::ops::Range;

use wallchart_plan::syntax::{self, Node, Shape};

use crate::plan::FILES;

/// What holds a value.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Held {
    /// A field of a struct.
    Field,
    /// An entry of a map.
    Entry,
    /// An item of a list, or what a call such as `ledger("…")` holds.
    Item,
}

/// A value of the plan.
#[derive(Debug, Clone)]
pub(crate) struct Site {
    pub(crate) file: usize,
    /// Its field, names left out: `task.needs[]`, `groups{}[]`.
    pub(crate) field: String,
    pub(crate) held: Held,
    pub(crate) shape: Shape,
    /// Its field name or key.
    pub(crate) key: Option<Range<usize>>,
    /// Its value.
    pub(crate) value: Range<usize>,
    /// What it holds, where that is text; else as written.
    pub(crate) text: String,
    /// The keys of the values that it stands in, the nearest first.
    pub(crate) above: Vec<Range<usize>>,
    /// The struct or map that it stands in.
    pub(crate) around: Option<Range<usize>>,
    /// Whether nothing follows it in what it stands in.
    pub(crate) is_last: bool,
    /// The name of the task or unit that it belongs to.
    pub(crate) of: String,
}

impl Site {
    /// From its key to the end of its value.
    pub(crate) fn entry(&self) -> Range<usize> {
        self.key.as_ref().map_or(self.value.start, |k| k.start)..self.value.end
    }

    /// Whether it holds no other values.
    pub(crate) fn is_leaf(&self) -> bool {
        matches!(self.shape, Shape::Text | Shape::Word | Shape::Number)
    }

    /// The text of its file.
    pub(crate) fn source(&self) -> &'static str {
        FILES[self.file].1
    }
}

/// Every value of every file, in the order of the text.
pub(crate) fn sites() -> Vec<Site> {
    let mut out = Vec::new();
    for (file, (name, text)) in FILES.into_iter().enumerate() {
        let field = if name.starts_with("calendars") { "calendar file" } else { "" };
        let parsed = syntax::parse(file, text);
        let root = parsed.root().unwrap();
        let inside = Inside { file, field: field.to_owned(), of: String::new(), above: Vec::new() };
        inside.walk(root, &mut out);
    }
    out
}

/// A value whose children are walked.
struct Inside {
    file: usize,
    field: String,
    of: String,
    above: Vec<Range<usize>>,
}

impl Inside {
    fn walk(&self, node: Node<'_>, out: &mut Vec<Site>) {
        let count = node.children().len();
        for (nth, child) in node.children().enumerate() {
            let key = child.key_range();
            let named = child.key_text().unwrap_or_default();
            let (held, step) = match node.shape() {
                Shape::Struct => (Held::Field, format!(".{named}")),
                Shape::Map => (Held::Entry, "{}".to_owned()),
                _ => (Held::Item, "[]".to_owned()),
            };
            let field = folded(format!("{}{step}", self.field));
            let is_named = ["task", "unit"].contains(&field.as_str());
            let of = if is_named { named.into_owned() } else { self.of.clone() };
            let is_row = matches!(node.shape(), Shape::Struct | Shape::Map);
            out.push(Site {
                file: self.file,
                field: field.clone(),
                held,
                shape: child.shape(),
                key: key.clone(),
                value: child.range(),
                text: child.text().map_or_else(|| child.source().to_owned(), |t| t.into_owned()),
                above: self.above.clone(),
                is_last: nth + 1 == count,
                around: is_row.then(|| node.range()),
                of: of.clone(),
            });
            let mut above = self.above.clone();
            above.splice(0..0, key);
            Inside { file: self.file, field, of, above }.walk(child, out);
        }
    }
}

/// The same with streams in streams, tasks and units called by what they are.
fn folded(field: String) -> String {
    for (end, short) in [("streams{}", "stream"), ("tasks{}", "task"), ("units{}", "unit")] {
        if field.ends_with(end) {
            return short.to_owned();
        }
    }
    field.strip_prefix('.').map_or(field.clone(), str::to_owned)
}
