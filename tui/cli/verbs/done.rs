//! `done`: submits with what is needed, in one go: the date, steps, figures and evidence, then the
//! submission, as one command that is undone as one.

use std::path::Path;

use wallchart_campaign::Command;

use crate::cli::context::Context;
use crate::cli::error::CliError;
use crate::cli::handed_in;

/// Arguments of `done`.
#[derive(Debug, clap::Args)]
pub struct Args {
    /// Which.
    #[arg(required = true)]
    tasks: Vec<String>,
    /// Steps that are done, by number from 1, or `all`.
    #[arg(long, value_delimiter = ',')]
    steps: Vec<String>,
    /// Figures: `走访=50`.
    #[arg(long = "measure", id = "measures", value_name = "NAME=FIGURE")]
    measures: Vec<String>,
    /// Evidence: `NAME=FILE`, or a file.
    #[arg(long, value_name = "NAME=FILE")]
    attach: Vec<String>,
    /// The date, where the unit picks it.
    #[arg(long)]
    at: Option<String>,
    /// What else the plan asks for: `place=…`.
    #[arg(long = "answer", id = "answers", value_name = "FIELD=TEXT")]
    answers: Vec<String>,
    /// A word with it.
    #[arg(long)]
    note: Option<String>,
    /// Nothing to report.
    #[arg(long)]
    nil: bool,
    /// How it ended: one of the outcomes that the plan lists.
    #[arg(long)]
    outcome: Option<String>,
}

/// Does it: all of them or none. What is still missing is said, with nothing recorded.
pub async fn run(context: &mut Context, args: Args) -> Result<(), CliError> {
    let mut commands = Vec::new();
    for reference in &args.tasks {
        let task = context.task(reference).await?;
        let campaign = context.campaign().await?;
        if let Some(text) = &args.at {
            let at = context.start_of(task, text).await?;
            commands.push(Command::Pick { task, at, answers: handed_in::answers(&args.answers)? });
        }
        let steps = handed_in::steps(&campaign, task, &args.steps, true)?;
        commands.extend(steps.into_iter().map(|step| Command::Tick { task, step, done: true }));
        for text in &args.measures {
            let figure = handed_in::figure(&campaign, text, None)?;
            let corrects = handed_in::corrected(&campaign, task, &figure.measure);
            commands.push(Command::Measure { task, figure, corrects });
        }
        for text in &args.attach {
            let (name, file) = match text.split_once('=') {
                Some((name, file)) => (name.to_owned(), file),
                None => (handed_in::only_missing_evidence(&campaign, task)?, text.as_str()),
            };
            commands.push(handed_in::attach(context, task, name, Path::new(file)).await?);
        }
        commands.push(Command::Submit {
            task,
            note: args.note.clone(),
            nil: args.nil,
            outcome: args.outcome.clone(),
        });
    }
    context.order_all(commands).await
}
