//! Completion as shells see it: the script is sourced by a real Bash, Zsh and Fish, and Tab is pressed.

use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

/// A launched campaign, and the program on the path.
struct Office(tempfile::TempDir);

fn program() -> PathBuf {
    PathBuf::from(env!("CARGO_BIN_EXE_wallchart"))
}

impl Office {
    fn new() -> Self {
        Office::of("workflows/315.ron")
    }

    fn of(plan: &str) -> Self {
        let office = Self(tempfile::tempdir().unwrap());
        let root = env!("CARGO_MANIFEST_DIR");
        let launched = office.wallchart(&["launch", plan, "--yes", "--store"], Path::new(root));
        assert!(launched, "the campaign is launched");
        office
    }

    fn wallchart(&self, args: &[&str], from: &Path) -> bool {
        let mut command = Command::new(program());
        command.args(args).arg(self.0.path().join("wallchart.db")).env("WALLCHART_CONFIG", "");
        command.current_dir(from).stdin(Stdio::null()).output().unwrap().status.success()
    }

    /// Runs a script in a shell, where the program is on the path; its lines.
    fn shell(&self, shell: &str, args: &[&str], script: &str, lang: &str) -> Vec<String> {
        let folder = program().parent().unwrap().to_owned();
        let path = std::env::var_os("PATH").unwrap_or_default();
        let paths = std::iter::once(folder).chain(std::env::split_paths(&path));
        let output = Command::new(shell)
            .args(args)
            .arg(script)
            .env("PATH", std::env::join_paths(paths).unwrap())
            .env("HOME", self.0.path())
            .env("LC_ALL", "C.UTF-8")
            .env("WALLCHART_LANG", lang)
            .env("WALLCHART_CONFIG", "")
            .env_remove("WALLCHART_STORE")
            .env_remove("WALLCHART_AS")
            .env_remove("WALLCHART_CAMPAIGN")
            .current_dir(self.0.path())
            .stdin(Stdio::null())
            .output()
            .unwrap();
        let errors = String::from_utf8_lossy(&output.stderr);
        assert!(output.status.success() && errors.is_empty(), "{script}: {errors}");
        let out = String::from_utf8(output.stdout).unwrap();
        out.lines().map(str::to_owned).collect()
    }

