//! A failing disk: each call by which a command writes fails once, fails for good, finds the disk full, or is
//! where the program is killed.
//!
//! Whatever it says is true: done means recorded, an error means not recorded unless it says that nobody
//! knows; and the command line that it then prints finds out. `WALLCHART_LONG` tries every call, else a
//! sample.

use std::collections::BTreeMap;
use std::process::{Command, Output};

use super::office::{Office, id, is_long, plain, said, tell};
use super::trace;

/// Exit codes of `tui/cli/exit.rs`.
const STORE: i32 = 6;
const UNKNOWN: i32 = 8;

/// Calls that write, make, remove or lock.
const CALLS: &str =
    "write,pwrite64,fsync,fdatasync,ftruncate,fallocate,unlink,openat,flock,link,rename";

/// A call that a command makes to the store's files, and which one of its kind.
#[derive(Debug, Clone)]
struct Call {
    name: String,
    nth: usize,
}

/// The calls of a recording that touch the store's folder.
fn calls(recording: &str, folder: &str) -> Vec<Call> {
    let folder: String = folder.bytes().map(|b| format!("\\x{b:02x}")).collect();
    let (mut counts, mut found) = (BTreeMap::new(), Vec::new());
    let main = recording.split(' ').next().unwrap();
    for line in recording.lines() {
        let (pid, rest) = line.split_once(' ').unwrap();
        let Some((name, args)) = rest.trim_start().split_once('(').filter(|_| pid == main) else {
            continue;
        };
        let nth = counts.entry(name.to_owned()).or_insert(0);
        *nth += 1;
        let writes = name != "openat" || args.contains("O_CREAT");
        if args.contains(&folder) && writes {
            found.push(Call { name: name.to_owned(), nth: *nth });
        }
    }
    found
}

fn strace(office: &Office, inject: Option<&str>, args: &[&str]) -> (Output, String) {
    let recording = office.beside("calls.txt");
    let mut command = Command::new("strace");
    command.args(["-f", "-y", "-xx", "-s", "1", "-e", "signal=none", "-o", &recording]);
    command.arg("-e").arg(format!("trace={CALLS}"));
    if let Some(inject) = inject {
        command.arg("-e").arg(format!("inject={inject}"));
    }
    let output = plain(command.args(office.args(args))).output().unwrap();
    (output, std::fs::read_to_string(&recording).unwrap())
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Fault {
    Once,
    ForGood,
    Full,
    Killed,
}

impl Fault {
    const ALL: [Fault; 4] = [Fault::Once, Fault::ForGood, Fault::Full, Fault::Killed];

    fn inject(self, call: &Call) -> String {
        let Call { name, nth } = call;
        match self {
            Fault::Once => format!("{name}:error=EIO:when={nth}"),
            Fault::ForGood => format!("{name}:error=EIO:when={nth}+"),
            Fault::Full => format!("{name}:error=ENOSPC:when={nth}+"),
            Fault::Killed => format!("{name}:signal=KILL:when={nth}"),
        }
    }
}

/// What a run with a fault came to, and that it was true.
fn check(office: &Office, n: usize, call: &Call, fault: Fault, args: &[&str]) -> String {
    let inject = fault.inject(call);
    let id = id(n);
    let args = [args, &["--command-id", &id]].concat();
    let (output, _) = strace(office, Some(&inject), &args);
    let told = String::from_utf8_lossy(&output.stderr).into_owned();
    let is_there = office.place(&id).is_some();
    match output.status.code() {
        Some(0) => assert!(is_there, "{inject}: done, but not there: {}", said(&output)),
        Some(STORE) => {
            assert!(!is_there, "{inject}: an error, but it is there: {told}");
            assert!(!told.trim().is_empty(), "{inject}: nothing is said");
        }
        Some(UNKNOWN) => {
            assert!(told.contains("不能确定这条命令是否已经记录"), "{inject}: {told}");
            let again = told.lines().last().unwrap().trim();
            assert!(again.contains(&id), "{inject}: {told}");
            let mut shell = Command::new("sh");
            let found_out = plain(shell.arg("-c").arg(again)).output().unwrap();
            assert_eq!(found_out.status.code(), Some(0), "{again}: {}", said(&found_out));
            let repeated = said(&found_out).contains("没有重复办理");
            assert_eq!(repeated, is_there, "{inject}: {}", said(&found_out));
        }
        None => assert_eq!(fault, Fault::Killed, "{inject}"),
        Some(code) => panic!("{inject}: {code}: {}", said(&output)),
    }
    // Nothing but a full disk is called so.
    assert!(fault == Fault::Full || !told.contains("磁盘已满"), "{inject}: {told}");
    // Sent once more it is there once, whatever became of it.
    office.must(&args);
    let place = office.place(&id).unwrap();
    assert_eq!(place.first, place.last, "{inject}");
    let code = output.status.code().map_or("killed".to_owned(), |c| c.to_string());
    format!("{code}: {}", told.lines().next().unwrap_or_default())
}

fn try_all(args: &[&str], prepare: impl Fn(&Office), sample: usize) {
    if !trace::can_watch() {
        return;
    }
    let office = Office::running();
    prepare(&office);
    let (output, recording) = strace(&office, None, args);
    assert_eq!(output.status.code(), Some(0), "{}", said(&output));
    let calls = calls(&recording, office.folder.to_str().unwrap());
    assert!(calls.iter().filter(|c| c.name.contains("sync")).count() >= 2, "{calls:?}");
    let all: Vec<(&Call, Fault)> =
        calls.iter().flat_map(|call| Fault::ALL.map(|fault| (call, fault))).collect();
    let step = if is_long() { 1 } else { all.len().div_ceil(sample) | 1 };
    let mut outcomes: BTreeMap<(String, Fault), Vec<String>> = BTreeMap::new();
    let mut tried = 0;
    for (n, (call, fault)) in all.into_iter().enumerate().step_by(step) {
        let outcome = check(&office, n + 1, call, fault, args);
        let key = (call.name.clone(), fault);
        outcomes.entry(key).or_default().push(outcome);
        tried += 1;
    }
    office.must_be_sound();
    office.must(&["comment", "2", "照常"]);
    let mut lines = vec![format!("{}: {tried} faults in {} calls", args[0], calls.len())];
    for ((call, fault), mut told) in outcomes {
        told.sort();
        told.dedup();
        lines.extend(told.into_iter().map(|t| format!("  {call} {fault:?} -> {t}")));
    }
    if is_long() {
        tell(&lines.join("\n"));
    }
}

#[test]
fn a_comment_on_a_failing_disk() {
    try_all(&["comment", "1", "逐一试错", "--as", "消保科"], |_| {}, 24);
}

/// While somebody else has the store open, nothing is folded in at the end.
#[test]
fn a_comment_on_a_failing_disk_beside_a_reader() {
    let held = std::cell::RefCell::new(None);
    let hold = |office: &Office| {
        let reader = rusqlite::Connection::open(office.store()).unwrap();
        reader.query_row("SELECT count(*) FROM events", [], |r| r.get::<_, i64>(0)).unwrap();
        *held.borrow_mut() = Some(reader);
    };
    try_all(&["comment", "3", "旁边有人", "--as", "消保科"], hold, 12);
}
