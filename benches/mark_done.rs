//! Marking a task done from the command line, process start to exit, against a bare process that opens
//! the same SQLite file and commits one row with synchronous=FULL: `cargo bench --bench mark_done`.
//!
//! `WALLCHART_BENCH_FOLDER` says where to write, so that any disk can be measured.

#![expect(clippy::print_stdout, reason = "it prints its figures")]

use std::error::Error;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use rusqlite::Connection;

type Result<T> = std::result::Result<T, Box<dyn Error>>;

const UNITS: usize = 40;
const TASKS: usize = 50;
const PROCESSES: usize = 8;

fn main() -> Result<()> {
    let args: Vec<String> = std::env::args().skip(1).collect();
    match args.iter().map(String::as_str).collect::<Vec<_>>().as_slice() {
        ["--bare", path] => bare(Path::new(path)),
        _ => measure(),
    }
}

/// One row, as plainly as SQLite allows.
fn bare(path: &Path) -> Result<()> {
    let conn = Connection::open(path)?;
    conn.execute_batch("PRAGMA synchronous = FULL")?;
    conn.execute("INSERT INTO bare (body) VALUES (zeroblob(300))", [])?;
    Ok(())
}

/// A plan of `UNITS` x `TASKS` tasks in chains along each unit, with what tasks usually have.
fn plan() -> String {
    let units: String = (1..=UNITS)
        .map(|n| format!("\"第{n}所\": (kind: branch, people: {{ \"{n}-甲\": leader, \"{n}-乙\": contact }}),\n"))
        .collect();
    let tasks: String = (1..=TASKS)
        .map(|n| match n {
            1..=5 => format!("\"起步{n}\": (each: \"所\", kind: document, takes: \"2wd\", due: \"D-20wd\"),\n"),
            _ => format!(
                "\"工作{n}\": (each: \"所\", kind: patrol, about: \"按照方案要求办理第{n}项工作并报送情况\", \
                 needs: [\"{}\"], takes: \"1..2..3wd\", due: \"D+{n}wd\", steps: [\"部署\", \"检查\", \"整改\"], \
                 measures: [\"检查 >= 10\", \"受众?\"], evidence: [\"照片 x2\", \"小结\"]),\n",
                if n == 6 { "起步1".to_owned() } else { format!("工作{}", n - 1) },
            ),
        })
        .collect();
    format!(
        "Campaign(version: 1, id: \"bench-{{year}}\", title: \"量一量\", anchor: \"03-15\", coordinator: \"秘书处\",
         units: {{ \"秘书处\": (kind: office, people: {{ \"秘-甲\": leader }}), {units} }},
         groups: {{ \"所\": kind(branch) }},
         measures: {{ \"检查\": \"家次\", \"受众\": \"人次\" }},
         defaults: (takes: \"1wd\", ack: \"1wd\", review: \"秘书处\"),
         streams: {{ \"办理\": (tasks: {{ {tasks} }}) }})"
    )
}

fn cli(store: &Path, args: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_wallchart"));
    command.arg("--store").arg(store).args(args).stdin(Stdio::null()).stdout(Stdio::null());
    command
}

fn timed(mut command: Command) -> Result<Duration> {
    let began = Instant::now();
    let status = command.status()?;
    let took = began.elapsed();
    if status.success() { Ok(took) } else { Err(format!("{command:?}: {status}").into()) }
}

fn measure() -> Result<()> {
    let folder = std::env::var_os("WALLCHART_BENCH_FOLDER")
        .map_or_else(std::env::temp_dir, PathBuf::from)
        .join(format!("wallchart-mark-done-{}", std::process::id()));
    std::fs::create_dir(&folder)?;
    let measured = marks(&folder).and_then(|()| together(&folder.join("bench.db")));
    std::fs::remove_dir_all(&folder)?;
    measured
}

/// In turns, so that a machine that drifts drifts for both.
fn marks(folder: &Path) -> Result<()> {
    let (path, source) = (folder.join("bench.db"), folder.join("plan.ron"));
    std::fs::write(&source, plan())?;
    let launch = ["launch", source.to_str().ok_or("no UTF-8 in the folder's name")?];
    println!("launch {} tasks: {:.1?}", UNITS * TASKS, timed(cli(&path, &launch))?);
    let table = "CREATE TABLE bare (n INTEGER PRIMARY KEY, body BLOB)";
    Connection::open(&path)?.execute_batch(table)?;
    let me = std::env::current_exe()?;
    let [mut bares, mut marks] = [Vec::new(), Vec::new()];
    for n in 0..UNITS * 4 {
        let mut bare = Command::new(&me);
        bare.arg("--bare").arg(&path);
        bares.push(timed(bare)?);
        let (task, unit) = (format!("起步{}@第{}所", n / UNITS + 1, n % UNITS + 1), n % UNITS + 1);
        marks.push(timed(cli(&path, &["done", &task, "--as", &format!("第{unit}所")]))?);
    }
    for p in [50, 90, 99] {
        let (bare, mark) = (percentile(&mut bares, p), percentile(&mut marks, p));
        let ratio = mark.as_secs_f64() / bare.as_secs_f64();
        println!("p{p}: bare {bare:.2?}, mark-done {mark:.2?}  {ratio:.2}x");
    }
    Ok(())
}

/// Processes that never pause, each marking with a process of its own.
fn together(path: &Path) -> Result<()> {
    let mut all: Vec<Duration> = std::thread::scope(|scope| {
        let writers: Vec<_> = (1..=PROCESSES)
            .map(|n| {
                scope.spawn(move || {
                    let task = n.to_string();
                    let times = (0..25).map(|_| timed(cli(path, &["comment", &task, "一句话"])));
                    times.collect::<Result<Vec<_>>>().map_err(|e| e.to_string())
                })
            })
            .collect();
        let joined = writers.into_iter().map(|w| w.join().map_err(|_| "panicked".to_owned())?);
        joined.collect::<std::result::Result<Vec<_>, String>>()
    })?
    .concat();
    let [p50, p99, max] = [50, 99, 100].map(|p| percentile(&mut all, p));
    println!("{PROCESSES} at once: p50 {p50:.1?}, p99 {p99:.1?}, max {max:.1?}");
    timed(cli(path, &["log"])).map(|_| ())
}

fn percentile(times: &mut [Duration], p: usize) -> Duration {
    times.sort_unstable();
    let at = (times.len() * p / 100).min(times.len().saturating_sub(1));
    times.get(at).copied().unwrap_or_default()
}
