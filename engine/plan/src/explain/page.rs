//! Reads the page of a code. A page that is not as it should be is read as far as it goes.

use chrono::NaiveDate;
use wallchart_words::Lang;

use super::area::Area;
use super::example::{Example, Part, PartKind};
use crate::diagnostic::Code;
use crate::sources::SourceError;

/// The day on which examples are read that do not say otherwise.
const TODAY: NaiveDate = match NaiveDate::from_ymd_opt(2026, 1, 5) {
    Some(day) => day,
    None => NaiveDate::MIN,
};

/// What a page says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Page {
    /// What part of a plan the code speaks of.
    pub area: Option<Area>,
    title: [String; 2],
    text: [Vec<String>; 2],
    /// A plan that gives this code and no other; the mistake stands in it as people make it.
    pub wrong: Example,
    /// The same plan, mended.
    pub right: Example,
    /// Lines that say nothing to the reader of pages.
    stray: Vec<String>,
}

/// What a page lacks.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Gap {
    /// The first line is not `# CODE 中文 · English`.
    Title,
    /// There is no line `area: …` with a known area.
    Area,
    /// Nothing stands under `## 中文` or `## English`, or not under the heads that a text has.
    Text(Lang, &'static str),
    /// Nothing stands under `## 错 · Wrong` or `## 对 · Right`.
    Example(&'static str),
    /// A line that belongs nowhere.
    Stray(String),
}

/// How the paragraphs of a text begin, after the first, which says what the code means.
const HEADS: [[&str; 3]; 2] =
    [["影响：", "改法：", "常见原因："], ["Why it matters:", "To mend it:", "Usual causes:"]];

#[derive(Clone, Copy, PartialEq)]
enum Section {
    Head,
    Text(Lang),
    Wrong,
    Right,
}

fn slot(lang: Lang) -> usize {
    match lang {
        Lang::Zh => 0,
        Lang::En => 1,
    }
}

impl Code {
    /// Its page.
    pub fn page(&self) -> Page {
        Page::read(self.name, self.page.0)
    }
}

impl Page {
    /// Its one-line meaning.
    pub fn title(&self, lang: Lang) -> &str {
        &self.title[slot(lang)]
    }

    /// Its paragraphs: what the code means, why it matters, how to mend it, how it usually comes about.
    /// One that begins with `- ` is an item of a list.
    pub fn text(&self, lang: Lang) -> &[String] {
        &self.text[slot(lang)]
    }

    /// What it lacks.
    pub fn gaps(&self) -> Vec<Gap> {
        let mut gaps: Vec<Gap> = self.stray.iter().cloned().map(Gap::Stray).collect();
        if self.title.iter().any(String::is_empty) {
            gaps.push(Gap::Title);
        }
        if self.area.is_none() {
            gaps.push(Gap::Area);
        }
        for lang in Lang::ALL {
            let text = self.text(lang);
            let begins = |head: &str| text.iter().any(|p| p.starts_with(head));
            if text.first().is_none_or(|p| HEADS[slot(lang)].iter().any(|h| p.starts_with(h))) {
                gaps.push(Gap::Text(lang, ""));
            }
            let heads = HEADS[slot(lang)].into_iter();
            gaps.extend(heads.filter(|h| !begins(h)).map(|h| Gap::Text(lang, h)));
        }
        for (example, name) in [(&self.wrong, "Wrong"), (&self.right, "Right")] {
            if example.parts.is_empty() {
                gaps.push(Gap::Example(name));
            }
        }
        gaps
    }

    fn read(name: &str, source: &'static str) -> Page {
        let example = Example { today: TODAY, anchor: None, running: false, parts: Vec::new() };
        let mut page = Page {
            area: None,
            title: Default::default(),
            text: Default::default(),
            wrong: example.clone(),
            right: example,
            stray: Vec::new(),
        };
        let mut section = Section::Head;
        let mut paragraph = String::new();
        let mut rest = source;
        while !rest.is_empty() {
            let (line, after) = rest.split_once('\n').unwrap_or((rest, ""));
            rest = after;
            let is_item = line.starts_with("- ");
            let is_mark = line.starts_with('#') || line.starts_with("```");
            if line.is_empty() || is_mark || is_item {
                page.paragraph(section, &mut paragraph);
            }
            if let Some(mark) = line.strip_prefix("```ron ") {
                let Some(end) = rest.find("```") else { break };
                let (text, after) = rest.split_at(end);
                page.part(section, mark, text);
                rest = after.strip_prefix("```").unwrap_or(after).trim_start_matches('\n');
            } else if line.starts_with('#') {
                section = page.heading(name, line).unwrap_or(section);
            } else if section == Section::Head && !line.is_empty() {
                page.setting(line);
            } else if !line.is_empty() {
                join(&mut paragraph, line.trim_end());
            }
        }
        page.paragraph(section, &mut paragraph);
        page
    }

    fn heading(&mut self, name: &str, line: &str) -> Option<Section> {
        match line {
            "## 中文" => return Some(Section::Text(Lang::Zh)),
            "## English" => return Some(Section::Text(Lang::En)),
            "## 错 · Wrong" => return Some(Section::Wrong),
            "## 对 · Right" => return Some(Section::Right),
            _ => {}
        }
        let title = line.strip_prefix("# ").and_then(|l| l.strip_prefix(name));
        match title.and_then(|l| l.trim().split_once(" · ")) {
            Some((zh, en)) => self.title = [zh.to_owned(), en.to_owned()],
            None => self.stray.push(line.to_owned()),
        }
        None
    }

    fn setting(&mut self, line: &str) {
        let (key, value) = line.split_once(": ").unwrap_or((line, ""));
        let date = || value.parse::<NaiveDate>().ok();
        match key {
            "area" => self.area = Area::ALL.iter().copied().find(|a| a.word() == value),
            "today" if date().is_some() => {
                self.wrong.today = date().unwrap_or(TODAY);
                self.right.today = self.wrong.today;
            }
            "anchor" if date().is_some() => {
                self.wrong.anchor = date();
                self.right.anchor = date();
            }
            "running" if value == "base" => {
                self.wrong.running = true;
                self.right.running = true;
            }
            _ => self.stray.push(line.to_owned()),
        }
    }

    fn paragraph(&mut self, section: Section, paragraph: &mut String) {
        let paragraph = std::mem::take(paragraph);
        if paragraph.is_empty() {
            return;
        }
        match section {
            Section::Text(lang) => self.text[slot(lang)].push(paragraph),
            _ => self.stray.push(paragraph),
        }
    }

    /// Takes in a piece: `tasks`, `fields`, or a file's name and what is odd about it.
    fn part(&mut self, section: Section, mark: &'static str, text: &'static str) {
        let example = match section {
            Section::Wrong => &mut self.wrong,
            Section::Right => &mut self.right,
            _ => return self.stray.push(mark.to_owned()),
        };
        let (name, odd) = mark.split_once(' ').unwrap_or((mark, ""));
        let kind = match (name, odd) {
            ("tasks", "") => PartKind::Tasks,
            ("fields", "") => PartKind::Fields,
            (_, "") => PartKind::File(name),
            (_, "utf-16") => PartKind::Utf16(name),
            (_, "folder") => PartKind::Unreadable(name, SourceError::IsDirectory),
            (_, "denied") => PartKind::Unreadable(name, SourceError::Denied),
            _ => return self.stray.push(mark.to_owned()),
        };
        example.parts.push(Part { kind, text });
    }
}

/// Puts a line behind others of its paragraph: a blank between them, but none beside Chinese.
fn join(paragraph: &mut String, line: &str) {
    let is_wide = |c: char| c > '\u{2e7f}';
    let ends = paragraph.chars().next_back().is_none_or(is_wide);
    if !ends && !line.chars().next().is_none_or(is_wide) {
        paragraph.push(' ');
    }
    paragraph.push_str(line);
}

#[cfg(test)]
mod tests {
    use super::*;

    const PAGE: &str = "# E030 没有这个单位 · No such unit\narea: names\ntoday: 2026-02-01\n\n\
        ## 中文\n说的\n是它 and\n`so` on。\n\n影响：甲\n\n改法：乙\n- 一\n- 二\n\n常见原因：丙\n\n\
        ## English\nIt\nsays.\n\nWhy it matters: a\n\nTo mend it: b\n\nUsual causes: c\n\n\
        ## 错 · Wrong\n```ron tasks\n\"甲\": (),\n```\n\n## 对 · Right\n```ron more.ron utf-16\nx\n```\n";

    #[test]
    fn a_page_is_read() {
        let page = Page::read("E030", PAGE);
        assert_eq!(page.gaps(), []);
        assert_eq!(page.area, Some(Area::Names));
        assert_eq!(page.title(Lang::En), "No such unit");
        let text = page.text(Lang::Zh);
        assert_eq!(
            text,
            ["说的是它 and `so` on。", "影响：甲", "改法：乙", "- 一", "- 二", "常见原因：丙"]
        );
        assert_eq!(page.text(Lang::En)[0], "It says.");
        assert_eq!(page.wrong.today.to_string(), "2026-02-01");
        assert_eq!(page.wrong.parts, [Part { kind: PartKind::Tasks, text: "\"甲\": (),\n" }]);
        assert_eq!(page.right.parts[0].kind, PartKind::Utf16("more.ron"));
    }

    #[test]
    fn what_a_page_lacks_is_told() {
        let gaps = Page::read("E031", PAGE).gaps();
        assert_eq!(gaps, [Gap::Stray("# E030 没有这个单位 · No such unit".into()), Gap::Title]);
        let cut =
            |from: &str, to: &str| Page::read("E030", String::leak(PAGE.replace(from, to))).gaps();
        assert_eq!(cut("area: names", "area: nowhere"), [Gap::Area]);
        assert_eq!(cut("To mend it", "Mend it"), [Gap::Text(Lang::En, "To mend it:")]);
        assert_eq!(
            cut("ron tasks", "text"),
            [
                Gap::Stray("```text \"甲\": (),".into()),
                Gap::Stray("```".into()),
                Gap::Example("Wrong")
            ]
        );
        assert_eq!(Page::read("E030", "").gaps().len(), 12);
    }
}
