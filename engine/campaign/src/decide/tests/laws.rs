//! Laws over random commands from random actors: what `decide` answers always folds, states stay legal,
//! undo restores and redo does again, a batch equals its parts, and faces grey out what is refused.

use proptest::prelude::*;
use wallchart_plan::expanded::PersonRole;
use wallchart_plan::roster::Seat;

use super::*;
use crate::missing::missing_of;
use crate::testing::{apply, fill, logging, on_duty, put_down};
use crate::{Unfoldable, evolve};

fn actor() -> impl Strategy<Value = Actor> {
    prop_oneof![
        4 => Just(Actor::Operator),
        1 => Just(unit("秘书处")),
        3 => Just(unit("消保科")),
        3 => Just(unit("城东所")),
        3 => Just(unit("城西所")),
        1 => Just(unit("宣传科")),
        1 => Just(person("秘-甲")),
        1 => Just(person("城东-甲")),
        1 => Just(person("无名")),
    ]
}

fn words() -> impl Strategy<Value = String> {
    prop_oneof![6 => Just("已办".to_owned()), 1 => Just(" ".to_owned())]
}

/// Commands on one task, mostly sensible, sometimes wrong in a detail.
fn simple() -> impl Strategy<Value = Command> {
    let no = || {
        prop_oneof![14 => Just(1u32), 14 => Just(7u32), 4 => Just(8), 12 => 2u32..=11, 1 => Just(19)]
            .prop_map(TaskNo)
    };
    let outcome = || {
        proptest::option::weighted(
            0.8,
            prop_oneof![
                Just("解决".to_owned()),
                Just("转办".to_owned()),
                Just("立案".to_owned()),
                Just("不立案".to_owned()),
            ],
        )
    };
    let min = || (-100i64..12_000).prop_map(instant);
    let to = prop_oneof![Just("城东所"), Just("城西所"), Just("报社"), Just("无此单位")];
    prop_oneof![
        1 => no().prop_map(|task| Command::Acknowledge { task }),
        1 => no().prop_map(|task| Command::Start { task }),
        1 => (no(), proptest::option::of(0u8..105), words()).prop_map(|(task, percent, text)| {
            Command::Progress { task, percent, text, problem: None, next: None }
        }),
        1 => (0u32..4, any::<bool>()).prop_map(|(step, done)| tick(2, step, done)),
        1 => (no(), 0u32..4, any::<bool>())
            .prop_map(|(task, step, done)| Command::Tick { task, step, done }),
        1 => (prop_oneof![no(), Just(TaskNo(2))], -1i64..9, proptest::option::of(1u64..40)).prop_map(|(task, value, seq)| {
            let Command::Measure { figure, .. } = figure(2, "走访", value) else { unreachable!() };
            Command::Measure { task, figure, corrects: seq.map(Seq) }
        }),
        1 => (1u32..=6, 0u8..4).prop_map(|(no, hash)| attach(no, "照片", &format!("a{hash}"))),
        1 => (1u32..=6, 0u8..2).prop_map(|(no, hash)| attach(no, "台账", &format!("b{hash}"))),
        1 => (no(), words()).prop_map(|(task, text)| Command::Comment { task, text }),
        1 => (min(), words()).prop_map(|(at, text)| Command::Pick {
            task: TaskNo(4),
            at,
            answers: vec![("place".to_owned(), text)],
        }),
        4 => (no(), proptest::option::of(words()), proptest::bool::weighted(0.2), outcome())
            .prop_map(|(task, note, nil, outcome)| Command::Submit { task, note, nil, outcome }),
        3 => no().prop_map(|task| Command::Withdraw { task }),
        5 => no().prop_map(|task| Command::Accept { task, note: None }),
        3 => (no(), words()).prop_map(|(task, reason)| Command::Return { task, reason }),
        2 => (no(), outcome())
            .prop_map(|(task, outcome)| Command::Complete { task, note: None, outcome }),
        2 => no().prop_map(|task| Command::Close { task, note: None }),
        2 => (no(), min(), words())
            .prop_map(|(task, until, reason)| Command::RequestExtension { task, until, reason }),
        3 => (no(), any::<bool>(), proptest::option::of(min())).prop_map(|(task, grant, until)| {
            Command::DecideExtension { task, grant, until, note: None }
        }),
        1 => (no(), to).prop_map(|(task, to)| Command::Reassign { task, to: to.into(), reason: None }),
        1 => (no(), words()).prop_map(|(task, reason)| Command::Suspend { task, reason }),
        3 => no().prop_map(|task| Command::Resume { task }),
        1 => (no(), words()).prop_map(|(task, reason)| Command::Cancel { task, reason }),
        1 => (no(), words()).prop_map(|(task, reason)| Command::Skip { task, reason }),
        9 => rows(),
    ]
}

