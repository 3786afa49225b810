//! Desks over memory and SQLite: races, retries, restarts and watching.

use std::path::Path;
use std::sync::Arc;
use std::time::{Duration, Instant};

use wallchart_campaign::testing::{at, small};
use wallchart_campaign::{Actor, Command, Face, Refusal, Seq, TaskState};
use wallchart_plan::ids::{CampaignId, TaskNo};
use wallchart_store::{EventStore, MemoryStore, OpenMode, SqliteStore};

use crate::{Desk, DeskError, Launch, LocalDesk, ManualClock, launch, order};

const TASK: TaskNo = TaskNo(1);

fn campaign() -> CampaignId {
    small().campaign.id
}

fn sqlite(folder: &Path) -> Arc<dyn EventStore> {
    Arc::new(SqliteStore::open(folder.join("wallchart.db"), OpenMode::Create).unwrap())
}

fn desk(store: Arc<dyn EventStore>) -> LocalDesk {
    LocalDesk::with_clock(store, campaign(), Arc::new(ManualClock::at(at(5)))).unwrap()
}

async fn launched(store: Arc<dyn EventStore>) -> LocalDesk {
    let desk = desk(store);
    let sources = vec![("plan.ron".to_owned(), b"Campaign()".to_vec())];
    launch(&desk, Launch { sources, ..Launch::of(small(), Face::Embedded) }).await.unwrap();
    desk
}

fn by(unit: &str, command: Command) -> wallchart_campaign::Order {
    order(Actor::Unit(unit.into()), Face::Cli, command)
}

fn submit() -> Command {
    Command::Submit { task: TASK, note: None, nil: false, outcome: None }
}

fn states(view: &wallchart_campaign::View) -> Vec<TaskState> {
    view.campaign.records.iter().map(|r| r.state).collect()
}

#[tokio::test]
async fn before_the_launch_there_is_nothing_to_see() {
    let desk = desk(Arc::new(MemoryStore::new()));
    assert!(!desk.is_launched());
    assert_eq!(desk.view().await.unwrap_err(), DeskError::NoCampaign(campaign()));
    let refused = desk.submit(by("消保科", submit())).await.unwrap_err();
    assert_eq!(refused, DeskError::Refused(Box::new(Refusal::NotLaunched)));
}

#[tokio::test]
async fn a_launch_keeps_the_bytes_of_the_plan() {
    let desk = launched(Arc::new(MemoryStore::new())).await;
    let view = desk.view().await.unwrap();
    let source = view.campaign.sources.first().unwrap();
    assert_eq!(desk.blob(&source.hash).await.unwrap().unwrap(), b"Campaign()");
    assert_eq!(desk.blob("no hash").await.unwrap(), None);
    assert!(desk.verify().await.unwrap().problems.is_empty());
}

/// Two desks that have both read the same state: the second to submit is told, by the rules, what the
/// first has done.
async fn race(store: Arc<dyn EventStore>, other: Arc<dyn EventStore>) {
    let first = launched(store).await;
    let second = desk(other);
    assert_eq!(second.view().await.unwrap().campaign.seq, first.view().await.unwrap().campaign.seq);
    let (a, b) =
        tokio::join!(first.submit(by("消保科", submit())), second.submit(by("消保科", submit())));
    let (won, lost) = if a.is_ok() { (a, b) } else { (b, a) };
    assert!(!won.unwrap().duplicate);
    match lost.unwrap_err() {
        DeskError::Refused(refusal) => {
            assert!(matches!(*refusal, Refusal::WrongState { .. }), "{refusal:?}");
        }
        other => panic!("{other:?}"),
    }
    assert_eq!(states(&first.view().await.unwrap()), states(&second.view().await.unwrap()));
    assert_eq!(first.view().await.unwrap().campaign.records[0].state, TaskState::Submitted);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn of_two_desks_on_one_task_one_wins_and_the_other_is_told() {
    let memory: Arc<dyn EventStore> = Arc::new(MemoryStore::new());
    race(memory.clone(), memory).await;
    let folder = tempfile::tempdir().unwrap();
    race(sqlite(folder.path()), sqlite(folder.path())).await;
}

/// Many desks at once on different tasks: every order is carried out, after as many attempts as it
/// takes.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn desks_that_touch_different_tasks_all_succeed() {
    let folder = tempfile::tempdir().unwrap();
    let first = launched(sqlite(folder.path())).await;
    let mut running = tokio::task::JoinSet::new();
    for n in 1..=6 {
        let desk = desk(sqlite(folder.path()));
        let command = Command::Comment { task: TaskNo(n), text: format!("第{n}条") };
        running.spawn(async move { desk.submit(by("秘书处", command)).await });
    }
    while let Some(done) = running.join_next().await {
        assert!(done.unwrap().is_ok());
    }
    let view = first.view().await.unwrap();
    assert!(view.campaign.records.iter().all(|r| r.entries.len() == 1));
    assert_eq!(view.campaign.seq, Seq(8));
}

