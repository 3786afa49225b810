//! What the dashboard has read from the campaign, and the rows that the state chooses of it. Made when
//! something changes, never while drawing.

use std::collections::BTreeSet;
use std::sync::{Arc, Mutex, OnceLock};

use wallchart_campaign::actions::{ActionId, Args};
use wallchart_campaign::read::{
    Detail, Filter, FilterError, LogLine, NodeKey, Overview, RosterTable, SeatSeen, Seen, TreeRow,
    View, What, Why, clock_lines, detail, overview, roster_table, tree, unfolded,
};
use wallchart_campaign::{Actor, redo_target};
use wallchart_plan::ids::{TaskNo, UnitId};

use super::rows::{Key, Post};
use super::search::Index;
use super::state::{State, Tab};
use crate::pinyin::initials_begin;

/// The heading over duty rosters with gaps.
pub(crate) const ROSTERS: u8 = u8::MAX - 1;

/// The heading over the checks that figures break.
pub(crate) const SUMS: u8 = u8::MAX;

/// What is read from the campaign at a moment.
#[derive(Debug)]
pub struct Source {
    /// The campaign.
    pub view: Arc<View>,
    /// What it looks like at a glance, for whoever sits here.
    pub overview: Overview,
    /// Its events, the newest first.
    pub log: Arc<Vec<LogLine>>,
    /// Its duty rosters; of a unit, its own posts.
    pub rosters: Arc<Vec<RosterTable>>,
    index: Arc<OnceLock<Index>>,
    /// The task that was asked about last.
    about: Mutex<Option<Arc<About>>>,
}

/// Everything about a task.
#[derive(Debug)]
pub struct About {
    /// What it is and what surrounds it.
    pub detail: Detail,
    /// The reasons behind its dates.
    pub why: Why,
}

impl Source {
    /// Reads everything. `before` lends what a change of state leaves as it was.
    pub fn new(
        view: Arc<View>,
        log: Arc<Vec<LogLine>>,
        actor: &Actor,
        before: Option<&Source>,
    ) -> Self {
        let same_view = before.filter(|b| Arc::ptr_eq(&b.view, &view));
        let mut overview = same_view.map_or_else(|| overview(&view), |b| b.overview.clone());
        let unit = unit_of(actor, &view);
        let rosters = same_view.map_or_else(
            || Arc::new(tables(&view, unit.as_ref())),
            |before| before.rosters.clone(),
        );
        if let Some(unit) = unit {
            overview.rosters = rosters.iter().map(|table| table.seen.clone()).collect();
            for group in &mut overview.needs_you {
                group.tasks.retain(|t| view.task(t.number).is_some_and(|s| concerns(&s, &unit)));
            }
            overview.needs_you.retain(|g| !g.tasks.is_empty());
            overview.reconcile.retain(|sum| sum.unit.as_ref() == Some(&unit));
        }
        let same = before.filter(|b| b.view.frame.fits(&view.campaign));
        let index = same.map_or_else(Arc::default, |b| b.index.clone());
        Self { view, overview, log, rosters, index, about: Mutex::default() }
    }

    /// Everything about a task. Worked out when first asked for, and kept while it is the one asked about:
    /// it is drawn again and again.
    pub fn about(&self, task: TaskNo) -> Option<Arc<About>> {
        let mut kept = self.about.lock().ok()?;
        if let Some(about) = kept.as_ref().filter(|a| a.why.task == task) {
            return Some(about.clone());
        }
        let (detail, why) = (detail(&self.view, task)?, self.view.why(task)?);
        *kept = Some(Arc::new(About { detail, why }));
        kept.clone()
    }

    /// Its tasks, to search in. Made when first asked for: the first frame doesn't wait for it.
    pub fn index(&self) -> &Index {
        self.index.get_or_init(|| Index::new(&self.view))
    }

    /// What an undo or a redo is told: nothing names the actor's last command; a redo names the last
    /// undo.
    pub fn undo_args(&self, id: ActionId, actor: &Actor) -> Args {
        let mut args = Args::default();
        if id == ActionId::Redo {
            args.command = redo_target(&self.view.campaign, actor);
        }
        args
    }
}

/// The rosters as tables, those without posts of the unit left out.
fn tables(view: &View, unit: Option<&UnitId>) -> Vec<RosterTable> {
    let rosters = view.campaign.plan.rosters.iter();
    let all = rosters.filter_map(|roster| roster_table(view, &roster.id, unit));
    all.filter(|table| !table.seats.is_empty()).collect()
}

/// The unit whose tasks an actor looks after; none for whoever coordinates.
fn unit_of(actor: &Actor, view: &View) -> Option<UnitId> {
    let plan = &view.campaign.plan;
    let unit = match actor {
        Actor::Unit(unit) => unit.clone(),
        Actor::Person(person) => {
            plan.units.iter().find(|u| u.people.iter().any(|p| p.id == *person))?.id.clone()
        }
        _ => return None,
    };
    (unit != plan.campaign.coordinator).then_some(unit)
}

