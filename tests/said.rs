//! Everything that can go wrong, in both languages: each error of the command line, each refusal of the
//! rules, each failure of desk and store. A kind that is added to one of these must be added here.

use std::collections::BTreeSet;
use std::net::SocketAddr;
use std::path::PathBuf;

use chrono_tz::Asia::Shanghai;
use uuid::Uuid;
use wallchart::cli::config::{ConfigError, Mistake};
use wallchart::cli::error::CliError;
use wallchart::cli::verbs::serve::ServeError;
use wallchart::dashboard::DashboardError;
use wallchart_campaign::lost::Unfit;
use wallchart_campaign::read::{CheckSeen, Checked, FilterError, Joined};
use wallchart_campaign::rows::BadCell;
use wallchart_campaign::{
    Actor, CodecError, CommandId, EvidenceShort, LocalTime, Missing, PlanFault, Refusal, Role, Seq,
    TaskState, UnmetNeed, Verb, Words,
};
use wallchart_plan::asks::{AskFault, AskKind};
use wallchart_plan::expanded::{Compare, Join, PersonRole};
use wallchart_plan::ids::TaskNo;
use wallchart_plan::rows::Column;
use wallchart_plan::time::Instant;
use wallchart_runtime::{Damage, DeskError};
use wallchart_store::{Malformed, StoreError};
use wallchart_words::{Lang, ids};

use crate::plans::repository;

/// The variants of an enum, read from its source.
pub(crate) fn variants(file: &str, name: &str) -> BTreeSet<String> {
    let source = std::fs::read_to_string(repository().join(file)).unwrap();
    let start = format!("pub enum {name} {{\n");
    let (_, body) = source.split_once(&start).unwrap_or_else(|| panic!("{file} has no {name}"));
    let (body, _) = body.split_once("\n}").unwrap();
    body.lines()
        .filter_map(|l| {
            l.strip_prefix("    ").filter(|l| l.starts_with(|c: char| c.is_ascii_uppercase()))
        })
        .map(|l| l.split(|c: char| !c.is_ascii_alphanumeric()).next().unwrap_or(l).to_owned())
        .collect()
}

/// What a value of an enum is called.
fn variant(value: &impl std::fmt::Debug) -> String {
    let text = format!("{value:?}");
    text.split(|c: char| !c.is_ascii_alphanumeric()).next().unwrap_or(&text).to_owned()
}

/// Fails where a variant has no example here.
fn all_are_here(file: &str, name: &str, here: BTreeSet<String>) {
    let forgotten: Vec<String> = variants(file, name).difference(&here).cloned().collect();
    assert!(forgotten.is_empty(), "add an example of {name}::{forgotten:?} to tests/said.rs");
}

/// What something is called, its message and its hint, each in both languages.
type Said = (String, [Option<String>; 2], [Option<String>; 2]);

/// A line for each thing said, and no language in the other's place.
fn both(name: &str, said: &[Said]) {
    for (i, lang) in Lang::ALL.into_iter().enumerate() {
        let mut page = String::new();
        for (kind, messages, hints) in said {
            let message = messages[i].as_deref().unwrap_or("(nothing)");
            page.push_str(&format!("{kind}\n    {message}\n"));
            if let Some(hint) = &hints[i] {
                page.push_str(&format!("    > {hint}\n"));
            }
            let text = format!("{message} {}", hints[i].as_deref().unwrap_or_default());
            assert!(!text.contains("{ $") && !text.contains("cli-"), "{text}");
            let chinese = message.chars().any(|c| ('\u{4e00}'..='\u{9fff}').contains(&c));
            assert!(lang == Lang::En || chinese || message == "(nothing)", "no Chinese: {text}");
        }
        insta::assert_snapshot!(format!("{name}_{lang}"), page);
    }
}

fn named(names: &[&str]) -> Vec<String> {
    names.iter().map(|n| (*n).to_owned()).collect()
}

fn text(text: &str) -> String {
    text.to_owned()
}

const TASK: TaskNo = TaskNo(12);

