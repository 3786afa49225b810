//! Random plans, calendars and facts: the passes against the reference, and laws of schedules.

#![expect(clippy::unwrap_used, reason = "tests may stop where they stand")]

#[path = "support/random.rs"]
mod random;
#[path = "support/reference.rs"]
mod reference;
mod support;

use proptest::prelude::*;
use random::*;
use reference::Reference;
use support::*;
use wallchart_plan::expanded::{Expanded, LinkKind, Task};
use wallchart_plan::ids::TaskNo;
use wallchart_plan::{Instant, Span};
use wallchart_schedule::{Dates, Facts, Network, Schedule, schedule};

fn each<'a>(plan: &'a Expanded, s: &'a Schedule) -> impl Iterator<Item = (&'a Task, &'a Dates)> {
    plan.tasks.iter().zip(&s.tasks)
}

/// The finish a minute of the task's own working time later.
fn a_minute_later(r: &Reference<'_>, no: TaskNo, finish: Instant) -> Instant {
    let takes = r.takes(no);
    (1..100_000)
        .map(|n| finish.plus_min(n))
        .find(|t| r.calendar.last_finish(*t, takes) > finish)
        .unwrap()
}

/// Whether the campaign finishes later when a task begins a minute later, its finish following, or
/// finishes a minute later.
fn moves_the_finish(p: &Expanded, f: &Facts, s: &Schedule, no: TaskNo, d: &Dates) -> bool {
    let mut finishes = Reference::new(p, f, s.start);
    finishes.forced = Some((no, a_minute_later(&finishes, no, d.early_finish)));
    let mut begins = Reference::new(p, f, s.start);
    begins.delayed = Some((no, d.early_start.plus_min(1)));
    finishes.finish() > s.finish || begins.finish() > s.finish
}

proptest! {
    #[test]
    fn dates_are_those_of_the_reference(p in plans(ALL), f in facts()) {
        let s = schedule(&p, &f).unwrap();
        let mut r = Reference::new(&p, &f, s.start);
        prop_assert_eq!(s.finish, r.finish());
        let alone = Network::new(&p).unwrap().critical_path(&f);
        prop_assert_eq!(alone, (s.finish, s.critical_path.clone()));
        for (task, d) in each(&p, &s) {
            let Some(early) = r.early(task.number) else {
                prop_assert!(!d.critical && d.slack_min >= 0);
                continue;
            };
            prop_assert_eq!((d.early_start, d.early_finish), early, "early {}", task.number);
            let late = r.late(task.number);
            prop_assert_eq!((d.late_start, d.late_finish), late, "late {}", task.number);
            prop_assert_eq!(d.slack_min, late.1.since(early.1));
        }
    }

    /// Without partial joins exactly the critical tasks move the finish.
    #[test]
    fn critical_is_what_moves_the_finish(p in plans(Range { joins: false, ..ALL }), f in facts()) {
        let s = schedule(&p, &f).unwrap();
        for (task, d) in each(&p, &s) {
            let fact = f.of(task.number).copied().unwrap_or_default();
            if fact.dropped || fact.finished.is_some() {
                prop_assert!(!d.critical);
                continue;
            }
            prop_assert_eq!(d.critical, moves_the_finish(&p, &f, &s, task.number, d), "{}", task.number);
        }
    }

    /// With partial joins no task that moves the finish is missed.
    #[test]
    fn what_moves_the_finish_is_critical(p in plans(ALL), f in facts()) {
        let s = schedule(&p, &f).unwrap();
        for (task, d) in each(&p, &s).filter(|(_, d)| !d.critical) {
            let fact = f.of(task.number).copied().unwrap_or_default();
            if fact.dropped || fact.finished.is_some() {
                continue;
            }
            prop_assert!(!moves_the_finish(&p, &f, &s, task.number, d), "{}", task.number);
        }
    }

    /// Free slack moves nobody; a minute more moves somebody, unless the begin is what others hang on.
    #[test]
    fn free_slack_moves_nobody(p in plans(Range { joins: false, ..ALL }), f in facts()) {
        let s = schedule(&p, &f).unwrap();
        for (task, d) in each(&p, &s) {
            let fact = f.of(task.number).copied().unwrap_or_default();
            if fact.dropped || fact.finished.is_some() {
                continue;
            }
            let others = |to: Instant| {
                let mut r = Reference::new(&p, &f, s.start);
                r.forced = Some((task.number, to));
                let dates: Vec<_> = p
                    .tasks
                    .iter()
                    .filter(|t| t.number != task.number)
                    .map(|t| r.early(t.number))
                    .collect();
                (dates, r.finish())
            };
            let as_is = others(d.early_finish);
            let moved = d.early_finish.plus_min(d.free_slack_min);
            prop_assert_eq!(&others(moved), &as_is, "{}", task.number);
            let on_begin = p.tasks.iter().flat_map(|t| &t.needs).flat_map(|n| &n.links).any(|l| {
                l.on == task.number
                    && matches!(l.kind, LinkKind::StartStart | LinkKind::StartFinish)
            });
            if !on_begin {
                let more = a_minute_later(&Reference::new(&p, &f, s.start), task.number, moved);
                prop_assert_ne!(&others(more), &as_is, "{}", task.number);
            }
        }
    }

    /// Backward scheduling finds the latest start from which every due date can be met.
    #[test]
    fn the_planned_start_is_the_latest_that_will_do(
        p in plans(Range { joins: false, windows: false, starts: false, dues: true })
    ) {
        let s = schedule(&p, &Facts::none()).unwrap();
        let anchor = at(&p, "2026-03-16 00:00");
        let horizon = p.tasks.iter().filter_map(|t| t.due).chain([anchor]).max().unwrap();
        let does = |s: &Schedule| {
            s.finish <= horizon && s.tasks.iter().all(|d| d.due.is_none_or(|due| d.early_finish <= due))
        };
        prop_assert!(does(&s));
        let mut later = p.0.clone();
        later.campaign.start = Some(s.start.plus_min(1));
        prop_assert!(!does(&schedule(&later, &Facts::none()).unwrap()));
    }

    /// Without a calendar the passes take another way; it leads to the same dates.
    #[test]
    fn clock_time_needs_no_calendar(p in plans(ALL), f in facts()) {
        let mut clock = p.0.clone();
        for task in &mut clock.tasks {
            if let Span::WorkDays(n) = task.takes.likely {
                task.takes.likely = Span::Days(n);
            }
            for link in task.needs.iter_mut().flat_map(|n| &mut n.links) {
                if let Span::WorkDays(n) = link.lag {
                    link.lag = Span::Days(n);
                }
            }
        }
        let s = schedule(&clock, &f).unwrap();
        let mut r = Reference::new(&clock, &f, s.start);
        for (task, d) in each(&clock, &s) {
            if let Some(early) = r.early(task.number) {
                prop_assert_eq!((d.early_start, d.early_finish), early);
                prop_assert_eq!((d.late_start, d.late_finish), r.late(task.number));
            }
        }
    }
}
