//! Handing in: everything that a task still lacks, then the submission, as one command.

use rust_decimal::Decimal;
use wallchart_campaign::command::{Figure, Qualifier};
use wallchart_campaign::{Command, missing, read, supporters};
use wallchart_plan::expanded::{Compare, MeasureAsk, Timing};
use wallchart_plan::ids::MeasureId;
use wallchart_plan::sums::{Sum, Term};
use wallchart_plan::time::Instant;

use super::lead;
use super::moves::{Act, Move};
use super::scene::{Manner, Part, Scene, minute};
use super::{phrases, rows, times};

/// Hands the work in when it is done, unless others have to come first.
pub(super) fn submit(scene: &Scene<'_>, part: &Part<'_>) -> Option<Move> {
    if part.is_unpicked() {
        return None;
    }
    let (_, end) = scene.course(part)?;
    let end = end.max(part.may_end?);
    // Supporters come first; a part reported is an event of this task.
    if supporters(part.task, part.record).any(|unit| !part.record.reported.contains(unit)) {
        return None;
    }
    let fixed = matches!(part.task.timing, Timing::Fixed { .. });
    let at = if fixed && part.manner != Manner::Late {
        scene.not_past(end)
    } else {
        let at = scene.in_hours(end, &scene.doer(part));
        // Nobody waits for the next morning when the date is tonight.
        let tonight = end <= part.deadline && at > part.deadline && scene.now <= part.deadline;
        if tonight { scene.not_past(part.deadline.min(end)) } else { at }
    };
    let note = scene.cast.say_perhaps("submit", &part.name, phrases::SUBMIT);
    whole(scene, part, at, note)
}

/// Hands in again what was returned.
pub(super) fn again(scene: &Scene<'_>, part: &Part<'_>) -> Option<Move> {
    let returned = minute(part.note("task_returned")?);
    part.may_end?;
    let tenths = scene.cast.between("again", &part.name, 3, 14);
    let at = times::after(scene.calendar(), returned, tenths);
    let at = scene.in_hours(at, &scene.doer(part));
    let about = format!("{} {}", part.name, part.record.returns);
    whole(scene, part, at, Some(scene.cast.say("again", &about, phrases::AGAIN)))
}

fn whole(scene: &Scene<'_>, part: &Part<'_>, at: Instant, note: Option<String>) -> Option<Move> {
    let task = part.task.number;
    let nil = part.task.nil_report && scene.cast.happens("nil", &part.name, 60);
    let lacks = missing(scene.campaign, task)?;
    let mut acts = Vec::new();
    if lacks.pick || !lacks.answers.is_empty() {
        acts.push(Act::Give(lead::picked(scene, part, at)?));
    }
    if lacks.rows && !nil {
        acts.push(Act::Give(rows::rows(scene, part, at)));
    }
    if !nil {
        let steps = lacks.steps.iter().map(|(step, _)| *step);
        acts.extend(steps.map(|step| Act::Give(Command::Tick { task, step, done: true })));
        let asked = |measure| part.task.measures.iter().find(|ask| ask.measure == measure);
        let figures = lacks.measures.into_iter().filter_map(asked);
        acts.extend(figures.map(|ask| Act::Give(figure(scene, part, ask))));
        for short in &lacks.evidence {
            let pieces = short.have + 1..=short.want;
            acts.extend(pieces.map(|nth| lead::evidence(scene, part, &short.name, nth)));
        }
    }
    let outcome = outcome(scene, part);
    acts.push(Act::Give(Command::Submit { task, note, nil, outcome }));
    Some(Move { at, by: scene.lead(part), on_behalf_of: None, acts })
}

/// How it ends, where the plan lists outcomes.
pub(super) fn outcome(scene: &Scene<'_>, part: &Part<'_>) -> Option<String> {
    scene.cast.one_of("outcome", &part.name, &part.task.outcomes).cloned()
}

/// The steps that should be ticked by the n-th of so many reports and are not.
pub(super) fn some_steps(part: &Part<'_>, nth: i64, of: i64) -> Vec<Command> {
    let all = part.record.steps.len();
    let wanted = usize::try_from(nth).unwrap_or(0) * all / usize::try_from(of).unwrap_or(1).max(1);
    let task = part.task.number;
    let open = (0u32..).zip(&part.record.steps).take(wanted).filter(|(_, ticked)| !**ticked);
    open.map(|(step, _)| Command::Tick { task, step, done: true }).collect()
}

