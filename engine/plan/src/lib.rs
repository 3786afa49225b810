//! The plan language: RON text in, an [`Expanded`] plan and its [`Diagnostic`]s out.
//!
//! [`read`] is the way in. It never stops at the first mistake, never panics, and touches no file: the
//! caller hands it a [`Sources`]. What comes out is either an expanded plan that is fit to be scheduled
//! and launched, or no plan; the diagnostics say why, with a place for each.

pub mod calendar;
pub mod diagnostic;
pub mod expanded;
pub mod ids;
pub mod render;
pub mod syntax;
pub mod time;

pub use calendar::{Calendar, WorkCalendar};
pub use diagnostic::{Diagnostic, Severity};
pub use expanded::Expanded;
pub use time::{Instant, Span};
