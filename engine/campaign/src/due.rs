//! What is due by itself: starts of playbooks whose rules hold, and tasks of plays that come up again.
//!
//! Both are pure functions of the state and the time. Two processes that see the same answer the same
//! commands under the same ids, so nothing is done twice.

use std::collections::BTreeMap;

use rust_decimal::Decimal;
use uuid::Uuid;
use wallchart_plan::WorkCalendar;
use wallchart_plan::asks::AskKind;
use wallchart_plan::expanded::Task;
use wallchart_plan::playbook::{Playbook, Rule, Trigger};
use wallchart_plan::time::{Instant, Span};

use crate::command::{Command, CommandId, StartCause};
use crate::lights::is_overdue;
use crate::play::Repeating;
use crate::rows::counted;
use crate::state::{Campaign, EntryBody, TaskRecord};

/// The most commands that are given at once; the rest comes next time.
const AT_ONCE: usize = 20;

/// All that is due now, each under the id that it has whoever gives it.
pub fn due(campaign: &Campaign, now: Instant) -> Vec<(CommandId, Command)> {
    let starts = due_starts(campaign, now);
    let all = starts.into_iter().chain(due_repeats(campaign, now)).take(AT_ONCE);
    all.map(|command| (id_of(campaign, &command), command)).collect()
}

/// Starts that rules ask for, in the plan's order.
pub fn due_starts(campaign: &Campaign, now: Instant) -> Vec<Command> {
    let books = campaign.plan.playbooks.iter();
    let triggers = books.flat_map(|book| (0u32..).zip(&book.start).map(move |(n, s)| (book, n, s)));
    triggers.flat_map(|(book, n, start)| starts_by(campaign, book, n, start, now)).collect()
}

/// Whether that very start is due: only the rule that it names is looked at.
pub(crate) fn is_due(campaign: &Campaign, start: &Command, now: Instant) -> bool {
    let Command::StartPlaybook { playbook, cause: Some(StartCause::Rule { trigger, .. }), .. } =
        start
    else {
        return false;
    };
    let Some(book) = campaign.plan.playbook(playbook) else { return false };
    let rule = usize::try_from(*trigger).ok().and_then(|n| book.start.get(n));
    rule.is_some_and(|rule| starts_by(campaign, book, *trigger, rule, now).contains(start))
}

/// The starts of one trigger that are due.
fn starts_by(
    campaign: &Campaign,
    book: &Playbook,
    trigger: u32,
    start: &Trigger,
    now: Instant,
) -> Vec<Command> {
    let Trigger::Rule(rule) = start else { return Vec::new() };
    let found = holding(campaign, rule, now).into_iter();
    let new = found.filter(|f| !has_fired(campaign, book, trigger, rule, &f.key, now));
    new.map(|found| {
        let params = found.params(campaign, book, now);
        let cause = Some(StartCause::Rule { trigger, key: found.key });
        Command::StartPlaybook { playbook: book.id.clone(), params, cause }
    })
    .collect()
}

/// Something for which a rule holds.
struct Found {
    /// A unit, or the number of a task.
    key: String,
    /// The unit that it concerns.
    unit: String,
    /// What was counted, with its unit of quantity.
    figure: Option<(Decimal, String)>,
}

impl Found {
    /// What the playbook asks for, as far as it can be known.
    fn params(&self, campaign: &Campaign, book: &Playbook, now: Instant) -> Vec<(String, String)> {
        let figure = self.figure.as_ref();
        let value = |kind: &AskKind| match kind {
            AskKind::Unit(_) => self.unit.clone(),
            AskKind::Number => figure.map_or(Decimal::ONE, |(n, _)| *n).normalize().to_string(),
            AskKind::Date => {
                let zone = campaign.plan.calendar.zone;
                now.utc().and_utc().with_timezone(&zone).format("%Y-%m-%d %H:%M").to_string()
            }
            AskKind::YesNo => "yes".to_owned(),
            AskKind::Text => match figure {
                Some((n, quantity)) => format!("{}{}{quantity}", self.unit, n.normalize()),
                None => self.unit.clone(),
            },
        };
        book.ask.iter().map(|ask| (ask.name.clone(), value(&ask.kind))).collect()
    }
}

