//! What `--json` prints is what `docs/schemas/` says, for every verb: each example of `docs/cli.md` is run
//! with `--json`, and nothing may be printed that no schema describes.

use std::collections::BTreeSet;
use std::path::Path;
use std::process::{Command, Output, Stdio};

use clap::CommandFactory as _;
use jsonschema::Validator;
use serde_json::{Value, json};
use wallchart::cli::args::Cli;

use crate::plans::repository;
use crate::readme::{copy, example_lines};
use crate::said::variants;

fn file(name: &str) -> Option<String> {
    std::fs::read_to_string(repository().join(format!("docs/schemas/{name}.json"))).ok()
}

/// A schema with the shared shapes put in.
fn schema(name: &str) -> Value {
    let whole = |text: &str| {
        let text = text.replace("common.json#/$defs/", "#/$defs/");
        let text = text.replace("\"clone.json\"", "\"#/$defs/clone\"");
        serde_json::from_str::<Value>(&text).unwrap_or_else(|e| panic!("{name}: {e}"))
    };
    let mut schema = whole(&file(name).unwrap());
    let mut common = whole(&file("common").unwrap());
    schema["$defs"] = common["$defs"].take();
    if name == "new" {
        schema["$defs"]["clone"] = json!({ "oneOf": whole(&file("clone").unwrap())["oneOf"] });
    }
    schema
}

fn validator(name: &str) -> Validator {
    jsonschema::draft202012::new(&schema(name)).unwrap_or_else(|e| panic!("{name}: {e}"))
}

/// The schema of a verb: its own, or that of all verbs that change something.
fn of_verb(verb: &str) -> String {
    if file(verb).is_some() { verb.to_owned() } else { "receipt".to_owned() }
}

/// Fails where a value is not what its schema says, with the place.
pub(crate) fn holds(name: &str, value: &Value, what: &str) {
    let validator = validator(name);
    let mut wrong: Vec<String> = validator
        .iter_errors(value)
        .take(5)
        .map(|e| format!("  at `{}`: {}", e.instance_path(), shortened(&e.to_string())))
        .collect();
    // Where one of several shapes is meant, each is told what it lacks.
    for (i, shape) in schema(name)["oneOf"].as_array().into_iter().flatten().enumerate() {
        let mut alone = shape.clone();
        alone["$defs"] = schema(name)["$defs"].take();
        let one = jsonschema::draft202012::new(&alone).unwrap();
        let told = one.iter_errors(value).take(3).map(|e| {
            format!("  shape {i} at `{}`: {}", e.instance_path(), shortened(&e.to_string()))
        });
        if !wrong.is_empty() {
            wrong.extend(told);
        }
    }
    if name == "receipt" && !wrong.is_empty() {
        wrong.push("  a verb of its own shape needs docs/schemas/VERB.json".to_owned());
    }
    assert!(
        wrong.is_empty(),
        "{what} is not as docs/schemas/{name}.json says:\n{}",
        wrong.join("\n")
    );
}

fn shortened(text: &str) -> String {
    let tail: String = text.chars().rev().take(200).collect::<Vec<_>>().into_iter().rev().collect();
    if tail.len() < text.len() { format!("… {tail}") } else { tail }
}

fn run(folder: &Path, args: &[&str]) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_wallchart"));
    command.arg("--json").args(args).current_dir(folder).stdin(Stdio::null());
    for name in ["WALLCHART_STORE", "WALLCHART_AS", "WALLCHART_CAMPAIGN", "WALLCHART_LANG"] {
        command.env_remove(name);
    }
    command.env("WALLCHART_CONFIG", "").output().unwrap()
}

/// Runs a call and holds what it prints to its schema.
fn call(folder: &Path, args: &[&str]) -> Value {
    let output = run(folder, args);
    let what = format!("what `wallchart {} --json` prints", args.join(" "));
    if output.status.success() {
        let printed: Value = serde_json::from_slice(&output.stdout).unwrap_or_else(|e| {
            panic!("{what} is no JSON ({e}):\n{}", String::from_utf8_lossy(&output.stdout))
        });
        holds(&of_verb(args[0]), &printed, &what);
        return printed;
    }
    for line in String::from_utf8_lossy(&output.stderr).lines() {
        let error: Value =
            serde_json::from_str(line).unwrap_or_else(|e| panic!("{what}: {e}: {line}"));
        holds("error", &error, &what);
        assert_eq!(error["error"]["code"].as_i64(), output.status.code().map(i64::from));
    }
    serde_json::from_slice(&output.stdout).unwrap_or_default()
}

#[test]
fn every_verb_prints_what_its_schema_says() {
    let folder = tempfile::tempdir().unwrap();
    let here = folder.path();
    copy(&repository().join("workflows"), &here.join("workflows"));
    std::fs::copy(repository().join("README.md"), here.join("README.md")).unwrap();
    let mut called = BTreeSet::new();
    for line in example_lines("docs/cli.md") {
        let args: Vec<&str> = line.words.iter().skip(1).map(String::as_str).collect();
        call(here, &args);
        called.insert(args[0].to_owned());
    }
    let verbs: BTreeSet<String> =
        Cli::command().get_subcommands().map(|v| v.get_name().to_owned()).collect();
    assert_eq!(called, verbs, "give each verb an example in docs/cli.md");
    // What the examples leave out: other shapes of the same verbs.
    let task = "分会场@城东所";
    for args in [
        &["list"][..],
        &["list", "--campaigns"],
        &["show", task],
        &["show", "上年回顾"],
        &["tick", "上年回顾", "all", "--as", "秘书处"],
        &["log"],
        &["inbox", "市消保委"],
        &["config", "--example"],
        &["man"],
        &["man", "--out", "man1"],
        &["open", "workflows/315.ron", "workflows/small/1-first-steps.ron", "--yes"],
        &["open"],
        &["status", "--campaign", "none"],
        &["show", "no-such-task", "--campaign", "315-2027"],
    ] {
        call(here, args);
    }
}

