//! What a new revision of the plan would change: instances, dates, the critical path, and for whom.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use serde::Serialize;
use wallchart_plan::Expanded;
use wallchart_plan::amend::{self, Changes, Renamings};
use wallchart_plan::expanded::Task;
use wallchart_plan::ids::{TaskId, TaskNo, UnitId};
use wallchart_plan::roster::Seat;
use wallchart_plan::time::Instant;
use wallchart_schedule::Cycle;

use super::view::View;
use crate::amended::{amended, highest};
use crate::command::Apply;
use crate::decide::follow_through;
use crate::event::Seq;
use crate::lost::{Lost, ReadOtherwise, lost, read_otherwise};
use crate::roster::Fill;
use crate::state::{Campaign, TaskState};

/// A plan beside a new revision of it.
#[derive(Debug)]
pub struct Outlook {
    /// As it stands.
    pub before: View,
    /// As it would stand.
    pub after: View,
    /// What is changed.
    pub changes: Changes,
    /// Open instances whose forecast finish moves, those that it moves most first.
    pub moved: Vec<Moved>,
    /// The critical path before and after, fan-outs folded.
    pub critical: (Vec<OnPath>, Vec<OnPath>),
    /// Who is affected, those with most to look at first.
    pub units: Vec<Affected>,
    /// Instances taken out to which something has happened.
    pub records_go: Vec<TaskNo>,
    /// Instances whose picked date the new window doesn't hold.
    pub picks_go: Vec<TaskNo>,
    /// Instances whose ticks or supporters' reports go with what the new plan doesn't ask for any more.
    pub marks_go: Vec<TaskNo>,
    /// Instances whose granted extension holds, although the plan has another due date for them now.
    pub extensions_hold: Vec<TaskNo>,
    /// Settled instances that the plan has due at another time now; theirs stays.
    pub settled_stay: Vec<TaskNo>,
    /// Instances that ended in a way which the plan doesn't list any more.
    pub outcomes_go: Vec<TaskNo>,
    /// Open tasks of plays, and tasks given away, whose unit leaves: another leads them.
    pub handed_over: Vec<TaskNo>,
    /// Who was put down on a roster where the new plan has no seat.
    pub fills_go: Vec<Fill>,
    /// Figures and cells that were recorded and would not count any more.
    pub lost: Lost,
    /// Measures whose figures stay and are read in another unit of quantity.
    pub read_otherwise: Vec<ReadOtherwise>,
    /// Instances that nobody needed any more and that are needed again: more is enough now, or another outcome is.
    pub ruled_in: Vec<TaskNo>,
    /// Instances that nobody needs any more, new ones among them.
    pub ruled_out: Vec<TaskNo>,
    /// Instances under way that would be issued anew, since another unit leads them.
    pub issued_anew: Vec<TaskNo>,
}

/// A task of a critical path.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OnPath {
    /// Which.
    pub task: TaskId,
    /// Whether it waits for the one before it.
    pub follows: bool,
}

/// An instance whose forecast finish moves.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct Moved {
    /// Which.
    pub task: TaskNo,
    /// When it would finish as it stands.
    pub from: Instant,
    /// When it would finish then.
    pub to: Instant,
}

/// What a unit gets to see of it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Affected {
    /// Which.
    pub unit: UnitId,
    /// New instances that it leads.
    pub added: usize,
    /// Instances of its own that are taken out.
    pub removed: usize,
    /// Instances of its own that are changed.
    pub changed: usize,
    /// Instances that it takes over from another.
    pub taken: usize,
    /// Instances that another takes over.
    pub given: usize,
    /// Of all these, those that it has under way.
    pub under_way: usize,
}

impl Outlook {
    /// A running campaign beside a plan as read, which is numbered on the way.
    ///
    /// # Errors
    /// When tasks of the new plan wait for each other in a ring.
    pub fn of_read(before: &View, mut plan: Expanded) -> Result<Outlook, Cycle> {
        let campaign = &before.campaign;
        let retired = campaign.retired.iter().map(|r| (&r.task.path, r.task.number));
        amend::renumber(&campaign.plan, retired, &mut plan, campaign.last_number);
        Outlook::of(before, plan)
    }

