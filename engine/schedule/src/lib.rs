//! Dates out of a plan and its facts.
//!
//! [`schedule`] is the way in: an expanded plan and what has happened so far go in, earliest and latest
//! dates, slack and the critical path come out. Who asks often keeps a [`Network`], built once, and lays
//! [`Facts`] over it; who follows a campaign as it runs keeps a [`Resident`], which works out only what a
//! fact moves. [`Graph`] answers questions about who waits for whom; [`dot`] and [`mermaid`] draw it,
//! [`summary`] says what a plan comes to, and [`review`] says what is wrong with its links and dates;
//! [`check`] says that together with what its reading found. [`why`] says what dates hang on, and what a
//! slip would do.
//!
//! The passes (`core`) run over flat arrays in topological order and know nothing of plans; [`Network`]
//! is the adapter between the two. Nothing here recurses, so a chain may be as deep as it likes.

mod arranged;
mod check;
pub mod codes;
mod core;
mod drawing;
#[cfg(test)]
mod examples;
mod facts;
mod graph;
#[cfg(test)]
mod lessons;
mod network;
mod redundant;
mod resident;
mod review;
mod schedule;
mod summary;
pub mod why;

pub use check::{check, check_example, check_with, codes};
pub use core::follow::Extent;
pub use drawing::{Fold, dot, mermaid};
pub use facts::{Fact, Facts};
pub use graph::{Edge, Graph};
pub use network::{Cycle, Network};
pub use resident::Resident;
pub use review::review;
pub use schedule::{Dates, Schedule, schedule};
pub use summary::{Folded, StreamLoad, Summary, Tight, UnitLoad, summary};
