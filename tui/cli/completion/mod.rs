//! Completion in shells: the script that `completions` prints asks the program itself, so that what is
//! offered is what the store holds now: campaigns, tasks, units.
//!
//! ```text
//! Tab ──> shell's script ── WALLCHART_COMPLETE=zsh wallchart -- WORDS ──> clap's engine ──> candidates
//! ```
//!
//! Nothing is ever written, and nothing said on standard error: whoever presses Tab is in the middle of
//! a line.

mod bash;
mod candidates;
mod scene;
mod worded;

use std::ffi::{OsStr, OsString};
use std::io::Write as _;
use std::process::ExitCode;
use std::sync::Arc;

use clap::{Command, CommandFactory as _};
use clap_complete::env::{Elvish, EnvCompleter, Fish, Powershell, Zsh};

use super::args::{Cli, negations};
use super::config::Files;
use super::{exit, localise};
use scene::Scene;

/// Set to a shell's name by that shell's script; the arguments are then what has been typed so far.
const VARIABLE: &str = "WALLCHART_COMPLETE";

/// A shell that completion is made for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
pub enum Shell {
    /// Bash.
    Bash,
    /// Zsh.
    Zsh,
    /// Fish.
    Fish,
    /// Elvish.
    Elvish,
    /// PowerShell.
    Powershell,
}

impl Shell {
    fn completer(self) -> &'static dyn EnvCompleter {
        match self {
            Shell::Bash => &bash::Bash,
            Shell::Zsh => &Zsh,
            Shell::Fish => &Fish,
            Shell::Elvish => &Elvish,
            Shell::Powershell => &Powershell,
        }
    }

    /// The script to be sourced by the shell.
    ///
    /// # Errors
    /// Never: it is written to memory.
    pub fn script(self) -> std::io::Result<String> {
        let mut script = Vec::new();
        let name = "wallchart";
        self.completer().write_registration(VARIABLE, name, name, name, &mut script)?;
        Ok(String::from_utf8_lossy(&script).trim().to_owned() + "\n")
    }
}

/// The shell that asks for candidates, if one does.
pub fn asked() -> Option<OsString> {
    std::env::var_os(VARIABLE).filter(|v| !v.is_empty())
}

/// Gives a shell its candidates for what has been typed.
pub fn answer(shell: &OsStr, arguments: Vec<OsString>) -> ExitCode {
    let named = <Shell as clap::ValueEnum>::from_str(&shell.to_string_lossy(), true);
    let Ok(shell) = named else { return ExitCode::from(exit::USAGE) };
    let typed = arguments.into_iter().skip(1);
    let mut words: Vec<OsString> = typed.skip_while(|a| a != "--").skip(1).collect();
    if shell == Shell::Bash {
        words = bash::words();
    }
    if words.is_empty() {
        return ExitCode::from(exit::USAGE);
    }
    let files = Files::read();
    let scene = Arc::new(Scene::of(&words, &files));
    let mut command = command(&scene);
    let words = negations(&words);
    let here = std::env::current_dir().ok();
    let mut out = Vec::new();
    let written = shell.completer().write_complete(&mut command, words, here.as_deref(), &mut out);
    // A reader that has gone away wants no candidates.
    let _ = std::io::stdout().write_all(&out);
    ExitCode::from(if written.is_ok() { exit::OK } else { exit::FAILED })
}

/// The command line with what each argument may be.
fn command(scene: &Arc<Scene>) -> Command {
    let mut command = localise::localise(Cli::command(), scene.lang);
    let verbs: Vec<String> = command.get_subcommands().map(|c| c.get_name().to_owned()).collect();
    command = command.mut_args(|arg| candidates::offered(arg, scene));
    for verb in verbs {
        command =
            command.mut_subcommand(verb, |sub| sub.mut_args(|arg| candidates::offered(arg, scene)));
    }
    command
}
