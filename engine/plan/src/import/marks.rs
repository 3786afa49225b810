//! The marks by which lines of an outline are numbered, and which of them stand below which.

/// The mark of a line.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Mark {
    kind: Kind,
    /// How far the line is set in, in cells.
    indent: usize,
}

/// Kinds of marks, the outermost first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Kind {
    /// So many `#`.
    Heading(usize),
    /// `第一章`, `第二部分`.
    Part,
    /// `一、`.
    Numeral,
    /// `第一、`.
    Ordinal,
    /// `（一）`.
    InnerNumeral,
    /// `1.`, `1、`.
    Digit,
    /// `（1）`, `1)`.
    InnerDigit,
    /// `①`.
    Circled,
    /// `-`, `*`, `•`.
    Bullet,
}

impl Mark {
    /// Whether it hangs on a line with the other mark before it.
    pub(super) fn is_below(self, above: Mark) -> bool {
        let is_list = |kind| matches!(kind, Kind::Digit | Kind::Bullet);
        // Lists are nested by how far they are set in.
        if is_list(self.kind) && is_list(above.kind) {
            if self.indent >= above.indent + 2 {
                return true;
            }
            if above.indent >= self.indent + 2 {
                return false;
            }
        }
        self.kind > above.kind
    }

    /// Whether it is of the marks that part a paper into sections.
    pub(super) fn is_section(self) -> bool {
        self.kind <= Kind::Numeral
    }

    /// Whether it is a heading of the first rank.
    pub(super) fn is_top_heading(self) -> bool {
        self.kind == Kind::Heading(1)
    }
}

/// The mark of a line, the line from its mark on, and what follows the mark.
pub(super) fn read(line: &str) -> Option<(Mark, String, String)> {
    let cells = |c: char| match c {
        '\t' => 4,
        '\u{3000}' => 2,
        _ => 1,
    };
    let indent = line.chars().take_while(|c| c.is_whitespace()).map(cells).sum();
    let text = line.trim();
    let (kind, rest) = kind(text)?;
    // A heading may be numbered as well: its own rank counts, its number is no part of what it says.
    let (text, rest) = match kind {
        Kind::Heading(_) => (rest, self::kind(rest).map_or(rest, |(_, rest)| rest)),
        _ => (text, rest),
    };
    let rest = rest.trim();
    (!rest.is_empty()).then(|| (Mark { kind, indent }, text.to_owned(), rest.to_owned()))
}

fn kind(text: &str) -> Option<(Kind, &str)> {
    let hashes = text.len() - text.trim_start_matches('#').len();
    if (1..=6).contains(&hashes) {
        let rest = text.get(hashes..)?.strip_prefix(char::is_whitespace)?;
        return Some((Kind::Heading(hashes), rest.trim_end_matches('#').trim()));
    }
    if let Some(rest) = text.strip_prefix(['-', '*', '+', '•', '·', '●', '◆', '■']) {
        let is_blank = rest.starts_with(char::is_whitespace);
        let is_sign = text.starts_with(['-', '*', '+', '·']);
        return (is_blank || !is_sign).then_some((Kind::Bullet, rest));
    }
    if let Some(rest) = text.strip_prefix(|c: char| ('①'..='⑳').contains(&c)) {
        return Some((Kind::Circled, rest.trim_start_matches(['、', '.', '．'])));
    }
    if let Some(inner) = text.strip_prefix(['(', '（']) {
        let close = |rest: &str| rest.chars().next().filter(|c| matches!(c, ')' | '）'));
        let after = |rest: &'_ str| close(rest).map(char::len_utf8);
        if let Some(rest) = numeral(inner) {
            return Some((Kind::InnerNumeral, rest.get(after(rest)?..)?));
        }
        let rest = digits(inner)?;
        return Some((Kind::InnerDigit, rest.get(after(rest)?..)?));
    }
    let (ordinal, is_ordinal) = match text.strip_prefix('第') {
        Some(rest) => (rest, true),
        None => (text, false),
    };
    if let Some(rest) = numeral(ordinal) {
        let part = ["部分", "章", "篇"].iter().find_map(|word| rest.strip_prefix(word));
        if let Some(rest) = part.filter(|_| is_ordinal) {
            return Some((Kind::Part, rest.trim_start_matches(['、', '：', ':', '，'])));
        }
        let kind = if is_ordinal { Kind::Ordinal } else { Kind::Numeral };
        return Some((kind, rest.strip_prefix(['、', '.', '．'])?));
    }
    let rest = digits(text)?;
    if let Some(rest) = rest.strip_prefix([')', '）']) {
        return Some((Kind::InnerDigit, rest));
    }
    let rest = rest.strip_prefix(['.', '、', '．'])?;
    // `3.15` and `2026.3.10` are dates.
    (!rest.starts_with(is_digit)).then_some((Kind::Digit, rest))
}

/// What follows a Chinese numeral.
fn numeral(text: &str) -> Option<&str> {
    let rest = text.trim_start_matches(|c| "〇一二三四五六七八九十百".contains(c));
    (rest.len() < text.len()).then_some(rest)
}

/// What follows a number.
fn digits(text: &str) -> Option<&str> {
    let rest = text.trim_start_matches(is_digit);
    let length = text.len() - rest.len();
    (1..=9).contains(&length).then_some(rest)
}

fn is_digit(c: char) -> bool {
    c.is_ascii_digit() || ('０'..='９').contains(&c)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_are_told_by_their_marks() {
        for (line, kind, rest) in [
            ("# 方案", Kind::Heading(1), "方案"),
            ("## 一、部署", Kind::Heading(2), "部署"),
            ("第一部分 部署", Kind::Part, "部署"),
            ("第二章：检查", Kind::Part, "检查"),
            ("一、部署", Kind::Numeral, "部署"),
            ("十二．部署", Kind::Numeral, "部署"),
            ("第一、部署", Kind::Ordinal, "部署"),
            ("　　（一）部署", Kind::InnerNumeral, "部署"),
            ("(十)部署", Kind::InnerNumeral, "部署"),
            ("1.部署", Kind::Digit, "部署"),
            ("２、部署", Kind::Digit, "部署"),
            ("（1）部署", Kind::InnerDigit, "部署"),
            ("3) 部署", Kind::InnerDigit, "部署"),
            ("①部署", Kind::Circled, "部署"),
            ("  - 部署", Kind::Bullet, "部署"),
            ("●部署", Kind::Bullet, "部署"),
        ] {
            let (mark, _, said) = read(line).unwrap();
            assert_eq!((mark.kind, said.as_str()), (kind, rest), "{line}");
        }
        for line in
            ["3.15活动", "2026.3.10", "一家一策", "第一时间上报", "-5度", "#标签", "（见附件）", ""]
        {
            assert_eq!(read(line), None, "{line}");
        }
    }

    #[test]
    fn lists_are_nested_by_their_indent() {
        let mark = |line: &str| read(line).unwrap().0;
        assert!(mark("  1. 甲").is_below(mark("1. 甲")));
        assert!(mark("  1. 甲").is_below(mark("- 甲")));
        assert!(mark("- 甲").is_below(mark("1. 甲")));
        assert!(!mark("2. 甲").is_below(mark("1. 甲")));
        assert!(!mark("1. 甲").is_below(mark("  - 甲")));
        assert!(mark("（一）甲").is_below(mark("一、甲")));
        assert!(!mark("一、甲").is_below(mark("（二）甲")));
    }
}
