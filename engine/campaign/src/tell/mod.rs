//! Reasons in words, line by line, as every face says them.

mod lesson;
mod outlook;
mod slip;
#[cfg(test)]
mod tests;
mod why;

pub use lesson::{grounds, lesson};
pub use outlook::{aspect, outlook, whole};
pub use slip::slip;
pub use why::why;

use wallchart_plan::ids::TaskNo;
use wallchart_plan::time::{Instant, Span};
use wallchart_words::{Lang, ids, t};

use crate::read::View;
use crate::say;

/// How a line weighs.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Weight {
    /// A heading: what the lines below it are about. It says the most of it, alone.
    Head,
    /// A line below a heading.
    Plain,
    /// Something late.
    Late,
}

/// A line.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Line {
    /// How far it is indented, in steps.
    pub indent: u8,
    /// How it weighs.
    pub weight: Weight,
    /// The words.
    pub text: String,
}

/// Lines of a chain that are said before what lies between is only counted.
const SAID: usize = 12;

/// Steps to which lines are indented at most.
const DEEP: u8 = 6;

/// Says lines about a view of a campaign.
struct Teller<'a> {
    lang: Lang,
    view: &'a View,
    out: Vec<Line>,
}

impl<'a> Teller<'a> {
    fn new(lang: Lang, view: &'a View) -> Self {
        Self { lang, view, out: Vec::new() }
    }

    fn head(&mut self, text: String) {
        self.out.push(Line { indent: 0, weight: Weight::Head, text });
    }

    fn say(&mut self, indent: u8, text: String) {
        self.out.push(Line { indent: indent.min(DEEP), weight: Weight::Plain, text });
    }

    fn late(&mut self, indent: u8, text: String) {
        self.out.push(Line { indent: indent.min(DEEP), weight: Weight::Late, text });
    }

    fn name(&self, task: TaskNo) -> String {
        say::task(self.lang, &self.view.campaign, task)
    }

    /// The end of something.
    fn until(&self, at: Instant) -> String {
        say::due(&self.view.calendar, at)
    }

    /// The begin of something: a day, or a moment.
    fn from(&self, at: Instant) -> String {
        let calendar = &self.view.calendar;
        match calendar.day_start(calendar.date(at)) == at {
            true => calendar.date(at).format("%m-%d").to_string(),
            false => say::moment(calendar, at),
        }
    }

    /// When a task begins that lasts from then to then.
    fn begin(&self, task: TaskNo, start: Instant, finish: Instant) -> String {
        let calendar = &self.view.calendar;
        let seen = self.view.task(task);
        seen.map_or_else(|| self.from(start), |s| say::begins(calendar, s.task, start, finish))
    }

    /// When it is over.
    fn finish(&self, task: TaskNo, start: Instant, finish: Instant) -> String {
        let calendar = &self.view.calendar;
        let seen = self.view.task(task);
        seen.map_or_else(|| self.until(finish), |s| say::finishes(calendar, s.task, start, finish))
    }

    fn span(&self, span: Span) -> String {
        match span {
            Span::Minutes(n) => say::minutes(self.lang, n.abs()),
            Span::Days(n) => say::span(self.lang, Span::Days(n.saturating_abs())),
            Span::WorkDays(n) => say::span(self.lang, Span::WorkDays(n.saturating_abs())),
        }
    }

    fn minutes(&self, min: i64) -> String {
        say::minutes(self.lang, min)
    }

    /// `，再隔2个工作日`, `，可提前1天`, or nothing.
    fn lag(&self, lag: Span) -> String {
        let negative = match lag {
            Span::Minutes(n) => n < 0,
            Span::Days(n) | Span::WorkDays(n) => n < 0,
        };
        if lag.is_zero() {
            return String::new();
        }
        let id = if negative { ids::WHY_LEAD } else { ids::WHY_LAG };
        t!(self.lang, id, span = self.span(lag))
    }

    /// A task of the plan with its instances: by name where there is one, else counted.
    fn fan(&self, task: &str, instances: &[TaskNo]) -> String {
        match instances {
            [only] => self.name(*only),
            all => t!(self.lang, ids::WHY_FAN, task = task, n = all.len()),
        }
    }
}
