//! Kinds of commands on a task, with the states in which each is possible: the state machine in one table.

use serde::{Deserialize, Serialize};

use crate::command::Command;
use crate::state::TaskState::{self, *};
use wallchart_plan::ids::TaskNo;

/// A kind of command on a task.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[expect(
    missing_docs,
    reason = "each is the command of the same name, or what commands on rows do"
)]
pub enum Verb {
    Acknowledge,
    Start,
    Progress,
    Tick,
    Measure,
    Rows,
    Attach,
    Comment,
    Pick,
    Submit,
    Withdraw,
    Accept,
    Return,
    Complete,
    Close,
    RequestExtension,
    DecideExtension,
    Reassign,
    Suspend,
    Resume,
    Cancel,
    Skip,
}

/// Work that the lead still has in hand.
const IN_HAND: &[TaskState] = &[Issued, InProgress, Returned];
/// Until it is closed out, what was forgotten can still be handed in.
const RECORDING: &[TaskState] = &[Issued, InProgress, Returned, Submitted, Completed];
/// Everything that is not settled.
const OPEN: &[TaskState] = &[Issued, InProgress, Returned, Submitted, Suspended];

impl Verb {
    /// All of them, in the order in which people meet them.
    pub const ALL: [Verb; 22] = [
        Verb::Acknowledge,
        Verb::Start,
        Verb::Progress,
        Verb::Tick,
        Verb::Measure,
        Verb::Rows,
        Verb::Attach,
        Verb::Comment,
        Verb::Pick,
        Verb::Submit,
        Verb::Withdraw,
        Verb::Accept,
        Verb::Return,
        Verb::Complete,
        Verb::Close,
        Verb::RequestExtension,
        Verb::DecideExtension,
        Verb::Reassign,
        Verb::Suspend,
        Verb::Resume,
        Verb::Cancel,
        Verb::Skip,
    ];

    /// The states in which it is possible; `None` for any. A supporting unit's part may also be handed
    /// in while the lead's work is reviewed or completed: see [`Verb::states_for_support`].
    pub fn states(self) -> Option<&'static [TaskState]> {
        Some(match self {
            Verb::Comment => return None,
            Verb::Acknowledge => &[Issued],
            Verb::Start => &[Issued, InProgress],
            Verb::Progress | Verb::Submit | Verb::RequestExtension => IN_HAND,
            Verb::Tick | Verb::Measure | Verb::Rows | Verb::Attach | Verb::Pick => RECORDING,
            Verb::Withdraw | Verb::Accept => &[Submitted],
            Verb::Return => &[Submitted, Completed],
            Verb::Complete => &[Issued, InProgress, Returned, Submitted],
            Verb::Close => &[Completed],
            Verb::DecideExtension => OPEN,
            Verb::Reassign => &[Issued, InProgress, Returned, Suspended],
            Verb::Suspend => &[Issued, InProgress, Returned, Submitted],
            Verb::Resume => &[Suspended],
            Verb::Cancel | Verb::Skip => OPEN,
        })
    }

    /// The states in which a supporting unit may hand in its part.
    pub fn states_for_support() -> &'static [TaskState] {
        RECORDING
    }

    /// Whether it is possible in that state.
    pub fn fits(self, state: TaskState) -> bool {
        self.states().is_none_or(|states| states.contains(&state))
    }
}

impl Command {
    /// What kind of command it is, and on which task; `None` for apply, undo and batch.
    pub fn target(&self) -> Option<(Verb, TaskNo)> {
        use Command as C;
        Some(match self {
            C::Apply { .. }
            | C::Amend { .. }
            | C::MoveClock { .. }
            | C::StartPlaybook { .. }
            | C::StopPlay { .. }
            | C::RepeatTask { .. }
            | C::FillRoster { .. }
            | C::Undo { .. }
            | C::Batch { .. } => return None,
            C::Acknowledge { task } => (Verb::Acknowledge, *task),
            C::Start { task } => (Verb::Start, *task),
            C::Progress { task, .. } => (Verb::Progress, *task),
            C::Tick { task, .. } => (Verb::Tick, *task),
            C::Measure { task, .. } => (Verb::Measure, *task),
            C::AddRows { task, .. } | C::CorrectRow { task, .. } | C::RemoveRow { task, .. } => {
                (Verb::Rows, *task)
            }
            C::Attach { task, .. } => (Verb::Attach, *task),
            C::Comment { task, .. } => (Verb::Comment, *task),
            C::Pick { task, .. } => (Verb::Pick, *task),
            C::Submit { task, .. } => (Verb::Submit, *task),
            C::Withdraw { task } => (Verb::Withdraw, *task),
            C::Accept { task, .. } => (Verb::Accept, *task),
            C::Return { task, .. } => (Verb::Return, *task),
            C::Complete { task, .. } => (Verb::Complete, *task),
            C::Close { task, .. } => (Verb::Close, *task),
            C::RequestExtension { task, .. } => (Verb::RequestExtension, *task),
            C::DecideExtension { task, .. } => (Verb::DecideExtension, *task),
            C::Reassign { task, .. } => (Verb::Reassign, *task),
            C::Suspend { task, .. } => (Verb::Suspend, *task),
            C::Resume { task } => (Verb::Resume, *task),
            C::Cancel { task, .. } => (Verb::Cancel, *task),
            C::Skip { task, .. } => (Verb::Skip, *task),
        })
    }
}
