//! Plays of a small office: alike for one seed, whole or in parts, marked for ever, and never refused.

use std::sync::Arc;

use chrono::{DateTime, Utc};
use wallchart_campaign::read::Frame;
use wallchart_campaign::testing::{
    at, instant, logging, need, on_duty, plan, playing, small, task,
};
use wallchart_campaign::{Campaign, Command, Event, EventBody, Face, Refusal, Seq, TaskState};
use wallchart_plan::Expanded;
use wallchart_plan::expanded::{Compare, EvidenceAsk, Join, MeasureAsk, Timing};
use wallchart_plan::ids::TaskNo;
use wallchart_plan::time::{DAY_MIN, Instant, Span};
use wallchart_store::{EventStore, MemoryStore, OpenMode, SqliteStore};
use wallchart_words::Lang;

use super::moves::next;
use super::scene::Scene;
use super::{Cast, Curtain, Stage, continue_to, rehearse};
use crate::{Desk as _, DeskError, Launch, LocalDesk, ManualClock, launch, order};

/// Sixty tasks in five rows of a dozen: each waits for the one before it in its row.
fn office() -> Expanded {
    let owners = ["消保科", "宣传科", "城东所", "城西所", "报社"];
    let mut tasks = small().tasks;
    for row in 0..5u32 {
        for n in 0..12u32 {
            let number = 7 + row * 12 + n;
            let owner = owners[row as usize];
            let mut task = task(number, &format!("任务{row}-{n}"), owner);
            task.takes = wallchart_plan::expanded::Estimate::exactly(Span::WorkDays(2));
            task.due = Some(instant((i64::from(n) * 4 + 5) * DAY_MIN));
            task.ack = Some(Span::WorkDays(1));
            if n > 0 {
                task.needs = vec![need(Join::All, &[number - 1])];
            }
            match n % 4 {
                0 => task.steps = vec!["起草".to_owned(), "会签".to_owned()],
                1 => {
                    let target = Some((Compare::AtLeast, 40.into()));
                    task.measures = vec![MeasureAsk {
                        measure: "走访".into(),
                        optional: false,
                        target,
                        from: None,
                    }];
                    task.support = vec!["宣传科".into()];
                }
                2 if n == 6 => {
                    let logging = logging().tasks.pop().unwrap();
                    (task.log, task.measures) = (logging.log, logging.measures);
                }
                2 => task.evidence = vec![EvidenceAsk { name: "照片".to_owned(), count: 2 }],
                _ => {
                    let start = instant(i64::from(n) * 4 * DAY_MIN);
                    task.timing = Timing::Pick { start, end: start.plus_min(6 * DAY_MIN) };
                    task.due = None;
                    task.ask = vec!["place".to_owned()];
                }
            }
            if task.owner == "报社".into() {
                task.proxy = Some("宣传科".into());
            }
            task.support.retain(|unit| *unit != task.owner);
            tasks.push(task);
        }
    }
    plan(tasks)
}

fn stage() -> Stage {
    let sources = vec![("plan.ron".to_owned(), b"Campaign()".to_vec())];
    Stage { language: 1, sources, plan: office() }
}

fn desk(store: &Arc<dyn EventStore>) -> LocalDesk {
    let stage = stage();
    let begin = stage.begin().unwrap();
    LocalDesk::rehearsal(store.clone(), stage.plan.campaign.id, begin).unwrap()
}

async fn played(seed: u64, curtains: &[Curtain]) -> (LocalDesk, Vec<Event>) {
    let store: Arc<dyn EventStore> = Arc::new(MemoryStore::new());
    let cast = Cast::new(seed, 25, 10, Lang::Zh);
    let mut first = true;
    let mut desk = desk(&store);
    for curtain in curtains {
        let played = if std::mem::take(&mut first) {
            rehearse(&desk, stage(), &cast, *curtain, |_, _, _| {}).await.unwrap()
        } else {
            // Another day, another process.
            desk = self::desk(&store);
            continue_to(&desk, *curtain, |_, _, _| {}).await.unwrap()
        };
        assert_eq!(played.refused, 0, "a player asked for what may not be");
    }
    let log = desk.log(Seq(1), usize::MAX >> 1).await.unwrap();
    (desk, log)
}

