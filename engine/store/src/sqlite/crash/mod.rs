//! A power cut at any moment of a real run: what was said to be done is there, once and whole.
//!
//! A writer of its own process is watched by `strace`. Its files are rebuilt as a cut after each step may
//! leave them ([`disk`]), opened, and held against what it had acknowledged by then. A store that doesn't
//! sync fails this, which a test shows.
//!
//! `WALLCHART_LONG` tries every cut in every way, else a sample.

mod disk;
mod trace;

use std::collections::BTreeSet;
use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::sync::atomic::Ordering;

use chrono::DateTime;
use uuid::Uuid;
use wallchart_campaign::{Actor, CommandId, Face, Meta, Seq};
use wallchart_plan::ids::CampaignId;

use self::disk::{Chance, Disk, Fate};
use self::trace::Step;
use super::{OpenMode, SqliteStore, pool};
use crate::{Append, BlobHash, EventStore, NewEvent, Outcome, Snapshot};

const JOB: &str = "WALLCHART_CRASH_CHILD";
const FILE: &str = "x.db";

fn campaign() -> CampaignId {
    CampaignId::from("315-2026")
}

fn id(n: u64) -> CommandId {
    CommandId(Uuid::from_u64_pair(0xc4a5, n))
}

/// How many events command `n` has.
fn events_of(n: u64) -> u64 {
    1 + n % 3
}

/// Command `n` redacts the event that stands there.
fn redacted_by(n: u64) -> Option<Seq> {
    (n % 11 == 7).then_some(Seq(n / 2 + 1))
}

fn blob_of(n: u64) -> Vec<u8> {
    format!("佐证材料{n}").repeat(usize::try_from(n * 37 % 500 + 1).unwrap()).into_bytes()
}

fn command(n: u64, expected: Seq) -> Append {
    let event = |part| NewEvent {
        meta: Meta {
            recorded_at: DateTime::from_timestamp_millis(1_772_330_400_123).unwrap(),
            occurred_at: DateTime::from_timestamp_millis(1_772_330_400_123).unwrap(),
            actor: Actor::Operator,
            on_behalf_of: None,
            via: Face::Embedded,
            command: id(n),
            cause: None,
            revision: 1,
        },
        kind: "commented".to_owned(),
        kind_version: 1,
        body: format!("{n}.{part} ").repeat(usize::try_from(n * 977 % 1500 + 1).unwrap()).into(),
    };
    let mut append =
        Append::new(campaign(), expected, id(n), (0..events_of(n)).map(event).collect());
    append.redacts.extend(redacted_by(n));
    append
}

fn say(words: &str) {
    let mut out = std::io::stdout();
    writeln!(out, "{words}").unwrap();
    out.flush().unwrap();
}

/// What a writer does: commands, blobs, snapshots, checkpoints, closing and opening again.
fn write(path: &Path, commands: std::ops::Range<u64>) {
    let open = || SqliteStore::open(path, OpenMode::Create).unwrap();
    let mut store = open();
    for n in commands {
        let head = store.head(&campaign()).unwrap().map_or(Seq(0), |h| h.seq);
        match store.append_many(vec![command(n, head)]).unwrap().remove(0) {
            Outcome::Appended(_) | Outcome::Duplicate(_) => say(&format!("ack {n}")),
            other => panic!("{other:?}"),
        }
        match n % 8 {
            2 => {
                store.put_blob(&blob_of(n)).unwrap();
                say(&format!("blob {n}"));
            }
            3 => {
                let seq = store.head(&campaign()).unwrap().unwrap().seq;
                let snapshot = Snapshot { fold_version: 1, seq, body: blob_of(n) };
                store.save_snapshot(&campaign(), &snapshot).unwrap();
            }
            5 => {
                let fold = "PRAGMA wal_checkpoint(PASSIVE)";
                store.pool.read(|c| Ok(c.query_row(fold, [], |_| Ok(()))?)).unwrap();
            }
            6 => {
                drop(store);
                store = open();
            }
            _ => {}
        }
    }
}

