//! Renaming: every place that means the thing, in all files of its plan, inside sentences too.

use std::collections::{BTreeMap, BTreeSet};
use std::path::PathBuf;

use gen_lsp_types::{RenameParams, TextDocumentPositionParams};
use serde_json::{Value, json};
use wallchart_plan::diagnostic::{Edit, Place as At, Put, Spot};
use wallchart_plan::symbols::{self, Found, Kind, Name, Role};
use wallchart_words::{ids, t};

use crate::navigate::named;
use crate::project::Project;
use crate::server::{Answer, Place, Server};
use crate::told;
use crate::wire::Refusal;

/// What would be renamed at a place.
pub(crate) fn prepare(server: &mut Server, params: &TextDocumentPositionParams) -> Answer {
    let place = server.place(params)?;
    let Some((name, _)) = meant(&place) else { return Ok(Value::Null) };
    let range = place.seen.text.places(&name.at, server.encoding);
    Ok(json!({ "range": range, "placeholder": name.text }))
}

/// The name at a place, and where what it means is given, if that can be renamed.
fn meant(place: &Place) -> Option<(&Name, Vec<Found>)> {
    let name = named(place)?;
    let given = place.project.book.definitions(name);
    let of = place.project.book.name(*given.first()?)?.kinds.first().copied()?;
    // Two tasks may have an outcome of one name, and two lists an item: which is meant isn't known here.
    let is_private = matches!(of, Kind::Outcome | Kind::Item | Kind::Label | Kind::Column);
    let is_one = given.len() == 1 || !is_private;
    // A name with a place to fill stands for several units.
    (is_one && name.kinds != [Kind::File] && !name.text.contains('{')).then_some((name, given))
}

/// The changes that give what stands at a place another name.
pub(crate) fn rename(server: &mut Server, params: RenameParams) -> Answer {
    let place = server.place(&params.text_document_position_params)?;
    let refused = |words: String| Refusal::new(Refusal::FAILED, words);
    let Some((name, given)) = meant(&place) else {
        return Err(refused(t!(server.lang, ids::LSP_NOTHING_TO_RENAME)));
    };
    let new = params.new_name.trim();
    if let Some(wrong) = symbols::refused(new) {
        return Err(refused(wrong.message(server.lang)));
    }
    let of = given
        .first()
        .and_then(|g| place.project.book.name(*g))
        .and_then(|g| g.kinds.first())
        .copied();
    let Some(of) = of else { return Err(refused(t!(server.lang, ids::LSP_NOTHING_TO_RENAME))) };
    if new == name.text {
        return Ok(json!({ "changes": {} }));
    }
    let Some(found) = given.first().copied() else { return Ok(json!({ "changes": {} })) };
    let mut changes = Changes::new();
    for (project, found) in shared(server, &place, found) {
        let Some(is) = project.book.name(found) else { continue };
        if project.book.given().any(|(_, n)| clashes(n, new, is, of)) {
            let kind = told::kind(server.lang, of);
            return Err(refused(t!(server.lang, ids::LSP_TAKEN, kind = kind, name = new)));
        }
        let mut wanted: Vec<(Found, String)> =
            project.book.occurrences(is).into_iter().map(|at| (at, new.to_owned())).collect();
        if of == Kind::Unit {
            wanted.extend(made_of(&project, &is.text, new));
        }
        wanted.extend(taken_over(&project, is, new));
        edits(server, &project, &wanted, &mut changes)?;
    }
    let changes = as_told(server, changes);
    server.renamed.push((of, name.text.clone(), new.to_owned()));
    Ok(json!({ "changes": changes }))
}

/// Every plan that is touched, with where the name stands there: one that two plans share, or that a file
/// which they share takes from each of them, is renamed in both.
fn shared(server: &mut Server, place: &Place, found: Found) -> Vec<(Project, Found)> {
    let first = (Project::of(&mut server.files, &place.root), found);
    let mut seen = BTreeSet::from([(place.root.folder.clone(), place.root.plan.clone())]);
    let (mut out, mut open) = (Vec::new(), vec![first]);
    while let Some((project, found)) = open.pop() {
        let all = project.book.name(found).map(|name| project.book.occurrences(name));
        for at in all.unwrap_or_default() {
            let Some(path) = project.paths.get(at.file) else { continue };
            for root in server.roots_of(path) {
                if !seen.insert((root.folder.clone(), root.plan.clone())) {
                    continue;
                }
                let other = Project::of(&mut server.files, &root);
                if let Some(file) = other.index(path) {
                    open.push((other, Found { file, ..at }));
                }
            }
        }
        out.push((project, found));
    }
    out
}

/// Whether a name that is given already is in the way of another that is to be called so.
fn clashes(given: &Name, new: &str, is: &Name, of: Kind) -> bool {
    let fills = [Kind::Param, Kind::Var];
    // A parameter hides the var of its name, so that texts would mean the one for the other.
    let hides = fills.contains(&of) && given.kinds.iter().any(|kind| fills.contains(kind));
    given.text == new && (hides || (given.scope == is.scope && shares(given.kinds, of)))
}

