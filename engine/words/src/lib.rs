//! Words for people: every message in Chinese and English, and text made safe and measured for a
//! terminal.
//!
//! Messages are Fluent files under `i18n/zh` and `i18n/en`, one file a part of the program. The build
//! turns each id into a constant of [`ids`], so a misspelt id does not compile, and fails when the two
//! languages differ. Use the [`t!`] macro to turn one into text:
//!
//! ```
//! use wallchart_words::{Lang, ids, t};
//! assert_eq!(t!(Lang::En, ids::DAYS_LATE, days = 3), "3d late");
//! assert_eq!(t!(Lang::Zh, ids::DAYS_LATE, days = 3), "超期3天");
//! ```

mod lang;
mod message;
mod plain;
mod terminal;

pub use lang::Lang;
pub use message::{Message, Value, text};
pub use plain::half_width;
pub use terminal::{fit, safe, width, wrap};

/// One constant per message.
pub mod ids {
    use crate::Message;
    include!(concat!(env!("OUT_DIR"), "/messages.rs"));
}
