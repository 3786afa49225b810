//! Diagnostics for people: a header, the lines of the source with marks under them, what to do.
//!
//! Marks stand under wide characters where they belong; lines and columns count from 1, columns in
//! characters. A file is parsed only when a place in it is given as a way down from its root.

use std::fmt::Write as _;
use std::ops::Range;
use std::sync::OnceLock;

use serde::Serialize;
use wallchart_words::{Lang, ids, safe, t, text, width};

use crate::SourceFile;
use crate::diagnostic::{Diagnostic, Place, Severity, Spot};
use crate::syntax::{self, Parsed};

/// How many cells of a source line are shown at most.
const CELLS: usize = 110;

/// Where a diagnostic points: lines and columns from 1, columns in characters, the end exclusive.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Located {
    /// The file's name; empty if there is no such file.
    pub file: String,
    /// The first line.
    pub line: usize,
    /// The first column.
    pub column: usize,
    /// The line of the end.
    pub end_line: usize,
    /// The column of the end.
    pub end_column: usize,
    /// The same in bytes of the file.
    pub bytes: Range<usize>,
}

/// Renders one diagnostic. For more than a few use [`Excerpts`], which parses each file once.
pub fn render(diagnostic: &Diagnostic, files: &[SourceFile], lang: Lang, colour: bool) -> String {
    Excerpts::new(files).render(diagnostic, lang, colour)
}

/// Finds the place of one diagnostic. For more than a few use [`Excerpts`].
pub fn located(diagnostic: &Diagnostic, files: &[SourceFile]) -> Located {
    Excerpts::new(files).located(&diagnostic.place)
}

/// The sources of a plan, parsed and cut into lines when first needed.
#[derive(Debug)]
pub struct Excerpts<'a> {
    files: Vec<Excerpt<'a>>,
}

#[derive(Debug)]
struct Excerpt<'a> {
    source: &'a SourceFile,
    parsed: OnceLock<Parsed>,
    /// Where each line starts.
    lines: OnceLock<Vec<usize>>,
}

impl<'a> Excerpts<'a> {
    /// A view of the files, in the order in which diagnostics number them.
    pub fn new(files: &'a [SourceFile]) -> Excerpts<'a> {
        let excerpt = |source: &'a SourceFile| Excerpt {
            source,
            parsed: OnceLock::new(),
            lines: OnceLock::new(),
        };
        Excerpts { files: files.iter().map(excerpt).collect() }
    }

    /// The form of a file.
    pub fn parsed(&self, file: usize) -> Option<&Parsed> {
        let excerpt = self.files.get(file)?;
        Some(excerpt.parsed.get_or_init(|| syntax::parse(file, &excerpt.source.text)))
    }

    /// The bytes of a place.
    pub fn bytes(&self, place: &Place) -> Range<usize> {
        let length = self.files.get(place.file).map_or(0, |f| f.source.text.len());
        match &place.spot {
            Spot::File => 0..0,
            Spot::Bytes(range) => range.start.min(length)..range.end.min(length),
            Spot::At { .. } => {
                self.parsed(place.file).map_or(0..0, |parsed| syntax::locate(parsed, &place.spot))
            }
        }
    }

    /// Where a place is.
    pub fn located(&self, place: &Place) -> Located {
        let bytes = self.bytes(place);
        let Some(file) = self.files.get(place.file) else {
            return Located {
                file: String::new(),
                line: 1,
                column: 1,
                end_line: 1,
                end_column: 1,
                bytes,
            };
        };
        let (line, column) = file.position(bytes.start);
        let (end_line, end_column) = file.position(bytes.end);
        Located { file: file.source.name.to_owned(), line, column, end_line, end_column, bytes }
    }

