//! A plan with everything named, dated and fanned out: what is scheduled, launched and stored.
//!
//! These types are written into the `plan_applied` event and read back for ever, so a change to their
//! shape is a new version of that event. References are by id and by task number; nothing here needs the
//! plan's text again.

mod hanging;
mod kinds;

use std::borrow::Cow;

use chrono::NaiveDate;
use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};

use crate::calendar::Calendar;
use crate::ids::{
    CampaignId, GroupId, MeasureId, ObjectiveId, PersonId, RosterId, StreamId, TaskId, TaskNo,
    TaskPath, UnitId,
};
use crate::playbook::{Around, PlayRef, Playbook};
use crate::rows::{Column, Counted};
use crate::sums::{Rate, SumCheck};
use crate::time::{Instant, Span};

pub use hanging::After;
pub use kinds::{Compare, Direction, LinkKind, PersonRole, TaskKind, UnitKind};

/// A whole plan, expanded.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Expanded {
    /// The campaign itself.
    pub campaign: Campaign,
    /// The calendar, its days included.
    pub calendar: Calendar,
    /// Units in written order, generated ones after the line that makes them.
    pub units: Vec<Unit>,
    /// Groups, flattened to units.
    pub groups: Vec<Group>,
    /// Workstreams in written order, a parent before its children.
    pub streams: Vec<Stream>,
    /// Named windows.
    pub windows: Vec<Window>,
    /// Measures in written order.
    pub measures: Vec<Measure>,
    /// Targets for the campaign as a whole.
    pub targets: Vec<Target>,
    /// Quotients of measures.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub rates: Vec<Rate>,
    /// Sums of measures that must agree.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub checks: Vec<SumCheck>,
    /// Items of lists that the plan before called otherwise.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub items_were: Vec<ItemWas>,
    /// Task instances by number, in written order.
    pub tasks: Vec<Task>,
    /// Duty rosters in written order.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub rosters: Vec<Roster>,
    /// Playbooks (预案) in written order.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub playbooks: Vec<Playbook>,
}

impl Expanded {
    /// The unit of that id.
    pub fn unit(&self, id: &UnitId) -> Option<&Unit> {
        self.units.iter().find(|u| u.id == *id)
    }

    /// The measure of that id.
    pub fn measure(&self, id: &MeasureId) -> Option<&Measure> {
        self.measures.iter().find(|m| m.id == *id)
    }

    /// Whether only the latest report of a measure counts.
    pub fn is_latest(&self, id: &MeasureId) -> bool {
        self.measures.iter().any(|m| m.latest && m.id == *id)
    }

    /// The unit of quantity that a measure is counted in; nothing where the plan does not have it.
    pub fn quantity(&self, id: &MeasureId) -> &str {
        self.measure(id).map_or("", |m| &m.quantity)
    }

    /// The plan as it was applied: without what plays have added to it since.
    pub fn without_plays(&self) -> Cow<'_, Expanded> {
        if self.tasks.iter().all(|t| t.play.is_none()) {
            return Cow::Borrowed(self);
        }
        let mut plan = self.clone();
        plan.tasks.retain(|t| t.play.is_none());
        plan.streams.retain(|s| !s.of_play);
        Cow::Owned(plan)
    }

    /// The roster of that id.
    pub fn roster(&self, id: &RosterId) -> Option<&Roster> {
        self.rosters.iter().find(|r| r.id == *id)
    }

    /// The playbook of that id.
    pub fn playbook(&self, id: &str) -> Option<&Playbook> {
        self.playbooks.iter().find(|p| p.id == id)
    }

    /// The playbook that waits for messages to that hook.
    pub fn playbook_on(&self, hook: &str) -> Option<&Playbook> {
        self.playbooks.iter().find(|p| p.waits_for(hook))
    }

    /// Whether it has parts that programs of the first releases don't know, and would pass over.
    pub fn has_later_parts(&self) -> bool {
        let is_later = |t: &Task| {
            !t.outcomes.is_empty()
                || t.when_outcome.is_some()
                || t.after.is_some()
                || !t.cover.is_empty()
                || !t.log.is_empty()
        };
        self.measures.iter().any(|m| m.latest)
            || !self.rates.is_empty()
            || !self.checks.is_empty()
            || !self.rosters.is_empty()
            || !self.playbooks.is_empty()
            || self.measures.iter().any(|m| m.was.is_some())
            || self.tasks.iter().any(is_later)
    }
}