/// Commands on the rows of task 11, and now and then on one that keeps no log.
fn rows() -> impl Strategy<Value = Command> {
    let no = || prop_oneof![9 => Just(11u32), 1 => Just(2u32)].prop_map(TaskNo);
    let cell = || {
        prop_oneof![Just("甲"), Just("是"), Just("no"), Just("12.50"), Just("")]
            .prop_map(str::to_owned)
    };
    let mostly = |said: &'static str| prop_oneof![6 => Just(said.to_owned()), 1 => cell()];
    let row = move || (Just("甲".to_owned()), mostly("否"), mostly("12.50"));
    let given = proptest::collection::vec(row().prop_map(|(a, b, c)| vec![a, b, c]), 0..4);
    let columns = || ["企业", "公示", "金额"].map(str::to_owned).to_vec();
    let name = || prop_oneof![5 => Just("公示"), 2 => Just("金额"), 1 => Just("无此列")];
    let reason = || proptest::option::of(words());
    prop_oneof![
        3 => (no(), given)
            .prop_map(move |(task, rows)| Command::AddRows { task, columns: columns(), rows }),
        2 => (no(), 0u32..5, name(), cell()).prop_map(|(task, row, name, cell)| {
            Command::CorrectRow { task, row, cells: vec![(name.to_owned(), cell)] }
        }),
        1 => (no(), 0u32..5, reason())
            .prop_map(|(task, row, reason)| Command::RemoveRow { task, row, reason }),
    ]
}

/// People put down in one or two seats, mostly such as there are.
fn roster() -> impl Strategy<Value = Command> {
    let seat = || {
        let roster = prop_oneof![Just("晚会"), Just("热线"), Just("渠道")];
        let post = prop_oneof![3 => Just("城东所"), 1 => Just("城西所"), 1 => Just("城东所/电话")];
        let role = prop_oneof![1 => Just(PersonRole::Leader), 3 => Just(PersonRole::Staff)];
        let who = prop_oneof![
            3 => Just("城东-乙"),
            2 => Just("城东-丁"),
            2 => Just("城东-丙"),
            1 => Just("老赵"),
            1 => Just(" "),
        ];
        let people = proptest::option::weighted(0.9, proptest::collection::vec(who, 0..3));
        (roster, post, 0i64..3, role, people).prop_map(|(roster, post, nth, role, people)| {
            put_down(roster, post, nth, role, people.as_deref())
        })
    };
    (proptest::collection::vec(seat(), 0..3), proptest::bool::weighted(0.2))
        .prop_map(|(fills, anyway)| fill(&fills, anyway))
}

/// A campaign whose plan has outcomes, duty rosters and a log too.
fn running() -> Running {
    let (mut plan, logging) = (on_duty(), logging());
    plan.tasks.extend(logging.tasks.into_iter().skip(plan.tasks.len()));
    plan.measures = logging.measures;
    Running::launch(plan).unwrap()
}

fn command() -> impl Strategy<Value = Command> {
    prop_oneof![
        8 => simple(),
        1 => proptest::collection::vec(simple(), 0..4)
            .prop_map(|commands| Command::Batch { commands }),
        3 => roster(),
        2 => Just(Command::Undo { command: None }),
        // Orders are numbered from 1, the launch being the first.
        1 => (1u128..40).prop_map(|n| {
            Command::Undo { command: Some(CommandId(uuid::Uuid::from_u128(n))) }
        }),
    ]
}

fn orders() -> impl Strategy<Value = Vec<(Actor, Command)>> {
    proptest::collection::vec((actor(), command()), 1..80)
}

