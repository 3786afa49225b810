//! A campaign seen at a moment: state, schedule and calendar together, and where every task stands.

use std::collections::BTreeMap;
use std::sync::{Arc, OnceLock};

use wallchart_plan::expanded::{Stream, Task};
use wallchart_plan::ids::{StreamId, TaskNo, UnitId};
use wallchart_plan::time::Instant;
use wallchart_plan::{Expanded, WorkCalendar};
use wallchart_schedule::why::Reasons;
use wallchart_schedule::{Cycle, Dates, Facts, Network, Schedule};

use super::links::{Links, holds, is_awaited, to_u32};
use crate::lights::{Rules, Situation, Standing, is_overdue};
use crate::state::{Campaign, TaskRecord, TaskState};

/// What a plan revision alone determines; made once, shared by every view of it.
#[derive(Debug)]
pub struct Frame {
    /// The revision that it was made from.
    pub revision: u32,
    /// The campaign's calendar, ready for arithmetic.
    pub calendar: Arc<WorkCalendar>,
    /// The schedule of the plan before anything happened: what progress is measured against.
    pub baseline: Schedule,
    /// Who waits for whom.
    pub links: Links,
    network: Network,
}

impl Frame {
    /// Whether it was made from this plan: of that revision, with what playbooks have added since.
    pub fn fits(&self, campaign: &Campaign) -> bool {
        self.revision == campaign.revision && self.baseline.tasks.len() == campaign.plan.tasks.len()
    }

    /// Works out what the plan in force determines.
    ///
    /// # Errors
    /// When tasks wait for each other in a ring, which the check of a plan refuses.
    pub fn new(campaign: &Campaign) -> Result<Frame, Cycle> {
        let plan = &campaign.plan;
        let network = Network::new(plan)?;
        Ok(Frame {
            revision: campaign.revision,
            calendar: Arc::new(network.calendar().clone()),
            baseline: network.schedule(&Facts::none()),
            links: Links::new(plan),
            network,
        })
    }

    /// The plan made ready for the passes.
    pub(super) fn network(&self) -> &Network {
        &self.network
    }

    /// The schedule of what is left, at `now`.
    pub fn schedule(&self, campaign: &Campaign, now: Instant) -> Schedule {
        self.network.schedule(&facts(campaign, now))
    }
}

/// What has happened, as far as dates are concerned.
pub fn facts(campaign: &Campaign, now: Instant) -> Facts {
    let mut facts = Facts::at(now);
    for (task, record) in campaign.plan.tasks.iter().zip(&campaign.records) {
        let finished = if record.state.is_done() || record.state == TaskState::Submitted {
            record.submitted_at.or(record.completed_at)
        } else {
            None
        };
        let dropped =
            matches!(record.state, TaskState::Cancelled | TaskState::Failed | TaskState::Skipped);
        let due = record.due.filter(|due| Some(*due) != task.due);
        let suspended = record.state == TaskState::Suspended;
        let any = record.started_at.is_some()
            || finished.is_some()
            || record.picked.is_some()
            || due.is_some();
        if any || dropped || suspended {
            let fact = facts.of_mut(task.number);
            fact.started = record.started_at.or(finished);
            fact.finished = finished;
            fact.picked = record.picked;
            fact.due = due;
            fact.dropped = dropped;
            fact.suspended = suspended;
        }
    }
    facts
}

/// A campaign at a moment. Cheap to clone; what it computes it computes once.
#[derive(Debug, Clone)]
pub struct View {
    /// The state.
    pub campaign: Arc<Campaign>,
    /// Dates of what is left, at `now`.
    pub schedule: Arc<Schedule>,
    /// The campaign's calendar.
    pub calendar: Arc<WorkCalendar>,
    /// The moment.
    pub now: Instant,
    /// What the plan alone determines: baseline and links.
    pub frame: Arc<Frame>,
    /// When lights change.
    pub rules: Rules,
    /// Whether it is a plan that has not been launched: nothing has happened, and it is not yet now.
    pub(super) is_planned: bool,
    standings: Arc<OnceLock<Vec<Standing>>>,
    owners: Arc<OnceLock<Owners>>,
    pub(super) reasons: Arc<OnceLock<Reasons>>,
}

impl View {
    /// The campaign at `now`, everything worked out afresh.
    ///
    /// # Errors
    /// When tasks wait for each other in a ring.
    pub fn new(campaign: Arc<Campaign>, now: Instant) -> Result<View, Cycle> {
        let frame = Arc::new(Frame::new(&campaign)?);
        Ok(View::framed(campaign, frame, now))
    }

    /// The campaign at `now`, with the frame of its revision.
    pub fn framed(campaign: Arc<Campaign>, frame: Arc<Frame>, now: Instant) -> View {
        let schedule = Arc::new(frame.schedule(&campaign, now));
        View::scheduled(campaign, frame, schedule, now)
    }

    /// The campaign at `now`, already scheduled for that minute.
    pub fn scheduled(
        campaign: Arc<Campaign>,
        frame: Arc<Frame>,
        schedule: Arc<Schedule>,
        now: Instant,
    ) -> View {
        View {
            campaign,
            schedule,
            calendar: frame.calendar.clone(),
            now,
            frame,
            rules: Rules::default(),
            is_planned: false,
            standings: Arc::default(),
            owners: Arc::default(),
            reasons: Arc::default(),
        }
    }

