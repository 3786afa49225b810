//! The time at a desk: the machine's, or in a rehearsal its own.

use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use chrono::{DateTime, Utc};

use crate::Clock;

/// What a desk takes the time from.
pub(crate) struct DeskTime {
    clock: Arc<dyn Clock>,
    own: Mutex<Option<Own>>,
}

/// Time of one's own: it showed `from` when the clock showed `at`, and goes on as fast as that.
#[derive(Debug, Clone, Copy)]
struct Own {
    from: DateTime<Utc>,
    at: DateTime<Utc>,
}

impl DeskTime {
    pub(crate) fn new(clock: Arc<dyn Clock>) -> Self {
        Self { clock, own: Mutex::new(None) }
    }

    fn own(&self) -> MutexGuard<'_, Option<Own>> {
        // Written whole or not at all.
        self.own.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// The time it is here.
    pub(crate) fn now(&self) -> DateTime<Utc> {
        let clock = self.clock.now();
        match *self.own() {
            Some(own) => shown(own, clock),
            None => clock,
        }
    }

    /// Shows a time of its own from now on.
    pub(crate) fn set(&self, to: DateTime<Utc>) {
        *self.own() = Some(Own { from: to, at: self.clock.now() });
    }

    /// Whether it is a time of its own.
    pub(crate) fn is_own(&self) -> bool {
        self.own().is_some()
    }

    /// Never falls behind what the log of a rehearsal shows: where time stood still it goes on from
    /// there, and where somebody else moved it on it follows.
    pub(crate) fn follow(&self, log: DateTime<Utc>) {
        let clock = self.clock.now();
        let mut own = self.own();
        if own.is_none_or(|own| shown(own, clock) < log) {
            *own = Some(Own { from: log, at: clock });
        }
    }
}

fn shown(own: Own, clock: DateTime<Utc>) -> DateTime<Utc> {
    // A machine's clock that is set back does not set this one back.
    let passed = clock.signed_duration_since(own.at).max(chrono::TimeDelta::zero());
    own.from.checked_add_signed(passed).unwrap_or(own.from)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ManualClock;
    use chrono::TimeDelta;

    #[test]
    fn own_time_runs_with_the_clock_and_follows_the_log() {
        let real = DateTime::from_timestamp(1_000_000, 0).unwrap();
        let virtual_ = DateTime::from_timestamp(5_000_000, 0).unwrap();
        let min = TimeDelta::minutes;
        let clock = Arc::new(ManualClock::at(real));
        let time = DeskTime::new(clock.clone());
        assert_eq!((time.now(), time.is_own()), (real, false));
        time.follow(virtual_);
        assert_eq!((time.now(), time.is_own()), (virtual_, true));
        clock.advance(min(5));
        assert_eq!(time.now(), virtual_ + min(5));
        // Somebody wrote earlier than this desk's time: nothing goes back.
        time.follow(virtual_ + min(2));
        assert_eq!(time.now(), virtual_ + min(5));
        time.follow(virtual_ + min(60));
        assert_eq!(time.now(), virtual_ + min(60));
        clock.set(real - min(600));
        assert_eq!(time.now(), virtual_ + min(60));
    }
}
