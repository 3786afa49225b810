//! Rows of a log: held to their columns, counted, corrected, taken out and undone.

use wallchart_plan::asks::{AskFault, AskKind};
use wallchart_plan::rows::Column;

use super::*;
use crate::command::{Apply, Onto};
use crate::read::figures;
use crate::rows::BadCell;
use crate::testing::{log_rows, logging};

const TASK: TaskNo = TaskNo(11);

fn running() -> Running {
    Running::launch(logging()).unwrap()
}

fn east() -> Actor {
    unit("城东所")
}

/// What the figures come to: 走访户, 未公示, 金额.
fn counted(c: &Running) -> Vec<String> {
    let totals = figures(c.state()).totals.into_iter();
    totals.map(|t| if t.figures > 0 { t.total.to_string() } else { "-".into() }).collect()
}

fn correct(row: u32, column: &str, cell: &str) -> Command {
    let cells = vec![(column.to_owned(), cell.to_owned())];
    Command::CorrectRow { task: TASK, row, cells }
}

fn remove(row: u32) -> Command {
    Command::RemoveRow { task: TASK, row, reason: None }
}

#[test]
fn figures_follow_the_rows() {
    let mut c = running();
    assert_eq!(counted(&c), ["-", "-", "-"]);
    let first = c.ok(
        &east(),
        log_rows(&[["甲店", "是", "１,２００"], ["乙店", "否", ""], ["丙店", "no", "80.5"]]),
    );
    assert_eq!(counted(&c), ["3", "2", "1280.5"]);
    assert!(c.record(11).started_at.is_some(), "a row is a sign that work has begun");
    c.ok(&unit("城西所"), correct(3, "公示", "yes"));
    c.ok(&Actor::Operator, remove(1));
    assert_eq!(counted(&c), ["2", "1", "80.5"]);
    assert_eq!(c.no(&Actor::Operator, remove(1)), "no-such-row");
    assert_eq!(c.no(&east(), correct(1, "公示", "否")), "no-such-row");
    assert_eq!(c.no(&east(), correct(3, "公示", "是")), "already-so");
    // What came after stands in the way of undoing what came first.
    assert_eq!(c.no(&Actor::Operator, Command::Undo { command: Some(first) }), "undo-blocked");
    c.ok(&Actor::Operator, Command::Undo { command: None });
    c.ok(&unit("城西所"), Command::Undo { command: None });
    assert_eq!(counted(&c), ["3", "2", "1280.5"]);
    c.ok(&Actor::Operator, Command::Undo { command: Some(first) });
    assert_eq!(counted(&c), ["-", "-", "-"]);
    // A number is never given again.
    c.ok(&east(), log_rows(&[["丁店", "是", ""]]));
    assert_eq!(c.record(11).rows.standing().map(|(no, _)| no).collect::<Vec<_>>(), [4]);
}

#[test]
fn bad_rows_are_refused_whole_with_every_bad_cell() {
    let mut c = running();
    let rows = log_rows(&[["甲店", "也许", "1"], ["乙店", "是", "2"], ["", "否", "三"]]);
    let refusal = c.give(east(), rows).unwrap_err();
    speaks(&refusal);
    let Refusal::BadRows { cells, .. } = &refusal else { panic!("{refusal:?}") };
    let told = |bad: &BadCell| (bad.row, bad.column.name.clone(), bad.fault);
    assert_eq!(
        cells.iter().map(told).collect::<Vec<_>>(),
        [
            (0, "公示".to_owned(), AskFault::YesNo),
            (2, "企业".to_owned(), AskFault::Empty),
            (2, "金额".to_owned(), AskFault::Number),
        ]
    );
    let zh = refusal.message(Lang::Zh);
    assert!(zh.contains("第1行“公示”填了“也许”，应填是或否"), "{zh}");
    assert!(c.record(11).rows.is_blank());
    let rows = |columns: &[&str], row: &[&str]| Command::AddRows {
        task: TASK,
        columns: columns.iter().map(|c| (*c).to_owned()).collect(),
        rows: vec![row.iter().map(|c| (*c).to_owned()).collect()],
    };
    assert_eq!(c.no(&east(), rows(&["企业", "地址"], &["甲店", "某路"])), "no-such-column");
    assert_eq!(c.no(&east(), rows(&["企业", "企业"], &["甲店", "乙店"])), "no-such-column");
    assert_eq!(c.no(&east(), rows(&["企业"], &["甲店", "是"])), "row-too-wide");
    assert_eq!(c.no(&east(), rows(&["企业"], &["甲店"])), "bad-rows");
    // The only one needs no number: in the log it would have another.
    c.ok(&east(), log_rows(&[["甲店", "是", ""]]));
    let only = c.give(east(), log_rows(&[["乙店", "也许", "1"]])).unwrap_err();
    let (zh, en) = (only.message(Lang::Zh), only.message(Lang::En));
    assert!(zh.contains("“公示”填了“也许”，应填是或否") && !zh.contains('第'), "{zh}");
    assert!(en.contains("公示: “也许” is neither yes nor no") && !en.contains("row 1"), "{en}");
    c.ok(&east(), Command::Undo { command: None });
    assert_eq!(c.no(&east(), log_rows(&[])), "no-rows");
    assert_eq!(c.no(&unit("消保科"), log_rows(&[["甲店", "是", ""]])), "not-allowed");
    let elsewhere = Command::AddRows { task: TaskNo(1), columns: Vec::new(), rows: Vec::new() };
    assert_eq!(c.no(&unit("消保科"), elsewhere), "not-asked-for");
}

