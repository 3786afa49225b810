//! Builds the outline and the tree's events from tokens, going on after every mistake.

use std::ops::Range;

use wallchart_words::Value;

use super::kind::Kind;
use super::lexer::Token;
use super::outline::{Item, Key, NONE, Shape};
use super::report::{Args, Report};
use super::{codes, number};

/// How deep `ron` follows: every bracket costs one and every value in it another.
const DEPTH: u32 = 128;

/// A step of building the tree: a node begins or ends before this token.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Event {
    Open(u32, Kind),
    Close(u32),
}

/// A bracket that is open.
#[derive(Debug, Clone, Copy)]
pub(super) struct Opened {
    /// Struct, tuple, map, list or some.
    pub(super) group: Kind,
    /// The bracket itself.
    pub(super) bracket: Kind,
    /// Its token.
    pub(super) token: usize,
}

/// What the values of a group are like.
#[derive(Default)]
pub(super) struct Seen {
    pub(super) entries: usize,
    pub(super) text_keys: bool,
    pub(super) colons_in_list: bool,
}

/// Where a value stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum At {
    Root,
    Field,
    Item,
    Key,
}

pub(crate) struct Parser<'t> {
    pub(super) text: &'t str,
    pub(super) tokens: &'t [Token],
    pub(super) at: usize,
    /// Where the last token that isn't trivia ended.
    pub(super) last_end: usize,
    pub(crate) events: Vec<Event>,
    pub(crate) items: Vec<Item>,
    parent: u32,
    pending: Option<Key>,
    /// Inside a map's key, which has no items of its own.
    quiet: bool,
    pub(super) stack: Vec<Opened>,
    left: u32,
    pub(super) said_too_deep: bool,
    pub(super) said_unclosed: bool,
    /// The missing comma here is part of a mistake already told.
    pub(super) settled: bool,
    pub(crate) report: Report,
    pub(super) lexed: usize,
}

