//! What somebody does next on a task: the earliest of what everybody would.

use wallchart_campaign::{Actor, Command, TaskState};
use wallchart_plan::ids::{TaskNo, UnitId};
use wallchart_plan::time::Instant;

use super::scene::{Part, Scene};
use super::{coordinate, lead, others};

/// Something that somebody does at a time.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Move {
    /// When.
    pub(super) at: Instant,
    /// Who.
    pub(super) by: Actor,
    /// For whom.
    pub(super) on_behalf_of: Option<UnitId>,
    /// What, in order; all of it or nothing.
    pub(super) acts: Vec<Act>,
}

/// A command, or evidence whose bytes must be kept before it can be one.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Act {
    /// A command.
    Give(Command),
    /// Attaches a file.
    Attach {
        /// To which task.
        task: TaskNo,
        /// Which of the kinds asked for.
        name: String,
        /// Its own name.
        file: String,
        /// What stands in it.
        text: String,
    },
}

impl Move {
    /// A move of one command.
    pub(super) fn one(at: Instant, by: Actor, command: Command) -> Move {
        Move { at, by, on_behalf_of: None, acts: vec![Act::Give(command)] }
    }
}

/// The next move on the task at a position, not before the scene's time. `None` until something else
/// happens.
pub(super) fn next(scene: &Scene<'_>, position: usize) -> Option<Move> {
    let part = scene.part(position)?;
    let candidates = match part.record.state {
        TaskState::Suspended => vec![coordinate::resume(scene, &part)],
        TaskState::Submitted => {
            let mut all = vec![others::review(scene, &part), coordinate::decide(scene, &part)];
            all.extend(others::support(scene, &part));
            all
        }
        TaskState::Completed => {
            let mut all = vec![coordinate::close(scene, &part)];
            all.extend(others::support(scene, &part));
            all
        }
        TaskState::Issued | TaskState::InProgress | TaskState::Returned => open(scene, &part),
        _ => Vec::new(),
    };
    // The first of equals: what stands first in the list is done first.
    candidates.into_iter().flatten().min_by_key(|m| m.at)
}

fn open(scene: &Scene<'_>, part: &Part<'_>) -> Vec<Option<Move>> {
    let mut all = lead::moves(scene, part);
    all.extend(others::support(scene, part));
    all.extend([
        coordinate::decide(scene, part),
        coordinate::advise(scene, part),
        coordinate::chase(scene, part),
        coordinate::rescue(scene, part),
        coordinate::suspend(scene, part),
        coordinate::skip(scene, part),
    ]);
    all
}