#[test]
fn a_check_waits_for_a_log_until_it_is_handed_in() {
    use crate::read::Checked;
    use wallchart_plan::expanded::Compare;
    use wallchart_plan::sums::{Sum, SumCheck, Term};
    let mut plan = logging();
    let sum = |name: &str| Sum(vec![Term::Measure(name.into())]);
    plan.checks =
        vec![SumCheck { left: sum("走访户"), compare: Compare::AtLeast, right: sum("金额") }];
    let mut c = Running::launch(plan).unwrap();
    c.ok(&east(), log_rows(&[["甲店", "是", "2"]]));
    let state = |c: &Running| figures(c.state()).checks[0].state;
    assert_eq!(state(&c), Checked::Waiting);
    c.ok(&unit("城西所"), submit(11));
    c.ok(&east(), submit(11));
    assert_eq!(state(&c), Checked::Broken);
    c.ok(&east(), log_rows(&[["乙店", "是", ""]]));
    assert_eq!(state(&c), Checked::Holds);
}

#[test]
fn what_is_counted_is_not_entered_by_hand() {
    let mut c = running();
    assert_eq!(c.no(&east(), figure(11, "走访户", 3)), "counted");
}

#[test]
fn an_empty_log_is_handed_in_only_as_empty() {
    let mut c = running();
    c.ok(&unit("城西所"), submit(11));
    assert_eq!(c.no(&east(), submit(11)), "missing");
    let nil = Command::Submit { task: TASK, note: None, nil: true, outcome: None };
    let handed_in = c.ok(&east(), nil);
    assert_eq!(counted(&c), ["0", "0", "0"]);
    c.ok(&east(), Command::Undo { command: Some(handed_in) });
    c.ok(&east(), log_rows(&[["甲店", "是", ""]]));
    c.ok(&east(), submit(11));
    assert_eq!(counted(&c), ["1", "0", "0"]);
    c.ok(&unit("秘书处"), accept(11));
    c.ok(&Actor::Operator, remove(1));
    assert_eq!(c.no(&unit("秘书处"), Command::Close { task: TASK, note: None }), "missing");
}

#[test]
fn rows_keep_what_they_hold_when_the_plan_changes_the_log() {
    let mut c = running();
    c.ok(&east(), log_rows(&[["甲店", "是", "10"], ["乙店", "否", "20"]]));
    let mut plan = logging();
    let task = plan.tasks.last_mut().unwrap();
    // One column goes, one comes.
    task.log.retain(|column| column.name != "公示");
    task.log.push(Column { name: "地址".to_owned(), kind: AskKind::Text, optional: true });
    task.measures.retain(|ask| ask.measure.as_str() != "未公示");
    let onto = Onto { revision: 1, seq: c.state().seq, drop_records_of: vec![TASK] };
    let apply = Apply { language: 1, sources: Vec::new(), plan, rehearsal: None };
    c.ok(&Actor::Operator, Command::Amend { apply: Box::new(apply), approval: None, onto });
    assert_eq!(counted(&c), ["2", "-", "30"]);
    c.ok(&east(), correct(1, "地址", "某路"));
    assert_eq!(c.no(&east(), correct(1, "公示", "否")), "no-such-column");
    let rows = &c.record(11).rows;
    let held = |no| rows.cells(rows.row(no).unwrap()).collect::<Vec<_>>();
    assert_eq!(held(1), [("企业", "甲店"), ("公示", "yes"), ("金额", "10"), ("地址", "某路")]);
    assert_eq!(held(2), [("企业", "乙店"), ("公示", "no"), ("金额", "20")]);
}

#[test]
fn rows_added_and_removed_in_one_batch_are_undone_as_one() {
    let mut c = running();
    c.ok(&east(), log_rows(&[["甲店", "是", "1"]]));
    let before = c.record(11).rows.standing_alone();
    let commands = vec![
        log_rows(&[["乙店", "否", "2"], ["丙店", "否", "3"]]),
        correct(3, "金额", "4"),
        remove(2),
        correct(1, "金额", "9"),
        correct(1, "公示", "否"),
        remove(1),
    ];
    let batch = c.ok(&east(), Command::Batch { commands });
    let after = c.record(11).rows.standing_alone();
    assert_eq!(counted(&c), ["1", "1", "4"]);
    let undo = c.ok(&east(), Command::Undo { command: Some(batch) });
    assert_eq!(c.record(11).rows.standing_alone(), before);
    c.ok(&east(), Command::Undo { command: Some(undo) });
    assert_eq!(c.record(11).rows.standing_alone(), after);
}
