//! `wallchart`: the command line and the dashboard.

use std::process::ExitCode;

fn main() -> ExitCode {
    wallchart::cli::main(std::env::args_os())
}
