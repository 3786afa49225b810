//! Stored bytes of every kind of event, and a whole log with the state that it folds to, kept for ever.
//!
//! A file in `golden/` is never changed once a release has written such bytes. A new shape is a new kind
//! version with a file of its own; a new meaning raises `FOLD_VERSION`. New files are written by
//! `cargo test -p wallchart-campaign -- --ignored write_golden`.

use std::collections::BTreeSet;
use std::path::PathBuf;

use serde::{Deserialize, Serialize};
use serde_json::value::RawValue;
use wallchart_plan::expanded::PersonRole::{Leader, Staff};
use wallchart_plan::ids::{TaskNo, UnitId};
use wallchart_plan::playbook::PlayRef;

use crate::actor::Actor;
use crate::command::{Apply, Approval, Command, Evidence, Figure, Onto, Qualifier};
use crate::event::{Event, EventBody, Meta, Seq};
use crate::rehearsal::Rehearsal;
use crate::testing::{Running, apply, fill, instant, log_rows, put_down, small};
use crate::{CodecError, FOLD_VERSION, fold};

/// An event as the golden log has it.
#[derive(Serialize, Deserialize)]
struct Line {
    seq: Seq,
    meta: Meta,
    kind: String,
    version: u32,
    body: Box<RawValue>,
}

fn folder() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("golden")
}

#[expect(clippy::disallowed_methods, reason = "golden files are read by the test that keeps them")]
fn read(name: &str) -> String {
    std::fs::read_to_string(folder().join(name)).unwrap_or_else(|e| panic!("golden/{name}: {e}"))
}

/// A campaign in which everything happens that can.
fn everything() -> Running {
    let mut c = Running::launch(small()).unwrap();
    let (lead, task) = (Actor::Operator, TaskNo(1));
    let owner = || Actor::Unit("消保科".into());
    let east = || Actor::Person("城东-甲".into());
    let west = || Actor::Unit("城西所".into());
    let reason = || "另有安排".to_owned();
    let note = || Some("已核".to_owned());
    let ask = |days: i64| Command::RequestExtension {
        task,
        until: instant(days * 24 * 60),
        reason: reason(),
    };
    let figure = |value: i64| Figure {
        measure: "走访".into(),
        value: rust_decimal::Decimal::new(value, 1),
        qualifier: Qualifier::Above,
        period: chrono::NaiveDate::from_ymd_opt(2026, 2, 2).map(|d| (d, d)),
        as_of: Some(instant(5)),
    };
    let evidence = Evidence {
        name: "照片".to_owned(),
        file: "现场.jpg".to_owned(),
        hash: "ab".repeat(32),
        bytes: 1024,
    };
    let steps = [
        (owner(), Command::Acknowledge { task }),
        (owner(), Command::Start { task }),
        (
            owner(),
            Command::Progress {
                task,
                percent: Some(40),
                text: "进展顺利".to_owned(),
                problem: Some("缺人手".to_owned()),
                next: Some("抽调".to_owned()),
            },
        ),
        (owner(), ask(2)),
        (lead.clone(), Command::DecideExtension { task, grant: false, until: None, note: note() }),
        (owner(), ask(3)),
        (lead.clone(), Command::DecideExtension { task, grant: true, until: None, note: note() }),
        (owner(), Command::Submit { task, note: note(), nil: false, outcome: None }),
        (owner(), Command::Withdraw { task }),
        (owner(), Command::Submit { task, note: None, nil: false, outcome: None }),
        (lead.clone(), Command::Return { task, reason: reason() }),
        (owner(), Command::Submit { task, note: None, nil: false, outcome: None }),
        (lead.clone(), Command::Accept { task, note: note() }),
        (lead.clone(), Command::Close { task, note: None }),
        (east(), Command::Tick { task: TaskNo(2), step: 1, done: true }),
        (east(), Command::Measure { task: TaskNo(2), figure: figure(525), corrects: None }),
        (east(), Command::Attach { task: TaskNo(2), evidence }),
        (east(), Command::Comment { task: TaskNo(2), text: "请协助".to_owned() }),
        (west(), Command::Submit { task: TaskNo(2), note: note(), nil: false, outcome: None }),
        (
            east(),
            Command::Pick {
                task: TaskNo(4),
                at: instant(600),
                answers: vec![("place".to_owned(), "广场".to_owned())],
            },
        ),
        (
            lead.clone(),
            Command::Reassign { task: TaskNo(4), to: UnitId::from("城西所"), reason: None },
        ),
        (lead.clone(), Command::Suspend { task: TaskNo(5), reason: reason() }),
        (lead.clone(), Command::Resume { task: TaskNo(5) }),
        (lead.clone(), Command::Skip { task: TaskNo(5), reason: reason() }),
        (lead.clone(), Command::Cancel { task: TaskNo(6), reason: reason() }),
        (lead, Command::Undo { command: None }),
    ];
    for (actor, command) in steps {
        c.give(actor, command).unwrap();
    }
    c
}

