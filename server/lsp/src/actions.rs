//! Changes that are offered: fixes, former names for what was renamed, the usual layout.

use std::collections::BTreeMap;

use gen_lsp_types::{CodeActionParams, DocumentFormattingParams};
use serde_json::{Value, json};
use wallchart_plan::diagnostic::Fix;
use wallchart_plan::symbols::{self, Kind, Role};
use wallchart_words::{ids, t};

use crate::checker::{Checked, CheckedFile, Finding};
use crate::diagnostics::shown;
use crate::server::{Answer, Place, Server};
use crate::text::Text;
use crate::wire::Refusal;

/// What may be done about the bytes that are asked about.
pub(crate) fn actions(server: &mut Server, params: CodeActionParams) -> Answer {
    let place = server.document(&params.text_document.uri)?;
    let asked = place.seen.text.bytes(params.range, server.encoding);
    let only: Option<Vec<String>> = params.context.only.map(|only| {
        let all = only.iter().filter_map(|k| serde_json::to_value(k).ok());
        all.filter_map(|k| k.as_str().map(str::to_owned)).collect()
    });
    let wants = |kind: &str| {
        let holds = |k: &String| k.is_empty() || kind == k || kind.starts_with(&format!("{k}."));
        only.as_ref().is_none_or(|only| only.iter().any(holds))
    };
    let mut out = Vec::new();
    for checked in server.checked.values() {
        let Some(file) = checked.files.iter().find(|f| f.path == place.path) else { continue };
        // What was found of another text may lie elsewhere by now; its check is under way.
        if file.text.all() != place.seen.text.all() {
            continue;
        }
        let here = file.findings.iter().filter_map(|n| checked.findings.get(*n));
        let here = here.filter(|f| f.bytes.start <= asked.end && asked.start <= f.bytes.end);
        for found in here.filter(|_| wants("quickfix")) {
            out.extend(quick_fix(server, checked, file, found));
        }
        if wants("source.fixAll") {
            out.extend(fix_all(server, checked));
        }
    }
    if wants("refactor.rewrite") {
        out.extend(former(server, &place, asked.start));
    }
    out.dedup();
    Ok(json!(out))
}

/// The fix of one finding, sure or not: the writer chooses it.
fn quick_fix(
    server: &Server,
    checked: &Checked,
    file: &CheckedFile,
    found: &Finding,
) -> Option<Value> {
    let fix = found.diagnostic.fix.as_ref()?;
    let changes = changes(server, checked, fix)?;
    let title = match &found.diagnostic.suggestion {
        Some(meant) => {
            t!(server.lang, ids::LSP_FIX_TO, code = found.diagnostic.code.name, text = meant)
        }
        None => t!(server.lang, ids::LSP_FIX, code = found.diagnostic.code.name),
    };
    Some(json!({
        "title": title,
        "kind": "quickfix",
        "isPreferred": fix.is_sure,
        "diagnostics": [shown(server, checked, file, found)],
        "edit": { "changes": changes },
    }))
}

/// The edits of a fix, by file; nothing where one of them can't be made.
fn changes(server: &Server, checked: &Checked, fix: &Fix) -> Option<BTreeMap<String, Vec<Value>>> {
    let mut out: BTreeMap<String, Vec<Value>> = BTreeMap::new();
    for edit in &fix.edits {
        let file = checked.files.get(edit.place.file)?;
        let parsed = wallchart_plan::syntax::parse(edit.place.file, file.text.all());
        let (bytes, put) = symbols::change(&parsed, edit)?;
        let range = file.text.places(&bytes, server.encoding);
        let list = out.entry(server.files.uri(&file.path).0).or_default();
        list.push(json!({ "range": range, "newText": put }));
    }
    (!out.is_empty()).then_some(out)
}

