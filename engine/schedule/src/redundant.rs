//! Links that say nothing new: a longer way through other tasks holds the waiting task back as much.
//!
//! One diagnostic for each sentence, not for each instance. First the graph of tasks says where there is a
//! longer way at all, one search for each task that others wait for; then the instances say whether it holds
//! for every one of them. Both are kept to a budget of steps: past it nothing more is claimed.

use std::collections::{BTreeMap, VecDeque};

use wallchart_plan::diagnostic::{Diagnostic, Place};
use wallchart_plan::expanded::{Expanded, Join, Link, LinkKind, Need, Task};
use wallchart_plan::ids::{TaskId, TaskNo};
use wallchart_plan::{Span, TaskField};

use crate::codes::W110;

/// Links followed in all, before the search ends.
const STEPS_MAX: usize = 4_000_000;
/// Tasks of a way that are named.
const WAY_SHOWN: usize = 6;

/// Whether it waits there for an outcome, which no longer way says.
fn is_condition(task: &Task, need: &Need) -> bool {
    let on = task.when_outcome.as_ref().map(|condition| condition.on);
    on.is_some() && need.links.first().map(|link| link.on) == on && need.links.len() == 1
}

/// Finds the links that a longer way implies.
pub(crate) fn redundant(
    plan: &Expanded,
    place: &dyn Fn(TaskNo, TaskField) -> Place,
) -> Vec<Diagnostic> {
    let tasks = Tasks::new(plan);
    let mut sentences = tasks.sentences();
    // Those on one task with one lag share a search.
    sentences.sort_by_key(|s| (s.on, s.lag_kept(), s.at));
    let mut search = Search::new(&tasks);
    let mut found = Vec::new();
    for group in sentences.chunk_by(|a, b| (a.on, a.lag_kept()) == (b.on, b.lag_kept())) {
        let Some(first) = group.first() else { continue };
        search.explore(first.on, first.lag_kept(), group);
        for sentence in group {
            let Some(way) = search.way_to(sentence) else { continue };
            if search.holds(sentence, &way) {
                found.push((sentence.at, tasks.say(sentence, &way, place)));
            }
        }
    }
    found.sort_by_key(|(at, _)| *at);
    found.into_iter().map(|(_, diagnostic)| diagnostic).collect()
}

/// A lag: its unit and how many of it. Nothing when there is none, or a lead.
type Lag = Option<(u8, i64)>;

fn lag(span: Span) -> Lag {
    let (unit, n) = parts(span);
    (n > 0).then_some((unit, n))
}

fn parts(span: Span) -> (u8, i64) {
    match span {
        _ if span.is_zero() => (0, 0),
        Span::Minutes(n) => (0, n),
        Span::Days(n) => (1, i64::from(n)),
        Span::WorkDays(n) => (2, i64::from(n)),
    }
}

/// A task that waits for all instances of another that it names, in one way.
#[derive(Debug, Clone, Copy)]
struct Sentence {
    task: usize,
    on: usize,
    kind: LinkKind,
    lag: Span,
    /// The first instance that has it, and which of its needs it is.
    at: (usize, usize),
}

impl Sentence {
    /// The lag that a longer way must keep.
    fn lag_kept(&self) -> Lag {
        lag(self.lag)
    }

    fn is_made_of(&self, link: &Link) -> bool {
        link.kind == self.kind && parts(link.lag) == parts(self.lag)
    }
}

/// What follows a task: which task, and the most lag in each unit that a sentence between them keeps.
type After = (usize, [i64; 3]);

/// The tasks of a plan with their instances.
struct Tasks<'a> {
    plan: &'a Expanded,
    ids: Vec<&'a TaskId>,
    /// The task of each instance.
    of: Vec<usize>,
    instances: Vec<Vec<usize>>,
    /// The instance of each number, where numbers don't run in order.
    index: BTreeMap<TaskNo, usize>,
    /// For each task, those that begin only after it has finished, in full and without a lead.
    after: Vec<Vec<After>>,
    /// How far each task is from the first ones along these; nothing in a ring.
    level: Vec<u32>,
}

