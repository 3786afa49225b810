//! Who acts, and through which face.

use std::fmt;

use serde::{Deserialize, Serialize};
use wallchart_plan::ids::{PersonId, UnitId};

/// Who gave a command.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(tag = "kind", content = "id", rename_all = "snake_case")]
pub enum Actor {
    /// Whoever works at the local file, acting as the coordinator.
    Operator,
    /// A person of the plan.
    Person(PersonId),
    /// A unit of the plan, whoever sits there.
    Unit(UnitId),
    /// A program, by its name.
    Program(String),
    /// Wallchart itself.
    System,
}

impl fmt::Display for Actor {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Actor::Operator => f.write_str("operator"),
            Actor::Person(id) => write!(f, "{id}"),
            Actor::Unit(id) => write!(f, "{id}"),
            Actor::Program(name) => write!(f, "{name}"),
            Actor::System => f.write_str("system"),
        }
    }
}

/// The face that a command came through.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Face {
    /// The command line.
    Cli,
    /// The dashboard.
    Tui,
    /// The HTTP API.
    Http,
    /// A page for units.
    Page,
    /// A program that embeds the engine.
    Embedded,
    /// A timer.
    Clock,
}
