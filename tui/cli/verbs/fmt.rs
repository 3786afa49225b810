//! `fmt`: lays plan files out the usual way, comments and the writer's own line breaks kept.

use std::io::Read as _;
use std::path::PathBuf;

use serde_json::json;
use wallchart_words::{ids, t};

use crate::cli::context::Context;
use crate::cli::error::CliError;
use crate::cli::source::{folder_of, misformed, read_text, replace};

/// Arguments of `fmt`.
#[derive(Debug, clap::Args)]
pub struct Args {
    /// The files; `-` reads what comes in and prints it laid out.
    #[arg(required = true)]
    files: Vec<PathBuf>,
    /// Writes nothing, and fails if a file isn't laid out.
    #[arg(long)]
    check: bool,
}

/// Does it.
pub async fn run(context: &mut Context, args: Args) -> Result<(), CliError> {
    if args.files.iter().any(|path| path.as_os_str() == "-") {
        return piped(context);
    }
    let mut told = Vec::new();
    let mut astray = 0;
    for path in &args.files {
        let text = read_text(path)?;
        let laid_out = laid_out(context, path.display().to_string(), &text)?;
        let differs = laid_out != text;
        astray += usize::from(differs);
        if differs && !args.check {
            let folder = folder_of(path)?;
            replace(&folder, folder.plan(), &text, &laid_out)?;
        }
        if context.json {
            told.push(json!({ "file": path.display().to_string(), "changed": differs }));
        } else if differs {
            let said = if args.check { ids::CLI_FMT_WOULD } else { ids::CLI_FMT_DONE };
            context.say(&t!(context.lang, said, path = path.display().to_string()))?;
        }
    }
    if context.json {
        context.data(&json!({ "files": told }))?;
    } else if astray == 0 {
        context.say(&t!(context.lang, ids::CLI_FMT_ALL, count = args.files.len()))?;
    }
    if args.check && astray > 0 { Err(CliError::NotLaidOut(astray)) } else { Ok(()) }
}

/// From the standard input to the standard output, for editors.
fn piped(context: &mut Context) -> Result<(), CliError> {
    let mut text = String::new();
    std::io::stdin()
        .read_to_string(&mut text)
        .map_err(|error| CliError::File { path: "-".into(), error })?;
    let laid_out = laid_out(context, "-".to_owned(), &text)?;
    context.print_source(&laid_out)
}

/// The text laid out; what is wrong with its form is printed.
fn laid_out(context: &mut Context, name: String, text: &str) -> Result<String, CliError> {
    match wallchart_plan::format(text) {
        Ok(laid_out) => Ok(laid_out),
        Err(found) => Err(misformed(context, name, text, &found)?),
    }
}