/// What holds of every record, whatever the plan says by now.
pub(super) fn sound(c: &Campaign) {
    use TaskState as S;
    for (task, record) in c.plan.tasks.iter().zip(&c.records) {
        let state = record.state;
        assert!(!matches!(state, S::Draft | S::Failed), "{state:?}");
        assert_eq!(state == S::Suspended, record.suspended_from.is_some(), "{record:?}");
        assert!(state != S::Submitted || record.submitted_at.is_some());
        let done = matches!(state, S::Completed | S::Closed);
        assert_eq!(done, record.completed_at.is_some(), "{record:?}");
        assert_eq!(state == S::Closed, record.closed_at.is_some());
        assert!(state != S::InProgress || record.acked_at.is_some(), "{record:?}");
        assert!(record.percent <= 100);
        assert_eq!(record.steps.len(), task.steps.len());
        assert!(record.entries.is_sorted_by_key(|e| e.seq));
        assert!(record.touched <= c.seq);
        assert!(record.outcome.is_none() || state != S::Returned, "{record:?}");
        assert!(!record.ruled_out || state == S::Skipped, "{record:?}");
    }
}

/// Nobody is ruled out but whoever waits for an outcome that can't come.
fn ruled(c: &Campaign) {
    for (task, record) in c.plan.tasks.iter().zip(&c.records) {
        let Some(condition) = &task.when_outcome else {
            // A play that is over rules out what is left of it.
            assert!(!record.ruled_out || task.play.is_some());
            continue;
        };
        let (_, on) = c.task(condition.on).unwrap();
        let came = on.outcome.as_ref().is_some_and(|outcome| condition.any.contains(outcome));
        let done = matches!(on.state, TaskState::Completed | TaskState::Closed);
        let against = on.state.is_settled() && !(done && came);
        assert!(!record.ruled_out || against, "{record:?}");
    }
}

/// What is legal while the plan is that of the launch: a due date moves by extensions alone, its own or those of
/// what it hangs on.
pub(super) fn legal(c: &Campaign) {
    sound(c);
    ruled(c);
    seated(c);
    for (task, record) in c.plan.tasks.iter().zip(&c.records) {
        let is_later = record.due > task.due;
        assert!(is_later || record.extensions == 0, "{record:?}");
        assert!(!is_later || record.extensions > 0 || task.after.is_some(), "{record:?}");
    }
}

/// What was closed and stays closed keeps everything but its comments.
fn kept(before: &Campaign, after: &Campaign) {
    let record = |r: &TaskRecord| {
        let mut record = plain(r);
        record.entries.retain(|e| !matches!(e.body, crate::state::EntryBody::Comment { .. }));
        record
    };
    for (old, new) in before.records.iter().zip(&after.records) {
        if old.state == TaskState::Closed && new.state == TaskState::Closed {
            assert_eq!(record(old), record(new));
        }
    }
}

/// What the campaign's people see, whatever the journal says.
pub(super) fn seen(c: &Campaign) -> (Vec<TaskRecord>, Vec<(Seat, Vec<PersonId>)>) {
    let fills = c.fills.iter().map(|fill| (fill.seat.clone(), fill.people.clone()));
    (c.records.iter().map(|r| plain(r)).collect(), fills.collect())
}

