//! Questions about who waits for whom, over a petgraph graph of the instances.

use std::collections::{BTreeMap, BTreeSet, VecDeque};

use petgraph::Direction;
use petgraph::algo::kosaraju_scc;
use petgraph::graph::{DiGraph, NodeIndex};
use petgraph::visit::{Dfs, EdgeRef, Reversed, VisitMap, Visitable};
use wallchart_plan::Expanded;
use wallchart_plan::expanded::{Join, Link};
use wallchart_plan::ids::TaskNo;

use crate::core::order::{Links, topological};
use crate::network::Cycle;

/// An edge: a link of a task's need, from predecessor to successor.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Edge {
    /// Which of the successor's needs it belongs to.
    pub need: usize,
    /// The join of that need.
    pub join: Join,
    /// The link itself.
    pub link: Link,
}

/// Who waits for whom, instance by instance. Rings are allowed here, and found by [`Graph::cycles`].
#[derive(Debug, Clone)]
pub struct Graph {
    graph: DiGraph<TaskNo, Edge>,
    node: BTreeMap<TaskNo, NodeIndex>,
}

impl Graph {
    /// The graph of a plan. Links to tasks that aren't in the plan are left out.
    pub fn new(plan: &Expanded) -> Self {
        let mut graph = DiGraph::new();
        let node: BTreeMap<TaskNo, NodeIndex> =
            plan.tasks.iter().map(|t| (t.number, graph.add_node(t.number))).collect();
        for task in &plan.tasks {
            let Some(&onto) = node.get(&task.number) else { continue };
            for (i, need) in task.needs.iter().enumerate() {
                for link in &need.links {
                    if let Some(&from) = node.get(&link.on) {
                        graph.add_edge(from, onto, Edge { need: i, join: need.join, link: *link });
                    }
                }
            }
        }
        Self { graph, node }
    }

    /// The graph itself, for questions that aren't answered here.
    pub fn petgraph(&self) -> &DiGraph<TaskNo, Edge> {
        &self.graph
    }

    /// What the task waits for directly, by number.
    pub fn predecessors(&self, task: TaskNo) -> Vec<TaskNo> {
        self.neighbours(task, Direction::Incoming)
    }

    /// What waits for the task directly, by number.
    pub fn successors(&self, task: TaskNo) -> Vec<TaskNo> {
        self.neighbours(task, Direction::Outgoing)
    }

    /// All that the task waits for, directly or not, by number.
    pub fn ancestors(&self, task: TaskNo) -> Vec<TaskNo> {
        self.reach(task, Direction::Incoming)
    }

    /// All that waits for the task, directly or not, by number.
    pub fn descendants(&self, task: TaskNo) -> Vec<TaskNo> {
        self.reach(task, Direction::Outgoing)
    }

    /// How many tasks wait for the task, directly or not: what it blocks.
    pub fn blocks(&self, task: TaskNo) -> usize {
        self.descendants(task).len()
    }

    /// A shortest chain of tasks from `from` to `to`, both included; nothing when `to` doesn't wait for
    /// `from`.
    pub fn chain(&self, from: TaskNo, to: TaskNo) -> Option<Vec<TaskNo>> {
        let (start, goal) = (*self.node.get(&from)?, *self.node.get(&to)?);
        let found = self.shortest(start, goal, |_| true)?;
        Some(self.named(found))
    }

    /// The tasks, predecessors first; waves by number where nothing else orders them.
    ///
    /// # Errors
    /// When tasks wait for each other in a ring.
    pub fn topological(&self) -> Result<Vec<TaskNo>, Cycle> {
        let (mut first, mut from) = (vec![0], Vec::new());
        for v in self.graph.node_indices() {
            let preds = self.graph.neighbors_directed(v, Direction::Incoming);
            from.extend(preds.map(|u| u.index() as u32));
            first.push(from.len() as u32);
        }
        let name = |nodes: Vec<u32>| {
            self.named(nodes.into_iter().map(|i| NodeIndex::new(i as usize)).collect())
        };
        topological(&Links { first: &first, from: &from }).map(name).map_err(|r| Cycle(name(r)))
    }

