//! A running plan amended: what becomes of what has happened.

use proptest::prelude::*;
use wallchart_plan::Expanded;
use wallchart_plan::amend::{compare, renumber};
use wallchart_plan::expanded::Timing;

use super::laws::sound;
use super::random::{lived, numbers, short};
use super::*;
use crate::command::{Apply, Onto};
use crate::random::{Chance, random_plan};

fn numbered(c: &Campaign, mut plan: Expanded) -> Expanded {
    let retired = c.retired.iter().map(|r| (&r.task.path, r.task.number));
    renumber(&c.plan, retired, &mut plan, c.last_number);
    plan
}

fn onto(c: &Campaign) -> Onto {
    Onto { revision: c.revision, seq: c.seq, drop_records_of: Vec::new() }
}

fn amend(plan: Expanded, onto: Onto) -> Command {
    let apply = Apply { language: 1, sources: Vec::new(), plan, rehearsal: None };
    Command::Amend { apply: Box::new(apply), approval: None, onto }
}

/// The small campaign with its plan edited.
fn edited(c: &Running, edit: impl FnOnce(&mut Expanded)) -> Command {
    let mut plan = (*c.state().plan).clone();
    edit(&mut plan);
    amend(numbered(c.state(), plan), onto(c.state()))
}

#[test]
fn finished_work_keeps_its_records_and_the_rest_follows_the_plan() {
    let mut c = Running::launch(small()).unwrap();
    c.give(Actor::Operator, Command::Complete { task: TaskNo(1), note: None, outcome: None })
        .unwrap();
    c.give(unit("城东所"), tick(2, 2, true)).unwrap();
    let done = c.state().task(TaskNo(1)).unwrap().1.clone();
    let revised = edited(&c, |plan| {
        plan.tasks[0].owner = "宣传科".into();
        plan.tasks[1].steps = vec!["记录".to_owned(), "新步".to_owned()];
        plan.tasks[1].due = Some(instant(9 * 24 * 60));
    });
    c.give(Actor::Operator, revised).unwrap();
    let state = c.state();
    assert_eq!(state.revision, 2);
    let after = &state.task(TaskNo(1)).unwrap().1;
    assert_eq!((after.state, &after.owner), (done.state, &done.owner));
    let visit = &state.task(TaskNo(2)).unwrap().1;
    assert_eq!(visit.steps, [true, false], "a tick stays with its words");
    assert_eq!(visit.due, Some(instant(9 * 24 * 60)));
}

#[test]
fn another_lead_has_it_issued_anew_and_a_new_name_does_not() {
    let mut c = Running::launch(small()).unwrap();
    c.give(unit("城西所"), Command::Acknowledge { task: TaskNo(3) }).unwrap();
    c.give(unit("城东所"), Command::Acknowledge { task: TaskNo(2) }).unwrap();
    let revised = edited(&c, |plan| {
        plan.tasks[2].owner = "宣传科".into();
        let east = plan.units.iter_mut().find(|u| u.id == "城东所".into()).unwrap();
        east.id = "东城分局".into();
        east.aka = vec!["城东所".to_owned()];
        for task in &mut plan.tasks {
            if task.owner == "城东所".into() {
                task.owner = "东城分局".into();
            }
        }
    });
    c.give(Actor::Operator, revised).unwrap();
    let of = |no| c.state().task(TaskNo(no)).unwrap().1.clone();
    assert_eq!((of(3).state, of(3).acked_at), (TaskState::Issued, None));
    assert_eq!((of(2).state, of(2).owner), (TaskState::InProgress, "东城分局".into()));
    assert!(of(2).acked_at.is_some());
    // Under its new name it goes on working.
    c.give(unit("东城分局"), tick(2, 0, true)).unwrap();
}

#[test]
fn a_task_goes_by_another_name_and_a_picked_date_must_fit() {
    let mut c = Running::launch(small()).unwrap();
    let pick = |at| Command::Pick { task: TaskNo(4), at: instant(at), answers: Vec::new() };
    c.give(unit("城东所"), pick(600)).unwrap();
    let revised = edited(&c, |plan| {
        let venue = &mut plan.tasks[3];
        (venue.path, venue.task, venue.was) = ("现场".into(), "现场".into(), Some("分会场".into()));
        venue.timing = Timing::Pick { start: instant(3000), end: instant(9000) };
    });
    c.give(Actor::Operator, revised).unwrap();
    let (task, record) = c.state().task(TaskNo(4)).unwrap();
    assert_eq!((task.path.as_str(), record.picked), ("现场", None));
}