/// Fills stand in the order of the seats, each once, and name nobody twice.
fn seated(c: &Campaign) {
    assert!(c.fills.is_sorted_by(|one, next| one.seat < next.seat));
    for fill in &c.fills {
        let once: std::collections::BTreeSet<&PersonId> = fill.people.iter().collect();
        assert_eq!(once.len(), fill.people.len());
        assert!(fill.seq <= c.seq && c.plan.roster(&fill.seat.roster).unwrap().has(&fill.seat));
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(192))]

    #[test]
    fn whatever_is_decided_folds_and_stays_legal(orders in orders()) {
        let mut c = running();
        for (actor, command) in orders {
            let before = c.clone();
            match c.give(actor, command) {
                Ok(_) => {
                    prop_assert!(c.log.len() > before.log.len());
                    legal(c.state());
                    kept(before.state(), c.state());
                }
                Err(refusal) => {
                    speaks(&refusal);
                    prop_assert_eq!(&c.campaign, &before.campaign);
                }
            }
        }
        prop_assert_eq!(fold(&c.log).unwrap(), c.campaign.clone());
        for cut in 1..c.log.len() {
            prop_assert!(fold(&c.log[..cut]).unwrap().is_some());
        }
        let stored: Vec<_> = c.log.iter().cloned().map(|mut event| {
            let bytes = event.body.encode().unwrap();
            let (kind, version) = (event.body.kind(), event.body.kind_version());
            event.body = EventBody::decode(kind, version, &bytes).unwrap();
            event
        }).collect();
        prop_assert_eq!(&stored, &c.log);
        let json = serde_json::to_vec(&c.campaign).unwrap();
        prop_assert_eq!(serde_json::from_slice::<Option<Campaign>>(&json).unwrap(), c.campaign);
    }

    #[test]
    fn undo_restores_and_redo_does_again(orders in orders(), actor in actor(), last in command()) {
        let mut c = running();
        for (actor, command) in orders {
            let _ = c.give(actor, command);
        }
        let before = seen(c.state());
        let Ok(id) = c.give(actor.clone(), last) else { return Ok(()) };
        let after = seen(c.state());
        let undo = c.give(actor.clone(), Command::Undo { command: Some(id) }).unwrap();
        legal(c.state());
        prop_assert_eq!(&seen(c.state()), &before);
        let redo = c.give(actor.clone(), Command::Undo { command: Some(undo) }).unwrap();
        prop_assert_eq!(&seen(c.state()), &after);
        c.give(actor, Command::Undo { command: Some(redo) }).unwrap();
        prop_assert_eq!(&seen(c.state()), &before);
    }

    #[test]
    fn a_batch_equals_its_parts(
        orders in orders(),
        actor in actor(),
        commands in proptest::collection::vec(simple(), 1..6),
    ) {
        let mut whole = running();
        for (actor, command) in orders {
            let _ = whole.give(actor, command);
        }
        let mut parts = whole.clone();
        let mut failed = None;
        let min = parts.min;
        for (at, command) in commands.iter().enumerate() {
            parts.min = min;
            if let Err(refusal) = parts.give(actor.clone(), command.clone()) {
                failed = Some((at, refusal));
                break;
            }
        }
        match (whole.give(actor, Command::Batch { commands }), failed) {
            (Ok(_), None) => {
                prop_assert_eq!(&whole.state().records, &parts.state().records);
            }
            (Err(Refusal::InBatch { at, refusal }), Some(failed)) => {
                prop_assert_eq!((at, *refusal), failed);
            }
            (Err(Refusal::NotInPlan { .. }), Some((0, Refusal::NotInPlan { .. }))) => {}
            (got, failed) => prop_assert!(false, "{:?} but {:?}", got, failed),
        }
    }

    #[test]
    fn faces_grey_out_what_is_refused(orders in orders(), actor in actor(), last in simple()) {
        let mut c = running();
        for (actor, command) in orders {
            let _ = c.give(actor, command);
        }
        let (verb, task) = last.target().unwrap();
        let allowed = may(c.state(), &actor, verb, task, instant(c.min));
        let nil = matches!(&last, Command::Submit { nil: true, .. });
        let decided = c.give(actor, last);
        match (allowed, decided) {
            // Greyed out: refused for that very reason. What must be handed in besides hangs on whether
            // there is anything to report, which only the command says.
            (Err(Refusal::Unmet { task, needs, .. }), decided) => match decided.unwrap_err() {
                Refusal::Unmet { task: t, needs: n, .. } => prop_assert_eq!((t, n), (task, needs)),
                other => prop_assert!(false, "{:?}", other),
            },
            (Err(Refusal::Missing { verb, task, missing }), decided) => match decided.unwrap_err() {
                Refusal::Missing { verb: v, task: t, missing: all } => {
                    prop_assert_eq!((v, t, &all.supporters), (verb, task, &missing.supporters));
                    prop_assert_eq!((all.pick, &all.answers), (missing.pick, &missing.answers));
                }
                other => prop_assert!(false, "{:?}", other),
            },
            (Err(why), decided) => prop_assert_eq!(decided.unwrap_err(), why),
            (Ok(()), Ok(_)) => {}
            // Open: refused only for the words of the command.
            (Ok(()), Err(refusal)) => {
                let code = refusal.code();
                let about_state = ["not-allowed", "wrong-state", "unmet", "no-such-task",
                    "not-in-plan", "not-asked-for", "already-reported", "no-due-date",
                    "extension-too-late", "extension-pending", "changed-since"];
                prop_assert!(!about_state.contains(&code), "{}", code);
                // A nil report was open, a full one is not whole.
                let (task, record) = c.state().task(task).unwrap();
                prop_assert!(code != "missing"
                    || (crate::missing::may_be_nil(task) && !nil && missing_of(task, record, true).is_empty()));
            }
        }
    }
}