#[tokio::test]
async fn an_order_sent_again_gets_its_first_answer() {
    let store: Arc<dyn EventStore> = Arc::new(MemoryStore::new());
    let desk = launched(store.clone()).await;
    let order = by("消保科", submit());
    let first = desk.submit(order.clone()).await.unwrap();
    // A second submit would be refused; the same one is not.
    let again = desk.submit(order.clone()).await.unwrap();
    assert_eq!((first.duplicate, again.duplicate), (false, true));
    assert_eq!(first.events, again.events);
    // So it is after a restart.
    let restarted = self::desk(store);
    assert_eq!(restarted.submit(order.clone()).await.unwrap().events, first.events);
    // The id with another request is no retry.
    let comment = Command::Comment { task: TASK, text: "别的".to_owned() };
    let other = wallchart_campaign::Order { command: comment, ..order };
    assert_eq!(restarted.submit(other).await.unwrap_err(), DeskError::Reused);
}

/// Enough events that snapshots are saved: the state is the same after every restart, with or without.
#[tokio::test]
async fn a_restart_gives_the_same_state() {
    let folder = tempfile::tempdir().unwrap();
    let desk = launched(sqlite(folder.path())).await;
    for n in 0..1100 {
        let text = format!("第{n}条");
        let comment = by("秘书处", Command::Comment { task: TaskNo(n % 6 + 1), text });
        desk.submit(comment).await.unwrap();
        if n % 250 == 0 {
            let restarted = self::desk(sqlite(folder.path()));
            let (a, b) = (restarted.view().await.unwrap(), desk.view().await.unwrap());
            assert_eq!(a.campaign, b.campaign);
        }
    }
    let snapshot = desk.store().load_snapshot(&campaign(), wallchart_campaign::FOLD_VERSION, None);
    assert!(snapshot.unwrap().unwrap().seq >= Seq(1024));
    let log = desk.log(Seq(1), usize::MAX >> 1).await.unwrap();
    let folded = wallchart_campaign::fold(&log).unwrap().unwrap();
    assert_eq!(folded, *desk.view().await.unwrap().campaign);
    assert_eq!(*self::desk(sqlite(folder.path())).view().await.unwrap().campaign, folded);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_another_desk_writes_is_noticed_in_time() {
    let folder = tempfile::tempdir().unwrap();
    let watching = launched(sqlite(folder.path())).await;
    let mut seen = watching.watch();
    let writing = desk(sqlite(folder.path()));
    for n in 0..5 {
        seen.borrow_and_update();
        tokio::time::sleep(Duration::from_millis(30 * n)).await;
        let text = "有新情况".to_owned();
        let receipt =
            writing.submit(by("消保科", Command::Comment { task: TASK, text })).await.unwrap();
        let begun = Instant::now();
        seen.changed().await.unwrap();
        assert_eq!(*seen.borrow(), receipt.seq());
        // The budget is 300 ms; a machine under load gets some more here.
        assert!(begun.elapsed() < Duration::from_secs(2), "{:?}", begun.elapsed());
    }
}

#[tokio::test]
async fn a_view_is_computed_again_only_when_an_event_or_a_minute_has_passed() {
    let store: Arc<dyn EventStore> = Arc::new(MemoryStore::new());
    drop(launched(store.clone()).await);
    let clock = Arc::new(ManualClock::at(at(5)));
    let desk = LocalDesk::with_clock(store, campaign(), clock.clone()).unwrap();
    let first = desk.view().await.unwrap();
    clock.advance(chrono::TimeDelta::seconds(30));
    assert!(Arc::ptr_eq(&first, &desk.view().await.unwrap()));
    clock.advance(chrono::TimeDelta::seconds(30));
    let later = desk.view().await.unwrap();
    assert_eq!(later.now.since(first.now), 1);
    assert!(Arc::ptr_eq(&first.frame, &later.frame));
    desk.submit(by("消保科", submit())).await.unwrap();
    assert!(!Arc::ptr_eq(&later, &desk.view().await.unwrap()));
}

/// What a snapshot holds comes back, whatever has happened to the tasks.
#[tokio::test]
async fn a_campaign_comes_back_out_of_its_snapshot() {
    let desk = launched(Arc::new(MemoryStore::new())).await;
    let comment = Command::Comment { task: TaskNo(2), text: "\u{1b}[2J 有新情况".to_owned() };
    for order in [by("消保科", submit()), by("秘书处", comment)] {
        desk.submit(order).await.unwrap();
        let campaign = desk.state().await.unwrap();
        let bytes = crate::snapshot::write(&campaign).unwrap();
        assert_eq!(crate::snapshot::read(&bytes).as_ref(), Some(&*campaign));
        // Cut short it is no snapshot, and no panic.
        for end in 0..bytes.len() {
            assert_eq!(crate::snapshot::read(&bytes[..end]), None);
        }
    }
}

/// Order is by number; a clock that is set back changes no order and loses nothing.
#[tokio::test]
async fn a_clock_that_goes_backwards_changes_no_order() {
    let folder = tempfile::tempdir().unwrap();
    drop(launched(sqlite(folder.path())).await);
    let clock = Arc::new(ManualClock::at(at(9)));
    let desk = LocalDesk::with_clock(sqlite(folder.path()), campaign(), clock.clone()).unwrap();
    let ack = Command::Acknowledge { task: TASK };
    desk.submit(by("消保科", ack)).await.unwrap();
    // Before the launch, even.
    clock.set(at(1) - chrono::TimeDelta::days(30));
    desk.submit(by("消保科", submit())).await.unwrap();
    let log = desk.log(Seq(1), 10).await.unwrap();
    let seqs: Vec<u64> = log.iter().map(|e| e.seq.0).collect();
    assert_eq!(seqs, (1..=log.len() as u64).collect::<Vec<_>>());
    let times: Vec<_> = log.iter().map(|e| e.meta.recorded_at).collect();
    assert!(times.last() < times.first(), "as the clock had it: {times:?}");
    let view = desk.view().await.unwrap();
    assert_eq!(view.campaign.records[0].state, TaskState::Submitted);
    // So it is for whoever opens it next, by whatever clock; and undo goes by order, too.
    let restarted = self::desk(sqlite(folder.path()));
    assert_eq!(restarted.state().await.unwrap(), view.campaign);
    restarted.submit(by("消保科", Command::Undo { command: None })).await.unwrap();
    let state = restarted.state().await.unwrap().records[0].state;
    assert_eq!(state, TaskState::InProgress);
    assert!(restarted.verify().await.unwrap().is_sound());
}

#[test]
fn who_was_relieved_is_told_in_both_languages() {
    use wallchart_words::Lang;
    let [zh, en] = [Lang::Zh, Lang::En].map(|lang| DeskError::Fenced.message(lang));
    assert!(zh.contains("接管") && en.contains("taken"), "{zh} {en}");
}