/// Whether a name of these kinds may not be the same as one of that kind.
fn shares(kinds: &[Kind], of: Kind) -> bool {
    let body = [Kind::Unit, Kind::Alias, Kind::Group];
    let fan = [Kind::Group, Kind::List];
    kinds.contains(&of)
        || [&body[..], &fan[..]]
            .iter()
            .any(|space| space.contains(&of) && kinds.iter().any(|k| space.contains(k)))
}

/// Names of units that a line makes of the renamed unit: `城东所分会` goes with `城东所`.
fn made_of(project: &Project, was: &str, new: &str) -> Vec<(Found, String)> {
    let book = &project.book;
    let mut out = Vec::new();
    let lines = book.given().filter(|(_, n)| n.kinds == [Kind::Unit] && n.text.contains('{'));
    for (_, line) in lines {
        let (Some(open), Some(close)) = (line.text.find('{'), line.text.find('}')) else {
            continue;
        };
        let slot = line.text.get(open..=close).unwrap_or_default();
        let made = Name { role: Role::Used, text: line.text.replace(slot, was), ..line.clone() };
        if slot.is_empty() || !book.definitions(&made).is_empty() {
            continue;
        }
        let now = line.text.replace(slot, new);
        for (file, _) in project.paths.iter().enumerate() {
            out.extend(
                book.used(file, &made.text, Kind::Unit).into_iter().map(|f| (f, now.clone())),
            );
        }
    }
    out
}

/// Tasks that a stream takes over from a template: `启动仪式·布展` goes with the stream and with the task.
fn taken_over(project: &Project, was: &Name, new: &str) -> Vec<(Found, String)> {
    let book = &project.book;
    let files = 0..project.paths.len();
    let uses = |text: &str, kind| -> Vec<Found> {
        files.clone().flat_map(|file| book.used(file, text, kind)).collect()
    };
    let parts: Vec<(String, String)> = match (was.kinds, &was.scope) {
        ([Kind::Stream], _) => {
            let tasks = book.given().filter(|(_, n)| n.kinds == [Kind::Task] && n.scope.is_some());
            let ways = |(_, task): (Found, &Name)| {
                [&was.text, new].map(|stream| format!("{stream}·{}", task.text)).into()
            };
            tasks.map(ways).collect()
        }
        ([Kind::Task], Some(template)) => {
            let streams = uses(template, Kind::Template).into_iter().filter_map(|found| {
                let within = book.name(found)?.inside?;
                book.name(Found { file: found.file, name: within })
            });
            let ways = |stream: &Name| {
                [&was.text, new].map(|task| format!("{}·{task}", stream.text)).into()
            };
            streams.map(ways).collect()
        }
        _ => Vec::new(),
    };
    let found = |(was, new): &(String, String)| {
        let new = new.clone();
        uses(was, Kind::Task).into_iter().map(move |at| (at, new.clone())).collect::<Vec<_>>()
    };
    let mut out: Vec<(Found, String)> = parts.iter().flat_map(found).collect();
    out.sort();
    out.dedup();
    out
}

/// What is put where, by file, each place once.
type Changes = BTreeMap<PathBuf, BTreeMap<(usize, usize), String>>;

/// Adds the edits that a plan asks for.
fn edits(
    server: &mut Server,
    project: &Project,
    wanted: &[(Found, String)],
    out: &mut Changes,
) -> Result<(), Refusal> {
    for (found, new) in wanted {
        let Some(path) = project.paths.get(found.file) else { continue };
        let Some(seen) = server.files.see(path) else { continue };
        let Some(name) = project.book.name(*found) else { continue };
        let spot = Spot::Bytes(name.at.clone());
        let put = Put::Words { was: None, put: new.clone() };
        let edit = Edit { place: At { file: 0, spot }, put };
        let Some((bytes, put)) = symbols::change(&seen.parsed, &edit) else {
            let words = t!(server.lang, ids::LSP_CANT_WRITE, name = new.as_str());
            return Err(Refusal::new(Refusal::FAILED, words));
        };
        out.entry(path.clone()).or_default().insert((bytes.start, bytes.end), put);
    }
    Ok(())
}

/// The edits as a client takes them.
fn as_told(server: &mut Server, changes: Changes) -> BTreeMap<String, Vec<Value>> {
    let mut out = BTreeMap::new();
    for (path, all) in changes {
        let Some(seen) = server.files.see(&path) else { continue };
        let one = |((start, end), put): ((usize, usize), String)| json!({ "range": seen.text.places(&(start..end), server.encoding), "newText": put });
        let list = all.into_iter().map(one).collect();
        out.insert(server.files.uri(&path).0, list);
    }
    out
}
