//! Schedules worked out by hand.

#![expect(clippy::unwrap_used, reason = "tests may stop where they stand")]

mod support;

use support::*;
use wallchart_plan::expanded::{Expanded, Join, LinkKind, Need, Task, Timing};
use wallchart_plan::ids::TaskNo;
use wallchart_plan::{Instant, Span};
use wallchart_schedule::{Cycle, Facts, Schedule, schedule};

fn with(tasks: Vec<Task>) -> Expanded {
    let mut made = plan(china());
    made.tasks = tasks;
    made
}

fn needing(mut task: Task, needs: Vec<Need>) -> Task {
    task.needs = needs;
    task
}

fn dates(plan: &Expanded, s: &Schedule, no: u32) -> [String; 4] {
    let d = s.dates(TaskNo(no)).unwrap();
    [d.early_start, d.early_finish, d.late_start, d.late_finish].map(|t| local(plan, t))
}

#[test]
fn work_stands_still_over_the_spring_festival() {
    let mut p = with(vec![
        task(1, "draft", Span::WorkDays(3)),
        needing(task(2, "issue", Span::WorkDays(1)), vec![after(Join::All, &[1])]),
    ]);
    p.campaign.start = Some(at(&p, "2026-02-13 00:00"));
    let s = schedule(&p, &Facts::none()).unwrap();
    // 02-13 (Friday), 02-14 (make-up Saturday), then 02-24 after nine days off.
    assert_eq!(dates(&p, &s, 1), ["02-13 00:00", "02-25 00:00", "02-13 00:00", "02-25 00:00"]);
    assert_eq!(dates(&p, &s, 2), ["02-25 00:00", "02-26 00:00", "02-25 00:00", "02-26 00:00"]);
    assert_eq!(s.critical_path, [TaskNo(1), TaskNo(2)]);
    assert_eq!(s.finish, at(&p, "2026-02-26 00:00"));
}

#[test]
fn a_campaign_without_a_start_begins_so_that_its_dues_are_met() {
    let mut p = with(vec![
        task(1, "draft", Span::WorkDays(3)),
        needing(task(2, "issue", Span::WorkDays(1)), vec![after(Join::All, &[1])]),
    ]);
    p.tasks[1].due = Some(at(&p, "2026-02-14 00:00"));
    let s = schedule(&p, &Facts::none()).unwrap();
    assert_eq!(local(&p, s.start), "02-10 00:00");
    assert_eq!(s.dates(TaskNo(2)).unwrap().slack_min, 0);
    assert_eq!(s.dates(TaskNo(2)).unwrap().early_finish, at(&p, "2026-02-14 00:00"));
    // Without any date at all what is left has until D.
    p.tasks[1].due = None;
    let s = schedule(&p, &Facts::none()).unwrap();
    assert_eq!(s.finish, at(&p, "2026-03-14 00:00"));
}

#[test]
fn fixed_windows_absorb_delay_but_say_when_they_are_missed() {
    let mut p = with(vec![
        task(1, "rehearse", Span::Days(2)),
        needing(task(2, "gala", Span::Days(9)), vec![after(Join::All, &[1])]),
    ]);
    let window = (at(&p, "2026-03-15 20:00"), at(&p, "2026-03-15 22:00"));
    p.tasks[1].timing = Timing::Fixed { start: window.0, end: window.1 };
    p.campaign.start = Some(at(&p, "2026-03-10 00:00"));
    let s = schedule(&p, &Facts::none()).unwrap();
    assert_eq!(dates(&p, &s, 1), ["03-10 00:00", "03-12 00:00", "03-13 20:00", "03-15 20:00"]);
    assert_eq!(dates(&p, &s, 2), ["03-15 20:00", "03-15 22:00", "03-15 20:00", "03-15 22:00"]);
    assert_eq!(s.critical_path, [TaskNo(2)]);
    p.campaign.start = Some(at(&p, "2026-03-13 21:00"));
    let s = schedule(&p, &Facts::none()).unwrap();
    assert_eq!(s.dates(TaskNo(1)).unwrap().slack_min, -60);
    assert_eq!(dates(&p, &s, 2)[0], "03-15 21:00");
    assert_eq!(s.finish, window.1);
}

