//! The whole screen, on which only the lines are written that differ.

use std::io::{self, Write as _};

use crossterm::cursor::{Hide, MoveTo};
use crossterm::event::{Event, EventStream, KeyCode, KeyEventKind, KeyModifiers};
use crossterm::queue;
use crossterm::terminal::{BeginSynchronizedUpdate, Clear, ClearType, EndSynchronizedUpdate};
use wallchart_words::{ids, t, width};

use super::{Look, Waits, Woken, ended};
use crate::cli::context::Context;
use crate::cli::error::CliError;
use crate::dashboard::{DashboardError, Held};

/// Shows it until `q` or Ctrl-C.
pub(super) async fn watch(context: &mut Context, look: &mut impl Look) -> Result<(), CliError> {
    // Whatever may fail at the start fails before the terminal is taken.
    look.again(context).await?;
    let held = Held::without_mouse()?;
    let mut waits = Waits::begin(Some(EventStream::new()))?;
    let mut shown: Option<Vec<String>> = None;
    let result = loop {
        let text = context.captured(|context| look.say(context))?;
        let columns = usize::from(crate::cli::columns());
        let mut lines: Vec<String> = text.lines().flat_map(|line| folded(line, columns)).collect();
        let rows = usize::from(crossterm::terminal::size().map_or(24, |(_, rows)| rows)).max(2);
        if lines.len() > rows - 1 {
            let hidden = lines.len() - (rows - 2);
            lines.truncate(rows - 2);
            lines.push(t!(context.lang, ids::CONFIG_WATCH_MORE, n = hidden));
        }
        if shown.as_ref() != Some(&lines) {
            let foot = t!(context.lang, ids::CONFIG_WATCH_FOOT, at = look.at(context));
            match held.draw(|| draw(&lines, shown.as_deref(), rows, &foot)) {
                Some(drawn) => drawn?,
                None => break Err(CliError::Dashboard(DashboardError::Panicked)),
            }
            shown = Some(lines);
        }
        match waits.next(look).await {
            Woken::Ended(signal) => break Err(ended(signal)),
            Woken::Key(Event::Resize(..)) => shown = None,
            Woken::Key(Event::Key(key)) if key.kind != KeyEventKind::Release => {
                let ctrl = key.modifiers.contains(KeyModifiers::CONTROL);
                match key.code {
                    // The terminal is raw: what would be a signal is a key.
                    KeyCode::Char('c') if ctrl => break Err(CliError::Interrupted),
                    KeyCode::Char('q') | KeyCode::Esc => break look.verdict(),
                    KeyCode::Char('l') if ctrl => shown = None,
                    _ => continue,
                }
            }
            Woken::Key(_) => continue,
            Woken::Changed => {}
        }
        look.again(context).await?;
    };
    drop(held);
    // The last look stays readable.
    look.say(context)?;
    result
}

/// A painted line cut into lines that fit, so that each is one row of the terminal.
fn folded(line: &str, columns: usize) -> Vec<String> {
    let (mut lines, mut used) = (vec![String::new()], 0);
    let mut rest = line;
    while let Some(c) = rest.chars().next() {
        // What paints takes no room.
        let painted = rest.strip_prefix("\u{1b}[").and_then(|tail| tail.find('m')).map(|at| at + 3);
        let end = painted.unwrap_or(c.len_utf8());
        let (piece, tail) = rest.split_at(end);
        let cells = if painted.is_some() { 0 } else { width(piece) };
        if used + cells > columns {
            lines.push(String::new());
            used = 0;
        }
        used += cells;
        if let Some(last) = lines.last_mut() {
            last.push_str(piece);
        }
        rest = tail;
    }
    lines
}

/// Writes the lines that differ from those that are shown; without such the whole screen.
fn draw(lines: &[String], shown: Option<&[String]>, rows: usize, foot: &str) -> io::Result<()> {
    let mut out = io::stdout().lock();
    queue!(out, BeginSynchronizedUpdate, Hide)?;
    if shown.is_none() {
        queue!(out, Clear(ClearType::All))?;
    }
    let last = u16::try_from(rows - 1).unwrap_or(u16::MAX);
    for (row, (at, line)) in (0..last).zip(lines.iter().enumerate()) {
        if shown.and_then(|shown| shown.get(at)) == Some(line) {
            continue;
        }
        queue!(out, MoveTo(0, row))?;
        write!(out, "{line}")?;
        queue!(out, Clear(ClearType::UntilNewLine))?;
    }
    let below = u16::try_from(lines.len()).unwrap_or(last).min(last);
    queue!(out, MoveTo(0, below), Clear(ClearType::FromCursorDown), MoveTo(0, last))?;
    write!(out, "{foot}")?;
    queue!(out, EndSynchronizedUpdate)?;
    out.flush()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn long_lines_go_on_below() {
        assert_eq!(folded("城东所abc", 5), ["城东", "所abc"]);
        assert_eq!(folded("\u{1b}[1m城东\u{1b}[0m所", 4), ["\u{1b}[1m城东\u{1b}[0m", "所"]);
        assert_eq!(folded("", 5), [""]);
    }
}