    /// Renders a diagnostic, ending in a line end; with `colour`, in ANSI colours.
    pub fn render(&self, diagnostic: &Diagnostic, lang: Lang, colour: bool) -> String {
        let paint = Paint { colour, severity: diagnostic.severity() };
        let mut out = self.header(diagnostic, lang, &paint);
        let mut places: Vec<(Located, &Spot, Option<String>)> =
            vec![(self.located(&diagnostic.place), &diagnostic.place.spot, None)];
        for (place, note) in &diagnostic.related {
            let words = text(lang, note.message, &note.args);
            places.push((self.located(place), &place.spot, Some(words)));
        }
        let gutter = places.iter().map(|(p, ..)| p.line).max().unwrap_or(1).to_string().len();
        let mut previous: Option<(&str, usize)> = None;
        for (located, spot, words) in &places {
            let here = (located.file.as_str(), located.line);
            let new_line = previous != Some(here);
            if new_line && (words.is_some() || matches!(spot, Spot::File)) {
                let in_file = previous.is_none_or(|(file, _)| file == located.file);
                self.lead(&mut out, located, spot, in_file, gutter, &paint);
            }
            if !matches!(spot, Spot::File) {
                self.excerpt(
                    &mut out,
                    located,
                    diagnostic,
                    words.as_deref(),
                    (new_line, gutter),
                    &paint,
                );
            } else if let Some(words) = words {
                let _ = writeln!(out, "{:gutter$} {} {}", "", paint.gutter("="), safe(words));
            }
            previous = Some(here);
        }
        let mut tail = |words: String| {
            let _ = writeln!(out, "{:gutter$} {} {}", "", paint.gutter("="), safe(&words));
        };
        tail(t!(lang, ids::RENDER_HELP, words = diagnostic.help(lang)));
        if let Some(meant) = &diagnostic.suggestion {
            tail(t!(lang, ids::RENDER_DID_YOU_MEAN, words = format!("`{meant}`")));
        }
        out
    }

    fn header(&self, diagnostic: &Diagnostic, lang: Lang, paint: &Paint) -> String {
        let severity = match diagnostic.severity() {
            Severity::Error => t!(lang, ids::RENDER_ERROR),
            Severity::Blocker => t!(lang, ids::RENDER_BLOCKER),
            Severity::Warning => t!(lang, ids::RENDER_WARNING),
        };
        let place = self.located(&diagnostic.place);
        let at = match diagnostic.place.spot {
            Spot::File => safe(&place.file).into_owned(),
            _ => format!("{}:{}:{}", safe(&place.file), place.line, place.column),
        };
        let code = paint.severity(&format!("{severity}[{}]", diagnostic.code.name));
        let message = diagnostic.message(lang);
        format!("{code} {at}: {}\n", paint.bold(&safe(&message)))
    }

    /// Between two excerpts: where the next one is from.
    fn lead(
        &self,
        out: &mut String,
        located: &Located,
        spot: &Spot,
        in_file: bool,
        gutter: usize,
        paint: &Paint,
    ) {
        if !in_file {
            let at = match spot {
                Spot::File => safe(&located.file).into_owned(),
                _ => format!("{}:{}:{}", safe(&located.file), located.line, located.column),
            };
            let _ = writeln!(out, "{:gutter$}{} {at}", "", paint.gutter(":::"));
        } else if !matches!(spot, Spot::File) {
            let _ = writeln!(out, "{}", paint.gutter("..."));
        }
    }

