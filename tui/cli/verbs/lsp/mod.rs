//! `lsp`: a language server for plan files, over standard input and output.

use std::io::{BufReader, ErrorKind, stdin, stdout};
use std::path::Path;

use serde_json::json;
use wallchart_lsp::Options;
use wallchart_plan::Sources;
use wallchart_runtime::{Clock as _, PlanFolder, SystemClock};

use crate::cli::config::Origin;
use crate::cli::context::Context;
use crate::cli::error::CliError;

/// Editors whose settings are known.
#[derive(Debug, Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
pub enum Editor {
    /// VS Code, with a generic client.
    Vscode,
    /// Helix.
    Helix,
    /// Neovim.
    Neovim,
}

impl Editor {
    /// Its name, the file that its settings stand in, and what to put there.
    fn setup(self) -> (&'static str, &'static str, &'static str) {
        match self {
            Editor::Vscode => ("vscode", "settings.json", include_str!("vscode.json")),
            Editor::Helix => {
                ("helix", "~/.config/helix/languages.toml", include_str!("helix.toml"))
            }
            Editor::Neovim => ("neovim", "~/.config/nvim/init.lua", include_str!("neovim.lua")),
        }
    }
}

/// Arguments of `lsp`.
#[derive(Debug, clap::Args)]
pub struct Args {
    /// Prints what an editor's settings need, and serves nobody.
    #[arg(long, value_enum, value_name = "EDITOR")]
    setup: Option<Editor>,
    /// What it does anyway: editors say it.
    #[arg(long, hide = true)]
    stdio: bool,
}

/// Does it.
pub async fn run(context: &mut Context, args: Args) -> Result<(), CliError> {
    if let Some((editor, file, text)) = args.setup.map(Editor::setup) {
        return match context.json {
            true => context.data(&json!({ "editor": editor, "file": file, "text": text })),
            false => context.print_source(text),
        };
    }
    let lang = context.global.settings.iter().find(|setting| setting.key == "lang");
    let is_asked = lang.is_some_and(|lang| !matches!(lang.origin, Origin::Default));
    let options = Options {
        lang: Some(context.lang).filter(|_| is_asked),
        open: |folder: &Path, plan: &str| -> Box<dyn Sources> {
            Box::new(PlanFolder::at(folder, plan))
        },
        now: || SystemClock.now(),
    };
    let served = wallchart_lsp::serve(options, BufReader::new(stdin()), stdout());
    let failed = |error| CliError::File { path: "-".into(), error };
    // The protocol wants a client that goes without a word to show as a failure.
    match served.map_err(failed)? {
        true => Ok(()),
        false => Err(failed(ErrorKind::UnexpectedEof.into())),
    }
}
