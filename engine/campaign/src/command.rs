//! What can be asked of a campaign.

use chrono::NaiveDate;
use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};
use uuid::Uuid;
use wallchart_plan::Expanded;
use wallchart_plan::ids::{MeasureId, TaskNo, UnitId};
use wallchart_plan::playbook::PlayRef;
use wallchart_plan::time::Instant;

use crate::actor::{Actor, Face};
use crate::event::Seq;
use crate::rehearsal::Rehearsal;
use crate::roster::PutDown;

/// Names one command for ever: sent again, it is not done again.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct CommandId(pub Uuid);

/// A command with who gives it and how.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Order {
    /// Its id.
    pub id: CommandId,
    /// Who gives it.
    pub actor: Actor,
    /// For whom, when a proxy or a deputy acts.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub on_behalf_of: Option<UnitId>,
    /// Through which face.
    pub via: Face,
    /// The seq that its giver was looking at: refused if the tasks it touches have changed since.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub seen: Option<Seq>,
    /// What is asked.
    pub command: Command,
}

/// What can be asked. Imperative; each is all or nothing.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Command {
    /// Applies a plan; on an empty campaign that is the launch.
    Apply {
        /// The plan.
        apply: Box<Apply>,
        /// Who approved it, where that is known.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        approval: Option<Approval>,
    },
    /// Applies a new revision of the plan to the campaign that runs.
    Amend {
        /// The plan; its instances have the numbers of their counterparts in the one in force.
        apply: Box<Apply>,
        /// Who approved it, where that is known.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        approval: Option<Approval>,
        /// What it was compared with.
        onto: Onto,
    },
    /// Acknowledges an issued task (签收).
    Acknowledge {
        /// Which.
        task: TaskNo,
    },
    /// Says that work has begun.
    Start {
        /// Which.
        task: TaskNo,
    },
    /// Reports progress (反馈).
    Progress {
        /// Which.
        task: TaskNo,
        /// Hundredths done, 0 to 100.
        percent: Option<u8>,
        /// How it stands (进展情况).
        text: String,
        /// What is in the way (存在问题).
        problem: Option<String>,
        /// What comes next (下一步措施).
        next: Option<String>,
    },
    /// Ticks a step of the checklist, or clears the tick.
    Tick {
        /// Which.
        task: TaskNo,
        /// Index of the step, from 0.
        step: u32,
        /// Ticked or cleared.
        done: bool,
    },
    /// Records a figure.
    Measure {
        /// Which task.
        task: TaskNo,
        /// The figure.
        figure: Figure,
        /// The entry that this one corrects; entries are never edited.
        corrects: Option<Seq>,
    },
    /// Enters rows in the task's log (登记).
    AddRows {
        /// Which task.
        task: TaskNo,
        /// The columns that they give.
        columns: Vec<String>,
        /// Their cells, in the order of those columns.
        rows: Vec<Vec<String>>,
    },
    /// Corrects cells of a row.
    CorrectRow {
        /// Which task.
        task: TaskNo,
        /// The number of the row.
        row: u32,
        /// Columns, each with what it holds.
        cells: Vec<(String, String)>,
    },
    /// Takes a row out of the log.
    RemoveRow {
        /// Which task.
        task: TaskNo,
        /// The number of the row.
        row: u32,
        /// Why.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        reason: Option<String>,
    },
    /// Attaches evidence whose bytes are already stored.
    Attach {
        /// Which.
        task: TaskNo,
        /// The evidence.
        evidence: Evidence,
    },
    /// Comments.
    Comment {
        /// Which.
        task: TaskNo,
        /// What.
        text: String,
    },
    /// Fixes the date that the plan leaves to the unit (自行安排), and what else it asks for.
    Pick {
        /// Which.
        task: TaskNo,
        /// When it begins.
        at: Instant,
        /// Answers to the plan's `ask`, by field.
        answers: Vec<(String, String)>,
    },
    /// Hands in the work (提交); from a supporting unit, its part.
    Submit {
        /// Which.
        task: TaskNo,
        /// A word with it.
        note: Option<String>,
        /// Says that there was nothing to report (零报告).
        nil: bool,
        /// How it ended: one of the outcomes that the plan lists.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        outcome: Option<String>,
    },
    /// Takes back a submission that nobody has reviewed.
    Withdraw {
        /// Which.
        task: TaskNo,
    },
    /// Accepts submitted work.
    Accept {
        /// Which.
        task: TaskNo,
        /// A word with it.
        note: Option<String>,
    },
    /// Returns submitted work to be done again (退回).
    Return {
        /// Which.
        task: TaskNo,
        /// Why.
        reason: String,
    },
    /// Completes a task in the coordinator's name, whatever its review.
    Complete {
        /// Which.
        task: TaskNo,
        /// Why.
        note: Option<String>,
        /// How it ended, where the plan lists outcomes and its lead has not said.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        outcome: Option<String>,
    },
    /// Closes out a completed task (销号): evidence and figures must be there, and agree.
    Close {
        /// Which.
        task: TaskNo,
        /// Why figures that don't agree are right as they are.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        note: Option<String>,
    },
    /// Asks for a later due date (延期申请), before the due date has passed.
    RequestExtension {
        /// Which.
        task: TaskNo,
        /// Until when.
        until: Instant,
        /// Why.
        reason: String,
    },
    /// Grants or refuses the extension asked for; a coordinator may grant one unasked with `until`.
    DecideExtension {
        /// Which.
        task: TaskNo,
        /// Granted or not.
        grant: bool,
        /// Another date than the one asked for.
        until: Option<Instant>,
        /// A word with it.
        note: Option<String>,
    },
    /// Gives the task to another lead unit.
    Reassign {
        /// Which.
        task: TaskNo,
        /// To whom.
        to: UnitId,
        /// Why.
        reason: Option<String>,
    },
    /// Suspends (中止).
    Suspend {
        /// Which.
        task: TaskNo,
        /// Why.
        reason: String,
    },
    /// Takes up again what was suspended.
    Resume {
        /// Which.
        task: TaskNo,
    },
    /// Cancels (撤销).
    Cancel {
        /// Which.
        task: TaskNo,
        /// Why.
        reason: String,
    },
    /// Skips (免办): what waits for it goes on as if it were done.
    Skip {
        /// Which.
        task: TaskNo,
        /// Why.
        reason: String,
    },
    /// Undoes a command: the last one of the same actor, or the one named. Undoing an undo is a redo.
    Undo {
        /// Which.
        command: Option<CommandId>,
    },
    /// Starts a playbook (启动预案): its tasks are issued.
    StartPlaybook {
        /// Which.
        playbook: String,
        /// What it asks for, by name.
        params: Vec<(String, String)>,
        /// What starts it, if it is not done by hand.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        cause: Option<StartCause>,
    },
    /// Stops a play: what is still open of it is cancelled.
    StopPlay {
        /// Which.
        play: PlayRef,
        /// Why.
        reason: String,
    },
    /// Lets a task of a play come up again, when the time has come.
    RepeatTask {
        /// Its first occurrence.
        first: TaskNo,
    },
    /// Puts people down on duty rosters (排班), or clears seats: all at once, so that a swap is one command.
    FillRoster {
        /// Who is to be in which seat.
        fills: Vec<PutDown>,
        /// Whether people who are on duty elsewhere then, or whom the unit doesn't list, are meant.
        #[serde(default, skip_serializing_if = "std::ops::Not::not")]
        anyway: bool,
    },
    /// Moves the clock of a rehearsal on.
    MoveClock {
        /// To when.
        to: Instant,
    },
    /// Several commands as one: all or nothing, one undo.
    Batch {
        /// In order.
        commands: Vec<Command>,
    },
}