#[test]
fn an_extension_stays_unless_the_plan_gives_longer() {
    let mut c = Running::launch(small()).unwrap();
    let until = instant(5 * 24 * 60);
    let grant =
        Command::DecideExtension { task: TaskNo(1), grant: true, until: Some(until), note: None };
    c.give(Actor::Operator, grant).unwrap();
    for (planned, in_force) in [(2, 5), (8, 8)] {
        let revised = edited(&c, |plan| plan.tasks[0].due = Some(instant(planned * 24 * 60)));
        c.give(Actor::Operator, revised).unwrap();
        let due = c.state().task(TaskNo(1)).unwrap().1.due;
        assert_eq!(due, Some(instant(in_force * 24 * 60)));
    }
}

#[test]
fn records_go_only_when_named_and_come_back_as_they_went() {
    let mut c = Running::launch(small()).unwrap();
    c.give(unit("城西所"), Command::Acknowledge { task: TaskNo(3) }).unwrap();
    let before = c.state().task(TaskNo(3)).unwrap().1.clone();
    let without = |c: &Running| edited(c, |plan| drop(plan.tasks.remove(2)));
    let lost = c.give(Actor::Operator, without(&c));
    assert_eq!(lost, Err(Refusal::RecordsWouldGo { tasks: vec![TaskNo(3)] }));
    let Command::Amend { apply, onto, .. } = without(&c) else { unreachable!() };
    let named = Onto { drop_records_of: vec![TaskNo(3)], ..onto };
    c.give(Actor::Operator, amend(apply.plan, named)).unwrap();
    assert!(c.state().task(TaskNo(3)).is_none());
    assert_eq!(c.state().retired[0].task.number, TaskNo(3));
    // A task of another name never takes the number of the one that is gone.
    let other = edited(&c, |plan| plan.tasks.push(crate::testing::task(9, "另一项", "宣传科")));
    c.give(Actor::Operator, other).unwrap();
    assert_eq!(c.state().plan.tasks.last().unwrap().number, TaskNo(7));
    let back = edited(&c, |plan| plan.tasks.push(small().tasks.remove(2)));
    c.give(Actor::Operator, back).unwrap();
    let after = c.state().task(TaskNo(3)).unwrap().1.clone();
    assert_eq!(TaskRecord { touched: before.touched, ..after }, before);
    assert!(c.state().retired.is_empty());
}

#[test]
fn what_changed_meanwhile_means_to_look_again() {
    let mut c = Running::launch(small()).unwrap();
    let revised = edited(&c, |plan| plan.tasks[2].title = "夜班".to_owned());
    c.give(unit("城西所"), Command::Acknowledge { task: TaskNo(3) }).unwrap();
    let refused = c.give(Actor::Operator, revised);
    assert!(matches!(refused, Err(Refusal::ChangedSince { task: TaskNo(3), .. })), "{refused:?}");
    // What happens to other tasks doesn't matter; another revision does.
    let revised = edited(&c, |plan| plan.tasks[2].title = "夜班".to_owned());
    let stale = revised.clone();
    c.give(unit("消保科"), Command::Acknowledge { task: TaskNo(1) }).unwrap();
    c.give(Actor::Operator, revised).unwrap();
    let refused = c.give(Actor::Operator, stale);
    assert_eq!(refused, Err(Refusal::OtherRevision { seen: 1, is: 2 }));
    let same = edited(&c, |_| {});
    assert_eq!(c.give(Actor::Operator, same), Err(Refusal::NothingToApply { revision: 2 }));
    let by = edited(&c, |plan| plan.tasks[2].title = "早班".to_owned());
    assert!(matches!(c.give(unit("城西所"), by), Err(Refusal::OnlyCoordinator { .. })));
}

#[test]
fn what_came_before_a_revision_is_not_undone_across_it() {
    let mut c = Running::launch(small()).unwrap();
    let ack = c.give(unit("城西所"), Command::Acknowledge { task: TaskNo(3) }).unwrap();
    let revised = edited(&c, |plan| plan.tasks[0].title = "通知（修订）".to_owned());
    let applied = c.give(Actor::Operator, revised).unwrap();
    let undo = |command| Command::Undo { command: Some(command) };
    let refused = c.give(unit("城西所"), undo(ack));
    assert!(matches!(refused, Err(Refusal::UndoBlocked { .. })), "{refused:?}");
    assert_eq!(c.give(Actor::Operator, undo(applied)), Err(Refusal::RollBackInstead));
}

