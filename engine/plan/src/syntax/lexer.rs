//! Cuts a plan file into tokens, and notes what is wrong with single tokens.
//!
//! The tokens cover the text without a gap. A full-width mark becomes the token that it stands for, so
//! that the parser goes on as if it had been typed right.

use unicode_ident::{is_xid_continue, is_xid_start};
use wallchart_words::Value;

use super::kind::Kind;
use super::report::Report;
use super::text::{self, Mode};
use super::{codes, marks, number};

/// One token; it ends where the next one starts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Token {
    pub(crate) kind: Kind,
    pub(crate) start: u32,
}

/// Cuts the text into tokens; the last one is [`Kind::End`]. Mistakes go to the report.
pub(crate) fn lex(text: &str, report: &mut Report) -> Vec<Token> {
    let mut lexer = Lexer { text, at: 0, wasted: 0, report };
    let mut tokens = Vec::with_capacity(text.len() / 4 + 1);
    while lexer.at < text.len() {
        let start = lexer.at;
        let kind = lexer.token();
        // Every branch of `token` moves on; this keeps a slip there from becoming an endless loop.
        if lexer.at <= start {
            lexer.at = start + lexer.rest().chars().next().map_or(1, char::len_utf8);
        }
        tokens.push(Token { kind, start: start as u32 });
    }
    tokens.push(Token { kind: Kind::End, start: text.len() as u32 });
    tokens
}

/// The first line, or as much of a very long one as a guess should look at.
pub(crate) fn first_line(text: &str) -> &str {
    let mut end = text.len().min(4096);
    while !text.is_char_boundary(end) {
        end -= 1;
    }
    text.get(..end).and_then(|t| t.lines().next()).unwrap_or("")
}

/// White space as `ron` sees it.
pub(crate) fn is_space(c: char) -> bool {
    matches!(
        c,
        ' ' | '\t'
            | '\n'
            | '\r'
            | '\x0B'
            | '\x0C'
            | '\u{85}'
            | '\u{200E}'
            | '\u{200F}'
            | '\u{2028}'
            | '\u{2029}'
    )
}

struct Lexer<'a, 'r> {
    text: &'a str,
    at: usize,
    /// Bytes looked at again after a guess about a missing quote or comment end. Bounded, so that
    /// broken text cannot take quadratic time.
    wasted: usize,
    report: &'r mut Report,
}

