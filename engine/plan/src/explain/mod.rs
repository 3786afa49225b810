//! The page of a code: what it means, why that matters, how to mend it, and an example of either kind.
//!
//! A page is the file `codes/E030.md` beside the crate that gives the code: a title, an area, a text in each
//! language, a wrong example that gives just this code and a right one that gives none. `CONTRIBUTING.md`
//! says how one is written. [`Page::gaps`] says what a page lacks.

mod area;
mod example;
mod page;

pub use area::Area;
pub use example::{Example, Part, PartKind, ROOT};
pub use page::{Gap, Page};