fn day(n: i64) -> Curtain {
    Curtain::At(instant(n * DAY_MIN + 600))
}

/// What happened when, whatever the numbers: moving the clock is nobody's doing.
fn deeds(log: &[Event]) -> Vec<(DateTime<Utc>, String, String)> {
    let deeds = log.iter().filter(|e| !matches!(e.body, EventBody::ClockMoved { .. }));
    deeds.map(|e| (e.meta.recorded_at, e.meta.actor.to_string(), format!("{:?}", e.body))).collect()
}

#[tokio::test]
async fn one_seed_plays_one_campaign() {
    let (_, first) = played(7, &[Curtain::End]).await;
    let (_, again) = played(7, &[Curtain::End]).await;
    assert_eq!(first, again, "ids and all");
    let (_, other) = played(8, &[Curtain::End]).await;
    assert_ne!(deeds(&first), deeds(&other));
}

#[tokio::test]
async fn in_parts_it_is_the_same_play() {
    let (_, whole) = played(7, &[Curtain::End]).await;
    let (_, parts) = played(7, &[day(3), day(11), day(30), Curtain::End]).await;
    assert_eq!(deeds(&whole), deeds(&parts));
}

#[tokio::test]
async fn everybody_plays_a_part() {
    let (desk, log) = played(7, &[Curtain::End]).await;
    let campaign = desk.state().await.unwrap();
    let closed = campaign.records.iter().filter(|r| r.state == TaskState::Closed).count();
    assert!(closed * 4 > campaign.records.len() * 3, "{closed} closed");
    let mut kinds: std::collections::BTreeSet<_> = log.iter().map(|e| e.body.kind()).collect();
    // A small office has seen everything only after some plays.
    for seed in 8..14 {
        let (_, log) = played(seed, &[Curtain::End]).await;
        kinds.extend(log.iter().map(|e| e.body.kind()));
    }
    for kind in [
        "task_acknowledged",
        "task_started",
        "progress_reported",
        "step_ticked",
        "measure_recorded",
        "evidence_attached",
        "commented",
        "date_picked",
        "support_reported",
        "task_submitted",
        "task_returned",
        "task_completed",
        "task_closed",
        "extension_requested",
        "extension_granted",
        "task_reassigned",
    ] {
        assert!(kinds.contains(kind), "nobody ever did {kind}");
    }
    // Times never run backwards, and what is attached is there.
    assert!(log.windows(2).all(|w| w[0].meta.recorded_at <= w[1].meta.recorded_at));
    for event in &log {
        if let EventBody::EvidenceAttached { evidence, .. } = &event.body {
            let bytes = desk.blob(&evidence.hash).await.unwrap().unwrap();
            assert_eq!(bytes.len() as u64, evidence.bytes);
            assert!(String::from_utf8(bytes).unwrap().contains("演练"));
        }
    }
    assert!(desk.verify().await.unwrap().is_sound());
}

/// Through a restart, a snapshot and other hands: a rehearsal stays one, and its clock stands still.
/// When somebody of the cast next does something, and on which task.
fn next_move(campaign: &Campaign) -> (Instant, usize) {
    let rehearsal = campaign.rehearsal.as_ref().unwrap();
    let now = Instant::from_utc(rehearsal.clock.naive_utc());
    let (cast, frame) = (Cast::of(&rehearsal.mark), Frame::new(campaign).unwrap());
    let scene = Scene { campaign, frame: &frame, cast: &cast, now };
    let moves = (0..campaign.plan.tasks.len()).filter_map(|at| Some((next(&scene, at)?.at, at)));
    moves.filter(|(at, _)| *at > now).min().unwrap()
}