/// Whether a unit has to do with a task: leads it, supports it, reports for it or reviews it.
fn concerns(seen: &Seen<'_>, unit: &UnitId) -> bool {
    seen.record.owner == *unit
        || seen.task.support.contains(unit)
        || seen.task.proxy.as_ref() == Some(unit)
        || seen.task.review.as_ref() == Some(unit)
}

/// Everything that is drawn.
#[derive(Debug, Default)]
pub struct Data {
    /// What is read from the campaign; none before the first reading.
    pub source: Option<Arc<Source>>,
    /// The rows of the tree that the filter lets through.
    pub tree: Vec<TreeRow>,
    /// Positions in `tree` of the rows that are not folded away.
    pub shown: Vec<usize>,
    /// Positions in the log of the events that the filter lets through.
    pub events: Vec<usize>,
    /// How many tasks the filter lets through.
    pub passing: usize,
    /// Why the filter can't be read.
    pub filter_error: Option<FilterError>,
    /// Where the seats of each post of the rosters begin: which table, which seat.
    pub posts: Vec<Option<(usize, usize)>>,
    overview: Vec<Key>,
    roster: Vec<Key>,
    gantt: Vec<Key>,
    log: Vec<Key>,
}

impl Data {
    /// Chooses the rows that the state wants.
    pub fn new(source: Arc<Source>, state: &State) -> Self {
        let view = &*source.view;
        let (filter, filter_error) = match Filter::parse(&state.filter) {
            Ok(filter) => (filter.in_plan(&view.campaign.plan), None),
            Err(error) => (Filter::default(), Some(error)),
        };
        let passes: Option<Vec<bool>> = (!filter.is_empty())
            .then(|| view.iter().map(|s| filter.matches(&s, &initials_begin)).collect());
        let keep = |s: &Seen<'_>| {
            passes.as_ref().is_none_or(|p| p.get(s.position).copied().unwrap_or(false))
        };
        let critical = state.gantt.critical;
        let tree = tree(view, &|s| keep(s) && (!critical || s.dates.critical));
        let kept = |no: TaskNo| view.task(no).is_some_and(|s| keep(&s));
        let mut needs = Vec::new();
        let pressing = source.overview.pressing_rosters();
        if filter.is_empty() && !pressing.is_empty() {
            needs.push(Key::Heading(ROSTERS));
            needs.extend(pressing.iter().map(|seen| Key::Roster(seen.roster.clone())));
        }
        for (i, group) in source.overview.needs_you.iter().enumerate() {
            let i = u8::try_from(i).unwrap_or(u8::MAX);
            let tasks = group.tasks.iter().filter(|t| kept(t.number));
            let before = needs.len();
            needs.push(Key::Heading(i));
            needs.extend(tasks.map(|t| Key::Need(i, t.number)));
            if needs.len() == before + 1 {
                needs.pop();
            }
        }
        if filter.is_empty() && !source.overview.reconcile.is_empty() {
            needs.push(Key::Heading(SUMS));
            let sums = 0..source.overview.reconcile.len();
            needs.extend(sums.map(|i| Key::Sum(u8::try_from(i).unwrap_or(u8::MAX))));
        }
        let events: Vec<usize> = source
            .log
            .iter()
            .enumerate()
            .filter(|(_, line)| filter.is_empty() || line.task.is_some_and(kept))
            .map(|(i, _)| i)
            .collect();
        let log = events.iter().filter_map(|i| source.log.get(*i)).map(key_of).collect();
        let passing = passes.as_ref().map_or(view.len(), |p| p.iter().filter(|p| **p).count());
        let (roster, posts) = posts(&source.rosters, state.only_gaps);
        let mut data = Self {
            posts,
            roster,
            tree,
            shown: Vec::new(),
            events,
            passing,
            filter_error,
            overview: needs,
            gantt: Vec::new(),
            log,
            source: Some(source),
        };
        data.refold(&state.gantt.folded);
        data
    }

    /// Chooses anew which rows of the tree are not folded away.
    pub(crate) fn refold(&mut self, folded: &BTreeSet<Key>) {
        self.shown = unfolded(&self.tree, &|key| folded.contains(&Key::from(key)));
        let rows = self.shown.iter().filter_map(|i| self.tree.get(*i));
        self.gantt = rows.map(|r| Key::from(&r.key)).collect();
    }

    /// Whether a post of a roster lacks anybody in a shift that is not over.
    pub fn has_gap(&self, at: (usize, usize)) -> bool {
        self.seats(at).iter().any(|seat| seat.lacks > 0 && !seat.over)
    }

    /// The seats of a post: those of the table that begin there.
    pub fn seats(&self, (table, first): (usize, usize)) -> &[SeatSeen] {
        let table = self.source.as_ref().and_then(|s| s.rosters.get(table));
        let seats = table.and_then(|t| t.seats.get(first..)).unwrap_or_default();
        let is_other = |one: &SeatSeen, other: &SeatSeen| {
            (one.start, &one.unit, &one.item) != (other.start, &other.unit, &other.item)
        };
        let Some(one) = seats.first() else { return &[] };
        let end = seats.iter().position(|other| is_other(one, other)).unwrap_or(seats.len());
        seats.get(..end).unwrap_or_default()
    }

    /// The rows of a view's list.
    pub fn keys(&self, tab: Tab) -> &[Key] {
        match tab {
            Tab::Overview => &self.overview,
            Tab::Gantt => &self.gantt,
            Tab::Log => &self.log,
            Tab::Roster => &self.roster,
            Tab::Task => &[],
        }
    }

    /// The task that a row is about.
    pub fn task_of(&self, key: &Key) -> Option<TaskNo> {
        match key {
            Key::Task(no) | Key::Need(_, no) => Some(*no),
            Key::Event(seq) => {
                let log = &self.source.as_ref()?.log;
                log.iter().find(|l| l.seq == Some(*seq))?.task
            }
            Key::Clock(no, _) => Some(*no),
            _ => None,
        }
    }

    /// The task that marking a row marks: events mark nothing.
    pub fn marked_by(&self, key: &Key) -> Option<TaskNo> {
        match key {
            Key::Task(no) | Key::Need(_, no) => Some(*no),
            _ => None,
        }
    }

    /// Whether a row has others below it.
    pub fn is_branch(&self, key: &Key) -> bool {
        matches!(key, Key::Stream(_) | Key::Fan(..))
    }

    /// Fan-outs, which are what a long tree is folded by.
    pub fn branches(&self) -> Vec<Key> {
        let keys = self.tree.iter().map(|r| Key::from(&r.key));
        keys.filter(|k| matches!(k, Key::Fan(..))).collect()
    }

    /// The first task in written order.
    pub fn first_task(&self) -> Option<TaskNo> {
        Some(self.source.as_ref()?.view.at(0)?.task.number)
    }

    /// How many workstreams progress is shown of.
    pub fn streams(&self) -> usize {
        self.source.as_ref().map_or(0, |s| s.overview.streams.len())
    }

    /// The first day of the campaign, as the instant it begins.
    pub fn first_day(&self) -> Option<wallchart_plan::time::Instant> {
        let view = &self.source.as_ref()?.view;
        let start = view.schedule.start.min(view.frame.baseline.start);
        Some(view.calendar.day_start(view.calendar.date(start)))
    }

    /// Minutes from the first day to now, and to the end of the last day.
    pub fn reach_min(&self) -> (i64, i64) {
        let (Some(first), Some(source)) = (self.first_day(), &self.source) else { return (0, 0) };
        let view = &source.view;
        let finish = view.schedule.finish.max(view.frame.baseline.finish);
        let end = view.calendar.day_end(view.calendar.end_date(finish));
        (view.now.since(first), end.since(first))
    }
}

