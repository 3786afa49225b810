//! The overview: what needs the coordinator now, how far each stream is, when it will end and what
//! drives that, and which units lag.

use std::collections::BTreeMap;

use chrono::{Days, NaiveDate};
use serde::Serialize;
use wallchart_plan::ids::{StreamId, TaskNo, TaskPath, UnitId};
use wallchart_plan::time::{DAY_MIN, Instant};

use super::roster::{RosterSeen, rosters};
use super::view::{Seen, View};
use crate::figures::{Broken, broken};
use crate::lights::Light;
use crate::state::{EntryBody, TaskState};

/// What a campaign looks like at a glance.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Overview {
    /// What needs the coordinator, group by group, the farthest-reaching first.
    pub needs_you: Vec<NeedsYou>,
    /// Checks that figures break, those of the whole campaign first.
    pub reconcile: Vec<Broken>,
    /// Progress of every root stream, in written order.
    pub streams: Vec<StreamProgress>,
    /// Tasks that are done, skipped ones included.
    pub done: usize,
    /// Tasks that count: all but cancelled ones.
    pub all: usize,
    /// When the campaign ends.
    pub finish: Finish,
    /// Tasks done on each of the last 21 days, today last.
    pub done_per_day: Vec<(NaiveDate, u32)>,
    /// Units with open tasks, the worst first.
    pub units: Vec<UnitLoad>,
    /// How many tasks show each light, best first.
    pub lights: Vec<(Light, usize)>,
    /// How every duty roster stands, in written order.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub rosters: Vec<RosterSeen>,
}

impl Overview {
    /// Duty rosters with gaps that are due soon, or were; the worst first.
    pub fn pressing_rosters(&self) -> Vec<&RosterSeen> {
        let pressing = self.rosters.iter().filter(|r| r.lacks > 0 && r.light >= Light::Yellow);
        let mut out: Vec<&RosterSeen> = pressing.collect();
        out.sort_by_key(|r| (std::cmp::Reverse(r.light), r.due));
        out
    }
}

/// Why something needs the coordinator. In the order in which groups are shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Urgency {
    /// Overdue.
    Overdue,
    /// Due today.
    DueToday,
    /// Handed in, to be reviewed.
    ToReview,
    /// A unit asks for an extension.
    ExtensionAsked,
    /// Blocked by an overdue task or a problem, and nobody has written a word on it since.
    BlockedUntold,
    /// Not acknowledged in time.
    NoAnswer,
}

impl Urgency {
    /// All of them, in order.
    pub const ALL: [Urgency; 6] = [
        Urgency::Overdue,
        Urgency::DueToday,
        Urgency::ToReview,
        Urgency::ExtensionAsked,
        Urgency::BlockedUntold,
        Urgency::NoAnswer,
    ];
}

/// A group of tasks that need the coordinator for one reason.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct NeedsYou {
    /// The reason.
    pub why: Urgency,
    /// The tasks.
    pub tasks: Vec<Pressing>,
}

/// A task that needs the coordinator.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Pressing {
    /// Its number.
    pub number: TaskNo,
    /// Its path.
    pub path: TaskPath,
    /// Its title.
    pub title: String,
    /// Its lead unit.
    pub owner: UnitId,
    /// By when it must be handed in.
    pub deadline: Option<Instant>,
    /// Civil days late; 0 when not, or on the day itself.
    pub late_days: i64,
    /// Open tasks that wait for it directly.
    pub blocks: u32,
    /// Open tasks that stand behind it, however far.
    pub reach: u32,
    /// Whether it is critical.
    pub critical: bool,
    /// The overdue task that it waits for.
    pub blocked_by: Option<TaskNo>,
    /// Since when it has been waiting for an answer: when it was issued, handed in or asked for.
    pub since: Option<Instant>,
}

/// How far a stream is.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct StreamProgress {
    /// Which.
    pub stream: StreamId,
    /// Its title.
    pub title: String,
    /// Tasks done.
    pub done: usize,
    /// Tasks that count.
    pub all: usize,
    /// Tasks overdue.
    pub late: usize,
}

/// When a campaign ends.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Finish {
    /// As first planned.
    pub planned: Instant,
    /// As it stands now.
    pub forecast: Instant,
    /// Minutes later than planned; negative when earlier.
    pub later_min: i64,
    /// The open task that drives the end: the first on the critical path.
    pub driver: Option<TaskNo>,
}

