//! Measures appending: `cargo run --release -p wallchart-store --example append [FOLDER]`.
//!
//! Each figure stands beside a baseline measured in the same run on the same disk: bare SQLite with
//! synchronous=FULL. FOLDER says where to write, so that any disk can be measured.

#![expect(clippy::print_stdout, reason = "it prints its figures")]

use std::error::Error;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use chrono::DateTime;
use rusqlite::Connection;
use uuid::Uuid;
use wallchart_campaign::{Actor, CommandId, Face, Meta, Seq};
use wallchart_plan::ids::CampaignId;
use wallchart_store::{Append, EventStore, NewEvent, OpenMode, Outcome, SqliteStore};

type Result<T> = std::result::Result<T, Box<dyn Error>>;

const GROUP: usize = 256;
const PROCESSES: usize = 8;

fn main() -> Result<()> {
    let args: Vec<String> = std::env::args().skip(1).collect();
    let words: Vec<&str> = args.iter().map(String::as_str).collect();
    match words.as_slice() {
        ["--mark-bare", path] => mark_bare(Path::new(path)),
        ["--mark", path] => mark(Path::new(path)),
        ["--loop", path, writer, count] => {
            write_loop(Path::new(path), writer.parse()?, count.parse()?)
        }
        ["--loop-bare", path, _, count] => write_loop_bare(Path::new(path), count.parse()?),
        [] => measure(&std::env::temp_dir()),
        [folder] => measure(Path::new(folder)),
        _ => Err("[FOLDER]".into()),
    }
}

fn measure(folder: &Path) -> Result<()> {
    let folder = folder.join(format!("wallchart-append-{}", std::process::id()));
    std::fs::create_dir(&folder)?;
    let measured = throughput(&folder)
        .and_then(|()| marks(&folder))
        .and_then(|()| contention(&folder))
        .and_then(|()| opening(&folder));
    std::fs::remove_dir_all(&folder)?;
    measured
}

fn command(writer: u64, n: u64) -> CommandId {
    CommandId(Uuid::from_u64_pair(writer, n))
}

fn append(campaign: &CampaignId, expected: Seq, command: CommandId) -> Append {
    let meta = Meta {
        recorded_at: DateTime::from_timestamp_nanos(0),
        occurred_at: DateTime::from_timestamp_nanos(0),
        actor: Actor::Operator,
        on_behalf_of: None,
        via: Face::Embedded,
        command,
        cause: None,
        revision: 1,
    };
    let body = br#"{"task":412,"note":"as agreed with the district office"}"#.to_vec();
    let event = NewEvent { meta, kind: "task_submitted".to_owned(), kind_version: 1, body };
    Append::new(campaign.clone(), expected, command, vec![event])
}

/// Appends, deciding again on each conflict.
fn append_one(store: &SqliteStore, campaign: &CampaignId, command: CommandId) -> Result<()> {
    let mut expected = store.head(campaign)?.map_or(Seq(0), |h| h.seq);
    loop {
        let outcomes = store.append_many(vec![append(campaign, expected, command)])?;
        match outcomes.as_slice() {
            [Outcome::Appended(_) | Outcome::Duplicate(_)] => return Ok(()),
            [Outcome::Conflict { head }] => expected = *head,
            other => return Err(format!("{other:?}").into()),
        }
    }
}

fn bare(path: &Path) -> Result<Connection> {
    let conn = Connection::open(path)?;
    conn.busy_timeout(Duration::from_secs(60))?;
    conn.execute_batch(
        "PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL;
         CREATE TABLE IF NOT EXISTS bare (n INTEGER PRIMARY KEY, body BLOB);",
    )?;
    Ok(conn)
}

/// Runs for two seconds; gives how often a second.
fn rate(mut f: impl FnMut(u64) -> Result<u64>) -> Result<f64> {
    let began = Instant::now();
    let mut done = 0;
    while began.elapsed() < Duration::from_secs(2) {
        done += f(done)?;
    }
    #[expect(clippy::cast_precision_loss, reason = "a rate for people")]
    Ok(done as f64 / began.elapsed().as_secs_f64())
}

fn throughput(folder: &Path) -> Result<()> {
    let conn = bare(&folder.join("bare.db"))?;
    let rows = rate(|_| {
        conn.execute("INSERT INTO bare (body) VALUES (zeroblob(300))", [])?;
        Ok(1)
    })?;
    let store = SqliteStore::open(folder.join("store.db"), OpenMode::Create)?;
    let campaign = CampaignId::from("one by one");
    let ones = rate(|n| append_one(&store, &campaign, command(0, n)).map(|()| 1))?;
    let campaign = CampaignId::from("grouped");
    let grouped = rate(|n| {
        let batch = (n..).take(GROUP).map(|n| append(&campaign, Seq(n), command(0, n)));
        let outcomes = store.append_many(batch.collect())?;
        Ok(outcomes.iter().filter(|o| matches!(o, Outcome::Appended(_))).count() as u64)
    })?;
    println!("bare SQLite, one row a commit   {rows:>9.0}/s");
    println!("store, one append a commit      {ones:>9.0}/s  {:.2}x", ones / rows);
    println!("store, {GROUP} appends a commit    {grouped:>9.0}/s  {:.1}x", grouped / rows);
    Ok(())
}

