//! The dashboard: its screens, its keys, and how it behaves in a terminal.

mod campaigns;
mod fixture;
mod keys;
mod large;
mod plays;
mod rehearsal;
mod rosters;
mod screens;
mod sizes;
pub(crate) mod terminal;