proptest! {
    #![proptest_config(short(64))]

    /// Whatever has happened: a revision puts its plan in force, loses no record, folds from the log, and
    /// going back restores the plan with all records.
    #[test]
    fn any_plan_may_follow_any_other(lives in numbers(), next in numbers()) {
        let mut c = lived(&lives, |_| {});
        let original = c.state().clone();
        let plan = numbered(&original, random_plan(&mut Chance::of(&next)));
        let all = |c: &Campaign| c.plan.tasks.iter().map(|t| t.number).collect::<Vec<_>>();
        let dropping = |c: &Campaign| Onto { drop_records_of: all(c), ..onto(c) };
        prop_assume!(!compare(&original.plan, &plan).is_empty());
        c.give(Actor::Operator, amend(plan.clone(), dropping(&original))).unwrap();
        let amended = c.state().clone();
        prop_assert_eq!(&*amended.plan.without_plays(), &plan);
        prop_assert!(compare(&amended.plan, &numbered(&amended, plan.clone())).is_empty());
        sound(&amended);
        for (task, record) in original.plan.tasks.iter().zip(&original.records) {
            let gone = amended.retired.iter().find(|r| r.task.number == task.number);
            let now = amended.task(task.number).map(|(_, record)| record);
            let now = now.or(gone.map(|r| &*r.record)).unwrap();
            prop_assert_eq!(&now.entries, &record.entries);
            // A plan may wait for other outcomes than the one before.
            let ruled = now.ruled_out != record.ruled_out;
            prop_assert!(ruled || now.state.is_settled() == record.state.is_settled());
        }
        // What is settled keeps its date; all else is due when the plan says, when that was granted, or by what
        // it hangs on where that is due on another day.
        let elsewhere = |no: &TaskNo| amended.task(*no).is_some_and(|(t, r)| r.due != t.due);
        for (task, now) in amended.plan.tasks.iter().zip(&amended.records) {
            let Some((_, was)) = original.task(task.number) else { continue };
            let hangs = task.after.as_ref().is_some_and(|after| after.on.iter().any(elsewhere));
            if was.state.is_settled() && !was.ruled_out {
                prop_assert_eq!(now.due, was.due, "{}", task.path);
            } else if hangs {
                prop_assert!(now.due.is_some(), "{}", task.path);
            } else if now.extensions == 0 {
                prop_assert_eq!(now.due, task.due, "{}", task.path);
            } else {
                prop_assert!(now.due >= task.due, "{}", task.path);
            }
        }
        let back = original.plan.without_plays().into_owned();
        c.give(Actor::Operator, amend(back, dropping(&amended))).unwrap();
        let returned = c.state().clone();
        prop_assert_eq!(&returned.plan, &original.plan);
        sound(&returned);
        for (now, was) in returned.records.iter().zip(&original.records) {
            prop_assert_eq!(&now.entries, &was.entries);
            let ruled = now.ruled_out != was.ruled_out;
            prop_assert!(ruled || now.state.is_settled() == was.state.is_settled());
        }
        let folded = fold(&c.log).unwrap().unwrap();
        prop_assert_eq!(&folded, &returned);
        let bytes = serde_json::to_vec(&returned).unwrap();
        let read: Campaign = serde_json::from_slice(&bytes).unwrap();
        prop_assert_eq!(read, returned);
    }
}

/// The small campaign with a unit under another name.
fn east(plan: &mut Expanded, is: &str, was: Option<&str>) {
    let now: UnitId = is.into();
    let before: UnitId = was.unwrap_or("东城分局").into();
    for unit in plan.units.iter_mut().filter(|u| u.id == before) {
        unit.id = now.clone();
        unit.aka = was.map(str::to_owned).into_iter().collect();
    }
    for task in &mut plan.tasks {
        for unit in [&mut task.owner].into_iter().chain(&mut task.support) {
            if *unit == before {
                *unit = now.clone();
            }
        }
    }
}

