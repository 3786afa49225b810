//! Read models: what faces show, as plain structs of ids, numbers and enums, without words.
//!
//! Everything is built from a [`View`]. Faces turn it into words with [`crate::say`].

mod links;
mod view;

pub use links::{Links, holds};
pub use view::{Frame, Seen, View, facts};