impl<'t> Parser<'t> {
    pub(crate) fn new(text: &'t str, tokens: &'t [Token], report: Report) -> Parser<'t> {
        Parser {
            text,
            tokens,
            at: 0,
            last_end: 0,
            events: Vec::with_capacity(tokens.len() / 2),
            items: Vec::with_capacity(tokens.len() / 6),
            parent: NONE,
            pending: None,
            quiet: false,
            stack: Vec::new(),
            left: DEPTH,
            said_too_deep: false,
            said_unclosed: false,
            settled: false,
            lexed: report.len(),
            report,
        }
    }

    // ── Tokens ──────────────────────────────────────────────────────────

    pub(super) fn kind(&self, i: usize) -> Kind {
        self.tokens.get(i).map_or(Kind::End, |t| t.kind)
    }

    pub(super) fn start(&self, i: usize) -> usize {
        self.tokens.get(i).map_or(self.text.len(), |t| t.start as usize)
    }

    pub(super) fn range(&self, i: usize) -> Range<usize> {
        self.start(i)..self.start(i + 1)
    }

    pub(super) fn text_of(&self, i: usize) -> &'t str {
        self.text.get(self.range(i)).unwrap_or("")
    }

    /// The next token from `i` on that isn't trivia.
    pub(super) fn solid(&self, mut i: usize) -> usize {
        while self.kind(i).is_trivia() {
            i += 1;
        }
        i
    }

    /// The next token that isn't trivia.
    pub(super) fn peek(&self) -> usize {
        self.solid(self.at)
    }

    /// The kind of the token after `i` that isn't trivia.
    pub(super) fn after(&self, i: usize) -> Kind {
        self.kind(self.solid(i + 1))
    }

    /// Whether a colon, or what stands in for one, comes after token `i`.
    pub(super) fn names(&self, i: usize) -> bool {
        matches!(self.after(i), Kind::Colon | Kind::Equals)
    }

    /// Whether a line ends between the last token taken and token `i`.
    pub(super) fn new_line_before(&self, i: usize) -> bool {
        self.text.get(self.last_end..self.start(i)).is_some_and(|s| s.contains('\n'))
    }

    /// Takes the next token that isn't trivia.
    pub(super) fn bump(&mut self) {
        let i = self.peek();
        if self.kind(i) != Kind::End {
            self.at = i + 1;
            self.last_end = self.start(i + 1);
        }
    }

    pub(super) fn open(&mut self, kind: Kind) {
        let i = self.peek();
        self.at = i;
        self.events.push(Event::Open(i as u32, kind));
    }

    pub(super) fn close(&mut self) {
        self.events.push(Event::Close(self.at as u32));
    }

    /// The place right after the last token: where something is missing.
    pub(super) fn gap(&self) -> Range<usize> {
        self.last_end..self.last_end
    }

    pub(super) fn found(&self, i: usize) -> Args {
        let shown: String = self.text_of(i).chars().take(24).collect();
        vec![("found", Value::from(shown))]
    }

    // ── Items of the outline ────────────────────────────────────────────

    fn begin(&mut self, shape: Shape, start: usize) -> usize {
        let key = self.pending.take();
        if self.quiet {
            return usize::MAX;
        }
        let start = start as u32;
        self.items.push(Item {
            shape,
            start,
            end: start,
            name_end: start,
            parent: self.parent,
            key,
        });
        self.items.len() - 1
    }

    fn end(&mut self, item: usize) {
        let end = self.last_end as u32;
        if let Some(item) = self.items.get_mut(item) {
            item.end = end.max(item.start);
        }
    }

    /// A value of one token or several that needs nothing more.
    pub(super) fn leaf(&mut self, shape: Shape, node: Kind, upto: usize) {
        let item = self.begin(shape, self.start(self.peek()));
        self.open(node);
        while self.peek() < upto && self.kind(self.peek()) != Kind::End {
            self.bump();
        }
        self.close();
        self.end(item);
    }

    fn missing(&mut self) {
        let item = self.begin(Shape::Missing, self.last_end);
        self.end(item);
    }

    // ── The file ────────────────────────────────────────────────────────

    pub(crate) fn file(&mut self) {
        self.events.push(Event::Open(0, Kind::File));
        while self.kind(self.peek()) == Kind::Hash {
            self.attribute();
        }
        let i = self.peek();
        if self.kind(i) == Kind::End {
            self.report.add(&codes::NO_VALUE, self.text.len()..self.text.len(), vec![]);
        } else {
            self.value(At::Root);
            let i = self.peek();
            if self.kind(i) != Kind::End {
                self.report.add(&codes::TRAILING, self.range(i), self.found(i));
                let stray = matches!(self.kind(i), Kind::Comma | Kind::Semicolon);
                let is_sure = stray && self.after(i) == Kind::End;
                let end = if is_sure { self.start(i + 1) } else { self.text.len() };
                self.report.fix(self.start(i)..end, "", is_sure);
                self.open(Kind::Error);
                self.at = self.tokens.len() - 1;
                self.close();
            }
        }
        self.at = self.tokens.len() - 1;
        self.close();
    }

    // ── Values ──────────────────────────────────────────────────────────

    /// Reads one value; there is one, or something that is none.
    pub(super) fn value(&mut self, at: At) {
        let i = self.peek();
        match self.kind(i) {
            Kind::Ident | Kind::RawIdent => self.word(i, at),
            Kind::LParen | Kind::LBracket | Kind::LBrace => self.group(i),
            Kind::Text | Kind::RawText => self.leaf(Shape::Text, Kind::Scalar, i + 1),
            Kind::Bytes | Kind::Char => self.leaf(Shape::Other, Kind::Scalar, i + 1),
            Kind::Number => {
                if self.is_bare(i, at) {
                    self.bare_words(i, at);
                } else {
                    self.number_or_range(i);
                }
            }
            Kind::DotDot | Kind::DotDotEquals => self.range_to(i),
            Kind::Bare => self.bare_words(i, at),
            _ => self.bare_words(i, at),
        }
    }

    fn word(&mut self, i: usize, at: At) {
        let word = self.text_of(i);
        let next = self.after(i);
        if self.kind(i) == Kind::Ident && word == "Some" {
            return self.some(i);
        }
        let wide = next == Kind::LParen && self.kind(i + 1) == next && self.text_of(i + 1) != "(";
        if wide && !word.is_ascii() && at == At::Field {
            return self.bare_words(i, at);
        }
        if next == Kind::LParen
            && !matches!(word, "true" | "false" | "None")
            && !number::is_word(word)
        {
            return self.group(i);
        }
        if self.is_bare(i, at) {
            return self.bare_words(i, at);
        }
        if self.kind(i) == Kind::Ident && number::is_word(word) {
            return self.number_or_range(i);
        }
        self.leaf(Shape::Word, Kind::Scalar, i + 1);
    }

    fn is_number(&self, i: usize) -> bool {
        self.kind(i) == Kind::Number
            || (self.kind(i) == Kind::Ident && number::is_word(self.text_of(i)))
    }

    /// `1`, `1..`, `1..5`, `1..=5`; nothing may stand in between.
    fn number_or_range(&mut self, i: usize) {
        match self.kind(i + 1) {
            Kind::DotDot if self.is_number(i + 2) => self.leaf(Shape::Other, Kind::Range, i + 3),
            Kind::DotDot => self.leaf(Shape::Other, Kind::Range, i + 2),
            Kind::DotDotEquals if self.is_number(i + 2) => {
                self.leaf(Shape::Other, Kind::Range, i + 3)
            }
            _ => self.leaf(Shape::Number, Kind::Scalar, i + 1),
        }
    }

    /// `..`, `..5`, `..=5`.
    fn range_to(&mut self, i: usize) {
        if self.is_number(i + 1) {
            self.leaf(Shape::Other, Kind::Range, i + 2);
        } else if self.kind(i) == Kind::DotDot {
            self.leaf(Shape::Other, Kind::Range, i + 1);
        } else {
            self.report.add(&codes::UNEXPECTED, self.range(i), self.found(i));
            self.leaf(Shape::Error, Kind::Error, i + 1);
        }
    }

    /// `Some(value)`; `ron` with implicit some also takes `Some value`.
    fn some(&mut self, i: usize) {
        if self.left == 0 {
            return self.too_deep(i);
        }
        let item = self.begin(Shape::Some, self.start(i));
        let parent = self.descend(item);
        self.open(Kind::Some);
        self.bump();
        self.left -= 1;
        let bracket = self.peek();
        if self.kind(bracket) == Kind::LParen {
            self.bump();
            self.stack.push(Opened { group: Kind::Some, bracket: Kind::LParen, token: bracket });
            self.entries_of(Kind::Some, Kind::RParen);
            self.stack.pop();
        } else if self.kind(bracket).begins_value() {
            self.value(At::Item);
        } else {
            self.report.add(&codes::NO_VALUE, self.range(i), vec![]);
        }
        self.left += 1;
        self.close();
        self.parent = parent;
        self.end(item);
    }

    /// Makes the item the parent of what follows, and returns the one before it.
    fn descend(&mut self, item: usize) -> u32 {
        let parent = if item == usize::MAX { NONE } else { item as u32 };
        std::mem::replace(&mut self.parent, parent)
    }

    /// What a bracket holds: a struct has a name and a colon in front of its first value.
    fn group_kind(&self, bracket: usize) -> Kind {
        match self.kind(bracket) {
            Kind::LBracket => return Kind::List,
            Kind::LBrace => return Kind::Map,
            _ => {}
        }
        let mut first = self.solid(bracket + 1);
        while self.kind(first) == Kind::Unknown {
            first = self.solid(first + 1);
        }
        match self.kind(first) {
            Kind::Ident | Kind::RawIdent | Kind::Text | Kind::RawText | Kind::Bare
                if self.names(first) =>
            {
                Kind::Struct
            }
            // A name with a value right behind it: the colon is missing.
            Kind::Ident if self.text_of(first) != "Some" => match self.after(first) {
                Kind::Text | Kind::RawText | Kind::LBracket | Kind::LBrace => Kind::Struct,
                Kind::Ident if self.names(self.solid(first + 1)) => Kind::Struct,
                Kind::Ident if self.fields_follow(self.solid(first + 1)) => Kind::Struct,
                _ => Kind::Tuple,
            },
            _ => Kind::Tuple,
        }
    }

    /// Whether token `i` is the last of its entry, and the next entry has a name.
    fn fields_follow(&self, i: usize) -> bool {
        let comma = self.solid(i + 1);
        let next = self.solid(comma + 1);
        self.kind(comma) == Kind::Comma && self.kind(next) == Kind::Ident && self.names(next)
    }

    /// A bracket with what stands in it; `i` is its name or the bracket.
    fn group(&mut self, i: usize) {
        let bracket = if self.kind(i).is_open() { i } else { self.solid(i + 1) };
        let node = self.group_kind(bracket);
        let unit = node == Kind::Tuple && bracket == i && self.kind(i + 1) == Kind::RParen;
        if unit {
            return self.leaf(Shape::Unit, Kind::Tuple, i + 2);
        }
        if self.left == 0 {
            return self.too_deep(i);
        }
        let shape = match node {
            Kind::Struct => Shape::Struct,
            Kind::Map => Shape::Map,
            Kind::List => Shape::List,
            _ => Shape::Tuple,
        };
        let item = self.begin(shape, self.start(i));
        if bracket != i
            && let Some(item) = self.items.get_mut(item)
        {
            item.name_end = self.tokens.get(i + 1).map_or(0, |t| t.start);
        }
        let parent = self.descend(item);
        self.open(node);
        while self.peek() <= bracket {
            self.bump();
        }
        self.left -= 1;
        let opened = Opened { group: node, bracket: self.kind(bracket), token: bracket };
        self.stack.push(opened);
        self.entries_of(node, self.kind(bracket).closer());
        self.stack.pop();
        self.left += 1;
        self.close();
        self.parent = parent;
        self.end(item);
    }

    /// The entries of a group, up to and with its closing bracket.
    fn entries_of(&mut self, node: Kind, close: Kind) {
        let mut seen = Seen::default();
        loop {
            let i = self.peek();
            match self.kind(i) {
                k if k == close => {
                    self.check_some(node, &seen, i);
                    return self.bump();
                }
                Kind::End => return self.unclosed_at_end(),
                Kind::Comma | Kind::Semicolon => {
                    self.report.add(&codes::NO_VALUE, self.range(i), vec![]);
                    self.report.fix(self.range(i), "", true);
                    self.bump();
                    continue;
                }
                k if k.is_close() => {
                    if self.wrong_close(i, close) {
                        if seen.entries > 0 && self.kind(self.peek()) == Kind::Comma {
                            self.bump();
                        }
                        continue;
                    }
                    return;
                }
                _ => {}
            }
            if self.belongs_outside(node, &seen, i) {
                self.settled = true;
                return self.unclosed(close, true);
            }
            // `Some(` pays for itself only, as in `ron`.
            let cost = u32::from(node != Kind::Some);
            if self.left < cost {
                self.too_deep(i);
                if self.kind(self.peek()) == Kind::Comma {
                    self.bump();
                }
                continue;
            }
            let before = self.at;
            self.left -= cost;
            match node {
                Kind::Struct => self.field(i),
                Kind::Map => self.entry(i, &mut seen),
                _ => self.value(At::Item),
            }
            self.left += cost;
            seen.entries += 1;
            if self.at == before {
                self.unexpected();
            }
            self.separator(node, close, &mut seen);
        }
    }

    /// `Some` holds exactly one value.
    fn check_some(&mut self, node: Kind, seen: &Seen, i: usize) {
        if node != Kind::Some {
            return;
        }
        if seen.entries == 0 {
            self.report.add(&codes::NO_VALUE, self.range(i), vec![]);
        } else if seen.entries > 1 {
            self.report.add(&codes::UNEXPECTED, self.range(i), self.found(i));
        }
    }

    fn separator(&mut self, node: Kind, close: Kind, seen: &mut Seen) {
        let i = self.peek();
        let settled = std::mem::take(&mut self.settled);
        match self.kind(i) {
            Kind::Comma => self.bump(),
            Kind::Semicolon => {
                self.wrong_mark(i, ",");
                self.bump();
            }
            Kind::End => {}
            k if k == close || k.is_close() => {}
            Kind::Colon | Kind::Equals if matches!(node, Kind::List | Kind::Tuple) => {
                self.colon_in_list(i, seen);
            }
            _ if self.belongs_outside(node, seen, i) => {}
            k if k.begins_value() || (k == Kind::Unknown && self.new_line_before(i)) => {
                if !settled {
                    self.report.add(&codes::NO_COMMA, self.gap(), vec![]);
                    self.report.fix(self.gap(), ",", true);
                }
            }
            _ => {
                self.unexpected();
                if self.kind(self.peek()) == Kind::Comma {
                    self.bump();
                }
            }
        }
    }

    pub(super) fn wrong_mark(&mut self, i: usize, want: &'static str) {
        let mut args = self.found(i);
        args.push(("want", want.into()));
        self.report.suggest(&codes::WRONG_MARK, self.range(i), args, want);
        self.report.fix(self.range(i), want, true);
    }

    /// `name: value` in round brackets.
    fn field(&mut self, i: usize) {
        self.open(Kind::Field);
        let key =
            Key { start: self.start(i) as u32, end: self.start(i + 1) as u32, kind: self.kind(i) };
        match self.kind(i) {
            Kind::Ident | Kind::RawIdent => {}
            Kind::Text | Kind::RawText if self.names(i) => {
                let name = super::text::decode(self.text_of(i), self.kind(i));
                let args = vec![("name", Value::from(name.as_ref()))];
                self.report.suggest(&codes::QUOTED_FIELD, self.range(i), args, &name);
                let first = name.starts_with(|c: char| c.is_ascii_alphabetic() || c == '_');
                if first && name.chars().all(|c| c.is_ascii_alphanumeric() || c == '_') {
                    self.report.fix(self.range(i), &name, true);
                }
            }
            Kind::Colon | Kind::Equals => {
                self.report.add(&codes::NO_VALUE, self.range(i), vec![]);
                self.bump();
                if self.kind(self.peek()).begins_value() {
                    self.value(At::Field);
                }
                return self.close();
            }
            k => {
                self.report.add(&codes::UNEXPECTED, self.range(i), self.found(i));
                self.report.forget(self.lexed, &self.range(i));
                if !(k == Kind::Bare && self.names(i)) {
                    self.open(Kind::Error);
                    let next = self.solid(i + 1);
                    // A mark in front of a field doesn't take the field along.
                    if !k.is_open() && self.kind(next) == Kind::Ident && self.names(next) {
                        self.bump();
                        self.settled = true;
                    } else {
                        self.skip_entry();
                    }
                    self.close();
                    return self.close();
                }
            }
        }
        self.bump();
        self.after_name(key);
        self.close();
    }

    /// `key: value` in curly braces.
    fn entry(&mut self, i: usize, seen: &mut Seen) {
        self.open(Kind::Entry);
        if !self.kind(i).begins_value() {
            if matches!(self.kind(i), Kind::Colon | Kind::Equals) {
                self.report.add(&codes::NO_VALUE, self.range(i), vec![]);
                self.bump();
                if self.kind(self.peek()).begins_value() {
                    self.value(At::Field);
                }
            } else {
                self.unexpected();
            }
            return self.close();
        }
        let kind = self.kind(i);
        seen.text_keys |= matches!(kind, Kind::Text | Kind::RawText);
        let quiet = std::mem::replace(&mut self.quiet, true);
        self.value(At::Key);
        self.quiet = quiet;
        let key = Key { start: self.start(i) as u32, end: self.last_end as u32, kind };
        self.after_name(key);
        self.close();
    }

    /// The colon and the value after a field's name or a key.
    fn after_name(&mut self, key: Key) {
        self.pending = (!self.quiet).then_some(key);
        let name = key.start as usize..key.end as usize;
        let i = self.peek();
        match self.kind(i) {
            Kind::Colon => self.bump(),
            Kind::Equals => {
                self.wrong_mark(i, ":");
                self.bump();
            }
            Kind::End => return self.missing(),
            k => {
                let shown = self.text.get(name.clone()).unwrap_or("").trim_matches('"');
                let shown: String = shown.chars().take(24).collect();
                self.report.add(&codes::NO_COLON, name.clone(), vec![("name", shown.into())]);
                if !k.begins_value() || self.names(i) {
                    self.settled = true;
                    return self.missing();
                }
                let same_line = !self.new_line_before(i);
                self.report.fix(name.end..name.end, ":", same_line);
            }
        }
        let i = self.peek();
        let next_entry = self.new_line_before(i)
            && matches!(self.kind(i), Kind::Ident | Kind::RawIdent | Kind::Text | Kind::RawText)
            && self.names(i);
        match self.kind(i) {
            Kind::Comma | Kind::Semicolon | Kind::End => self.no_value(name),
            k if k.is_close() => self.no_value(name),
            _ if next_entry => {
                self.no_value(name);
                self.settled = true;
            }
            _ => self.value(At::Field),
        }
    }

    fn no_value(&mut self, name: Range<usize>) {
        self.report.add(&codes::NO_VALUE, name.start..self.last_end, vec![]);
        self.missing();
    }
}
