//! What every store does. Each check runs on each kind.

use std::time::{Duration, Instant};

use wallchart_campaign::Seq;
use wallchart_plan::ids::CampaignId;
use wallchart_store::{
    BlobHash, EventStore, Fence, Granted, Malformed, MemoryStore, OpenMode, Outcome, Place,
    Position, Snapshot, SqliteStore, StoreError,
};

use crate::common::{append, campaign, command, event, must, one, sqlite};

macro_rules! on_every_store {
    ($($check:ident)*) => {
        mod memory {
            $(#[test] fn $check() { super::$check(&super::MemoryStore::new()); })*
        }
        mod file {
            $(#[test] fn $check() { super::$check(&super::sqlite().store); })*
        }
    };
}

on_every_store! {
    an_empty_store_has_nothing
    what_was_appended_is_read_back
    reading_starts_and_stops_where_asked
    campaigns_are_apart_and_share_positions
    another_head_is_a_conflict
    a_command_is_done_once
    a_reused_id_is_told_from_a_retry
    appends_of_a_batch_stand_alone
    later_appends_of_a_batch_see_earlier_ones
    malformed_appends_store_nothing
    equal_bodies_do_not_show
    the_chain_starts_anew_for_each_campaign
    redacted_bodies_are_gone
    snapshots_come_back
    blobs_come_back
    leases_have_one_holder
    a_stale_fence_writes_nothing
    waiting_ends_with_a_change
    waiting_ends_with_the_time
    a_sound_store_verifies
    a_backup_is_equal
    threads_append_without_loss
}

fn an_empty_store_has_nothing(store: &dyn EventStore) {
    assert_eq!(store.read(&campaign(), Seq(0), 10).unwrap(), []);
    assert_eq!(store.read_all(Position(0), 10).unwrap(), []);
    assert_eq!(store.head(&campaign()).unwrap(), None);
    assert_eq!(store.campaigns().unwrap(), []);
    assert_eq!(store.command(&campaign(), command(1)).unwrap(), None);
    assert_eq!(store.append_many(vec![]).unwrap(), []);
    assert!(store.verify().unwrap().is_sound());
}

fn what_was_appended_is_read_back(store: &dyn EventStore) {
    let place = must(store, append(&campaign(), 0, 1, 3));
    assert_eq!(place, Place { first: Seq(1), last: Seq(3), position: Position(3) });
    let read = store.read(&campaign(), Seq(0), 10).unwrap();
    let sent = append(&campaign(), 0, 1, 3).events;
    assert_eq!(read.len(), sent.len());
    for (i, (stored, event)) in read.iter().zip(sent).enumerate() {
        assert_eq!(stored.seq, Seq(i as u64 + 1));
        assert_eq!(stored.position, Position(i as u64 + 1));
        assert_eq!(stored.campaign, campaign());
        assert_eq!(stored.meta, event.meta);
        assert_eq!((&stored.kind, stored.kind_version), (&event.kind, event.kind_version));
        assert_eq!(stored.body.as_ref(), Some(&event.body));
    }
    let head = store.head(&campaign()).unwrap().unwrap();
    assert_eq!((head.seq, head.position, head.hash), (Seq(3), Position(3), read[2].hash));
    assert_eq!(store.command(&campaign(), command(1)).unwrap(), Some(place));
}

fn reading_starts_and_stops_where_asked(store: &dyn EventStore) {
    must(store, append(&campaign(), 0, 1, 5));
    let seqs = |from, limit| -> Vec<u64> {
        store.read(&campaign(), Seq(from), limit).unwrap().iter().map(|e| e.seq.0).collect()
    };
    assert_eq!(seqs(2, 2), [2, 3]);
    assert_eq!(seqs(5, 9), [5]);
    assert_eq!(seqs(6, 9), [0; 0]);
    assert_eq!(seqs(u64::MAX, usize::MAX), [0; 0]);
    assert_eq!(seqs(0, usize::MAX), [1, 2, 3, 4, 5]);
    assert_eq!(seqs(1, 0), [0; 0]);
    let positions: Vec<_> =
        store.read_all(Position(4), 9).unwrap().iter().map(|e| e.position.0).collect();
    assert_eq!(positions, [4, 5]);
}

fn campaigns_are_apart_and_share_positions(store: &dyn EventStore) {
    let (a, b) = (CampaignId::from("乙"), CampaignId::from("甲"));
    must(store, append(&a, 0, 1, 1));
    must(store, append(&b, 0, 1, 2));
    must(store, append(&a, 1, 2, 1));
    let all = store.read_all(Position(0), 10).unwrap();
    let order: Vec<_> = all.iter().map(|e| (e.campaign.as_str(), e.seq.0)).collect();
    assert_eq!(order, [("乙", 1), ("甲", 1), ("甲", 2), ("乙", 2)]);
    let heads: Vec<_> = store.campaigns().unwrap();
    let heads: Vec<_> = heads.iter().map(|h| (h.campaign.as_str(), h.head.seq.0)).collect();
    assert_eq!(heads, [("乙", 2), ("甲", 2)]);
}

fn another_head_is_a_conflict(store: &dyn EventStore) {
    assert_eq!(one(store, append(&campaign(), 1, 1, 1)), Outcome::Conflict { head: Seq(0) });
    must(store, append(&campaign(), 0, 1, 2));
    assert_eq!(one(store, append(&campaign(), 0, 2, 1)), Outcome::Conflict { head: Seq(2) });
    assert_eq!(one(store, append(&campaign(), 3, 2, 1)), Outcome::Conflict { head: Seq(2) });
    must(store, append(&campaign(), 2, 2, 1));
}

fn a_command_is_done_once(store: &dyn EventStore) {
    let first = must(store, append(&campaign(), 0, 1, 2));
    must(store, append(&campaign(), 2, 2, 1));
    // Whatever head the retry was decided on.
    for expected in [0, 2, 3, 9] {
        let again = one(store, append(&campaign(), expected, 1, 2));
        assert_eq!(again, Outcome::Duplicate(first));
    }
    assert_eq!(store.read(&campaign(), Seq(0), 10).unwrap().len(), 3);
    // The id belongs to the campaign.
    must(store, append(&CampaignId::from("other"), 0, 1, 1));
}

fn a_reused_id_is_told_from_a_retry(store: &dyn EventStore) {
    let with = |request| {
        let mut a = append(&campaign(), 0, 1, 1);
        a.request = request;
        a
    };
    let first = must(store, with(Some([1; 32])));
    assert_eq!(one(store, with(Some([1; 32]))), Outcome::Duplicate(first));
    assert_eq!(one(store, with(None)), Outcome::Duplicate(first));
    assert_eq!(one(store, with(Some([2; 32]))), Outcome::Reused(first));
}

fn appends_of_a_batch_stand_alone(store: &dyn EventStore) {
    let other = CampaignId::from("other");
    let batch = vec![
        append(&campaign(), 0, 1, 2),
        append(&campaign(), 0, 2, 1),
        append(&campaign(), 2, 3, 0),
        append(&other, 0, 1, 1),
        append(&campaign(), 2, 4, 1),
    ];
    let outcomes = store.append_many(batch).unwrap();
    let place = |first, last, position| {
        Outcome::Appended(Place {
            first: Seq(first),
            last: Seq(last),
            position: Position(position),
        })
    };
    let expected = [
        place(1, 2, 2),
        Outcome::Conflict { head: Seq(2) },
        Outcome::Malformed(Malformed::Empty),
        place(1, 1, 3),
        place(3, 3, 4),
    ];
    assert_eq!(outcomes, expected);
    assert_eq!(store.read_all(Position(0), 10).unwrap().len(), 4);
    assert!(store.verify().unwrap().is_sound());
}

fn later_appends_of_a_batch_see_earlier_ones(store: &dyn EventStore) {
    let same = append(&campaign(), 0, 1, 1);
    let outcomes = store.append_many(vec![same.clone(), same]).unwrap();
    let place = outcomes[0].place().unwrap();
    assert_eq!(outcomes, [Outcome::Appended(place), Outcome::Duplicate(place)]);
}

fn malformed_appends_store_nothing(store: &dyn EventStore) {
    let mut other_command = append(&campaign(), 0, 1, 2);
    other_command.events[1].meta.command = command(2);
    let mut no_kind = append(&campaign(), 0, 1, 1);
    no_kind.events[0].kind.clear();
    let mut redacts = append(&campaign(), 0, 1, 1);
    redacts.redacts = vec![Seq(1)];
    for (append, why) in [
        (other_command, Malformed::OtherCommand),
        (no_kind, Malformed::NoKind),
        (redacts, Malformed::NothingToRedact(Seq(1))),
        (append(&CampaignId::from(""), 0, 1, 1), Malformed::NoCampaign),
        (append(&campaign(), 0, 1, 0), Malformed::Empty),
    ] {
        assert_eq!(one(store, append), Outcome::Malformed(why));
    }
    assert_eq!(store.campaigns().unwrap(), []);
}

fn equal_bodies_do_not_show(store: &dyn EventStore) {
    let mut a = append(&campaign(), 0, 1, 0);
    a.events = vec![event(command(1), "same"), event(command(1), "same")];
    must(store, a);
    let read = store.read(&campaign(), Seq(0), 2).unwrap();
    assert_ne!(read[0].salt, read[1].salt);
    assert_ne!(read[0].hash, read[1].hash);
}

fn the_chain_starts_anew_for_each_campaign(store: &dyn EventStore) {
    must(store, append(&campaign(), 0, 1, 1));
    must(store, append(&CampaignId::from("other"), 0, 1, 1));
    must(store, append(&campaign(), 1, 2, 1));
    let report = store.verify().unwrap();
    assert_eq!(report.problems, []);
    assert_eq!(report.campaigns, store.campaigns().unwrap());
    assert_eq!(report.events, 3);
}

fn redacted_bodies_are_gone(store: &dyn EventStore) {
    must(store, append(&campaign(), 0, 1, 3));
    let before = store.read(&campaign(), Seq(0), 3).unwrap();
    let mut redaction = append(&campaign(), 3, 2, 1);
    redaction.redacts = vec![Seq(2)];
    must(store, redaction);
    let after = store.read(&campaign(), Seq(0), 3).unwrap();
    assert_eq!((&after[0], &after[2]), (&before[0], &before[2]));
    assert_eq!((after[1].salt, &after[1].body), (None, &None));
    assert_eq!((after[1].hash, &after[1].meta), (before[1].hash, &before[1].meta));
    let report = store.verify().unwrap();
    assert_eq!(report.problems, []);
    assert_eq!(report.redacted, [(campaign(), Seq(2))]);
}

fn snapshots_come_back(store: &dyn EventStore) {
    let snapshot =
        |fold_version, seq| Snapshot { fold_version, seq: Seq(seq), body: vec![seq as u8; 9] };
    let early = store.save_snapshot(&campaign(), &snapshot(1, 1));
    assert_eq!(early, Err(StoreError::NoSuchEvent));
    must(store, append(&campaign(), 0, 1, 4));
    let late = store.save_snapshot(&campaign(), &snapshot(1, 5));
    assert_eq!(late, Err(StoreError::NoSuchEvent));
    store.save_snapshot(&campaign(), &snapshot(1, 2)).unwrap();
    store.save_snapshot(&campaign(), &snapshot(1, 4)).unwrap();
    store.save_snapshot(&campaign(), &snapshot(1, 4)).unwrap();
    let load = |version, at_most: Option<u64>| {
        store.load_snapshot(&campaign(), version, at_most.map(Seq)).unwrap()
    };
    assert_eq!(load(1, None), Some(snapshot(1, 4)));
    assert_eq!(load(1, Some(3)), Some(snapshot(1, 2)));
    assert_eq!(load(1, Some(1)), None);
    assert_eq!(load(2, None), None);
    store.save_snapshot(&campaign(), &snapshot(2, 3)).unwrap();
    assert_eq!((load(1, None), load(2, None)), (None, Some(snapshot(2, 3))));
    assert_eq!(store.load_snapshot(&CampaignId::from("other"), 2, None).unwrap(), None);
}

fn blobs_come_back(store: &dyn EventStore) {
    let bytes: Vec<u8> = (0..100_000u32).map(|n| n as u8).collect();
    let hash = store.put_blob(&bytes).unwrap();
    assert_eq!(hash, BlobHash::of(&bytes));
    assert_eq!(hash.to_string().parse(), Ok(hash));
    assert_eq!(store.put_blob(&bytes).unwrap(), hash);
    assert_eq!(store.blob(&hash).unwrap(), Some(bytes));
    assert_eq!(store.blob(&BlobHash([0; 32])).unwrap(), None);
    let empty = store.put_blob(b"").unwrap();
    assert_eq!(store.blob(&empty).unwrap(), Some(vec![]));
    assert_eq!(store.verify().unwrap().blobs, 2);
}

const MINUTE: Duration = Duration::from_secs(60);

fn leases_have_one_holder(store: &dyn EventStore) {
    let ask = |holder, now| store.lease("timers", holder, MINUTE, now).unwrap();
    let Granted::Yes(first) = ask("a", 0) else { panic!() };
    assert_eq!((first.fence.number, first.until_ms), (1, 60_000));
    assert_eq!(ask("b", 59_999), Granted::No { holder: "a".to_owned(), until_ms: 60_000 });
    let renewed = store.renew(&first, MINUTE, 30_000).unwrap().unwrap();
    assert_eq!((renewed.fence.number, renewed.until_ms), (1, 90_000));
    assert!(matches!(ask("b", 60_000), Granted::No { .. }));
    let Granted::Yes(second) = ask("b", 90_000) else { panic!() };
    assert_eq!(second.fence.number, 2);
    assert_eq!(store.renew(&renewed, MINUTE, 90_001).unwrap(), None);
    assert!(!store.release(&renewed).unwrap());
    assert!(store.release(&second).unwrap());
    assert!(!store.release(&second).unwrap());
    assert_eq!(store.renew(&second, MINUTE, 90_002).unwrap(), None);
    // Fences never go back, not even after a release; nor does a clock that does.
    let Granted::Yes(third) = ask("a", 0) else { panic!() };
    assert_eq!(third.fence.number, 3);
    // Asking again is a new start: the one before may be a process that died.
    let Granted::Yes(fourth) = ask("a", 1) else { panic!() };
    assert_eq!(fourth.fence.number, 4);
    assert!(matches!(store.lease("other", "b", MINUTE, 0).unwrap(), Granted::Yes(_)));
}

fn a_stale_fence_writes_nothing(store: &dyn EventStore) {
    let fenced = |n, expected, fence: &Fence| {
        let mut a = append(&campaign(), expected, n, 1);
        a.fence = Some(fence.clone());
        a
    };
    let nobody = Fence { name: "timers".to_owned(), number: 1 };
    assert_eq!(one(store, fenced(1, 0, &nobody)), Outcome::Fenced { current: 0 });
    let Granted::Yes(a) = store.lease("timers", "a", MINUTE, 0).unwrap() else { panic!() };
    must(store, fenced(1, 0, &a.fence));
    let Granted::Yes(b) = store.lease("timers", "b", MINUTE, 60_000).unwrap() else { panic!() };
    assert_eq!(one(store, fenced(2, 1, &a.fence)), Outcome::Fenced { current: 2 });
    // What was done stays done.
    assert!(matches!(one(store, fenced(1, 0, &a.fence)), Outcome::Duplicate(_)));
    must(store, fenced(3, 1, &b.fence));
    store.release(&b).unwrap();
    assert_eq!(one(store, fenced(4, 2, &b.fence)), Outcome::Fenced { current: 0 });
}

fn waiting_ends_with_a_change(store: &dyn EventStore) {
    let began = Instant::now();
    std::thread::scope(|s| {
        let waiter = s.spawn(|| store.wait_changed(Position(0), MINUTE).unwrap());
        std::thread::sleep(Duration::from_millis(100));
        must(store, append(&campaign(), 0, 1, 2));
        assert_eq!(waiter.join().unwrap(), Position(2));
    });
    // What has changed before needn't be waited for.
    assert_eq!(store.wait_changed(Position(1), MINUTE).unwrap(), Position(2));
    assert!(began.elapsed() < MINUTE);
}

fn waiting_ends_with_the_time(store: &dyn EventStore) {
    must(store, append(&campaign(), 0, 1, 2));
    let wait = Duration::from_millis(120);
    let began = Instant::now();
    assert_eq!(store.wait_changed(Position(2), wait).unwrap(), Position(2));
    assert!(began.elapsed() >= wait);
}

fn a_sound_store_verifies(store: &dyn EventStore) {
    for n in 0..20 {
        must(store, append(&campaign(), n * 2, u128::from(n), 2));
    }
    store.put_blob(b"x").unwrap();
    let snapshot = Snapshot { fold_version: 1, seq: Seq(40), body: vec![1] };
    store.save_snapshot(&campaign(), &snapshot).unwrap();
    let report = store.verify().unwrap();
    assert_eq!(report.problems, []);
    assert_eq!((report.events, report.blobs), (40, 1));
}

fn a_backup_is_equal(store: &dyn EventStore) {
    must(store, append(&campaign(), 0, 1, 3));
    let mut redaction = append(&campaign(), 3, 2, 1);
    redaction.redacts = vec![Seq(2)];
    must(store, redaction);
    must(store, append(&CampaignId::from("other"), 0, 1, 2));
    let blob = store.put_blob(b"evidence").unwrap();
    let folder = tempfile::tempdir().unwrap();
    let to = folder.path().join("copy.db");
    let report = store.backup(&to).unwrap();
    assert_eq!((report.events, &report.campaigns), (6, &store.campaigns().unwrap()));
    assert_eq!(report.bytes, std::fs::metadata(&to).unwrap().len());
    assert_eq!(std::fs::read_dir(folder.path()).unwrap().count(), 1, "one file");
    let again = store.backup(&to);
    assert_eq!(again, Err(StoreError::AlreadyExists { path: to.clone() }));
    let copy = SqliteStore::open(&to, OpenMode::Existing).unwrap();
    let everything = |s: &dyn EventStore| s.read_all(Position(0), 100).unwrap();
    assert_eq!(everything(&copy), everything(store));
    assert_eq!(copy.blob(&blob).unwrap(), Some(b"evidence".to_vec()));
    assert!(copy.verify().unwrap().is_sound());
    // The copy goes on where the original stood.
    assert!(matches!(one(&copy, append(&campaign(), 9, 1, 3)), Outcome::Duplicate(_)));
    must(&copy, append(&campaign(), 4, 3, 1));
}

fn threads_append_without_loss(store: &dyn EventStore) {
    std::thread::scope(|s| {
        for thread in 0..4u128 {
            s.spawn(move || {
                for n in 0..10 {
                    let mut expected = 0;
                    loop {
                        let a = append(&campaign(), expected, thread * 100 + n, 2);
                        match one(store, a) {
                            Outcome::Appended(_) => break,
                            Outcome::Conflict { head } => expected = head.0,
                            other => panic!("{other:?}"),
                        }
                    }
                }
            });
        }
    });
    assert_eq!(store.head(&campaign()).unwrap().unwrap().seq, Seq(80));
    assert!(store.verify().unwrap().is_sound());
}