    /// A plan that has not been launched, as it would run if everything went as planned.
    ///
    /// # Errors
    /// When tasks wait for each other in a ring.
    pub fn planned(plan: Arc<Expanded>) -> Result<View, Cycle> {
        let campaign = Arc::new(Campaign::planned(plan));
        let frame = Arc::new(Frame::new(&campaign)?);
        let (schedule, now) = (Arc::new(frame.baseline.clone()), frame.baseline.start);
        Ok(View { is_planned: true, ..View::scheduled(campaign, frame, schedule, now) })
    }

    /// Whether it is a plan that has not been launched.
    pub fn is_planned(&self) -> bool {
        self.is_planned
    }

    /// How many tasks there are.
    pub fn len(&self) -> usize {
        self.campaign.plan.tasks.len()
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.campaign.plan.tasks.is_empty()
    }

    /// Where the task of that number stands in the lists.
    pub fn position(&self, task: TaskNo) -> Option<usize> {
        self.frame.links.position(task)
    }

    /// The task at a position, with its record, dates and standing.
    pub fn at(&self, position: usize) -> Option<Seen<'_>> {
        Some(Seen {
            position,
            task: self.campaign.plan.tasks.get(position)?,
            record: self.campaign.records.get(position)?,
            dates: self.schedule.tasks.get(position)?,
            baseline: self.frame.baseline.tasks.get(position)?,
            standing: self.standings().get(position)?,
        })
    }

    /// The task of that number.
    pub fn task(&self, task: TaskNo) -> Option<Seen<'_>> {
        self.position(task).and_then(|p| self.at(p))
    }

    /// Every task, in written order.
    pub fn iter(&self) -> impl Iterator<Item = Seen<'_>> {
        (0..self.len()).filter_map(|p| self.at(p))
    }

    /// Where every task stands, in written order.
    pub fn standings(&self) -> &[Standing] {
        self.standings.get_or_init(|| {
            let campaign = &*self.campaign;
            let dates = self.schedule.tasks.iter().zip(&self.frame.baseline.tasks);
            campaign
                .plan
                .tasks
                .iter()
                .zip(&campaign.records)
                .zip(dates)
                .map(|((task, record), (dates, baseline))| {
                    let (waits_for, blocked_by) = self.first_missing(task);
                    let of = Situation { task, record, dates, baseline, waits_for, blocked_by };
                    Standing::of(of, &self.calendar, self.now, self.rules)
                })
                .collect()
        })
    }

    /// The lead units as numbers: a unit is compared with others far more often than it is named.
    pub(super) fn owners(&self) -> &Owners {
        self.owners.get_or_init(|| {
            let mut known: BTreeMap<&UnitId, u32> = BTreeMap::new();
            let mut of = Vec::with_capacity(self.campaign.records.len());
            for record in &self.campaign.records {
                let next = to_u32(known.len());
                of.push(*known.entry(&record.owner).or_insert(next));
            }
            Owners { of, count: known.len() }
        })
    }

    /// The first predecessor that a task still has to wait for, and the first overdue one of them.
    fn first_missing(&self, task: &Task) -> (Option<TaskNo>, Option<TaskNo>) {
        let (mut first, mut late) = (None, None);
        for need in &task.needs {
            if !self.frame.links.gates(&self.campaign, need) {
                continue;
            }
            for link in &need.links {
                let found = self.position(link.on).and_then(|p| {
                    Some((self.campaign.plan.tasks.get(p)?, self.campaign.records.get(p)?))
                });
                let Some((on, record)) = found else { continue };
                if !is_awaited(record) || holds(need.join, link.kind, record) {
                    continue;
                }
                first = first.or(Some(link.on));
                if is_overdue(on, record, self.now) {
                    late = late.or(Some(link.on));
                }
            }
        }
        (first, late)
    }

    /// The root of the stream that a stream is part of.
    pub fn root_stream(&self, id: &StreamId) -> Option<&Stream> {
        let streams = &self.campaign.plan.streams;
        let mut at = streams.iter().find(|s| s.id == *id)?;
        // No deeper than there are streams, however the plan is knotted.
        for _ in 0..streams.len() {
            match at.parent.as_ref().and_then(|p| streams.iter().find(|s| s.id == *p)) {
                Some(parent) => at = parent,
                None => break,
            }
        }
        Some(at)
    }

    /// The unit that acts for a task's owner: the proxy where the owner of the plan has no login.
    pub fn acting_owner<'a>(&'a self, seen: &Seen<'a>) -> &'a UnitId {
        let outside =
            || self.campaign.plan.unit(&seen.record.owner).is_some_and(|unit| unit.outside);
        match &seen.task.proxy {
            Some(proxy) if seen.record.owner == seen.task.owner && outside() => proxy,
            _ => &seen.record.owner,
        }
    }
}

/// The lead units of all tasks, numbered as they are met.
#[derive(Debug)]
pub(super) struct Owners {
    /// The number of each task's unit, by position.
    pub(super) of: Vec<u32>,
    /// How many units there are.
    pub(super) count: usize,
}

/// A task with everything that is known of it.
#[derive(Debug, Clone, Copy)]
pub struct Seen<'a> {
    /// Its position in the lists.
    pub position: usize,
    /// As planned.
    pub task: &'a Task,
    /// What has happened to it.
    pub record: &'a TaskRecord,
    /// Its dates as scheduled now.
    pub dates: &'a Dates,
    /// Its dates in the baseline.
    pub baseline: &'a Dates,
    /// Where it stands.
    pub standing: &'a Standing,
}
