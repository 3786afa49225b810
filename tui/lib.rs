//! The terminal program: the command line, the dashboard, and what they share.

pub mod cli;
pub mod dashboard;
mod duty;
pub mod figure;
pub mod pinyin;
pub mod when;
