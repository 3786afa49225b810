//! What a start makes of a playbook. It never fails on a checked plan and checked parameters.

use std::collections::BTreeMap;

use super::time::later;
use super::{Again, Only, PlayDue, PlayRef, PlayTask, Playbook, Started, StopAfter};
use crate::asks::{AskFault, AskKind, yes};
use crate::calendar::WorkCalendar;
use crate::expanded::{After, EscalateTo, Escalation, Expanded, Join, Stream, Task, WhenOutcome};
use crate::grammar::template::{Piece, pieces};
use crate::ids::{StreamId, TaskNo, UnitId};
use crate::time::{Instant, Roll};

/// The stream that holds those of all plays.
pub const PLAYS: &str = "预案";

/// Occurrences that a task of a play may have.
pub const OCCURRENCES_MAX: u32 = 1000;

/// Why parameters don't fit a playbook.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Fault {
    /// It asks for no such thing.
    Unknown(String),
    /// A value is missing or is not what the parameter holds.
    Value(String, AskFault),
}

/// The parameters in the order of the playbook, if they are what it asks for; yes and no in one word, whoever says it.
pub fn checked(
    plan: &Expanded,
    playbook: &Playbook,
    given: &[(String, String)],
) -> Result<Vec<(String, String)>, Fault> {
    if let Some((name, _)) = given.iter().find(|(n, _)| !playbook.ask.iter().any(|a| a.name == *n))
    {
        return Err(Fault::Unknown(name.clone()));
    }
    let value = |ask: &crate::asks::Ask| {
        let value = given.iter().find(|(name, _)| *name == ask.name);
        let value = value.map_or("", |(_, value)| value.trim());
        match ask.kind.check_in(value, plan) {
            Ok(()) => {
                let said = yes(value).filter(|_| ask.kind == AskKind::YesNo);
                let value = said.map_or(value, |said| if said { "是" } else { "否" });
                Ok((ask.name.clone(), value.to_owned()))
            }
            Err(fault) => Err(Fault::Value(ask.name.clone(), fault)),
        }
    };
    playbook.ask.iter().map(value).collect()
}

/// The stream of a play, under that of all plays.
pub fn play_stream(play: &PlayRef, title: &str) -> [Stream; 2] {
    let all = StreamId::from(PLAYS);
    let own = StreamId::from(format!("预案/{play}"));
    [
        Stream { id: all.clone(), title: PLAYS.to_owned(), parent: None, was: None, of_play: true },
        Stream {
            id: own,
            title: format!("{play} {title}"),
            parent: Some(all),
            was: None,
            of_play: true,
        },
    ]
}

/// What a start of the playbook at `t` comes to; its tasks have the numbers from `next` on.
pub fn started(
    playbook: &Playbook,
    params: &[(String, String)],
    t: Instant,
    next: TaskNo,
    play: &PlayRef,
    work: &WorkCalendar,
) -> Started {
    let dues = dues(playbook, t, work);
    let mut made = Making { params, t, next, play, work, dues, kept: Vec::new() };
    let needed = |task: &&PlayTask| task.only.as_ref().is_none_or(|only| made.holds(only));
    let tasks: Vec<&PlayTask> = playbook.tasks.iter().filter(needed).collect();
    made.kept = tasks.iter().map(|task| task.task.number).collect();
    let number = |own: TaskNo| made.number(own);
    let mut out = Started {
        title: made.text(&playbook.title),
        tasks: tasks.iter().map(|task| made.task(task)).collect(),
        stops: Vec::new(),
        again: Vec::new(),
    };
    for task in tasks {
        let Some(own) = number(task.task.number) else { continue };
        if let Some(unless) = &task.unless {
            let says_yes = |name: &String| {
                params.iter().any(|(known, value)| known == name && yes(value) == Some(true))
            };
            if !unless.yes.iter().any(says_yes) {
                out.stops.push(StopAfter { task: own, unless: unless.outcomes.clone() });
            }
        }
        // What would end with a task that this play hasn't comes up once.
        let until = task.every.as_ref().and_then(|every| number(every.until));
        if let (Some(every), Some(until)) = (&task.every, until) {
            let to = |(at, to): &(super::Around, EscalateTo)| (*at, made.escalate_to(to));
            out.again.push(Again {
                first: own,
                from: t,
                span: every.span,
                until,
                remind: task.remind.clone(),
                escalate: task.escalate.iter().map(to).collect(),
            });
        }
    }
    let until = playbook.until.and_then(number);
    out.stops.extend(until.map(|task| StopAfter { task, unless: Vec::new() }));
    out
}

/// The how-many-th occurrence (from 1) of a task that comes up again.
pub fn occurrence(
    first: &Task,
    again: &Again,
    nth: u32,
    number: TaskNo,
    work: &WorkCalendar,
) -> Task {
    let mut task = first.clone();
    task.number = number;
    let path = first.path.as_str();
    task.path = format!("{}/{nth}", path.strip_suffix("/1").unwrap_or(path)).into();
    let times = |n: u32| (0..n).fold(again.from, |at, _| work.forward(at, again.span));
    task.from = Some(times(nth.saturating_sub(1)));
    dated(&mut task, Some(times(nth)), &again.remind, &again.escalate, work);
    task
}

