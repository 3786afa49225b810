//! Rough handling: stores that are none, disks that are full, folders that can't be written, words with
//! control characters. What can be read is read, and what can't be done is said, in an exit code too.

use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

use crate::plans::repository;

/// Exit codes of `tui/cli/exit.rs`.
const FAILED: i32 = 1;
const NOT_FOUND: i32 = 5;
const STORE: i32 = 6;

struct Desk {
    folder: tempfile::TempDir,
    program: PathBuf,
}

impl Desk {
    fn new() -> Self {
        let program = env!("CARGO_BIN_EXE_wallchart").into();
        Self { folder: tempfile::tempdir().unwrap(), program }
    }

    /// With a campaign running in `x.db`.
    fn running() -> Self {
        let desk = Self::new();
        desk.must("x.db", &["launch", &lesson(), "-y"]);
        desk
    }

    fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    fn command(&self, store: &str, args: &[&str]) -> Command {
        let mut command = Command::new(&self.program);
        command.arg("--store").arg(self.path(store)).args(["--lang", "zh"]).args(args);
        for name in ["WALLCHART_STORE", "WALLCHART_AS", "WALLCHART_CAMPAIGN"] {
            command.env_remove(name);
        }
        command.stdin(Stdio::null()).current_dir(self.folder.path());
        command
    }

    fn run(&self, store: &str, args: &[&str]) -> Output {
        self.command(store, args).output().unwrap()
    }

    fn must(&self, store: &str, args: &[&str]) -> String {
        let output = self.run(store, args);
        assert_eq!(output.status.code(), Some(0), "{args:?}: {}", said(&output));
        String::from_utf8(output.stdout).unwrap()
    }

    /// Fails with that code and says that.
    fn fails(&self, store: &str, args: &[&str], code: i32, words: &str) {
        check(&self.run(store, args), code, words);
    }
}

fn check(output: &Output, code: i32, words: &str) {
    assert_eq!(output.status.code(), Some(code), "{}", said(output));
    let told = String::from_utf8_lossy(&output.stderr);
    assert!(told.contains(words), "{words}: {told}");
}

fn said(output: &Output) -> String {
    let (out, err) = (&output.stdout, &output.stderr);
    format!("{}{}", String::from_utf8_lossy(out), String::from_utf8_lossy(err))
}

fn lesson() -> String {
    repository().join("workflows/small/1-first-steps.ron").to_str().unwrap().to_owned()
}

#[test]
fn what_is_no_store_is_called_so() {
    let desk = Desk::running();
    let status = &["status"];
    desk.fails("none.db", status, NOT_FOUND, "没有数据文件");
    desk.fails("none/x.db", &["launch", &lesson(), "-y"], STORE, "没有文件夹");
    std::fs::create_dir(desk.path("folder.db")).unwrap();
    desk.fails("folder.db", status, STORE, "不是挂图作战的数据库文件");
    std::fs::write(desk.path("text.db"), "这是一段文字").unwrap();
    desk.fails("text.db", status, STORE, "不是挂图作战的数据库文件");
    desk.fails("text.db", &["launch", &lesson(), "-y"], STORE, "不是挂图作战的数据库文件");
    assert_eq!(std::fs::read_to_string(desk.path("text.db")).unwrap(), "这是一段文字");
    // What is left of a launch that had no room: as if it weren't there.
    std::fs::write(desk.path("empty.db"), "").unwrap();
    desk.fails("empty.db", status, NOT_FOUND, "请先下达方案");
    desk.must("empty.db", &["launch", &lesson(), "-y"]);
    let whole = std::fs::read(desk.path("x.db")).unwrap();
    std::fs::write(desk.path("cut.db"), &whole[..whole.len() / 3]).unwrap();
    desk.fails("cut.db", status, STORE, "从备份恢复");
    std::fs::write(desk.path("newer.db"), &whole).unwrap();
    let newer = rusqlite::Connection::open(desk.path("newer.db")).unwrap();
    newer.pragma_update(None, "user_version", 9).unwrap();
    drop(newer);
    desk.fails("newer.db", status, STORE, "请升级本程序");
}

/// A body that isn't what was appended is never decided on.
#[test]
fn nothing_is_decided_on_a_store_that_was_tampered_with() {
    let desk = Desk::running();
    let store = rusqlite::Connection::open(desk.path("x.db")).unwrap();
    store.execute_batch("DROP TRIGGER events_are_only_redacted; DELETE FROM snapshots;").unwrap();
    let changed = "UPDATE events SET body = CAST(replace(body, '环卫站', '环卫所') AS BLOB)";
    assert!(store.execute(changed, []).unwrap() > 0);
    drop(store);
    desk.fails("x.db", &["ack", "1"], STORE, "从备份恢复");
    assert_eq!(desk.run("x.db", &["verify"]).status.code(), Some(STORE));
}

