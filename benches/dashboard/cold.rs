//! Opening a campaign of very many events that has a snapshot: a desk in this process, a command that reads,
//! and the dashboard; and a process that opens the file and reads one row.

use std::path::Path;
use std::sync::Arc;
use std::time::Instant;

use wallchart_runtime::{Desk as _, LocalDesk};
use wallchart_store::{EventStore as _, OpenMode, SqliteStore};

use crate::common::screen::Screen;
use crate::common::{Result, bare, cli, percentile, spread, timed};
use crate::first::TITLE;
use crate::made::{self, now};

const TIMES: usize = 5;

pub(crate) fn measure(folder: &Path, events: usize) -> Result<()> {
    let path = made::long(folder, events)?;
    let [mut bares, mut states, mut views, mut shows, mut frames] = [const { Vec::new() }; 5];
    for _ in 0..TIMES {
        let mut bare = bare("--bare-line", &path)?;
        bare.stdout(std::process::Stdio::null());
        bares.push(timed(bare)?);
        let began = Instant::now();
        let store = Arc::new(SqliteStore::open(&path, OpenMode::ReadOnly)?);
        let id = store.campaigns()?.pop().ok_or("no campaign")?.campaign;
        let desk = LocalDesk::open(store, id)?;
        now(desk.state())?;
        states.push(began.elapsed());
        now(desk.view())?;
        views.push(began.elapsed());
        drop(desk);
        shows.push(timed(cli(&path, &["show", "1"]))?);
        let screen = Screen::open(&path)?;
        let at = screen.until(|seen| seen.shows(TITLE))?;
        frames.push(at.duration_since(screen.began));
        screen.quit()?;
    }
    let ratio =
        percentile(&mut states, 50).as_secs_f64() / percentile(&mut bares, 50).as_secs_f64();
    println!("{events} events: a desk with its state {}", spread(&mut states));
    println!("  and its view, scheduled: {}", spread(&mut views));
    println!("  `show 1`, start to exit: {}", spread(&mut shows));
    println!("  first frame of the dashboard: {}", spread(&mut frames));
    println!("  a process that reads one row: {}  (a desk: {ratio:.1}x)", spread(&mut bares));
    Ok(())
}