/// Whether it has fired for that: within its window, or ever where it has none.
fn has_fired(
    campaign: &Campaign,
    book: &Playbook,
    trigger: u32,
    rule: &Rule,
    key: &str,
    now: Instant,
) -> bool {
    let since = match rule {
        Rule::Measure { within: Some(within), .. } => back(now, *within),
        _ => Instant(i64::MIN),
    };
    campaign.plays.iter().any(|play| {
        let same = matches!(&play.cause, Some(StartCause::Rule { trigger: t, key: k })
            if *t == trigger && k == key);
        same && play.play.playbook == book.id && play.at > since
    })
}

/// Elapsed time, for a window: a working day counts as a day.
fn back(now: Instant, span: Span) -> Instant {
    let min = match span {
        Span::Minutes(n) => n,
        Span::Days(n) | Span::WorkDays(n) => i64::from(n) * wallchart_plan::time::DAY_MIN,
    };
    now.plus_min(min.saturating_neg())
}

fn holding(campaign: &Campaign, rule: &Rule, now: Instant) -> Vec<Found> {
    let tasks = || campaign.plan.tasks.iter().zip(&campaign.records);
    let of = |name: &String| {
        let name = name.clone();
        tasks().filter(move |(task, _)| task.play.is_none() && task.task.as_str() == name)
    };
    let found = |task: &Task, record: &TaskRecord| Found {
        key: task.number.to_string(),
        unit: concerns(task, record),
        figure: None,
    };
    match rule {
        Rule::Overdue { task } => {
            of(task).filter(|(t, r)| is_overdue(t, r, now)).map(|(t, r)| found(t, r)).collect()
        }
        Rule::Outcome { task, any } => of(task)
            .filter(|(_, r)| {
                r.state.is_done() && r.outcome.as_ref().is_some_and(|o| any.contains(o))
            })
            .map(|(t, r)| found(t, r))
            .collect(),
        Rule::Measure { measure, task, by, within, compare, value } => {
            let since = within.map_or(Instant(i64::MIN), |w| back(now, w));
            let mut sums: BTreeMap<String, (String, Decimal)> = BTreeMap::new();
            for (t, record) in tasks() {
                let fits = task.as_ref().is_none_or(|task| *task == *t.task.as_str())
                    && t.measures
                        .iter()
                        .any(|ask| counts_to(campaign, ask.measure.as_str(), measure));
                if !fits {
                    continue;
                }
                let (unit, number) = (concerns(t, record), t.number.to_string());
                let key = match (task, by) {
                    (Some(_), _) => number,
                    (None, Some(_)) => unit.clone(),
                    (None, None) => String::new(),
                };
                let sum =
                    record.entries.iter().filter(|e| e.counts).filter_map(|e| match &e.body {
                        EntryBody::Figure(f)
                            if t.counted(&f.measure).is_none()
                                && counts_to(campaign, f.measure.as_str(), measure) =>
                        {
                            let at = Instant::from_utc(e.at.naive_utc());
                            (at > since && at <= now).then_some(f.value)
                        }
                        _ => None,
                    });
                let rows = t.measures.iter().filter_map(|ask| {
                    let from = ask.from.as_ref();
                    let from = from.filter(|_| counts_to(campaign, ask.measure.as_str(), measure));
                    let in_time = |at| at > since && at <= now;
                    counted(t, &record.rows, from?, in_time).map(|count| count.value)
                });
                let sum = sum.chain(rows);
                let entry = sums.entry(key).or_insert((unit, Decimal::ZERO));
                entry.1 = sum.fold(entry.1, |all, n| all.checked_add(n).unwrap_or(all));
            }
            let quantity = campaign.plan.measures.iter().find(|m| m.id.as_str() == measure);
            let quantity = quantity.map(|m| m.quantity.clone()).unwrap_or_default();
            sums.into_iter()
                .filter(|(_, (_, sum))| !sum.is_zero() && compare.holds(*sum, *value))
                .map(|(key, (unit, sum))| Found {
                    key,
                    unit,
                    figure: Some((sum, quantity.clone())),
                })
                .collect()
        }
    }
}

