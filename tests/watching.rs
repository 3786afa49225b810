//! `--watch`: a line for each change on a pipe, the screen redrawn on a terminal, and silence in between.

use std::io::{BufRead as _, BufReader};
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::sync::mpsc::{Receiver, RecvTimeoutError, channel};
use std::time::Duration;

use portable_pty::CommandBuilder;
use serde_json::Value;

use crate::dashboard::terminal::Screen;

/// 128 and the number of SIGINT, as `docs/cli.md` says.
const INTERRUPTED: i32 = 130;

/// Longer than any line takes on a machine under load.
const PATIENCE: Duration = Duration::from_secs(30);

/// Shorter than a minute, longer than what a change takes to be seen.
const QUIET: Duration = Duration::from_millis(1200);

struct Office(tempfile::TempDir);

impl Office {
    fn new() -> Self {
        let office = Self(tempfile::tempdir().unwrap());
        let plan = concat!(env!("CARGO_MANIFEST_DIR"), "/workflows/small/2-fan-out.ron");
        office.must(&["launch", plan, "--yes"]);
        office
    }

    fn folder(&self) -> &Path {
        self.0.path()
    }

    fn command(&self, args: &[&str]) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_wallchart"));
        command.args(args).current_dir(self.folder()).stdin(Stdio::null());
        command.env("WALLCHART_CONFIG", "").env("WALLCHART_LANG", "zh");
        command
    }

    fn must(&self, args: &[&str]) -> String {
        let output = self.command(args).output().unwrap();
        assert!(output.status.success(), "{args:?} {}", String::from_utf8_lossy(&output.stderr));
        String::from_utf8(output.stdout).unwrap()
    }

    /// Watches on a pipe.
    fn watch(&self, args: &[&str]) -> Pipe {
        let mut child = self.command(args).stdout(Stdio::piped()).spawn().unwrap();
        let out = BufReader::new(child.stdout.take().unwrap());
        let (tell, lines) = channel();
        std::thread::spawn(move || {
            for line in out.lines().map_while(Result::ok) {
                if tell.send(line).is_err() {
                    return;
                }
            }
        });
        Pipe { child, lines }
    }
}

struct Pipe {
    child: Child,
    lines: Receiver<String>,
}

impl Pipe {
    fn line(&self) -> String {
        self.lines.recv_timeout(PATIENCE).unwrap()
    }

    fn is_quiet(&self) -> bool {
        matches!(self.lines.recv_timeout(QUIET), Err(RecvTimeoutError::Timeout))
    }

    /// Presses Ctrl-C, as a shell does; the exit code.
    fn interrupted(mut self) -> Option<i32> {
        let id = self.child.id().to_string();
        assert!(Command::new("kill").args(["-INT", &id]).status().unwrap().success());
        self.child.wait().unwrap().code()
    }
}

#[test]
fn status_on_a_pipe_is_a_line_for_each_change() {
    let office = Office::new();
    let watch = office.watch(&["status", "--watch"]);
    let first = watch.line();
    assert!(first.contains("办结 0/"), "{first}");
    assert!(watch.is_quiet());
    office.must(&["complete", "T0001"]);
    let second = watch.line();
    assert!(second.contains("办结 1/"), "{second}");
    // Looking changes nothing.
    office.must(&["status"]);
    assert!(watch.is_quiet());
    assert_eq!(watch.interrupted(), Some(INTERRUPTED));
}

#[test]
fn with_json_it_is_the_whole_on_one_line() {
    let office = Office::new();
    let watch = office.watch(&["status", "--watch", "--json"]);
    let done =
        |line: String| serde_json::from_str::<Value>(&line).unwrap()["overview"]["done"].clone();
    assert_eq!(done(watch.line()), 0);
    office.must(&["complete", "T0001"]);
    assert_eq!(done(watch.line()), 1);
    assert_eq!(watch.interrupted(), Some(INTERRUPTED));
}

#[test]
fn a_list_tells_only_the_rows_that_differ() {
    let office = Office::new();
    let whole = office.must(&["list", "未办结", "--json"]);
    let rows: Vec<Value> = serde_json::from_str(&whole).unwrap();
    let watch = office.watch(&["list", "未办结", "-w"]);
    let first: Vec<String> = rows.iter().map(|_| watch.line()).collect();
    assert!(
        first
            .iter()
            .zip(&rows)
            .all(|(line, row)| line.starts_with(row["number"].as_str().unwrap()))
    );
    assert!(watch.is_quiet());
    let owner = rows[0]["owner"].as_str().unwrap();
    office.must(&["ack", "T0001", "--as", owner]);
    let changed = watch.line();
    assert!(changed.starts_with("T0001"), "{changed}");
    office.must(&["skip", "T0001", "--reason", "今年不做"]);
    let mut gone = watch.line();
    while !gone.starts_with("- ") {
        gone = watch.line();
    }
    assert!(gone.contains("T0001"), "{gone}");
    assert_eq!(watch.interrupted(), Some(INTERRUPTED));
}

