//! What a task's lead does: acknowledge, pick the date, begin, report, ask for more time, hand in.

use wallchart_campaign::Command;
use wallchart_campaign::TaskState;
use wallchart_campaign::lights::ack_deadline;
use wallchart_campaign::state::EntryBody;
use wallchart_plan::expanded::{TaskKind, Timing};
use wallchart_plan::time::Instant;
use wallchart_words::{ids, t};

use super::moves::{Act, Move};
use super::scene::{Manner, Part, Scene};
use super::{hand_in, phrases, times};

/// Everything that the lead may do next.
pub(super) fn moves(scene: &Scene<'_>, part: &Part<'_>) -> Vec<Option<Move>> {
    if part.manner == Manner::Silent {
        return Vec::new();
    }
    let mut moves = match part.record.state {
        TaskState::Issued => vec![acknowledge(scene, part)],
        TaskState::Returned => vec![hand_in::again(scene, part)],
        _ => vec![
            pick(scene, part),
            begin(scene, part),
            report(scene, part),
            ask_for_time(scene, part),
            hand_in::submit(scene, part),
        ],
    };
    // Who answers for a lead without a login says so: it may be a supporter, too.
    let owner = &part.record.owner;
    let speaks_for = (scene.doer(part) != *owner).then(|| owner.clone());
    for found in moves.iter_mut().flatten() {
        found.on_behalf_of.clone_from(&speaks_for);
    }
    moves
}

fn acknowledge(scene: &Scene<'_>, part: &Part<'_>) -> Option<Move> {
    let (calendar, task) = (scene.calendar(), part.task.number);
    let issued = part.record.issued_at;
    let by = ack_deadline(part.task, part.record, calendar)
        .unwrap_or_else(|| times::after(calendar, issued, 10));
    let late = part.manner == Manner::Late && scene.cast.happens("ack late", &part.name, 50);
    // A unit reads its whole tray at once: when it does is the unit's way, not the task's.
    let at = if late {
        times::after(calendar, by, scene.cast.between("ack", &part.name, 1, 3) * 5)
    } else {
        let whole = by.since(issued).max(0);
        let share = scene.cast.between("ack", part.record.owner.as_str(), 0, 60);
        issued.plus_min(whole * share / 100)
    };
    let doer = scene.doer(part);
    Some(Move::one(scene.in_hours(at, &doer), scene.lead(part), Command::Acknowledge { task }))
}

fn pick(scene: &Scene<'_>, part: &Part<'_>) -> Option<Move> {
    let Timing::Pick { start, .. } = part.task.timing else { return None };
    if part.record.picked.is_some() {
        return None;
    }
    let calendar = scene.calendar();
    let acked = part.record.acked_at?;
    let thought = times::after(calendar, acked, scene.cast.between("think", &part.name, 5, 60));
    let at = scene.in_hours(thought.min(times::before(calendar, start, 20)), &scene.doer(part));
    let acts = vec![Act::Give(picked(scene, part, at)?)];
    Some(Move { at, by: scene.lead(part), on_behalf_of: None, acts })
}

/// The date that the unit picks, at a time, and what else the plan asks for.
pub(super) fn picked(scene: &Scene<'_>, part: &Part<'_>, now: Instant) -> Option<Command> {
    let Timing::Pick { start, end } = part.task.timing else { return None };
    let (calendar, name) = (scene.calendar(), part.name.as_str());
    let from = start.max(now.plus_min(60)).min(end);
    let latest = calendar.backward(end, part.task.takes.likely).max(from);
    let days = times::workdays(calendar, from, latest);
    let hours = calendar.calendar().office;
    let begin = match scene.cast.happens("morning", name, 60) {
        true => hours.am.0,
        false => hours.pm.0,
    };
    let day = scene.cast.one_of("day", name, &days);
    let at = day.map_or(from, |day| times::at_minute(calendar, *day, begin)).clamp(from, latest);
    let answer = |field: &String| {
        let phrases = if field == "place" { phrases::PLACE } else { phrases::ANSWER };
        let about = format!("{name} {field}");
        (field.clone(), scene.cast.say("answer", &about, phrases))
    };
    let answers = part.task.ask.iter().map(answer).collect();
    Some(Command::Pick { task: part.task.number, at, answers })
}

fn begin(scene: &Scene<'_>, part: &Part<'_>) -> Option<Move> {
    if part.record.started_at.is_some() || part.is_unpicked() {
        return None;
    }
    let (at, end) = scene.course(part)?;
    // What is done in an hour is handed in, and that says that it was begun.
    let timed = !matches!(part.task.timing, Timing::Flow);
    if !timed && (part.work < 10 || end.since(at) < 120) {
        return None;
    }
    // A window begins when it begins, be it a Sunday.
    let at = if timed { scene.not_past(at) } else { scene.in_hours(at, &scene.doer(part)) };
    Some(Move::one(at, scene.lead(part), Command::Start { task: part.task.number }))
}

