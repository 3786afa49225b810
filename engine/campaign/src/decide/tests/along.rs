//! Due dates that hang on others move along with them.

use proptest::prelude::*;
use wallchart_plan::WorkCalendar;
use wallchart_plan::expanded::{After, EscalateTo, Escalation};
use wallchart_plan::playbook::Around;
use wallchart_plan::time::{Instant, Roll, Span};

use super::*;
use crate::command::{Apply, Onto};
use crate::lights::deadline;
use crate::read::{moves_along, reminders};
use crate::testing::{date_after, hanging, task};

const DAY: i64 = 24 * 60;

fn grant(task: u32, until: Instant) -> Command {
    Command::DecideExtension { task: TaskNo(task), grant: true, until: Some(until), note: None }
}

/// Dates of dues in the campaign's zone: `02-06`.
fn dues(c: &Running, tasks: &[u32]) -> Vec<String> {
    let plan = &c.state().plan;
    let work = WorkCalendar::new(plan.calendar.clone(), plan.campaign.anchor);
    let date = |n: &u32| work.end_date(c.record(*n).due.unwrap()).format("%m-%d").to_string();
    tasks.iter().map(date).collect()
}

#[test]
fn an_extension_takes_along_what_hangs_on_it() {
    let mut c = Running::launch(hanging()).unwrap();
    let all = [7, 8, 9, 10];
    assert_eq!(dues(&c, &all), ["02-06", "02-10", "02-13", "02-16"]);
    let until = instant(8 * DAY - 8 * 60);
    let told = moves_along(c.state(), TaskNo(7), until);
    let told: Vec<_> = told.iter().map(|m| (m.task.0, m.with.0, m.from, m.to)).collect();
    c.ok(&Actor::Operator, grant(7, until));
    // Monday 2 February and eight days; two workdays on; three days on, rolled from Saturday; a workday on.
    assert_eq!(dues(&c, &all), ["02-09", "02-11", "02-16", "02-17"]);
    let moved = c.log.iter().filter_map(|event| match event.body {
        EventBody::DueMoved { task, with, until } => Some((task.0, with.0, until)),
        _ => None,
    });
    let moved: Vec<_> = moved.collect();
    assert_eq!(moved.iter().map(|m| (m.0, m.1)).collect::<Vec<_>>(), [(8, 7), (9, 8), (10, 9)]);
    assert_eq!(told.iter().map(|t| (t.0, t.1, t.3)).collect::<Vec<_>>(), moved);
    assert_eq!(c.record(8).extensions, 0, "nobody extended it");
    c.ok(&Actor::Operator, Command::Undo { command: None });
    assert_eq!(dues(&c, &all), ["02-06", "02-10", "02-13", "02-16"]);
}

#[test]
fn what_is_settled_or_extended_to_a_later_time_stays() {
    let mut c = Running::launch(hanging()).unwrap();
    c.ok(&Actor::Operator, grant(9, instant(30 * DAY)));
    c.ok(&Actor::Operator, Command::Cancel { task: TaskNo(8), reason: "不办".to_owned() });
    let before = dues(&c, &[8, 9, 10]);
    c.ok(&Actor::Operator, grant(7, instant(20 * DAY)));
    assert_eq!(dues(&c, &[8, 9, 10]), before);
}

/// The extension of a task goes through a new revision, and so does what it took along.
#[test]
fn a_new_revision_keeps_what_moved_along() {
    let mut c = Running::launch(hanging()).unwrap();
    c.ok(&Actor::Operator, grant(7, instant(8 * DAY - 8 * 60)));
    let before = dues(&c, &[7, 8, 9, 10]);
    let mut plan = (*c.state().plan).clone();
    plan.tasks[0].title = "改了名称".to_owned();
    let onto = Onto { revision: 1, seq: c.state().seq, drop_records_of: Vec::new() };
    let apply = Apply { language: 1, sources: Vec::new(), plan, rehearsal: None };
    let amend = Command::Amend { apply: Box::new(apply), approval: None, onto };
    c.ok(&Actor::Operator, amend);
    assert_eq!(dues(&c, &[7, 8, 9, 10]), before);
}

