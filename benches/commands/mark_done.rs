//! Marking a task done from the command line against a bare process that opens the same SQLite file and commits
//! one row with synchronous=FULL.

use std::path::Path;

use crate::common::{Result, bare, cli, lay_bare, percentile, plan, timed, together};

const UNITS: usize = 40;
const TASKS: usize = 50;

pub(crate) fn measure(folder: &Path) -> Result<()> {
    marks(folder)?;
    together::together(&folder.join("bench.db"))
}

/// In turns, so that a machine that drifts drifts for both.
fn marks(folder: &Path) -> Result<()> {
    let (path, source) = (folder.join("bench.db"), folder.join("plan.ron"));
    std::fs::write(&source, plan(UNITS, TASKS))?;
    let launch = ["launch", source.to_str().ok_or("no UTF-8 in the folder's name")?];
    println!("launch {} tasks: {:.1?}", UNITS * TASKS, timed(cli(&path, &launch))?);
    lay_bare(&path)?;
    let [mut bares, mut marks] = [Vec::new(), Vec::new()];
    for n in 0..UNITS * 4 {
        bares.push(timed(bare("--bare", &path)?)?);
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
