//! The dashboard: a campaign on one screen, followed live and acted on by key.
//!
//! A key becomes a [`Cmd`], [`update()`] applies it to the [`State`], [`draw()`] only reads the state. The
//! state serialises; what is read from the campaign stands beside it as [`Data`], made when something
//! changes. [`run`] owns the terminal and the loop; nothing else here knows of either.

mod axis;
mod campaigns;
mod chrome;
mod cmd;
mod data;
mod draw;
mod duty;
mod error;
mod field;
mod form;
mod keys;
mod layout;
mod paint;
mod palette;
mod panes;
mod plays;
mod print;
mod rows;
mod search;
mod shell;
mod signals;
mod slip;
mod state;
mod terminal;
mod update;

pub(crate) use axis::Axis;
pub use campaigns::Card;
pub use chrome::{Chrome, Glyphs, Tone};
pub use cmd::{Action, Answer, Cmd, Move, Way};
pub use data::{Data, Source, merged};
pub use draw::{draw, paint};
pub use error::DashboardError;
pub use field::{Edit, Field};
pub use form::{Form, Input, Slot};
pub use keys::{cmd, mouse};
pub use print::print_board;
pub use rows::{Key, List};
pub use search::Index;
pub use shell::{Options, run};
pub(crate) use signals::Signals;
pub use state::{GanttState, Lists, Mode, Notice, State, Tab, ZOOMS_MIN};
pub(crate) use terminal::Held;
pub use update::{refresh, update};