#[tokio::test]
async fn a_rehearsal_is_one_for_ever() {
    let folder = tempfile::tempdir().unwrap();
    let open = || -> Arc<dyn EventStore> {
        Arc::new(SqliteStore::open(folder.path().join("r.db"), OpenMode::Create).unwrap())
    };
    let cast = Cast::new(7, 25, 10, Lang::En);
    let until = instant(9 * DAY_MIN + 1140);
    let store = open();
    rehearse(&desk(&store), stage(), &cast, Curtain::At(until), |_, _, _| {}).await.unwrap();
    drop(store);

    // The machine's clock says something else altogether, and it goes on from where it stood.
    let real = Arc::new(ManualClock::at(DateTime::from_timestamp(2_000_000_000, 0).unwrap()));
    let id = office().campaign.id;
    let by_hand = LocalDesk::with_clock(open(), id.clone(), real.clone()).unwrap();
    let mark = by_hand.state().await.unwrap().rehearsal.clone().unwrap();
    assert_eq!((mark.mark.clone(), mark.clock), (cast.mark.clone(), until.utc().and_utc()));
    assert_eq!(by_hand.now(), until.utc().and_utc());
    real.advance(chrono::TimeDelta::minutes(5));
    let comment = Command::Comment { task: TaskNo(1), text: "Looks good".to_owned() };
    let coordinator = wallchart_campaign::Actor::Operator;
    let receipt = by_hand.submit(order(coordinator, Face::Tui, comment)).await.unwrap();
    assert_eq!(receipt.events[0].meta.recorded_at, until.plus_min(5).utc().and_utc());
    // It never goes back, and a real clock has nothing to say here.
    let back = by_hand.set_now(until.utc().and_utc()).unwrap_err();
    assert!(matches!(back, DeskError::Refused(r) if matches!(*r, Refusal::ClockNotBack { .. })));
    by_hand.set_now(until.plus_min(60).utc().and_utc()).unwrap();
    assert_eq!(by_hand.view().await.unwrap().now, until.plus_min(60));

    // Out of a snapshot it is still one.
    let campaign = by_hand.state().await.unwrap();
    let bytes = crate::snapshot::write(&campaign).unwrap();
    assert_eq!(crate::snapshot::read(&bytes).as_ref(), Some(&*campaign));
    // The players go on from what a person did, be it in the midst of a minute in which they act too.
    let (began, _) = next_move(&campaign);
    by_hand.set_now(began.utc().and_utc() + chrono::TimeDelta::seconds(20)).unwrap();
    let comment = Command::Comment { task: TaskNo(1), text: "Going on".to_owned() };
    by_hand.submit(order(wallchart_campaign::Actor::Operator, Face::Tui, comment)).await.unwrap();
    let played = continue_to(&desk(&open()), Curtain::End, |_, _, _| {}).await.unwrap();
    assert!(played.commands > 50 && played.refused == 0, "{played:?}");
}

#[tokio::test]
async fn a_real_campaign_has_no_clock_to_move() {
    let store: Arc<dyn EventStore> = Arc::new(MemoryStore::new());
    let id = office().campaign.id;
    let refused = |error: DeskError| match error {
        DeskError::Refused(refusal) => assert_eq!(*refusal, Refusal::NotARehearsal),
        other => panic!("{other:?}"),
    };
    // Nor is one launched at the desk of a rehearsal.
    let of_rehearsal = desk(&store);
    let launching = launch_real(&of_rehearsal).await;
    refused(launching.unwrap_err());
    let real = LocalDesk::open(store.clone(), id.clone()).unwrap();
    launch_real(&real).await.unwrap();
    refused(real.set_now(at(0)).unwrap_err());
    let to = Instant(60_000_000);
    let by = wallchart_campaign::Actor::Operator;
    refused(real.submit(order(by, Face::Cli, Command::MoveClock { to })).await.unwrap_err());
    refused(continue_to(&real, Curtain::End, |_, _, _| {}).await.unwrap_err());
    refused(LocalDesk::rehearsal(store, id, at(0)).err().unwrap());
}

async fn launch_real(desk: &LocalDesk) -> Result<crate::Receipt, DeskError> {
    launch(desk, Launch::of(office(), Face::Embedded)).await
}

