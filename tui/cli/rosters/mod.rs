//! Duty rosters on the command line: what typed words mean, and rosters as tables of offices.

mod sheet;
mod typed;

pub use sheet::{read, written};
pub use typed::Typed;
