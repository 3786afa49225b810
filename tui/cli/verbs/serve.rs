//! `serve`: listens for messages of other programs (hooks), and does meanwhile what is due by itself.

use std::io::Write as _;
use std::net::SocketAddr;
use std::path::PathBuf;
use std::sync::mpsc::{Receiver, SyncSender, sync_channel};
use std::time::Duration;

use serde::Serialize;
use serde_json::json;
use tokio::net::TcpListener;
use tokio::sync::{mpsc, oneshot};
use wallchart_campaign::say;
use wallchart_http::{Heard, Hooks};
use wallchart_plan::playbook::Trigger;
use wallchart_plan::{Instant, WorkCalendar};
use wallchart_runtime::Desk as _;
use wallchart_words::{Lang, ids, safe, t};

use crate::cli::context::Context;
use crate::cli::error::{CliError, words};
use crate::dashboard::Signals;

/// How often it looks what is due by itself.
const LOOKS_EVERY: Duration = Duration::from_secs(60);

/// Messages that may wait to be told of.
const UNTOLD: usize = 64;

/// Arguments of `serve`.
#[derive(Debug, clap::Args)]
pub struct Args {
    /// Where to listen: an address and a port, 0 for any that is free.
    #[arg(long, value_name = "ADDRESS", default_value = "127.0.0.1:8315")]
    listen: SocketAddr,
    /// The file that holds the token which senders must show.
    #[arg(long, value_name = "FILE")]
    token_file: Option<PathBuf>,
}

/// Why nobody listens.
#[derive(Debug)]
pub enum ServeError {
    /// Others could reach it, and no token is asked for.
    Open(SocketAddr),
    /// The file holds no token.
    NoToken(PathBuf),
    /// The address can't be listened on.
    Listen {
        /// Which.
        address: SocketAddr,
        /// Why.
        error: std::io::Error,
    },
}

impl ServeError {
    /// What went wrong.
    pub fn message(&self, lang: Lang) -> String {
        match self {
            ServeError::Open(address) => t!(lang, ids::HTTP_OPEN, address = address.to_string()),
            ServeError::NoToken(path) => {
                t!(lang, ids::HTTP_NO_TOKEN, path = path.display().to_string())
            }
            ServeError::Listen { address, error } => {
                let why = words::system(lang, error);
                t!(lang, ids::HTTP_NOT_LISTENING, address = address.to_string(), why = why)
            }
        }
    }

    /// What to do.
    pub fn hint(&self, lang: Lang) -> String {
        match self {
            ServeError::Open(_) | ServeError::NoToken(_) => t!(lang, ids::HTTP_TOKEN_HINT),
            ServeError::Listen { .. } => t!(lang, ids::HTTP_NOT_LISTENING_HINT),
        }
    }
}

impl From<ServeError> for CliError {
    fn from(error: ServeError) -> Self {
        CliError::Serve(error)
    }
}

/// Does it, until a signal ends it.
pub async fn run(context: &mut Context, args: Args) -> Result<(), CliError> {
    let token = token(&args)?;
    let campaign = context.campaign().await?;
    let desk = context.desk().await?;
    let mut signals = Signals::listen()?;
    let address = args.listen;
    let failed = |error| ServeError::Listen { address, error };
    let listener = TcpListener::bind(address).await.map_err(failed)?;
    let at = listener.local_addr().map_err(failed)?;
    if context.json {
        context.data_line(&json!({ "listening": at }))?;
    } else {
        let lang = context.lang;
        context.say(&t!(lang, ids::HTTP_LISTENING, address = at.to_string()))?;
        let is_hook = |t: &Trigger| matches!(t, Trigger::Hook(_));
        if !campaign.plan.playbooks.iter().any(|book| book.start.iter().any(is_hook)) {
            context.say(&t!(lang, ids::HTTP_NO_HOOKS))?;
        }
    }
    context.out.flush()?;

    let (heard, mut told) = mpsc::channel(UNTOLD);
    let (end, ended) = oneshot::channel::<()>();
    let hooks = Hooks { desk: desk.clone(), token, lang: context.lang, heard };
    let until = async {
        // Ended or dropped, it is over.
        let _ = ended.await;
    };
    let mut served = std::pin::pin!(wallchart_http::serve(listener, hooks, until));
    let mut end = Some(end);
    let mut minute = tokio::time::interval(LOOKS_EVERY);
    let calendar = WorkCalendar::new(campaign.plan.calendar.clone(), campaign.plan.campaign.anchor);
    let printer = Printer::start();
    loop {
        tokio::select! {
            () = &mut served => break,
            Some(heard) = told.recv() => printer.print(line(context, &calendar, heard)?),
            // What fails now is tried again in a minute.
            _ = minute.tick() => drop(desk.tick().await),
            // Who asks twice doesn't wait for what is still being answered.
            _ = signals.next() => if end.take().is_none() { break },
        }
    }
    while let Ok(heard) = told.try_recv() {
        printer.print(line(context, &calendar, heard)?);
    }
    printer.end();
    Ok(())
}

/// Prints lines without keeping anybody waiting: a terminal that stands still, or a pipe that nobody reads or
/// holds any more, mustn't keep messages from being heard.
struct Printer {
    lines: SyncSender<String>,
    done: Receiver<()>,
}

impl Printer {
    fn start() -> Self {
        let (lines, printed) = sync_channel::<String>(UNTOLD);
        let (over, done) = sync_channel(1);
        std::thread::spawn(move || {
            let mut out = std::io::stdout();
            for line in printed {
                // Whoever read it may be gone; messages are heard all the same.
                let _ = out.write_all(line.as_bytes()).and_then(|()| out.flush());
            }
            let _ = over.send(());
        });
        Self { lines, done }
    }

    /// Prints it, unless too many lines wait already.
    fn print(&self, line: String) {
        let _ = self.lines.try_send(line);
    }

    /// Waits until what was printed is out, if it goes out at all.
    fn end(self) {
        drop(self.lines);
        let _ = self.done.recv_timeout(Duration::from_secs(1));
    }
}

/// The token that senders must show; none where only this machine can reach it.
fn token(args: &Args) -> Result<Option<String>, CliError> {
    let Some(path) = &args.token_file else {
        let is_own = args.listen.ip().is_loopback();
        return if is_own { Ok(None) } else { Err(ServeError::Open(args.listen).into()) };
    };
    let unreadable = |error| CliError::File { path: path.clone(), error };
    let bytes = std::fs::read(path).map_err(unreadable)?;
    let text = String::from_utf8_lossy(&bytes);
    match text.trim() {
        token if !token.is_empty() && token.bytes().all(|b| b.is_ascii_graphic()) => {
            Ok(Some(token.to_owned()))
        }
        _ => Err(ServeError::NoToken(path.clone()).into()),
    }
}

/// A message as data.
#[derive(Serialize)]
struct Told {
    at: Instant,
    #[serde(flatten)]
    heard: Heard,
}

/// What became of a message, as a line.
fn line(context: &mut Context, calendar: &WorkCalendar, heard: Heard) -> Result<String, CliError> {
    let at = context.now();
    if context.json {
        return context.captured(|context| context.data_line(&Told { at, heard }));
    }
    let what = match (heard.play, heard.error) {
        (Some(play), _) if heard.again => t!(context.lang, ids::HTTP_AGAIN, play = play),
        (Some(play), _) => play,
        (None, error) => error.unwrap_or_default(),
    };
    let at = say::moment(calendar, at);
    let line = format!("{at}  {}  {}  {what}", heard.hook, heard.status);
    // One message is one line, whatever its address holds.
    Ok(format!("{}\n", safe(&line)))
}