#[test]
fn the_four_kinds_of_links_bind_their_ends() {
    let kinds = [
        (LinkKind::FinishStart, Span::Days(1), ["03-05 00:00", "03-07 00:00"]),
        (LinkKind::StartStart, Span::Days(1), ["03-02 00:00", "03-04 00:00"]),
        (LinkKind::FinishFinish, Span::Days(1), ["03-03 00:00", "03-05 00:00"]),
        (LinkKind::StartFinish, Span::Days(5), ["03-04 00:00", "03-06 00:00"]),
        (LinkKind::FinishStart, Span::WorkDays(3), ["03-07 00:00", "03-09 00:00"]),
        (LinkKind::FinishStart, Span::Days(-2), ["03-02 00:00", "03-04 00:00"]),
    ];
    for (kind, lag, expect) in kinds {
        let mut p = with(vec![
            task(1, "a", Span::Days(3)),
            needing(
                task(2, "b", Span::Days(2)),
                vec![Need { join: Join::All, links: vec![link(1, kind, lag)] }],
            ),
        ]);
        p.campaign.start = Some(at(&p, "2026-03-01 00:00"));
        let s = schedule(&p, &Facts::none()).unwrap();
        assert_eq!(dates(&p, &s, 2)[..2], expect, "{kind:?} {lag}");
    }
}

#[test]
fn what_drives_others_by_its_begin_alone_is_critical_until_it_has_begun() {
    for (kind, lag) in [(LinkKind::StartStart, 1), (LinkKind::StartFinish, 7)] {
        let mut p = with(vec![
            task(1, "train", Span::Days(2)),
            needing(
                task(2, "visit", Span::Days(6)),
                vec![Need { join: Join::All, links: vec![link(1, kind, Span::Days(lag))] }],
            ),
            task(3, "print", Span::Days(2)),
        ]);
        p.campaign.start = Some(at(&p, "2026-03-01 00:00"));
        let s = schedule(&p, &Facts::none()).unwrap();
        assert_eq!(s.finish, at(&p, "2026-03-08 00:00"), "{kind:?}");
        assert_eq!(s.critical_path, [TaskNo(1), TaskNo(2)], "{kind:?}");
        let begun = Facts::none().started(TaskNo(1), at(&p, "2026-03-01 00:00"));
        assert_eq!(schedule(&p, &begun).unwrap().critical_path, [TaskNo(2)], "{kind:?}");
    }
}

#[test]
fn joins_wait_for_the_earliest_that_are_enough() {
    let joins = [
        (Join::All, "03-05 00:00"),
        (Join::AtLeast(1), "03-02 00:00"),
        (Join::AtLeast(3), "03-04 00:00"),
        (Join::Percent(50), "03-03 00:00"),
        (Join::Percent(51), "03-04 00:00"),
        (Join::Settled, "03-05 00:00"),
    ];
    for (join, expect) in joins {
        let mut tasks: Vec<Task> =
            (1..=4).map(|n| task(n, "visit", Span::Days(n as i32))).collect();
        tasks.push(needing(task(5, "sum", Span::Days(9)), vec![after(join, &[1, 2, 3, 4])]));
        let mut p = with(tasks);
        p.campaign.start = Some(at(&p, "2026-03-01 00:00"));
        let s = schedule(&p, &Facts::none()).unwrap();
        assert_eq!(dates(&p, &s, 5)[0], expect, "{join:?}");
    }
}

#[test]
fn what_is_dropped_holds_nothing_up_and_counts_for_nothing() {
    let mut p = with(vec![
        task(1, "mediate", Span::Days(1)),
        task(2, "refer", Span::Days(4)),
        needing(task(3, "answer", Span::Days(1)), vec![after(Join::AtLeast(1), &[1, 2])]),
        needing(task(4, "file", Span::Days(1)), vec![after(Join::All, &[1])]),
    ]);
    p.campaign.start = Some(at(&p, "2026-03-01 00:00"));
    let s = schedule(&p, &Facts::none().dropped(TaskNo(1))).unwrap();
    assert_eq!(dates(&p, &s, 3)[0], "03-05 00:00");
    assert_eq!(dates(&p, &s, 4)[0], "03-01 00:00");
    assert!(!s.dates(TaskNo(1)).unwrap().critical);
}

