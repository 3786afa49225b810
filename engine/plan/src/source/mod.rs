//! Plan files as `ron` and serde read them: the schema, includes, calendars, and what is done with a
//! file that does not read.

mod calendar;
mod load;
mod mend;
mod repair;
pub(crate) mod schema;
mod synonym;
pub(crate) mod value;
mod walk;

pub(crate) use calendar::read_calendar;
pub(crate) use load::{Document, Files, load};
pub(crate) use mend::{doubts, patched};
pub(crate) use repair::misfits;

use ron::Options;
use ron::extensions::Extensions;

/// How every file is read: `Some` need not be written.
pub(crate) fn options() -> Options {
    Options::default().with_default_extension(Extensions::IMPLICIT_SOME)
}
