//! What a clone has on other days, or more or less often, than the plan that it was made of: in words and as
//! data.

use serde_json::{Value, json};
use wallchart_campaign::say;
use wallchart_plan::Expanded;
use wallchart_plan::amend::{Dated, OnDay, Shift, shifts};
use wallchart_plan::clone_moves::{Far, Recount, far, recounts};
use wallchart_words::{ids, t};

use super::context::Context;
use super::error::CliError;

/// Groups of dates that are named before the rest is only counted.
const SHIFTS: usize = 20;

/// What is otherwise in a clone.
#[derive(Default)]
pub struct Moved {
    shifts: Vec<Shift>,
    recounts: Vec<Recount>,
    far: Vec<Far>,
}

impl Moved {
    /// What a clone has otherwise; nothing where it can't be read.
    pub fn of(old: &Expanded, clone: Option<&Expanded>) -> Moved {
        let Some(clone) = clone else { return Moved::default() };
        Moved { shifts: shifts(old, clone), recounts: recounts(old, clone), far: far(old, clone) }
    }

    /// Says it, instances of a task taken together.
    pub fn say(&self, context: &mut Context, plan: &Expanded) -> Result<(), CliError> {
        let lang = context.lang;
        for far in &self.far {
            let days = far.away.abs();
            let date = far.date.to_string();
            context.say(&t!(
                lang,
                ids::CLONE_FAR,
                task = far.task.as_str(),
                date = date,
                side = if far.away < 0 { "before" } else { "after" },
                days = days
            ))?;
        }
        for recount in &self.recounts {
            let (task, was, is) = (recount.task.as_str(), recount.was, recount.is);
            context.say(&t!(lang, ids::CLONE_RECOUNT, task = task, was = was, is = is))?;
        }
        self.say_shifts(context, plan)
    }

    fn say_shifts(&self, context: &mut Context, plan: &Expanded) -> Result<(), CliError> {
        let lang = context.lang;
        if self.shifts.is_empty() {
            return context.say(&t!(lang, ids::CLONE_NO_SHIFTS));
        }
        context.say(&t!(lang, ids::CLONE_SHIFTS))?;
        let groups = self.grouped(plan);
        let day = |on: OnDay| {
            let away = if on.away == 0 { "D".to_owned() } else { format!("D{:+}", on.away) };
            let rest = if on.is_worked { String::new() } else { t!(lang, ids::CLONE_REST) };
            format!("{away} {} {}{rest}", on.date, say::weekday(lang, on.date))
        };
        let more = groups.len().saturating_sub(SHIFTS);
        for (task, shift, count) in groups.into_iter().take(SHIFTS) {
            let what = match shift.what {
                Dated::Due => ids::CLONE_DUE,
                Dated::Begins => ids::CLONE_BEGINS,
                Dated::Ends => ids::CLONE_ENDS,
            };
            let line = t!(
                lang,
                ids::CLONE_SHIFT,
                task = task,
                count = count,
                what = t!(lang, what),
                was = day(shift.was),
                is = day(shift.is)
            );
            context.say(&format!("  {line}"))?;
        }
        if more > 0 {
            context.say(&format!("  {}", t!(lang, ids::AMEND_MORE, count = more)))?;
        }
        Ok(())
    }

    /// Each kind of shift of a task once, with how many instances share it.
    fn grouped<'p>(&self, plan: &'p Expanded) -> Vec<(&'p str, Shift, usize)> {
        let mut groups: Vec<(&str, Shift, usize)> = Vec::new();
        for shift in &self.shifts {
            let Some(task) = plan.tasks.iter().find(|task| task.number == shift.task) else {
                continue;
            };
            let same = |g: &&mut (&str, Shift, usize)| {
                g.0 == task.task.as_str()
                    && (g.1.what, g.1.was, g.1.is) == (shift.what, shift.was, shift.is)
            };
            match groups.iter_mut().find(same) {
                Some(group) => group.2 += 1,
                None => groups.push((task.task.as_str(), *shift, 1)),
            }
        }
        groups
    }

    /// The same as data: shifts, counts and what is far off.
    pub fn data(&self, plan: Option<&Expanded>) -> [(&'static str, Value); 3] {
        let day = |on: OnDay| json!({ "date": on.date, "away": on.away, "worked": on.is_worked });
        let shift = |shift: &Shift| {
            let task = plan.and_then(|p| p.tasks.iter().find(|t| t.number == shift.task));
            let what = match shift.what {
                Dated::Due => "due",
                Dated::Begins => "begins",
                Dated::Ends => "ends",
            };
            json!({
                "task": task.map(|task| task.path.to_string()), "what": what,
                "was": day(shift.was), "is": day(shift.is),
            })
        };
        let count = |c: &Recount| json!({ "task": c.task.as_str(), "was": c.was, "is": c.is });
        let far = |f: &Far| json!({ "task": f.task.as_str(), "date": f.date, "away": f.away });
        [
            ("shifts", self.shifts.iter().map(shift).collect()),
            ("counts", self.recounts.iter().map(count).collect()),
            ("far", self.far.iter().map(far).collect()),
        ]
    }
}