/// A campaign whose plan was approved.
fn approved() -> Running {
    let by = Actor::Person("秘-甲".into());
    let mut launch = apply(small());
    if let Command::Apply { approval, .. } = &mut launch {
        *approval = Some(Approval { by, fingerprint: "cd".repeat(32) });
    }
    let mut c = Running::default();
    c.give(Actor::Operator, launch).unwrap();
    c
}

/// A rehearsal: its launch is another version, and its clock moves.
fn rehearsed() -> Running {
    let mut launch = apply(small());
    if let Command::Apply { apply, .. } = &mut launch {
        let lang = "zh".to_owned();
        apply.rehearsal = Some(Rehearsal { seed: 7, late_pct: 20, silent_pct: 5, lang });
    }
    let mut c = Running::default();
    c.give(Actor::Operator, launch).unwrap();
    c.give(Actor::Operator, Command::MoveClock { to: instant(90) }).unwrap();
    c
}

/// A campaign whose plan was revised: a task renamed, one taken out, one put in.
fn revised() -> Running {
    let mut c = Running::launch(small()).unwrap();
    let west = || Actor::Unit("城西所".into());
    c.give(west(), Command::Acknowledge { task: TaskNo(3) }).unwrap();
    let mut plan = small();
    let mut duty = plan.tasks.remove(2);
    (duty.path, duty.task, duty.was) = ("夜值".into(), "夜值".into(), Some("值守".into()));
    duty.owner = "宣传科".into();
    plan.tasks[4] = crate::testing::task(6, "直播", "宣传科");
    plan.tasks.push(duty);
    let running = c.campaign.as_ref().unwrap();
    for (task, no) in plan.tasks.iter_mut().skip(4).zip([7, 3]) {
        task.number = TaskNo(no);
    }
    let onto = Onto { revision: 1, seq: running.seq, drop_records_of: Vec::new() };
    let apply = Apply { language: 1, sources: Vec::new(), plan, rehearsal: None };
    let amend = Command::Amend { apply: Box::new(apply), approval: None, onto };
    c.give(Actor::Operator, amend).unwrap();
    c
}

/// A campaign whose plan has outcomes, of which one rules a task out, and in again when it is open again; and
/// a playbook that is started, goes on and is stopped.
fn ended() -> Running {
    let mut c = Running::launch(crate::testing::playing()).unwrap();
    let (task, outcome) = (TaskNo(7), Some("解决".to_owned()));
    let submit = Command::Submit { task, note: None, nil: false, outcome };
    c.give(Actor::Unit("城东所".into()), submit).unwrap();
    c.give(Actor::Operator, Command::Accept { task, note: None }).unwrap();
    c.give(Actor::Operator, Command::Return { task, reason: "再核".to_owned() }).unwrap();
    let outcome = Some("转办".to_owned());
    c.give(Actor::Operator, Command::Complete { task, note: None, outcome }).unwrap();
    let params =
        vec![("品牌".to_owned(), "某牌".to_owned()), ("属地".to_owned(), "城东所".to_owned())];
    let playbook = "曝光".to_owned();
    c.give(Actor::Operator, Command::StartPlaybook { playbook, params, cause: None }).unwrap();
    let skip = Command::Skip { task: TaskNo(14), reason: "不必".to_owned() };
    c.give(Actor::Operator, skip).unwrap();
    c.give(Actor::Operator, Command::RepeatTask { first: TaskNo(14) }).unwrap();
    let play = PlayRef { playbook: "曝光".to_owned(), nth: 1 };
    c.give(Actor::Operator, Command::StopPlay { play, reason: "查无此事".to_owned() }).unwrap();
    c
}