impl<'a> Lexer<'a, '_> {
    fn rest(&self) -> &'a str {
        self.text.get(self.at..).unwrap_or("")
    }

    fn token(&mut self) -> Kind {
        let rest = self.rest();
        let Some(c) = rest.chars().next() else { return Kind::End };
        let simple = match c {
            '(' => Kind::LParen,
            ')' => Kind::RParen,
            '[' => Kind::LBracket,
            ']' => Kind::RBracket,
            '{' => Kind::LBrace,
            '}' => Kind::RBrace,
            ',' => Kind::Comma,
            ':' => Kind::Colon,
            ';' => Kind::Semicolon,
            '!' => Kind::Bang,
            '#' => Kind::Hash,
            '"' => return self.quoted(1, Mode::Text, Kind::Text),
            '\'' => return self.single_quoted(),
            '/' => return self.slash(),
            '=' => {
                self.at += if rest.starts_with("=>") { 2 } else { 1 };
                return Kind::Equals;
            }
            '0'..='9' | '+' | '-' | '.' => return self.number(),
            'b' | 'r' => return self.prefixed(),
            c if is_space(c) => {
                self.at += rest.find(|c| !is_space(c)).unwrap_or(rest.len());
                return Kind::Whitespace;
            }
            c if c == '_' || is_xid_start(c) => return self.ident(),
            c => return self.foreign(c),
        };
        self.at += 1;
        simple
    }

    /// What begins with `b` or `r`: strings of other kinds, a byte, or a word.
    fn prefixed(&mut self) -> Kind {
        let rest = self.rest();
        if rest.starts_with("b\"") {
            return self.quoted(2, Mode::Bytes, Kind::Bytes);
        }
        if rest.starts_with("b'") {
            return self.number();
        }
        let (prefix, kind) =
            if rest.starts_with("br") { (2, Kind::Bytes) } else { (1, Kind::RawText) };
        if rest.starts_with('r') || prefix == 2 {
            let after = rest.get(prefix..).unwrap_or("");
            let hashes = after.bytes().take_while(|b| *b == b'#').count();
            if after.get(hashes..).is_some_and(|s| s.starts_with('"')) {
                return self.raw(prefix, hashes, kind);
            }
            if prefix == 1 && hashes == 1 {
                let word = after.get(1..).unwrap_or("");
                let raw = |c: char| matches!(c, '.' | '+' | '-') || is_xid_continue(c);
                let length = word.find(|c| !raw(c)).unwrap_or(word.len());
                if length > 0 {
                    self.at += 2 + length;
                    return Kind::RawIdent;
                }
            }
        }
        self.ident()
    }

    fn ident(&mut self) -> Kind {
        let rest = self.rest();
        let length = rest.find(|c| !is_xid_continue(c)).unwrap_or(rest.len()).max(1);
        let word = rest.get(..length).unwrap_or("");
        let after = rest.get(length..).unwrap_or("");
        // `ron` takes `Some-1` and `Some"x"` when some is implicit.
        let range = word == "Some" || (after.starts_with("..") && number::is_word(word));
        if !range && continues_bare(after, word.chars().next_back()) {
            return self.bare();
        }
        self.at += length;
        Kind::Ident
    }

    fn number(&mut self) -> Kind {
        let rest = self.rest();
        if let Some(after) = rest.strip_prefix("..") {
            self.at += if after.starts_with('=') { 3 } else { 2 };
            return if after.starts_with('=') { Kind::DotDotEquals } else { Kind::DotDot };
        }
        let Some(length) = number::length(rest) else {
            if rest.starts_with("b'") {
                // A bad byte: go on after the quote that ends it, if there is one.
                let line = first_line(rest.get(2..).unwrap_or(""));
                self.at += 2 + line.find('\'').map_or(0, |i| i + 1);
                return Kind::Unknown;
            }
            return self.bare();
        };
        let after = rest.get(length..).unwrap_or("");
        let goes_on = after.chars().next().is_some_and(is_xid_continue)
            || (!after.starts_with("..") && continues_bare(after, None));
        if goes_on {
            return self.bare();
        }
        self.at += length;
        Kind::Number
    }

    /// Words that need quotes, up to where they seem to end.
    fn bare(&mut self) -> Kind {
        let rest = self.rest();
        let mut previous = None;
        let mut end = rest.len();
        for (i, c) in rest.char_indices() {
            let after = rest.get(i..).unwrap_or("");
            if i > 0 && !is_xid_continue(c) && !continues_bare(after, previous) {
                end = i;
                break;
            }
            if i > 0 && is_closing_quote(c) {
                end = i + c.len_utf8();
                break;
            }
            previous = Some(c);
        }
        self.at += end;
        Kind::Bare
    }

    /// A comment, or a slash that has no place.
    fn slash(&mut self) -> Kind {
        let rest = self.rest();
        if rest.starts_with("//") {
            self.at += rest.find('\n').unwrap_or(rest.len());
            return Kind::LineComment;
        }
        if !rest.starts_with("/*") {
            self.at += 1;
            return Kind::Unknown;
        }
        let limit = self.look_ahead(rest);
        let looked_at = rest.get(..limit).unwrap_or(rest);
        if let Some(length) = block_comment(looked_at) {
            self.at += length;
            return Kind::BlockComment;
        }
        self.wasted += limit;
        self.report.add(&codes::OPEN_COMMENT, self.at..self.at + 2, vec![]);
        self.at += rest.find('\n').unwrap_or(rest.len());
        self.report.fix(self.at..self.at, " */", false);
        Kind::BlockComment
    }

    /// How far to look for the end of something: all the way, until too much was looked at in vain.
    fn look_ahead(&self, rest: &str) -> usize {
        if self.wasted <= self.text.len() { rest.len() } else { first_line(rest).len() }
    }

    /// Text in ASCII quotes; `prefix` is the length up to and with the opening quote.
    fn quoted(&mut self, prefix: usize, mode: Mode, kind: Kind) -> Kind {
        let rest = self.rest().get(prefix..).unwrap_or("");
        let limit = self.look_ahead(rest);
        let (end, bad) = text::body(rest.get(..limit).unwrap_or(rest), mode);
        let content = end.and_then(|e| rest.get(..e - 1));
        let after = end.and_then(|e| rest.get(e..)).unwrap_or("");
        let good = content.is_some_and(|content| !looks_unclosed(content, after));
        if let (Some(end), true) = (end, good) {
            if let Some(bad) = bad {
                let start = self.at + prefix;
                let bad = start + bad.start..start + bad.end;
                let found = self.text.get(bad.clone()).unwrap_or("\\").to_owned();
                let backslash = bad.start..bad.start;
                self.report.add(&codes::BAD_ESCAPE, bad, vec![("found", found.into())]);
                match content.and_then(text::only_bad_escapes) {
                    Some(all) => all.into_iter().for_each(|at| {
                        self.report.fix(start + at..start + at, "\\", true);
                    }),
                    None => self.report.fix(backslash, "\\", false),
                }
            }
            self.at += prefix + end;
            return kind;
        }
        self.wasted += end.unwrap_or(limit);
        self.unclosed(prefix, rest);
        kind
    }

    /// A text whose closing quote is missing: ends it where it most likely ends.
    fn unclosed(&mut self, prefix: usize, rest: &str) {
        let start = self.at;
        let (length, closing) = likely_end(rest);
        self.at += prefix + length;
        if let Some(mark) = closing {
            let at = self.at;
            self.at += mark.len_utf8();
            self.report.suggest(
                &codes::FULL_WIDTH,
                at..self.at,
                vec![("found", Value::from(mark.to_string())), ("want", "\"".into())],
                "\"",
            );
            self.report.fix(at..self.at, "\"", true);
        } else {
            let side = vec![("side", Value::from("close"))];
            self.report.add(&codes::NO_QUOTE, start..self.at, side);
            // Nothing but the comma after it on its line: the text can't end elsewhere.
            let left = first_line(self.rest()).trim_end();
            let opened = self.text.get(start..self.at).unwrap_or("");
            let is_sure = prefix == 1 && matches!(left, "" | ",") && !opened.contains('，');
            let hashes = opened.bytes().skip(1).take_while(|b| *b == b'#').count();
            self.report.fix(self.at..self.at, &format!("\"{}", "#".repeat(hashes)), is_sure);
        }
    }

    fn raw(&mut self, prefix: usize, hashes: usize, kind: Kind) -> Kind {
        let start = prefix + hashes + 1;
        let rest = self.rest().get(start..).unwrap_or("");
        let limit = self.look_ahead(rest);
        let ending = format!("\"{}", "#".repeat(hashes));
        match rest.get(..limit).and_then(|s| s.find(&ending)) {
            Some(i) => self.at += start + i + ending.len(),
            None => {
                self.wasted += limit + hashes;
                self.unclosed(start, rest);
            }
        }
        kind
    }

    /// A character, or text that someone put in single quotes.
    fn single_quoted(&mut self) -> Kind {
        let rest = self.rest();
        let inside = rest.get(1..).unwrap_or("");
        let length = match inside.chars().next() {
            Some('\\') => text::escape(inside, Mode::Char).ok().map(|(length, _)| length),
            Some(c) => Some(c.len_utf8()),
            None => None,
        };
        if let Some(length) = length
            && inside.get(length..).is_some_and(|s| s.starts_with('\''))
        {
            self.at += 1 + length + 1;
            return Kind::Char;
        }
        let start = self.at;
        let line = first_line(inside);
        let (content, end, is_closed) = match line.find('\'') {
            Some(i) => (i, i + 1, true),
            None => {
                let (length, _) = likely_end(line);
                (length, length, false)
            }
        };
        self.at += 1 + end;
        let words = line.get(..content).unwrap_or("").to_owned();
        self.report.suggest(&codes::SINGLE_QUOTES, start..self.at, vec![], &format!("\"{words}\""));
        let is_sure = is_closed && !words.contains(['"', '\\']);
        let words = words.replace('\\', "\\\\").replace('"', "\\\"");
        self.report.fix(start..self.at, &format!("\"{words}\""), is_sure);
        Kind::Text
    }

    /// A character that begins no token of RON.
    fn foreign(&mut self, c: char) -> Kind {
        let rest = self.rest();
        let start = self.at;
        if let Some(mark) = marks::full_width(c) {
            self.at += c.len_utf8();
            let args =
                vec![("found", Value::from(c.to_string())), ("want", Value::from(mark.ascii))];
            self.report.suggest(&codes::FULL_WIDTH, start..self.at, args, mark.ascii);
            self.report.fix(start..self.at, mark.ascii, true);
            return if mark.kind == Kind::Equals { Kind::Colon } else { mark.kind };
        }
        if let Some(ends) = marks::quote(c) {
            return self.wide_quoted(c, ends);
        }
        if marks::invisible(c) {
            self.at += rest.find(|d| d != c).unwrap_or(rest.len());
            let found = format!("U+{:04X}", u32::from(c));
            self.report.add(&codes::INVISIBLE, start..self.at, vec![("found", found.into())]);
            let run = self.text.get(start..self.at).unwrap_or("").chars().count();
            let is_blank = c.is_whitespace() || c == '\0';
            self.report.fix(start..self.at, &" ".repeat(if is_blank { run } else { 0 }), true);
            return Kind::Whitespace;
        }
        self.at += rest.find(|d| !begins_nothing(d)).unwrap_or(rest.len()).max(c.len_utf8());
        Kind::Unknown
    }

    /// Text in full-width quotes.
    fn wide_quoted(&mut self, open: char, ends: &[char]) -> Kind {
        let start = self.at;
        let rest = self.rest().get(open.len_utf8()..).unwrap_or("");
        let line = first_line(rest);
        let args = vec![("found", Value::from(open.to_string())), ("want", "\"".into())];
        let opening = start..start + open.len_utf8();
        match line.char_indices().find(|(_, c)| ends.contains(c)) {
            Some((i, close)) => {
                self.at = opening.end + i + close.len_utf8();
                let closing = opening.end + i..self.at;
                // Between plain quotes these would mean something else.
                let content = line.get(..i).unwrap_or("");
                let is_sure = !content.contains(['"', '\\']);
                self.report.suggest(&codes::FULL_WIDTH, opening.clone(), args, "\"");
                self.report.fix(opening, "\"", is_sure);
                self.report.fix(closing.clone(), "\"", is_sure);
                if !close.is_ascii() {
                    self.report.relate(closing, wallchart_words::ids::SYNTAX_CLOSE_QUOTE, vec![]);
                }
            }
            None => {
                self.at = opening.end + likely_end(line).0;
                self.report.suggest(&codes::FULL_WIDTH, opening.clone(), args, "\"");
                self.report.fix(opening, "\"", false);
                self.report.fix(self.at..self.at, "\"", false);
            }
        }
        Kind::Text
    }
}

