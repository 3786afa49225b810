//! The terminal program.

pub mod dashboard;
pub mod pinyin;
