//! The form of a plan file: a lossless tree of its text, every mistake in it, and the place of every value.
//!
//! [`parse`] reads RON as the `ron` crate does, with these differences: it goes on after a mistake, keeps
//! every byte, and refuses a bare word that isn't ASCII where a value stands (the reader of record refuses
//! it later, since every closed list is ASCII). The extension `unwrap_variant_newtypes` does not change how
//! brackets are read.
//!
//! A [`Parsed`] offers two views: [`Node`]s, a flat table of values for lookups by [`locate`], and
//! [`Parsed::tree`], the [`rowan`] tree with spaces and comments, made when first asked for.

mod attribute;
pub mod codes;
mod kind;
mod lexer;
mod locate;
mod marks;
mod number;
mod outline;
mod parser;
mod recover;
mod report;
mod text;

use std::sync::OnceLock;

use rowan::{GreenNode, GreenNodeBuilder, Language as _};

use crate::diagnostic::Diagnostic;

pub use kind::{Kind, Ron, SyntaxElement, SyntaxNode, SyntaxToken};
pub(crate) use locate::{entry, literal};
pub use locate::{locate, occurrences};
pub use outline::{Duplicate, Node, Shape};

pub(crate) use text::{decode, source_range as content_range};

use lexer::Token;
use outline::{Children, Item};
use parser::{Event, Parser};
use report::Report;

/// What one file's text holds.
pub struct Parsed {
    /// Index of the file, as the diagnostics name it.
    pub file: usize,
    /// Every mistake in the form of the text, in the order of the text.
    pub diagnostics: Vec<Diagnostic>,
    text: Box<str>,
    tokens: Vec<Token>,
    events: Vec<Event>,
    items: Vec<Item>,
    children: Children,
    by_key: OnceLock<Children>,
    green: OnceLock<GreenNode>,
}

impl std::fmt::Debug for Parsed {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Parsed")
            .field("file", &self.file)
            .field("diagnostics", &self.diagnostics)
            .finish()
    }
}

/// Reads the text of the file with this index. Never fails: what is wrong is in the diagnostics.
pub fn parse(file: usize, text: &str) -> Parsed {
    let mut report = Report::new(file);
    // Places are kept in 32 bits; what lies beyond is not read, and said to be out of place.
    let limit = text.len().min(u32::MAX as usize - 1);
    let mut end = limit;
    while !text.is_char_boundary(end) {
        end -= 1;
    }
    if end < text.len() {
        report.add(&codes::TRAILING, end..text.len(), vec![("found", "…".into())]);
    }
    let text = text.get(..end).unwrap_or("");
    let tokens = lexer::lex(text, &mut report);
    let mut parser = Parser::new(text, &tokens, report);
    parser.file();
    let Parser { events, items, report, .. } = parser;
    let children = Children::of(&items);
    Parsed {
        file,
        diagnostics: report.finish(),
        text: text.into(),
        tokens,
        events,
        items,
        children,
        by_key: OnceLock::new(),
        green: OnceLock::new(),
    }
}

/// The tokens of a text, spaces and comments included, each with its bytes.
pub(crate) fn tokens(text: &str) -> Vec<(Kind, std::ops::Range<usize>)> {
    let all = lexer::lex(text, &mut Report::new(0));
    let ends = all.iter().skip(1).map(|next| next.start as usize);
    all.iter().zip(ends).map(|(token, end)| (token.kind, token.start as usize..end)).collect()
}

impl Parsed {
    /// The text that was read.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// The value of the file, if it holds one.
    pub fn root(&self) -> Option<Node<'_>> {
        (!self.items.is_empty()).then(|| self.value(0))
    }

    fn value(&self, id: u32) -> Node<'_> {
        Node { parsed: self, id }
    }

    fn by_key(&self) -> &Children {
        self.by_key.get_or_init(|| self.children.by_key(self))
    }

    /// The lossless tree: its text is the text of the file, byte for byte.
    pub fn tree(&self) -> SyntaxNode {
        SyntaxNode::new_root(self.green.get_or_init(|| self.build()).clone())
    }

    fn build(&self) -> GreenNode {
        let mut builder = GreenNodeBuilder::new();
        let mut at = 0;
        for event in &self.events {
            match *event {
                Event::Open(upto, kind) => {
                    self.tokens_into(&mut builder, &mut at, upto);
                    builder.start_node(Ron::kind_to_raw(kind));
                }
                Event::Close(upto) => {
                    self.tokens_into(&mut builder, &mut at, upto);
                    builder.finish_node();
                }
            }
        }
        builder.finish()
    }

    fn tokens_into(&self, builder: &mut GreenNodeBuilder<'_>, at: &mut usize, upto: u32) {
        while *at < upto as usize {
            if let (Some(token), Some(next)) = (self.tokens.get(*at), self.tokens.get(*at + 1)) {
                let text = self.text.get(token.start as usize..next.start as usize).unwrap_or("");
                builder.token(Ron::kind_to_raw(token.kind), text);
            }
            *at += 1;
        }
    }
}

#[cfg(test)]
mod examples;