/// Whether a character can begin no token and is no space.
fn begins_nothing(c: char) -> bool {
    !is_space(c)
        && !is_xid_continue(c)
        && !"()[]{},:;!#\"'/=+-._".contains(c)
        && marks::full_width(c).is_none()
        && marks::quote(c).is_none()
        && !marks::invisible(c)
}

fn is_closing_quote(c: char) -> bool {
    matches!(c, '"' | '”' | '’' | '＂')
}

/// Whether bare words go on here: `D|-30`, `a|/b`, `09|:30`, `城东所|"`.
fn continues_bare(after: &str, previous: Option<char>) -> bool {
    let mut chars = after.chars();
    let (first, second) = (chars.next(), chars.next());
    match first {
        Some('-' | '+' | '.' | '@' | '%' | '~' | '·' | '×') => true,
        Some('/') => !matches!(second, Some('/' | '*')),
        Some(':') => {
            previous.is_some_and(|c| c.is_ascii_digit())
                && second.is_some_and(|c| c.is_ascii_digit())
        }
        Some(c) => is_closing_quote(c),
        None => false,
    }
}

/// The length of a block comment, nested ones included.
fn block_comment(s: &str) -> Option<usize> {
    let bytes = s.as_bytes();
    let (mut at, mut level) = (2, 1usize);
    while level > 0 {
        match (bytes.get(at)?, bytes.get(at + 1)) {
            (b'/', Some(b'*')) => (at, level) = (at + 2, level + 1),
            (b'*', Some(b'/')) => (at, level) = (at + 2, level - 1),
            _ => at += 1,
        }
    }
    Some(at)
}

