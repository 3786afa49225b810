//! What last year's campaign proposes to write otherwise: put at its place in the text where that was
//! accepted, with what stood there in a comment.

use std::ops::Range;

use chrono::NaiveDate;
use rust_decimal::Decimal;
use wallchart_words::{ids, t};

use super::walk::{Cloner, Found, above};
use crate::calendar::WorkCalendar;
use crate::fixing::with_comma;
use crate::grammar::{measure, need};
use crate::ids::{MeasureId, TaskId};
use crate::syntax::{Node, Parsed, Shape};
use crate::time::Instant;

/// Fields whose words may name a task.
const NAMING: &[&str] =
    &["needs", "due", "when", "pick", "every", "start", "until", "when_outcome"];

/// Something to be written otherwise than last year.
#[derive(Debug, Clone, PartialEq)]
pub struct Proposal {
    /// What.
    pub what: Proposed,
    /// Last year's figure in words, for the comment.
    pub why: String,
    /// Whether it is to be done, not only shown.
    pub is_accepted: bool,
}

/// What is to be written otherwise.
#[derive(Debug, Clone, PartialEq)]
pub enum Proposed {
    /// A task's `takes`.
    Takes {
        /// Whose.
        task: TaskId,
        /// The new words: `3..5..7wd`.
        length: String,
    },
    /// A task's `due`.
    Due {
        /// Whose.
        task: TaskId,
        /// Last year's date that should have been planned.
        at: Instant,
    },
    /// The target of a measure: at a task for each instance, else in total.
    Target {
        /// At which task.
        task: Option<TaskId>,
        /// Which measure.
        measure: MeasureId,
        /// What to reach.
        value: Decimal,
    },
    /// A task is taken out.
    Out {
        /// Which.
        task: TaskId,
    },
    /// A task that came midway is kept: it stands in the plan of the campaign.
    Kept {
        /// Which.
        task: TaskId,
    },
}

impl Proposed {
    /// The task that it is about; none for a total.
    pub fn task(&self) -> Option<&TaskId> {
        match self {
            Proposed::Takes { task, .. }
            | Proposed::Due { task, .. }
            | Proposed::Out { task }
            | Proposed::Kept { task } => Some(task),
            Proposed::Target { task, .. } => task.as_ref(),
        }
    }
}

/// What came of a proposal.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Answer {
    /// What stands there; `None` where nothing does.
    pub was: Option<String>,
    /// What was or would be put there; `None` where that isn't known.
    pub is: Option<String>,
    /// Whether it was.
    pub outcome: Outcome,
}

/// Whether a proposal was done.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Outcome {
    /// It was.
    Accepted,
    /// It was not asked for.
    Open,
    /// There is nothing to do.
    Kept,
    /// It can't be written by this program: something else hangs on it, or it stands elsewhere.
    ByHand,
}

impl Answer {
    /// Of what stands in no text of its own.
    pub(super) fn elsewhere(what: &Proposed) -> Answer {
        let outcome = match what {
            Proposed::Kept { .. } => Outcome::Kept,
            _ => Outcome::ByHand,
        };
        Answer { was: None, is: None, outcome }
    }

    fn by_hand(was: Option<String>) -> Answer {
        Answer { was, is: None, outcome: Outcome::ByHand }
    }
}

/// An edit that a proposal comes to.
struct Writing {
    was: Option<String>,
    is: String,
    edits: Vec<(Range<usize>, String)>,
    /// The line to note it above.
    above: usize,
}

