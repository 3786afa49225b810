//! An outline, line by line: `#` headings, `第一部分`, `一、`, `（一）`, `1.`, `（1）`, `①`, bullets. What nothing hangs on is a
//! task, what stands above is its workstream.

use wallchart_words::{ids, t};

use super::columns::{Column, Columns};
use super::marks::{self, Mark};
use super::said::{Said, bare, one_line, remark};
use super::write::Paper;
use super::{Draft, ImportOptions, Imported, duties, links, recurs, write};

/// Sections that say why, not what is to be done.
const GROUNDS: [&str; 9] = [
    "指导思想",
    "总体目标",
    "总体要求",
    "工作目标",
    "活动目的",
    "目的意义",
    "活动主题",
    "活动背景",
    "基本原则",
];

/// What is set in deeper stands beside what is above it.
const DEPTH_MAX: usize = 8;

/// A title longer than this ends at its first pause.
const TITLE_CHARS_MAX: usize = 40;

/// A plan out of an outline; nothing where no line has a mark of an outline.
pub fn outlined(text: &str, options: &ImportOptions) -> Option<Imported> {
    let mut outline = Outline::default();
    for (at, line) in text.lines().enumerate() {
        outline.line(at + 1, line);
    }
    outline.appoint(options);
    outline.inherit();
    if outline.entries.is_empty() {
        return None;
    }
    let paper = outline.paper(options);
    let title = options.title.as_deref().or(outline.title.as_deref());
    Some(Imported {
        text: write::plan(&paper, title, options),
        columns: Columns::default(),
        others: Vec::new(),
        tasks: paper.drafts.len(),
        doubts: paper.doubts(),
    })
}

/// A line with a mark, and what follows it without one.
#[derive(Debug)]
struct Entry {
    line: usize,
    mark: Mark,
    above: Option<usize>,
    /// As it is written, number and all: what a workstream is called.
    raw: String,
    title: String,
    about: Vec<String>,
    said: Said,
    /// What was taken out of its sentences.
    found: Vec<String>,
}

impl Entry {
    fn draft(&self, stream: Vec<String>, options: &ImportOptions) -> Draft {
        let mut said = self.said.clone();
        said.title.clone_from(&self.title);
        if !self.about.is_empty() {
            said.about = [self.about.join(""), said.about].concat();
        }
        let mut draft = said.draft(stream, options);
        draft.line = self.line;
        draft.doubts.extend(self.found.iter().cloned());
        if draft.when.is_none() {
            self.time(&mut draft, options);
        }
        draft
    }

    /// When it is, by its sentences; a name that holds nothing else of it loses it.
    fn time(&self, draft: &mut Draft, options: &ImportOptions) {
        let lang = options.lang;
        let text = [self.title.as_str(), &self.about.join("")].join("。");
        if let Some((words, when)) = super::dates::find(&text, options.anchor) {
            draft.title = without_clause(&draft.title, &words);
            draft.doubts.push(t!(lang, ids::IMPORT_DATE_IN_TEXT, text = words));
            draft.when = Some(when);
        } else if !self.said.due.is_empty() {
            // That it could not be read is told already.
        } else if let Some((words, when)) = recurs::find(&text) {
            draft.title = without_clause(&draft.title, &words);
            draft.doubts.push(t!(lang, ids::IMPORT_DATE_IN_TEXT, text = &words));
            let window = recurs::WINDOW;
            draft.doubts.push(t!(lang, ids::IMPORT_NO_BOUNDS, text = words, window = window));
            draft.when = Some(when);
        } else if let Some(clause) = recurs::unread(&text) {
            draft.doubts.push(t!(lang, ids::IMPORT_NO_DATE, text = clause));
        }
    }
}

#[derive(Default)]
struct Outline {
    title: Option<String>,
    /// What stands before the first mark.
    preface: Vec<String>,
    entries: Vec<Entry>,
    /// The last entry and those above it.
    open: Vec<usize>,
}

impl Outline {
    fn line(&mut self, number: usize, line: &str) {
        let plain = line.replace("**", "").replace("__", "");
        let text = plain.trim();
        let is_rule = text.chars().all(|c| matches!(c, '-' | '*' | '=' | '`'));
        if text.is_empty() || is_rule {
            return;
        }
        let Some((mark, raw, rest)) = marks::read(&plain) else { return self.paragraph(text) };
        // The only heading of the first rank is what the paper is called.
        if mark.is_top_heading() && self.title.is_none() && self.entries.is_empty() {
            self.title = Some(one_line(&rest));
            return;
        }
        while self.open.last().is_some_and(|at| !self.is_below(mark, *at)) {
            self.open.pop();
        }
        self.open.truncate(DEPTH_MAX);
        // `- 责任单位：消保科` is said of what it stands under.
        let mut said = Said::default();
        let left = said.take(&rest);
        if left.is_empty() {
            return self.paragraph(&rest);
        }
        let (title, about) = split(&left);
        let head = one_line(raw.get(..raw.len() - rest.len()).unwrap_or_default());
        let entry = Entry {
            line: number,
            mark,
            above: self.open.last().copied(),
            raw: format!("{head}{title}"),
            title,
            about: about.into_iter().collect(),
            said,
            found: Vec::new(),
        };
        self.open.push(self.entries.len());
        self.entries.push(entry);
    }

