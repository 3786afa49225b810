//! Random plans, calendars and facts.

use proptest::prelude::*;
use wallchart_plan::calendar::Calendar;
use wallchart_plan::expanded::{Expanded, Join, LinkKind, Need, Timing};
use wallchart_plan::ids::TaskNo;
use wallchart_plan::{Instant, Span};
use wallchart_schedule::{Fact, Facts};

use crate::support::*;

/// What random plans may hold.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Range {
    pub(crate) joins: bool,
    pub(crate) windows: bool,
    pub(crate) dues: bool,
    pub(crate) starts: bool,
}

pub(crate) const ALL: Range = Range { joins: true, windows: true, dues: true, starts: true };

pub(crate) fn span() -> impl Strategy<Value = Span> {
    prop_oneof![
        1 => Just(Span::ZERO),
        2 => (0i64..4000).prop_map(Span::Minutes),
        2 => (0i32..5).prop_map(Span::Days),
        4 => (0i32..6).prop_map(Span::WorkDays),
    ]
}

pub(crate) fn lag() -> impl Strategy<Value = Span> {
    prop_oneof![
        4 => Just(Span::ZERO),
        1 => (-3000i64..3000).prop_map(Span::Minutes),
        1 => (-3i32..4).prop_map(Span::Days),
        2 => (-3i32..4).prop_map(Span::WorkDays),
    ]
}

/// 2026-02-01 00:00 in China and the seven weeks from then on, by the half hour or the day.
pub(crate) fn moment() -> impl Strategy<Value = Instant> {
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
pub(crate) struct Small(pub(crate) Expanded);

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

/// Plans of a few tasks.
pub(crate) fn plans(range: Range) -> impl Strategy<Value = Small> {
    plans_of(range, 1..9)
}

/// Plans of so many tasks.
pub(crate) fn plans_of(
    range: Range,
    tasks: std::ops::Range<usize>,
) -> impl Strategy<Value = Small> {
    let one = (span(), timing(range), maybe(range.dues), prop::collection::vec(need(range), 0..3));
    let start = maybe(range.starts);
    (calendar(), prop::collection::vec(one, tasks), start, any::<u64>()).prop_map(
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

/// What may have happened to a task.
pub(crate) fn fact() -> impl Strategy<Value = Fact> {
    (
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
        })
}

pub(crate) fn facts() -> impl Strategy<Value = Facts> {
    let some = prop::collection::btree_map(1u32..9, fact(), 0..5);
    (prop::option::of(moment()), some).prop_map(|(now, some)| {
        let mut made = Facts::none();
        made.now = now;
        for (no, fact) in some {
            *made.of_mut(TaskNo(no)) = fact;
        }
        made
    })
}
