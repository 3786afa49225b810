//! A desk over a store in this process.

use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use async_trait::async_trait;
use chrono::{DateTime, Utc};
use tokio::runtime::{Handle, RuntimeFlavor};
use tokio::sync::watch;
use wallchart_campaign::due::due;
use wallchart_campaign::{Actor, Face};
use wallchart_campaign::{Campaign, Command, Event, LocalTime, Order, Refusal, Seq, View, decide};
use wallchart_plan::ids::CampaignId;
use wallchart_plan::time::Instant;
use wallchart_store::{Append, BlobHash, EventStore, NewEvent, Outcome, Place, VerifyReport};

use crate::desk::{Desk, Receipt};
use crate::state::{Folded, damaged, decode};
use crate::time::DeskTime;
use crate::watcher::Watcher;
use crate::{Clock, Damage, DeskError, ManualClock, SystemClock};

/// How often an order is decided again because somebody else wrote first.
const TRIES: u32 = 32;

/// How often what came of one thing by itself may lead to the next, at once.
const ROUNDS: usize = 4;

/// A desk over a store in this process. Cheap to open and to clone a handle of (`Arc`); nothing is
/// scheduled until somebody looks, and no thread runs until somebody watches.
pub struct LocalDesk {
    core: Arc<Core>,
    watcher: Watcher,
}

/// What the desk shares with its watcher.
pub(crate) struct Core {
    pub(crate) store: Arc<dyn EventStore>,
    id: CampaignId,
    time: DeskTime,
    folded: Mutex<Folded>,
    /// The generation that those who watch were told of.
    told: AtomicU64,
    pub(crate) changed: watch::Sender<Seq>,
}

impl LocalDesk {
    /// Opens the desk of a campaign, launched or not, by the machine's clock.
    ///
    /// # Errors
    /// When the store fails or what it holds is no campaign.
    pub fn open(store: Arc<dyn EventStore>, campaign: CampaignId) -> Result<Self, DeskError> {
        Self::with_clock(store, campaign, Arc::new(SystemClock))
    }

    /// Opens the desk of a campaign by a given clock.
    ///
    /// # Errors
    /// As [`LocalDesk::open`].
    pub fn with_clock(
        store: Arc<dyn EventStore>,
        campaign: CampaignId,
        clock: Arc<dyn Clock>,
    ) -> Result<Self, DeskError> {
        let mut folded = Folded::default();
        folded.catch_up(&*store, &campaign)?;
        let (changed, _) = watch::channel(folded.seq());
        let told = AtomicU64::new(folded.generation());
        let (time, folded) = (DeskTime::new(clock), Mutex::new(folded));
        let core = Core { store, id: campaign, time, folded, told, changed };
        core.follow(&core.lock());
        Ok(Self { core: Arc::new(core), watcher: Watcher::default() })
    }

    /// Opens the desk of a rehearsal, begun or not: its time stands still between one
    /// [`LocalDesk::set_now`] and the next. Before it is launched it is `begin`.
    ///
    /// # Errors
    /// As [`LocalDesk::open`]; and when the store holds a real campaign of that id.
    pub fn rehearsal(
        store: Arc<dyn EventStore>,
        campaign: CampaignId,
        begin: DateTime<Utc>,
    ) -> Result<Self, DeskError> {
        let desk = Self::with_clock(store, campaign, Arc::new(ManualClock::at(begin)))?;
        if desk.core.lock().campaign().is_some_and(|c| c.rehearsal.is_none()) {
            return Err(Refusal::NotARehearsal.into());
        }
        if !desk.is_launched() {
            desk.core.time.set(begin);
        }
        Ok(desk)
    }

    /// The campaign as this desk has read it, if it is a rehearsal.
    pub fn rehearsal_state(&self) -> Option<Arc<Campaign>> {
        self.core.lock().campaign().filter(|c| c.rehearsal.is_some()).cloned()
    }

    /// Makes it another time at this desk, which then goes on from there. What is written at that time
    /// moves the rehearsal's clock; looking alone does not.
    ///
    /// # Errors
    /// For a real campaign, whose time is not anybody's to set; and for a time before the last event.
    pub fn set_now(&self, to: DateTime<Utc>) -> Result<(), DeskError> {
        let folded = self.core.lock();
        let rehearsal = folded.campaign().map(|c| (c, c.rehearsal.as_ref()));
        match rehearsal {
            Some((campaign, Some(rehearsal))) if to < rehearsal.clock => {
                let at = Instant::from_utc(rehearsal.clock.naive_utc());
                let at = LocalTime { at, zone: campaign.plan.calendar.zone };
                Err(Refusal::ClockNotBack { at }.into())
            }
            Some((_, None)) => Err(Refusal::NotARehearsal.into()),
            None if !self.core.time.is_own() => Err(Refusal::NotARehearsal.into()),
            _ => {
                self.core.time.set(to);
                Ok(())
            }
        }
    }