    /// What Bash offers for a line, as readline would call the function: words broken at its breaks, and
    /// only the piece behind the last of them replaced.
    fn bash(&self, line: &str) -> Vec<String> {
        let script = r#"
            source <(wallchart completions bash)
            COMP_LINE=$LINE COMP_POINT=${#LINE}
            complete -p wallchart >/dev/null || exit 9
            _wallchart_complete wallchart
            printf '%s\n' "${COMPREPLY[@]}"
        "#;
        let script = format!("LINE={}\n{script}", quote(line));
        self.shell("bash", &["--norc", "-c"], &script, "zh")
    }
}

fn quote(text: &str) -> String {
    format!("'{}'", text.replace('\'', r"'\''"))
}

/// Whether a shell is there to be driven; where all of them must be, its lack is a failure.
fn has(shell: &str) -> bool {
    let there = Command::new(shell).arg("--version").output().is_ok();
    let required = std::env::var_os("WALLCHART_REQUIRE_ALL").is_some();
    assert!(there || !required, "{shell} is not installed");
    there
}

#[test]
fn bash_completes_verbs_options_tasks_units_and_campaigns() {
    let office = Office::new();
    let offers = |line: &str| office.bash(line);
    assert_eq!(offers("wallchart rea"), ["reassign"]);
    assert!(offers("wallchart open --").contains(&"--ascii".to_owned()));
    // Only what stands behind the last of Bash's breaks is replaced.
    assert_eq!(offers("wallchart show 分会场@城东"), ["城东所"]);
    assert_eq!(offers("wallchart show \"分会场@城东"), ["分会场@城东所"]);
    let many = offers("wallchart show 分会");
    assert!(many.len() > 3 && many.iter().all(|c| c.starts_with("分会场@")), "{many:?}");
    assert!(offers("wallchart show T000").contains(&"T0001".to_owned()));
    assert!(offers("wallchart show fhc").contains(&"分会场@城东所".to_owned()));
    assert!(offers("wallchart inbox 城").contains(&"城东所".to_owned()));
    assert_eq!(offers("wallchart inbox --as 城东所消"), ["城东所消保分会"]);
    assert_eq!(offers("wallchart reassign 分会场@城东所 --to 法"), ["法规科"]);
    let campaigns = offers("wallchart status --campaign ");
    assert!(campaigns.len() == 1 && campaigns[0].starts_with("315-"), "{campaigns:?}");
    assert_eq!(
        offers("wallchart list who:市场监管局,城东所"),
        ["市场监管局,城东所", "市场监管局,城东所消保分会"]
    );
    assert!(offers("wallchart list 状态:已").contains(&"已办结".to_owned()));
    assert!(offers("wallchart list -state:re").contains(&"returned".to_owned()));
    assert_eq!(offers("wallchart --lang "), ["zh", "en"]);
    assert!(offers("wallchart explain e03").contains(&"E030".to_owned()));
    assert!(offers("wallchart tick 上年回顾 ").contains(&"1".to_owned()));
}

#[test]
fn rosters_logs_and_playbooks_are_completed_word_by_word() {
    let office = Office::of("workflows/s2-branch.ron");
    let offers = |line: &str| office.bash(line);
    assert_eq!(offers("wallchart roster fi"), ["fill"]);
    let rosters = offers("wallchart roster fill ");
    assert!(!rosters.is_empty(), "{rosters:?}");
    let first = &rosters[0];
    let seats = offers(&format!("wallchart roster fill {first} "));
    assert!(seats.iter().any(|word| word.ends_with('=')), "{seats:?}");
    let post = seats.iter().find(|word| !word.ends_with('=') && !word.contains('-')).unwrap();
    let role = seats.iter().find(|word| word.ends_with('=')).unwrap();
    let people = offers(&format!("wallchart roster fill {first} {post} {role}"));
    assert!(!people.is_empty(), "{post} {role}: {seats:?}");
    let logs = offers("wallchart row add 回访");
    assert!(!logs.is_empty() && logs.iter().all(|path| path.starts_with("回访@")), "{logs:?}");
    let row = format!("wallchart row add {} ", logs[0]);
    let cells = offers(&row);
    assert!(cells.contains(&"站点=".to_owned()), "{cells:?}");
    assert_eq!(offers(&format!("{row}有问题=")), ["是", "否"]);
    assert!(!offers(&format!("{row}有问题=是 ")).contains(&"有问题=".to_owned()));
    assert!(!offers("wallchart play start ").is_empty());
}

#[test]
fn only_what_may_be_done_now_is_offered() {
    let office = Office::new();
    // Everything waits to be acknowledged by its own unit.
    let mine = office.bash("wallchart ack --as 城东所 ");
    assert!(mine.contains(&"分会场@城东所".to_owned()), "{mine:?}");
    assert!(!mine.iter().any(|task| task.ends_with("@城西所")), "{mine:?}");
    // Where nothing may, all are there to be seen.
    assert!(office.bash("wallchart accept --as 城东所 ").len() > 100);
}

#[test]
fn tab_in_the_wrong_place_says_nothing() {
    let office = Office::new();
    for line in [
        "wallchart --store none.db show ",
        "wallchart --store . show ",
        "wallchart --campaign none show 分",
        "wallchart no-such-verb ",
        "wallchart show '分会",
        "wallchart show \\",
    ] {
        let offered = office.bash(line);
        assert!(offered.iter().all(|c| !c.contains("T0")), "{line}: {offered:?}");
    }
    assert!(!office.0.path().join("none.db").exists(), "looking makes no store");
}

#[test]
fn zsh_completes_with_descriptions() {
    if !has("zsh") {
        return;
    }
    let office = Office::new();
    // What the function would hand to `_describe` is printed instead.
    let script = r#"
        compdef() { :; }
        _describe() { print -rl -- "${(@P)3}" }
        source <(wallchart completions zsh)
        words=(wallchart show 分会场@城东) CURRENT=3
        _clap_dynamic_completer_wallchart
        words=(wallchart st) CURRENT=2
        _clap_dynamic_completer_wallchart
    "#;
    let offered = office.shell("zsh", &["-f", "-c"], script, "en");
    let task = offered.iter().find(|l| l.starts_with("分会场@城东所:"));
    assert!(task.is_some_and(|l| l.contains("T0") && l.contains("城东所")), "{offered:?}");
    assert!(offered.iter().any(|l| l == "status:Say how the campaign stands"), "{offered:?}");
}

#[test]
fn fish_completes_with_descriptions() {
    if !has("fish") {
        return;
    }
    let office = Office::new();
    let script = "wallchart completions fish | source; complete -C 'wallchart show 分会场@城东'; \
                  complete -C 'wallchart sta'";
    let offered = office.shell("fish", &["--no-config", "-c"], script, "zh");
    assert!(offered.iter().any(|l| l.starts_with("分会场@城东所\t")), "{offered:?}");
    assert!(offered.iter().any(|l| l == "status\t查看总体进展"), "{offered:?}");
}

#[test]
fn every_shell_has_its_script() {
    use clap::ValueEnum as _;
    use wallchart::cli::completion::Shell;
    for shell in Shell::value_variants() {
        let script = shell.script().unwrap();
        assert!(script.contains("WALLCHART_COMPLETE") && script.contains("wallchart"), "{script}");
    }
}