/// How often a task is reported on before it is handed in.
fn reports(scene: &Scene<'_>, part: &Part<'_>, begun: Instant, end: Instant) -> i64 {
    let days = times::tenths_between(scene.calendar(), begun, end) / 10;
    match (part.task.kind, part.task.timing) {
        (Some(TaskKind::Gala | TaskKind::Duty), Timing::Fixed { .. }) if days == 0 => 2,
        _ if days >= 8 => 3,
        _ if days >= 3 => 2,
        _ if days >= 1 => scene.cast.between("reports", &part.name, 0, 1),
        _ => 0,
    }
}

fn report(scene: &Scene<'_>, part: &Part<'_>) -> Option<Move> {
    let begun = part.record.started_at?;
    let (_, end) = scene.course(part)?;
    let is_report = |body: &EntryBody| matches!(body, EntryBody::Progress { .. });
    let told = part.record.entries.iter().filter(|e| e.counts && is_report(&e.body)).count();
    let (nth, of) = (i64::try_from(told).ok()? + 1, reports(scene, part, begun, end));
    if nth > of {
        return None;
    }
    let at = begun.plus_min(end.since(begun) * nth / (of + 1));
    let at = match part.task.timing {
        Timing::Fixed { start, end } if times::is_short(start, end) => scene.not_past(at),
        _ => scene.in_hours(at, &scene.doer(part)),
    };
    if at >= end {
        return None;
    }
    let about = format!("{} {nth}", part.name);
    let roll = |question: &str, low, high| scene.cast.between(question, &about, low, high);
    let percent = (100 * nth / (of + 1) + roll("percent", -8, 8)).clamp(5, 95) / 5 * 5;
    let percent = u8::try_from(percent).unwrap_or(50).max(part.record.percent);
    // One task in six meets trouble, once.
    let trouble = scene.cast.happens("trouble", &part.name, 16) && nth == 1;
    let lang = scene.cast.lang();
    let nth_problem = scene.cast.between("problem", &part.name, 0, 5);
    let phrase = |of: &[wallchart_words::Message]| {
        usize::try_from(nth_problem).ok().and_then(|at| of.get(at)).map(|m| t!(lang, *m))
    };
    let progress = Command::Progress {
        task: part.task.number,
        percent: Some(percent),
        text: scene.cast.say("progress", &about, phrases::progress(part.task.kind)),
        problem: phrase(phrases::PROBLEM).filter(|_| trouble),
        next: phrase(phrases::NEXT).filter(|_| trouble),
    };
    let mut acts = vec![Act::Give(progress)];
    acts.extend(hand_in::some_steps(part, nth, of + 1).into_iter().map(Act::Give));
    Some(Move { at, by: scene.lead(part), on_behalf_of: None, acts })
}

fn ask_for_time(scene: &Scene<'_>, part: &Part<'_>) -> Option<Move> {
    let (record, calendar) = (part.record, scene.calendar());
    let due = record.due?;
    let share = match part.manner {
        Manner::Late => 45,
        _ => 3,
    };
    let asked = record.request.is_some()
        || record.extensions > 0
        || part.note("extension_refused").is_some();
    if asked || !scene.cast.happens("more time", &part.name, share) {
        return None;
    }
    let early = scene.cast.between("asks", &part.name, 3, 12);
    let wanted = times::before(calendar, due, early);
    let at = scene.then_or_never(wanted, &scene.doer(part))?;
    let days = scene.cast.between("days", &part.name, 2, 5);
    let until = times::workday_end(calendar, due, i32::try_from(days).unwrap_or(2));
    if at >= due {
        return None;
    }
    let reason = scene.cast.say("reason", &part.name, phrases::EXTENSION);
    let command = Command::RequestExtension { task: part.task.number, until, reason };
    Some(Move::one(at, scene.lead(part), command))
}

/// What a file of evidence holds.
pub(super) fn evidence(scene: &Scene<'_>, part: &Part<'_>, name: &str, nth: usize) -> Act {
    let lang = scene.cast.lang();
    let text = t!(
        lang,
        ids::REHEARSE_EVIDENCE,
        name = name,
        n = nth.to_string(),
        task = format!("{} {}", part.task.number, part.task.path),
        unit = part.record.owner.as_str()
    );
    let file = format!("{name}-{nth}.txt");
    Act::Attach { task: part.task.number, name: name.to_owned(), file, text }
}
