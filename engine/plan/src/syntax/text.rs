//! Text in quotes: escapes, what they stand for, and where each piece of the text stands in the source.

use std::borrow::Cow;
use std::ops::Range;

use super::kind::Kind;
use super::marks;

/// Which escapes are allowed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Mode {
    /// In `"…"`.
    Text,
    /// In `b"…"`.
    Bytes,
    /// In `'…'`.
    Char,
    /// In `b'…'`.
    Byte,
}

/// What an escape stands for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Escaped {
    /// One character.
    Char(char),
    /// One byte of a byte string.
    Byte,
    /// Nothing: the line goes on after the spaces of the next one.
    Nothing,
}

/// Reads the escape that `s` begins with: its length in bytes and what it stands for. The error is the
/// length of what is wrong, at least the backslash.
///
/// Follows `ron`: `\' \" \\ \n \r \t \0`, `\xHH` (several of them make one UTF-8 character),
/// `\u{H…}` with one to six digits, and a backslash before a line end.
pub(crate) fn escape(s: &str, mode: Mode) -> Result<(usize, Escaped), usize> {
    let rest = s.get(1..).unwrap_or("");
    let Some(c) = rest.chars().next() else { return Err(1) };
    let simple = match c {
        '\'' | '"' | '\\' => c,
        'n' => '\n',
        'r' => '\r',
        't' => '\t',
        '0' => '\0',
        'x' => return hex(s, mode),
        'u' if mode != Mode::Byte => return unicode(s),
        '\n' if matches!(mode, Mode::Text | Mode::Bytes) => {
            return Ok((continuation(s, 2), Escaped::Nothing));
        }
        '\r' if matches!(mode, Mode::Text | Mode::Bytes) && rest.starts_with("\r\n") => {
            return Ok((continuation(s, 3), Escaped::Nothing));
        }
        _ => return Err(1 + c.len_utf8()),
    };
    Ok((2, Escaped::Char(simple)))
}

fn continuation(s: &str, from: usize) -> usize {
    let rest = s.get(from..).unwrap_or("");
    from + rest.find(|c| !matches!(c, ' ' | '\t' | '\n' | '\r')).unwrap_or(rest.len())
}

/// Reads `\xHH`; in text, up to four of them that make one character.
fn hex(s: &str, mode: Mode) -> Result<(usize, Escaped), usize> {
    let mut bytes = [0u8; 4];
    for i in 0..4 {
        let one = s.get(i * 4..).unwrap_or("");
        if !one.starts_with("\\x") {
            return Err(i * 4);
        }
        let digits = one.bytes().skip(2).take(2).take_while(u8::is_ascii_hexdigit).count();
        let value =
            one.get(2..4).filter(|_| digits == 2).and_then(|d| u8::from_str_radix(d, 16).ok());
        let Some(value) = value else { return Err(i * 4 + 2 + digits) };
        if matches!(mode, Mode::Bytes | Mode::Byte) {
            return Ok((4, Escaped::Byte));
        }
        if let Some(slot) = bytes.get_mut(i) {
            *slot = value;
        }
        let so_far = bytes.get(..=i).and_then(|b| std::str::from_utf8(b).ok());
        if let Some(c) = so_far.and_then(|t| t.chars().next()) {
            return Ok((i * 4 + 4, Escaped::Char(c)));
        }
        if mode == Mode::Char {
            return Err(4);
        }
    }
    Err(16)
}

fn unicode(s: &str) -> Result<(usize, Escaped), usize> {
    let Some(rest) = s.strip_prefix("\\u{") else { return Err(2) };
    let digits = rest.bytes().take(6).take_while(u8::is_ascii_hexdigit).count();
    if digits == 0 || !rest.get(digits..).is_some_and(|r| r.starts_with('}')) {
        return Err(3 + digits);
    }
    rest.get(..digits)
        .and_then(|d| u32::from_str_radix(d, 16).ok())
        .and_then(char::from_u32)
        .map(|c| (3 + digits + 1, Escaped::Char(c)))
        .ok_or(3 + digits + 1)
}

/// Where a text ends: the length up to and with the closing quote, and the first bad escape in it.
/// `s` begins after the opening quote.
pub(crate) fn body(s: &str, mode: Mode) -> (Option<usize>, Option<Range<usize>>) {
    let (mut at, mut bad) = (0, None);
    loop {
        let rest = s.get(at..).unwrap_or("");
        let Some(next) = rest.find(['"', '\\']) else { return (None, bad) };
        at += next;
        if s.as_bytes().get(at) == Some(&b'"') {
            return (Some(at + 1), bad);
        }
        match escape(s.get(at..).unwrap_or(""), mode) {
            Ok((length, _)) => at += length,
            Err(length) => {
                let length = length.max(1);
                bad.get_or_insert(at..at + length);
                at += length;
            }
        }
    }
}

/// Where the backslashes of a text stand that starts no escape which holds: those before a character that
/// means nothing after one. None where some escape holds, or one is spoilt: what was meant can't be told.
pub(crate) fn only_bad_escapes(content: &str) -> Option<Vec<usize>> {
    let mut found = Vec::new();
    for (at, _) in content.match_indices('\\') {
        let rest = content.get(at..).unwrap_or("");
        let next = rest.chars().nth(1)?;
        if matches!(next, 'x' | 'u') || escape(rest, Mode::Text).is_ok() {
            return None;
        }
        found.push(at);
    }
    Some(found)
}

