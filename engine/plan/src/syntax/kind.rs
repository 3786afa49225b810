//! The kinds of tokens and nodes of the tree.

/// The kind of a token or of a node.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[repr(u8)]
pub enum Kind {
    /// Spaces, tabs and line ends.
    Whitespace,
    /// `// …` up to the line end.
    LineComment,
    /// `/* … */`, nested ones included.
    BlockComment,
    /// A bare word.
    Ident,
    /// `r#…`: a bare word that may hold `.`, `+` and `-`.
    RawIdent,
    /// Text in quotes, `"…"`.
    Text,
    /// `r"…"`, `r#"…"#`.
    RawText,
    /// `b"…"`, `br"…"`.
    Bytes,
    /// `'c'`.
    Char,
    /// A number, or a byte `b'c'`.
    Number,
    /// Words that stand without quotes where they need them: `D-30`, `2026-03-15`.
    Bare,
    /// `(`
    LParen,
    /// `)`
    RParen,
    /// `[`
    LBracket,
    /// `]`
    RBracket,
    /// `{`
    LBrace,
    /// `}`
    RBrace,
    /// `,`
    Comma,
    /// `:`
    Colon,
    /// `=`, `=>`: only `#![type = …]` has a use for it.
    Equals,
    /// `;`, which nothing has a use for.
    Semicolon,
    /// `..`
    DotDot,
    /// `..=`
    DotDotEquals,
    /// `#`
    Hash,
    /// `!`
    Bang,
    /// What starts no token.
    Unknown,
    /// After the last token.
    End,
    /// Node: the whole file.
    File,
    /// Node: `#![…]`.
    Attribute,
    /// Node: `Name(field: value, …)`, with or without the name.
    Struct,
    /// Node: `Name(value, …)`, with or without the name.
    Tuple,
    /// Node: `{key: value, …}`.
    Map,
    /// Node: `[value, …]`.
    List,
    /// Node: `Some(value)`.
    Some,
    /// Node: one `field: value` of a struct.
    Field,
    /// Node: one `key: value` of a map.
    Entry,
    /// Node: a value of a single token: text, number, bare word.
    Scalar,
    /// Node: `a..b`.
    Range,
    /// Node: what was skipped to go on after a mistake.
    Error,
}

impl Kind {
    const ALL: [Kind; Kind::Error as usize + 1] = [
        Kind::Whitespace,
        Kind::LineComment,
        Kind::BlockComment,
        Kind::Ident,
        Kind::RawIdent,
        Kind::Text,
        Kind::RawText,
        Kind::Bytes,
        Kind::Char,
        Kind::Number,
        Kind::Bare,
        Kind::LParen,
        Kind::RParen,
        Kind::LBracket,
        Kind::RBracket,
        Kind::LBrace,
        Kind::RBrace,
        Kind::Comma,
        Kind::Colon,
        Kind::Equals,
        Kind::Semicolon,
        Kind::DotDot,
        Kind::DotDotEquals,
        Kind::Hash,
        Kind::Bang,
        Kind::Unknown,
        Kind::End,
        Kind::File,
        Kind::Attribute,
        Kind::Struct,
        Kind::Tuple,
        Kind::Map,
        Kind::List,
        Kind::Some,
        Kind::Field,
        Kind::Entry,
        Kind::Scalar,
        Kind::Range,
        Kind::Error,
    ];

    /// Whether it says nothing to the reader: space and comments.
    pub fn is_trivia(self) -> bool {
        matches!(self, Kind::Whitespace | Kind::LineComment | Kind::BlockComment)
    }

    /// Whether it opens a bracket.
    pub(crate) fn is_open(self) -> bool {
        matches!(self, Kind::LParen | Kind::LBracket | Kind::LBrace)
    }

    /// Whether it closes a bracket.
    pub(crate) fn is_close(self) -> bool {
        matches!(self, Kind::RParen | Kind::RBracket | Kind::RBrace)
    }

    /// The bracket that closes this one.
    pub(crate) fn closer(self) -> Kind {
        match self {
            Kind::LBracket => Kind::RBracket,
            Kind::LBrace => Kind::RBrace,
            _ => Kind::RParen,
        }
    }

    /// How a bracket is written.
    pub(crate) fn mark(self) -> &'static str {
        match self {
            Kind::LParen => "(",
            Kind::RParen => ")",
            Kind::LBracket => "[",
            Kind::RBracket => "]",
            Kind::LBrace => "{",
            Kind::RBrace => "}",
            Kind::Comma => ",",
            Kind::Colon => ":",
            _ => "",
        }
    }

    /// Whether a value can begin with it.
    pub(crate) fn begins_value(self) -> bool {
        self.is_open()
            || matches!(
                self,
                Kind::Ident
                    | Kind::RawIdent
                    | Kind::Text
                    | Kind::RawText
                    | Kind::Bytes
                    | Kind::Char
                    | Kind::Number
                    | Kind::Bare
                    | Kind::DotDot
                    | Kind::DotDotEquals
            )
    }
}

/// The language of plan files, for [`rowan`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Ron {}

impl rowan::Language for Ron {
    type Kind = Kind;

    fn kind_from_raw(raw: rowan::SyntaxKind) -> Kind {
        Kind::ALL.get(usize::from(raw.0)).copied().unwrap_or(Kind::Unknown)
    }

    fn kind_to_raw(kind: Kind) -> rowan::SyntaxKind {
        rowan::SyntaxKind(kind as u16)
    }
}

/// A node of the tree.
pub type SyntaxNode = rowan::SyntaxNode<Ron>;
/// A token of the tree.
pub type SyntaxToken = rowan::SyntaxToken<Ron>;
/// Either of them.
pub type SyntaxElement = rowan::SyntaxElement<Ron>;

#[cfg(test)]
mod tests {
    use super::*;
    use rowan::Language as _;

    #[test]
    fn every_kind_survives_the_way_through_rowan() {
        for kind in Kind::ALL {
            assert_eq!(Ron::kind_from_raw(Ron::kind_to_raw(kind)), kind);
        }
    }
}
