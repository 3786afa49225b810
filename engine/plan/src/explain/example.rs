//! A small plan that shows a code: pieces put into a plan that is sound without them.

use std::borrow::Cow;
use std::collections::BTreeSet;

use chrono::NaiveDate;

use crate::read::ReadOptions;
use crate::sources::{SourceError, Sources};

/// The plan's file in every example.
pub const ROOT: &str = "plan.ron";

/// The plan that pieces are put into.
const BASE: &str = include_str!("../../codes/base/plan.ron");
/// Its calendar.
const CALENDAR: &str = include_str!("../../codes/base/cn.ron");
/// Where tasks go into it.
const TASKS: &str = "            /*tasks*/\n";

/// An example: the files of a plan, and when it is read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Example {
    /// The day on which it is read.
    pub today: NaiveDate,
    /// The anchor date that it is read with, in place of the plan's own.
    pub anchor: Option<NaiveDate>,
    /// Whether the plan that all examples share is running while it is read.
    pub running: bool,
    /// What it adds to the plan that all examples share.
    pub parts: Vec<Part>,
}

/// A piece of an example.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Part {
    /// What it is.
    pub kind: PartKind,
    /// Its text.
    pub text: &'static str,
}

/// What a piece of an example is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum PartKind {
    /// Tasks for the plan's stream.
    Tasks,
    /// Fields of the plan, each in place of the one that it has.
    Fields,
    /// A whole file.
    File(&'static str),
    /// A whole file, saved as UTF-16.
    Utf16(&'static str),
    /// A file that can't be read; the text tells why in words.
    Unreadable(&'static str, SourceError),
}

impl PartKind {
    /// The file that the piece goes into.
    pub fn file(&self) -> &'static str {
        match self {
            PartKind::Tasks | PartKind::Fields => ROOT,
            PartKind::File(name) | PartKind::Utf16(name) | PartKind::Unreadable(name, _) => name,
        }
    }
}

impl Example {
    /// How it is read.
    pub fn options(&self) -> ReadOptions {
        ReadOptions { today: self.today, anchor: self.anchor }
    }

    /// The plan that is running while it is read, if any is.
    pub fn running(&self) -> Option<Example> {
        self.running.then(|| Example { running: false, parts: Vec::new(), ..self.clone() })
    }

    /// The text of one of its files as people see it, if it has such a file.
    pub fn text(&self, path: &str) -> Option<Cow<'static, str>> {
        let part = self.parts.iter().find(|p| is_whole(p) && p.kind.file() == path);
        match (part, path) {
            (Some(part), _) => Some(part.text.into()),
            (None, ROOT) => Some(self.plan().into()),
            (None, "cn.ron") => Some(CALENDAR.into()),
            (None, _) => None,
        }
    }

    /// Its files by name, the plan first.
    pub fn files(&self) -> Vec<&'static str> {
        let mut names = vec![ROOT];
        for name in self.parts.iter().map(|p| p.kind.file()).chain(["cn.ron"]) {
            if !names.contains(&name) {
                names.push(name);
            }
        }
        names
    }

    /// The shared plan with the pieces put in.
    fn plan(&self) -> String {
        let of = |kind: PartKind| self.parts.iter().filter(move |p| p.kind == kind).map(|p| p.text);
        let mut tasks = String::new();
        for line in of(PartKind::Tasks).flat_map(str::lines) {
            tasks.push_str(if line.is_empty() { "" } else { "            " });
            tasks.push_str(line);
            tasks.push('\n');
        }
        let fields: Vec<&str> = of(PartKind::Fields).flat_map(str::lines).collect();
        let own: BTreeSet<&str> = fields.iter().filter_map(|line| field(line)).collect();
        let mut plan = String::new();
        let mut is_kept = true;
        for line in BASE.lines() {
            if line == ")" {
                for line in &fields {
                    plan.push_str(if line.is_empty() { "" } else { "    " });
                    plan.push_str(line);
                    plan.push('\n');
                }
                is_kept = true;
            }
            if let Some(name) = line.strip_prefix("    ").and_then(field) {
                is_kept = !own.contains(name);
            }
            if is_kept {
                plan.push_str(line);
                plan.push('\n');
            }
        }
        plan.replacen(TASKS, &tasks, 1)
    }
}

fn is_whole(part: &Part) -> bool {
    !matches!(part.kind, PartKind::Tasks | PartKind::Fields)
}

/// The name of the field that begins on this line, unless the line is indented.
fn field(line: &str) -> Option<&str> {
    let end = line.find(|c: char| !c.is_ascii_lowercase() && c != '_')?;
    (end > 0).then(|| line.get(..end)).flatten()
}

impl Sources for Example {
    fn read(&self, path: &str) -> Result<Vec<u8>, SourceError> {
        let part = self.parts.iter().find(|p| is_whole(p) && p.kind.file() == path);
        match part.map(|p| (&p.kind, p.text)) {
            Some((PartKind::Unreadable(_, error), _)) => Err(error.clone()),
            Some((PartKind::Utf16(_), text)) => {
                // As editors save it: a byte order mark first, each unit's low byte first.
                let units = std::iter::once(0xfeff).chain(text.encode_utf16());
                Ok(units.flat_map(u16::to_le_bytes).collect())
            }
            _ => self
                .text(path)
                .map(|text| text.into_owned().into_bytes())
                .ok_or(SourceError::NotFound),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn example(parts: Vec<Part>) -> Example {
        Example { today: NaiveDate::default(), anchor: None, running: false, parts }
    }

    #[test]
    fn pieces_go_where_they_belong() {
        assert!(!example(vec![]).text(ROOT).unwrap().contains("/*tasks*/"));
        let plan = example(vec![
            Part { kind: PartKind::Tasks, text: "\"甲\": (owner: \"办公室\"),\n" },
            Part {
                kind: PartKind::Fields,
                text: "units: {\n    \"乙\": (kind: office),\n},\nvars: {},\n",
            },
        ]);
        let text = plan.text(ROOT).unwrap();
        assert!(text.contains("            \"甲\": (owner: \"办公室\"),\n        }),\n"), "{text}");
        assert!(text.ends_with(
            "    units: {\n        \"乙\": (kind: office),\n    },\n    vars: {},\n)\n"
        ));
        assert!(!text.contains("城东所\": (kind"), "{text}");
        assert!(text.contains("groups: {"), "{text}");
    }

    #[test]
    fn files_are_what_they_are_said_to_be() {
        let plan = example(vec![
            Part { kind: PartKind::Utf16("a.ron"), text: "甲" },
            Part { kind: PartKind::Unreadable("b.ron", SourceError::Denied), text: "" },
        ]);
        assert_eq!(plan.read("a.ron"), Ok(vec![0xff, 0xfe, 0x32, 0x75]));
        assert_eq!(plan.read("b.ron"), Err(SourceError::Denied));
        assert_eq!(plan.read("c.ron"), Err(SourceError::NotFound));
        assert_eq!(plan.files(), [ROOT, "a.ron", "b.ron", "cn.ron"]);
    }
}