#[test]
#[ignore = "the other tests start it in a process of its own"]
fn run_a_child() {
    // Started without a job, by `--include-ignored`, it has nothing to do.
    let Ok(job) = std::env::var(JOB) else { return };
    let words: Vec<&str> = job.split(' ').collect();
    let [careful, from, to, path] = words.as_slice() else { panic!("{job}") };
    pool::CARELESS.store(*careful == "careless", Ordering::Relaxed);
    write(Path::new(path), from.parse().unwrap()..to.parse().unwrap());
}

/// A folder whose syncs cost nothing, where there is one.
fn quick_folder() -> tempfile::TempDir {
    tempfile::tempdir_in("/dev/shm").or_else(|_| tempfile::tempdir()).unwrap()
}

/// Records a writer and gives its steps.
fn record(
    folder: &Path,
    careful: &str,
    commands: std::ops::Range<u64>,
    faults: Option<&str>,
) -> Vec<Step> {
    let recording = folder.with_extension("strace");
    let mut child = trace::watched(&recording, faults);
    child.arg(std::env::current_exe().unwrap());
    child.args(["--ignored", "--exact", "sqlite::crash::run_a_child", "--nocapture"]);
    let path = folder.join(FILE);
    let job = format!("{careful} {} {} {}", commands.start, commands.end, path.display());
    let output = child.env(JOB, job).output().unwrap();
    let said = String::from_utf8_lossy(&output.stderr).into_owned();
    assert!(output.status.success() || faults.is_some(), "{said}");
    let steps = trace::read(&std::fs::read_to_string(&recording).unwrap(), folder);
    std::fs::remove_file(recording).unwrap();
    steps
}

/// What a writer had told by some step.
#[derive(Default)]
struct Told {
    commands: BTreeSet<u64>,
    blobs: BTreeSet<u64>,
}

impl Told {
    fn hear(&mut self, step: &Step) {
        let Step::Said(words) = step else { return };
        for line in words.lines() {
            match line.split_once(' ').map(|(what, n)| (what, n.parse())) {
                Some(("ack", Ok(n))) => drop(self.commands.insert(n)),
                Some(("blob", Ok(n))) => drop(self.blobs.insert(n)),
                _ => {}
            }
        }
    }
}

/// Opens what a cut left and holds it against what was told before; `Err` says what is wrong.
fn check(folder: &Path, told: &Told, last: u64) -> Result<(), String> {
    let path = folder.join(FILE);
    let store = SqliteStore::open(&path, OpenMode::Create).map_err(|e| format!("opening: {e}"))?;
    let report = store.verify().map_err(|e| format!("verify: {e}"))?;
    if !report.is_sound() {
        return Err(format!("{:?}", report.problems));
    }
    let mut events = 0;
    for n in 0..=last {
        let place = store.command(&campaign(), id(n)).map_err(|e| format!("command {n}: {e}"))?;
        match place {
            None if told.commands.contains(&n) => return Err(format!("command {n} is lost")),
            None => continue,
            Some(place) => {
                events += events_of(n);
                if place.last.0 + 1 != place.first.0 + events_of(n) {
                    return Err(format!("command {n} is torn"));
                }
                let gone = redacted_by(n).map(|seq| (campaign(), seq));
                if gone.is_some_and(|event| !report.redacted.contains(&event)) {
                    return Err(format!("what command {n} removed is back"));
                }
            }
        }
    }
    if events != report.events {
        return Err(format!("{} events where there should be {events}", report.events));
    }
    for n in &told.blobs {
        let hash = BlobHash::of(&blob_of(*n));
        store.blob(&hash).map_err(|e| e.to_string())?.ok_or_else(|| format!("blob {n} is lost"))?;
    }
    // And it goes on.
    let head = store.head(&campaign()).map_err(|e| e.to_string())?.map_or(Seq(0), |h| h.seq);
    let next = store.append_many(vec![Append { redacts: vec![], ..command(last + 1, head) }]);
    match next.as_deref() {
        Ok([Outcome::Appended(_)]) => Ok(()),
        other => Err(format!("it does not go on: {other:?}")),
    }
}

