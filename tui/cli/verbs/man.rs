//! `man`: prints a manual page, or writes all of them into a folder.

use std::path::PathBuf;

use serde_json::json;
use wallchart_words::{ids, t};

use crate::cli::context::Context;
use crate::cli::error::CliError;
use crate::cli::manual;

/// Arguments of `man`.
#[derive(Debug, clap::Args)]
pub struct Args {
    /// The verb; without one, the program's own page.
    verb: Option<String>,
    /// The folder to write all pages into.
    #[arg(long, conflicts_with = "verb", value_name = "FOLDER")]
    out: Option<PathBuf>,
}

/// Does it.
pub async fn run(context: &mut Context, args: Args) -> Result<(), CliError> {
    let lang = context.lang;
    if let Some(folder) = args.out {
        let file = |path: PathBuf| move |error| CliError::File { path, error };
        std::fs::create_dir_all(&folder).map_err(file(folder.clone()))?;
        let pages = manual::pages(lang)?;
        for page in &pages {
            let path = folder.join(&page.file);
            std::fs::write(&path, &page.text).map_err(file(path))?;
        }
        let path = folder.display().to_string();
        if context.json {
            let files: Vec<&str> = pages.iter().map(|p| p.file.as_str()).collect();
            return context.data(&json!({ "folder": path, "files": files }));
        }
        return context.say(&t!(lang, ids::CONFIG_MAN_WRITTEN, n = pages.len(), path = path));
    }
    let Some(page) = manual::page(lang, args.verb.as_deref())? else {
        return Err(CliError::NoSuchVerb(args.verb.unwrap_or_default()));
    };
    if context.json {
        return context.data(&json!({ "file": page.file, "page": page.text }));
    }
    context.say(page.text.trim_end())
}