fn cli_errors() -> Vec<CliError> {
    let path = PathBuf::from("office.db");
    let file = |kind| CliError::File {
        path: PathBuf::from("plan.ron"),
        error: std::io::Error::from(kind),
    };
    let config = |at, mistake| {
        CliError::from(ConfigError { path: PathBuf::from("config.ron"), at, mistake })
    };
    let rows = || PathBuf::from("走访.csv");
    let column = || Column { name: text("公示"), kind: AskKind::YesNo, optional: false };
    use std::io::ErrorKind;
    vec![
        CliError::Plan { errors: 1, blockers: 0 },
        CliError::Plan { errors: 3, blockers: 0 },
        CliError::Plan { errors: 0, blockers: 1 },
        CliError::Plan { errors: 0, blockers: 2 },
        CliError::Warnings(1),
        CliError::Warnings(2),
        CliError::Desk(DeskError::Stopped),
        CliError::Desk(Refusal::NotLaunched.into()),
        CliError::Store(StoreError::Busy),
        CliError::Unknown {
            cause: StoreError::DiskFull,
            again: text("wallchart --command-id=0199 ack 1"),
        },
        CliError::NoStore(path.clone()),
        CliError::NothingToOpen { store: path, plans: named(&["a.ron", "b.ron"]) },
        CliError::NoCampaign { asked: None, ids: Vec::new() },
        CliError::NoCampaign { asked: Some(text("x")), ids: named(&["315-2027"]) },
        CliError::WhichCampaign(named(&["315-2027", "fire-2027"])),
        CliError::NoSuchTask { text: text("分会"), near: named(&["T0012 分会场@城东所"]) },
        CliError::NoSuchTask { text: text("分会"), near: Vec::new() },
        CliError::WhichTask {
            text: text("分会"),
            fits: named(&["T0012 甲", "T0013 乙"]),
            numbers: vec![TaskNo(12), TaskNo(13)],
        },
        CliError::NoSuchUnit { text: text("法规课"), near: named(&["法规科"]) },
        CliError::NoSuchUnit { text: text("法规课"), near: Vec::new() },
        CliError::WhichUnit { text: text("城"), fits: named(&["城东所", "城西所"]) },
        CliError::NoSuchStep { task: TASK, step: text("9"), count: 3 },
        CliError::NoSuchStep { task: TASK, step: text("9"), count: 0 },
        CliError::NoSuchCode { text: text("E999"), near: named(&["E099"]) },
        CliError::NoSuchCode { text: text("E999"), near: Vec::new() },
        CliError::NoSuchPlan {
            near: named(&["s9-community"]),
            text: text("316"),
            plans: named(&["315"]),
        },
        CliError::NothingToAccept { text: text("回方"), names: named(&["回访", "estimates"]) },
        CliError::NoSuchVar { text: text("主题"), names: named(&["theme", "brand"]) },
        CliError::BadTable { path: PathBuf::from("分工.xlsx"), error: text("Xlsx") },
        CliError::NotATable(PathBuf::from("分工.docx")),
        CliError::NoTableFormat(PathBuf::from("分工.pdf")),
        CliError::NoFolder(PathBuf::from("没有")),
        CliError::NoColumn { column: text("Z"), has: vec![(text("A"), text("任务"))] },
        CliError::NothingImported(PathBuf::from("分工.xlsx")),
        CliError::NoHeading,
        CliError::NoOutline,
        CliError::BadMap { text: text("任务") },
        CliError::NotAnswered { option: "--title" },
        CliError::NoWarning { code: text("E030") },
        CliError::BadFigure { text: text("走访五十"), quantity: text("") },
        CliError::BadFigure { text: text("水位=3.5m"), quantity: text("厘米") },
        CliError::BadRowHeading { path: rows(), column: None, columns: vec![column()] },
        CliError::BadRowHeading {
            path: rows(),
            column: Some(text("店名")),
            columns: vec![column()],
        },
        CliError::BadRowCells {
            path: rows(),
            cells: vec![(
                4,
                BadCell { row: 2, column: column(), value: text("也许"), fault: AskFault::YesNo },
            )],
        },
        CliError::RowsThere { path: rows(), known: 12, of: 15 },
        CliError::BadRowNumber { text: text("第三") },
        CliError::NoRowFile,
        CliError::BadPlay { text: text("晚会") },
        CliError::NotStarting,
        CliError::BadDuty {
            what: ids::ROSTER_NO_FILE,
            text: text("值守.csv"),
            offers: named(&["import", "export"]),
        },
        CliError::BadRows { rows: vec![(3, CliError::BadTime { text: text("下周") })] },
        CliError::BadBody { file: text("gala.json") },
        CliError::BadAnswer { text: text("广场") },
        CliError::BadTime { text: text("下周") },
        CliError::BadSpan { text: text("下周") },
        CliError::NameEvidence { task: TASK, names: named(&["照片", "签到表"]) },
        CliError::NameEvidence { task: TASK, names: Vec::new() },
        CliError::Filter(FilterError::Unclosed),
        CliError::Serve(ServeError::Open(SocketAddr::from(([0, 0, 0, 0], 8315)))),
        CliError::Serve(ServeError::NoToken(PathBuf::from("token"))),
        CliError::Serve(ServeError::Listen {
            address: SocketAddr::from(([127, 0, 0, 1], 80)),
            error: ErrorKind::PermissionDenied.into(),
        }),
        CliError::NoSuchRevision { asked: 9, is: 2 },
        CliError::OtherAnchor {
            was: chrono::NaiveDate::from_ymd_opt(2025, 1, 1).unwrap(),
            anchor: chrono::NaiveDate::from_ymd_opt(2026, 12, 16).unwrap(),
        },
        CliError::NotLaidOut(2),
        CliError::ChangedMeanwhile(PathBuf::from("plan.ron")),
        file(ErrorKind::NotFound),
        file(ErrorKind::PermissionDenied),
        file(ErrorKind::IsADirectory),
        config(Some((2, 5)), Mistake::UnknownKey { key: text("langg"), near: Some("lang") }),
        config(Some((2, 5)), Mistake::UnknownKey { key: text("theme"), near: None }),
        config(Some((2, 5)), Mistake::Twice("lang")),
        config(Some((2, 5)), Mistake::UnknownWord { word: text("fr"), takes: &["zh", "en"] }),
        config(Some((2, 5)), Mistake::Kind),
        config(Some((1, 1)), Mistake::NoConfig),
        config(Some((1, 1)), Mistake::Syntax),
        config(None, Mistake::NoText),
        config(None, Mistake::NoFile),
        config(None, Mistake::Unreadable(text("Input/output error"))),
        CliError::NoSuchVerb(text("chek")),
        CliError::Unconfirmed,
        CliError::NotAsApproved { asked: text("3f2a9c1d"), found: text("77d0e1a2b3c4") },
        CliError::ShortFingerprint { asked: text("3f2a"), least: 8 },
        CliError::NowNotHere,
        CliError::RehearsalsHere(PathBuf::from("315.rehearsal.db")),
        CliError::CampaignHere { path: PathBuf::from("wallchart.db"), campaign: text("315-2027") },
        CliError::Rehearsed(PathBuf::from("315.rehearsal.db")),
        CliError::BadCurtain(text("someday")),
        CliError::NothingToRedo,
        CliError::Damaged,
        CliError::Terminal(text("Input/output error")),
        CliError::Dashboard(DashboardError::Signal(15)),
        CliError::Dashboard(DashboardError::Panicked),
        CliError::Differs,
        CliError::Interrupted,
        CliError::Closed,
    ]
}

