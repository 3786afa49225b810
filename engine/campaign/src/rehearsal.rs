//! Rehearsals (演练): campaigns that are played, not run. The mark is part of the launch, so that nothing
//! can take it off, and only a rehearsal has a clock of its own.

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

/// Marks a campaign as a rehearsal and says how it is played: the same seed on the same plan plays the
/// same campaign.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Rehearsal {
    /// What every chance is drawn from.
    pub seed: u64,
    /// How many in a hundred tasks are handed in late.
    pub late_pct: u8,
    /// How many in a hundred tasks nobody answers for.
    pub silent_pct: u8,
    /// The language that its units write in: `zh` or `en`.
    pub lang: String,
}

/// A rehearsal as it stands.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Rehearsing {
    /// How it is played.
    pub mark: Rehearsal,
    /// What its clock showed last: it stands there until somebody works on, and never goes back.
    pub clock: DateTime<Utc>,
}