#[test]
fn nothing_that_a_terminal_obeys_gets_out() {
    let desk = Desk::running();
    let nasty = "a\u{1b}[2J\u{7}\u{9b}31m\u{202e}b\nc";
    let mut all = desk.must("x.db", &["comment", "1", nasty]);
    for args in [&["log"][..], &["show", "1"], &["open"], &["status"], &["inbox", "镇爱卫办"]] {
        all += &desk.must("x.db", args);
    }
    all += &said(&desk.run("x.db", &["show", nasty]));
    all += &said(&desk.run("x.db", &["show", "1", "--as", nasty]));
    all += &said(&desk.run("x.db", &["list", &format!("who:{nasty}")]));
    all += &said(&desk.run(nasty, &["status"]));
    let json = desk.must("x.db", &["log", "--json"]);
    let lines: serde_json::Value = serde_json::from_str(&json).unwrap();
    assert_eq!(lines.as_array().unwrap().last().unwrap()["text"], nasty, "as data it is whole");
    all += &json;
    let obeyed = |c: &char| *c != '\n' && (c.is_control() || *c == '\u{202e}');
    assert_eq!(all.chars().find(obeyed), None, "{all:?}");
    assert!(all.contains('\u{241b}'), "but it is shown");
}

#[test]
fn a_reader_that_goes_away_is_no_error() {
    let desk = Desk::running();
    for args in [&["log"][..], &["log", "--json"], &["list", "--json"], &["open"]] {
        let mut command = desk.command("x.db", args);
        let (reader, writer) = std::io::pipe().unwrap();
        drop(reader);
        let output = command.stdout(writer).stderr(Stdio::piped()).spawn().unwrap();
        let output = output.wait_with_output().unwrap();
        assert_eq!((output.status.code(), said(&output).as_str()), (Some(0), ""), "{args:?}");
    }
}

#[test]
fn evidence_may_be_any_file_and_nothing_else() {
    let desk = Desk::running();
    std::fs::write(desk.path("空.txt"), "").unwrap();
    std::fs::create_dir(desk.path("夹")).unwrap();
    desk.must("x.db", &["attach", "工作方案", "空.txt"]);
    desk.fails("x.db", &["attach", "工作方案", "夹"], FAILED, "是文件夹");
    desk.fails("x.db", &["attach", "工作方案", "无.txt"], FAILED, "没有这个文件");
    desk.must("x.db", &["verify"]);
}

#[test]
fn who_acts_is_found_by_any_of_his_names() {
    let desk = Desk::running();
    for name in ["环卫站", "环卫-乙", "hwz", "环"] {
        desk.must("x.db", &["comment", "1", "到", "--as", name]);
    }
    desk.fails("x.db", &["ack", "1", "--as", "没有的"], NOT_FOUND, "没有单位或人员符合");
    desk.fails("x.db", &["ack", "1", "--as", "ws"], NOT_FOUND, "没有单位或人员符合");
}

/// Launching what runs, and two launches at once: one campaign, and whoever was late is told.
#[test]
fn a_campaign_is_launched_once() {
    let desk = Desk::new();
    let plan = lesson();
    let start = || {
        let mut command = desk.command("x.db", &["launch", &plan, "-y"]);
        command.stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap()
    };
    let four = [(); 4].map(|()| start()).map(|child| child.wait_with_output().unwrap());
    let mut codes = four.each_ref().map(|o| o.status.code());
    codes.sort_unstable();
    assert_eq!(codes, [Some(0), Some(4), Some(4), Some(4)], "{four:?}");
    desk.fails("x.db", &["launch", &plan, "-y"], 4, "已经下达");
    desk.must("x.db", &["verify"]);
    // A second campaign lies beside the first, and then it must be said which is meant.
    let other = repository().join("workflows/small/2-fan-out.ron");
    desk.must("x.db", &["launch", other.to_str().unwrap(), "-y"]);
    desk.fails("x.db", &["status"], NOT_FOUND, "clean-up-2026");
    desk.must("x.db", &["ack", "1", "--campaign", "clean-up-2026"]);
    desk.fails("x.db", &["status", "--campaign", "无"], NOT_FOUND, "没有活动");
}

#[cfg(unix)]
#[test]
fn a_store_that_cannot_be_written_can_be_read() {
    use std::os::unix::fs::{MetadataExt as _, PermissionsExt as _};
    use std::os::unix::process::CommandExt as _;
    let mut desk = Desk::running();
    let rights = |path: &Path, mode| {
        std::fs::set_permissions(path, std::fs::Permissions::from_mode(mode)).unwrap();
    };
    // In reach of any user: rights don't bind root, so root becomes nobody.
    let program = desk.path("program");
    std::fs::copy(&desk.program, &program).unwrap();
    desk.program = program;
    let is_root = std::fs::metadata(desk.path("x.db")).unwrap().uid() == 0;
    rights(&desk.program, 0o555);
    rights(&desk.path("x.db"), 0o444);
    rights(desk.folder.path(), 0o555);
    let run = |args: &[&str]| {
        let mut command = desk.command("x.db", args);
        if is_root {
            command.uid(65534).gid(65534);
        }
        command.output().unwrap()
    };
    let read = [&["status"][..], &["log"], &["show", "1"], &["verify"], &["open"]].map(run);
    let written = [&["ack", "1"][..], &["comment", "1", "x"]].map(run);
    rights(desk.folder.path(), 0o755);
    for output in read {
        assert_eq!(output.status.code(), Some(0), "{}", said(&output));
    }
    for output in written {
        check(&output, STORE, "请检查文件和所在文件夹的权限");
    }
}