#[test]
fn a_plan_with_mistakes_gives_its_diagnostics_whatever_the_verb() {
    let folder = tempfile::tempdir().unwrap();
    let plan = folder.path().join("plan.ron");
    std::fs::write(&plan, "Campaign(version: 1, id: \"x\", tittle: \"y\")").unwrap();
    for verb in ["check", "schedule", "graph", "launch", "open"] {
        let printed = call(folder.path(), &[verb, "plan.ron"]);
        assert!(!printed["diagnostics"].as_array().unwrap().is_empty(), "{verb}");
        holds(verb, &printed, verb);
    }
}

/// Every object of a schema says which fields it has, and no others.
fn is_strict(value: &Value, at: &str, loose: &mut Vec<String>) {
    match value {
        Value::Object(map) => {
            let closed = map.contains_key("additionalProperties")
                || map.contains_key("unevaluatedProperties");
            if map.get("type").is_some_and(|t| t == "object") && !closed {
                loose.push(at.to_owned());
            }
            for (key, inner) in map {
                is_strict(inner, &format!("{at}/{key}"), loose);
            }
        }
        Value::Array(all) => all.iter().for_each(|inner| is_strict(inner, at, loose)),
        _ => {}
    }
}

#[test]
fn schemas_are_strict_sound_and_used() {
    let verbs: BTreeSet<String> =
        Cli::command().get_subcommands().map(|v| v.get_name().to_owned()).collect();
    for entry in std::fs::read_dir(repository().join("docs/schemas")).unwrap() {
        let path = entry.unwrap().path();
        if path.extension().is_none_or(|e| e != "json") {
            continue;
        }
        let name = path.file_stem().unwrap().to_string_lossy().into_owned();
        let own = ["common", "receipt", "error"].contains(&name.as_str());
        assert!(own || verbs.contains(&name), "docs/schemas/{name}.json is of no verb");
        validator(&name);
        let mut loose = Vec::new();
        is_strict(&schema(&name), "", &mut loose);
        assert!(loose.is_empty(), "{name}: any field may stand at {loose:?}");
    }
}

/// A list of words in the schemas is that of the program: all of them, not only those that the examples
/// happen to print.
#[test]
fn words_in_the_schemas_are_those_of_the_program() {
    let defs = schema("common")["$defs"].take();
    let listed = |value: &Value| -> BTreeSet<String> {
        value
            .as_array()
            .into_iter()
            .flatten()
            .filter_map(|v| v.as_str().map(str::to_owned))
            .collect()
    };
    // The words that a field takes: a list, or one for each shape.
    let of = |name: &str, field: &str| -> BTreeSet<String> {
        let shapes = defs[name]["oneOf"].as_array().unwrap();
        let words = shapes.iter().flat_map(|shape| {
            let field = &shape["properties"][field];
            let one = field["const"].as_str().map(str::to_owned);
            listed(&field["enum"]).into_iter().chain(one)
        });
        words.collect()
    };
    let campaign = "engine/campaign/src";
    let rows = [
        (format!("{campaign}/state.rs"), "TaskState", listed(&defs["state"]["enum"])),
        (format!("{campaign}/lights.rs"), "Phase", listed(&defs["phase"]["enum"])),
        (format!("{campaign}/lights.rs"), "Light", listed(&defs["light"]["enum"])),
        (format!("{campaign}/lights.rs"), "Cause", of("cause", "kind")),
        (format!("{campaign}/actor.rs"), "Face", listed(&defs["face"]["enum"])),
        (format!("{campaign}/actor.rs"), "Actor", of("actor", "kind")),
        (format!("{campaign}/event.rs"), "EventBody", listed(&defs["event"]["enum"])),
        (format!("{campaign}/command.rs"), "Qualifier", listed(&defs["qualifier"]["enum"])),
        (format!("{campaign}/read/overview.rs"), "Urgency", listed(&defs["urgency"]["enum"])),
        (format!("{campaign}/read/log.rs"), "What", of("log_line", "what")),
        (format!("{campaign}/state.rs"), "EntryBody", of("entry_body", "kind")),
        ("engine/schedule/src/why/mod.rs".to_owned(), "Cause", of("reason", "kind")),
        ("engine/plan/src/expanded/kinds.rs".to_owned(), "TaskKind", listed(&defs["kind"]["enum"])),
        (
            "engine/plan/src/expanded/kinds.rs".to_owned(),
            "LinkKind",
            listed(&defs["link_kind"]["enum"]),
        ),
    ];
    for (file, name, told) in rows {
        let words: BTreeSet<String> = variants(&file, name).iter().map(|v| snake(v)).collect();
        assert_eq!(told, words, "{name} of {file} and docs/schemas/common.json differ");
    }
}

fn snake(name: &str) -> String {
    let mut out = String::new();
    for c in name.chars() {
        if c.is_ascii_uppercase() && !out.is_empty() {
            out.push('_');
        }
        out.push(c.to_ascii_lowercase());
    }
    out
}