/// A campaign whose duty rosters are filled: a seat and another at once, one in spite of what stands against it,
/// one cleared, and one as it was again.
fn on_duty() -> Running {
    let mut c = Running::launch(crate::testing::on_duty()).unwrap();
    let (east, west) = (Actor::Unit("城东所".into()), Actor::Unit("城西所".into()));
    let gala = put_down("晚会", "城东所", 1, Staff, Some(&["城东-乙"]));
    let channel = put_down("渠道", "城东所/电话", 1, Staff, Some(&["城东-乙", "城东-丁"]));
    c.give(east.clone(), fill(&[gala, channel], false)).unwrap();
    let twice = put_down("热线", "城东所", 1, Staff, Some(&["城东-乙"]));
    c.give(east.clone(), fill(&[twice], true)).unwrap();
    c.give(west, fill(&[put_down("晚会", "城西所", 1, Leader, Some(&["老赵"]))], false)).unwrap();
    let nobody = put_down("晚会", "城东所", 1, Leader, Some(&[]));
    c.give(Actor::Operator, fill(&[nobody], false)).unwrap();
    c.give(east, Command::Undo { command: None }).unwrap();
    c
}

/// A campaign with a task that keeps a log: rows are entered, corrected, taken out and put back.
fn logged() -> Running {
    let (mut c, task) = (Running::launch(crate::testing::logging()).unwrap(), TaskNo(11));
    let rows = log_rows(&[["甲店", "是", "1200"], ["乙店", "否", ""], ["丙店", "否", "80.50"]]);
    c.give(Actor::Unit("城东所".into()), rows).unwrap();
    let cells = vec![("公示".to_owned(), "是".to_owned()), ("金额".to_owned(), "30".to_owned())];
    c.give(Actor::Unit("城西所".into()), Command::CorrectRow { task, row: 2, cells }).unwrap();
    let reason = Some("重复".to_owned());
    c.give(Actor::Operator, Command::RemoveRow { task, row: 3, reason }).unwrap();
    c.give(Actor::Operator, Command::Undo { command: None }).unwrap();
    c.give(Actor::Operator, Command::RemoveRow { task, row: 1, reason: None }).unwrap();
    c
}

/// A campaign with due dates that hang on each other: an extension takes them along, but for one that was extended to
/// a later time itself; so does a new revision.
fn hanging() -> Running {
    let mut c = Running::launch(crate::testing::hanging()).unwrap();
    let grant = |task: u32, days: i64| Command::DecideExtension {
        task: TaskNo(task),
        grant: true,
        until: Some(instant(days * 24 * 60)),
        note: None,
    };
    c.give(Actor::Operator, grant(10, 40)).unwrap();
    c.give(Actor::Operator, grant(7, 9)).unwrap();
    c.give(Actor::Operator, Command::Undo { command: None }).unwrap();
    c.give(Actor::Operator, grant(7, 12)).unwrap();
    let running = c.campaign.as_ref().unwrap();
    let mut plan = (*running.plan).clone();
    plan.tasks[0].title = "改了名称".to_owned();
    let onto = Onto { revision: 1, seq: running.seq, drop_records_of: Vec::new() };
    let apply = Apply { language: 1, sources: Vec::new(), plan, rehearsal: None };
    let amend = Command::Amend { apply: Box::new(apply), approval: None, onto };
    c.give(Actor::Operator, amend).unwrap();
    c
}

/// The first event of each kind and version.
fn samples() -> Vec<EventBody> {
    let mut seen = BTreeSet::new();
    let logs = [everything(), approved(), rehearsed(), ended(), logged(), on_duty(), hanging()]
        .map(|c| c.log);
    let bodies = logs.into_iter().flatten().map(|e| e.body);
    bodies.filter(|body| seen.insert((body.kind(), body.kind_version()))).collect()
}

fn body_file(kind: &str, version: u32) -> String {
    format!("{kind}.v{version}.json")
}

fn log_text(log: &[Event]) -> String {
    let line = |event: &Event| {
        let body = String::from_utf8(event.body.encode().unwrap()).unwrap();
        serde_json::to_string(&Line {
            seq: event.seq,
            meta: event.meta.clone(),
            kind: event.body.kind().to_owned(),
            version: event.body.kind_version(),
            body: RawValue::from_string(body).unwrap(),
        })
        .unwrap()
    };
    log.iter().map(|e| line(e) + "\n").collect()
}

