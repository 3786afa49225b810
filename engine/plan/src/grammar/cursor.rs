//! A cursor over a string that knows the byte it stands on.

use std::ops::Range;

/// What is left of a string, and where that begins.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Cursor<'a> {
    text: &'a str,
    at: usize,
}

impl<'a> Cursor<'a> {
    pub(crate) fn new(text: &'a str) -> Self {
        Self { text, at: 0 }
    }

    pub(crate) fn rest(&self) -> &'a str {
        self.text.get(self.at..).unwrap_or_default()
    }

    pub(crate) fn at(&self) -> usize {
        self.at
    }

    /// The bytes from `start` to here.
    pub(crate) fn since(&self, start: usize) -> Range<usize> {
        start..self.at
    }

    /// The bytes from here to the end; the last character when nothing is left.
    pub(crate) fn remaining(&self) -> Range<usize> {
        if self.is_done() && self.at > 0 {
            let last = self.text.char_indices().next_back().map_or(0, |(i, _)| i);
            return last..self.text.len();
        }
        self.at..self.text.len()
    }

    pub(crate) fn is_done(&self) -> bool {
        self.at >= self.text.len()
    }

    /// Passes over blanks.
    pub(crate) fn blanks(&mut self) {
        self.at += self.rest().len() - self.rest().trim_start_matches([' ', '\t']).len();
    }

    /// Passes over `mark` if it stands here.
    pub(crate) fn eat(&mut self, mark: &str) -> bool {
        let here = self.rest().starts_with(mark);
        if here {
            self.at += mark.len();
        }
        here
    }

    /// Passes over `word` if it stands here as a whole word, and the blanks after it.
    pub(crate) fn eat_word(&mut self, word: &str) -> bool {
        let Some(after) = self.rest().strip_prefix(word) else { return false };
        let here = after.is_empty() || after.starts_with([' ', '\t']);
        if here {
            self.at += word.len();
            self.blanks();
        }
        here
    }

    /// Takes characters as long as they fit.
    pub(crate) fn take_while(&mut self, fits: impl Fn(char) -> bool) -> &'a str {
        let rest = self.rest();
        let end = rest.find(|c| !fits(c)).unwrap_or(rest.len());
        self.at += end;
        rest.get(..end).unwrap_or_default()
    }

    /// Takes up to the next blank.
    pub(crate) fn word(&mut self) -> &'a str {
        self.take_while(|c| c != ' ' && c != '\t')
    }

    /// Takes ASCII digits.
    pub(crate) fn digits(&mut self) -> &'a str {
        self.take_while(|c| c.is_ascii_digit())
    }
}
