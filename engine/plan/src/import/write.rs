//! What was read, written as a person would have written it.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;

use wallchart_words::{ids, t};

use super::duties::is_vague;
use super::{Draft, ImportOptions, kind_of, recurs};

/// Where tasks stand that are of no workstream.
const TASKS: &str = "一、任务";

/// What was read of a paper.
#[derive(Debug, Default)]
pub(super) struct Paper {
    pub(super) drafts: Vec<Draft>,
    /// What it says of no task: why, and for whom.
    pub(super) notes: Vec<String>,
    /// What it says of a whole workstream.
    pub(super) streams: Vec<(Vec<String>, String)>,
    /// What it says behind all tasks.
    pub(super) tail: Vec<String>,
}

impl Paper {
    /// What could not be read, by row or line.
    pub(super) fn doubts(&self) -> Vec<(usize, String)> {
        let of = |draft: &Draft| -> Vec<(usize, String)> {
            draft.doubts.iter().map(|doubt| (draft.line, doubt.clone())).collect()
        };
        self.drafts.iter().flat_map(of).collect()
    }
}

/// The plan's text, laid out.
pub(super) fn plan(paper: &Paper, title: Option<&str>, options: &ImportOptions) -> String {
    let drafts = paper.drafts.as_slice();
    let lang = options.lang;
    let mark = |doubt: &str| format!("// {}", t!(lang, ids::IMPORT_MARK, doubt = doubt));
    let mut out: String = paper.notes.iter().map(|note| comment(note)).collect();
    out.push_str("Campaign(\nversion: 1,\n");
    let title = title.unwrap_or_default();
    let id: String = title.chars().filter(|c| c.is_alphanumeric() || *c == '-').collect();
    let anchor = options.anchor.map(|date| date.to_string()).unwrap_or_default();
    let coordinator = options.coordinator.clone().unwrap_or_default();
    for (field, value, lacks) in [
        ("id", id, ids::IMPORT_LACKS_TITLE),
        ("title", title.to_owned(), ids::IMPORT_LACKS_TITLE),
        ("anchor", anchor, ids::IMPORT_LACKS_ANCHOR),
        ("calendar", options.calendar.clone().unwrap_or_default(), ids::IMPORT_LACKS_ANCHOR),
        ("coordinator", coordinator.clone(), ids::IMPORT_LACKS_COORDINATOR),
    ] {
        if field == "calendar" && value.is_empty() {
            continue;
        }
        if value.is_empty() && field != "id" {
            let _ = writeln!(out, "{}", mark(&t!(lang, lacks)));
        }
        let _ = writeln!(out, "{field}: {},", quoted(&value));
    }
    units(drafts, &coordinator, options, &mut out);
    windows(drafts, options, &mut out);
    let _ = writeln!(out, "streams: {{");
    for branch in branches(paper) {
        branch.write(options, &mut out);
    }
    out.push_str("},\n)\n");
    paper.tail.iter().for_each(|note| out.push_str(&comment(note)));
    crate::format::format(&out).unwrap_or(out)
}

fn comment(text: &str) -> String {
    let line: String = text.chars().filter(|c| !c.is_control()).collect();
    format!("// {line}\n")
}

/// The window of work that has no day, if there is any.
fn windows(drafts: &[Draft], options: &ImportOptions, out: &mut String) {
    let hangs =
        |draft: &Draft| draft.when.as_ref().is_some_and(|(_, w)| w.contains(recurs::WINDOW));
    if drafts.iter().any(hangs) {
        let doubt = t!(options.lang, ids::IMPORT_BOUNDS, window = recurs::WINDOW);
        out.push_str(&comment(&t!(options.lang, ids::IMPORT_MARK, doubt = doubt)));
        let (name, stretch) = (quoted(recurs::WINDOW), quoted(recurs::STRETCH));
        let _ = writeln!(out, "windows: {{ {name}: {stretch} }},");
    }
}

/// A workstream, with what stands in it in the order in which it first comes.
struct Branch<'a> {
    name: &'a str,
    notes: Vec<&'a str>,
    tasks: Vec<&'a Draft>,
    within: Vec<Branch<'a>>,
}

impl<'a> Branch<'a> {
    fn new(name: &'a str) -> Self {
        Self { name, notes: Vec::new(), tasks: Vec::new(), within: Vec::new() }
    }

