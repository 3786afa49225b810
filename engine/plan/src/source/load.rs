//! Reads a plan and all that it includes.

use serde::de::DeserializeOwned;

use super::options;
use super::repair::repaired;
use super::schema::CampaignSource;
use super::value::Shaped;
use crate::codes;
use crate::diagnostic::{Diagnostic, Place, Spot};
use crate::limits::WAY_MAX;
use crate::report::{Sink, Trail, beyond};
use crate::sources::{SourceError, SourceFile, Sources, join};

/// A plan file that was read.
#[derive(Debug)]
pub(crate) struct Document {
    /// Index of its file.
    pub(crate) file: usize,
    /// What it says.
    pub(crate) plan: CampaignSource,
}

/// The files read so far.
pub(crate) struct Files<'s> {
    sources: &'s dyn Sources,
    /// Whether a file could not be read, so that names may seem to be missing.
    pub(crate) is_partial: bool,
    pub(crate) list: Vec<SourceFile>,
}

impl<'s> Files<'s> {
    pub(crate) fn new(sources: &'s dyn Sources) -> Self {
        Self { sources, is_partial: false, list: Vec::new() }
    }

    /// Reads a file whose values are those of `T`. Nothing comes back only where the file can't be read
    /// at all; `asked` is where it is asked for.
    pub(crate) fn read<T: DeserializeOwned + Shaped>(
        &mut self,
        path: &str,
        asked: Option<Place>,
        sink: &mut Sink,
    ) -> Option<(usize, T)> {
        let file = self.list.len();
        let fail = |sink: &mut Sink, code, reason: &str| {
            let place = asked.clone().unwrap_or(Place { file, spot: Spot::File });
            sink.push(Diagnostic::new(code, place).with("path", path).with("reason", reason));
        };
        let bytes = match self.sources.read(path) {
            Ok(bytes) => bytes,
            Err(error) => {
                if asked.is_none() {
                    self.list.push(SourceFile { name: path.to_owned(), text: String::new() });
                }
                let code = match error {
                    SourceError::NotFound => &codes::E027,
                    SourceError::Outside => &codes::E071,
                    _ => &codes::E028,
                };
                fail(sink, code, error.word());
                return None;
            }
        };
        // Some editors put a mark of byte order first, which is no part of the text.
        let text = String::from_utf8(match bytes.strip_prefix("\u{feff}".as_bytes()) {
            Some(rest) => rest.to_vec(),
            None => bytes,
        });
        let name = path.to_owned();
        match text {
            Ok(text) => self.list.push(SourceFile { name, text }),
            Err(error) => {
                let text = String::from_utf8_lossy(error.as_bytes()).into_owned();
                let at = error.utf8_error().valid_up_to();
                self.list.push(SourceFile { name, text });
                let place = Place { file, spot: Spot::Bytes(at..at + '\u{fffd}'.len_utf8()) };
                sink.push(Diagnostic::new(&codes::E029, place));
                return None;
            }
        }
        let text = self.list.last().map(|f| f.text.as_str()).unwrap_or_default();
        let value = match options().from_str(text) {
            Ok(value) => Some(value),
            Err(error) => repaired(file, text, &error, sink),
        };
        value.map(|value| (file, value))
    }
}

/// Reads the root plan and what it includes, a file before the files that it includes.
pub(crate) fn load(files: &mut Files<'_>, root: &str, sink: &mut Sink) -> Vec<Document> {
    let mut documents = Vec::new();
    let mut way = vec![root.to_owned()];
    if let Some((file, plan)) = files.read(root, None, sink) {
        add(files, file, plan, &mut way, &mut documents, sink);
    }
    documents
}

fn add(
    files: &mut Files<'_>,
    file: usize,
    plan: CampaignSource,
    way: &mut Vec<String>,
    documents: &mut Vec<Document>,
    sink: &mut Sink,
) {
    let includes = plan.include.clone();
    documents.push(Document { file, plan });
    for (i, relative) in includes.iter().enumerate() {
        let (root, from) = (Trail::root(file), way.last().map(String::as_str).unwrap_or_default());
        let list = root.field("include");
        let place = list.index(i).place();
        let Some(path) = join(from, relative) else {
            sink.push(Diagnostic::new(&codes::E071, place).with("path", &**relative));
            continue;
        };
        if way.contains(&path) {
            let mut whole = way.clone();
            whole.push(path.clone());
            sink.push(
                Diagnostic::new(&codes::E072, place)
                    .with("path", path)
                    .with("loop", whole.join(" → ")),
            );
            continue;
        }
        if way.len() >= WAY_MAX {
            sink.push(beyond(place, "way", way.len(), WAY_MAX).with_text(&path));
            continue;
        }
        // Two files may both include a third; it is read once.
        if files.list.iter().any(|f| f.name == path) {
            continue;
        }
        match files.read(&path, Some(place), sink) {
            Some((file, plan)) => {
                way.push(path);
                add(files, file, plan, way, documents, sink);
                way.pop();
            }
            None => files.is_partial = true,
        }
    }
}