/// What an item of a list was called before (`renamed`).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ItemWas {
    /// The list.
    pub list: String,
    /// What the item is called.
    pub item: String,
    /// What it was called.
    pub was: String,
}

/// A duty roster (值班表): in each of its shifts each of its posts needs people of these roles.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Roster {
    /// Its id, which is its name.
    pub id: RosterId,
    /// What the plan called it before (`was`).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub was: Option<RosterId>,
    /// Its title.
    pub title: String,
    /// Until when it has to be filled; the begin of its first shift, where the plan does not say.
    pub due: Instant,
    /// How many of each role a post needs.
    pub needs: Vec<(PersonRole, u32)>,
    /// Its shifts, by time.
    pub shifts: Vec<Shift>,
    /// What has to be manned.
    pub posts: Vec<Post>,
}

/// A stretch of time that people are on duty.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Shift {
    /// When it begins.
    pub start: Instant,
    /// When it is over.
    pub end: Instant,
}

/// What a unit has to man in each shift.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Post {
    /// The unit.
    pub unit: UnitId,
    /// The item of a list that it is for, such as a channel.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub item: Option<String>,
    /// Who is planned.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub fill: Vec<PersonId>,
}

/// What the plan says of the campaign as a whole.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Campaign {
    /// Its id.
    pub id: CampaignId,
    /// Its title.
    pub title: String,
    /// The anchor date D, never rolled.
    pub anchor: NaiveDate,
    /// Whether the plan gives D as a day of every year.
    pub annual: bool,
    /// When work may begin, where the plan says so.
    pub start: Option<Instant>,
    /// Joint sponsors (联合主办).
    pub sponsors: Vec<UnitId>,
    /// The leading group (领导小组).
    pub group: Option<GroupId>,
    /// The unit that coordinates (组织协调).
    pub coordinator: UnitId,
    /// Vars, resolved, in written order.
    pub vars: Vec<(String, String)>,
    /// Objectives that tasks are traced to.
    pub objectives: Vec<(ObjectiveId, String)>,
    /// Laws and papers it rests on.
    pub basis: Vec<String>,
    /// The notice that announces it.
    pub notice: Option<Notice>,
}

/// The notice (通知) that issues the plan.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Notice {
    /// Document number (发文字号).
    pub number: Option<String>,
    /// Recipients (主送): groups or units as written.
    pub to: Vec<String>,
    /// Copies to (抄送).
    pub cc: Vec<String>,
    /// Titles of annexes (附件).
    pub annexes: Vec<String>,
}

/// A body that takes part.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Unit {
    /// Its id, which is its name.
    pub id: UnitId,
    /// What kind of body it is.
    pub kind: UnitKind,
    /// Former and other names.
    pub aka: Vec<String>,
    /// The unit above.
    pub above: Option<UnitId>,
    /// Whether it has no login, so that a proxy reports for it.
    pub outside: bool,
    /// Its people, in written order.
    pub people: Vec<Person>,
}

/// Someone in a unit.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Person {
    /// Their id, unique in the plan.
    pub id: PersonId,
    /// What they are in their unit.
    pub role: PersonRole,
}

/// A named group of units.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Group {
    /// Its id.
    pub id: GroupId,
    /// Its units, each once, in the order in which the group names them.
    pub units: Vec<UnitId>,
}

/// A workstream (任务板块).
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Stream {
    /// Its id: the titles from the root, joined by `/`.
    pub id: StreamId,
    /// Its title.
    pub title: String,
    /// The stream it is part of.
    pub parent: Option<StreamId>,
    /// The id that the plan before gave it (`was`).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub was: Option<StreamId>,
    /// Whether it holds the tasks of plays, and not of the plan.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub of_play: bool,
}

/// A named window of time.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Window {
    /// Its name.
    pub name: String,
    /// When it begins.
    pub start: Instant,
    /// When it is over.
    pub end: Instant,
}

