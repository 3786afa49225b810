//! What is done to a value: slips of the hand that any value may suffer.

use std::ops::Range;

use wallchart_plan::syntax::Shape;

use crate::meaning;
use crate::plan::Target;
use crate::site::{Held, Site};

/// One change of one file.
#[derive(Debug, Clone)]
pub(crate) struct Mutation {
    /// What is done, as the reviewed list names it.
    pub(crate) kind: &'static str,
    edit: Range<usize>,
    put: String,
    pub(crate) target: Target,
}

impl Mutation {
    /// The text of the file after the change.
    pub(crate) fn text(&self, site: &Site) -> String {
        let mut text = site.source().to_owned();
        text.replace_range(self.edit.clone(), &self.put);
        text
    }

    /// What is put where.
    pub(crate) fn shown(&self, site: &Site) -> String {
        let was = &site.source()[self.edit.clone()];
        let short = |text: &str| text.chars().take(60).collect::<String>();
        let entry = short(&site.source()[site.entry()]);
        format!("{}: {entry}: {:?} -> {:?}", site.of, short(was), short(&self.put))
    }
}

/// Every mutation of the value that is the `nth` of its plan; the number varies which character is hit.
pub(crate) fn mutations(site: &Site, nth: usize) -> Vec<Mutation> {
    let mut made = Made { site, nth, list: Vec::new() };
    match site.held {
        Held::Field => made.field(),
        Held::Entry => made.key(),
        Held::Item => made.item(),
    }
    match site.shape {
        Shape::Text => made.text(),
        Shape::Word => made.word(),
        Shape::Number => made.number(),
        _ => made.holder(),
    }
    made.punctuation();
    for (kind, value) in meaning::values(site) {
        made.value(kind, value);
    }
    for (kind, key) in meaning::keys(site) {
        made.named(kind, key);
    }
    made.list
}

/// Mutations of one value in the making.
struct Made<'s> {
    site: &'s Site,
    nth: usize,
    list: Vec<Mutation>,
}