#[test]
fn an_inbox_is_watched_too() {
    let office = Office::new();
    let rows: Vec<Value> = serde_json::from_str(&office.must(&["list", "--json"])).unwrap();
    let owner = rows[0]["owner"].as_str().unwrap().to_owned();
    let watch = office.watch(&["inbox", &owner, "--watch", "--json"]);
    let first: Value = serde_json::from_str(&watch.line()).unwrap();
    office.must(&["ack", "T0001", "--as", &owner]);
    let second: Value = serde_json::from_str(&watch.line()).unwrap();
    assert_ne!(first["to_acknowledge"], second["to_acknowledge"]);
    assert_eq!(watch.interrupted(), Some(INTERRUPTED));
}

fn on_a_terminal(office: &Office) -> Screen {
    let mut command = CommandBuilder::new(env!("CARGO_BIN_EXE_wallchart"));
    command.args(["status", "--watch"]);
    command.cwd(office.folder());
    command.env("WALLCHART_CONFIG", "");
    command.env("WALLCHART_LANG", "zh");
    Screen::start(command, 1)
}

#[test]
fn a_terminal_is_redrawn_on_a_change_and_given_back_on_ctrl_c() {
    let office = Office::new();
    let mut screen = on_a_terminal(&office);
    screen.wait_for("q 退出");
    // The first minute may turn over while the test looks on.
    let silent = (0..4).any(|_| {
        let before = screen.written();
        std::thread::sleep(QUIET);
        screen.written() == before
    });
    assert!(silent, "it writes though nothing changes");
    let before = screen.text();
    office.must(&["complete", "T0001"]);
    screen.wait_until("it is redrawn", |text| text != before && text.contains("q 退出"));
    screen.type_in("\u{3}");
    assert_eq!(screen.ends(), u32::try_from(INTERRUPTED).unwrap());
    // The last look stays.
    assert!(screen.text().contains("超期"), "{}", screen.text());
}

#[test]
fn q_leaves_without_an_error() {
    let office = Office::new();
    let mut screen = on_a_terminal(&office);
    screen.wait_for("q 退出");
    screen.type_in("q");
    assert_eq!(screen.ends(), 0);
}

const PLAN: &str = r#"Campaign(
    version: 1, id: "a", title: "甲", anchor: "2026-03-13", coordinator: "办公室", include: ["parts/tasks.ron"],
    units: { "办公室": (kind: office, people: { "张莉": contact }) },
)
"#;

fn tasks(owner: &str) -> String {
    format!(
        "Campaign(streams: {{ \"宣传\": (tasks: {{ \"通知\": (owner: \"{owner}\", due: \"D\") }}) }})\n"
    )
}

/// What an editor does that keeps the old file until the new one is whole.
fn replaced(path: &Path, text: &str) {
    let beside = path.with_extension("ron~");
    std::fs::write(&beside, text).unwrap();
    std::fs::rename(beside, path).unwrap();
}

#[test]
fn a_plan_is_checked_again_when_one_of_its_files_changes() {
    let office = Office(tempfile::tempdir().unwrap());
    std::fs::write(office.folder().join("plan.ron"), PLAN).unwrap();
    let watch = office.watch(&["check", "plan.ron", "--watch"]);
    let first = watch.line();
    assert!(first.starts_with("plan.ron:2:") && first.contains("E027"), "{first}");
    assert!(watch.line().contains("错误 1"));
    // Its folder comes first, then the file.
    let part = office.folder().join("parts/tasks.ron");
    std::fs::create_dir(part.parent().unwrap()).unwrap();
    std::fs::write(&part, tasks("办公室")).unwrap();
    assert!(watch.line().starts_with("- plan.ron:2:"));
    assert!(watch.line().contains("错误 0"), "what counts is the last line");
    // What lies beside is of no concern.
    std::fs::write(office.folder().join("wallchart.db-wal"), "x").unwrap();
    assert!(watch.is_quiet());
    for _ in 0..2 {
        replaced(&part, &tasks("办公是"));
        let wrong = watch.line();
        assert!(wrong.starts_with("parts/tasks.ron:1:") && wrong.contains("E030"), "{wrong}");
        assert!(watch.line().contains("错误 1"));
        replaced(&part, &tasks("办公室"));
        assert!(watch.line().starts_with("- parts/tasks.ron"));
        assert!(watch.line().contains("错误 0"));
    }
    assert_eq!(watch.interrupted(), Some(INTERRUPTED));
}

#[test]
fn with_json_each_check_is_a_line() {
    let office = Office(tempfile::tempdir().unwrap());
    let path = office.folder().join("plan.ron");
    std::fs::write(&path, PLAN).unwrap();
    let watch = office.watch(&["check", "plan.ron", "--watch", "--json"]);
    let errors = |line: String| serde_json::from_str::<Value>(&line).unwrap()["errors"].clone();
    assert_eq!(errors(watch.line()), 1);
    replaced(&path, "Campaign(");
    assert_ne!(errors(watch.line()), 0);
    assert_eq!(watch.interrupted(), Some(INTERRUPTED));
}
