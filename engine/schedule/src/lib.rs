//! Dates out of a plan and its facts.
//!
//! [`schedule`] is the way in: an expanded plan and what has happened so far go in, earliest and latest
//! dates, slack and the critical path come out. Who asks often keeps a [`Network`], built once, and lays
//! [`Facts`] over it.
//!
//! The passes (`core`) run over flat arrays in topological order and know nothing of plans; [`Network`]
//! is the adapter between the two. Nothing here recurses, so a chain may be as deep as it likes.

mod core;
mod facts;
mod network;
mod schedule;

pub use facts::{Fact, Facts};
pub use network::{Cycle, Network};
pub use schedule::{Dates, Schedule, schedule};
