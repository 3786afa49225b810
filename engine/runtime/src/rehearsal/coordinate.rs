//! What the coordinator does: decide on extensions, advise, chase, step in where nobody answers, stop and
//! take up again, close out.

use wallchart_campaign::lights;
use wallchart_campaign::read::to_reconcile;
use wallchart_campaign::state::EntryBody;
use wallchart_campaign::{Command, missing};
use wallchart_plan::expanded::Timing;
use wallchart_plan::ids::UnitId;
use wallchart_plan::time::Instant;

use super::moves::Move;
use super::scene::{Manner, Part, Scene, minute};
use super::{phrases, times};

/// A move of the coordinator's, so many tenths of a working day after something.
fn moved(scene: &Scene<'_>, after: Instant, tenths: i64, command: Command) -> Option<Move> {
    let at = times::after(scene.calendar(), after, tenths);
    let at = scene.in_hours(at, &scene.campaign.plan.campaign.coordinator);
    Some(Move::one(at, scene.coordinator(), command))
}

/// As [`moved`], but only while the time for it has not passed.
fn once(scene: &Scene<'_>, after: Instant, tenths: i64, command: Command) -> Option<Move> {
    let at = times::after(scene.calendar(), after, tenths);
    let at = scene.then_or_never(at, &scene.campaign.plan.campaign.coordinator)?;
    Some(Move::one(at, scene.coordinator(), command))
}

/// Grants most extensions that are asked for.
pub(super) fn decide(scene: &Scene<'_>, part: &Part<'_>) -> Option<Move> {
    let request = part.record.request.as_ref()?;
    let name = &part.name;
    let tenths = scene.cast.between("decide", name, 1, 7);
    let command = |grant| {
        let phrases = if grant { phrases::GRANTED } else { phrases::REFUSED };
        let note = Some(scene.cast.say("decision", name, phrases));
        Command::DecideExtension { task: part.task.number, grant, until: None, note }
    };
    let granted = moved(scene, request.asked_at, tenths, command(true))?;
    // A date that has passed by then can't be granted any more.
    let possible = request.until > granted.at && scene.cast.happens("grant", name, 82);
    if possible { Some(granted) } else { moved(scene, request.asked_at, tenths, command(false)) }
}

/// Writes a word on a reported problem that nobody has answered.
pub(super) fn advise(scene: &Scene<'_>, part: &Part<'_>) -> Option<Move> {
    let reported = part.last(|body| matches!(body, EntryBody::Progress { .. }))?;
    let EntryBody::Progress { problem: Some(_), .. } = &reported.body else { return None };
    let answered = part.last(|body| matches!(body, EntryBody::Comment { .. }));
    if answered.is_some_and(|answer| answer.seq > reported.seq) {
        return None;
    }
    let text = scene.cast.say("advice", &part.name, phrases::ADVICE);
    let tenths = scene.cast.between("advise", &part.name, 2, 6);
    moved(scene, minute(reported), tenths, Command::Comment { task: part.task.number, text })
}

/// How often a task has been chased since its date.
fn chased(scene: &Scene<'_>, part: &Part<'_>) -> usize {
    let by = scene.coordinator();
    let since = |at: Instant| at > part.deadline;
    let comments =
        part.record.entries.iter().filter(|e| {
            matches!(e.body, EntryBody::Comment { .. }) && e.by == by && since(minute(e))
        });
    comments.count()
}

/// Reminds whoever is late: the morning after, and once more.
pub(super) fn chase(scene: &Scene<'_>, part: &Part<'_>) -> Option<Move> {
    let done = chased(scene, part);
    // Who waits for somebody else can't help it.
    if done >= 2 || part.may_end.is_none() || !Scene::is_open(part) {
        return None;
    }
    let text = scene.cast.say("chase", &format!("{} {done}", part.name), phrases::CHASE);
    let command = Command::Comment { task: part.task.number, text };
    let tenths = if done == 0 { 4 } else { 16 };
    let chasing = moved(scene, part.deadline.max(part.may_end?), tenths, command)?;
    let late = lights::is_overdue(part.task, part.record, chasing.at);
    late.then_some(chasing)
}

