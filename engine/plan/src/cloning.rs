//! Last year's plan made this year's: the text as its planner wrote it, hung on another D.
//!
//! Dates of the calendar become distances from D, but for days of every year and the windows of what comes
//! once a month; the year is written anew where it is meant as the year,
//! last year's theme is left to be filled in, and former names give way to new ones. Everything else stays,
//! comments included; a year in other words is shown to whoever clones.
//! What last year's campaign proposes is written where that was accepted: see [`proposal`].

pub mod moved;
mod placed;
pub(crate) mod proposal;

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use chrono::{Datelike, NaiveDate};
use wallchart_words::{Lang, ids, t};

use crate::asks::AskKind;
use crate::diagnostic::{Place, Spot};
use crate::expand::{day_of, nearest};
use crate::expanded::Expanded;
use crate::grammar::counted::Test;
use crate::grammar::every::{Days, Every, every};
use crate::grammar::measure::ask;
use crate::grammar::time::{Due, Stretch, Third, due, stretch};
use crate::ids::TaskId;
use crate::import::quoted;
use crate::read::Reading;
use crate::source::patched;
use crate::sources::SourceFile;
use crate::syntax::{self, Kind, Node, Parsed, Shape};

use proposal::{Answer, Proposal};

/// What a clone is to be.
#[derive(Debug, Clone)]
pub struct CloneOptions<'a> {
    /// The new D.
    pub anchor: NaiveDate,
    /// Path of the new plan relative to the root folder, `/` between its parts.
    pub out: &'a str,
    /// Whether every file is written anew, be it changed or not: those of the source lie elsewhere.
    pub whole: bool,
    /// What vars are to hold, by name.
    pub vars: BTreeMap<String, String>,
    /// The language of comments.
    pub lang: Lang,
    /// What is noted in a comment above a task, by the task's id.
    pub remarks: BTreeMap<String, String>,
    /// What last year's campaign proposes.
    pub proposals: Vec<Proposal>,
}

/// A plan cloned.
#[derive(Debug, Clone, PartialEq)]
pub struct Cloned {
    /// The files to be written, the plan first: path relative to the root folder, and text.
    pub files: Vec<(String, String)>,
    /// All files of the clone as diagnostics of its source number them, those that stay what they are among them.
    pub sources: Vec<SourceFile>,
    /// What was changed and what is left to do, each at its place in the clone.
    pub notes: Vec<(Place, CloneNote)>,
    /// What came of each proposal; `None` where what it is about doesn't stand in the text.
    pub answers: Vec<Option<Answer>>,
}

/// What was done at a place, or is left to do.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum CloneNote {
    /// Words were put in place of others.
    Changed {
        /// What stood there.
        was: String,
        /// What stands there now.
        is: String,
    },
    /// Last year's theme was taken out.
    Theme {
        /// What it was.
        was: String,
    },
    /// The old year stands in words that are left.
    Year {
        /// Which.
        year: i32,
    },
    /// Words that are left say that it is for every year, and it has a year now.
    Annual {
        /// What they say.
        was: String,
    },
    /// A day of the calendar stands in words that are left.
    Date {
        /// As written.
        was: String,
    },
    /// A var holds a number that may count the years: `第48个`.
    Count {
        /// What it holds.
        was: String,
    },
    /// The number of a document is last year's.
    Number {
        /// What it was.
        was: String,
    },
    /// A day decides what a condition comes to.
    Condition {
        /// As written.
        was: String,
    },
}