/// All that has one right answer, put right in all files of the plan.
fn fix_all(server: &Server, checked: &Checked) -> Option<Value> {
    let diagnostics: Vec<_> = checked.findings.iter().map(|f| f.diagnostic.clone()).collect();
    let fixed = wallchart_plan::fixed(&checked.sources, &diagnostics);
    let count = fixed.made.len();
    let changes: BTreeMap<String, Vec<Value>> = fixed
        .texts
        .into_iter()
        .filter_map(|(index, text)| {
            let file = checked.files.get(index)?;
            Some((server.files.uri(&file.path).0, edits(server, &file.text, &text)))
        })
        .collect();
    (!changes.is_empty()).then(|| {
        json!({
            "title": t!(server.lang, ids::LSP_FIX_ALL, count = count),
            "kind": "source.fixAll",
            "edit": { "changes": changes },
        })
    })
}

/// The former name of what was renamed in this session, written where a running campaign looks for it.
fn former(server: &Server, place: &Place, offset: usize) -> Option<Value> {
    let names = place.seen.names.iter();
    let mut here =
        names.filter(|n| n.role == Role::Given && n.at.start <= offset && offset <= n.at.end);
    let name = here.next()?;
    let known = server.renamed.iter().rev();
    let mut known = known.filter(|(kind, _, new)| name.kinds == [*kind] && *new == name.text);
    let (kind, was, _) = known.next()?;
    let text = place.seen.text.all();
    let open = name.whole.start + text.get(name.whole.clone())?.find('(')? + 1;
    let entry = text.get(open..name.whole.end)?;
    let put = match kind {
        Kind::Task if !entry.contains("was:") => format!("was: \"{was}\", "),
        Kind::Unit if !entry.contains("aka:") => format!("aka: [\"{was}\"], "),
        _ => return None,
    };
    let put =
        if entry.trim_start().starts_with(')') { put.trim_end_matches([',', ' ']) } else { &put };
    let at = place.seen.text.position(open, server.encoding);
    let edit = json!({ "range": { "start": at, "end": at }, "newText": put });
    let changes = BTreeMap::from([(server.files.uri(&place.path).0, vec![edit])]);
    Some(json!({
        "title": t!(server.lang, ids::LSP_FORMER, name = was),
        "kind": "refactor.rewrite",
        "edit": { "changes": changes },
    }))
}

/// The document laid out the usual way.
pub(crate) fn format(server: &mut Server, params: &DocumentFormattingParams) -> Answer {
    let place = server.document(&params.text_document.uri)?;
    match wallchart_plan::format(place.seen.text.all()) {
        Ok(laid_out) => Ok(json!(edits(server, &place.seen.text, &laid_out))),
        Err(_) => Err(Refusal::new(Refusal::FAILED, t!(server.lang, ids::LSP_CANT_FORMAT))),
    }
}

/// What makes one text of the other: line by line where there are as many, so that marks in lines that stay
/// don't move; else all between what both begin and end with.
fn edits(server: &Server, was: &Text, new: &str) -> Vec<Value> {
    let edit = |bytes: std::ops::Range<usize>, put: &str| json!({ "range": was.places(&bytes, server.encoding), "newText": put });
    let (old, new_lines): (Vec<&str>, Vec<&str>) =
        (was.all().split_inclusive('\n').collect(), new.split_inclusive('\n').collect());
    let mut out = Vec::new();
    if old.len() == new_lines.len() {
        let mut at = 0;
        for (old, new) in old.iter().zip(new_lines) {
            if *old != new {
                let (start, end, put) = differing(old, new);
                out.push(edit(at + start..at + end, put));
            }
            at += old.len();
        }
    } else {
        let (start, end, put) = differing(was.all(), new);
        out.push(edit(start..end, put));
    }
    out
}

/// The bytes of `old` between what both texts begin and end with, and what stands there in `new`. Never
/// between the two characters of a line end: there is no such place.
fn differing<'a>(old: &str, new: &'a str) -> (usize, usize, &'a str) {
    let same = |a: &mut dyn Iterator<Item = char>, b: &mut dyn Iterator<Item = char>| -> usize {
        a.zip(b).take_while(|(a, b)| a == b && *a != '\r').map(|(a, _)| a.len_utf8()).sum()
    };
    let start = same(&mut old.chars(), &mut new.chars());
    let (rest, new_rest) =
        (old.get(start..).unwrap_or_default(), new.get(start..).unwrap_or_default());
    let end = same(&mut rest.chars().rev(), &mut new_rest.chars().rev());
    (start, old.len() - end, new.get(start..new.len() - end).unwrap_or_default())
}
