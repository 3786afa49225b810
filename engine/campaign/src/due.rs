//! What is due by itself: starts of playbooks whose rules hold, and tasks of plays that come up again.
//!
//! Both are pure functions of the state and the time. Two processes that see the same answer the same
//! commands under the same ids, so nothing is done twice.

mod figures;

use std::collections::BTreeSet;

use rust_decimal::Decimal;
use uuid::Uuid;
use wallchart_plan::WorkCalendar;
use wallchart_plan::asks::{Ask, AskKind};
use wallchart_plan::expanded::{Dimension, Key, Task};
use wallchart_plan::ids::GroupId;
use wallchart_plan::playbook::{Playbook, Rule, Trigger, checked};
use wallchart_plan::time::{Instant, Span};

use crate::command::{Command, CommandId, StartCause};
use crate::lights::{deadline, is_overdue};
use crate::play::{Play, Repeating};
use crate::state::{Campaign, TaskRecord};
use crate::words::field_asked_for;

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
    let started = Started { campaign, book, trigger };
    let mut about = BTreeSet::new();
    let mut out = Vec::new();
    for found in holding(campaign, book, rule, now) {
        if started.has_fired(rule, &found.key, now) || started.covers(&found) {
            continue;
        }
        let params = found.params(campaign, book, now);
        // What it can't be started for has been told of the plan.
        let fits = checked(&campaign.plan, book, &params).is_ok();
        if !fits || !(about.insert(found.about.clone()) || book.overlap) {
            continue;
        }
        let cause = Some(StartCause::Rule { trigger, key: found.key });
        out.push(Command::StartPlaybook { playbook: book.id.clone(), params, cause });
    }
    out
}

/// What one trigger of a playbook has started so far.
struct Started<'c> {
    campaign: &'c Campaign,
    book: &'c Playbook,
    trigger: u32,
}

impl<'c> Started<'c> {
    /// The plays, each with what it was started for.
    fn plays(&self) -> impl Iterator<Item = (&'c Play, &'c String)> {
        let (campaign, book, trigger) = (self.campaign, self.book, self.trigger);
        campaign.plays.iter().filter_map(move |play| match &play.cause {
            Some(StartCause::Rule { trigger: t, key }) if *t == trigger && book.has(&play.play) => {
                Some((&**play, key))
            }
            _ => None,
        })
    }

    /// Whether it has fired for that: within its window, or ever where it has none.
    fn has_fired(&self, rule: &Rule, key: &str, now: Instant) -> bool {
        let since = match rule {
            Rule::Measure { within: Some(within), until: None, .. }
            | Rule::Rate { within: Some(within), until: None, .. } => back(now, *within),
            _ => Instant(i64::MIN),
        };
        self.plays().any(|(play, known)| known == key && play.at > since)
    }

    /// Whether a play of the same takes care of it: one that is open, or was when it came to be.
    fn covers(&self, found: &Found<'_>) -> bool {
        if self.book.overlap {
            return false;
        }
        self.plays().any(|(play, key)| {
            let about = match key.parse().ok().and_then(|no| self.campaign.task(no)) {
                Some((task, _)) => About::of(task),
                None => About::Unit(key.clone()),
            };
            about == found.about
                && (self.campaign.is_running(play) || found.since <= ended(self.campaign, play))
        })
    }
}

/// When a play that is over ended: when something last happened to its tasks.
fn ended(campaign: &Campaign, play: &Play) -> Instant {
    let records = play.tasks.iter().filter_map(|no| campaign.task(*no)).map(|(_, record)| record);
    let moments = records.flat_map(|record| {
        let entry = record.entries.last().map(|e| Instant::from_utc(e.at.naive_utc()));
        [record.completed_at, record.submitted_at, entry]
    });
    moments.flatten().max().unwrap_or(play.at)
}

/// What a rule holds for, whichever of its days that is.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
enum About {
    /// A unit, or the whole campaign under no name.
    Unit(String),
    /// A task for one unit, one item, with its keys.
    Task(String, Vec<String>),
}

impl About {
    fn of(task: &Task) -> About {
        About::Task(task.task.to_string(), task.keys.iter().map(|k| k.value.clone()).collect())
    }
}

/// Something for which a rule holds.
struct Found<'c> {
    /// A unit, or the number of a task.
    key: String,
    /// What it is about.
    about: About,
    /// Since when it has held.
    since: Instant,
    /// The task that shows it, or the first of those that do.
    task: (&'c Task, &'c TaskRecord),
    /// What was counted, with its unit of quantity.
    figure: Option<(Decimal, String)>,
}

