//! Plan files as data for other tools: the JSON Schema of the language, and a file as the JSON that it
//! describes.
//!
//! A struct and a map are objects, a bare word is text, and `kind(branch)` is `{"kind": "branch"}`.

mod schema;
mod value;

pub use schema::{FileKind, field_words, schema};
pub use value::as_data;
