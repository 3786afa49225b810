//! Measures and evidence: `走访 >= 50`, `投诉?`, `>= 600`, `份 -> 资料`, `照片 x3`.

use std::ops::Range;

use rust_decimal::Decimal;

use super::counted::{Read, counted};
use super::cursor::Cursor;
use super::{Mistake, full_width};
use crate::codes;
use crate::expanded::Compare;

/// A figure that a task asks for, by name.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Ask {
    pub(crate) name: String,
    pub(crate) at: Range<usize>,
    pub(crate) optional: bool,
    pub(crate) target: Option<(Compare, Decimal)>,
    /// What it is counted from.
    pub(crate) from: Option<Read>,
}

fn bad(text: &str, at: Range<usize>) -> Mistake {
    full_width(text).unwrap_or_else(|| Mistake::new(&codes::E056, at).with("text", text))
}

/// Reads a measure of a task: its name, `?` where it may be left out, a target, and `from` what it is counted.
pub(crate) fn ask(text: &str) -> Result<Ask, Mistake> {
    let mut c = Cursor::new(text);
    c.blanks();
    let start = c.at();
    if let Some(meant) = signed(text) {
        let mistake = Mistake::new(&codes::E056, 0..text.len()).with("text", text);
        return Err(mistake.suggest(&meant).fix(0..text.len(), meant));
    }
    let word = c.take_while(|ch| !" \t?<>=".contains(ch));
    let at = c.since(start);
    if word.is_empty() {
        return Err(bad(text, c.remaining()));
    }
    let optional = c.eat("?");
    c.blanks();
    let is_counted = |c: &mut Cursor<'_>| c.eat_word("from");
    let mut from = is_counted(&mut c);
    let mut target = None;
    if !from && !c.is_done() {
        target = Some(compared(&mut c, text)?);
        from = is_counted(&mut c);
        if !from && !c.is_done() {
            return Err(bad(text, c.remaining()));
        }
    }
    let start = c.at();
    let from = match from {
        true => {
            let read = counted(c.rest()).map_err(|mistake| whole(mistake, text).shifted(start))?;
            Some(read.shifted(start))
        }
        false => None,
    };
    Ok(Ask { name: word.to_owned(), at, optional, target, from })
}

/// A target whose sign is one of print, as the language writes it: `走访≥40` is `走访 >= 40`.
fn signed(text: &str) -> Option<String> {
    let signs = [('≥', ">="), ('≤', "<="), ('≧', ">="), ('≦', "<=")];
    let (sign, plain) = signs.into_iter().find(|(sign, _)| text.contains(*sign))?;
    let (name, value) = text.split_once(sign)?;
    let meant = format!("{} {plain} {}", name.trim(), value.trim());
    ask(&meant).is_ok().then_some(meant)
}

/// A mistake in a part of a text, told of the whole of it.
fn whole(mut mistake: Mistake, text: &str) -> Mistake {
    if std::ptr::eq(mistake.code, &codes::E056) {
        mistake.args = vec![("text", text.into())];
    }
    mistake
}

/// Reads a target: `>= 600`.
pub(crate) fn target(text: &str) -> Result<(Compare, Decimal), Mistake> {
    let mut c = Cursor::new(text);
    c.blanks();
    let target = compared(&mut c, text)?;
    if c.is_done() { Ok(target) } else { Err(bad(text, c.remaining())) }
}

/// Passes over a sign of comparison, if one stands here.
pub(crate) fn sign(c: &mut Cursor<'_>) -> Option<Compare> {
    let signs = [
        (">=", Compare::AtLeast),
        ("<=", Compare::AtMost),
        ("==", Compare::Exactly),
        (">", Compare::MoreThan),
        ("<", Compare::LessThan),
    ];
    signs.into_iter().find(|(sign, _)| c.eat(sign)).map(|(_, compare)| compare)
}