    /// The store beneath.
    pub fn store(&self) -> &Arc<dyn EventStore> {
        &self.core.store
    }

    /// Whether the campaign has been launched, as far as this desk has read.
    pub fn is_launched(&self) -> bool {
        self.core.lock().campaign().is_some()
    }
}

/// Runs what blocks where it may: beside a multi-threaded runtime, else on the spot.
async fn blocking<T: Send + 'static>(
    core: &Arc<Core>,
    job: impl FnOnce(&Core) -> Result<T, DeskError> + Send + 'static,
) -> Result<T, DeskError> {
    match Handle::try_current() {
        Ok(handle) if handle.runtime_flavor() == RuntimeFlavor::MultiThread => {
            let core = core.clone();
            let done = handle.spawn_blocking(move || job(&core)).await;
            done.unwrap_or(Err(DeskError::Stopped))
        }
        _ => job(core),
    }
}

#[async_trait]
impl Desk for LocalDesk {
    fn campaign(&self) -> &CampaignId {
        &self.core.id
    }

    fn now(&self) -> DateTime<Utc> {
        self.core.time.now()
    }

    async fn submit(&self, order: Order) -> Result<Receipt, DeskError> {
        blocking(&self.core, move |core| core.submit(&order)).await
    }

    async fn state(&self) -> Result<Arc<Campaign>, DeskError> {
        blocking(&self.core, Core::state).await
    }

    async fn view(&self) -> Result<Arc<View>, DeskError> {
        blocking(&self.core, Core::view).await
    }

    async fn tick(&self) -> Result<usize, DeskError> {
        blocking(&self.core, Core::tick).await
    }

    fn watch(&self) -> watch::Receiver<Seq> {
        self.watcher.start(&self.core);
        self.core.changed.subscribe()
    }

    async fn log(&self, from: Seq, limit: usize) -> Result<Vec<Event>, DeskError> {
        blocking(&self.core, move |core| core.log(from, limit)).await
    }

    async fn put_blob(&self, bytes: Vec<u8>) -> Result<String, DeskError> {
        blocking(&self.core, move |core| Ok(core.store.put_blob(&bytes)?.to_string())).await
    }

    async fn blob(&self, hash: &str) -> Result<Option<Vec<u8>>, DeskError> {
        // What is no hash names nothing.
        let Ok(hash) = hash.parse::<BlobHash>() else { return Ok(None) };
        blocking(&self.core, move |core| Ok(core.store.blob(&hash)?)).await
    }

    async fn verify(&self) -> Result<VerifyReport, DeskError> {
        blocking(&self.core, |core| Ok(core.store.verify()?)).await
    }
}

impl Core {
    fn lock(&self) -> MutexGuard<'_, Folded> {
        // A fold that panicked has taken the campaign out, so what is left is merely empty.
        self.folded.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Folds in what others wrote and tells who watches.
    pub(crate) fn catch_up(&self) -> Result<(), DeskError> {
        let mut folded = self.lock();
        folded.catch_up(&*self.store, &self.id)?;
        self.tell(&folded);
        Ok(())
    }

    /// In a rehearsal, time is never behind the log.
    fn follow(&self, folded: &Folded) {
        if let Some(rehearsal) = folded.campaign().and_then(|c| c.rehearsal.as_ref()) {
            self.time.follow(rehearsal.clock);
        }
    }

    fn tell(&self, folded: &Folded) {
        self.follow(folded);
        let (seq, generation) = (folded.seq(), folded.generation());
        let replaced = self.told.swap(generation, Ordering::Relaxed) != generation;
        self.changed.send_if_modified(|last| std::mem::replace(last, seq) != seq || replaced);
    }

    fn state(&self) -> Result<Arc<Campaign>, DeskError> {
        let mut folded = self.lock();
        folded.catch_up(&*self.store, &self.id)?;
        self.tell(&folded);
        folded.campaign().cloned().ok_or_else(|| DeskError::NoCampaign(self.id.clone()))
    }

    fn view(&self) -> Result<Arc<View>, DeskError> {
        let mut folded = self.lock();
        folded.catch_up(&*self.store, &self.id)?;
        self.tell(&folded);
        folded.view(&self.id, Instant::from_utc(self.time.now().naive_utc()))
    }

    fn log(&self, from: Seq, limit: usize) -> Result<Vec<Event>, DeskError> {
        let stored = self.store.read(&self.id, from, limit)?;
        let events = stored.into_iter().map(decode).collect::<Result<Vec<_>, _>>();
        events.map_err(|damage| damaged(&self.id, damage))
    }

