//! The terminal itself: taken over, asked one question, and given back on every way out.

use std::io::{self, Write};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Mutex, MutexGuard, Once, PoisonError, TryLockError};
use std::time::Duration;

use crossterm::cursor::{self, MoveTo, Show};
use crossterm::event::{
    DisableBracketedPaste, DisableMouseCapture, EnableBracketedPaste, EnableMouseCapture,
};
use crossterm::terminal::{
    EndSynchronizedUpdate, EnterAlternateScreen, LeaveAlternateScreen, disable_raw_mode,
    enable_raw_mode,
};
use crossterm::{execute, queue};

/// Whether the terminal is ours at the moment.
static TAKEN: AtomicBool = AtomicBool::new(false);
static HOOK: Once = Once::new();
/// Held while a frame is written, so that none is written over what a panic elsewhere says.
static DRAWING: Mutex<()> = Mutex::new(());

/// Holds the terminal; dropping it gives the terminal back as it was.
#[derive(Debug)]
pub(crate) struct Held(());

impl Held {
    /// Takes the terminal over: raw, on its other screen, with mouse and paste reported. From then on a
    /// panic anywhere first gives it back, so that its message can be read.
    ///
    /// # Errors
    /// Where the terminal can't be switched; it is then given back.
    pub(crate) fn take() -> io::Result<Self> {
        let held = Self::without_mouse()?;
        execute!(io::stdout(), EnableMouseCapture, EnableBracketedPaste)?;
        Ok(held)
    }

    /// As [`Held::take`], but mouse and paste stay the terminal's own.
    ///
    /// # Errors
    /// As [`Held::take`].
    pub(crate) fn without_mouse() -> io::Result<Self> {
        HOOK.call_once(|| {
            let before = std::panic::take_hook();
            std::panic::set_hook(Box::new(move |info| {
                release();
                before(info);
            }));
        });
        enable_raw_mode()?;
        TAKEN.store(true, Ordering::SeqCst);
        let held = Self(());
        execute!(io::stdout(), EnterAlternateScreen)?;
        Ok(held)
    }

    /// Draws, if the terminal is still held.
    pub(crate) fn draw<T>(&self, frame: impl FnOnce() -> T) -> Option<T> {
        let _drawing = DRAWING.lock().unwrap_or_else(PoisonError::into_inner);
        self.is_held().then(frame)
    }

    /// Whether the terminal is still held: a panic elsewhere gives it back.
    pub(crate) fn is_held(&self) -> bool {
        TAKEN.load(Ordering::SeqCst)
    }
}

impl Drop for Held {
    fn drop(&mut self) {
        release();
    }
}

/// Gives the terminal back, once however often it is called. A terminal that is gone is no error.
fn release() {
    let _drawing = wait_for_frame();
    if !TAKEN.swap(false, Ordering::SeqCst) {
        return;
    }
    let mut out = io::stdout();
    let _ = execute!(
        out,
        EndSynchronizedUpdate,
        DisableBracketedPaste,
        DisableMouseCapture,
        LeaveAlternateScreen,
        Show
    );
    let _ = out.flush();
    let _ = disable_raw_mode();
}

/// Waits for the frame that is being written; not for long, as it may be its own panic that ends it.
fn wait_for_frame() -> Option<MutexGuard<'static, ()>> {
    for _ in 0..20 {
        match DRAWING.try_lock() {
            Ok(guard) => return Some(guard),
            Err(TryLockError::Poisoned(e)) => return Some(e.into_inner()),
            Err(TryLockError::WouldBlock) => std::thread::sleep(Duration::from_millis(5)),
        }
    }
    None
}

/// Asks the terminal how wide it draws an ambiguous character: prints one and asks where the cursor is.
/// `None` where it doesn't answer in time. Keys typed meanwhile are kept; the first frame clears the
/// character away.
pub(crate) async fn ask_width(patience: Duration) -> Option<bool> {
    let asked = tokio::task::spawn_blocking(|| -> io::Result<u16> {
        let mut out = io::stdout();
        queue!(out, MoveTo(0, 0))?;
        write!(out, "·")?;
        out.flush()?;
        let (column, _) = cursor::position()?;
        Ok(column)
    });
    match tokio::time::timeout(patience, asked).await {
        Ok(Ok(Ok(column))) => Some(column >= 2),
        _ => None,
    }
}
