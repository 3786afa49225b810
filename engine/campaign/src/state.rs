//! What the events add up to.

use std::collections::BTreeMap;
use std::sync::Arc;

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};
use wallchart_plan::Expanded;
use wallchart_plan::expanded::Task;
use wallchart_plan::ids::{TaskNo, TaskPath, UnitId};
use wallchart_plan::time::Instant;

use crate::actor::Actor;
use crate::amended::highest;
use crate::command::{Approval, Evidence, Figure, SourceRef};
use crate::event::{ExtensionRequest, Seq};
use crate::play::Play;
use crate::rehearsal::Rehearsing;
use crate::roster::Fill;
use crate::rows::Rows;

/// Stored states of a task. Waiting, ready, due soon, overdue, behind and blocked are computed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum TaskState {
    /// 待下达.
    Draft,
    /// 待签收.
    Issued,
    /// 办理中.
    InProgress,
    /// 待审核.
    Submitted,
    /// 已退回.
    Returned,
    /// 已办结.
    Completed,
    /// 已销号.
    Closed,
    /// 已中止.
    Suspended,
    /// 已撤销.
    Cancelled,
    /// 免办.
    Skipped,
    /// Failed; automation only.
    Failed,
}

impl TaskState {
    /// Whether nothing more is expected: completed, closed, cancelled, skipped or failed.
    pub fn is_settled(self) -> bool {
        self.is_done() || matches!(self, TaskState::Cancelled | TaskState::Failed)
    }

    /// Whether what waits for it may go on: completed, closed or skipped.
    pub fn is_done(self) -> bool {
        matches!(self, TaskState::Completed | TaskState::Closed | TaskState::Skipped)
    }
}

/// A campaign as its events have made it. What rarely changes is shared, so a clone is cheap.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Campaign {
    /// The last event folded in.
    pub seq: Seq,
    /// The plan in force.
    pub plan: Arc<Expanded>,
    /// Its revision, from 1.
    pub revision: u32,
    /// Version of the language it was written in.
    pub language: u32,
    /// Its source files.
    pub sources: Vec<SourceRef>,
    /// When it was launched.
    pub launched_at: Instant,
    /// Who last approved a revision.
    pub approved: Option<Approved>,
    /// How it is played, and what its clock shows, if it is only rehearsed.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub rehearsal: Option<Rehearsing>,
    /// What is known of each task, in the order of `plan.tasks`.
    pub records: Vec<Arc<TaskRecord>>,
    /// Where each task stands in `plan.tasks` and `records`.
    pub index: Arc<BTreeMap<TaskNo, usize>>,
    /// The highest number that an instance was ever given.
    pub last_number: TaskNo,
    /// Instances that a later revision took out; earlier ones first.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub retired: Vec<Arc<Retired>>,
    /// Plays of playbooks, oldest first.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub plays: Vec<Arc<Play>>,
    /// Who was put down on duty rosters, in the order of the seats.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub fills: Vec<Fill>,
    /// What recent commands changed, for undo; oldest first.
    pub journal: crate::undo::Journal,
}

/// An approval as it was recorded.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Approved {
    /// The revision approved, from 1.
    pub revision: u32,
    /// By whom, and what they saw.
    #[serde(flatten)]
    pub approval: Approval,
    /// When it was recorded.
    pub at: Instant,
}

impl Campaign {
    /// What a plan would come to if it were launched when it begins: nothing has happened yet.
    pub(crate) fn planned(plan: Arc<Expanded>) -> Campaign {
        let at = plan.campaign.start.unwrap_or(Instant(0));
        let record = |task| Arc::new(TaskRecord::issued(task, at, Seq(0)));
        let numbers = plan.tasks.iter().enumerate().map(|(i, task)| (task.number, i));
        Campaign {
            seq: Seq(0),
            revision: 0,
            language: 1,
            sources: Vec::new(),
            launched_at: at,
            approved: None,
            rehearsal: None,
            records: plan.tasks.iter().map(record).collect(),
            index: Arc::new(numbers.collect()),
            last_number: highest(&plan.tasks),
            retired: Vec::new(),
            plays: Vec::new(),
            fills: Vec::new(),
            journal: Default::default(),
            plan,
        }
    }

    /// The path of a task, be it no part of the plan any more.
    pub fn path_of(&self, number: TaskNo) -> Option<&TaskPath> {
        let running = self.task(number).map(|(task, _)| &task.path);
        let retired = || self.retired.iter().find(|r| r.task.number == number);
        running.or_else(|| retired().map(|r| &r.task.path))
    }