    /// A running campaign beside a new revision, whose instances have the numbers of their counterparts.
    ///
    /// # Errors
    /// When tasks of the new plan wait for each other in a ring.
    pub fn of(before: &View, plan: Expanded) -> Result<Outlook, Cycle> {
        let mut campaign = (*before.campaign).clone();
        let apply =
            Apply { language: campaign.language, sources: Vec::new(), plan, rehearsal: None };
        let (seq, revision) = (Seq(campaign.seq.0 + 1), campaign.revision + 1);
        amended(&mut campaign, (seq, before.now), revision, &apply);
        follow_through(&mut campaign, before.now);
        let after = View::new(Arc::new(campaign), before.now)?;
        Ok(Outlook::between(before.clone(), after))
    }

    /// Two plans beside each other, neither of them launched.
    ///
    /// # Errors
    /// When tasks wait for each other in a ring.
    pub fn of_plans(before: Expanded, mut after: Expanded) -> Result<Outlook, Cycle> {
        amend::renumber(&before, [], &mut after, highest(&before.tasks));
        let before = View::planned(Arc::new(before))?;
        Ok(Outlook::between(before, View::planned(Arc::new(after))?))
    }

    fn between(before: View, after: View) -> Outlook {
        let changes = amend::compare(&before.campaign.plan, &after.campaign.plan);
        let path = |view: &View| {
            let found = wallchart_schedule::summary(&view.campaign.plan, &view.schedule);
            let path = found.critical_path.into_iter();
            path.map(|f| OnPath { task: f.task, follows: f.follows }).collect::<Vec<_>>()
        };
        let critical = (path(&before), path(&after));
        let went =
            |number: &&TaskNo| before.task(**number).is_some_and(|seen| seen.record.has_happened());
        let records_go = changes.removed.iter().filter(went).copied().collect();
        let mut out = Outlook {
            moved: moved(&before, &after),
            units: affected(&before, &after, &changes),
            critical,
            records_go,
            picks_go: Vec::new(),
            marks_go: Vec::new(),
            extensions_hold: Vec::new(),
            settled_stay: Vec::new(),
            outcomes_go: Vec::new(),
            handed_over: Vec::new(),
            fills_go: fills_go(&before.campaign, &after.campaign, &changes.renamed),
            lost: lost(&before.campaign, &after.campaign.plan, &changes.renamed),
            read_otherwise: read_otherwise(
                &before.campaign,
                &after.campaign.plan,
                &changes.renamed,
            ),
            ruled_in: Vec::new(),
            ruled_out: Vec::new(),
            issued_anew: Vec::new(),
            changes,
            before,
            after,
        };
        let ticked = |steps: &[bool]| steps.iter().filter(|done| **done).count();
        // Of all instances: one that was given to a unit that leaves need not be changed itself.
        for was in out.before.iter() {
            let Some(is) = out.after.task(was.task.number) else { continue };
            let planned = (was.task.due, is.task.due);
            if planned.0 != planned.1 && was.record.due == is.record.due {
                if is.record.state.is_settled() {
                    out.settled_stay.push(was.task.number);
                } else if is.record.extensions > 0 {
                    out.extensions_hold.push(was.task.number);
                }
            }
            let ended = is.record.outcome.as_ref();
            let lists = |task: &Task| ended.is_some_and(|outcome| task.outcomes.contains(outcome));
            if lists(was.task) && !lists(is.task) {
                out.outcomes_go.push(was.task.number);
            }
            let same_lead = out.changes.renamed.unit(&was.record.owner) == is.record.owner;
            let is_open = !is.record.state.is_settled();
            let is_planned = was.task.play.is_none() && was.record.owner == was.task.owner;
            if !same_lead && is_open && !is_planned {
                out.handed_over.push(was.task.number);
            }
            let (number, was, is) = (was.task.number, was.record, is.record);
            if was.picked.is_some() && is.picked.is_none() {
                out.picks_go.push(number);
            }
            if ticked(&was.steps) > ticked(&is.steps) || was.reported.len() > is.reported.len() {
                out.marks_go.push(number);
            }
            match (was.ruled_out, is.ruled_out) {
                (true, false) if !is.state.is_settled() => out.ruled_in.push(number),
                (false, true) => out.ruled_out.push(number),
                _ if was.state != is.state && is.state == TaskState::Issued => {
                    out.issued_anew.push(number);
                }
                _ => {}
            }
        }
        let is_needless = |no: &&TaskNo| out.after.task(**no).is_some_and(|s| s.record.ruled_out);
        let needless: Vec<TaskNo> = out.changes.added.iter().filter(is_needless).copied().collect();
        out.ruled_out.extend(needless);
        out
    }