#[test]
fn errors_of_the_command_line() {
    let all = cli_errors();
    all_are_here("tui/cli/error/mod.rs", "CliError", all.iter().map(variant).collect());
    let mistakes = all.iter().filter_map(|e| match e {
        CliError::Config(error) => Some(variant(&error.mistake)),
        _ => None,
    });
    all_are_here("tui/cli/config/file.rs", "Mistake", mistakes.collect());
    let said: Vec<_> = all
        .iter()
        .map(|error| {
            let messages = Lang::ALL.map(|lang| error.message(lang, None));
            let hints = Lang::ALL.map(|lang| error.hint(lang));
            (format!("{} ({})", variant(error), error.code()), messages, hints)
        })
        .collect();
    both("cli", &said);
}

fn refusals() -> Vec<Refusal> {
    let task = TASK;
    let unit = Actor::Unit("城东所".into());
    let verb = Verb::Submit;
    let at = LocalTime { at: Instant::from_utc(chrono::NaiveDateTime::default()), zone: Shanghai };
    let command = CommandId(Uuid::nil());
    let needs = [Join::All, Join::AtLeast(3), Join::Percent(80), Join::Settled].map(|join| {
        let starts = join == Join::All;
        let one = Joined {
            task: "通知".into(),
            of: 1,
            held: 0,
            skipped: 0,
            late: 0,
            open: vec![TaskNo(6)],
        };
        let open = vec![TaskNo(7), TaskNo(8)];
        let fan = Joined { task: "分会场".into(), of: 11, held: 9, skipped: 1, late: 2, open };
        let open = vec![TaskNo(6), TaskNo(7), TaskNo(8)];
        let groups = vec![one, fan];
        UnmetNeed { need: 0, join, have: 1, want: 3, of: 4, starts, open, groups }
    });
    let missing = Missing {
        rows: true,
        cells: vec![Unfit { row: 2, column: text("金额"), value: text("三") }],
        supporters: vec!["城西所".into()],
        pick: true,
        answers: named(&["place"]),
        steps: vec![(1, text("公示"))],
        steps_short: 1,
        measures: vec!["走访".into()],
        evidence: vec![EvidenceShort { name: text("照片"), have: 1, want: 2 }],
    };
    let check = CheckSeen {
        check: text("申诉 + 举报 + 建议 == 投诉"),
        left: 45.into(),
        compare: Compare::Exactly,
        right: 44.into(),
        exact: true,
        state: Checked::Broken,
    };
    let columns = [
        ("企业", AskKind::Text),
        ("公示", AskKind::YesNo),
        ("金额", AskKind::Number),
        ("日期", AskKind::Date),
        ("属地", AskKind::Unit("所分局".into())),
    ];
    let columns = columns.map(|(name, kind)| Column { name: text(name), kind, optional: false });
    let faults = [
        (AskFault::Empty, ""),
        (AskFault::YesNo, "也许"),
        (AskFault::Number, "三"),
        (AskFault::Date, "D-3"),
        (AskFault::Unit, "城南所"),
    ];
    let bad = columns.iter().zip(faults).map(|(column, (fault, value))| BadCell {
        row: 2,
        column: column.clone(),
        value: text(value),
        fault,
    });
    let (bad, columns) = (bad.collect::<Vec<_>>(), columns.to_vec());
    let bad_plan = |fault| Refusal::BadPlan { fault };
    let play = || wallchart_plan::playbook::PlayRef { playbook: text("gala"), nth: 2 };
    let blank = |what| Refusal::Blank { verb: Verb::Return, task, what };
    vec![
        Refusal::NotLaunched,
        Refusal::AlreadyLaunched { campaign: "315-2027".into() },
        bad_plan(PlanFault::NoTasks),
        bad_plan(PlanFault::NumberTwice { task }),
        bad_plan(PlanFault::NumberGone { task }),
        bad_plan(PlanFault::UnknownNeed { task, on: TaskNo(99) }),
        bad_plan(PlanFault::UnknownUnit { unit: "无此单位".into() }),
        Refusal::OnlyCoordinator { actor: unit.clone(), coordinator: "秘书处".into() },
        Refusal::NotInPlan { actor: unit.clone() },
        Refusal::NoSuchUnit { unit: "无此单位".into() },
        Refusal::NotForUnit { actor: unit.clone(), unit: "城西所".into() },
        Refusal::NoSuchTask { task, of: 6 },
        Refusal::NotAllowed {
            verb: Verb::Accept,
            task,
            actor: unit.clone(),
            by: vec![(Role::Reviewer, "秘书处".into()), (Role::Coordinator, "秘书处".into())],
        },
        Refusal::WrongState { verb, task, is: TaskState::Issued, next: vec![Verb::Acknowledge] },
        Refusal::WrongState { verb, task, is: TaskState::Closed, next: Vec::new() },
        Refusal::Unmet { task, needs: needs.to_vec(), missing: Box::new(missing.clone()) },
        Refusal::Missing { verb, task, missing: Box::new(missing) },
        Refusal::DoesNotAddUp { task, unit: "城东所".into(), checks: vec![check] },
        Refusal::NotAskedFor { verb: Verb::Tick, task },
        Refusal::NoSuchStep { task, step: 9, steps: named(&["公示", "兑现"]) },
        Refusal::NoSuchMeasure { task, measure: "走房".into(), asked: vec!["走访".into()] },
        Refusal::NoSuchAnswer { task, name: text("plaza"), asked: named(&["place"]) },
        Refusal::NoSuchEntry { task, entry: Seq(42), measure: "走访".into() },
        Refusal::NoSuchColumn { task, column: text("地址"), columns: columns.clone() },
        Refusal::RowTooWide { task, row: 3, columns: 2 },
        Refusal::BadRows { task, cells: bad.clone(), is_one: true },
        Refusal::BadRows { task, cells: bad, is_one: false },
        Refusal::NoSuchRow { task, row: 9, last: 7 },
        Refusal::NoRows { task },
        Refusal::Counted {
            task, measure: "未公示".into(), from: text("rows where 公示 == no")
        },
        Refusal::AlreadySo { verb: Verb::Tick, task },
        Refusal::AlreadyAttached { task, file: text("a.jpg"), name: text("照片") },
        Refusal::AlreadyReported { task, unit: "城西所".into() },
        Refusal::AlreadyOwner { task, unit: "城西所".into() },
        Refusal::PercentTooHigh { task, percent: 120 },
        Refusal::Negative { task, measure: "走访".into() },
        Refusal::BadPeriod { task, measure: "走访".into() },
        blank(Words::Text),
        blank(Words::Reason),
        blank(Words::Name),
        blank(Words::File),
        blank(Words::Answer),
        Refusal::OutsideWindow { task, start: at, end: at },
        Refusal::NilNotAsked { task },
        Refusal::NoSuchPlaybook { playbook: text("gala"), known: named(&["case"]) },
        Refusal::NoSuchHook { hook: text("gala") },
        Refusal::MayNotStart { actor: unit.clone(), playbook: text("gala"), by: vec!["A".into()] },
        Refusal::BadParameter {
            playbook: text("gala"),
            name: text("brand"),
            fault: None,
            asked: vec![wallchart_plan::asks::Ask {
                name: text("place"),
                kind: wallchart_plan::asks::AskKind::Unit("branches".into()),
            }],
        },
        Refusal::NoSuchPlay { play: play() },
        Refusal::PlayIsOver { play: play() },
        Refusal::MayNotStop { actor: unit.clone(), coordinator: "A".into() },
        Refusal::StopWithoutReason { play: play() },
        Refusal::NotDue { what: text("gala") },
        Refusal::NoSuchRoster { roster: text("夜班"), known: vec!["值守".into()] },
        Refusal::NoSuchPost {
            roster: "值守".into(),
            unit: "A".into(),
            item: Some(text("热线")),
            posts: named(&["B 热线"]),
        },
        Refusal::NoSuchShift { roster: "值守".into(), at, shifts: vec![at] },
        Refusal::NoSuchSeat {
            roster: "值守".into(),
            role: PersonRole::Expert,
            needs: vec![PersonRole::Leader, PersonRole::Staff],
        },
        Refusal::MayNotFill { actor: unit.clone(), unit: "B".into(), coordinator: "A".into() },
        Refusal::NotOfUnit {
            person: "B-1".into(),
            unit: "A".into(),
            of: Some("B".into()),
            people: vec!["A-1".into()],
        },
        Refusal::NotOfUnit {
            person: "C-1".into(),
            unit: "A".into(),
            of: None,
            people: vec!["A-1".into()],
        },
        Refusal::OtherRole {
            person: "A-1".into(),
            is: PersonRole::Staff,
            role: PersonRole::Leader,
        },
        Refusal::OnDutyTwice {
            person: "A-1".into(), seats: vec![("值守".into(), "A".into(), at)]
        },
        Refusal::SeatChangedSince { roster: "值守".into(), unit: "A".into(), at },
        Refusal::NothingToFill,
        Refusal::NoOutcome { verb, task, allowed: named(&["settled", "referred"]) },
        Refusal::NoSuchOutcome {
            task,
            outcome: text("failed"),
            allowed: named(&["settled", "referred"]),
        },
        Refusal::NoDueDate { task },
        Refusal::ExtensionTooLate { task, due: at },
        Refusal::ExtensionNotLater { task, than: at },
        Refusal::ExtensionPending { task },
        Refusal::NoExtensionAsked { task },
        Refusal::ChangedSince { task, seq: Seq(42), by: None, kind: None },
        Refusal::ChangedSince {
            task,
            seq: Seq(42),
            by: Some(unit.clone()),
            kind: Some(text("task_submitted")),
        },
        Refusal::NothingToUndo,
        Refusal::NotInJournal { command, depth: 200 },
        Refusal::RollBackInstead,
        Refusal::OtherCampaign { running: "315-2027".into(), given: "安全月-2027".into() },
        Refusal::OtherRevision { seen: 1, is: 2 },
        Refusal::NothingToApply { revision: 2 },
        Refusal::PlayedSince { play: text("爆管#2"), seen: Seq(42) },
        Refusal::RecordsWouldGo { tasks: vec![task] },
        Refusal::CountsWouldGo { tasks: vec![task], what: vec![text("受众")] },
        Refusal::CannotUndoLaunch,
        Refusal::AlreadyUndone { kind: text("task_submitted") },
        Refusal::UndoOfOthers { by: unit.clone() },
        Refusal::UndoBlocked { command, kind: text("task_submitted"), by: unit, at },
        Refusal::NotARehearsal,
        Refusal::NotYourClock {
            actor: Actor::Unit("城东所".into()), coordinator: "秘书处".into()
        },
        Refusal::ClockNotBack { at },
        Refusal::NotInBatch,
        Refusal::EmptyBatch,
        Refusal::InBatch { at: 1, refusal: Box::new(Refusal::NilNotAsked { task }) },
    ]
}

