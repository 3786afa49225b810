//! A change that another process makes, from its being recorded to its showing on an open dashboard, and
//! whether selection and scroll stay where they are.

use std::path::Path;
use std::sync::Arc;
use std::time::{Duration, Instant};

use wallchart_campaign::{Actor, Command, Face, TaskState};
use wallchart_runtime::{Desk as _, LocalDesk, order};
use wallchart_store::{EventStore as _, OpenMode, SqliteStore};

use crate::common::screen::Screen;
use crate::common::{Result, spread};
use crate::first::TITLE;
use crate::made::{self, now};

const CHANGES: usize = 100;

/// The state of a task that is suspended, as its row says it.
const SUSPENDED: &str = "已中止";

pub(crate) fn measure(folder: &Path, tasks: usize) -> Result<()> {
    let store = made::campaign(folder, tasks)?;
    let screen = Screen::open(&store)?;
    screen.until(|seen| seen.shows(TITLE))?;
    // Somewhere down the long list, on a row that has just come into sight.
    screen.press("2e")?;
    screen.settle(Duration::from_millis(500));
    screen.press("\x1b[6~\x1b[6~jjj")?;
    screen.settle(Duration::from_millis(500));
    let mut stayed = true;
    let [mut times, mut process] = [Vec::new(), Vec::new()];
    let store = Arc::new(SqliteStore::open(&store, OpenMode::Existing)?);
    let id = store.campaigns()?.pop().ok_or("no campaign")?.campaign;
    let desk = LocalDesk::open(store, id)?;
    let rows = titles(&screen);
    let state = now(desk.state())?;
    let begun = state.plan.tasks.iter().zip(&state.records);
    let mut begun = begun.filter(|(_, r)| r.state == TaskState::InProgress);
    let task = begun.nth(2).map(|(t, _)| t.number);
    let task = task.ok_or("no task is being worked on")?;
    for n in 0..CHANGES {
        // Far enough apart that each is looked for afresh, and never in step with the looking.
        std::thread::sleep(Duration::from_millis(60 + 7 * (n as u64 % 11)));
        let stop = n % 2 == 0;
        let command = match stop {
            true => Command::Suspend { task, reason: "等场地".to_owned() },
            false => Command::Resume { task },
        };
        let asked = Instant::now();
        now(desk.submit(order(Actor::Operator, Face::Cli, command)))?;
        let recorded = Instant::now();
        let at = screen.until(|seen| seen.shows(SUSPENDED) == stop)?;
        times.push(at.saturating_duration_since(recorded));
        process.push(recorded.duration_since(asked));
        stayed &= titles(&screen) == rows;
    }
    println!("{tasks} tasks, recorded elsewhere to shown: {}", spread(&mut times));
    println!("  recording itself: {}; the rows stayed: {stayed}", spread(&mut process));
    screen.quit()
}

/// What stands in the column of titles, the selection's mark included.
fn titles(screen: &Screen) -> Vec<String> {
    screen
        .text()
        .lines()
        .skip(4)
        .take(20)
        .map(|l| l.chars().take(24).filter(|c| c.is_alphanumeric()).collect())
        .collect()
}