fn state_text(log: &[Event]) -> String {
    serde_json::to_string_pretty(&fold(log).unwrap()).unwrap() + "\n"
}

/// Logs that were once written, oldest first; a later one has what had not been thought of before.
const LOGS: [&str; 8] = ["log", "log_2", REHEARSED, REVISED, LOGGED, ENDED, ON_DUTY, HANGING];

/// That of a rehearsal.
const REHEARSED: &str = "log_3";

/// That of a task with rows.
const LOGGED: &str = "log_5";

/// That of a plan with outcomes and a playbook.
const ENDED: &str = "log_6";

/// That of a plan with duty rosters.
const ON_DUTY: &str = "log_7";

/// That of a plan with due dates that hang on others.
const HANGING: &str = "log_8";

/// That of a plan that was revised.
const REVISED: &str = "log_4";

fn state_file(log: &str) -> String {
    format!("{log}.fold.v{FOLD_VERSION}.json")
}

fn golden_log(name: &str) -> Vec<Event> {
    read(&format!("{name}.jsonl"))
        .lines()
        .map(|line| {
            let line: Line = serde_json::from_str(line).unwrap();
            let body = line.body.get().as_bytes();
            let body = EventBody::decode(&line.kind, line.version, body).unwrap();
            Event { seq: line.seq, meta: line.meta, body }
        })
        .collect()
}

#[test]
fn every_kind_is_written_and_read_as_it_was() {
    let samples = samples();
    let kinds: BTreeSet<&str> = samples.iter().map(EventBody::kind).collect();
    assert_eq!(kinds.len(), EventBody::KINDS.len(), "a kind that never happens");
    for body in samples {
        let (kind, version) = (body.kind(), body.kind_version());
        let golden = read(&body_file(kind, version));
        let golden = golden.trim_end();
        assert_eq!(
            EventBody::decode(kind, version, golden.as_bytes()).unwrap(),
            body,
            "{kind}: what was written is read differently"
        );
        let written = String::from_utf8(body.encode().unwrap()).unwrap();
        assert_eq!(written, golden, "{kind}: a new shape needs a new kind version");
    }
}

#[test]
fn an_old_log_folds_to_the_same_state() {
    let hint = "the fold has changed: raise FOLD_VERSION and write its golden state";
    for name in LOGS {
        assert!(state_text(&golden_log(name)) == read(&state_file(name)), "{name}: {hint}");
    }
}

#[test]
fn unknown_bytes_are_refused() {
    let decode = EventBody::decode;
    assert_eq!(decode("task_eaten", 1, b"{}"), Err(CodecError::UnknownKind("task_eaten".into())));
    let unknown = CodecError::UnknownVersion { kind: "task_closed", version: 9 };
    assert_eq!(decode("task_closed", 9, br#"{"task":1}"#), Err(unknown));
    for bytes in [b"{}".as_slice(), b"", b"{\"task\":1},\"task_started\":{\"task\":2}", b"\xff"] {
        let malformed = decode("task_closed", 1, bytes);
        assert!(matches!(malformed, Err(CodecError::Malformed { .. })), "{malformed:?}");
    }
}

#[test]
#[ignore = "writes the golden files that do not exist yet"]
#[expect(clippy::disallowed_methods, reason = "golden files are written on demand")]
fn write_golden() {
    let put = |name: String, text: String| {
        let path = folder().join(name);
        if !path.exists() {
            std::fs::write(path, text).unwrap();
        }
    };
    for body in samples() {
        let text = String::from_utf8(body.encode().unwrap()).unwrap() + "\n";
        put(body_file(body.kind(), body.kind_version()), text);
    }
    for name in LOGS {
        let made = match name {
            REHEARSED => rehearsed(),
            REVISED => revised(),
            ENDED => ended(),
            ON_DUTY => on_duty(),
            LOGGED => logged(),
            HANGING => hanging(),
            "log_2" => approved(),
            _ => everything(),
        };
        put(format!("{name}.jsonl"), log_text(&made.log));
        put(state_file(name), state_text(&golden_log(name)));
    }
}
