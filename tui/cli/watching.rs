//! `--watch`: says again what a verb says whenever something changes.
//!
//! ```text
//! desk.watch ── Seq ──┐              ┌── terminal: the screen, where it differs
//! the minute ─────────┼──> view ──> frame
//! keys, signals ──────┘              └── a pipe: a line, or a line of JSON, for what differs
//! ```
//!
//! Nothing is written while nothing changes: changes come from the desk's watcher, and with the minute
//! only what the clock has changed.

use std::future::poll_fn;
use std::io::{self, IsTerminal as _, Write as _};
use std::pin::Pin;
use std::sync::Arc;
use std::time::Duration;

use crossterm::cursor::{Hide, MoveTo};
use crossterm::event::{Event, EventStream, KeyCode, KeyEventKind, KeyModifiers};
use crossterm::queue;
use crossterm::terminal::{BeginSynchronizedUpdate, Clear, ClearType, EndSynchronizedUpdate};
use futures_core::Stream as _;
use wallchart_campaign::View;
use wallchart_runtime::Desk as _;
use wallchart_words::{ids, t};

use super::context::Context;
use super::error::CliError;
use super::exit;
use crate::dashboard::{DashboardError, Held, Signals};

/// What a verb says of a view, and which lines of it a pipe is told when they change.
pub trait Watched {
    /// Says it, in words or as data.
    ///
    /// # Errors
    /// When it can't be written.
    fn say(&self, context: &mut Context, view: &View) -> Result<(), CliError>;

    /// Lines by what they are about. What moves with every minute stands in none of them.
    fn lines(&self, context: &Context, view: &View) -> Vec<(String, String)>;
}

/// Says it once, or with `watch` again and again until Ctrl-C.
///
/// # Errors
/// As [`Watched::say`]; a signal ends the watch with its code.
pub async fn say(
    context: &mut Context,
    watched: &impl Watched,
    watch: bool,
) -> Result<(), CliError> {
    if !watch {
        let view = context.view().await?;
        return watched.say(context, &view);
    }
    let on_screen = !context.json && io::stdout().is_terminal() && io::stdin().is_terminal();
    if on_screen { screen(context, watched).await } else { pipe(context, watched).await }
}

/// What one wait ended with.
enum Woken {
    Changed,
    Key(Event),
    Ended(i32),
}

struct Waits {
    signals: Signals,
    changes: tokio::sync::watch::Receiver<wallchart_campaign::Seq>,
    desk: Arc<wallchart_runtime::LocalDesk>,
    keys: Option<EventStream>,
}

impl Waits {
    async fn begin(context: &mut Context, keys: Option<EventStream>) -> Result<Self, CliError> {
        let desk = context.desk().await?;
        Ok(Self { signals: Signals::listen()?, changes: desk.watch(), desk, keys })
    }

    /// Waits for a change, the next minute, a key or a signal.
    async fn next(&mut self) -> Woken {
        let past_ms = self.desk.now().timestamp_millis().rem_euclid(60_000);
        let minute =
            Duration::from_millis(u64::try_from(60_000 - past_ms).unwrap_or(60_000).max(50));
        let keys = &mut self.keys;
        let key = async {
            match keys {
                Some(keys) => poll_fn(|cx| Pin::new(&mut *keys).poll_next(cx)).await,
                None => std::future::pending().await,
            }
        };
        tokio::select! {
            biased;
            signal = self.signals.next() => Woken::Ended(signal),
            key = key => match key {
                Some(Ok(event)) => Woken::Key(event),
                // A terminal that is gone sends nothing any more.
                Some(Err(_)) | None => Woken::Ended(1),
            },
            changed = self.changes.changed() => match changed {
                Ok(()) => Woken::Changed,
                Err(_) => std::future::pending().await,
            },
            () = tokio::time::sleep(minute) => Woken::Changed,
        }
    }
}