    fn write(&self, options: &ImportOptions, out: &mut String) {
        self.notes.iter().for_each(|note| out.push_str(&comment(note)));
        let _ = write!(out, "{}: (", quoted(self.name));
        if !self.tasks.is_empty() {
            out.push_str("tasks: {\n");
            for draft in &self.tasks {
                draft.remarks.iter().for_each(|remark| out.push_str(&comment(remark)));
                for doubt in &draft.doubts {
                    out.push_str(&comment(&t!(options.lang, ids::IMPORT_MARK, doubt = doubt)));
                }
                task(draft, out);
            }
            out.push('}');
        }
        if !self.within.is_empty() {
            out.push_str(if self.tasks.is_empty() { "streams: {\n" } else { ", streams: {\n" });
            self.within.iter().for_each(|branch| branch.write(options, out));
            out.push('}');
        }
        out.push_str("),\n");
    }
}

/// The workstreams of a paper. A paper nests them only so deep.
fn branches(paper: &Paper) -> Vec<Branch<'_>> {
    let mut root = Branch::new("");
    for draft in &paper.drafts {
        let branch = match draft.stream.is_empty() {
            true => open(&mut root, &[TASKS]),
            false => open(&mut root, &draft.stream),
        };
        branch.tasks.push(draft);
    }
    for (stream, note) in &paper.streams {
        open(&mut root, stream).notes.push(note);
    }
    root.within
}

/// The workstream of that way, which is begun if need be.
fn open<'b, 'a>(mut at: &'b mut Branch<'a>, way: &'a [impl AsRef<str>]) -> &'b mut Branch<'a> {
    for name in way {
        let name = name.as_ref();
        let index = at.within.iter().position(|branch| branch.name == name);
        let index = index.unwrap_or_else(|| {
            at.within.push(Branch::new(name));
            at.within.len() - 1
        });
        at = &mut at.within[index];
    }
    at
}

fn task(draft: &Draft, out: &mut String) {
    let mut fields = Vec::new();
    if draft.id != draft.title {
        fields.push(format!("title: {}", quoted(&draft.title)));
    }
    if let Some(kind) = draft.kind {
        fields.push(format!("kind: {kind}"));
    }
    if let Some(owner) = &draft.owner {
        fields.push(format!("owner: {}", quoted(owner)));
    }
    if !draft.support.is_empty() {
        let names: Vec<String> = draft.support.iter().map(|unit| quoted(unit)).collect();
        fields.push(format!("support: [{}]", names.join(", ")));
    }
    if let Some(leader) = &draft.leader {
        fields.push(format!("leader: {}", quoted(leader)));
    }
    if !draft.needs.is_empty() {
        let names: Vec<String> = draft.needs.iter().map(|task| quoted(task)).collect();
        fields.push(format!("needs: [{}]", names.join(", ")));
    }
    if let Some((field, text)) = &draft.when {
        fields.push(format!("{field}: {}", quoted(text)));
    }
    if let Some(place) = &draft.place {
        fields.push(format!("place: {}", quoted(place)));
    }
    if let Some(about) = &draft.about {
        fields.push(format!("about: {}", quoted(about)));
    }
    let _ = writeln!(out, "{}: ({}),", quoted(&draft.id), fields.join(", "));
}

/// Units in the order in which they come, kinds guessed, with the people that rows name.
fn units(drafts: &[Draft], coordinator: &str, options: &ImportOptions, out: &mut String) {
    let mut names: Vec<&str> = vec![coordinator];
    let mut people: BTreeMap<&str, Vec<String>> = BTreeMap::new();
    let mut known: BTreeSet<&str> = BTreeSet::new();
    for draft in drafts {
        names.extend(draft.owner.iter().chain(&draft.support).map(String::as_str));
        let Some(owner) = draft.owner.as_deref().filter(|owner| !is_vague(owner)) else { continue };
        let leader = draft.leader.iter().map(|person| (person.as_str(), "leader"));
        let contacts = draft.contacts.iter().map(|person| (person.as_str(), "contact"));
        for (person, role) in leader.chain(contacts) {
            if known.insert(person) {
                people.entry(owner).or_default().push(format!("{}: {role}", quoted(person)));
            }
        }
    }
    let mut seen = BTreeSet::new();
    names.retain(|name| !name.is_empty() && !is_vague(name) && seen.insert(*name));
    let _ = writeln!(out, "// {}", t!(options.lang, ids::IMPORT_KINDS));
    let _ = writeln!(out, "units: {{");
    for name in names {
        let kind = format!("{:?}", kind_of(name)).to_lowercase();
        let of = people.get(name).map(|of| format!(", people: {{ {} }}", of.join(", ")));
        let _ = writeln!(out, "{}: (kind: {kind}{}),", quoted(name), of.unwrap_or_default());
    }
    out.push_str("},\n");
}

/// Text in quotes, on one line.
pub(crate) fn quoted(text: &str) -> String {
    let line: String = text.chars().filter(|c| !c.is_control()).collect();
    format!("\"{}\"", line.replace('\\', "\\\\").replace('"', "\\\""))
}
