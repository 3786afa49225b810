//! What the benches of the whole program share: a plan of any size, the program, a terminal, times.

use std::error::Error;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use rusqlite::Connection;

pub(crate) mod screen;
pub(crate) mod together;

pub(crate) type Result<T> = std::result::Result<T, Box<dyn Error>>;

/// A plan of `units` x `tasks` tasks in chains along each unit, with what tasks usually have.
pub(crate) fn plan(units: usize, tasks: usize) -> String {
    let units: String = (1..=units)
        .map(|n| format!("\"第{n}所\": (kind: branch, people: {{ \"{n}-甲\": leader, \"{n}-乙\": contact }}),\n"))
        .collect();
    let tasks: String = (1..=tasks)
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

/// The program over a store, as it was built with the bench.
pub(crate) fn cli(store: &Path, args: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_wallchart"));
    command.env("WALLCHART_CONFIG", "").arg("--store").arg(store).args(args);
    command.stdin(Stdio::null()).stdout(Stdio::null());
    command
}

/// This bench again, to do as little as can be done to a store.
pub(crate) fn bare(what: &str, store: &Path) -> Result<Command> {
    let mut command = Command::new(std::env::current_exe()?);
    command.arg(what).arg(store).stdin(Stdio::null());
    Ok(command)
}

/// The table that a bare process writes to.
pub(crate) fn lay_bare(store: &Path) -> Result<()> {
    let table = "CREATE TABLE IF NOT EXISTS bare (n INTEGER PRIMARY KEY, body BLOB)";
    Ok(Connection::open(store)?.execute_batch(table)?)
}

/// One row, as plainly as SQLite allows.
pub(crate) fn write_bare(store: &Path) -> Result<()> {
    let conn = Connection::open(store)?;
    conn.execute_batch("PRAGMA synchronous = FULL")?;
    conn.execute("INSERT INTO bare (body) VALUES (zeroblob(300))", [])?;
    Ok(())
}

/// How long a process takes from its start to its end, which must be a good one.
pub(crate) fn timed(mut command: Command) -> Result<Duration> {
    let began = Instant::now();
    let status = command.status()?;
    let took = began.elapsed();
    if status.success() { Ok(took) } else { Err(format!("{command:?}: {status}").into()) }
}

pub(crate) fn percentile(times: &mut [Duration], p: usize) -> Duration {
    times.sort_unstable();
    let at = (times.len() * p / 100).min(times.len().saturating_sub(1));
    times.get(at).copied().unwrap_or_default()
}

/// The middle, the slow end and the slowest of some times.
pub(crate) fn spread(times: &mut [Duration]) -> String {
    let [p50, p99, max] = [50, 99, 100].map(|p| percentile(times, p));
    format!("p50 {p50:.2?}, p99 {p99:.2?}, max {max:.2?}")
}

/// A folder to measure in, gone with its guard. `WALLCHART_BENCH_FOLDER` says where, so that any disk can be
/// measured.
pub(crate) struct Folder(pub(crate) PathBuf);

impl Folder {
    pub(crate) fn new(name: &str) -> Result<Self> {
        let folder = std::env::var_os("WALLCHART_BENCH_FOLDER")
            .map_or_else(std::env::temp_dir, PathBuf::from)
            .join(format!("wallchart-{name}-{}", std::process::id()));
        std::fs::create_dir_all(&folder)?;
        Ok(Self(folder))
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        // What is left over lies among temporary files.
        let _left = std::fs::remove_dir_all(&self.0);
    }
}