#[test]
fn refusals_of_the_rules() {
    let all = refusals();
    let file = "engine/campaign/src/refusal.rs";
    all_are_here(file, "Refusal", all.iter().map(variant).collect());
    let faults = all.iter().filter_map(|r| match r {
        Refusal::BadPlan { fault } => Some(variant(fault)),
        _ => None,
    });
    all_are_here(file, "PlanFault", faults.collect());
    let words = all.iter().filter_map(|r| match r {
        Refusal::Blank { what, .. } => Some(variant(what)),
        _ => None,
    });
    all_are_here(file, "Words", words.collect());
    let said: Vec<_> = all
        .iter()
        .map(|refusal| {
            let messages = Lang::ALL.map(|lang| Some(refusal.message(lang)));
            let hints = Lang::ALL.map(|lang| Some(refusal.hint(lang)));
            (variant(refusal), messages, hints)
        })
        .collect();
    both("refusals", &said);
}

fn store_errors() -> Vec<StoreError> {
    let path = || PathBuf::from("/office/wallchart.db");
    let detail = || text("event 7");
    vec![
        StoreError::NotFound { path: path() },
        StoreError::NoFolder { path: path() },
        StoreError::NotAStore { path: path() },
        StoreError::NewerVersion { found: 9, ours: 1 },
        StoreError::NetworkFileSystem { path: path(), kind: text("nfs") },
        StoreError::Corrupt { detail: detail() },
        StoreError::Busy,
        StoreError::DiskFull,
        StoreError::ReadOnly,
        StoreError::AlreadyExists { path: path() },
        StoreError::NoSuchEvent,
        StoreError::TooBig { bytes: 600_000_000, limit: 512 << 20 },
        StoreError::OldSqlite { found: text("3.40.0") },
        StoreError::BadBackup { detail: detail() },
        StoreError::Damaged {
            path: path(),
            problems: 2,
            first: Box::new(wallchart_store::Problem {
                campaign: None,
                seq: None,
                what: wallchart_store::Wrong::Body,
            }),
        },
        StoreError::Leased { holder: text("server") },
        StoreError::SameFile { path: path() },
        StoreError::Io { detail: text("Input/output error") },
    ]
}

