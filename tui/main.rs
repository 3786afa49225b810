//! `wallchart`: the command line and the dashboard.

use std::process::ExitCode;

#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() -> ExitCode {
    wallchart::cli::main(std::env::args_os())
}