#[test]
fn a_renamed_unit_keeps_its_records_there_and_back() {
    let mut c = Running::launch(small()).unwrap();
    c.give(unit("城东所"), Command::Acknowledge { task: TaskNo(2) }).unwrap();
    let before = c.state().task(TaskNo(2)).unwrap().1.clone();
    let there = edited(&c, |plan| east(plan, "东城分局", Some("城东所")));
    c.give(Actor::Operator, there).unwrap();
    let back = edited(&c, |plan| *plan = small());
    c.give(Actor::Operator, back).unwrap();
    let after = c.state().task(TaskNo(2)).unwrap().1.clone();
    assert_eq!(TaskRecord { touched: before.touched, ..after }, before);
}

#[test]
fn a_task_that_takes_over_a_name_does_not_take_the_records() {
    let swap = |plan: &mut Expanded| {
        for (at, is, was) in [(0, "回访", "通知"), (1, "通知", "回访")] {
            let task = &mut plan.tasks[at];
            (task.path, task.task, task.was) = (is.into(), is.into(), Some(was.into()));
        }
    };
    let mut c = Running::launch(small()).unwrap();
    let revised = edited(&c, swap);
    c.give(Actor::Operator, revised).unwrap();
    let path = |no| c.state().path_of(TaskNo(no)).unwrap().to_string();
    assert_eq!((path(1), path(2)), ("回访".to_owned(), "通知".to_owned()));
    // The text left as it is renames nothing any more.
    let Command::Amend { apply, .. } = edited(&c, |plan| plan.tasks[0].title = "改".to_owned())
    else {
        unreachable!()
    };
    let numbers: Vec<u32> = apply.plan.tasks.iter().map(|t| t.number.0).collect();
    assert_eq!(numbers, [1, 2, 3, 4, 5, 6]);
    // And back again by its old names.
    let Command::Amend { apply, .. } = edited(&c, |plan| *plan = small()) else { unreachable!() };
    let by_path = apply.plan.tasks.iter().map(|t| (t.path.as_str(), t.number.0));
    assert_eq!(by_path.take(2).collect::<Vec<_>>(), [("通知", 2), ("回访", 1)]);
}

#[test]
fn a_task_given_to_a_unit_that_leaves_is_shown_and_guarded() {
    let mut c = Running::launch(small()).unwrap();
    let give = Command::Reassign { task: TaskNo(1), to: "宣传科".into(), reason: None };
    c.give(Actor::Operator, give).unwrap();
    c.give(unit("宣传科"), Command::Acknowledge { task: TaskNo(1) }).unwrap();
    let without = |plan: &mut Expanded| {
        plan.units.retain(|u| u.id != "宣传科".into());
        plan.tasks.pop();
    };
    let stale = edited(&c, without);
    let view = crate::read::View::new(std::sync::Arc::new(c.state().clone()), instant(10)).unwrap();
    let Command::Amend { apply, .. } = stale.clone() else { unreachable!() };
    let outlook = crate::read::Outlook::of(&view, apply.plan).unwrap();
    assert_eq!(outlook.issued_anew, [TaskNo(1)]);
    assert!(outlook.units.iter().any(|a| a.unit == "消保科".into() && a.taken == 1));
    c.give(unit("宣传科"), Command::Start { task: TaskNo(1) }).unwrap();
    let refused = c.give(Actor::Operator, stale);
    assert!(matches!(refused, Err(Refusal::ChangedSince { task: TaskNo(1), .. })), "{refused:?}");
}

#[test]
fn completed_work_that_is_returned_goes_by_the_plan_in_force() {
    let mut c = Running::launch(small()).unwrap();
    c.give(Actor::Operator, Command::Complete { task: TaskNo(1), note: None, outcome: None })
        .unwrap();
    let revised = edited(&c, |plan| {
        plan.tasks[0].due = Some(instant(6 * 24 * 60));
        plan.tasks[0].owner = "宣传科".into();
        plan.units.retain(|u| u.id != "消保科".into());
    });
    c.give(Actor::Operator, revised).unwrap();
    let back = Command::Return { task: TaskNo(1), reason: "再核".to_owned() };
    c.give(Actor::Operator, back).unwrap();
    let record = c.record(1);
    assert_eq!((record.due, &record.owner), (Some(instant(6 * 24 * 60)), &"宣传科".into()));
    c.give(
        unit("宣传科"),
        Command::Submit { task: TaskNo(1), note: None, nil: false, outcome: None },
    )
    .unwrap();
}

