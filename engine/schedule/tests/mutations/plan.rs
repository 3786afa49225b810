//! The real plan, and what is found in it once one of its files says something else.

use std::ops::Range;

use wallchart_plan::diagnostic::{Diagnostic, Place, Spot};
use wallchart_plan::syntax::{self, Parsed};
use wallchart_plan::{MemorySources, ReadOptions, Reading, read};
use wallchart_schedule::check;

/// The files of the 3·15 campaign.
pub(crate) const FILES: [(&str, &str); 7] = [
    ("315.ron", include_str!("../../../../workflows/315.ron")),
    ("315/units.ron", include_str!("../../../../workflows/315/units.ron")),
    ("315/streams-prepare.ron", include_str!("../../../../workflows/315/streams-prepare.ron")),
    ("315/streams-main.ron", include_str!("../../../../workflows/315/streams-main.ron")),
    ("315/streams-respond.ron", include_str!("../../../../workflows/315/streams-respond.ron")),
    ("315/streams-report.ron", include_str!("../../../../workflows/315/streams-report.ron")),
    ("calendars/cn.ron", include_str!("../../../../workflows/calendars/cn.ron")),
];

/// A file of it that is left as it is: what is said of playbooks, examples show.
const BESIDE: (&str, &str) =
    ("315/playbooks.ron", include_str!("../../../../workflows/315/playbooks.ron"));

/// The plan with the text of one file put in for its own.
pub(crate) fn reading(file: usize, text: &str) -> Reading {
    let mut sources = MemorySources::new().with(BESIDE.0, BESIDE.1);
    for (i, (name, whole)) in FILES.into_iter().enumerate() {
        sources = sources.with(name, if i == file { text } else { whole });
    }
    let options = ReadOptions { today: "2026-01-05".parse().unwrap(), anchor: None };
    read(&sources, FILES[0].0, &options)
}

/// Where a diagnostic about a mutated value may point, in the mutated file.
#[derive(Debug, Clone)]
pub(crate) struct Target {
    pub(crate) file: usize,
    /// Bytes of which one must be met; an empty range is met where it stands.
    pub(crate) at: Vec<Range<usize>>,
    /// What lies around the value: a mark that covers it whole points at nothing in it.
    pub(crate) around: Option<Range<usize>>,
    /// Whether the file as a whole is meant, where one of its own fields was taken out.
    pub(crate) is_file: bool,
}

/// What came of a mutation.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Outcome {
    /// Something is said at the value.
    AtValue,
    /// Something is said, but nowhere near it: these codes.
    Elsewhere(Vec<&'static str>),
    /// The plan is as good as before.
    Silent,
}

/// Reads and checks the mutated plan, which before gave no diagnostic at all.
pub(crate) fn outcome(text: &str, target: &Target) -> Outcome {
    let reading = reading(target.file, text);
    let parsed = std::cell::OnceCell::new();
    let is_met = |d: &Diagnostic| {
        let mut places = std::iter::once(&d.place).chain(d.related.iter().map(|(p, _)| p));
        places.any(|place| {
            let is_here = reading.files.get(place.file).is_some_and(|f| f.name == name(target));
            is_here && meets(place, target, parsed.get_or_init(|| syntax::parse(0, text)))
        })
    };
    // What reading found comes first; the graph is looked at only where that isn't enough.
    if reading.diagnostics.iter().any(is_met) {
        return Outcome::AtValue;
    }
    let found = check(&reading);
    if found.iter().any(is_met) {
        return Outcome::AtValue;
    }
    if found.is_empty() {
        return Outcome::Silent;
    }
    let mut codes: Vec<&str> = found.iter().map(|d| d.code.name).collect();
    codes.sort_unstable();
    codes.dedup();
    Outcome::Elsewhere(codes)
}

fn name(target: &Target) -> &'static str {
    FILES[target.file].0
}

fn meets(place: &Place, target: &Target, parsed: &Parsed) -> bool {
    if place.spot == Spot::File {
        return target.is_file;
    }
    let marks = syntax::occurrences(parsed, &place.spot);
    marks.into_iter().any(|mark| {
        let is_wide = target
            .around
            .as_ref()
            .is_some_and(|around| mark.start <= around.start && mark.end >= around.end);
        !is_wide && target.at.iter().any(|at| mark.start <= at.end && mark.end >= at.start)
    })
}
