//! Waiting for a change: woken at once by this process's own commits, by a look at SQLite's counter
//! for those of others.

use std::sync::{Condvar, Mutex, PoisonError};
use std::time::{Duration, Instant};

use super::{SqliteStore, read};
use crate::{Position, StoreError};

/// How often other processes' commits are looked for. A look reads a few bytes of shared memory; what it costs
/// is mostly the waking up, all day long on an idle dashboard.
const LOOK: Duration = Duration::from_millis(100);

/// Wakes this process's waiters.
#[derive(Debug, Default)]
pub(super) struct Pulse {
    beats: Mutex<u64>,
    beat: Condvar,
}

impl Pulse {
    pub(super) fn beat(&self) {
        *self.beats.lock().unwrap_or_else(PoisonError::into_inner) += 1;
        self.beat.notify_all();
    }

    fn count(&self) -> u64 {
        *self.beats.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Waits until there were more beats than `seen`, or the time is up.
    fn wait(&self, seen: u64, timeout: Duration) {
        let beats = self.beats.lock().unwrap_or_else(PoisonError::into_inner);
        let _woken = self.beat.wait_timeout_while(beats, timeout, |beats| *beats == seen);
    }
}

pub(super) fn wait_changed(
    store: &SqliteStore,
    since: Position,
    timeout: Duration,
) -> Result<Position, StoreError> {
    let until = Instant::now() + timeout;
    // One connection all along: the counter is each connection's own.
    store.pool.read(|conn| {
        let mut looked_at = None;
        let mut last = Position(0);
        loop {
            let beats = store.pulse.count();
            let mut statement = conn.prepare_cached("PRAGMA data_version")?;
            let now = Some((statement.query_row([], |r| r.get::<_, i64>(0))?, beats));
            if now != looked_at {
                last = read::last_position(conn)?;
                looked_at = now;
            }
            let left = until.saturating_duration_since(Instant::now());
            if last != since || left.is_zero() {
                return Ok(last);
            }
            store.pulse.wait(beats, left.min(LOOK));
        }
    })
}