/// The plan that was read, hung on another D. A plan with mistakes gives none.
pub fn cloned(reading: &Reading, options: &CloneOptions<'_>) -> Option<Cloned> {
    let plan = reading.expanded.as_ref()?;
    let mut edits: Vec<Vec<(Range<usize>, String)>> = Vec::new();
    let mut notes = Vec::new();
    let mut answers = vec![None; options.proposals.len()];
    let parsed: Vec<Parsed> =
        reading.files.iter().enumerate().map(|(i, f)| syntax::parse(i, &f.text)).collect();
    let cloner = Cloner { plan, options, files: &parsed };
    for file in &parsed {
        let mut found = Found { file: file.file, ..Found::default() };
        if let Some(root) = file.root().filter(|root| root.name() != Some("Calendar")) {
            cloner.walk(file, root, "", &mut found);
            former_names(reading, file, &mut found);
            cloner.comments(file, &mut found);
        }
        edits.push(found.edits);
        found.notes.sort_by_key(|(place, _)| match &place.spot {
            Spot::Bytes(range) => range.start,
            _ => 0,
        });
        notes.extend(found.notes);
        for (index, answer) in found.answers {
            if let Some(slot) = answers.get_mut(index) {
                *slot = Some(answer);
            }
        }
    }
    for (proposal, answer) in options.proposals.iter().zip(&mut answers) {
        // A template's task, say: its text is that of others as well.
        let is_there = |id: &TaskId| plan.tasks.iter().any(|task| task.task == *id);
        if answer.is_none() && proposal.what.task().is_some_and(is_there) {
            *answer = Some(Answer::elsewhere(&proposal.what));
        }
    }
    let names: Vec<&str> = reading.files.iter().map(|f| f.name.as_str()).collect();
    let links: Vec<Vec<(Range<usize>, usize)>> =
        parsed.iter().map(|file| links(file, &names)).collect();
    let targets = targets(&names, &edits, &links, options);
    for (i, links) in links.iter().enumerate() {
        let (Some(from), Some(edits)) = (targets.get(i), edits.get_mut(i)) else { continue };
        edits.extend(parsed.get(i).into_iter().flat_map(|p| placed::renamed(p, &names, &targets)));
        for (range, to) in links {
            let to = targets.get(*to).map(String::as_str).unwrap_or_default();
            let written = format!("\"{}\"", relative(from, to));
            let was = parsed.get(i).and_then(|p| p.text().get(range.clone()));
            if was != Some(&written) {
                edits.push((range.clone(), written));
            }
        }
    }
    let (mut files, mut sources) = (Vec::new(), reading.files.clone());
    for (i, edits) in edits.iter_mut().enumerate() {
        let (Some(target), Some(name), Some(file)) = (targets.get(i), names.get(i), parsed.get(i))
        else {
            continue;
        };
        if i > 0 && target == name && !options.whole {
            continue;
        }
        edits.sort_by_key(|(range, _)| (range.start, range.end));
        edits.dedup_by(|next, before| next.0.start < before.0.end);
        let puts: Vec<_> = edits.iter().map(|(r, put)| (r.clone(), put.as_str())).collect();
        let patched = patched(file.text(), &puts).0;
        let text = laid_out(file.text(), patched.clone());
        for (place, _) in notes.iter_mut().filter(|(place, _)| place.file == i) {
            if let Spot::Bytes(range) = &mut place.spot {
                *range = placed::laid_out(&placed::shifted(range, edits), &patched, &text);
            }
        }
        if let Some(source) = sources.get_mut(i) {
            (source.name, source.text) = (target.clone(), text.clone());
        }
        files.push((target.clone(), text));
    }
    Some(Cloned { files, sources, notes, answers })
}

/// The new text, laid out if the old one was.
fn laid_out(was: &str, is: String) -> String {
    let is_laid_out = crate::format(was).is_ok_and(|laid_out| laid_out == was);
    if is_laid_out { crate::format(&is).unwrap_or(is) } else { is }
}

#[derive(Default)]
struct Found {
    file: usize,
    edits: Vec<(Range<usize>, String)>,
    notes: Vec<(Place, CloneNote)>,
    answers: Vec<(usize, Answer)>,
}

impl Found {
    fn note(&mut self, range: Range<usize>, note: CloneNote) {
        self.notes.push((Place { file: self.file, spot: Spot::Bytes(range) }, note));
    }

    fn change(&mut self, range: Range<usize>, was: &str, is: String) {
        if *was == *is {
            return;
        }
        // What is changed already is left at that.
        if was == is {
            return;
        }
        if self.edits.iter().any(|(r, _)| r.start < range.end && range.start < r.end) {
            return;
        }
        self.note(range.clone(), CloneNote::Changed { was: was.to_owned(), is: is.clone() });
        self.edits.push((range, is));
    }
}

struct Cloner<'a> {
    plan: &'a Expanded,
    options: &'a CloneOptions<'a>,
    files: &'a [Parsed],
}

