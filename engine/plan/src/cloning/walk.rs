//! One file of last year's plan, value by value: what is written anew, and what whoever clones is told of.

use std::ops::Range;

use chrono::{Datelike, NaiveDate};
use wallchart_words::{ids, t};

use super::proposal::Answer;
use super::text::{
    counted_nth, dates, is_monthly, is_root_title, is_theme, is_time, month_and_day, whole_number,
    without,
};
use super::{CloneNote, CloneOptions};
use crate::asks::AskKind;
use crate::diagnostic::{Place, Spot};
use crate::expand::{day_of, nearest};
use crate::expanded::Expanded;
use crate::grammar::counted::Test;
use crate::grammar::measure::ask;
use crate::grammar::time::Third;
use crate::import::quoted;
use crate::read::Reading;
use crate::syntax::{Kind, Node, Parsed, Shape};

/// Words of comments that hold only while D is a day of every year.
const ANNUAL: [&str; 6] =
    ["一年一次", "不用改字", "每年的这一天", "once a year", "every year", "Every year"];

/// Days by which D may fall elsewhere in the year for months to stay what they are.
const NEAR_DAYS_MAX: i64 = 31;

#[derive(Default)]
pub(super) struct Found {
    pub(super) file: usize,
    pub(super) edits: Vec<(Range<usize>, String)>,
    pub(super) notes: Vec<(Place, CloneNote)>,
    pub(super) answers: Vec<(usize, Answer)>,
}

impl Found {
    pub(super) fn note(&mut self, range: Range<usize>, note: CloneNote) {
        self.notes.push((Place { file: self.file, spot: Spot::Bytes(range) }, note));
    }

    pub(super) fn change(&mut self, range: Range<usize>, was: &str, is: String) {
        if was == is {
            return;
        }
        // What is changed already is left at that.
        if self.edits.iter().any(|(r, _)| r.start < range.end && range.start < r.end) {
            return;
        }
        self.note(range.clone(), CloneNote::Changed { was: was.to_owned(), is: is.clone() });
        self.edits.push((range, is));
    }
}

pub(super) struct Cloner<'a> {
    pub(super) plan: &'a Expanded,
    pub(super) options: &'a CloneOptions<'a>,
    pub(super) files: &'a [Parsed],
}

