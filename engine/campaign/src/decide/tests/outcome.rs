//! Outcomes: said when work is handed in, and tasks that are needed only after one of them.

use wallchart_plan::expanded::WhenOutcome;

use super::*;
use crate::command::{Apply, Onto};
use crate::testing::cases;

fn running() -> Running {
    Running::launch(cases()).unwrap()
}

fn ends(task: u32, outcome: &str) -> Command {
    let outcome = (!outcome.is_empty()).then(|| outcome.to_owned());
    Command::Submit { task: TaskNo(task), note: None, nil: false, outcome }
}

fn states(c: &Running) -> Vec<TaskState> {
    (7..=10).map(|task| c.record(task).state).collect()
}

#[test]
fn how_it_ended_must_be_said_and_be_one_of_the_plan() {
    use TaskState::{InProgress, Submitted};
    let (mut c, east) = (running(), unit("城东所"));
    assert_eq!(c.no(&east, ends(7, "")), "no-outcome");
    assert_eq!(c.no(&east, ends(7, "和解")), "no-such-outcome");
    assert_eq!(c.no(&unit("城西所"), ends(3, "解决")), "no-such-outcome");
    c.ok(&east, ends(7, " 转办 "));
    assert_eq!((c.record(7).state, c.record(7).outcome.as_deref()), (Submitted, Some("转办")));
    c.ok(&east, Command::Withdraw { task: TaskNo(7) });
    assert_eq!((c.record(7).state, &c.record(7).outcome), (InProgress, &None));
    let complete = |outcome: Option<&str>| Command::Complete {
        task: TaskNo(7),
        note: None,
        outcome: outcome.map(str::to_owned),
    };
    assert_eq!(c.no(&Actor::Operator, complete(None)), "no-outcome");
    c.ok(&east, ends(7, "未成"));
    c.ok(&Actor::Operator, complete(None));
    assert_eq!(c.record(7).outcome.as_deref(), Some("未成"), "its lead has said so");
}

#[test]
fn what_waits_for_another_outcome_is_not_needed_nor_what_waits_for_that() {
    use TaskState::{Completed, Issued, Skipped};
    let mut c = running();
    c.ok(&unit("消保科"), Command::Acknowledge { task: TaskNo(8) });
    let before = c.state().clone();
    c.ok(&unit("城东所"), ends(7, "解决"));
    assert_eq!(c.record(8).state, TaskState::InProgress, "nothing is settled yet");
    let accepted = c.ok(&Actor::Operator, accept(7));
    assert_eq!(states(&c), [Completed, Skipped, Skipped, Issued]);
    assert!(c.record(8).ruled_out && c.record(9).ruled_out);
    assert!(unmet(c.state(), TaskNo(10), instant(c.min)).is_empty());
    // Undone with what brought it about; otherwise asked for by whoever acted since.
    let undo = c.ok(&Actor::Operator, Command::Undo { command: Some(accepted) });
    for task in [8, 9] {
        let at = before.index[&TaskNo(task)];
        assert_eq!(plain(c.record(task)), plain(&before.records[at]));
    }
    c.ok(&Actor::Operator, Command::Undo { command: Some(undo) });
    assert_eq!(states(&c), [Completed, Skipped, Skipped, Issued]);
    // Done again, it may end otherwise.
    c.ok(&Actor::Operator, Command::Return { task: TaskNo(7), reason: reason() });
    assert_eq!(states(&c), [TaskState::Returned, Issued, Issued, Issued]);
    assert_eq!(c.record(7).outcome, None);
    c.ok(&unit("城东所"), ends(7, "转办"));
    c.ok(&Actor::Operator, accept(7));
    assert_eq!(states(&c), [Completed, Issued, Issued, Issued]);
    c.ok(&unit("消保科"), ends(8, "不立案"));
    assert_eq!(states(&c), [Completed, Completed, Skipped, Issued]);
}

#[test]
fn what_is_dropped_comes_to_no_outcome() {
    for drop in [
        Command::Cancel { task: TaskNo(7), reason: reason() },
        Command::Skip { task: TaskNo(7), reason: reason() },
    ] {
        let mut c = running();
        let dropped = c.ok(&Actor::Operator, drop);
        assert!(c.record(8).ruled_out && c.record(9).ruled_out);
        c.ok(&Actor::Operator, Command::Undo { command: Some(dropped) });
        assert!(!c.record(8).ruled_out && !c.record(9).ruled_out);
    }
}

#[test]
fn a_new_revision_rules_out_what_has_been_decided_already() {
    let mut plan = cases();
    plan.tasks.truncate(7);
    let mut c = Running::launch(plan).unwrap();
    c.ok(&unit("城东所"), ends(7, "解决"));
    c.ok(&Actor::Operator, accept(7));
    let onto = Onto { revision: 1, seq: c.state().seq, drop_records_of: Vec::new() };
    let plan = cases();
    assert_eq!(plan.tasks[7].when_outcome.as_ref().map(|w: &WhenOutcome| w.on), Some(TaskNo(7)));
    let apply = Box::new(Apply { language: 1, sources: Vec::new(), plan, rehearsal: None });
    c.ok(&Actor::Operator, Command::Amend { apply, approval: None, onto });
    assert!(c.record(8).ruled_out && c.record(9).ruled_out && !c.record(10).ruled_out);
    assert_eq!(fold(&c.log).unwrap(), c.campaign);
}

#[test]
fn only_a_plan_with_outcomes_is_one_that_older_programs_refuse() {
    let version = |c: &Running| c.log[0].body.kind_version();
    assert_eq!((version(&running()), version(&super::running())), (3, 1));
}
