//! A program in a pseudo-terminal, and when it showed what.

use std::io::{Read, Write};
use std::num::NonZero;
use std::path::Path;
use std::process::Command;
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};

use portable_pty::{Child, CommandBuilder, MasterPty, PtySize, native_pty_system};

use super::Result;

/// Columns and rows.
pub(crate) const SIZE: (u16, u16) = (120, 36);

/// What ends a frame: the terminal may show what was written since it began.
const FRAME: &[u8] = b"\x1b[?2026l";

/// The question where the cursor is, which asks how wide a character was drawn.
const WHERE: &[u8] = b"\x1b[6n";

/// How long anything may take before the bench gives up.
const PATIENCE: Duration = Duration::from_secs(60);

/// What has come out of the program so far.
pub(crate) struct Seen {
    parser: vt100::Parser,
    raw: Vec<u8>,
    /// How many frames.
    pub(crate) frames: usize,
    /// How many bytes.
    pub(crate) bytes: usize,
    /// When the last of them came.
    at: Instant,
    ended: bool,
}

impl Seen {
    /// Whether the words are on the screen.
    pub(crate) fn shows(&self, words: &str) -> bool {
        self.text().contains(words)
    }

    /// What is on the screen.
    pub(crate) fn text(&self) -> String {
        self.parser.screen().contents()
    }

    fn take_in(&mut self, bytes: &[u8]) {
        self.at = Instant::now();
        self.bytes += bytes.len();
        self.parser.process(bytes);
        // A mark may come in two pieces.
        let kept = self.raw.len().min(FRAME.len() - 1);
        self.raw.drain(..self.raw.len() - kept);
        self.raw.extend_from_slice(bytes);
        self.frames += self.raw.windows(FRAME.len()).filter(|w| *w == FRAME).count();
    }
}

type Shared = Arc<(Mutex<Seen>, Condvar)>;

/// A program in a pseudo-terminal.
pub(crate) struct Screen {
    /// When it was started.
    pub(crate) began: Instant,
    shared: Shared,
    writer: Arc<Mutex<Box<dyn Write + Send>>>,
    pub(crate) child: Box<dyn Child + Send + Sync>,
    _master: Mutex<Box<dyn MasterPty + Send>>,
}

impl Screen {
    /// The dashboard on a store.
    pub(crate) fn open(store: &Path) -> Result<Self> {
        let mut command = super::cli(store, &["open", "--lang", "zh"]);
        Self::start(command.env("WALLCHART_CONFIG", ""))
    }

    pub(crate) fn start(command: &Command) -> Result<Self> {
        let mut builder = CommandBuilder::new(command.get_program());
        builder.args(command.get_args());
        builder.env("TERM", "xterm-256color");
        for (name, value) in command.get_envs() {
            builder.env(name, value.unwrap_or_default());
        }
        let (cols, rows) = SIZE;
        let pty =
            native_pty_system().openpty(PtySize { rows, cols, pixel_width: 0, pixel_height: 0 })?;
        let began = Instant::now();
        let child = pty.slave.spawn_command(builder)?;
        drop(pty.slave);
        let [height, width] = [rows, cols].map(NonZero::new);
        let parser = vt100::Parser::new(
            height.ok_or("a screen without rows")?,
            width.ok_or("a screen without columns")?,
            0,
        );
        let seen = Seen { parser, raw: Vec::new(), frames: 0, bytes: 0, at: began, ended: false };
        let shared: Shared = Arc::new((Mutex::new(seen), Condvar::new()));
        let writer = Arc::new(Mutex::new(pty.master.take_writer()?));
        let reader = pty.master.try_clone_reader()?;
        let (to, answers) = (shared.clone(), writer.clone());
        std::thread::spawn(move || read(reader, &to, &answers));
        Ok(Self { began, shared, writer, child, _master: Mutex::new(pty.master) })
    }

    pub(crate) fn seen(&self) -> MutexGuard<'_, Seen> {
        self.shared.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// How many frames and bytes it has written.
    pub(crate) fn written(&self) -> (usize, usize) {
        let seen = self.seen();
        (seen.frames, seen.bytes)
    }

    /// Waits until what it has shown is as wanted, and says when that came.
    pub(crate) fn until(&self, is_so: impl Fn(&Seen) -> bool) -> Result<Instant> {
        let mut seen = self.seen();
        let end = Instant::now() + PATIENCE;
        while !is_so(&seen) {
            if seen.ended || Instant::now() > end {
                let age = self.began.elapsed();
                return Err(format!("not seen {age:.0?} after the start:\n{}", seen.text()).into());
            }
            let waited = self.shared.1.wait_timeout(seen, Duration::from_millis(500));
            seen = waited.unwrap_or_else(PoisonError::into_inner).0;
        }
        Ok(seen.at)
    }

    pub(crate) fn press(&self, keys: &str) -> Result<()> {
        let mut writer = self.writer.lock().unwrap_or_else(PoisonError::into_inner);
        writer.write_all(keys.as_bytes())?;
        Ok(writer.flush()?)
    }

    /// Waits until nothing more is written for a while.
    pub(crate) fn settle(&self, quiet: Duration) {
        let mut before = self.written();
        loop {
            std::thread::sleep(quiet);
            let now = self.written();
            if std::mem::replace(&mut before, now) == now {
                return;
            }
        }
    }

    /// Leaves the dashboard.
    pub(crate) fn quit(mut self) -> Result<()> {
        self.press("q")?;
        let status = self.child.wait()?;
        if status.success() {
            Ok(())
        } else {
            Err(format!("the dashboard ended: {status:?}").into())
        }
    }
}

impl Drop for Screen {
    fn drop(&mut self) {
        // It has ended already, unless something went wrong.
        let _ended = self.child.kill();
    }
}

fn read(mut from: Box<dyn Read + Send>, to: &Shared, answers: &Mutex<Box<dyn Write + Send>>) {
    let mut bytes = vec![0; 1 << 16];
    while let Ok(n @ 1..) = from.read(&mut bytes) {
        let bytes = bytes.get(..n).unwrap_or_default();
        to.0.lock().unwrap_or_else(PoisonError::into_inner).take_in(bytes);
        to.1.notify_all();
        if bytes.windows(WHERE.len()).any(|w| w == WHERE) {
            let mut answers = answers.lock().unwrap_or_else(PoisonError::into_inner);
            let _gone = answers.write_all(b"\x1b[1;2R");
        }
    }
    to.0.lock().unwrap_or_else(PoisonError::into_inner).ended = true;
    to.1.notify_all();
}