impl Made<'_> {
    fn push(&mut self, kind: &'static str, edit: Range<usize>, put: String, target: Target) {
        self.list.push(Mutation { kind, edit, put, target });
    }

    /// Where to point for a change that makes the text `by` bytes longer behind `at`.
    fn target(&self, at: Vec<Range<usize>>, by: isize) -> Target {
        let site = self.site;
        let around = site.around.clone().map(|a| a.start..a.end.saturating_add_signed(by));
        Target { file: site.file, at, around, is_file: false }
    }

    fn grown(edit: &Range<usize>, put: &str) -> isize {
        put.len() as isize - edit.len() as isize
    }

    /// Puts another value in, as written.
    fn value(&mut self, kind: &'static str, put: String) {
        self.inside(kind, self.site.value.clone(), put);
    }

    /// Changes some bytes of the value.
    fn inside(&mut self, kind: &'static str, edit: Range<usize>, put: String) {
        let by = Self::grown(&edit, &put);
        let value = self.site.value.start..self.site.value.end.saturating_add_signed(by);
        let at = self.site.key.iter().cloned().chain([value]).collect();
        let target = self.target(at, by);
        self.push(kind, edit, put, target);
    }

    /// Puts another key in, as written.
    fn named(&mut self, kind: &'static str, put: String) {
        if let Some(key) = self.site.key.clone() {
            self.in_key(kind, key, put);
        }
    }

    /// Changes some bytes of the key. Of a small value the place may be told, of a large one only the key.
    fn in_key(&mut self, kind: &'static str, edit: Range<usize>, put: String) {
        let Some(key) = self.site.key.clone() else { return };
        let by = Self::grown(&edit, &put);
        let named = key.start..key.end.saturating_add_signed(by);
        let mut at = vec![named];
        if self.site.is_leaf() {
            let moved = |n: usize| n.saturating_add_signed(by);
            at.push(moved(self.site.value.start)..moved(self.site.value.end));
        }
        let target = self.target(at, by);
        self.push(kind, edit, put, target);
    }

    fn field(&mut self) {
        let Some(key) = self.site.key.clone() else { return };
        self.in_key("field misspelt", key.start + 1..key.start + 2, String::new());
        self.removed("field removed");
    }

    fn key(&mut self) {
        let Some(key) = self.site.key.clone() else { return };
        let inner = key.start + 1..key.end - 1;
        self.named("key emptied", "\"\"".to_owned());
        self.in_key("key's quote dropped", key.end - 1..key.end, String::new());
        for (kind, edit, put) in self.slips(inner, ["key shortened", "key doubled", "key altered"])
        {
            self.in_key(kind, edit, put);
        }
        self.removed("entry removed");
    }

    fn item(&mut self) {
        self.removed("item removed");
        let (value, written) = (self.site.value.clone(), self.site.source());
        let again = format!("{0}, {0}", &written[value.clone()]);
        self.inside("item repeated", value, again);
    }

    /// Takes the entry out, with the comma behind it.
    fn removed(&mut self, kind: &'static str) {
        let entry = self.site.entry();
        let rest = &self.site.source()[entry.end..];
        let comma = usize::from(rest.starts_with(','));
        let edit = entry.start..entry.end + comma;
        let by = Self::grown(&edit, "");
        // What stood around it has lost it: its own key, and that of the task that it belongs to.
        let reach = if self.site.held == Held::Item { 2 } else { 1 };
        let above = self.site.above.iter().take(reach).cloned();
        let gap = entry.start..entry.start;
        let at = above.chain([gap]).collect();
        let mut target = self.target(at, by);
        target.is_file = self.site.above.is_empty();
        self.push(kind, edit, String::new(), target);
    }

    /// A character dropped, typed twice, and another in its place.
    fn slips(
        &self,
        inner: Range<usize>,
        kinds: [&'static str; 3],
    ) -> Vec<(&'static str, Range<usize>, String)> {
        let chars: Vec<(usize, char)> = self.site.source()[inner.clone()].char_indices().collect();
        if chars.is_empty() {
            return Vec::new();
        }
        let (at, c) = chars[self.nth % chars.len()];
        let edit = inner.start + at..inner.start + at + c.len_utf8();
        let puts = [String::new(), format!("{c}{c}"), another(c).to_string()];
        kinds.into_iter().zip(puts).map(|(kind, put)| (kind, edit.clone(), put)).collect()
    }

    fn text(&mut self) {
        let value = self.site.value.clone();
        let inner = value.start + 1..value.end - 1;
        let slips = ["character dropped", "character doubled", "character altered"];
        for (kind, edit, put) in self.slips(inner.clone(), slips) {
            self.inside(kind, edit, put);
        }
        let written = &self.site.source()[inner.clone()];
        let plain = written.char_indices().find(|(_, c)| wide(*c).is_some());
        if let Some((at, c)) = plain {
            let at = inner.start + at;
            self.inside("mark widened", at..at + 1, wide(c).unwrap().to_string());
        }
        self.value("emptied", "\"\"".to_owned());
        self.value("number for text", "7".to_owned());
        self.value("list for text", format!("[{}]", &self.site.source()[value.clone()]));
        self.value("quotes widened", format!("“{written}”"));
        self.value("quotes dropped", written.to_owned());
        self.inside("opening quote dropped", value.start..value.start + 1, String::new());
        self.inside("closing quote dropped", value.end - 1..value.end, String::new());
    }

    fn word(&mut self) {
        let value = self.site.value.clone();
        let written = self.site.source()[value.clone()].to_owned();
        self.inside("word misspelt", value.start + 1..value.start + 2, String::new());
        self.value("word quoted", format!("\"{written}\""));
        self.value("number for word", "7".to_owned());
    }

    fn number(&mut self) {
        let written = self.site.source()[self.site.value.clone()].to_owned();
        self.value("number quoted", format!("\"{written}\""));
        self.value("number negative", format!("-{written}"));
        self.value("number broken", format!("{written}.5"));
        self.value("word for number", "many".to_owned());
    }

    /// Lists, maps and structs.
    fn holder(&mut self) {
        let value = self.site.value.clone();
        self.value("text for more", "\"某\"".to_owned());
        self.value("number for more", "7".to_owned());
        self.bracket("opening bracket dropped", value.start, value.end);
        self.bracket("closing bracket dropped", value.end - 1, value.end);
        if self.site.source()[value.clone()].starts_with('[') {
            self.value("list emptied", "[]".to_owned());
        }
    }

    /// Drops a bracket; it may be missed at either, or wherever the reader notices.
    fn bracket(&mut self, kind: &'static str, at: usize, end: usize) {
        let open = self.site.value.start;
        let mut marks: Vec<Range<usize>> = self.site.key.iter().cloned().collect();
        // Without the opening one the first thing inside is met before it is clear what is missing.
        let first = self.site.source()[open + 1..].find([':', ',']).map_or(open, |n| open + n);
        marks.extend([open..first + 1, end - 1..self.next(end)]);
        let target = self.target(marks, -1);
        self.push(kind, at..at + 1, String::new(), target);
    }

    /// Where the next thing after `from` begins, its first character included.
    fn next(&self, from: usize) -> usize {
        let rest = &self.site.source()[from..];
        let is_apart = |c: char| c.is_whitespace() || c == ',';
        let at = rest.find(|c| !is_apart(c)).unwrap_or(rest.len());
        from + at + rest[at..].chars().next().map_or(0, char::len_utf8)
    }

    fn punctuation(&mut self) {
        let (source, end) = (self.site.source(), self.site.value.end);
        // A comma behind the last thing may be left out.
        if source[end..].starts_with(',') && !self.site.is_last {
            for (kind, put) in [("comma dropped", ""), ("comma widened", "，")] {
                let edit = end..end + 1;
                let by = Self::grown(&edit, put);
                let at = self.site.entry().start..self.next(end).saturating_add_signed(by);
                let target = self.target(vec![at], by);
                self.push(kind, edit, put.to_owned(), target);
            }
        }
        let Some(key) = self.site.key.clone() else { return };
        for (kind, put) in [("colon dropped", ""), ("colon widened", "：")] {
            self.in_key(kind, key.end..key.end + 1, put.to_owned());
            if let Some(last) = self.list.last_mut() {
                last.target.at.push(key.start..self.site.value.start + 1);
            }
        }
        // What stands behind it may be taken for the value.
        let gap = key.end + 1..self.site.value.end;
        let by = Self::grown(&gap, "");
        let at = key.start..self.next(end).saturating_add_signed(by);
        let target = self.target(vec![at], by);
        self.push("value dropped", gap, String::new(), target);
    }
}

/// Another character of the same kind.
fn another(c: char) -> char {
    match c {
        '9' => '0',
        'z' | 'Z' => 'a',
        '0'..='8' | 'a'..='y' | 'A'..='Y' => char::from_u32(c as u32 + 1).unwrap(),
        _ if c.is_alphabetic() => '某',
        _ => '~',
    }
}

/// The full-width form of a mark that grammars know.
fn wide(c: char) -> Option<char> {
    match c {
        '!'..='~' if !c.is_ascii_alphabetic() => char::from_u32(c as u32 + 0xfee0),
        _ => None,
    }
}
