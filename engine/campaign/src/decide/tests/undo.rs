//! Undo, redo and batches.

use super::*;

#[test]
fn undo_and_redo_go_back_and_forth() {
    let (mut c, owner) = (running(), unit("消保科"));
    let undo = || Command::Undo { command: None };
    c.ok(&owner, progress(1, 30));
    let thirty = c.record(1).percent;
    c.ok(&owner, progress(1, 60));
    let first = c.ok(&owner, undo());
    assert_eq!(c.record(1).percent, thirty);
    let second = c.ok(&owner, undo());
    assert_eq!((c.record(1).percent, c.record(1).state), (0, TaskState::Issued));
    assert_eq!(c.no(&owner, undo()), "nothing-to-undo");
    assert_eq!(c.no(&owner, Command::Undo { command: Some(first) }), "undo-blocked");
    assert_eq!(crate::redo_target(c.state(), &owner), Some(second));
    c.ok(&owner, Command::Undo { command: Some(second) });
    assert_eq!(c.record(1).percent, 30);
    assert_eq!(crate::redo_target(c.state(), &owner), Some(first));
    c.ok(&owner, Command::Undo { command: Some(first) });
    assert_eq!((c.record(1).percent, c.record(1).state), (60, TaskState::InProgress));
    assert_eq!(crate::redo_target(c.state(), &owner), None);
    assert_eq!(c.no(&owner, Command::Undo { command: Some(first) }), "already-undone");
    c.ok(&owner, undo());
    assert_eq!(c.record(1).percent, 30);
}

#[test]
fn undo_is_blocked_by_a_later_change_of_the_same() {
    let (mut c, owner) = (running(), unit("消保科"));
    let submitted = c.ok(&owner, submit(1));
    c.ok(&unit("秘书处"), accept(1));
    let refusal = c.give(owner.clone(), Command::Undo { command: None }).unwrap_err();
    assert!(matches!(&refusal, Refusal::UndoBlocked { kind, .. } if kind == "task_completed"));
    insta::assert_snapshot!(refusal.message(Lang::Zh), @"不能撤回：其后秘书处于2026-02-02 08:02又作了变更（办结）。");
    let named = Command::Undo { command: Some(submitted) };
    assert_eq!(c.no(&unit("城东所"), named.clone()), "undo-of-others");
    c.ok(&unit("秘书处"), Command::Undo { command: None });
    c.ok(&Actor::Operator, named);
    assert_eq!(c.record(1).state, TaskState::Issued);
    let unknown = CommandId(uuid::Uuid::from_u128(5000));
    assert_eq!(c.no(&owner, Command::Undo { command: Some(unknown) }), "not-in-journal");
}

#[test]
fn a_batch_is_all_or_nothing_and_one_undo() {
    let (mut c, owner) = (running(), unit("城东所"));
    let batch = |commands| Command::Batch { commands };
    assert_eq!(c.no(&owner, batch(vec![])), "empty-batch");
    assert_eq!(c.no(&owner, batch(vec![Command::Undo { command: None }])), "not-in-batch");
    assert_eq!(c.no(&owner, batch(vec![tick(2, 0, true), tick(2, 0, true)])), "already-so");
    let before = c.record(2).clone();
    c.ok(&owner, batch(vec![tick(2, 0, true), tick(2, 1, true), progress(2, 50)]));
    assert_eq!(c.record(2).steps, [true, true, false]);
    c.ok(&owner, Command::Undo { command: None });
    assert_eq!(plain(c.record(2)), plain(&before));
}

#[test]
fn what_was_closed_keeps_its_records() {
    let (mut c, owner, lead, task) = (running(), unit("消保科"), Actor::Operator, TaskNo(1));
    let attached = c.ok(&owner, attach(1, "会议纪要", "aa"));
    let text = "收到".to_owned();
    let comment = c.ok(&owner, Command::Comment { task, text });
    c.ok(&owner, submit(1));
    c.ok(&lead, accept(1));
    let closed = c.ok(&lead, Command::Close { task, note: None });
    let undo = |command| Command::Undo { command: Some(command) };
    let refusal = c.give(owner.clone(), undo(attached)).unwrap_err();
    assert!(matches!(refusal, Refusal::UndoBlocked { command, .. } if command == closed));
    c.ok(&owner, undo(comment));
    c.ok(&lead, undo(closed));
    c.ok(&owner, undo(attached));
    assert_eq!(c.record(1).state, TaskState::Completed);
}