fn ended(signal: i32) -> CliError {
    if signal == i32::from(exit::INTERRUPT) {
        return CliError::Interrupted;
    }
    CliError::Dashboard(DashboardError::Signal(signal))
}

/// A line for each line that differs; with `--json` the whole as one line.
async fn pipe(context: &mut Context, watched: &impl Watched) -> Result<(), CliError> {
    let mut waits = Waits::begin(context, None).await?;
    let mut before: Option<Vec<(String, String)>> = None;
    loop {
        let view = waits.desk.view().await?;
        let lines = watched.lines(context, &view);
        if before.as_ref() != Some(&lines) {
            if context.json {
                let text = context.captured(|context| watched.say(context, &view))?;
                let whole: serde_json::Value = serde_json::from_str(&text)?;
                context.data_line(&whole)?;
            } else {
                let before = before.unwrap_or_default();
                for (about, line) in &lines {
                    if !before.iter().any(|(a, l)| a == about && l == line) {
                        context.say(line)?;
                    }
                }
                for (about, line) in &before {
                    if !lines.iter().any(|(a, _)| a == about) {
                        context.say(&format!("- {line}"))?;
                    }
                }
            }
            context.out.flush()?;
            before = Some(lines);
        }
        if let Woken::Ended(signal) = waits.next().await {
            return Err(ended(signal));
        }
    }
}

/// The whole screen, written when it differs; `q` or Ctrl-C ends it.
async fn screen(context: &mut Context, watched: &impl Watched) -> Result<(), CliError> {
    // Whatever may fail at the start fails before the terminal is taken.
    let first = context.view().await?;
    let held = Held::without_mouse()?;
    let mut waits = Waits::begin(context, Some(EventStream::new())).await?;
    let mut shown: Option<Vec<String>> = None;
    let mut view = first;
    let result = loop {
        let text = context.captured(|context| watched.say(context, &view))?;
        let mut lines: Vec<String> = text.lines().map(str::to_owned).collect();
        let rows = usize::from(crossterm::terminal::size().map_or(24, |(_, rows)| rows)).max(2);
        if lines.len() > rows - 1 {
            let hidden = lines.len() - (rows - 2);
            lines.truncate(rows - 2);
            lines.push(t!(context.lang, ids::CONFIG_WATCH_MORE, n = hidden));
        }
        if shown.as_ref() != Some(&lines) {
            let at = view.calendar.local(view.now).format("%H:%M").to_string();
            let foot = t!(context.lang, ids::CONFIG_WATCH_FOOT, at = at);
            match held.draw(|| draw(&lines, rows, &foot)) {
                Some(drawn) => drawn?,
                None => break Err(CliError::Dashboard(DashboardError::Panicked)),
            }
            shown = Some(lines);
        }
        match waits.next().await {
            Woken::Ended(signal) => break Err(ended(signal)),
            Woken::Key(Event::Resize(..)) => shown = None,
            Woken::Key(Event::Key(key)) if key.kind != KeyEventKind::Release => {
                let ctrl = key.modifiers.contains(KeyModifiers::CONTROL);
                match key.code {
                    // The terminal is raw: what would be a signal is a key.
                    KeyCode::Char('c') if ctrl => break Err(CliError::Interrupted),
                    KeyCode::Char('q') | KeyCode::Esc => break Ok(()),
                    KeyCode::Char('l') if ctrl => shown = None,
                    _ => continue,
                }
            }
            Woken::Key(_) => continue,
            Woken::Changed => {}
        }
        view = waits.desk.view().await?;
    };
    drop(held);
    // The last look stays readable.
    watched.say(context, &view)?;
    result
}

fn draw(lines: &[String], rows: usize, foot: &str) -> io::Result<()> {
    let mut out = io::stdout().lock();
    queue!(out, BeginSynchronizedUpdate, Hide)?;
    let last = u16::try_from(rows - 1).unwrap_or(u16::MAX);
    for (row, line) in (0..last).zip(lines) {
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
