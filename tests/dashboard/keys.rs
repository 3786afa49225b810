//! What keys do: to the state, and by the commands that they lead to.

use wallchart::dashboard::{Action, Answer, Cmd, Mode, State, Tab, Way, refresh, update};
use wallchart_campaign::{Actor, Command, TaskState};
use wallchart_plan::ids::TaskNo;
use wallchart_words::Lang;

use super::fixture::{NOW, World, board, press, screen};

fn open() -> State {
    board(Lang::En, (100, 30))
}

/// The commands that keys led to.
fn commands(actions: Vec<Action>) -> Vec<Command> {
    let command = |a| match a {
        Action::Submit(command) => Some(*command),
        _ => None,
    };
    actions.into_iter().filter_map(command).collect()
}

/// A board with this task selected in the Gantt chart.
fn at(task: u32) -> State {
    let mut state = open();
    press(&mut state, "2<Home>e");
    for _ in 0..40 {
        if state.current() == Some(TaskNo(task)) {
            return state;
        }
        press(&mut state, "<Down>");
    }
    panic!("no row of T{task:04}");
}

#[test]
fn views_open_by_number_and_tab_and_the_task_stays_selected() {
    let mut state = at(3);
    press(&mut state, "3");
    assert_eq!((state.tab, state.task), (Tab::Task, Some(TaskNo(3))));
    press(&mut state, "<Esc>");
    assert_eq!((state.tab, state.current()), (Tab::Gantt, Some(TaskNo(3))));
    press(&mut state, "<Tab><Tab>");
    assert_eq!(state.tab, Tab::Log);
    press(&mut state, "<Tab>");
    assert_eq!(state.tab, Tab::Overview);
    assert_eq!(press(&mut state, "q"), [Action::Quit]);
}

#[test]
fn enter_opens_the_task_that_needs_somebody_and_brackets_go_on() {
    let mut state = open();
    let first = state.current().unwrap();
    press(&mut state, "<Enter>");
    assert_eq!((state.tab, state.task), (Tab::Task, Some(first)));
    press(&mut state, "]");
    assert_ne!(state.task, Some(first));
    press(&mut state, "[");
    assert_eq!(state.task, Some(first));
}

#[test]
fn an_action_without_questions_is_taken_at_once() {
    let mut state = at(3);
    let accept = Command::Accept { task: TaskNo(3), note: None };
    assert_eq!(commands(press(&mut state, "A")), [accept]);
    assert!(state.busy);
    assert!(press(&mut state, "A").is_empty(), "not twice while the first is under way");
    update(&mut state, Cmd::Answered(Answer::Refused { why: "no".into() }));
    assert!(!state.busy && screen(&state).contains("! no"));
}

#[test]
fn a_return_asks_why_and_keeps_what_was_typed_when_refused() {
    let mut state = at(3);
    press(&mut state, "R<Enter>");
    let Mode::Form(form) = &state.mode else { panic!("a form is open") };
    assert!(form.error.is_some(), "a reason is needed");
    let sent = commands(press(&mut state, "缺 照片<Enter>"));
    let reason = "缺 照片".to_owned();
    assert_eq!(sent, [Command::Return { task: TaskNo(3), reason }]);
    update(&mut state, Cmd::Answered(Answer::Refused { why: "已变动".into() }));
    let text = screen(&state);
    assert!(text.contains("缺 照片") && text.contains("已变动"), "{text}");
    update(
        &mut state,
        Cmd::Answered(Answer::Done { seq: Default::default(), warnings: Vec::new() }),
    );
    assert_eq!(state.mode, Mode::Normal);
}

#[test]
fn an_extension_reads_dates_as_people_write_them() {
    let mut state = at(2);
    press(&mut state, "s");
    press(&mut state, "3月13日");
    assert!(screen(&state).contains("= 03-13 Fri"), "{}", screen(&state));
    let sent = commands(press(&mut state, "<Enter>等盖章<Enter>"));
    let [Command::RequestExtension { task, until, reason }] = &sent[..] else { panic!("{sent:?}") };
    assert_eq!((task.0, until.to_string().as_str()), (2, "2026-03-13T16:00:00Z"));
    assert_eq!(reason, "等盖章");
    let mut state = at(2);
    press(&mut state, "ssoon<Tab>x<Enter>");
    let Mode::Form(form) = &state.mode else { panic!("a form is open") };
    assert!(form.error.as_deref().is_some_and(|e| e.contains("soon")));
    assert_eq!(form.at, 0, "the field that is wrong is gone to");
}

#[test]
fn a_request_is_granted_or_refused() {
    let mut state = at(4);
    let sent = commands(press(&mut state, "S<Right><Enter><Enter>没有理由<Enter>"));
    let note = Some("没有理由".to_owned());
    let refuse = Command::DecideExtension { task: TaskNo(4), grant: false, until: None, note };
    assert_eq!(sent, [refuse]);
}

#[test]
fn marked_tasks_are_acted_on_as_one() {
    let mut state = at(3);
    press(&mut state, " ");
    assert_eq!(state.current(), Some(TaskNo(4)), "marking goes on to the next");
    press(&mut state, " ");
    assert_eq!(state.marks.len(), 2);
    assert!(commands(press(&mut state, "b")).is_empty(), "several are asked about first");
    let sent = commands(press(&mut state, "<Enter>"));
    let start = |n| Command::Start { task: TaskNo(n) };
    assert_eq!(sent, [Command::Batch { commands: vec![start(3), start(4)] }]);
    update(
        &mut state,
        Cmd::Answered(Answer::Done { seq: Default::default(), warnings: Vec::new() }),
    );
    assert!(state.marks.is_empty());
}

