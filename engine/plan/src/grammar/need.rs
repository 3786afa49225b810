//! What a task waits for: `印发通知 +2wd`, `with 主会场`, `3 of 专项执法`, `any of 调解 | 转办`, `宣传方案@城东所`.

use std::ops::Range;

use super::cursor::Cursor;
use super::{Mistake, full_width};
use crate::codes;
use crate::expanded::{Join, LinkKind};
use crate::time::Span;

/// A sentence of `needs`.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Sentence {
    pub(crate) join: Join,
    pub(crate) kind: LinkKind,
    pub(crate) targets: Vec<Target>,
    pub(crate) lag: Span,
    /// The number in `3 of`, if there is one.
    pub(crate) count_at: Option<Range<usize>>,
}

/// A task that is waited for.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Target {
    pub(crate) task: String,
    pub(crate) at: Range<usize>,
    pub(crate) which: Which,
}

/// Which of its instances.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Which {
    /// Those with the same keys; all where no dimension is shared.
    Matching,
    /// All, whatever their keys (`[*]`).
    All,
    /// Those with these keys, each with where it stands.
    Keys(Vec<(String, Range<usize>)>),
}

fn bad(text: &str, at: Range<usize>) -> Mistake {
    full_width(text).unwrap_or_else(|| Mistake::new(&codes::E044, at).with("text", text))
}

/// Reads a sentence.
pub(crate) fn sentence(text: &str) -> Result<Sentence, Mistake> {
    let mut c = Cursor::new(text);
    c.blanks();
    let mut s = Sentence {
        join: Join::All,
        kind: LinkKind::FinishStart,
        targets: Vec::new(),
        lag: Span::ZERO,
        count_at: None,
    };
    let mut ends_after = false;
    if c.eat_word("with") {
        s.kind = LinkKind::StartStart;
    } else if c.eat_word("ends") {
        if c.eat_word("with") {
            s.kind = LinkKind::FinishFinish;
        } else if c.eat_word("after") {
            s.kind = LinkKind::StartFinish;
            ends_after = true;
        } else {
            return Err(bad(text, c.remaining()));
        }
    }
    join(&mut c, text, &mut s)?;
    loop {
        s.targets.push(target(&mut c, text)?);
        c.blanks();
        if !c.eat("|") {
            break;
        }
        c.blanks();
    }
    if ends_after && !c.eat_word("starts") {
        return Err(bad(text, c.remaining()));
    }
    if c.rest().starts_with(['+', '-']) {
        let start = c.at();
        s.lag = super::span::signed(c.word()).map_err(|m| m.shifted(start))?;
        c.blanks();
    }
    if c.is_done() { Ok(s) } else { Err(bad(text, c.remaining())) }
}

/// `all`, `settled`, `any of`, `3 of`, `80% of`.
fn join(c: &mut Cursor<'_>, text: &str, s: &mut Sentence) -> Result<(), Mistake> {
    let before = *c;
    if c.eat_word("all") {
        return Ok(());
    }
    if c.eat_word("settled") {
        s.join = Join::Settled;
        return Ok(());
    }
    if c.eat_word("any") {
        if !c.eat_word("of") {
            return Err(bad(text, c.remaining()));
        }
        s.join = Join::AtLeast(1);
        return Ok(());
    }
    let digits = c.digits();
    let at = c.since(before.at());
    let percent = c.eat("%");
    let blank = c.rest().starts_with([' ', '\t']);
    c.blanks();
    if digits.is_empty() || !blank || !c.eat_word("of") {
        // A task's id may begin with digits.
        *c = before;
        return Ok(());
    }
    let n: u32 = digits.parse().map_err(|_| bad(text, at.clone()))?;
    s.join = match (percent, u8::try_from(n)) {
        (true, Ok(p @ 1..=100)) => Join::Percent(p),
        (false, _) if n > 0 => Join::AtLeast(n),
        _ => return Err(bad(text, at)),
    };
    s.count_at = Some(at);
    Ok(())
}

/// Reads a task, and which of its instances.
pub(crate) fn target(c: &mut Cursor<'_>, text: &str) -> Result<Target, Mistake> {
    let start = c.at();
    let task = c.take_while(|ch| !" \t@|[>{".contains(ch));
    let at = c.since(start);
    if task.is_empty() {
        return Err(bad(text, c.remaining()));
    }
    let mut which = Which::Matching;
    if c.eat("[*]") {
        which = Which::All;
    } else if c.eat("@") {
        let mut keys = Vec::new();
        loop {
            let start = c.at();
            let key = c.take_while(|ch| !" \t,|@[".contains(ch));
            if key.is_empty() {
                return Err(bad(text, c.remaining()));
            }
            keys.push((key.to_owned(), c.since(start)));
            if !c.eat(",") {
                break;
            }
        }
        which = Which::Keys(keys);
    }
    let glued = !c.is_done() && !c.rest().starts_with([' ', '\t', '|']);
    if glued {
        Err(bad(text, c.remaining()))
    } else {
        Ok(Target { task: task.to_owned(), at, which })
    }
}
