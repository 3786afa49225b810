//! `#![enable(…)]`, `#![type = "…"]` and `#![schema = "…"]` at the head of a file.

use super::codes;
use super::kind::Kind;
use super::parser::Parser;

const EXTENSIONS: [&str; 4] =
    ["unwrap_newtypes", "implicit_some", "unwrap_variant_newtypes", "explicit_struct_names"];

impl Parser<'_> {
    /// Reads one attribute; what is wrong in it is told once.
    pub(super) fn attribute(&mut self) {
        self.open(Kind::Attribute);
        self.bump();
        if !self.attribute_body() {
            let i = self.peek();
            self.report.add(&codes::UNEXPECTED, self.range(i), self.found(i));
            // Up to the bracket that ends it, on this line.
            while !matches!(self.kind(self.peek()), Kind::End) && !self.new_line_before(self.peek())
            {
                let end = self.kind(self.peek()) == Kind::RBracket;
                self.bump();
                if end {
                    break;
                }
            }
        }
        self.close();
    }

    fn attribute_body(&mut self) -> bool {
        if !(self.take(Kind::Bang) && self.take(Kind::LBracket)) {
            return false;
        }
        let i = self.peek();
        if self.kind(i) != Kind::Ident {
            return false;
        }
        match self.text_of(i) {
            "enable" => {
                self.bump();
                self.take(Kind::LParen)
                    && self.extensions()
                    && self.take(Kind::RParen)
                    && self.take(Kind::RBracket)
            }
            "type" | "schema" => {
                self.bump();
                let equals = self.peek();
                self.text_of(equals) == "="
                    && self.take(Kind::Equals)
                    && (self.take(Kind::Text) || self.take(Kind::RawText))
                    && self.take(Kind::RBracket)
            }
            _ => false,
        }
    }

    fn extensions(&mut self) -> bool {
        loop {
            let i = self.peek();
            let name = self.text_of(i);
            let name =
                if self.kind(i) == Kind::RawIdent { name.get(2..).unwrap_or("") } else { name };
            if !EXTENSIONS.contains(&name) {
                return false;
            }
            self.bump();
            if !self.take(Kind::Comma) || self.kind(self.peek()) == Kind::RParen {
                return true;
            }
        }
    }

    fn take(&mut self, kind: Kind) -> bool {
        let fits = self.kind(self.peek()) == kind;
        if fits {
            self.bump();
        }
        fits
    }
}
