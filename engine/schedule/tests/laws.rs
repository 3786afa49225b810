//! Random plans, calendars and facts: the passes against the reference, and laws of schedules.

#![expect(clippy::unwrap_used, reason = "tests may stop where they stand")]

#[path = "support/reference.rs"]
mod reference;
mod support;

use proptest::prelude::*;
use reference::Reference;
use support::*;
use wallchart_plan::calendar::Calendar;
use wallchart_plan::expanded::{Expanded, Join, LinkKind, Need, Task, Timing};
use wallchart_plan::ids::TaskNo;
use wallchart_plan::{Instant, Span};
use wallchart_schedule::{Dates, Fact, Facts, Network, Schedule, schedule};

/// What random plans may hold.
#[derive(Debug, Clone, Copy)]
struct Range {
    joins: bool,
    windows: bool,
    dues: bool,
    starts: bool,
}

const ALL: Range = Range { joins: true, windows: true, dues: true, starts: true };

fn span() -> impl Strategy<Value = Span> {
    prop_oneof![
        1 => Just(Span::ZERO),
        2 => (0i64..4000).prop_map(Span::Minutes),
        2 => (0i32..5).prop_map(Span::Days),
        4 => (0i32..6).prop_map(Span::WorkDays),
    ]
}

fn lag() -> impl Strategy<Value = Span> {
    prop_oneof![
        4 => Just(Span::ZERO),
        1 => (-3000i64..3000).prop_map(Span::Minutes),
        1 => (-3i32..4).prop_map(Span::Days),
        2 => (-3i32..4).prop_map(Span::WorkDays),
    ]
}

/// 2026-02-01 00:00 in China and the seven weeks from then on, by the half hour or the day.
fn moment() -> impl Strategy<Value = Instant> {
    let first = 29_498_400;
    prop_oneof![
        (0i64..49).prop_map(move |d| Instant(first + d * 1440)),
        (0i64..49 * 48).prop_map(move |h| Instant(first + h * 30 + 7)),
    ]
}

fn calendar() -> impl Strategy<Value = Calendar> {
    let days = prop::collection::btree_set(0i64..60, 0..12);
    (days.clone(), days).prop_map(|(off, makeup)| {
        let mut made = china();
        let day = |d: i64| date("2026-01-25") + chrono::TimeDelta::days(d);
        made.off.extend(off.into_iter().map(day));
        made.makeup.extend(makeup.into_iter().map(day));
        made
    })
}

fn kind() -> impl Strategy<Value = LinkKind> {
    prop_oneof![
        4 => Just(LinkKind::FinishStart),
        1 => Just(LinkKind::StartStart),
        1 => Just(LinkKind::FinishFinish),
        1 => Just(LinkKind::StartFinish),
    ]
}

fn join(range: Range) -> BoxedStrategy<Join> {
    if !range.joins {
        return prop_oneof![Just(Join::All), Just(Join::Settled)].boxed();
    }
    prop_oneof![
        Just(Join::All),
        Just(Join::Settled),
        (0u32..4).prop_map(Join::AtLeast),
        (0u8..101).prop_map(Join::Percent),
    ]
    .boxed()
}

fn timing(range: Range) -> BoxedStrategy<Timing> {
    if !range.windows {
        return Just(Timing::Flow).boxed();
    }
    let window = || (moment(), 0i64..9000).prop_map(|(start, len)| (start, start.plus_min(len)));
    prop_oneof![
        4 => Just(Timing::Flow),
        1 => window().prop_map(|(start, end)| Timing::Fixed { start, end }),
        1 => window().prop_map(|(start, end)| Timing::Pick { start, end }),
    ]
    .boxed()
}

fn maybe(may: bool) -> BoxedStrategy<Option<Instant>> {
    if may { prop::option::of(moment()).boxed() } else { Just(None).boxed() }
}

/// A need of up to three links of one kind; their targets are chosen later among what comes before.
fn need(range: Range) -> impl Strategy<Value = (Join, Vec<(prop::sample::Index, LinkKind, Span)>)> {
    (join(range), kind(), prop::collection::vec((any::<prop::sample::Index>(), lag()), 1..4))
        .prop_map(|(join, kind, links)| {
            (join, links.into_iter().map(|(on, lag)| (on, kind, lag)).collect())
        })
}

/// A plan that shows only what matters here.
#[derive(Clone)]
struct Small(Expanded);

impl std::ops::Deref for Small {
    type Target = Expanded;

    fn deref(&self) -> &Expanded {
        &self.0
    }
}

impl std::fmt::Debug for Small {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        writeln!(f, "start {:?}", self.campaign.start)?;
        writeln!(f, "off {:?} makeup {:?}", self.calendar.off, self.calendar.makeup)?;
        for t in &self.tasks {
            let takes = t.takes.likely;
            writeln!(f, "{} {takes} due {:?} {:?} {:?}", t.number, t.due, t.timing, t.needs)?;
        }
        Ok(())
    }
}

fn plans(range: Range) -> impl Strategy<Value = Small> {
    let one = (span(), timing(range), maybe(range.dues), prop::collection::vec(need(range), 0..3));
    let start = maybe(range.starts);
    (calendar(), prop::collection::vec(one, 1..9), start, any::<u64>()).prop_map(
        |(calendar, parts, start, seed)| {
            let mut made = plan(calendar);
            made.campaign.start = start;
            for (i, (takes, timing, due, needs)) in parts.into_iter().enumerate() {
                let mut t = task(i as u32 + 1, "t", takes);
                (t.timing, t.due) = (timing, due);
                if i > 0 {
                    t.needs = needs
                        .into_iter()
                        .map(|(join, links)| Need {
                            join,
                            links: links
                                .into_iter()
                                .map(|(on, kind, lag)| link(on.index(i) as u32 + 1, kind, lag))
                                .collect(),
                        })
                        .collect();
                }
                made.tasks.push(t);
            }
            // Written order says nothing about who waits for whom.
            let n = made.tasks.len() as u64;
            made.tasks.sort_by_key(|t| u64::from(t.number.0).wrapping_mul(seed | 1) % (n * 7 + 3));
            Small(made)
        },
    )
}

fn facts() -> impl Strategy<Value = Facts> {
    let fact = (
        prop::option::of(moment()),
        prop::option::of(moment()),
        prop::option::of(moment()),
        prop::option::of(moment()),
        prop::bool::weighted(0.15),
        prop::bool::weighted(0.15),
    )
        .prop_map(|(started, finished, picked, due, dropped, suspended)| Fact {
            started,
            finished,
            picked,
            due,
            dropped,
            suspended,
        });
    let some = prop::collection::btree_map(1u32..9, fact, 0..5);
    (prop::option::of(moment()), some).prop_map(|(now, some)| {
        let mut made = Facts::none();
        made.now = now;
        for (no, fact) in some {
            *made.of_mut(TaskNo(no)) = fact;
        }
        made
    })
}

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
