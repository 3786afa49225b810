//! Who waits for whom, by position: successors, what is unmet, and how far a delay reaches.

use wallchart_plan::Expanded;
use wallchart_plan::expanded::{Join, LinkKind, Need};
use wallchart_plan::ids::TaskNo;

use crate::state::{Campaign, TaskRecord, TaskState};

/// The links of a plan as flat arrays; positions are those in `plan.tasks`. Made once a revision.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Links {
    positions: Vec<u32>,
    first: Vec<u32>,
    after: Vec<u32>,
    /// Positions so that predecessors come first.
    order: Vec<u32>,
}

const NOWHERE: u32 = u32::MAX;

impl Links {
    /// Lays out the links of a plan.
    pub fn new(plan: &Expanded) -> Self {
        let n = plan.tasks.len();
        let top = plan.tasks.iter().map(|t| t.number.0).max().unwrap_or(0);
        let mut positions = vec![NOWHERE; to_usize(top) + 1];
        for (i, task) in plan.tasks.iter().enumerate() {
            if let Some(slot) = positions.get_mut(to_usize(task.number.0)) {
                *slot = to_u32(i);
            }
        }
        let mut links = Links { positions, first: vec![0; n + 1], ..Links::default() };
        let mut pairs: Vec<(u32, u32)> = Vec::new();
        for (i, task) in plan.tasks.iter().enumerate() {
            for link in task.needs.iter().flat_map(|need| &need.links) {
                if let Some(on) = links.position(link.on) {
                    pairs.push((to_u32(on), to_u32(i)));
                }
            }
        }
        pairs.sort_unstable();
        pairs.dedup();
        let mut waiting = vec![0u32; n];
        for (on, after) in &pairs {
            if let Some(count) = links.first.get_mut(to_usize(*on) + 1) {
                *count += 1;
            }
            if let Some(count) = waiting.get_mut(to_usize(*after)) {
                *count += 1;
            }
        }
        let mut total = 0;
        for count in &mut links.first {
            total += *count;
            *count = total;
        }
        links.after = pairs.into_iter().map(|(_, after)| after).collect();
        links.order = links.sorted(waiting);
        links
    }

    /// Positions so that predecessors come first (Kahn); those on a cycle are left out.
    fn sorted(&self, mut waiting: Vec<u32>) -> Vec<u32> {
        let mut order: Vec<u32> =
            (0..waiting.len()).filter(|i| waiting.get(*i) == Some(&0)).map(to_u32).collect();
        let mut next = 0;
        while let Some(&at) = order.get(next) {
            next += 1;
            for &s in self.successors(to_usize(at)) {
                if let Some(count) = waiting.get_mut(to_usize(s)) {
                    *count -= 1;
                    if *count == 0 {
                        order.push(s);
                    }
                }
            }
        }
        order
    }

    /// Where a task stands.
    pub fn position(&self, task: TaskNo) -> Option<usize> {
        self.positions.get(to_usize(task.0)).filter(|p| **p != NOWHERE).map(|p| to_usize(*p))
    }

    /// Positions of the tasks that wait for the one at `at`, each once, in written order.
    pub fn successors(&self, at: usize) -> &[u32] {
        let range = self.first.get(at).zip(self.first.get(at + 1));
        range
            .and_then(|(from, to)| self.after.get(to_usize(*from)..to_usize(*to)))
            .unwrap_or_default()
    }

    /// How many open tasks stand behind each of `of`, directly or not: what its delay may reach.
    pub fn reach(&self, campaign: &Campaign, of: &[usize]) -> Vec<u32> {
        let mut out = vec![0; of.len()];
        let open: Vec<bool> = campaign.records.iter().map(|r| !r.state.is_settled()).collect();
        let mut lanes = vec![0u64; campaign.records.len()];
        for (chunk, counts) in of.chunks(64).zip(out.chunks_mut(64)) {
            lanes.fill(0);
            for (lane, at) in chunk.iter().enumerate() {
                if let Some(mask) = lanes.get_mut(*at) {
                    *mask |= 1 << lane;
                }
            }
            for &at in &self.order {
                let here = to_usize(at);
                let mask = lanes.get(here).copied().unwrap_or(0);
                if mask == 0 {
                    continue;
                }
                for &s in self.successors(here) {
                    let s = to_usize(s);
                    let is_open = open.get(s).copied().unwrap_or(false);
                    let Some(slot) = lanes.get_mut(s).filter(|_| is_open) else { continue };
                    // Counted once, when a lane first reaches the task.
                    let mut fresh = mask & !*slot;
                    *slot |= mask;
                    while fresh != 0 {
                        let lane = fresh.trailing_zeros();
                        fresh &= fresh - 1;
                        if let Some(count) = counts.get_mut(to_usize(lane)) {
                            *count += 1;
                        }
                    }
                }
            }
        }
        out
    }

    /// Links of a need that hold, and how many must. Cancelled predecessors have left the need.
    pub fn tally(&self, campaign: &Campaign, need: &Need) -> (usize, usize) {
        let (mut held, mut of) = (0, 0);
        for link in &need.links {
            let on = self.position(link.on).and_then(|p| campaign.records.get(p));
            if on.is_some_and(|on| !is_awaited(on)) {
                continue;
            }
            of += 1;
            held += usize::from(on.is_some_and(|on| holds(need.join, link.kind, on)));
        }
        (held, need.join.count(of))
    }

    /// Whether a need keeps its task from beginning (rather than from finishing), and is unmet.
    pub(crate) fn gates(&self, campaign: &Campaign, need: &Need) -> bool {
        let start = |k| matches!(k, LinkKind::FinishStart | LinkKind::StartStart);
        if !need.links.iter().any(|l| start(l.kind)) {
            return false;
        }
        let (held, asked) = self.tally(campaign, need);
        held < asked
    }
}

/// Whether a predecessor is still in the needs that name it. A cancelled one has left them: `all` waits for
/// the rest, `n of` and percentages count over the rest, and a need with none left holds. The schedule
/// does the same. A skipped one stays and counts as done.
pub fn is_awaited(on: &TaskRecord) -> bool {
    on.state != TaskState::Cancelled
}

/// Whether a link holds, the predecessor being as recorded.
pub fn holds(join: Join, kind: LinkKind, on: &TaskRecord) -> bool {
    match kind {
        LinkKind::StartStart | LinkKind::StartFinish => {
            on.started_at.is_some()
                || on.state.is_done()
                || (join == Join::Settled && on.state.is_settled())
        }
        LinkKind::FinishStart | LinkKind::FinishFinish => match join {
            Join::Settled => on.state.is_settled(),
            _ => on.state.is_done(),
        },
    }
}

pub(crate) fn to_usize(n: u32) -> usize {
    usize::try_from(n).unwrap_or(usize::MAX)
}

pub(crate) fn to_u32(n: usize) -> u32 {
    u32::try_from(n).unwrap_or(u32::MAX)
}