/// What starts a play, if nobody does it by hand.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum StartCause {
    /// A message from outside.
    Hook {
        /// The hook's name in the plan.
        name: String,
    },
    /// A rule of the plan.
    Rule {
        /// Which trigger of the playbook, from 0.
        trigger: u32,
        /// What it fired for: a unit or a task; it fires once for each, and within each window.
        key: String,
    },
}

/// A plan to apply, already expanded.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Apply {
    /// Version of the plan language that it was written in.
    pub language: u32,
    /// Every source file; the bytes are kept as blobs.
    pub sources: Vec<SourceRef>,
    /// What it expands to.
    pub plan: Expanded,
    /// Whether the campaign is only rehearsed. Said at the launch, and for ever.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub rehearsal: Option<Rehearsal>,
}

/// What a new revision was compared with, and what may go with it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Onto {
    /// The revision in force then.
    pub revision: u32,
    /// The last event then.
    pub seq: Seq,
    /// Instances that it takes out although something has happened to them.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub drop_records_of: Vec<TaskNo>,
}

/// Who approved a revision of the plan (批准), and exactly what it was that they saw.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Approval {
    /// Who approved it.
    pub by: Actor,
    /// Fingerprint of the expanded plan that was approved, in hexadecimal.
    pub fingerprint: String,
}

/// A source file of a plan.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SourceRef {
    /// Its path relative to the root plan.
    pub name: String,
    /// Hash of its bytes, in hexadecimal.
    pub hash: String,
}

/// A figure for a measure.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Figure {
    /// Which measure.
    pub measure: MeasureId,
    /// How much, exactly.
    pub value: Decimal,
    /// How exact it is.
    #[serde(default)]
    pub qualifier: Qualifier,
    /// First and last day that it covers.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub period: Option<(NaiveDate, NaiveDate)>,
    /// The time up to which it counts (截至).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub as_of: Option<Instant>,
}

/// How exact a figure is (domain.md, quantity qualifiers).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, Default)]
#[serde(rename_all = "snake_case")]
pub enum Qualifier {
    /// Exactly.
    #[default]
    Exact,
    /// Somewhat above (余、多).
    Above,
    /// Somewhat below (近、不足).
    Below,
    /// About as much (约).
    About,
}

/// Evidence: a file by its content.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Evidence {
    /// Which of the kinds asked for it is, such as `照片`; free otherwise.
    pub name: String,
    /// The file's own name.
    pub file: String,
    /// Hash of its bytes, in hexadecimal: the blob's key.
    pub hash: String,
    /// Its length in bytes.
    pub bytes: u64,
}
