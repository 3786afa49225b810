//! The terminal program: the command line, the dashboard, and what they share.

pub mod cli;
pub mod dashboard;
pub mod figure;
pub mod pinyin;
pub mod when;
