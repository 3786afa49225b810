//! Random campaigns over both stores: a restart after every step gives the same state, a snapshot and the
//! events after it give what the whole log gives, undo restores, and nothing refused is written.
//!
//! `PROPTEST_CASES` asks for more of them.

use std::sync::Arc;

use proptest::prelude::*;
use wallchart_campaign::command::{Apply, Onto};
use wallchart_campaign::random::{
    Chance, random_actor, random_change, random_command, random_launch,
};
use wallchart_campaign::read::Outlook;
use wallchart_campaign::testing::at;
use wallchart_campaign::{Actor, Campaign, Command, CommandId, Event, Order, Refusal, Seq};
use wallchart_campaign::{evolve, fold};
use wallchart_plan::ids::CampaignId;
use wallchart_store::{EventStore, MemoryStore, OpenMode, SqliteStore};

use crate::{Desk as _, DeskError, LocalDesk, ManualClock, snapshot};

/// What is tried, and how to open its store again.
struct World {
    reopen: Box<dyn Fn() -> Arc<dyn EventStore>>,
    clock: Arc<ManualClock>,
    desk: LocalDesk,
}

fn campaign() -> CampaignId {
    "test-2026".into()
}

impl World {
    fn new(reopen: impl Fn() -> Arc<dyn EventStore> + 'static) -> World {
        let clock = Arc::new(ManualClock::at(at(0)));
        let desk = LocalDesk::with_clock(reopen(), campaign(), clock.clone()).unwrap();
        World { reopen: Box::new(reopen), clock, desk }
    }

    /// The store closed and opened again, by a desk that knows nothing yet.
    fn restart(&mut self) {
        // Whatever this desk holds open is closed first.
        self.desk =
            LocalDesk::with_clock(Arc::new(MemoryStore::new()), campaign(), self.clock.clone())
                .unwrap();
        self.desk = LocalDesk::with_clock((self.reopen)(), campaign(), self.clock.clone()).unwrap();
    }
}

/// One life of one campaign, the same in every store.
async fn live(world: &mut World, numbers: &[u16]) -> (Vec<Event>, Arc<Campaign>) {
    let mut chance = Chance::of(numbers);
    let mut n = 1;
    let launch = random_launch(&mut chance);
    world.desk.submit(numbered(n, Actor::Operator, launch)).await.unwrap();
    while !chance.is_spent() {
        n += 1;
        if chance.happens(5) {
            amended(world, &mut chance, n).await;
            continue;
        }
        let before = world.desk.state().await.unwrap();
        let tasks = usize::try_from(before.last_number.0).unwrap();
        let (by, command) = (random_actor(&mut chance), random_command(&mut chance, tasks, n));
        world.clock.advance(chrono::TimeDelta::minutes(i64::from(chance.below(600))));
        let order = numbered(n, by, command);
        match world.desk.submit(order.clone()).await {
            Ok(receipt) => {
                let after = world.desk.state().await.unwrap();
                // What follows by itself comes right behind.
                assert!(receipt.seq() <= after.seq);
                assert!(receipt.seq() == after.seq || !after.plays.is_empty());
                world.restart();
                assert_eq!(world.desk.state().await.unwrap(), after, "after a restart");
                // Sent once more it is answered, not done.
                let again = world.desk.submit(order).await.unwrap();
                assert!(again.duplicate && again.events == receipt.events);
                assert_eq!(world.desk.state().await.unwrap(), after);
            }
            Err(DeskError::Refused(_)) => {
                assert_eq!(world.desk.state().await.unwrap(), before, "refused");
            }
            Err(other) => panic!("{other:?}"),
        }
    }
    let state = world.desk.state().await.unwrap();
    assert!(world.desk.verify().await.unwrap().is_sound());
    (world.desk.log(Seq(1), usize::MAX >> 1).await.unwrap(), state)
}

/// The running plan changed and applied, whatever plays run: it is in force as it was given, and what the
/// plays have added stays.
async fn amended(world: &mut World, chance: &mut Chance<'_>, n: u128) {
    let view = world.desk.view().await.unwrap();
    let before = view.campaign.clone();
    let mut plan = before.plan.without_plays().into_owned();
    random_change(chance, &mut plan);
    let plan = Outlook::of_read(&view, plan).unwrap().revision();
    let drop_records_of = before.plan.tasks.iter().map(|task| task.number).collect();
    let onto = Onto { revision: before.revision, seq: before.seq, drop_records_of };
    let apply = Box::new(Apply {
        language: 1,
        sources: Vec::new(),
        plan: plan.clone(),
        rehearsal: before.rehearsal.as_ref().map(|r| r.mark.clone()),
    });
    let order = numbered(n, Actor::Operator, Command::Amend { apply, approval: None, onto });
    match world.desk.submit(order).await {
        Ok(_) => {
            let after = world.desk.state().await.unwrap();
            assert_eq!(after.plan.without_plays().tasks, plan.tasks);
            let played = |c: &Campaign| {
                c.plan.tasks.iter().filter(|t| t.play.is_some()).cloned().collect::<Vec<_>>()
            };
            assert!(played(&after).starts_with(&played(&before)));
            assert_eq!(after.records.len(), after.plan.tasks.len());
            world.restart();
            assert_eq!(world.desk.state().await.unwrap(), after, "after a restart");
        }
        Err(DeskError::Refused(refusal)) => {
            assert!(matches!(*refusal, Refusal::NothingToApply { .. }), "{refusal:?}");
        }
        Err(other) => panic!("{other:?}"),
    }
}

fn numbered(n: u128, actor: Actor, command: Command) -> Order {
    let order = crate::order(actor, wallchart_campaign::Face::Embedded, command);
    Order { id: CommandId(uuid::Uuid::from_u128(n)), ..order }
}

/// The log cut at every index: a snapshot made there, read back, and the events after it.
fn cut_everywhere(log: &[Event], whole: &Campaign) {
    let mut so_far = None;
    for (at, event) in log.iter().enumerate() {
        evolve(&mut so_far, event).unwrap();
        let cut = so_far.as_ref().unwrap();
        let mut rest = Some(snapshot::read(&snapshot::write(cut).unwrap()).unwrap());
        assert_eq!(rest.as_ref(), Some(cut));
        for event in &log[at + 1..] {
            evolve(&mut rest, event).unwrap();
        }
        assert_eq!(rest.as_ref(), Some(whole));
    }
    assert_eq!(fold(log).unwrap().as_ref(), Some(whole));
}

/// So many cases, unless `PROPTEST_CASES` asks for others.
fn short(cases: u32) -> ProptestConfig {
    let asked = ProptestConfig::default();
    let cases = if std::env::var_os("PROPTEST_CASES").is_some() { asked.cases } else { cases };
    ProptestConfig { cases, ..asked }
}

proptest! {
    #![proptest_config(short(12))]

    #[test]
    fn a_random_campaign_survives_restarts_in_both_stores(
        numbers in proptest::collection::vec(any::<u16>(), 60..260),
    ) {
        let runtime = tokio::runtime::Builder::new_current_thread().build().unwrap();
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("random.db");
        let memory: Arc<dyn EventStore> = Arc::new(MemoryStore::new());
        let mut worlds = [
            World::new(move || memory.clone()),
            World::new(move || Arc::new(SqliteStore::open(&file, OpenMode::Create).unwrap())),
        ];
        let [one, other] = &mut worlds;
        let (log, state) = runtime.block_on(live(one, &numbers));
        let in_sqlite = runtime.block_on(live(other, &numbers));
        prop_assert_eq!(&(log.clone(), state.clone()), &in_sqlite);
        cut_everywhere(&log, &state);
    }
}
