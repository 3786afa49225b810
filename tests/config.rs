//! Configuration files: which of them wins, what `config` tells, and what broken ones are told.

use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

use serde_json::Value;

/// A person with a user file and a project.
struct Person {
    folder: tempfile::TempDir,
}

impl Person {
    fn new(user: Option<&str>, project: Option<&str>) -> Self {
        let person = Self { folder: tempfile::tempdir().unwrap() };
        std::fs::create_dir_all(person.path("project/below")).unwrap();
        if let Some(text) = user {
            std::fs::write(person.path("user.ron"), text).unwrap();
        }
        if let Some(text) = project {
            std::fs::write(person.path("project/.wallchart.ron"), text).unwrap();
        }
        person
    }

    fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    fn run_in(&self, folder: &Path, args: &[&str], set: &[(&str, &str)]) -> Output {
        let mut command = Command::new(env!("CARGO_BIN_EXE_wallchart"));
        command.args(args).current_dir(folder).stdin(Stdio::null());
        for name in ["WALLCHART_STORE", "WALLCHART_AS", "WALLCHART_CAMPAIGN", "WALLCHART_LANG"] {
            command.env_remove(name);
        }
        command.env_remove("NO_COLOR").env("LC_ALL", "C");
        command.env("WALLCHART_CONFIG", self.path("user.ron"));
        command.envs(set.iter().copied()).output().unwrap()
    }

    fn run(&self, args: &[&str], set: &[(&str, &str)]) -> Output {
        self.run_in(&self.path("project/below"), args, set)
    }

    /// What is set, and by whom.
    fn setting(&self, key: &str, args: &[&str], set: &[(&str, &str)]) -> (String, String) {
        let args = [&["config", "--json"], args].concat();
        let output = self.run(&args, set);
        assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
        let all: Value = serde_json::from_slice(&output.stdout).unwrap();
        let one = &all["settings"][key];
        let text = |v: &Value| v.as_str().unwrap_or("-").to_owned();
        (text(&one["value"]), text(&one["from"]))
    }

    fn fails(&self, lang: &str) -> String {
        let output = self.run(&["--lang", lang, "status"], &[]);
        assert_eq!(output.status.code(), Some(2));
        String::from_utf8(output.stderr).unwrap()
    }
}

const FULL: &str = "Config(lang: en, store: \"user.db\", campaign: \"u\", as: \"user\", \
                    color: always, ascii: true)";

#[test]
fn an_option_beats_a_variable_beats_the_project_beats_the_user_beats_the_default() {
    let none = Person::new(None, None);
    let user = Person::new(Some(FULL), Some("Config()"));
    let project = "Config(lang: zh, store: \"p.db\", campaign: \"p\", as: \"project\", \
                   color: never, ascii: false)";
    let both = Person::new(Some(FULL), Some(project));
    let own = |name: &str| user.path(name).display().to_string();
    let pair = |value: &str, from: &str| (value.to_owned(), from.to_owned());
    let rows = [
        ("lang", "zh", "en", "zh", ("WALLCHART_LANG", "en"), ["--lang", "en"]),
        ("campaign", "-", "u", "p", ("WALLCHART_CAMPAIGN", "v"), ["--campaign", "o"]),
        ("as", "-", "user", "project", ("WALLCHART_AS", "v"), ["--as", "o"]),
        ("color", "auto", "always", "never", ("NO_COLOR", "1"), ["--color", "always"]),
    ];
    for (key, default, of_user, of_project, variable, option) in rows {
        assert_eq!(none.setting(key, &[], &[]), pair(default, "default"));
        assert_eq!(user.setting(key, &[], &[]), pair(of_user, "user"));
        assert_eq!(both.setting(key, &[], &[]), pair(of_project, "project"));
        let (_, from) = both.setting(key, &[], &[variable]);
        assert_eq!(from, "variable", "{key}");
        let (value, from) = both.setting(key, &option, &[variable]);
        assert_eq!((value.as_str(), from.as_str()), (option[1], "option"));
    }
    assert_eq!(none.setting("store", &[], &[]), pair("wallchart.db", "default"));
    // A file's store lies beside the file, wherever the program is started.
    assert_eq!(user.setting("store", &[], &[]), (own("user.db"), "user".to_owned()));
    let beside = both.path("project/p.db").canonicalize().unwrap_or(both.path("project/p.db"));
    assert_eq!(both.setting("store", &[], &[]).0, beside.display().to_string());
    assert_eq!(
        both.setting("store", &[], &[("WALLCHART_STORE", "v.db")]),
        pair("v.db", "variable")
    );
    assert_eq!(both.setting("store", &["--store", "o.db"], &[]), pair("o.db", "option"));
    assert_eq!(both.setting("ascii", &[], &[]), pair("false", "project"));
    // After the files the locale counts.
    assert_eq!(none.setting("lang", &[], &[("LC_ALL", "en_GB.UTF-8")]), pair("en", "variable"));
    assert_eq!(user.setting("lang", &[], &[("LC_ALL", "zh_CN.UTF-8")]), pair("en", "user"));
}