/// Whether a measure is the other one, or counts towards it.
fn counts_to(campaign: &Campaign, measure: &str, to: &str) -> bool {
    let mut at = Some(measure);
    // Measures that lead back to themselves are refused, but the fold takes any plan.
    for _ in 0..=campaign.plan.measures.len() {
        match at {
            Some(name) if name == to => return true,
            Some(name) => {
                let known = campaign.plan.measures.iter().find(|m| m.id.as_str() == name);
                at = known.and_then(|m| m.rolls_into.as_ref()).map(|id| id.as_str());
            }
            None => return false,
        }
    }
    false
}

/// The unit that a task concerns: the one that it is fanned out for, else its lead.
fn concerns(task: &Task, record: &TaskRecord) -> String {
    let key = task.keys.iter().find(|k| k.dimension == wallchart_plan::expanded::Dimension::Unit);
    key.map_or_else(|| record.owner.to_string(), |key| key.value.clone())
}

/// Tasks of plays whose next occurrence has its turn.
fn due_repeats(campaign: &Campaign, now: Instant) -> Vec<Command> {
    if campaign.plays.iter().all(|play| play.again.is_empty()) {
        return Vec::new();
    }
    let work = WorkCalendar::new(campaign.plan.calendar.clone(), campaign.plan.campaign.anchor);
    let repeating = campaign.plays.iter().flat_map(|play| &play.again);
    repeating
        .filter(|r| next_occurrence(campaign, r, now, &work).is_some())
        .map(|r| Command::RepeatTask { first: r.again.first })
        .collect()
}

/// Which occurrence has its turn: the one in whose span `now` is, once the last one is settled or its time
/// is past. Those that nobody was there to make are passed over, so that there is never more than one for
/// each span.
pub(crate) fn next_occurrence(
    campaign: &Campaign,
    repeating: &Repeating,
    now: Instant,
    work: &WorkCalendar,
) -> Option<u32> {
    let (_, until) = campaign.task(repeating.again.until)?;
    let (last, record) = campaign.task(repeating.last)?;
    if until.state.is_settled() || record.ruled_out {
        return None;
    }
    let due = last.due?;
    if record.state.is_settled() && now <= due {
        return Some(repeating.nth.saturating_add(1));
    }
    if now <= due {
        return None;
    }
    let (mut nth, mut at) = (repeating.nth, due);
    while at < now {
        let next = work.forward(at, repeating.again.span);
        if next <= at {
            return None;
        }
        (nth, at) = (nth.saturating_add(1), next);
    }
    Some(nth)
}

/// The id of a command that the campaign gives itself: the same for the same cause after as many plays.
fn id_of(campaign: &Campaign, command: &Command) -> CommandId {
    let about = match command {
        Command::StartPlaybook { playbook, cause, .. } => {
            let plays = campaign.plays.iter().filter(|p| p.play.playbook == *playbook).count();
            format!("{playbook} {cause:?} {plays}")
        }
        Command::RepeatTask { first } => {
            let nth =
                campaign.plays.iter().flat_map(|p| &p.again).find(|r| r.again.first == *first);
            format!("{first:?} {:?}", nth.map(|r| r.last))
        }
        _ => String::new(),
    };
    CommandId(Uuid::from_u128(hashed(&format!("{} {about}", campaign.plan.campaign.id))))
}

/// FNV-1a of 128 bits (Fowler, Noll, Vo): ids need to be the same everywhere, not secret.
fn hashed(text: &str) -> u128 {
    let mut hash: u128 = 0x6c62_272e_07bb_0142_62b8_2175_6295_c58d;
    for byte in text.bytes() {
        hash = (hash ^ u128::from(byte)).wrapping_mul(0x0000_0000_0100_0000_0000_0000_0000_013b);
    }
    hash
}