/// The cuts to try, in order: the step before which, and how.
fn cuts(steps: &[Step], from: usize, sample: usize) -> Vec<(usize, Fate)> {
    let all = (from..=steps.len()).flat_map(|cut| {
        let seed = cut as u64;
        Fate::all(seed).into_iter().map(move |fate| (cut, fate))
    });
    let all: Vec<_> = all.collect();
    if std::env::var_os("WALLCHART_LONG").is_some() {
        return all;
    }
    let mut chance = Chance::new(315);
    let kept: BTreeSet<usize> = (0..sample).map(|_| chance.below(all.len())).collect();
    kept.into_iter().map(|at| all[at]).collect()
}

/// Cuts a run off and checks what is left: how many cuts were tried, and those that failed.
fn cut_off(steps: &[Step], from: usize, last: u64, sample: usize) -> (usize, Vec<String>) {
    let (mut disk, mut told, mut done) = (Disk::default(), Told::default(), 0);
    let (mut failed, cuts) = (Vec::new(), cuts(steps, from, sample));
    for (cut, fate) in &cuts {
        for step in &steps[done..*cut] {
            disk.step(step);
            told.hear(step);
        }
        done = *cut;
        let left = quick_folder();
        disk.rebuild(*fate, left.path());
        if let Err(why) = check(left.path(), &told, last) {
            failed.push(format!("cut before step {cut} of {}, {fate:?}: {why}", steps.len()));
        }
    }
    (cuts.len(), failed)
}

fn folder_to_watch() -> (tempfile::TempDir, PathBuf) {
    let outer = tempfile::tempdir().unwrap();
    let inner = outer.path().canonicalize().unwrap().join("store");
    std::fs::create_dir(&inner).unwrap();
    (outer, inner)
}

#[test]
fn a_power_cut_takes_nothing_that_was_acknowledged() {
    if !trace::can_watch() {
        return;
    }
    let (_outer, folder) = folder_to_watch();
    let steps = record(&folder, "careful", 0..40, None);
    let syncs = steps.iter().filter(|s| matches!(s, Step::Sync { .. })).count();
    assert!(syncs >= 40, "only {syncs} syncs were seen");
    let (tried, failed) = cut_off(&steps, 0, 39, 300);
    assert_eq!(failed, Vec::<String>::new(), "of {tried}");
}

/// The harness sees what it is there to see.
#[test]
fn a_store_that_does_not_sync_is_caught() {
    if !trace::can_watch() {
        return;
    }
    let (_outer, folder) = folder_to_watch();
    let steps = record(&folder, "careless", 0..40, None);
    let (tried, failed) = cut_off(&steps, 0, 39, 100);
    assert!(failed.iter().any(|why| why.contains("is lost")), "{tried} cuts lost nothing");
}

/// A writer that is killed between its write and its sync leaves what the next one finds committed, but the
/// disk may not have. Who then asks what became of the command gets no yes that a power cut takes back.
#[test]
fn what_is_found_written_is_made_to_last_before_anybody_is_told() {
    if !trace::can_watch() {
        return;
    }
    let long = std::env::var_os("WALLCHART_LONG").is_some();
    for sync in (1..40).step_by(if long { 1 } else { 7 }) {
        let (_outer, folder) = folder_to_watch();
        let killed = format!("fsync,fdatasync:signal=KILL:when={sync}");
        let mut steps = record(&folder, "careful", 0..20, Some(&killed));
        let mut told = Told::default();
        steps.iter().for_each(|s| told.hear(s));
        let next = told.commands.last().map_or(0, |n| n + 1);
        let from = steps.len();
        steps.extend(renumbered(record(&folder, "careful", next..next + 1, None), from));
        let (tried, failed) = cut_off(&steps, from, next, 12);
        assert_eq!(failed, Vec::<String>::new(), "of {tried}, killed at sync {sync}");
    }
}

/// The steps of a second recording, following on a first.
fn renumbered(steps: Vec<Step>, by: usize) -> impl Iterator<Item = Step> {
    steps.into_iter().map(move |step| match step {
        Step::Sync { name, begun } => Step::Sync { name, begun: begun + by },
        other => other,
    })
}
