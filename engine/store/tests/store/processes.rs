//! Several processes on one file, killed at any moment. The children are this same test binary.

use std::io::{BufRead, BufReader, Write};
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::time::Duration;

use wallchart_campaign::Seq;
use wallchart_plan::ids::CampaignId;
use wallchart_store::{EventStore, OpenMode, Outcome, Position, SqliteStore, StoreError};

use crate::common::{InFolder, append, campaign, command, must, sqlite};

const JOB: &str = "WALLCHART_STORE_CHILD";

/// Command `n` of a writer.
fn id(writer: u64, n: u64) -> u128 {
    u128::from(writer) << 64 | u128::from(n)
}

fn child(exe: &Path, job: &str, store: &Path) -> Command {
    let mut command = Command::new(exe);
    command.args(["--ignored", "--exact", "processes::run_a_child", "--nocapture"]);
    command.env(JOB, job).env("WALLCHART_STORE_FILE", store);
    command.stdout(Stdio::piped()).stderr(Stdio::piped());
    command
}

/// Starts a writer of commands `from..to`, two events each.
fn writer(store: &Path, writer: u64, from: u64, to: u64) -> Child {
    let exe = std::env::current_exe().unwrap();
    child(&exe, &format!("write {writer} {from} {to}"), store).spawn().unwrap()
}

#[test]
#[ignore = "the other tests start it in processes of their own"]
fn run_a_child() {
    // Started without a job, by `--include-ignored`, it has nothing to do.
    let Ok(job) = std::env::var(JOB) else { return };
    let path = std::env::var_os("WALLCHART_STORE_FILE").unwrap();
    let words: Vec<_> = job.split(' ').collect();
    match words.as_slice() {
        ["write", numbers @ ..] => {
            let n: Vec<u64> = numbers.iter().map(|n| n.parse().unwrap()).collect();
            write(&SqliteStore::open(path, OpenMode::Create).unwrap(), n[0], n[1]..n[2]);
        }
        ["read"] => read_only(Path::new(&path)),
        other => panic!("{other:?}"),
    }
}

/// Appends each command, deciding again on each conflict, and says so once it is durable.
fn write(store: &SqliteStore, writer: u64, commands: std::ops::Range<u64>) {
    for n in commands {
        let mut expected = store.head(&campaign()).unwrap().map_or(0, |h| h.seq.0);
        loop {
            let batch = vec![append(&campaign(), expected, id(writer, n), 2)];
            match store.append_many(batch).unwrap().remove(0) {
                Outcome::Appended(_) | Outcome::Duplicate(_) => break,
                Outcome::Conflict { head } => expected = head.0,
                other => panic!("{other:?}"),
            }
        }
        let mut out = std::io::stdout();
        writeln!(out, "ack {n}").unwrap();
        out.flush().unwrap();
    }
}

/// The commands that a child acknowledged before it ended; `kill_after` the first one, if given.
fn acknowledged(mut child: Child, kill_after: Option<Duration>) -> Vec<u64> {
    let mut lines = BufReader::new(child.stdout.take().unwrap()).lines();
    let reader = std::thread::spawn(move || {
        let mut acks = Vec::new();
        while let Some(Ok(line)) = lines.next() {
            acks.extend(line.strip_prefix("ack ").and_then(|n| n.parse::<u64>().ok()));
        }
        acks
    });
    if let Some(delay) = kill_after {
        std::thread::sleep(delay);
        child.kill().unwrap();
    }
    let status = child.wait_with_output().unwrap();
    if kill_after.is_none() {
        assert!(status.status.success(), "{}", String::from_utf8_lossy(&status.stderr));
    }
    reader.join().unwrap()
}

/// Every command of every writer is there once, with both its events.
fn assert_each_once(store: &SqliteStore, counts: &[u64]) {
    let mut events = 0;
    for (writer, count) in (0..).zip(counts) {
        for n in 0..*count {
            let place = store.command(&campaign(), command(id(writer, n))).unwrap();
            let place = place.unwrap_or_else(|| panic!("writer {writer} lost command {n}"));
            assert_eq!(place.first.0 + 1, place.last.0);
            events += 2;
        }
    }
    let report = store.verify().unwrap();
    assert_eq!(report.problems, []);
    assert_eq!(report.events, events);
}

#[test]
fn eight_processes_write_without_loss() {
    let InFolder { store, path, _folder } = sqlite();
    let each = 20;
    let children: Vec<_> = (0..8).map(|w| writer(&path, w, 0, each)).collect();
    for child in children {
        assert_eq!(acknowledged(child, None).len() as u64, each);
    }
    assert_each_once(&store, &[each; 8]);
}

#[test]
fn processes_that_create_at_once_agree() {
    let folder = tempfile::tempdir().unwrap();
    for round in 0..5 {
        let path = folder.path().join(format!("{round}.db"));
        let children: Vec<_> = (0..4).map(|w| writer(&path, w, 0, 2)).collect();
        for child in children {
            assert_eq!(acknowledged(child, None), [0, 1]);
        }
        assert_each_once(&SqliteStore::open(&path, OpenMode::Existing).unwrap(), &[2; 4]);
    }
}

