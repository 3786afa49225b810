//! A file as pieces to be laid out: brackets, the items in them, and the comments before, behind and
//! between.

use rowan::NodeOrToken;
use wallchart_words::width;

use crate::syntax::{Kind, SyntaxElement, SyntaxNode};

/// A comment on lines of its own.
#[derive(Debug)]
pub(super) struct Note {
    /// Whether an empty line stands before it.
    pub(super) blank: bool,
    pub(super) text: String,
}

/// A comment behind something on its line.
#[derive(Debug)]
pub(super) struct Remark {
    pub(super) text: String,
    /// The column where the writer began it, in cells.
    pub(super) column: usize,
}

/// A value.
#[derive(Debug)]
pub(super) enum Value {
    /// As it is written.
    Atom(String),
    Group(Group),
}

/// A bracket and what it holds.
#[derive(Debug)]
pub(super) struct Group {
    /// The bracket with the name before it.
    pub(super) open: String,
    pub(super) close: &'static str,
    /// Whether its items stand on lines of their own.
    pub(super) broken: bool,
    /// Behind the opening bracket.
    pub(super) remark: Option<Remark>,
    pub(super) items: Vec<Item>,
    /// Behind the last item.
    pub(super) end: Vec<Note>,
}

/// An item of a list, a field or an entry.
#[derive(Debug)]
pub(super) struct Item {
    pub(super) notes: Vec<Note>,
    /// Whether an empty line stands before it.
    pub(super) blank: bool,
    /// Whether the writer began a line with it.
    pub(super) breaks: bool,
    /// A comment before it on its line.
    pub(super) prefix: String,
    pub(super) key: Option<String>,
    pub(super) value: Value,
    /// Comments behind it, before its comma.
    pub(super) suffix: String,
    pub(super) remark: Option<Remark>,
}

/// The file: notes, attributes and the value, as the items of a bracket that isn't written.
pub(super) fn file(root: &SyntaxNode, text: &str) -> Group {
    let elements: Vec<SyntaxElement> = root.children_with_tokens().collect();
    Collector::new(text).collect(&elements, String::new(), "")
}

impl Value {
    /// Whether some bracket in it is broken.
    pub(super) fn holds_broken(&self) -> bool {
        match self {
            Value::Atom(text) => text.contains('\n'),
            Value::Group(g) => g.broken || g.items.iter().any(|i| i.value.holds_broken()),
        }
    }
}

/// Gathers the items of one bracket.
struct Collector<'t> {
    text: &'t str,
    items: Vec<Item>,
    notes: Vec<Note>,
    prefix: String,
    remark: Option<Remark>,
    /// Line ends since the last thing that isn't space.
    lines: usize,
    /// Whether the item to come begins a line, and behind an empty one.
    breaks: bool,
    blank: bool,
}

impl<'t> Collector<'t> {
    fn new(text: &'t str) -> Self {
        Self {
            text,
            items: Vec::new(),
            notes: Vec::new(),
            prefix: String::new(),
            remark: None,
            lines: 0,
            breaks: false,
            blank: false,
        }
    }

    fn collect(mut self, elements: &[SyntaxElement], open: String, close: &'static str) -> Group {
        for (i, element) in elements.iter().enumerate() {
            match element {
                NodeOrToken::Token(token) => match token.kind() {
                    Kind::Whitespace => self.lines += token.text().matches('\n').count(),
                    Kind::LineComment | Kind::BlockComment => {
                        let start = usize::from(token.text_range().start());
                        let rest = elements.get(i + 1..).unwrap_or_default();
                        if token.kind() == Kind::BlockComment
                            && ends(rest)
                            && self.close_to(token.text())
                        {
                            continue;
                        }
                        self.comment(token.text(), start, goes_on(rest));
                    }
                    _ => {}
                },
                NodeOrToken::Node(node) => self.item(node),
            }
        }
        let last = self.items.last().and_then(|item| item.remark.as_ref());
        let broken = self.items.first().is_some_and(|item| item.breaks || !item.notes.is_empty())
            || self.remark.is_some()
            || !self.notes.is_empty()
            || last.is_some();
        let Collector { items, notes: end, remark, .. } = self;
        Group { open, close, broken, remark, items, end }
    }

    /// Keeps a comment with the item before it; says whether there is one, with nothing else in between.
    fn close_to(&mut self, text: &str) -> bool {
        let is_bare = self.notes.is_empty() && self.prefix.is_empty();
        let Some(item) = self.items.last_mut().filter(|item| is_bare && item.remark.is_none())
        else {
            return false;
        };
        item.suffix.push(' ');
        item.suffix.push_str(text);
        self.lines = 0;
        true
    }