fn me(args: &[&str], path: &Path) -> Result<Command> {
    let mut command = Command::new(std::env::current_exe()?);
    command.arg(args[0]).arg(path).args(&args[1..]).stdout(Stdio::piped());
    Ok(command)
}

fn mark_bare(path: &Path) -> Result<()> {
    let conn = Connection::open(path)?;
    conn.execute_batch("PRAGMA synchronous = FULL")?;
    conn.execute("INSERT INTO bare (body) VALUES (zeroblob(300))", [])?;
    Ok(())
}

fn mark(path: &Path) -> Result<()> {
    let store = SqliteStore::open(path, OpenMode::Existing)?;
    append_one(&store, &CampaignId::from("marks"), CommandId(Uuid::now_v7()))
}

/// A whole process for one append, from start to exit, against one that commits a bare row.
fn marks(folder: &Path) -> Result<()> {
    let path = folder.join("store.db");
    drop(SqliteStore::open(&path, OpenMode::Create)?);
    bare(&path)?;
    let mut times = [Vec::new(), Vec::new()];
    for _ in 0..60 {
        for (verb, times) in ["--mark-bare", "--mark"].iter().zip(&mut times) {
            let began = Instant::now();
            let status = me(&[verb], &path)?.status()?;
            times.push(began.elapsed());
            if !status.success() {
                return Err(format!("{verb} failed").into());
            }
        }
    }
    let [bare, store] = times.map(|mut t| percentile(&mut t, 50));
    println!(
        "a process for one commit, p50: bare {bare:.1?}, store {store:.1?}  {:.2}x",
        store.as_secs_f64() / bare.as_secs_f64()
    );
    Ok(())
}

fn percentile(times: &mut [Duration], p: usize) -> Duration {
    times.sort_unstable();
    times
        .get((times.len() * p / 100).min(times.len().saturating_sub(1)))
        .copied()
        .unwrap_or_default()
}

fn print_times(times: &[Duration]) {
    for time in times {
        println!("{}", time.as_micros());
    }
}

fn write_loop(path: &Path, writer: u64, count: u64) -> Result<()> {
    let store = SqliteStore::open(path, OpenMode::Existing)?;
    let mut times = Vec::new();
    // A campaign of its own, so that only the wait for the file is measured.
    let campaign = CampaignId::from(format!("writer {writer}"));
    for n in 0..count {
        let began = Instant::now();
        append_one(&store, &campaign, command(writer, n))?;
        times.push(began.elapsed());
    }
    print_times(&times);
    Ok(())
}

fn write_loop_bare(path: &Path, count: u64) -> Result<()> {
    let conn = bare(path)?;
    let mut times = Vec::new();
    for _ in 0..count {
        let began = Instant::now();
        conn.execute("INSERT INTO bare (body) VALUES (zeroblob(300))", [])?;
        times.push(began.elapsed());
    }
    print_times(&times);
    Ok(())
}

/// Eight processes that never pause, against the same with SQLite's own busy handler.
fn contention(folder: &Path) -> Result<()> {
    for (name, verb) in [("bare ", "--loop-bare"), ("store", "--loop")] {
        let path = folder.join(format!("{verb}.db"));
        drop(SqliteStore::open(&path, OpenMode::Create)?);
        drop(bare(&path)?);
        let children = (0..PROCESSES)
            .map(|w| Ok(me(&[verb, &w.to_string(), "200"], &path)?.spawn()?))
            .collect::<Result<Vec<Child>>>()?;
        let (mut all, mut worst) = (Vec::new(), Vec::new());
        for child in children {
            let output = child.wait_with_output()?;
            if !output.status.success() {
                return Err(format!("{verb} failed").into());
            }
            let text = String::from_utf8(output.stdout)?;
            let mut times: Vec<Duration> = text
                .lines()
                .map(|t| Ok(Duration::from_micros(t.parse()?)))
                .collect::<Result<_>>()?;
            worst.push(percentile(&mut times, 99));
            all.extend(times);
        }
        worst.sort_unstable();
        println!(
            "{PROCESSES} processes, {name}: p50 {:.1?}, p99 {:.1?}, max {:.1?}; p99 of each {:.0?}",
            percentile(&mut all, 50),
            percentile(&mut all, 99),
            percentile(&mut all, 100),
            worst
        );
    }
    Ok(())
}

/// Opening and checking a store that has grown, once with the check of its pages and once without.
fn opening(folder: &Path) -> Result<()> {
    let path = folder.join("store.db");
    let size = std::fs::metadata(&path)?.len();
    let mut lock = PathBuf::from(&path).into_os_string();
    lock.push("-lock");
    std::fs::remove_file(lock)?;
    let began = Instant::now();
    let store = SqliteStore::open(&path, OpenMode::Existing)?;
    let checked = began.elapsed();
    drop(store);
    let began = Instant::now();
    let store = SqliteStore::open(&path, OpenMode::Existing)?;
    let (unchecked, began) = (began.elapsed(), Instant::now());
    let report = store.verify()?;
    println!(
        "opening {} MiB: first of the day {checked:.1?}, then {unchecked:.1?}; verify {:.1?} for {} events",
        size >> 20,
        began.elapsed(),
        report.events
    );
    Ok(())
}
