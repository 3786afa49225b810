//! Goes through everything that a plan's files write, in written order.

use crate::expand::{Expander, Planned};
use crate::report::Trail;
use crate::source::Document;
use crate::source::schema::StreamSource;
use crate::source::value::{Entries, Text};

/// A stream as a file writes it.
pub(super) struct Written<'a> {
    pub(super) name: &'a Text,
    pub(super) source: &'a StreamSource,
    /// The names of the streams that it stands in.
    pub(super) parent: &'a str,
}

/// Calls `see` for each stream of all files, with where it stands.
pub(super) fn streams(documents: &[Document], see: &mut dyn FnMut(&Written<'_>, &Trail<'_>)) {
    for document in documents {
        let root = Trail::root(document.file);
        inside(&document.plan.streams, "", &root.field("streams"), see);
    }
}

fn inside(
    streams: &Entries<StreamSource>,
    parent: &str,
    trail: &Trail<'_>,
    see: &mut dyn FnMut(&Written<'_>, &Trail<'_>),
) {
    for (name, source) in streams.iter() {
        let trail = trail.key(name);
        see(&Written { name, source, parent }, &trail);
        if !source.streams.is_empty() {
            let path = format!("{parent}/{}", &**name);
            inside(&source.streams, &path, &trail.field("streams"), see);
        }
    }
}

/// Calls `see` for each task, with where it stands.
pub(super) fn tasks<'a>(expander: &Expander<'a>, see: &mut dyn FnMut(&Planned<'a>, &Trail<'_>)) {
    for planned in &expander.planned {
        let Some(standing) = expander.standing.get(planned.stream as usize) else { continue };
        let stream = Trail::base(standing.file, &standing.steps);
        let tasks = stream.field("tasks");
        see(planned, &tasks.key(planned.id));
    }
}
