//! The notice that issues the plan: who signs it, whom it goes to, what is annexed to it (P56).

use crate::codes;
use crate::diagnostic::Diagnostic;
use crate::expanded::Campaign;
use crate::report::{Sink, Trail};
use crate::source::Document;

/// Looks at the notice, where there is one.
pub(super) fn notice(documents: &[Document], campaign: &Campaign, sink: &mut Sink) {
    let written = documents.iter().find_map(|d| Some((d.file, d.plan.notice.as_ref()?)));
    let (Some((file, source)), Some(notice)) = (written, &campaign.notice) else { return };
    let root = Trail::root(file);
    let trail = root.field("notice");
    let mut lacks = |what: &'static str| {
        sink.push(Diagnostic::new(&codes::W033, trail.name()).with("what", what));
    };
    if campaign.sponsors.is_empty() {
        lacks("signoff");
    }
    if source.to.is_empty() {
        lacks("to");
    }
    if notice.annexes.is_empty() {
        sink.push(Diagnostic::new(&codes::W034, trail.name()));
    }
}
