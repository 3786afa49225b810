//! Last year's plan made this year's: the text as its planner wrote it, hung on another D.
//!
//! Dates of the calendar become distances from D, but for days of every year and the windows of what comes
//! once a month; the year is written anew where it is meant as the year,
//! last year's theme is left to be filled in, and former names give way to new ones. Everything else stays,
//! comments included; a year in other words is shown to whoever clones.
//! What last year's campaign proposes is written where that was accepted: see [`proposal`].

pub mod moved;
mod placed;
pub(crate) mod proposal;
mod text;
mod walk;

use std::collections::BTreeMap;
use std::ops::Range;

use chrono::NaiveDate;
use wallchart_words::Lang;

use crate::diagnostic::{Place, Spot};
use crate::ids::TaskId;
use crate::read::Reading;
use crate::source::patched;
use crate::sources::SourceFile;
use crate::syntax::{self, Parsed};

use placed::{links, relative, targets};
use proposal::{Answer, Proposal};
use walk::{Cloner, Found, former_names};

/// What a clone is to be.
#[derive(Debug, Clone)]
pub struct CloneOptions<'a> {
    /// The new D.
    pub anchor: NaiveDate,
    /// Path of the new plan relative to the root folder, `/` between its parts.
    pub out: &'a str,
    /// Whether every file is written anew, be it changed or not: those of the source lie elsewhere.
    pub whole: bool,
    /// What vars are to hold, by name.
    pub vars: BTreeMap<String, String>,
    /// The language of comments.
    pub lang: Lang,
    /// What is noted in a comment above a task, by the task's id.
    pub remarks: BTreeMap<String, String>,
    /// What last year's campaign proposes.
    pub proposals: Vec<Proposal>,
}

/// A plan cloned.
#[derive(Debug, Clone, PartialEq)]
pub struct Cloned {
    /// The files to be written, the plan first: path relative to the root folder, and text.
    pub files: Vec<(String, String)>,
    /// All files of the clone as diagnostics of its source number them, those that stay what they are among them.
    pub sources: Vec<SourceFile>,
    /// What was changed and what is left to do, each at its place in the clone.
    pub notes: Vec<(Place, CloneNote)>,
    /// What came of each proposal; `None` where what it is about doesn't stand in the text.
    pub answers: Vec<Option<Answer>>,
}

/// What was done at a place, or is left to do.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum CloneNote {
    /// Words were put in place of others.
    Changed {
        /// What stood there.
        was: String,
        /// What stands there now.
        is: String,
    },
    /// Last year's theme was taken out.
    Theme {
        /// What it was.
        was: String,
    },
    /// The old year stands in words that are left.
    Year {
        /// Which.
        year: i32,
    },
    /// Words that are left say that it is for every year, and it has a year now.
    Annual {
        /// What they say.
        was: String,
    },
    /// A day of the calendar stands in words that are left.
    Date {
        /// As written.
        was: String,
    },
    /// A var holds a number that may count the years: `第48个`.
    Count {
        /// What it holds.
        was: String,
    },
    /// The number of a document is last year's.
    Number {
        /// What it was.
        was: String,
    },
    /// A day decides what a condition comes to.
    Condition {
        /// As written.
        was: String,
    },
}

/// The plan that was read, hung on another D. A plan with mistakes gives none.
pub fn cloned(reading: &Reading, options: &CloneOptions<'_>) -> Option<Cloned> {
    let plan = reading.expanded.as_ref()?;
    let mut edits: Vec<Vec<(Range<usize>, String)>> = Vec::new();
    let mut notes = Vec::new();
    let mut answers = vec![None; options.proposals.len()];
    let parsed: Vec<Parsed> =
        reading.files.iter().enumerate().map(|(i, f)| syntax::parse(i, &f.text)).collect();
    let cloner = Cloner { plan, options, files: &parsed };
    for file in &parsed {
        let mut found = Found { file: file.file, ..Found::default() };
        if let Some(root) = file.root().filter(|root| root.name() != Some("Calendar")) {
            cloner.walk(file, root, "", &mut found);
            former_names(reading, file, &mut found);
            cloner.comments(file, &mut found);
        }
        edits.push(found.edits);
        found.notes.sort_by_key(|(place, _)| match &place.spot {
            Spot::Bytes(range) => range.start,
            _ => 0,
        });
        notes.extend(found.notes);
        for (index, answer) in found.answers {
            if let Some(slot) = answers.get_mut(index) {
                *slot = Some(answer);
            }
        }
    }
    for (proposal, answer) in options.proposals.iter().zip(&mut answers) {
        // A template's task, say: its text is that of others as well.
        let is_there = |id: &TaskId| plan.tasks.iter().any(|task| task.task == *id);
        if answer.is_none() && proposal.what.task().is_some_and(is_there) {
            *answer = Some(Answer::elsewhere(&proposal.what));
        }
    }
    let names: Vec<&str> = reading.files.iter().map(|f| f.name.as_str()).collect();
    let links: Vec<Vec<(Range<usize>, usize)>> =
        parsed.iter().map(|file| links(file, &names)).collect();
    let targets = targets(&names, &edits, &links, options);
    for (i, links) in links.iter().enumerate() {
        let (Some(from), Some(edits)) = (targets.get(i), edits.get_mut(i)) else { continue };
        edits.extend(parsed.get(i).into_iter().flat_map(|p| placed::renamed(p, &names, &targets)));
        for (range, to) in links {
            let to = targets.get(*to).map(String::as_str).unwrap_or_default();
            let written = format!("\"{}\"", relative(from, to));
            let was = parsed.get(i).and_then(|p| p.text().get(range.clone()));
            if was != Some(&written) {
                edits.push((range.clone(), written));
            }
        }
    }
    let (mut files, mut sources) = (Vec::new(), reading.files.clone());
    for (i, edits) in edits.iter_mut().enumerate() {
        let (Some(target), Some(name), Some(file)) = (targets.get(i), names.get(i), parsed.get(i))
        else {
            continue;
        };
        if i > 0 && target == name && !options.whole {
            continue;
        }
        edits.sort_by_key(|(range, _)| (range.start, range.end));
        edits.dedup_by(|next, before| next.0.start < before.0.end);
        let puts: Vec<_> = edits.iter().map(|(r, put)| (r.clone(), put.as_str())).collect();
        let patched = patched(file.text(), &puts).0;
        let text = laid_out(file.text(), patched.clone());
        for (place, _) in notes.iter_mut().filter(|(place, _)| place.file == i) {
            if let Spot::Bytes(range) = &mut place.spot {
                *range = placed::laid_out(&placed::shifted(range, edits), &patched, &text);
            }
        }
        if let Some(source) = sources.get_mut(i) {
            (source.name, source.text) = (target.clone(), text.clone());
        }
        files.push((target.clone(), text));
    }
    Some(Cloned { files, sources, notes, answers })
}

/// The new text, laid out if the old one was.
fn laid_out(was: &str, is: String) -> String {
    let is_laid_out = crate::format(was).is_ok_and(|laid_out| laid_out == was);
    if is_laid_out { crate::format(&is).unwrap_or(is) } else { is }
}

#[cfg(test)]
mod tests;

#[cfg(test)]
mod laws;
