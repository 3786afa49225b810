//! A plan's tasks and links out of the expanded plan, into arrays by topological position.
//!
//! The tasks of a plan are large and lie far apart, so each is looked at once, in written order; what the
//! passes need of it is small, and small things are put in order quickly.

use std::collections::BTreeMap;

use wallchart_plan::expanded::{Join, LinkKind, Task, Timing};
use wallchart_plan::ids::TaskNo;
use wallchart_plan::time::Span;

use crate::core::arrays::{Arrays, PLAIN, Part, Rule, flag};
use crate::core::order::{Links, topological};
use crate::core::time::{ENDLESS, Length, NEVER, minute};

/// Where each task number stands in the plan.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Numbers {
    /// By number, [`NOWHERE`] for those that are not used.
    Dense(Vec<u32>),
    /// Sorted by number.
    Sparse(Vec<(TaskNo, u32)>),
}

const NOWHERE: u32 = u32::MAX;

impl Numbers {
    pub(crate) fn new(tasks: &[Task]) -> Self {
        let most = tasks.iter().map(|t| t.number.0 as usize).max().unwrap_or(0);
        if most <= tasks.len().saturating_mul(4).saturating_add(1024) {
            let mut dense = vec![NOWHERE; most + 1];
            for (i, task) in tasks.iter().enumerate() {
                dense[task.number.0 as usize] = i as u32;
            }
            return Numbers::Dense(dense);
        }
        let mut sparse: Vec<(TaskNo, u32)> =
            tasks.iter().enumerate().map(|(i, t)| (t.number, i as u32)).collect();
        sparse.sort_unstable();
        Numbers::Sparse(sparse)
    }

    /// The index of a task in the plan.
    #[inline]
    pub(crate) fn find(&self, no: TaskNo) -> Option<u32> {
        match self {
            Numbers::Dense(dense) => dense.get(no.0 as usize).copied().filter(|i| *i != NOWHERE),
            Numbers::Sparse(sparse) => {
                let at = sparse.binary_search_by_key(&no, |(n, _)| *n).ok()?;
                Some(sparse.get(at)?.1)
            }
        }
    }
}

/// The plan's arrays in written order, and then by topological position.
pub(crate) struct Arranged {
    pub(crate) arrays: Arrays,
    /// Index into the plan of each position.
    pub(crate) order: Vec<u32>,
    /// Position of each index into the plan.
    pub(crate) place: Vec<u32>,
}

/// Reads a plan's tasks; or gives the indices of a ring of them. A link to a task that isn't there is
/// left out.
pub(crate) fn arranged(
    tasks: &[Task],
    numbers: &Numbers,
    fixed_days: bool,
) -> Result<Arranged, Vec<u32>> {
    let written = Reader { fixed_days, numbers, rules: BTreeMap::from([(PLAIN, 0)]) }.read(tasks);
    let order = topological(&Links { first: &written.first, from: &written.from })?;
    let mut place = vec![0u32; order.len()];
    for (at, i) in order.iter().enumerate() {
        place[*i as usize] = at as u32;
    }
    let arrays = permuted(written, &order, &place);
    Ok(Arranged { arrays, order, place })
}

/// Puts arrays in written order by position.
fn permuted(mut written: Arrays, order: &[u32], place: &[u32]) -> Arrays {
    let by = |of: &[i32]| order.iter().map(|i| of[*i as usize]).collect();
    let mut net = Arrays {
        first: Vec::with_capacity(written.first.len()),
        from: Vec::with_capacity(written.from.len()),
        rule: Vec::with_capacity(written.rule.len()),
        rules: std::mem::take(&mut written.rules),
        takes: order.iter().map(|i| written.takes[*i as usize]).collect(),
        flags: order.iter().map(|i| written.flags[*i as usize]).collect(),
        opens: by(&written.opens),
        closes: by(&written.closes),
        due: by(&written.due),
        joins: Vec::with_capacity(written.joins.len()),
    };
    net.first.push(0);
    for i in order {
        let links = written.links(*i as usize);
        net.from.extend(written.from[links.clone()].iter().map(|u| place[*u as usize]));
        net.rule.extend_from_slice(&written.rule[links]);
        net.first.push(net.from.len() as u32);
    }
    for (i, parts) in written.joins {
        let (was, at) = (written.first[i as usize], place[i as usize]);
        let is = net.first[at as usize];
        let moved = |part: Part| Part {
            links: part.links.start - was + is..part.links.end - was + is,
            join: part.join,
        };
        net.joins.push((at, parts.into_iter().map(moved).collect()));
    }
    net.joins.sort_unstable_by_key(|(at, _)| *at);
    net
}

struct Reader<'a> {
    fixed_days: bool,
    numbers: &'a Numbers,
    rules: BTreeMap<Rule, u32>,
}

impl Reader<'_> {
    fn read(mut self, tasks: &[Task]) -> Arrays {
        let mut net = Arrays { first: vec![0], rules: vec![PLAIN], ..Arrays::default() };
        let mut parts = Vec::new();
        for (i, task) in tasks.iter().enumerate() {
            let mut flags = if task.due.is_some() { flag::DUE } else { 0 };
            let likely = || Length::of(task.takes.likely, self.fixed_days);
            let (takes, opens, closes) = match task.timing {
                Timing::Flow => {
                    flags |= if task.from.is_some() { flag::FROM } else { 0 };
                    (likely(), task.from.map_or(NEVER, minute), ENDLESS)
                }
                Timing::Fixed { start, end } => {
                    flags |= flag::FIXED;
                    (Length::ZERO, minute(start), minute(end.max(start)))
                }
                Timing::Pick { start, end } => {
                    flags |= flag::PICK;
                    (likely(), minute(start), minute(end.max(start)))
                }
            };
            flags |= self.needs(task, &mut net, &mut parts);
            if flags & flag::JOIN != 0 {
                net.joins.push((i as u32, parts.clone()));
            }
            net.first.push(net.from.len() as u32);
            net.takes.push(takes);
            net.flags.push(flags);
            net.opens.push(opens);
            net.closes.push(closes);
            net.due.push(task.due.map_or(ENDLESS, minute));
        }
        net
    }

    /// The links of a task; its needs go into `parts`.
    fn needs(&mut self, task: &Task, net: &mut Arrays, parts: &mut Vec<Part>) -> u8 {
        let mut flags = 0;
        parts.clear();
        for need in &task.needs {
            let begin = net.from.len() as u32;
            for link in &need.links {
                let Some(u) = self.numbers.find(link.on) else { continue };
                let number = self.rule(net, link.kind, link.lag);
                if number != 0 {
                    flags |= flag::LAGS;
                }
                net.from.push(u);
                net.rule.push(number);
            }
            let links = begin..net.from.len() as u32;
            if need.join.count(links.len()) < links.len() || matches!(need.join, Join::Percent(_)) {
                flags |= flag::JOIN;
            }
            parts.push(Part { links, join: need.join });
        }
        flags
    }

    /// The number of a rule, which most links don't have to look for.
    fn rule(&mut self, net: &mut Arrays, kind: LinkKind, lag: Span) -> u32 {
        let rule = Rule { kind, lag: Length::of(lag, self.fixed_days) };
        if rule == PLAIN {
            return 0;
        }
        let rules = &mut net.rules;
        *self.rules.entry(rule).or_insert_with(|| {
            rules.push(rule);
            rules.len() as u32 - 1
        })
    }
}