    /// Carries out an order. A commit that failed half-way is sent once more: that finds out, and does it if
    /// it wasn't done. If that fails too, nobody knows.
    fn submit(&self, order: &Order) -> Result<Receipt, DeskError> {
        let answer = match self.attempt(order) {
            Err(DeskError::Unknown(cause)) => match self.attempt(order) {
                Ok(receipt) => Ok(Receipt { duplicate: false, ..receipt }),
                Err(_) => Err(DeskError::Unknown(cause)),
            },
            other => other,
        };
        if answer.is_ok() {
            // What follows by itself is tried again next time; the order is carried out all the same.
            let _ = self.tick();
        }
        answer
    }

    /// Does what is due by itself: starts of playbooks, tasks of plays that come up again. Answers how many
    /// things were done. Another process may have been faster, which is as good.
    fn tick(&self) -> Result<usize, DeskError> {
        let mut done = 0;
        for _ in 0..ROUNDS {
            let due = {
                let mut folded = self.lock();
                folded.catch_up(&*self.store, &self.id)?;
                let Some(campaign) = folded.campaign() else { return Ok(done) };
                due(campaign, Instant::from_utc(self.time.now().naive_utc()))
            };
            if due.is_empty() {
                break;
            }
            for (id, command) in due {
                let order = Order {
                    id,
                    actor: Actor::System,
                    on_behalf_of: None,
                    via: Face::Clock,
                    seen: None,
                    command,
                };
                match self.attempt(&order) {
                    Ok(_) | Err(DeskError::Refused(_)) => done += 1,
                    Err(other) => return Err(other),
                }
            }
        }
        Ok(done)
    }

    fn attempt(&self, order: &Order) -> Result<Receipt, DeskError> {
        let mut folded = self.lock();
        for _ in 0..TRIES {
            folded.catch_up(&*self.store, &self.id)?;
            self.tell(&folded);
            self.fit(order, &folded)?;
            let now = self.time.now();
            let bodies = match decide(folded.campaign().map(|c| &**c), order, now) {
                Ok(bodies) => bodies,
                // What was done already can't be done again; asked for once more, it is answered as
                // the first time.
                Err(refusal) => match self.store.command(&self.id, order.id)? {
                    Some(place) => return self.duplicate(order, place),
                    None => return Err(refusal.into()),
                },
            };
            let revision = folded.campaign().map_or(1, |c| c.revision);
            let events = order.stamp(folded.seq(), revision, now, bodies);
            let append = self.append(order, folded.seq(), &events)?;
            let outcome = self.store.append_many(vec![append])?.pop();
            match outcome {
                Some(Outcome::Appended(_)) => {
                    folded.fold(&self.id, &events)?;
                    folded.save(&*self.store, &self.id);
                    folded.save_first(&*self.store, &self.id);
                    self.tell(&folded);
                    return Ok(Receipt { command: order.id, events, duplicate: false });
                }
                Some(Outcome::Duplicate(place)) => return self.duplicate(order, place),
                Some(Outcome::Conflict { .. }) => {}
                Some(Outcome::Reused(_)) => return Err(DeskError::Reused),
                Some(Outcome::Fenced { .. }) => return Err(DeskError::Fenced),
                Some(Outcome::Malformed(why)) => return Err(DeskError::Rejected(why)),
                Some(Outcome::Unknown(cause)) => return Err(DeskError::Unknown(cause)),
                None => return Err(DeskError::Stopped),
            }
        }
        Err(DeskError::Contended { times: TRIES })
    }

    /// Refuses a real launch at a desk that keeps a time of its own.
    fn fit(&self, order: &Order, folded: &Folded) -> Result<(), DeskError> {
        let real = matches!(
            &order.command, Command::Apply { apply, .. } if apply.rehearsal.is_none()
        );
        if real && folded.campaign().is_none() && self.time.is_own() {
            return Err(Refusal::NotARehearsal.into());
        }
        Ok(())
    }

    fn append(&self, order: &Order, expected: Seq, events: &[Event]) -> Result<Append, DeskError> {
        let new = |event: &Event| {
            let body = event.body.encode()?;
            let (kind, kind_version) = (event.body.kind().to_owned(), event.body.kind_version());
            Ok(NewEvent { meta: event.meta.clone(), kind, kind_version, body })
        };
        let events = events
            .iter()
            .map(new)
            .collect::<Result<Vec<_>, Damage>>()
            .map_err(|damage| damaged(&self.id, damage))?;
        let mut append = Append::new(self.id.clone(), expected, order.id, events);
        // What was asked, not when or by what it was seen: a retry may have looked again.
        let asked = serde_json::to_vec(&(&order.actor, &order.on_behalf_of, &order.command)).ok();
        append.request = asked.map(|bytes| BlobHash::of(&bytes).0);
        Ok(append)
    }

    /// The answer that an order got when it was first carried out.
    fn duplicate(&self, order: &Order, place: Place) -> Result<Receipt, DeskError> {
        let count = usize::try_from(place.last.0.saturating_sub(place.first.0) + 1);
        let events = self.log(place.first, count.unwrap_or(usize::MAX))?;
        Ok(Receipt { command: order.id, events, duplicate: true })
    }
}