/// Reminders are as many working days before the new date as before the old one.
#[test]
fn reminders_move_by_the_rule_of_the_plan() {
    let mut plan = hanging();
    let work = WorkCalendar::new(plan.calendar.clone(), plan.campaign.anchor);
    let by = Around { offset: Span::WorkDays(-2), clock: Some(9 * 60) };
    let due = plan.tasks[6].due.unwrap();
    plan.tasks[6].remind = vec![by.at(due, &work)];
    plan.tasks[6].remind_by = vec![by];
    plan.tasks[6].escalate =
        vec![Escalation { at: by.at(due, &work), by: Some(by), to: EscalateTo::Leader }];
    let mut c = Running::launch(plan).unwrap();
    // From Friday to Monday: two workdays before that are a Thursday, where minutes would make it a Saturday.
    c.ok(&Actor::Operator, grant(7, instant(8 * DAY - 8 * 60)));
    let (task, record) = c.state().task(TaskNo(7)).unwrap();
    let (remind, escalate) = reminders(task, record, &work);
    let said = |at: Instant| work.local(at).format("%a %m-%d %H:%M").to_string();
    assert_eq!(said(task.remind[0]), "Wed 02-04 09:00");
    assert_eq!(said(remind[0]), "Thu 02-05 09:00");
    assert_eq!(escalate[0].at, remind[0]);
    // A plan that was stored without the rule goes on as it did.
    let old = wallchart_plan::expanded::Task { remind_by: Vec::new(), ..task.clone() };
    assert_eq!(said(reminders(&old, record, &work).0[0]), "Sat 02-07 09:00");
}

/// Whole days: an hour of a day off, rolled back, is before the end of the day that it is rolled to.
fn spans() -> impl Strategy<Value = Span> {
    prop_oneof![
        (-3i64..6).prop_map(|n| Span::Minutes(n * DAY)),
        (-3i32..9).prop_map(Span::Days),
        (-3i32..9).prop_map(Span::WorkDays),
    ]
}

fn rolls() -> impl Strategy<Value = Roll> {
    prop_oneof![Just(Roll::Stay), Just(Roll::Back), Just(Roll::Next)]
}

proptest! {
    /// Whatever is extended, finished and undone: what hangs on others is due when the plan's rule says, by the
    /// dates that those have now, unless it was extended to a later time; and once all is undone everything is
    /// due as planned.
    #[test]
    fn dues_that_hang_on_others_keep_their_distance(
        hung in prop::collection::vec((any::<(prop::sample::Index, prop::sample::Index)>(), spans(), rolls()), 1..9),
        orders in prop::collection::vec((0u8..8, any::<prop::sample::Index>(), 1i64..30), 1..16),
    ) {
        let mut plan = crate::testing::small();
        let first = plan.tasks.len() as u32 + 1;
        let mut root = task(first, "源", "城东所");
        root.due = Some(instant(5 * DAY - 8 * 60));
        plan.tasks.push(root);
        for (n, ((a, b), lag, roll)) in hung.iter().enumerate() {
            let number = first + 1 + n as u32;
            let on = |index: &prop::sample::Index| TaskNo(first + index.index(n + 1) as u32);
            let mut next = task(number, &format!("随{n}"), "城东所");
            next.after = Some(After { on: vec![on(a), on(b)], lag: *lag, roll: *roll });
            plan.tasks.push(next);
        }
        date_after(&mut plan);
        let planned: Vec<_> = plan.tasks.iter().map(|t| t.due).collect();
        let work = WorkCalendar::new(plan.calendar.clone(), plan.campaign.anchor);
        let mut c = Running::launch(plan).unwrap();
        for (what, which, days) in orders {
            let number = first + which.index(hung.len() + 1) as u32;
            let before: Vec<_> = c.state().records.iter().map(|r| r.due).collect();
            let (undoes, command) = match what {
                0 | 1 => (true, Command::Undo { command: None }),
                2 => (false, Command::Complete { task: TaskNo(number), note: None, outcome: None }),
                _ => {
                    let due = c.record(number).due.unwrap();
                    (false, grant(number, due.plus_min((days + (-due.since(instant(0)) / DAY).max(0)) * DAY)))
                }
            };
            // What is settled, or in the way of an undo, is refused.
            if c.give(Actor::Operator, command).is_err() {
                continue;
            }
            let state = c.state();
            for ((task, record), before) in state.plan.tasks.iter().zip(&state.records).zip(before) {
                prop_assert!(undoes || record.due >= before);
                let Some(after) = task.after.as_ref().filter(|_| !record.state.is_settled()) else { continue };
                let due = |on: TaskNo| state.task(on).and_then(|(t, r)| deadline(t, r));
                let by_rule = after.due(due, &work);
                prop_assert!(record.due >= by_rule, "{} due {:?}, by rule {by_rule:?}", task.number, record.due);
                prop_assert!(record.extensions > 0 || record.due == by_rule);
            }
        }
        let folded = fold(&c.log).unwrap();
        prop_assert_eq!(&folded, &c.campaign);
        while c.give(Actor::Operator, Command::Undo { command: None }).is_ok() {}
        let now: Vec<_> = c.state().records.iter().map(|r| r.due).collect();
        prop_assert_eq!(now, planned);
    }
}