/// The bytes of a text token between its quotes.
fn inside(token: &str, kind: Kind) -> Range<usize> {
    match kind {
        Kind::RawText => {
            let hashes = token.bytes().skip(1).take_while(|b| *b == b'#').count();
            let start = (1 + hashes + 1).min(token.len());
            start..token.len().saturating_sub(1 + hashes).max(start)
        }
        _ => {
            let mut chars = token.chars();
            let Some(open) = chars.next() else { return 0..0 };
            let start = open.len_utf8();
            let closed = match marks::quote(open) {
                Some(ends) => {
                    chars.next_back().filter(|c| ends.contains(c)).map_or(0, char::len_utf8)
                }
                None if token.len() > start && token.ends_with(open) => open.len_utf8(),
                None => 0,
            };
            start..token.len() - closed
        }
    }
}

/// The text that a text token holds, escapes undone.
pub(crate) fn decode(token: &str, kind: Kind) -> Cow<'_, str> {
    let content = token.get(inside(token, kind)).unwrap_or("");
    if kind == Kind::RawText || !token.starts_with('"') || !content.contains('\\') {
        return Cow::Borrowed(content);
    }
    let mut out = String::with_capacity(content.len());
    pieces(token, kind, |_, piece| out.push_str(piece));
    Cow::Owned(out)
}

/// Goes through a text token piece by piece: where the piece stands in the token and what it stands for.
fn pieces(token: &str, kind: Kind, mut each: impl FnMut(Range<usize>, &str)) {
    let inside = inside(token, kind);
    if kind == Kind::RawText || !token.starts_with('"') {
        each(inside.clone(), token.get(inside).unwrap_or(""));
        return;
    }
    let mut at = inside.start;
    while at < inside.end {
        let rest = token.get(at..inside.end).unwrap_or("");
        let plain = rest.find('\\').unwrap_or(rest.len());
        if plain > 0 {
            each(at..at + plain, rest.get(..plain).unwrap_or(""));
            at += plain;
            continue;
        }
        match escape(rest, Mode::Text) {
            Ok((length, Escaped::Char(c))) => {
                each(at..at + length, c.encode_utf8(&mut [0; 4]));
                at += length;
            }
            Ok((length, _)) => {
                each(at..at + length, "");
                at += length;
            }
            Err(length) => {
                let length = length.clamp(1, rest.len());
                each(at..at + length, rest.get(..length).unwrap_or(""));
                at += length;
            }
        }
    }
}

/// The bytes of a token that hold these bytes of its text. What lies beyond the text is its end.
pub(crate) fn source_range(token: &str, kind: Kind, within: &Range<usize>) -> Range<usize> {
    let inside = inside(token, kind);
    let (mut start, mut end) = (None, None);
    let mut seen = 0;
    pieces(token, kind, |source, piece| {
        let plain = source.len() == piece.len();
        let (from, to) = (seen, seen + piece.len());
        if start.is_none() && within.start < to {
            let into = if plain { within.start.saturating_sub(from) } else { 0 };
            start = Some(source.start + into);
        }
        if within.end > from {
            end = Some(if plain && within.end < to {
                source.start + within.end - from
            } else {
                source.end
            });
        }
        seen = to;
    });
    let start = start.unwrap_or(inside.end);
    start..end.unwrap_or(start).max(start)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn escapes_are_undone_as_ron_undoes_them() {
        for (token, kind, want) in [
            (r#""a\nb""#, Kind::Text, "a\nb"),
            (r#""\u{57ce}东\"""#, Kind::Text, "城东\""),
            (r#""\xE5\x9F\x8E""#, Kind::Text, "城"),
            ("\"a\\\n   b\"", Kind::Text, "ab"),
            (r##"r#"a\n"b"#"##, Kind::RawText, r#"a\n"b"#),
            ("“城东所”", Kind::Text, "城东所"),
        ] {
            assert_eq!(decode(token, kind), want, "{token}");
            if token.is_ascii() {
                assert_eq!(ron::from_str::<String>(token).unwrap(), want);
            }
        }
    }

    #[test]
    fn bytes_of_the_text_are_found_in_the_source() {
        let token = r#""印发\u{901a}知\n+2wd""#;
        let text = decode(token, Kind::Text);
        let at = text.find("+2wd").unwrap();
        let range = source_range(token, Kind::Text, &(at..at + 4));
        assert_eq!(&token[range], "+2wd");
        let at = text.find('通').unwrap();
        assert_eq!(&token[source_range(token, Kind::Text, &(at..at + 3))], "\\u{901a}");
        let beyond = source_range(token, Kind::Text, &(900..901));
        assert_eq!(beyond, token.len() - 1..token.len() - 1);
    }

    #[test]
    fn bad_escapes_are_measured() {
        assert_eq!(body(r#"C:\dir" "#, Mode::Text), (Some(7), Some(2..4)));
        assert_eq!(body(r#"\u{}""#, Mode::Text), (Some(5), Some(0..3)));
        assert_eq!(body(r#"\x4""#, Mode::Text), (Some(4), Some(0..3)));
        assert_eq!(body("abc", Mode::Text), (None, None));
    }
}