impl<'a> Tasks<'a> {
    fn new(plan: &'a Expanded) -> Self {
        let mut by_id: BTreeMap<&TaskId, usize> = BTreeMap::new();
        let runs_in_order = (1u32..).zip(&plan.tasks).all(|(n, t)| t.number == TaskNo(n));
        let numbered = plan.tasks.iter().enumerate().filter(|_| !runs_in_order);
        let mut tasks = Self {
            plan,
            ids: Vec::new(),
            of: Vec::new(),
            instances: Vec::new(),
            index: numbered.map(|(i, t)| (t.number, i)).collect(),
            after: Vec::new(),
            level: Vec::new(),
        };
        let mut last: Option<(&TaskId, usize)> = None;
        for (i, task) in plan.tasks.iter().enumerate() {
            let number = match last {
                Some((id, number)) if *id == task.task => number,
                _ => *by_id.entry(&task.task).or_insert(tasks.ids.len()),
            };
            last = Some((&task.task, number));
            if number == tasks.ids.len() {
                tasks.ids.push(&task.task);
                tasks.instances.push(Vec::new());
            }
            tasks.of.push(number);
            tasks.instances[number].push(i);
        }
        tasks.after = tasks.follow();
        tasks.level = tasks.levels();
        tasks
    }

    fn at(&self, link: &Link) -> Option<usize> {
        if self.index.is_empty() {
            let at = usize::try_from(link.on.0).ok()?.checked_sub(1)?;
            return (at < self.plan.tasks.len()).then_some(at);
        }
        self.index.get(&link.on).copied()
    }

    fn follow(&self) -> Vec<Vec<After>> {
        let mut edges: Vec<(usize, usize, u8, i64)> = Vec::new();
        for (task, of) in self.plan.tasks.iter().zip(&self.of) {
            for link in firm(task) {
                let Some(on) = self.at(link).map(|on| self.of[on]).filter(|on| on != of) else {
                    continue;
                };
                let (unit, n) = parts(link.lag);
                let edge = (on, *of, unit, n);
                if edges.last() != Some(&edge) {
                    edges.push(edge);
                }
            }
        }
        edges.sort_unstable();
        edges.dedup();
        let mut after: Vec<Vec<After>> = vec![Vec::new(); self.ids.len()];
        for (on, task, unit, n) in edges {
            let list = &mut after[on];
            if list.last().is_none_or(|(last, _)| *last != task) {
                list.push((task, [0; 3]));
            }
            if let Some((_, most)) = list.last_mut() {
                most[usize::from(unit)] = most[usize::from(unit)].max(n);
            }
        }
        after
    }

    fn levels(&self) -> Vec<u32> {
        let mut open = vec![0u32; self.ids.len()];
        self.after.iter().flatten().for_each(|(task, _)| open[*task] += 1);
        let mut level = vec![0; self.ids.len()];
        let mut ready: Vec<usize> = (0..open.len()).filter(|t| open[*t] == 0).collect();
        while let Some(task) = ready.pop() {
            for (next, _) in &self.after[task] {
                level[*next] = level[*next].max(level[task] + 1);
                open[*next] -= 1;
                if open[*next] == 0 {
                    ready.push(*next);
                }
            }
        }
        level
    }