    fn is_below(&self, mark: Mark, at: usize) -> bool {
        self.entries.get(at).is_some_and(|entry| mark.is_below(entry.mark))
    }

    /// A line without a mark goes on with what stands above it.
    fn paragraph(&mut self, text: &str) {
        let Some(entry) = self.open.last().and_then(|at| self.entries.get_mut(*at)) else {
            match self.title {
                None => self.title = Some(one_line(text)),
                Some(_) => self.preface.push(one_line(text)),
            }
            return;
        };
        let left = entry.said.take(text);
        entry.about.extend(Some(left).filter(|left| !left.is_empty()));
    }

    /// Who leads and who supports by the sentences, where no label says it.
    fn appoint(&mut self, options: &ImportOptions) {
        for entry in &mut self.entries {
            let text = [entry.title.as_str(), &entry.about.join("。")].join("。");
            let duty = duties::find(&text).filter(|_| entry.said.owner.is_empty());
            let Some(duty) = duty else { continue };
            for clause in &duty.clauses {
                entry.title = without_clause(&entry.title, clause);
            }
            let words = duty.clauses.join("，");
            entry.found.push(t!(options.lang, ids::IMPORT_UNITS_IN_TEXT, text = words));
            entry.said.owner = duty.owner;
            if entry.said.support.is_empty() {
                entry.said.support = duty.support;
            }
        }
    }

    /// What is said of a whole section holds for its items, unless they say otherwise.
    fn inherit(&mut self) {
        for at in 0..self.entries.len() {
            let above = self.entries.get(at).and_then(|entry| entry.above);
            let said = above.and_then(|above| self.entries.get(above)).map(|e| e.said.clone());
            if let Some((mut said, entry)) = said.zip(self.entries.get_mut(at)) {
                entry.said.or(&mut said);
            }
        }
    }

    /// What is to be done, and what else is said.
    fn paper(&self, options: &ImportOptions) -> Paper {
        let mut paper = Paper { notes: self.preface.clone(), ..Paper::default() };
        // A title that another takes the place of is still said.
        let title =
            self.title.iter().filter(|own| options.title.as_ref().is_some_and(|t| t != *own));
        paper.notes.splice(0..0, title.cloned());
        for (at, entry) in self.entries.iter().enumerate() {
            let stream = self.stream(at);
            if self.entries.iter().any(|below| below.above == Some(at)) {
                let own = [stream, vec![entry.raw.clone()]].concat();
                let notes = entry.about.iter().cloned().chain(self.unheard(at));
                paper.streams.extend(notes.map(|note| (own.clone(), note)));
                continue;
            }
            if entry.mark.is_section() && GROUNDS.iter().any(|word| entry.title.contains(word)) {
                paper.notes.push(format!("{}：{}", entry.title, entry.about.join("")));
                paper.notes.extend(self.unheard(at));
                paper.notes.extend(entry.found.iter().cloned());
                continue;
            }
            let stream = match stream.is_empty() && entry.mark.is_section() {
                true => vec![entry.raw.clone()],
                false => stream,
            };
            paper.drafts.push(entry.draft(stream, options));
        }
        links::settle(&mut paper.drafts, options.lang);
        self.bare_sections(&mut paper);
        paper
    }

    /// Sections that hold nothing which is to be done, and of which nothing is said, are named all the same.
    fn bare_sections(&self, paper: &mut Paper) {
        for (at, entry) in self.entries.iter().enumerate() {
            let own = [self.stream(at), vec![entry.raw.clone()]].concat();
            let stands = |stream: &Vec<String>| stream.starts_with(&own);
            let is_above = self.entries.iter().any(|below| below.above == Some(at));
            if is_above
                && !paper.drafts.iter().any(|draft| stands(&draft.stream))
                && !paper.streams.iter().any(|(stream, _)| stands(stream))
            {
                paper.notes.push(entry.raw.clone());
            }
        }
    }

