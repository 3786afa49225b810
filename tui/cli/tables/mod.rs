//! Tables as offices keep them: workbooks and comma-separated values, read and written.

mod division;
mod read;
mod write;

pub use division::division;
pub use read::{read, text};
pub use write::write;

/// A table: headings, and rows as wide as they are.
pub struct Sheet {
    /// What the sheet is called.
    pub name: String,
    /// What a workbook says above it all; nothing if it is empty.
    pub title: String,
    /// What stands above the columns.
    pub head: Vec<String>,
    /// The rows.
    pub rows: Vec<Vec<String>>,
}