    /// Itself with an instance that a revision took out, by its number or its path, to be looked at: with all
    /// that had happened to it, and nothing that it waited for. Answers the last revision that had it.
    pub fn revived(&self, named: &str) -> Option<(Campaign, TaskNo, u32)> {
        let (named, number) = (named.trim(), named.trim().parse::<TaskNo>().ok());
        let is = |r: &&Arc<Retired>| Some(r.task.number) == number || r.task.path.as_str() == named;
        let one = self.retired.iter().rev().find(is)?;
        let mut campaign = self.clone();
        let mut task = one.task.clone();
        (task.needs, task.when_outcome, task.cover) = (Vec::new(), None, Vec::new());
        Arc::make_mut(&mut campaign.index).insert(task.number, campaign.records.len());
        Arc::make_mut(&mut campaign.plan).tasks.push(task);
        campaign.records.push(Arc::clone(&one.record));
        Some((campaign, one.task.number, one.revision))
    }

    /// The task of that number and what is known of it.
    pub fn task(&self, number: TaskNo) -> Option<(&Task, &TaskRecord)> {
        let at = *self.index.get(&number)?;
        Some((self.plan.tasks.get(at)?, self.records.get(at)?))
    }
}

/// An instance that is no part of the plan any more, with all that had happened to it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Retired {
    /// The task.
    pub task: Task,
    /// What had happened.
    pub record: Arc<TaskRecord>,
    /// The last revision that had it.
    pub revision: u32,
}

/// What has happened to one task.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct TaskRecord {
    /// Its stored state.
    pub state: TaskState,
    /// Its lead unit now.
    pub owner: UnitId,
    /// When it was issued to the lead unit that it has now.
    pub issued_at: Instant,
    /// When it was acknowledged.
    pub acked_at: Option<Instant>,
    /// When it began.
    pub started_at: Option<Instant>,
    /// When it was last submitted.
    pub submitted_at: Option<Instant>,
    /// Whether the last submission said that there was nothing to report (零报告).
    pub nil: bool,
    /// When it was completed.
    pub completed_at: Option<Instant>,
    /// When it was closed out.
    pub closed_at: Option<Instant>,
    /// Hundredths done, as last reported.
    pub percent: u8,
    /// Which steps are ticked.
    pub steps: Vec<bool>,
    /// The date that the unit picked.
    pub picked: Option<Instant>,
    /// Answers to what the plan asks.
    pub answers: Vec<(String, String)>,
    /// The due date in force; the plan keeps the original.
    pub due: Option<Instant>,
    /// How often it was extended.
    pub extensions: u32,
    /// An extension that waits for a decision.
    pub request: Option<ExtensionRequest>,
    /// How often it was returned.
    pub returns: u32,
    /// The state before a suspension.
    pub suspended_from: Option<TaskState>,
    /// Supporting units that have reported.
    pub reported: Vec<UnitId>,
    /// How it ended, where the plan lists outcomes.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub outcome: Option<String>,
    /// Whether it is not needed because another task ended otherwise than it waits for.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub ruled_out: bool,
    /// The rows of its log.
    #[serde(default, skip_serializing_if = "Rows::is_blank")]
    pub rows: Rows,
    /// Progress, figures, evidence and comments, oldest first.
    pub entries: Vec<Entry>,
    /// The last event that touched it.
    pub touched: Seq,
}

impl TaskRecord {
    /// What is known of a task that event `seq` has just issued.
    pub fn issued(task: &Task, at: Instant, seq: Seq) -> Self {
        TaskRecord {
            state: TaskState::Issued,
            owner: task.owner.clone(),
            issued_at: at,
            acked_at: None,
            started_at: None,
            submitted_at: None,
            nil: false,
            completed_at: None,
            closed_at: None,
            percent: 0,
            steps: vec![false; task.steps.len()],
            picked: None,
            answers: Vec::new(),
            due: task.due,
            extensions: 0,
            request: None,
            returns: 0,
            suspended_from: None,
            reported: Vec::new(),
            outcome: None,
            ruled_out: false,
            rows: Rows::default(),
            entries: Vec::new(),
            touched: seq,
        }
    }
}

/// Something that was added to a task and is never edited.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Entry {
    /// The event that added it.
    pub seq: Seq,
    /// When.
    pub at: DateTime<Utc>,
    /// Who.
    pub by: Actor,
    /// For whom, when a proxy or a deputy acted.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub on_behalf_of: Option<UnitId>,
    /// Whether it counts: not undone, not corrected by a later one.
    pub counts: bool,
    /// What.
    pub body: EntryBody,
}

/// What was added.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum EntryBody {
    /// Progress.
    Progress {
        /// Hundredths done.
        percent: Option<u8>,
        /// How it stands.
        text: String,
        /// What is in the way.
        problem: Option<String>,
        /// What comes next.
        next: Option<String>,
    },
    /// A figure.
    Figure(Figure),
    /// Evidence.
    Evidence(Evidence),
    /// A comment.
    Comment {
        /// What.
        text: String,
    },
    /// A word with a submission, a return, an acceptance.
    Note {
        /// Which event it came with: `task_returned`.
        with: String,
        /// What.
        text: String,
    },
}
