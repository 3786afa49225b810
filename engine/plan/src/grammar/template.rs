//! Text with places to fill: `品质消费教育{八进}`. Also finds what was never filled in: `xx月xx日`.

use std::ops::Range;

/// A piece of a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Piece<'a> {
    /// As it stands.
    Literal(&'a str),
    /// `{name}`, with the bytes it stands on, braces included.
    Name(&'a str, Range<usize>),
}

/// Cuts a text at its `{name}`s. A brace without its partner stands for itself.
pub(crate) fn pieces(text: &str) -> Vec<Piece<'_>> {
    let mut out = Vec::new();
    let (mut from, mut at) = (0, 0);
    while let Some(open) = text.get(at..).and_then(|t| t.find('{')).map(|i| at + i) {
        let Some(close) = text.get(open..).and_then(|t| t.find('}')).map(|i| open + i) else {
            break;
        };
        let name = text.get(open + 1..close).unwrap_or_default();
        if name.is_empty() || name.contains(['{', ' ']) {
            at = open + 1;
            continue;
        }
        if let Some(literal) = text.get(from..open).filter(|l| !l.is_empty()) {
            out.push(Piece::Literal(literal));
        }
        out.push(Piece::Name(name, open..close + 1));
        from = close + 1;
        at = from;
    }
    if let Some(literal) = text.get(from..).filter(|l| !l.is_empty()) {
        out.push(Piece::Literal(literal));
    }
    out
}

/// The first known name that has lost a brace on one side, or has a full-width one there: the name, and the
/// bytes of it with what is left of its braces.
pub(crate) fn stray(text: &str, is_known: impl Fn(&str) -> bool) -> Option<(&str, Range<usize>)> {
    if !text.contains(BRACES) {
        return None;
    }
    let mut from = 0;
    for piece in pieces(text) {
        let literal = match piece {
            Piece::Literal(literal) => literal,
            Piece::Name(name, at) => {
                from = at.end;
                // A brace typed twice stays in the text.
                let before = text.get(..at.start).is_some_and(|t| t.ends_with(['{', '｛']));
                let after = text.get(at.end..).is_some_and(|t| t.starts_with(['}', '｝']));
                if (before || after) && is_known(name) {
                    return Some((name, at));
                }
                continue;
            }
        };
        for (at, brace) in literal.match_indices(BRACES) {
            let after = at + brace.len();
            let is_opening = matches!(brace, "{" | "｛");
            let rest = if is_opening { literal.get(after..)? } else { literal.get(..at)? };
            // The longest name that stands next to the brace.
            let cuts =
                rest.char_indices().map(|(i, c)| if is_opening { i + c.len_utf8() } else { i });
            let names =
                cuts.filter_map(|cut| if is_opening { rest.get(..cut) } else { rest.get(cut..) });
            let Some(name) = names.filter(|name| is_known(name)).max_by_key(|name| name.len())
            else {
                continue;
            };
            let bytes = match is_opening {
                true => at..after + name.len(),
                false => at - name.len()..after,
            };
            return Some((name, from + bytes.start..from + bytes.end));
        }
        from += literal.len();
    }
    None
}

/// Braces as they are typed, with either input method.
const BRACES: [char; 4] = ['{', '}', '｛', '｝'];

/// The bytes of the first blank that a template left (`20xx年`, `xx月xx日`, `××局`), if any: two or more
/// of the same mark that are no part of a Latin word.
pub(crate) fn blank(text: &str) -> Option<Range<usize>> {
    if text.is_ascii() && !text.contains(['x', 'X']) {
        return None;
    }
    let mut before = ' ';
    let mut chars = text.char_indices().peekable();
    while let Some((start, c)) = chars.next() {
        if !matches!(c, 'x' | 'X' | '×' | 'ｘ' | 'Ｘ') || before.is_ascii_alphabetic() {
            before = c;
            continue;
        }
        let (mut end, mut run) = (start + c.len_utf8(), 1);
        while let Some((i, next)) = chars.next_if(|(_, next)| *next == c) {
            end = i + next.len_utf8();
            run += 1;
        }
        let in_word = chars.peek().is_some_and(|(_, next)| next.is_ascii_alphanumeric());
        if run >= 2 && !in_word {
            return Some(start..end);
        }
        before = c;
    }
    None
}
