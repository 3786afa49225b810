//! `restore`: puts a backup in the store's place; asks first where something is there.

use std::path::{Path, PathBuf};

use serde_json::json;
use wallchart_runtime::{Clock as _, SystemClock};
use wallchart_store::{EventStore as _, OpenMode, Position, SqliteStore, StoreError};
use wallchart_words::{ids, t};

use crate::cli::context::Context;
use crate::cli::error::CliError;

/// Arguments of `restore`.
#[derive(Debug, clap::Args)]
pub struct Args {
    /// The backup.
    from: PathBuf,
    /// Does not ask.
    #[arg(long, short)]
    yes: bool,
}

/// Does it.
pub async fn run(context: &mut Context, args: Args) -> Result<(), CliError> {
    let to = context.global.store.clone();
    if !args.yes && context.has_store() {
        ask(context, &args.from, &to)?;
    }
    let now_ms = SystemClock.now().timestamp_millis();
    let report = SqliteStore::restore(&args.from, &to, now_ms)?;
    let kept = report.kept.map(|path| path.display().to_string());
    let (store, lang) = (to.display().to_string(), context.lang);
    if context.json {
        return context.data(&json!({
            "store": store,
            "backup": args.from.display().to_string(),
            "campaigns": report.campaigns.iter().map(|c| &c.campaign).collect::<Vec<_>>(),
            "events": report.events,
            "kept": kept,
        }));
    }
    context.say(&t!(
        lang,
        ids::CLI_RESTORED,
        store = store,
        campaigns = report.campaigns.len(),
        events = report.events
    ))?;
    match kept {
        Some(path) => context.say(&t!(lang, ids::CLI_RESTORE_KEPT, path = path)),
        None => Ok(()),
    }
}

/// Asks whether the one may take the place of the other.
fn ask(context: &mut Context, from: &Path, to: &Path) -> Result<(), CliError> {
    let restored = events(from)?;
    let (backup, store) = (from.display().to_string(), to.display().to_string());
    let lang = context.lang;
    let question = match events(to) {
        Ok(events) => t!(
            lang,
            ids::CLI_RESTORE_ASK,
            store = store,
            events = events,
            backup = backup,
            restored = restored
        ),
        Err(_) => t!(
            lang,
            ids::CLI_RESTORE_ASK_UNREADABLE,
            store = store,
            backup = backup,
            restored = restored
        ),
    };
    context.confirm(&question)
}

/// How many events a store holds.
fn events(path: &Path) -> Result<u64, StoreError> {
    let store = SqliteStore::open(path, OpenMode::ReadOnly)?;
    let last = store.campaigns()?.iter().map(|c| c.head.position).max();
    Ok(last.unwrap_or(Position(0)).0)
}
