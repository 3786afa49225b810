//! Commands, process start to exit: `cargo bench --bench commands`, or `cargo bench --bench commands -- ROW…` for
//! some rows alone.
//!
//! ```text
//! mark_done  a task marked done, and several processes at once
//! rows       logs of many rows: entered, added to, counted
//! apply      a revision applied to a campaign of many open tasks
//! ```
//!
//! `WALLCHART_BENCH_FOLDER` says where to write, so that any disk can be measured.

#![expect(clippy::print_stdout, reason = "it prints its figures")]

use std::path::Path;

use common::{Folder, Result, write_bare};

#[path = "../common/mod.rs"]
mod common;

mod apply;
mod mark_done;
mod rows;

fn main() -> Result<()> {
    let args: Vec<String> = std::env::args().skip(1).filter(|arg| arg != "--bench").collect();
    if let ["--bare", path] = args.iter().map(String::as_str).collect::<Vec<_>>().as_slice() {
        return write_bare(Path::new(path));
    }
    let asked = |row: &str| args.is_empty() || args.iter().any(|arg| arg == row);
    let folder = Folder::new("commands")?;
    if asked("mark_done") {
        mark_done::measure(&folder.0)?;
    }
    if asked("rows") {
        rows::measure(&folder.0)?;
    }
    if asked("apply") {
        apply::measure(&folder.0)?;
    }
    Ok(())
}
