//! What belongs at a place of a text while somebody types there.
//!
//! Only the text before the place is looked at, token by token, and what follows it up to the end of its
//! bracket for the fields that stand there: so nothing that isn't typed yet, or is broken further down,
//! changes the answer.

use std::ops::Range;

use super::index::{flat, root_shape};
use super::table::{self, Is, Kind, Row, Sentence};
use crate::source::value::Shape;
use crate::syntax::{Kind as Token, tokens};

/// What may be written at a place.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Expected {
    /// What.
    pub what: What,
    /// The bytes that what is chosen takes the place of.
    pub replaces: Range<usize>,
    /// Whether the place lies in quotes.
    pub is_quoted: bool,
    /// The names in the `each` that holds there.
    pub each: Vec<String>,
    /// The name that the tasks there are private to.
    pub scope: Option<String>,
    /// The task in whose entry the place lies.
    pub task: Option<String>,
}

/// Kinds of things that may be written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum What {
    /// Fields of the struct of that name, but for those that it has.
    Fields(&'static str, Vec<(&'static str, FieldForm)>),
    /// An entry of a map whose keys are given there.
    Entry(Kind, FieldForm),
    /// A value of that form.
    Value(FieldForm),
    /// Bare words.
    Words(&'static [&'static str]),
    /// A name of one of these kinds.
    Names(&'static [Kind]),
    /// A sentence of that kind; where a key of a task belongs, the task's name.
    Sentence(Sentence, Option<String>),
    /// `{name}` of a var or of what the task fans out over.
    Slot,
}

/// How a value is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FieldForm {
    /// In quotes.
    Text,
    /// A number.
    Number,
    /// `true` or `false`.
    Bool,
    /// A bare word.
    Word,
    /// `[…]`.
    List,
    /// `{…}`.
    Map,
    /// `(…)`.
    Struct,
}

fn form(shape: Shape) -> FieldForm {
    match shape {
        Shape::Text => FieldForm::Text,
        Shape::Number => FieldForm::Number,
        Shape::Bool => FieldForm::Bool,
        Shape::List(_) => FieldForm::List,
        Shape::Map(_) | Shape::WordMap(..) => FieldForm::Map,
        Shape::Struct(..) => FieldForm::Struct,
        Shape::Word(_) | Shape::Call(..) => FieldForm::Word,
        Shape::Either(all) => all.first().map_or(FieldForm::Text, |first| form(first())),
    }
}

/// An open bracket, and what was read in it.
#[derive(Debug, Default)]
struct Frame {
    open: Option<Token>,
    /// The word in front of it.
    name: Option<String>,
    /// The field or key whose value comes, or came last.
    key: Option<String>,
    is_value: bool,
    /// The word or text read last.
    last: Option<(Token, Range<usize>)>,
    written: Vec<String>,
    each: Option<String>,
    /// The template that is taken over.
    takes: Option<String>,
}

/// What belongs at the byte `at` of a text; nothing in a comment, or where nothing is known of the place.
pub fn expected(text: &str, at: usize) -> Option<Expected> {
    let before = text.get(..at)?;
    let (mut stack, cut) = open(before);
    let quote = match cut {
        Cut::Comment => return None,
        Cut::Text(start) => Some(start),
        Cut::Plain => None,
    };
    look_on(text, at, quote.is_some(), &mut stack);
    let place = Place::at(&stack)?;
    match quote {
        Some(start) => place.in_quotes(text, start + 1, at),
        None => Some(place.bare(text, word(text, at))),
    }
}

/// What the end of a text cuts through.
enum Cut {
    Comment,
    /// The text in quotes that begins there.
    Text(usize),
    Plain,
}

/// The brackets that are open at the end of a text.
fn open(text: &str) -> (Vec<Frame>, Cut) {
    let all = tokens(text);
    let mut stack = vec![Frame::default()];
    // A text without its closing quote, if nothing but what may belong to it follows on its line.
    let mut quote = None;
    for (kind, range) in &all {
        let token = text.get(range.clone()).unwrap_or_default();
        if token.contains('\n') && *kind == Token::Whitespace {
            quote = None;
        }
        if matches!(kind, Token::Text | Token::RawText) && !is_closed(token) && quote.is_none() {
            quote = Some(range.start);
        }
        if quote.is_none() {
            step(&mut stack, *kind, token, range.clone());
        }
    }
    let cut = match (quote, all.last()) {
        (Some(start), _) => Cut::Text(start),
        (None, Some((Token::LineComment, range)))
            if !text.get(range.clone()).is_some_and(|t| t.ends_with('\n')) =>
        {
            Cut::Comment
        }
        (None, Some((Token::BlockComment, range)))
            if !text.get(range.clone()).is_some_and(|t| t.ends_with("*/")) =>
        {
            Cut::Comment
        }
        _ => Cut::Plain,
    };
    (stack, cut)
}

