//! Where a name is given and where it is used.

use gen_lsp_types::{Location, ReferenceParams, TextDocumentPositionParams};
use serde_json::{Value, json};
use wallchart_plan::symbols::{Found, Kind, Name, Role};

use crate::server::{Answer, Place, Server};
use crate::uri::path_of;

/// The places where the name at a place is given; of a file, the file.
pub(crate) fn definition(server: &mut Server, params: &TextDocumentPositionParams) -> Answer {
    let place = server.place(params)?;
    let Some(name) = named(&place) else { return Ok(Value::Null) };
    if name.kinds == [Kind::File] {
        let from = place.path.strip_prefix(&place.root.folder).unwrap_or(&place.path);
        let joined = wallchart_plan::symbols::joined(&from.to_string_lossy(), &name.text);
        let path = joined.map(|joined| place.root.path(&joined)).filter(|path| path.is_file());
        let start = json!({ "line": 0, "character": 0 });
        return Ok(path.map_or(Value::Null, |path| {
            json!({ "uri": server.files.uri(&path), "range": { "start": start, "end": start } })
        }));
    }
    let found = place.project.book.definitions(name);
    Ok(json!(locations(server, &place, &found)))
}

/// All places that mean what the name at a place means.
pub(crate) fn references(server: &mut Server, params: ReferenceParams) -> Answer {
    let place = server.place(&params.text_document_position_params)?;
    let Some(name) = named(&place) else { return Ok(Value::Null) };
    let mut found = place.project.book.occurrences(name);
    if !params.context.include_declaration {
        found.retain(|f| place.project.book.name(*f).is_some_and(|n| n.role == Role::Used));
    }
    Ok(json!(locations(server, &place, &found)))
}

/// The same in the document alone, for the eye.
pub(crate) fn highlights(server: &mut Server, params: &TextDocumentPositionParams) -> Answer {
    let place = server.place(params)?;
    let Some(name) = named(&place) else { return Ok(Value::Null) };
    let here = place.project.book.occurrences(name).into_iter().filter(|f| f.file == place.file);
    let shown = here.filter_map(|f| {
        let name = place.project.book.name(f)?;
        let kind = if name.role == Role::Given { 3 } else { 2 };
        let range = place.seen.text.places(&name.at, server.encoding);
        Some(json!({ "range": range, "kind": kind }))
    });
    Ok(json!(shown.collect::<Vec<_>>()))
}

/// The name at a place.
pub(crate) fn named(place: &Place) -> Option<&Name> {
    place.project.book.name(place.project.book.at(place.file, place.offset)?)
}

fn locations(server: &mut Server, place: &Place, found: &[Found]) -> Vec<Location> {
    let mut out = Vec::new();
    for at in found {
        let (Some(path), Some(name)) =
            (place.project.paths.get(at.file), place.project.book.name(*at))
        else {
            continue;
        };
        let Some(seen) = server.files.see(path) else { continue };
        let range = seen.text.places(&name.at, server.encoding);
        out.push(Location { uri: server.files.uri(path), range });
    }
    debug_assert!(out.iter().all(|l| path_of(&l.uri).is_absolute() || cfg!(windows)));
    out
}