    /// One source line, unless it was just shown, and the marks under it.
    fn excerpt(
        &self,
        out: &mut String,
        located: &Located,
        diagnostic: &Diagnostic,
        words: Option<&str>,
        (new_line, gutter): (bool, usize),
        paint: &Paint,
    ) {
        let Some(file) = self.files.iter().find(|f| f.source.name == located.file) else { return };
        let line = file.line(located.line);
        let first = file.bytes_of_line(located.line).start;
        let from = located.bytes.start.saturating_sub(first).min(line.len());
        let to = located.bytes.end.saturating_sub(first).clamp(from, line.len());
        // Rows under one line must be cut alike, so the window hangs on the primary place if it is here.
        let primary = self.bytes(&diagnostic.place).start.saturating_sub(first);
        let window = Window::around(line, if primary < line.len() { primary } else { from });
        if new_line {
            let shown = window.shown(line);
            let number = format!("{:>gutter$}", located.line);
            let _ = writeln!(out, "{} {} {shown}", paint.gutter(&number), paint.gutter("|"));
        }
        let before = window.cells(line, from);
        let marks = window.cells(line, to).saturating_sub(before).max(1);
        let marks = if words.is_some() {
            paint.note(&"-".repeat(marks))
        } else {
            paint.severity(&"^".repeat(marks))
        };
        let bar = paint.gutter("|");
        let _ = write!(out, "{:gutter$} {bar} {:before$}{marks}", "", "");
        match words {
            Some(words) => {
                let _ = writeln!(out, " {}", paint.note(&safe(words)));
            }
            None => out.push('\n'),
        }
    }
}

impl Excerpt<'_> {
    fn lines(&self) -> &[usize] {
        self.lines.get_or_init(|| {
            let ends = self.source.text.match_indices('\n').map(|(i, _)| i + 1);
            std::iter::once(0).chain(ends).collect()
        })
    }

    /// Line and column of a byte, from 1.
    fn position(&self, byte: usize) -> (usize, usize) {
        let line = self.lines().partition_point(|start| *start <= byte);
        let start = self.bytes_of_line(line).start;
        let before = self.source.text.get(start..byte);
        (line, before.map_or(0, |s| s.chars().count()) + 1)
    }

    /// The bytes of a line, counted from 1, without its end.
    fn bytes_of_line(&self, line: usize) -> Range<usize> {
        let start = self.lines().get(line.saturating_sub(1)).copied().unwrap_or(0);
        let end = self.lines().get(line).map_or(self.source.text.len(), |next| next - 1);
        start..end.max(start)
    }

    fn line(&self, line: usize) -> &str {
        let text = self.source.text.get(self.bytes_of_line(line)).unwrap_or("");
        text.strip_suffix('\r').unwrap_or(text)
    }
}

/// The part of a long line that is shown: these bytes.
struct Window(Range<usize>);

impl Window {
    /// The whole line, or as much of it as fits with `at` in sight.
    fn around(line: &str, at: usize) -> Window {
        if width(&safe(line)) <= CELLS {
            return Window(0..line.len());
        }
        // A third of the room stands before the place.
        let (mut start, mut cells) = (0, 0);
        let before = line.get(..at).unwrap_or("");
        for (i, c) in before.char_indices().rev() {
            cells += char_width(c);
            if cells > CELLS / 3 {
                break;
            }
            start = i;
        }
        if cells <= CELLS / 3 {
            start = 0;
        }
        let (mut end, mut cells) = (start, 0);
        for (i, c) in line.get(start..).unwrap_or("").char_indices() {
            cells += char_width(c);
            if cells > CELLS {
                break;
            }
            end = start + i + c.len_utf8();
        }
        Window(start..end)
    }

    fn shown(&self, line: &str) -> String {
        let part = line.get(self.0.clone()).unwrap_or("");
        let (head, tail) = (
            if self.0.start > 0 { "~" } else { "" },
            if self.0.end < line.len() { "~" } else { "" },
        );
        format!("{head}{}{tail}", safe(part))
    }

    /// How many cells stand in front of this byte of the line.
    fn cells(&self, line: &str, at: usize) -> usize {
        let at = at.clamp(self.0.start, self.0.end);
        let head = usize::from(self.0.start > 0);
        head + width(&safe(line.get(self.0.start..at).unwrap_or("")))
    }
}

fn char_width(c: char) -> usize {
    width(&safe(c.encode_utf8(&mut [0; 4])))
}

/// ANSI colours, or none.
struct Paint {
    colour: bool,
    severity: Severity,
}