    /// Every sentence that waits in full, of tasks that have more than one.
    fn sentences(&self) -> Vec<Sentence> {
        let mut out: Vec<Sentence> = Vec::new();
        for (i, task) in self.plan.tasks.iter().enumerate().filter(|(_, t)| t.needs.len() > 1) {
            let own = self.of[i];
            let in_full = |need: &&Need| need.join == Join::All && !is_condition(task, need);
            for (nth, need) in task.needs.iter().enumerate().filter(|(_, need)| in_full(need)) {
                let mut last = None;
                for link in &need.links {
                    let Some(on) = self.at(link).map(|on| self.of[on]) else { continue };
                    if on != own && last != Some(on) {
                        let (kind, lag) = (link.kind, link.lag);
                        out.push(Sentence { task: own, on, kind, lag, at: (i, nth) });
                    }
                    last = Some(on);
                }
            }
        }
        let same = |s: &Sentence| (s.task, s.on, s.kind, parts(s.lag));
        out.sort_by_key(|s| (same(s), s.at));
        out.dedup_by_key(|s| same(s));
        out
    }

    fn say(
        &self,
        sentence: &Sentence,
        way: &[usize],
        place: &dyn Fn(TaskNo, TaskField) -> Place,
    ) -> Diagnostic {
        let name = |task: usize| self.ids[task].to_string();
        let mut names: Vec<String> = Vec::new();
        for (i, task) in way.iter().enumerate() {
            match WAY_SHOWN / 2 {
                half if way.len() > WAY_SHOWN && i == half => names.push("…".to_owned()),
                half if way.len() > WAY_SHOWN && i > half && i < way.len() - half => {}
                _ => names.push(name(*task)),
            }
        }
        let (instance, need) = sentence.at;
        let place = place(self.plan.tasks[instance].number, TaskField::Need(need));
        Diagnostic::new(&W110, place)
            .with("task", name(sentence.task))
            .with("on", name(sentence.on))
            .with("way", names.join(" → "))
    }
}

/// The links by which a task begins only after others have finished, all of them and with no lead.
fn firm(task: &Task) -> impl Iterator<Item = &Link> {
    let needs = task.needs.iter().filter(|n| n.join == Join::All);
    let links = needs.flat_map(|n| &n.links);
    links.filter(|l| l.kind == LinkKind::FinishStart && parts(l.lag).1 >= 0)
}

/// Where a search stands: a task, and whether the way to it has kept the lag.
type State = (usize, bool);

fn slot((task, kept): State) -> usize {
    task * 2 + usize::from(kept)
}

/// The searches, with the lists that they share.
struct Search<'a> {
    tasks: &'a Tasks<'a>,
    left: usize,
    round: u32,
    /// For each state, the round in which it was reached, and from where.
    reached: Vec<(u32, State)>,
    /// For each task, the round in which a longer way to it was found, and its last step.
    ended: Vec<(u32, State)>,
    /// For each task, the round in which it lies on the way.
    on_way: Vec<u32>,
    /// Walks over instances so far.
    walk: u32,
    /// For each instance, the walk that came to it, and whether by a way that keeps the lag.
    marks: Vec<(u32, bool)>,
}

impl<'a> Search<'a> {
    fn new(tasks: &'a Tasks<'a>) -> Self {
        let count = tasks.ids.len();
        Self {
            tasks,
            left: STEPS_MAX,
            round: 0,
            reached: vec![(0, (0, false)); count * 2],
            ended: vec![(0, (0, false)); count],
            on_way: vec![0; count],
            walk: 0,
            marks: vec![(0, false); tasks.plan.tasks.len()],
        }
    }

    /// Whether so many more steps may be taken.
    fn take(&mut self, steps: usize) -> bool {
        self.left = self.left.saturating_sub(steps);
        self.left > 0
    }

