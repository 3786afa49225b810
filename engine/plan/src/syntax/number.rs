//! How far a number reaches, by the rules of the `ron` crate (its `Parser::any_number`).

use unicode_ident::is_xid_continue;

/// The length in bytes of the number that `s` begins with, or `None` if it begins with none.
///
/// The bare words `inf` and `NaN` are not looked at: see [`is_word`].
pub(crate) fn length(s: &str) -> Option<usize> {
    if looks_float(s) {
        return float(s);
    }
    match integer(s) {
        Ok(end) => Some(end),
        // An integer too large for its type is read as a float, if that takes in as much.
        Err(at) => float(s).filter(|end| *end >= at),
    }
}

/// Whether a bare word is a number.
pub(crate) fn is_word(word: &str) -> bool {
    matches!(word, "inf" | "inff32" | "inff64" | "NaN" | "NaNf32" | "NaNf64")
}

fn run(s: &str, from: usize, what: fn(char) -> bool) -> usize {
    s.get(from..).map_or(0, |t| t.find(|c| !what(c)).unwrap_or(t.len()))
}

fn int_char(c: char) -> bool {
    c.is_ascii_hexdigit() || c == '_'
}

fn float_char(c: char) -> bool {
    c.is_ascii_digit() || matches!(c, 'e' | 'E' | '.' | '+' | '-' | '_')
}

/// The bytes that may belong to a float, up to a range's `..`.
fn float_run(s: &str, from: usize) -> usize {
    let bytes = s.as_bytes().get(from..).unwrap_or(&[]);
    let ends = |i: usize, b: u8| {
        !float_char(char::from(b)) || (b == b'.' && bytes.get(i + 1) == Some(&b'.'))
    };
    bytes.iter().enumerate().position(|(i, b)| ends(i, *b)).unwrap_or(bytes.len())
}

fn looks_float(s: &str) -> bool {
    let skip = usize::from(s.starts_with(['+', '-']));
    float_run(s, skip) > run(s, skip, int_char)
}

/// Whether `s` begins with a word that ends there.
fn has_word(s: &str, word: &str) -> bool {
    s.strip_prefix(word).is_some_and(|rest| !rest.chars().next().is_some_and(is_xid_continue))
}

/// The end of an integer, or where it stopped being one.
fn integer(s: &str) -> Result<usize, usize> {
    let (mut at, negative) = match s.as_bytes().first() {
        Some(b'+') => (1, false),
        Some(b'-') => (1, true),
        Some(b'b') if s.starts_with("b'") => return byte(s).ok_or(0),
        _ => (0, false),
    };
    let rest = s.get(at..).unwrap_or("");
    let base = match rest.get(..2) {
        Some("0b") => 2,
        Some("0o") => 8,
        Some("0x") => 16,
        _ => 10,
    };
    if base != 10 {
        at += 2;
    }
    let count = run(s, at, int_char);
    let digits = s.get(at..at + count).unwrap_or("");
    let after = s.get(at + count..).unwrap_or("");
    for (suffix, low, high) in SUFFIXES {
        if has_word(after, suffix) {
            let limits = (*low, *high);
            return fits(digits, at, base, negative, limits).map(|()| at + count + suffix.len());
        }
    }
    let limits = if negative {
        (i128::from(i64::MIN), i128::from(i64::MAX))
    } else {
        (0, i128::from(u64::MAX))
    };
    fits(digits, at, base, negative, limits).map(|()| at + count)
}

const SUFFIXES: &[(&str, i128, i128)] = &[
    ("i8", i8::MIN as i128, i8::MAX as i128),
    ("i16", i16::MIN as i128, i16::MAX as i128),
    ("i32", i32::MIN as i128, i32::MAX as i128),
    ("i64", i64::MIN as i128, i64::MAX as i128),
    ("u8", 0, u8::MAX as i128),
    ("u16", 0, u16::MAX as i128),
    ("u32", 0, u32::MAX as i128),
    ("u64", 0, u64::MAX as i128),
];

/// Whether the digits make a number between the limits; if not, where it went wrong.
fn fits(
    digits: &str,
    at: usize,
    base: i128,
    negative: bool,
    (low, high): (i128, i128),
) -> Result<(), usize> {
    if digits.is_empty() || digits.starts_with('_') {
        return Err(at);
    }
    let within = |n: i128| (low..=high).contains(&n);
    let mut sum: i128 = 0;
    for (i, c) in digits.char_indices().filter(|(_, c)| *c != '_') {
        sum *= base;
        if !within(sum) {
            return Err(at + digits.len());
        }
        let digit = c.to_digit(16).map_or(0, i128::from);
        if digit >= base {
            return Err(at + i);
        }
        sum += if negative { -digit } else { digit };
        if !within(sum) {
            return Err(at + digits.len());
        }
    }
    Ok(())
}

/// The end of a byte, `b'x'`.
fn byte(s: &str) -> Option<usize> {
    let rest = s.strip_prefix("b'")?;
    let length = match rest.chars().next()? {
        '\\' => super::text::escape(rest, super::text::Mode::Byte).ok()?.0,
        c if c.is_ascii() => 1,
        _ => return None,
    };
    rest.get(length..)?.starts_with('\'').then_some(2 + length + 1)
}

/// The end of a float.
fn float(s: &str) -> Option<usize> {
    for word in ["inf", "+inf", "-inf", "NaN", "+NaN", "-NaN"] {
        if let Some(rest) = s.strip_prefix(word) {
            for suffix in ["", "f32", "f64"] {
                if has_word(rest, suffix) {
                    return Some(word.len() + suffix.len());
                }
            }
        }
    }
    let count = float_run(s, 0);
    let chars = s.get(..count)?;
    if chars.is_empty() || chars.starts_with('_') {
        return None;
    }
    let (mut plain, mut may_underscore) = (String::with_capacity(count), false);
    for c in chars.chars() {
        match c {
            '_' if may_underscore => continue,
            '_' => return None,
            '.' => may_underscore = false,
            '0'..='9' | 'e' | 'E' => may_underscore = true,
            _ => {}
        }
        plain.push(c);
    }
    let after = s.get(count..).unwrap_or("");
    if has_word(after, "f32") {
        return plain.parse::<f32>().ok().map(|_| count + 3);
    }
    if has_word(after, "f64") {
        return plain.parse::<f64>().ok().map(|_| count + 3);
    }
    plain.parse::<f64>().ok().map(|_| count)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_reach_as_far_as_ron_reads_them() {
        for (text, length_wanted) in [
            ("3", Some(1)),
            ("-12,", Some(3)),
            ("0x1F ", Some(4)),
            ("1_000", Some(5)),
            ("1.5e3]", Some(5)),
            ("7u8", Some(3)),
            ("300u8", Some(3)),
            ("1..5", Some(1)),
            ("b'a'", Some(4)),
            ("b'\\x41'", Some(7)),
            ("-inf", Some(4)),
            ("2026-03-15", None),
            ("_1", None),
            ("-", None),
            ("99999999999999999999", Some(20)),
        ] {
            assert_eq!(length(text), length_wanted, "{text}");
        }
    }
}