#[test]
fn failures_of_desk_and_store() {
    let stores = store_errors();
    all_are_here("engine/store/src/error.rs", "StoreError", stores.iter().map(variant).collect());
    let codec = CodecError::UnknownKind(text("task_painted"));
    let desks = vec![
        DeskError::from(Refusal::NotLaunched),
        DeskError::Store(StoreError::Busy),
        DeskError::Unknown(StoreError::Io { detail: text("Input/output error") }),
        DeskError::NoCampaign("315-2027".into()),
        DeskError::Contended { times: 32 },
        DeskError::Damaged { campaign: "315-2027".into(), damage: Damage::from(codec) },
        DeskError::Ring(vec![TaskNo(1), TaskNo(2)]),
        DeskError::Reused,
        DeskError::Rejected(Malformed::Empty),
        DeskError::Fenced,
        DeskError::Stopped,
    ];
    all_are_here("engine/runtime/src/error.rs", "DeskError", desks.iter().map(variant).collect());
    let none = || [None, None];
    let said = stores
        .iter()
        .map(|e| (variant(e), Lang::ALL.map(|lang| Some(e.message(lang))), none()))
        .chain(
            desks.iter().map(|e| (variant(e), Lang::ALL.map(|lang| Some(e.message(lang))), none())),
        );
    both("store", &said.collect::<Vec<_>>());
}
