//! The README's tour works: every command of it is run, in order, in a fresh folder.

use std::path::Path;
use std::process::Command;

use clap::CommandFactory as _;
use wallchart::cli::args::Cli;

use crate::plans::repository;

/// Exit code of a command that the campaign's rules refuse.
const REFUSED: i32 = 4;

/// A line of a tour: its words, and what stands behind `#`.
pub(crate) struct Line {
    pub(crate) words: Vec<String>,
    remark: String,
}

/// The lines of the `sh` examples that call the program or set a variable.
fn tour() -> Vec<Line> {
    example_lines("README.md")
}

/// The lines of a page's `sh` examples that call the program or set a variable.
pub(crate) fn example_lines(page: &str) -> Vec<Line> {
    let readme = std::fs::read_to_string(repository().join(page)).unwrap();
    let mut is_shell = false;
    let mut lines = Vec::new();
    for line in readme.lines() {
        match line.strip_prefix("```") {
            Some(mark) => is_shell = mark == "sh",
            None if is_shell && (line.starts_with("wallchart ") || line.starts_with("export ")) => {
                lines.push(words(line));
            }
            None => {}
        }
    }
    assert!(!lines.is_empty());
    lines
}

/// Splits a line as a shell would: blanks, double quotes, and a remark.
fn words(line: &str) -> Line {
    let (mut words, mut word, mut quoted) = (Vec::new(), String::new(), false);
    let mut remark = String::new();
    for (at, c) in line.char_indices() {
        match c {
            '"' => quoted = !quoted,
            '#' if !quoted && word.is_empty() => {
                remark = line[at + 1..].trim().to_owned();
                break;
            }
            ' ' if !quoted => words.extend((!word.is_empty()).then(|| std::mem::take(&mut word))),
            c => word.push(c),
        }
    }
    words.extend((!word.is_empty()).then_some(word));
    Line { words, remark }
}

/// Copies a folder of this repository.
pub(crate) fn copy(from: &Path, to: &Path) {
    std::fs::create_dir_all(to).unwrap();
    for entry in std::fs::read_dir(from).unwrap() {
        let entry = entry.unwrap();
        let target = to.join(entry.file_name());
        if entry.path().is_dir() {
            copy(&entry.path(), &target);
        } else {
            std::fs::copy(entry.path(), target).unwrap();
        }
    }
}

#[test]
fn the_tour_runs() {
    let folder = tempfile::tempdir().unwrap();
    run_examples("README.md", folder.path());
}

/// Runs a page's examples in a folder that holds the workflows and the README; what a remark calls refused
/// must be.
pub(crate) fn run_examples(page: &str, folder: &Path) {
    copy(&repository().join("workflows"), &folder.join("workflows"));
    std::fs::copy(repository().join("README.md"), folder.join("README.md")).unwrap();
    let mut variables: Vec<(String, String)> = Vec::new();
    for Line { words, remark } in example_lines(page) {
        if words[0] == "export" {
            let (name, value) = words[1].split_once('=').unwrap();
            variables.push((name.to_owned(), value.to_owned()));
            continue;
        }
        let output = Command::new(env!("CARGO_BIN_EXE_wallchart"))
            .args(&words[1..])
            .current_dir(folder)
            .env_remove("WALLCHART_STORE")
            .env_remove("WALLCHART_AS")
            .envs(variables.iter().map(|(n, v)| (n, v)))
            .stdin(std::process::Stdio::null())
            .output()
            .unwrap();
        let expected = if remark.starts_with("refused") { REFUSED } else { 0 };
        assert_eq!(
            output.status.code(),
            Some(expected),
            "{}\n{}{}",
            words.join(" "),
            String::from_utf8_lossy(&output.stdout),
            String::from_utf8_lossy(&output.stderr)
        );
        let said = String::from_utf8_lossy(&output.stdout).len() + output.stderr.len();
        assert!(said > 0, "{}: said nothing", words.join(" "));
    }
}

#[test]
fn the_tour_visits_every_main_verb() {
    let visited: Vec<String> = tour().into_iter().filter_map(|l| l.words.get(1).cloned()).collect();
    for verb in [
        "check", "schedule", "graph", "open", "launch", "list", "status", "inbox", "show", "ack",
        "start", "progress", "measure", "attach", "pick", "submit", "accept", "return", "done",
        "close", "extend", "reassign", "suspend", "resume", "cancel", "skip", "undo", "log",
        "verify", "backup",
    ] {
        assert!(visited.iter().any(|v| v == verb), "the tour leaves out `{verb}`");
        assert!(Cli::command().find_subcommand(verb).is_some(), "there is no `{verb}`");
    }
}
