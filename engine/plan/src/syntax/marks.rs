//! Punctuation that an input method leaves behind, and what was meant.

use super::kind::Kind;

/// What a full-width mark stands for outside quotes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Mark {
    /// The token it is read as.
    pub(crate) kind: Kind,
    /// The ASCII mark that was meant.
    pub(crate) ascii: &'static str,
}

/// The ASCII mark meant by a full-width one.
pub(crate) fn full_width(c: char) -> Option<Mark> {
    let (kind, ascii) = match c {
        '，' | '、' | '；' | '。' | '､' | '｡' => (Kind::Comma, ","),
        '：' | '∶' | '﹕' => (Kind::Colon, ":"),
        '（' | '﹙' => (Kind::LParen, "("),
        '）' | '﹚' => (Kind::RParen, ")"),
        '【' | '［' | '〔' => (Kind::LBracket, "["),
        '】' | '］' | '〕' => (Kind::RBracket, "]"),
        '｛' | '﹛' => (Kind::LBrace, "{"),
        '｝' | '﹜' => (Kind::RBrace, "}"),
        '＝' => (Kind::Equals, ":"),
        _ => return None,
    };
    Some(Mark { kind, ascii })
}

/// The marks that may end a text which this full-width quote begins.
pub(crate) fn quote(c: char) -> Option<&'static [char]> {
    match c {
        '“' | '”' | '„' | '〝' | '＂' => Some(&['”', '“', '〞', '＂', '"']),
        '‘' | '’' | '＇' => Some(&['’', '‘', '＇', '\'']),
        '「' => Some(&['」']),
        '『' => Some(&['』']),
        _ => None,
    }
}

/// Characters that look like nothing or like a space, with the name they go by.
pub(crate) fn invisible(c: char) -> bool {
    matches!(
        c,
        '\u{3000}' | '\u{a0}' | '\u{feff}' | '\u{200b}'..='\u{200d}' | '\u{2060}' | '\u{202a}'..='\u{202e}' |
        '\u{2066}'..='\u{2069}' | '\u{2000}'..='\u{200a}' | '\u{202f}' | '\u{205f}' | '\u{61c}' | '\u{ad}'
    ) || c.is_control()
}