impl Cloner<'_> {
    /// The year that stands in words and is another now.
    pub(super) fn other_year(&self) -> Option<String> {
        let (old, new) = (self.old_year(), self.options.anchor.year());
        (old != new).then(|| old.to_string())
    }

    /// Whether D was a day of every year.
    pub(super) fn is_annual(&self) -> bool {
        let root = self.files.first().and_then(Parsed::root);
        let anchor = root.and_then(|root| root.named("anchor")).and_then(|a| a.inner().text());
        anchor.is_some_and(|text| text.len() == "03-15".len())
    }

    pub(super) fn old_year(&self) -> i32 {
        self.plan.campaign.anchor.year()
    }

    pub(super) fn is_same_day(&self) -> bool {
        let (old, new) = (self.plan.campaign.anchor, self.options.anchor);
        (old.month(), old.day()) == (new.month(), new.day())
    }

    /// Whether D stays about where it is in the year.
    pub(super) fn is_near(&self) -> bool {
        let (old, new) = (self.plan.campaign.anchor, self.options.anchor);
        let same = nearest(new, old.month(), old.day());
        new.signed_duration_since(same).num_days().abs() <= NEAR_DAYS_MAX
    }

    pub(super) fn walk(&self, file: &Parsed, node: Node<'_>, field: &str, found: &mut Found) {
        for child in node.children() {
            let key = child.key_text();
            let name = match node.inner().shape() {
                Shape::Struct => key.as_deref().unwrap_or(field),
                _ => field,
            };
            let value = child.inner();
            if matches!(name, "was" | "renamed") && node.inner().shape() == Shape::Struct {
                // What it was called last year it has been called all along.
                found.edits.push((without(file.text(), child), String::new()));
                continue;
            }
            if name == "tasks" && node.inner().shape() == Shape::Map {
                self.remark(file, child, found);
                if self.propose(file, child, found) {
                    continue;
                }
            }
            match name {
                "targets" if node.inner().shape() == Shape::Map => {
                    self.propose_total(file, child, found);
                }
                "needs" if node.inner().shape() == Shape::Struct => self.needs(file, child, found),
                _ => {}
            }
            if value.shape() == Shape::Text {
                self.text(file, value, name, child.key_range(), key.as_deref(), found);
            } else {
                self.walk(file, value, name, found);
            }
        }
    }

    pub(super) fn text(
        &self,
        file: &Parsed,
        value: Node<'_>,
        field: &str,
        entry: Option<Range<usize>>,
        key: Option<&str>,
        found: &mut Found,
    ) {
        let (range, source) = (value.range(), value.source());
        let (old, new) = (self.old_year().to_string(), self.options.anchor.year().to_string());
        match field {
            // Of a day of every year it would depend on today which is meant.
            "anchor" => {
                let is = format!("\"{}\"", self.options.anchor);
                found.change(range, source, is);
            }
            // Occurrences are named by their dates.
            "needs" => {
                for (at, date) in dates(source) {
                    let before = source.get(..at.start).unwrap_or_default();
                    if before.ends_with(['@', ',']) {
                        let was = source.get(at.clone()).unwrap_or_default();
                        let range = range.start + at.start..range.start + at.end;
                        found.change(range, was, self.away(date));
                    }
                }
            }
            "include" | "calendar" | "basis" | "zone" => {}
            "when" | "due" | "pick" | "every" | "start" | "windows" | "window" | "series" => {
                self.times(source, range.start, found);
            }
            "measures" if key.is_some() && source.contains(", was ") => {
                let at = source.find(", was ").unwrap_or(source.len());
                let end = source.len().saturating_sub(1).max(at);
                found.edits.push((range.start + at..range.start + end, String::new()));
            }
            "measures" | "only" => self.condition(value, field, found),
            // What a template is given may be a time.
            "with" if value.text().is_some_and(|text| is_time(&text)) => {
                self.times(source, range.start, found);
            }
            "vars" if key.is_some_and(|key| self.options.vars.contains_key(key)) => {
                self.var(file, value, entry, key.unwrap_or_default(), found);
            }
            "vars" if key.is_some_and(is_theme) && !source.contains('{') && source.len() > 2 => {
                self.theme(file, value, entry, found);
            }
            "vars" if key.is_some_and(|key| self.counts_years(key, value)) => {
                let was = source.trim_matches('"').to_owned();
                found.note(range, CloneNote::Count { was });
            }
            "id" => self.year(value, &new, found),
            "vars" if value.text().as_deref() == Some(&old) => self.year(value, &new, found),
            "number" if self.other_year().is_some_and(|old| source.contains(&old)) => {
                self.year(value, &new, found);
                found.note(range, CloneNote::Number { was: source.trim_matches('"').to_owned() });
            }
            "title" if is_root_title(value) => self.year(value, "{year}", found),
            _ if self.other_year().is_some_and(|old| whole_number(source, &old).is_some()) => {
                found.note(range, CloneNote::Year { year: self.old_year() });
            }
            _ => self.day(source, range.start, found),
        }
    }

    /// Hangs the days with which rows are compared on the new D, and shows those of any other condition.
    pub(super) fn condition(&self, value: Node<'_>, field: &str, found: &mut Found) {
        let (source, start) = (value.source(), value.range().start);
        let read = value.text().and_then(|text| ask(&text).ok()).and_then(|ask| ask.from);
        let tests = read.map(|read| read.only).unwrap_or_default();
        for (at, date) in dates(source) {
            let was = source.get(at.clone()).unwrap_or_default();
            let range = start + at.start..start + at.end;
            // The text begins behind a quote.
            let holds = |test: &&Test| {
                test.values.iter().any(|(_, v)| v.start < at.end && at.start <= v.end)
            };
            let test = tests.iter().find(holds).filter(|_| field == "measures");
            match test.filter(|test| self.holds_dates(&test.column.0)) {
                Some(_) => found.change(range, was, self.away(date)),
                None => found.note(range, CloneNote::Condition { was: was.to_owned() }),
            }
        }
    }

    /// Whether every column of that name holds days.
    pub(super) fn holds_dates(&self, name: &str) -> bool {
        let columns = self.plan.tasks.iter().flat_map(|task| &task.log);
        let mut named = columns.filter(|column| column.name == name).peekable();
        named.peek().is_some() && named.all(|column| column.kind == AskKind::Date)
    }

    /// Whether a var holds how often something has been: `第48届`, or a number that texts put behind `第`.
    pub(super) fn counts_years(&self, name: &str, value: Node<'_>) -> bool {
        let text = value.text().unwrap_or_default();
        let is_number = !text.is_empty() && text.chars().all(|c| c.is_ascii_digit());
        let mark = format!("第{{{name}}}");
        let is_named = || self.files.iter().any(|file| file.text().contains(&mark));
        counted_nth(&text) || is_number && is_named()
    }

    /// Hangs the dates in a time on the new D.
    pub(super) fn times(&self, source: &str, start: usize, found: &mut Found) {
        for (at, is) in self.thirds(source) {
            let was = source.get(at.clone()).unwrap_or_default();
            found.change(start + at.start..start + at.end, was, is);
        }
        let by_month = self.is_near() && is_monthly(source.trim_matches('"'));
        for (at, date) in dates(source) {
            let was = source.get(at.clone()).unwrap_or_default();
            let is = if by_month { self.years_later(date).to_string() } else { self.away(date) };
            found.change(start + at.start..start + at.end, was, is);
        }
    }

    /// A date as many years later as D's year is.
    pub(super) fn years_later(&self, date: NaiveDate) -> NaiveDate {
        let year = date.year() + self.options.anchor.year() - self.old_year();
        day_of(year, date.month(), date.day())
    }

    /// Shows comments that name the old year.
    pub(super) fn comments(&self, file: &Parsed, found: &mut Found) {
        let (year, is_annual) = (self.old_year(), self.is_annual());
        let names_year =
            |text: &str| self.other_year().is_some_and(|year| whole_number(text, &year).is_some());
        let tokens = file.tree().descendants_with_tokens().filter_map(|e| e.into_token());
        for token in tokens.filter(|t| matches!(t.kind(), Kind::LineComment | Kind::BlockComment)) {
            let (start, end) = (token.text_range().start(), token.text_range().end());
            if is_annual && ANNUAL.iter().any(|word| token.text().contains(word)) {
                let was = token.text().trim_matches(['/', '*', ' ']).to_owned();
                found.note(start.into()..end.into(), CloneNote::Annual { was });
            }
            if names_year(token.text()) {
                found.note(start.into()..end.into(), CloneNote::Year { year });
            } else {
                self.day(token.text(), token.text_range().start().into(), found);
            }
        }
    }

    /// Shows words that name a day, unless it is D itself and stays so.
    pub(super) fn day(&self, text: &str, start: usize, found: &mut Found) {
        let Some((at, month, day)) = month_and_day(text) else { return };
        let d = self.plan.campaign.anchor;
        if self.is_same_day() && (month, day) == (d.month(), d.day()) {
            return;
        }
        let was = text.get(at.clone()).unwrap_or_default().to_owned();
        found.note(start + at.start..start + at.end, CloneNote::Date { was });
    }

    /// Puts the new year in place of the old one.
    pub(super) fn year(&self, value: Node<'_>, new: &str, found: &mut Found) {
        let old = self.old_year().to_string();
        if let Some(at) = whole_number(value.source(), &old) {
            let start = value.range().start + at;
            found.change(start..start + old.len(), &old, new.to_owned());
        }
    }

    /// Gives a var what it is to hold; what a theme was is said above it.
    pub(super) fn var(
        &self,
        file: &Parsed,
        value: Node<'_>,
        entry: Option<Range<usize>>,
        name: &str,
        found: &mut Found,
    ) {
        let Some(put) = self.options.vars.get(name) else { return };
        let was = value.text().unwrap_or_default();
        if *was == **put {
            return;
        }
        found.change(value.range(), value.source(), quoted(put));
        if let Some(key) = entry.filter(|_| is_theme(name) && !was.is_empty()) {
            let comment = t!(self.options.lang, ids::CLONE_THEME_WAS, was = was.as_ref());
            above(file, key.start, &comment, found);
        }
    }

    /// Takes the theme out, and says in a comment above it what it was.
    pub(super) fn theme(
        &self,
        file: &Parsed,
        value: Node<'_>,
        entry: Option<Range<usize>>,
        found: &mut Found,
    ) {
        let was = value.text().unwrap_or_default().into_owned();
        found.note(value.range(), CloneNote::Theme { was: was.clone() });
        found.edits.push((value.range(), "\"\"".to_owned()));
        if let Some(key) = entry {
            let comment = t!(self.options.lang, ids::CLONE_THEME_WAS, was = was.as_str());
            above(file, key.start, &comment, found);
        }
    }

    /// Notes above a task what is to be noted of it.
    pub(super) fn remark(&self, file: &Parsed, task: Node<'_>, found: &mut Found) {
        let remark = task.key_text().and_then(|id| self.options.remarks.get(&*id));
        if let Some((remark, key)) = remark.zip(task.key_range()) {
            above(file, key.start, remark, found);
        }
    }

    /// Thirds of months that name a year, with what they are in the clone: without it where they are those
    /// nearest to D, and as far from D's year otherwise.
    pub(super) fn thirds(&self, text: &str) -> Vec<(Range<usize>, String)> {
        let (old, new) = (self.old_year(), self.options.anchor.year());
        let words = Third::ALL.map(|third| format!(" {}", third.word()));
        let ends = text.match_indices(' ').filter(|(at, _)| {
            let rest = text.get(*at..).unwrap_or_default();
            words.iter().any(|word| rest.starts_with(word.as_str()))
        });
        let found = ends.filter_map(|(end, _)| {
            let start = end.checked_sub("2026-03".len())?;
            let (year, month) = text.get(start..end)?.split_once('-')?;
            let year: i32 = year.parse().ok()?;
            let first = nearest(self.plan.campaign.anchor, month.parse().ok()?, 15);
            let is = if year == first.year() {
                month.to_owned()
            } else {
                format!("{}-{month}", year + new - old)
            };
            Some((start..end, is))
        });
        found.collect()
    }

    /// A date as its distance from D.
    pub(super) fn away(&self, date: NaiveDate) -> String {
        match date.signed_duration_since(self.plan.campaign.anchor).num_days() {
            0 => "D".to_owned(),
            days => format!("D{days:+}"),
        }
    }
}

/// Puts the new names of bodies in place of former ones, where a check has found them.
pub(super) fn former_names(reading: &Reading, file: &Parsed, found: &mut Found) {
    let former = reading.diagnostics.iter().filter(|d| {
        let is_former = std::ptr::eq(d.code, &crate::codes::W027);
        is_former && d.place.file == file.file
    });
    for diagnostic in former {
        let changes = diagnostic.fix.iter().flat_map(|fix| &fix.edits);
        for (range, is) in changes.filter_map(|edit| crate::fixing::change(file, edit)) {
            let was = file.text().get(range.clone()).unwrap_or_default().to_owned();
            found.change(range, &was, is);
        }
    }
}

/// Puts a comment above an entry that begins its line.
pub(super) fn above(file: &Parsed, at: usize, comment: &str, found: &mut Found) {
    let before = file.text().get(..at).unwrap_or_default();
    let indent = before.rsplit('\n').next().unwrap_or_default();
    if indent.trim().is_empty() {
        let comment = comment.replace(['\n', '\r'], " ");
        found.edits.push((at..at, format!("// {comment}\n{indent}")));
    }
}