/// A small file system of its own, gone when dropped.
#[cfg(target_os = "linux")]
struct SmallDisk(PathBuf);

#[cfg(target_os = "linux")]
impl SmallDisk {
    /// `None` where one may not mount.
    fn mount(at: PathBuf) -> Option<Self> {
        std::fs::create_dir(&at).unwrap();
        let mut mount = Command::new("mount");
        mount.args(["-t", "tmpfs", "-o", "size=4m", "wallchart-test"]).arg(&at);
        let done = mount.stderr(Stdio::null()).status().is_ok_and(|status| status.success());
        done.then_some(Self(at))
    }

    fn fill(&self) {
        use std::io::Write as _;
        let mut file = std::fs::File::create(self.0.join("fill")).unwrap();
        while file.write_all(&[7; 4096]).is_ok() {}
    }

    fn empty(&self) {
        std::fs::remove_file(self.0.join("fill")).unwrap();
    }
}

#[cfg(target_os = "linux")]
impl Drop for SmallDisk {
    fn drop(&mut self) {
        // If it can't be unmounted, the temporary folder can't be removed either, and says so.
        let _left = Command::new("umount").arg(&self.0).status();
    }
}

/// Runs a test again where this user may mount: in a name space of its own. `false` where there is none.
#[cfg(target_os = "linux")]
fn as_root_of_its_own(test: &str) -> bool {
    let unshare = |args: &[&str]| {
        let mut command = Command::new("unshare");
        command.args(["-U", "-r", "-m"]).args(args).stdin(Stdio::null());
        command.env("WALLCHART_UNSHARED", "1").output()
    };
    let inside = std::env::var_os("WALLCHART_UNSHARED").is_some();
    if inside || !unshare(&["true"]).is_ok_and(|output| output.status.success()) {
        return false;
    }
    let me = std::env::current_exe().unwrap();
    let output = unshare(&[me.to_str().unwrap(), "--exact", test, "--nocapture"]).unwrap();
    assert!(output.status.success(), "{}", said(&output));
    !said(&output).contains("skipped")
}

#[cfg(target_os = "linux")]
#[test]
fn on_a_full_disk_reading_goes_on_and_writing_comes_back() {
    let desk = Desk::new();
    let Some(disk) = SmallDisk::mount(desk.path("disk")) else {
        if as_root_of_its_own("rough::on_a_full_disk_reading_goes_on_and_writing_comes_back") {
            return;
        }
        // Not for `WALLCHART_REQUIRE_ALL`: it is a right that is missing, not a program to install.
        let said = "skipped: `mount` may not put a small tmpfs here\n";
        std::io::Write::write_all(&mut std::io::stderr(), said.as_bytes()).unwrap();
        return;
    };
    desk.must("disk/x.db", &["launch", &lesson(), "-y"]);
    let written = desk.must("disk/x.db", &["log"]).lines().count();
    // As a process that was killed leaves it: the last command in the WAL alone.
    let held = rusqlite::Connection::open(desk.path("disk/x.db")).unwrap();
    held.query_row("SELECT count(*) FROM events", [], |r| r.get::<_, i64>(0)).unwrap();
    desk.must("disk/x.db", &["comment", "1", "早先"]);
    for name in ["x.db", "x.db-wal"] {
        let copy = name.replace('x', "y");
        std::fs::copy(disk.0.join(name), disk.0.join(copy)).unwrap();
    }
    assert!(std::fs::metadata(disk.0.join("y.db-wal")).unwrap().len() > 0);
    drop(held);
    desk.must("disk/x.db", &["backup", "copy.db"]);
    disk.fill();
    for store in ["disk/x.db", "disk/y.db"] {
        for args in [&["status"][..], &["show", "1"], &["verify"], &["open"]] {
            desk.must(store, args);
        }
        assert!(desk.must(store, &["log"]).contains("早先"));
        desk.fails(store, &["backup", "disk/copy.db"], STORE, "磁盘已满");
        desk.fails(store, &["restore", "copy.db", "--yes"], STORE, "磁盘已满");
        let left = std::fs::read_dir(&disk.0).unwrap().map(|f| f.unwrap().file_name());
        let left: Vec<_> = left.filter(|n| !n.to_string_lossy().contains(".db")).collect();
        assert_eq!(left, ["fill"]);
        let long = "长".repeat(20_000);
        for args in [&["ack", "1"][..], &["comment", "1", &long]] {
            desk.fails(store, args, STORE, "磁盘已满");
        }
    }
    disk.empty();
    for store in ["disk/x.db", "disk/y.db"] {
        desk.must(store, &["ack", "1"]);
        desk.must(store, &["verify"]);
        let lines = desk.must(store, &["log"]).lines().count();
        assert_eq!(lines, written + 2, "what was refused isn't there");
    }
}
