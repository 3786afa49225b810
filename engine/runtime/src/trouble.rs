//! Desks in trouble: a disk that fails half-way, a clock that jumps, a backup put in the store's place.

use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicU32, Ordering};
use std::time::Duration;

use chrono::TimeDelta;
use wallchart_campaign::testing::{at, small};
use wallchart_campaign::{Actor, Campaign, Command, CommandId, Face, Order, Seq, TaskState};
use wallchart_plan::ids::{CampaignId, TaskNo};
use wallchart_store::{
    Append, BackupReport, BlobHash, CampaignHead, EventStore, Granted, Head, Lease, MemoryStore,
    OpenMode, Outcome, Place, Position, Snapshot, SqliteStore, StoreError, Stored, VerifyReport,
};

use crate::{Desk, DeskError, Launch, LocalDesk, ManualClock, launch, order};

/// What becomes of a commit that fails half-way.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Failing {
    /// It was written all the same.
    Written,
    /// It wasn't.
    Lost,
}

/// A store whose next commits fail half-way.
struct Flaky {
    store: MemoryStore,
    failing: Failing,
    times: AtomicU32,
}

macro_rules! passed_on {
    ($(fn $name:ident(&self $(, $arg:ident: $kind:ty)*) -> $out:ty;)*) => {
        $(fn $name(&self $(, $arg: $kind)*) -> Result<$out, StoreError> {
            self.store.$name($($arg),*)
        })*
    };
}

impl EventStore for Flaky {
    fn append_many(&self, batch: Vec<Append>) -> Result<Vec<Outcome>, StoreError> {
        let left = self.times.load(Ordering::Relaxed);
        if left == 0 {
            return self.store.append_many(batch);
        }
        self.times.store(left - 1, Ordering::Relaxed);
        let count = batch.len();
        if self.failing == Failing::Written {
            self.store.append_many(batch)?;
        }
        Ok(vec![Outcome::Unknown(StoreError::Io { detail: "EIO".to_owned() }); count])
    }

    passed_on! {
        fn read(&self, campaign: &CampaignId, from: Seq, limit: usize) -> Vec<Stored>;
        fn read_all(&self, from: Position, limit: usize) -> Vec<Stored>;
        fn head(&self, campaign: &CampaignId) -> Option<Head>;
        fn campaigns(&self) -> Vec<CampaignHead>;
        fn command(&self, campaign: &CampaignId, command: CommandId) -> Option<Place>;
        fn generation(&self) -> u64;
        fn wait_changed(&self, since: Position, timeout: Duration) -> Position;
        fn save_snapshot(&self, campaign: &CampaignId, snapshot: &Snapshot) -> ();
        fn load_snapshot(&self, campaign: &CampaignId, fold: u32, at_most: Option<Seq>)
            -> Option<Snapshot>;
        fn put_blob(&self, bytes: &[u8]) -> BlobHash;
        fn blob(&self, hash: &BlobHash) -> Option<Vec<u8>>;
        fn lease(&self, name: &str, holder: &str, ttl: Duration, now_ms: i64) -> Granted;
        fn renew(&self, lease: &Lease, ttl: Duration, now_ms: i64) -> Option<Lease>;
        fn release(&self, lease: &Lease) -> bool;
        fn verify(&self) -> VerifyReport;
        fn backup(&self, to: &Path) -> BackupReport;
    }
}

fn campaign() -> CampaignId {
    small().campaign.id
}

async fn launched(store: Arc<dyn EventStore>, clock: Arc<ManualClock>) -> LocalDesk {
    let desk = LocalDesk::with_clock(store, campaign(), clock).unwrap();
    launch(&desk, Launch::of(small(), Face::Embedded)).await.unwrap();
    desk
}

fn by(unit: &str, command: Command) -> Order {
    order(Actor::Unit(unit.into()), Face::Cli, command)
}

fn comment(words: &str) -> Order {
    by("消保科", Command::Comment { task: TaskNo(1), text: words.to_owned() })
}

/// Failed once, an order is sent again, and then it is known to be done: once.
#[tokio::test]
async fn a_commit_that_fails_half_way_is_sent_again() {
    for failing in [Failing::Written, Failing::Lost] {
        let store =
            Arc::new(Flaky { store: MemoryStore::new(), failing, times: AtomicU32::new(0) });
        let desk = launched(store.clone(), Arc::new(ManualClock::at(at(5)))).await;
        let Seq(launched) = desk.state().await.unwrap().seq;
        let [first, second] = [Seq(launched + 1), Seq(launched + 2)];
        store.times.store(1, Ordering::Relaxed);
        let order = comment("一条");
        let receipt = desk.submit(order.clone()).await.unwrap();
        assert_eq!((receipt.seq(), receipt.duplicate), (first, false), "{failing:?}");
        assert_eq!(desk.state().await.unwrap().seq, first);
        // Failed again and again, nobody knows; sent again later it finds out.
        store.times.store(2, Ordering::Relaxed);
        let other = comment("又一条");
        let unknown = desk.submit(other.clone()).await;
        if failing == Failing::Lost {
            assert!(matches!(unknown, Err(DeskError::Unknown(_))), "{unknown:?}");
        }
        store.times.store(0, Ordering::Relaxed);
        assert_eq!(desk.submit(other).await.unwrap().seq(), second, "{failing:?}");
        assert_eq!(desk.submit(order).await.unwrap().seq(), first);
        assert_eq!(desk.state().await.unwrap().seq, second);
    }
}

