//! The other campaigns: what the switcher shows of them, and how one of them is opened.

use std::sync::Arc;

use wallchart_campaign::Event;
use wallchart_plan::ids::CampaignId;
use wallchart_runtime::{Desk, DeskError, Shelf};

use super::reading::{Choosing, read_source};
use super::{Shell, Told};
use crate::dashboard::campaigns::{Card, switch};
use crate::dashboard::cmd::{Answer, Cmd};
use crate::dashboard::data::Source;
use crate::dashboard::state::Mode;
use crate::dashboard::update::update;

/// A campaign of the shelf, what it looks like, and its desk.
pub(super) struct Shelved {
    pub(super) card: Card,
    pub(super) desk: Arc<dyn Desk>,
}

/// Another campaign, opened and read.
pub(super) struct Opened {
    desk: Arc<dyn Desk>,
    source: Box<Source>,
    events: Vec<Event>,
}

impl Shell {
    pub(super) fn survey_if_open(&mut self) {
        if matches!(self.state.mode, Mode::Campaigns { .. }) {
            self.survey();
        }
    }

    /// Begins to look at all campaigns, unless that is under way.
    pub(super) fn survey(&mut self) {
        if let Some(again) = &mut self.surveying {
            *again = true;
            return;
        }
        let here = self.desk.clone();
        let (shelf, known) = (self.shelf.clone(), self.others.clone());
        self.surveying = Some(false);
        self.beside(async move { Told::Surveyed(look_around(here, shelf, known).await) });
    }

    pub(super) fn surveyed(&mut self, found: Result<Vec<Shelved>, DeskError>) {
        let again = self.surveying.take().unwrap_or(false);
        match found {
            Ok(found) => {
                let open = matches!(self.state.mode, Mode::Campaigns { .. });
                if open && self.others.is_empty() {
                    self.others = found.iter().map(|s| s.desk.clone()).collect();
                    self.watch_others();
                }
                let cards = found.into_iter().map(|s| s.card).collect();
                update(&mut self.state, Cmd::Surveyed(cards));
            }
            Err(error) => {
                let why = error.message(self.state.lang);
                update(&mut self.state, Cmd::Answered(Answer::Refused { why }));
            }
        }
        if again {
            self.survey_if_open();
        }
    }

    /// Has every other desk tell of changes until it is dropped.
    fn watch_others(&self) {
        for desk in self.others.iter().filter(|d| d.campaign() != self.desk.campaign()) {
            let (mut changes, tell) = (desk.watch(), self.tell.clone());
            tokio::spawn(async move {
                while changes.changed().await.is_ok() && tell.send(Told::Elsewhere).is_ok() {}
            });
        }
    }

    /// Begins to open another campaign.
    pub(super) fn open(&mut self, id: CampaignId) {
        let known = self.others.iter().find(|d| *d.campaign() == id).cloned();
        let (shelf, actor) = (self.shelf.clone(), self.state.actor.clone());
        self.beside(async move {
            let desk = match known {
                Some(desk) => Ok(desk),
                None => on_shelf(shelf, id).await,
            };
            let desk = match desk {
                Ok(desk) => desk,
                Err(error) => return Told::Opened(Err(error)),
            };
            let (source, events) = read_source(desk.clone(), actor, None, Vec::new()).await;
            Told::Opened(source.map(|source| Opened { desk, source: Box::new(source), events }))
        });
    }

    pub(super) fn opened(&mut self, opened: Result<Opened, DeskError>) {
        match opened {
            Ok(Opened { desk, source, events }) => {
                self.changes = desk.watch();
                self.desk = desk;
                self.desk_no += 1;
                self.events = Some(events);
                self.again = false;
                self.choosing = Choosing::default();
                switch(&mut self.state, *source);
                // What changed between reading and watching.
                self.read();
            }
            Err(error) => {
                let why = error.message(self.state.lang);
                update(&mut self.state, Cmd::Answered(Answer::Refused { why }));
            }
        }
    }
}

/// A desk of the shelf.
async fn on_shelf(
    shelf: Option<Arc<dyn Shelf>>,
    id: CampaignId,
) -> Result<Arc<dyn Desk>, DeskError> {
    let Some(shelf) = shelf else { return Err(DeskError::NoCampaign(id)) };
    let opened = tokio::task::spawn_blocking(move || shelf.desk(&id)).await;
    opened.unwrap_or(Err(DeskError::Stopped))
}

/// What every campaign looks like. Without a shelf there is only the one that is open.
async fn look_around(
    here: Arc<dyn Desk>,
    shelf: Option<Arc<dyn Shelf>>,
    known: Vec<Arc<dyn Desk>>,
) -> Result<Vec<Shelved>, DeskError> {
    let ids = match &shelf {
        Some(shelf) => {
            let shelf = shelf.clone();
            let listed = tokio::task::spawn_blocking(move || shelf.campaigns()).await;
            listed.unwrap_or(Err(DeskError::Stopped))?
        }
        None => vec![here.campaign().clone()],
    };
    let mut found = Vec::with_capacity(ids.len());
    for id in ids {
        let open = std::iter::once(&here).chain(&known).find(|d| *d.campaign() == id).cloned();
        let desk = match open {
            Some(desk) => desk,
            None => on_shelf(shelf.clone(), id).await?,
        };
        let view = desk.view().await?;
        found.push(Shelved { card: Card::of(&view), desk });
    }
    Ok(found)
}