    /// Finds what follows `on` by at least two steps, as far as the sentences of the group lie.
    fn explore(&mut self, on: usize, lag: Lag, group: &[Sentence]) {
        self.round += 1;
        let level = &self.tasks.level;
        let Some(last) = group.iter().map(|s| level[s.task]).max() else { return };
        let keeps = |most: &[i64; 3]| lag.is_none_or(|(unit, n)| most[usize::from(unit)] >= n);
        let mut queue = VecDeque::from([(on, lag.is_none())]);
        while let Some(here) = queue.pop_front() {
            let tasks = self.tasks;
            for (next, most) in &tasks.after[here.0] {
                if !self.take(1) {
                    return;
                }
                let state = (*next, here.1 || keeps(most));
                if here.0 != on && state.1 && self.ended[*next].0 != self.round {
                    self.ended[*next] = (self.round, here);
                }
                // Levels rise along every way, so none turns back and none goes past the last sentence.
                let goes_on = tasks.level[*next] > tasks.level[here.0] && tasks.level[*next] < last;
                if goes_on && self.reached[slot(state)].0 != self.round {
                    self.reached[slot(state)] = (self.round, here);
                    queue.push_back(state);
                }
            }
        }
    }

    /// The longer way found for a sentence, from the task waited for to the one that waits.
    fn way_to(&mut self, sentence: &Sentence) -> Option<Vec<usize>> {
        let (round, mut at) = self.ended[sentence.task];
        if round != self.round {
            return None;
        }
        let mut way = vec![sentence.task];
        while at.0 != sentence.on {
            way.push(at.0);
            at = self.reached[slot(at)].1;
            if !self.take(1) {
                return None;
            }
        }
        way.push(sentence.on);
        way.reverse();
        Some(way)
    }

    /// Whether each instance of the sentence is covered by a way through the same tasks.
    fn holds(&mut self, sentence: &Sentence, way: &[usize]) -> bool {
        let tasks = self.tasks;
        // Between single instances a link of tasks is a link of instances.
        if way.iter().all(|task| tasks.instances[*task].len() == 1) {
            return true;
        }
        for task in way.iter().filter(|task| **task != sentence.task) {
            self.on_way[*task] = self.round;
        }
        let covered = tasks.instances[sentence.task].iter().all(|i| self.is_covered(sentence, *i));
        // The next sentence of the group has a way of its own.
        way.iter().for_each(|task| self.on_way[*task] = 0);
        covered
    }

    fn is_covered(&mut self, sentence: &Sentence, instance: usize) -> bool {
        let tasks = self.tasks;
        let needs = tasks.plan.tasks[instance].needs.iter().filter(|n| n.join == Join::All);
        let links = needs.flat_map(|n| &n.links).filter(|l| sentence.is_made_of(l));
        let asked = links.filter_map(|l| tasks.at(l)).filter(|i| tasks.of[*i] == sentence.on);
        let asked: Vec<usize> = asked.collect();
        asked.is_empty()
            || (self.walk_back(sentence, instance)
                && asked.iter().all(|i| self.marks[*i] == (self.walk, true)))
    }

    /// Marks the instances that hold this one back by way of others. False when it took too long.
    fn walk_back(&mut self, sentence: &Sentence, from: usize) -> bool {
        let tasks = self.tasks;
        self.walk += 1;
        let lag = sentence.lag_kept();
        let mut stack = vec![(from, lag.is_none())];
        while let Some((here, kept)) = stack.pop() {
            for link in firm(&tasks.plan.tasks[here]) {
                if !self.take(1) {
                    return false;
                }
                let Some(before) = tasks.at(link) else { continue };
                let is_direct = here == from && tasks.of[before] == sentence.on;
                if is_direct || self.on_way[tasks.of[before]] != self.round {
                    continue;
                }
                let (unit, n) = parts(link.lag);
                let kept = kept || lag.is_some_and(|(u, least)| u == unit && n >= least);
                let known = self.marks[before];
                if known.0 == self.walk && (known.1 || !kept) {
                    continue;
                }
                self.marks[before] = (self.walk, kept);
                stack.push((before, kept));
            }
        }
        true
    }
}

#[cfg(test)]
mod tests {
    use chrono::NaiveDate;
    use wallchart_plan::{MemorySources, ReadOptions, read};
    use wallchart_words::Lang;

    use super::*;

