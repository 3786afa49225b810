//! `check --fix`: what has one right answer is put right in the files.

use std::collections::BTreeMap;
use std::path::Path;

use chrono::NaiveDate;
use serde_json::json;
use wallchart_plan::EditedSources;
use wallchart_plan::render::Located;
use wallchart_runtime::PlanFolder;
use wallchart_words::{ids, t};

use super::context::Context;
use super::error::CliError;
use super::source::{PlanFile, folder_of, replace};

/// How often the files are read again: what one fix uncovers the next may put right.
const ROUNDS: usize = 16;

/// Something that was put right.
pub struct Made {
    code: &'static str,
    message: String,
    at: Located,
}

impl Made {
    /// As data.
    pub fn data(&self) -> serde_json::Value {
        json!({ "code": self.code, "message": self.message, "at": self.at })
    }
}

/// A plan, and what was put right in its files.
pub struct Repaired {
    /// The plan as it is now.
    pub file: PlanFile,
    /// What was put right, in the order in which it was done.
    pub made: Vec<Made>,
}

/// Reads a plan and puts right what has one right answer, in its files. Each file is replaced whole or
/// not at all.
///
/// # Errors
/// When a file was changed meanwhile, or can't be written; those before it are written then.
pub fn repair(
    context: &Context,
    path: &Path,
    anchor: Option<NaiveDate>,
) -> Result<Repaired, CliError> {
    let folder = folder_of(path)?;
    let mut sources = EditedSources::new(&folder);
    let read = |sources: &EditedSources<'_>| {
        PlanFile::read_from(context, path, sources, folder.plan(), anchor)
    };
    let mut file = read(&sources);
    let mut written: BTreeMap<String, String> = BTreeMap::new();
    let mut made = Vec::new();
    for _ in 0..ROUNDS {
        let files = &file.reading.files;
        let fixed = wallchart_plan::fixed(files, &file.diagnostics);
        if fixed.texts.is_empty() {
            break;
        }
        let excerpts = file.excerpts();
        made.extend(fixed.made.iter().map(|diagnostic| Made {
            code: diagnostic.code.name,
            message: diagnostic.message(context.lang),
            at: excerpts.located(&diagnostic.place),
        }));
        for (index, text) in fixed.texts {
            let Some(was) = files.get(index) else { continue };
            written.entry(was.name.clone()).or_insert_with(|| was.text.clone());
            sources.put(&was.name, text);
        }
        file = read(&sources);
    }
    write(&folder, &written, &sources)?;
    Ok(Repaired { file, made })
}

fn write(
    folder: &PlanFolder,
    written: &BTreeMap<String, String>,
    now: &EditedSources<'_>,
) -> Result<(), CliError> {
    for (name, was) in written {
        let Some(text) = now.texts().get(name) else { continue };
        replace(folder, name, was, text)?;
    }
    Ok(())
}

/// Says what was put right, a line for each.
pub fn say(context: &mut Context, made: &[Made]) -> Result<(), CliError> {
    let lang = context.lang;
    for one in made {
        let at = format!("{}:{}:{}", one.at.file, one.at.line, one.at.column);
        context.say(&t!(lang, ids::CLI_FIXED, at = at, code = one.code, message = &one.message))?;
    }
    context.say(&match made.len() {
        0 => t!(lang, ids::CLI_FIXED_NOTHING),
        count => t!(lang, ids::CLI_FIXED_ALL, count = count),
    })
}