/// How a unit stands.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct UnitLoad {
    /// Which.
    pub unit: UnitId,
    /// Tasks open.
    pub open: usize,
    /// Tasks overdue.
    pub late: usize,
    /// Tasks done.
    pub done: usize,
    /// Tasks that it was late with, though they are done.
    pub done_late: usize,
    /// From 100 down: 10 off for each overdue task, 5 for each done late and for each not acknowledged
    /// in time, 2 for each return; never below 0.
    pub score: u32,
}

/// The overview of a campaign.
pub fn overview(view: &View) -> Overview {
    let seen: Vec<Seen<'_>> = view.iter().collect();
    let counted = |s: &&Seen<'_>| s.record.state != TaskState::Cancelled;
    Overview {
        needs_you: needs_you(view, &seen),
        reconcile: broken(&view.campaign),
        streams: streams(view, &seen),
        done: seen.iter().filter(|s| s.record.state.is_done()).count(),
        all: seen.iter().filter(counted).count(),
        finish: finish(view),
        done_per_day: done_per_day(view, &seen),
        units: units(view, &seen),
        lights: Light::ALL
            .iter()
            .map(|l| (*l, seen.iter().filter(|s| s.standing.light == *l).count()))
            .collect(),
        rosters: rosters(view, None),
    }
}

/// The reasons for which a task needs the coordinator.
pub fn urgencies(view: &View, seen: &Seen<'_>) -> Vec<Urgency> {
    let mut out = Vec::new();
    let standing = seen.standing;
    let awaits_owner = matches!(
        seen.record.state,
        TaskState::Issued | TaskState::InProgress | TaskState::Returned
    );
    if standing.overdue {
        out.push(Urgency::Overdue);
    } else if awaits_owner
        && standing
            .deadline
            .is_some_and(|d| view.calendar.end_date(d) == view.calendar.date(view.now))
    {
        out.push(Urgency::DueToday);
    }
    if seen.record.state == TaskState::Submitted {
        out.push(Urgency::ToReview);
    }
    if seen.record.request.is_some() && !seen.record.state.is_settled() {
        out.push(Urgency::ExtensionAsked);
    }
    let stuck = standing.blocked_by.is_some() || standing.problem;
    if stuck && !told(view, seen) {
        out.push(Urgency::BlockedUntold);
    }
    if standing.ack_overdue {
        out.push(Urgency::NoAnswer);
    }
    out
}

/// Whether someone has written on a stuck task since it got stuck.
fn told(view: &View, seen: &Seen<'_>) -> bool {
    let deadline_of = |no| view.task(no).and_then(|s| s.standing.deadline);
    let since = seen.standing.blocked_by.and_then(deadline_of);
    let entries = || seen.record.entries.iter().filter(|e| e.counts);
    let problem_at = entries().rev().find_map(|e| match &e.body {
        EntryBody::Progress { problem: Some(_), .. } => Some(e.seq),
        _ => None,
    });
    entries().any(|e| {
        matches!(e.body, EntryBody::Comment { .. })
            && since.is_none_or(|t| Instant::from_utc(e.at.naive_utc()) >= t)
            && problem_at.is_none_or(|seq| e.seq > seq)
    })
}

