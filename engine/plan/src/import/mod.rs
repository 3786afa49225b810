//! Plans out of papers that offices have already: what a table of duties or an outline says, as a plan file.
//!
//! Whatever can't be read stands in a comment at its place, and nothing is made up: what a paper leaves open
//! stays a blank that a check shows.

mod columns;
mod dates;
mod duties;
mod kinds;
#[cfg(test)]
mod laws;
mod links;
mod marks;
mod outline;
mod recurs;
mod said;
mod table;
mod write;

pub use columns::{Column, Columns};
pub use kinds::kind_of;
pub use outline::outlined;
pub use table::{Unread, has_headings, imported, letters};
pub(crate) use write::quoted;

use chrono::NaiveDate;
use wallchart_words::Lang;

/// What a paper leaves open.
#[derive(Debug, Clone)]
pub struct ImportOptions {
    /// The language of comments.
    pub lang: Lang,
    /// D; dates become distances from it.
    pub anchor: Option<NaiveDate>,
    /// The title, in place of the one that the paper has.
    pub title: Option<String>,
    /// The unit that coordinates.
    pub coordinator: Option<String>,
    /// The calendar file.
    pub calendar: Option<String>,
}

/// A paper as a plan.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Imported {
    /// The plan's text, laid out.
    pub text: String,
    /// Which column was taken for what; none of an outline.
    pub columns: Columns,
    /// Columns that are nothing of a task, with their headings: what they say stands in comments.
    pub others: Vec<(String, usize)>,
    /// How many tasks there are.
    pub tasks: usize,
    /// What could not be read, with the row or line it stands in, from 1.
    pub doubts: Vec<(usize, String)>,
}

/// A task as a paper has it.
#[derive(Debug, Default)]
struct Draft {
    /// The row or line it stands in, from 1.
    line: usize,
    stream: Vec<String>,
    /// What the plan calls it; given when all are there.
    id: String,
    title: String,
    kind: Option<&'static str>,
    owner: Option<String>,
    support: Vec<String>,
    when: Option<(&'static str, String)>,
    /// What it waits for: as the paper says it, then as a plan does.
    needs: Vec<String>,
    /// What the paper numbers it.
    number: Option<String>,
    leader: Option<String>,
    contacts: Vec<String>,
    place: Option<String>,
    about: Option<String>,
    /// What is said of it that has no field, each with what it is said under.
    remarks: Vec<String>,
    /// What could not be read of it.
    doubts: Vec<String>,
}