/// Whether what stands between two quotes looks like the space between two texts rather than a text:
/// the first of them lacks its closing quote. Never so in text that `ron` accepts.
fn looks_unclosed(content: &str, after: &str) -> bool {
    let next = after.trim_start_matches(is_space).chars().next();
    let fits = next.is_none_or(|c| {
        ",)]}:;=/".contains(c) || marks::full_width(c).is_some() || marks::invisible(c)
    });
    if fits {
        return false;
    }
    content.contains(['\n', '”'])
        || (!after.starts_with(is_space)
            && content.trim_end().ends_with([',', ':', '[', '(', '{', '，', '：']))
}

/// Where a text without a closing quote most likely ends, and the full-width quote that was meant to end
/// it, if one stands there.
fn likely_end(rest: &str) -> (usize, Option<char>) {
    let line = first_line(rest);
    let line = line.find('"').and_then(|i| line.get(..i)).unwrap_or(line);
    if let Some((i, c)) = line.char_indices().find(|(_, c)| *c == '”' || *c == '＂') {
        return (i, Some(c));
    }
    // A key whose value opens a bracket.
    if let Some(i) = [": (", ": [", ": {"].iter().filter_map(|mark| line.find(mark)).min() {
        return (i, None);
    }
    let comma = line.char_indices().find(|(i, c)| {
        *c == ','
            && line.get(i + 1..).is_none_or(|s| s.is_empty() || s.starts_with([' ', '\t', '/']))
    });
    if let Some((i, _)) = comma {
        let text = line.get(..i).unwrap_or("");
        return (text.trim_end_matches([')', ']', '}', ' ']).len(), None);
    }
    let line = line.find("//").and_then(|i| line.get(..i)).unwrap_or(line);
    let end = line.trim_end_matches(|c| is_space(c) || ",;:()[]{}，：）】｝".contains(c)).len();
    (end, None)
}