fn compared(c: &mut Cursor<'_>, text: &str) -> Result<(Compare, Decimal), Mistake> {
    let Some(compare) = sign(c) else { return Err(bad(text, c.remaining())) };
    c.blanks();
    let start = c.at();
    let number = c.take_while(|ch| ch.is_ascii_digit() || ch == '.');
    let at = c.since(start);
    let value =
        number.parse().map_err(|_| bad(text, if at.is_empty() { c.remaining() } else { at }))?;
    c.blanks();
    Ok((compare, value))
}

/// A measure's definition.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Definition {
    /// Whether only the latest report counts (`latest`).
    pub(crate) latest: bool,
    /// Its unit of quantity, and where that stands.
    pub(crate) quantity: (String, Range<usize>),
    /// The measure that it counts towards, and where that name stands.
    pub(crate) into: Option<(String, Range<usize>)>,
    /// What it was called before.
    pub(crate) was: Option<String>,
}

/// What people write for `latest`.
const LATEST: [&str; 5] = ["最新", "最近", "存量", "last", "current"];

/// Reads a measure's definition: `户`, `latest 户`, `件 -> 投诉`, and behind any, `, was 受众`.
pub(crate) fn definition(text: &str) -> Result<Definition, Mistake> {
    let (says, was) = match text.split_once(',') {
        None => (text, None),
        Some((says, rest)) => {
            let was = rest.trim().strip_prefix("was ").map(str::trim);
            let was = was.filter(|was| !was.is_empty() && !was.contains([',', ' ']));
            (says, Some(was.ok_or_else(|| bad(text, says.len()..text.len()))?.to_owned()))
        }
    };
    let mut c = Cursor::new(says);
    c.blanks();
    let start = c.at();
    let latest = c.eat_word("latest");
    let (quantity, into) = match c.rest().split_once("->") {
        Some((quantity, into)) => (quantity, Some(into)),
        None => (c.rest(), None),
    };
    let word = |part: &str, from: usize| {
        let from = from + part.len() - part.trim_start().len();
        (part.trim().to_owned(), from..from + part.trim().len())
    };
    let quantity = word(quantity, c.at());
    let into = into.map(|into| word(into, says.len() - into.len()));
    let is_blank = quantity.0.is_empty() || into.as_ref().is_some_and(|(name, _)| name.is_empty());
    if is_blank || quantity.0.contains(['>', '-', ' ']) {
        let mistake = bad(text, 0..text.len());
        let meant = LATEST.into_iter().find(|word| quantity.0.starts_with(&format!("{word} ")));
        return Err(match meant {
            Some(word) if !latest => mistake.fix(start..start + word.len(), "latest"),
            _ => mistake,
        });
    }
    Ok(Definition { latest, quantity, into, was })
}

/// Reads evidence: its name, and `x3` for several pieces.
pub(crate) fn evidence(text: &str) -> Result<(String, u32), Mistake> {
    let text_trimmed = text.trim();
    let lead = text.len() - text.trim_start().len();
    if text_trimmed.is_empty() {
        return Err(bad(text, 0..text.len()));
    }
    let Some((name, last)) = text_trimmed.rsplit_once(' ') else {
        let bare = text_trimmed.trim_end_matches(|c: char| c.is_ascii_digit());
        let name = bare.strip_suffix(['x', '×']).filter(|_| bare.len() < text_trimmed.len());
        // `照片x3` means three pieces; a name such as `mp4x2` may be one.
        if let Some(name) = name.filter(|n| n.ends_with(|c: char| !c.is_ascii())) {
            let start = lead + name.len();
            let (_, count) = text_trimmed.split_at(bare.len());
            let mistake =
                bad(text, start..lead + text_trimmed.len()).suggest(format!("{name} x{count}"));
            return Err(mistake.fix(start..start, " "));
        }
        return Ok((text_trimmed.to_owned(), 1));
    };
    let Some(count) = last.strip_prefix(['x', '×']) else {
        return Ok((text_trimmed.to_owned(), 1));
    };
    match count.parse() {
        Ok(count @ 1..=1000) => Ok((name.trim().to_owned(), count)),
        _ => Err(bad(text, lead + text_trimmed.len() - last.len()..lead + text_trimmed.len())),
    }
}
