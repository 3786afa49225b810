//! `import`: turns a table of duties, or an outline, into a plan file.

use std::path::{Path, PathBuf};

use chrono::NaiveDate;
use serde_json::json;
use wallchart_plan::import::{
    Column, ImportOptions, Imported, Unread, has_headings, imported, letters, outlined,
};
use wallchart_words::{ids, t};

use crate::cli::context::Context;
use crate::cli::error::CliError;
use crate::cli::source::folder_of;
use crate::cli::{shipped, tables};

/// Arguments of `import`.
#[derive(Debug, clap::Args)]
pub struct Args {
    /// The table or the outline.
    file: PathBuf,
    /// The plan file to write.
    #[arg(long, short)]
    out: PathBuf,
    /// D.
    #[arg(long)]
    anchor: Option<NaiveDate>,
    /// What the campaign is called.
    #[arg(long)]
    title: Option<String>,
    /// The unit that coordinates.
    #[arg(long, value_name = "UNIT")]
    coordinator: Option<String>,
    /// Which column is what.
    #[arg(long, value_name = "MAP", value_delimiter = ',')]
    map: Vec<String>,
    /// The sheet.
    #[arg(long)]
    sheet: Option<String>,
}

/// Does it.
pub async fn run(context: &mut Context, args: Args) -> Result<(), CliError> {
    let lang = context.lang;
    let overrides: Vec<_> = args.map.iter().map(|text| mapped(text)).collect::<Result<_, _>>()?;
    let folder = folder_of(&args.out)?;
    let beside = folder.plan().rsplit_once('/').map_or("", |(folder, _)| folder);
    let calendar = [beside, shipped::CALENDAR].join("/").trim_start_matches('/').to_owned();
    let options = ImportOptions {
        lang,
        anchor: args.anchor,
        title: args.title,
        coordinator: args.coordinator,
        calendar: Some(shipped::CALENDAR.to_owned()),
    };
    let made = read(&args.file, args.sheet.as_deref(), &overrides, &options)?;
    if made.tasks == 0 {
        return Err(CliError::NothingImported(args.file));
    }
    let mut files = vec![(folder.plan().to_owned(), made.text.clone())];
    if !folder.has(&calendar) {
        files.push((calendar, shipped::text(shipped::CALENDAR).unwrap_or_default().to_owned()));
    }
    folder
        .create(&files)
        .map_err(|(name, error)| CliError::File { path: folder.root().join(name), error })?;
    let columns = made.columns.all();
    if context.json {
        let columns = columns
            .iter()
            .map(|(column, at)| json!({ "column": column.heading(), "at": letters(*at) }));
        let others = made.others.iter();
        let others = others.map(|(heading, at)| json!({ "heading": heading, "at": letters(*at) }));
        let doubts = made.doubts.iter().map(|(row, doubt)| json!({ "row": row, "doubt": doubt }));
        return context.data(&json!({
            "files": files.iter().map(|(name, _)| name).collect::<Vec<_>>(),
            "columns": columns.collect::<Vec<_>>(),
            "others": others.collect::<Vec<_>>(),
            "tasks": made.tasks,
            "doubts": doubts.collect::<Vec<_>>(),
        }));
    }
    for (column, at) in columns {
        context.say(&t!(lang, ids::IMPORT_COLUMN, column = column.heading(), at = letters(at)))?;
    }
    for (heading, at) in &made.others {
        context.say(&t!(lang, ids::IMPORT_OTHER, heading = heading, at = letters(*at)))?;
    }
    for (row, doubt) in &made.doubts {
        context.say(&t!(lang, ids::IMPORT_DOUBT, row = *row, doubt = doubt))?;
    }
    let path = args.out.display().to_string();
    context.say(&t!(
        lang,
        ids::IMPORT_DONE,
        path = &path,
        tasks = made.tasks,
        doubts = made.doubts.len()
    ))?;
    context.say(&t!(lang, ids::NEW_NEXT, path = path))
}

/// An outline where the file is one: Markdown, or text without a row of headings.
fn read(
    file: &Path,
    sheet: Option<&str>,
    overrides: &[(Column, usize)],
    options: &ImportOptions,
) -> Result<Imported, CliError> {
    let is = |ending: &str| file.extension().is_some_and(|e| e.eq_ignore_ascii_case(ending));
    let is_outline = || -> Result<bool, CliError> {
        Ok(is("md")
            || is("markdown")
            || is("txt") && overrides.is_empty() && !has_headings(&tables::read(file, None)?))
    };
    if is_outline()? {
        return outlined(&tables::text(file)?, options).ok_or(CliError::NoOutline);
    }
    imported(&tables::read(file, sheet)?, overrides, options).map_err(|unread| match unread {
        Unread::NoHeading => CliError::NoHeading,
        Unread::NoColumn(at, headings) => CliError::NoColumn {
            column: letters(at),
            has: headings
                .iter()
                .enumerate()
                .map(|(at, h)| (letters(at), h.trim().to_owned()))
                .collect(),
        },
    })
}

/// `任务=B`: what a column is.
fn mapped(text: &str) -> Result<(Column, usize), CliError> {
    let bad = || CliError::BadMap { text: text.to_owned() };
    let (name, column) = text.split_once('=').ok_or_else(bad)?;
    let column = column.trim().to_ascii_uppercase();
    let is_column =
        !column.is_empty() && column.len() <= 3 && column.bytes().all(|b| b.is_ascii_uppercase());
    let at = column.bytes().fold(0, |at, b| at * 26 + usize::from(b - b'A') + 1);
    Ok((
        Column::named(name).ok_or_else(bad)?,
        at.checked_sub(1).filter(|_| is_column).ok_or_else(bad)?,
    ))
}
