//! Help and mistakes in arguments are wholly in the language asked for: no word of the other, none of the
//! parser's own.

use std::process::Command;

use clap::CommandFactory as _;
use wallchart::cli::args::Cli;

/// English words that stand in Chinese help on purpose: the program's name, formats, words that are typed.
/// A word is added here only after somebody has read where it stands.
const REVIEWED: &[&str] = &[
    "fill",
    "clear",
    "swap",
    "add",
    "correct",
    "remove",
    "B",
    "CSV",
    "D-3",
    "XLSX",
    "csv",
    "xlsx",
    "ASCII",
    "ASCII字符",
    "Ctrl-C",
    "DOT",
    "D",
    "JSON",
    "Mermaid",
    "RON",
    "SHELL",
    "all",
    "added",
    "always",
    "estimates",
    "extensions",
    "skipped",
    "targets",
    "auto",
    "bash",
    "end",
    "rough",
    "stop",
    "smooth",
    "usual",
    "b",
    "cd",
    "calendar",
    "cn",
    "db",
    "dot",
    "elvish",
    "en",
    "false",
    "helix",
    "neovim",
    "vscode",
    "fhc",
    "fish",
    "late",
    "mermaid",
    "never",
    "place",
    "plan",
    "pm",
    "powershell",
    "q",
    "shell",
    "state",
    "stream",
    "true",
    "wallchart",
    "warnings",
    "wd",
    "who",
    "zh",
    "zsh",
    "yes",
    "C",
    "Ctrl",
    "WALLCHART_STORE",
    "N",
    "WALLCHART_CAMPAIGN",
    "WALLCHART_AS",
    "WALLCHART_LANG",
];

fn verbs() -> Vec<String> {
    Cli::command().get_subcommands().map(|v| v.get_name().to_owned()).collect()
}

fn run(lang: &str, args: &[&str]) -> (Option<i32>, String) {
    let mut command = Command::new(env!("CARGO_BIN_EXE_wallchart"));
    command.args(["--lang", lang]).args(args).env("WALLCHART_CONFIG", "");
    let output = command.env("COLUMNS", "200").output().unwrap();
    let text = [output.stdout, output.stderr].concat();
    (output.status.code(), String::from_utf8(text).unwrap())
}

/// Words in Latin letters that are no option, verb or reviewed word.
fn foreign(text: &str) -> Vec<String> {
    let verbs = verbs();
    text.split(|c: char| !(c.is_ascii_alphanumeric() || "-_".contains(c)))
        .filter(|word| word.contains(|c: char| c.is_ascii_alphabetic()))
        .filter(|word| !word.starts_with('-'))
        .filter(|word| !word.starts_with(|c: char| c.is_ascii_digit()))
        .filter(|word| !is_code(word))
        .filter(|word| !REVIEWED.contains(word) && !verbs.iter().any(|v| v == word))
        .map(str::to_owned)
        .collect()
}

/// Whether it is the code of a diagnostic, which is the same in every language.
fn is_code(word: &str) -> bool {
    let digits = word.strip_prefix(['E', 'W']).unwrap_or("");
    digits.len() == 3 && digits.chars().all(|c| c.is_ascii_digit())
}

#[test]
fn chinese_help_has_no_english_words() {
    let mut wrong = Vec::new();
    let mut page = |args: &[&str]| {
        let (code, text) = run("zh", args);
        assert_eq!(code, Some(0), "{args:?}");
        let found = foreign(&text);
        if !found.is_empty() {
            wrong.push(format!("{args:?}: {found:?}"));
        }
    };
    page(&["--help"]);
    for verb in verbs() {
        page(&[&verb, "--help"]);
        page(&[&verb, "-h"]);
    }
    let wrong = wrong.join("\n");
    assert!(
        wrong.is_empty(),
        "translate, or review and add to REVIEWED in tests/help.rs:\n{wrong}"
    );
}

#[test]
fn english_help_has_no_chinese_but_examples() {
    for verb in verbs() {
        let (_, text) = run("en", &[&verb, "--help"]);
        for line in text.lines() {
            let chinese = line.chars().filter(|c| ('\u{4e00}'..='\u{9fff}').contains(c)).count();
            assert!(chinese <= 8, "{verb}: {line}");
        }
    }
}

#[test]
fn mistakes_in_arguments_are_told_in_the_language_asked_for() {
    let calls: &[&[&str]] = &[
        &[],
        &["chek"],
        &["check", "--anker", "2027-03-15", "p.ron"],
        &["check"],
        &["check", "p.ron", "--anchor", "soon"],
        &["check", "p.ron", "--anchor"],
        &["graph", "p.ron", "--format", "svg"],
        &["extend", "T1", "--grant", "--refuse"],
        &["progress", "T1", "--percent", "150"],
        &["progress", "T1", "--percent", "much"],
        &["status", "extra"],
        &["status", "--json", "--json"],
        &["completions", "csh"],
        &["undo", "no-uuid"],
        &["log", "--last", "-1"],
        &["status", "--json=yes"],
        &["--color", "red", "status"],
    ];
    for lang in ["zh", "en"] {
        let mut told = String::new();
        for args in calls {
            let (code, text) = run(lang, args);
            assert_eq!(code, Some(2), "{args:?}: {text}");
            if lang == "zh" {
                let typed: Vec<String> = args.iter().map(|a| (*a).to_owned()).collect();
                let own = |w: &String| !typed.iter().any(|t| t.contains(w.as_str()));
                let found: Vec<String> = foreign(&text).into_iter().filter(own).collect();
                assert!(found.is_empty(), "{args:?}: {found:?} in {text}");
            }
            // The first is the whole help, which grows with every verb.
            if !args.is_empty() {
                told.push_str(&format!("$ wallchart {}\n{text}\n", args.join(" ")));
            }
        }
        insta::assert_snapshot!(format!("mistakes_{lang}"), told);
    }
}
