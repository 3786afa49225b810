//! What people type for tasks, units and times, and what they mean by it.

use wallchart_campaign::read::{Resolved, resolve};
use wallchart_campaign::{Actor, Campaign};
use wallchart_plan::Expanded;
use wallchart_plan::expanded::Unit;
use wallchart_plan::ids::{TaskNo, UnitId};

use super::error::CliError;
use crate::pinyin::{initials_match, spellings};

/// How many units are offered where none fits.
const OFFERS: usize = 5;

/// How much two names must share, from 0 to 1, for one to be offered for the other.
const NEAR: f64 = 0.4;

/// The task that a reference means.
pub fn task(campaign: &Campaign, text: &str) -> Result<TaskNo, CliError> {
    let named = |numbers: &[TaskNo]| {
        let known = numbers.iter().filter_map(|n| Some((n, campaign.task(*n)?.0)));
        known.map(|(n, task)| format!("{n} {}", task.path)).collect()
    };
    match resolve(campaign, text, &spellings) {
        Resolved::Found(number) => Ok(number),
        Resolved::Ambiguous(fits) => {
            let (text, named) = (text.to_owned(), named(&fits));
            Err(CliError::WhichTask { text, fits: named, numbers: fits })
        }
        Resolved::None(near) => {
            Err(CliError::NoSuchTask { text: text.to_owned(), near: named(&near) })
        }
    }
}

/// Units whose names are nearest, those that share little left out.
fn near(plan: &Expanded, text: &str) -> Vec<String> {
    let mut scored: Vec<(f64, &str)> = plan
        .units
        .iter()
        .map(|u| (strsim::normalized_levenshtein(u.id.as_str(), text), u.id.as_str()))
        .filter(|(score, _)| *score > NEAR)
        .collect();
    scored.sort_by(|a, b| b.0.total_cmp(&a.0).then(a.1.cmp(b.1)));
    scored.into_iter().take(OFFERS).map(|(_, name)| name.to_owned()).collect()
}

/// Who acts or approves: a person of the plan, else a unit as [`unit()`] finds it.
pub fn actor(plan: &Expanded, text: &str) -> Result<Actor, CliError> {
    let mut people = plan.units.iter().flat_map(|u| &u.people);
    match people.find(|p| p.id.as_str() == text) {
        Some(person) => Ok(Actor::Person(person.id.clone())),
        None => unit(plan, text).map(Actor::Unit),
    }
}

/// The unit of that name, former name, unique prefix or initials.
pub fn unit(plan: &Expanded, text: &str) -> Result<UnitId, CliError> {
    let ways: [&dyn Fn(&Unit) -> bool; 4] = [
        &|unit| unit.id.as_str() == text,
        &|unit| unit.aka.iter().any(|name| name == text),
        &|unit| unit.id.as_str().starts_with(text),
        &|unit| initials_match(unit.id.as_str(), text),
    ];
    for way in ways {
        let found: Vec<&Unit> = plan.units.iter().filter(|u| !text.is_empty() && way(u)).collect();
        match found.as_slice() {
            [] => {}
            [only] => return Ok(only.id.clone()),
            several => {
                let near = several.iter().map(|u| u.id.to_string()).collect();
                return Err(CliError::WhichUnit { text: text.to_owned(), fits: near });
            }
        }
    }
    Err(CliError::NoSuchUnit { text: text.to_owned(), near: near(plan, text) })
}
