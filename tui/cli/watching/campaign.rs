//! A running campaign, watched: changes come from the desk, and with the minute what the clock has changed.

use std::sync::Arc;
use std::time::Duration;

use wallchart_campaign::View;
use wallchart_runtime::{Desk as _, LocalDesk};

use super::{Look, watch};
use crate::cli::context::Context;
use crate::cli::error::CliError;

/// What a verb says of a view, and which lines of it a pipe is told when they change.
pub trait Watched {
    /// Says it, in words or as data.
    ///
    /// # Errors
    /// When it can't be written.
    fn say(&self, context: &mut Context, view: &View) -> Result<(), CliError>;

    /// Lines by what they are about. What moves with every minute stands in none of them.
    fn lines(&self, context: &Context, view: &View) -> Vec<(String, String)>;
}

/// Says it once, or with `again` again and again until Ctrl-C.
///
/// # Errors
/// As [`Watched::say`]; a signal ends the watch with its code.
pub async fn say(
    context: &mut Context,
    watched: &impl Watched,
    again: bool,
) -> Result<(), CliError> {
    let view = context.view().await?;
    if !again {
        return watched.say(context, &view);
    }
    let desk = context.desk().await?;
    watch(context, &mut OfCampaign { watched, view, changes: desk.watch(), desk }).await
}

struct OfCampaign<'a, W> {
    watched: &'a W,
    view: Arc<View>,
    changes: tokio::sync::watch::Receiver<wallchart_campaign::Seq>,
    desk: Arc<LocalDesk>,
}

impl<W: Watched> Look for OfCampaign<'_, W> {
    async fn changed(&mut self) {
        let past_ms = self.desk.now().timestamp_millis().rem_euclid(60_000);
        let minute =
            Duration::from_millis(u64::try_from(60_000 - past_ms).unwrap_or(60_000).max(50));
        tokio::select! {
            changed = self.changes.changed() => if changed.is_err() {
                std::future::pending::<()>().await;
            },
            () = tokio::time::sleep(minute) => {}
        }
    }

    async fn again(&mut self, _: &mut Context) -> Result<(), CliError> {
        self.view = self.desk.view().await?;
        Ok(())
    }

    fn say(&self, context: &mut Context) -> Result<(), CliError> {
        self.watched.say(context, &self.view)
    }

    fn lines(&self, context: &Context) -> Vec<(String, String)> {
        self.watched.lines(context, &self.view)
    }

    fn at(&self, _: &Context) -> String {
        self.view.calendar.local(self.view.now).format("%H:%M").to_string()
    }
}
