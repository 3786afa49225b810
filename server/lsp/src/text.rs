//! A document's text: lines, places as clients count them, changes.

use std::ops::Range;
use std::sync::Arc;

use gen_lsp_types::{Position, Range as Places};

/// What clients count columns in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(crate) enum Encoding {
    /// Bytes.
    Utf8,
    /// Units of UTF-16: what holds when nothing was agreed upon.
    #[default]
    Utf16,
}

impl Encoding {
    /// How wide a text is. Counted by bytes, since a line may be as long as its file.
    fn columns(self, text: &str) -> usize {
        match self {
            Encoding::Utf8 => text.len(),
            // What begins a character counts, and once more where it takes four bytes.
            Encoding::Utf16 => {
                text.bytes().map(|b| usize::from(b & 0xC0 != 0x80) + usize::from(b >= 0xF0)).sum()
            }
        }
    }

    fn width(self, c: char) -> usize {
        match self {
            Encoding::Utf8 => c.len_utf8(),
            Encoding::Utf16 => c.len_utf16(),
        }
    }
}

/// A text and where its lines begin.
#[derive(Debug, Clone)]
pub(crate) struct Text {
    text: Arc<str>,
    lines: Arc<[usize]>,
}

impl Text {
    /// Cuts a text into lines.
    pub(crate) fn new(text: impl Into<Arc<str>>) -> Text {
        let text: Arc<str> = text.into();
        let bytes = text.as_bytes();
        let ends = |i: usize| match bytes.get(i) {
            Some(b'\n') => true,
            Some(b'\r') => bytes.get(i + 1) != Some(&b'\n'),
            _ => false,
        };
        let starts = (0..bytes.len()).filter(|i| ends(*i)).map(|i| i + 1);
        let lines = std::iter::once(0).chain(starts).collect();
        Text { text, lines }
    }

    /// The whole text.
    pub(crate) fn all(&self) -> &str {
        &self.text
    }

    /// The bytes of a line, without its end.
    fn line(&self, line: usize) -> Range<usize> {
        let Some(start) = self.lines.get(line).copied() else {
            return self.text.len()..self.text.len();
        };
        let end = self.lines.get(line + 1).copied().unwrap_or(self.text.len());
        let said = self.text.get(start..end).unwrap_or_default();
        start..start + said.trim_end_matches(['\r', '\n']).len()
    }

    /// The byte at a place; a column beyond the line is its end, a line beyond the text the text's.
    pub(crate) fn offset(&self, at: Position, encoding: Encoding) -> usize {
        let line = self.line(usize::try_from(at.line).unwrap_or(usize::MAX));
        let mut left = usize::try_from(at.character).unwrap_or(usize::MAX);
        let mut offset = line.start;
        for c in self.text.get(line.clone()).unwrap_or_default().chars() {
            let width = encoding.width(c);
            if left < width {
                break;
            }
            left -= width;
            offset += c.len_utf8();
        }
        offset
    }

    /// The place of a byte; inside a character, its begin.
    pub(crate) fn position(&self, offset: usize, encoding: Encoding) -> Position {
        let mut offset = offset.min(self.text.len());
        while !self.text.is_char_boundary(offset) {
            offset -= 1;
        }
        let line = self.lines.partition_point(|start| *start <= offset).saturating_sub(1);
        let start = self.lines.get(line).copied().unwrap_or(0);
        let before = self.text.get(start..offset).unwrap_or_default();
        let column = encoding.columns(before);
        Position::new(
            u32::try_from(line).unwrap_or(u32::MAX),
            u32::try_from(column).unwrap_or(u32::MAX),
        )
    }

    /// The places of bytes.
    pub(crate) fn places(&self, bytes: &Range<usize>, encoding: Encoding) -> Places {
        Places::new(self.position(bytes.start, encoding), self.position(bytes.end, encoding))
    }

    /// The bytes between two places; none where they come in the wrong order.
    pub(crate) fn bytes(&self, places: Places, encoding: Encoding) -> Range<usize> {
        let start = self.offset(places.start, encoding);
        start..self.offset(places.end, encoding).max(start)
    }

    /// The text with these bytes replaced.
    #[must_use]
    pub(crate) fn changed(&self, bytes: Range<usize>, put: &str) -> Text {
        let (before, after) = (self.text.get(..bytes.start), self.text.get(bytes.end..));
        let mut out = String::with_capacity(self.text.len() + put.len());
        out.push_str(before.unwrap_or_default());
        out.push_str(put);
        out.push_str(after.unwrap_or_default());
        Text::new(out)
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    const ENCODINGS: [Encoding; 2] = [Encoding::Utf8, Encoding::Utf16];

    #[test]
    fn columns_are_counted_as_the_client_counts_them() {
        let text = Text::new("a\r\n通😀知\rb\n");
        let at = |offset, encoding| {
            let p = text.position(offset, encoding);
            (p.line, p.character)
        };
        assert_eq!(at(10, Encoding::Utf16), (1, 3));
        assert_eq!(at(10, Encoding::Utf8), (1, 7));
        assert_eq!(at(14, Encoding::Utf16), (2, 0));
        assert_eq!(at(16, Encoding::Utf16), (3, 0));
        // Inside a pair of surrogates, beyond the line, beyond the text.
        assert_eq!(text.offset(Position::new(1, 2), Encoding::Utf16), 6);
        assert_eq!(text.offset(Position::new(1, 99), Encoding::Utf16), 13);
        assert_eq!(text.offset(Position::new(99, 0), Encoding::Utf16), 16);
    }

    proptest! {
        #[test]
        fn places_lead_back_to_their_bytes(text in "[a通😀\r\n\u{301}]{0,24}") {
            let cut = Text::new(text.as_str());
            for encoding in ENCODINGS {
                for offset in (0..=text.len()).filter(|i| text.is_char_boundary(*i)) {
                    // Between the two characters of a line end there is no place.
                    let back = cut.offset(cut.position(offset, encoding), encoding);
                    let inside = text.get(..offset).is_some_and(|t| t.ends_with('\r'))
                        && text.get(offset..).is_some_and(|t| t.starts_with('\n'));
                    prop_assert!(back == offset || inside, "{offset} {back} {encoding:?}");
                }
            }
        }

        #[test]
        fn changes_one_after_the_other_give_the_whole_text(
            text in "[a通😀\r\n]{0,16}",
            changes in proptest::collection::vec((0usize..20, 0usize..20, "[b所\n]{0,4}"), 0..6),
        ) {
            let (mut whole, mut cut) = (text.clone(), Text::new(text));
            for (a, b, put) in changes {
                let bound = |i: usize| {
                    let mut i = i.min(whole.len());
                    while !whole.is_char_boundary(i) {
                        i -= 1;
                    }
                    i
                };
                let (a, b) = (bound(a.min(b)), bound(a.max(b)));
                let places = cut.places(&(a..b), Encoding::Utf16);
                let bytes = cut.bytes(places, Encoding::Utf16);
                whole.replace_range(bytes.clone(), &put);
                cut = cut.changed(bytes, &put);
                prop_assert_eq!(cut.all(), whole.as_str());
                prop_assert_eq!(&cut.lines, &Text::new(whole.as_str()).lines);
            }
        }
    }
}
