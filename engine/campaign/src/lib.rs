//! A running campaign: commands in, events out, and the state that the events add up to.
//!
//! [`Campaign`] is a fold over an append-only list of [`Event`]s. `decide` takes a [`Command`] and says
//! which events follow, or why it is refused ([`Refusal`]); `evolve` applies one event. Both are pure:
//! `now` is an argument, and nothing here reads a plan's text, a clock or a disk.

pub mod actions;
pub mod actor;
pub mod command;
pub mod event;
pub mod lights;
pub mod read;
pub mod say;
pub mod state;
pub mod undo;

pub use actor::{Actor, Face};
pub use command::{Command, CommandId, Order};
pub use event::{Event, EventBody, Meta, Seq};
pub use lights::{Light, Standing};
pub use read::View;
pub use state::{Campaign, TaskRecord, TaskState};