/// The laws say nothing about what the random commands never reach.
#[test]
fn random_commands_reach_every_kind_of_event() {
    use proptest::strategy::ValueTree;
    use proptest::test_runner::TestRunner;
    let mut runner = TestRunner::deterministic();
    let mut kinds = std::collections::BTreeSet::new();
    for _ in 0..1024 {
        let mut c = running();
        for (actor, command) in orders().new_tree(&mut runner).unwrap().current() {
            let _ = c.give(actor, command);
        }
        kinds.extend(c.log.iter().map(|e| e.body.kind()));
    }
    // Only a rehearsal has a clock to move, and only a launch may be approved: see the golden logs.
    kinds.extend(["clock_moved", "plan_approved"]);
    // This plan has no playbooks and no due dates that hang on others: see the tests of these.
    kinds.extend(["playbook_started", "play_task_added", "due_moved"]);
    let all = EventBody::KINDS.iter().map(|(kind, _)| *kind);
    assert_eq!(all.filter(|kind| !kinds.contains(kind)).collect::<Vec<_>>(), [""; 0]);
}

#[test]
fn a_damaged_log_is_named() {
    let mut c = running();
    c.ok(&unit("消保科"), progress(1, 10));
    let broken = |change: fn(&mut Vec<crate::Event>)| {
        let mut log = c.log.clone();
        change(&mut log);
        fold(&log).unwrap_err()
    };
    let unknown = EventBody::TaskClosed { task: TaskNo(99), note: None };
    assert_eq!(
        broken(|l| drop(l.remove(1))),
        Unfoldable::OutOfOrder { expected: Seq(2), got: Seq(3) }
    );
    assert_eq!(
        broken(|l| {
            l.remove(0);
            l[0].seq = Seq(1);
        }),
        Unfoldable::NotLaunched(Seq(1))
    );
    assert!(matches!(broken(|l| l[1].body = l[0].body.clone()), Unfoldable::WrongRevision { .. }));
    assert!(matches!(
        broken(|l| l[1].body = EventBody::StepTicked { task: TaskNo(1), step: 8, done: true }),
        Unfoldable::UnknownPart { .. }
    ));
    assert!(matches!(
        broken(|l| l[1].body =
            EventBody::CommandUndone { undone: CommandId(uuid::Uuid::from_u128(77)) }),
        Unfoldable::UnknownCommand { .. }
    ));
    let mut log = c.log.clone();
    log[1].body = unknown;
    let task = TaskNo(99);
    assert_eq!(fold(&log), Err(Unfoldable::UnknownTask { seq: Seq(2), task }));
}

#[test]
fn old_commands_leave_the_journal() {
    let mut c = running();
    let first = c.ok(&unit("消保科"), progress(1, 1));
    for n in 0..crate::undo::DEPTH {
        let text = format!("第{n}条");
        c.ok(&Actor::Operator, Command::Comment { task: TaskNo(2), text });
    }
    assert_eq!(c.state().journal.len(), crate::undo::DEPTH);
    assert_eq!(c.no(&Actor::Operator, Command::Undo { command: Some(first) }), "not-in-journal");
    // The oldest one that is still there can be undone although the undo pushes it out.
    let oldest = c.state().journal[0].command;
    let undo = c.ok(&Actor::Operator, Command::Undo { command: Some(oldest) });
    assert!(!c.record(2).entries[0].counts);
    c.ok(&Actor::Operator, Command::Undo { command: Some(undo) });
    assert!(c.record(2).entries[0].counts);
    assert_eq!(fold(&c.log).unwrap(), c.campaign);
}

#[test]
fn what_was_not_touched_stays_shared_with_older_states() {
    let tasks = (1..=20_000).map(|n| crate::testing::task(n, &format!("任务{n}"), "消保科"));
    let mut c = Running::default();
    c.ok(&Actor::Operator, apply(crate::testing::plan(tasks.collect())));
    let big = c.state().clone();
    for n in 1..=2_000 {
        c.ok(&unit("消保科"), submit(n));
    }
    let shared = big.records.iter().zip(&c.state().records);
    let shared = shared.filter(|(a, b)| std::sync::Arc::ptr_eq(a, b)).count();
    assert_eq!(shared, 18_000);
    let mut copy = Some(big);
    for event in &c.log[1..] {
        evolve(&mut copy, event).unwrap();
    }
    assert_eq!(copy, c.campaign);
}