impl Cloner<'_> {
    /// What is proposed for a task, done or left. Whether the task was taken out.
    pub(super) fn propose(&self, file: &Parsed, task: Node<'_>, found: &mut Found) -> bool {
        let Some(id) = task.key_text() else { return false };
        let mut is_out = false;
        for (index, proposal) in self.options.proposals.iter().enumerate() {
            if proposal.what.task().is_none_or(|t| t.as_str() != id) {
                continue;
            }
            let answer = match &proposal.what {
                Proposed::Kept { .. } => Answer { was: None, is: None, outcome: Outcome::Kept },
                Proposed::Out { .. } => {
                    let answer = self.take_out(file, task, proposal, found);
                    is_out |= answer.outcome == Outcome::Accepted;
                    answer
                }
                Proposed::Takes { length, .. } => {
                    let handed_down = || handed_down(task).or_else(|| self.by_default());
                    let writing = takes(task, length)
                        .map(|w| Writing { was: w.was.or_else(handed_down), ..w });
                    self.write(file, proposal, writing, found)
                }
                Proposed::Due { at, .. } => self.write(file, proposal, self.due(task, *at), found),
                Proposed::Target { measure, value, .. } => {
                    self.write(file, proposal, asked(task, measure, *value), found)
                }
            };
            found.answers.push((index, answer));
        }
        is_out
    }

    /// What is proposed for a target in total.
    pub(super) fn propose_total(&self, file: &Parsed, target: Node<'_>, found: &mut Found) {
        for (index, proposal) in self.options.proposals.iter().enumerate() {
            if let Proposed::Target { task: None, measure, value } = &proposal.what
                && target.key_text().as_deref() == Some(measure.as_str())
            {
                let writing = retargeted(target.inner(), *value);
                let writing = writing
                    .zip(target.key_range())
                    .map(|(w, key)| Writing { above: key.start, ..w });
                let answer = self.write(file, proposal, writing, found);
                found.answers.push((index, answer));
            }
        }
    }

    fn write(
        &self,
        file: &Parsed,
        proposal: &Proposal,
        writing: Option<Writing>,
        found: &mut Found,
    ) -> Answer {
        let Some(writing) = writing else { return Answer::by_hand(None) };
        let Writing { was, is, edits, above: line } = writing;
        if !proposal.is_accepted {
            return Answer { was, is: Some(is), outcome: Outcome::Open };
        }
        let meets = |range: &Range<usize>| {
            found.edits.iter().any(|(r, _)| r.start < range.end && range.start < r.end)
        };
        if edits.iter().any(|(range, _)| meets(range)) {
            return Answer::by_hand(was);
        }
        found.edits.extend(edits);
        let (lang, why) = (self.options.lang, proposal.why.as_str());
        // What is noted of the task says how long it took.
        let task = proposal.what.task().filter(|_| matches!(proposal.what, Proposed::Takes { .. }));
        let is_said = task.is_some_and(|task| self.options.remarks.contains_key(task.as_str()));
        let comment = match &was {
            Some(was) if is_said => t!(lang, ids::CLONE_WAS_BEFORE, was = was.as_str()),
            None if is_said => t!(lang, ids::CLONE_WAS_NOT_BEFORE),
            Some(was) => t!(lang, ids::CLONE_WAS_WRITTEN, why = why, was = was.as_str()),
            None => t!(lang, ids::CLONE_WAS_NOT_WRITTEN, why = why),
        };
        let name = match &proposal.what {
            Proposed::Target { task: None, measure, .. } => measure.as_str(),
            what => what.task().map(TaskId::as_str).unwrap_or_default(),
        };
        let (at, is_first) = line_of(file.text(), line);
        // Where several stand on a line, it is said of which.
        let comment = if is_first { comment } else { format!("{name} {comment}") };
        above(file, at, &comment, found);
        Answer { was, is: Some(is), outcome: Outcome::Accepted }
    }

    /// What every task takes that doesn't say so, as it is written.
    fn by_default(&self) -> Option<String> {
        let roots = self.files.iter().filter_map(Parsed::root);
        let takes =
            roots.filter_map(|root| root.named("defaults")?.inner().named("takes")).next()?;
        Some(format!("defaults: (takes: {})", takes.inner().source()))
    }

    /// A due date moved to last year's day at the same distance from D, counted as it was written.
    fn due(&self, task: Node<'_>, at: Instant) -> Option<Writing> {
        let node = task.inner().named("due")?;
        let value = node.inner();
        let old = value.text()?;
        // What hangs on another task, or on the start of something, moves by itself.
        let hangs_on_d = old.starts_with('D') || old.starts_with(|c: char| c.is_ascii_digit());
        if value.shape() != Shape::Text || !hangs_on_d || old.contains("after ") {
            return None;
        }
        let calendar = WorkCalendar::new(self.plan.calendar.clone(), self.plan.campaign.anchor);
        let day = calendar.end_date(at);
        let mut is = self.distance(&calendar, day, old.contains("wd"));
        if at != calendar.day_end(day) {
            is.push_str(&format!(" {}", calendar.local(at).format("%H:%M")));
        }
        if let Some(roll) = old.find(" roll ") {
            is.push_str(old.get(roll..)?);
        }
        written(node, format!("\"{is}\""))
    }

    fn distance(&self, calendar: &WorkCalendar, day: NaiveDate, in_workdays: bool) -> String {
        let d = self.plan.campaign.anchor;
        let after = |date: NaiveDate| date.succ_opt().unwrap_or(date);
        let count = match day > d {
            true => calendar.workdays_between(after(d), after(day)),
            false => -calendar.workdays_between(day, d),
        };
        let same = i32::try_from(count).is_ok_and(|n| calendar.workday_offset(d, n) == day);
        if in_workdays && same && count != 0 { format!("D{count:+}wd") } else { self.away(day) }
    }

    /// Makes a task a comment, and drops the sentences by which others wait for nothing but it.
    fn take_out(
        &self,
        file: &Parsed,
        task: Node<'_>,
        proposal: &Proposal,
        found: &mut Found,
    ) -> Answer {
        let (Some(id), Some(key)) = (task.key_text(), task.key_range()) else {
            return Answer::by_hand(None);
        };
        let is_free = !self.is_held(&id);
        if !proposal.is_accepted || !is_free {
            let outcome = if is_free { Outcome::Open } else { Outcome::ByHand };
            return Answer { was: None, is: None, outcome };
        }
        let entry = with_comma(file.text(), key.start..task.range().end);
        // The last has no comma of its own, and that before it stays.
        let entry = key.start..entry.end;
        let Some(inner) = file.text().get(entry.clone()) else { return Answer::by_hand(None) };
        let line = file.text().get(..entry.start).and_then(|t| t.rsplit('\n').next());
        let after = file.text().get(entry.end..).unwrap_or_default();
        let rest = after.split('\n').next().unwrap_or_default().trim();
        let indent = line.unwrap_or_default();
        let alone = indent.trim().is_empty() && (rest.is_empty() || rest.starts_with("//"));
        let why = self.comment_of_out(&proposal.why);
        let put = match alone {
            true => {
                let lines = inner.lines().map(|l| format!("// {}", strip(l, indent)));
                let lines: Vec<String> =
                    std::iter::once(format!("// {why}")).chain(lines).collect();
                lines.join(&format!("\n{indent}"))
            }
            false => format!("/* {why} {inner} */"),
        };
        found.edits.push((entry, put));
        Answer { was: None, is: None, outcome: Outcome::Accepted }
    }

    fn comment_of_out(&self, why: &str) -> String {
        t!(self.options.lang, ids::CLONE_TAKEN_OUT, why = why)
    }

    /// Whether something hangs on a task in a way that isn't undone by dropping a sentence.
    fn is_held(&self, id: &str) -> bool {
        self.files.iter().filter_map(Parsed::root).any(|root| holds(root, "", id))
    }

    /// Drops the sentences of `needs` that name only tasks that are taken out.
    pub(super) fn needs(&self, file: &Parsed, list: Node<'_>, found: &mut Found) {
        let list = list.inner();
        for child in list.children() {
            let text = child.inner().text().unwrap_or_default();
            if sole(&text).is_some_and(|name| self.is_out(&name)) {
                let entry = with_comma(file.text(), child.range());
                let after = file.text().get(entry.end..).unwrap_or_default();
                // Where others follow, the blank between goes as well.
                let is_last = entry.end == child.range().end;
                let gap =
                    if is_last { 0 } else { after.len() - after.trim_start_matches(' ').len() };
                found.edits.push((entry.start..entry.end + gap, String::new()));
            }
        }
    }

    fn is_out(&self, id: &str) -> bool {
        self.options.proposals.iter().any(|p| {
            let is_it = matches!(&p.what, Proposed::Out { task } if task.as_str() == id);
            p.is_accepted && is_it && !self.is_held(id)
        })
    }
}