fn needs_you(view: &View, seen: &[Seen<'_>]) -> Vec<NeedsYou> {
    let mut groups: BTreeMap<Urgency, Vec<usize>> = BTreeMap::new();
    for s in seen {
        for why in urgencies(view, s) {
            groups.entry(why).or_default().push(s.position);
        }
    }
    let mut wanted: Vec<usize> = groups.values().flatten().copied().collect();
    wanted.sort_unstable();
    wanted.dedup();
    let reach: BTreeMap<usize, u32> =
        wanted.iter().copied().zip(view.frame.links.reach(&view.campaign, &wanted)).collect();
    let pressing = |why, at: &usize| {
        let s = seen.get(*at)?;
        Some(Pressing {
            number: s.task.number,
            path: s.task.path.clone(),
            title: s.task.title.clone(),
            owner: s.record.owner.clone(),
            deadline: s.standing.deadline,
            late_days: if s.standing.overdue { s.standing.late_days } else { 0 },
            blocks: blocks(view, *at),
            reach: reach.get(at).copied().unwrap_or(0),
            critical: s.dates.critical,
            blocked_by: s.standing.blocked_by,
            since: match why {
                Urgency::ToReview => s.record.submitted_at,
                Urgency::ExtensionAsked => s.record.request.as_ref().map(|r| r.asked_at),
                Urgency::NoAnswer => Some(s.record.issued_at),
                _ => None,
            },
        })
    };
    groups
        .into_iter()
        .map(|(why, at)| {
            let mut tasks: Vec<Pressing> = at.iter().filter_map(|p| pressing(why, p)).collect();
            tasks
                .sort_by_key(|t| (std::cmp::Reverse((t.reach, t.late_days)), t.deadline, t.number));
            NeedsYou { why, tasks }
        })
        .collect()
}

/// How many open tasks wait for the one at a position directly.
pub fn blocks(view: &View, position: usize) -> u32 {
    let open = |s: &&u32| {
        let record = view.campaign.records.get(super::links::to_usize(**s));
        record.is_some_and(|r| !r.state.is_settled())
    };
    super::links::to_u32(view.frame.links.successors(position).iter().filter(open).count())
}

fn streams(view: &View, seen: &[Seen<'_>]) -> Vec<StreamProgress> {
    let plan = &view.campaign.plan;
    let mut roots: Vec<StreamProgress> = plan
        .streams
        .iter()
        .filter(|s| s.parent.is_none())
        .map(|s| StreamProgress {
            stream: s.id.clone(),
            title: s.title.clone(),
            done: 0,
            all: 0,
            late: 0,
        })
        .collect();
    let root_of: BTreeMap<&StreamId, usize> = plan
        .streams
        .iter()
        .filter_map(|s| {
            let root = view.root_stream(&s.id)?;
            Some((&s.id, roots.iter().position(|r| r.stream == root.id)?))
        })
        .collect();
    for s in seen.iter().filter(|s| s.record.state != TaskState::Cancelled) {
        let Some(root) = root_of.get(&s.task.stream).and_then(|i| roots.get_mut(*i)) else {
            continue;
        };
        root.all += 1;
        root.done += usize::from(s.record.state.is_done());
        root.late += usize::from(s.standing.overdue);
    }
    roots
}

fn finish(view: &View) -> Finish {
    let (planned, forecast) = (view.frame.baseline.finish, view.schedule.finish);
    let open = |no: &&TaskNo| view.task(**no).is_some_and(|s| !s.record.state.is_settled());
    Finish {
        planned,
        forecast,
        later_min: forecast.since(planned),
        driver: view.schedule.critical_path.iter().find(open).copied(),
    }
}

fn done_per_day(view: &View, seen: &[Seen<'_>]) -> Vec<(NaiveDate, u32)> {
    let today = view.calendar.date(view.now);
    let from = today.checked_sub_days(Days::new(20)).unwrap_or(today);
    let mut days: BTreeMap<NaiveDate, u32> = from.iter_days().take(21).map(|d| (d, 0)).collect();
    let horizon = view.now.plus_min(-23 * DAY_MIN);
    for at in seen.iter().filter_map(|s| s.record.completed_at).filter(|t| *t >= horizon) {
        if let Some(count) = days.get_mut(&view.calendar.date(at)) {
            *count += 1;
        }
    }
    days.into_iter().collect()
}

fn units(view: &View, seen: &[Seen<'_>]) -> Vec<UnitLoad> {
    let owners = view.owners();
    let mut loads: Vec<Option<(UnitLoad, u32)>> = vec![None; owners.count];
    for s in seen {
        let record = s.record;
        let number = owners.of.get(s.position).map(|o| super::links::to_usize(*o));
        let Some(slot) = number.and_then(|n| loads.get_mut(n)) else { continue };
        let (load, off) = slot.get_or_insert_with(|| {
            let unit = record.owner.clone();
            (UnitLoad { unit, open: 0, late: 0, done: 0, done_late: 0, score: 0 }, 0)
        });
        let done_late = record.state.is_done() && s.standing.late_min > 0;
        load.open += usize::from(!record.state.is_settled());
        load.late += usize::from(s.standing.overdue);
        load.done += usize::from(record.state.is_done());
        load.done_late += usize::from(done_late);
        *off += 10 * u32::from(s.standing.overdue)
            + 5 * (u32::from(done_late) + u32::from(s.standing.ack_overdue))
            + 2 * record.returns;
    }
    let mut units: Vec<UnitLoad> = loads
        .into_iter()
        .flatten()
        .map(|(load, off)| UnitLoad { score: 100u32.saturating_sub(off), ..load })
        .filter(|u| u.open > 0)
        .collect();
    units.sort_by(|a, b| {
        let by_load = b.late.cmp(&a.late).then(a.score.cmp(&b.score)).then(b.open.cmp(&a.open));
        by_load.then_with(|| a.unit.cmp(&b.unit))
    });
    units
}