/// The rows of the rosters: a heading for each, then its posts shift by shift.
fn posts(tables: &[RosterTable], only_gaps: bool) -> (Vec<Key>, Vec<Option<(usize, usize)>>) {
    let (mut keys, mut at) = (Vec::new(), Vec::new());
    for (t, table) in tables.iter().enumerate() {
        keys.push(Key::Heading(u8::try_from(t).unwrap_or(u8::MAX)));
        at.push(None);
        let mut first = 0;
        for seats in
            table.seats.chunk_by(|a, b| (a.start, &a.unit, &a.item) == (b.start, &b.unit, &b.item))
        {
            let seat = first;
            first += seats.len();
            let Some(one) = seats.first() else { continue };
            let gap = !one.over && seats.iter().any(|s| s.lacks > 0);
            if only_gaps && !gap {
                continue;
            }
            keys.push(Key::Post(Post {
                roster: table.seen.roster.clone(),
                start: one.start,
                unit: one.unit.clone(),
                item: one.item.clone(),
            }));
            at.push(Some((t, seat)));
        }
    }
    (keys, at)
}

/// What a line of the log is called.
fn key_of(line: &LogLine) -> Key {
    match (line.seq, line.task) {
        (Some(seq), _) => Key::Event(seq),
        (None, task) => {
            let ack = matches!(line.what, What::AckPassed { .. });
            Key::Clock(task.unwrap_or_default(), ack)
        }
    }
}

/// The stored lines and those of the clock, the newest first.
pub fn merged(mut stored: Vec<LogLine>, view: &View) -> Vec<LogLine> {
    stored.extend(clock_lines(view));
    stored.sort_by_key(|l| std::cmp::Reverse((l.at, l.seq)));
    stored
}

impl From<&NodeKey> for Key {
    fn from(key: &NodeKey) -> Key {
        match key {
            NodeKey::Stream(id) => Key::Stream(id.clone()),
            NodeKey::Template(stream, task) => Key::Fan(stream.clone(), task.clone()),
            NodeKey::Task(no) => Key::Task(*no),
        }
    }
}
