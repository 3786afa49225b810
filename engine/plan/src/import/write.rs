//! What was read, written as a person would have written it.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;

use wallchart_words::{ids, t};

use super::table::is_vague;
use super::{Draft, ImportOptions, kind_of};

/// Longer titles get a short id beside them.
const ID_CHARS_MAX: usize = 24;

/// The plan's text, laid out.
pub(super) fn plan(drafts: &[Draft], title: Option<&str>, options: &ImportOptions) -> String {
    let lang = options.lang;
    let mark = |doubt: &str| format!("// {}", t!(lang, ids::IMPORT_MARK, doubt = doubt));
    let mut out = String::from("Campaign(\nversion: 1,\n");
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
    let _ = writeln!(out, "streams: {{");
    let streams = grouped(drafts);
    let mut given = BTreeSet::new();
    for (stream, tasks) in streams {
        let _ = writeln!(out, "{}: (tasks: {{", quoted(&stream));
        for draft in tasks {
            draft.doubts.iter().for_each(|doubt| {
                let _ = writeln!(out, "{}", mark(doubt));
            });
            task(draft, &mut given, &mut out);
        }
        let _ = writeln!(out, "}}),");
    }
    out.push_str("},\n)\n");
    crate::format::format(&out).unwrap_or(out)
}

/// Tasks by stream, streams in the order in which they first come.
fn grouped(drafts: &[Draft]) -> Vec<(String, Vec<&Draft>)> {
    let mut out: Vec<(String, Vec<&Draft>)> = Vec::new();
    for draft in drafts {
        let name = draft.stream.join(" · ");
        let name = if name.is_empty() { "一、任务".to_owned() } else { name };
        match out.iter_mut().find(|(stream, _)| *stream == name) {
            Some((_, tasks)) => tasks.push(draft),
            None => out.push((name, vec![draft])),
        }
    }
    out
}

fn task(draft: &Draft, given: &mut BTreeSet<String>, out: &mut String) {
    let id = id(&draft.title, given);
    let mut fields = Vec::new();
    if id != draft.title {
        fields.push(format!("title: {}", quoted(&draft.title)));
    }
    fields.push(format!("owner: {}", quoted(draft.owner.as_deref().unwrap_or_default())));
    if !draft.support.is_empty() {
        let names: Vec<String> = draft.support.iter().map(|unit| quoted(unit)).collect();
        fields.push(format!("support: [{}]", names.join(", ")));
    }
    if let Some(leader) = draft.leader.as_ref().filter(|_| draft.owner.is_some()) {
        fields.push(format!("leader: {}", quoted(leader)));
    }
    if let Some((field, text)) = &draft.when {
        fields.push(format!("{field}: {}", quoted(text)));
    }
    if let Some(about) = &draft.about {
        fields.push(format!("about: {}", quoted(about)));
    }
    let _ = writeln!(out, "{}: ({}),", quoted(&id), fields.join(", "));
    given.insert(id);
}

/// A name for a task: its title where that can be one, else what of it can, up to the first pause.
fn id(title: &str, given: &BTreeSet<String>) -> String {
    let plain = |c: char| if c.is_whitespace() || "@|>[{,}]".contains(c) { '-' } else { c };
    let short = |text: &str| text.chars().take(ID_CHARS_MAX).map(plain).collect::<String>();
    let first = title.split(['，', '。', '；', '：', ';']).next().unwrap_or(title);
    let base = if title.chars().count() <= ID_CHARS_MAX { short(title) } else { short(first) };
    let base = if base.is_empty() { "-".to_owned() } else { base };
    let nth = |n: usize| if n == 1 { base.clone() } else { format!("{base}-{n}") };
    (1..).map(nth).find(|name| !given.contains(name)).unwrap_or(base.clone())
}

/// Units in the order in which they come, kinds guessed, with the people that rows name.
fn units(drafts: &[Draft], coordinator: &str, options: &ImportOptions, out: &mut String) {
    let mut names: Vec<&str> = vec![coordinator];
    let mut people: BTreeMap<&str, Vec<String>> = BTreeMap::new();
    let mut known: BTreeSet<&str> = BTreeSet::new();
    for draft in drafts {
        names.extend(draft.owner.iter().chain(&draft.support).map(String::as_str));
        let Some(owner) = draft.owner.as_deref().filter(|owner| !is_vague(owner)) else { continue };
        for (person, role) in [(&draft.leader, "leader"), (&draft.contact, "contact")] {
            if let Some(person) = person.as_deref().filter(|person| known.insert(person)) {
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
