//! Plans begun anew: by questions, by options, and from those that the program carries. What is written checks
//! clean and is laid out.

use std::io::Write as _;
use std::path::Path;
use std::process::{Command, Output, Stdio};

use wallchart_plan::syntax;

use crate::plans::repository;

/// Runs the program in a folder, with lines that answer its questions.
fn run(folder: &Path, lang: &str, args: &[&str], answers: &str) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_wallchart"));
    command.args(["--lang", lang]).args(args).current_dir(folder).env("WALLCHART_CONFIG", "");
    command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
    let mut child = command.spawn().unwrap();
    child.stdin.take().unwrap().write_all(answers.as_bytes()).unwrap();
    child.wait_with_output().unwrap()
}

fn text(bytes: &[u8]) -> String {
    String::from_utf8(bytes.to_vec()).unwrap()
}

/// Nothing is found in a plan, whose files are laid out.
fn is_clean(folder: &Path, lang: &str, plan: &str) {
    let check = run(folder, lang, &["check", plan, "--deny", "warnings"], "");
    assert!(check.status.success(), "{}", text(&check.stdout));
    let laid_out = run(folder, lang, &["fmt", "--check", plan], "");
    assert!(laid_out.status.success(), "{}", text(&laid_out.stdout));
}

#[test]
fn questions_make_a_plan() {
    let folder = tempfile::tempdir().unwrap();
    let answers = "2026年食品“安全”宣传周\n六月\n2026年6月16日\n市食安办\n\n城东所、城西所，个私协会、城东所\n\n";
    let made = run(folder.path(), "zh", &["new"], answers);
    assert!(made.status.success(), "{}", text(&made.stderr));
    assert!(text(&made.stderr).contains("要写成"), "a wrong date is asked for again");
    let plan = "食品安全宣传周-2026.ron";
    is_clean(folder.path(), "zh", plan);
    let written = std::fs::read_to_string(folder.path().join(plan)).unwrap();
    for said in [r#"anchor: "2026-06-16""#, r#""个私协会": (kind: association)"#, "市食安办联系人"]
    {
        assert!(written.contains(said), "{said}\n{written}");
    }
    // It is there by now.
    assert_eq!(run(folder.path(), "zh", &["new"], answers).status.code(), Some(1));
}

#[test]
fn options_answer_beforehand() {
    let folder = tempfile::tempdir().unwrap();
    let said = [
        "new",
        "--title",
        "Clean-up \"Day\" \\",
        "--anchor",
        "2026-05-09",
        "--coordinator",
        "Town Office",
    ];
    let alone = [&said[..], &["--contact", "Ann", "--units", "", "--out", "a/alone.ron"]].concat();
    assert!(run(folder.path(), "en", &alone, "").status.success());
    is_clean(folder.path(), "en", "a/alone.ron");
    let several =
        [&said[..], &["--units", "East Branch, Town Office, Water [x]", "--out", "a/b.ron"]]
            .concat();
    assert!(run(folder.path(), "en", &several, "\n").status.success());
    is_clean(folder.path(), "en", "a/b.ron");
    // Nobody answers, and there is nothing.
    let missing = run(folder.path(), "en", &["new", "--title", "x", "--anchor", "2026-05-09"], "");
    assert_eq!(missing.status.code(), Some(2));
    assert!(text(&missing.stderr).contains("--coordinator"));
    assert_eq!(std::fs::read_dir(folder.path()).unwrap().count(), 1);
}

#[test]
fn the_program_carries_its_plans() {
    let folder = tempfile::tempdir().unwrap();
    let listed = run(folder.path(), "zh", &["new", "--list", "--json"], "");
    let listed: serde_json::Value = serde_json::from_slice(&listed.stdout).unwrap();
    let plans = listed["plans"].as_array().unwrap();
    assert!(plans.iter().any(|plan| plan["name"] == "315"), "{plans:?}");
    for plan in plans {
        let name = plan["name"].as_str().unwrap();
        let out = format!("{}.ron", name.replace('/', "-"));
        let carried = repository().join(format!("workflows/{name}.ron"));
        let carried = std::fs::read_to_string(carried).unwrap();
        let parsed = syntax::parse(0, &carried);
        let anchor = parsed.root().unwrap().named("anchor").unwrap().text().unwrap().into_owned();
        let anchor = if anchor.len() == 5 { format!("2026-{anchor}") } else { anchor };
        let args = ["new", "--from", name, "--anchor", &anchor, "--out", &out];
        let made = run(folder.path(), "zh", &args, "");
        assert!(made.status.success(), "{name}: {}", text(&made.stderr));
        let check = run(folder.path(), "zh", &["check", &out], "");
        assert!(check.status.success(), "{name}: {}", text(&check.stdout));
        assert!(run(folder.path(), "zh", &["fmt", "--check", &out], "").status.success(), "{name}");
    }
    let next = ["new", "--from", "315", "--anchor", "2027-03-15", "--out", "2027.ron"];
    assert!(run(folder.path(), "zh", &next, "").status.success());
    let written = std::fs::read_to_string(folder.path().join("2027.ron")).unwrap();
    assert!(written.contains(r#"anchor: "2027-03-15""#), "it is for that year");
    assert!(written.contains("谁来做在 2027/units.ron，做什么在 2027/streams-*.ron"), "{written}");
    // What is told of it stands there in the files that were written.
    let other = ["new", "--from", "315", "--anchor", "2028-03-15", "--out", "2028.ron", "--json"];
    let told: serde_json::Value =
        serde_json::from_slice(&run(folder.path(), "zh", &other, "").stdout).unwrap();
    let mut notes = std::collections::BTreeSet::new();
    for note in told["notes"].as_array().unwrap() {
        let at = &note["at"];
        let file = folder.path().join(at["file"].as_str().unwrap());
        let file = std::fs::read_to_string(file).unwrap();
        let line = usize::try_from(at["line"].as_u64().unwrap()).unwrap();
        let line = file.lines().nth(line - 1).unwrap_or_default();
        let says = match note["note"].as_str().unwrap() {
            "theme" => "\"theme\"",
            "changed" => note["is"].as_str().unwrap().trim_matches('"'),
            _ => note["was"].as_str().unwrap(),
        };
        assert!(line.contains(says), "{note} is not {line}");
        notes.insert(note["note"].as_str().unwrap().to_owned());
    }
    assert!(notes.contains("theme") && notes.contains("annual"), "{notes:?}");
    assert!(!notes.contains("year"), "the year is that of the new plan: {notes:?}");
    let unknown = run(folder.path(), "zh", &["new", "--from", "316", "--anchor", "2027-03-15"], "");
    assert_eq!(unknown.status.code(), Some(5));
    assert!(text(&unknown.stderr).contains("315"));
    let short = run(folder.path(), "zh", &["new", "--from", "s9", "--anchor", "2027-03-15"], "");
    let said = text(&short.stderr);
    assert!(said.contains("s9-community") && !said.contains("s5-insurer"), "{said}");
    let words = run(folder.path(), "zh", &["new", "--from", "315", "--anchor", "明年"], "");
    assert!(text(&words.stderr).contains("2027-03-15"), "{}", text(&words.stderr));
}
