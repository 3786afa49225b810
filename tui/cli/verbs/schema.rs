//! `schema`: prints the JSON Schema of plan files, or a file as the data that it describes.

use std::path::PathBuf;

use clap::ValueEnum;
use wallchart_plan::data::{self, FileKind};

use crate::cli::context::Context;
use crate::cli::error::CliError;
use crate::cli::source::{misformed, read_text};

/// Arguments of `schema`.
#[derive(Debug, clap::Args)]
pub struct Args {
    /// What kind of file.
    #[arg(value_enum, default_value_t = Kind::Plan, value_name = "KIND")]
    kind: Kind,
    /// A file to be printed as data.
    #[arg(long, value_name = "FILE", conflicts_with = "kind")]
    of: Option<PathBuf>,
}

/// A kind of file.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Kind {
    /// A plan.
    Plan,
    /// A calendar.
    Calendar,
}

/// Does it.
pub async fn run(context: &mut Context, args: Args) -> Result<(), CliError> {
    let Some(path) = args.of else {
        let kind = match args.kind {
            Kind::Plan => FileKind::Plan,
            Kind::Calendar => FileKind::Calendar,
        };
        return context.data(&data::schema(kind, &[context.lang]));
    };
    let text = read_text(&path)?;
    match data::as_data(&text) {
        Ok(data) => context.data(&data),
        Err(found) => Err(misformed(context, path.display().to_string(), &text, &found)?),
    }
}