/// Steps in where nobody answers: another unit, the coordinator's own hand, or nothing.
pub(super) fn rescue(scene: &Scene<'_>, part: &Part<'_>) -> Option<Move> {
    let name = &part.name;
    if part.manner != Manner::Silent || part.may_end.is_none() {
        return None;
    }
    let since = part.deadline.max(part.may_end?);
    let (task, way) = (part.task.number, scene.cast.between("rescue", name, 0, 99));
    // What nobody waits for may well be forgotten.
    if way >= 85 && scene.is_leaf(part) {
        return None;
    }
    let other = other_unit(scene, part).filter(|_| way < 45);
    let command = match other {
        Some(to) => {
            let reason = Some(scene.cast.say("reassign", name, phrases::REASSIGN));
            Command::Reassign { task, to, reason }
        }
        None => {
            let note = Some(scene.cast.say("complete", name, phrases::COMPLETE));
            let outcome = super::hand_in::outcome(scene, part);
            Command::Complete { task, note, outcome }
        }
    };
    moved(scene, since, scene.cast.between("patience", name, 22, 38), command)
}

/// A unit of the same kind, for a task that is not of one unit's own ground.
fn other_unit(scene: &Scene<'_>, part: &Part<'_>) -> Option<UnitId> {
    let plan = &scene.campaign.plan;
    let kind = plan.unit(&part.record.owner)?.kind;
    let same = plan.units.iter().filter(|u| {
        u.kind == kind
            && !u.outside
            && u.id != part.record.owner
            && !part.task.support.contains(&u.id)
    });
    let same: Vec<&UnitId> = same.map(|u| &u.id).collect();
    scene.cast.one_of("other", &part.name, &same).map(|unit| (*unit).clone())
}

/// Stops one task in forty for some days.
pub(super) fn suspend(scene: &Scene<'_>, part: &Part<'_>) -> Option<Move> {
    let flows = matches!(part.task.timing, Timing::Flow);
    let steady = matches!(part.manner, Manner::Early | Manner::Ordinary);
    let begun = part.record.started_at?;
    if !flows
        || !steady
        || part.work < 20
        || part.task.milestone
        || part.note("task_suspended").is_some()
        || !scene.cast.happens("suspend", &part.name, 3)
    {
        return None;
    }
    let reason = scene.cast.say("suspension", &part.name, phrases::SUSPEND);
    once(scene, begun, 6, Command::Suspend { task: part.task.number, reason })
}

/// Takes up again what was stopped.
pub(super) fn resume(scene: &Scene<'_>, part: &Part<'_>) -> Option<Move> {
    let stopped = part.note("task_suspended").map_or(scene.now, minute);
    let tenths = scene.cast.between("resume", &part.name, 10, 25);
    moved(scene, stopped, tenths, Command::Resume { task: part.task.number })
}

/// Skips one task in sixty: nobody waits for it, and nobody is there to do it for.
pub(super) fn skip(scene: &Scene<'_>, part: &Part<'_>) -> Option<Move> {
    let untouched = part.record.started_at.is_none() && part.record.picked.is_none();
    if !untouched
        || !scene.is_leaf(part)
        || part.task.milestone
        || !scene.cast.happens("skip", &part.name, 2)
    {
        return None;
    }
    let tenths = scene.cast.between("skipped", &part.name, 15, 80);
    let issued = part.record.issued_at;
    let reason = scene.cast.say("skip", &part.name, phrases::SKIP);
    once(scene, issued, tenths, Command::Skip { task: part.task.number, reason })
}

/// Closes out what was completed, once a day, if all its papers are in.
pub(super) fn close(scene: &Scene<'_>, part: &Part<'_>) -> Option<Move> {
    let task = part.task.number;
    if !missing(scene.campaign, task)?.is_empty() {
        return None;
    }
    let calendar = scene.calendar();
    let since = scene.not_past(part.record.completed_at?);
    let day = calendar.next_workday(calendar.date(since));
    // In the evening, everything that came in by then.
    let evening = times::evening(calendar, day);
    let at = match evening >= since {
        true => evening,
        false => times::evening(calendar, calendar.workday_offset(day, 1)),
    };
    // Figures that don't agree are closed out with a word on why.
    let agrees = to_reconcile(scene.campaign, task).is_empty();
    let note = (!agrees).then(|| scene.cast.say("reconcile", &part.name, phrases::RECONCILE));
    Some(Move::one(at, scene.coordinator(), Command::Close { task, note }))
}