    /// What is said of a whole section and holds for nothing in it.
    fn unheard(&self, at: usize) -> Vec<String> {
        let Some(entry) = self.entries.get(at) else { return Vec::new() };
        let mut said = entry.said.clone();
        let mut below: Vec<Said> =
            self.entries.iter().filter(|e| e.above == Some(at)).map(|e| e.said.clone()).collect();
        let mut out: Vec<String> = Vec::new();
        for (column, text) in said.handed_down() {
            let is = |below: &mut Said| below.field(column).is_some_and(|own| own == text);
            if !below.iter_mut().any(is) {
                out.extend(remark(column.heading(), text));
            }
        }
        for column in [Column::Kind, Column::Needs, Column::About] {
            out.extend(said.field(column).and_then(|text| remark(column.heading(), text)));
        }
        out
    }

    /// What stands above an entry, the outermost first.
    fn stream(&self, at: usize) -> Vec<String> {
        let above = |at: usize| self.entries.get(at).and_then(|entry| entry.above);
        let mut out: Vec<String> = std::iter::successors(above(at), |at| above(*at))
            .filter_map(|at| self.entries.get(at))
            .map(|entry| entry.raw.clone())
            .collect();
        out.reverse();
        out
    }
}

/// What an item is called, and what else it says.
fn split(text: &str) -> (String, Option<String>) {
    let long = text.chars().count() > TITLE_CHARS_MAX;
    let ends = |(at, c): &(usize, char)| match c {
        '。' | '；' => true,
        // `9:30` is a clock.
        '：' | ':' => {
            let before = text.get(..*at).unwrap_or_default();
            before.chars().count() <= 12 && !before.ends_with(|c: char| c.is_ascii_digit())
        }
        '，' | ',' => long && *at > 0,
        _ => false,
    };
    let Some((at, c)) = text.char_indices().find(ends) else { return (trimmed(text), None) };
    let (title, rest) = text.split_at(at);
    let rest = one_line(rest.get(c.len_utf8()..).unwrap_or_default());
    (trimmed(title), Some(rest).filter(|rest| !rest.is_empty()))
}

/// A name without a clause of it, where something is left.
fn without_clause(title: &str, clause: &str) -> String {
    let stands = title.split_once(clause).filter(|(before, after)| {
        let begins = before.is_empty() || before.ends_with(['，', ',', '、', '；', '（', '(', ' ']);
        let ends =
            after.is_empty() || after.starts_with(['，', ',', '、', '；', '）', ')', '。', ' ']);
        begins && ends
    });
    let Some((before, after)) = stands else { return title.to_owned() };
    let joined = match before.trim_end().ends_with(['（', '(']) {
        true => [before, after.trim_start_matches(['，', ',', '、', '；', ' '])].concat(),
        false => [before.trim_end_matches(['，', ',', '、', '；', ' ']), after].concat(),
    };
    let left = bare(&joined);
    if left.is_empty() { title.to_owned() } else { left }
}

fn trimmed(text: &str) -> String {
    one_line(text.trim_end_matches(['。', '；', ';', '：', ':', '，', ',']))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use wallchart_words::Lang;

    use super::*;

    fn options() -> ImportOptions {
        ImportOptions {
            lang: Lang::Zh,
            anchor: chrono::NaiveDate::from_ymd_opt(2026, 3, 15),
            title: Some("甲".to_owned()),
            coordinator: Some("办公室".to_owned()),
            calendar: None,
        }
    }

    /// Marks, labels and dates in any order, more or less deep.
    fn line() -> impl Strategy<Value = String> {
        let marks = [
            "",
            "# ",
            "## ",
            "第一章 ",
            "一、",
            "第一、",
            "（二）",
            "3.",
            "(4)",
            "⑤",
            "- ",
            "  - ",
            "　　",
        ];
        let words = [
            "检查",
            "责任单位：东所、西所；",
            "（牵头单位：办",
            "）",
            "完成时限：3月5日前。",
            "时间：",
            "每周五",
            "：",
            "3月1日至10日",
            "D前三天",
            "\"",
            "\\",
            "\u{202e}",
            "a: b",
            "9:30",
            "。",
        ];
        let words = prop::collection::vec(prop::sample::select(words.to_vec()), 0..5);
        (prop::sample::select(marks.to_vec()), words)
            .prop_map(|(mark, words)| mark.to_owned() + &words.concat())
    }

    proptest! {
        /// Whatever the lines, what comes out is a file of the language, laid out, with a task for each entry that
        /// nothing hangs on.
        #[test]
        fn every_outline_makes_a_file(lines in prop::collection::vec(line(), 0..12)) {
            if let Some(made) = outlined(&lines.join("\n"), &options()) {
                let laid_out = crate::format::format(&made.text);
                prop_assert_eq!(laid_out.as_deref(), Ok(made.text.as_str()));
                prop_assert!(made.doubts.iter().all(|(line, _)| (1..=lines.len()).contains(line)));
                prop_assert_eq!(made.text.matches("owner: \"\"").count(), 0);
            }
        }
    }
}
