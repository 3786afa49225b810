//! What a local desk knows, and how it catches up with the store.

use std::sync::Arc;

use wallchart_campaign::read::Frame;
use wallchart_campaign::{Campaign, Event, EventBody, FOLD_VERSION, Seq, View, evolve};
use wallchart_plan::ids::CampaignId;
use wallchart_plan::time::Instant;
use wallchart_store::{EventStore, Snapshot, Stored};

use crate::{Damage, DeskError, snapshot};

/// Events read at a time.
const CHUNK: usize = 4096;
/// A snapshot is saved when so many events have come since the last.
const SNAPSHOT_EVERY: u64 = 512;

/// The campaign as folded so far, with what was computed from it.
#[derive(Default)]
pub(crate) struct Folded {
    campaign: Option<Arc<Campaign>>,
    /// The event that the last known snapshot ends with.
    snapshot: Seq,
    /// Whether a snapshot was looked for.
    opened: bool,
    /// The generation of the store that all this was read from.
    generation: u64,
    frame: Option<Arc<Frame>>,
    view: Option<Arc<View>>,
}

impl Folded {
    /// The campaign, once it is launched.
    pub(crate) fn campaign(&self) -> Option<&Arc<Campaign>> {
        self.campaign.as_ref()
    }

    /// The generation of the store that it was read from.
    pub(crate) fn generation(&self) -> u64 {
        self.generation
    }

    /// The last event folded in; 0 before any.
    pub(crate) fn seq(&self) -> Seq {
        self.campaign.as_ref().map(|c| c.seq).unwrap_or_default()
    }

    /// Folds in whatever the store holds after what is known.
    pub(crate) fn catch_up(
        &mut self,
        store: &dyn EventStore,
        id: &CampaignId,
    ) -> Result<(), DeskError> {
        let generation = store.generation()?;
        if self.opened && generation != self.generation {
            // A backup was restored: what was folded may not have happened.
            *self = Folded::default();
        }
        if !self.opened {
            self.generation = generation;
            self.load(store, id)?;
        }
        loop {
            let tail = store.read(id, Seq(self.seq().0 + 1), CHUNK)?;
            let (read, more) = (tail.len(), tail.len() == CHUNK);
            if read > 0 {
                let events = tail.into_iter().map(decode).collect::<Result<Vec<_>, _>>();
                let events = events.map_err(|damage| damaged(id, damage))?;
                self.fold(id, &events)?;
            }
            if !more {
                break;
            }
        }
        self.save(store, id);
        Ok(())
    }

    /// Folds in events that follow. After an error nothing is known any more, so that the next attempt
    /// begins afresh.
    pub(crate) fn fold(&mut self, id: &CampaignId, events: &[Event]) -> Result<(), DeskError> {
        let mut campaign = self.campaign.take().map(Arc::unwrap_or_clone);
        self.view = None;
        for event in events {
            if let Err(e) = evolve(&mut campaign, event) {
                *self = Folded::default();
                return Err(damaged(id, e.into()));
            }
        }
        self.campaign = campaign.map(Arc::new);
        Ok(())
    }

    /// Begins with the latest snapshot; one that can't be read is as good as none.
    fn load(&mut self, store: &dyn EventStore, id: &CampaignId) -> Result<(), DeskError> {
        self.opened = true;
        if let Some(snapshot) = store.load_snapshot(id, FOLD_VERSION, None)?
            && let Some(campaign) = snapshot::read(&snapshot.body)
            && campaign.seq == snapshot.seq
        {
            self.snapshot = snapshot.seq;
            self.campaign = Some(Arc::new(campaign));
        }
        Ok(())
    }

    /// Saves a snapshot if there is none yet, so that the next to open needn't read the plan as it was
    /// launched. For those who write anyway: who only looks shall not have to.
    pub(crate) fn save_first(&mut self, store: &dyn EventStore, id: &CampaignId) {
        if self.snapshot == Seq(0) {
            self.save_now(store, id);
        }
    }

    /// Saves a snapshot when enough has happened since the last. A failure costs time at the next
    /// opening and nothing else.
    pub(crate) fn save(&mut self, store: &dyn EventStore, id: &CampaignId) {
        if self.seq().0 >= self.snapshot.0 + SNAPSHOT_EVERY {
            self.save_now(store, id);
        }
    }

    fn save_now(&mut self, store: &dyn EventStore, id: &CampaignId) {
        let Some(campaign) = &self.campaign else { return };
        self.snapshot = campaign.seq;
        if let Some(body) = snapshot::write(campaign) {
            let snapshot = Snapshot { fold_version: FOLD_VERSION, seq: campaign.seq, body };
            let _ = store.save_snapshot(id, &snapshot);
        }
    }

    /// The campaign at `now`; computed again only when an event or a minute has passed.
    pub(crate) fn view(&mut self, id: &CampaignId, now: Instant) -> Result<Arc<View>, DeskError> {
        let Some(campaign) = &self.campaign else { return Err(DeskError::NoCampaign(id.clone())) };
        if let Some(view) = &self.view
            && view.now == now
        {
            return Ok(view.clone());
        }
        let frame = match &self.frame {
            Some(frame) if frame.fits(campaign) => frame.clone(),
            _ => {
                let frame = Frame::new(campaign).map_err(|cycle| DeskError::Ring(cycle.0))?;
                Arc::new(frame)
            }
        };
        self.frame = Some(frame.clone());
        let view = Arc::new(View::framed(campaign.clone(), frame, now));
        self.view = Some(view.clone());
        Ok(view)
    }
}

/// Whether the first event of a campaign launches a rehearsal.
pub fn is_rehearsal(first: &Stored) -> bool {
    decode(first.clone()).is_ok_and(|event| match event.body {
        EventBody::PlanApplied { apply, .. } => apply.rehearsal.is_some(),
        _ => false,
    })
}

/// An event out of what is stored.
pub(crate) fn decode(stored: Stored) -> Result<Event, Damage> {
    let Some(bytes) = stored.body else { return Err(Damage::Redacted(stored.seq)) };
    let body = EventBody::decode(&stored.kind, stored.kind_version, &bytes)?;
    Ok(Event { seq: stored.seq, meta: stored.meta, body })
}

pub(crate) fn damaged(id: &CampaignId, damage: Damage) -> DeskError {
    DeskError::Damaged { campaign: id.clone(), damage }
}
