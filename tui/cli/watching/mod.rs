//! `--watch`: says again what a verb says whenever something changes.
//!
//! ```text
//! a campaign: desk.watch, the minute ──┐              ┌── terminal: the lines that differ
//! a plan: its files ───────────────────┼──> look ──> text
//! keys, signals ───────────────────────┘              └── a pipe: a line, or a line of JSON, for what differs
//! ```
//!
//! Nothing is written while nothing changes.

mod campaign;
mod files;
mod screen;

pub use campaign::{Watched, say};
pub use files::FilesWatch;

use std::future::poll_fn;
use std::io::{self, IsTerminal as _, Write as _};
use std::pin::Pin;

use crossterm::event::{Event, EventStream};
use futures_core::Stream as _;

use super::context::Context;
use super::error::CliError;
use super::exit;
use crate::dashboard::{DashboardError, Signals};

/// Something that is looked at again and again.
pub trait Look {
    /// Waits until it may look different.
    fn changed(&mut self) -> impl Future<Output = ()>;

    /// Looks again.
    fn again(&mut self, context: &mut Context) -> impl Future<Output = Result<(), CliError>>;

    /// Says how it looks, in words or as data.
    ///
    /// # Errors
    /// When it can't be written.
    fn say(&self, context: &mut Context) -> Result<(), CliError>;

    /// Lines for a pipe, by what they are about. What moves with every minute stands in none of them.
    fn lines(&self, context: &Context) -> Vec<(String, String)>;

    /// The time at which it was looked at.
    fn at(&self, context: &Context) -> String;

    /// How the verb ends when someone leaves.
    fn verdict(&self) -> Result<(), CliError> {
        Ok(())
    }
}

/// Says it again and again, until Ctrl-C or `q`.
///
/// # Errors
/// As [`Look::say`]; a signal ends the watch with its code.
pub async fn watch(context: &mut Context, look: &mut impl Look) -> Result<(), CliError> {
    let on_screen = !context.json && io::stdout().is_terminal() && io::stdin().is_terminal();
    if on_screen { screen::watch(context, look).await } else { pipe(context, look).await }
}

/// What one wait ended with.
enum Woken {
    Changed,
    Key(Event),
    Ended(i32),
}

struct Waits {
    signals: Signals,
    keys: Option<EventStream>,
}

impl Waits {
    fn begin(keys: Option<EventStream>) -> Result<Self, CliError> {
        Ok(Self { signals: Signals::listen()?, keys })
    }

    /// Waits for a change, a key or a signal.
    async fn next(&mut self, look: &mut impl Look) -> Woken {
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
            () = look.changed() => Woken::Changed,
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
async fn pipe(context: &mut Context, look: &mut impl Look) -> Result<(), CliError> {
    let mut waits = Waits::begin(None)?;
    let mut before: Option<Vec<(String, String)>> = None;
    loop {
        look.again(context).await?;
        let lines = look.lines(context);
        if before.as_ref() != Some(&lines) {
            if context.json {
                let text = context.captured(|context| look.say(context))?;
                let whole: serde_json::Value = serde_json::from_str(&text)?;
                context.data_line(&whole)?;
            } else {
                differences(context, &before.unwrap_or_default(), &lines)?;
            }
            context.out.flush()?;
            before = Some(lines);
        }
        if let Woken::Ended(signal) = waits.next(look).await {
            return Err(ended(signal));
        }
    }
}

fn differences(
    context: &mut Context,
    before: &[(String, String)],
    lines: &[(String, String)],
) -> Result<(), CliError> {
    // What counts the rest is the last of the lines.
    for (about, line) in before {
        if !lines.iter().any(|(a, _)| a == about) {
            context.say(&format!("- {line}"))?;
        }
    }
    for (about, line) in lines {
        if !before.iter().any(|(a, l)| a == about && l == line) {
            context.say(line)?;
        }
    }
    Ok(())
}