/// Kills several at once at random moments, from before the file is made to the midst of a commit. How many
/// kills is set by `WALLCHART_KILLS`.
#[test]
fn killed_writers_lose_nothing_and_double_nothing() {
    const WRITERS: usize = 4;
    let kills = std::env::var("WALLCHART_KILLS").map_or(160, |n| n.parse::<usize>().unwrap());
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("x.db");
    let mut next = [0_u64; WRITERS];
    let mut chance = 0x9e37_79b9_u32;
    for round in 0..kills.div_ceil(WRITERS) {
        let mut children: Vec<_> =
            (0..WRITERS).map(|w| writer(&path, w as u64, next[w], u64::from(u32::MAX))).collect();
        chance = chance.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
        std::thread::sleep(Duration::from_millis(u64::from(chance >> 24) * 2 / 3));
        if round % 2 == 0 {
            // All in the same instant, as far as that can be.
            children.iter_mut().for_each(|child| child.kill().unwrap());
        }
        for (writer, child) in children.into_iter().enumerate() {
            chance = chance.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
            let delay = Duration::from_millis(u64::from(chance >> 24) / 16);
            // Sent again from the last acknowledged on: what was done but not said comes as a duplicate.
            for n in acknowledged(child, Some(delay)) {
                assert_eq!(n, next[writer], "acknowledged out of order");
                next[writer] += 1;
            }
        }
    }
    assert!(next.iter().all(|n| *n > 0), "killed before anything was written: {next:?}");
    // What the last kill left unsaid is sent once more.
    for (writer_id, n) in (0..).zip(&mut next) {
        assert_eq!(acknowledged(writer(&path, writer_id, *n, *n + 3), None).len(), 3);
        *n += 3;
    }
    let told = format!("{kills} kills, {} commands acknowledged\n", next.iter().sum::<u64>());
    let _unheard = std::io::stderr().write_all(told.as_bytes());
    assert_each_once(&SqliteStore::open(&path, OpenMode::Existing).unwrap(), &next);
}

#[test]
fn a_change_made_elsewhere_is_seen() {
    let InFolder { store, path, _folder } = sqlite();
    let writing = writer(&path, 0, 0, 1);
    let last = store.wait_changed(Position(0), Duration::from_secs(60)).unwrap();
    assert_eq!(last, Position(2));
    assert_eq!(acknowledged(writing, None), [0]);
}

/// Run as a user who may not write the folder: reads all there is, says that writing is not possible.
fn read_only(path: &Path) {
    let store = SqliteStore::open(path, OpenMode::ReadOnly).unwrap();
    assert_eq!(store.head(&campaign()).unwrap().unwrap().seq, Seq(2));
    assert!(store.verify().unwrap().is_sound());
    let folder = path.parent().unwrap();
    let refused = Some(StoreError::ReadOnly);
    assert_eq!(SqliteStore::open(path, OpenMode::Existing).err(), refused);
    assert_eq!(SqliteStore::open(folder.join("new.db"), OpenMode::Create).err(), refused);
}

#[cfg(unix)]
#[test]
fn a_folder_that_cannot_be_written_can_be_read() {
    use std::os::unix::fs::PermissionsExt;
    use std::os::unix::process::CommandExt;
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("x.db");
    must(&SqliteStore::open(&path, OpenMode::Create).unwrap(), append(&campaign(), 0, 1, 2));
    let rights = |path: &Path, mode| {
        std::fs::set_permissions(path, std::fs::Permissions::from_mode(mode)).unwrap();
    };
    // A copy of the test in reach of any user: rights don't bind root, so root becomes nobody.
    let exe = folder.path().join("test");
    // Another process writes it: what other tests start meanwhile would inherit this one's hold on the file, and what is
    // being written can't be run.
    let mut copy = std::process::Command::new("cp");
    assert!(copy.arg(std::env::current_exe().unwrap()).arg(&exe).status().unwrap().success());
    rights(&exe, 0o555);
    rights(&path, 0o444);
    let root = std::fs::metadata(&path).map(|m| std::os::unix::fs::MetadataExt::uid(&m)).unwrap();
    for left_beside in [false, true] {
        if !left_beside {
            std::fs::remove_file(folder.path().join("x.db-lock")).unwrap();
        }
        rights(folder.path(), 0o555);
        let mut command = child(&exe, "read", &path);
        if root == 0 {
            command.uid(65534).gid(65534);
        }
        let output = command.output().unwrap();
        rights(folder.path(), 0o755);
        std::fs::write(folder.path().join("x.db-lock"), "").unwrap();
        let said = String::from_utf8_lossy(&output.stderr);
        let said = format!("{}{said}", String::from_utf8_lossy(&output.stdout));
        assert!(output.status.success(), "{said}");
        assert!(said.contains("1 passed"), "{said}");
    }
}

#[test]
fn another_campaign_goes_on_beside() {
    let InFolder { store, path, _folder } = sqlite();
    let writing = writer(&path, 0, 0, 10);
    let other = CampaignId::from("other");
    for n in 0..10 {
        must(&store, append(&other, n, u128::from(n), 1));
    }
    assert_eq!(acknowledged(writing, None).len(), 10);
    assert_eq!(store.verify().unwrap().events, 30);
}
