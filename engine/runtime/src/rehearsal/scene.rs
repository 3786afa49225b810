//! The campaign as its players see it: who acts for whom, how a task's unit behaves, when things fall due.

use wallchart_campaign::lights;
use wallchart_campaign::read::{Frame, holds, is_awaited};
use wallchart_campaign::state::{Entry, EntryBody, TaskRecord};
use wallchart_campaign::{Actor, Campaign, TaskState};
use wallchart_plan::WorkCalendar;
use wallchart_plan::expanded::{LinkKind, PersonRole, Task, Timing};
use wallchart_plan::ids::UnitId;
use wallchart_plan::time::Instant;

use super::dice::Cast;
use super::times;

/// A campaign at a moment, with those who play it.
pub(super) struct Scene<'a> {
    pub(super) campaign: &'a Campaign,
    pub(super) frame: &'a Frame,
    pub(super) cast: &'a Cast,
    pub(super) now: Instant,
}

/// How a unit goes about a task.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Manner {
    /// As soon as it can.
    Early,
    /// In time.
    Ordinary,
    /// Too late.
    Late,
    /// Never, by itself.
    Silent,
}

/// A task on the scene.
pub(super) struct Part<'a> {
    pub(super) position: usize,
    pub(super) task: &'a Task,
    pub(super) record: &'a TaskRecord,
    /// What chance is asked about: the task, and how often it was given to another unit.
    pub(super) name: String,
    pub(super) manner: Manner,
    /// By when it must be handed in, or should be.
    pub(super) deadline: Instant,
    /// How long the work takes this time, in tenths of a working day.
    pub(super) work: i64,
    /// Since when it could be begun; `None` while something that it needs is missing.
    pub(super) ready: Option<Instant>,
    /// Since when it could be handed in, as far as others are concerned.
    pub(super) may_end: Option<Instant>,
}

impl Part<'_> {
    /// Whether its unit got it from another one.
    pub(super) fn is_handed_on(&self) -> bool {
        self.record.owner != self.task.owner
    }

    /// Whether its unit has yet to pick the date.
    pub(super) fn is_unpicked(&self) -> bool {
        matches!(self.task.timing, Timing::Pick { .. }) && self.record.picked.is_none()
    }

    /// The last entry that counts and of which something holds.
    pub(super) fn last(&self, what: impl Fn(&EntryBody) -> bool) -> Option<&Entry> {
        self.record.entries.iter().rev().find(|e| e.counts && what(&e.body))
    }

    /// The last word that came with an event of that kind.
    pub(super) fn note(&self, kind: &str) -> Option<&Entry> {
        self.last(|body| matches!(body, EntryBody::Note { with, .. } if with == kind))
    }
}

/// When an entry was added.
pub(super) fn minute(entry: &Entry) -> Instant {
    Instant::from_utc(entry.at.naive_utc())
}

impl<'a> Scene<'a> {
    pub(super) fn calendar(&self) -> &WorkCalendar {
        &self.frame.calendar
    }

