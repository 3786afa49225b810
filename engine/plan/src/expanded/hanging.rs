//! Due dates that hang on those of other tasks, kept so that they move along.

use serde::{Deserialize, Serialize};

use crate::calendar::WorkCalendar;
use crate::ids::TaskNo;
use crate::playbook::later;
use crate::time::{Instant, Roll, Span};

/// What a due date hangs on: `after 处置 +1wd`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct After {
    /// Instances of another task; the last of their due dates counts.
    pub on: Vec<TaskNo>,
    /// How long after it.
    pub lag: Span,
    /// Where it goes when it falls on a day off.
    #[serde(default, skip_serializing_if = "Roll::is_stay")]
    pub roll: Roll,
}

impl After {
    /// When that is, by the due dates that the others have now; nothing while none of them has one.
    pub fn due(
        &self,
        of: impl Fn(TaskNo) -> Option<Instant>,
        work: &WorkCalendar,
    ) -> Option<Instant> {
        let last = self.on.iter().filter_map(|on| of(*on)).max()?;
        Some(self.roll.rolled(later(last, self.lag, work), work))
    }
}