impl Found<'_> {
    /// What the playbook asks for, as far as it can be known.
    fn params(&self, campaign: &Campaign, book: &Playbook, now: Instant) -> Vec<(String, String)> {
        let figure = self.figure.as_ref();
        let value = |ask: &Ask| match &ask.kind {
            AskKind::Unit(group) => self.unit_of(campaign, group),
            AskKind::Number => figure.map_or(Decimal::ONE, |(n, _)| *n).normalize().to_string(),
            AskKind::Date => {
                let zone = campaign.plan.calendar.zone;
                now.utc().and_utc().with_timezone(&zone).format("%Y-%m-%d %H:%M").to_string()
            }
            AskKind::YesNo => "yes".to_owned(),
            AskKind::Choice(values) => values.first().cloned().unwrap_or_default(),
            AskKind::Text => self.text(campaign, &ask.name),
        };
        book.ask.iter().map(|ask| (ask.name.clone(), value(ask))).collect()
    }

    /// The nearest unit of that group that it concerns, else the nearest.
    fn unit_of(&self, campaign: &Campaign, group: &GroupId) -> String {
        match &self.about {
            About::Unit(unit) if !unit.is_empty() => unit.clone(),
            _ => nearest(campaign, self.task, Some(group)).unwrap_or_default(),
        }
    }

    /// What a text of that name says: the key of that list, the unit of that group, where the task is; else
    /// all of it in a few words: `城东所12件`.
    fn text(&self, campaign: &Campaign, name: &str) -> String {
        let (task, record) = self.task;
        let listed = |key: &&Key| matches!(&key.dimension, Dimension::List(list) if list == name);
        if let Some(key) = task.keys.iter().find(listed) {
            return key.value.clone();
        }
        if campaign.plan.groups.iter().any(|group| group.id.as_str() == name) {
            return self.unit_of(campaign, &name.into());
        }
        if field_asked_for(name) == "place" {
            let picked = record.answers.iter().find(|(asked, _)| asked == "place");
            let place = picked.map(|(_, place)| place).or(task.place.as_ref());
            if let Some(place) = place {
                return place.clone();
            }
        }
        let unit = match &self.about {
            About::Unit(unit) => Some(unit.clone()),
            About::Task(..) => nearest(campaign, self.task, None),
        };
        let items = task.keys.iter().filter(|_| matches!(self.about, About::Task(..)));
        let items =
            items.filter(|key| key.dimension != Dimension::Unit).map(|key| key.value.clone());
        let figure = self.figure.iter().flat_map(|(n, of)| [n.normalize().to_string(), of.clone()]);
        unit.into_iter().chain(items).chain(figure).fold(String::new(), glued)
    }
}

/// Two words side by side: with a blank between them where both are of letters or digits of the West.
fn glued(mut text: String, word: String) -> String {
    let is_western = |c: Option<char>| c.is_some_and(|c| c.is_ascii_alphanumeric());
    if is_western(text.chars().last()) && is_western(word.chars().next()) {
        text.push(' ');
    }
    text + &word
}

/// The nearest unit that a task concerns: of that group, where there is one.
fn nearest(
    campaign: &Campaign,
    (task, record): (&Task, &TaskRecord),
    group: Option<&GroupId>,
) -> Option<String> {
    let group = group.and_then(|id| campaign.plan.groups.iter().find(|g| g.id == *id));
    let fits = |unit: &&str| group.is_none_or(|g| g.units.iter().any(|u| u.as_str() == *unit));
    task.concerns(&record.owner).find(fits).map(str::to_owned)
}

/// Elapsed time, for a window: a working day counts as a day.
fn back(now: Instant, span: Span) -> Instant {
    let min = match span {
        Span::Minutes(n) => n,
        Span::Days(n) | Span::WorkDays(n) => i64::from(n) * wallchart_plan::time::DAY_MIN,
    };
    now.plus_min(min.saturating_neg())
}

fn holding<'c>(
    campaign: &'c Campaign,
    book: &Playbook,
    rule: &Rule,
    now: Instant,
) -> Vec<Found<'c>> {
    let tasks = || campaign.plan.tasks.iter().zip(campaign.records.iter().map(|r| &**r));
    let of = |name: &String| {
        let name = name.clone();
        tasks().filter(move |(task, _)| task.play.is_none() && task.task.as_str() == name)
    };
    let found = |task: &'c Task, record: &'c TaskRecord, since: Option<Instant>| Found {
        key: task.number.to_string(),
        about: About::of(task),
        since: since.unwrap_or(now),
        task: (task, record),
        figure: None,
    };
    match rule {
        Rule::Overdue { task } => {
            let late = of(task).filter(|(t, r)| is_overdue(t, r, now));
            late.map(|(t, r)| found(t, r, deadline(t, r))).collect()
        }
        Rule::Outcome { task, any } => of(task)
            .filter(|(_, r)| {
                r.state.is_done() && r.outcome.as_ref().is_some_and(|o| any.contains(o))
            })
            .map(|(t, r)| found(t, r, r.completed_at))
            .collect(),
        Rule::Measure { .. } | Rule::Rate { .. } => figures::holding(campaign, book, rule, now),
    }
}

/// Whether a rule started that play upon figures or an outcome of that task.
pub(crate) fn stands_upon(campaign: &Campaign, play: &Play, of: (&Task, &TaskRecord)) -> bool {
    let Some(StartCause::Rule { trigger, key }) = &play.cause else { return false };
    let mut books = campaign.plan.playbooks.iter();
    let Some(book) = books.find(|book| book.has(&play.play)) else { return false };
    let rule = usize::try_from(*trigger).ok().and_then(|n| book.start.get(n));
    match rule {
        Some(Trigger::Rule(Rule::Outcome { task, .. })) => {
            of.0.task.as_str() == task && *key == of.0.number.to_string()
        }
        Some(Trigger::Rule(rule)) => figures::counts_for(campaign, book, rule, key, of),
        _ => false,
    }
}

/// The group whose units a parameter may be.
fn group_of<'b>(book: &'b Playbook, param: &str) -> Option<&'b GroupId> {
    book.ask.iter().find(|ask| ask.name == param).and_then(|ask| match &ask.kind {
        AskKind::Unit(group) => Some(group),
        _ => None,
    })
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