/// Something counted.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Measure {
    /// Its name.
    pub id: MeasureId,
    /// Unit of quantity (量词): 份, 人次, 户次 … Never summed across units of quantity.
    pub quantity: String,
    /// Whether it is a stock (存量): only the latest report of each unit counts, where those of others add up.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub latest: bool,
    /// The measure that its figures also count towards.
    pub rolls_into: Option<MeasureId>,
    /// What the plan called it before (`was`).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub was: Option<MeasureId>,
}

/// What a measure should come to.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Target {
    /// Which measure.
    pub measure: MeasureId,
    /// How it compares.
    pub compare: Compare,
    /// With what.
    pub value: Decimal,
}

/// One task instance: what one lead unit has to do once.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Task {
    /// Its number, from 1 in written order in a fresh plan.
    pub number: TaskNo,
    /// Its readable path.
    pub path: TaskPath,
    /// The task of the plan that it came of.
    pub task: TaskId,
    /// What the plan called that task before (`was`).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub was: Option<TaskId>,
    /// Its keys, in `each` order.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub keys: Vec<Key>,
    /// The planned local date of an occurrence of a recurring or serial task.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub occurrence: Option<NaiveDate>,
    /// Its title, vars and keys put in.
    pub title: String,
    /// What it is about.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub about: Option<String>,
    /// The workstream it stands in.
    pub stream: StreamId,
    /// The objective it serves.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub objective: Option<ObjectiveId>,
    /// Kind of activity.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub kind: Option<TaskKind>,
    /// Tags.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub tags: Vec<String>,
    /// Where.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub place: Option<String>,
    /// The lead unit (牵头单位).
    pub owner: UnitId,
    /// Supporting units (配合单位), which report before the lead finishes.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub support: Vec<UnitId>,
    /// Units that only watch.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub informed: Vec<UnitId>,
    /// Who reports for an owner without a login.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub proxy: Option<UnitId>,
    /// The leader in charge (分管领导).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub leader: Option<PersonId>,
    /// What its dates hang on.
    pub timing: Timing,
    /// Before when it does not begin: a task of a play, before that started.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub from: Option<Instant>,
    /// The play that it is part of.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub play: Option<PlayRef>,
    /// How long it takes once begun.
    pub takes: Estimate,
    /// When it is due (完成时限), rolled where the plan rolls it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub due: Option<Instant>,
    /// The due dates that its own hangs on, and moves along with.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub after: Option<After>,
    /// What it waits for: every entry must hold.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub needs: Vec<Need>,
    /// Checklist.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub steps: Vec<String>,
    /// How many of the steps suffice; all when absent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub steps_done: Option<u32>,
    /// Figures to be handed in.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub measures: Vec<MeasureAsk>,
    /// What each row of its log (登记表) holds; without any it has no log.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub log: Vec<Column>,
    /// Evidence to be handed in (佐证材料).
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub evidence: Vec<EvidenceAsk>,
    /// How it may end; one of them is said when it is handed in.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub outcomes: Vec<String>,
    /// The outcome without which it is not needed; that task is among its needs.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub when_outcome: Option<WhenOutcome>,
    /// How much of its fan-out is enough: while all of these hold, the instances that are open are not needed.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub cover: Vec<Cover>,
    /// Whom it is reported to.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub to: Vec<Recipient>,
    /// Fields that the unit fills in when it picks its date: `place`.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub ask: Vec<String>,
    /// How long the owner has to acknowledge, from issue.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub ack: Option<Span>,
    /// Who accepts the work; nobody means that a submit completes it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub review: Option<UnitId>,
    /// Whether it is a milestone.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub milestone: bool,
    /// Whether "nothing to report" must be said (零报告).
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub nil_report: bool,
    /// When its people are reminded.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub remind: Vec<Instant>,
    /// How far each of these is from the due date; nothing where older plans are stored.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub remind_by: Vec<Around>,
    /// When it goes up, and to whom.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub escalate: Vec<Escalation>,
}

/// One key of a fan-out.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Key {
    /// What it ranges over; equal dimensions are matched between tasks.
    pub dimension: Dimension,
    /// Its value: a unit's id or a list's item.
    pub value: String,
}

/// What a key ranges over.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Dimension {
    /// Units, whichever group they came from.
    Unit,
    /// The list of that name.
    List(String),
}

