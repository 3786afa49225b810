//! The plan language: RON text in, an [`Expanded`] plan and its [`Diagnostic`]s out.
//!
//! [`read`] is the way in. It never stops at the first mistake, never panics, and touches no file: the
//! caller hands it a [`Sources`]. What comes out is either an expanded plan that is fit to be scheduled
//! and launched, or no plan; the diagnostics say why, with a place for each.

pub mod amend;
pub mod asks;
pub mod calendar;
mod check;
mod cloning;
pub mod codes;
pub mod data;
pub mod diagnostic;
mod expand;
pub mod expanded;
pub mod explain;
mod fixing;
mod format;
mod grammar;
pub mod ids;
pub mod import;
mod limits;
mod lints;
mod names;
pub mod playbook;
mod prose;
mod quantities;
mod read;
pub mod render;
mod report;
pub mod roster;
pub mod rows;
mod source;
mod sources;
pub mod sums;
pub mod symbols;
pub mod syntax;
mod templated;
#[cfg(test)]
mod tests;
pub mod time;
pub mod workdays;

pub use calendar::{Calendar, WorkCalendar};
pub use check::grown;
pub use cloning::moved as clone_moves;
pub use cloning::proposal::{Answer, Outcome, Proposal, Proposed};
pub use cloning::{CloneNote, CloneOptions, Cloned, cloned};
pub use diagnostic::{Diagnostic, Severity};
pub use expand::{Origins, TaskField};
pub use expanded::Expanded;
pub use fixing::{Fixed, fixed};
pub use format::format;
pub use lints::{Levels, Lint, LintLevel};
pub use names::{Near, near};
pub use read::{ReadOptions, Reading, read};
pub use source::schema::VERSION;
pub use sources::{EditedSources, MemorySources, SourceError, SourceFile, Sources};
pub use time::{Instant, Span};
