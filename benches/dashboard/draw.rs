//! Drawing each pane into a buffer, the selection moving and the list scrolling; and ratatui drawing a plain
//! paragraph into one of the same size.

use std::path::Path;
use std::sync::Arc;
use std::time::Instant;

use crossterm::event::{KeyCode, KeyEvent, KeyModifiers};
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::widgets::{Paragraph, Widget as _};
use wallchart::dashboard::{Chrome, Source, State, cmd, merged, paint, refresh, update};
use wallchart_campaign::read::lines;
use wallchart_campaign::{Actor, Seq};
use wallchart_runtime::{Desk as _, LocalDesk};
use wallchart_store::{EventStore as _, OpenMode, SqliteStore};
use wallchart_words::Lang;

use crate::common::screen::SIZE;
use crate::common::{Result, percentile, spread};
use crate::made::{campaign, now};

/// The panes, with the keys that lead there.
const PANES: [(&str, &str); 5] = [
    ("overview", "1"),
    ("gantt, folded", "2"),
    ("gantt, unfolded", "2e"),
    ("task", "23"),
    ("log", "6"),
];

/// What is pressed in each, again and again: in the task view the last two go to the neighbours.
const WALK: &str = "jjjjdjjkdkkGkkuug]]";

fn state(store: &Path) -> Result<State> {
    let store = Arc::new(SqliteStore::open(store, OpenMode::ReadOnly)?);
    let id = store.campaigns()?.pop().ok_or("no campaign")?.campaign;
    let desk = LocalDesk::open(store, id)?;
    let (view, events) = (now(desk.view())?, now(desk.log(Seq(1), usize::MAX))?);
    let log = Arc::new(merged(lines(&events), &view));
    let chrome = Chrome { ascii: false, colour: true };
    let mut state = State::new(Lang::Zh, Actor::Operator, chrome, SIZE);
    refresh(&mut state, Source::new(view, log, &Actor::Operator, None));
    Ok(state)
}

fn press(state: &mut State, key: char) {
    let code = match key {
        'd' => KeyCode::PageDown,
        'u' => KeyCode::PageUp,
        other => KeyCode::Char(other),
    };
    if let Some(cmd) = cmd(state, KeyEvent::new(code, KeyModifiers::NONE)) {
        update(state, cmd);
    }
}

pub(crate) fn measure(folder: &Path, tasks: usize) -> Result<()> {
    let mut state = state(&campaign(folder, tasks)?)?;
    let area = Rect::new(0, 0, SIZE.0, SIZE.1);
    let line = "中文 and English 一二三 ".repeat(4);
    let (mut plain, mut slowest) = (Vec::new(), std::time::Duration::ZERO);
    let mut plain_paragraph = || {
        let began = Instant::now();
        let text: String = (0..SIZE.1).map(|n| format!("{n} {line}\n")).collect();
        Paragraph::new(text).render(area, &mut Buffer::empty(area));
        plain.push(began.elapsed());
    };
    for (pane, keys) in PANES {
        keys.chars().for_each(|key| press(&mut state, key));
        let [mut drawn, mut updated] = [Vec::new(), Vec::new()];
        for key in WALK.chars().cycle().take(WALK.len() * 30) {
            plain_paragraph();
            let began = Instant::now();
            press(&mut state, key);
            updated.push(began.elapsed());
            let began = Instant::now();
            paint(&state, &mut Buffer::empty(area));
            drawn.push(began.elapsed());
        }
        slowest = slowest.max(percentile(&mut drawn, 99));
        println!(
            "{tasks} tasks, {pane}: draw {}; update {}",
            spread(&mut drawn),
            spread(&mut updated)
        );
        // Folded again for whoever comes next.
        if keys == "2e" {
            press(&mut state, 'e');
        }
    }
    let ratio = slowest.as_secs_f64() / percentile(&mut plain, 99).as_secs_f64();
    println!("  a plain paragraph: {}  (the slowest pane's p99: {ratio:.1}x)", spread(&mut plain));
    Ok(())
}
