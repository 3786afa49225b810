//! Checks of a plan as a whole, once it has been expanded.

use crate::codes;
use crate::diagnostic::Diagnostic;
use crate::expand::Expander;
use crate::expanded::Campaign;
use crate::report::{Sink, Trail};
use crate::source::Document;

/// Runs all checks.
pub(crate) fn check(
    expander: &mut Expander<'_>,
    documents: &[Document],
    _campaign: &Campaign,
    sink: &mut Sink,
) {
    calendar(expander, documents, sink);
}

/// Working days counted across years without a notice, or without a calendar.
fn calendar(expander: &Expander<'_>, documents: &[Document], sink: &mut Sink) {
    let counted = expander.time.unannounced();
    let Some(first) = counted.values().next() else { return };
    if documents.iter().all(|d| d.plan.calendar.is_none()) {
        sink.push(Diagnostic::new(&codes::W021, first.clone()));
        return;
    }
    for (year, place) in counted {
        sink.push(Diagnostic::new(&codes::W020, place.clone()).with("year", year.to_string()));
    }
    let _ = Trail::root;
}
