//! Manual pages: one for every verb, in both languages, and what renders them has nothing to say.

use std::process::{Command, Stdio};

use clap::CommandFactory as _;
use wallchart::cli::args::Cli;
use wallchart::cli::manual::{page, pages};
use wallchart_words::Lang;

fn verbs() -> Vec<String> {
    Cli::command().get_subcommands().map(|v| v.get_name().to_owned()).collect()
}

#[test]
fn every_verb_has_its_page_and_stands_in_that_of_the_program() {
    for lang in Lang::ALL {
        let all = pages(lang).unwrap();
        assert_eq!(all.len(), verbs().len() + 1);
        let whole = page(lang, None).unwrap().unwrap();
        for verb in verbs() {
            let own = page(lang, Some(&verb)).unwrap().unwrap();
            assert_eq!(own.file, format!("wallchart-{verb}.1"));
            assert!(all.contains(&own));
            let listed = format!("wallchart\\-{verb}(1)");
            assert!(whole.text.contains(&listed), "{listed} is not in {}", whole.text);
        }
        assert_eq!(page(lang, Some("no-such-verb")).unwrap(), None);
    }
}

#[test]
fn headings_are_in_the_language_of_the_page() {
    for page in pages(Lang::Zh).unwrap() {
        for heading in page.text.lines().filter_map(|l| l.strip_prefix(".SH ")) {
            assert!(!heading.is_ascii(), "{}: {heading}", page.file);
        }
    }
    let english = pages(Lang::En).unwrap();
    assert!(english.iter().all(|p| p.text.lines().any(|l| l == ".SH SYNOPSIS")));
}

/// What a renderer says about a page on standard error, and the page.
fn rendered(renderer: &[&str], text: &str) -> Option<(String, String)> {
    let mut child = Command::new(renderer[0])
        .args(&renderer[1..])
        .env("LC_ALL", "C.UTF-8")
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .ok()?;
    let mut input = child.stdin.take().unwrap();
    let text = text.to_owned();
    let writer = std::thread::spawn(move || {
        std::io::Write::write_all(&mut input, text.as_bytes()).unwrap();
    });
    let output = child.wait_with_output().unwrap();
    writer.join().unwrap();
    let said = |bytes: Vec<u8>| String::from_utf8(bytes).unwrap();
    Some((said(output.stdout), said(output.stderr)))
}

#[test]
fn renderers_have_no_complaints() {
    let renderers: [&[&str]; 2] =
        [&["groff", "-man", "-Tutf8", "-Kutf8", "-ww"], &["mandoc", "-T", "utf8", "-W", "error"]];
    let mut rendered_by = 0;
    for renderer in renderers {
        for lang in Lang::ALL {
            for page in pages(lang).unwrap() {
                let Some((shown, complaints)) = rendered(renderer, &page.text) else { break };
                rendered_by += 1;
                assert!(complaints.is_empty(), "{} {}: {complaints}", renderer[0], page.file);
                // Bold is struck twice.
                let shown = shown.replace('\u{8}', "");
                assert!(
                    shown.contains("--json") || shown.contains("----jjssoonn"),
                    "{} {}: {shown}",
                    renderer[0],
                    page.file
                );
            }
        }
    }
    let required = std::env::var_os("WALLCHART_REQUIRE_ALL").is_some();
    assert!(rendered_by > 0 || !required, "neither groff nor mandoc is installed");
}

#[test]
fn all_pages_are_written_into_a_folder() {
    let folder = tempfile::tempdir().unwrap();
    let to = folder.path().join("man1");
    let mut command = Command::new(env!("CARGO_BIN_EXE_wallchart"));
    let output = command.args(["man", "--lang", "en", "--out"]).arg(&to).output().unwrap();
    assert!(output.status.success());
    assert_eq!(std::fs::read_dir(&to).unwrap().count(), verbs().len() + 1);
    let check = std::fs::read_to_string(to.join("wallchart-check.1")).unwrap();
    assert!(check.contains("Check a plan"), "{check}");
}
