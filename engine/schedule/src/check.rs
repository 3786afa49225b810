//! Everything that is wrong with a plan: what reading found and what its graph shows.

use wallchart_plan::diagnostic::{Code, Diagnostic};
use wallchart_plan::explain::{Example, ROOT};
use wallchart_plan::{Levels, Lint, Reading, Severity, grown, near, read};

use crate::review::review;

/// Every code that [`check`] may give, in the order of its parts.
pub fn codes() -> impl Iterator<Item = &'static Code> {
    let of_reading = wallchart_plan::syntax::codes::ALL.iter().chain(wallchart_plan::codes::ALL);
    of_reading.chain(crate::codes::ALL).copied()
}

/// All diagnostics of a plan: those of the reading, then those that need the graph. Where the plan has
/// mistakes, what could be expanded in spite of them is reviewed too, so that a ring or a date that can't
/// be met shows at once; only errors are told of such a draft, since it may lack what a warning misses, and
/// only rings where D is not known.
///
/// Warnings are told as the plan wants them to be.
pub fn check(reading: &Reading) -> Vec<Diagnostic> {
    check_with(reading, &Levels::default())
}

/// As [`check`], with levels in place of those that the plan sets.
pub fn check_with(reading: &Reading, levels: &Levels) -> Vec<Diagnostic> {
    let mut all = found(reading);
    all.extend(reading.lints.iter().filter_map(misset));
    Levels::of(&reading.lints).overlaid(levels).applied(all)
}

/// What is wrong with a level that a plan sets.
fn misset(lint: &Lint) -> Option<Diagnostic> {
    let say = |code| Diagnostic::new(code, lint.place.clone()).with("name", &lint.code);
    match codes().find(|code| code.name == lint.code) {
        Some(code) if code.severity == Severity::Warning => None,
        Some(_) => Some(say(&crate::codes::E137)),
        None => {
            let warnings = codes().filter(|code| code.severity == Severity::Warning);
            let near = near(&lint.code.to_uppercase(), warnings.map(|code| code.name));
            Some(say(&crate::codes::E136).suggest(near.map(|near| near.name)))
        }
    }
}

fn found(reading: &Reading) -> Vec<Diagnostic> {
    let mut all = reading.diagnostics.clone();
    let Some(plan) = reading.expanded.as_ref().or(reading.draft.as_ref()) else { return all };
    let is_draft = reading.expanded.is_none();
    let found = review(plan, &|task, field| reading.origins.place(task, field));
    let is_told = |d: &Diagnostic| match d.code.severity {
        _ if reading.lacks_anchor => std::ptr::eq(d.code, &crate::codes::E100),
        severity => !is_draft || severity == Severity::Error,
    };
    all.extend(found.into_iter().filter(is_told));
    reading.origins.with_windows(&mut all);
    all
}

/// Reads and checks an example, beside the plan that is running then, if one is.
pub fn check_example(example: &Example) -> (Reading, Vec<Diagnostic>) {
    let reading = read(example, ROOT, &example.options());
    let mut found = check(&reading);
    let running = example.running().and_then(|e| read(&e, ROOT, &e.options()).expanded);
    found.extend(running.iter().flat_map(|plan| grown(plan, &reading)));
    (reading, found)
}
