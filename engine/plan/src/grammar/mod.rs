//! The small languages inside a plan's strings: times, spans, needs and the like, each a parser of its
//! own that says which bytes of the string are wrong.

pub(crate) mod counted;
pub(crate) mod cover;
pub(crate) mod cursor;
pub(crate) mod each;
pub(crate) mod every;
mod every_zh;
#[cfg(test)]
mod laws;
pub(crate) mod measure;
pub(crate) mod need;
pub(crate) mod only;
pub(crate) mod outcome;
pub(crate) mod people;
pub(crate) mod play;
pub(crate) mod remind;
pub(crate) mod rule;
pub(crate) mod span;
pub(crate) mod sum;
pub(crate) mod template;
pub(crate) mod time;
mod time_zh;

use std::ops::Range;

use wallchart_words::Value;

use crate::codes;
use crate::diagnostic::Code;

/// What is wrong with a string, and with which bytes of it.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Mistake {
    pub(crate) code: &'static Code,
    pub(crate) at: Range<usize>,
    pub(crate) args: Vec<(&'static str, Value)>,
    pub(crate) suggestion: Option<String>,
    /// What to put where, if there is but one right way to write it.
    pub(crate) edits: Vec<(Range<usize>, String)>,
}

impl Mistake {
    pub(crate) fn new(code: &'static Code, at: Range<usize>) -> Self {
        Self { code, at, args: Vec::new(), suggestion: None, edits: Vec::new() }
    }

    pub(crate) fn with(mut self, name: &'static str, value: impl Into<Value>) -> Self {
        self.args.push((name, value.into()));
        self
    }

    pub(crate) fn suggest(mut self, text: impl Into<String>) -> Self {
        self.suggestion = Some(text.into());
        self
    }

    /// With what to put in these bytes: there is but one right way to write them.
    pub(crate) fn fix(mut self, at: Range<usize>, put: impl Into<String>) -> Self {
        self.edits.push((at, put.into()));
        self
    }

    /// Without its fix, unless that makes something of the text that reads.
    pub(crate) fn fixed_if(mut self, text: &str, reads: impl Fn(&str) -> bool) -> Self {
        if !reads(&self.fixed(text)) {
            self.edits.clear();
        }
        self
    }

    /// Without its fix and what it suggests, if that makes but another of the same mistakes.
    pub(crate) fn unless_again<T>(
        mut self,
        text: &str,
        read: impl Fn(&str) -> Result<T, Mistake>,
    ) -> Self {
        if self.edits.is_empty() {
            return self;
        }
        let fixed = self.fixed(text);
        let is_same = |a: Mistake| std::ptr::eq(a.code, self.code) && a.at.start == self.at.start;
        if read(&fixed).is_err_and(is_same) {
            self.edits.clear();
            self.suggestion = self.suggestion.filter(|suggested| *suggested != fixed);
        }
        self
    }

    /// The text with the fix made.
    pub(crate) fn fixed(&self, text: &str) -> String {
        let mut out = text.to_owned();
        for (at, put) in self.edits.iter().rev() {
            if out.get(at.clone()).is_some() {
                out.replace_range(at.clone(), put);
            }
        }
        out
    }

    /// The mistake in a longer string in which this one begins `by` bytes later.
    pub(crate) fn shifted(mut self, by: usize) -> Self {
        let shift = |at: &Range<usize>| at.start + by..at.end + by;
        self.at = shift(&self.at);
        for (at, _) in &mut self.edits {
            *at = shift(at);
        }
        self
    }
}

/// What signs of comparison are made of.
pub(crate) const SIGNS: [char; 5] = ['=', '<', '>', '!', '~'];

/// Marks that an input method writes in place of the plain ones.
const FULL_WIDTH: &[(char, &str)] = &[
    ('：', ":"),
    ('，', ","),
    ('、', ","),
    ('－', "-"),
    ('—', ".."),
    ('–', "-"),
    ('−', "-"),
    ('～', ".."),
    ('＋', "+"),
    ('．', "."),
    ('（', "("),
    ('）', ")"),
    ('＞', ">"),
    ('＜', "<"),
    ('＝', "="),
    ('｜', "|"),
    ('＠', "@"),
    ('？', "?"),
    ('％', "%"),
    ('［', "["),
    ('］', "]"),
    ('＊', "*"),
    ('≥', ">="),
    ('≤', "<="),
    ('\u{3000}', " "),
    ('至', ".."),
];

/// The mistake of a string with full-width marks where plain ones belong, if it has any: the commonest
/// mistake of all.
pub(crate) fn full_width(text: &str) -> Option<Mistake> {
    let plain = |c: char| match c {
        '０'..='９' | 'Ａ'..='Ｚ' | 'ａ'..='ｚ' => {
            char::from_u32(c as u32 - 0xFEE0).map(String::from)
        }
        _ => FULL_WIDTH.iter().find(|(wide, _)| *wide == c).map(|(_, plain)| (*plain).to_owned()),
    };
    let (at, wide) = text.char_indices().find(|(_, c)| plain(*c).is_some())?;
    let fixed: String = text.chars().map(|c| plain(c).unwrap_or_else(|| c.to_string())).collect();
    // A dash in Chinese type is two characters.
    let fixed = fixed.replace("....", "..");
    let mut previous = ' ';
    let mut edits = Vec::new();
    for (at, c) in text.char_indices() {
        if let Some(plain) = plain(c) {
            let put = if c == '—' && previous == c { String::new() } else { plain };
            edits.push((at..at + c.len_utf8(), put));
        }
        previous = c;
    }
    let mistake = Mistake::new(&codes::E066, at..at + wide.len_utf8())
        .with("wide", wide.to_string())
        .with("plain", plain(wide).unwrap_or_default())
        .suggest(fixed);
    Some(Mistake { edits, ..mistake })
}
