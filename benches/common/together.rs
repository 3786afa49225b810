//! Processes that write at once beside an open dashboard, which writes too: how long each waits, and whether
//! anybody is starved.

use std::path::Path;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::{Duration, Instant};

use super::screen::Screen;
use super::{Result, bare, cli, lay_bare, percentile, spread, timed};

/// How many processes write at once.
const PROCESSES: usize = 8;

/// How often each writes.
const EACH: usize = 25;

/// Writes from `PROCESSES` threads that never pause, each time with a process of its own.
fn writers(
    one: impl Fn(usize) -> Result<Duration> + Sync,
) -> std::result::Result<Vec<Vec<Duration>>, String> {
    std::thread::scope(|scope| {
        let all: Vec<_> = (1..=PROCESSES)
            .map(|n| {
                let one = &one;
                scope.spawn(move || {
                    let times = (0..EACH).map(|_| one(n));
                    times.collect::<Result<Vec<_>>>().map_err(|e| e.to_string())
                })
            })
            .collect();
        all.into_iter().map(|w| w.join().map_err(|_| "panicked".to_owned())?).collect()
    })
}

/// Types comments into the dashboard until told to stop; how long each took to be recorded.
fn typist(screen: &Screen, stop: &AtomicBool) -> std::result::Result<Vec<Duration>, String> {
    let mut times = Vec::new();
    while !stop.load(Ordering::Relaxed) {
        let one = || -> Result<Duration> {
            screen.press("n")?;
            screen
                .until(|seen| seen.shows("一句话") || seen.shows("备注") || seen.shows("说明"))?;
            screen.press(&format!("屏上{}", times.len()))?;
            let began = Instant::now();
            screen.press("\r")?;
            let at = screen.until(|seen| seen.shows("已记录"))?;
            // The next key takes the notice away, and the selection stays among the tasks.
            screen.press(if times.len() % 2 == 0 { "j" } else { "k" })?;
            screen.until(|seen| !seen.shows("已记录"))?;
            Ok(at.duration_since(began))
        };
        times.push(one().map_err(|e| e.to_string())?);
    }
    Ok(times)
}

/// Measures, and prints what came of it.
pub(crate) fn together(store: &Path) -> Result<()> {
    lay_bare(store)?;
    let mut alone = (0..EACH).map(|_| timed(bare("--bare", store)?)).collect::<Result<Vec<_>>>()?;
    let mut bares = writers(|_| timed(bare("--bare", store)?))?.concat();
    println!(
        "bare process alone: {}; {PROCESSES} at once: {}",
        spread(&mut alone),
        spread(&mut bares)
    );
    let screen = Screen::open(store)?;
    screen.until(|seen| seen.shows("总览"))?;
    screen.press("2e")?;
    screen.settle(Duration::from_millis(300));
    screen.press("jj")?;
    let stop = AtomicBool::new(false);
    let (all, typed) = std::thread::scope(|scope| {
        let typing = scope.spawn(|| typist(&screen, &stop));
        let all = writers(|n| timed(cli(store, &["comment", &n.to_string(), "一句话"])));
        stop.store(true, Ordering::Relaxed);
        (all, typing.join())
    });
    let (all, mut typed) = (all?, typed.map_err(|_| "the typist panicked")??);
    let mut totals: Vec<Duration> = all.iter().map(|times| times.iter().sum()).collect();
    let (median, worst) = (percentile(&mut totals, 50), percentile(&mut totals, 100));
    let all = all.concat();
    let ratio = |p| {
        percentile(&mut all.clone(), p).as_secs_f64()
            / percentile(&mut bares.clone(), p).as_secs_f64()
    };
    println!(
        "{PROCESSES} at once and a dashboard: {}  ({:.2}x, {:.2}x bare)",
        spread(&mut all.clone()),
        ratio(50),
        ratio(99)
    );
    println!(
        "  the dashboard meanwhile, Enter to recorded ({}): {}",
        typed.len(),
        spread(&mut typed)
    );
    let starved = worst.as_secs_f64() / median.as_secs_f64();
    println!("  the writer served worst: {starved:.2}x the time of the median one");
    screen.quit()?;
    timed(cli(store, &["log"])).map(|_| ())
}
