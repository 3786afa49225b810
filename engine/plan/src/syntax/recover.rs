//! Going on after a mistake: brackets that don't match, words without quotes, things out of place.

use std::ops::Range;

use wallchart_words::{Value, ids};

use super::codes;
use super::kind::Kind;
use super::marks;
use super::outline::Shape;
use super::parser::{At, Parser, Seen};

/// How many brackets are looked at to find out which of two repairs fits.
const WINDOW: usize = 2000;

impl Parser<'_> {
    // ── Brackets ────────────────────────────────────────────────────────

    /// A closing bracket of another kind at `i`. True when it was stray and the group goes on.
    pub(super) fn wrong_close(&mut self, i: usize, close: Kind) -> bool {
        let found = self.kind(i);
        let others: Vec<Kind> = self.stack.iter().map(|o| o.bracket.closer()).collect();
        let outer = others.get(..others.len().saturating_sub(1)).unwrap_or(&[]);
        let stray = self.fit(others.clone(), i + 1);
        let replaced = self.fit(outer.to_vec(), i + 1);
        let missing = outer
            .iter()
            .rposition(|k| *k == found)
            .map(|depth| self.fit(outer.get(..depth).unwrap_or(&[]).to_vec(), i + 1));
        if let Some(fit) = missing.filter(|fit| *fit >= stray && *fit >= replaced) {
            self.unclosed(close, fit == WINDOW && stray < WINDOW && replaced < WINDOW);
            return false;
        }
        let mut args = self.found(i);
        args.push(("want", close.mark().into()));
        let more = outer.is_empty() && self.after(i) != Kind::End;
        let stray_wins =
            stray > replaced || (stray == replaced && (more || self.after(i) == close));
        if stray_wins {
            self.report.add(&codes::WRONG_CLOSE, self.range(i), args);
            self.report.fix(self.range(i), "", stray == WINDOW && replaced < WINDOW);
        } else {
            self.report.suggest(&codes::WRONG_CLOSE, self.range(i), args, close.mark());
            self.report.fix(self.range(i), close.mark(), replaced == WINDOW && stray < WINDOW);
        }
        self.relate_opened();
        self.report.forget(self.lexed, &self.range(i));
        if stray_wins {
            self.open(Kind::Error);
            self.bump();
            self.close();
        } else {
            self.bump();
        }
        stray_wins
    }

    /// How many brackets from token `i` on fit the brackets that are open; all of them is the most.
    fn fit(&self, mut open: Vec<Kind>, mut i: usize) -> usize {
        let (mut seen, last) = (0, i + 16 * WINDOW);
        while seen < WINDOW && i < last {
            let kind = self.kind(i);
            i += 1;
            if kind.is_open() {
                open.push(kind.closer());
            } else if kind.is_close() {
                if open.pop() != Some(kind) {
                    return seen;
                }
            } else if kind == Kind::End {
                return if open.is_empty() { WINDOW } else { seen };
            } else {
                if open.is_empty() && !kind.is_trivia() {
                    return seen;
                }
                continue;
            }
            seen += 1;
        }
        WINDOW
    }

    fn relate_opened(&mut self) {
        if let Some(opened) = self.stack.last() {
            let range = self.range(opened.token);
            self.report.relate(range, ids::SYNTAX_OPENED, vec![]);
        }
    }

    /// The innermost bracket lacks its closing one here.
    pub(super) fn unclosed(&mut self, close: Kind, is_sure: bool) {
        let args = vec![("want", Value::from(close.mark()))];
        self.report.suggest(&codes::UNCLOSED, self.gap(), args, close.mark());
        self.report.fix(self.gap(), close.mark(), is_sure);
        self.relate_opened();
    }

    /// The text ended inside brackets: one diagnostic for all of them.
    pub(super) fn unclosed_at_end(&mut self) {
        if std::mem::replace(&mut self.said_unclosed, true) {
            return;
        }
        let want: String = self.stack.iter().rev().map(|o| o.bracket.closer().mark()).collect();
        let args = vec![("want", Value::from(want.as_str()))];
        self.report.suggest(&codes::UNCLOSED, self.gap(), args, &want);
        let suspect = self.suspect();
        self.report.fix(self.gap(), &want, self.stack.len() == 1 && suspect.is_none());
        self.relate_opened();
        if let Some((token, mark)) = suspect {
            let args = vec![("open", Value::from(mark))];
            self.report.relate(self.range(token), ids::SYNTAX_INDENT, args);
        }
    }

    /// The first bracket that ends its line and is closed on a line that begins further left: the one
    /// that was most likely left open.
    fn suspect(&self) -> Option<(usize, &'static str)> {
        let mut open: Vec<(usize, usize)> = Vec::new();
        let (mut indent, mut first) = (0, true);
        for i in 0..self.tokens.len() {
            let kind = self.kind(i);
            if kind.is_trivia() {
                if let Some(line) = self.text_of(i).rfind('\n') {
                    indent = self.text_of(i).len() - line - 1;
                    first = true;
                }
                continue;
            }
            if kind.is_open() {
                open.push((i, indent));
            } else if kind.is_close()
                && let Some((token, outer)) = open.pop()
                && first
                && indent < outer
            {
                return Some((token, self.kind(token).mark()));
            }
            first = false;
        }
        None
    }

    /// Whether the entry at `i` must belong to a bracket further out, this one being left open.
    pub(super) fn belongs_outside(&self, node: Kind, seen: &Seen, i: usize) -> bool {
        let Some(outer) = self.stack.len().checked_sub(2).and_then(|n| self.stack.get(n)) else {
            return false;
        };
        if seen.entries == 0 || !self.names(i) {
            return false;
        }
        let text = matches!(self.kind(i), Kind::Text | Kind::RawText);
        // No field of ours has a name that isn't ASCII: such a one is a key without its quotes.
        let name = self.kind(i) == Kind::Ident && self.text_of(i).is_ascii();
        match (node, outer.group) {
            (Kind::Struct, Kind::Map) => text && self.new_line_before(i),
            (Kind::Map, Kind::Struct) => name && seen.text_keys && self.new_line_before(i),
            (Kind::List | Kind::Tuple, Kind::Struct) => name && !seen.colons_in_list,
            (Kind::List | Kind::Tuple, Kind::Map) => text && !seen.colons_in_list,
            _ => false,
        }
    }

    /// A map's entries in brackets of another kind.
    pub(super) fn colon_in_list(&mut self, i: usize, seen: &mut Seen) {
        if !std::mem::replace(&mut seen.colons_in_list, true) {
            self.report.add(&codes::UNEXPECTED, self.range(i), self.found(i));
        }
        self.bump();
        self.settled = true;
        let next = self.peek();
        if self.kind(next).begins_value() {
            self.value(At::Item);
        }
        if self.kind(self.peek()) == Kind::Comma {
            self.bump();
        }
    }

    // ── Things out of place ─────────────────────────────────────────────

    /// Tells of what stands here, and skips it.
    pub(super) fn unexpected(&mut self) {
        let i = self.peek();
        self.report.add(&codes::UNEXPECTED, self.range(i), self.found(i));
        self.open(Kind::Error);
        self.skip_entry();
        self.close();
    }

    /// Skips to the end of an entry: a comma, a line end or a closing bracket outside of others.
    pub(super) fn skip_entry(&mut self) {
        let (mut depth, mut first) = (0usize, true);
        loop {
            let i = self.peek();
            let kind = self.kind(i);
            if kind == Kind::End || (depth == 0 && !first && self.new_line_before(i)) {
                return;
            }
            if kind.is_open() {
                depth += 1;
            } else if kind.is_close() {
                if depth == 0 {
                    return;
                }
                depth -= 1;
            } else if kind == Kind::Comma && depth == 0 {
                return;
            }
            self.bump();
            first = false;
        }
    }

    /// Brackets beyond the limit: told once, and skipped without going down.
    pub(super) fn too_deep(&mut self, i: usize) {
        if !std::mem::replace(&mut self.said_too_deep, true) {
            self.report.add(&codes::TOO_DEEP, self.range(i), vec![]);
        }
        let mut depth = 0usize;
        let mut end = i;
        loop {
            let kind = self.kind(end);
            if kind == Kind::End {
                break;
            }
            if kind.is_open() {
                depth += 1;
            } else if kind.is_close() {
                if depth == 0 {
                    break;
                }
                depth -= 1;
            } else if depth == 0 && kind == Kind::Comma {
                break;
            }
            end += 1;
        }
        self.leaf(Shape::Error, Kind::Error, end);
    }

    // ── Words without quotes ────────────────────────────────────────────

    /// Whether the bare word or the number at `i` is text that lacks its quotes.
    pub(super) fn is_bare(&self, i: usize, at: At) -> bool {
        if self.kind(i) == Kind::Ident && !self.text_of(i).is_ascii() {
            return true;
        }
        if at == At::Key || at == At::Root {
            return false;
        }
        let next = self.kind(i + 1);
        // A time of day: digits on both sides of a colon.
        if self.kind(i) == Kind::Number && next == Kind::Colon {
            return at != At::Key && matches!(self.kind(i + 2), Kind::Number | Kind::Bare);
        }
        // A range that goes on with a unit or a third number.
        if self.kind(i) == Kind::Number && next == Kind::DotDot {
            let (to, beyond) = (self.kind(i + 2), self.kind(i + 3));
            return matches!(to, Kind::Bare | Kind::Ident)
                && !super::number::is_word(self.text_of(i + 2))
                || (to == Kind::Number
                    && matches!(beyond, Kind::DotDot | Kind::Bare | Kind::Ident));
        }
        let blank = next == Kind::Whitespace && !self.text_of(i + 1).contains('\n');
        let j = if blank { i + 2 } else { i + 1 };
        let both_numbers = self.kind(i) == Kind::Number && self.kind(j) == Kind::Number;
        match self.kind(j) {
            Kind::Ident | Kind::Bare => blank && !self.names(j),
            Kind::Number => blank && !both_numbers,
            Kind::Unknown => true,
            _ => false,
        }
    }

    /// Words without quotes from token `i` on: one diagnostic, one value.
    pub(super) fn bare_words(&mut self, i: usize, at: At) {
        let start = self.start(i);
        let end = start + self.bare_length(start, at);
        let mut upto = i + 1;
        while self.kind(upto) != Kind::End && self.start(upto) < end {
            upto += 1;
        }
        let range = start..self.start(upto);
        self.report.forget(self.lexed, &range);
        self.tell_bare(range);
        self.leaf(Shape::Bare, Kind::Scalar, upto);
    }

    fn tell_bare(&mut self, range: Range<usize>) {
        let words = self.text.get(range.clone()).unwrap_or("").to_owned();
        let found = vec![("found", Value::from(words.as_str()))];
        let quoted = format!("\"{}\"", words.replace('\\', "\\\\"));
        if words.ends_with(['"', '”', '’', '＂']) {
            let whole = format!("\"{}\"", words.trim_end_matches(['"', '”', '’', '＂']));
            let side = vec![("side", Value::from("open"))];
            self.report.suggest(&codes::NO_QUOTE, range.clone(), side, &whole);
            self.report.fix(range, &whole, words.chars().all(|c| c.is_alphanumeric() || c == '"'));
        } else if looks_like_time(&words) {
            self.report.suggest(&codes::BARE_TIME, range.clone(), found, &quoted);
            self.report.fix(range, &quoted, true);
        } else if looks_like_number(&words) {
            self.report.add(&codes::BAD_NUMBER, range, found);
        } else if words.chars().any(char::is_alphanumeric) {
            self.report.suggest(&codes::BARE_WORDS, range.clone(), found, &quoted);
            // Full-width marks in it may be the text's own, or stand for plain ones.
            let is_sure = !words.chars().any(|c| {
                "\"\\".contains(c) || marks::full_width(c).is_some() || marks::quote(c).is_some()
            });
            self.report.fix(range, &quoted, is_sure);
        } else {
            self.report.add(&codes::UNEXPECTED, range, found);
        }
    }

    /// How far words without quotes reach from here, in bytes.
    fn bare_length(&self, start: usize, at: At) -> usize {
        let rest = self.text.get(start..).unwrap_or("");
        let line = super::lexer::first_line(rest);
        let mut end = line.len();
        let mut previous = ' ';
        let mut in_wide = false;
        for (i, c) in line.char_indices() {
            let after = line.get(i + c.len_utf8()..).unwrap_or("");
            let digits =
                previous.is_ascii_digit() && after.starts_with(|d: char| d.is_ascii_digit());
            let stop = match c {
                '"' | '”' if i > 0 && !previous.is_whitespace() => {
                    end = i + c.len_utf8();
                    break;
                }
                ',' | '(' | ')' | '[' | ']' | '{' | '}' | ';' | '\'' => true,
                ':' | '：' => !(digits && at != At::Key),
                '/' => after.starts_with(['/', '*']),
                '（' if at == At::Field && previous.is_alphanumeric() && after.contains('）') => {
                    in_wide = true;
                    false
                }
                '）' if in_wide => {
                    in_wide = false;
                    false
                }
                '，' | '、' | '；' | '。' => !(at == At::Field && goes_on(after)),
                c => marks::quote(c).is_some() || (marks::full_width(c).is_some() && !in_wide),
            };
            if stop {
                let named = matches!(c, ':' | '：') && at != At::Key;
                end = if named { before_last_word(line.get(..i).unwrap_or("")) } else { i };
                break;
            }
            previous = c;
        }
        line.get(..end).unwrap_or(line).trim_end().len()
    }
}

