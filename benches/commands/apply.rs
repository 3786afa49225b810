//! A revision applied to a campaign of many open tasks, against a check of the same plan in the same run.

use std::path::Path;

use crate::common::{Result, cli, percentile, plan, timed};

const UNITS: usize = 100;
const TASKS: usize = 100;
const ROUNDS: usize = 10;

pub(crate) fn measure(folder: &Path) -> Result<()> {
    let (path, source) = (folder.join("apply.db"), folder.join("apply.ron"));
    let source_text = source.to_str().ok_or("no UTF-8 in the folder's name")?;
    let first = plan(UNITS, TASKS);
    std::fs::write(&source, &first)?;
    println!(
        "launch {} tasks: {:.1?}",
        UNITS * TASKS,
        timed(cli(&path, &["launch", source_text]))?
    );
    let [mut checks, mut applies] = [Vec::new(), Vec::new()];
    for round in 0..ROUNDS {
        // Nearly every task takes another length, so nearly every one is changed.
        let takes = if round % 2 == 0 { "2..3..4wd" } else { "1..2..3wd" };
        std::fs::write(&source, first.replace("1..2..3wd", takes))?;
        checks.push(timed(cli(&path, &["check", source_text]))?);
        applies.push(timed(cli(&path, &["apply", source_text, "--yes"]))?);
    }
    let check = percentile(&mut checks, 50);
    println!("check {check:.1?}");
    for p in [50, 99] {
        let took = percentile(&mut applies, p);
        println!("apply p{p} {took:.1?}  {:.2}x a check", took.as_secs_f64() / check.as_secs_f64());
    }
    Ok(())
}
