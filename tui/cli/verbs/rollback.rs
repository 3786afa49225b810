//! `rollback`: makes an earlier revision of the plan the next one, after showing what changes.

use std::path::{Component, Path, PathBuf};

use serde_json::json;
use wallchart_runtime::Desk as _;
use wallchart_words::{ids, t};

use crate::cli::amending::{self, Consent, Revision};
use crate::cli::context::Context;
use crate::cli::error::CliError;

/// Arguments of `rollback`.
#[derive(Debug, clap::Args)]
pub struct Args {
    /// The revision to go back to.
    revision: u32,
    /// Only writes the files of that revision into a new folder, to be read; nothing is applied.
    #[arg(long, value_name = "FOLDER")]
    out: Option<PathBuf>,
    /// What is agreed to before.
    #[command(flatten)]
    consent: Consent,
}

/// Does it.
pub async fn run(context: &mut Context, args: Args) -> Result<(), CliError> {
    let desk = context.desk().await?;
    let is = context.campaign().await?.revision;
    let found = wallchart_runtime::revision(&*desk, args.revision).await?;
    let Some(earlier) = found else {
        return Err(CliError::NoSuchRevision { asked: args.revision, is });
    };
    let mut sources = Vec::with_capacity(earlier.sources.len());
    for source in &earlier.sources {
        if let Some(bytes) = desk.blob(&source.hash).await? {
            sources.push((source.name.clone(), bytes));
        }
    }
    if let Some(folder) = &args.out {
        return written(context, folder, &sources);
    }
    let language = earlier.language;
    let revision = Revision { sources, plan: earlier.plan, is_numbered: true, language };
    amending::apply(context, revision, &args.consent).await
}

/// Writes the files of an earlier revision into a folder that isn't there yet.
fn written(
    context: &mut Context,
    folder: &Path,
    sources: &[(String, Vec<u8>)],
) -> Result<(), CliError> {
    std::fs::create_dir(folder)?;
    let mut files = Vec::new();
    for (name, bytes) in sources {
        // Names come from a store, which may be anyone's: none of them leads out of the folder.
        let inside = Path::new(name).components().all(|part| matches!(part, Component::Normal(_)));
        if !inside {
            continue;
        }
        let path = folder.join(name);
        if let Some(above) = path.parent() {
            std::fs::create_dir_all(above)?;
        }
        std::fs::write(&path, bytes)?;
        files.push(path.display().to_string());
    }
    if context.json {
        return context.data(&json!({ "files": files }));
    }
    let said = files.join(&t!(context.lang, ids::CAMPAIGN_LIST_COMMA));
    context.say(&t!(context.lang, ids::AMEND_WRITTEN, files = said))
}
