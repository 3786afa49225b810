//! What a check found, as clients show it.

use std::collections::{BTreeMap, BTreeSet};
use std::path::PathBuf;

use serde_json::{Value, json};
use wallchart_plan::diagnostic::Severity;

use crate::checker::{Checked, CheckedFile, Finding, is_unused};
use crate::server::Server;

/// How many findings of a file are told: nobody reads more of them.
const TOLD_MAX: usize = 500;

/// The findings of all plans by file, each once, with the version of the file that they are about.
pub(crate) fn by_file(server: &Server) -> BTreeMap<PathBuf, (Option<i32>, Vec<Value>)> {
    let mut out: BTreeMap<PathBuf, (Option<i32>, Vec<Value>)> = BTreeMap::new();
    let mut seen = BTreeSet::new();
    for checked in server.checked.values() {
        for file in &checked.files {
            let (version, list) = out.entry(file.path.clone()).or_default();
            *version = (*version).max(file.version);
            for finding in file.findings.iter().filter_map(|n| checked.findings.get(*n)) {
                if list.len() >= TOLD_MAX {
                    break;
                }
                // A file may belong to several plans, which say the same of it.
                let shown = shown(server, checked, file, finding);
                if seen.insert((&file.path, shown.to_string())) {
                    list.push(shown);
                }
            }
        }
    }
    out
}

/// One finding as a client shows it.
pub(crate) fn shown(
    server: &Server,
    checked: &Checked,
    file: &CheckedFile,
    found: &Finding,
) -> Value {
    let (lang, code) = (server.lang, found.diagnostic.code);
    let severity = match code.severity {
        Severity::Error => 1,
        // It holds up the launch alone, and a check passes.
        Severity::Blocker | Severity::Warning => 2,
    };
    let help = found.diagnostic.help(lang);
    let message = match help.is_empty() {
        true => found.diagnostic.message(lang),
        false => format!("{}\n{help}", found.diagnostic.message(lang)),
    };
    let related = found.related.iter().filter_map(|(index, bytes, words)| {
        let other = checked.files.get(*index)?;
        let range = other.text.places(bytes, server.encoding);
        let location = json!({ "uri": server.files.uri(&other.path), "range": range });
        Some(json!({ "location": location, "message": words }))
    });
    let related: Vec<Value> = related.collect();
    let mut out = json!({
        "range": file.text.places(&found.bytes, server.encoding),
        "severity": severity,
        "code": code.name,
        "source": "wallchart",
        "message": message,
        "relatedInformation": related,
    });
    if let Some(out) = out.as_object_mut().filter(|_| is_unused(code)) {
        out.insert("tags".into(), json!([1]));
    }
    out
}