#[test]
fn facts_take_the_place_of_plans_and_the_rest_goes_on_from_now() {
    let mut p = with(vec![
        task(1, "a", Span::Days(2)),
        needing(task(2, "b", Span::Days(2)), vec![after(Join::All, &[1])]),
        needing(task(3, "c", Span::Days(2)), vec![after(Join::All, &[2])]),
        task(4, "d", Span::Days(1)),
    ]);
    p.campaign.start = Some(at(&p, "2026-03-01 00:00"));
    let t = |s: &str| at(&p, s);
    let facts = Facts::at(t("2026-03-10 00:00"))
        .started(TaskNo(1), t("2026-03-02 00:00"))
        .finished(TaskNo(1), t("2026-03-06 12:00"))
        .started(TaskNo(2), t("2026-03-05 00:00"))
        .due(TaskNo(3), t("2026-03-11 00:00"));
    let s = schedule(&p, &facts).unwrap();
    assert_eq!(dates(&p, &s, 1)[..2], ["03-02 00:00", "03-06 12:00"]);
    // Begun early and overdue: it can be done now at the earliest.
    assert_eq!(dates(&p, &s, 2)[..2], ["03-05 00:00", "03-10 00:00"]);
    assert_eq!(dates(&p, &s, 3)[..2], ["03-10 00:00", "03-12 00:00"]);
    assert_eq!(s.dates(TaskNo(3)).unwrap().slack_min, -24 * 60);
    assert_eq!(s.dates(TaskNo(3)).unwrap().due, Some(t("2026-03-11 00:00")));
    assert_eq!(dates(&p, &s, 4)[0], "03-10 00:00");
    assert_eq!(s.critical_path, [TaskNo(2), TaskNo(3)]);
}

#[test]
fn a_picked_date_holds_within_the_window_and_after_it_shows() {
    let mut p = with(vec![task(1, "sub-venue", Span::Days(1))]);
    let t = |s: &str| at(&p, s);
    let (start, end) = (t("2026-03-08 00:00"), t("2026-03-21 00:00"));
    let (fine, late) = (t("2026-03-14 00:00"), t("2026-03-25 00:00"));
    p.tasks[0].timing = Timing::Pick { start, end };
    let s = schedule(&p, &Facts::none()).unwrap();
    assert_eq!(dates(&p, &s, 1), ["03-08 00:00", "03-09 00:00", "03-08 00:00", "03-09 00:00"]);
    let s = schedule(&p, &Facts::none().picked(TaskNo(1), fine)).unwrap();
    assert_eq!(s.dates(TaskNo(1)).unwrap().early_start, fine);
    let s = schedule(&p, &Facts::none().picked(TaskNo(1), late)).unwrap();
    assert_eq!(s.dates(TaskNo(1)).unwrap().slack_min, -5 * 24 * 60);
}

#[test]
fn a_ring_is_named_whole_and_in_order() {
    let p = with(vec![
        needing(task(7, "a", Span::Days(1)), vec![after(Join::All, &[9])]),
        needing(task(8, "b", Span::Days(1)), vec![after(Join::All, &[7])]),
        needing(task(9, "c", Span::Days(1)), vec![after(Join::All, &[8])]),
    ]);
    let ring = schedule(&p, &Facts::none()).unwrap_err();
    assert_eq!(ring, Cycle(vec![TaskNo(7), TaskNo(9), TaskNo(8)]));
    assert_eq!(ring.to_string(), "tasks wait for each other in a ring: T0007 -> T0009 -> T0008");
}

#[test]
fn an_empty_plan_has_a_schedule() {
    let p = with(Vec::new());
    let s = schedule(&p, &Facts::at(Instant(0))).unwrap();
    assert_eq!((s.start, s.finish), (at(&p, "2026-03-15 00:00"), s.start));
}
