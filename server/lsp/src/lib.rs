//! A language server for plan files: what is wrong with a plan while it is written, completion, hover with
//! dates, definitions, references, renaming, formatting, fixes.
//!
//! [`serve`] talks over two streams. One loop answers everything in the order in which it came, from the
//! documents as they are (`files.rs`) and their names (`wallchart_plan::symbols`), so an answer never waits
//! for a check; plans are read, expanded and scheduled in a thread of its own (`checker.rs`), always from
//! the newest text. What a hover tells of dates is that of the last plan without mistakes.
//!
//! ```text
//!  editor --didChange--> loop --job--> checker
//!         <--answers---- loop <--checked-- checker
//!         <--publishDiagnostics-- loop
//! ```

mod actions;
mod checker;
mod completion;
mod diagnostics;
mod fields;
mod files;
mod hover;
mod navigate;
mod project;
mod rename;
mod server;
mod symbols;
mod text;
mod told;
mod uri;
mod wire;

use std::io::{BufRead, Write};
use std::sync::mpsc::{Receiver, channel};

use chrono::{DateTime, Utc};
use serde_json::Value;
use wallchart_words::Lang;

pub use checker::OpenFolder;

use checker::Checked;
use server::Server;
use wire::Incoming;

/// What the server is told from outside.
#[derive(Debug, Clone, Copy)]
pub struct Options {
    /// The language of its words, where it was asked for by name: then the client's doesn't matter.
    pub lang: Option<Lang>,
    /// Opens the files of a plan.
    pub open: OpenFolder,
    /// What time it is.
    pub now: fn() -> DateTime<Utc>,
}

/// Something that the loop has to deal with.
enum Event {
    Came(Incoming),
    /// The client is gone.
    Closed,
    Checked(Box<Checked>),
}

/// Serves one client until it says `exit`, or is gone. Says whether it took its leave properly.
///
/// # Errors
/// When nothing can be written any more.
pub fn serve(
    options: Options,
    mut input: impl BufRead + Send + 'static,
    output: impl Write + 'static,
) -> std::io::Result<bool> {
    let (send, events) = channel();
    let (work, given) = channel();
    let checked = send.clone();
    std::thread::Builder::new().name("check".into()).spawn(move || {
        checker::work(&given, options.open, |done| {
            checked.send(Event::Checked(Box::new(done))).is_ok()
        });
    })?;
    // The reader waits for input that may never come: nobody waits for it.
    std::thread::Builder::new().name("read".into()).spawn(move || {
        while let Some(message) = wire::read(&mut input) {
            if send.send(Event::Came(message)).is_err() {
                return;
            }
        }
        let _ = send.send(Event::Closed);
    })?;
    let mut server = Server::new(options, Box::new(output), work);
    run(&mut server, &events)
}

fn run(server: &mut Server, events: &Receiver<Event>) -> std::io::Result<bool> {
    let mut queue = std::collections::VecDeque::new();
    let mut cancelled: Vec<Value> = Vec::new();
    loop {
        if queue.is_empty() {
            server.flush()?;
            let Ok(event) = events.recv() else { return Ok(server.has_left()) };
            queue.push_back(event);
        }
        // What was cancelled before its turn came is not worked out.
        for event in events.try_iter() {
            if let Event::Came(Incoming::Notification { method, params }) = &event
                && method == "$/cancelRequest"
            {
                cancelled.extend(params.get("id").cloned());
            }
            queue.push_back(event);
        }
        match queue.pop_front() {
            Some(Event::Came(Incoming::Request { id, method, params })) => {
                let is_wanted = !cancelled.contains(&id);
                server.request(&id, &method, params, is_wanted)?;
            }
            Some(Event::Came(Incoming::Notification { method, .. })) if method == "exit" => {
                return Ok(server.has_left());
            }
            Some(Event::Came(Incoming::Notification { method, params })) => {
                server.notice(&method, params);
            }
            Some(Event::Came(Incoming::Garbled)) => server.garbled()?,
            Some(Event::Checked(done)) => server.checked(*done)?,
            Some(Event::Closed) => return Ok(server.has_left()),
            Some(Event::Came(Incoming::Answer)) | None => {}
        }
        if queue.is_empty() {
            cancelled.clear();
        }
    }
}
