//! From the start of the process to the first frame that shows tasks, in a pseudo-terminal; and the same for
//! a process that opens the file, reads one row and writes a line.

use std::path::Path;
use std::process::Command;
use std::time::Duration;

use rusqlite::Connection;

use crate::common::screen::Screen;
use crate::common::{Result, bare, percentile, spread};
use crate::made;

const TIMES: usize = 15;

/// What every screen with tasks on it shows: part of their titles.
pub(crate) const TITLE: &str = "起步";

/// One row of the store as a line on the terminal.
pub(crate) fn read_bare(store: &Path) -> Result<()> {
    let conn = Connection::open(store)?;
    let kind: String =
        conn.query_row("SELECT kind FROM events ORDER BY position DESC LIMIT 1", [], |r| r.get(0))?;
    println!("{TITLE} {kind}");
    Ok(())
}

fn once(command: &Command) -> Result<(Screen, Duration)> {
    let screen = Screen::start(command)?;
    let at = screen.until(|seen| seen.shows(TITLE))?;
    let took = at.duration_since(screen.began);
    Ok((screen, took))
}

pub(crate) fn measure(folder: &Path, tasks: usize) -> Result<()> {
    let store = made::campaign(folder, tasks)?;
    let [mut bares, mut firsts, mut unasked] = [Vec::new(), Vec::new(), Vec::new()];
    for _ in 0..TIMES {
        bares.push(once(&bare("--bare-line", &store)?)?.1);
        let (screen, took) = once(&crate::common::cli(&store, &["open", "--lang", "zh"]))?;
        firsts.push(took);
        screen.quit()?;
        let told = ["open", "--lang", "zh", "--ascii", "false"];
        let (screen, took) = once(&crate::common::cli(&store, &told))?;
        unasked.push(took);
        screen.quit()?;
    }
    let ratio =
        percentile(&mut firsts, 50).as_secs_f64() / percentile(&mut bares, 50).as_secs_f64();
    println!("{tasks} tasks: first frame {}", spread(&mut firsts));
    println!("  the terminal not asked how wide it draws: {}", spread(&mut unasked));
    println!(
        "  a process that reads one row and writes a line: {}  ({ratio:.1}x)",
        spread(&mut bares)
    );
    Ok(())
}
