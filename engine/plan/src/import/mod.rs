//! Plans out of papers that offices have already: what tables and outlines say, as a plan file.

mod kinds;

pub use kinds::kind_of;
