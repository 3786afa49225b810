//! Events as bytes: JSON by kind and kind version. What was once written is read for ever.

use wallchart_plan::expanded::Task;

use crate::command::Apply;
use crate::event::EventBody;

/// Why stored bytes are no event.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum CodecError {
    /// A kind that this version of the program does not know.
    #[error("unknown kind of event `{0}`")]
    UnknownKind(String),
    /// A version of a kind that this version of the program does not know.
    #[error("unknown version {version} of event `{kind}`")]
    UnknownVersion {
        /// The kind.
        kind: &'static str,
        /// The version found.
        version: u32,
    },
    /// The bytes don't have the shape of that kind.
    #[error("the body of event `{kind}` cannot be read: {why}")]
    Malformed {
        /// The kind.
        kind: &'static str,
        /// What the reader says.
        why: String,
    },
}

/// Version of the body of a launch: that of a rehearsal is another, so that a program which does not know
/// of rehearsals never takes one for a campaign; so is that of a plan with parts that came later, which it
/// would pass over.
fn launch_version(apply: &Apply) -> u32 {
    match apply.rehearsal {
        _ if apply.plan.has_later_parts() => 3,
        Some(_) => 2,
        None => 1,
    }
}

/// The version of those bodies of which several are written today.
fn version_of(body: &EventBody) -> Option<u32> {
    match body {
        EventBody::PlanApplied { apply, .. } => Some(launch_version(apply)),
        // One without a word is what it always was.
        EventBody::TaskClosed { note: None, .. } => Some(1),
        // So are tasks without a rule by which their dates move.
        EventBody::PlaybookStarted { started, .. }
            if !started.tasks.iter().any(Task::has_rules) =>
        {
            Some(1)
        }
        EventBody::PlayTaskAdded { added, .. } if !added.has_rules() => Some(1),
        _ => None,
    }
}

macro_rules! kinds {
    ($($variant:ident = $kind:literal v $version:literal;)*) => {
        impl EventBody {
            /// Every kind with the newest version that is written today.
            pub const KINDS: &[(&'static str, u32)] = &[$(($kind, $version)),*];

            /// Its kind, as stored.
            pub fn kind(&self) -> &'static str {
                match self {
                    $(EventBody::$variant { .. } => $kind,)*
                }
            }

            /// The version of its kind that is written today.
            pub fn kind_version(&self) -> u32 {
                if let Some(version) = version_of(self) {
                    return version;
                }
                match self {
                    $(EventBody::$variant { .. } => $version,)*
                }
            }
        }
    };
}

kinds! {
    PlanApplied = "plan_applied" v 3;
    PlanApproved = "plan_approved" v 1;
    ClockMoved = "clock_moved" v 1;
    TaskAcknowledged = "task_acknowledged" v 1;
    TaskStarted = "task_started" v 1;
    ProgressReported = "progress_reported" v 1;
    StepTicked = "step_ticked" v 1;
    MeasureRecorded = "measure_recorded" v 1;
    RowsAdded = "rows_added" v 1;
    RowCorrected = "row_corrected" v 1;
    RowRemoved = "row_removed" v 1;
    EvidenceAttached = "evidence_attached" v 1;
    Commented = "commented" v 1;
    DatePicked = "date_picked" v 1;
    SupportReported = "support_reported" v 1;
    TaskSubmitted = "task_submitted" v 1;
    SubmissionWithdrawn = "submission_withdrawn" v 1;
    TaskReturned = "task_returned" v 1;
    TaskCompleted = "task_completed" v 1;
    TaskClosed = "task_closed" v 2;
    ExtensionRequested = "extension_requested" v 1;
    ExtensionGranted = "extension_granted" v 1;
    DueMoved = "due_moved" v 1;
    ExtensionRefused = "extension_refused" v 1;
    TaskReassigned = "task_reassigned" v 1;
    TaskSuspended = "task_suspended" v 1;
    TaskResumed = "task_resumed" v 1;
    TaskCancelled = "task_cancelled" v 1;
    TaskSkipped = "task_skipped" v 1;
    TaskRuledOut = "task_ruled_out" v 1;
    TaskRuledIn = "task_ruled_in" v 1;
    PlaybookStarted = "playbook_started" v 2;
    PlayTaskAdded = "play_task_added" v 2;
    RosterFilled = "roster_filled" v 1;
    CommandUndone = "command_undone" v 1;
    TaskRestored = "task_restored" v 1;
}

impl EventBody {
    /// The body as bytes, without its kind.
    pub fn encode(&self) -> Result<Vec<u8>, CodecError> {
        let kind = self.kind();
        let malformed = |why: String| CodecError::Malformed { kind, why };
        let whole = serde_json::to_vec(self).map_err(|e| malformed(e.to_string()))?;
        // serde writes `{"kind":BODY}`; the kind has a column of its own.
        let head = kind.len() + r#"{"":"#.len();
        whole
            .get(head..whole.len().saturating_sub(1))
            .map(<[u8]>::to_vec)
            .ok_or_else(|| malformed("too short".to_owned()))
    }

    /// Reads the body of that kind and version.
    pub fn decode(kind: &str, version: u32, bytes: &[u8]) -> Result<EventBody, CodecError> {
        let (kind, newest) = *Self::KINDS
            .iter()
            .find(|(known, _)| *known == kind)
            .ok_or_else(|| CodecError::UnknownKind(kind.to_owned()))?;
        if !(1..=newest).contains(&version) {
            return Err(CodecError::UnknownVersion { kind, version });
        }
        let whole = [b"{\"", kind.as_bytes(), b"\":", bytes, b"}"].concat();
        serde_json::from_slice(&whole)
            .map_err(|e| CodecError::Malformed { kind, why: e.to_string() })
    }
}
