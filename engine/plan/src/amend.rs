//! A plan compared with the one that runs: which instances are the same, which came, went or changed.
//!
//! Instances are matched by path, occurrences by their distance from D or by their days, whichever more of their
//! task have kept; then by the path they had before their task (`was`) or a unit of theirs (`aka`) was renamed. A
//! number once given stays with its instance, and is never given again.

mod numbers;
mod renamed;
mod shifts;

use std::collections::{BTreeMap, BTreeSet};

use crate::expanded::{Expanded, Group, Measure, Recipient, Roster, Task};
use crate::ids::{StreamId, TaskNo, UnitId};

pub use numbers::renumber;
pub use renamed::{Renamed, Renamings, renamed};
pub use shifts::{Dated, OnDay, Shift, shifts};

/// What a new plan changes.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Changes {
    /// What it says anew of the campaign as a whole.
    pub campaign: Vec<Whole>,
    /// Units that it adds, in written order.
    pub joined: Vec<UnitId>,
    /// Units that it leaves out.
    pub left: Vec<UnitId>,
    /// Units, measures and rosters that it only calls otherwise.
    pub renamed: Renamings,
    /// Instances that it adds.
    pub added: Vec<TaskNo>,
    /// Instances that it leaves out.
    pub removed: Vec<TaskNo>,
    /// Instances of which it says something else.
    pub changed: Vec<(TaskNo, Vec<Aspect>)>,
}

impl Changes {
    /// Whether nothing is changed.
    pub fn is_empty(&self) -> bool {
        *self == Changes::default()
    }
}