    /// What is told of these tasks, as `task: on, way`.
    fn told(tasks: &str) -> Vec<String> {
        let text = format!(
            r#"Campaign(version: 1, id: "x", title: "x", anchor: "2026-03-15", coordinator: "甲",
            units: {{ "甲": (kind: branch), "乙": (kind: branch), "丙": (kind: office) }},
            groups: {{ "所": kind(branch) }},
            streams: {{ "一": (owner: "甲", tasks: {{ {tasks} }}) }})"#
        );
        let sources = MemorySources::new().with("p.ron", text.as_str());
        let options = ReadOptions { today: NaiveDate::default(), anchor: None };
        let reading = read(&sources, "p.ron", &options);
        let plan = reading.expanded.unwrap_or_else(|| panic!("{:?}", reading.diagnostics));
        redundant(&plan, &|task, field| reading.origins.place(task, field))
            .iter()
            .map(|d| d.message(Lang::Zh))
            .collect()
    }

    const CHAIN: &str = r#""a": (), "b": (needs: ["a"]),"#;

    #[test]
    fn a_longer_way_makes_a_link_redundant() {
        let found = told(&format!(r#"{CHAIN} "c": (needs: ["b"]), "d": (needs: ["a", "c"])"#));
        assert_eq!(found, ["“d”等“a”是多余的：a → b → c → d 已经包含"]);
        let with = told(&format!(r#"{CHAIN} "c": (needs: ["with a", "ends with a", "b"])"#));
        assert_eq!(with.len(), 2, "{with:?}");
    }

    #[test]
    fn lags_count() {
        let c = |need: &str, way: &str| {
            told(&format!(r#""a": (), "b": (needs: ["{way}"]), "c": (needs: ["{need}", "b"])"#))
                .len()
        };
        assert_eq!(c("a +2wd", "a"), 0);
        assert_eq!(c("a +2wd", "a +1wd"), 0);
        assert_eq!(c("a +2wd", "a +3wd"), 1);
        assert_eq!(c("a +2wd", "a +3d"), 0);
        assert_eq!(c("a -2wd", "a"), 1);
        // A way that lets the work begin early holds nothing back.
        assert_eq!(c("a", "a -1wd"), 0);
        assert_eq!(c("a", "with a"), 0);
        assert_eq!(c("a", "settled a"), 0);
        assert_eq!(c("a", "1 of a"), 0);
    }

    #[test]
    fn every_instance_must_be_covered() {
        let all = |b: &str, c: &str| {
            told(&format!(
                r#""a": (each: "所"), "b": ({b} needs: ["a"]), "c": ({c} needs: ["a", "b"])"#
            ))
            .len()
        };
        let each = r#"each: "所","#;
        assert_eq!(all(each, each), 1);
        assert_eq!(all("", ""), 1);
        assert_eq!(all(each, ""), 1);
        assert_eq!(all("", each), 1);
        // Only one of the two goes by the other task.
        let one = told(r#""a": (each: "所"), "b": (needs: ["a@甲"]), "c": (needs: ["a", "b"])"#);
        assert_eq!(one, [""; 0]);
        let only =
            told(r#""a": (each: "所"), "b": (needs: ["a@甲"]), "c": (needs: ["a@甲", "b"])"#);
        assert_eq!(only.len(), 1);
    }

    #[test]
    fn rings_and_great_plans_end() {
        // A ring is another check's matter.
        let ring = told(r#""a": (needs: ["c"]), "b": (needs: ["a"]), "c": (needs: ["b", "a"])"#);
        assert_eq!(ring, [""; 0]);
        // Each task waits for the one before it and for the first: a search for each would be long.
        let chain: String =
            (1..3000).map(|i| format!(r#""t{i}": (needs: ["t{}", "t0"]),"#, i - 1)).collect();
        let found = told(&format!(r#""t0": (), {chain}"#));
        assert!(found.len() > 1000, "{}", found.len());
    }
}
