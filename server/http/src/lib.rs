//! Wallchart over HTTP. What stands here today are hooks, by which other programs start playbooks (预案).
//!
//! ```text
//! POST /hooks/NAME  {"属地": "东所"} ──> Hooks ── ring ──> Desk
//!                                         └── Heard ──> whoever serves: a line for each message
//! ```
//!
//! There is no TLS: beyond the machine itself a reverse proxy belongs in front.

mod answer;
mod hooks;
mod listen;

pub use hooks::{BODY_MAX, Heard, Hooks};
pub use listen::serve;
