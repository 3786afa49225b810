//! Rows of a log, as a unit that went from one to the next would have entered them.

use wallchart_campaign::Command;
use wallchart_plan::asks::AskKind;
use wallchart_plan::expanded::Compare;
use wallchart_plan::rows::Column;
use wallchart_plan::time::Instant;

use super::scene::{Part, Scene};

/// The most rows that one task gets: a rehearsal is there to be looked at.
const MOST: i64 = 300;

/// Rows for the log of a task: as many as its figures ask for, or about a dozen.
pub(super) fn rows(scene: &Scene<'_>, part: &Part<'_>, at: Instant) -> Command {
    let roll = |low, high| scene.cast.between("rows", &part.name, low, high);
    // Only a floor under the number of all rows says how many there are.
    let floor = part.task.measures.iter().find_map(|ask| match (&ask.from, ask.target) {
        (Some(from), Some((Compare::AtLeast | Compare::MoreThan | Compare::Exactly, value)))
            if from.sum.is_none() && from.only.is_empty() =>
        {
            i64::try_from(value.ceil()).ok()
        }
        _ => None,
    });
    let count = floor.map_or_else(|| roll(4, 16), |floor| floor * roll(90, 130) / 100);
    let rows = (1..=count.clamp(1, MOST))
        .map(|nth| part.task.log.iter().map(|column| cell(scene, part, column, nth, at)).collect());
    Command::AddRows {
        task: part.task.number,
        columns: part.task.log.iter().map(|column| column.name.clone()).collect(),
        rows: rows.collect(),
    }
}

fn cell(scene: &Scene<'_>, part: &Part<'_>, column: &Column, nth: i64, at: Instant) -> String {
    let about = format!("{} {} {nth}", part.name, column.name);
    match &column.kind {
        AskKind::Text => format!("{}{nth}", column.name),
        AskKind::Number => scene.cast.between("number", &about, 1, 40).to_string(),
        // Most of what is looked at is as it should be.
        AskKind::YesNo => {
            if scene.cast.happens("no", &about, 12) { "no" } else { "yes" }.to_owned()
        }
        AskKind::Date => scene.calendar().date(at).to_string(),
        AskKind::Choice(values) => {
            scene.cast.one_of("choice", &about, values).cloned().unwrap_or_default()
        }
        AskKind::Unit(group) => {
            let group = scene.campaign.plan.groups.iter().find(|g| g.id == *group);
            let units = group.map(|g| g.units.as_slice()).unwrap_or_default();
            scene.cast.one_of("unit", &about, units).map(ToString::to_string).unwrap_or_default()
        }
    }
}
