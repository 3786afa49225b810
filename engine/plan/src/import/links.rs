//! What can be settled only when all tasks are there: their names, what they wait for, who stands where.

use std::collections::{BTreeMap, BTreeSet};

use wallchart_words::{Lang, ids, t};

use super::Draft;
use super::columns::Column;
use super::duties::is_vague;
use crate::grammar::need;

/// Longer titles get a short id beside them.
const ID_CHARS_MAX: usize = 24;

/// Gives every task its name, and puts names where others say what they wait for. What names no task, or more than
/// one, is a doubt.
pub(super) fn settle(drafts: &mut [Draft], lang: Lang) {
    let mut given = BTreeSet::new();
    for draft in drafts.iter_mut() {
        draft.id = id(&draft.title, &given);
        given.insert(draft.id.clone());
    }
    let mut called: BTreeMap<String, Vec<usize>> = BTreeMap::new();
    for (at, draft) in drafts.iter().enumerate() {
        let mut names = vec![&draft.title, &draft.id];
        names.extend(&draft.number);
        names.dedup();
        names.into_iter().for_each(|name| called.entry(name.clone()).or_default().push(at));
    }
    let names: Vec<String> = drafts.iter().map(|draft| draft.id.clone()).collect();
    for (at, draft) in drafts.iter_mut().enumerate() {
        for words in std::mem::take(&mut draft.needs) {
            let found = called.get(&words).map(Vec::as_slice).unwrap_or_default();
            match found {
                [one] if *one != at && names.get(*one).is_some_and(|name| is_named(name)) => {
                    draft.needs.extend(names.get(*one).cloned());
                }
                _ => draft.doubts.push(t!(lang, ids::IMPORT_NO_NEED, text = words)),
            }
        }
    }
    people(drafts);
}

/// Whether a sentence of `needs` that is this name says just that task.
fn is_named(name: &str) -> bool {
    need::sentence(name)
        .is_ok_and(|said| matches!(said.targets.as_slice(), [one] if one.task == name))
}

/// People stand in one unit, under one role; what else papers say of them stays a remark.
fn people(drafts: &mut [Draft]) {
    let mut known: BTreeMap<String, (String, Column)> = BTreeMap::new();
    for draft in drafts {
        let owner = draft.owner.clone().filter(|owner| !is_vague(owner));
        let leader = draft.leader.iter().map(|person| (person.clone(), Column::Leader));
        let contacts = draft.contacts.iter().map(|person| (person.clone(), Column::Contact));
        let all: Vec<(String, Column)> = leader.chain(contacts).collect();
        draft.contacts.clear();
        for (person, role) in all {
            let stands = owner.clone().map(|owner| {
                known.entry(person.clone()).or_insert_with(|| (owner.clone(), role)).clone()
            });
            let is_here = stands
                .as_ref()
                .is_some_and(|(unit, of)| Some(unit) == owner.as_ref() && *of == role);
            match role {
                // Who leads may be of another unit.
                Column::Leader if stands.is_some() => {}
                Column::Leader => {
                    draft.leader = None;
                    draft.remark(role, &person);
                }
                _ if is_here => draft.contacts.push(person),
                _ => draft.remark(role, &person),
            }
        }
    }
}

/// A name for a task: its title where that can be one, else what of it can, up to the first pause.
fn id(title: &str, given: &BTreeSet<String>) -> String {
    let plain = |c: char| if c.is_whitespace() || "@|>[{,}]".contains(c) { '-' } else { c };
    let short = |text: &str| text.chars().take(ID_CHARS_MAX).map(plain).collect::<String>();
    let first = title.split(['，', '。', '；', '：', ';']).next().unwrap_or(title);
    let base = if title.chars().count() <= ID_CHARS_MAX { short(title) } else { short(first) };
    let base = if base.is_empty() { "-".to_owned() } else { base };
    let nth = |n: usize| if n == 1 { base.clone() } else { format!("{base}-{n}") };
    (1..).map(nth).find(|name| !given.contains(name)).unwrap_or(base.clone())
}