macro_rules! aspects {
    ($(#[$doc:meta])* $name:ident { $($(#[$of:meta])* $variant:ident: $field:ident,)* }) => {
        $(#[$doc])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
        pub enum $name { $($(#[$of])* $variant,)* }

        impl $name {
            /// All of them, in the order in which they are told.
            pub const ALL: &[$name] = &[$($name::$variant,)*];

            /// Its name in data.
            pub fn word(self) -> &'static str {
                match self { $($name::$variant => stringify!($field),)* }
            }
        }
    };
}

aspects! {
    /// What a plan says of one instance.
    Aspect {
        /// Its path: its task's name or one of its keys was changed.
        Path: path,
        /// Its title.
        Title: title,
        /// What it is about.
        About: about,
        /// The workstream it stands in.
        Stream: stream,
        /// The objective it serves.
        Objective: objective,
        /// Kind of activity.
        Kind: kind,
        /// Tags.
        Tags: tags,
        /// Where.
        Place: place,
        /// The lead unit.
        Owner: owner,
        /// Supporting units.
        Support: support,
        /// Units that only watch.
        Informed: informed,
        /// Who reports for an owner without a login.
        Proxy: proxy,
        /// The leader in charge.
        Leader: leader,
        /// Its fixed window, or the one to pick from.
        Timing: timing,
        /// How long it takes.
        Takes: takes,
        /// When it is due.
        Due: due,
        /// What it waits for.
        Needs: needs,
        /// The checklist, or how much of it suffices.
        Steps: steps,
        /// Figures to hand in.
        Measures: measures,
        /// What rows of its log hold.
        Log: log,
        /// Evidence to hand in.
        Evidence: evidence,
        /// How it may end, or the outcome without which it is not needed.
        Outcomes: outcomes,
        /// How much of its fan-out is enough.
        Cover: cover,
        /// Whom it is reported to.
        To: to,
        /// What is asked for beside a date.
        Ask: ask,
        /// How long there is to acknowledge.
        Ack: ack,
        /// Who accepts.
        Review: review,
        /// Whether it is a milestone.
        Milestone: milestone,
        /// Whether "nothing to report" must be said.
        NilReport: nil_report,
        /// Reminders.
        Remind: remind,
        /// To whom it goes up when late.
        Escalate: escalate,
    }
}

aspects! {
    /// What a plan says of the campaign as a whole.
    Whole {
        /// Its title.
        Title: title,
        /// D.
        Anchor: anchor,
        /// When work may begin.
        Start: start,
        /// Sponsors.
        Sponsors: sponsors,
        /// The leading group.
        Group: group,
        /// The coordinator.
        Coordinator: coordinator,
        /// Vars.
        Vars: vars,
        /// Objectives.
        Objectives: objectives,
        /// Laws and papers.
        Basis: basis,
        /// The notice.
        Notice: notice,
        /// Days off, make-up workdays or office hours.
        Calendar: calendar,
        /// Kinds, people or names of units.
        Units: units,
        /// Groups.
        Groups: groups,
        /// Workstreams.
        Streams: streams,
        /// Named windows.
        Windows: windows,
        /// Measures.
        Measures: measures,
        /// Targets of the whole.
        Targets: targets,
        /// Rates.
        Rates: rates,
        /// Sums that must agree.
        Checks: checks,
        /// Duty rosters.
        Rosters: rosters,
        /// Playbooks: they change later starts, and no play that runs.
        Playbooks: playbooks,
    }
}

/// What `new` changes, whose instances have the numbers of their counterparts in `old`.
///
/// What plays have added to either is no part of the plan.
pub fn compare(old: &Expanded, new: &Expanded) -> Changes {
    let (old, new) = (&*old.without_plays(), &*new.without_plays());
    let renamings = renamed(old, new);
    let renamed = &renamings.units;
    let old = &*renamings.in_figures_of(old);
    let ids = |plan: &Expanded| plan.units.iter().map(|u| u.id.clone()).collect::<BTreeSet<_>>();
    let (before, now) = (ids(old), ids(new));
    let is_new_name = |id: &UnitId| renamed.values().any(|is| is == id);
    let left = old.units.iter().map(|u| &u.id);
    let joined = new.units.iter().map(|u| &u.id);
    let old_tasks: BTreeMap<TaskNo, &Task> = old.tasks.iter().map(|t| (t.number, t)).collect();
    let was = new.streams.iter().filter_map(|s| Some((&s.id, s.was.as_ref()?)));
    let back = old.streams.iter().filter_map(|s| Some((s.was.as_ref()?, &s.id)));
    let streams: BTreeMap<&StreamId, &StreamId> = back.chain(was).collect();
    let numbers: BTreeSet<TaskNo> = new.tasks.iter().map(|t| t.number).collect();
    let mut out = Changes {
        campaign: whole(old, new, &renamings),
        joined: joined.filter(|id| !before.contains(*id) && !is_new_name(id)).cloned().collect(),
        left: left.filter(|id| !now.contains(*id) && !renamed.contains_key(*id)).cloned().collect(),
        removed: old.tasks.iter().map(|t| t.number).filter(|n| !numbers.contains(n)).collect(),
        ..Changes::default()
    };
    for task in &new.tasks {
        match old_tasks.get(&task.number) {
            None => out.added.push(task.number),
            Some(before) => {
                let aspects = aspects(before, task, (renamed, &streams));
                if !aspects.is_empty() {
                    out.changed.push((task.number, aspects));
                }
            }
        }
    }
    out.renamed = renamings;
    out
}

fn aspects(
    old: &Task,
    new: &Task,
    (renamed, streams): (&Renamed, &BTreeMap<&StreamId, &StreamId>),
) -> Vec<Aspect> {
    let now = |unit: &UnitId| renamed.get(unit).unwrap_or(unit).clone();
    let all = |units: &[UnitId]| units.iter().map(now).collect::<Vec<_>>();
    let differs = |aspect: &Aspect| match aspect {
        Aspect::Path => old.path != new.path,
        // What is called by its task's name has a new title with it.
        Aspect::Title if old.task != new.task => {
            old.title.replacen(old.task.as_str(), new.task.as_str(), 1) != new.title
        }
        Aspect::Title => old.title != new.title,
        Aspect::About => old.about != new.about,
        // One that is only called otherwise is the same.
        Aspect::Stream => {
            old.stream != new.stream && streams.get(&new.stream) != Some(&&old.stream)
        }
        Aspect::Objective => old.objective != new.objective,
        Aspect::Kind => old.kind != new.kind,
        Aspect::Tags => old.tags != new.tags,
        Aspect::Place => old.place != new.place,
        Aspect::Owner => now(&old.owner) != new.owner,
        Aspect::Support => all(&old.support) != new.support,
        Aspect::Informed => all(&old.informed) != new.informed,
        Aspect::Proxy => old.proxy.as_ref().map(now) != new.proxy,
        Aspect::Leader => old.leader != new.leader,
        Aspect::Timing => old.timing != new.timing,
        Aspect::Takes => old.takes != new.takes,
        Aspect::Due => (old.due, &old.after) != (new.due, &new.after),
        Aspect::Needs => old.needs != new.needs,
        Aspect::Steps => old.steps != new.steps || old.steps_done != new.steps_done,
        Aspect::Measures => old.measures != new.measures,
        Aspect::Log => old.log != new.log,
        Aspect::Evidence => old.evidence != new.evidence,
        Aspect::Outcomes => {
            (&old.outcomes, &old.when_outcome) != (&new.outcomes, &new.when_outcome)
        }
        Aspect::Cover => old.cover != new.cover,
        Aspect::To => {
            let now =
                |r: &Recipient| (r.direction, now(&UnitId::from(r.name.as_str())).to_string());
            let new = new.to.iter().map(|r| (r.direction, r.name.clone()));
            !old.to.iter().map(now).eq(new)
        }
        Aspect::Ask => old.ask != new.ask,
        Aspect::Ack => old.ack != new.ack,
        Aspect::Review => old.review.as_ref().map(now) != new.review,
        Aspect::Milestone => old.milestone != new.milestone,
        Aspect::NilReport => old.nil_report != new.nil_report,
        // Both hang on the due date, and move along with it.
        Aspect::Remind if old.due != new.due => old.remind.len() != new.remind.len(),
        Aspect::Remind => old.remind != new.remind,
        Aspect::Escalate if old.due != new.due => {
            !old.escalate.iter().map(|e| &e.to).eq(new.escalate.iter().map(|e| &e.to))
        }
        Aspect::Escalate => old.escalate != new.escalate,
    };
    Aspect::ALL.iter().copied().filter(differs).collect()
}

fn whole(old: &Expanded, new: &Expanded, renamed: &Renamings) -> Vec<Whole> {
    let (a, b) = (&old.campaign, &new.campaign);
    let named = |units: &[UnitId]| units.iter().map(|u| renamed.unit(u)).collect::<Vec<_>>();
    let differs = |what: &Whole| match what {
        Whole::Title => a.title != b.title,
        Whole::Anchor => a.anchor != b.anchor,
        Whole::Start => a.start != b.start,
        Whole::Sponsors => named(&a.sponsors) != b.sponsors,
        Whole::Group => a.group != b.group,
        Whole::Coordinator => renamed.unit(&a.coordinator) != b.coordinator,
        Whole::Vars => a.vars != b.vars,
        Whole::Objectives => a.objectives != b.objectives,
        Whole::Basis => a.basis != b.basis,
        Whole::Notice => a.notice != b.notice,
        Whole::Calendar => old.calendar != new.calendar,
        Whole::Units => {
            let same = |u: &&crate::expanded::Unit| new.units.iter().any(|n| n.id == u.id);
            let there = old.units.iter().filter(same);
            there.clone().any(|u| new.unit(&u.id).is_some_and(|n| n != u))
        }
        Whole::Groups => {
            let says = |g: &Group| (g.id.clone(), named(&g.units));
            let now = new.groups.iter().map(|g| (g.id.clone(), g.units.clone()));
            !old.groups.iter().map(says).eq(now)
        }
        Whole::Streams => old.streams != new.streams,
        Whole::Windows => old.windows != new.windows,
        Whole::Measures => {
            // That it is called otherwise is told by itself.
            let says = |m: &Measure| Measure { was: None, ..m.clone() };
            !old.measures.iter().map(says).eq(new.measures.iter().map(says))
        }
        Whole::Targets => old.targets != new.targets,
        Whole::Rates => old.rates != new.rates,
        Whole::Checks => old.checks != new.checks,
        Whole::Rosters => {
            let says = |r: &Roster| Roster { was: None, ..r.clone() };
            let before = old.rosters.iter().map(says).map(|mut roster| {
                roster.posts.iter_mut().for_each(|post| post.unit = renamed.unit(&post.unit));
                roster
            });
            !before.eq(new.rosters.iter().map(says))
        }
        Whole::Playbooks => {
            let (a, b) = (&old.playbooks, &new.playbooks);
            a.len() != b.len() || !a.iter().zip(b).all(|(a, b)| a.says_as(b))
        }
    };
    Whole::ALL.iter().copied().filter(differs).collect()
}
