//! What an open dashboard costs while nothing happens: bytes written, and processor time of all its threads,
//! in a time without the turn of a minute and in a whole minute.

use std::path::Path;
use std::time::{Duration, Instant, SystemTime, UNIX_EPOCH};

use crate::common::Result;
use crate::common::screen::Screen;
use crate::first::TITLE;
use crate::made;

const QUIET: Duration = Duration::from_secs(20);
const MINUTE: Duration = Duration::from_secs(60);

/// Clock ticks a second in `/proc`, as every Linux has it.
const TICKS: f64 = 100.0;

/// Seconds on a processor, of all threads, those included that have ended (proc_pid_stat(5)).
fn processor_s(pid: u32) -> Result<f64> {
    let stat = std::fs::read_to_string(format!("/proc/{pid}/stat"))?;
    // The name may hold anything; the state is the first field behind it.
    let (_, fields) = stat.rsplit_once(')').ok_or("no name in stat")?;
    let times = fields.split_whitespace().skip(11).take(2).map(str::parse::<u32>);
    Ok(times.sum::<std::result::Result<u32, _>>().map(f64::from)? / TICKS)
}

/// Bytes that it handed to `write`, and those that went to a disk.
fn written(pid: u32) -> Result<(u64, u64)> {
    let io = std::fs::read_to_string(format!("/proc/{pid}/io"))?;
    let of = |name: &str| -> Result<u64> {
        let line = io.lines().find_map(|l| l.strip_prefix(name)).ok_or("no such line in io")?;
        Ok(line.trim().parse()?)
    };
    Ok((of("wchar:")?, of("write_bytes:")?))
}

fn watch(screen: &Screen, name: &str, time: Duration) -> Result<()> {
    let pid = screen.pid()?;
    let began = Instant::now();
    let (io, shown, ran) = (written(pid)?, screen.written(), processor_s(pid)?);
    std::thread::sleep(time);
    let (io2, shown2, ran2) = (written(pid)?, screen.written(), processor_s(pid)?);
    let core = (ran2 - ran) / began.elapsed().as_secs_f64() * 100.0;
    println!(
        "  {name}: {} bytes to the terminal, {} to files and wakers, {} to the disk; {core:.2} % of a core",
        shown2.1 - shown.1,
        io2.0 - io.0 - (shown2.1 - shown.1) as u64,
        io2.1 - io.1,
    );
    Ok(())
}

/// Waits until no minute turns for a while.
fn past_the_minute(room: Duration) -> Result<()> {
    let now = SystemTime::now().duration_since(UNIX_EPOCH)?;
    let left = MINUTE.saturating_sub(Duration::from_secs(now.as_secs() % 60));
    if left < room + Duration::from_secs(2) {
        std::thread::sleep(left + Duration::from_secs(2));
    }
    Ok(())
}

pub(crate) fn measure(folder: &Path, tasks: usize) -> Result<()> {
    let store = made::campaign(folder, tasks)?;
    let screen = Screen::open(&store)?;
    screen.until(|seen| seen.shows(TITLE))?;
    screen.settle(Duration::from_secs(3));
    println!("{tasks} tasks");
    past_the_minute(QUIET)?;
    watch(&screen, "20 s within a minute", QUIET)?;
    watch(&screen, "60 s with its turn", MINUTE)?;
    screen.quit()
}