fn is_closed(token: &str) -> bool {
    match token.strip_prefix('"') {
        Some(rest) => rest
            .strip_suffix('"')
            .is_some_and(|inner| inner.bytes().rev().take_while(|b| *b == b'\\').count() % 2 == 0),
        None => {
            let hashes = token.bytes().skip(1).take_while(|b| *b == b'#').count();
            let ending = format!("\"{}", "#".repeat(hashes));
            token.len() > 2 * (hashes + 1) && token.ends_with(&ending)
        }
    }
}

fn step(stack: &mut Vec<Frame>, kind: Token, token: &str, range: Range<usize>) {
    if kind.is_trivia() {
        return;
    }
    let Some(top) = stack.last_mut() else { return };
    match kind {
        Token::LParen | Token::LBracket | Token::LBrace => {
            let name = top.last.take().filter(|(kind, _)| *kind == Token::Ident);
            let name = name.and_then(|_| top.written.pop());
            stack.push(Frame { open: Some(kind), name, ..Frame::default() });
        }
        Token::RParen | Token::RBracket | Token::RBrace => {
            let opens = |f: &Frame| f.open.is_some_and(|open| open.closer() == kind);
            if let Some(depth) = stack.iter().rposition(opens) {
                stack.truncate(depth);
            }
        }
        Token::Comma => {
            top.key = None;
            top.is_value = false;
            top.last = None;
        }
        Token::Colon => {
            top.key = top.last.take().and_then(|_| top.written.last().cloned());
            top.is_value = true;
        }
        _ => {
            let said = match kind {
                Token::Text | Token::RawText => crate::syntax::decode(token, kind).into_owned(),
                _ => token.to_owned(),
            };
            let slot = match top.key.as_deref().filter(|_| top.is_value && kind == Token::Text) {
                Some("each") => Some(&mut top.each),
                Some("use") => Some(&mut top.takes),
                _ => None,
            };
            if let Some(slot) = slot {
                *slot = Some(said.clone());
            }
            if !top.is_value || kind == Token::Ident {
                top.written.push(said);
            }
            top.last = Some((kind, range));
        }
    }
}

/// How far behind the place fields are looked for, in bytes.
const AHEAD: usize = 8192;

/// Takes in what follows the place in its own bracket.
fn look_on(text: &str, at: usize, in_quotes: bool, stack: &mut [Frame]) {
    let rest = text.get(at..).unwrap_or_default();
    let start = if in_quotes { rest.find(['"', '\n']).map_or(rest.len(), |i| i + 1) } else { 0 };
    let rest = rest.get(start..).unwrap_or_default();
    let mut end = rest.len().min(AHEAD);
    while !rest.is_char_boundary(end) {
        end -= 1;
    }
    let rest = rest.get(..end).unwrap_or_default();
    let Some(top) = stack.last_mut() else { return };
    // A copy of the innermost bracket alone: what is read there is nobody else's.
    let mut below = vec![Frame { open: top.open, ..Frame::default() }];
    for (kind, range) in tokens(rest) {
        let token = rest.get(range.clone()).unwrap_or_default();
        let level = below.len();
        step(&mut below, kind, token, range);
        let Some(first) = below.first() else { return };
        if level == 1 && kind == Token::Colon {
            top.written.extend(first.key.clone());
        }
        if let (None, Some(each)) = (&top.each, &first.each) {
            top.each = Some(each.clone());
        }
    }
}

/// The word around a byte.
fn word(text: &str, at: usize) -> Range<usize> {
    let fits = |c: char| c.is_alphanumeric() || c == '_';
    let before = text.get(..at).unwrap_or_default();
    let after = text.get(at..).unwrap_or_default();
    let start = before.trim_end_matches(fits).len();
    start..at + (after.len() - after.trim_start_matches(fits).len())
}

