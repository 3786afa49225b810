//! What a document holds: its outline, what folds, and names searched for in all plans.

use gen_lsp_types::{DocumentSymbolParams, FoldingRangeParams, WorkspaceSymbolParams};
use serde_json::{Value, json};
use wallchart_plan::symbols::{Kind, Name, Role};
use wallchart_plan::syntax::Shape;

use crate::server::{Answer, Server};
use crate::told;

/// How many names a search gives.
const FOUND_MAX: usize = 256;

/// The client's number for the kind of symbol that is nearest.
fn symbol_kind(kind: Kind) -> u32 {
    match kind {
        Kind::Stream => 3,
        Kind::Task => 24,
        Kind::Unit | Kind::Alias => 5,
        Kind::Group => 10,
        Kind::List => 18,
        Kind::Item | Kind::Label | Kind::Outcome => 22,
        Kind::Window => 14,
        Kind::Measure | Kind::Rate => 16,
        Kind::Template => 12,
        Kind::Column => 8,
        Kind::Roster => 23,
        Kind::Playbook => 2,
        Kind::Objective => 15,
        Kind::Person => 19,
        Kind::Var | Kind::Param => 13,
        Kind::File => 1,
    }
}

/// The names that a document gives, those inside others below them.
pub(crate) fn outline(server: &mut Server, params: &DocumentSymbolParams) -> Answer {
    let place = server.document(&params.text_document.uri)?;
    let text = &place.seen.text;
    let names = &place.seen.names;
    // From the last to the first, so that what lies inside is complete when it is put there.
    let mut shown: Vec<Option<Value>> = names.iter().map(|_| None).collect();
    for (i, name) in names.iter().enumerate().filter(|(_, n)| n.role == Role::Given) {
        let Some(kind) = name.kinds.first() else { continue };
        let label = if name.text.is_empty() { "…" } else { &name.text };
        let symbol = json!({
            "name": label,
            "detail": told::kind(server.lang, *kind),
            "kind": symbol_kind(*kind),
            "range": text.places(&name.whole, server.encoding),
            "selectionRange": text.places(&name.at, server.encoding),
            "children": [],
        });
        if let Some(slot) = shown.get_mut(i) {
            *slot = Some(symbol);
        }
    }
    let mut top = Vec::new();
    for i in (0..names.len()).rev() {
        let Some(mut symbol) = shown.get_mut(i).and_then(Option::take) else { continue };
        if let Some(children) = symbol.get_mut("children").and_then(Value::as_array_mut) {
            children.reverse();
        }
        let above = names.get(i).and_then(|n| n.inside).and_then(|above| shown.get_mut(above));
        let above = above.and_then(Option::as_mut).and_then(|a| a.get_mut("children"));
        match above.and_then(Value::as_array_mut) {
            Some(children) => children.push(symbol),
            None => top.push(symbol),
        }
    }
    top.reverse();
    Ok(json!(top))
}

/// Names of the plans that documents are open of, by a part of them.
pub(crate) fn search(server: &mut Server, params: &WorkspaceSymbolParams) -> Answer {
    let query = params.query.to_lowercase();
    let is_meant = |name: &Name| name.text.to_lowercase().contains(&query);
    let mut out = Vec::new();
    for path in server.files.found().to_vec() {
        let Some(seen) = server.files.see(&path).filter(|seen| seen.is_plan()) else { continue };
        for name in seen.names.iter().filter(|n| n.role == Role::Given && is_meant(n)) {
            let Some(kind) = name.kinds.first() else { continue };
            if out.len() >= FOUND_MAX {
                return Ok(json!(out));
            }
            let range = seen.text.places(&name.at, server.encoding);
            out.push(json!({
                "name": name.text,
                "kind": symbol_kind(*kind),
                "containerName": told::kind(server.lang, *kind),
                "location": { "uri": server.files.uri(&path), "range": range },
            }));
        }
    }
    Ok(json!(out))
}

/// Every bracket that goes over several lines.
pub(crate) fn folds(server: &mut Server, params: &FoldingRangeParams) -> Answer {
    let place = server.document(&params.text_document.uri)?;
    let mut open: Vec<_> = place.seen.parsed.root().into_iter().collect();
    let mut out = Vec::new();
    while let Some(node) = open.pop() {
        open.extend(node.children());
        if matches!(node.shape(), Shape::Struct | Shape::Map | Shape::List | Shape::Tuple) {
            let range = place.seen.text.places(&node.range(), server.encoding);
            if range.end.line > range.start.line + 1 {
                out.push(json!({ "startLine": range.start.line, "endLine": range.end.line - 1 }));
            }
        }
    }
    out.reverse();
    Ok(json!(out))
}
