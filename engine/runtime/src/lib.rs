//! The [`Desk`] that faces talk to: submit an order, see the campaign, watch it change.
//!
//! [`LocalDesk`] works over any store. It folds a snapshot and the events after it, decides on what it
//! then knows, and appends with the head that it decided on: who comes second is told so by the store,
//! folds what came between and decides again. Schedules are computed only when somebody looks.
//!
//! ```text
//! face ── Order ──> Desk ── catch up ──> decide ── append ──> store
//!   ^                 |                               |
//!   └── View, Seq ────┴──── watcher: wait_changed <───┘  (other processes too)
//! ```

mod clock;
mod desk;
mod error;
mod fingerprint;
mod folder;
mod hook;
mod local;
mod rehearsal;
mod shelf;
mod snapshot;
mod state;
mod time;
mod watcher;

pub use clock::{Clock, ManualClock, SystemClock};
pub use desk::{Desk, Launch, Receipt, amend, launch, order, revision};
pub use error::{Damage, DeskError};
pub use fingerprint::fingerprint;
pub use folder::{PlanFolder, ReplaceError};
pub use hook::{hook_command, hook_params, ring};
pub use local::LocalDesk;
pub use rehearsal::{Cast, Curtain, Played, Stage, Temper, continue_to, rehearse};
pub use shelf::{LocalShelf, Shelf};
pub use state::is_rehearsal;

#[cfg(test)]
mod random_campaigns;
#[cfg(test)]
mod tests;
#[cfg(test)]
mod trouble;