/// The task that a sentence names, if it names one.
fn sole(text: &str) -> Option<String> {
    let sentence = need::sentence(text).ok()?;
    match sentence.targets.as_slice() {
        [one] => Some(one.task.clone()),
        _ => None,
    }
}

/// Whether any words of a field that may name a task do so, save a sentence about nothing else.
fn holds(node: Node<'_>, field: &str, id: &str) -> bool {
    node.children().any(|child| {
        let key = child.key_text();
        let name = match node.inner().shape() {
            Shape::Struct => key.as_deref().unwrap_or(field),
            _ => field,
        };
        let value = child.inner();
        match value.text() {
            Some(text) if value.shape() == Shape::Text => {
                let names = NAMING.contains(&name) && names(&text, id);
                names && !(name == "needs" && sole(&text).as_deref() == Some(id))
            }
            _ => holds(value, name, id),
        }
    })
}

fn names(text: &str, id: &str) -> bool {
    text.split(|c: char| c.is_whitespace() || "|@[]{}=!<>+".contains(c)).any(|word| word == id)
}

/// `takes` put in place of what is written, or before `due`, or last.
fn takes(task: Node<'_>, length: &str) -> Option<Writing> {
    let (inner, is) = (task.inner(), format!("\"{length}\""));
    if let Some(node) = inner.named("takes") {
        return Some(Writing { above: task.key_range()?.start, ..written(node, is)? });
    }
    let is = format!("takes: {is}");
    let (at, put) =
        match (inner.named("due").and_then(|due| due.key_range()), inner.children().last()) {
            (Some(due), _) => (due.start, format!("{is}, ")),
            (None, Some(last)) => (last.range().end, format!(", {is}")),
            (None, None) => (inner.range().end.checked_sub(1)?, is.clone()),
        };
    Some(Writing { was: None, is, edits: vec![(at..at, put)], above: task.key_range()?.start })
}