impl Paint {
    fn with(&self, style: &str, words: &str) -> String {
        if self.colour { format!("\u{1b}[{style}m{words}\u{1b}[0m") } else { words.to_owned() }
    }

    fn severity(&self, words: &str) -> String {
        let style = match self.severity {
            Severity::Error => "1;31",
            Severity::Blocker => "1;35",
            Severity::Warning => "1;33",
        };
        self.with(style, words)
    }

    fn gutter(&self, words: &str) -> String {
        self.with("34", words)
    }

    fn note(&self, words: &str) -> String {
        self.with("36", words)
    }

    fn bold(&self, words: &str) -> String {
        self.with("1", words)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diagnostic::{Note, Step};
    use crate::syntax::codes;

    fn bytes(file: usize, range: Range<usize>) -> Place {
        Place { file, spot: Spot::Bytes(range) }
    }

    #[test]
    fn marks_stand_under_wide_characters() {
        let source = "(\n\towner: “秘书处”,\n)";
        let parsed = syntax::parse(0, source);
        let files = [SourceFile { name: "计划.ron".into(), text: source.into() }];
        let out = render(&parsed.diagnostics[0], &files, Lang::Zh, false);
        insta::assert_snapshot!(out);
    }

    #[test]
    fn places_in_other_files_and_control_characters_are_shown_safely() {
        let a = "(x: \"\u{1b}[2J城东所\")";
        let b = "\n(y: 1)";
        let files = [
            SourceFile { name: "a.ron".into(), text: a.into() },
            SourceFile { name: "b\u{7}.ron".into(), text: b.into() },
        ];
        let steps = vec![Step::Field("x")];
        let diagnostic = Diagnostic {
            code: &codes::UNEXPECTED,
            args: vec![("found", "\u{1b}]0;x".into())],
            place: Place { file: 0, spot: Spot::At { steps, key: false, within: Some(4..10) } },
            related: vec![(bytes(1, 2..3), Note { message: ids::SYNTAX_OPENED, args: vec![] })],
            suggestion: Some("\u{202e}z".into()),
            fix: None,
            is_raised: false,
        };
        let out = render(&diagnostic, &files, Lang::En, false);
        assert!(!out.chars().any(|c| c.is_control() && c != '\n'), "{out:?}");
        insta::assert_snapshot!(out);
        let colours = render(&diagnostic, &files, Lang::En, true);
        assert!(colours.starts_with("\u{1b}[1;31merror[E018]\u{1b}[0m a.ron:1:10: "));
    }

    #[test]
    fn lines_and_columns_count_characters_from_one() {
        let text = "甲乙\r\n丙(丁\n";
        let files = [SourceFile { name: "p".into(), text: text.into() }];
        let excerpts = Excerpts::new(&files);
        let at = |range: Range<usize>| {
            let l = excerpts.located(&bytes(0, range));
            (l.line, l.column, l.end_line, l.end_column)
        };
        assert_eq!(at(3..6), (1, 2, 1, 3));
        assert_eq!(at(11..12), (2, 2, 2, 3));
        assert_eq!(at(0..text.len()), (1, 1, 3, 1));
        assert_eq!(at(900..901), (3, 1, 3, 1));
        assert_eq!(excerpts.located(&bytes(7, 0..1)).file, "");
    }

    #[test]
    fn long_lines_are_cut_around_the_place() {
        let text = format!("({}: 1, 城 2, {})", "字".repeat(200), "x".repeat(500));
        let parsed = syntax::parse(0, &text);
        let files = [SourceFile { name: "p".into(), text: text.clone() }];
        for diagnostic in &parsed.diagnostics {
            let out = render(diagnostic, &files, Lang::Zh, false);
            assert!(out.lines().all(|l| width(l) <= CELLS + 20), "{out}");
            assert!(out.contains('^'), "{out}");
        }
    }
}
