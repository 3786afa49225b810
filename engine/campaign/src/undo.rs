//! What commands changed, so that they can be undone.

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};
use wallchart_plan::ids::TaskNo;

use crate::actor::Actor;
use crate::command::CommandId;
use crate::event::{Field, Seq};
use crate::roster::PutDown;

/// How many commands can be undone: older ones leave the journal.
pub const DEPTH: usize = 256;

/// What recent commands changed, oldest first.
pub type Journal = std::collections::VecDeque<Trace>;

/// What one command changed.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Trace {
    /// The command.
    pub command: CommandId,
    /// Who gave it.
    pub actor: Actor,
    /// When.
    pub at: DateTime<Utc>,
    /// Its first event.
    pub seq: Seq,
    /// The kind of its first event, for people.
    pub kind: String,
    /// Fields with the values that they had before it, in the order of the changes.
    pub before: Vec<(TaskNo, Field)>,
    /// Seats with who was in them before it, in the order of the changes.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub seats: Vec<PutDown>,
    /// Whether it can never be undone: it launched the campaign.
    pub fixed: bool,
    /// The command that it undid, if it was an undo.
    pub undoes: Option<CommandId>,
    /// Whether it has been undone.
    pub undone: bool,
}