#[test]
fn what_is_set_is_used() {
    let person = Person::new(None, Some("Config(lang: en, store: \"office.db\", color: always)"));
    let plan = concat!(env!("CARGO_MANIFEST_DIR"), "/workflows/small/1-first-steps.ron");
    let launched = person.run(&["launch", plan, "--yes"], &[]);
    assert!(String::from_utf8_lossy(&launched.stdout).contains("launched"), "{launched:?}");
    assert!(person.path("project/office.db").exists());
    let late = person.run(&["check", plan, "--anchor", "1"], &[]);
    assert!(String::from_utf8_lossy(&late.stderr).contains("error"), "{late:?}");
    // Elsewhere there is no such store.
    let elsewhere = person.run_in(person.folder.path(), &["status"], &[]);
    assert_eq!(elsewhere.status.code(), Some(5));
}

#[test]
fn broken_files_are_told_with_place_and_remedy_and_nothing_is_done() {
    let rows = [
        ("Config(\n  langg: zh,\n)", ":2:", "是不是“lang”？", "did you mean `lang`?"),
        ("Config(theme: dark)", ":1:", "可设：lang  store", "keys: lang  store"),
        ("Config(lang: fr)", ":1:", "可写：zh  en", "it takes: zh  en"),
        ("Config(as: \"a\", as: \"b\")", ":1:", "设了两次", "is set twice"),
        ("Config(ascii: \"yes\")", ":1:", "值类型不对", "another kind of value"),
        ("Settings(lang: zh)", ":1:", "应以 Config( 开头", "begins with `Config(`"),
        ("Config(lang: zh", ":1:", "不合 RON 写法", "not written as RON is"),
    ];
    for (text, place, zh, en) in rows {
        for person in [Person::new(Some(text), None), Person::new(None, Some(text))] {
            for (lang, words) in [("zh", zh), ("en", en)] {
                let said = person.fails(lang);
                assert!(said.contains(words) && said.contains(place), "{text}: {said}");
            }
            // What tells of the program itself still works.
            for args in [&["config", "--example"][..], &["completions", "bash"], &["--help"]] {
                assert!(person.run(args, &[]).status.success(), "{args:?}");
            }
        }
    }
    let person = Person::new(None, None);
    std::fs::create_dir(person.path("user.ron")).unwrap();
    assert!(person.fails("en").contains("it is no file"));
    std::fs::remove_dir(person.path("user.ron")).unwrap();
    std::fs::write(person.path("user.ron"), b"\xff\xfe").unwrap();
    assert!(person.fails("en").contains("UTF-8"));
    // Control characters of a file never reach a terminal.
    let person = Person::new(Some("Config(lang: r#\u{1b}\u{7})"), None);
    assert!(!person.fails("zh").contains(['\u{1b}', '\u{7}']));
}

#[test]
fn the_example_is_a_file_that_says_what_holds_anyway() {
    for lang in ["zh", "en"] {
        let person = Person::new(None, None);
        let example = person.run(&["config", "--example", "--lang", lang], &[]);
        let text = String::from_utf8(example.stdout).unwrap();
        std::fs::write(person.path("user.ron"), &text).unwrap();
        assert_eq!(person.setting("lang", &[], &[]), ("zh".to_owned(), "default".to_owned()));
        // Without the marks every line of it is taken.
        let on: String = text.lines().fold(String::new(), |mut on, line| {
            let key = line
                .trim_start()
                .strip_prefix("// ")
                .filter(|l| l.ends_with("\",") || l.ends_with(','));
            let key = key.filter(|l| {
                wallchart::cli::config::KEYS.iter().any(|k| l.starts_with(&format!("{k}:")))
            });
            on.push_str(key.unwrap_or(line));
            on.push('\n');
            on
        });
        std::fs::write(person.path("user.ron"), &on).unwrap();
        for key in wallchart::cli::config::KEYS {
            assert_eq!(person.setting(key, &[], &[]).1, "user", "{key}: {on}");
        }
    }
}

#[test]
fn every_key_is_told_in_the_page_and_in_words() {
    let page =
        std::fs::read_to_string(concat!(env!("CARGO_MANIFEST_DIR"), "/docs/config.md")).unwrap();
    for key in wallchart::cli::config::KEYS {
        assert!(page.contains(&format!("`{key}`")), "{key} is not in docs/config.md");
    }
    let example = page.split("```ron\n").nth(1).and_then(|rest| rest.split("```").next()).unwrap();
    let person = Person::new(Some(example), None);
    for key in wallchart::cli::config::KEYS {
        assert_eq!(person.setting(key, &[], &[]).1, "user", "{key}: {example}");
    }
    let person = Person::new(Some(FULL), None);
    for (lang, from) in [("zh", "个人配置"), ("en", "user file")] {
        let said = person.run(&["config", "--lang", lang], &[]);
        let said = String::from_utf8(said.stdout).unwrap();
        assert!(said.contains(from) && said.contains("user.db"), "{said}");
    }
}
