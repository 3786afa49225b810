//! No message is left behind: each is named in the code, or made from a prefix and a name in it.

use std::path::Path;

use wallchart_words::ids;

/// Ids that are put together: the prefix stands in the code, the rest is the name of what is spoken of.
const PREFIXES: &[&str] = &[
    "campaign-event-",
    "campaign-hint-",
    "campaign-refused-",
    "cli-arg-",
    "cli-value-",
    "cli-verb-",
    "field-",
];

fn code(folder: &Path, out: &mut String) {
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            code(&path, out);
        } else if path.extension().is_some_and(|e| e == "rs") {
            out.push_str(&std::fs::read_to_string(path).unwrap());
        }
    }
}

#[test]
fn every_message_is_used() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut text = String::new();
    for folder in ["tui", "engine", "server"] {
        code(&root.join(folder), &mut text);
    }
    let is_word = |c: char| c.is_ascii_alphanumeric() || c == '_';
    let words: std::collections::BTreeSet<&str> = text.split(|c| !is_word(c)).collect();
    let unused: Vec<&str> = ids::ALL
        .iter()
        .map(|message| message.id())
        .filter(|id| !words.contains(id.replace('-', "_").to_uppercase().as_str()))
        .filter(|id| !PREFIXES.iter().any(|p| id.starts_with(p) && text.contains(p)))
        .collect();
    assert!(unused.is_empty(), "no code says these: {unused:?}");
}