    /// `goes_on`: whether something other than a comment follows on its line.
    fn comment(&mut self, text: &str, start: usize, goes_on: bool) {
        let text = text.trim_end().to_owned();
        let (lines, blank) = (self.lines, self.lines > 1);
        self.lines = 0;
        if goes_on {
            // Before an item.
            if self.prefix.is_empty() {
                self.breaks |= lines > 0;
                self.blank |= blank;
            }
            self.prefix += &text;
            self.prefix.push(' ');
            return;
        }
        let column = self.column(start);
        let behind = match self.items.last_mut() {
            Some(item) => &mut item.remark,
            None => &mut self.remark,
        };
        let before = self.text.get(..start).unwrap_or_default();
        let is_first_of_file = before.trim_start_matches('\u{feff}').trim().is_empty();
        if lines == 0 && self.notes.is_empty() && behind.is_none() && !is_first_of_file {
            *behind = Some(Remark { text, column });
        } else {
            self.notes.push(Note { blank: blank && !self.is_at_start(), text });
        }
    }

    fn is_at_start(&self) -> bool {
        self.items.is_empty() && self.notes.is_empty()
    }

    fn item(&mut self, node: &SyntaxNode) {
        let (key, value) = key_and_value(node, self.text);
        let is_first = self.is_at_start();
        let item = Item {
            notes: std::mem::take(&mut self.notes),
            blank: (self.blank || self.lines > 1) && !is_first,
            breaks: self.breaks || self.lines > 0,
            prefix: std::mem::take(&mut self.prefix),
            key,
            value,
            suffix: String::new(),
            remark: None,
        };
        (self.lines, self.breaks, self.blank) = (0, false, false);
        self.items.push(item);
    }

    fn column(&self, at: usize) -> usize {
        let before = self.text.get(..at).unwrap_or_default();
        width(before.rsplit('\n').next().unwrap_or_default())
    }
}

/// Whether a comma comes next but for blanks and comments.
fn ends(rest: &[SyntaxElement]) -> bool {
    let passed = [Kind::Whitespace, Kind::BlockComment, Kind::LineComment];
    rest.iter().find(|e| !passed.contains(&e.kind())).is_some_and(|e| e.kind() == Kind::Comma)
}

/// Whether something other than a comment stands in front of the next line end.
fn goes_on(rest: &[SyntaxElement]) -> bool {
    for element in rest {
        match element.kind() {
            Kind::Whitespace => {
                if element.as_token().is_some_and(|t| t.text().contains('\n')) {
                    return false;
                }
            }
            Kind::LineComment => return false,
            Kind::BlockComment | Kind::Comma => {}
            kind => return !kind.is_close(),
        }
    }
    false
}

/// The key and the value of an item. Where a comment stands between them, all of it is taken as it is.
fn key_and_value(node: &SyntaxNode, text: &str) -> (Option<String>, Value) {
    if !matches!(node.kind(), Kind::Field | Kind::Entry) {
        return (None, value(node, text));
    }
    let elements: Vec<SyntaxElement> = node.children_with_tokens().collect();
    let colon = elements.iter().position(|e| e.kind() == Kind::Colon);
    let last = elements.last().and_then(|e| e.as_node());
    match (colon, last) {
        (Some(colon), Some(last)) if !elements.iter().any(is_comment) => {
            let key: String = elements.iter().take(colon).map(ToString::to_string).collect();
            (Some(key.trim().to_owned()), value(last, text))
        }
        _ => (None, Value::Atom(node.to_string())),
    }
}

fn is_blank(elements: &[SyntaxElement]) -> bool {
    !elements.is_empty() && elements.iter().all(|e| e.kind() == Kind::Whitespace)
}

fn is_comment(element: &SyntaxElement) -> bool {
    matches!(element.kind(), Kind::LineComment | Kind::BlockComment)
}

fn value(node: &SyntaxNode, text: &str) -> Value {
    let elements: Vec<SyntaxElement> = node.children_with_tokens().collect();
    let bracket = elements.iter().position(|e| e.kind().is_open());
    let is_group =
        matches!(node.kind(), Kind::Struct | Kind::Tuple | Kind::Map | Kind::List | Kind::Some);
    let Some((bracket, close)) = bracket.zip(elements.last()).filter(|_| is_group) else {
        return Value::Atom(node.to_string());
    };
    let head = elements.get(..=bracket).unwrap_or_default();
    if !close.kind().is_close() || head.iter().any(is_comment) {
        return Value::Atom(node.to_string());
    }
    let solid = head.iter().filter(|e| e.kind() != Kind::Whitespace);
    let open = solid.map(ToString::to_string).collect();
    let inner = elements.get(bracket + 1..elements.len() - 1).unwrap_or_default();
    // To `ron` this is not the same as `()`.
    if node.kind() == Kind::Tuple && bracket == 0 && is_blank(inner) {
        return Value::Atom("( )".to_owned());
    }
    Value::Group(Collector::new(text).collect(inner, open, close.kind().mark()))
}
