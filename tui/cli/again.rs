//! Sending a command again: what to type to find out what became of one whose outcome is unknown, and the
//! answer when it had been recorded.

use std::ffi::OsString;

use wallchart_campaign::read::LogBook;
use wallchart_campaign::{CommandId, Seq};
use wallchart_runtime::{Desk as _, DeskError, Receipt};
use wallchart_store::{EventStore as _, StoreError};

use super::context::Context;
use super::error::CliError;
use super::printed;

/// The command line that gives the same command with its id, for a shell.
pub fn again(arguments: &[OsString], id: CommandId) -> String {
    let mut words: Vec<String> =
        arguments.iter().map(|word| word.to_string_lossy().into_owned()).collect();
    if !words.iter().any(|word| word.starts_with("--command-id")) {
        // Before the verb: behind it there may be a `--`, after which nothing is an option.
        let at = words.len().min(1);
        words.splice(at..at, ["--command-id".to_owned(), id.0.to_string()]);
    }
    // Only a NUL can't be quoted, and no argument can hold one.
    let quoted = words.iter().map(|w| shlex::try_quote(w).unwrap_or(w.into()).into_owned());
    quoted.collect::<Vec<_>>().join(" ")
}

/// What failed while an order was carried out. After an error of the disk nobody knows whether it was.
pub fn doubtful(context: &Context, id: CommandId, error: DeskError) -> CliError {
    match error {
        DeskError::Unknown(cause) | DeskError::Store(cause @ StoreError::Io { .. }) => {
            CliError::Unknown { cause, again: again(&context.arguments, id) }
        }
        other => other.into(),
    }
}

/// A verb that was given the id of an earlier command failed: if that command was recorded, its answer
/// counts, whatever stands in the way of giving it again.
pub async fn answered_before(context: &mut Context, error: CliError) -> Result<(), CliError> {
    let asked = context.global.command_id.map(CommandId);
    let (Some(id), false) = (asked, matches!(error, CliError::Closed | CliError::Terminal(_)))
    else {
        return Err(error);
    };
    if matches!(error, CliError::Desk(DeskError::Reused)) {
        return Err(error);
    }
    match find(context, id).await {
        Ok(Some(receipt)) => {
            let book = LogBook::standing(&*context.campaign().await?);
            printed::receipt(context, &receipt, book).await
        }
        Ok(None) | Err(_) => Err(error),
    }
}

/// What the command of that id led to, if one was named that was recorded.
pub async fn given_before(context: &mut Context) -> Result<Option<Receipt>, CliError> {
    match context.global.command_id.map(CommandId) {
        Some(id) => find(context, id).await,
        None => Ok(None),
    }
}

async fn find(context: &mut Context, id: CommandId) -> Result<Option<Receipt>, CliError> {
    if !context.has_store() {
        return Ok(None);
    }
    let store = context.store()?;
    for head in store.campaigns()? {
        let Some(place) = store.command(&head.campaign, id)? else { continue };
        context.choose(head.campaign.clone());
        let count = place.last.0.saturating_sub(place.first.0) + 1;
        let count = usize::try_from(count).unwrap_or(usize::MAX);
        let events = context.desk().await?.log(Seq(place.first.0), count).await?;
        return Ok(Some(Receipt { command: id, events, duplicate: true }));
    }
    Ok(None)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_words_are_those_that_were_typed_and_the_id() {
        let id = CommandId(uuid::Uuid::from_u128(7));
        let typed = |words: &[&str]| words.iter().map(OsString::from).collect::<Vec<_>>();
        assert_eq!(
            again(&typed(&["wallchart", "comment", "T0001", "it's a note", "--", "-x"]), id),
            "wallchart --command-id 00000000-0000-0000-0000-000000000007 comment T0001 \
             \"it's a note\" -- -x"
        );
        let with_id = ["wallchart", "ack", "1", "--command-id", "x"];
        assert_eq!(again(&typed(&with_id), id), with_id.join(" "));
    }
}