#[tokio::test]
async fn units_do_what_a_playbook_brings() {
    let store: Arc<dyn EventStore> = Arc::new(MemoryStore::new());
    let mut stage = stage();
    let playing = playing();
    (stage.plan.groups, stage.plan.playbooks) = (playing.groups, playing.playbooks);
    let desk = desk(&store);
    let cast = Cast::new(7, 25, 0, Lang::Zh);
    rehearse(&desk, stage, &cast, day(3), |_, _, _| {}).await.unwrap();
    let params = [("品牌", "某牌"), ("属地", "城东所")].map(|(n, v)| (n.into(), v.into()));
    let start = Command::StartPlaybook {
        playbook: "曝光".to_owned(),
        params: params.to_vec(),
        cause: None,
    };
    desk.submit(order(wallchart_campaign::Actor::Operator, Face::Embedded, start)).await.unwrap();
    continue_to(&desk, Curtain::End, |_, _, _| {}).await.unwrap();
    let campaign = desk.state().await.unwrap();
    let judged = campaign.task(campaign.plays[0].tasks[0]).unwrap().1;
    assert!(matches!(judged.state, TaskState::Completed | TaskState::Closed), "{judged:?}");
    assert!(campaign.plays.iter().all(|play| !campaign.is_running(play)));
}

#[tokio::test]
async fn rosters_are_filled_by_whoever_must_and_nobody_stands_in_two_places() {
    let rostered = |silent, curtains: &'static [i64]| async move {
        let store: Arc<dyn EventStore> = Arc::new(MemoryStore::new());
        let mut stage = stage();
        let duty = on_duty();
        (stage.plan.rosters, stage.plan.units) = (duty.rosters, duty.units);
        stage.plan.tasks = small().tasks;
        let cast = Cast::new(7, 30, silent, Lang::Zh);
        let begin = stage.begin().unwrap();
        let desk = LocalDesk::rehearsal(store, stage.plan.campaign.id.clone(), begin).unwrap();
        rehearse(&desk, stage, &cast, day(0), |_, _, _| {}).await.unwrap();
        for until in curtains {
            continue_to(&desk, day(*until), |_, _, _| {}).await.unwrap();
        }
        let played = continue_to(&desk, Curtain::End, |_, _, _| {}).await.unwrap();
        assert_eq!(played.refused, 0);
        desk.log(Seq(1), usize::MAX >> 1).await.map(|log| (desk, log)).unwrap()
    };
    let (desk, whole) = rostered(0, &[]).await;
    let campaign = desk.state().await.unwrap();
    let mut lacks = Vec::new();
    for roster in &campaign.plan.rosters {
        for post in &roster.posts {
            for seat in roster.shifts.iter().flat_map(|shift| campaign.seats(roster, post, *shift))
            {
                lacks.extend((seat.lacks > 0).then_some((post.unit.as_str(), seat.lacks)));
            }
        }
    }
    // The one on the staff of 城东所 is asked for in two places at a time.
    assert_eq!(lacks, [("城东所", 1)]);
    let all = wallchart_plan::roster::duties(&campaign.plan.rosters, |roster, post, shift| {
        campaign.seats(roster, post, shift).into_iter().flat_map(|s| s.people).collect::<Vec<_>>()
    });
    assert_eq!(wallchart_plan::roster::doubles(all), []);
    let fills = |log: &[Event]| {
        let is_fill = |e: &&Event| matches!(e.body, EventBody::RosterFilled { .. });
        log.iter().filter(is_fill).map(|e| e.meta.actor.clone()).collect::<Vec<_>>()
    };
    let mut own = fills(&whole);
    own.dedup();
    assert!(own.len() > 1, "units fill their own: {own:?}");
    let (_, parts) = rostered(0, &[2, 4, 5]).await;
    assert_eq!(deeds(&whole), deeds(&parts));
    // Where nobody answers, the coordinator puts them all down.
    let (_, silent) = rostered(100, &[]).await;
    let mut one = fills(&silent);
    assert!(one.len() > 1);
    one.dedup();
    assert_eq!(one.len(), 1, "{one:?}");
}
