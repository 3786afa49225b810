//! Reading the campaign and choosing the rows of it, beside the loop: neither a schedule nor a filter over very
//! many tasks may keep a key waiting.
//!
//! ```text
//! change, minute ─> read ─> Source ─┐
//! filter ─────────> Choose ─────────┴─> choose ─> Data ─> state
//! ```

use std::sync::Arc;

use wallchart_campaign::{Actor, Event, Seq, read};
use wallchart_runtime::{Desk, DeskError};

use super::{Shell, Told};
use crate::dashboard::cmd::{Answer, Cmd};
use crate::dashboard::data::{Data, Source, merged};
use crate::dashboard::state::State;
use crate::dashboard::update::{take_in, update};

/// How many events are read at once.
const CHUNK: usize = 5000;

/// What is under way of choosing rows.
#[derive(Default)]
pub(super) struct Choosing {
    /// Whether rows are being chosen.
    under_way: bool,
    /// Whether something else was wanted meanwhile.
    again: bool,
    /// What was read and is not shown yet.
    next: Option<Arc<Source>>,
}

/// Reads the campaign without its log, which may be long: what a first frame needs.
pub(super) async fn read_first(desk: Arc<dyn Desk>, actor: Actor) -> Result<Source, DeskError> {
    let view = desk.view().await?;
    let made = tokio::task::spawn_blocking(move || Source::new(view, Arc::default(), &actor, None));
    made.await.map_err(|_| DeskError::Stopped)
}

/// Reads the campaign and what is new in its log, and works out what is shown of it.
pub(super) async fn read_source(
    desk: Arc<dyn Desk>,
    actor: Actor,
    before: Option<Arc<Source>>,
    mut events: Vec<Event>,
) -> (Result<Source, DeskError>, Vec<Event>) {
    let read = async {
        let view = desk.view().await?;
        // After a backup was restored the log is another one.
        if let Some(last) = events.last()
            && desk.log(last.seq, 1).await?.first() != Some(last)
        {
            events.clear();
        }
        loop {
            let from = Seq(events.last().map_or(0, |e| e.seq.0) + 1);
            let new = desk.log(from, CHUNK).await?;
            let last = new.len() < CHUNK;
            events.extend(new);
            if last {
                return Ok(view);
            }
        }
    };
    let view = match read.await {
        Ok(view) => view,
        Err(error) => return (Err(error), events),
    };
    let made = tokio::task::spawn_blocking(move || {
        let log = Arc::new(merged(read::lines(&events), &view));
        (Source::new(view, log, &actor, before.as_deref()), events)
    });
    match made.await {
        Ok((source, events)) => (Ok(source), events),
        Err(_) => (Err(DeskError::Stopped), Vec::new()),
    }
}

impl Shell {
    /// Begins to read the campaign anew, unless that is under way.
    pub(super) fn read(&mut self) {
        let Some(events) = self.events.take() else {
            self.again = true;
            return;
        };
        let desk = self.desk.clone();
        let (actor, before) = (self.state.actor.clone(), self.latest());
        let no = self.desk_no;
        self.beside(async move {
            let (source, events) = read_source(desk, actor, before, events).await;
            Told::Read(no, Box::new(source), events)
        });
    }

    /// Takes in what was read.
    pub(super) fn read_done(&mut self, source: Result<Source, DeskError>, events: Vec<Event>) {
        self.events = Some(events);
        match source {
            Ok(source) => {
                self.choosing.next = Some(Arc::new(source));
                self.choose();
            }
            Err(error) => {
                let why = error.message(self.state.lang);
                update(&mut self.state, Cmd::Answered(Answer::Refused { why }));
            }
        }
        if std::mem::take(&mut self.again) {
            self.read();
        }
    }

    /// What was read last, shown already or not.
    fn latest(&self) -> Option<Arc<Source>> {
        self.choosing.next.clone().or_else(|| self.state.data.source.clone())
    }

    /// Begins to choose rows anew, unless that is under way.
    pub(super) fn choose(&mut self) {
        let Some(source) = self.latest() else { return };
        if std::mem::replace(&mut self.choosing.under_way, true) {
            self.choosing.again = true;
            return;
        }
        // The rows shown stay the loop's own.
        let rows = std::mem::take(&mut self.state.data);
        let wanted = self.state.clone();
        self.state.data = rows;
        let no = self.desk_no;
        self.beside(async move {
            let chosen = tokio::task::spawn_blocking(move || {
                let data = Data::new(source, &wanted);
                (wanted, data)
            });
            match chosen.await {
                Ok((wanted, data)) => Told::Chosen(no, Box::new(wanted), Box::new(data)),
                Err(_) => Told::Panicked,
            }
        });
    }

    /// Takes in rows, unless something else was wanted meanwhile: then they are chosen again.
    pub(super) fn chosen(&mut self, wanted: &State, data: Data) {
        self.choosing.under_way = false;
        let again = std::mem::take(&mut self.choosing.again);
        let same = wanted.filter == self.state.filter
            && wanted.gantt.critical == self.state.gantt.critical
            && wanted.gantt.folded == self.state.gantt.folded;
        if same {
            let is_next = |next: &mut Arc<Source>| {
                data.source.as_ref().is_some_and(|source| Arc::ptr_eq(source, next))
            };
            let _shown = self.choosing.next.take_if(is_next);
            let before = std::mem::take(&mut self.state.data);
            self.state.data = before.clone();
            take_in(&mut self.state, data);
            // Of very many rows even letting go takes long.
            tokio::task::spawn_blocking(move || drop(before));
        }
        if again || !same {
            self.choose();
        }
    }
}