    /// The task at a position.
    pub(super) fn part(&self, position: usize) -> Option<Part<'a>> {
        let campaign: &'a Campaign = self.campaign;
        let task = campaign.plan.tasks.get(position)?;
        let record: &'a TaskRecord = campaign.records.get(position)?;
        let name = match record.owner == task.owner {
            true => task.number.to_string(),
            false => format!("{} {}", task.number, record.owner),
        };
        let late_finish = self.frame.baseline.tasks.get(position)?.late_finish;
        let (least, most) = times::range(task.takes);
        Some(Part {
            position,
            manner: self.manner(task, record, &name),
            deadline: lights::deadline(task, record).unwrap_or(late_finish),
            work: self.cast.between("work", &name, least, most),
            ready: self.since(task, record, true),
            may_end: self.since(task, record, false),
            task,
            record,
            name,
        })
    }

    fn manner(&self, task: &Task, record: &TaskRecord, name: &str) -> Manner {
        let mark = &self.cast.mark;
        let own = record.owner == task.owner;
        let coordinates = self.campaign.plan.campaign.coordinator == record.owner;
        // Who was given a task because another had not answered does it; so does who got more time.
        if own
            && !coordinates
            && !task.milestone
            && self.cast.happens("silent", name, mark.silent_pct)
        {
            Manner::Silent
        } else if own && record.extensions == 0 && self.cast.happens("late", name, mark.late_pct) {
            Manner::Late
        } else if self.cast.happens("early", name, 35) {
            Manner::Early
        } else {
            Manner::Ordinary
        }
    }

    /// Since when the needs that keep a task from being begun, or from being handed in, have all held.
    fn since(&self, task: &Task, record: &TaskRecord, begin: bool) -> Option<Instant> {
        let mut since = record.issued_at;
        let begins = |kind| matches!(kind, LinkKind::FinishStart | LinkKind::StartStart);
        for need in &task.needs {
            if begin && !need.links.iter().any(|link| begins(link.kind)) {
                continue;
            }
            let (held, wanted) = self.frame.links.tally(self.campaign, need);
            if held < wanted {
                return None;
            }
            for link in &need.links {
                let Some((_, on)) = self.campaign.task(link.on) else { continue };
                if !is_awaited(on) || !holds(need.join, link.kind, on) {
                    continue;
                }
                let happened = match link.kind {
                    LinkKind::StartStart | LinkKind::StartFinish => on.started_at,
                    LinkKind::FinishStart | LinkKind::FinishFinish => on.completed_at,
                };
                if let Some(at) = happened {
                    since = since.max(self.calendar().forward(at, link.lag));
                }
            }
        }
        Some(since)
    }

    /// Not before now.
    pub(super) fn not_past(&self, at: Instant) -> Instant {
        at.max(self.now)
    }

    /// Not before now, in office hours of whoever that is.
    pub(super) fn in_hours(&self, at: Instant, who: &UnitId) -> Instant {
        self.office(self.not_past(at), who)
    }

    /// In office hours of whoever that is; `None` once that has passed, for what is done then or never.
    pub(super) fn then_or_never(&self, at: Instant, who: &UnitId) -> Option<Instant> {
        Some(self.office(at, who)).filter(|at| *at >= self.now)
    }

    fn office(&self, at: Instant, who: &UnitId) -> Instant {
        let offset = self.cast.between("desk", who.as_str(), 0, 29);
        times::office(self.calendar(), at, u16::try_from(offset).unwrap_or(0))
    }

    /// Who speaks for a unit: its contact or its leader where it has people, else the unit itself; the
    /// coordinator for one that has no login.
    pub(super) fn speaker(&self, unit: &UnitId, role: PersonRole) -> Actor {
        let plan = &self.campaign.plan;
        match plan.unit(unit) {
            Some(found) if !found.outside => {
                let person = found.people.iter().find(|p| p.role == role);
                let contact = found.people.iter().find(|p| p.role == PersonRole::Contact);
                match person.or(contact) {
                    Some(person) => Actor::Person(person.id.clone()),
                    None => Actor::Unit(unit.clone()),
                }
            }
            _ => self.coordinator(),
        }
    }

    /// The coordinating unit's contact.
    pub(super) fn coordinator(&self) -> Actor {
        let unit = &self.campaign.plan.campaign.coordinator;
        let found = self.campaign.plan.unit(unit);
        let contact = found.and_then(|u| u.people.iter().find(|p| p.role == PersonRole::Contact));
        match contact {
            Some(person) => Actor::Person(person.id.clone()),
            None => Actor::Unit(unit.clone()),
        }
    }

    /// The unit that does the work of a task: its lead, or who reports for one without a login.
    pub(super) fn doer(&self, part: &Part<'_>) -> UnitId {
        let outside = self.campaign.plan.unit(&part.record.owner).is_some_and(|u| u.outside);
        match &part.task.proxy {
            Some(proxy) if outside && !part.is_handed_on() => proxy.clone(),
            _ if outside => self.campaign.plan.campaign.coordinator.clone(),
            _ => part.record.owner.clone(),
        }
    }

    /// Who acts for the lead.
    pub(super) fn lead(&self, part: &Part<'_>) -> Actor {
        self.speaker(&self.doer(part), PersonRole::Contact)
    }

    /// When the work on a task that can be begun is begun, and when it is handed in.
    pub(super) fn course(&self, part: &Part<'_>) -> Option<(Instant, Instant)> {
        let (ready, calendar) = (part.ready?, self.calendar());
        let roll = |question: &str, low, high| self.cast.between(question, &part.name, low, high);
        let delay = times::after(calendar, part.deadline, roll("delay", 5, 40));
        let (begin, end) = match (part.task.timing, part.record.picked) {
            (Timing::Fixed { start, end }, _) => {
                let end = match times::is_short(start, end) {
                    true => end.plus_min(-5).max(start),
                    false => {
                        let evening = times::evening(calendar, calendar.end_date(end));
                        if evening > start && evening <= end { evening } else { end }
                    }
                };
                // What lasts for days begins in the morning, not at midnight.
                let morning = times::morning(calendar, calendar.date(start));
                (if morning < end { start.max(morning) } else { start }, end)
            }
            (Timing::Pick { .. }, Some(picked)) => {
                let done = calendar.forward(picked, part.task.takes.likely);
                (picked, done.plus_min(roll("tidy", 5, 90)).min(part.deadline.max(picked)))
            }
            _ => {
                let room = times::tenths_between(calendar, ready, part.deadline) - part.work;
                let share = match part.manner {
                    Manner::Early => roll("pace", 0, 30),
                    _ => roll("pace", 45, 92),
                };
                let end = times::after(calendar, ready, part.work + room.max(0) * share / 100);
                (times::before(calendar, end, part.work), end.min(self.last_hour(part)))
            }
        };
        let end = match part.manner {
            Manner::Late if part.record.submitted_at.is_none() => delay.max(end),
            _ => end,
        };
        let begun = part.record.started_at.unwrap_or(begin).max(ready);
        // Whoever takes over needs the time that the work takes.
        let end = if part.is_handed_on() {
            end.max(times::after(calendar, part.record.issued_at, part.work.max(5)))
        } else {
            end
        };
        Some((begun, end.max(begun)))
    }

    /// The evening of the last day, by which nobody is late.
    fn last_hour(&self, part: &Part<'_>) -> Instant {
        let calendar = self.calendar();
        let evening = times::evening(calendar, calendar.end_date(part.deadline));
        let stays = self.cast.between("stays", &part.name, 0, 150);
        evening.plus_min(stays).min(part.deadline)
    }

    /// Whether nothing waits for a task.
    pub(super) fn is_leaf(&self, part: &Part<'_>) -> bool {
        self.frame.links.successors(part.position).is_empty()
    }

    /// Whether the lead's next move is awaited.
    pub(super) fn is_open(part: &Part<'_>) -> bool {
        matches!(part.record.state, TaskState::Issued | TaskState::InProgress | TaskState::Returned)
    }
}