#[test]
fn marks_that_go_are_told() {
    let mut c = Running::launch(small()).unwrap();
    c.give(unit("城东所"), tick(2, 0, true)).unwrap();
    let Command::Amend { apply, .. } =
        edited(&c, |plan| plan.tasks[1].steps[0] = "另一步".to_owned())
    else {
        unreachable!()
    };
    let view = crate::read::View::new(std::sync::Arc::new(c.state().clone()), instant(10)).unwrap();
    let outlook = crate::read::Outlook::of(&view, apply.plan).unwrap();
    assert_eq!(outlook.marks_go, [TaskNo(2)]);
}

/// The small campaign's measure under another name, which may say what it was.
fn measured(plan: &mut Expanded, is: &str, was: Option<&str>) {
    let measure = &mut plan.measures[0];
    (measure.id, measure.was) = (is.into(), was.map(Into::into));
    plan.tasks[1].measures[0].measure = is.into();
}

fn total(c: &Running, measure: &str) -> Option<String> {
    let totals = crate::read::figures(c.state()).totals.into_iter();
    let mut own = totals.filter(|t| t.measure == measure.into() && t.figures > 0);
    own.next().map(|t| t.total.to_string())
}

#[test]
fn figures_go_on_under_a_new_name_there_and_back_and_never_fall_away_unsaid() {
    let mut c = Running::launch(small()).unwrap();
    c.give(unit("城东所"), figure(2, "走访", 30)).unwrap();
    let unsaid = edited(&c, |plan| measured(plan, "走访户", None));
    let refused = c.give(Actor::Operator, unsaid.clone());
    let what = vec!["走访".to_owned()];
    assert_eq!(refused, Err(Refusal::CountsWouldGo { tasks: vec![TaskNo(2)], what }));
    let said = edited(&c, |plan| measured(plan, "走访户", Some("走访")));
    let Command::Amend { apply, .. } = &said else { unreachable!() };
    let changes = compare(&c.state().plan, &apply.plan);
    assert_eq!((changes.campaign.len(), changes.changed.len()), (0, 0), "only the name is new");
    c.give(Actor::Operator, said).unwrap();
    assert_eq!((total(&c, "走访户").as_deref(), total(&c, "走访")), (Some("30"), None));
    assert!(crate::missing(c.state(), TaskNo(2)).unwrap().measures.is_empty());
    let back = edited(&c, |plan| *plan = small());
    c.give(Actor::Operator, back).unwrap();
    assert_eq!(total(&c, "走访").as_deref(), Some("30"));
    // Whoever names the task has it so.
    let Command::Amend { apply, onto, .. } = edited(&c, |plan| measured(plan, "走访户", None))
    else {
        unreachable!()
    };
    let named = Onto { drop_records_of: vec![TaskNo(2)], ..onto };
    c.give(Actor::Operator, amend(apply.plan, named)).unwrap();
    assert_eq!((total(&c, "走访户"), c.record(2).entries.len()), (None, 1));
}

#[test]
fn cells_that_a_new_log_does_not_hold_are_named_and_asked_for() {
    let mut c = Running::launch(crate::testing::logging()).unwrap();
    let rows = crate::testing::log_rows(&[["甲店", "是", "80"], ["乙店", "否", ""]]);
    c.give(unit("城东所"), rows).unwrap();
    let at = c.state().plan.tasks.iter().position(|t| t.number == TaskNo(11)).unwrap();
    let columns = move |plan: &mut Expanded| {
        plan.tasks[at].log[0].name = "户名".to_owned();
        plan.tasks[at].log[2].kind = wallchart_plan::asks::AskKind::Text;
    };
    let what = vec!["企业".to_owned()];
    let refused = c.give(Actor::Operator, edited(&c, columns));
    assert_eq!(refused, Err(Refusal::CountsWouldGo { tasks: vec![TaskNo(11)], what }));
    let agreed = |command| {
        let Command::Amend { apply, onto, .. } = command else { unreachable!() };
        amend(apply.plan, Onto { drop_records_of: vec![TaskNo(11)], ..onto })
    };
    c.give(Actor::Operator, agreed(edited(&c, columns))).unwrap();
    // A row has to say whose it is, which those of before do not.
    let cells = crate::missing(c.state(), TaskNo(11)).unwrap().cells;
    assert_eq!(
        cells.iter().map(|c| (c.row, c.column.as_str())).collect::<Vec<_>>(),
        [(1, "户名"), (2, "户名")]
    );
    let text = vec![("金额".to_owned(), "三".to_owned()), ("户名".to_owned(), "甲".to_owned())];
    let correct = Command::CorrectRow { task: TaskNo(11), row: 1, cells: text };
    c.give(unit("城东所"), correct).unwrap();
    let back = agreed(edited(&c, |plan| *plan = crate::testing::logging()));
    c.give(Actor::Operator, back).unwrap();
    // The text that stands among the numbers is not summed as nothing without a word.
    let unfit = crate::read::figures(c.state()).unfit;
    let told: Vec<_> =
        unfit.iter().map(|(no, cell)| (no.0, cell.row, cell.value.as_str())).collect();
    assert_eq!(told, [(11, 1, "三")]);
    let submit = Command::Submit { task: TaskNo(11), note: None, nil: false, outcome: None };
    assert_eq!(c.no(&unit("城东所"), submit), "missing");
}