/// A figure for a measure, as a unit that adds up its own would give it.
fn figure(scene: &Scene<'_>, part: &Part<'_>, ask: &MeasureAsk) -> Command {
    let (value, qualifier) = agreed(scene, part, ask, AGREED_MAX);
    let measure = ask.measure.clone();
    let figure = Figure { measure, value, qualifier, period: None, as_of: None };
    Command::Measure { task: part.task.number, figure, corrects: None }
}

/// How many checks are followed from one figure to the next.
const AGREED_MAX: u8 = 3;

/// A figure that agrees, where a check compares it, with others of the task, or with what its unit has reported
/// in others.
fn agreed(scene: &Scene<'_>, part: &Part<'_>, ask: &MeasureAsk, depth: u8) -> (Decimal, Qualifier) {
    let (mut value, mut qualifier) = drawn(scene, part, ask);
    let Some(deeper) = depth.checked_sub(1) else { return (value, qualifier) };
    let is_this = |sum: &Sum| matches!(&*sum.0, [Term::Measure(id)] if *id == ask.measure);
    let of = |id: &MeasureId| part.task.measures.iter().find(|ask| ask.measure == *id);
    let own = |sum: &Sum| -> Option<Decimal> {
        let asks: Option<Vec<&MeasureAsk>> = sum.measures().map(of).collect();
        let asks = asks.filter(|asks| asks.len() == sum.0.len())?;
        Some(asks.into_iter().map(|ask| agreed(scene, part, ask, deeper).0).sum())
    };
    let reported =
        |sum: &Sum| sum.measures().all(|id| of(id).is_none()).then(|| known(scene, part, sum));
    for check in &scene.campaign.plan.checks {
        if check.compare == Compare::Exactly
            && is_this(&check.right)
            && let Some(total) = own(&check.left)
        {
            (value, qualifier) = (total, Qualifier::Exact);
        }
        if check.compare == Compare::AtMost
            && is_this(&check.left)
            && let Some(most) = own(&check.right).or_else(|| reported(&check.right))
            && value > most
        {
            (value, qualifier) = (most, Qualifier::Exact);
        }
    }
    (value, qualifier)
}

/// What the unit of a task has reported so far of those measures.
fn known(scene: &Scene<'_>, part: &Part<'_>, sum: &Sum) -> Decimal {
    let units = read::figures(scene.campaign).units.into_iter();
    let own = units.filter(|figures| figures.unit == part.record.owner);
    let totals = own.flat_map(|figures| figures.totals);
    totals.filter(|total| sum.measures().any(|id| *id == total.measure)).map(|t| t.total).sum()
}

/// A figure somewhere about its target; without one, of the size that such things have.
fn drawn(scene: &Scene<'_>, part: &Part<'_>, ask: &MeasureAsk) -> (Decimal, Qualifier) {
    let about = format!("{} {}", part.name, ask.measure);
    let roll = |low, high| scene.cast.between("figure", &about, low, high);
    let value = match ask.target {
        Some((Compare::Exactly, value)) => value,
        Some((Compare::AtMost | Compare::LessThan, value)) => value * hundredths(roll(20, 90)),
        Some((_, value)) => {
            // One in seven falls short.
            let share =
                if scene.cast.happens("short", &about, 14) { roll(65, 95) } else { roll(100, 145) };
            value * hundredths(share)
        }
        None => Decimal::from(match quantity(scene, ask) {
            "份" | "次" => roll(12, 80) * 10,
            "人次" | "户次" | "人" | "户" => roll(15, 120),
            _ => roll(1, 9),
        }),
    };
    let value = value.ceil().normalize();
    // People round what they have counted in hundreds.
    let rough = value >= Decimal::from(200) && scene.cast.happens("rough", &about, 30);
    match rough {
        true => ((value / Decimal::TEN).floor() * Decimal::TEN, Qualifier::Above),
        false => (value, Qualifier::Exact),
    }
}

fn hundredths(n: i64) -> Decimal {
    Decimal::new(n, 2)
}

/// The unit of quantity of a measure.
fn quantity<'a>(scene: &Scene<'a>, ask: &MeasureAsk) -> &'a str {
    scene.campaign.plan.quantity(&ask.measure)
}