/// What is known of a place from the brackets around it.
struct Place<'s> {
    top: &'s Frame,
    shapes: Vec<Shape>,
    row: Option<&'static Row>,
    depth: usize,
    each: Vec<String>,
    scope: Option<String>,
    task: Option<String>,
    /// What the brackets behind a bare word hold.
    called: Option<Is>,
}

impl<'s> Place<'s> {
    fn at(stack: &'s [Frame]) -> Option<Place<'s>> {
        let top = stack.last()?;
        let name = stack.get(1).and_then(|f| f.name.as_deref());
        let shapes = vec![root_shape(name)];
        let (each, scope, task) = (Vec::new(), None, None);
        let called = None;
        let mut place = Place { top, shapes, row: None, depth: 0, each, scope, task, called };
        for frame in stack.iter().skip(1) {
            place.enter(frame, !std::ptr::eq(frame, top) || frame.is_value);
        }
        Some(place)
    }

    /// Goes into a bracket, and on to the value of its current key where one is asked for.
    fn enter(&mut self, frame: &Frame, to_value: bool) {
        let shapes = flat(&self.shapes);
        if let Some(each) = &frame.each {
            let factors = crate::grammar::each::factors(each);
            self.each.extend(factors.into_iter().map(|(name, _)| name.to_owned()));
        }
        let key = frame.key.as_deref().filter(|_| to_value);
        let pick = |shape: &Shape| match (frame.open, shape) {
            (Some(Token::LBrace), Shape::Map(value)) => Some(key.map_or(*shape, |_| value())),
            (Some(Token::LBrace), Shape::WordMap(_, value)) => {
                Some(key.map_or(*shape, |_| value()))
            }
            (Some(Token::LBracket), Shape::List(item)) => Some(item()),
            (Some(Token::LParen), Shape::Call(words, inner)) => {
                let is_called = |name: &String| words.contains(&name.as_str());
                frame.name.as_ref().is_some_and(is_called).then(inner)
            }
            (Some(Token::LParen), Shape::Struct(_, fields)) => match key {
                None => Some(*shape),
                Some(key) => fields.iter().find(|(f, _)| *f == key).map(|(_, shape)| shape()),
            },
            _ => None,
        };
        match (frame.open, key) {
            (Some(Token::LParen), Some(key)) => {
                let named = shapes.iter().find_map(|s| match s {
                    Shape::Struct(name, _) => Some(*name),
                    _ => None,
                });
                self.row = named.and_then(|name| table::of(name, key));
                self.depth = 0;
                if key == "with" {
                    self.scope.clone_from(&frame.takes);
                }
            }
            (Some(Token::LBrace), Some(key)) => {
                let gives = self.row.and_then(|row| row.keys.get(self.depth));
                if gives == Some(&Is::Gives(Kind::Task)) {
                    self.task = Some(key.to_owned());
                }
                if gives.is_some_and(|is| is.is_scope()) {
                    self.scope = Some(key.to_owned());
                }
                self.depth += 1;
            }
            _ => {}
        }
        let is_call = frame.open == Some(Token::LParen)
            && shapes.iter().any(|shape| matches!(shape, Shape::Call(..)));
        let word = frame.name.as_deref().filter(|_| is_call);
        self.called = word.and_then(table::called).or(self.called);
        self.shapes = shapes.iter().filter_map(pick).collect();
    }

    /// What a string at this place is.
    fn string(&self) -> Is {
        if let Some(is) = self.called {
            return is;
        }
        let in_list = self.top.open == Some(Token::LBracket);
        let is_key = in_list || (self.top.open == Some(Token::LBrace) && !self.top.is_value);
        let key = self.row.and_then(|row| row.keys.get(self.depth)).filter(|_| is_key);
        key.copied().unwrap_or_else(|| self.row.map_or(Is::Words, |row| row.value))
    }

    fn expects(&self, what: What, replaces: Range<usize>, is_quoted: bool) -> Expected {
        let (each, scope, task) = (self.each.clone(), self.scope.clone(), self.task.clone());
        Expected { what, replaces, is_quoted, each, scope, task }
    }

    /// Inside quotes: `start` is the first byte of the text.
    fn in_quotes(&self, text: &str, start: usize, at: usize) -> Option<Expected> {
        let said = text.get(start..at)?;
        let rest = text.get(at..)?;
        let rest = rest.get(..rest.find(['"', '\n']).unwrap_or(rest.len()))?;
        if let Some(open) =
            said.rfind('{').filter(|open| !said.get(*open..).is_some_and(|s| s.contains('}')))
        {
            let end = rest
                .find(['}', '{', ' '])
                .filter(|i| rest.get(*i..).is_some_and(|r| r.starts_with('}')));
            let replaces = start + open + 1..at + end.unwrap_or(0);
            return Some(self.expects(What::Slot, replaces, true));
        }
        let (what, marks): (What, &[char]) = match self.string() {
            Is::Words => return None,
            Is::Gives(kind) => (What::Entry(kind, self.form_of_value()), &[]),
            Is::Names(kinds) => (What::Names(kinds), &[]),
            Is::Says(sentence) => {
                let (kinds, marks) = sentence.words();
                if sentence == Sentence::Need
                    && let Some(task) = keyed(said)
                {
                    (What::Sentence(sentence, Some(task.to_owned())), marks)
                } else if sentence == Sentence::UpTo {
                    (What::Names(kinds), marks)
                } else {
                    (What::Sentence(sentence, None), marks)
                }
            }
        };
        let from =
            said.rfind(marks).and_then(|i| Some(i + said.get(i..)?.chars().next()?.len_utf8()));
        let upto = rest.find(marks).unwrap_or(rest.len());
        let (from, upto) =
            if marks.is_empty() { (0, rest.len()) } else { (from.unwrap_or(0), upto) };
        Some(self.expects(what, start + from..at + upto, true))
    }

    fn form_of_value(&self) -> FieldForm {
        let value = flat(&self.shapes).into_iter().find_map(|s| match s {
            Shape::Map(value) => Some(form(value())),
            _ => None,
        });
        value.unwrap_or(FieldForm::Text)
    }

    /// Outside quotes.
    fn bare(&self, text: &str, replaces: Range<usize>) -> Expected {
        let shapes = flat(&self.shapes);
        let is_key = !self.top.is_value;
        let before = text.get(..replaces.start).unwrap_or_default().trim_end();
        let first = shapes.first().copied().unwrap_or(Shape::Text);
        let what = match first {
            Shape::Struct(name, fields) if is_key && self.top.open == Some(Token::LParen) => {
                let typed = text.get(replaces.clone()).unwrap_or_default();
                let mut had: Vec<&str> = self.top.written.iter().map(String::as_str).collect();
                if let Some(at) = had.iter().rposition(|word| *word == typed) {
                    had.remove(at);
                }
                let free = fields.iter().filter(|(f, _)| !had.contains(f));
                What::Fields(name, free.map(|(f, shape)| (*f, form(shape()))).collect())
            }
            Shape::Map(value) if is_key && self.top.open == Some(Token::LBrace) => {
                match self.string() {
                    Is::Gives(kind) => What::Entry(kind, form(value())),
                    Is::Names(kinds) => What::Names(kinds),
                    _ => What::Value(FieldForm::Text),
                }
            }
            Shape::WordMap(words, _) if is_key && self.top.open == Some(Token::LBrace) => {
                What::Words(words)
            }
            Shape::Bool => What::Words(&["true", "false"]),
            Shape::Word(words) => What::Words(words),
            Shape::Text if !before.ends_with('"') => match self.string() {
                Is::Names(kinds) => What::Names(kinds),
                Is::Says(Sentence::UpTo) => What::Names(Sentence::UpTo.words().0),
                Is::Says(sentence) => What::Sentence(sentence, None),
                _ => What::Value(FieldForm::Text),
            },
            other => What::Value(form(other)),
        };
        self.expects(what, replaces, false)
    }
}

/// The task whose keys are being typed: `宣传方案` after `all 宣传方案@城`.
fn keyed(said: &str) -> Option<&str> {
    let (before, keys) = said.rsplit_once('@')?;
    let is_open = !keys.contains([' ', '|', '[']);
    let start = before.rfind([' ', '\t', '|']).map_or(0, |i| i + 1);
    before.get(start..).filter(|task| is_open && !task.is_empty())
}
