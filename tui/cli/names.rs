//! What people type for tasks, units and times, and what they mean by it.

use wallchart_campaign::Campaign;
use wallchart_campaign::read::{Resolved, resolve};
use wallchart_plan::Expanded;
use wallchart_plan::expanded::Unit;
use wallchart_plan::ids::{TaskNo, UnitId};

use super::error::CliError;
use crate::pinyin::{initials_match, spellings};

/// The task that a reference means.
pub fn task(campaign: &Campaign, text: &str) -> Result<TaskNo, CliError> {
    let named = |numbers: Vec<TaskNo>| {
        numbers
            .into_iter()
            .filter_map(|n| {
                let task = campaign.plan.tasks.get(*campaign.index.get(&n)?)?;
                Some(format!("{n} {}", task.path))
            })
            .collect()
    };
    match resolve(campaign, text, &spellings) {
        Resolved::Found(number) => Ok(number),
        Resolved::Ambiguous(fits) => {
            Err(CliError::WhichTask { text: text.to_owned(), fits: named(fits) })
        }
        Resolved::None(near) => {
            Err(CliError::NoSuchTask { text: text.to_owned(), near: named(near) })
        }
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
                return Err(CliError::NoSuchUnit { text: text.to_owned(), near });
            }
        }
    }
    Err(CliError::NoSuchUnit { text: text.to_owned(), near: Vec::new() })
}
