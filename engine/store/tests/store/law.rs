//! Whatever is asked of them, in whatever order, both kinds of store answer alike and stay sound.

use std::time::Duration;

use proptest::prelude::*;
use wallchart_campaign::{Actor, EventBody, Seq};
use wallchart_plan::ids::{CampaignId, TaskNo};
use wallchart_store::{
    Append, DecodeError, EventStore, Fence, MemoryStore, NewEvent, Outcome, Position, Snapshot,
};

use crate::common::{append, campaign, command, event, must, one, sqlite};

/// One thing to ask of a store; small numbers, so that they meet.
#[derive(Debug, Clone)]
enum Ask {
    Append(Vec<Append>),
    Lease { holder: u8, now: i64 },
    Snapshot { fold: u32, seq: u64 },
    Load { fold: u32, at_most: u64 },
}

fn some_append() -> impl Strategy<Value = Append> {
    let request = proptest::option::of((0..2u8).prop_map(|n| [n; 32]));
    let fence = proptest::option::weighted(0.2, 1..3u64);
    let redacts = proptest::collection::vec((0..6u64).prop_map(Seq), 0..2);
    let what = (0..2usize, 0..6u64, 0..12u128, 0..4usize);
    (what, request, fence, redacts).prop_map(
        |((at, expected, n, events), request, fence, redacts)| {
            let campaign = CampaignId::from(["甲", "乙"][at]);
            let fence = fence.map(|number| Fence { name: "x".to_owned(), number });
            Append { request, fence, redacts, ..append(&campaign, expected, n, events) }
        },
    )
}

fn some_ask() -> impl Strategy<Value = Ask> {
    prop_oneof![
        6 => proptest::collection::vec(some_append(), 1..8).prop_map(Ask::Append),
        1 => (0..2u8, 0..100i64).prop_map(|(holder, now)| Ask::Lease { holder, now }),
        1 => (1..3u32, 0..6u64).prop_map(|(fold, seq)| Ask::Snapshot { fold, seq }),
        1 => (1..3u32, 0..6u64).prop_map(|(fold, at_most)| Ask::Load { fold, at_most }),
    ]
}

fn answer(store: &dyn EventStore, ask: Ask) -> String {
    let campaign = CampaignId::from("甲");
    match ask {
        Ask::Append(batch) => format!("{:?}", store.append_many(batch)),
        Ask::Lease { holder, now } => {
            let ttl = Duration::from_millis(50);
            format!("{:?}", store.lease("x", &holder.to_string(), ttl, now))
        }
        Ask::Snapshot { fold, seq } => {
            let snapshot = Snapshot { fold_version: fold, seq: Seq(seq), body: vec![seq as u8] };
            format!("{:?}", store.save_snapshot(&campaign, &snapshot))
        }
        Ask::Load { fold, at_most } => {
            format!("{:?}", store.load_snapshot(&campaign, fold, Some(Seq(at_most))))
        }
    }
}

/// Everything but salts and hashes, which are each store's own.
fn events(store: &dyn EventStore) -> Vec<String> {
    let all = store.read_all(Position(0), 10_000).unwrap();
    all.iter()
        .map(|e| format!("{:?} {} {:?} {:?} {:?}", e.position, e.campaign, e.seq, e.meta, e.body))
        .collect()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]

    #[test]
    fn both_stores_answer_alike(asks in proptest::collection::vec(some_ask(), 1..20)) {
        let (memory, file) = (MemoryStore::new(), sqlite());
        for ask in asks {
            prop_assert_eq!(answer(&memory, ask.clone()), answer(&file.store, ask));
        }
        prop_assert_eq!(events(&memory), events(&file.store));
        for store in [&memory as &dyn EventStore, &file.store] {
            let report = store.verify().unwrap();
            prop_assert_eq!(&report.problems, &[]);
            prop_assert_eq!(report.campaigns, store.campaigns().unwrap());
        }
    }
}

#[test]
fn events_of_a_campaign_come_back_as_they_went() {
    let store = MemoryStore::new();
    let mut meta = event(command(1), "").meta;
    meta.actor = Actor::Operator;
    let body = EventBody::TaskReturned { task: TaskNo(7), reason: "缺照片".to_owned() };
    let mut sent = append(&campaign(), 0, 1, 0);
    sent.events = vec![NewEvent::of(meta.clone(), &body).unwrap(), event(command(1), "no JSON")];
    must(&store, sent);
    let read = store.read(&campaign(), Seq(0), 9).unwrap();
    let back = read[0].event().unwrap();
    assert_eq!((back.seq, &back.meta, &back.body), (Seq(1), &meta, &body));
    let unreadable = read[1].event().unwrap_err();
    assert!(matches!(unreadable, DecodeError::Unreadable { seq: Seq(2), .. }), "{unreadable}");

    let mut redaction = append(&campaign(), 2, 2, 1);
    redaction.redacts = vec![Seq(1)];
    assert!(matches!(one(&store, redaction), Outcome::Appended(_)));
    let read = store.read(&campaign(), Seq(1), 1).unwrap();
    assert_eq!(read[0].event(), Err(DecodeError::Redacted(Seq(1))));
}