/// Whether text goes on after a full-width comma, rather than the next field.
fn goes_on(after: &str) -> bool {
    let piece_end = after.find([',', '，', '、', '；', ')', ']', '}', ':', '：', '"', '“']);
    let piece = piece_end.and_then(|i| after.get(..i)).unwrap_or(after);
    let named = piece_end.and_then(|i| after.get(i..)).is_some_and(|s| {
        s.starts_with(':') || s.starts_with('：') || s.starts_with('"') || s.starts_with('“')
    });
    !named && piece.chars().next().is_some_and(char::is_alphanumeric)
}

/// The length of the words without the last of them, which is the name of the next field.
fn before_last_word(words: &str) -> usize {
    let trimmed = words.trim_end();
    match trimmed.rfind(char::is_whitespace) {
        Some(i) => i,
        None => words.len(),
    }
}

/// `D-30`, `T+2h`, `2026-03-15 09:30`, `17:00`, `3wd`, `half day`.
fn looks_like_time(words: &str) -> bool {
    let mut chars = words.chars();
    let first = chars.next();
    let rest = chars.as_str();
    if matches!(first, Some('D' | 'T')) {
        let body = rest.trim_start();
        return rest.starts_with(['+', '-', '.'])
            || (rest.starts_with(' ')
                && (body.starts_with(|c: char| c.is_ascii_digit())
                    || ["am", "pm", "noon", "day"].iter().any(|w| body.starts_with(w))));
    }
    if words == "half day" {
        return true;
    }
    let digits = words.bytes().take_while(u8::is_ascii_digit).count();
    let after = words.get(digits..).unwrap_or("");
    let next_digit = after.chars().nth(1).is_some_and(|c| c.is_ascii_digit());
    (digits == 4
        && after.starts_with(['-', '/', '.', '年'])
        && (next_digit || after.starts_with('年')))
        || (matches!(digits, 1 | 2) && after.starts_with(':') && next_digit)
        || (digits > 0 && matches!(after, "m" | "h" | "d" | "wd" | "w"))
        || (digits > 0 && after.starts_with("..") && words.ends_with(['d', 'h', 'm', 'w']))
}

fn looks_like_number(words: &str) -> bool {
    words.starts_with(|c: char| c.is_ascii_digit() || matches!(c, '+' | '-' | '.'))
        && words.chars().all(|c| c.is_ascii_alphanumeric() || matches!(c, '_' | '.' | '+' | '-'))
}
