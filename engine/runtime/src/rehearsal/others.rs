//! What supporting units and reviewers do.

use wallchart_campaign::{Command, supporters};
use wallchart_plan::expanded::{PersonRole, Timing};
use wallchart_plan::ids::UnitId;

use super::moves::{Act, Move};
use super::scene::{Manner, Part, Scene};
use super::{phrases, times};

/// The parts that supporting units have yet to report, each as a move.
pub(super) fn support(scene: &Scene<'_>, part: &Part<'_>) -> Vec<Option<Move>> {
    supporters(part.task, part.record)
        .filter(|unit| !part.record.reported.contains(*unit))
        .map(|unit| part_of(scene, part, unit))
        .collect()
}

fn part_of(scene: &Scene<'_>, part: &Part<'_>, unit: &UnitId) -> Option<Move> {
    let calendar = scene.calendar();
    let about = format!("{} {unit}", part.name);
    let (begin, end) = scene.course(part)?;
    let share = scene.cast.between("part", &about, 20, 90);
    let at = begin.plus_min(end.since(begin).max(0) * share / 100);
    let submit = |note: String| {
        vec![Act::Give(Command::Submit {
            task: part.task.number,
            note: Some(note),
            nil: false,
            outcome: None,
        })]
    };
    let outside = scene.campaign.plan.unit(unit).is_some_and(|u| u.outside);
    let silent = scene.cast.happens("silent part", &about, scene.cast.mark.silent_pct / 2);
    if silent || part.manner == Manner::Silent {
        // The coordinator asks by telephone once the date has passed.
        let tenths = scene.cast.between("asks", &about, 5, 12);
        let at = times::after(calendar, part.deadline.max(end), tenths);
        let at = scene.in_hours(at, &scene.campaign.plan.campaign.coordinator);
        let acts = submit(scene.cast.say("part for", &about, phrases::PART_FOR));
        return Some(Move { at, by: scene.coordinator(), on_behalf_of: Some(unit.clone()), acts });
    }
    let acts = submit(scene.cast.say("part note", &about, phrases::PART));
    // What falls into a short window is reported then and there.
    let (by, on_behalf_of, who) = match outside {
        true => (scene.lead(part), Some(unit.clone()), scene.doer(part)),
        false => (scene.speaker(unit, PersonRole::Contact), None, unit.clone()),
    };
    let at = match part.task.timing {
        Timing::Fixed { start, end } if times::is_short(start, end) => scene.not_past(at),
        _ => scene.in_hours(at, &who),
    };
    Some(Move { at, by, on_behalf_of, acts })
}

/// Accepts what was handed in, or returns it.
pub(super) fn review(scene: &Scene<'_>, part: &Part<'_>) -> Option<Move> {
    let (task, record) = (part.task.number, part.record);
    let submitted = record.submitted_at?;
    let reviewer = part.task.review.as_ref().filter(|unit| {
        let known = scene.campaign.plan.unit(unit).is_some_and(|u| !u.outside);
        // A unit does not review what was given to it later.
        known && (**unit != record.owner || part.task.owner == record.owner)
    });
    let (by, who) = match reviewer {
        Some(unit) => (scene.speaker(unit, PersonRole::Leader), unit.clone()),
        None => (scene.coordinator(), scene.campaign.plan.campaign.coordinator.clone()),
    };
    let about = format!("{} {}", part.name, record.returns);
    // What has its hour is looked at on the spot: something else may begin at the next.
    let timed = matches!(part.task.timing, Timing::Fixed { .. });
    let at = match timed {
        true => scene.not_past(submitted.plus_min(scene.cast.between("review", &about, 10, 60))),
        false => {
            let tenths = scene.cast.between("review", &about, 2, 14);
            scene.in_hours(times::after(scene.calendar(), submitted, tenths), &who)
        }
    };
    let faulty = record.returns == 0
        && !timed
        && !part.task.milestone
        && scene.cast.happens("faulty", &part.name, 12);
    let command = match faulty {
        true => {
            let reason = scene.cast.say("return", &part.name, phrases::RETURN);
            Command::Return { task, reason }
        }
        false => {
            let note = scene.cast.say_perhaps("accept", &about, phrases::ACCEPT);
            Command::Accept { task, note }
        }
    };
    Some(Move::one(at, by, command))
}