    /// The new revision as it is applied: what plays have added is the campaign's, and stays with it.
    pub fn revision(&self) -> Expanded {
        self.after.campaign.plan.without_plays().into_owned()
    }

    /// Whether nothing is changed.
    pub fn is_empty(&self) -> bool {
        self.changes.is_empty()
    }
}

/// Fills that have a seat before and none after.
fn fills_go(before: &Campaign, after: &Campaign, renamed: &Renamings) -> Vec<Fill> {
    let now_called = |fill: &Fill| {
        let (unit, roster) = (renamed.unit(&fill.seat.unit), renamed.roster(&fill.seat.roster));
        Seat { unit, roster, ..fill.seat.clone() }
    };
    let gone: BTreeSet<Seat> = before.fallen_out().map(now_called).collect();
    after.fallen_out().filter(|fill| !gone.contains(&fill.seat)).cloned().collect()
}

fn moved(before: &View, after: &View) -> Vec<Moved> {
    let mut out: Vec<Moved> = before
        .iter()
        .filter(|seen| !seen.record.state.is_settled())
        .filter_map(|seen| {
            let to = after.task(seen.task.number)?.dates.early_finish;
            let from = seen.dates.early_finish;
            (from != to).then_some(Moved { task: seen.task.number, from, to })
        })
        .collect();
    out.sort_by_key(|m| (std::cmp::Reverse((m.to.0 - m.from.0).abs()), m.task));
    out
}

fn affected(before: &View, after: &View, changes: &Changes) -> Vec<Affected> {
    let mut units: BTreeMap<UnitId, Affected> = BTreeMap::new();
    let mut note = |unit: &UnitId, of: fn(&mut Affected) -> &mut usize, is_under_way: bool| {
        let affected = units.entry(unit.clone()).or_insert_with(|| Affected {
            unit: unit.clone(),
            added: 0,
            removed: 0,
            changed: 0,
            taken: 0,
            given: 0,
            under_way: 0,
        });
        *of(affected) += 1;
        affected.under_way += usize::from(is_under_way);
    };
    let is_under_way = |view: &View, number: TaskNo| {
        let seen = view.task(number);
        seen.is_some_and(|s| s.record.has_happened() && !s.record.state.is_settled())
    };
    for number in &changes.added {
        if let Some(seen) = after.task(*number) {
            note(&seen.record.owner, |a| &mut a.added, false);
        }
    }
    for number in &changes.removed {
        if let Some(seen) = before.task(*number) {
            note(&seen.record.owner, |a| &mut a.removed, is_under_way(before, *number));
        }
    }
    let changed: BTreeSet<TaskNo> = changes.changed.iter().map(|(number, _)| *number).collect();
    for was in before.iter() {
        let number = was.task.number;
        let Some(is) = after.task(number) else { continue };
        let (was, is) = (&was.record.owner, &is.record.owner);
        let under_way = is_under_way(before, number);
        if changes.renamed.unit(was) != *is {
            note(was, |a| &mut a.given, under_way);
            note(is, |a| &mut a.taken, false);
        } else if changed.contains(&number) {
            note(is, |a| &mut a.changed, under_way);
        }
    }
    let mut out: Vec<Affected> = units.into_values().collect();
    out.sort_by_key(|a| std::cmp::Reverse(a.added + a.removed + a.changed + a.taken + a.given));
    out
}