/// What a task's dates hang on besides its needs.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Timing {
    /// It begins when its needs are met.
    Flow,
    /// A fixed window that no calendar moves: it lasts from begin to end.
    Fixed {
        /// Begin.
        start: Instant,
        /// End.
        end: Instant,
    },
    /// The unit picks a time inside the window (自行安排).
    Pick {
        /// The earliest begin.
        start: Instant,
        /// The latest end.
        end: Instant,
    },
}

/// How long something takes: three points, equal when only one was given.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Estimate {
    /// At best.
    pub min: Span,
    /// Usually; the passes use this.
    pub likely: Span,
    /// At worst.
    pub max: Span,
}

impl Estimate {
    /// The same length whatever happens.
    pub fn exactly(span: Span) -> Self {
        Self { min: span, likely: span, max: span }
    }
}

/// One thing that a task waits for.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Need {
    /// How many of the links must hold.
    pub join: Join,
    /// The links.
    pub links: Vec<Link>,
}

/// How much of a fan-out is enough: among the instances that differ in nothing but this key.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Cover {
    /// Which key.
    pub of: Dimension,
    /// How many of them must be completed.
    pub join: Join,
}

/// The outcome of another task without which a task is not needed (免办).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct WhenOutcome {
    /// Which task.
    pub on: TaskNo,
    /// Any of these.
    pub any: Vec<String>,
}

impl Task {
    /// By when it ends as planned: when it is due, or its window is over.
    pub fn ends_by(&self) -> Option<Instant> {
        self.due.or(match self.timing {
            Timing::Fixed { end, .. } | Timing::Pick { end, .. } => Some(end),
            Timing::Flow => None,
        })
    }

    /// Whether it says by what rule its dates move, which programs of the first releases don't know.
    pub fn has_rules(&self) -> bool {
        self.after.is_some()
            || !self.remind_by.is_empty()
            || self.escalate.iter().any(|step| step.by.is_some())
    }

    /// The units that it concerns, the nearest first: those that it is fanned out for, then its lead.
    pub fn concerns<'t>(&'t self, lead: &'t UnitId) -> impl Iterator<Item = &'t str> {
        let keys = self.keys.iter().filter(|key| key.dimension == Dimension::Unit);
        keys.map(|key| key.value.as_str()).chain([lead.as_str()])
    }
}

/// How many predecessors are enough.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Join {
    /// Every one.
    All,
    /// At least so many; `any of` is 1.
    AtLeast(u32),
    /// At least so many hundredths, rounded up.
    Percent(u8),
    /// Every one completed, cancelled, skipped or failed.
    Settled,
}

impl Join {
    /// How many of `of` predecessors must hold.
    pub fn count(self, of: usize) -> usize {
        match self {
            Join::All | Join::Settled => of,
            Join::AtLeast(n) => usize::try_from(n).unwrap_or(of).min(of),
            Join::Percent(p) => (of * usize::from(p.min(100))).div_ceil(100),
        }
    }
}

/// A link from a predecessor.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Link {
    /// The predecessor.
    pub on: TaskNo,
    /// Which end hangs on which.
    pub kind: LinkKind,
    /// How long after; negative is a lead.
    pub lag: Span,
}

/// A figure that a task asks for.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct MeasureAsk {
    /// Which.
    pub measure: MeasureId,
    /// Whether the task can be finished without it (`?`).
    pub optional: bool,
    /// What this instance should reach.
    pub target: Option<(Compare, Decimal)>,
    /// What it is counted from, where nobody enters it by hand.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub from: Option<Counted>,
}

/// Evidence that a task asks for.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct EvidenceAsk {
    /// What: `照片`.
    pub name: String,
    /// How many pieces.
    pub count: u32,
}

/// Whom a task is reported to.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Recipient {
    /// In which direction.
    pub direction: Direction,
    /// The unit or the group.
    pub name: String,
}

/// A step up when a task is late.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Escalation {
    /// When.
    pub at: Instant,
    /// How far that is from the due date; nothing where older plans are stored.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub by: Option<Around>,
    /// To whom.
    pub to: EscalateTo,
}

/// Whom a late task goes up to.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum EscalateTo {
    /// The owner's leader in charge.
    Leader,
    /// A unit.
    Unit(UnitId),
}
