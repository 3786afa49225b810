//! The command line: one file a verb, and what the verbs share.
//!
//! A verb parses its arguments, asks a [`Desk`](wallchart_runtime::Desk) or the pure crates, and prints
//! words or, with `--json`, data. It ends in an [`exit`] code.

pub mod accepting;
pub mod again;
pub mod amending;
pub mod args;
pub mod comes_to;
pub mod completion;
pub mod config;
pub mod context;
pub mod error;
pub mod exit;
pub mod fixing;
pub mod gantt;
pub mod handed_in;
pub mod json;
pub mod launching;
pub mod localise;
pub mod manual;
pub mod moved;
pub mod names;
pub mod printed;
pub mod rehearsing;
pub mod rosters;
pub mod rows;
pub mod sheets;
pub mod shelf;
pub mod shipped;
pub mod source;
pub mod table;
pub mod tables;
pub mod task_args;
pub mod verbs;
pub mod watching;

use std::ffi::OsString;
use std::process::ExitCode;

/// Runs the program with its arguments, the first being its own name.
pub fn main(arguments: impl IntoIterator<Item = OsString>) -> ExitCode {
    let arguments: Vec<OsString> = arguments.into_iter().collect();
    if let Some(shell) = completion::asked() {
        return completion::answer(&shell, arguments);
    }
    let files = config::Files::read();
    let lang = localise::language(&arguments, &files);
    match args::parse(&arguments, lang, &files) {
        Ok(cli) => context::run(cli, files, arguments),
        Err(early) => early.finish(),
    }
}

/// How many columns the terminal has; 80 where there is none to ask.
pub(crate) fn columns() -> u16 {
    crossterm::terminal::size().map_or(80, |(columns, _)| columns).max(20)
}
