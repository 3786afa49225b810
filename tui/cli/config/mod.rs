//! Configuration files: what a person or a project sets once instead of on every command line.
//!
//! An option wins over a variable of the environment, that over the project's file, that over the
//! user's, that over what the program does by itself. Files are RON, as plans are: whoever writes a plan
//! knows it, comments are allowed, and there is one kind of mistake to explain.

mod file;
mod find;
mod settle;

pub use file::{ConfigError, KEYS, Mistake, Paint, Values};
pub use find::{Files, Found, Kind};
pub use settle::{Origin, Setting, settle};
