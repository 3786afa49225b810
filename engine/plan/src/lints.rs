//! How grave warnings are taken: told, not told, or as errors.

use std::collections::BTreeMap;

use serde::Deserialize;

use crate::diagnostic::{Code, Diagnostic, Place, Severity};
use crate::names::Given;
use crate::report::{Sink, Trail};
use crate::source::Document;

/// How grave a warning is taken.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum LintLevel {
    /// It is not told.
    Allow,
    /// It is told.
    Warn,
    /// It is told as an error.
    Error,
}

/// A level that a plan sets.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Lint {
    /// The code as written.
    pub code: String,
    /// Its level.
    pub level: LintLevel,
    /// Where it is set: the code.
    pub place: Place,
}

/// The levels that a plan sets, each code once.
pub(crate) fn lints(documents: &[Document], sink: &mut Sink) -> Vec<Lint> {
    let mut given = Given::default();
    let mut all = Vec::new();
    for document in documents {
        let root = Trail::root(document.file);
        let trail = root.field("lints");
        for (code, level) in document.plan.lints.iter() {
            let place = trail.key(code).name();
            if given.note(code, place.clone(), sink) {
                all.push(Lint { code: code.to_string(), level: *level, place });
            }
        }
    }
    all
}

/// Levels by code.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Levels(BTreeMap<String, LintLevel>);

impl Levels {
    /// The levels that a plan sets.
    pub fn of(lints: &[Lint]) -> Self {
        Self(lints.iter().map(|lint| (lint.code.clone(), lint.level)).collect())
    }

    /// Sets a level in place of another.
    pub fn set(&mut self, code: &Code, level: LintLevel) {
        self.0.insert(code.name.to_owned(), level);
    }

    /// These levels, and those of `other` in their place.
    #[must_use]
    pub fn overlaid(mut self, other: &Levels) -> Self {
        self.0.extend(other.0.iter().map(|(code, level)| (code.clone(), *level)));
        self
    }

    /// The diagnostics as they are to be told. Errors and blanks are what they are.
    pub fn applied(&self, mut found: Vec<Diagnostic>) -> Vec<Diagnostic> {
        found.retain_mut(|diagnostic| {
            let is_warning = diagnostic.code.severity == Severity::Warning;
            let level = self.0.get(diagnostic.code.name).filter(|_| is_warning);
            diagnostic.is_raised = level == Some(&LintLevel::Error);
            level != Some(&LintLevel::Allow)
        });
        found
    }
}