fn dated(
    task: &mut Task,
    due: Option<Instant>,
    remind: &[super::Around],
    escalate: &[(super::Around, EscalateTo)],
    work: &WorkCalendar,
) {
    task.due = due;
    let Some(due) = due else { return };
    // What would be before it begins is no reminder.
    let from = task.from.unwrap_or(Instant(i64::MIN));
    let mut remind: Vec<_> = remind.iter().map(|by| (by.at(due, work), *by)).collect();
    remind.retain(|(at, _)| *at > from);
    remind.sort_by_key(|(at, _)| *at);
    remind.dedup_by_key(|(at, _)| *at);
    (task.remind, task.remind_by) = remind.into_iter().unzip();
    let up = |(by, to): &(super::Around, EscalateTo)| Escalation {
        at: by.at(due, work),
        by: Some(*by),
        to: to.clone(),
    };
    task.escalate = escalate.iter().map(up).collect();
}

/// When each task of a play is due, by its number in the playbook.
pub(crate) type Dues = BTreeMap<TaskNo, Instant>;

/// When each task is due. One that hangs on another waits until that one has its date; there is no ring in
/// a checked plan, and in no plan is gone round for ever.
pub(crate) fn dues(playbook: &Playbook, t: Instant, work: &WorkCalendar) -> Dues {
    let mut out = Dues::new();
    let hangs = |task: &&PlayTask| matches!(task.due, Some(PlayDue::After { .. }));
    for _ in 0..=playbook.tasks.iter().filter(hangs).count() {
        for task in &playbook.tasks {
            let due = match (&task.every, &task.due) {
                (Some(every), _) => Some(work.forward(t, every.span)),
                (None, Some(PlayDue::At(point))) => Some(point.at(t, work)),
                (None, Some(PlayDue::After { on, lag })) => {
                    out.get(on).map(|due| later(*due, *lag, work))
                }
                (None, None) => None,
            };
            due.and_then(|due| out.insert(task.task.number, due));
        }
    }
    out
}

struct Making<'a> {
    params: &'a [(String, String)],
    t: Instant,
    next: TaskNo,
    play: &'a PlayRef,
    work: &'a WorkCalendar,
    dues: Dues,
    /// The tasks that this play has.
    kept: Vec<TaskNo>,
}

impl Making<'_> {
    /// The number in the campaign of a task of the playbook, if this play has it.
    fn number(&self, own: TaskNo) -> Option<TaskNo> {
        let at = self.kept.iter().position(|kept| *kept == own)?;
        Some(TaskNo(self.next.0.saturating_add(u32::try_from(at).ok()?)))
    }

    /// Whether a condition holds with these parameters.
    fn holds(&self, only: &Only) -> bool {
        only.holds(&|text| self.text(text))
    }

    /// Leads the links of a task to the tasks that this play has; what it hasn't is not waited for.
    fn link(&self, task: &mut Task) {
        for need in &mut task.needs {
            need.links.retain_mut(|link| match self.number(link.on) {
                Some(on) => {
                    link.on = on;
                    true
                }
                None => false,
            });
            let left = u32::try_from(need.links.len()).unwrap_or(u32::MAX);
            if let Join::AtLeast(count) = &mut need.join {
                *count = (*count).min(left);
            }
        }
        task.needs.retain(|need| !need.links.is_empty());
        task.when_outcome = task.when_outcome.take().and_then(|condition| {
            let on = self.number(condition.on)?;
            Some(WhenOutcome { on, ..condition })
        });
    }

    /// A text with parameters put in, each once.
    fn text(&self, text: &str) -> String {
        let value = |piece: Piece<'_>| match piece {
            Piece::Literal(text) => text.to_owned(),
            Piece::Name(name, _) => {
                let known = self.params.iter().find(|(param, _)| param == name);
                known.map_or_else(|| format!("{{{name}}}"), |(_, value)| value.clone())
            }
        };
        pieces(text).into_iter().map(value).collect()
    }

    fn unit(&self, unit: &UnitId) -> UnitId {
        self.text(unit.as_str()).into()
    }

    fn escalate_to(&self, to: &EscalateTo) -> EscalateTo {
        match to {
            EscalateTo::Unit(unit) => EscalateTo::Unit(self.unit(unit)),
            EscalateTo::Leader => EscalateTo::Leader,
        }
    }

    fn task(&self, template: &PlayTask) -> Task {
        let mut task = template.task.clone();
        task.number = self.number(template.task.number).unwrap_or_default();
        let name = if template.every.is_some() {
            format!("{}/1", task.path)
        } else {
            task.path.to_string()
        };
        task.path = format!("{}/{name}", self.play).into();
        task.play = Some(self.play.clone());
        task.stream = play_stream(self.play, "")[1].id.clone();
        task.from = Some(self.t);
        task.title = self.text(&task.title);
        task.about = task.about.map(|text| self.text(&text));
        task.place = task.place.map(|text| self.text(&text));
        task.steps.iter_mut().for_each(|step| *step = self.text(step));
        task.owner = self.unit(&task.owner);
        for units in [&mut task.support, &mut task.informed] {
            units.iter_mut().for_each(|unit| *unit = self.unit(unit));
            units.retain(|unit| *unit != task.owner);
            let mut seen = std::collections::BTreeSet::new();
            units.retain(|unit| seen.insert(unit.clone()));
        }
        task.proxy = task.proxy.map(|unit| self.unit(&unit));
        task.review = task.review.map(|unit| self.unit(&unit));
        self.link(&mut task);
        let up: Vec<_> =
            template.escalate.iter().map(|(at, to)| (*at, self.escalate_to(to))).collect();
        let due = self.dues.get(&template.task.number).copied();
        dated(&mut task, due, &template.remind, &up, self.work);
        if let (Some(PlayDue::After { on, lag }), None) = (&template.due, &template.every) {
            let on = self.number(*on).into_iter().collect::<Vec<_>>();
            task.after = (!on.is_empty()).then_some(After { on, lag: *lag, roll: Roll::Stay });
        }
        task
    }
}