/// What does not depend on the time: states, who, words.
fn told(campaign: &Campaign) -> Vec<(TaskState, usize, usize)> {
    campaign.records.iter().map(|r| (r.state, r.entries.len(), r.steps.len())).collect()
}

/// However the clock jumps, the same orders lead to the same states in the same order.
#[tokio::test]
async fn a_clock_that_jumps_changes_no_order() {
    let jumps = [0, 5, -90, 400, -4000, 1, 0, 9000, -8999, 30];
    let mut ends = Vec::new();
    for jumping in [false, true] {
        let folder = tempfile::tempdir().unwrap();
        let open = || SqliteStore::open(folder.path().join("x.db"), OpenMode::Create).unwrap();
        let clock = Arc::new(ManualClock::at(at(5)));
        let desk = launched(Arc::new(open()), clock.clone()).await;
        for (n, days) in jumps.into_iter().enumerate() {
            match jumping {
                true => clock.advance(TimeDelta::days(days)),
                false => clock.advance(TimeDelta::minutes(1)),
            }
            let order = match n % 5 {
                0 => by("消保科", Command::Acknowledge { task: TaskNo(1) }),
                1 => comment(&format!("第{n}条")),
                2 => by(
                    "消保科",
                    Command::Submit { task: TaskNo(1), note: None, nil: false, outcome: None },
                ),
                3 => by("消保科", Command::Undo { command: None }),
                _ => by("消保科", Command::Comment { task: TaskNo(1), text: "照常".to_owned() }),
            };
            // What is refused by one clock is refused by the other.
            ends.push((n, desk.submit(order).await.map(|r| r.seq()).map_err(|_| ())));
            // Computed from the time, but never an error whatever that is.
            desk.view().await.unwrap();
        }
        let log = desk.log(Seq(1), 100).await.unwrap();
        assert!(log.iter().zip(1..).all(|(event, seq)| event.seq == Seq(seq)));
        let folded = desk.state().await.unwrap();
        let again = LocalDesk::with_clock(Arc::new(open()), campaign(), clock).unwrap();
        assert_eq!(again.state().await.unwrap(), folded);
        assert!(desk.verify().await.unwrap().is_sound());
        ends.push((folded.seq.0 as usize, Ok(folded.seq)));
        ends.extend(told(&folded).into_iter().map(|(s, a, b)| (s as usize + a * 100 + b, Err(()))));
    }
    let (steady, jumpy) = ends.split_at(ends.len() / 2);
    assert_eq!(steady, jumpy);
}

/// A desk that has a campaign folded goes on with what the backup holds, and those who watch are told, even
/// where the backup ends at the same number.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_backup_that_is_put_back_is_noticed() {
    let folder = tempfile::tempdir().unwrap();
    let (path, backup) = (folder.path().join("x.db"), folder.path().join("copy.db"));
    let store = Arc::new(SqliteStore::open(&path, OpenMode::Create).unwrap());
    let desk = launched(store.clone(), Arc::new(ManualClock::at(at(5)))).await;
    let saved = desk.submit(comment("备份以前")).await.unwrap().seq();
    store.backup(&backup).unwrap();
    let mut seen = desk.watch();
    for after in ["备份以后", "恢复以后"] {
        desk.submit(comment(after)).await.unwrap();
        assert_eq!(desk.state().await.unwrap().seq, Seq(saved.0 + 1));
        // What came last was told.
        tokio::time::sleep(Duration::from_millis(100)).await;
        seen.borrow_and_update();
        SqliteStore::restore(&backup, &path, 0).unwrap();
        tokio::time::timeout(Duration::from_secs(30), seen.changed()).await.unwrap().unwrap();
        assert_eq!(*seen.borrow(), saved, "after {after}");
        let state = desk.state().await.unwrap();
        assert_eq!((state.seq, state.records[0].entries.len()), (saved, 1));
    }
    // The same number: only the generation says so.
    seen.borrow_and_update();
    SqliteStore::restore(&backup, &path, 0).unwrap();
    tokio::time::timeout(Duration::from_secs(30), seen.changed()).await.unwrap().unwrap();
    assert_eq!(*seen.borrow(), saved);
    assert!(desk.verify().await.unwrap().is_sound());
}
