//! The dashboard and what it opens, on campaigns as large as they get: `cargo bench --bench dashboard`,
//! or `cargo bench --bench dashboard -- ROW…` for some rows alone.
//!
//! ```text
//! first      process start to the first frame with tasks in it
//! draw       drawing each pane at 100,000 tasks
//! keys       key to screen at 100,000 tasks, in the filter too
//! idle       bytes and processor time while nothing happens
//! fresh      a change made elsewhere, until it shows
//! cold       opening a campaign of many events with a snapshot; a million with `--long`
//! together   processes and the dashboard writing at once
//! ```
//!
//! `--tasks N` measures one size only. Stores are made anew in `WALLCHART_BENCH_FOLDER`, or among temporary
//! files; with `--keep FOLDER` they are made once and kept there. Files are in the system's cache.

#![expect(clippy::print_stdout, reason = "it prints its figures")]

use std::path::{Path, PathBuf};

use common::{Folder, Result};

#[path = "../common/mod.rs"]
mod common;

mod asking;
mod cold;
mod draw;
mod first;
mod fresh;
mod idle;
mod keys;
mod made;

const ROWS: [&str; 7] = ["first", "draw", "keys", "idle", "fresh", "cold", "together"];

/// What was asked for.
struct Asked {
    rows: Vec<String>,
    tasks: Option<usize>,
    long: bool,
    keep: Option<PathBuf>,
}

fn asked(args: &[String]) -> Result<Asked> {
    let mut asked = Asked { rows: Vec::new(), tasks: None, long: false, keep: None };
    let mut args = args.iter();
    while let Some(arg) = args.next() {
        match arg.as_str() {
            // Cargo says it to every bench.
            "--bench" => {}
            "--long" => asked.long = true,
            "--tasks" => asked.tasks = Some(args.next().ok_or("--tasks N")?.parse()?),
            "--keep" => asked.keep = Some(args.next().ok_or("--keep FOLDER")?.into()),
            row if ROWS.contains(&row) => asked.rows.push(row.to_owned()),
            other => return Err(format!("{other}: not one of {}", ROWS.join(" ")).into()),
        }
    }
    if asked.rows.is_empty() {
        asked.rows = ROWS.map(str::to_owned).to_vec();
    }
    Ok(asked)
}

fn main() -> Result<()> {
    let args: Vec<String> = std::env::args().skip(1).collect();
    match args.iter().map(String::as_str).collect::<Vec<_>>().as_slice() {
        ["--bare", store] => return common::write_bare(Path::new(store)),
        ["--bare-line", store] => return first::read_bare(Path::new(store)),
        _ => {}
    }
    let asked = asked(&args)?;
    let own = asked.keep.is_none().then(|| Folder::new("dashboard")).transpose()?;
    let folder = match (&own, &asked.keep) {
        (Some(own), _) => own.0.clone(),
        (None, Some(keep)) => keep.clone(),
        (None, None) => return Err("nowhere to write".into()),
    };
    std::fs::create_dir_all(&folder)?;
    let sizes = |usual: &[usize]| asked.tasks.map_or_else(|| usual.to_vec(), |n| vec![n]);
    for row in &asked.rows {
        println!("\n{row}");
        match row.as_str() {
            "first" => {
                sizes(&[10_000, 100_000]).iter().try_for_each(|n| first::measure(&folder, *n))?
            }
            "draw" => sizes(&[100_000]).iter().try_for_each(|n| draw::measure(&folder, *n))?,
            "keys" => sizes(&[100_000]).iter().try_for_each(|n| keys::measure(&folder, *n))?,
            "idle" => {
                sizes(&[2_000, 100_000]).iter().try_for_each(|n| idle::measure(&folder, *n))?
            }
            "fresh" => {
                sizes(&[2_000, 10_000]).iter().try_for_each(|n| fresh::measure(&folder, *n))?
            }
            "cold" => cold::measure(&folder, if asked.long { 1_000_000 } else { 100_000 })?,
            _ => sizes(&[2_000])
                .iter()
                .try_for_each(|n| common::together::together(&made::campaign(&folder, *n)?))?,
        }
    }
    Ok(())
}