    /// One shortest ring out of every knot of tasks that wait for each other; each task of a ring waits
    /// for the one after it and the last for the first. Ordered by their smallest task, which is first.
    pub fn cycles(&self) -> Vec<Cycle> {
        let mut rings: Vec<Cycle> =
            kosaraju_scc(&self.graph).iter().filter_map(|knot| self.ring_in(knot)).collect();
        rings.sort_by(|a, b| a.0.cmp(&b.0));
        rings
    }

    fn ring_in(&self, knot: &[NodeIndex]) -> Option<Cycle> {
        let inside: BTreeSet<NodeIndex> = knot.iter().copied().collect();
        let ring = knot
            .iter()
            // A search from every task of a big knot would be slow, and one ring is all that is shown.
            .take(64)
            .filter_map(|v| self.shortest(*v, *v, |u| inside.contains(&u)))
            .min_by_key(Vec::len)?;
        let mut tasks = self.named(ring);
        tasks.reverse();
        tasks.pop();
        let smallest = tasks.iter().enumerate().min_by_key(|(_, no)| **no).map(|(i, _)| i)?;
        tasks.rotate_left(smallest);
        Some(Cycle(tasks))
    }

    /// A shortest way of at least one edge, ends included.
    fn shortest(
        &self,
        from: NodeIndex,
        to: NodeIndex,
        may_pass: impl Fn(NodeIndex) -> bool,
    ) -> Option<Vec<NodeIndex>> {
        let mut came_from: BTreeMap<NodeIndex, NodeIndex> = BTreeMap::new();
        let mut seen = self.graph.visit_map();
        let mut queue = VecDeque::from([from]);
        while let Some(u) = queue.pop_front() {
            let mut next: Vec<NodeIndex> = self.graph.neighbors(u).collect();
            next.sort_unstable();
            for v in next {
                if v == to {
                    let mut way = vec![v, u];
                    let mut at = u;
                    while at != from {
                        at = *came_from.get(&at)?;
                        way.push(at);
                    }
                    way.reverse();
                    return Some(way);
                }
                if v != from && may_pass(v) && seen.visit(v) {
                    came_from.insert(v, u);
                    queue.push_back(v);
                }
            }
        }
        None
    }

    fn named(&self, nodes: Vec<NodeIndex>) -> Vec<TaskNo> {
        nodes.into_iter().map(|v| self.graph[v]).collect()
    }

    /// The links that the task's needs are made of.
    pub fn links(&self, task: TaskNo) -> Vec<Edge> {
        let Some(&v) = self.node.get(&task) else { return Vec::new() };
        let edges = self.graph.edges_directed(v, Direction::Incoming);
        let mut found: Vec<Edge> = edges.map(|e| *e.weight()).collect();
        found.sort_by_key(|e| (e.need, e.link.on));
        found
    }

    /// Every link with the task that has it, in the order of the plan.
    pub fn edges(&self) -> impl Iterator<Item = (TaskNo, Edge)> {
        self.graph.edge_references().map(|e| (self.graph[e.target()], *e.weight()))
    }

    fn neighbours(&self, task: TaskNo, towards: Direction) -> Vec<TaskNo> {
        let Some(&v) = self.node.get(&task) else { return Vec::new() };
        let found: BTreeSet<TaskNo> =
            self.graph.neighbors_directed(v, towards).map(|u| self.graph[u]).collect();
        found.into_iter().collect()
    }

    fn reach(&self, task: TaskNo, towards: Direction) -> Vec<TaskNo> {
        let Some(&start) = self.node.get(&task) else { return Vec::new() };
        let mut found = BTreeSet::new();
        let mut walk = Dfs::new(&self.graph, start);
        let next = |walk: &mut Dfs<_, _>| match towards {
            Direction::Outgoing => walk.next(&self.graph),
            Direction::Incoming => walk.next(Reversed(&self.graph)),
        };
        while let Some(v) = next(&mut walk) {
            if v != start {
                found.insert(self.graph[v]);
            }
        }
        found.into_iter().collect()
    }
}
