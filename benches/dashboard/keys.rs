//! From a key to the frame that it leads to, through the pseudo-terminal: walking each pane, and typing into
//! the filter.

use std::path::Path;
use std::time::Duration;

use crate::common::screen::Screen;
use crate::common::{Result, percentile, spread};
use crate::first::TITLE;
use crate::made;

/// The panes, with the keys that lead there and those that walk there.
const PANES: [(&str, &str, [&str; 8]); 5] = [
    ("overview", "1", WALK),
    ("gantt, folded", "2", WALK),
    ("gantt, unfolded", "e", WALK),
    ("task", "3", ["]", "]", "[", "]", "]", "]", "[", "["]),
    ("log", "6", WALK),
];

/// Down and up, so that every key changes something.
const WALK: [&str; 8] = ["j", "j", "j", "\x1b[6~", "j", "k", "\x1b[5~", "k"];

/// What is typed: initials, a name, something that nothing matches, a field, a flag.
const TYPED: [&str; 5] = ["gz57", "第31所", "zzz9", "who:d12", "late -gz"];

pub(crate) fn measure(folder: &Path, tasks: usize) -> Result<()> {
    let store = made::campaign(folder, tasks)?;
    let screen = Screen::open(&store)?;
    screen.until(|seen| seen.shows(TITLE))?;
    screen.settle(Duration::from_millis(500));
    let mut all = Vec::new();
    for (pane, keys, walk) in PANES {
        screen.press(keys)?;
        screen.settle(Duration::from_millis(300));
        let mut times = Vec::new();
        for key in walk.iter().cycle().take(walk.len() * 20) {
            times.push(screen.press_timed(key)?);
        }
        println!("{tasks} tasks, {pane}: key to screen {}", spread(&mut times));
        all.extend(times);
    }
    println!("  all of them: {}", spread(&mut all));
    screen.press("2")?;
    screen.settle(Duration::from_millis(300));
    let mut all = Vec::new();
    for text in TYPED {
        screen.press("/")?;
        screen.settle(Duration::from_millis(200));
        let mut times = Vec::new();
        for _ in 0..3 {
            for key in text.chars() {
                times.push(screen.press_timed(key.encode_utf8(&mut [0; 4]))?);
            }
            for _ in text.chars() {
                times.push(screen.press_timed("\x7f")?);
            }
        }
        screen.press("\x1b")?;
        screen.settle(Duration::from_millis(200));
        println!("{tasks} tasks, filter {text}: key to screen {}", spread(&mut times));
        all.extend(times);
    }
    println!("  all of them: {}", spread(&mut all));
    let over = all.iter().filter(|t| **t > Duration::from_millis(16)).count();
    println!("  {over} of {} over 16 ms, p90 {:.2?}", all.len(), percentile(&mut all, 90));
    screen.quit()
}
