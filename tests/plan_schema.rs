//! The JSON Schema of plans is the language's own, and says of a file what the reader says of its shape.

use std::path::{Path, PathBuf};

use jsonschema::Validator;
use serde_json::Value;
use wallchart_plan::data::{FileKind, as_data, schema};
use wallchart_plan::syntax::{self, Node, Shape};
use wallchart_words::Lang;

use crate::plans::{Folder, read, repository};

/// What the shape of a file may be told of.
const OF_SHAPE: [&str; 5] = ["E020", "E021", "E022", "E023", "E024"];

fn printed(value: &Value) -> String {
    serde_json::to_string_pretty(value).unwrap() + "\n"
}

/// `INSTA_UPDATE=always cargo test --test wallchart plan_schema` brings it up to date.
#[test]
fn the_schema_in_the_docs_is_that_of_the_language() {
    let path = repository().join("docs/plan.schema.json");
    let text = printed(&schema(FileKind::Plan, &Lang::ALL));
    if std::env::var("INSTA_UPDATE").is_ok_and(|v| v == "always") {
        std::fs::write(&path, &text).unwrap();
    }
    let kept = std::fs::read_to_string(&path).unwrap_or_default();
    assert!(kept == text, "docs/plan.schema.json is old: see the comment at this test");
}

/// Every plan file and calendar of the repository.
fn files(folder: &Path, out: &mut Vec<PathBuf>) {
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            files(&path, out);
        } else if path.extension().is_some_and(|e| e == "ron") {
            out.push(path);
        }
    }
}

fn validator(text: &str) -> Validator {
    let is_calendar = syntax::parse(0, text).root().and_then(|r| r.name()) == Some("Calendar");
    let kind = if is_calendar { FileKind::Calendar } else { FileKind::Plan };
    jsonschema::draft202012::new(&schema(kind, &[])).unwrap()
}

#[test]
fn every_plan_is_valid_data() {
    let mut paths = Vec::new();
    files(&repository().join("workflows"), &mut paths);
    assert!(paths.iter().any(|p| p.ends_with("calendars/cn.ron")));
    for path in paths {
        let text = std::fs::read_to_string(&path).unwrap();
        let data = as_data(&text).unwrap();
        let validator = validator(&text);
        let wrong: Vec<String> = validator
            .iter_errors(&data)
            .take(3)
            .map(|e| format!("{}", e.instance_path()))
            .collect();
        assert!(wrong.is_empty(), "{}: {wrong:?}", path.display());
    }
}

/// What is put in place of values. Data know no bare words: those would pass for text.
const VALUES: [&str; 7] = ["7", "\"x\"", "[]", "[7]", "{\"x\": 7}", "-1", "true"];

/// The text with every value changed in turn to one of another kind, and every name to one that nothing has.
fn mutants(text: &str) -> Vec<String> {
    fn walk<'a>(node: Node<'a>, out: &mut Vec<Node<'a>>) {
        for child in node.children() {
            out.push(child);
            walk(child, out);
        }
    }
    let parsed = syntax::parse(0, text);
    let mut nodes = Vec::new();
    walk(parsed.root().unwrap(), &mut nodes);
    let put = |range: std::ops::Range<usize>, new: &str| {
        format!("{}{new}{}", &text[..range.start], &text[range.end..])
    };
    let mut out = Vec::new();
    for (i, node) in nodes.iter().enumerate() {
        out.push(put(node.range(), VALUES[i % VALUES.len()]));
        out.push(put(node.range(), VALUES[(i + 3) % VALUES.len()]));
        let of_struct = node.parent().is_some_and(|p| p.inner().shape() == Shape::Struct);
        if let Some(key) = node.key_range().filter(|_| of_struct && i % 5 == 0) {
            out.push(put(key.clone(), "nobody"));
            out.push(put(key.end..node.range().end, &format!(": 1, {}: 1", &text[key.clone()])));
        }
    }
    out
}

#[test]
fn the_schema_refuses_what_the_reader_refuses() {
    let folder = repository().join("workflows/small");
    let calendar = std::fs::read_to_string(folder.join("calendars/cn-2026.ron")).unwrap();
    let (mut refused, mut taken, mut wrong) = (0, 0, Vec::new());
    for name in ["2-fan-out.ron", "3-dates.ron"] {
        let text = std::fs::read_to_string(folder.join(name)).unwrap();
        let validator = validator(&text);
        for mutant in mutants(&text) {
            let sources = Folder::of_repository("workflows/small")
                .with("plan.ron", mutant.clone())
                .with("calendars/cn-2026.ron", calendar.clone());
            let (_, found) = read(&sources, "plan.ron", "2026-01-05", None);
            let misfits: Vec<&str> =
                found.iter().map(|d| d.code.name).filter(|c| OF_SHAPE.contains(c)).collect();
            let is_valid = as_data(&mutant).is_ok_and(|data| validator.is_valid(&data));
            let is_fit = misfits.is_empty();
            if is_valid != is_fit {
                let mut lines = mutant.lines().zip(text.lines()).filter(|(new, old)| new != old);
                wrong.push(format!("{name}: {misfits:?} {:?}", lines.next().map(|(new, _)| new)));
            }
            if is_fit { taken += 1 } else { refused += 1 }
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
    assert!(refused > 300 && taken > 30, "{refused} refused, {taken} taken");
}