impl Cloner<'_> {
    /// The year that stands in words and is another now.
    fn other_year(&self) -> Option<String> {
        let (old, new) = (self.old_year(), self.options.anchor.year());
        (old != new).then(|| old.to_string())
    }

    /// Whether D was a day of every year.
    fn is_annual(&self) -> bool {
        let root = self.files.first().and_then(Parsed::root);
        let anchor = root.and_then(|root| root.named("anchor")).and_then(|a| a.inner().text());
        anchor.is_some_and(|text| text.len() == "03-15".len())
    }

    fn old_year(&self) -> i32 {
        self.plan.campaign.anchor.year()
    }

    fn is_same_day(&self) -> bool {
        let (old, new) = (self.plan.campaign.anchor, self.options.anchor);
        (old.month(), old.day()) == (new.month(), new.day())
    }

    /// Whether D stays about where it is in the year.
    fn is_near(&self) -> bool {
        let (old, new) = (self.plan.campaign.anchor, self.options.anchor);
        let same = nearest(new, old.month(), old.day());
        new.signed_duration_since(same).num_days().abs() <= NEAR_DAYS_MAX
    }

    fn walk(&self, file: &Parsed, node: Node<'_>, field: &str, found: &mut Found) {
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

    fn text(
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
    fn condition(&self, value: Node<'_>, field: &str, found: &mut Found) {
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
    fn holds_dates(&self, name: &str) -> bool {
        let columns = self.plan.tasks.iter().flat_map(|task| &task.log);
        let mut named = columns.filter(|column| column.name == name).peekable();
        named.peek().is_some() && named.all(|column| column.kind == AskKind::Date)
    }

    /// Whether a var holds how often something has been: `第48届`, or a number that texts put behind `第`.
    fn counts_years(&self, name: &str, value: Node<'_>) -> bool {
        let text = value.text().unwrap_or_default();
        let is_number = !text.is_empty() && text.chars().all(|c| c.is_ascii_digit());
        let mark = format!("第{{{name}}}");
        let is_named = || self.files.iter().any(|file| file.text().contains(&mark));
        counted_nth(&text) || is_number && is_named()
    }

    /// Hangs the dates in a time on the new D.
    fn times(&self, source: &str, start: usize, found: &mut Found) {
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
    fn years_later(&self, date: NaiveDate) -> NaiveDate {
        let year = date.year() + self.options.anchor.year() - self.old_year();
        day_of(year, date.month(), date.day())
    }

    /// Shows comments that name the old year.
    fn comments(&self, file: &Parsed, found: &mut Found) {
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
    fn day(&self, text: &str, start: usize, found: &mut Found) {
        let Some((at, month, day)) = month_and_day(text) else { return };
        let d = self.plan.campaign.anchor;
        if self.is_same_day() && (month, day) == (d.month(), d.day()) {
            return;
        }
        let was = text.get(at.clone()).unwrap_or_default().to_owned();
        found.note(start + at.start..start + at.end, CloneNote::Date { was });
    }

    /// Puts the new year in place of the old one.
    fn year(&self, value: Node<'_>, new: &str, found: &mut Found) {
        let old = self.old_year().to_string();
        if let Some(at) = whole_number(value.source(), &old) {
            let start = value.range().start + at;
            found.change(start..start + old.len(), &old, new.to_owned());
        }
    }

    /// Gives a var what it is to hold; what a theme was is said above it.
    fn var(
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
    fn theme(
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
    fn remark(&self, file: &Parsed, task: Node<'_>, found: &mut Found) {
        let remark = task.key_text().and_then(|id| self.options.remarks.get(&*id));
        if let Some((remark, key)) = remark.zip(task.key_range()) {
            above(file, key.start, remark, found);
        }
    }

    /// Thirds of months that name a year, with what they are in the clone: without it where they are those
    /// nearest to D, and as far from D's year otherwise.
    fn thirds(&self, text: &str) -> Vec<(Range<usize>, String)> {
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
    fn away(&self, date: NaiveDate) -> String {
        match date.signed_duration_since(self.plan.campaign.anchor).num_days() {
            0 => "D".to_owned(),
            days => format!("D{days:+}"),
        }
    }
}

/// Puts the new names of bodies in place of former ones, where a check has found them.
fn former_names(reading: &Reading, file: &Parsed, found: &mut Found) {
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
fn above(file: &Parsed, at: usize, comment: &str, found: &mut Found) {
    let before = file.text().get(..at).unwrap_or_default();
    let indent = before.rsplit('\n').next().unwrap_or_default();
    if indent.trim().is_empty() {
        let comment = comment.replace(['\n', '\r'], " ");
        found.edits.push((at..at, format!("// {comment}\n{indent}")));
    }
}

/// Words of comments that hold only while D is a day of every year.
const ANNUAL: [&str; 6] =
    ["一年一次", "不用改字", "每年的这一天", "once a year", "every year", "Every year"];

/// Days by which D may fall elsewhere in the year for months to stay what they are.
const NEAR_DAYS_MAX: i64 = 31;

/// Whether the whole of a text is a time, and no name.
fn is_time(text: &str) -> bool {
    let is_stretch = stretch(text).is_ok_and(|s| !matches!(s, Stretch::Window(_)));
    is_stretch || due(text).is_ok_and(|d| matches!(d, Due::Point(..))) || every(text).is_ok()
}

/// Whether something comes once a month.
fn is_monthly(text: &str) -> bool {
    matches!(every(text), Ok(Every::In(every)) if matches!(every.days, Days::Monthly(..)))
}

fn is_theme(name: &str) -> bool {
    matches!(name, "theme" | "主题" | "年主题" | "年度主题")
}

/// Whether it is the title of the campaign itself.
fn is_root_title(value: Node<'_>) -> bool {
    let outer = value.parent();
    outer.is_some_and(|outer| outer.parent().is_none())
}

/// Dates as `2026-03-15`, with the bytes that hold them.
fn dates(text: &str) -> Vec<(Range<usize>, NaiveDate)> {
    const LENGTH: usize = "2026-03-15".len();
    let mut out = Vec::new();
    let mut at = 0;
    while let Some(piece) = text.get(at..).filter(|rest| rest.len() >= LENGTH) {
        // A blank in front would be read over, and a digit at the end missed.
        let digits = piece.get(..LENGTH).filter(|d| d.starts_with(|c: char| c.is_ascii_digit()));
        let date = digits.and_then(|d| NaiveDate::parse_from_str(d, "%Y-%m-%d").ok());
        match date {
            Some(date) => {
                out.push((at..at + LENGTH, date));
                at += LENGTH;
            }
            None => at += piece.chars().next().map_or(1, char::len_utf8),
        }
    }
    out
}

/// The first `3月15日` or `3月15号` in words.
fn month_and_day(text: &str) -> Option<(Range<usize>, u32, u32)> {
    let digits = |c: char| c.is_ascii_digit();
    text.match_indices('月').find_map(|(at, sign)| {
        let before = text.get(..at)?;
        let month = before.get(before.trim_end_matches(digits).len()..)?;
        let after = text.get(at + sign.len()..)?;
        let rest = after.trim_start_matches(digits);
        let day = after.get(..after.len() - rest.len())?;
        let end = rest.chars().next().filter(|c| matches!(c, '日' | '号'))?.len_utf8();
        let range = at - month.len()..text.len() - rest.len() + end;
        Some((range, month.parse().ok()?, day.parse().ok()?))
    })
}

/// Whether words say how often something has been: `第48届`, `第三次`.
fn counted_nth(text: &str) -> bool {
    let is_number = |c: char| c.is_ascii_digit() || "一二三四五六七八九十百零〇".contains(c);
    text.split('第').skip(1).any(|rest| {
        let behind = rest.trim_start_matches(is_number);
        behind.len() < rest.len() && behind.starts_with(['届', '个', '次', '期'])
    })
}

/// Where a field stands with the comma behind it, or the one before it where it is the last; its line too, where
/// nothing else is on that.
fn without(text: &str, field: Node<'_>) -> Range<usize> {
    let value = field.inner().range();
    let start = field.key_range().map_or(value.start, |key| key.start);
    let rest = text.get(value.end..).unwrap_or_default();
    let behind = rest.trim_start_matches([' ', '\t']);
    let before = text.get(..start).unwrap_or_default();
    let Some(next) = behind.strip_prefix(',') else {
        let kept = before.trim_end();
        let kept = kept.strip_suffix(',').unwrap_or(kept);
        return kept.len()..value.end;
    };
    let next = next.trim_start_matches([' ', '\t']);
    let end = text.len() - next.len();
    let line = before.trim_end_matches([' ', '\t']);
    match next.strip_prefix('\n') {
        Some(after) if line.ends_with('\n') => line.len()..text.len() - after.len(),
        _ => start..end,
    }
}

/// Where a number stands by itself, not within a longer one.
fn whole_number(text: &str, number: &str) -> Option<usize> {
    text.match_indices(number).map(|(at, _)| at).find(|at| {
        let before = text.get(..*at).and_then(|t| t.chars().next_back());
        let after = text.get(at + number.len()..).and_then(|t| t.chars().next());
        ![before, after].iter().flatten().any(char::is_ascii_digit)
    })
}

/// Where a file names others, and which.
fn links(file: &Parsed, names: &[&str]) -> Vec<(Range<usize>, usize)> {
    let Some(root) = file.root() else { return Vec::new() };
    let own = names.get(file.file).copied().unwrap_or_default();
    let lists = ["include", "calendar"].into_iter().filter_map(|field| root.named(field));
    let values = lists.flat_map(|list| {
        let list = list.inner();
        match list.shape() {
            Shape::List => list.children().map(Node::inner).collect(),
            _ => vec![list],
        }
    });
    let link = |value: Node<'_>| {
        let path = crate::sources::join(own, &value.text()?)?;
        Some((value.range(), names.iter().position(|name| *name == path)?))
    };
    values.filter_map(link).collect()
}

/// The path of each file in the clone: those that are changed, or that lead to such, lie in a folder of the
/// new plan's name.
fn targets(
    names: &[&str],
    edits: &[Vec<(Range<usize>, String)>],
    links: &[Vec<(Range<usize>, usize)>],
    options: &CloneOptions<'_>,
) -> Vec<String> {
    let is_changed =
        |i: &usize| *i == 0 || options.whole || edits.get(*i).is_some_and(|e| !e.is_empty());
    let mut changed: BTreeSet<usize> = (0..names.len()).filter(is_changed).collect();
    loop {
        let leads = |i: &usize| {
            links.get(*i).is_some_and(|l| l.iter().any(|(_, to)| *to > 0 && changed.contains(to)))
        };
        let more: Vec<usize> =
            (0..names.len()).filter(|i| !changed.contains(i) && leads(i)).collect();
        if more.is_empty() {
            break;
        }
        changed.extend(more);
    }
    // A plan without the usual ending would stand where the folder is to be.
    let stem = match options.out.strip_suffix(".ron") {
        Some(stem) => stem.to_owned(),
        None => format!("{}-files", options.out),
    };
    let mut taken: BTreeSet<String> = BTreeSet::new();
    let target = |(i, name): (usize, &&str)| {
        if i == 0 {
            return options.out.to_owned();
        }
        if !changed.contains(&i) {
            return (*name).to_owned();
        }
        let base = name.rsplit('/').next().unwrap_or(name);
        // Names that differ in case alone are one to some systems.
        let free = (1..).find_map(|nth| {
            let base = if nth == 1 { base.to_owned() } else { format!("{nth}-{base}") };
            taken.insert(base.to_lowercase()).then_some(base)
        });
        format!("{stem}/{}", free.unwrap_or_default())
    };
    names.iter().enumerate().map(target).collect()
}

/// The path of one file as another names it.
fn relative(from: &str, to: &str) -> String {
    let folder: Vec<&str> = from.split('/').collect();
    let folder = folder.get(..folder.len().saturating_sub(1)).unwrap_or_default();
    let target: Vec<&str> = to.split('/').collect();
    let last = target.len().saturating_sub(1);
    let common = folder.iter().zip(target.iter().take(last)).take_while(|(a, b)| a == b).count();
    let up = folder.len() - common;
    let mut parts = vec![".."; up];
    parts.extend(target.get(common..).unwrap_or_default());
    parts.join("/")
}

#[cfg(test)]
mod tests;

#[cfg(test)]
mod laws;
