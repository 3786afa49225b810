//! A running campaign: commands in, events out, and the state that the events add up to.
//!
//! [`Campaign`] is a fold over an append-only list of [`Event`]s. `decide` takes a [`Command`] and says
//! which events follow, or why it is refused ([`Refusal`]); `evolve` applies one event. Both are pure:
//! `now` is an argument, and nothing here reads a plan's text, a clock or a disk.

pub mod actions;
pub mod actor;
mod along;
mod amended;
mod change;
mod codec;
pub mod command;
mod covered;
mod decide;
pub mod due;
pub mod event;
mod evolve;
mod figures;
#[cfg(test)]
mod golden;
pub mod lights;
pub mod lost;
mod missing;
mod overlay;
pub mod play;
#[doc(hidden)]
pub mod random;
pub mod read;
mod refusal;
mod rehearsal;
mod rights;
pub mod roster;
pub mod rows;
pub mod say;
pub mod state;
pub mod tell;
#[doc(hidden)]
pub mod testing;
pub mod undo;
mod verb;
mod words;

pub use actor::{Actor, Face};
pub use codec::CodecError;
pub use command::{Command, CommandId, Order};
pub use decide::{decide, redo_target, undo_target};
pub use event::{Event, EventBody, Meta, Seq};
pub use evolve::{FOLD_VERSION, Unfoldable, evolve, fold};
pub use lights::{Light, Standing};
pub use missing::{EvidenceShort, Missing, UnmetNeed, is_ready, missing, supporters, unmet};
pub use read::View;
pub use refusal::{LocalTime, PlanFault, Refusal, Words};
pub use rehearsal::{Rehearsal, Rehearsing};
pub use rights::{Rights, Role, Roles, allowed, may, rights};
pub use state::{Campaign, TaskRecord, TaskState};
pub use verb::Verb;
pub use words::{asked_for, event_name, field_asked_for, reported_to};
