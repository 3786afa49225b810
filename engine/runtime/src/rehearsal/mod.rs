//! Rehearsals (演练): a campaign played on a clock of its own by units that answer early, late or not at
//! all.
//!
//! ```text
//! plan + seed ──> launch, marked ──> Desk
//!                                      │ state
//!        next move of every task <─────┘        pure: state, frame, seed, now in; a move out
//!                │ the earliest ones
//!                └── commands of one actor at one minute ──> Desk ──> state … until the curtain
//! ```
//!
//! What a unit does next is a function of the campaign as it stands and of the seed: no plan of its own
//! is kept, so a rehearsal goes on from whatever a person did to it by hand. Nothing is written but
//! through the [`Desk`](crate::Desk), and nobody outside is ever told of it.

mod coordinate;
mod dice;
mod duty;
mod hand_in;
mod lead;
mod moves;
mod others;
mod phrases;
mod play;
mod rows;
mod scene;
mod times;

#[cfg(test)]
mod tests;

pub use dice::{Cast, Temper};
pub use play::{Curtain, Played, Stage, continue_to, rehearse};
