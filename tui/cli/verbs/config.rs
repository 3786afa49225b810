//! `config`: shows what is set and where it comes from, or an example of a configuration file.

use serde_json::{Map, json};
use wallchart_words::{ids, t};

use crate::cli::config::{Kind, Origin};
use crate::cli::context::Context;
use crate::cli::error::CliError;
use crate::cli::table::Table;

/// Arguments of `config`.
#[derive(Debug, clap::Args)]
pub struct Args {
    /// Prints a file with every key, to begin with.
    #[arg(long)]
    pub example: bool,
}

/// Does it.
pub async fn run(context: &mut Context, args: Args) -> Result<(), CliError> {
    let lang = context.lang;
    if args.example {
        let text = t!(lang, ids::CONFIG_EXAMPLE);
        return match context.json {
            true => context.data(&json!({ "example": text })),
            false => context.say(text.trim_end()),
        };
    }
    let user = context.files.user.as_ref().map(|path| path.display().to_string());
    let settings = std::mem::take(&mut context.global.settings);
    if context.json {
        let told: Map<_, _> = settings
            .iter()
            .map(|s| {
                let name = match &s.origin {
                    Origin::Variable(name) => Some((*name).to_owned()),
                    Origin::File(_, path) => Some(path.display().to_string()),
                    Origin::Flag | Origin::Default => None,
                };
                let row = json!({ "value": s.value, "from": s.origin.word(), "name": name });
                (s.key.to_owned(), row)
            })
            .collect();
        let files: Vec<_> = context
            .files
            .found
            .iter()
            .map(|f| json!({ "kind": f.kind.word(), "path": f.path.display().to_string() }))
            .collect();
        return context.data(&json!({ "settings": told, "files": files, "user_file": user }));
    }
    let mut table = Table::with_head([
        t!(lang, ids::CONFIG_COLUMN_KEY),
        t!(lang, ids::CONFIG_COLUMN_VALUE),
        t!(lang, ids::CONFIG_COLUMN_FROM),
    ]);
    for setting in settings {
        let from = match &setting.origin {
            Origin::Flag => t!(lang, ids::CONFIG_FROM_FLAG),
            Origin::Variable(name) => t!(lang, ids::CONFIG_FROM_VARIABLE, name = *name),
            Origin::File(Kind::Project, path) => {
                t!(lang, ids::CONFIG_FROM_PROJECT, path = path.display().to_string())
            }
            Origin::File(Kind::User, path) => {
                t!(lang, ids::CONFIG_FROM_USER, path = path.display().to_string())
            }
            Origin::Default => t!(lang, ids::CONFIG_FROM_DEFAULT),
        };
        table.row([setting.key.to_owned(), setting.value.unwrap_or_else(|| "-".into()), from]);
    }
    for line in table.lines() {
        context.say(&line)?;
    }
    if let Some(path) = user.filter(|_| !context.files.found.iter().any(|f| f.kind == Kind::User)) {
        context.say(&t!(lang, ids::CONFIG_NO_USER_FILE, path = path))?;
    }
    Ok(())
}
