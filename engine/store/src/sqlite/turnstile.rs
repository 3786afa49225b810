//! Writers in turn. SQLite's busy handler sleeps and tries again, so that under load some never come
//! through; here threads take tickets and processes queue on the lock of a file, which the system hands
//! over and takes back from the dead.

use std::fs::{File, OpenOptions, TryLockError};
use std::io::ErrorKind;
use std::path::PathBuf;
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError, mpsc};
use std::time::Duration;

use crate::StoreError;

#[derive(Debug)]
pub(super) struct Turnstile {
    path: PathBuf,
    queue: Mutex<Queue>,
    next: Condvar,
}

#[derive(Debug, Default)]
struct Queue {
    /// The ticket that the next thread will take.
    free: u64,
    /// The ticket whose turn it is.
    serving: u64,
    file: Option<Arc<File>>,
}

/// A turn; it ends when dropped.
#[derive(Debug)]
pub(super) struct Turn<'a> {
    turnstile: &'a Turnstile,
    file: Option<Arc<File>>,
}

impl Turnstile {
    /// Opens the lock file, making it if it isn't there.
    pub(super) fn open(path: PathBuf) -> Result<Turnstile, StoreError> {
        let file = Some(Arc::new(lock_file(&path)?));
        let queue = Mutex::new(Queue { file, ..Queue::default() });
        Ok(Turnstile { path, queue, next: Condvar::new() })
    }

    /// Waits for its turn: behind the threads that came before, then among the processes for at most
    /// `patience`.
    pub(super) fn enter(&self, patience: Duration) -> Result<Turn<'_>, StoreError> {
        let mut queue = self.queue();
        let ticket = queue.free;
        queue.free += 1;
        while queue.serving != ticket {
            queue = self.next.wait(queue).unwrap_or_else(PoisonError::into_inner);
        }
        let file = queue.file.clone();
        drop(queue);
        // From here on the turn passes on when dropped, whatever fails.
        let mut turn = Turn { turnstile: self, file: None };
        let file = match file {
            Some(file) => file,
            None => Arc::new(lock_file(&self.path)?),
        };
        let locked = lock(&file, patience);
        self.queue().file = locked.is_ok().then(|| Arc::clone(&file));
        locked?;
        turn.file = Some(file);
        Ok(turn)
    }

    fn queue(&self) -> MutexGuard<'_, Queue> {
        self.queue.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Drop for Turn<'_> {
    fn drop(&mut self) {
        if let Some(file) = &self.file
            && file.unlock().is_err()
        {
            // Closing it unlocks it too.
            self.turnstile.queue().file = None;
        }
        self.turnstile.queue().serving += 1;
        self.turnstile.next.notify_all();
    }
}

fn lock_file(path: &PathBuf) -> Result<File, StoreError> {
    let mut options = OpenOptions::new();
    options.read(true).write(true).create(true).truncate(false);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    Ok(options.open(path)?)
}

/// Locks the file. The system's queue keeps the order but knows no time limit, so another thread waits in
/// it; if it gets the lock too late, nobody takes it from its hands and it lets go.
fn lock(file: &Arc<File>, patience: Duration) -> Result<(), StoreError> {
    match file.try_lock() {
        Ok(()) => return Ok(()),
        Err(TryLockError::WouldBlock) => {}
        Err(TryLockError::Error(e)) => return Err(e.into()),
    }
    let (hand, taken) = mpsc::sync_channel(0);
    let file = Arc::clone(file);
    std::thread::Builder::new().name("turnstile".to_owned()).stack_size(64 << 10).spawn(
        move || {
            let locked = loop {
                match file.lock() {
                    Err(e) if e.kind() == ErrorKind::Interrupted => {}
                    other => break other,
                }
            };
            let got = locked.is_ok();
            if hand.send(locked).is_err() && got {
                // Nobody waits any more. If unlocking fails, dropping the last handle does it.
                let _late = file.unlock();
            }
        },
    )?;
    match taken.recv_timeout(patience) {
        Ok(locked) => Ok(locked?),
        Err(_) => Err(StoreError::Busy),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_second_handle_waits_and_gives_up() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("x.db-lock");
        let (a, b) =
            (Turnstile::open(path.clone()).unwrap(), Turnstile::open(path.clone()).unwrap());
        let turn = a.enter(Duration::from_secs(1)).unwrap();
        assert_eq!(b.enter(Duration::from_millis(30)).err(), Some(StoreError::Busy));
        drop(turn);
        // The one who gave up has let go, so that both come through again.
        drop(b.enter(Duration::from_secs(5)).unwrap());
        drop(a.enter(Duration::from_secs(5)).unwrap());
        drop(b.enter(Duration::from_secs(5)).unwrap());
    }

    #[test]
    fn threads_take_turns_one_at_a_time() {
        let folder = tempfile::tempdir().unwrap();
        let turnstile = Turnstile::open(folder.path().join("x.db-lock")).unwrap();
        let inside = std::sync::atomic::AtomicU32::new(0);
        std::thread::scope(|s| {
            for _ in 0..4 {
                s.spawn(|| {
                    for _ in 0..50 {
                        let _turn = turnstile.enter(Duration::from_secs(5)).unwrap();
                        assert_eq!(inside.fetch_add(1, std::sync::atomic::Ordering::SeqCst), 0);
                        inside.fetch_sub(1, std::sync::atomic::Ordering::SeqCst);
                    }
                });
            }
        });
    }
}