#[test]
fn figures_and_a_picked_date_are_filled_in() {
    let mut state = at(5);
    let sent = commands(press(&mut state, "m600余<Tab>120<Enter>"));
    let [Command::Batch { commands: figures }] = &sent[..] else { panic!("{sent:?}") };
    assert_eq!(figures.len(), 2);
    let mut state = at(5);
    let sent = commands(press(&mut state, "wD+1 09:00<Enter>吾悦广场<Enter>"));
    let [Command::Pick { at, answers, .. }] = &sent[..] else { panic!("{sent:?}") };
    assert_eq!(at.to_string(), "2026-03-16T01:00:00Z");
    assert_eq!(answers[..], [("place".to_owned(), "吾悦广场".to_owned())]);
}

#[test]
fn another_unit_is_named_by_initials() {
    let mut state = at(2);
    press(&mut state, "ocxs");
    assert!(screen(&state).contains("= 城西所"), "{}", screen(&state));
    let sent = commands(press(&mut state, "<Tab><Enter>"));
    assert_eq!(sent, [Command::Reassign { task: TaskNo(2), to: "城西所".into(), reason: None }]);
}

#[test]
fn a_filter_is_live_and_escape_brings_back_the_old_one() {
    let mut state = open();
    press(&mut state, "2/cds");
    assert_eq!(state.data.passing, 2);
    press(&mut state, "<Enter>/x<Esc>");
    assert_eq!(state.filter, "cds");
    press(&mut state, "/ state:nonsense");
    assert!(screen(&state).contains("nonsense"), "{}", screen(&state));
    press(&mut state, "<Esc><Esc>");
    assert_eq!((state.filter.as_str(), state.data.passing), ("", 7));
}

#[test]
fn the_palette_finds_actions_views_and_tasks() {
    let mut state = at(3);
    let sent = commands(press(&mut state, ":accept<Enter>"));
    assert_eq!(sent, [Command::Accept { task: TaskNo(3), note: None }]);
    let mut state = open();
    press(&mut state, "<F2>fhccx<Enter>");
    assert_eq!((state.tab, state.task), (Tab::Task, Some(TaskNo(6))));
    press(&mut state, "L:rizhi<Esc>:rz<Enter>");
    assert_eq!(state.tab, Tab::Log);
}

#[test]
fn the_language_is_switched_live_and_a_form_keeps_its_text() {
    let mut state = at(2);
    press(&mut state, "n等盖章");
    update(&mut state, Cmd::Lang);
    let text = screen(&state);
    assert!(text.contains("等盖章") && text.contains("备注"), "{text}");
}

#[test]
fn a_change_elsewhere_leaves_selection_and_scroll() {
    let mut world = World::running();
    let mut state = at(4);
    state.size = (100, 14);
    press(&mut state, "<Down><Up>");
    let height = state.lists.gantt.at - state.lists.gantt.top;
    world.act(
        "2026-03-10T07:30:00Z",
        Actor::Operator,
        Command::Accept { task: TaskNo(3), note: None },
    );
    refresh(&mut state, world.source(NOW));
    assert_eq!(state.current(), Some(TaskNo(4)));
    assert_eq!(state.lists.gantt.at - state.lists.gantt.top, height);
    press(&mut state, "6");
    let newest = screen(&state);
    assert!(newest.contains("completed"), "{newest}");
}

#[test]
fn what_the_keys_lead_to_is_done_and_undone() {
    let mut world = World::running();
    let mut state = at(3);
    for command in commands(press(&mut state, "A")) {
        let answer = world.answer(command);
        update(&mut state, Cmd::Answered(answer));
    }
    assert_eq!(world.record(3).state, TaskState::Completed);
    refresh(&mut state, world.source(NOW));
    for (key, expected) in [("u", TaskState::Submitted), ("U", TaskState::Completed)] {
        for command in commands(press(&mut state, key)) {
            let answer = world.answer(command);
            assert!(matches!(answer, Answer::Done { .. }), "{key}: {answer:?}");
            update(&mut state, Cmd::Answered(answer));
        }
        assert_eq!(world.record(3).state, expected);
        refresh(&mut state, world.source(NOW));
    }
    let mut state = at(5);
    let refused = commands(press(&mut state, "A")).into_iter().map(|c| world.answer(c)).next();
    let Some(Answer::Refused { why }) = &refused else { panic!("{refused:?}") };
    update(&mut state, Cmd::Answered(Answer::Refused { why: why.clone() }));
    assert!(state.notice.is_some_and(|n| n.bad));
}

#[test]
fn the_mouse_selects_opens_and_scrolls() {
    let mut state = open();
    press(&mut state, "2e");
    update(&mut state, Cmd::Click { x: 10, y: 5 });
    assert_eq!(state.lists.gantt.at, 2);
    update(&mut state, Cmd::Wheel { x: 10, y: 5, way: Way::On });
    update(&mut state, Cmd::Click { x: 3, y: 1 });
    assert_eq!(state.tab, Tab::Overview);
}

#[test]
fn time_is_panned_and_zoomed_and_branches_fold() {
    let mut state = open();
    press(&mut state, "2");
    press(&mut state, "<Home>");
    let rows = state.data.shown.len();
    press(&mut state, "<Enter>");
    assert!(state.data.shown.len() < rows, "a stream folds");
    press(&mut state, "<Enter>+<Right>");
    assert!(state.gantt.from_min.is_some());
    press(&mut state, "0c");
    assert!(state.gantt.critical && state.gantt.from_min.is_none());
    assert!(screen(&state).contains("critical path only"), "{}", screen(&state));
}
