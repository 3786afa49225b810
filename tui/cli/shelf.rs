//! The campaigns of a store, a line each.

use std::sync::Arc;

use wallchart_runtime::{Desk as _, LocalDesk};
use wallchart_store::EventStore;
use wallchart_words::{ids, t};

use super::context::Context;
use super::error::CliError;
use super::table::Table;
use crate::dashboard::Card;

/// What each campaign of the store looks like now, in the order in which they were launched.
///
/// # Errors
/// When there is no store, or a campaign of it can't be read.
pub async fn cards(context: &mut Context) -> Result<Vec<Card>, CliError> {
    let store: Arc<dyn EventStore> = context.store()?;
    let mut cards = Vec::new();
    for found in store.campaigns()? {
        let desk = LocalDesk::open(store.clone(), found.campaign)?;
        cards.push(Card::of(&*desk.view().await?));
    }
    Ok(cards)
}

/// Prints them.
///
/// # Errors
/// When they can't be written.
pub fn print(context: &mut Context, cards: &[Card]) -> Result<(), CliError> {
    if context.json {
        return context.data(&cards);
    }
    let lang = context.lang;
    let mut table = Table::with_head([
        t!(lang, ids::CONFIG_CAMPAIGNS_NAME),
        String::new(),
        "D".to_owned(),
        String::new(),
        t!(lang, ids::CONFIG_CAMPAIGNS_DONE),
        t!(lang, ids::CONFIG_CAMPAIGNS_LATE),
        t!(lang, ids::CONFIG_CAMPAIGNS_NEEDS),
    ]);
    for card in cards {
        table.row([
            card.id.to_string(),
            card.marked_title(lang),
            card.anchor.to_string(),
            card.countdown(),
            format!("{}/{}", card.done, card.all),
            card.late.to_string(),
            card.needs.to_string(),
        ]);
    }
    for line in table.lines() {
        context.say(&line)?;
    }
    Ok(())
}