#[test]
fn a_revision_makes_nothing_punctual_that_was_late() {
    let mut c = Running::launch(small()).unwrap();
    c.min += 3 * 24 * 60;
    c.give(Actor::Operator, Command::Complete { task: TaskNo(1), note: None, outcome: None })
        .unwrap();
    let later = edited(&c, |plan| plan.tasks[0].due = Some(instant(9 * 24 * 60)));
    c.give(Actor::Operator, later).unwrap();
    assert_eq!(c.record(1).due, Some(instant(24 * 60)), "it was due then, and late");
    let lessons = crate::read::lessons(c.state());
    let notice = lessons.iter().find(|l| l.task == "通知".into()).unwrap();
    assert_eq!(notice.late, 1);
}

#[test]
fn a_play_that_began_meanwhile_means_to_look_again() {
    let mut c = Running::launch(crate::testing::playing()).unwrap();
    let more = edited(&c, |plan| plan.tasks.push(crate::testing::task(99, "新增", "宣传科")));
    let Command::Amend { apply, .. } = &more else { unreachable!() };
    let number = apply.plan.tasks.last().unwrap().number;
    let start = Command::StartPlaybook {
        playbook: "曝光".to_owned(),
        params: vec![
            ("品牌".to_owned(), "甲".to_owned()),
            ("属地".to_owned(), "城东所".to_owned()),
        ],
        cause: None,
    };
    c.give(Actor::Operator, start).unwrap();
    assert!(c.state().task(number).is_some(), "the play has taken the number");
    assert_eq!(c.no(&Actor::Operator, more), "played-since");
    let again = edited(&c, |plan| {
        *plan = plan.without_plays().into_owned();
        plan.tasks.push(crate::testing::task(99, "新增", "宣传科"));
    });
    c.give(Actor::Operator, again).unwrap();
}

#[test]
fn what_was_skipped_by_itself_holds_no_records() {
    let mut c = Running::launch(small()).unwrap();
    let mut record = c.record(3).clone();
    (record.state, record.ruled_out) = (TaskState::Skipped, true);
    assert!(!record.has_happened());
    c.give(Actor::Operator, Command::Skip { task: TaskNo(3), reason: "不办".to_owned() }).unwrap();
    assert!(c.record(3).has_happened(), "somebody decided that");
}

#[test]
fn occurrences_follow_d_by_their_distance_or_keep_their_days() {
    let day = |n: u64| chrono::NaiveDate::from_ymd_opt(2026, 2, 2).unwrap() + chrono::Days::new(n);
    let daily = |days: std::ops::Range<u64>, by: u64| {
        let mut plan = small();
        plan.campaign.anchor = plan.campaign.anchor + chrono::Days::new(by);
        let first = plan.tasks.len();
        plan.tasks.extend(days.zip(50..).map(|(n, number)| {
            let mut task = crate::testing::task(number, "日报", "宣传科");
            task.occurrence = Some(day(n));
            task.path =
                wallchart_plan::ids::TaskPath::of("日报", Vec::<String>::new(), Some(day(n)));
            task
        }));
        (plan, first)
    };
    let (running, first) = daily(0..5, 0);
    let c = Running::launch(running).unwrap();
    let numbers = |plan: Expanded| {
        let plan = numbered(c.state(), plan);
        plan.tasks[first..].iter().map(|t| t.number.0).collect::<Vec<_>>()
    };
    assert_eq!(numbers(daily(2..7, 2).0), [50, 51, 52, 53, 54], "D + 2, and so are they");
    assert_eq!(numbers(daily(0..5, 2).0), [50, 51, 52, 53, 54], "they hang on no D");
}