/// What a stream above a task says that its tasks take.
fn handed_down(task: Node<'_>) -> Option<String> {
    let mut around = task.parent();
    while let Some(node) = around {
        if node.shape() == Shape::Struct
            && let (Some(takes), Some(name)) = (node.named("takes"), node.key_text())
        {
            return Some(format!("\"{name}\": (takes: {})", takes.inner().source()));
        }
        around = node.parent();
    }
    None
}

/// A field's value put in place of what is written.
fn written(node: Node<'_>, put: String) -> Option<Writing> {
    let (value, name) = (node.inner(), node.key_text()?);
    let above = node.parent()?.key_range().map_or(node.range().start, |key| key.start);
    Some(Writing {
        was: Some(format!("{name}: {}", value.source())),
        is: format!("{name}: {put}"),
        edits: vec![(value.range(), put)],
        above,
    })
}

/// The target that a task has for a measure, put otherwise.
fn asked(task: Node<'_>, measure: &MeasureId, value: Decimal) -> Option<Writing> {
    let list = task.inner().named("measures")?.inner();
    let ask = list.children().find(|child| {
        let text = child.inner().text().unwrap_or_default();
        measure::ask(&text).is_ok_and(|ask| ask.name == measure.as_str())
    })?;
    let writing = retargeted(ask.inner(), value)?;
    Some(Writing { above: task.key_range()?.start, ..writing })
}

/// A number after `>=` or the like put in place of another.
fn retargeted(value: Node<'_>, is: Decimal) -> Option<Writing> {
    let source = value.source();
    // Behind the number it may stand what a figure is counted from, with signs of its own.
    let rest = source.get(source.find(['<', '>', '='])?..)?;
    let rest = rest.trim_start_matches(['<', '>', '=']).trim_start();
    let start = source.len() - rest.len();
    let end = rest.find(|c: char| !c.is_ascii_digit() && c != '.').map(|at| start + at)?;
    let new = is.normalize().to_string();
    let (head, tail) = (source.get(..start)?, source.get(end..)?);
    let at = value.range().start;
    Some(Writing {
        was: Some(source.to_owned()),
        is: format!("{head}{new}{tail}"),
        edits: vec![(at + start..at + end, new)],
        above: at,
    })
}

/// Where the line of a place begins, blanks left out, and whether it begins there.
fn line_of(text: &str, at: usize) -> (usize, bool) {
    let before = text.get(..at).unwrap_or_default();
    let line = before.rsplit('\n').next().unwrap_or_default();
    let start = at - line.trim_start_matches([' ', '\t']).len();
    (start, start == at)
}

fn strip<'l>(line: &'l str, indent: &str) -> &'l str {
    line.strip_prefix(indent).unwrap_or(line)
}
